"""Configuration of logging: by a dictionary, by a file, or through a socket."""

import errno
import io
import logging
import logging.handlers
import re
import struct
import sys
import threading
import traceback
try:
    import _thread as thread
except ImportError:
    thread = None

from socketserver import StreamRequestHandler, ThreadingTCPServer

DEFAULT_LOGGING_CONFIG_PORT = 9030

RESET_ERROR = errno.ECONNRESET

IDENTIFIER = re.compile('^[a-z_][a-z0-9_]*$', re.I)

# the server of listen(), so that stopListening() can end it
_listener = None


def valid_ident(s):
    """True, or ValueError for what is no identifier."""
    if not IDENTIFIER.match(s):
        raise ValueError('Not a valid Python identifier: %r' % s)
    return True


# --- files -----------------------------------------------------------------------------

def fileConfig(fname, defaults=None, disable_existing_loggers=True):
    """Configure logging by a file (a name, an open file or a ConfigParser)."""
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        cp = fname
    else:
        cp = configparser.ConfigParser(defaults)
        if hasattr(fname, 'readline'):
            cp.read_file(fname)
        else:
            cp.read(fname)
    formatters = _create_formatters(cp)
    logging._acquireLock()
    try:
        _clearExistingHandlers()
        handlers = _install_handlers(cp, formatters)
        _install_loggers(cp, handlers, disable_existing_loggers)
    finally:
        logging._releaseLock()


def _clearExistingHandlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


def _import_dotted(name, importer=__import__):
    """What a dotted name says; modules on the way are imported."""
    parts = name.split('.')
    used = parts.pop(0)
    found = importer(used)
    for part in parts:
        used += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            importer(used)
            found = getattr(found, part)
    return found


def _resolve(name):
    """The same, for names in files."""
    return _import_dotted(name)


def _strip_spaces(alist):
    return map(str.strip, alist)


def _listed(section, key="keys"):
    """The stripped names of a list with commas."""
    return list(_strip_spaces(section[key].split(",")))


def _create_formatters(cp):
    """{name: formatter}"""
    if not cp["formatters"]["keys"]:
        return {}
    formatters = {}
    for name in _listed(cp["formatters"]):
        section = "formatter_%s" % name
        fs = cp.get(section, "format", raw=True, fallback=None)
        dfs = cp.get(section, "datefmt", raw=True, fallback=None)
        style = cp.get(section, "style", raw=True, fallback='%')
        class_name = cp[section].get("class")
        cls = _resolve(class_name) if class_name else logging.Formatter
        formatters[name] = cls(fs, dfs, style)
    return formatters


def _install_handlers(cp, formatters):
    """{name: handler}"""
    if not cp["handlers"]["keys"]:
        return {}
    handlers = {}
    targets = []
    for name in _listed(cp["handlers"]):
        section = cp["handler_%s" % name]
        klass = section["class"]
        try:
            klass = eval(klass, vars(logging))
        except (AttributeError, NameError):
            klass = _resolve(klass)
        args = eval(section["args"], vars(logging))
        handler = klass(*args)
        if "level" in section:
            handler.setLevel(section["level"])
        if section.get("formatter", ""):
            handler.setFormatter(formatters[section["formatter"]])
        if issubclass(klass, logging.handlers.MemoryHandler) and section.get("target", ""):
            # the other handler may be listed later
            targets.append((handler, section["target"]))
        handlers[name] = handler
    for handler, target in targets:
        handler.setTarget(handlers[target])
    return handlers


def _handle_existing_loggers(existing, child_loggers, disable_existing):
    """Switch off the loggers that were there and are not named any more."""
    root = logging.root
    for name in existing:
        logger = root.manager.loggerDict[name]
        if name not in child_loggers:
            logger.disabled = disable_existing
        else:
            # what is below a named one stays, and passes everything on
            logger.level = logging.NOTSET
            logger.handlers = []
            logger.propagate = True


def _children(name, existing):
    """The loggers below a name; existing is sorted."""
    return [other for other in existing if other.startswith(name + ".")]


def _drop_handlers(logger):
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)


def _section_of_logger(logger, section, handlers):
    _drop_handlers(logger)
    if section["handlers"]:
        for name in _listed(section, "handlers"):
            logger.addHandler(handlers[name])


def _install_loggers(cp, handlers, disable_existing):
    names = _listed(cp["loggers"])
    names.remove("root")
    section = cp["logger_root"]
    root = logging.root
    if "level" in section:
        root.setLevel(section["level"])
    _section_of_logger(root, section, handlers)
    existing = sorted(root.manager.loggerDict)
    child_loggers = []
    for name in names:
        section = cp["logger_%s" % name]
        qualname = section["qualname"]
        propagate = section.getint("propagate", fallback=1)
        logger = logging.getLogger(qualname)
        if qualname in existing:
            child_loggers += _children(qualname, existing)
            existing.remove(qualname)
        if "level" in section:
            logger.setLevel(section["level"])
        _section_of_logger(logger, section, handlers)
        logger.propagate = propagate
        logger.disabled = 0
    _handle_existing_loggers(existing, child_loggers, disable_existing)


