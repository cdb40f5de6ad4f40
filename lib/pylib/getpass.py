"""Passwords from the terminal, and the user's name."""

import contextlib
import io
import os
import sys
import warnings

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    """The password may be seen."""


def unix_getpass(prompt="Password: ", stream=None):
    """Ask for a password on the terminal, without echo."""
    password = None
    with contextlib.ExitStack() as stack:
        try:
            fd = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
            tty = io.FileIO(fd, "w+")
            stack.enter_context(tty)
            input = io.TextIOWrapper(tty)
            stack.enter_context(input)
            if not stream:
                stream = input
        except OSError:
            # no terminal of the process: stdin may be one
            stack.close()
            try:
                fd = sys.stdin.fileno()
            except (AttributeError, ValueError):
                return fallback_getpass(prompt, stream)
            input = sys.stdin
            if not stream:
                stream = sys.stderr
        if fd is None:
            return None
        try:
            old = termios.tcgetattr(fd)
            new = old[:]
            new[3] &= ~termios.ECHO
            when = termios.TCSAFLUSH | getattr(termios, "TCSASOFT", 0)
            try:
                termios.tcsetattr(fd, when, new)
                password = _raw_input(prompt, stream, input=input)
            finally:
                termios.tcsetattr(fd, when, old)
                stream.flush()
        except termios.error:
            if password is not None:
                # it was read, and only the echo could not be restored
                raise
            if stream is not input:
                stack.close()
            password = fallback_getpass(prompt, stream)
        stream.write("\n")
        return password


def fallback_getpass(prompt="Password: ", stream=None):
    """Ask for a password that can be seen."""
    warnings.warn("Can not control echo on the terminal.", GetPassWarning, stacklevel=2)
    if not stream:
        stream = sys.stderr
    print("Warning: Password input may be echoed.", file=stream)
    return _raw_input(prompt, stream)


def _raw_input(prompt="", stream=None, input=None):
    if not stream:
        stream = sys.stderr
    if not input:
        input = sys.stdin
    prompt = str(prompt)
    if prompt:
        try:
            stream.write(prompt)
        except UnicodeEncodeError:
            prompt = prompt.encode(stream.encoding, "replace").decode(stream.encoding)
            stream.write(prompt)
        stream.flush()
    line = input.readline()
    if not line:
        raise EOFError
    return line[:-1] if line.endswith("\n") else line


def getuser():
    """The user's name, from the environment or the password database."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        user = os.environ.get(name)
        if user:
            return user
    import pwd
    return pwd.getpwuid(os.getuid())[0]


try:
    import termios
    termios.tcgetattr, termios.tcsetattr
except (ImportError, AttributeError):
    getpass = fallback_getpass
else:
    getpass = unix_getpass
