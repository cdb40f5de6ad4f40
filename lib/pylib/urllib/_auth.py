"""Passwords for urllib.request: their managers, basic and digest authentication."""

import base64
import hashlib
import os
import posixpath
import re
import time
import warnings

from urllib.error import HTTPError
from urllib.parse import splitpasswd, splitport, splittype, splituser, urlsplit


class BaseHandler:
    """What handlers derive from; handler_order says which comes first."""

    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        """Does nothing; programs call it."""

    def __lt__(self, other):
        if not hasattr(other, "handler_order"):
            return True
        return self.handler_order < other.handler_order


def _parse_proxy(proxy):
    """(scheme, user, password, host and port) of a proxy's URL."""
    scheme, r_scheme = splittype(proxy)
    if not r_scheme.startswith("/"):
        scheme = None
        authority = proxy
    else:
        if not r_scheme.startswith("//"):
            raise ValueError("proxy URL with no authority: %r" % proxy)
        end = r_scheme.find("/", 2)
        authority = r_scheme[2:] if end == -1 else r_scheme[2:end]
    userinfo, hostport = splituser(authority)
    user = password = None
    if userinfo is not None:
        user, password = splitpasswd(userinfo)
    return scheme, user, password, hostport


class HTTPPasswordMgr:
    """User names and passwords by realm and URI."""

    def __init__(self):
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        if isinstance(uri, str):
            uri = [uri]
        known = self.passwd.setdefault(realm, {})
        for default_port in True, False:
            known[tuple(self.reduce_uri(u, default_port) for u in uri)] = (user, passwd)

    def find_user_password(self, realm, authuri):
        known = self.passwd.get(realm, {})
        for default_port in True, False:
            reduced = self.reduce_uri(authuri, default_port)
            for uris, authinfo in known.items():
                if any(self.is_suburi(uri, reduced) for uri in uris):
                    return authinfo
        return None, None

    def reduce_uri(self, uri, default_port=True):
        """(authority, path) of a URI or of an authority alone."""
        parts = urlsplit(uri)
        if parts[1]:
            scheme, authority = parts[0], parts[1]
            path = parts[2] or '/'
        else:
            scheme, authority, path = None, uri, '/'
        host, port = splitport(authority)
        if default_port and port is None and scheme is not None:
            known = {"http": 80, "https": 443}.get(scheme)
            if known is not None:
                authority = "%s:%d" % (host, known)
        return authority, path

    def is_suburi(self, base, test):
        """Is the reduced URI test at or under base?"""
        if base == test:
            return True
        if base[0] != test[0]:
            return False
        common = posixpath.commonprefix((base[1], test[1]))
        return len(common) == len(base[1])


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """Realm None stands for those not known."""

    def find_user_password(self, realm, authuri):
        user, password = HTTPPasswordMgr.find_user_password(self, realm, authuri)
        if user is not None:
            return user, password
        return HTTPPasswordMgr.find_user_password(self, None, authuri)


class HTTPPasswordMgrWithPriorAuth(HTTPPasswordMgrWithDefaultRealm):
    """Knows where to send a password before being asked for it."""

    def __init__(self, *args, **kwargs):
        self.authenticated = {}
        super().__init__(*args, **kwargs)

    def add_password(self, realm, uri, user, passwd, is_authenticated=False):
        self.update_authenticated(uri, is_authenticated)
        if realm is not None:
            super().add_password(None, uri, user, passwd)
        super().add_password(realm, uri, user, passwd)

    def update_authenticated(self, uri, is_authenticated=False):
        if isinstance(uri, str):
            uri = [uri]
        for default_port in True, False:
            for u in uri:
                self.authenticated[self.reduce_uri(u, default_port)] = is_authenticated

    def is_authenticated(self, authuri):
        for default_port in True, False:
            reduced = self.reduce_uri(authuri, default_port)
            for uri in self.authenticated:
                if self.is_suburi(uri, reduced):
                    return self.authenticated[uri]


