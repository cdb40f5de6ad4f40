import _pickle,io
import zlib
def hash(b): return zlib.crc32(b)
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e), e)
print([n for n in dir(_pickle.Pickler) if n[0]!='_'],[n for n in dir(_pickle.Unpickler) if n[0]!='_'], _pickle.Pickler.__text_signature__,_pickle.Unpickler.__text_signature__,_pickle.dumps.__text_signature__,_pickle.loads.__text_signature__,_pickle.dump.__text_signature__,_pickle.load.__text_signature__)
t(_pickle.Pickler); t(_pickle.Pickler,1); t(_pickle.Pickler,io.BytesIO(),5); t(_pickle.Pickler,io.BytesIO(),-5); t(_pickle.Pickler,io.BytesIO(),'x'); t(_pickle.Unpickler,1); t(_pickle.Unpickler); t(_pickle.loads,1); t(_pickle.loads,'x'); t(_pickle.load,1); t(_pickle.dump,1,2); t(_pickle.dumps,1,9); t(_pickle.dumps)
for o in (None,True,0,1,255,256,65535,65536,-1,2**31,2**31-1,-2**31,-2**31-1,2**63,-2**63,2**100,-2**100,128,-128,-129,2**2100,1.5,float('inf'),1e300,'','a','é\n\\\u20ac\U0001f600\ud800',b'',b'abc',b'\xff',(),(1,),(1,2),(1,2,3),(1,2,3,4),[],[1],[1,2],{},{1:2},{1:2,3:4},set(),{1},frozenset(),frozenset([1]),Ellipsis,NotImplemented,type(None),type(...),int,len,io.BytesIO,range(3),slice(1),complex(1,2),bytearray(b'x'),ValueError('x'),type(NotImplemented)):
    for pr in range(3,5):
        try: s=_pickle.dumps(o,pr); print(pr,s if len(s)<200 else hash(s)); 
        except BaseException as e: print(pr,type(e),e)
def hash(b):
    import zlib; return zlib.crc32(b)
class A:
    pass
class N(object):
    def __new__(c,*a,**k): return object.__new__(c)
    def __getnewargs_ex__(s): return (1,),{'k':2}
class M(tuple):
    def __getnewargs__(s): return (1,2)
class Sl:
    __slots__=('a','b')
class L(list): pass
class D(dict): pass
class I(int): pass
class R:
    def __init__(s,r): s.r=r
    def __reduce__(s): return s.r
class Outer:
    class In:
        def f(s): pass
def f(): pass
a=A();a.x=1;a.y=[a]; sl=Sl(); sl.a=5; l=L([1,2]); l.q=1; d=D(a=1); d.z=3; r=[];r.append(r); tt=([],);tt[0].append(tt); dd={};dd[1]=dd
for o in (a,N(),M(),sl,l,d,I(5),Outer.In,f,Outer.In.f,r,tt,dd,['ab','ab'],lambda:1,R(1),R(()),R((1,2)),R((int,)),R((int,1)),R('foo'),R((int,(),None,1)),R((int,(),None,None,1)),R((int,(),{},iter([1]),iter([]),1)),R((int,('5',))),R((int,(),3)),R((list,(),None,iter([1,2,3]))),R((dict,(),None,None,iter([(1,2)]))),R((dict,(),None,None,iter([1]))), A, Outer.In(), iter([1,2]), list(range(2005)), dict.fromkeys(range(1001)), {'a':['x']*3}):
    for pr in range(3,5):
        try: s=_pickle.dumps(o,pr); print(pr,s if len(s)<200 else hash(s)); x=_pickle.loads(s); print(type(x), str(x)[:70] if 'object at' not in str(x) else '')
        except BaseException as e: print(pr,type(e),'' if 'at 0x' in str(e) else e)
for s in (b'',b'.',b'N',b'N.x',b'X',b'X\x05\0\0\0ab',b'I1',b'I1\n.',b'Ix\n.',b'I00\n.',b'I01\n.',b'L5L\n.',b'L5\n.',b'Lx\n.',b'F1.5\n.',b'Fx\n.',b"S'a'\n.",b'S"a\\x41"\n.',b'Sa\n.',b"S'a\n.",b'S\n.',b'Vab\\u0041\n.',b'T\x02\0\0\0ab.',b'U\x02ab.',b'U\x05ab',b'T\xff\xff\xff\xff.',b'0.',b'1.',b'2.',b'(.',b'N2e.',b'a.',b'Na.',b'NNa.',b']Na.',b'](NNe.',b'}NNs.',b'}(NNNu.',b'}(NNu.',b'NNNs.',b'R.',b'NNR.',b'N)R.',b'g0\n.',b'h\x05.',b'j\0\0\0\0.',b'Np0\n0g0\n.',b'Nq\x050h\x05.',b'px\n.',b'q\0.',b'\x80\x05.',b'\x80\x09N.',b'\x80.',b'\xff.',b'\x82\x01.',b'\x82\0.',b'(o.',b'N)\x81.',b'Nb.',b'\x8a\x00.',b'\x8a\x01\xff.',b'\x8a\x05\x01',b'\x8b\xff\xff\xff\xff.',b'\x8b\x01\0\0\0\x7f.',b'\x8c\x01a.',b'\x8d\x01\0\0\0\0\0\0\0a.',b'\x8d\xff\xff\xff\xff\xff\xff\xff\xff.',b'\x8e\x01\0\0\0\0\0\0\0a.',b'C\x01a.',b'B\x01\0\0\0a.',b'\x8f(N\x90.',b'(N\x91.',b'\x93.',b'NN\x93.',b'\x94.',b'N\x94.',b'\x95\x02\0\0\0\0\0\0\0N.',b'\x95\x05\0\0\0\0\0\0\0N.',b'\x80\x04\x95\x01\0\0\0\0\0\0\0N.',b'G\0\0\0\0\0\0\xf0\x3f.',b'J\xff\xff\xff\xff.',b'K\x05.',b'M\x05\0.',b'(t.',b')\x85.',b'\x86.',b'NN\x86.',b'\x87.',b'(d.',b'(Nd.',b'(NNd.',b'(l.',b'(((1.',b'l.',b't.',b'd.',b'e.',b'u.',b'\x88.',b'\x89.',b'r\0\0\0\0.',b'}(]Nu.',b'X\x01\0\0\0\xff.',b'\x92.',b'p-1\n.',b'Np-1\n.',b'Np99999999999999999999\n.', b'I99999999999\n.',b'I 5 \n.'):
    print(s,end=' '); t(_pickle.loads,s)
x=list(map(str,range(20000))); print(hash(_pickle.dumps(x,4)),len(_pickle.dumps(x,4))); print(hash(_pickle.dumps(['x'*70000,b'y'*70000,'z'],4)))
