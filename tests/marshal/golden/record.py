"""Records what CPython 3.6 makes of the programs here: run it with python3.6 in this folder."""
import dis
import io
import json
import marshal
import os
import re
import struct
import types


def walk(code):
    yield code
    for k in code.co_consts:
        if isinstance(k, types.CodeType):
            yield from walk(k)


def listing(code):
    out = io.StringIO()
    dis.disassemble(code, file=out)
    return out.getvalue()


def norm(text):
    return re.sub(r"at 0x[0-9a-f]+", "at 0x0", text)


for name in sorted(f for f in os.listdir(".") if f.endswith(".py") and f != "record.py"):
    source = open(name, "rb").read()
    golden = {}
    for level, suffix in ((0, ""), (2, ".opt-2")):
        code = compile(source, name, "exec", dont_inherit=True, optimize=level)
        data = marshal.dumps(code)
        code = marshal.loads(data)
        pyc = b"3\r\r\n" + struct.pack("<II", 1500000000, len(source)) + data
        open(name[:-3] + suffix + ".pyc", "wb").write(pyc)
        golden["v2" + suffix] = marshal.dumps(code, 2).hex()
        if level == 0:
            codes = list(walk(code))
            golden["info"] = [norm(dis.code_info(c)) for c in codes]
            golden["dis"] = [norm(listing(c)) for c in codes]
            golden["linestarts"] = [list(dis.findlinestarts(c)) for c in codes]
            golden["labels"] = [dis.findlabels(c.co_code) for c in codes]
    json.dump(golden, open(name[:-3] + ".golden", "w"), separators=(",", ":"))


def attempt(f, *args):
    try:
        return ["ok", f(*args)]
    except BaseException as e:
        return [type(e).__name__, str(e)]


code = b"c" + b"\0" * 20
LOADS = [
    b"", b"0", b"?", b"(", b"(\1\0\0\0", b"(\1\0\0\0000", b"i", b"i\1", b"s\5\0\0\0a",
    b"s\xff\xff\xff\xff", b"u\xff\xff\xff\xff", b"u\1\0\0\0\xff", b"u\2\0\0\0\xe2\x82",
    b"u\3\0\0\0a\xe2a", b"a\xff\xff\xff\xff",
    b"[\xff\xff\xff\xff", b"[\xff\xff\xff\x7f", b"(\xff\xff\xff\xff", b"(\xff\xff\xff\x0f",
    b"<\xff\xff\xff\xff", b"<\xff\xff\xff\x7f", b">\1\0\0\0000", b"[\1\0\0\0000", b"r\0\0\0\0",
    b"r\xff\xff\xff\xff", b"{", b"{0", b"{N0", b"{N", b"{NN", b"l", b"l\1\0\0\0\0\0",
    b"l\1\0\0\0\0\x80", b"l\0\0\0\x80", b"l\xff\xff\xff\x7f", b"l\0\0\0\0", b"l\xfe\xff\xff\xff\1\0\1\0",
    b"l\3\0\0\0\xff\x7f\xff\x7f\xff\x7f", b"f", b"f\3abc", b"f\0031.5", b"f\3 .5", b"f\0031_5",
    b"g123", b"y123", b"x\0011", b"z", b"Z\3a", b"z\2\xff\xfe", b"a\2\0\0\0\xff\xfe", b"c",
    code[:-1], code, code + b"N", code + b"s\0\0\0\0N", code + b"s\0\0\0\0" + b"0",
    code + b"s\0\0\0\0" + b")\0" * 5 + b"NNNN",
    code + b"s\0\0\0\0" + b")\0" * 5 + b"z\0z\0\0\0\0\0N",
    b"c" + b"\xff" * 20 + b"s\0\0\0\0" + b")\0" * 5 + b"z\0z\0\0\0\0\0s\0\0\0\0",
    b"\xbe\1\0\0\0r\0\0\0\0", b"\xe3" + b"\0" * 20 + b"r\0\0\0\0", b"\xce", b"\xb0", b")\xffN",
    b"f\xff", b"s", b"u", b".", b"[", b"f\0", b"Z", b"f\3inf", b"f\4-inf", b"x\0011\0013",
    b"R\0\0\0\0", b"I\0\0\0\0\0\0\0\0", b"I\xff\xff\xff\xff\xff\xff\xff\xff", b"I\1\0\0\0\0\0\0\x80",
    b"\xd2\0\0\0\0", b"T", b"F", b"N", b"i\xff\xff\xff\xff", b"y\0\0\0\0\0\0\xf0?\0\0\0\0\0\0\0@",
    b")\2\xda\3abcr\0\0\0\0", b"(\1\0\0\0[\1\0\0\0)\1T", b")\1" * 50 + b"N",
    b")\1" * 1999 + b"N", b")\1" * 2000 + b"N", b"[\1\0\0\0" * 3000,
]
loads = []
for data in LOADS:
    kind, value = attempt(marshal.loads, data)
    if kind == "ok":
        try:
            value = repr(value)
        except RecursionError:
            value = None
    loads.append([data.hex(), kind, value])


def nested(n):
    x = None
    for _ in range(n):
        x = [x]
    return x


DUMPS = ["None", "True", "...", "0", "-1", "2**31-1", "2**31", "-2**31", "-2**31-1", "2**53", "2**62",
         "-10**50", "2**15", "2**30", "2**45", "1.5", "-0.0", "1e300", "1e-300", "0.1", "123456789.125",
         "1e16", "1e17", "1e22", "12345678901234567890.0", "900000000000001.125", "900000000000001.375",
         "0.0001", "0.00001234", "1/3", "float('inf')", "float('nan')", "1j", "-1-2.5j",
         "''", "'abc'", "'a b'", "'\\xe9'", "'\\u20ac'", "'\\U0001f40d'", "'\\ud800'", "'x'*255", "'x y'*100",
         "b''", "b'abc'", "()", "(1,2)", "(None,)*300", "[]", "[1,[2]]", "('a','a b',b'c',1.5)"]
dumps = []
for text in DUMPS:
    value = eval(text)
    dumps.append([text, [marshal.dumps(value, v).hex() for v in (0, 1, 2)]])
depths = [[n, attempt(lambda: len(marshal.dumps(nested(n), 2)))] for n in (1998, 1999, 2000, 2001, 5000)]
json.dump({"loads": loads, "dumps": dumps, "depths": depths}, open("values.golden", "w"), separators=(",", ":"))
