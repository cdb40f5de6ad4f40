"""Cookies for HTTP clients: the Netscape protocol and RFC 2965.

A CookieJar takes cookies out of responses and puts them into requests; a
CookiePolicy decides which. FileCookieJar and its subclasses keep them in files.
Requests are those of urllib.request, or what has their methods.
"""

__all__ = ['Cookie', 'CookieJar', 'CookiePolicy', 'DefaultCookiePolicy',
           'FileCookieJar', 'LWPCookieJar', 'LoadError', 'MozillaCookieJar']

import copy
import datetime
import re
import time
import urllib.parse, urllib.request
try:
    import threading as _threading
except ImportError:
    import dummy_threading as _threading
import http.client
from calendar import timegm

# set to True to see in the log why cookies are taken or not
debug = False
logger = None


def _debug(*args):
    if not debug:
        return None
    global logger
    if not logger:
        import logging
        logger = logging.getLogger("http.cookiejar")
    return logger.debug(*args)


DEFAULT_HTTP_PORT = str(http.client.HTTP_PORT)
MISSING_FILENAME_TEXT = ("a filename was not supplied (nor was the CookieJar "
                         "instance initialised with one)")


def _warn_unhandled_exception():
    # cookies of others must not break a program, whatever is wrong with them
    import io
    import traceback
    import warnings
    f = io.StringIO()
    traceback.print_exc(None, f)
    warnings.warn("http.cookiejar bug!\n%s" % f.getvalue(), stacklevel=2)


# --- dates -----------------------------------------------------------------------------

EPOCH_YEAR = 1970
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MONTHS_LOWER = [month.lower() for month in MONTHS]


def _timegm(tt):
    """Seconds since 1970, or None for what is no date."""
    year, month, mday, hour, minute, sec = tt[:6]
    if (year >= EPOCH_YEAR and 1 <= month <= 12 and 1 <= mday <= 31 and
            0 <= hour <= 24 and 0 <= minute <= 59 and 0 <= sec <= 61):
        return timegm(tt)
    return None


def _utc(t):
    if t is None:
        return datetime.datetime.utcnow()
    return datetime.datetime.utcfromtimestamp(t)


def time2isoz(t=None):
    """A time as "1994-11-24 08:49:37Z"."""
    return "%04d-%02d-%02d %02d:%02d:%02dZ" % _utc(t).timetuple()[:6]


def time2netscape(t=None):
    """A time as "Wed, 24-Nov-1994 08:49:37 GMT"."""
    dt = _utc(t)
    return "%s, %02d-%s-%04d %02d:%02d:%02d GMT" % (
        DAYS[dt.weekday()], dt.day, MONTHS[dt.month - 1], dt.year, dt.hour, dt.minute, dt.second)


UTC_ZONES = {"GMT": None, "UTC": None, "UT": None, "Z": None}

TIMEZONE_RE = re.compile(r"^([-+])?(\d\d?):?(\d\d)?$", re.ASCII)


def offset_from_tz_string(tz):
    """Seconds east of Greenwich, or None."""
    if tz in UTC_ZONES:
        return 0
    m = TIMEZONE_RE.search(tz)
    if not m:
        return None
    offset = 3600 * int(m.group(2)) + 60 * int(m.group(3) or 0)
    return -offset if m.group(1) == '-' else offset


def _month_number(mon):
    try:
        return MONTHS_LOWER.index(mon.lower()) + 1
    except ValueError:
        pass
    try:
        number = int(mon)
    except ValueError:
        return None
    return number if 1 <= number <= 12 else None


def _full_year(yr):
    """Of a year of two digits the one that is nearest to now."""
    if yr >= 1000:
        return yr
    now = time.localtime(time.time())[0]
    ahead = now % 100 - yr
    yr += now - now % 100
    if ahead > 50:
        yr += 100
    elif ahead < -50:
        yr -= 100
    return yr


def _str2time(day, mon, yr, hr, min, sec, tz):
    yr = int(yr)
    if yr > datetime.MAXYEAR:
        return None
    mon = _month_number(mon)
    if mon is None:
        return None
    t = _timegm((_full_year(yr), mon, int(day), int(hr or 0), int(min or 0), int(sec or 0), tz))
    if t is None:
        return None
    offset = offset_from_tz_string((tz or "UTC").upper())
    return None if offset is None else t - offset


STRICT_DATE_RE = re.compile(
    r"^[SMTWF][a-z][a-z], (\d\d) ([JFMASOND][a-z][a-z]) "
    r"(\d\d\d\d) (\d\d):(\d\d):(\d\d) GMT$", re.ASCII)
WEEKDAY_RE = re.compile(
    r"^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s*", re.I | re.ASCII)
# the parts never match the same text twice, so that the time stays linear
LOOSE_HTTP_DATE_RE = re.compile(
    r"^(\d\d?)(?:\s+|[-\/])(\w+)(?:\s+|[-\/])(\d+)"                 # day, month, year
    r"(?:(?:\s+|:)(\d\d?):(\d\d)(?::(\d\d))?)?\s*"                  # clock
    r"(?:([-+]?\d{2,4}|(?![APap][Mm]\b)[A-Za-z]+)\s*)?"             # timezone
    r"(?:\(\w+\)\s*)?$",                                            # its name
    re.ASCII)


