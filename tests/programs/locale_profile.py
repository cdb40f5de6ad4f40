# locale, gettext, ntpath, the profilers, chunk and imghdr
import chunk
import cProfile
import gettext
import imghdr
import io
import locale
import ntpath
import profile
import pstats
import struct

for name in ("de", "de_DE@euro", "EN.utf8", "sr_RS.UTF-8@latn", "ja_jp.sjis", "none_such"):
    print(name, locale.normalize(name))
locale._override_localeconv = {"thousands_sep": ".", "decimal_point": ",", "grouping": [3, 0]}
print(locale.format("%+12.2f", 1234567.891, grouping=True), locale.atof("1.234,5"))
print(locale.format_string("%d%%", 1000, True))
try:
    locale.currency(1)
except ValueError as e:
    print(e)
try:
    locale.format("%d %d", 1)
except ValueError as e:
    print(e)

pairs = [(b"", b"Content-Type: text/plain; charset=utf-8\n"
          b"Plural-Forms: nplurals=3; plural=n==1 ? 0 : n<5 && n>1 ? 1 : 2;\n"),
         (b"cat\0cats", "k\u00f3t\0koty\0kot\u00f3w".encode()), (b"yes", b"tak")]
offset, table, blob = 28 + 16 * len(pairs), [b"", b""], b""
for column in (0, 1):
    for pair in pairs:
        table[column] += struct.pack("<II", len(pair[column]), offset + len(blob))
        blob += pair[column] + b"\0"
data = struct.pack("<7I", 0x950412de, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
t = gettext.GNUTranslations(io.BytesIO(data + table[0] + table[1] + blob))
print(t.gettext("yes"), t.gettext("no"), [ascii(t.ngettext("cat", "cats", n)) for n in (1, 2, 7)])
for text in ("n+", "(n", "x", "n n"):
    try:
        gettext.c2py(text)
    except ValueError as e:
        print(e)

print(ntpath.join("c:/a", "C:b", "d"), ntpath.splitdrive("//host/share/x"))
print(ntpath.normpath("c:/a/../../b/./c"), ntpath.relpath("c:/a/b", "c:/a/c/d"))
print(ntpath.commonpath(["C:\\a\\b", "c:/A/c"]), ntpath.splitext("a.b\\c"))


def leaf(x):
    return len(x)


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


def root():
    [leaf("x") for _ in range(3)]
    return fact(4)


clock = [0]


def timer():
    clock[0] += 1
    return clock[0]


for module, unit in ((profile, None), (cProfile, 0.5)):
    prof = module.Profile(timer, unit) if unit else module.Profile(timer)
    print(prof.runcall(root))
    out = io.StringIO()
    stats = pstats.Stats(prof, stream=out).strip_dirs().sort_stats("stdname")
    stats.print_stats("leaf|fact|len")
    stats.print_callers("fact|len")
    stats.print_callees(r"\(root")
    print(out.getvalue())

f = chunk.Chunk(io.BytesIO(b"ABCD\0\0\0\3xyz\0rest"))
print(f.getname(), f.getsize(), f.read(2), f.tell(), f.read(), f.file.read())
print(imghdr.what(None, b"\x89PNG\r\n\x1a\n"), imghdr.what(None, b"P4\n"), imghdr.what(None, b"??"))
