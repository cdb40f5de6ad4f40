"""The uuencode format."""

import binascii
import os
import sys

__all__ = ["Error", "encode", "decode"]


class Error(Exception):
    pass


def encode(in_file, out_file, name=None, mode=None):
    """Encodes a file; "-" and None stand for the standard streams."""
    opened = []
    try:
        if in_file == '-':
            in_file = sys.stdin.buffer
        elif isinstance(in_file, str):
            if name is None:
                name = os.path.basename(in_file)
            if mode is None:
                try:
                    mode = os.stat(in_file).st_mode
                except AttributeError:
                    pass
            in_file = open(in_file, 'rb')
            opened.append(in_file)
        if out_file == '-':
            out_file = sys.stdout.buffer
        elif isinstance(out_file, str):
            out_file = open(out_file, 'wb')
            opened.append(out_file)
        if name is None:
            name = '-'
        if mode is None:
            mode = 0o666
        # a name must not break the first line
        name = name.replace('\n', '\\n').replace('\r', '\\r')
        out_file.write(('begin %o %s\n' % ((mode & 0o777), name)).encode("ascii"))
        data = in_file.read(45)
        while len(data) > 0:
            out_file.write(binascii.b2a_uu(data))
            data = in_file.read(45)
        out_file.write(b' \nend\n')
    finally:
        for f in opened:
            f.close()


def decode(in_file, out_file=None, mode=None, quiet=False):
    """Decodes a file; the name may come from its first line."""
    opened = []
    if in_file == '-':
        in_file = sys.stdin.buffer
    elif isinstance(in_file, str):
        in_file = open(in_file, 'rb')
        opened.append(in_file)
    try:
        while True:
            header = in_file.readline()
            if not header:
                raise Error('No valid begin line found in input file')
            if not header.startswith(b'begin'):
                continue
            fields = header.split(b" ", 2)
            if len(fields) == 3 and fields[0] == b'begin':
                try:
                    int(fields[1], 8)
                    break
                except ValueError:
                    pass
        if out_file is None:
            out_file = fields[2].rstrip(b' \t\r\n\f').decode("ascii")
            if os.path.exists(out_file):
                raise Error('Cannot overwrite existing file: %s' % out_file)
        if mode is None:
            mode = int(fields[1], 8)
        if out_file == '-':
            out_file = sys.stdout.buffer
        elif isinstance(out_file, str):
            fp = open(out_file, 'wb')
            try:
                os.chmod(out_file, mode)
            except AttributeError:
                pass
            out_file = fp
            opened.append(out_file)
        s = in_file.readline()
        while s and s.strip(b' \t\r\n\f') != b'end':
            try:
                data = binascii.a2b_uu(s)
            except binascii.Error as v:
                # some encoders write too much: go by the length in front
                nbytes = (((s[0] - 32) & 63) * 4 + 5) // 3
                data = binascii.a2b_uu(s[:nbytes])
                if not quiet:
                    sys.stderr.write("Warning: %s\n" % v)
            out_file.write(data)
            s = in_file.readline()
        if not s:
            raise Error('Truncated input file')
    finally:
        for f in opened:
            f.close()


def test():
    """uu's main program."""
    import optparse
    parser = optparse.OptionParser(usage='usage: %prog [-d] [-t] [input [output]]')
    parser.add_option('-d', '--decode', dest='decode', default=False,
                      action='store_true', help='Decode (instead of encode)?')
    parser.add_option('-t', '--text', dest='text', default=False, action='store_true',
                      help='data is text, encoded format unix-compatible text?')
    options, args = parser.parse_args()
    if len(args) > 2:
        parser.error('incorrect number of arguments')
        sys.exit(1)
    source = args[0] if args else sys.stdin.buffer
    target = args[1] if len(args) > 1 else sys.stdout.buffer
    if options.decode:
        decode(source, open(target, 'wb') if options.text and isinstance(target, str)
               else target)
    else:
        encode(open(source, 'rb') if options.text and isinstance(source, str)
               else source, target)


if __name__ == '__main__':
    test()
