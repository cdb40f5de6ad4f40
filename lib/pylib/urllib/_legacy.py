"""The older interface: URLopener and FancyURLopener, and the connection to FTP."""

import base64
import contextlib
import email
import email.utils
import http.client
import io
import os
import socket
import sys
import tempfile
import time
import warnings
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import (
    quote, splitattr, splithost, splitpasswd, splitport, splitquery, splittag,
    splittype, splituser, splitvalue, to_bytes, unquote, unwrap, urljoin, urlparse)
from urllib.response import addclosehook, addinfourl

_localhost = _thishost = _ftperrors = _noheaders = None


def localhost():
    """The address of 'localhost'."""
    global _localhost
    if _localhost is None:
        _localhost = socket.gethostbyname('localhost')
    return _localhost


def thishost():
    """This machine's addresses."""
    global _thishost
    if _thishost is None:
        try:
            _thishost = tuple(socket.gethostbyname_ex(socket.gethostname())[2])
        except socket.gaierror:
            _thishost = tuple(socket.gethostbyname_ex('localhost')[2])
    return _thishost


def ftperrors():
    """What ftplib raises."""
    global _ftperrors
    if _ftperrors is None:
        import ftplib
        _ftperrors = ftplib.all_errors
    return _ftperrors


def noheaders():
    """Headers without any."""
    global _noheaders
    if _noheaders is None:
        _noheaders = email.message_from_string("")
    return _noheaders