# --- dictionaries ----------------------------------------------------------------------

class ConvertingMixin:
    """Containers whose items are converted when they are taken out."""

    def convert_with_key(self, key, value, replace=True):
        result = self.configurator.convert(value)
        if value is not result:
            if replace:
                self[key] = result
            if isinstance(result, (ConvertingDict, ConvertingList, ConvertingTuple)):
                result.parent = self
                result.key = key
        return result

    def convert(self, value):
        result = self.configurator.convert(value)
        if value is not result and isinstance(
                result, (ConvertingDict, ConvertingList, ConvertingTuple)):
            result.parent = self
        return result


class ConvertingDict(dict, ConvertingMixin):
    """A dict that converts."""

    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        return self.convert_with_key(key, dict.pop(self, key, default), replace=False)


class ConvertingList(list, ConvertingMixin):
    """A list that converts."""

    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        return self.convert(list.pop(self, idx))


class ConvertingTuple(tuple, ConvertingMixin):
    """A tuple that converts, as often as it is asked: it cannot keep the result."""

    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key), replace=False)


class BaseConfigurator:
    """The ways to say objects in a configuration: 'ext://sys.stdout', 'cfg://other.part[0]'."""

    CONVERT_PATTERN = re.compile(r'^(?P<prefix>[a-z]+)://(?P<suffix>.*)$')

    WORD_PATTERN = re.compile(r'^\s*(\w+)\s*')
    DOT_PATTERN = re.compile(r'^\.\s*(\w+)\s*')
    INDEX_PATTERN = re.compile(r'^\[\s*(\w+)\s*\]\s*')
    DIGIT_PATTERN = re.compile(r'^\d+$')

    value_converters = {
        'ext': 'ext_convert',
        'cfg': 'cfg_convert',
    }

    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def resolve(self, s):
        """What a dotted name says."""
        try:
            return _import_dotted(s, self.importer)
        except ImportError as e:
            v = ValueError('Cannot resolve %r: %s' % (s, e))
            v.__cause__ = e
            raise v.with_traceback(sys.exc_info()[2])

    def ext_convert(self, value):
        """ext://: an object of some module."""
        return self.resolve(value)

    def cfg_convert(self, value):
        """cfg://: another part of the configuration."""
        m = self.WORD_PATTERN.match(value)
        if m is None:
            raise ValueError("Unable to convert %r" % value)
        found = self.config[m.group(1)]
        rest = value[m.end():]
        while rest:
            m = self.DOT_PATTERN.match(rest)
            if m:
                found = found[m.group(1)]
            else:
                m = self.INDEX_PATTERN.match(rest)
                if not m:
                    raise ValueError('Unable to convert %r at %r' % (value, rest))
                index = m.group(1)
                if self.DIGIT_PATTERN.match(index):
                    try:
                        found = found[int(index)]
                    except TypeError:
                        found = found[index]
                else:
                    found = found[index]
            rest = rest[m.end():]
        return found

    def convert(self, value):
        """A value as it is meant: containers as converting ones, prefixes followed."""
        for plain, converting in ((dict, ConvertingDict), (list, ConvertingList),
                                  (tuple, ConvertingTuple)):
            if isinstance(value, plain):
                if not isinstance(value, converting):
                    value = converting(value)
                    value.configurator = self
                return value
        if isinstance(value, str):
            m = self.CONVERT_PATTERN.match(value)
            if m:
                converter = self.value_converters.get(m.group('prefix'))
                if converter:
                    return getattr(self, converter)(m.group('suffix'))
        return value

    def configure_custom(self, config):
        """An object of the factory that '()' names, with attributes of '.'."""
        factory = config.pop('()')
        if not callable(factory):
            factory = self.resolve(factory)
        props = config.pop('.', None)
        result = factory(**_arguments(config))
        if props:
            for name, value in props.items():
                setattr(result, name, value)
        return result

    def as_tuple(self, value):
        """A list as a tuple: JSON has no tuples."""
        return tuple(value) if isinstance(value, list) else value


def _arguments(config):
    """What of a section goes to the constructor."""
    return {k: config[k] for k in config if valid_ident(k)}