def http2time(text):
    """Seconds since 1970 of a date in one of the forms that HTTP has seen, or None."""
    m = STRICT_DATE_RE.search(text)
    if m:
        day, mon, year, hour, minute, second = m.groups()
        return _timegm((int(year), MONTHS_LOWER.index(mon.lower()) + 1, int(day),
                        int(hour), int(minute), float(second)))
    m = LOOSE_HTTP_DATE_RE.search(WEEKDAY_RE.sub("", text.lstrip(), 1))
    return _str2time(*m.groups()) if m is not None else None


ISO_DATE_RE = re.compile(
    r"^(\d{4})[-\/]?(\d\d?)[-\/]?(\d\d?)"                                   # year, month, day
    r"(?:(?:\s+|[-:Tt])(\d\d?):?(\d\d)(?::?(\d\d(?:\.\d*)?))?)?\s*"         # clock
    r"(?:([-+]?\d\d?:?(:?\d\d)?|Z|z)\s*)?$",                                # timezone
    re.ASCII)


def iso2time(text):
    """Seconds since 1970 of a date in a form of ISO 8601, or None."""
    m = ISO_DATE_RE.search(text.lstrip())
    if m is None:
        return None
    yr, mon, day, hr, minute, sec, tz, _ = m.groups()
    return _str2time(day, mon, yr, hr, minute, sec and int(float(sec)), tz)


# --- headers ---------------------------------------------------------------------------

def unmatched(match):
    """The text without what matched."""
    start, end = match.span(0)
    return match.string[:start] + match.string[end:]


HEADER_TOKEN_RE = re.compile(r"^\s*([^=\s;,]+)")
HEADER_QUOTED_VALUE_RE = re.compile(r"^\s*=\s*\"([^\"\\]*(?:\\.[^\"\\]*)*)\"")
HEADER_VALUE_RE = re.compile(r"^\s*=\s*([^\s;,]*)")
HEADER_ESCAPE_RE = re.compile(r"\\(.)")


def split_header_words(header_values):
    """[[(key, value or None)]] of headers: a list for each part between commas."""
    assert not isinstance(header_values, str)
    result = []
    for text in header_values:
        pairs = []
        while text:
            m = HEADER_TOKEN_RE.search(text)
            if m:
                text = unmatched(m)
                name = m.group(1)
                m = HEADER_QUOTED_VALUE_RE.search(text)
                if m:
                    value = HEADER_ESCAPE_RE.sub(r"\1", m.group(1))
                else:
                    m = HEADER_VALUE_RE.search(text)
                    value = m.group(1).rstrip() if m else None
                if m:
                    text = unmatched(m)
                pairs.append((name, value))
            elif text.lstrip().startswith(","):
                text = text.lstrip()[1:]
                if pairs:
                    result.append(pairs)
                pairs = []
            else:
                rest = text.lstrip("= \t\n\r\v\f;")
                assert rest != text, ("split_header_words bug: '%s', '%s', %s"
                                      % (header_values, text, pairs))
                text = rest
        if pairs:
            result.append(pairs)
    return result


HEADER_JOIN_ESCAPE_RE = re.compile(r"([\"\\])")


def join_header_words(lists):
    """What split_header_words() splits; values are quoted where they have to be."""
    headers = []
    for pairs in lists:
        attrs = []
        for k, v in pairs:
            if v is not None:
                if not re.search(r"^\w+$", v):
                    v = '"%s"' % HEADER_JOIN_ESCAPE_RE.sub(r"\\\1", v)
                k = "%s=%s" % (k, v)
            attrs.append(k)
        if attrs:
            headers.append("; ".join(attrs))
    return ", ".join(headers)


def strip_quotes(text):
    if text.startswith('"'):
        text = text[1:]
    if text.endswith('"'):
        text = text[:-1]
    return text


_NS_ATTRS = ("expires", "domain", "path", "secure", "version", "port", "max-age")


def parse_ns_headers(ns_headers):
    """The same lists of Set-Cookie headers, whose dates have commas and no quotes."""
    result = []
    for header in ns_headers:
        pairs = []
        version_set = False
        for i, param in enumerate(header.split(';')):
            key, sep, val = param.strip().partition('=')
            key = key.strip()
            if not key:
                if i == 0:
                    break
                continue
            val = val.strip() if sep else None
            # the first is the cookie itself, whatever its name
            if i:
                lower = key.lower()
                if lower in _NS_ATTRS:
                    key = lower
                if key == "version":
                    if val is not None:
                        val = strip_quotes(val)
                    version_set = True
                elif key == "expires" and val is not None:
                    val = http2time(strip_quotes(val))
            pairs.append((key, val))
        if pairs:
            if not version_set:
                pairs.append(("version", "0"))
            result.append(pairs)
    return result


# --- names of hosts ----------------------------------------------------------------------

IPV4_RE = re.compile(r"\.\d+$", re.ASCII)


def is_HDN(text):
    """Whether it is a host's domain name."""
    if IPV4_RE.search(text):
        return False
    return text != "" and text[0] != "." and text[-1] != "."


