"""URLs: taken apart, put together, joined and quoted."""

import re
import sys
import collections
from collections import namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag",
           "urlsplit", "urlunsplit", "urlencode", "parse_qs",
           "parse_qsl", "quote", "quote_plus", "quote_from_bytes",
           "unquote", "unquote_plus", "unquote_to_bytes",
           "DefragResult", "ParseResult", "SplitResult",
           "DefragResultBytes", "ParseResultBytes", "SplitResultBytes"]

# "" stands for URLs without a scheme
uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https",
                 "shttp", "mms", "prospero", "rtsp", "rtspu", "sftp", "svn",
                 "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file",
               "mms", "https", "shttp", "snews", "prospero", "rtsp", "rtspu", "rsync",
               "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp",
               "rtspu", "sip", "sips", "mms", "sftp", "tel"]
# kept for those who look at them
non_hierarchical = ["gopher", "hdl", "mailto", "news", "telnet", "wais", "imap",
                    "snews", "sip", "sips"]
uses_query = ["", "http", "wais", "imap", "https", "shttp", "mms", "gopher", "rtsp",
              "rtspu", "sip", "sips"]
uses_fragment = ["", "ftp", "hdl", "http", "gopher", "news", "nntp", "wais", "https",
                 "shttp", "snews", "file", "prospero"]
scheme_chars = ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.")
_UNSAFE_URL_BYTES_TO_REMOVE = ["\t", "\r", "\n"]
MAX_CACHE_SIZE = 20
_parse_cache = {}
_implicit_encoding = "ascii"
_implicit_errors = "strict"


def clear_cache():
    """Forget parsed URLs and quoters."""
    _parse_cache.clear()
    _safe_quoters.clear()


def _noop(obj):
    return obj


def _encode_result(obj, encoding=_implicit_encoding, errors=_implicit_errors):
    return obj.encode(encoding, errors)


def _coerce_args(*args):
    """The arguments as str, and what makes results of the type they had."""
    is_str = isinstance(args[0], str)
    for arg in args[1:]:
        # an empty default goes with either
        if arg and isinstance(arg, str) != is_str:
            raise TypeError("Cannot mix str and non-str arguments")
    if is_str:
        return args + (_noop,)
    return tuple(x.decode(_implicit_encoding, _implicit_errors) if x else ""
                 for x in args) + (_encode_result,)


class _ResultMixinStr(object):
    """Results of str, which can become results of bytes."""

    __slots__ = ()

    def encode(self, encoding="ascii", errors="strict"):
        return self._encoded_counterpart(*(x.encode(encoding, errors) for x in self))


class _ResultMixinBytes(object):
    """Results of bytes, which can become results of str."""

    __slots__ = ()

    def decode(self, encoding="ascii", errors="strict"):
        return self._decoded_counterpart(*(x.decode(encoding, errors) for x in self))


class _NetlocResultMixinBase(object):
    """The parts of the network location."""

    __slots__ = ()

    @property
    def username(self):
        return self._userinfo[0]

    @property
    def password(self):
        return self._userinfo[1]

    @property
    def hostname(self):
        hostname = self._hostinfo[0]
        if not hostname:
            return None
        # the zone of an IPv6 address keeps its case
        percent = "%" if isinstance(hostname, str) else b"%"
        hostname, percent, zone = hostname.partition(percent)
        return hostname.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo[1]
        if port is not None:
            port = int(port, 10)
            if not 0 <= port <= 65535:
                raise ValueError("Port out of range 0-65535")
        return port

    def _split_netloc(self, at, colon, left, right):
        """(user name, password), (host name, port)"""
        user, have_user, host = self.netloc.rpartition(at)
        username = password = None
        if have_user:
            username, have_password, password = user.partition(colon)
            if not have_password:
                password = None
        _, bracketed, rest = host.partition(left)
        if bracketed:
            hostname, _, port = rest.partition(right)
            _, _, port = port.partition(colon)
        else:
            hostname, _, port = host.partition(colon)
        return (username, password), (hostname, port or None)


class _NetlocResultMixinStr(_NetlocResultMixinBase, _ResultMixinStr):
    __slots__ = ()

    @property
    def _userinfo(self):
        return self._split_netloc("@", ":", "[", "]")[0]

    @property
    def _hostinfo(self):
        return self._split_netloc("@", ":", "[", "]")[1]


