"""WSGI (PEP 3333): servers, handlers and tools.

util has helpers, headers a class for response headers, handlers what runs an
application, simple_server a server for tests, validate a check of both sides.
"""
