"""The streams of io by their other name: there is one implementation, the machine's."""

from io import *
from io import (DEFAULT_BUFFER_SIZE, IncrementalNewlineDecoder, OpenWrapper, __all__)

valid_seek_flags = {SEEK_SET, SEEK_CUR, SEEK_END}
