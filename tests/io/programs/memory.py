import io
def t(f, *a, **k):
    try: r = f(*a, **k); print(repr(r)); return r
    except Exception as e: print(type(e).__name__, type(e).__module__, e)
b = io.BytesIO(b"hello\nworld\n")
print(b.read(2), b.tell(), b.readline(), b.readlines(), b.read(), b.seek(0), list(b), b.seek(-3, 2), b.read(), b.seek(20), b.read(), b.write(b"x"), b.getvalue())
t(b.seek, -1); t(b.seek, 0, 7); t(b.truncate, -1); print(b.truncate(3), b.getvalue(), b.tell()); t(b.write, "s"); t(b.read, "s"); t(b.seek, 1.5)
g = b.getbuffer(); g[0] = 65; print(b.getvalue(), g.tobytes()); t(b.write, b"long enough to grow"); t(b.truncate, 0); g.release(); b.write(b"zz"); print(b.getvalue())
b.close(); t(b.read); t(b.getvalue); t(b.tell); print(b.closed)
b = io.BytesIO(b"abc"); a = bytearray(2); print(b.readinto(a), a, b.read1(5), b.readable(), b.writable(), b.seekable(), b.isatty(), b.flush(), b.writelines([b"q", b"r"]), b.getvalue(), b.__getstate__())
t(b.fileno); t(b.detach); t(io.BytesIO, "s"); t(io.BytesIO, 5); print(io.BytesIO(bytearray(b"x")).getvalue(), io.BytesIO(initial_bytes=b"k").read())
s = io.StringIO("a\nb\r\nc\rd"); print(s.readlines(), s.newlines); 
for nl in (None, "", "\n", "\r", "\r\n"):
    s = io.StringIO("a\nb\r\nc\rd", newline=nl); print(repr(nl), repr(s.getvalue()), s.readlines(), s.newlines, s.write("x\ny\r\n"), repr(s.getvalue()))
s = io.StringIO(); print(s.write("héé😀x"), s.tell(), s.seek(3), s.read(1), s.tell(), s.seek(2), s.write("Q"), s.getvalue(), s.truncate(4), s.getvalue(), s.seek(10), s.write("z"), repr(s.getvalue()))
t(s.write, b"x"); t(s.seek, -1); t(s.seek, 1, 1); t(s.seek, 0, 3); t(s.truncate, -1); t(s.read, "x"); print(s.seek(0, 2), s.encoding, s.errors, s.line_buffering, s.isatty(), s.readable()); t(s.fileno); t(s.detach)
t(io.StringIO, 5); t(io.StringIO, "x", 5); t(io.StringIO, "x", "q"); s.close(); t(s.read); t(s.getvalue); t(s.write, "x"); print(s.closed)
s = io.StringIO("one\ntwo\nthree"); print(next(s), s.readline(2), s.readline(), s.read(), list(s), s.__getstate__()); t(next, s)
with io.StringIO() as q: print("a", "b", file=q); print(q.getvalue())
t(q.read)
class Raw(io.RawIOBase):
    def __init__(self, data): self.data = data; self.pos = 0; self.out = []
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def seek(self, p, w=0): self.pos = p if w == 0 else self.pos + p if w == 1 else len(self.data) + p; return self.pos
    def tell(self): return self.pos
    def readinto(self, b):
        d = self.data[self.pos:self.pos + min(len(b), 5)]; b[:len(d)] = d; self.pos += len(d); return len(d)
    def write(self, b): self.out.append(bytes(b)); return len(b)
    def truncate(self, n=None): return n
r = io.BufferedReader(Raw(b"line one\nline two\nthree" * 2)); print(r.read(3), r.peek(1), r.readline(), r.tell(), r.read(4), r.read1(100), r.seek(2), r.read(), r.readlines()); print(list(io.BufferedReader(Raw(b"a\nbb\nccc"), 2)))
raw = Raw(b""); w = io.BufferedWriter(raw, 8); print(w.write(b"abc"), w.write(b"defgh"), raw.out, w.write(b"i"), raw.out, w.flush(), raw.out, w.write(b"x" * 20), w.flush(), b"".join(raw.out), w.tell())
print(w.close(), w.closed); t(w.write, b"x"); t(w.flush); t(w.seek, 0)
raw = Raw(b"0123456789"); x = io.BufferedRandom(raw, 4); print(x.read(3), x.write(b"AB"), x.flush(), raw.out, x.tell(), x.read(2), x.seek(1), x.read())
pr = io.BufferedRWPair(Raw(b"in\nput"), Raw(b"")); print(pr.read(2), pr.readline(), pr.peek(), pr.write(b"o"), pr.flush(), pr.readable(), pr.writable(), pr.seekable(), pr.closed, pr.isatty(), pr.close(), pr.closed)
class NoRead(io.RawIOBase): pass
t(io.BufferedReader, NoRead()); t(io.BufferedWriter, NoRead()); t(io.BufferedRandom, NoRead()); t(io.BufferedReader, Raw(b""), 0); t(io.BufferedReader, Raw(b""), -1)
n = NoRead(); t(n.read); t(n.seek, 0); t(n.tell); t(n.fileno); t(n.truncate); t(n.readable); t(n._checkReadable); t(n._checkSeekable); t(n.writelines, ["x"]); print(n.close(), n.closed, n.closed); t(n.flush); t(n.readline); t(n.isatty)
class Bl(Raw):
    def write(self, b): return None
    def readinto(self, b): return None
w = io.BufferedWriter(Bl(b""), 4); t(w.write, b"abc"); t(w.write, b"defgh")
try: w.write(b"1234567")
except BlockingIOError as e: print(e.characters_written, e.errno, e)
r = io.BufferedReader(Bl(b"")); print(r.read(), r.read(3), r.read1(3), r.readline())
class Bad(Raw):
    def readinto(self, b): return 100
    def write(self, b): return -5
t(io.BufferedReader(Bad(b""), 8).read, 3); t(io.BufferedWriter(Bad(b""), 2).write, b"12345")
d = io.IncrementalNewlineDecoder(None, True); print([d.decode(x) for x in ("a\r", "\nb\r", "c\n", "\r")], repr(d.decode("", True)), d.newlines, d.getstate(), d.reset(), d.newlines)
d = io.IncrementalNewlineDecoder(None, translate=False); print([d.decode(x) for x in ("a\r", "\nb\r", "c\n", "\r")], repr(d.decode("", final=True)), d.newlines)
print(issubclass(io.StringIO, io.TextIOBase), isinstance(r, io.BufferedIOBase), io.TextIOWrapper.__mro__, io.UnsupportedOperation.__mro__, io.UnsupportedOperation)
class W(io.TextIOWrapper):
    def readline(self, *a): return "over\n" if not hasattr(self, "n") else ""
    def write(self, s): return super().write(s.upper())
b = io.BytesIO(); w = W(b, "utf-8"); print("low", 5, file=w); w.flush(); print(b.getvalue()); print(next(w)); w.x = 5; print(w.x, w.__dict__)
m = memoryview(bytearray(range(12))); print(m.cast("B", [3, 4]).tolist(), m[2:5].tolist(), m.cast("H").tolist(), bytes(m[::-3]), m[::2] == m[::2], m == bytes(range(12)), m.format, m.shape)
