"""The framework of policies, and the policy of old."""

import abc

from email import charset as _charset
from email import header
from email.utils import _has_surrogates

__all__ = ['Policy', 'Compat32', 'compat32']


class _PolicyBase:
    """Attributes that are only set when an instance is made."""

    def __init__(self, **kw):
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError("{!r} is an invalid keyword argument for {}".format(
                    name, self.__class__.__name__))
            # __setattr__ of this class refuses
            super().__setattr__(name, value)

    def __repr__(self):
        args = ["{}={!r}".format(name, value) for name, value in self.__dict__.items()]
        return "{}({})".format(self.__class__.__name__, ', '.join(args))

    def clone(self, **kw):
        """A policy like this one, but for what is given."""
        new = self.__class__.__new__(self.__class__)
        for name, value in self.__dict__.items():
            object.__setattr__(new, name, value)
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError("{!r} is an invalid keyword argument for {}".format(
                    name, self.__class__.__name__))
            object.__setattr__(new, name, value)
        return new

    def __setattr__(self, name, value):
        if hasattr(self, name):
            msg = "{!r} object attribute {!r} is read-only"
        else:
            msg = "{!r} object has no attribute {!r}"
        raise AttributeError(msg.format(self.__class__.__name__, name))

    def __add__(self, other):
        """What the right policy was told wins."""
        return self.clone(**other.__dict__)


def _append_doc(doc, added_doc):
    doc = doc.rsplit('\n', 1)[0]
    added_doc = added_doc.split('\n', 1)[1]
    return doc + '\n' + added_doc


def _extend_docstrings(cls):
    """Puts the base's docstring before one that begins with +."""
    if cls.__doc__ and cls.__doc__.startswith('+'):
        cls.__doc__ = _append_doc(cls.__bases__[0].__doc__, cls.__doc__)
    for name, attr in cls.__dict__.items():
        if attr.__doc__ and attr.__doc__.startswith('+'):
            for base in (b for k in cls.__bases__ for b in k.mro()):
                doc = getattr(getattr(base, name), '__doc__')
                if doc:
                    attr.__doc__ = _append_doc(doc, attr.__doc__)
                    break
    return cls


class Policy(_PolicyBase, metaclass=abc.ABCMeta):
    r"""How messages are parsed, made and written.

    raise_on_defect -- raise defects instead of registering them
    linesep         -- what ends lines on output
    cte_type        -- "7bit" or "8bit"
    max_line_length -- of output; None or 0 for no limit
    mangle_from_    -- put ">" before "From " at a line's start in bodies
    message_factory -- what makes message objects
    """

    raise_on_defect = False
    linesep = '\n'
    cte_type = '8bit'
    max_line_length = 78
    mangle_from_ = False
    message_factory = None

    def handle_defect(self, obj, defect):
        """Raises a defect, or has it registered."""
        if self.raise_on_defect:
            raise defect
        self.register_defect(obj, defect)

    def register_defect(self, obj, defect):
        """Notes a defect in the object's `defects`."""
        obj.defects.append(defect)

    def header_max_count(self, name):
        """How often a header may occur; None for any number."""
        return None

    @abc.abstractmethod
    def header_source_parse(self, sourcelines):
        """(name, value) of a header's lines, as they are to be stored."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_store_parse(self, name, value):
        """(name, value) as they are stored when a program sets a header."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_fetch_parse(self, name, value):
        """What a program gets of a stored header."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold(self, name, value):
        """The lines of a header, as str."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold_binary(self, name, value):
        """The lines of a header, as bytes."""
        raise NotImplementedError


@_extend_docstrings
class Compat32(Policy):
    """+
    The behaviour of Python 3.2 and before.
    """

    mangle_from_ = True

    def _sanitize_header(self, name, value):
        # bytes that are no ASCII show as an unknown charset
        if not isinstance(value, str):
            return value
        if _has_surrogates(value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
        return value

    def header_source_parse(self, sourcelines):
        """+
        Only the line ends of the value's end are cut off.
        """
        name, value = sourcelines[0].split(':', 1)
        value = value.lstrip(' \t') + ''.join(sourcelines[1:])
        return (name, value.rstrip('\r\n'))

    def header_store_parse(self, name, value):
        """+
        Nothing is changed.
        """
        return (name, value)

    def header_fetch_parse(self, name, value):
        """+
        Binary data becomes a Header of an unknown charset.
        """
        return self._sanitize_header(name, value)

    def fold(self, name, value):
        """+
        Lines of old stay where they are; binary data is encoded.
        """
        return self._fold(name, value, sanitize=True)

    def fold_binary(self, name, value):
        """+
        With 8bit, binary data stays as it was.
        """
        folded = self._fold(name, value, sanitize=self.cte_type == '7bit')
        return folded.encode('ascii', 'surrogateescape')

    def _fold(self, name, value, sanitize):
        parts = ['%s: ' % name]
        if isinstance(value, str):
            if _has_surrogates(value):
                if sanitize:
                    h = header.Header(value, charset=_charset.UNKNOWN8BIT,
                                      header_name=name)
                else:
                    # the value came from a file, so it need not be folded
                    parts.append(value)
                    h = None
            else:
                h = header.Header(value, header_name=name)
        else:
            # a Header, it is hoped
            h = value
        if h is not None:
            maxlinelen = 0
            if self.max_line_length is not None:
                maxlinelen = self.max_line_length
            parts.append(h.encode(linesep=self.linesep, maxlinelen=maxlinelen))
        parts.append(self.linesep)
        return ''.join(parts)


compat32 = Compat32()
