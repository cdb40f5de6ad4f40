"""Data of audio/*."""

__all__ = ['MIMEAudio']

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart


def _kind(data):
    # the guessers want a file
    import sndhdr
    from io import BytesIO
    head = data[:512]
    file = BytesIO(head)
    for test in sndhdr.tests:
        found = test(head, file)
        if found is not None:
            return _SUBTYPES.get(found[0])
    return None


_SUBTYPES = {'au': 'basic', 'wav': 'x-wav', 'aiff': 'x-aiff', 'aifc': 'x-aiff'}


class MIMEAudio(MIMENonMultipart):
    """Bytes of audio; the subtype is guessed where none is given."""

    def __init__(self, _audiodata, _subtype=None, _encoder=encoders.encode_base64,
                 *, policy=None, **_params):
        if _subtype is None:
            _subtype = _kind(_audiodata)
        if _subtype is None:
            raise TypeError('Could not find audio MIME subtype')
        MIMENonMultipart.__init__(self, 'audio', _subtype, policy=policy, **_params)
        self.set_payload(_audiodata)
        _encoder(self)
