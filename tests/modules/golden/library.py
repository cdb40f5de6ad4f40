import re, dis, collections, types, functools, itertools, operator, copyreg, reprlib, weakref, abc, bisect
print(re.findall(r'(\w)(\d)', 'a1 b2 c3'), re.sub(r'(?P<x>\w+)', r'<\g<x>>', 'hi there'), re.split(r'[,;]', 'a,b;c'))
print(re.compile('a+', re.I|re.M), re.I, repr(re.I|re.M), re.match('(a)(b)?','ac'), re.match('(a)(b)?','ac').groups())
P = collections.namedtuple('P', 'x y')
print(P(1,2), P(x=1,y=5)._asdict(), P._make([1,2])._replace(x=9), P.__doc__, P.x)
def f(x, *, k=3):
    for i in range(x):
        if i and f"{i!r:>3}": print(i, k)
    return [y for y in x]
dis.dis(f)
dis.show_code(f)
for i in dis.get_instructions(f): print(i)
print(dis.Bytecode(f).dis())
print(collections.Counter('abracadabra').most_common(2), collections.Counter('aab') - collections.Counter('a'))
d = collections.deque([1,2,3], maxlen=3); d.append(4); d.rotate(1); print(d, list(reversed(d)))
dd = collections.defaultdict(list); dd['a'].append(1); print(dd)
od = collections.OrderedDict([('a',1),('b',2)]); od.move_to_end('a'); print(od, od.keys(), list(reversed(od)))
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n-1)+fib(n-2)
print(fib(80), fib.cache_info())
print(functools.reduce(operator.add, range(10)), functools.partial(int, base=2)('101'), functools.partial(int, base=2))
print(list(itertools.islice(itertools.count(3, 2), 4)), list(itertools.permutations('abc', 2)), list(itertools.product('ab', repeat=2)))
print([(k, list(g)) for k, g in itertools.groupby('aabbc')], list(itertools.chain('ab', 'c')), list(itertools.zip_longest('abc', 'x', fillvalue='-')))
print(isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), issubclass(int, collections.abc.Hashable))
class A(abc.ABC):
    @abc.abstractmethod
    def m(self): pass
try: A()
except TypeError as e: print(e)
print(collections.ChainMap({'a':1},{'b':2}), sorted([3,1,2], key=functools.cmp_to_key(lambda a,b:b-a)))
print(repr(~re.I), re.RegexFlag(1024), repr(re.RegexFlag(0)))