class URLopener:
    """Opens URLs with a method for each scheme; errors are raised."""

    __tempfiles = None
    version = "Python-urllib/%d.%d" % sys.version_info[:2]

    def __init__(self, proxies=None, **x509):
        warnings.warn("%s style of invoking requests is deprecated. Use newer urlopen "
                      "functions/methods" % self.__class__.__name__,
                      DeprecationWarning, stacklevel=3)
        import urllib.request as public
        if proxies is None:
            proxies = public.getproxies()
        assert hasattr(proxies, 'keys'), "proxies must be a mapping"
        self.proxies = proxies
        self.key_file = x509.get('key_file')
        self.cert_file = x509.get('cert_file')
        self.addheaders = [('User-Agent', self.version), ('Accept', '*/*')]
        self.__tempfiles = []
        self.__unlink = os.unlink
        self.tempcache = None
        # one for all openers
        self.ftpcache = public.ftpcache

    def __del__(self):
        self.close()

    def close(self):
        self.cleanup()

    def cleanup(self):
        if self.__tempfiles:
            for name in self.__tempfiles:
                try:
                    self.__unlink(name)
                except OSError:
                    pass
            del self.__tempfiles[:]
        if self.tempcache:
            self.tempcache.clear()

    def addheader(self, *args):
        self.addheaders.append(args)

    def open(self, fullurl, data=None):
        fullurl = unwrap(to_bytes(fullurl))
        fullurl = quote(fullurl, safe="%/:=&?~#+!$,;'@()*[]|")
        if self.tempcache and fullurl in self.tempcache:
            filename, headers = self.tempcache[fullurl]
            return addinfourl(open(filename, 'rb'), headers, fullurl)
        urltype, url = splittype(fullurl)
        if not urltype:
            urltype = 'file'
        proxy = self.proxies.get(urltype)
        if proxy:
            urltype, proxyhost = splittype(proxy)
            host, selector = splithost(proxyhost)
            url = (host, fullurl)
        name = ('open_' + urltype).replace('-', '_')
        self.type = urltype
        if not hasattr(self, name) or name == 'open_local_file':
            if proxy:
                return self.open_unknown_proxy(proxy, fullurl, data)
            return self.open_unknown(fullurl, data)
        try:
            if data is None:
                return getattr(self, name)(url)
            return getattr(self, name)(url, data)
        except (HTTPError, URLError):
            raise
        except OSError as msg:
            raise OSError('socket error', msg).with_traceback(sys.exc_info()[2])

    def open_unknown(self, fullurl, data=None):
        raise OSError('url error', 'unknown url type', splittype(fullurl)[0])

    def open_unknown_proxy(self, proxy, fullurl, data=None):
        raise OSError('url error', 'invalid proxy for %s' % splittype(fullurl)[0], proxy)

    def retrieve(self, url, filename=None, reporthook=None, data=None):
        """Copy a URL to a file: (its name, headers)."""
        url = unwrap(to_bytes(url))
        if self.tempcache and url in self.tempcache:
            return self.tempcache[url]
        scheme, rest = splittype(url)
        if filename is None and (not scheme or scheme == 'file'):
            try:
                fp = self.open_local_file(rest)
                hdrs = fp.info()
                fp.close()
                from urllib.request import url2pathname
                return url2pathname(splithost(rest)[1]), hdrs
            except OSError:
                pass
        with contextlib.closing(self.open(url, data)) as fp:
            headers = fp.info()
            if filename:
                tfp = open(filename, 'wb')
            else:
                path = splitquery(splithost(splittype(url)[1] or "")[1] or "")[0] or ""
                suffix = os.path.splitext(splitattr(path)[0] or "")[1]
                fd, filename = tempfile.mkstemp(suffix)
                self.__tempfiles.append(filename)
                tfp = os.fdopen(fd, 'wb')
            with tfp:
                result = filename, headers
                if self.tempcache is not None:
                    self.tempcache[url] = result
                blocksize = 1024 * 8
                size = int(headers["Content-Length"]) if "content-length" in headers else -1
                read = blocknum = 0
                if reporthook:
                    reporthook(blocknum, blocksize, size)
                while True:
                    block = fp.read(blocksize)
                    if not block:
                        break
                    read += len(block)
                    tfp.write(block)
                    blocknum += 1
                    if reporthook:
                        reporthook(blocknum, blocksize, size)
        if size >= 0 and read < size:
            raise ContentTooShortError("retrieval incomplete: got only %i out of %i bytes"
                                       % (read, size), result)
        return result

    def _open_generic_http(self, connection_factory, url, data):
        from urllib.request import proxy_bypass
        user_passwd = proxy_passwd = None
        if isinstance(url, str):
            host, selector = splithost(url)
            if host:
                user_passwd, host = splituser(host)
                host = unquote(host)
            realhost = host
        else:
            # through a proxy: (its host, the whole URL)
            host, selector = url
            proxy_passwd, host = splituser(host)
            urltype, rest = splittype(selector)
            user_passwd = None
            if urltype.lower() != 'http':
                realhost = None
            else:
                realhost, rest = splithost(rest)
                if realhost:
                    user_passwd, realhost = splituser(realhost)
                if user_passwd:
                    selector = "%s://%s%s" % (urltype, realhost, rest)
                if proxy_bypass(realhost):
                    host = realhost
        if not host:
            raise OSError('http error', 'no host given')

        def basic(pair):
            return base64.b64encode(unquote(pair).encode()).decode('ascii')
        headers = {}
        if proxy_passwd:
            headers["Proxy-Authorization"] = "Basic %s" % basic(proxy_passwd)
        if user_passwd:
            headers["Authorization"] = "Basic %s" % basic(user_passwd)
        if realhost:
            headers["Host"] = realhost
        headers["Connection"] = "close"
        headers.update(self.addheaders)
        conn = connection_factory(host)
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            conn.request("POST", selector, data, headers)
        else:
            conn.request("GET", selector, headers=headers)
        try:
            response = conn.getresponse()
        except http.client.BadStatusLine:
            raise URLError("http protocol error: bad status line")
        if 200 <= response.status < 300:
            return addinfourl(response, response.msg, "http:" + url, response.status)
        return self.http_error(url, response.fp, response.status, response.reason,
                               response.msg, data)

    def open_http(self, url, data=None):
        return self._open_generic_http(http.client.HTTPConnection, url, data)

    def http_error(self, url, fp, errcode, errmsg, headers, data=None):
        """The answer of http_error_CODE, or http_error_default's."""
        method = getattr(self, 'http_error_%d' % errcode, None)
        if method is not None:
            args = (url, fp, errcode, errmsg, headers)
            result = method(*args) if data is None else method(*args, data)
            if result:
                return result
        return self.http_error_default(url, fp, errcode, errmsg, headers)

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        fp.close()
        raise HTTPError(url, errcode, errmsg, headers, None)

    if hasattr(http.client, 'HTTPSConnection'):
        def _https_connection(self, host):
            return http.client.HTTPSConnection(host, key_file=self.key_file,
                                               cert_file=self.cert_file)

        def open_https(self, url, data=None):
            return self._open_generic_http(self._https_connection, url, data)

    def open_file(self, url):
        if not isinstance(url, str):
            raise URLError('file error: proxy support for file protocol currently not '
                           'implemented')
        if url[:2] == '//' and url[2:3] != '/' and url[2:12].lower() != 'localhost/':
            raise ValueError("file:// scheme is supported only on localhost")
        return self.open_local_file(url)

    def open_local_file(self, url):
        import mimetypes
        from urllib.request import url2pathname
        host, file = splithost(url)
        localname = url2pathname(file)
        try:
            stats = os.stat(localname)
        except OSError as e:
            raise URLError(e.strerror, e.filename)
        headers = email.message_from_string(
            'Content-Type: %s\nContent-Length: %d\nLast-modified: %s\n'
            % (mimetypes.guess_type(url)[0] or 'text/plain', stats.st_size,
               email.utils.formatdate(stats.st_mtime, usegmt=True)))
        if not host:
            urlfile = 'file://' + file if file[:1] == '/' else file
            return addinfourl(open(localname, 'rb'), headers, urlfile)
        host, port = splitport(host)
        if not port and socket.gethostbyname(host) in ((localhost(),) + thishost()):
            urlfile = file
            if file[:1] == '/':
                urlfile = 'file://' + file
            elif file[:2] == './':
                raise ValueError("local file url may start with / or file:. "
                                 "Unknown url of type: %s" % url)
            return addinfourl(open(localname, 'rb'), headers, urlfile)
        raise URLError('local file error: not on local host')

    def open_ftp(self, url):
        import mimetypes
        if not isinstance(url, str):
            raise URLError('ftp error: proxy support for ftp protocol currently not '
                           'implemented')
        host, path = splithost(url)
        if not host:
            raise URLError('ftp error: no host given')
        host, port = splitport(host)
        user, host = splituser(host)
        passwd = None
        if user:
            user, passwd = splitpasswd(user)
        host = socket.gethostbyname(unquote(host))
        user = unquote(user or '')
        passwd = unquote(passwd or '')
        if not port:
            import ftplib
            port = ftplib.FTP_PORT
        else:
            port = int(port)
        path, attrs = splitattr(path)
        dirs = unquote(path).split('/')
        dirs, file = dirs[:-1], dirs[-1]
        if dirs and not dirs[0]:
            dirs = dirs[1:]
        if dirs and not dirs[0]:
            dirs[0] = '/'
        key = user, host, port, '/'.join(dirs)
        import urllib.request as public
        if len(self.ftpcache) > public.MAXFTPCACHE:
            for other in [k for k in self.ftpcache if k != key]:
                self.ftpcache.pop(other).close()
        try:
            if key not in self.ftpcache:
                self.ftpcache[key] = public.ftpwrapper(user, passwd, host, port, dirs)
            type = 'I' if file else 'D'
            for attr in attrs:
                name, value = splitvalue(attr)
                if name.lower() == 'type' and value in ('a', 'A', 'i', 'I', 'd', 'D'):
                    type = value.upper()
            fp, length = self.ftpcache[key].retrfile(file, type)
            headers = ""
            mtype = mimetypes.guess_type("ftp:" + url)[0]
            if mtype:
                headers += "Content-Type: %s\n" % mtype
            if length is not None and length >= 0:
                headers += "Content-Length: %d\n" % length
            return addinfourl(fp, email.message_from_string(headers), "ftp:" + url)
        except ftperrors() as exp:
            raise URLError('ftp error %r' % exp).with_traceback(sys.exc_info()[2])

    def open_data(self, url, data=None):
        if not isinstance(url, str):
            raise URLError('data error: proxy support for data protocol currently not '
                           'implemented')
        try:
            kind, data = url.split(',', 1)
        except ValueError:
            raise OSError('data error', 'bad data URL')
        kind = kind or 'text/plain;charset=US-ASCII'
        semi = kind.rfind(';')
        if semi >= 0 and '=' not in kind[semi:]:
            kind, encoding = kind[:semi], kind[semi + 1:]
        else:
            encoding = ''
        if encoding == 'base64':
            data = base64.decodebytes(data.encode('ascii')).decode('latin-1')
        else:
            data = unquote(data)
        now = time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(time.time()))
        msg = 'Date: %s\nContent-type: %s\nContent-Length: %d\n\n%s' % (
            now, kind, len(data), data)
        return addinfourl(io.StringIO(msg), email.message_from_string(msg), url)


