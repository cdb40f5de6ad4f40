"""Data of image/*."""

__all__ = ['MIMEImage']

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart


def _kind(data):
    # the guessers want a file
    import imghdr
    return imghdr.what(None, data)


class MIMEImage(MIMENonMultipart):
    """Bytes of image; the subtype is guessed where none is given."""

    def __init__(self, _imagedata, _subtype=None, _encoder=encoders.encode_base64,
                 *, policy=None, **_params):
        if _subtype is None:
            _subtype = _kind(_imagedata)
        if _subtype is None:
            raise TypeError('Could not guess image MIME subtype')
        MIMENonMultipart.__init__(self, 'image', _subtype, policy=policy, **_params)
        self.set_payload(_imagedata)
        _encoder(self)
