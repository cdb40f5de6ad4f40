"""Helpers for WSGI's environ."""

import posixpath

__all__ = [
    'FileWrapper', 'guess_scheme', 'application_uri', 'request_uri',
    'shift_path_info', 'setup_testing_defaults',
]


class FileWrapper:
    """A file as an iterator of blocks."""

    def __init__(self, filelike, blksize=8192):
        self.filelike = filelike
        self.blksize = blksize
        if hasattr(filelike, 'close'):
            self.close = filelike.close

    def __getitem__(self, key):
        data = self.filelike.read(self.blksize)
        if data:
            return data
        raise IndexError

    def __iter__(self):
        return self

    def __next__(self):
        data = self.filelike.read(self.blksize)
        if data:
            return data
        raise StopIteration


def guess_scheme(environ):
    """'https' or 'http', by HTTPS."""
    return 'https' if environ.get("HTTPS") in ('yes', 'on', '1') else 'http'


def application_uri(environ):
    """The application's URI, without what follows it."""
    from urllib.parse import quote
    scheme = environ['wsgi.url_scheme']
    url = scheme + '://'
    if environ.get('HTTP_HOST'):
        url += environ['HTTP_HOST']
    else:
        url += environ['SERVER_NAME']
        if environ['SERVER_PORT'] != ('443' if scheme == 'https' else '80'):
            url += ':' + environ['SERVER_PORT']
    return url + quote(environ.get('SCRIPT_NAME') or '/', encoding='latin1')


def request_uri(environ, include_query=True):
    """The whole URI of the request."""
    from urllib.parse import quote
    url = application_uri(environ)
    path_info = quote(environ.get('PATH_INFO', ''), safe='/;=,', encoding='latin1')
    url += path_info if environ.get('SCRIPT_NAME') else path_info[1:]
    if include_query and environ.get('QUERY_STRING'):
        url += '?' + environ['QUERY_STRING']
    return url


def shift_path_info(environ):
    """Move a name from PATH_INFO to SCRIPT_NAME; the name, or None at the end."""
    path_info = environ.get('PATH_INFO', '')
    if not path_info:
        return None
    parts = path_info.split('/')
    parts[1:-1] = [part for part in parts[1:-1] if part and part != '.']
    name = parts[1]
    del parts[1]
    script_name = posixpath.normpath(environ.get('SCRIPT_NAME', '') + '/' + name)
    if script_name.endswith('/'):
        script_name = script_name[:-1]
    if not name and not script_name.endswith('/'):
        script_name += '/'
    environ['SCRIPT_NAME'] = script_name
    environ['PATH_INFO'] = '/'.join(parts)
    # a slash at the end is an empty name; '.' is no name
    return None if name == '.' else name


def setup_testing_defaults(environ):
    """Give an environ what it needs and lacks, for tests."""
    from io import BytesIO, StringIO
    put = environ.setdefault
    put('SERVER_NAME', '127.0.0.1')
    put('SERVER_PROTOCOL', 'HTTP/1.0')
    put('HTTP_HOST', environ['SERVER_NAME'])
    put('REQUEST_METHOD', 'GET')
    if 'SCRIPT_NAME' not in environ and 'PATH_INFO' not in environ:
        environ['SCRIPT_NAME'] = ''
        environ['PATH_INFO'] = '/'
    put('wsgi.version', (1, 0))
    for flag in ('run_once', 'multithread', 'multiprocess'):
        put('wsgi.' + flag, 0)
    put('wsgi.input', BytesIO())
    put('wsgi.errors', StringIO())
    put('wsgi.url_scheme', guess_scheme(environ))
    if environ['wsgi.url_scheme'] == 'http':
        put('SERVER_PORT', '80')
    elif environ['wsgi.url_scheme'] == 'https':
        put('SERVER_PORT', '443')


_hoppish = frozenset((
    'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailers',
    'transfer-encoding', 'upgrade')).__contains__


def is_hop_by_hop(header_name):
    """Whether a header is between neighbours only (RFC 2616)."""
    return _hoppish(header_name.lower())
