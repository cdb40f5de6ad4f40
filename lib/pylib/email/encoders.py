"""Functions that encode the payload of a message and say so in a header."""

__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop', 'encode_quopri']

from base64 import encodebytes as _bencode
from quopri import encodestring as _encodestring


def _qencode(s):
    # RFC 2045 has spaces quoted at ends of lines only; this quotes all
    return _encodestring(s, quotetabs=True).replace(b' ', b'=20')


def encode_base64(msg):
    """Makes the payload base64."""
    payload = msg.get_payload(decode=True)
    msg.set_payload(str(_bencode(payload), 'ascii'))
    msg['Content-Transfer-Encoding'] = 'base64'


def encode_quopri(msg):
    """Makes the payload quoted-printable."""
    payload = msg.get_payload(decode=True)
    msg.set_payload(_qencode(payload))
    msg['Content-Transfer-Encoding'] = 'quoted-printable'


def encode_7or8bit(msg):
    """Says 7bit or 8bit, after what the payload has."""
    payload = msg.get_payload(decode=True)
    if payload is None:
        msg['Content-Transfer-Encoding'] = '7bit'
        return
    try:
        payload.decode('ascii')
    except UnicodeError:
        msg['Content-Transfer-Encoding'] = '8bit'
    else:
        msg['Content-Transfer-Encoding'] = '7bit'


def encode_noop(msg):
    """Does nothing."""