def domain_match(A, B):
    """Whether host A is, or is in, domain B (RFC 2965: B begins with a dot)."""
    A, B = A.lower(), B.lower()
    if A == B:
        return True
    return (is_HDN(A) and A.rfind(B) > 0 and B.startswith(".") and is_HDN(B[1:]))


def liberal_is_HDN(text):
    """Whether it is not an IP address."""
    return not IPV4_RE.search(text)


def user_domain_match(A, B):
    """The same for domains that a user wrote: a dot at the start takes in what is below."""
    A, B = A.lower(), B.lower()
    if liberal_is_HDN(A) and liberal_is_HDN(B) and B.startswith("."):
        return A.endswith(B)
    return A == B


cut_port_re = re.compile(r":\d+$", re.ASCII)


def request_host(request):
    """The host that a request asks, in small letters and without a port."""
    host = urllib.parse.urlparse(request.get_full_url())[1]
    if host == "":
        host = request.get_header("Host", "")
    return cut_port_re.sub("", host, 1).lower()


def eff_request_host(request):
    """(host, effective host): a host without dots is in .local."""
    erhn = req_host = request_host(request)
    if req_host.find(".") == -1 and not IPV4_RE.search(req_host):
        erhn = req_host + ".local"
    return req_host, erhn


def request_path(request):
    """The path of a request, escaped."""
    path = escape_path(urllib.parse.urlsplit(request.get_full_url()).path)
    return path if path.startswith("/") else "/" + path


def request_port(request):
    """The port as str, or None for one that is none."""
    host, sep, port = request.host.partition(':')
    if not sep:
        return DEFAULT_HTTP_PORT
    try:
        int(port)
    except ValueError:
        _debug("nonnumeric port: '%s'", port)
        return None
    return port


# what stays as it is; '%' too, since it is escaped already
HTTP_PATH_SAFE = "%/;:@&=+$,!~*'()"
ESCAPED_CHAR_RE = re.compile(r"%([0-9a-fA-F][0-9a-fA-F])")


def uppercase_escaped_char(match):
    return "%%%s" % match.group(1).upper()


def escape_path(path):
    """A path with what is not allowed escaped, and the escapes in capitals."""
    return ESCAPED_CHAR_RE.sub(uppercase_escaped_char,
                               urllib.parse.quote(path, HTTP_PATH_SAFE))


def reach(h):
    """The domain above a host: ".acme.com" of "www.acme.com" (RFC 2965)."""
    dot = h.find(".")
    if dot >= 0:
        above = h[dot + 1:]
        if is_HDN(h) and (above.find(".") >= 0 or above == "local"):
            return "." + above
    return h


def is_third_party(request):
    """Whether a request goes to another domain than the one that it began in."""
    return not domain_match(request_host(request), reach(request.origin_req_host))


# --- cookies -----------------------------------------------------------------------------

class Cookie:
    """A cookie, with what its header said and what that implied."""

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified,
                 domain_initial_dot, path, path_specified, secure, expires, discard, comment,
                 comment_url, rest, rfc2109=False):
        if version is not None:
            version = int(version)
        if expires is not None:
            expires = int(float(expires))
        if port is None and port_specified is True:
            raise ValueError("if port is None, port_specified must be false")
        self.version = version
        self.name = name
        self.value = value
        self.port = port
        self.port_specified = port_specified
        self.domain = domain.lower()
        self.domain_specified = domain_specified
        self.domain_initial_dot = domain_initial_dot
        self.path = path
        self.path_specified = path_specified
        self.secure = secure
        self.expires = expires
        self.discard = discard
        self.comment = comment
        self.comment_url = comment_url
        self.rfc2109 = rfc2109
        self._rest = copy.copy(rest)

    def has_nonstandard_attr(self, name):
        return name in self._rest

    def get_nonstandard_attr(self, name, default=None):
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        self._rest[name] = value

    def is_expired(self, now=None):
        if now is None:
            now = time.time()
        return self.expires is not None and self.expires <= now

    def __str__(self):
        limit = self.domain + (":" + self.port if self.port is not None else "") + self.path
        what = self.name if self.value is None else "%s=%s" % (self.name, self.value)
        return "<Cookie %s for %s>" % (what, limit)

    def __repr__(self):
        args = ["%s=%s" % (name, repr(getattr(self, name))) for name in (
            "version", "name", "value", "port", "port_specified", "domain",
            "domain_specified", "domain_initial_dot", "path", "path_specified", "secure",
            "expires", "discard", "comment", "comment_url")]
        args.append("rest=%s" % repr(self._rest))
        args.append("rfc2109=%s" % repr(self.rfc2109))
        return "%s(%s)" % (self.__class__.__name__, ", ".join(args))


class CookiePolicy:
    """Which cookies are taken and which are sent."""

    def set_ok(self, cookie, request):
        """Whether a cookie is taken from the server."""
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        """Whether a cookie goes to the server."""
        raise NotImplementedError()

    def domain_return_ok(self, domain, request):
        """Whether cookies of a domain may; a test that spares many of the other."""
        return True

    def path_return_ok(self, path, request):
        """Whether cookies of a path may; likewise."""
        return True


# second levels under which a country's domains are registered
_SECOND_LEVELS = frozenset((
    "co", "ac", "com", "edu", "org", "net", "gov", "mil", "int", "aero", "biz", "cat", "coop",
    "info", "jobs", "mobi", "museum", "name", "pro", "travel", "eu"))


