"""_thread's names without threads: a new one runs to its end at once."""

__all__ = ["error", "start_new_thread", "exit", "get_ident", "allocate_lock",
           "interrupt_main", "LockType"]

# the largest number that a wait may be given
TIMEOUT_MAX = 2 ** 31

error = RuntimeError

_interrupt = False
_main = True


def start_new_thread(function, args, kwargs={}):
    """Call the function; what it raises is printed, but for SystemExit."""
    if type(args) is not tuple:
        raise TypeError("2nd arg must be a tuple")
    if type(kwargs) is not dict:
        raise TypeError("3rd arg must be a dict")
    global _main, _interrupt
    _main = False
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except:
        import traceback
        traceback.print_exc()
    _main = True
    if _interrupt:
        _interrupt = False
        raise KeyboardInterrupt


def exit():
    """End this thread."""
    raise SystemExit


def get_ident():
    """The number of the only thread."""
    return 1


def allocate_lock():
    """A new lock."""
    return LockType()


def stack_size(size=None):
    """0: nothing can be set."""
    if size is not None:
        raise error("setting thread stack size not supported")
    return 0


def _set_sentinel():
    return LockType()


class LockType(object):
    """A lock that nobody else could hold."""

    def __init__(self):
        self.locked_status = False

    def acquire(self, waitflag=None, timeout=-1):
        if waitflag is None or waitflag:
            self.locked_status = True
            return True
        if not self.locked_status:
            self.locked_status = True
            return True
        if timeout > 0:
            import time
            time.sleep(timeout)
        return False

    __enter__ = acquire

    def __exit__(self, typ, val, tb):
        self.release()

    def release(self):
        if not self.locked_status:
            raise error
        self.locked_status = False
        return True

    def locked(self):
        return self.locked_status

    def __repr__(self):
        return "<%s %s.%s object at %s>" % (
            "locked" if self.locked_status else "unlocked",
            self.__class__.__module__, self.__class__.__qualname__, hex(id(self)))


def interrupt_main():
    """Have KeyboardInterrupt raised where the new thread was started."""
    if _main:
        raise KeyboardInterrupt
    global _interrupt
    _interrupt = True