class AbstractBasicAuthHandler:
    """Basic authentication, of a server or of a proxy."""

    rx = re.compile('(?:^|,)[ \t]*([^ \t,]+)[ \t]+realm=(["\']?)([^"\']*)\\2', re.I)

    def __init__(self, password_mgr=None):
        if password_mgr is None:
            password_mgr = HTTPPasswordMgr()
        self.passwd = password_mgr
        self.add_password = self.passwd.add_password

    def _parse_realm(self, header):
        """(scheme, realm) pairs; a challenge without a realm gives (scheme, None)."""
        found = False
        for match in AbstractBasicAuthHandler.rx.finditer(header):
            scheme, quote, realm = match.groups()
            if quote not in ('"', "'"):
                warnings.warn("Basic Auth Realm was unquoted", UserWarning, 3)
            found = True
            yield scheme, realm
        if not found:
            yield (header.split() or [''])[0], None

    def http_error_auth_reqed(self, authreq, host, req, headers):
        challenges = headers.get_all(authreq)
        if not challenges:
            return
        unsupported = None
        for header in challenges:
            for scheme, realm in self._parse_realm(header):
                if scheme.lower() != 'basic':
                    unsupported = scheme
                elif realm is not None:
                    return self.retry_http_basic_auth(host, req, realm)
        if unsupported is not None:
            raise ValueError("AbstractBasicAuthHandler does not "
                             "support the following scheme: %r" % (unsupported,))

    def retry_http_basic_auth(self, host, req, realm):
        user, pw = self.passwd.find_user_password(realm, host)
        if pw is None:
            return None
        auth = "Basic " + base64.b64encode(("%s:%s" % (user, pw)).encode()).decode("ascii")
        if req.get_header(self.auth_header, None) == auth:
            # it was refused
            return None
        req.add_unredirected_header(self.auth_header, auth)
        return self.parent.open(req, timeout=req.timeout)

    def http_request(self, req):
        if (not hasattr(self.passwd, 'is_authenticated')
                or not self.passwd.is_authenticated(req.full_url)):
            return req
        if not req.has_header('Authorization'):
            user, passwd = self.passwd.find_user_password(None, req.full_url)
            pair = '{0}:{1}'.format(user, passwd).encode()
            req.add_unredirected_header(
                'Authorization', 'Basic ' + base64.standard_b64encode(pair).decode().strip())
        return req

    def http_response(self, req, response):
        if hasattr(self.passwd, 'is_authenticated'):
            self.passwd.update_authenticated(req.full_url, 200 <= response.code < 300)
        return response

    https_request = http_request
    https_response = http_response


class HTTPBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Basic authentication at a server."""

    auth_header = 'Authorization'

    def http_error_401(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('www-authenticate', req.full_url, req, headers)


class ProxyBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Basic authentication at a proxy."""

    auth_header = 'Proxy-authorization'

    def http_error_407(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)


def parse_keqv_list(l):
    """{key: value} of key="value" strings."""
    parsed = {}
    for element in l:
        key, value = element.split('=', 1)
        if value[0] == '"' and value[-1] == '"':
            value = value[1:-1]
        parsed[key] = value
    return parsed


def parse_http_list(s):
    """The parts of a list with commas; those within quotes do not part it."""
    parts = []
    part = ''
    escaped = quoted = False
    for char in s:
        if escaped:
            part += char
            escaped = False
        elif quoted and char == '\\':
            escaped = True
        elif char == ',' and not quoted:
            parts.append(part)
            part = ''
        else:
            if char == '"':
                quoted = not quoted
            part += char
    if part:
        parts.append(part)
    return [part.strip() for part in parts]