class DefaultCookiePolicy(CookiePolicy):
    """The rules of the protocols, and switches for where they are lax."""

    DomainStrictNoDots = 1
    DomainStrictNonDomain = 2
    DomainRFC2965Match = 4

    DomainLiberal = 0
    DomainStrict = DomainStrictNoDots | DomainStrictNonDomain

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False,
                 rfc2109_as_netscape=None, hide_cookie2=False, strict_domain=False,
                 strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False,
                 strict_ns_domain=DomainLiberal, strict_ns_set_initial_dollar=False,
                 strict_ns_set_path=False):
        self.netscape = netscape
        self.rfc2965 = rfc2965
        self.rfc2109_as_netscape = rfc2109_as_netscape
        self.hide_cookie2 = hide_cookie2
        self.strict_domain = strict_domain
        self.strict_rfc2965_unverifiable = strict_rfc2965_unverifiable
        self.strict_ns_unverifiable = strict_ns_unverifiable
        self.strict_ns_domain = strict_ns_domain
        self.strict_ns_set_initial_dollar = strict_ns_set_initial_dollar
        self.strict_ns_set_path = strict_ns_set_path
        self._blocked_domains = () if blocked_domains is None else tuple(blocked_domains)
        self.set_allowed_domains(allowed_domains)

    def blocked_domains(self):
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        self._blocked_domains = tuple(blocked_domains)

    def is_blocked(self, domain):
        return any(user_domain_match(domain, blocked) for blocked in self._blocked_domains)

    def allowed_domains(self):
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def is_not_allowed(self, domain):
        if self._allowed_domains is None:
            return False
        return not any(user_domain_match(domain, allowed) for allowed in self._allowed_domains)

    # taking cookies

    def set_ok(self, cookie, request):
        _debug(" - checking cookie %s=%s", cookie.name, cookie.value)
        assert cookie.name is not None
        return all(getattr(self, "set_ok_" + n)(cookie, request) for n in (
            "version", "verifiability", "name", "path", "domain", "port"))

    def set_ok_version(self, cookie, request):
        if cookie.version is None:
            # RFC 2965 has it always, and parse_ns_headers() adds it
            _debug("   Set-Cookie2 without version attribute (%s=%s)", cookie.name, cookie.value)
            return False
        return self.return_ok_version(cookie, request)

    def _may_be_sent_unverified(self, cookie, request):
        """Whether the user's not knowing about a request matters."""
        if request.unverifiable and is_third_party(request):
            if cookie.version > 0 and self.strict_rfc2965_unverifiable:
                _debug("   third-party RFC 2965 cookie during unverifiable transaction")
                return False
            if cookie.version == 0 and self.strict_ns_unverifiable:
                _debug("   third-party Netscape cookie during unverifiable transaction")
                return False
        return True

    def set_ok_verifiability(self, cookie, request):
        return self._may_be_sent_unverified(cookie, request)

    def set_ok_name(self, cookie, request):
        if (cookie.version == 0 and self.strict_ns_set_initial_dollar and
                cookie.name.startswith("$")):
            _debug("   illegal name (starts with '$'): '%s'", cookie.name)
            return False
        return True

    def set_ok_path(self, cookie, request):
        if cookie.path_specified and (
                cookie.version > 0 or cookie.version == 0 and self.strict_ns_set_path):
            if not self.path_return_ok(cookie.path, request):
                _debug("   path attribute %s is not a prefix of request path %s",
                       cookie.path, request_path(request))
                return False
        return True

    def _is_country_code_domain(self, domain):
        """Whether it is like .co.uk, which everybody is in."""
        parts = domain.split(".")
        return (len(parts) == 3 and parts[0] == "" and len(parts[2]) == 2 and
                parts[1].lower() in _SECOND_LEVELS)

    def set_ok_domain(self, cookie, request):
        if self.is_blocked(cookie.domain):
            _debug("   domain %s is in user block-list", cookie.domain)
            return False
        if self.is_not_allowed(cookie.domain):
            _debug("   domain %s is not in user allow-list", cookie.domain)
            return False
        if not cookie.domain_specified:
            return True
        req_host, erhn = eff_request_host(request)
        domain = cookie.domain
        if self.strict_domain and self._is_country_code_domain(domain):
            _debug("   country-code second level domain %s", domain)
            return False
        undotted = domain[1:] if domain.startswith(".") else domain
        if "." not in undotted and domain != ".local":
            _debug("   non-local domain %s contains no embedded dot", domain)
            return False
        if cookie.version == 0:
            if not (erhn.endswith(domain) or erhn.startswith(".") or
                    ("." + erhn).endswith(domain)):
                _debug("   effective request-host %s (even with added initial dot) does not end "
                       "with %s", erhn, domain)
                return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainRFC2965Match:
            if not domain_match(erhn, domain):
                _debug("   effective request-host %s does not domain-match %s", erhn, domain)
                return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainStrictNoDots:
            host_prefix = req_host[:-len(domain)]
            if "." in host_prefix and not IPV4_RE.search(req_host):
                _debug("   host prefix %s for domain %s contains a dot", host_prefix, domain)
                return False
        return True

    def set_ok_port(self, cookie, request):
        if cookie.port_specified:
            req_port = request_port(request)
            req_port = "80" if req_port is None else str(req_port)
            for p in cookie.port.split(","):
                try:
                    int(p)
                except ValueError:
                    _debug("   bad port %s (not numeric)", p)
                    return False
                if p == req_port:
                    break
            else:
                _debug("   request port (%s) not found in %s", req_port, cookie.port)
                return False
        return True

    # sending cookies

    def return_ok(self, cookie, request):
        # domain_return_ok() and path_return_ok() have said yes already
        _debug(" - checking cookie %s=%s", cookie.name, cookie.value)
        return all(getattr(self, "return_ok_" + n)(cookie, request) for n in (
            "version", "verifiability", "secure", "expires", "port", "domain"))

    def return_ok_version(self, cookie, request):
        if cookie.version > 0 and not self.rfc2965:
            _debug("   RFC 2965 cookies are switched off")
            return False
        if cookie.version == 0 and not self.netscape:
            _debug("   Netscape cookies are switched off")
            return False
        return True

    def return_ok_verifiability(self, cookie, request):
        return self._may_be_sent_unverified(cookie, request)

    def return_ok_secure(self, cookie, request):
        if cookie.secure and request.type != "https":
            _debug("   secure cookie with non-secure request")
            return False
        return True

    def return_ok_expires(self, cookie, request):
        if cookie.is_expired(self._now):
            _debug("   cookie expired")
            return False
        return True

    def return_ok_port(self, cookie, request):
        if cookie.port:
            req_port = request_port(request)
            if req_port is None:
                req_port = "80"
            if req_port not in cookie.port.split(","):
                _debug("   request port %s does not match cookie port %s", req_port, cookie.port)
                return False
        return True

    @staticmethod
    def _dotted(name):
        return "." + name if name and not name.startswith(".") else name

    def return_ok_domain(self, cookie, request):
        req_host, erhn = eff_request_host(request)
        domain = cookie.domain
        if (cookie.version == 0 and self.strict_ns_domain & self.DomainStrictNonDomain and
                not cookie.domain_specified and domain != erhn):
            _debug("   cookie with unspecified domain does not string-compare equal to request "
                   "domain")
            return False
        if cookie.version > 0 and not domain_match(erhn, domain):
            _debug("   effective request-host name %s does not domain-match RFC 2965 cookie "
                   "domain %s", erhn, domain)
            return False
        if cookie.version == 0 and not ("." + erhn).endswith(self._dotted(domain)):
            _debug("   request-host %s does not match Netscape cookie domain %s",
                   req_host, domain)
            return False
        return True

    def domain_return_ok(self, domain, request):
        dotted = self._dotted(domain)
        if not any(self._dotted(host).endswith(dotted) if host else dotted == ""
                   for host in eff_request_host(request)):
            return False
        if self.is_blocked(domain):
            _debug("   domain %s is in user block-list", domain)
            return False
        if self.is_not_allowed(domain):
            _debug("   domain %s is not in user allow-list", domain)
            return False
        return True

    def path_return_ok(self, path, request):
        _debug("- checking cookie path=%s", path)
        req_path = request_path(request)
        if req_path == path:
            return True
        # a whole part of the path, not the start of a name
        if req_path.startswith(path) and (path.endswith("/") or req_path[len(path)] == "/"):
            return True
        _debug("  %s does not path-match %s", req_path, path)
        return False


