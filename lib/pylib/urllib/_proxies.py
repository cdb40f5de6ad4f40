"""Proxies as the environment names them."""

import os
import re

from urllib.parse import splitport


def getproxies_environment():
    """{scheme: proxy URL} from SCHEME_proxy variables; lower case names win."""
    proxies = {}
    for name, value in os.environ.items():
        name = name.lower()
        if value and name[-6:] == '_proxy':
            proxies[name[:-6]] = value
    # in CGI, HTTP_PROXY is a header a client sent
    if 'REQUEST_METHOD' in os.environ:
        proxies.pop('http', None)
    for name, value in os.environ.items():
        if name[-6:] == '_proxy':
            name = name.lower()
            if value:
                proxies[name[:-6]] = value
            else:
                proxies.pop(name[:-6], None)
    return proxies


def proxy_bypass_environment(host, proxies=None):
    """Does no_proxy name this host?"""
    if proxies is None:
        proxies = getproxies_environment()
    try:
        no_proxy = proxies['no']
    except KeyError:
        return 0
    if no_proxy == '*':
        return 1
    hostonly, port = splitport(host)
    for name in (one.strip() for one in no_proxy.split(',')):
        if name:
            # .suffix means what suffix does
            pattern = r'(.+\.)?%s$' % re.escape(name.lstrip('.'))
            if re.match(pattern, hostonly, re.I) or re.match(pattern, host, re.I):
                return 1
    return 0


def _ip2num(text):
    parts = list(map(int, text.split('.')))
    parts = (parts + [0, 0, 0, 0])[:4]
    return (parts[0] << 24) | (parts[1] << 16) | (parts[2] << 8) | parts[3]


def _proxy_bypass_macosx_sysconf(host, proxy_settings):
    """Do macOS's settings leave this host out?"""
    import socket
    from fnmatch import fnmatch
    hostonly, port = splitport(host)
    if '.' not in host and proxy_settings['exclude_simple']:
        return True
    hostIP = None
    for value in proxy_settings.get('exceptions', ()):
        if not value:
            continue
        m = re.match(r"(\d+(?:\.\d+)*)(/\d+)?", value)
        if m is not None:
            if hostIP is None:
                try:
                    hostIP = _ip2num(socket.gethostbyname(hostonly))
                except OSError:
                    continue
            base = _ip2num(m.group(1))
            mask = m.group(2)
            mask = 8 * (m.group(1).count('.') + 1) if mask is None else int(mask[1:])
            shift = 32 - mask
            if (hostIP >> shift) == (base >> shift):
                return True
        elif fnmatch(host, value):
            return True
    return False
