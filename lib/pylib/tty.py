"""Terminals in raw and in cbreak mode."""

from termios import *

__all__ = ["setraw", "setcbreak"]

IFLAG, OFLAG, CFLAG, LFLAG, ISPEED, OSPEED, CC = range(7)


def _one_byte_at_once(mode):
    mode[CC][VMIN] = 1
    mode[CC][VTIME] = 0


def setraw(fd, when=TCSAFLUSH):
    """Every byte as it comes: no echo, no signals, no translation."""
    mode = tcgetattr(fd)
    mode[IFLAG] &= ~(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
    mode[OFLAG] &= ~OPOST
    mode[CFLAG] = mode[CFLAG] & ~(CSIZE | PARENB) | CS8
    mode[LFLAG] &= ~(ECHO | ICANON | IEXTEN | ISIG)
    _one_byte_at_once(mode)
    tcsetattr(fd, when, mode)


def setcbreak(fd, when=TCSAFLUSH):
    """Every byte as it comes, without echo; signals and translation stay."""
    mode = tcgetattr(fd)
    mode[LFLAG] &= ~(ECHO | ICANON)
    _one_byte_at_once(mode)
    tcsetattr(fd, when, mode)
