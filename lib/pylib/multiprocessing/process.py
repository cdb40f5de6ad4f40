"""Process objects: the running process has one; further ones cannot be started."""

import itertools
import os

__all__ = ["BaseProcess", "current_process", "active_children"]

try:
    ORIGINAL_DIR = os.path.abspath(os.getcwd())
except OSError:
    ORIGINAL_DIR = None

_counter = itertools.count(1)


class AuthenticationString(bytes):
    """A key, which is not pickled."""

    def __reduce__(self):
        raise TypeError("Pickling an AuthenticationString object is disallowed for security reasons")


class BaseProcess(object):
    """What a process would run."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._identity = (next(_counter),)
        self._config = dict(current_process()._config)
        self._parent_pid = os.getpid()
        self._popen = None
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._name = name or "%s-%d" % (type(self).__name__, self._identity[0])
        if daemon is not None:
            self.daemon = daemon

    def run(self):
        """Call the target; to be overridden."""
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        """Start it: raises OSError, since there is no fork."""
        assert self._popen is None, "cannot start a process twice"
        os.fork()

    def terminate(self):
        assert self._popen is not None, "can only terminate a started process"

    def join(self, timeout=None):
        assert self._popen is not None, "can only join a started process"

    def is_alive(self):
        return False

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), "name must be a string"
        self._name = name

    @property
    def daemon(self):
        return self._config.get("daemon", False)

    @daemon.setter
    def daemon(self, daemonic):
        self._config["daemon"] = daemonic

    @property
    def authkey(self):
        return self._config["authkey"]

    @authkey.setter
    def authkey(self, authkey):
        self._config["authkey"] = AuthenticationString(authkey)

    @property
    def exitcode(self):
        return None

    @property
    def ident(self):
        return None

    pid = ident

    def __repr__(self):
        return "<%s(%s, initial%s)>" % (type(self).__name__, self._name,
                                        " daemon" if self.daemon else "")


class _MainProcess(BaseProcess):
    """The process that runs."""

    def __init__(self):
        self._identity = ()
        self._name = "MainProcess"
        self._parent_pid = None
        self._popen = None
        self._config = {"authkey": AuthenticationString(os.urandom(32)), "semprefix": "/mp"}

    @property
    def ident(self):
        return os.getpid()

    pid = ident

    def is_alive(self):
        return True

    def __repr__(self):
        return "<_MainProcess(MainProcess, started)>"


_current = _MainProcess()


def current_process():
    """The object of the running process."""
    return _current


def active_children():
    """The processes that were started: none."""
    return []
