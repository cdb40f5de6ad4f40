"""Signals: the functions of _signal, with the numbers as enums."""

import _signal
from _signal import *
from enum import IntEnum as _IntEnum
from functools import wraps as _wraps

_globals = globals()

_IntEnum._convert(
    "Signals", __name__,
    lambda name: name.isupper() and (name.startswith("SIG") and not name.startswith("SIG_")
                                     or name.startswith("CTRL_")))
_IntEnum._convert("Handlers", __name__, lambda name: name in ("SIG_DFL", "SIG_IGN"))
if "pthread_sigmask" in _globals:
    _IntEnum._convert("Sigmasks", __name__,
                      lambda name: name in ("SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK"))


def _int_to_enum(value, enum_klass):
    try:
        return enum_klass(value)
    except ValueError:
        return value


def _enum_to_int(value):
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def _members(signals):
    return {_int_to_enum(number, Signals) for number in signals}


@_wraps(_signal.signal)
def signal(signalnum, handler):
    return _int_to_enum(_signal.signal(_enum_to_int(signalnum), _enum_to_int(handler)), Handlers)


@_wraps(_signal.getsignal)
def getsignal(signalnum):
    return _int_to_enum(_signal.getsignal(signalnum), Handlers)


if "pthread_sigmask" in _globals:
    @_wraps(_signal.pthread_sigmask)
    def pthread_sigmask(how, mask):
        return _members(_signal.pthread_sigmask(how, mask))

if "sigpending" in _globals:
    @_wraps(_signal.sigpending)
    def sigpending():
        return _members(_signal.sigpending())

if "sigwait" in _globals:
    @_wraps(_signal.sigwait)
    def sigwait(sigset):
        return _int_to_enum(_signal.sigwait(sigset), Signals)

del _globals, _wraps