class FancyURLopener(URLopener):
    """A URLopener that follows redirections and asks for passwords."""

    def __init__(self, *args, **kwargs):
        URLopener.__init__(self, *args, **kwargs)
        self.auth_cache = {}
        self.tries = 0
        self.maxtries = 10

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        """The answer, whatever its status."""
        return addinfourl(fp, headers, "http:" + url, errcode)

    def http_error_302(self, url, fp, errcode, errmsg, headers, data=None):
        self.tries += 1
        try:
            if self.maxtries and self.tries >= self.maxtries:
                method = getattr(self, 'http_error_500', self.http_error_default)
                return method(url, fp, 500,
                              "Internal Server Error: Redirect Recursion", headers)
            return self.redirect_internal(url, fp, errcode, errmsg, headers, data)
        finally:
            self.tries = 0

    def redirect_internal(self, url, fp, errcode, errmsg, headers, data):
        if 'location' in headers:
            newurl = headers['location']
        elif 'uri' in headers:
            newurl = headers['uri']
        else:
            return
        fp.close()
        newurl = urljoin(self.type + ":" + url, newurl)
        if urlparse(newurl).scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(newurl, errcode,
                            errmsg + " Redirection to url '%s' is not allowed." % newurl,
                            headers, fp)
        return self.open(newurl)

    def http_error_301(self, url, fp, errcode, errmsg, headers, data=None):
        return self.http_error_302(url, fp, errcode, errmsg, headers, data)

    http_error_303 = http_error_301

    def http_error_307(self, url, fp, errcode, errmsg, headers, data=None):
        if data is None:
            return self.http_error_301(url, fp, errcode, errmsg, headers, data)
        return self.http_error_default(url, fp, errcode, errmsg, headers)

    def _ask(self, header, kind, url, fp, errcode, errmsg, headers, data, retry):
        import re
        default = URLopener.http_error_default
        if header not in headers:
            default(self, url, fp, errcode, errmsg, headers)
        match = re.match('[ \t]*([^ \t]+)[ \t]+realm="([^"]*)"', headers[header])
        if not match or match.group(1).lower() != 'basic' or not retry:
            default(self, url, fp, errcode, errmsg, headers)
        name = 'retry_%s%s_basic_auth' % (kind, self.type)
        args = (url, match.group(2))
        return getattr(self, name)(*args) if data is None else getattr(self, name)(*args, data)

    def http_error_401(self, url, fp, errcode, errmsg, headers, data=None, retry=False):
        return self._ask('www-authenticate', '', url, fp, errcode, errmsg, headers,
                         data, retry)

    def http_error_407(self, url, fp, errcode, errmsg, headers, data=None, retry=False):
        return self._ask('proxy-authenticate', 'proxy_', url, fp, errcode, errmsg,
                         headers, data, retry)

    def _with_password(self, host, realm):
        at = host.find('@') + 1
        host = host[at:]
        user, passwd = self.get_user_passwd(host, realm, at)
        if not (user or passwd):
            return None
        return "%s:%s@%s" % (quote(user, safe=''), quote(passwd, safe=''), host)

    def _reopen(self, newurl, data):
        return self.open(newurl) if data is None else self.open(newurl, data)

    def _retry_proxy(self, scheme, url, realm, data):
        host, selector = splithost(url)
        proxyhost, proxyselector = splithost(splittype(self.proxies[scheme])[1])
        proxyhost = self._with_password(proxyhost, realm)
        if proxyhost is None:
            return None
        self.proxies[scheme] = scheme + '://' + proxyhost + proxyselector
        return self._reopen(scheme + '://' + host + selector, data)

    def _retry(self, scheme, url, realm, data):
        host, selector = splithost(url)
        host = self._with_password(host, realm)
        if host is None:
            return None
        return self._reopen(scheme + '://' + host + selector, data)

    def retry_proxy_http_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('http', url, realm, data)

    def retry_proxy_https_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('https', url, realm, data)

    def retry_http_basic_auth(self, url, realm, data=None):
        return self._retry('http', url, realm, data)

    def retry_https_basic_auth(self, url, realm, data=None):
        return self._retry('https', url, realm, data)

    def get_user_passwd(self, host, realm, clear_cache=0):
        key = realm + '@' + host.lower()
        if key in self.auth_cache:
            if not clear_cache:
                return self.auth_cache[key]
            del self.auth_cache[key]
        user, passwd = self.prompt_user_passwd(host, realm)
        if user or passwd:
            self.auth_cache[key] = (user, passwd)
        return user, passwd

    def prompt_user_passwd(self, host, realm):
        import getpass
        try:
            user = input("Enter username for %s at %s: " % (realm, host))
            passwd = getpass.getpass("Enter password for %s in %s at %s: "
                                     % (user, realm, host))
            return user, passwd
        except KeyboardInterrupt:
            print()
            return None, None