class _NetlocResultMixinBytes(_NetlocResultMixinBase, _ResultMixinBytes):
    __slots__ = ()

    @property
    def _userinfo(self):
        return self._split_netloc(b"@", b":", b"[", b"]")[0]

    @property
    def _hostinfo(self):
        return self._split_netloc(b"@", b":", b"[", b"]")[1]


_DefragResultBase = namedtuple("DefragResult", "url fragment")
_SplitResultBase = namedtuple("SplitResult", "scheme netloc path query fragment")
_ParseResultBase = namedtuple("ParseResult", "scheme netloc path params query fragment")
ResultBase = _NetlocResultMixinStr


class DefragResult(_DefragResultBase, _ResultMixinStr):
    """A URL without its fragment, and the fragment."""

    __slots__ = ()

    def geturl(self):
        return self.url + "#" + self.fragment if self.fragment else self.url


class SplitResult(_SplitResultBase, _NetlocResultMixinStr):
    """The five parts of a URL."""

    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_ParseResultBase, _NetlocResultMixinStr):
    """The six parts of a URL."""

    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_DefragResultBase, _ResultMixinBytes):
    """A URL without its fragment, and the fragment, in bytes."""

    __slots__ = ()

    def geturl(self):
        return self.url + b"#" + self.fragment if self.fragment else self.url


class SplitResultBytes(_SplitResultBase, _NetlocResultMixinBytes):
    """The five parts of a URL in bytes."""

    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_ParseResultBase, _NetlocResultMixinBytes):
    """The six parts of a URL in bytes."""

    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _str, _bytes in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes),
                     (ParseResult, ParseResultBytes)):
    _str._encoded_counterpart = _bytes
    _bytes._decoded_counterpart = _str


