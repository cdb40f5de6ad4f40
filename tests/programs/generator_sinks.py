def g(n):
    for i in range(n):
        try:
            yield i
        finally:
            pass
def tree(n):
    if n:
        yield from tree(n-1)
        yield n
        yield from tree(n-1)
class A:
    def __init__(s,v): s.v=v
    def __add__(s,o): return A(s.v+(o.v if isinstance(o,A) else o))
    __radd__=__add__
    def __bool__(s): return s.v>3
    def __hash__(s): return 1
    def __eq__(s,o): return isinstance(o,A) and s.v==o.v
def bad(n):
    for i in range(n):
        if i==5: raise ValueError(i)
        yield i
r=[]
for k in range(300):
    r=[sum(g(20)), sum(x*0.5 for x in g(20)), sum((A(x) for x in g(9)), A(0)).v, list(g(5)), tuple(x+1 for x in g(4)), any(x>7 for x in g(10)), all(x<7 for x in g(10)),
    any(A(x) for x in g(9)), max(x*7%5 for x in g(9)), min((float(x) for x in g(3))), sorted(-x for x in g(4)), set(x%3 for x in g(9)), frozenset("a%d"%x for x in g(1)),
    ','.join(str(x) for x in g(4)), list(tree(3)), sum(tree(6)), sum([1,2.5,3]), sum([True,2]), sum(2**52*x for x in g(9)), len({A(x%2) for x in g(6)}), len(set(A(x%2) if x%3 else x for x in g(6)))]
    l=[]
    try: l.extend(bad(9))
    except ValueError as e: r.append((str(e), l))
    s=set()
    try: s.update(bad(9))
    except ValueError as e: r.append((str(e), s))
    it=g(10); r.append([any(x==4 for x in it), list(it)])
    it=g(10); r.append([next(it), sum(it), list(it)])
    def send():
        t=0
        while True:
            v=yield t
            t+= v if v is not None else 100
            if t>1000: return
    r.append(sum(send()))
    gg=send(); next(gg); r.append([gg.send(5), list(gg)])
print(r)