class DictConfigurator(BaseConfigurator):
    """Configures logging by a dictionary (PEP 391)."""

    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError("Unsupported version: %s" % config['version'])
        logging._acquireLock()
        try:
            if config.pop('incremental', False):
                self._change(config)
            else:
                self._configure_all(config)
        finally:
            logging._releaseLock()

    def _change(self, config):
        """Only levels and propagation, of what is there."""
        empty = {}
        handlers = config.get('handlers', empty)
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError('No handler found with name %r' % name)
            try:
                level = handlers[name].get('level', None)
                if level:
                    logging._handlers[name].setLevel(logging._checkLevel(level))
            except Exception as e:
                raise ValueError('Unable to configure handler %r: %s' % (name, e))
        self._configure_loggers(config.get('loggers', empty), True)
        self._configure_root(config, True)

    def _configure_loggers(self, loggers, incremental):
        for name in loggers:
            try:
                self.configure_logger(name, loggers[name], incremental)
            except Exception as e:
                raise ValueError('Unable to configure logger %r: %s' % (name, e))

    def _configure_root(self, config, incremental):
        root = config.get('root', None)
        if root:
            try:
                self.configure_root(root, incremental)
            except Exception as e:
                raise ValueError('Unable to configure root logger: %s' % e)

    def _configure_all(self, config):
        empty = {}
        disable_existing = config.pop('disable_existing_loggers', True)
        _clearExistingHandlers()
        for kind, configure in (('formatter', self.configure_formatter),
                                ('filter', self.configure_filter)):
            parts = config.get(kind + 's', empty)
            for name in parts:
                try:
                    parts[name] = configure(parts[name])
                except Exception as e:
                    raise ValueError('Unable to configure %s %r: %s' % (kind, name, e))
        self._configure_handlers(config.get('handlers', empty))
        root = logging.root
        existing = sorted(root.manager.loggerDict)
        child_loggers = []
        loggers = config.get('loggers', empty)
        for name in loggers:
            if name in existing:
                child_loggers += _children(name, existing)
                existing.remove(name)
        self._configure_loggers(loggers, False)
        _handle_existing_loggers(existing, child_loggers, disable_existing)
        self._configure_root(config, False)

    def _configure_handlers(self, handlers):
        # those whose target is not made yet come in a second round
        deferred = []
        for name in sorted(handlers):
            try:
                self._add_handler(handlers, name)
            except Exception as e:
                if 'target not configured yet' in str(e):
                    deferred.append(name)
                else:
                    raise ValueError('Unable to configure handler %r: %s' % (name, e))
        for name in deferred:
            try:
                self._add_handler(handlers, name)
            except Exception as e:
                raise ValueError('Unable to configure handler %r: %s' % (name, e))

    def _add_handler(self, handlers, name):
        handler = self.configure_handler(handlers[name])
        handler.name = name
        handlers[name] = handler

    def configure_formatter(self, config):
        """A formatter of its section."""
        if '()' in config:
            factory = config['()']
            try:
                return self.configure_custom(config)
            except TypeError as te:
                if "'format'" not in str(te):
                    raise
                # the argument is called fmt in most
                config['fmt'] = config.pop('format')
                config['()'] = factory
                return self.configure_custom(config)
        class_name = config.get('class', None)
        cls = _resolve(class_name) if class_name else logging.Formatter
        return cls(config.get('format', None), config.get('datefmt', None),
                   config.get('style', '%'))

    def configure_filter(self, config):
        """A filter of its section."""
        if '()' in config:
            return self.configure_custom(config)
        return logging.Filter(config.get('name', ''))

    def add_filters(self, filterer, filters):
        """Add filters by their names."""
        for name in filters:
            try:
                filterer.addFilter(self.config['filters'][name])
            except Exception as e:
                raise ValueError('Unable to add filter %r: %s' % (name, e))

    def configure_handler(self, config):
        """A handler of its section."""
        # as it was, for the second round
        config_copy = dict(config)
        formatter = config.get('formatter', None)
        if formatter:
            try:
                formatter = self.config['formatters'][formatter]
            except Exception as e:
                raise ValueError('Unable to set formatter %r: %s' % (formatter, e))
        for key in ('formatter', 'level', 'filters'):
            config.pop(key, None)
        if '()' in config:
            factory = config.pop('()')
            if not callable(factory):
                factory = self.resolve(factory)
        else:
            factory = self._handler_class(config, config_copy)
        props = config.pop('.', None)
        kwargs = _arguments(config)
        try:
            handler = factory(**kwargs)
        except TypeError as te:
            if "'stream'" not in str(te):
                raise
            # StreamHandler's argument was once called strm
            kwargs['strm'] = kwargs.pop('stream')
            handler = factory(**kwargs)
        if formatter:
            handler.setFormatter(formatter)
        if config_copy.get('level', None) is not None:
            handler.setLevel(logging._checkLevel(config_copy['level']))
        if config_copy.get('filters', None):
            self.add_filters(handler, config_copy['filters'])
        if props:
            for name, value in props.items():
                setattr(handler, name, value)
        return handler

    def _handler_class(self, config, original):
        """The class of a handler; its arguments are put right."""
        klass = self.resolve(config.pop('class'))
        if issubclass(klass, logging.handlers.MemoryHandler) and 'target' in config:
            try:
                target = self.config['handlers'][config['target']]
                if not isinstance(target, logging.Handler):
                    config.update(original)
                    raise TypeError('target not configured yet')
                config['target'] = target
            except Exception as e:
                raise ValueError('Unable to set target handler %r: %s' % (config['target'], e))
        elif issubclass(klass, logging.handlers.SMTPHandler) and 'mailhost' in config:
            config['mailhost'] = self.as_tuple(config['mailhost'])
        elif issubclass(klass, logging.handlers.SysLogHandler) and 'address' in config:
            config['address'] = self.as_tuple(config['address'])
        return klass

    def add_handlers(self, logger, handlers):
        """Add handlers by their names."""
        for name in handlers:
            try:
                logger.addHandler(self.config['handlers'][name])
            except Exception as e:
                raise ValueError('Unable to add handler %r: %s' % (name, e))

    def common_logger_config(self, logger, config, incremental=False):
        """What the root logger and others have in common."""
        level = config.get('level', None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if incremental:
            return
        _drop_handlers(logger)
        handlers = config.get('handlers', None)
        if handlers:
            self.add_handlers(logger, handlers)
        filters = config.get('filters', None)
        if filters:
            self.add_filters(logger, filters)

    def configure_logger(self, name, config, incremental=False):
        """A logger that is not the root."""
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        propagate = config.get('propagate', None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        """The root logger."""
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Configure logging by a dictionary."""
    dictConfigClass(config).configure()


# --- a socket ----------------------------------------------------------------------------

def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """A thread (not started yet) that takes configurations through a socket.

    They come as four bytes of length and JSON for dictConfig(), or the text of
    a file for fileConfig(). verify is given the bytes, and returns them, others
    in their place, or None to refuse.
    """

    class ConfigStreamHandler(StreamRequestHandler):
        """Takes one configuration."""

        def handle(self):
            try:
                conn = self.connection
                head = conn.recv(4)
                if len(head) == 4:
                    length = struct.unpack('>L', head)[0]
                    data = conn.recv(length)
                    while len(data) < length:
                        data += conn.recv(length - len(data))
                    if self.server.verify is not None:
                        data = self.server.verify(data)
                    if data is not None:
                        self.configure(data.decode('utf-8'))
                    if self.server.ready:
                        self.server.ready.set()
            except OSError as e:
                if e.errno != RESET_ERROR:
                    raise

        def configure(self, text):
            import json
            try:
                d = json.loads(text)
                assert isinstance(d, dict)
                dictConfig(d)
            except Exception:
                # no JSON: a file's text
                try:
                    fileConfig(io.StringIO(text))
                except Exception:
                    traceback.print_exc()

    class ConfigSocketReceiver(ThreadingTCPServer):
        """A server that looks every second whether it is to stop."""

        allow_reuse_address = 1

        def __init__(self, host='localhost', port=DEFAULT_LOGGING_CONFIG_PORT,
                     handler=None, ready=None, verify=None):
            ThreadingTCPServer.__init__(self, (host, port), handler)
            logging._acquireLock()
            self.abort = 0
            logging._releaseLock()
            self.timeout = 1
            self.ready = ready
            self.verify = verify

        def serve_until_stopped(self):
            import select
            abort = 0
            while not abort:
                readable = select.select([self.socket.fileno()], [], [], self.timeout)[0]
                if readable:
                    self.handle_request()
                logging._acquireLock()
                abort = self.abort
                logging._releaseLock()
            self.server_close()

    class Server(threading.Thread):

        def __init__(self, rcvr, hdlr, port, verify):
            super().__init__()
            self.rcvr = rcvr
            self.hdlr = hdlr
            self.port = port
            self.verify = verify
            self.ready = threading.Event()

        def run(self):
            server = self.rcvr(port=self.port, handler=self.hdlr, ready=self.ready,
                               verify=self.verify)
            if self.port == 0:
                self.port = server.server_address[1]
            self.ready.set()
            global _listener
            logging._acquireLock()
            _listener = server
            logging._releaseLock()
            server.serve_until_stopped()

    if not thread:
        raise NotImplementedError("listen() needs threading to work")
    return Server(ConfigSocketReceiver, ConfigStreamHandler, port, verify)


def stopListening():
    """End the server of listen()."""
    global _listener
    logging._acquireLock()
    try:
        if _listener:
            _listener.abort = 1
            _listener = None
    finally:
        logging._releaseLock()
