"""The parser that gets a message piece by piece.

It never raises for what is wrong with a message: defects are noted.
"""

__all__ = ['FeedParser', 'BytesFeedParser']

import re

from collections import deque
from email import errors
from email._policybase import compat32
from io import StringIO

NLCRE = re.compile(r'\r\n|\r|\n')
NLCRE_bol = re.compile(r'(\r\n|\r|\n)')
NLCRE_eol = re.compile(r'(\r\n|\r|\n)\Z')
NLCRE_crack = re.compile(r'(\r\n|\r|\n)')
# a name and a colon, an envelope, or a continuation
headerRE = re.compile(r'^(From |[\041-\071\073-\176]*:|[\t ])')
EMPTYSTRING = ''
NL = '\n'

NeedMoreData = object()


class BufferedSubFile(object):
    """Lines as they come, with a stack of predicates that stand for the end."""

    def __init__(self):
        # the beginning of a line that has not ended
        self._partial = StringIO(newline='')
        self._lines = deque()
        self._eofstack = []
        self._closed = False

    def push_eof_matcher(self, pred):
        self._eofstack.append(pred)

    def pop_eof_matcher(self):
        return self._eofstack.pop()

    def close(self):
        self._partial.seek(0)
        self.pushlines(self._partial.readlines())
        self._partial.seek(0)
        self._partial.truncate()
        self._closed = True

    def readline(self):
        if not self._lines:
            return '' if self._closed else NeedMoreData
        line = self._lines.popleft()
        for ateof in reversed(self._eofstack):
            if ateof(line):
                # somebody else's line
                self._lines.appendleft(line)
                return ''
        return line

    def unreadline(self, line):
        assert line is not NeedMoreData
        self._lines.appendleft(line)

    def push(self, data):
        """Takes more text."""
        self._partial.write(data)
        if '\n' not in data and '\r' not in data:
            return
        self._partial.seek(0)
        parts = self._partial.readlines()
        self._partial.seek(0)
        self._partial.truncate()
        # a line without an end, or whose \r may have a \n to come, waits
        if not parts[-1].endswith('\n'):
            self._partial.write(parts.pop())
        self.pushlines(parts)

    def pushlines(self, lines):
        self._lines.extend(lines)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if line == '':
            raise StopIteration
        return line


