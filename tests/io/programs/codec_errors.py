def t(b, enc, err='strict'):
    try: print(enc, b, ascii(b.decode(enc, err)))
    except Exception as e: print(enc, b, type(e).__name__, ascii(str(e)), getattr(e,'encoding',None), getattr(e,'start',None), getattr(e,'end',None))
for err in ['strict','replace','ignore','backslashreplace']:
  for b in [b'\xff', b'a\xff\xfeb', b'\xff\xfea', b'\x00\xd8', b'\x00\xdc', b'\x00\xd8a\x00', b'\x00\xd8\x00', b'\xfe\xff\xd8\x00', b'\xff\xfe\x00\xd8\x00\xd8']:
    for e in ['utf-16','utf-16-le','utf-16-be','utf-8','ascii','utf-32','utf-32-le','utf-32-be']: t(b,e,err)
  for b in [b'\x00\xd8\x00\x00', b'\x00\x00\x11\x00', b'\xff\xff\xff\xff', b'abc']:
    for e in ['utf-32','utf-32-le','utf-32-be']: t(b,e,err)
  for b in [b'+', b'+A', b'+AG', b'+AGE', b'+AGE-', b'+AGF-', b'+AG-', b'+!', b'+-', b'\xff', b'a+\xff', b'+AGE\xff', b'+2D0-', b'+2D3eAA-', b'+2D0', b'+2D0x', b'~\\', b'+2AAAYQ-',b'+A!x',b'+AGF!']:
    t(b,'utf-7',err)
  for b in [b'\\', b'\\x', b'\\x1', b'\\x1g', b'\\u12', b'\\U0011ffff', b'\\U00110000', b'\\N', b'\\N{', b'\\N{foo}', b'\\N{SPACE}', b'\\N{}', b'\\q', b'\\777', b'\\8', b'\\\n', b'\\ud83d\\ude00', b'\xff\\u00e9', b'a\\u123', b'\\U0001f60', b'\\N{SPACE']:
    t(b,'unicode_escape',err); t(b,'raw_unicode_escape',err)
  for b in [b'\xe4', b'\xe4\xbd', b'\xe4a', b'\xf0\x90', b'\xf0\x90\x80x', b'\xed\xa0\x80', b'\xc0\x80', b'\xf8', b'\x80', b'\xe0\x80\x80', b'\xf4\x90\x80\x80', b'\xe4\xbd\xff', b'\xed\xa0\xbd\xed\xb8\x80']:
    for er in [err,'surrogateescape','surrogatepass']: t(b,'utf-8',er)
  t(b'\x81a','cp1252',err); t(b'\x80a','latin1',err); t(b'\x80\x81a','ascii','surrogateescape')
def u(s, enc, err='strict'):
    try: print(enc, ascii(s), err, s.encode(enc, err))
    except Exception as e: print(enc, ascii(s), err, type(e).__name__, ascii(str(e)), getattr(e,'encoding',None), getattr(e,'start',None), getattr(e,'end',None))
for err in ['strict','replace','ignore','backslashreplace','xmlcharrefreplace','namereplace','surrogateescape','surrogatepass']:
  for s in ['abc', 'a\ud800b', '\ud800\ud801x', '\U0001f600\udc80', '\xe9\u20ac\U0001f600', 'a+b~\\ \x00\xe9c-', '\udcff', '\n\r\t\x7f\xff\u0100','+','\xe9','\xe9-','\xe9!','\xe9 A','\u20ac\u20ac+\u20ac','\U0001f600+-']:
    for e in ['utf-8','ascii','latin1','utf-16','utf-16-be','utf-32','utf-7','unicode_escape','raw_unicode_escape','cp1252','koi8-r', 'utf-16-le','utf_32_be','iso-8859-15']: u(s,e,err)
u('a','nope'); t(b'a','nope'); u('a\xff','ascii','nope'); u('a','ascii','nope')
