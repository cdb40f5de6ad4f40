import io, os, errno
base = "/tmp/wordcode_io_test"
if not os.path.isdir(base): os.mkdir(base)
p = os.path.join(base, "a.txt")
def t(f, *a, **k):
    try: r = f(*a, **k); print(repr(r)); return r
    except Exception as e:
        print(type(e).__mro__[0].__name__, type(e).__module__, e, getattr(e, "errno", None), getattr(e, "filename", None))
t(open, p + ".nope"); t(open, base); t(open, "/nope/x", "w"); t(open, p, "q"); t(open, p, "rw"); t(open, p, "rbt"); t(open, p, "rb", encoding="x")
t(open, p, "rb", newline=""); t(open, p, "rb", errors="x"); t(open, p, "w", 0); t(open, p, ""); t(open, 1.5); t(open, None); t(open, "a\0b"); t(open, p, "r+")
t(open, p, encoding="nope"); t(open, p, "xw"); t(open, -1); t(open, 999)
with open(p, "w") as f:
    print(f); print(f.write("héllo\nwörld\r\nx\ry"), f.tell(), f.encoding, f.errors, f.newlines, f.line_buffering, f.mode, f.name == p, f.closed)
    t(f.read); t(f.readline); t(f.readable); t(f.writable); t(f.seekable); t(f.isatty); t(f.write, b"x"); t(f.write, 1)
t(f.write, "x"); t(f.read); t(f.close); print(f.closed); t(f.flush); t(f.tell); t(f.fileno); t(f.__enter__); t(iter, f); t(next, f)
print(open(p, "rb").read())
for nl in (None, "", "\n", "\r", "\r\n"):
    with open(p, newline=nl) as f:
        print(repr(nl), f.readlines(), f.newlines)
    with open(p, newline=nl) as f:
        print([x for x in f])
    with open(p, newline=nl) as f:
        print(f.read(3), f.tell(), f.readline(), f.tell(), f.readline(2), f.readline(), repr(f.read()), f.tell())
t(open, p, newline="q")
with open(p) as f:
    for line in f: break
    t(f.tell)
    t(f.seek, 0); print(f.readline()); pos = f.tell(); a = f.read(); f.seek(pos); print(a == f.read()); t(f.seek, 1, 1); t(f.seek, -1); t(f.seek, 1, 2); t(f.seek, 0, 5); t(f.seek, 0, 2); print(repr(f.read()))
with open(p, "wb") as f: f.write("añ€😀\n".encode() * 3000)
with open(p) as f:
    print(f.read(5)); c = f.tell(); print(c); s = f.read(11000); d = f.tell(); print(d, len(s)); r = f.read(); f.seek(c); print(f.read(11000) == s); f.seek(d); print(f.read() == r, len(r))
with open(p, "r+") as f:
    print(f.readline()); f.seek(0); f.write("b"); f.seek(0); print(f.readline()); f.truncate(6); f.seek(0); print(f.read())
with open(p, "a+") as f:
    print(f.tell()); f.write("end"); f.seek(0); print(f.read())
for enc in ("utf-16", "utf-32", "utf-8", "latin-1", "ascii", "cp1252", "utf-16-le", "utf-7"):
    with open(p, "w", encoding=enc) as f: f.write("abc\nd"); f.write("e\n")
    with open(p, "a", encoding=enc) as f: f.write("more")
    print(enc, open(p, "rb").read()); print(open(p, encoding=enc).readlines(), open(p, encoding=enc).read(2))
f = open(p, "w", encoding="ascii")
t(f.write, "é"); t(f.write, "ok"); f.close(); print(open(p).read())
f = open(p, "w", encoding="ascii", errors="xmlcharrefreplace"); f.write("é€"); f.close(); print(open(p).read())
f = open(p, "wb"); f.write(b"\xff\xfeabc"); f.close()
t(open(p, encoding="utf-8").read); print(ascii(open(p, errors="surrogateescape").read())); print(ascii(open(p, errors="replace", encoding="utf-8").read()))
with open(p, "rb") as f:
    print(f, f.raw, f.mode, f.raw.mode, f.peek(2)[:2], f.read(2), f.read1(1), f.tell(), f.seek(0), f.readinto(bytearray(3)), f.readline(), f.read(), f.read1(3))
    t(f.read, -2); t(f.seek, 0, 9); t(f.write, b""); t(f.truncate); t(f.read, "x"); t(f.read1, -1); t(f.seek, -10); t(f.detach); t(f.read)
with open(p, "wb", 0) as f:
    print(f, f.write(b"abc"), f.tell(), f.closefd, f.mode); t(f.read); t(f.readinto, bytearray(2)); t(f.write, "s"); t(f.seek, -1)
print(f)
t(f.write, b"x")
with open(p, "wb") as f:
    print(f.write(b"0123456789"), f.tell(), f.seek(3), f.write(b"abc"), f.flush(), os.path.getsize(p)); t(f.write, "a"); t(f.read); t(f.readline)
with open(p, "r+b", buffering=4) as f:
    print(f, f.read(2), f.write(b"XX"), f.read(2), f.tell(), f.seek(-2, 2), f.read(), f.seek(0), f.read(), f.truncate(5), f.tell(), f.seek(0), f.read())
fd = os.open(p, os.O_RDWR); f = os.fdopen(fd, "rb", closefd=False); print(f.read(3)); f.close(); print(os.read(fd, 10), os.lseek(fd, 0, 0), os.write(fd, b"zz"), os.fstat(fd).st_size); os.close(fd); t(os.close, fd); t(os.read, fd, 1)
t(open, p, closefd=False)
print(open(p, opener=lambda n, fl: os.open(n, fl)).read()); t(open, p, opener=lambda n, fl: -2); t(open, p, opener=lambda n, fl: "x")
f = open(p, "w"); print(f.buffer, f.buffer.raw, f.detach()); t(f.write, "x"); t(repr, f)
w = io.TextIOWrapper(io.BytesIO(b"abc\r\ndef"), encoding="ascii"); print(w, w.readline(), w.tell(), w.read(1), w.tell(), w.newlines); 
b = io.BytesIO(); w = io.TextIOWrapper(b, "ascii", newline="\r\n", line_buffering=True); w.write("a\nb"); print(b.getvalue()); w.write("\n"); print(b.getvalue(), w.line_buffering)
w = io.TextIOWrapper(io.BufferedWriter(io.BytesIO()), write_through=True); w.write("q"); print(w.buffer.raw.getvalue())
class B(io.BytesIO):
    name = "nm"
print(io.TextIOWrapper(B(), "utf-8")); t(io.TextIOWrapper, 5); t(io.TextIOWrapper, B(), 5); t(io.TextIOWrapper, B(), "utf-8", "strict", "x"); t(io.TextIOWrapper, B(), "hex")
for n in ("a.txt",): os.remove(os.path.join(base, n))
t(os.remove, p); t(os.rmdir, base); t(os.listdir, base); t(os.mkdir, "/proc/x/y"); t(os.rename, base, base + "x")
