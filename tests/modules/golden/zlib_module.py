import zlib
def t(f,*a,**k):
    try: r=repr(f(*a,**k)); print(r[:200])
    except BaseException as e: print(type(e), e)
print({x:getattr(zlib,x) for x in dir(zlib) if isinstance(getattr(zlib,x),(int,str)) and x[0]!='_'})
for n in ('adler32','compress','compressobj','crc32','decompress','decompressobj'):
    f=getattr(zlib,n); print(n,f.__text_signature__); t(f,'x'); t(f)
t(zlib.compress,b'abc',10); t(zlib.compress,b'abc',-2); t(zlib.compress,b'abc','x'); t(zlib.compress,1,2,3)
t(zlib.compressobj,10);t(zlib.compressobj,wbits=0);t(zlib.compressobj,method=9);t(zlib.compressobj,memLevel=0);t(zlib.compressobj,strategy=9);t(zlib.compressobj,zdict='x');t(zlib.compressobj,wbits=40);t(zlib.compressobj,6,8,-8);t(zlib.compressobj,6,8,8)
t(zlib.decompressobj,0);t(zlib.decompressobj,7);t(zlib.decompressobj,99);t(zlib.decompressobj,15,'x');t(zlib.decompressobj,15,None); t(zlib.decompressobj,-16)
x=zlib.compress(b'hello world'*20)
for d in (b'',b'a',b'abc',x[:-1],x[:-4],x[:5],x+b'extra',x[:-1]+b'!',b'\x78\x9c\xff',b'\x78\x9d'+x[2:],b'\x18\x19',b'\x88\x1c',b'\x79\x9c', b'\x78\x9c\x07',b'\x78\x9c\x01\x01\x00\x00\x00'):
    print(d[:20],len(d),end=' ');t(zlib.decompress,d)
t(zlib.decompress,x,99);t(zlib.decompress,x,-15);t(zlib.decompress,x,31);t(zlib.decompress,x,47);t(zlib.decompress,x,0);t(zlib.decompress,x,8);t(zlib.decompress,x,bufsize=0);t(zlib.decompress,x,bufsize=-1);t(zlib.decompress,x,bufsize=1);t(zlib.decompress,x,bufsize=2**70);t(zlib.decompress,x,wbits=2**40)
z=zlib.compressobj(zdict=b'hello'); y=z.compress(b'hello world')+z.flush(); print(y)
t(zlib.decompress,y); t(zlib.decompressobj().decompress,y); t(zlib.decompressobj(zdict=b'hellx').decompress,y); t(zlib.decompressobj(zdict=b'hello').decompress,y);
z=zlib.compressobj(); print([n for n in dir(z) if n[0]!='_'], z); t(z.compress); t(z.compress,'x'); t(z.flush,99); t(z.flush,'x'); z.flush(); t(z.compress,b'a'); t(z.flush); t(z.copy)
z=zlib.compressobj(); z.compress(b'a'); t(z.flush,0);t(z.flush,1); t(z.flush,2); t(z.flush,3); t(z.flush,4); t(z.flush)
d=zlib.decompressobj(); print([n for n in dir(d) if n[0]!='_'], d); t(d.decompress); t(d.decompress,'x'); t(d.decompress,x,-1); t(d.decompress,x,0); t(d.decompress,x,'z')
print(d.unused_data[:5], d.unconsumed_tail, d.eof)
d=zlib.decompressobj(); t(d.decompress,x,10); print(d.unconsumed_tail,d.unused_data,d.eof); t(d.flush,0); t(d.flush,-1); t(d.flush); print(d.eof,d.unconsumed_tail); t(d.flush); t(d.copy)
d=zlib.decompressobj(); t(d.decompress,x+b'abc');print(d.unused_data,d.eof);t(d.decompress,b'more');print(d.unused_data);t(d.flush);t(d.decompress,b'z',5); print(d.unused_data,d.unconsumed_tail)
d=zlib.decompressobj(); t(d.flush); t(d.decompress,b'')
t(setattr,d,'eof',1); t(type(d)); t(type(zlib.compressobj()));print(type(d),type(z), zlib.error, zlib.error.__mro__)
t(zlib.adler32,b'abc'); t(zlib.adler32,b'abc',5); t(zlib.adler32,b'abc',-1);t(zlib.adler32,b'abc',2**70);t(zlib.crc32,b'abc',2**33+1);t(zlib.crc32,b'a'*100);t(zlib.adler32,b'\xff'*100000)
for l in range(-1,10): print(zlib.compress(b'',l), zlib.compressobj(l).compress(b'x'))
g=zlib.compressobj(wbits=31); print(g.compress(b'abc')+g.flush())
t(zlib.decompress, b'\x1f\x8b\x08\xe0'+b'\0'*20,31); t(zlib.decompress, b'\x1f\x8b\x07\x00'+b'\0'*20,31)

text=b'the quick brown fox '*500+bytes(range(256))*20
for level in range(-1,10):
    for strategy in range(5):
        for wbits in (-15,15,31,9):
            c=zlib.compressobj(level,8,wbits,8,strategy)
            parts=[c.compress(text[i:i+777]) for i in range(0,len(text),777)]
            parts+=[c.flush(zlib.Z_SYNC_FLUSH),c.compress(b'more'),c.flush(zlib.Z_FULL_FLUSH),c.flush()]
            data=b''.join(parts); d=zlib.decompressobj(wbits)
            out=b''
            for i in range(0,len(data),13):
                left=data[i:i+13]
                while left or d.unconsumed_tail:
                    out+=d.decompress(left,50); left=d.unconsumed_tail
            out+=d.flush()
            assert out==text+b'more' and d.eof, (level,strategy,wbits)
print('round trips')

import random
r=random.Random(3)
for n in (16382,16383,16384,16385,16386,20000,40000):
    # a block that is stored, then one that is not
    for tail in (b'', b'x', b'ab'*9, b'z'*500):
        d=bytes(r.getrandbits(8) for _ in range(n))+tail
        for level in (1,4,6,9):
            assert zlib.decompress(zlib.compress(d,level))==d, (n,tail,level)
print('stored and coded blocks')
