"""Where Python 2 had what Python 3 has, for pickles of protocols 0 to 2."""

IMPORT_MAPPING = {
    'BaseHTTPServer': 'http.server', 'CGIHTTPServer': 'http.server',
    'ConfigParser': 'configparser', 'Cookie': 'http.cookies', 'Dialog': 'tkinter.dialog',
    'DocXMLRPCServer': 'xmlrpc.server', 'FileDialog': 'tkinter.filedialog',
    'HTMLParser': 'html.parser', 'Queue': 'queue', 'ScrolledText': 'tkinter.scrolledtext',
    'SimpleDialog': 'tkinter.simpledialog', 'SimpleHTTPServer': 'http.server',
    'SimpleXMLRPCServer': 'xmlrpc.server', 'SocketServer': 'socketserver',
    'StringIO': 'io', 'Tix': 'tkinter.tix', 'Tkconstants': 'tkinter.constants',
    'Tkdnd': 'tkinter.dnd', 'Tkinter': 'tkinter', 'UserDict': 'collections',
    'UserList': 'collections', 'UserString': 'collections', '__builtin__': 'builtins',
    '_abcoll': 'collections.abc', '_elementtree': 'xml.etree.ElementTree',
    '_winreg': 'winreg', 'anydbm': 'dbm', 'cPickle': 'pickle', 'cStringIO': 'io',
    'commands': 'subprocess', 'cookielib': 'http.cookiejar', 'copy_reg': 'copyreg',
    'dbhash': 'dbm.bsd', 'dbm': 'dbm.ndbm', 'dumbdbm': 'dbm.dumb',
    'dummy_thread': '_dummy_thread', 'gdbm': 'dbm.gnu', 'htmlentitydefs': 'html.entities',
    'httplib': 'http.client', 'markupbase': '_markupbase', 'repr': 'reprlib',
    'robotparser': 'urllib.robotparser', 'test.test_support': 'test.support',
    'thread': '_thread', 'tkColorChooser': 'tkinter.colorchooser',
    'tkCommonDialog': 'tkinter.commondialog', 'tkFileDialog': 'tkinter.filedialog',
    'tkFont': 'tkinter.font', 'tkMessageBox': 'tkinter.messagebox',
    'tkSimpleDialog': 'tkinter.simpledialog', 'ttk': 'tkinter.ttk',
    'urllib2': 'urllib.request', 'urlparse': 'urllib.parse', 'whichdb': 'dbm',
    'xmlrpclib': 'xmlrpc.client',
}
NAME_MAPPING = {
    ('UserDict', 'IterableUserDict'): ('collections', 'UserDict'),
    ('UserDict', 'UserDict'): ('collections', 'UserDict'),
    ('UserList', 'UserList'): ('collections', 'UserList'),
    ('UserString', 'UserString'): ('collections', 'UserString'),
    ('__builtin__', 'basestring'): ('builtins', 'str'),
    ('__builtin__', 'intern'): ('sys', 'intern'),
    ('__builtin__', 'long'): ('builtins', 'int'),
    ('__builtin__', 'reduce'): ('functools', 'reduce'),
    ('__builtin__', 'unichr'): ('builtins', 'chr'),
    ('__builtin__', 'unicode'): ('builtins', 'str'),
    ('__builtin__', 'xrange'): ('builtins', 'range'),
    ('_multiprocessing', 'Connection'): ('multiprocessing.connection', 'Connection'),
    ('_socket', 'fromfd'): ('socket', 'fromfd'),
    ('exceptions', 'StandardError'): ('builtins', 'Exception'),
    ('itertools', 'ifilter'): ('builtins', 'filter'),
    ('itertools', 'ifilterfalse'): ('itertools', 'filterfalse'),
    ('itertools', 'imap'): ('builtins', 'map'), ('itertools', 'izip'): ('builtins', 'zip'),
    ('itertools', 'izip_longest'): ('itertools', 'zip_longest'),
    ('multiprocessing.forking', 'Popen'): ('multiprocessing.popen_fork', 'Popen'),
    ('multiprocessing.process', 'Process'): ('multiprocessing.context', 'Process'),
    ('socket', '_socketobject'): ('socket', 'SocketType'),
    ('urllib', 'ContentTooShortError'): ('urllib.error', 'ContentTooShortError'),
    ('urllib', 'getproxies'): ('urllib.request', 'getproxies'),
    ('urllib', 'pathname2url'): ('urllib.request', 'pathname2url'),
    ('urllib', 'quote'): ('urllib.parse', 'quote'),
    ('urllib', 'quote_plus'): ('urllib.parse', 'quote_plus'),
    ('urllib', 'unquote'): ('urllib.parse', 'unquote'),
    ('urllib', 'unquote_plus'): ('urllib.parse', 'unquote_plus'),
    ('urllib', 'url2pathname'): ('urllib.request', 'url2pathname'),
    ('urllib', 'urlcleanup'): ('urllib.request', 'urlcleanup'),
    ('urllib', 'urlencode'): ('urllib.parse', 'urlencode'),
    ('urllib', 'urlopen'): ('urllib.request', 'urlopen'),
    ('urllib', 'urlretrieve'): ('urllib.request', 'urlretrieve'),
    ('urllib2', 'HTTPError'): ('urllib.error', 'HTTPError'),
    ('urllib2', 'URLError'): ('urllib.error', 'URLError'),
    ('whichdb', 'whichdb'): ('dbm', 'whichdb'),
}
PYTHON2_EXCEPTIONS = (
    'ArithmeticError', 'AssertionError', 'AttributeError', 'BaseException', 'BufferError',
    'BytesWarning', 'DeprecationWarning', 'EOFError', 'EnvironmentError', 'Exception',
    'FloatingPointError', 'FutureWarning', 'GeneratorExit', 'IOError', 'ImportError',
    'ImportWarning', 'IndentationError', 'IndexError', 'KeyError', 'KeyboardInterrupt',
    'LookupError', 'MemoryError', 'NameError', 'NotImplementedError', 'OSError',
    'OverflowError', 'PendingDeprecationWarning', 'ReferenceError', 'RuntimeError',
    'RuntimeWarning', 'StopIteration', 'SyntaxError', 'SyntaxWarning', 'SystemError',
    'SystemExit', 'TabError', 'TypeError', 'UnboundLocalError', 'UnicodeDecodeError',
    'UnicodeEncodeError', 'UnicodeError', 'UnicodeTranslateError', 'UnicodeWarning',
    'UserWarning', 'ValueError', 'Warning', 'ZeroDivisionError',
)
MULTIPROCESSING_EXCEPTIONS = (
    'AuthenticationError', 'BufferTooShort', 'ProcessError', 'TimeoutError',
)
PYTHON3_OSERROR_EXCEPTIONS = (
    'BrokenPipeError', 'ChildProcessError', 'ConnectionAbortedError', 'ConnectionError',
    'ConnectionRefusedError', 'ConnectionResetError', 'FileExistsError',
    'FileNotFoundError', 'InterruptedError', 'IsADirectoryError', 'NotADirectoryError',
    'PermissionError', 'ProcessLookupError', 'TimeoutError',
)
PYTHON3_IMPORTERROR_EXCEPTIONS = (
    'ModuleNotFoundError',
)
for _name in PYTHON2_EXCEPTIONS:
    NAME_MAPPING["exceptions", _name] = "builtins", _name
