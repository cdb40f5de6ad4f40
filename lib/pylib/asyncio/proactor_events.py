"""Event loops of Windows's kind; there is only the name here, for isinstance()."""

from . import base_events

__all__ = ["BaseProactorEventLoop"]


class BaseProactorEventLoop(base_events.BaseEventLoop):
    """Needs the completion ports of Windows."""

    def __init__(self, proactor):
        raise NotImplementedError("proactor event loops need Windows")
