"""What futures written here and elsewhere share."""

import concurrent.futures._base
import reprlib

from . import events

__all__ = []

Error = concurrent.futures._base.Error
CancelledError = concurrent.futures.CancelledError
TimeoutError = concurrent.futures.TimeoutError


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


_PENDING = "PENDING"
_CANCELLED = "CANCELLED"
_FINISHED = "FINISHED"


def isfuture(obj):
    """Whether an object is a future, or its class says it behaves like one."""
    return (
        hasattr(obj.__class__, "_asyncio_future_blocking")
        and obj._asyncio_future_blocking is not None
    )


def _format_callbacks(cb):
    """Callbacks for a repr: two at most, and how many there are between."""
    def show(callback):
        return events._format_callback_source(callback, ())

    if not cb:
        text = ""
    elif len(cb) <= 2:
        text = ", ".join(map(show, cb))
    else:
        text = "{}, <{} more>, {}".format(show(cb[0]), len(cb) - 2, show(cb[-1]))
    return "cb=[%s]" % text


def _future_repr_info(future):
    """The parts of a future's repr."""
    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append("exception={!r}".format(future._exception))
        else:
            # results can be large
            info.append("result={}".format(reprlib.repr(future._result)))
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        info.append("created at %s:%s" % tuple(future._source_traceback[-1][:2]))
    return info
