"""Text."""

__all__ = ['MIMEText']

from email.mime.nonmultipart import MIMENonMultipart


class MIMEText(MIMENonMultipart):
    """text/*"""

    def __init__(self, _text, _subtype='plain', _charset=None, *, policy=None):
        if _charset is None:
            try:
                _text.encode('us-ascii')
                _charset = 'us-ascii'
            except UnicodeEncodeError:
                _charset = 'utf-8'
        name = str(_charset)
        MIMENonMultipart.__init__(self, 'text', _subtype, policy=policy,
                                  charset=name)
        self.set_payload(_text, _charset)
