"""What version of Python this is, in the words of older asyncio."""

import sys

PY34 = sys.version_info >= (3, 4)
PY35 = sys.version_info >= (3, 5)
PY352 = sys.version_info >= (3, 5, 2)


def flatten_list_bytes(list_of_data):
    """One bytes of several bytes-like objects."""
    return b"".join(list_of_data)
