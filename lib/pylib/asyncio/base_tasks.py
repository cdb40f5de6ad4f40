"""What tasks written here and elsewhere share."""

import linecache
import traceback

from . import base_futures, coroutines


def _task_repr_info(task):
    info = base_futures._future_repr_info(task)
    if task._must_cancel:
        # it has not been told yet
        info[0] = "cancelling"
    info.insert(1, "coro=<%s>" % coroutines._format_coroutine(task._coro))
    if task._fut_waiter is not None:
        info.insert(2, "wait_for=%r" % task._fut_waiter)
    return info


def _task_get_stack(task, limit):
    """The frames where a task is suspended; of one that failed those of the traceback."""
    coro = task._coro
    try:
        # a native coroutine, or a generator
        frame = coro.cr_frame
    except AttributeError:
        frame = coro.gi_frame
    frames = []
    if frame is not None:
        while frame is not None and (limit is None or len(frames) < limit):
            frames.append(frame)
            frame = frame.f_back
        # the outermost one first
        frames.reverse()
    elif task._exception is not None:
        tb = task._exception.__traceback__
        while tb is not None and (limit is None or len(frames) < limit):
            frames.append(tb.tb_frame)
            tb = tb.tb_next
    return frames


def _task_print_stack(task, limit, file):
    exc = task._exception
    entries = []
    looked_up = set()
    for frame in task.get_stack(limit=limit):
        code = frame.f_code
        name = code.co_filename
        if name not in looked_up:
            looked_up.add(name)
            linecache.checkcache(name)
        line = linecache.getline(name, frame.f_lineno, frame.f_globals)
        entries.append((name, frame.f_lineno, code.co_name, line))
    if not entries:
        title = "No stack for %r"
    elif exc is not None:
        title = "Traceback for %r (most recent call last):"
    else:
        title = "Stack for %r (most recent call last):"
    print(title % task, file=file)
    traceback.print_list(entries, file=file)
    if exc is not None:
        for line in traceback.format_exception_only(exc.__class__, exc):
            print(line, file=file, end="")
