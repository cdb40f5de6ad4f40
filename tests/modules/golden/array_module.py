import warnings; warnings.simplefilter("ignore")
from array import array
import array as am
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
for c in 'bBhHiIlLqQfdu':
    for v in (-1,2**8,2**7,2**15,2**16,2**31,2**32,2**63,2**64,2**70,-2**70,1.5,'x','xy',None):
        print(c,v,end=' ');t(array,c,[v])
t(array); t(array,1); t(array,'bb'); t(array,'x'); t(array,'b','abc'); t(array,'b',array('u','a')); t(array,'b',1); t(array,'b',x=1); t(array,'b',[],1)
t(array,'i',b'abcd'); t(array,'i',b'abc'); t(array,'i',bytearray(b'abcd'));t(array,'u',b'a\0\0\0');t(array,'b',[1]); t(array,'b',None);t(array,'u',[1])
a=array('i',[1,2,3])
for n in 'append byteswap __copy__ count __deepcopy__ extend fromfile fromlist fromstring frombytes fromunicode index insert pop __reduce_ex__ remove reverse tofile tolist tostring tobytes tounicode'.split():
    print(n, getattr(a,n).__text_signature__); t(getattr(a,n)); t(getattr(a,n),1,2,3); t(getattr(a,n),'x')
t(lambda:a['x']); t(lambda:a[100]); t(lambda:a[-100])
def s(k,v): a[k]=v
def d(k): del a[k]
t(s,'x',1);t(s,100,1);t(s,slice(0,1),[1]);t(s,slice(0,1),array('b'));t(s,slice(0,1,2),array('i',[1,2]));t(s,0,'x');t(d,100);t(d,'x')
t(lambda:a+[1]); t(lambda:a+array('b'));t(lambda:a*'x'); 
def ia(v):
    global a
    a+=v
t(ia,[1]);t(ia,array('b'));t(lambda: a<[1]);t(lambda:a<array('f',[2.5]));t(lambda:hash(a))
t(lambda:a.__reduce_ex__(2)); t(lambda:a.__reduce_ex__(3)); t(lambda:iter(a).__reduce__());t(lambda:iter(a).__setstate__(1))
m=memoryview(a)
t(a.append,1); t(a.extend,[1]);t(s,slice(0,1),array('i'));t(a.pop);t(a.fromlist,[1]);t(a.frombytes,b'abcd')
t(a.__imul__,2); t(a.__imul__,0);t(a.insert,0,1);t(a.remove,1);print(m.format,array('u','ab').__repr__(),array('u'),array('d',[1.5]))
t(array('b',b'aaa').byteswap)
t(am._array_reconstructor); t(am._array_reconstructor,1,2,3,4); t(am._array_reconstructor,array,'x',1,b'');t(am._array_reconstructor,array,'i',99,b'');t(am._array_reconstructor,array,'i',1,'');t(am._array_reconstructor,str,'i',1,b'')
t(am._array_reconstructor,array,'i',8,b'abc')
t(am._array_reconstructor,array,'ii',8,b'abc')
print(ascii(array('u','a\ud800').tounicode()));t(array('u','a')[0:1].tounicode); t(array('u',b'\xff\xff\xff\xff').tounicode);t(lambda:array('u',b'\xff\xff\xff\xff')[0])
t(array('i').tounicode)
t(array('b').index,4);t(array('b').remove,4);t(array('b').pop)
t(array('b',[1]).pop,5)
t(array('i',[1]).__contains__,'x')
print(array('b').__sizeof__(),array('i',[1,2]).__sizeof__())
t(array('i').fromlist,(1,)); a=array('i'); t(a.fromlist,[1,'x']); print(a)
t(array('i').fromstring,'ab'); 
import copy; print(copy.copy(a), copy.deepcopy(a), isinstance(a, object), am.ArrayType)
class S(array): pass
x=S('i',[1]); x.y=1; print(x.__reduce_ex__(3),x, x[0:1].__class__,(x+x).__class__)
