"""Concurrency in one thread: coroutines, an event loop, transports and streams."""

import sys

# the selector and the raw descriptors are looked up here by name
if sys.platform == "win32":
    raise ImportError("asyncio here is written for Unix")

import selectors

from .base_events import *
from .coroutines import *
from .events import *
from .futures import *
from .locks import *
from .protocols import *
from .queues import *
from .streams import *
from .subprocess import *
from .tasks import *
from .transports import *
from .unix_events import *

# these bind the submodules' names, which the star imports above have used
from . import (
    base_events, coroutines, events, futures, locks, protocols, queues, streams,
    subprocess, tasks, transports, unix_events,
)

__all__ = (
    base_events.__all__
    + coroutines.__all__
    + events.__all__
    + futures.__all__
    + locks.__all__
    + protocols.__all__
    + queues.__all__
    + streams.__all__
    + subprocess.__all__
    + tasks.__all__
    + transports.__all__
    + unix_events.__all__
)
