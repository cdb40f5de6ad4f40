"""Tells what kind of sound a file holds, by its first bytes."""

from collections import namedtuple

__all__ = ['what', 'whathdr']

SndHeaders = namedtuple('SndHeaders', 'filetype framerate nchannels nframes sampwidth')

SndHeaders.filetype.__doc__ = "'aifc', 'aiff', 'au', 'hcom', 'sndr', 'sndt', 'voc', 'wav', '8svx', 'sb', 'ub' or 'ul'"
SndHeaders.framerate.__doc__ = "Frames in a second, or 0"
SndHeaders.nchannels.__doc__ = "The number of channels, or 0"
SndHeaders.nframes.__doc__ = "The number of frames, or -1"
SndHeaders.sampwidth.__doc__ = "Bits of a sample, or 'A' for A-LAW, or 'U' for u-LAW"


def what(filename):
    """The SndHeaders of a file, or None."""
    return whathdr(filename)


def whathdr(filename):
    """The SndHeaders of a file, or None."""
    with open(filename, 'rb') as f:
        h = f.read(512)
        for test in tests:
            found = test(h, f)
            if found:
                return SndHeaders(*found)
    return None


# functions of the first 512 bytes and the file
tests = []


def _header(filetype, sound):
    return (filetype, sound.getframerate(), sound.getnchannels(), sound.getnframes(),
            8 * sound.getsampwidth())


def test_aifc(h, f):
    import aifc
    filetype = {b'AIFC': 'aifc', b'AIFF': 'aiff'}.get(h[8:12])
    if not h.startswith(b'FORM') or filetype is None:
        return None
    f.seek(0)
    try:
        return _header(filetype, aifc.open(f, 'r'))
    except (EOFError, aifc.Error):
        return None


def test_au(h, f):
    if h.startswith(b'.snd'):
        number = get_long_be
    elif h[:4] in (b'\0ds.', b'dns.'):
        number = get_long_le
    else:
        return None
    data_size, encoding, rate, nchannels = (number(h[i:i + 4]) for i in (8, 12, 16, 20))
    sample_size, sample_bits = {1: (1, 'U'), 2: (1, 8), 3: (2, 16)}.get(encoding, (1, '?'))
    frame_size = sample_size * nchannels
    nframes = data_size / frame_size if frame_size else -1
    return 'au', rate, nchannels, nframes, sample_bits


def test_hcom(h, f):
    if h[65:69] != b'FSSD' or h[128:132] != b'HCOM':
        return None
    divisor = get_long_be(h[144:148])
    return 'hcom', 22050 / divisor if divisor else 0, 1, -1, 8


def test_voc(h, f):
    if not h.startswith(b'Creative Voice File\032'):
        return None
    start = get_short_le(h[20:22])
    rate = 0
    if start < 500 and h[start] == 1:
        ratecode = 256 - h[start + 4]
        if ratecode:
            rate = int(1000000.0 / ratecode)
    return 'voc', rate, 1, -1, 8


def test_wav(h, f):
    import wave
    if not h.startswith(b'RIFF') or h[8:16] != b'WAVEfmt ':
        return None
    f.seek(0)
    try:
        return _header('wav', wave.open(f, 'r'))
    except (EOFError, wave.Error):
        return None


def test_8svx(h, f):
    if h.startswith(b'FORM') and h[8:12] == b'8SVX':
        return '8svx', 0, 1, 0, 8
    return None


def test_sndt(h, f):
    if h.startswith(b'SOUND'):
        return 'sndt', get_short_le(h[20:22]), 1, get_long_le(h[8:12]), 8
    return None


def test_sndr(h, f):
    if h.startswith(b'\0\0'):
        rate = get_short_le(h[2:4])
        if 4000 <= rate <= 25000:
            return 'sndr', rate, 1, -1, 8
    return None


tests += [test_aifc, test_au, test_hcom, test_voc, test_wav, test_8svx, test_sndt, test_sndr]


def get_long_be(b):
    return int.from_bytes(b[:4], 'big')


def get_long_le(b):
    return int.from_bytes(b[:4], 'little')


def get_short_be(b):
    return int.from_bytes(b[:2], 'big')


def get_short_le(b):
    return int.from_bytes(b[:2], 'little')


def test():
    """The command line: names of files and folders, with -r those below as well."""
    import sys
    recursive = 0
    if sys.argv[1:] and sys.argv[1] == '-r':
        del sys.argv[1]
        recursive = 1
    try:
        testall(sys.argv[1:] or ['.'], recursive, 1)
    except KeyboardInterrupt:
        sys.stderr.write('\n[Interrupted]\n')
        sys.exit(1)


def testall(list, recursive, toplevel):
    import glob
    import os
    import sys
    for filename in list:
        if os.path.isdir(filename):
            print(filename + '/:', end=' ')
            if recursive or toplevel:
                print('recursing down:')
                names = glob.glob(os.path.join(filename, '*'))
                testall(names, recursive, 0)
            else:
                print('*** directory (use -r) ***')
        else:
            print(filename + ':', end=' ')
            sys.stdout.flush()
            try:
                print(what(filename))
            except OSError:
                print('*** not found ***')


if __name__ == '__main__':
    test()
