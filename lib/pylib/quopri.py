"""Quoted-printable (RFC 1521)."""

from binascii import a2b_qp, b2a_qp

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
    output.write(b2a_qp(input.read(), quotetabs=quotetabs, header=header))


def encodestring(s, quotetabs=False, header=False):
    """Quote bytes."""
    return b2a_qp(s, quotetabs=quotetabs, header=header)


def decode(input, output, header=False):
    """Unquote one binary file into another."""
    output.write(a2b_qp(input.read(), header=header))


def decodestring(s, header=False):
    """Unquote bytes."""
    return a2b_qp(s, header=header)


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