def urlparse(url, scheme="", allow_fragments=True):
    """scheme://netloc/path;params?query#fragment as a ParseResult."""
    url, scheme, coerce = _coerce_args(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        path, params = _splitparams(path)
    return coerce(ParseResult(scheme, netloc, path, params, query, fragment))


def _splitparams(url):
    # those of the last segment
    i = url.find(";", max(url.rfind("/"), 0))
    return (url, "") if i < 0 else (url[:i], url[i + 1:])


def _splitnetloc(url, start=0):
    end = min((i for i in (url.find(c, start) for c in "/?#") if i >= 0), default=len(url))
    return url[start:end], url[end:]


def _checknetloc(netloc):
    if not netloc or not any(c > "\x7f" for c in netloc):
        return
    # characters that would become delimiters under NFKC
    import unicodedata
    text = netloc
    for c in "@:#?":
        text = text.replace(c, "")
    normal = unicodedata.normalize("NFKC", text)
    if text == normal:
        return
    for c in "/?#@:":
        if c in normal:
            raise ValueError("netloc '" + netloc + "' contains invalid "
                             "characters under NFKC normalization")


def _remove_unsafe_bytes_from_url(url):
    for c in _UNSAFE_URL_BYTES_TO_REMOVE:
        url = url.replace(c, "")
    return url


def urlsplit(url, scheme="", allow_fragments=True):
    """scheme://netloc/path?query#fragment as a SplitResult."""
    url, scheme, coerce = _coerce_args(url, scheme)
    url = _remove_unsafe_bytes_from_url(url)
    scheme = _remove_unsafe_bytes_from_url(scheme)
    allow_fragments = bool(allow_fragments)
    key = url, scheme, allow_fragments, type(url), type(scheme)
    cached = _parse_cache.get(key)
    if cached:
        return coerce(cached)
    if len(_parse_cache) >= MAX_CACHE_SIZE:
        clear_cache()
    netloc = query = fragment = ""
    i = url.find(":")
    if i > 0 and all(c in scheme_chars for c in url[:i]):
        # a number after it is a port, which makes it a host
        rest = url[i + 1:]
        if url[:i] == "http" or not rest or any(c not in "0123456789" for c in rest):
            scheme, url = url[:i].lower(), rest
    if url[:2] == "//":
        netloc, url = _splitnetloc(url, 2)
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    _checknetloc(netloc)
    result = _parse_cache[key] = SplitResult(scheme, netloc, url, query, fragment)
    return coerce(result)


def urlunparse(components):
    """The URL of what urlparse() makes."""
    scheme, netloc, url, params, query, fragment, coerce = _coerce_args(*components)
    if params:
        url = "%s;%s" % (url, params)
    return coerce(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """The URL of what urlsplit() makes."""
    scheme, netloc, url, query, fragment, coerce = _coerce_args(*components)
    if netloc or scheme and scheme in uses_netloc and url[:2] != "//":
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url = url + "?" + query
    if fragment:
        url = url + "#" + fragment
    return coerce(url)


def urljoin(base, url, allow_fragments=True):
    """The absolute form of a URL that is relative to base."""
    if not base:
        return url
    if not url:
        return base
    base, url, coerce = _coerce_args(base, url)
    bscheme, bnetloc, bpath, bparams, bquery, _ = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return coerce(url)
    if scheme in uses_netloc:
        if netloc:
            return coerce(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = bnetloc
    if not path and not params:
        return coerce(urlunparse((scheme, netloc, bpath, bparams, query or bquery, fragment)))
    base_parts = bpath.split("/")
    if base_parts[-1] != "":
        # the last segment gives way
        del base_parts[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = base_parts + path.split("/")
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == "..":
            # going above the root is ignored (RFC 3986)
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    return coerce(urlunparse((scheme, netloc, "/".join(resolved) or "/", params,
                              query, fragment)))


def urldefrag(url):
    """A URL without its fragment, and the fragment."""
    url, coerce = _coerce_args(url)
    fragment = ""
    if "#" in url:
        s, n, p, a, q, fragment = urlparse(url)
        url = urlunparse((s, n, p, a, q, ""))
    return coerce(DefragResult(url, fragment))


_hexdig = "0123456789ABCDEFabcdef"
_hextobyte = None
_asciire = re.compile("([\x00-\x7f]+)")


def unquote_to_bytes(string):
    """"a%20b" -> b"a b"; a str is taken as UTF-8."""
    global _hextobyte
    if not string:
        # what has no split() is an error even then
        string.split
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    first, *rest = string.split(b"%")
    if not rest:
        return string
    if _hextobyte is None:
        _hextobyte = {(a + b).encode(): bytes.fromhex(a + b)
                      for a in _hexdig for b in _hexdig}
    out = [first]
    for item in rest:
        byte = _hextobyte.get(item[:2])
        out += (b"%", item) if byte is None else (byte, item[2:])
    return b"".join(out)


def unquote(string, encoding="utf-8", errors="replace"):
    """"a%20b" -> "a b"."""
    if "%" not in string:
        string.split
        return string
    if encoding is None:
        encoding = "utf-8"
    if errors is None:
        errors = "replace"
    bits = _asciire.split(string)
    for i in range(1, len(bits), 2):
        bits[i] = unquote_to_bytes(bits[i]).decode(encoding, errors)
    return "".join(bits)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    """"a+b" -> "a b", and as unquote()."""
    return unquote(string.replace("+", " "), encoding, errors)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8",
             errors="replace", max_num_fields=None, separator="&"):
    """A query as a dict of lists."""
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding=encoding,
                                 errors=errors, max_num_fields=max_num_fields,
                                 separator=separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8",
              errors="replace", max_num_fields=None, separator="&"):
    """A query as a list of pairs."""
    qs, coerce = _coerce_args(qs)
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    result = []
    for pair in qs.split(separator):
        if not pair and not strict_parsing:
            continue
        parts = pair.split("=", 1)
        if len(parts) != 2:
            if strict_parsing:
                raise ValueError("bad query field: %r" % (pair,))
            if not keep_blank_values:
                continue
            parts.append("")
        if parts[1] or keep_blank_values:
            result.append(tuple(
                coerce(unquote(part.replace("+", " "), encoding=encoding, errors=errors))
                for part in parts))
    return result


_ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-")
_ALWAYS_SAFE_BYTES = bytes(_ALWAYS_SAFE)
_safe_quoters = {}


class Quoter(collections.defaultdict):
    """Bytes and what they are quoted to, filled as they come."""

    def __init__(self, safe):
        self.safe = _ALWAYS_SAFE.union(safe)

    def __repr__(self):
        return "<%s %r>" % (self.__class__.__name__, dict(self))

    def __missing__(self, b):
        res = self[b] = chr(b) if b in self.safe else "%{:02X}".format(b)
        return res


def quote(string, safe="/", encoding=None, errors=None):
    """"a b" -> "a%20b"."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode("utf-8" if encoding is None else encoding,
                               "strict" if errors is None else errors)
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """"a b" -> "a+b", and as quote()."""
    if isinstance(string, str):
        space = " "
    elif isinstance(string, bytes):
        space = b" "
    else:
        return quote(string, safe, encoding, errors)
    if space not in string:
        return quote(string, safe, encoding, errors)
    space = " " if isinstance(safe, str) else b" "
    return quote(string, safe + space, encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    """b"a b" -> "a%20b"."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if not bs:
        return ""
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    else:
        safe = bytes(c for c in safe if c < 128)
    if not bs.rstrip(_ALWAYS_SAFE_BYTES + safe):
        return bs.decode()
    quoter = _safe_quoters.get(safe)
    if quoter is None:
        quoter = _safe_quoters[safe] = Quoter(safe).__getitem__
    return "".join([quoter(char) for char in bs])


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """A mapping or pairs as a query; with doseq sequences give several fields."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            # strings and numbers are refused, an empty one aside
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object"
                            ).with_traceback(sys.exc_info()[2])

    def quoted(x):
        if isinstance(x, bytes):
            return quote_via(x, safe)
        return quote_via(str(x), safe, encoding, errors)

    fields = []
    for k, v in query:
        k = quoted(k)
        if not doseq or isinstance(v, (bytes, str)):
            fields.append(k + "=" + quoted(v))
            continue
        try:
            len(v)
        except TypeError:
            fields.append(k + "=" + quoted(v))
        else:
            fields += (k + "=" + quoted(x) for x in v)
    return "&".join(fields)


def to_bytes(url):
    """An ASCII URL as it is; others are refused."""
    if isinstance(url, str):
        try:
            url = url.encode("ASCII").decode()
        except UnicodeError:
            raise UnicodeError("URL " + repr(url) + " contains non-ASCII characters")
    return url


def unwrap(url):
    """"<URL:scheme://host/path>" -> "scheme://host/path"."""
    url = str(url).strip()
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1].strip()
    if url[:4] == "URL:":
        url = url[4:].strip()
    return url


_typeprog = re.compile("([^/:]+):(.*)", re.DOTALL)
_hostprog = re.compile("//([^/#?]*)(.*)", re.DOTALL)
_portprog = re.compile("(.*):([0-9]*)", re.DOTALL)


def splittype(url):
    """"type:rest" -> "type", "rest"."""
    match = _typeprog.match(url)
    if match:
        scheme, data = match.groups()
        return scheme.lower(), data
    return None, url


def splithost(url):
    """"//host/path" -> "host", "/path"."""
    match = _hostprog.match(url)
    if match:
        host, path = match.groups()
        if path and path[0] != "/":
            path = "/" + path
        return host, path
    return None, url


def splituser(host):
    """"user@host" -> "user", "host"."""
    user, delim, host = host.rpartition("@")
    return user if delim else None, host


def splitpasswd(user):
    """"user:password" -> "user", "password"."""
    user, delim, passwd = user.partition(":")
    return user, passwd if delim else None


def splitport(host):
    """"host:port" -> "host", "port"."""
    match = _portprog.fullmatch(host)
    if match:
        name, port = match.groups()
        if port:
            return name, port
        return name, None
    return host, None


def splitnport(host, defport=-1):
    """As splitport(), with the port as an int; None when it is none."""
    host, delim, port = host.rpartition(":")
    if not delim:
        host = port
    elif port:
        try:
            return host, int(port)
        except ValueError:
            return host, None
    return host, defport


def splitquery(url):
    """"/path?query" -> "/path", "query"."""
    path, delim, query = url.rpartition("?")
    return (path, query) if delim else (url, None)


def splittag(url):
    """"/path#tag" -> "/path", "tag"."""
    path, delim, tag = url.rpartition("#")
    return (path, tag) if delim else (url, None)


def splitattr(url):
    """"/path;a=1;b=2" -> "/path", ["a=1", "b=2"]."""
    words = url.split(";")
    return words[0], words[1:]


def splitvalue(attr):
    """"name=value" -> "name", "value"."""
    attr, delim, value = attr.partition("=")
    return attr, value if delim else None
