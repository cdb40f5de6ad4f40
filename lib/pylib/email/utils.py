"""Dates, addresses and parameters of headers."""

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231',
           'encode_rfc2231', 'formataddr', 'formatdate', 'format_datetime',
           'getaddresses', 'make_msgid', 'mktime_tz', 'parseaddr',
           'parsedate', 'parsedate_tz', 'parsedate_to_datetime', 'unquote']

import datetime
import os
import random
import re
import socket
import time
import urllib.parse

from email._parseaddr import AddressList as _AddressList
from email._parseaddr import _parsedate_tz, mktime_tz, parsedate, parsedate_tz, quote

COMMASPACE = ', '
EMPTYSTRING = ''
UEMPTYSTRING = ''
CRLF = '\r\n'
TICK = "'"

specialsre = re.compile(r'[][\\()<>@,:;".]')
escapesre = re.compile(r'[\\"]')


def _has_surrogates(s):
    """Whether a str cannot be encoded, as bytes of headers that were none."""
    try:
        s.encode()
        return False
    except UnicodeEncodeError:
        return True


def _sanitize(string):
    """Surrogates that stand for bytes become replacement characters, or UTF-8's."""
    data = string.encode('utf-8', 'surrogateescape')
    return data.decode('utf-8', 'replace')


def formataddr(pair, charset='utf-8'):
    """The inverse of parseaddr: a name and an address as one text."""
    name, address = pair
    # addresses are ASCII
    address.encode('ascii')
    if not name:
        return address
    try:
        name.encode('ascii')
    except UnicodeEncodeError:
        if isinstance(charset, str):
            from email.charset import Charset
            charset = Charset(charset)
        return "%s <%s>" % (charset.header_encode(name), address)
    quotes = '"' if specialsre.search(name) else ''
    name = escapesre.sub(r'\\\g<0>', name)
    return '%s%s%s <%s>' % (quotes, name, quotes, address)


def getaddresses(fieldvalues):
    """The pairs of name and address of several fields."""
    return _AddressList(COMMASPACE.join(fieldvalues)).addresslist


def _format_timetuple_and_zone(timetuple, zone):
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (
        ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][timetuple[6]],
        timetuple[2],
        ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun',
         'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][timetuple[1] - 1],
        timetuple[0], timetuple[3], timetuple[4], timetuple[5],
        zone)


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A timestamp (now, unless given) as headers have it."""
    if timeval is None:
        timeval = time.time()
    if localtime or usegmt:
        dt = datetime.datetime.fromtimestamp(timeval, datetime.timezone.utc)
    else:
        dt = datetime.datetime.utcfromtimestamp(timeval)
    if localtime:
        dt = dt.astimezone()
        usegmt = False
    return format_datetime(dt, usegmt)


def format_datetime(dt, usegmt=False):
    """A datetime as headers have it."""
    now = dt.timetuple()
    if usegmt:
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError("usegmt option requires a UTC datetime")
        zone = 'GMT'
    elif dt.tzinfo is None:
        zone = '-0000'
    else:
        zone = dt.strftime("%z")
    return _format_timetuple_and_zone(now, zone)


def make_msgid(idstring=None, domain=None):
    """A Message-ID that nobody else has."""
    stamp = int(time.time() * 100)
    extra = '' if idstring is None else '.' + idstring
    if domain is None:
        domain = socket.getfqdn()
    return '<%d.%d.%d%s@%s>' % (stamp, os.getpid(), random.getrandbits(64), extra, domain)


def parsedate_to_datetime(data):
    *dtuple, tz = _parsedate_tz(data)
    if tz is None:
        return datetime.datetime(*dtuple[:6])
    return datetime.datetime(
        *dtuple[:6], tzinfo=datetime.timezone(datetime.timedelta(seconds=tz)))


def parseaddr(addr):
    """The name and the address of the first address; ('', '') if there is none."""
    addrs = _AddressList(addr).addresslist
    return addrs[0] if addrs else ('', '')


def unquote(str):
    """A text without its quotes or angle brackets."""
    if len(str) > 1:
        if str.startswith('"') and str.endswith('"'):
            return str[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if str.startswith('<') and str.endswith('>'):
            return str[1:-1]
    return str


def decode_rfc2231(s):
    """(charset, language, value)"""
    parts = s.split(TICK, 2)
    if len(parts) <= 2:
        return None, None, s
    return parts


def encode_rfc2231(s, charset=None, language=None):
    """A text percent-encoded, with its charset and language in front."""
    s = urllib.parse.quote(s, safe='', encoding=charset or 'ascii')
    if charset is None and language is None:
        return s
    if language is None:
        language = ''
    return "%s'%s'%s" % (charset, language, s)


rfc2231_continuation = re.compile(r'^(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?$',
                                  re.ASCII)


def decode_params(params):
    """Parameters with their continuations (RFC 2231) put together."""
    params = params[:]
    new_params = [params.pop(0)]
    continued = {}
    for name, value in params:
        encoded = name.endswith('*')
        value = unquote(value)
        m = rfc2231_continuation.match(name)
        if m:
            number = m.group('num')
            continued.setdefault(m.group('name'), []).append(
                (int(number) if number is not None else None, value, encoded))
        else:
            new_params.append((name, '"%s"' % quote(value)))
    for name, pieces in continued.items():
        pieces.sort()
        extended = any(encoded for _, _, encoded in pieces)
        text = EMPTYSTRING.join(
            urllib.parse.unquote(s, encoding="latin-1") if encoded else s
            for _, s, encoded in pieces)
        value = quote(text)
        if extended:
            charset, language, value = decode_rfc2231(value)
            new_params.append((name, (charset, language, '"%s"' % value)))
        else:
            new_params.append((name, '"%s"' % value))
    return new_params


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """The str of what get_param() returns."""
    if not isinstance(value, tuple) or len(value) != 3:
        return unquote(value)
    charset, language, text = value
    if charset is None:
        charset = fallback_charset
    data = bytes(text, 'raw-unicode-escape')
    try:
        return str(data, charset, errors)
    except LookupError:
        return unquote(text)


def localtime(dt=None, isdst=-1):
    """A datetime (now, unless given) in the local zone, and aware of it."""
    if dt is None:
        return datetime.datetime.now(datetime.timezone.utc).astimezone()
    if dt.tzinfo is not None:
        return dt.astimezone()
    stamp = time.mktime(dt.timetuple()[:-1] + (isdst,))
    there = time.localtime(stamp)
    zone = datetime.timezone(datetime.timedelta(seconds=there.tm_gmtoff), there.tm_zone)
    return dt.replace(tzinfo=zone)