class FeedParser:
    """The parser of text."""

    def __init__(self, _factory=None, *, policy=compat32):
        self.policy = policy
        self._old_style_factory = False
        if _factory is None:
            if policy.message_factory is None:
                from email.message import Message
                self._factory = Message
            else:
                self._factory = policy.message_factory
        else:
            self._factory = _factory
            try:
                _factory(policy=self.policy)
            except TypeError:
                # a factory of before policies
                self._old_style_factory = True
        self._input = BufferedSubFile()
        self._msgstack = []
        self._parse = self._parsegen().__next__
        self._cur = None
        self._last = None
        self._headersonly = False

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        """Takes more text."""
        self._input.push(data)
        self._call_parse()

    def _call_parse(self):
        try:
            self._parse()
        except StopIteration:
            pass

    def close(self):
        """Ends the parsing, and returns the message."""
        self._input.close()
        self._call_parse()
        root = self._pop_message()
        assert not self._msgstack
        if root.get_content_maintype() == 'multipart' and not root.is_multipart():
            self.policy.handle_defect(root, errors.MultipartInvariantViolationDefect())
        return root

    def _new_message(self):
        if self._old_style_factory:
            msg = self._factory()
        else:
            msg = self._factory(policy=self.policy)
        if self._cur and self._cur.get_content_type() == 'multipart/digest':
            msg.set_default_type('message/rfc822')
        if self._msgstack:
            self._msgstack[-1].attach(msg)
        self._msgstack.append(msg)
        self._cur = msg
        self._last = msg

    def _pop_message(self):
        retval = self._msgstack.pop()
        self._cur = self._msgstack[-1] if self._msgstack else None
        return retval

    def _rest(self, lines):
        """Gathers the lines up to the end."""
        for line in self._input:
            if line is NeedMoreData:
                yield NeedMoreData
                continue
            lines.append(line)

    def _subpart(self):
        """Parses a message inside of this one, up to its end."""
        for retval in self._parsegen():
            if retval is NeedMoreData:
                yield NeedMoreData
                continue
            break

    def _parsegen(self):
        self._new_message()
        headers = []
        for line in self._input:
            if line is NeedMoreData:
                yield NeedMoreData
                continue
            if not headerRE.match(line):
                # the blank line after the headers, or a body without one
                if not NLCRE.match(line):
                    self.policy.handle_defect(
                        self._cur, errors.MissingHeaderBodySeparatorDefect())
                    self._input.unreadline(line)
                break
            headers.append(line)
        self._parse_headers(headers)

        if self._headersonly:
            lines = []
            yield from self._rest(lines)
            self._cur.set_payload(EMPTYSTRING.join(lines))
            return

        if self._cur.get_content_type() == 'message/delivery-status':
            yield from self._delivery_status()
            return
        if self._cur.get_content_maintype() == 'message':
            yield from self._subpart()
            self._pop_message()
            return
        if self._cur.get_content_maintype() == 'multipart':
            yield from self._multipart()
            return
        lines = []
        yield from self._rest(lines)
        self._cur.set_payload(EMPTYSTRING.join(lines))

    def _delivery_status(self):
        # blocks of headers with blank lines between them, each a message
        while True:
            self._input.push_eof_matcher(NLCRE.match)
            yield from self._subpart()
            self._pop_message()
            self._input.pop_eof_matcher()
            # the blank line itself, and what follows it
            while True:
                line = self._input.readline()
                if line is NeedMoreData:
                    yield NeedMoreData
                    continue
                break
            while True:
                line = self._input.readline()
                if line is NeedMoreData:
                    yield NeedMoreData
                    continue
                break
            if line == '':
                break
            self._input.unreadline(line)

    def _multipart(self):
        boundary = self._cur.get_boundary()
        if boundary is None:
            # no way to find the parts
            self.policy.handle_defect(self._cur, errors.NoBoundaryInMultipartDefect())
            lines = []
            yield from self._rest(lines)
            self._cur.set_payload(EMPTYSTRING.join(lines))
            return
        if (self._cur.get('content-transfer-encoding', '8bit').lower()
                not in ('7bit', '8bit', 'binary')):
            self.policy.handle_defect(
                self._cur, errors.InvalidMultipartContentTransferEncodingDefect())
        separator = '--' + boundary
        boundaryre = re.compile(
            '(?P<sep>' + re.escape(separator)
            + r')(?P<end>--)?(?P<ws>[ \t]*)(?P<linesep>\r\n|\r|\n)?$')
        capturing_preamble = True
        preamble = []
        linesep = False
        close_boundary_seen = False
        while True:
            line = self._input.readline()
            if line is NeedMoreData:
                yield NeedMoreData
                continue
            if line == '':
                break
            mo = boundaryre.match(line)
            if not mo:
                assert capturing_preamble
                preamble.append(line)
                continue
            if mo.group('end'):
                close_boundary_seen = True
                linesep = mo.group('linesep')
                break
            if capturing_preamble:
                if preamble:
                    # the line end before the boundary belongs to it
                    eolmo = NLCRE_eol.search(preamble[-1])
                    if eolmo:
                        preamble[-1] = preamble[-1][:-len(eolmo.group(0))]
                    self._cur.preamble = EMPTYSTRING.join(preamble)
                capturing_preamble = False
                self._input.unreadline(line)
                continue
            # boundaries in a row are one
            while True:
                line = self._input.readline()
                if line is NeedMoreData:
                    yield NeedMoreData
                    continue
                mo = boundaryre.match(line)
                if not mo:
                    self._input.unreadline(line)
                    break
            self._input.push_eof_matcher(boundaryre.match)
            yield from self._subpart()
            self._trim_last()
            self._input.pop_eof_matcher()
            self._pop_message()
            # what _last points at is the part that just ended
            self._last = self._cur
        if capturing_preamble:
            # the boundary never came
            self.policy.handle_defect(self._cur, errors.StartBoundaryNotFoundDefect())
            self._cur.set_payload(EMPTYSTRING.join(preamble))
            epilogue = []
            for line in self._input:
                if line is NeedMoreData:
                    yield NeedMoreData
                    continue
            self._cur.epilogue = EMPTYSTRING.join(epilogue)
            return
        if not close_boundary_seen:
            self.policy.handle_defect(self._cur, errors.CloseBoundaryNotFoundDefect())
            return
        # None: there is no epilogue; '': the boundary's line ended
        epilogue = [''] if linesep else []
        yield from self._rest(epilogue)
        if epilogue:
            firstline = epilogue[0]
            bolmo = NLCRE_bol.match(firstline)
            if bolmo:
                epilogue[0] = firstline[len(bolmo.group(0)):]
        self._cur.epilogue = EMPTYSTRING.join(epilogue)

    def _trim_last(self):
        """Takes the line end before a boundary from the part that it ends."""
        last = self._last
        if last.get_content_maintype() == 'multipart':
            epilogue = last.epilogue
            if epilogue == '':
                last.epilogue = None
            elif epilogue is not None:
                mo = NLCRE_eol.search(epilogue)
                if mo:
                    last.epilogue = epilogue[:-len(mo.group(0))]
        else:
            payload = last._payload
            if isinstance(payload, str):
                mo = NLCRE_eol.search(payload)
                if mo:
                    last._payload = payload[:-len(mo.group(0))]

    def _parse_headers(self, lines):
        """Gives the current message its headers."""
        lastheader = ''
        lastvalue = []
        for lineno, line in enumerate(lines):
            if line[0] in ' \t':
                if not lastheader:
                    # no header to be continued
                    self.policy.handle_defect(
                        self._cur, errors.FirstHeaderLineIsContinuationDefect(line))
                    continue
                lastvalue.append(line)
                continue
            if lastheader:
                self._cur.set_raw(*self.policy.header_source_parse(lastvalue))
                lastheader, lastvalue = '', []
            if line.startswith('From '):
                if lineno == 0:
                    mo = NLCRE_eol.search(line)
                    if mo:
                        line = line[:-len(mo.group(0))]
                    self._cur.set_unixfrom(line)
                    continue
                if lineno == len(lines) - 1:
                    # perhaps the body's first line
                    self._input.unreadline(line)
                    return
                self._cur.defects.append(errors.MisplacedEnvelopeHeaderDefect(line))
                continue
            i = line.find(':')
            if i == 0:
                self._cur.defects.append(
                    errors.InvalidHeaderDefect("Missing header name."))
                continue
            assert i > 0, "_parse_headers fed line with no : and no leading WS"
            lastheader = line[:i]
            lastvalue = [line]
        if lastheader:
            self._cur.set_raw(*self.policy.header_source_parse(lastvalue))


class BytesFeedParser(FeedParser):
    """The parser of bytes."""

    def feed(self, data):
        super().feed(data.decode('ascii', 'surrogateescape'))
