"""Exceptions and defects of the email package."""


class MessageError(Exception):
    """Base of the package's exceptions."""


class MessageParseError(MessageError):
    """Base of what parsing raises."""


class HeaderParseError(MessageParseError):
    """A header is in error."""


class BoundaryError(MessageParseError):
    """The boundaries of a multipart message cannot be found."""


class MultipartConversionError(MessageError, TypeError):
    """A message cannot be made multipart."""


class CharsetError(MessageError):
    """A charset is not allowed."""


class MessageDefect(ValueError):
    """Base of what is wrong with a message that could be parsed."""

    def __init__(self, line=None):
        if line is not None:
            super().__init__(line)
        self.line = line


class NoBoundaryInMultipartDefect(MessageDefect):
    """A multipart message has no boundary parameter."""


class StartBoundaryNotFoundDefect(MessageDefect):
    """The boundary never begins."""


class CloseBoundaryNotFoundDefect(MessageDefect):
    """The boundary never ends."""


class FirstHeaderLineIsContinuationDefect(MessageDefect):
    """The first header line is a continuation."""


class MisplacedEnvelopeHeaderDefect(MessageDefect):
    """A Unix From line in the middle of the headers."""


class MissingHeaderBodySeparatorDefect(MessageDefect):
    """A line that is no header, with no blank line before."""


class MalformedHeaderDefect(MessageDefect):
    """Kept for programs of old: a header that is malformed."""


class MultipartInvariantViolationDefect(MessageDefect):
    """A message that says multipart has no parts."""


class InvalidMultipartContentTransferEncodingDefect(MessageDefect):
    """A multipart message with a transfer encoding that it must not have."""


class UndecodableBytesDefect(MessageDefect):
    """Bytes of a header cannot be decoded."""


class InvalidBase64PaddingDefect(MessageDefect):
    """Base64 with wrong padding."""


class InvalidBase64CharactersDefect(MessageDefect):
    """Base64 with characters that do not belong there."""


class InvalidBase64LengthDefect(MessageDefect):
    """Base64 of an impossible length (4n + 1)."""


class HeaderDefect(MessageDefect):
    """Base of defects of headers."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)


class InvalidHeaderDefect(HeaderDefect):
    """A header is not valid."""


class HeaderMissingRequiredValue(HeaderDefect):
    """A header that needs a value has none."""


class NonPrintableDefect(HeaderDefect):
    """ASCII characters outside of the printable range."""

    def __init__(self, non_printables):
        super().__init__(non_printables)
        self.non_printables = non_printables

    def __str__(self):
        return ("the following ASCII non-printables found in header: "
                "{}".format(self.non_printables))


class ObsoleteHeaderDefect(HeaderDefect):
    """Syntax that RFC 5322 declares obsolete."""


class NonASCIILocalPartDefect(HeaderDefect):
    """The local part of an address has non-ASCII characters."""