class AbstractDigestAuthHandler:
    """Digest authentication (RFC 2617)."""

    def __init__(self, passwd=None):
        if passwd is None:
            passwd = HTTPPasswordMgr()
        self.passwd = passwd
        self.add_password = self.passwd.add_password
        self.retried = 0
        self.nonce_count = 0
        self.last_nonce = None

    def reset_retry_count(self):
        self.retried = 0

    def http_error_auth_reqed(self, auth_header, host, req, headers):
        authreq = headers.get(auth_header, None)
        if self.retried > 5:
            raise HTTPError(req.full_url, 401, "digest auth failed", headers, None)
        self.retried += 1
        if authreq:
            scheme = authreq.split()[0]
            if scheme.lower() == 'digest':
                return self.retry_http_digest_auth(req, authreq)
            if scheme.lower() != 'basic':
                raise ValueError("AbstractDigestAuthHandler does not support"
                                 " the following scheme: '%s'" % scheme)

    def retry_http_digest_auth(self, req, auth):
        chal = parse_keqv_list(filter(None, parse_http_list(auth.split(' ', 1)[1])))
        auth = self.get_authorization(req, chal)
        if auth:
            value = 'Digest %s' % auth
            if req.headers.get(self.auth_header, None) == value:
                return None
            req.add_unredirected_header(self.auth_header, value)
            return self.parent.open(req, timeout=req.timeout)

    def get_cnonce(self, nonce):
        seed = "%s:%s:%s:" % (self.nonce_count, nonce, time.ctime())
        return hashlib.sha1(seed.encode("ascii") + os.urandom(8)).hexdigest()[:16]

    def get_authorization(self, req, chal):
        try:
            realm = chal['realm']
            nonce = chal['nonce']
            qop = chal.get('qop')
            algorithm = chal.get('algorithm', 'MD5')
            opaque = chal.get('opaque', None)
        except KeyError:
            return None
        H, KD = self.get_algorithm_impls(algorithm)
        if H is None:
            return None
        user, pw = self.passwd.find_user_password(realm, req.full_url)
        if user is None:
            return None
        entdig = self.get_entity_digest(req.data, chal) if req.data is not None else None
        secret = H("%s:%s:%s" % (user, realm, pw))
        asked = H("%s:%s" % (req.get_method(), req.selector))
        if qop == 'auth':
            if nonce == self.last_nonce:
                self.nonce_count += 1
            else:
                self.nonce_count = 1
                self.last_nonce = nonce
            count = '%08x' % self.nonce_count
            cnonce = self.get_cnonce(nonce)
            respdig = KD(secret, "%s:%s:%s:%s:%s" % (nonce, count, cnonce, qop, asked))
        elif qop is None:
            respdig = KD(secret, "%s:%s" % (nonce, asked))
        else:
            raise HTTPError(req.full_url, 400, "qop '%s' is not supported." % qop, {}, None)
        base = 'username="%s", realm="%s", nonce="%s", uri="%s", response="%s"' % (
            user, realm, nonce, req.selector, respdig)
        if opaque:
            base += ', opaque="%s"' % opaque
        if entdig:
            base += ', digest="%s"' % entdig
        base += ', algorithm="%s"' % algorithm
        if qop:
            base += ', qop=auth, nc=%s, cnonce="%s"' % (count, cnonce)
        return base

    def get_algorithm_impls(self, algorithm):
        hashes = {'MD5': hashlib.md5, 'SHA': hashlib.sha1}
        if algorithm not in hashes:
            raise ValueError("Unsupported digest authentication algorithm %r" % algorithm)
        make = hashes[algorithm]

        def H(text):
            return make(text.encode("ascii")).hexdigest()
        return H, lambda secret, data: H("%s:%s" % (secret, data))

    def get_entity_digest(self, data, chal):
        """None: auth-int is not offered."""
        return None


class HTTPDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Digest authentication at a server."""

    auth_header = 'Authorization'
    # before basic authentication
    handler_order = 490

    def http_error_401(self, req, fp, code, msg, headers):
        host = urlsplit(req.full_url)[1]
        retry = self.http_error_auth_reqed('www-authenticate', host, req, headers)
        self.reset_retry_count()
        return retry


class ProxyDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Digest authentication at a proxy."""

    auth_header = 'Proxy-Authorization'
    handler_order = 490

    def http_error_407(self, req, fp, code, msg, headers):
        retry = self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)
        self.reset_retry_count()
        return retry