def vals_sorted_by_key(adict):
    return map(adict.get, sorted(adict.keys()))


def deepvalues(mapping):
    """The values of mappings in mappings, at any depth, by their keys' order."""
    for obj in vals_sorted_by_key(mapping):
        try:
            obj.items
        except AttributeError:
            yield obj
        else:
            yield from deepvalues(obj)


class Absent:
    """What stands for no attribute, where None can be one."""


class CookieJar:
    """Cookies by domain, path and name."""

    non_word_re = re.compile(r"\W")
    quote_re = re.compile(r"([\"\\])")
    strict_domain_re = re.compile(r"\.?[^.]*")
    domain_re = re.compile(r"[^.]*")
    dots_re = re.compile(r"^\.+")

    magic_re = re.compile(r"^\#LWP-Cookies-(\d+\.\d+)", re.ASCII)

    def __init__(self, policy=None):
        if policy is None:
            policy = DefaultCookiePolicy()
        self._policy = policy
        self._cookies_lock = _threading.RLock()
        self._cookies = {}

    def set_policy(self, policy):
        self._policy = policy

    def _cookies_for_domain(self, domain, request):
        if not self._policy.domain_return_ok(domain, request):
            return []
        _debug("Checking %s for cookies to return", domain)
        return [cookie
                for path, by_name in self._cookies[domain].items()
                if self._policy.path_return_ok(path, request)
                for cookie in by_name.values()
                if self._policy.return_ok(cookie, request)]

    def _cookies_for_request(self, request):
        cookies = []
        for domain in self._cookies:
            cookies.extend(self._cookies_for_domain(domain, request))
        return cookies

    def _cookie_attrs(self, cookies):
        """The parts of a Cookie header; those with the longest path come first."""
        cookies.sort(key=lambda a: len(a.path), reverse=True)
        attrs = []
        for cookie in cookies:
            version = cookie.version
            if not attrs and version > 0:
                # that of the first stands for all
                attrs.append("$Version=%s" % version)
            value = cookie.value
            if value is None:
                attrs.append(cookie.name)
            else:
                if version > 0 and self.non_word_re.search(value):
                    value = self.quote_re.sub(r"\\\1", value)
                attrs.append("%s=%s" % (cookie.name, value))
            if version > 0:
                if cookie.path_specified:
                    attrs.append('$Path="%s"' % cookie.path)
                if cookie.domain.startswith("."):
                    domain = cookie.domain if cookie.domain_initial_dot else cookie.domain[1:]
                    attrs.append('$Domain="%s"' % domain)
                if cookie.port is not None:
                    attrs.append('$Port="%s"' % cookie.port if cookie.port_specified else "$Port")
        return attrs

    def add_cookie_header(self, request):
        """Put the cookies for a request into it."""
        _debug("add_cookie_header")
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            cookies = self._cookies_for_request(request)
            attrs = self._cookie_attrs(cookies)
            if attrs and not request.has_header("Cookie"):
                request.add_unredirected_header("Cookie", "; ".join(attrs))
            # tells the server that the newer protocol is known
            if (self._policy.rfc2965 and not self._policy.hide_cookie2 and
                    not request.has_header("Cookie2")):
                if any(cookie.version != 1 for cookie in cookies):
                    request.add_unredirected_header("Cookie2", '$Version="1"')
        self.clear_expired_cookies()

    def _normalized_cookie_tuples(self, attrs_set):
        """[(name, value, standard attributes, others)] of what the headers' parsers gave."""
        cookie_tuples = []
        for (name, value), *attrs in attrs_set:
            normalized = self._normalized_attrs(attrs)
            if normalized is not None:
                cookie_tuples.append((name, value) + normalized)
        return cookie_tuples

    def _normalized_attrs(self, attrs):
        """(standard attributes, others), or None for a cookie that is no good."""
        boolean_attrs = "discard", "secure"
        value_attrs = ("version", "expires", "max-age", "domain", "path", "port", "comment",
                       "commenturl")
        standard, rest = {}, {}
        max_age_set = False
        for k, v in attrs:
            lower = k.lower()
            if lower in value_attrs or lower in boolean_attrs:
                k = lower
            if k in boolean_attrs and v is None:
                # any value is as good as none
                v = True
            if k in standard:
                # the first counts
                continue
            if k == "domain":
                if v is None:
                    _debug("   missing value for domain attribute")
                    return None
                v = v.lower()
            if k == "expires":
                if max_age_set:
                    continue
                if v is None:
                    _debug("   missing or invalid value for expires attribute: treating as "
                           "session cookie")
                    continue
            if k == "max-age":
                max_age_set = True
                try:
                    v = int(v)
                except ValueError:
                    _debug("   missing or invalid (non-numeric) value for max-age attribute")
                    return None
                k = "expires"
                v = self._now + v
            if k in value_attrs or k in boolean_attrs:
                if v is None and k not in ("port", "comment", "commenturl"):
                    _debug("   missing value for %s attribute" % k)
                    return None
                standard[k] = v
            else:
                rest[k] = v
        return standard, rest

    def _cookie_from_cookie_tuple(self, tup, request):
        name, value, standard, rest = tup
        version = standard.get("version", None)
        if version is not None:
            try:
                version = int(version)
            except ValueError:
                return None
        path = standard.get("path", Absent)
        path_specified = path is not Absent and path != ""
        if path_specified:
            path = escape_path(path)
        else:
            path = request_path(request)
            last = path.rfind("/")
            if last != -1:
                # Netscape's is without the slash
                path = path[:last] if version == 0 else path[:last + 1]
            path = path or "/"
        domain = standard.get("domain", Absent)
        domain_specified = domain is not Absent
        domain_initial_dot = domain_specified and bool(domain.startswith("."))
        if not domain_specified:
            domain = eff_request_host(request)[1]
        elif not domain_initial_dot:
            domain = "." + domain
        port = standard.get("port", Absent)
        port_specified = False
        if port is Absent:
            port = None
        elif port is None:
            # Port alone means the port of the request
            port = request_port(request)
        else:
            port_specified = True
            port = re.sub(r"\s+", "", port)
        expires = standard.get("expires", Absent)
        discard = standard.get("discard", False)
        if expires is Absent:
            expires = None
            discard = True
        elif expires <= self._now:
            # how servers take a cookie back
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            _debug("Expiring cookie, domain='%s', path='%s', name='%s'", domain, path, name)
            return None
        return Cookie(version, name, value, port, port_specified, domain, domain_specified,
                      domain_initial_dot, path, path_specified, standard.get("secure", False),
                      expires, discard, standard.get("comment", None),
                      standard.get("commenturl", None), rest)

    def _cookies_from_attrs_set(self, attrs_set, request):
        made = [self._cookie_from_cookie_tuple(tup, request)
                for tup in self._normalized_cookie_tuples(attrs_set)]
        return [cookie for cookie in made if cookie]

    def _process_rfc2109_cookies(self, cookies):
        """Set-Cookie headers with version 1 are of RFC 2109: mark them, or make them Netscape's."""
        as_netscape = getattr(self._policy, 'rfc2109_as_netscape', None)
        if as_netscape is None:
            as_netscape = not self._policy.rfc2965
        for cookie in cookies:
            if cookie.version == 1:
                cookie.rfc2109 = True
                if as_netscape:
                    cookie.version = 0

    def _parsed(self, parse, headers, request):
        try:
            return self._cookies_from_attrs_set(parse(headers), request)
        except Exception:
            _warn_unhandled_exception()
            return []

    def make_cookies(self, response, request):
        """The cookies in a response's headers, whether they may be taken or not."""
        headers = response.info()
        rfc2965_hdrs = headers.get_all("Set-Cookie2", [])
        ns_hdrs = headers.get_all("Set-Cookie", [])
        self._policy._now = self._now = int(time.time())
        rfc2965 = self._policy.rfc2965
        netscape = self._policy.netscape
        if not (rfc2965_hdrs and rfc2965 or ns_hdrs and netscape):
            return []
        cookies = self._parsed(split_header_words, rfc2965_hdrs, request)
        if ns_hdrs and netscape:
            ns_cookies = self._parsed(parse_ns_headers, ns_hdrs, request)
            self._process_rfc2109_cookies(ns_cookies)
            # where both headers set a cookie the newer one counts
            if rfc2965:
                known = {(c.domain, c.path, c.name) for c in cookies}
                ns_cookies = [c for c in ns_cookies if (c.domain, c.path, c.name) not in known]
            cookies.extend(ns_cookies)
        return cookies

    def set_cookie_if_ok(self, cookie, request):
        """Keep a cookie if the policy agrees."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Keep a cookie."""
        with self._cookies_lock:
            by_path = self._cookies.setdefault(cookie.domain, {})
            by_path.setdefault(cookie.path, {})[cookie.name] = cookie

    def extract_cookies(self, response, request):
        """Keep the cookies of a response that the policy agrees to."""
        _debug("extract_cookies: %s", response.info())
        with self._cookies_lock:
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    _debug(" setting cookie: %s", cookie)
                    self.set_cookie(cookie)

    def clear(self, domain=None, path=None, name=None):
        """Drop all cookies, those of a domain, of a path there, or one."""
        if name is not None:
            if domain is None or path is None:
                raise ValueError("domain and path must be given to remove a cookie by name")
            del self._cookies[domain][path][name]
        elif path is not None:
            if domain is None:
                raise ValueError("domain must be given to remove cookies by path")
            del self._cookies[domain][path]
        elif domain is not None:
            del self._cookies[domain]
        else:
            self._cookies = {}

    def _drop(self, unwanted):
        with self._cookies_lock:
            for cookie in list(self):
                if unwanted(cookie):
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_session_cookies(self):
        """Drop those that were only for the session."""
        self._drop(lambda cookie: cookie.discard)

    def clear_expired_cookies(self):
        """Drop those whose time has passed; they are never sent in any case."""
        now = time.time()
        self._drop(lambda cookie: cookie.is_expired(now))

    def __iter__(self):
        return deepvalues(self._cookies)

    def __len__(self):
        return sum(1 for cookie in self)

    def __repr__(self):
        return "<%s[%s]>" % (self.__class__.__name__, ", ".join(map(repr, self)))

    def __str__(self):
        return "<%s[%s]>" % (self.__class__.__name__, ", ".join(map(str, self)))


