"""The policies of the standards: EmailPolicy and its instances."""

import re
import sys

from email._policybase import Compat32, Policy, _extend_docstrings, compat32
from email.contentmanager import raw_data_manager
from email.headerregistry import HeaderRegistry as HeaderRegistry
from email.message import EmailMessage
from email.utils import _has_surrogates

__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default', 'strict',
           'SMTP', 'HTTP']

linesep_splitter = re.compile(r'\n|\r')


@_extend_docstrings
class EmailPolicy(Policy):
    """+
    Headers are objects that know their structure.

    utf8            -- write headers as UTF-8 (RFC 6532)
    refold_source   -- which headers of a parsed message are folded anew:
                       "none", "long" or "all"
    header_factory  -- makes header objects of names and values
    content_manager -- for get_content() and set_content()
    """

    message_factory = EmailMessage
    utf8 = False
    refold_source = 'long'
    header_factory = HeaderRegistry()
    content_manager = raw_data_manager

    def __init__(self, **kw):
        # each policy has a registry of its own
        if 'header_factory' not in kw:
            object.__setattr__(self, 'header_factory', HeaderRegistry())
        super().__init__(**kw)

    def header_max_count(self, name):
        """+
        The header's class says it.
        """
        return self.header_factory[name].max_count

    def header_source_parse(self, sourcelines):
        """+
        Only the line ends of the value's end are cut off.
        """
        name, value = sourcelines[0].split(':', 1)
        value = value.lstrip(' \t') + ''.join(sourcelines[1:])
        return (name, value.rstrip('\r\n'))

    def header_store_parse(self, name, value):
        """+
        The value becomes a header object; it must not have line ends.
        """
        if hasattr(value, 'name') and value.name.lower() == name.lower():
            return (name, value)
        if isinstance(value, str) and len(value.splitlines()) > 1:
            raise ValueError("Header values may not contain linefeed "
                             "or carriage return characters")
        return (name, self.header_factory(name, value))

    def header_fetch_parse(self, name, value):
        """+
        The value becomes a header object, if it is none.
        """
        if hasattr(value, 'name'):
            return value
        value = ''.join(linesep_splitter.split(value))
        return self.header_factory(name, value)

    def fold(self, name, value):
        """+
        Header objects fold themselves; others as refold_source says.
        """
        return self._fold(name, value, refold_binary=True)

    def fold_binary(self, name, value):
        """+
        With 8bit, binary data stays as it was.
        """
        folded = self._fold(name, value, refold_binary=self.cte_type == '7bit')
        charset = 'utf8' if self.utf8 else 'ascii'
        return folded.encode(charset, 'surrogateescape')

    def _fold(self, name, value, refold_binary=False):
        if hasattr(value, 'name'):
            return value.fold(policy=self)
        maxlen = self.max_line_length if self.max_line_length else sys.maxsize
        lines = value.splitlines()
        refold = (self.refold_source == 'all'
                  or self.refold_source == 'long'
                  and (lines and len(lines[0]) + len(name) + 2 > maxlen
                       or any(len(x) > maxlen for x in lines[1:])))
        if refold or refold_binary and _has_surrogates(value):
            return self.header_factory(name, ''.join(lines)).fold(policy=self)
        return name + ': ' + self.linesep.join(lines) + self.linesep


default = EmailPolicy()
# the registry of the class shall be that of the ready-made policies
del default.header_factory
strict = default.clone(raise_on_defect=True)
SMTP = default.clone(linesep='\r\n')
HTTP = default.clone(linesep='\r\n', max_line_length=None)
SMTPUTF8 = SMTP.clone(utf8=True)
