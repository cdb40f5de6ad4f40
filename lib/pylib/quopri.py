"""Quoted-printable (RFC 1521)."""

try:
    from binascii import a2b_qp, b2a_qp
except ImportError:
    a2b_qp = b2a_qp = None

__all__ = ["encode", "decode", "encodestring", "decodestring"]

ESCAPE = b"="
MAXLINESIZE = 76
HEX = b"0123456789ABCDEF"
EMPTYSTRING = b""


def needsquoting(c, quotetabs, header):
    """Whether a byte, as bytes of length 1, is to be quoted."""
    assert isinstance(c, bytes)
    if c in b" \t":
        return quotetabs
    if c == b"_":
        return header
    return c == ESCAPE or not b" " <= c <= b"~"


def quote(c):
    """A byte as =XX."""
    assert isinstance(c, bytes) and len(c) == 1
    return b"=%02X" % ord(c)


def encode(input, output, quotetabs, header=False):
    """Quote one binary file into another."""
    output.write(encodestring(input.read(), quotetabs, header))


def encodestring(s, quotetabs=False, header=False):
    """Quote bytes."""
    if b2a_qp is not None:
        return b2a_qp(s, quotetabs=quotetabs, header=header)
    return b"".join(_quoted(line, quotetabs, header) for line in s.splitlines(keepends=True))


def _quoted(line, quotetabs, header):
    end = b""
    if line[-1:] == b"\n":
        line, end = line[:-1], b"\n"
    parts = []
    for i in range(len(line)):
        c = line[i:i + 1]
        if needsquoting(c, quotetabs, header):
            c = quote(c)
        elif header and c == b" ":
            c = b"_"
        parts.append(c)
    # blanks at the end would be lost
    if parts and parts[-1] in (b" ", b"\t"):
        parts[-1] = quote(parts[-1])
    text = b"".join(parts)
    out = []
    while len(text) > MAXLINESIZE:
        cut = MAXLINESIZE - 1
        if text[cut - 1:cut] == ESCAPE:
            cut -= 1
        elif text[cut - 2:cut - 1] == ESCAPE:
            cut -= 2
        out.append(text[:cut] + b"=\n")
        text = text[cut:]
    return b"".join(out) + text + end


def decode(input, output, header=False):
    """Unquote one binary file into another."""
    output.write(decodestring(input.read(), header))


def decodestring(s, header=False):
    """Unquote bytes."""
    if a2b_qp is not None:
        return a2b_qp(s, header=header)
    return b"".join(_unquoted(line, header) for line in s.splitlines(keepends=True))


def _unquoted(line, header):
    end = b""
    if line[-1:] == b"\n":
        end = b"\n"
        line = line[:-1].rstrip(b" \t\r")
    out = bytearray()
    i = 0
    while i < len(line):
        c = line[i:i + 1]
        if c == b"_" and header:
            out += b" "
        elif c != ESCAPE:
            out += c
        elif i + 1 == len(line):
            # the line goes on
            end = b""
        elif line[i + 1:i + 2] == ESCAPE:
            out += ESCAPE
            i += 1
        elif i + 2 < len(line) and ishex(line[i + 1:i + 2]) and ishex(line[i + 2:i + 3]):
            out.append(unhex(line[i + 1:i + 3]))
            i += 2
        else:
            out += ESCAPE
        i += 1
    return bytes(out) + end


def ishex(c):
    """Whether bytes of length 1 are a hexadecimal digit."""
    assert isinstance(c, bytes)
    return b"0" <= c <= b"9" or b"a" <= c <= b"f" or b"A" <= c <= b"F"


def unhex(s):
    """Hexadecimal digits as an int."""
    return int(s, 16)


def main():
    """The command line."""
    import sys
    import getopt
    try:
        opts, args = getopt.getopt(sys.argv[1:], "td")
    except getopt.error as msg:
        sys.stdout = sys.stderr
        print(msg)
        print("usage: quopri [-t | -d] [file] ...")
        print("-t: quote tabs")
        print("-d: decode; default encode")
        sys.exit(2)
    options = {option for option, _ in opts}
    if options == {"-t", "-d"}:
        sys.stdout = sys.stderr
        print("-t and -d are mutually exclusive")
        sys.exit(2)
    failed = 0
    for name in args or ["-"]:
        if name == "-":
            fp = sys.stdin.buffer
        else:
            try:
                fp = open(name, "rb")
            except OSError as msg:
                sys.stderr.write("%s: can't open (%s)\n" % (name, msg))
                failed = 1
                continue
        try:
            if "-d" in options:
                decode(fp, sys.stdout.buffer)
            else:
                encode(fp, sys.stdout.buffer, "-t" in options)
        finally:
            if fp is not sys.stdin.buffer:
                fp.close()
    if failed:
        sys.exit(failed)


if __name__ == "__main__":
    main()
