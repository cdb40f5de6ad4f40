"""SAX: documents as events."""

from .xmlreader import InputSource
from .handler import ContentHandler, ErrorHandler
from ._exceptions import (SAXException, SAXNotRecognizedException, SAXParseException,
                          SAXNotSupportedException, SAXReaderNotAvailable)


def parse(source, handler, errorHandler=ErrorHandler()):
    """Parses a file, or what has its name."""
    parser = make_parser()
    parser.setContentHandler(handler)
    parser.setErrorHandler(errorHandler)
    parser.parse(source)


def parseString(string, handler, errorHandler=ErrorHandler()):
    """Parses a str or bytes."""
    import io
    if errorHandler is None:
        errorHandler = ErrorHandler()
    parser = make_parser()
    parser.setContentHandler(handler)
    parser.setErrorHandler(errorHandler)
    inpsrc = InputSource()
    if isinstance(string, str):
        inpsrc.setCharacterStream(io.StringIO(string))
    else:
        inpsrc.setByteStream(io.BytesIO(string))
    parser.parse(inpsrc)


default_parser_list = ["xml.sax.expatreader"]

import os as _os
if "PY_SAX_PARSER" in _os.environ:
    default_parser_list = _os.environ["PY_SAX_PARSER"].split(",")
del _os


def make_parser(parser_list=[]):
    """The first parser of the lists that can be had."""
    for parser_name in parser_list + default_parser_list:
        try:
            return _create_parser(parser_name)
        except ImportError as e:
            import sys
            if parser_name in sys.modules:
                # it is there, but something that it needs is not
                raise
        except SAXReaderNotAvailable:
            # the next one, perhaps
            pass
    raise SAXReaderNotAvailable("No parsers found", None)


def _create_parser(parser_name):
    drv_module = __import__(parser_name, {}, {}, ['create_parser'])
    return drv_module.create_parser()
