# Subclasses of built-in types with methods of their own, hot enough to be compiled.
class A(list):
    def __iter__(self): return iter([7,8])
    def __getitem__(self,i): return 'g%r'%(i,)
    def __contains__(self,x): return True
    def __bool__(self): return False
    def append(self,x): super().append(('x',x))
    def __setitem__(self,i,v): pass
class T(tuple):
    def __iter__(self): return iter([7,8])
    def __len__(self): return 99
    def __getitem__(self,i): return 'g%r'%(i,)
class D(dict):
    def __getitem__(self,i): return 'g%r'%(i,)
    def __len__(self): return 5
    def __contains__(self,x): return True
    def __iter__(self): return iter('pq')
    def get(self,*a): return 'got'
class S(str):
    def __len__(self): return 50
    def __getitem__(self,i): return 'g'
    def __iter__(self): return iter('st')
    def __add__(self,o): return 'added'
    def __contains__(self,x): return True
class I(int):
    def __add__(self,o): return 'iadd'
    def __lt__(self,o): return True
    def __bool__(self): return False
def f():
    a=A([1,2]); x,y=a; t=T((1,2)); u,v=t; d=D(k=1); s=S('ab'); i=I(5)
    r=[x,y,u,v,a[0],a[0:1],9 in a,not a,[z for z in a],len(t),t[0],[z for z in t],d['z'],len(d),9 in d,list(d),d.get(1),len(s),s[0],[c for c in s],s+'x','q' in s,i+1,i<1,not i]
    for z in a: r.append(z)
    a.append(3); r.append(list.__len__(a)); r.append(list.__getitem__(a,-1))
    a[0]=5
    (p,q),=[t]; r+=[p,q]
    if a: r.append('T')
    if len(a)>2: r.append('len')
    for c in s: r.append(c)
    for k in d: r.append(k)
    r.append([*a]); r.append((*t,)); r.append({**D(m=2)} )
    r.append('%s|%s'%(t[0],s)); r.append(max(a)); r.append(sum(a)); r.append(sorted(t)); r.append(tuple(a)); r.append(list(t)); r.append(sorted(set(d)))
    return r
o=None
for k in range(300):
    r=f()
    if o is None: o=r; print(r)
    assert str(r)==str(o) and len(r)==len(o) or print(k,r)


class Parts(list):
    def __len__(self):
        return sum(len(x) for x in self)


def count(parts):
    parts.append("ab")
    return len(parts)


parts = Parts()
print([count(parts) for _ in range(200)][-3:])
