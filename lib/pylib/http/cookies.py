"""Cookies as a server sees them: Set-Cookie headers made and Cookie headers read."""

import re
import string
import time
import warnings

__all__ = ["CookieError", "BaseCookie", "SimpleCookie"]


class CookieError(Exception):
    """A cookie's name or attribute is not allowed."""


_LegalChars = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~:"
# what a value may hold without being quoted
_UnescapedChars = _LegalChars + ' ()/<=>?@[]{}'

_Translator = {code: '\\%03o' % code
               for code in set(range(256)) - set(map(ord, _UnescapedChars))}
_Translator.update({ord('"'): '\\"', ord('\\'): '\\\\'})

_is_legal_key = re.compile('[%s]+' % re.escape(_LegalChars)).fullmatch


def _quote(str):
    """A value as a header holds it: in quotes if it has to be."""
    if str is None or _is_legal_key(str):
        return str
    return '"' + str.translate(_Translator) + '"'


_escape = re.compile(r'\\(?:([0-3][0-7][0-7])|(.))')


def _unquote(str):
    """What a quoted value stands for; others are themselves."""
    if str is None or len(str) < 2 or str[0] != '"' or str[-1] != '"':
        return str
    return _escape.sub(lambda m: chr(int(m.group(1), 8)) if m.group(1) else m.group(2),
                       str[1:-1])


_weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_monthname = [None,
              'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun',
              'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def _getdate(future=0, weekdayname=_weekdayname, monthname=_monthname):
    """The date so many seconds from now, in the form of `expires`."""
    at = time.gmtime(time.time() + future)
    return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % (
        weekdayname[at.tm_wday], at.tm_mday, monthname[at.tm_mon], at.tm_year,
        at.tm_hour, at.tm_min, at.tm_sec)


def _deprecated_setter(name):
    """The property over _name whose setter warns."""
    def getter(self):
        return getattr(self, '_' + name)

    def setter(self, new):
        warnings.warn('The .%s setter is deprecated. The attribute will be '
                      'read-only in future releases. Please use the set() '
                      'method instead.' % name, DeprecationWarning, stacklevel=2)
        setattr(self, '_' + name, new)
    return property(getter, setter)


class Morsel(dict):
    """One cookie: key, value, and its attributes as a dict's items."""

    _reserved = {
        "expires": "expires",
        "path": "Path",
        "comment": "Comment",
        "domain": "Domain",
        "max-age": "Max-Age",
        "secure": "Secure",
        "httponly": "HttpOnly",
        "version": "Version",
    }
    _flags = {'secure', 'httponly'}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        for name in self._reserved:
            dict.__setitem__(self, name, "")

    key = _deprecated_setter('key')
    value = _deprecated_setter('value')
    coded_value = _deprecated_setter('coded_value')

    def _attribute(self, name):
        name = name.lower()
        if name not in self._reserved:
            raise CookieError("Invalid attribute %r" % (name,))
        return name

    def __setitem__(self, K, V):
        dict.__setitem__(self, self._attribute(K), V)

    def setdefault(self, key, val=None):
        return dict.setdefault(self, self._attribute(key), val)

    def __eq__(self, morsel):
        if not isinstance(morsel, Morsel):
            return NotImplemented
        return (dict.__eq__(self, morsel) and self._key == morsel._key
                and self._value == morsel._value
                and self._coded_value == morsel._coded_value)

    __ne__ = object.__ne__

    def copy(self):
        new = Morsel()
        dict.update(new, self)
        new.__dict__.update(self.__dict__)
        return new

    def update(self, values):
        data = {}
        for name, value in dict(values).items():
            data[self._attribute(name)] = value
        dict.update(self, data)

    def isReservedKey(self, K):
        return K.lower() in self._reserved

    def set(self, key, val, coded_val, LegalChars=_LegalChars):
        if LegalChars != _LegalChars:
            warnings.warn('LegalChars parameter is deprecated, ignored and will be '
                          'removed in future versions.', DeprecationWarning, stacklevel=2)
        if key.lower() in self._reserved:
            raise CookieError('Attempt to set a reserved key %r' % (key,))
        if not _is_legal_key(key):
            raise CookieError('Illegal key %r' % (key,))
        self._key, self._value, self._coded_value = key, val, coded_val

    def __getstate__(self):
        return {'key': self._key, 'value': self._value, 'coded_value': self._coded_value}

    def __setstate__(self, state):
        self._key = state['key']
        self._value = state['value']
        self._coded_value = state['coded_value']

    def output(self, attrs=None, header="Set-Cookie:"):
        """The header."""
        return "%s %s" % (header, self.OutputString(attrs))

    __str__ = output

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, self.OutputString())

    def js_output(self, attrs=None):
        """A script that sets the cookie."""
        return """
        <script type="text/javascript">
        <!-- begin hiding
        document.cookie = \"%s\";
        // end hiding -->
        </script>
        """ % self.OutputString(attrs).replace('"', r'\"')

    def OutputString(self, attrs=None):
        """The cookie without the header's name; attrs: the attributes to show."""
        if attrs is None:
            attrs = self._reserved
        result = ["%s=%s" % (self._key, self._coded_value)]
        for name, value in sorted(self.items()):
            if value == "" or name not in attrs:
                continue
            shown = self._reserved[name]
            if name == "expires" and isinstance(value, int):
                result.append("%s=%s" % (shown, _getdate(value)))
            elif name == "max-age" and isinstance(value, int):
                result.append("%s=%d" % (shown, value))
            elif name == "comment" and isinstance(value, str):
                result.append("%s=%s" % (shown, _quote(value)))
            elif name in self._flags:
                if value:
                    result.append(str(shown))
            else:
                result.append("%s=%s" % (shown, value))
        return '; '.join(result)


