import unicodedata as u
import zlib
def sum1(v): return zlib.crc32(repr(v).encode('utf-8','surrogatepass'))
for x in (u,u.ucd_3_2_0):
  for n in 'category bidirectional combining east_asian_width mirrored decomposition'.split():
    f=getattr(x,n); print(n, sum1(tuple(sum1(str(f(chr(c)))) for c in range(0,0x30000,3)))) 
  for n in 'decimal digit numeric name'.split():
    f=getattr(x,n); print(n, sum1(tuple(sum1(str(f(chr(c),'z'))) for c in range(0,0x30000,3)))) 
  for n in 'NFC NFD NFKC NFKD'.split():
    print(n, sum1(tuple(sum1(x.normalize(n,chr(c)+'\u0301\u0323\u05b0'+chr(c)+'\u11a8')) for c in range(0,0x30000,7))))
