"""threading.local in Python."""

from contextlib import contextmanager
from threading import current_thread, RLock
from weakref import WeakKeyDictionary

__all__ = ["local"]


class _localimpl:
    """The dictionaries of one local, by thread."""

    def __init__(self, args):
        self.args = args
        self.dicts = WeakKeyDictionary()
        self.lock = RLock()


@contextmanager
def _patch(self):
    # inside, self.__dict__ is the one of the current thread
    impl = object.__getattribute__(self, "_local__impl")
    thread = current_thread()
    fresh = thread not in impl.dicts
    if fresh:
        impl.dicts[thread] = {}
    with impl.lock:
        object.__setattr__(self, "__dict__", impl.dicts[thread])
        if fresh:
            args, kw = impl.args
            self.__init__(*args, **kw)
        yield


class local:
    """An object whose attributes are different in each thread."""

    __slots__ = "_local__impl", "__dict__"

    def __new__(cls, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        impl = _localimpl((args, kw))
        object.__setattr__(self, "_local__impl", impl)
        # __init__ is about to be called for the thread that makes it
        impl.dicts[current_thread()] = {}
        return self

    def __getattribute__(self, name):
        with _patch(self):
            return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(
                "%r object attribute '__dict__' is read-only"
                % self.__class__.__name__)
        with _patch(self):
            return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(
                "%r object attribute '__dict__' is read-only"
                % self.__class__.__name__)
        with _patch(self):
            return object.__delattr__(self, name)