_LegalKeyChars = r"\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\="
_LegalValueChars = _LegalKeyChars + r'\[\]'
_CookiePattern = re.compile(r"""
    \s*
    (?P<key> [%s]+? )
    (?:
        \s*=\s*
        (?P<val>
            "(?:[^\\"]|\\.)*"                             # in quotes
          | \w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT        # a date
          | [%s]*                                         # a plain word
        )
    )?
    \s*
    (?:\s+|;|$)
    """ % (_LegalKeyChars, _LegalValueChars), re.ASCII | re.VERBOSE)


class BaseCookie(dict):
    """{name: Morsel}; value_decode and value_encode say how values are written."""

    def value_decode(self, val):
        """(value, as written) of what a header holds."""
        return val, val

    def value_encode(self, val):
        """(value, as written) of what is set."""
        strval = str(val)
        return strval, strval

    def __init__(self, input=None):
        if input:
            self.load(input)

    def __set(self, key, real_value, coded_value):
        M = self.get(key, Morsel())
        M.set(key, real_value, coded_value)
        dict.__setitem__(self, key, M)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self.__set(key, *self.value_encode(value))

    def output(self, attrs=None, header="Set-Cookie:", sep="\015\012"):
        """The headers, in the order of the names."""
        return sep.join(morsel.output(attrs, header) for _, morsel in sorted(self.items()))

    __str__ = output

    def __repr__(self):
        shown = ['%s=%r' % (name, morsel.value) for name, morsel in sorted(self.items())]
        return '<%s: %s>' % (self.__class__.__name__, ' '.join(shown))

    def js_output(self, attrs=None):
        """Scripts that set the cookies."""
        return ''.join(morsel.js_output(attrs) for _, morsel in sorted(self.items()))

    def load(self, rawdata):
        """Take cookies from a header's text or from a mapping."""
        if isinstance(rawdata, str):
            self.__parse_string(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def __parse_string(self, str, patt=_CookiePattern):
        # [(name, value as written or None, is it an attribute)]; nothing is set
        # before all is read, so that a bad header sets nothing
        found = []
        seen = False
        i = 0
        while 0 <= i < len(str):
            match = patt.match(str, i)
            if not match:
                break
            i = match.end(0)
            key, value = match.group("key", "val")
            if key[0] == '$':
                # RFC 2109's: of the whole header before the first cookie
                if seen:
                    found.append((key[1:], value, True))
            elif key.lower() in Morsel._reserved:
                if not seen:
                    return
                if value is not None:
                    found.append((key, _unquote(value), True))
                elif key.lower() in Morsel._flags:
                    found.append((key, True, True))
                else:
                    return
            elif value is not None:
                found.append((key, value, False))
                seen = True
            else:
                return
        morsel = None
        for key, value, is_attribute in found:
            if is_attribute:
                morsel[key] = value
            else:
                self.__set(key, *self.value_decode(value))
                morsel = self[key]


class SimpleCookie(BaseCookie):
    """Cookies whose values are strings, quoted where they have to be."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        strval = str(val)
        return strval, _quote(strval)
