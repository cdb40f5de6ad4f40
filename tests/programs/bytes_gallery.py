"""bytes, bytearray and memoryview."""
b = b"Hello\x00\xff\n'\""
print(b, b[0], b[-1], b[1:4], b[::-2], len(b), b"a" b"b", bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(range(5)), rb"\x41")
print(b"abc" + b"d", b"ab" * 3, b"b" in b"abc", 98 in b"abc", b"abc" < b"abd", b"a" == "a", b"a" == bytearray(b"a"), hash(b"x") == hash(b"x"), list(b"hi"))
print(b"%d %s %x %r %%" % (5, b"raw", 255, "x"), b"a,b,,c".split(b","), b" x ".strip(), b"-".join([b"1", bytearray(b"2")]), b"abc".hex(), bytes.fromhex("de ad BE ef"))
print(b"abcabc".find(b"c", 3), b"abc".replace(b"b", b"XX"), b"abc".upper(), b"aXb".swapcase(), b"1a".isalnum(), b"abc".startswith((b"x", b"a")), b"x=1".partition(b"="))
print("héllo €😀".encode(), "héllo".encode("latin-1"), "h€".encode("ascii", "replace"), "h€".encode("ascii", "xmlcharrefreplace"), "é".encode("utf-16"), "x€".encode("ascii", "backslashreplace"))
print(b"\xe2\x82\xac".decode(), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("ascii", "ignore"), b"a\xff".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"), b"\xe9".decode("latin1"))
ba = bytearray(b"spam")
ba[0] = 83
ba += b" eggs"
ba.append(33)
ba.extend([63, 63])
ba[1:3] = b"___"
del ba[-1]
ba.insert(0, 62)
print(ba, ba.pop(), ba.pop(0), ba, len(ba), ba.find(b"eggs"), ba.reverse(), ba, ba * 2, bytearray(2), bytearray("x", "ascii"))
ba[::2] = b"." * len(ba[::2])
print(ba, ba.copy() is ba, ba == bytes(ba), bytes(ba).translate(bytes.maketrans(b".", b"#")), b"hello".translate(None, b"l"), b"a\tb".expandtabs(3), b"7".zfill(3), b"x".center(5, b"*"))
m = memoryview(bytearray(b"abcdef"))
m[1:3] = b"XY"
print(m[0], m[1:4].tobytes(), m[::-1].tolist(), len(m), m.format, m.readonly, m == b"aXYdef", bytes(m[2:]), m.nbytes, m.shape)
for text in ["b'a' + 'b'", "b'abc'[9]", "bytes([256])", "bytes('x')", "bytes(-1)", "b'\\xff'.decode()", "'€'.encode('ascii')", "b'a'.join(['x'])", "ba.__setitem__(0, 300)", "bytes.fromhex('abc')",
             "b'x'.split('')", "b'%s' % 'x'", "int(b'12')", "bytearray(b'a') < 3", "{bytearray(): 1}", "b'a'.decode('nope')", "memoryview('x')", "b'abc'.index(b'z')", "ba.remove(7)", "b'ab'.find('b')"]:
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "!", type(e).__name__ + ":", e)
total = 0
for i, byte in enumerate(bytes(range(256)) * 4):
    total = (total * 31 + byte) % 1000003
print(total, sum(b"\xff" * 100), max(b"abc"), sorted(b"hello"), bytes(x ^ 0x20 for x in b"Hello"), [chr(c) for c in b"ok"], tuple(reversed(b"xyz")), b"".join(map(bytes, [[1], [2, 3]])))
