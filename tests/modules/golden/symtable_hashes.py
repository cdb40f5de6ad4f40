import _symtable as s
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
print({x:getattr(s,x) for x in dir(s) if isinstance(getattr(s,x),int)})
t(s.symtable); t(s.symtable,'a','b','c'); t(s.symtable,'a+','b','exec'); t(s.symtable,1,'b','exec'); t(s.symtable,b'x=1','b','exec'); t(s.symtable,'a',1,'exec'); t(s.symtable,'a','b',1);t(s.symtable,'def f():\n x=1\n global x','b','exec')
def show(x,i=0):
    print(' '*i,sorted(x.symbols.items()),x.varnames,x.name,x.type,x.lineno,x.nested,len(x.children))
    for c in x.children: show(c,i+1)
src='''
import os
x=1
def f(a,b=2,*c,d:int=3,**e):
    global g
    y=a
    def inner():
        nonlocal y
        y+=1
        return a
    return [i for i in c]
class C(object):
    z=x
    def m(self): return __class__, self.__p
lambda q:q+1
'''
show(s.symtable(src,'f','exec')); show(s.symtable('a+b','f','eval')); show(s.symtable('a=b','f','single'))
x=s.symtable(src,'f','exec'); print([n for n in dir(x) if n[0]!='_'], type(x), x.children is x.children, x.symbols is x.symbols); t(type(x)); t(setattr,x,'name','b'); t(setattr,x,'q','b')
x=s.symtable('def g(): yield','f','exec').children[0]; print(x.id==x.id, type(x.id))

import _sha3,_blake2
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
for m in (_sha3,_blake2):
    print(m.__name__)
h=_sha3.sha3_224(b'abc'); print([(n,getattr(h,n)) for n in dir(h) if n[0]!='_' and not callable(getattr(h,n))],h, h.hexdigest(),_sha3.sha3_224.__text_signature__)
for n in ('sha3_224','sha3_256','sha3_384','sha3_512'): t(getattr(_sha3,n)(b'a'*1000).hexdigest)
s=_sha3.shake_128(b'abc'); print([(n,getattr(s,n)) for n in dir(s) if n[0]!='_' and not callable(getattr(s,n))],s); t(s.hexdigest,10); t(s.digest,-1); t(s.digest); t(s.digest,2**30); t(s.digest,'x'); t(s.digest,500); t(_sha3.shake_256().hexdigest,5); t(s.digest,0); t(s.digest,2**70)
t(_sha3.sha3_224,'x'); t(_sha3.sha3_224,1); t(_sha3.sha3_224,b'',b''); t(_sha3.sha3_224,data=b''); t(_sha3.sha3_224,string=b'');t(h.update,'x'); t(h.update)
b=_blake2.blake2b; print(b.__text_signature__, b.__doc__, _blake2.blake2s.__text_signature__)
x=b(b'abc'); print([(n,getattr(x,n)) for n in dir(x) if n[0]!='_' and not callable(getattr(x,n))],x); t(x.hexdigest); t(_blake2.blake2s(b'abc').hexdigest)
for c in (b,_blake2.blake2s):
  t(c(b'abc',digest_size=10).hexdigest);t(c(b'a'*300,key=b'key',salt=b'salt',person=b'person').hexdigest)
  t(c(b'a'*128,fanout=2,depth=3,leaf_size=4,node_offset=5,node_depth=1,inner_size=8,last_node=True).hexdigest)
  for k in (dict(digest_size=0),dict(digest_size=65),dict(key=b'a'*65),dict(salt=b'a'*17),dict(person=b'a'*17),dict(fanout=256),dict(fanout=-1),dict(depth=0),dict(depth=256),dict(leaf_size=-1),dict(leaf_size=2**32),dict(node_offset=-1),dict(node_offset=2**64),dict(node_offset=2**48),dict(node_depth=256),dict(inner_size=65),dict(data=b''),dict(key='x'),dict(salt='x'),dict(foo=1),dict(digest_size='x'),dict(node_depth=-1),dict(inner_size=-1),dict(node_offset=2**47+1)): print(k,end=' '); t(lambda: c(**k).hexdigest()[:20])
  t(c,'x'); t(c,1); t(c,b'',b'')
t(x.update,'a');t(x.digest,1); print(x.copy().hexdigest()[:10])