class ftpwrapper:
    """A connection to an FTP server, used again while it lasts."""

    def __init__(self, user, passwd, host, port, dirs, timeout=None, persistent=True):
        self.user = user
        self.passwd = passwd
        self.host = host
        self.port = port
        self.dirs = dirs
        self.timeout = timeout
        self.refcount = 0
        self.keepalive = persistent
        try:
            self.init()
        except:
            self.close()
            raise

    def init(self):
        import ftplib
        self.busy = 0
        self.ftp = ftplib.FTP()
        self.ftp.connect(self.host, self.port, self.timeout)
        self.ftp.login(self.user, self.passwd)
        self.ftp.cwd('/'.join(self.dirs))

    def retrfile(self, file, type):
        """(file, its length or None) of a file or of a folder's listing."""
        import ftplib
        self.endtransfer()
        isdir = type in ('d', 'D')
        cmd = 'TYPE A' if isdir else 'TYPE ' + type
        try:
            self.ftp.voidcmd(cmd)
        except ftplib.all_errors:
            self.init()
            self.ftp.voidcmd(cmd)
        conn = None
        if file and not isdir:
            try:
                conn, length = self.ftp.ntransfercmd('RETR ' + file)
            except ftplib.error_perm as reason:
                if str(reason)[:3] != '550':
                    raise URLError('ftp error: %r' % reason).with_traceback(
                        sys.exc_info()[2])
        if not conn:
            # not a file: a folder perhaps
            self.ftp.voidcmd('TYPE A')
            if file:
                here = self.ftp.pwd()
                try:
                    self.ftp.cwd(file)
                except ftplib.error_perm as reason:
                    raise URLError('ftp error: %r' % reason) from reason
                finally:
                    self.ftp.cwd(here)
                cmd = 'LIST ' + file
            else:
                cmd = 'LIST'
            conn, length = self.ftp.ntransfercmd(cmd)
        self.busy = 1
        ftpobj = addclosehook(conn.makefile('rb'), self.file_close)
        self.refcount += 1
        conn.close()
        return ftpobj, length

    def endtransfer(self):
        self.busy = 0

    def close(self):
        self.keepalive = False
        if self.refcount <= 0:
            self.real_close()

    def file_close(self):
        self.endtransfer()
        self.refcount -= 1
        if self.refcount <= 0 and not self.keepalive:
            self.real_close()

    def real_close(self):
        self.endtransfer()
        try:
            self.ftp.close()
        except ftperrors():
            pass
