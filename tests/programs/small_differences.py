# Lookups of special methods, sizes, layouts and formats at their edges.
import time
for f in [len,time.time,dict.fromkeys,float.__getformat__,str.maketrans,bytes.maketrans,[].append,{}.pop]:
    print(f.__qualname__)
def booh(self): raise AttributeError("booh")
class E: __eq__=property(booh)
try: print(E()==E())
except AttributeError as e: print("AE",e)
class E: __lt__=property(booh)
try: print(E()<E())
except Exception as e: print(type(e),e)
class E: __add__=property(booh)
try: print(E()+E())
except Exception as e: print(type(e),e)
class E: __hash__=property(booh); __len__=property(booh); __bool__=property(booh); __repr__=property(booh); __getitem__=property(booh);__neg__=property(booh);__contains__=property(booh);__call__=property(booh)
for f in (hash,len,bool,repr,lambda e:e[1],lambda e:-e, lambda e: 1 in e, lambda e: e()):
  try: print(f(E()))
  except Exception as e: print(type(e),e)
try: 1/0
except Exception as e: 
    import sys
    print(dir(sys.exc_info()[2]))
print(len(range(-sys.maxsize, sys.maxsize, 2)))
class U:
    def __getitem__(self,i): return i
it=iter(U()); it.__setstate__(sys.maxsize-2)
print(next(it),next(it))
for i in range(2):
    try: next(it)
    except OverflowError as e: print(e)
it.__setstate__(sys.maxsize); print(it.__reduce__())
L=[1,2]
from functools import cmp_to_key
def m(x,y):
    L.append(3); L.pop(); return (x>y)-(x<y)
try: L.sort(key=cmp_to_key(m))
except ValueError as e: print(e,L)
try: complex("\ud800")
except ValueError as e: print(type(e),e)
for f in ("{0.}","{0[}","{0[]}","{0.a.}","{0[1].}","{.}", "{a.}"):
    try: print(f.format())
    except Exception as e: print(f,type(e),e)
    try: print(f.format(1))
    except Exception as e: print(f,type(e),e)
for b in (123, None, [], {}):
    try: exec("print(1)", {'__builtins__': b})
    except Exception as e: print(b,type(e),e)
try: exec("a=1\nclass A: pass", {'__builtins__': {}})
except Exception as e: print(b,type(e),e)
a=bytearray(10); m=memoryview(a)
def chk(f):
    try: f(); print('fine')
    except Exception as e: print(type(e),e)
chk(lambda: a.__setitem__(slice(None,None,2), b''))
def f():a[:]=b'ab'
chk(f)
def f():a[::2]=b''
chk(f)
def f():del a[::2]
chk(f)
def f():a[1:2]=b''
chk(f)
chk(lambda:a.pop(1)); chk(lambda:a.remove(0)); chk(lambda:a.append(1)); chk(lambda:a.insert(1,1)); chk(lambda:a.extend(b'a')); chk(a.clear); chk(lambda: a.__init__(b'abc'))
for F in (bytes, bytearray):
    a=[b'aa']
    class X:
        def __index__(self):
            A.clear(); return 42
    A=[X(),X()]
    print(F(A))
class B(bytes): pass
class O:
    def __bytes__(self): return B(b'abc')
print(type(bytes(O())), type(B(O())))
for f in ('','%d'):
    for t in ((1,2),5,'a',b'a',bytearray(b'a')):
        for F in (bytes,bytearray):
            try: print(F(f.encode())%t)
            except Exception as e: print(type(e),e)
import struct
float.__setformat__('double','unknown')
for d in (b'\x7f\xf0\0\0\0\0\0\0',b'\x7f\xf8\0\0\0\0\0\0',b'\x7f\xe8\0\0\0\0\0\0'):
    try: print(struct.unpack('>d',d))
    except ValueError as e: print(e)
    try: print(struct.unpack('d',d))
    except ValueError as e: print(e)
float.__setformat__('double','IEEE, little-endian')
for o in (3,[],object()):
  for a in ((),(1,),(2,),(3,),(0,)):
    try: print(o.__reduce__(*a))
    except Exception as e: print(type(e),e)
