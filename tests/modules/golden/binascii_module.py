import binascii
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e), e)
for n in dir(binascii):
    f=getattr(binascii,n)
    if callable(f) and not isinstance(f,type):
        print(n, f.__text_signature__); t(f); t(f,1); t(f,'é');t(f,b'a',1,2,3,4)
print(binascii.Error.__mro__, binascii.Incomplete.__mro__, binascii.Error.__module__)
for x in (b'',b'a',b'ab',b'abc',b'abcd',b'ab=',b'ab==',b'abc=',b'a=',b'=',b'ab=c',b'ab=cd===',b'abcd=',b'a\nb\nc\nd',b'ab==cd==',b'abc=d',b'abc==d', b'YQ==YQ==',b'Y',b'YWJj\x80Y',b'YWI=YWI=','YQ==',b'Y Q = = '):
    print(x,end=' ');t(binascii.a2b_base64,x)
for x in (b'',b'a',b'abc',b'a'*60): t(binascii.b2a_base64,x); t(binascii.b2a_base64,x,newline=False)
for x in (b'',b'a',b'abc',b'a'*45,b'a'*46): t(binascii.b2a_uu,x)
for x in (b'',b' ',b'!',b'!80  \n',b'#86)C\n',b'#86)C',b'#86)C\r\n',b'#86)Cxx\n',b'\x7f',b'"86)\x01',b'#86',b'`',b'#86`` ', b'-'+b'a'*10, b'#\x00\x00'): print(x,end=' ');t(binascii.a2b_uu,x)
for x in (b'',b'a',b'a'*100,b'\x90'*3,b'\x90abc\0\xff'): t(binascii.b2a_hqx,x);t(binascii.rlecode_hqx,x);t(binascii.rledecode_hqx,x)
for x in (b'',b'!!',b'!!!',b'!!!!',b'!!!!!:',b':',b'!!:',b'\x01',b'"aB\n@Q:', b'!\r\n!!:'): print(x,end=' ');t(binascii.a2b_hqx,x)
t(binascii.rledecode_hqx,b'a\x90');t(binascii.rledecode_hqx,b'\x90\x05');t(binascii.rledecode_hqx,b'\x90\x00');t(binascii.rledecode_hqx,b'a\x90\x05b\x90\x00\x90\x03')
t(binascii.rledecode_hqx,b'\x90\x00\x90')
for x in (b'',b'a',b'abc',b'zz',b'aB09','aB',b'a ',): t(binascii.a2b_hex,x)
t(binascii.hexlify,'a');t(binascii.hexlify,b'\x00\xff');t(binascii.hexlify,memoryview(b'abc')[::2])
t(binascii.crc32,b'abc');t(binascii.crc32,b'abc',5);t(binascii.crc32,b'abc',-1);t(binascii.crc32,b'abc',2**32+5);t(binascii.crc32,b'abc',2**70);t(binascii.crc_hqx,b'abc',0);t(binascii.crc_hqx,b'abc',-1);t(binascii.crc_hqx,b'abc',70000)
for x in (b'',b'=',b'=4',b'=41',b'=4G',b'a=\nb',b'a=\r\nb',b'a=\r',b'a_b',b'==41',b'=G1',b'a= \nb', b'a=xyz\nb',b'=e2=82=ac'): print(x,end=' ');t(binascii.a2b_qp,x);t(binascii.a2b_qp,x,header=True)
for x in (b'',b'=',b'a b',b'a \n',b'a\t\nb \r\nc ',b'.\n',b'.a',b'\xff\x00',b'x'*80,b'x'*75+b'=',b'x'*75+b'\n',b'a_b',b'\r\n',b'a\rb\n',b' '*80,b'a'*74+b' \n',b'\n.\n.',b'a\r\nb\nc',b'\x7f~!',b'ab\x00\n'): 
  print(x); 
  for kw in ({},dict(quotetabs=1),dict(istext=0),dict(header=1),dict(istext=False,quotetabs=True,header=True)): t(binascii.b2a_qp,x,**kw)