for _name in MULTIPROCESSING_EXCEPTIONS:
    NAME_MAPPING["multiprocessing", _name] = "multiprocessing.context", _name

REVERSE_IMPORT_MAPPING = {
    '_bz2': 'bz2', '_dbm': 'dbm', '_dummy_thread': 'dummy_thread',
    '_functools': 'functools', '_gdbm': 'gdbm', '_markupbase': 'markupbase',
    '_pickle': 'pickle', '_thread': 'thread', 'builtins': '__builtin__',
    'collections.abc': '_abcoll', 'configparser': 'ConfigParser', 'copyreg': 'copy_reg',
    'dbm': 'anydbm', 'dbm.bsd': 'dbhash', 'dbm.dumb': 'dumbdbm', 'dbm.gnu': 'gdbm',
    'dbm.ndbm': 'dbm', 'html.entities': 'htmlentitydefs', 'html.parser': 'HTMLParser',
    'http.client': 'httplib', 'http.cookiejar': 'cookielib', 'http.cookies': 'Cookie',
    'http.server': 'BaseHTTPServer', 'queue': 'Queue', 'reprlib': 'repr',
    'socketserver': 'SocketServer', 'subprocess': 'commands',
    'test.support': 'test.test_support', 'tkinter': 'Tkinter',
    'tkinter.colorchooser': 'tkColorChooser', 'tkinter.commondialog': 'tkCommonDialog',
    'tkinter.constants': 'Tkconstants', 'tkinter.dialog': 'Dialog', 'tkinter.dnd': 'Tkdnd',
    'tkinter.filedialog': 'tkFileDialog', 'tkinter.font': 'tkFont',
    'tkinter.messagebox': 'tkMessageBox', 'tkinter.scrolledtext': 'ScrolledText',
    'tkinter.simpledialog': 'tkSimpleDialog', 'tkinter.tix': 'Tix', 'tkinter.ttk': 'ttk',
    'urllib.parse': 'urlparse', 'urllib.request': 'urllib2',
    'urllib.robotparser': 'robotparser', 'winreg': '_winreg', 'xmlrpc.client': 'xmlrpclib',
    'xmlrpc.server': 'SimpleXMLRPCServer',
}
REVERSE_NAME_MAPPING = {new: old for old, new in NAME_MAPPING.items()}
REVERSE_NAME_MAPPING.update({
    ('_functools', 'reduce'): ('__builtin__', 'reduce'),
    ('_socket', 'socket'): ('socket', '_socketobject'),
    ('collections', 'UserDict'): ('UserDict', 'IterableUserDict'),
    ('http.server', 'CGIHTTPRequestHandler'): ('CGIHTTPServer', 'CGIHTTPRequestHandler'),
    ('http.server', 'SimpleHTTPRequestHandler'): ('SimpleHTTPServer', 'SimpleHTTPRequestHandler'),
    ('tkinter.filedialog', 'FileDialog'): ('FileDialog', 'FileDialog'),
    ('tkinter.filedialog', 'LoadFileDialog'): ('FileDialog', 'LoadFileDialog'),
    ('tkinter.filedialog', 'SaveFileDialog'): ('FileDialog', 'SaveFileDialog'),
    ('tkinter.simpledialog', 'SimpleDialog'): ('SimpleDialog', 'SimpleDialog'),
    ('xmlrpc.server', 'DocCGIXMLRPCRequestHandler'): ('DocXMLRPCServer', 'DocCGIXMLRPCRequestHandler'),
    ('xmlrpc.server', 'DocXMLRPCRequestHandler'): ('DocXMLRPCServer', 'DocXMLRPCRequestHandler'),
    ('xmlrpc.server', 'DocXMLRPCServer'): ('DocXMLRPCServer', 'DocXMLRPCServer'),
    ('xmlrpc.server', 'ServerHTMLDoc'): ('DocXMLRPCServer', 'ServerHTMLDoc'),
    ('xmlrpc.server', 'XMLRPCDocGenerator'): ('DocXMLRPCServer', 'XMLRPCDocGenerator'),
})
# CPython has no way back for this one
del REVERSE_NAME_MAPPING["socket", "SocketType"]
for _name in PYTHON3_OSERROR_EXCEPTIONS:
    REVERSE_NAME_MAPPING["builtins", _name] = "exceptions", "OSError"
for _name in PYTHON3_IMPORTERROR_EXCEPTIONS:
    REVERSE_NAME_MAPPING["builtins", _name] = "exceptions", "ImportError"

