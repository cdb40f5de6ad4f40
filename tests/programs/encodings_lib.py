"""base64, pickle, hmac, colorsys, urllib.parse, html, gzip and bz2."""
import base64
import bz2
import colorsys
import gzip
import hmac
import html
import html.entities
import io
import pickle
import urllib.parse as up
from datetime import datetime, timedelta, timezone
from fractions import Fraction


def show(*sources):
    for source in sources:
        try:
            print(source, "->", eval(source))
        except Exception as e:
            print(source, "!!", type(e).__name__, e)


data = bytes(range(0, 256, 7)) + b"hello, world"
for name in "b64 b32 b16 b85 a85 urlsafe_b64 standard_b64".split():
    enc, dec = getattr(base64, name + "encode"), getattr(base64, name + "decode")
    print(name, [enc(data[:n]) for n in (0, 1, 2, 3, 4, 5)], enc(data))
    print(all(dec(enc(data[i:j])) == data[i:j] for i in range(9) for j in range(i, 40)))
show("base64.b64decode('AA=')", "base64.b64decode('é')", "base64.b64decode(3)",
     "base64.b64decode('A!A==', validate=True)", "base64.b32decode('AAA')", "base64.b32decode('a' * 8)",
     "base64.b32decode('M1023456', map01='L')", "base64.b16decode('0g')", "base64.b85decode('~~~~~')",
     "base64.b85decode('ab c')", "base64.a85decode('zz!z')", "base64.a85encode(bytes(9), wrapcol=4, adobe=True)",
     "base64.a85decode(b'<~87cURD]j~>', adobe=True)", "base64.encodebytes(data * 3)", "base64.encodebytes('x')")
print([hmac.new(b"key", b"message", m).hexdigest() for m in ("md5", "sha1", "sha512")])
print(hmac.compare_digest("a", "a"), hmac.new(b"k" * 200, digestmod="sha256").name)
print([tuple(round(x, 6) for x in f(0.25, 0.5, 0.75)) for f in (
    colorsys.rgb_to_yiq, colorsys.yiq_to_rgb, colorsys.rgb_to_hls, colorsys.hls_to_rgb,
    colorsys.rgb_to_hsv, colorsys.hsv_to_rgb)])
objects = [datetime(2000, 1, 2, tzinfo=timezone.utc), timedelta(1, 2, 3), Fraction(2, 3), OSError(2, "x"), {1: {2, 3}}]
for protocol in range(5):
    print(pickle.dumps(objects[:4], protocol) if protocol < 4 else "")
    print(repr(pickle.loads(pickle.dumps(objects, protocol))) == repr(objects))
show("pickle.encode_long(-32768), pickle.decode_long(b'\\x00\\x80')", "pickle.whichmodule(len, 'len')", "pickle.loads(b'')")
url = "https://user:pw@Host.Example:8080/a/b;p=1/c;q?x=1&y=%20z&x=2#frag"
r = up.urlparse(url)
show("r", "r.geturl() == url", "r.hostname, r.port, r.username, r.password", "up.urlsplit(url.encode())",
     "up.parse_qs(r.query)", "up.parse_qsl('a=1&b&c=', True)", "up.parse_qsl('a', strict_parsing=True)",
     "up.quote('a b/ü?')", "up.quote_plus('a b&c/')", "up.unquote('%e4%f6%zz%', 'latin-1')",
     "up.unquote_plus('a+b%2Bc')", "up.urlencode([('a', 'ü b'), ('c', [1, 2])])", "up.urlencode({'c': [1, 2]}, True)",
     "up.urldefrag('http://a/b#c')", "up.urlsplit('http://[::1/')", "up.urlsplit('http://h:99999/').port",
     "up.urlsplit('path:80')", "up.urljoin(b'http://a/b', 'c')", "up.urlencode(3)", "up.urlunsplit(('http', 'h', 'p', 'q', 'f'))")
for rel in "g ./g g/ /g //g ?y g?y #s ;x g;x . ./ .. ../ ../g ../../../g g/./h/../i http:g mailto:x".split():
    print(rel, up.urljoin("http://a/b/c/d;p?q", rel))
show("html.escape('<a href=\"x\">&\\'')", "html.unescape('&lt;&amp;&#65;&#x41;&notit;&bogus;&copy&#0;&#x80;&#xD800;&#1;&nvlt;')",
     "len(html.entities.html5), html.entities.codepoint2name[233], html.entities.entitydefs['lang']")
for module in gzip, bz2:
    packed = module.compress(data * 100)
    print(module.decompress(packed) == data * 100, module.decompress(packed + packed) == data * 200)
    with module.open(io.BytesIO(packed + packed)) as f:
        f.seek(len(data) * 150)
        print(f.read(9), f.tell(), f.seek(3), f.readline(5), f.peek(2)[:2], f.seek(-4, 2), f.read())
    out = io.BytesIO()
    with module.open(out, "wt", encoding="utf-8") as f:
        print("grün", 1, file=f)
    print(module.decompress(out.getvalue()))
show("gzip.decompress(b'no')", "gzip.decompress(gzip.compress(b'abc')[:-3])", "bz2.decompress(b'no')",
     "bz2.decompress(bz2.compress(b'abc')[:-3])", "gzip.open('x', 'rt', 3, 4) and 0", "bz2.open('x', 'rbt')",
     "bz2.BZ2File(3)", "bz2.BZ2File('x', 'q')", "gzip.GzipFile('x', 'zz')")
