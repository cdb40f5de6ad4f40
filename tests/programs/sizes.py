# Sizes and flags of types as CPython lays them out.
import sys, collections, re, io, weakref, types, decimal, array, itertools
class A: pass
class B: __slots__=()
class C: __slots__='a','b'
class D(dict): __slots__=('a',)
class I(int): pass
class J(int): __slots__=()
class T(tuple): pass
class W: __slots__=('__weakref__',)
class Y(list): pass
class X(str): pass
class E(Exception): pass
def f(): yield
objs=[(),(1,2),{},{1:2},[],[1],set(),{1,2,3,4,5,6},frozenset(),'', 'a','\xe9','\u20ac','\U0001f600',b'',b'abc',bytearray(),1,0,1<<60,True,None,1.5,1j,range(3),slice(3),len,f,f(),A,A(),B(),C(),D(),I(5),J(5),T((1,)),W(),Y(),X('abc'),E(),E,int,type,object(),iter([]),iter({}),{}.keys(),enumerate([]),zip(),map(len,[]),weakref.ref(A),property(),staticmethod(f),classmethod(f),super(A),collections.deque(),collections.OrderedDict(),collections.defaultdict(),collections.Counter(),sys,Ellipsis,NotImplemented,types.SimpleNamespace(),[].append,A().__init__,f.__code__,decimal.Decimal(1),array.array('i',[1,2]),itertools.count(),io.BytesIO(),io.StringIO(),sys.flags,(lambda x: lambda:x)(1).__closure__[0], iter(()), iter('a'), iter(set()), reversed([]), str.lower, int.__add__, (3).__add__, types.MethodType(f,1), A.__dict__, A.__dict__['__dict__'], dict.fromkeys, dict.__dict__['fromkeys']]
for o in objs:
    t=type(o)
    print(t.__name__, t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__, bool(t.__flags__&(1<<14)), sys.getsizeof(o))
