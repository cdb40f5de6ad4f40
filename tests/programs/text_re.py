# needs: re, io
"""A log analyser with regular expressions and StringIO."""
import io
import re

LOG = io.StringIO('''\
10.0.0.1 - - [12/Mar/2019:10:11:12 +0000] "GET /index.html HTTP/1.1" 200 1024
10.0.0.2 - bob [12/Mar/2019:10:11:13 +0000] "POST /login HTTP/1.1" 302 -
broken line here
10.0.0.1 - - [12/Mar/2019:10:12:00 +0000] "GET /img/a.png HTTP/1.1" 404 0
''')
LINE = re.compile(r'(?P<ip>[\d.]+) \S+ (?P<user>\S+) \[(?P<when>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) (?P<size>\d+|-)')
for n, line in enumerate(LOG, 1):
    m = LINE.match(line)
    print(n, m.groupdict() if m else "no match", m and m.span("path"))
print(re.findall(r"(\w)(\d)", "a1 b2 c3"), re.split(r"[,;]\s*", "a, b;c,d"), re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@home you@work"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 22 333"), re.subn("a", "b", "banana", 2), [m.start() for m in re.finditer("an", "banana")])
print(re.match(r"(a)|(b)", "b").groups(), re.fullmatch(r"[a-z]+", "abc1"), re.search(r"(?i)HELLO", "say hello").group(), re.escape("a.b*c"))
TOKEN = re.compile(r"\s*(?:(?P<num>\d+\.?\d*)|(?P<name>[a-z_]\w*)|(?P<op>\*\*|[-+*/()=]))")
pos, out, text = 0, [], "x1 = 3.14 * (y ** 2)"
while pos < len(text):
    m = TOKEN.match(text, pos)
    out.append((m.lastgroup, m.group(m.lastgroup)))
    pos = m.end()
print(out)
print(re.compile(r"(?x) \d+ # digits\n \. \d*").pattern, re.findall(r"(?m)^\w", "a\nb\nc"), re.findall(r"(?s)a.b", "a\nb"), re.sub(r"(?<=a)b(?!c)", "X", "ab abc"), re.search(r"(\w)\1", "hello").group())
for bad in ("(", "[a", "*a", "(?P<1>x)", r"\1", "a{2,1}", "(?<=a+)b", "(?z)"):
    try:
        re.compile(bad)
    except re.error as e:
        print(repr(bad), e, e.pos)
buf = io.StringIO()
print("a", 1, None, sep="|", end="!\n", file=buf)
buf.write("line two\nline three")
buf.seek(0)
print(buf.readline(), buf.read(4), buf.tell(), buf.readlines(), repr(buf.getvalue()))
raw = io.BytesIO(b"abc\ndef\n")
print(raw.read(2), list(raw), raw.getbuffer().nbytes, io.TextIOWrapper(io.BytesIO("é\r\nb".encode())).read())
