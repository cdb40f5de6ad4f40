# Codecs that are modules of the package encodings, and stream readers.
import codecs
import io

for name in ("hex", "base64", "quopri", "uu", "zlib", "bz2"):
    data = codecs.encode(b"some \xff bytes\n" * 3, name)
    print(name, data if name not in ("zlib", "bz2") else len(data), codecs.decode(data, name)[:7])
print(codecs.encode("Hello", "rot13"), codecs.decode("Uryyb", "rot_13"))
print("b\xfccher".encode("punycode"), b"bcher-kva".decode("punycode"))
print("www.python.org".encode("idna"), b"www.python.org".decode("idna"))
print("a\xe9".encode("utf-8-sig"), b"\xef\xbb\xbfa".decode("utf-8-sig"), b"a".decode("utf-8-sig"))
for name, arg in (("hex", b"zz"), ("base64", b"a"), ("undefined", "x"), ("rot13", 3)):
    try:
        print(codecs.decode(arg, name))
    except Exception as e:
        print(name, type(e).__name__)
try:
    "a".encode("hex")
except LookupError as e:
    print(e)
text = "one\r\ntwo\rthree\n\u20ac" * 20
for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be", "utf-7"):
    reader = codecs.getreader(name)(io.BytesIO(text.encode(name)))
    print(name, repr(reader.readline()), repr(reader.read(5)), reader.readline(keepends=False),
          len(reader.read()))
    out = io.BytesIO()
    writer = codecs.getwriter(name)(out)
    writer.write("ab")
    writer.write("cd")
    print(out.getvalue())
decoder = codecs.getincrementaldecoder("utf-16")()
print([decoder.decode(bytes([b])) for b in "\u20acx".encode("utf-16-be", ) and b"\xfe\xff\x20\xac"],
      decoder.getstate())
try:
    codecs.getreader("utf-16")(io.BytesIO(b"abcd")).read()
except UnicodeError as e:
    print(e)
