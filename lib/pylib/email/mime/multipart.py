"""Messages of several parts."""

__all__ = ['MIMEMultipart']

from email.mime.base import MIMEBase


class MIMEMultipart(MIMEBase):
    """A multipart message, by default multipart/mixed."""

    def __init__(self, _subtype='mixed', boundary=None, _subparts=None, *,
                 policy=None, **_params):
        MIMEBase.__init__(self, 'multipart', _subtype, policy=policy, **_params)
        # a list from the start: is_multipart() is to be true
        self._payload = []
        for part in _subparts or ():
            self.attach(part)
        if boundary:
            self.set_boundary(boundary)