class LoadError(OSError):
    """A file of cookies that cannot be read."""


class FileCookieJar(CookieJar):
    """A CookieJar that can be kept in a file; how is a subclass's matter."""

    def __init__(self, filename=None, delayload=False, policy=None):
        CookieJar.__init__(self, policy)
        if filename is not None:
            try:
                filename + ""
            except:
                raise ValueError("filename must be string-like")
        self.filename = filename
        self.delayload = bool(delayload)

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Write the cookies to a file."""
        raise NotImplementedError()

    def _filename(self, filename):
        if filename is None:
            filename = self.filename
        if filename is None:
            raise ValueError(MISSING_FILENAME_TEXT)
        return filename

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Add the cookies of a file."""
        filename = self._filename(filename)
        with open(filename) as f:
            self._really_load(f, filename, ignore_discard, ignore_expires)

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Take the file's cookies in place of those that are here; these stay if it fails."""
        filename = self._filename(filename)
        with self._cookies_lock:
            old_state = copy.deepcopy(self._cookies)
            self._cookies = {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except OSError:
                self._cookies = old_state
                raise

    def _kept(self, ignore_discard, ignore_expires):
        """What is to be written."""
        now = time.time()
        return [cookie for cookie in self
                if (ignore_discard or not cookie.discard) and
                (ignore_expires or not cookie.is_expired(now))]


# --- files of libwww-perl ------------------------------------------------------------------

def lwp_cookie_str(cookie):
    """A cookie as a line of libwww-perl's files."""
    h = [(cookie.name, cookie.value), ("path", cookie.path), ("domain", cookie.domain)]
    if cookie.port is not None:
        h.append(("port", cookie.port))
    if cookie.path_specified:
        h.append(("path_spec", None))
    if cookie.port_specified:
        h.append(("port_spec", None))
    if cookie.domain_initial_dot:
        h.append(("domain_dot", None))
    if cookie.secure:
        h.append(("secure", None))
    if cookie.expires:
        h.append(("expires", time2isoz(float(cookie.expires))))
    if cookie.discard:
        h.append(("discard", None))
    if cookie.comment:
        h.append(("comment", cookie.comment))
    if cookie.comment_url:
        h.append(("commenturl", cookie.comment_url))
    h.extend((k, str(cookie._rest[k])) for k in sorted(cookie._rest))
    h.append(("version", str(cookie.version)))
    return join_header_words([h])


class LWPCookieJar(FileCookieJar):
    """Files as libwww-perl writes them; they keep everything."""

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        """The lines of the file, without the first."""
        lines = ["Set-Cookie3: %s" % lwp_cookie_str(cookie)
                 for cookie in self._kept(ignore_discard, ignore_expires)]
        return "\n".join(lines + [""])

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        filename = self._filename(filename)
        with open(filename, "w") as f:
            # their version 1.0 had one thing less in it
            f.write("#LWP-Cookies-2.0\n")
            f.write(self.as_lwp_str(ignore_discard, ignore_expires))

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        if not self.magic_re.search(f.readline()):
            raise LoadError("%r does not look like a Set-Cookie3 (LWP) format file" % filename)
        now = time.time()
        header = "Set-Cookie3:"
        line = ""
        try:
            for line in iter(f.readline, ""):
                if not line.startswith(header):
                    continue
                for data in split_header_words([line[len(header):].strip()]):
                    c = self._cookie_of_words(data)
                    if (ignore_discard or not c.discard) and (
                            ignore_expires or not c.is_expired(now)):
                        self.set_cookie(c)
        except OSError:
            raise
        except Exception:
            _warn_unhandled_exception()
            raise LoadError("invalid Set-Cookie3 format file %r: %r" % (filename, line))

    def _cookie_of_words(self, data):
        boolean_attrs = ("port_spec", "path_spec", "domain_dot", "secure", "discard")
        value_attrs = ("version", "port", "path", "domain", "expires", "comment", "commenturl")
        (name, value), *attrs = data
        standard, rest = dict.fromkeys(boolean_attrs, False), {}
        for k, v in attrs:
            lower = None if k is None else k.lower()
            if lower in value_attrs or lower in boolean_attrs:
                k = lower
            if k in boolean_attrs:
                standard[k] = True if v is None else v
            elif k in value_attrs:
                standard[k] = v
            else:
                rest[k] = v
        h = standard.get
        expires = h("expires")
        discard = h("discard")
        if expires is not None:
            expires = iso2time(expires)
        if expires is None:
            discard = True
        domain = h("domain")
        return Cookie(h("version"), name, value, h("port"), h("port_spec"), domain,
                      domain.startswith("."), h("domain_dot"), h("path"), h("path_spec"),
                      h("secure"), expires, discard, h("comment"), h("commenturl"), rest)


# --- files of Mozilla and curl ---------------------------------------------------------------

class MozillaCookieJar(FileCookieJar):
    """The cookies.txt of old browsers, curl and wget.

    They keep name, value, domain, path, expiry and whether a cookie is secure;
    the rest is lost.
    """

    magic_re = re.compile("#( Netscape)? HTTP Cookie File")
    header = """\
# Netscape HTTP Cookie File
# http://curl.haxx.se/rfc/cookie_spec.html
# This is a generated file!  Do not edit.

"""

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        now = time.time()
        if not self.magic_re.search(f.readline()):
            raise LoadError("%r does not look like a Netscape format cookies file" % filename)
        line = ""
        try:
            for line in iter(f.readline, ""):
                if line.endswith("\n"):
                    line = line[:-1]
                # comments, and empty lines
                if line.strip().startswith(("#", "$")) or line.strip() == "":
                    continue
                c = self._cookie_of_line(line)
                if (ignore_discard or not c.discard) and (
                        ignore_expires or not c.is_expired(now)):
                    self.set_cookie(c)
        except OSError:
            raise
        except Exception:
            _warn_unhandled_exception()
            raise LoadError("invalid Netscape format cookies file %r: %r" % (filename, line))

    def _cookie_of_line(self, line):
        domain, domain_specified, path, secure, expires, name, value = line.split("\t")
        secure = secure == "TRUE"
        domain_specified = domain_specified == "TRUE"
        if name == "":
            # how a cookie without a value is written
            name, value = value, None
        initial_dot = domain.startswith(".")
        assert domain_specified == initial_dot
        discard = False
        if expires == "":
            expires = None
            discard = True
        return Cookie(0, name, value, None, False, domain, domain_specified, initial_dot, path,
                      False, secure, expires, discard, None, None, {})

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        filename = self._filename(filename)
        with open(filename, "w") as f:
            f.write(self.header)
            for cookie in self._kept(ignore_discard, ignore_expires):
                if cookie.value is None:
                    name, value = "", cookie.name
                else:
                    name, value = cookie.name, cookie.value
                f.write("\t".join([
                    cookie.domain,
                    "TRUE" if cookie.domain.startswith(".") else "FALSE",
                    cookie.path,
                    "TRUE" if cookie.secure else "FALSE",
                    str(cookie.expires) if cookie.expires is not None else "",
                    name, value]) + "\n")
