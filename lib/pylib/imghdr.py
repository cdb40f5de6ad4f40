"""The format of an image, by its first bytes."""

from os import PathLike

__all__ = ["what"]


def what(file, h=None):
    """The name of the format of a file, or of the bytes h; None where nobody knows it."""
    f = None
    try:
        if h is None:
            if isinstance(file, (str, PathLike)):
                f = open(file, "rb")
                h = f.read(32)
            else:
                at = file.tell()
                h = file.read(32)
                file.seek(at)
        for test in tests:
            found = test(h, f)
            if found:
                return found
    finally:
        if f:
            f.close()
    return None


# each takes the first bytes and the file, and returns a name or None
tests = []


def test_jpeg(h, f):
    return "jpeg" if h[6:10] in (b"JFIF", b"Exif") else None


def test_png(h, f):
    return "png" if h.startswith(b"\211PNG\r\n\032\n") else None


def test_gif(h, f):
    return "gif" if h[:6] in (b"GIF87a", b"GIF89a") else None


def test_tiff(h, f):
    return "tiff" if h[:2] in (b"MM", b"II") else None


def test_rgb(h, f):
    return "rgb" if h.startswith(b"\001\332") else None


def _netpbm(h, kinds):
    return len(h) >= 3 and h[0] == ord(b"P") and h[1] in kinds and h[2] in b" \t\n\r"


def test_pbm(h, f):
    return "pbm" if _netpbm(h, b"14") else None


def test_pgm(h, f):
    return "pgm" if _netpbm(h, b"25") else None


def test_ppm(h, f):
    return "ppm" if _netpbm(h, b"36") else None


def test_rast(h, f):
    return "rast" if h.startswith(b"\x59\xA6\x6A\x95") else None


def test_xbm(h, f):
    return "xbm" if h.startswith(b"#define ") else None


def test_bmp(h, f):
    return "bmp" if h.startswith(b"BM") else None


def test_webp(h, f):
    return "webp" if h.startswith(b"RIFF") and h[8:12] == b"WEBP" else None


def test_exr(h, f):
    return "exr" if h.startswith(b"\x76\x2f\x31\x01") else None


tests += [test_jpeg, test_png, test_gif, test_tiff, test_rgb, test_pbm, test_pgm, test_ppm,
          test_rast, test_xbm, test_bmp, test_webp, test_exr]
