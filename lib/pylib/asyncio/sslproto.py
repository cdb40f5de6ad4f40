"""TLS for transports: there is no ssl module here, so that every use raises RuntimeError."""

from .log import logger

_UNAVAILABLE = "stdlib ssl module not available"


def _is_sslproto_available():
    return False


class SSLProtocol:
    """Not to be had without an ssl module."""

    def __init__(self, *args, **kwargs):
        raise RuntimeError(_UNAVAILABLE)
