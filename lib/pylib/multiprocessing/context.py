"""The exceptions of multiprocessing."""

__all__ = []


class ProcessError(Exception):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


def _no_semaphores():
    raise ImportError("This platform lacks a functioning sem_open implementation, therefore, "
                      "the required synchronization primitives needed will not function, "
                      "see issue 3770.")
