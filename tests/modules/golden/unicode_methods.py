# str's methods on every character are those of Unicode 9.0
import zlib
def sum1(v): return zlib.crc32(repr(v).encode('utf-8', 'backslashreplace'))
chars = [chr(c) for c in range(0x20000)]
for m in 'isalnum isalpha isdecimal isdigit isidentifier islower isnumeric isspace istitle isupper isprintable'.split():
    print(m, sum1([c for c in chars if getattr(c, m)()]))
for m in 'lower upper title capitalize swapcase casefold'.split():
    print(m, sum1([getattr(c, m)() for c in chars]))
