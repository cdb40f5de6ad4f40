"""The grammar of structured headers (RFC 5322, 2045, 2047, 2231).

A parser takes a text that begins with its construct and returns a token and
the rest. Tokens are lists of tokens, down to terminals; nothing of the source
is lost, so that str() of a token gives it back. What is wrong is noted as
defects; HeaderParseError says that the construct is not there at all.
"""

import re
import urllib.parse

from collections import OrderedDict
from email import _encoded_words as _ew
from email import errors, utils

WSP = set(' \t')
CFWS_LEADER = WSP | set('(')
SPECIALS = set(r'()<>@,:;.\"[]')
ATOM_ENDS = SPECIALS | WSP
DOT_ATOM_ENDS = ATOM_ENDS - set('.')
PHRASE_ENDS = SPECIALS - set('."(')
TSPECIALS = (SPECIALS | set('/?=')) - set('.')
TOKEN_ENDS = TSPECIALS | WSP
ASPECIALS = TSPECIALS | set("*'%")
ATTRIBUTE_ENDS = ASPECIALS | WSP
EXTENDED_ATTRIBUTE_ENDS = ATTRIBUTE_ENDS - set('%')


def quote_string(value):
    return '"' + str(value).replace('\\', '\\\\').replace('"', r'\"') + '"'


# Tokens ---------------------------------------------------------------------


class TokenList(list):
    """A construct of the grammar."""

    token_type = None
    syntactic_break = True
    ew_combine_allowed = True

    def __init__(self, *args, token_type=None, **kw):
        super().__init__(*args, **kw)
        self.defects = []
        if token_type is not None:
            self.token_type = token_type

    def __str__(self):
        return ''.join(str(x) for x in self)

    def __repr__(self):
        return '{}({})'.format(self.__class__.__name__, super().__repr__())

    @property
    def value(self):
        return ''.join(x.value for x in self if x.value)

    @property
    def all_defects(self):
        return sum((x.all_defects for x in self), self.defects)

    @property
    def comments(self):
        return [c for token in self for c in token.comments]

    def startswith_fws(self):
        return self[0].startswith_fws()

    def find(self, kind):
        """The first token of a type in the tree; None if there is none."""
        for token in self:
            if token.token_type == kind:
                return token
            if isinstance(token, TokenList):
                found = token.find(kind)
                if found is not None:
                    return found
        return None

    def all(self, kind):
        """All tokens of a type among the items."""
        return [t for t in self if t.token_type == kind]

    def fold(self, *, policy):
        return _refold(self, policy=policy)

    def pprint(self, indent=''):
        print('\n'.join(self._pp(indent)))

    def ppstr(self, indent=''):
        return '\n'.join(self._pp(indent))

    def _pp(self, indent=''):
        yield '{}{}/{}('.format(indent, self.__class__.__name__, self.token_type)
        for token in self:
            yield from token._pp(indent + '    ')
        extra = ' Defects: {}'.format(self.defects) if self.defects else ''
        yield '{}){}'.format(indent, extra)


class WhiteSpaceTokenList(TokenList):
    """What counts as one space."""

    @property
    def value(self):
        return ' '

    @property
    def comments(self):
        return [x.content for x in self if x.token_type == 'comment']


class CFWSList(WhiteSpaceTokenList):
    token_type = 'cfws'


class UnstructuredTokenList(TokenList):
    token_type = 'unstructured'


class Phrase(TokenList):
    token_type = 'phrase'


class Word(TokenList):
    token_type = 'word'


class Atom(TokenList):
    token_type = 'atom'


class EncodedWord(TokenList):
    token_type = 'encoded-word'
    cte = None
    charset = None
    lang = None


class BareQuotedString(TokenList):
    token_type = 'bare-quoted-string'

    def __str__(self):
        return quote_string(''.join(str(x) for x in self))

    @property
    def value(self):
        return ''.join(str(x) for x in self)


class QuotedString(TokenList):
    token_type = 'quoted-string'

    @property
    def content(self):
        for x in self:
            if x.token_type == 'bare-quoted-string':
                return x.value

    @property
    def quoted_value(self):
        return ''.join(str(x) if x.token_type == 'bare-quoted-string' else x.value
                       for x in self)

    @property
    def stripped_value(self):
        for token in self:
            if token.token_type == 'bare-quoted-string':
                return token.value


class Comment(WhiteSpaceTokenList):
    token_type = 'comment'

    def __str__(self):
        return '(' + ''.join(self.quote(x) for x in self) + ')'

    def quote(self, value):
        if value.token_type == 'comment':
            return str(value)
        return str(value).replace('\\', '\\\\').replace('(', r'\(').replace(')', r'\)')

    @property
    def content(self):
        return ''.join(str(x) for x in self)

    @property
    def comments(self):
        return [self.content]


class DisplayName(Phrase):
    token_type = 'display-name'

    @property
    def display_name(self):
        parts = [x for x in self]
        text = ''
        for n, x in enumerate(parts):
            if x.token_type == 'cfws':
                if 0 < n < len(parts) - 1:
                    text += ' '
                continue
            inner = [t.value if t.token_type != 'cfws' else ' ' for t in x] \
                if isinstance(x, TokenList) and len(x) and not isinstance(x, QuotedString) \
                else [x.value]
            text += ''.join(inner)
        return text.strip(' ') if text.strip(' ') else text

    @property
    def value(self):
        quoted = bool(self.defects) or any(
            x.token_type == 'quoted-string' for x in self)
        if len(self) == 0 or not quoted:
            return super().value
        pre = post = ''

        def is_space(token):
            return token.token_type in ('cfws', 'fws')

        first = self[0]
        if is_space(first) or isinstance(first, list) and first and is_space(first[0]):
            pre = ' '
        last = self[-1]
        if is_space(last) or isinstance(last, list) and last and is_space(last[-1]):
            post = ' '
        return pre + quote_string(self.display_name) + post


class LocalPart(TokenList):
    token_type = 'local-part'

    @property
    def value(self):
        return self[0].quoted_value if self[0].token_type == 'quoted-string' else self[0].value

    @property
    def local_part(self):
        # the words, without what stands between them
        out = []
        previous_is_dot = True
        items = list(self[0]) if self[0].token_type != 'quoted-string' else [self[0]]
        for n, token in enumerate(items):
            if token.token_type == 'cfws':
                continue
            if isinstance(token, QuotedString):
                out.append(token.content)
            elif isinstance(token, TokenList):
                out.append(''.join(_text_of(token)))
            else:
                out.append(token.value)
        return ''.join(out)


def _text_of(token):
    """The values of a token without comments and space."""
    for t in token:
        if t.token_type in ('cfws', 'fws', 'comment'):
            continue
        if isinstance(t, QuotedString):
            yield t.content
        elif isinstance(t, TokenList) and not isinstance(t, EncodedWord):
            yield from _text_of(t)
        else:
            yield t.value


class DomainLiteral(TokenList):
    token_type = 'domain-literal'

    @property
    def domain(self):
        return ''.join(super().value.split())

    @property
    def ip(self):
        for x in self:
            if x.token_type == 'ptext':
                return x.value


class Domain(TokenList):
    token_type = 'domain'

    @property
    def domain(self):
        return ''.join(''.join(_text_of(self)).split())


class AddrSpec(TokenList):
    token_type = 'addr-spec'

    @property
    def local_part(self):
        return self[0].local_part

    @property
    def domain(self):
        if len(self) < 3:
            return None
        return self[-1].domain

    @property
    def value(self):
        if len(self) < 3:
            return self[0].value
        return self[0].value.rstrip() + self[1].value + self[2].value.lstrip()

    @property
    def addr_spec(self):
        local = self.local_part
        if set(local) & DOT_ATOM_ENDS or not local:
            local = quote_string(local)
        if self.domain is not None:
            return local + '@' + self.domain
        return local


class _Mailboxish(TokenList):
    """What passes on the parts of an address."""

    def _inner(self):
        found = self.find('addr-spec')
        return found

    @property
    def local_part(self):
        a = self._inner()
        return a.local_part if a is not None else None

    @property
    def domain(self):
        a = self._inner()
        return a.domain if a is not None else None

    @property
    def addr_spec(self):
        a = self._inner()
        return a.addr_spec if a is not None else '<>'

    @property
    def route(self):
        r = self.find('obs-route')
        return r.domains if r is not None else None

    @property
    def display_name(self):
        d = self.find('display-name')
        return d.display_name if d is not None else None


class ObsRoute(TokenList):
    token_type = 'obs-route'

    @property
    def domains(self):
        return [x.domain for x in self if x.token_type == 'domain']


class AngleAddr(_Mailboxish):
    token_type = 'angle-addr'


class NameAddr(_Mailboxish):
    token_type = 'name-addr'


class Mailbox(_Mailboxish):
    token_type = 'mailbox'

    @property
    def display_name(self):
        if self[0].token_type == 'name-addr':
            return self[0].display_name


class InvalidMailbox(TokenList):
    token_type = 'invalid-mailbox'
    display_name = local_part = domain = route = addr_spec = None


class MailboxList(TokenList):
    token_type = 'mailbox-list'

    @property
    def mailboxes(self):
        return self.all('mailbox')

    @property
    def all_mailboxes(self):
        return [x for x in self if x.token_type in ('mailbox', 'invalid-mailbox')]


class GroupList(TokenList):
    token_type = 'group-list'

    @property
    def mailboxes(self):
        if not self or self[0].token_type != 'mailbox-list':
            return []
        return self[0].mailboxes

    @property
    def all_mailboxes(self):
        if not self or self[0].token_type != 'mailbox-list':
            return []
        return self[0].all_mailboxes


class Group(TokenList):
    token_type = 'group'

    @property
    def mailboxes(self):
        if self[2].token_type != 'group-list':
            return []
        return self[2].mailboxes

    @property
    def all_mailboxes(self):
        if self[2].token_type != 'group-list':
            return []
        return self[2].all_mailboxes

    @property
    def display_name(self):
        return self[0].display_name


class Address(TokenList):
    token_type = 'address'

    @property
    def display_name(self):
        if self[0].token_type == 'group':
            return self[0].display_name

    @property
    def mailboxes(self):
        if self[0].token_type == 'mailbox':
            return [self[0]]
        if self[0].token_type == 'invalid-mailbox':
            return []
        return self[0].mailboxes

    @property
    def all_mailboxes(self):
        if self[0].token_type in ('mailbox', 'invalid-mailbox'):
            return [self[0]]
        return self[0].all_mailboxes


class AddressList(TokenList):
    token_type = 'address-list'

    @property
    def addresses(self):
        return self.all('address')

    @property
    def mailboxes(self):
        return sum((x.mailboxes for x in self.addresses), [])

    @property
    def all_mailboxes(self):
        return sum((x.all_mailboxes for x in self.addresses), [])


class MIMEVersion(TokenList):
    token_type = 'mime-version'
    major = None
    minor = None


class MimeParameters(TokenList):
    token_type = 'mime-parameters'
    syntactic_break = False

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.found = []

    @property
    def params(self):
        # sections of one parameter (RFC 2231) belong together
        sections = OrderedDict()
        for p in self.found:
            if p['name'] and p['value'] is not None:
                sections.setdefault(p['name'].strip().lower(), []).append(p)
        for name, parts in sections.items():
            parts = sorted(parts, key=lambda p: p['section'])
            if len(parts) > 1 and parts[0]['section'] == parts[1]['section'] == 0:
                parts[1]['token'].defects.append(errors.InvalidHeaderDefect(
                    'duplicate parameter name; duplicate(s) ignored'))
                parts = parts[:1]
            charset = parts[0]['charset'] or 'us-ascii'
            values = []
            expected = 0
            for p in parts:
                if p['section'] != expected:
                    if not p['sectioned']:
                        p['token'].defects.append(errors.InvalidHeaderDefect(
                            'duplicate parameter name; duplicate ignored'))
                        continue
                    p['token'].defects.append(errors.InvalidHeaderDefect(
                        'inconsistent RFC2231 parameter numbering'))
                expected += 1
                value = p['value']
                if p['extended']:
                    try:
                        value = urllib.parse.unquote_to_bytes(value)
                    except UnicodeEncodeError:
                        # bytes that were no ASCII
                        value = urllib.parse.unquote(value, encoding='latin-1')
                    else:
                        try:
                            value = value.decode(charset, 'surrogateescape')
                        except LookupError:
                            value = value.decode('us-ascii', 'surrogateescape')
                        if utils._has_surrogates(value):
                            p['token'].defects.append(errors.UndecodableBytesDefect())
                values.append(value)
            yield name, ''.join(values)

    def __str__(self):
        # as they mean, not as they were written
        params = '; '.join('{}={}'.format(name, quote_string(value)) if value else name
                           for name, value in self.params)
        return ' ' + params if params else ''


class ParameterizedHeaderValue(TokenList):
    syntactic_break = False

    @property
    def params(self):
        for token in reversed(self):
            if token.token_type == 'mime-parameters':
                return token.params
        return {}


class ContentType(ParameterizedHeaderValue):
    token_type = 'content-type'
    maintype = 'text'
    subtype = 'plain'


class ContentDisposition(ParameterizedHeaderValue):
    token_type = 'content-disposition'
    content_disposition = None


class ContentTransferEncoding(TokenList):
    token_type = 'content-transfer-encoding'
    cte = '7bit'


class HeaderLabel(TokenList):
    token_type = 'header-label'


class Header(TokenList):
    token_type = 'header'


class Terminal(str):
    """A token that is text."""

    syntactic_break = True
    ew_combine_allowed = True

    def __new__(cls, value, token_type):
        self = super().__new__(cls, value)
        self.token_type = token_type
        self.defects = []
        return self

    def __repr__(self):
        return "{}({})".format(self.__class__.__name__, super().__repr__())

    def pprint(self):
        print(self.__class__.__name__ + '/' + self.token_type)

    @property
    def all_defects(self):
        return list(self.defects)

    def _pp(self, indent=''):
        return ["{}{}/{}({}){}".format(
            indent, self.__class__.__name__, self.token_type, super().__repr__(),
            '' if not self.defects else ' {}'.format(self.defects))]

    @property
    def comments(self):
        return []

    @property
    def value(self):
        return str(self)

    def startswith_fws(self):
        return self and self[0] in WSP

    def __getnewargs__(self):
        return (str(self), self.token_type)


class ValueTerminal(Terminal):
    pass


class WhiteSpaceTerminal(Terminal):

    @property
    def value(self):
        return ' '

    def startswith_fws(self):
        return True


class EWWhiteSpaceTerminal(WhiteSpaceTerminal):
    """Space between encoded words, which does not count."""

    @property
    def value(self):
        return ''

    def __str__(self):
        return ''


DOT = ValueTerminal('.', 'dot')
ListSeparator = ValueTerminal(',', 'list-separator')
RouteComponentMarker = ValueTerminal('@', 'route-component-marker')


# Parsers --------------------------------------------------------------------

_wsp_splitter = re.compile('([{}]+)'.format(''.join(WSP))).split
_non_printable_finder = re.compile(r"[\x00-\x20\x7F]").findall


def _run(value, ends):
    """How far no character of `ends` comes."""
    n = 0
    while n < len(value) and value[n] not in ends:
        n += 1
    return n


def _validate_xtext(xtext):
    found = _non_printable_finder(xtext)
    if found:
        xtext.defects.append(errors.NonPrintableDefect(found))
    if utils._has_surrogates(xtext):
        xtext.defects.append(errors.UndecodableBytesDefect(
            "Non-ASCII characters found in header token"))


def _get_ptext_to_endchars(value, endchars):
    """(text with quoted pairs resolved, rest, whether there were any)"""
    fragment, *remainder = _wsp_splitter(value, 1)
    out = []
    escape = had_qp = False
    for pos, c in enumerate(fragment):
        if c == '\\':
            if escape:
                escape = False
                had_qp = True
            else:
                escape = True
                continue
        if escape:
            escape = False
        elif c in endchars:
            break
        out.append(c)
    else:
        pos = len(fragment)
    return ''.join(out), ''.join([fragment[pos:]] + remainder), had_qp


def get_fws(value):
    newvalue = value.lstrip(' \t')
    return WhiteSpaceTerminal(value[:len(value) - len(newvalue)], 'fws'), newvalue


def get_encoded_word(value):
    ew = EncodedWord()
    if not value.startswith('=?'):
        raise errors.HeaderParseError("expected encoded word but found {}".format(value))
    tok, *remainder = value[2:].split('?=', 1)
    if tok == value[2:]:
        raise errors.HeaderParseError("expected encoded word but found {}".format(value))
    remstr = ''.join(remainder)
    if len(remstr) > 1 and re.match('[0-9a-fA-F]{2}', remstr):
        # "?=" was the end of the charset part and a quoted octet
        rest, *remainder = remstr.split('?=', 1)
        tok = tok + '?=' + rest
    if len(tok.split()) > 1:
        ew.defects.append(errors.InvalidHeaderDefect("whitespace inside encoded word"))
    ew.cte = value
    value = ''.join(remainder)
    try:
        text, charset, lang, defects = _ew.decode('=?' + tok + '?=')
    except (ValueError, KeyError):
        raise errors.HeaderParseError(
            "encoded word format invalid: '{}'".format(ew.cte))
    ew.charset = charset
    ew.lang = lang
    ew.defects.extend(defects)
    while text:
        if text[0] in WSP:
            token, text = get_fws(text)
            ew.append(token)
            continue
        chars, *remainder = _wsp_splitter(text, 1)
        vtext = ValueTerminal(chars, 'vtext')
        _validate_xtext(vtext)
        ew.append(vtext)
        text = ''.join(remainder)
    return ew, value


def get_unstructured(value):
    unstructured = UnstructuredTokenList()
    while value:
        if value[0] in WSP:
            token, value = get_fws(value)
            unstructured.append(token)
            continue
        if value.startswith('=?'):
            try:
                token, value = get_encoded_word(value)
            except errors.HeaderParseError:
                pass
            else:
                have_ws = True
                if len(unstructured) > 0:
                    if unstructured[-1].token_type != 'fws':
                        unstructured.defects.append(errors.InvalidHeaderDefect(
                            "missing whitespace before encoded word"))
                        have_ws = False
                if have_ws and len(unstructured) > 1:
                    if unstructured[-2].token_type == 'encoded-word':
                        unstructured[-1] = EWWhiteSpaceTerminal(unstructured[-1], 'fws')
                unstructured.append(token)
                continue
        tok, *remainder = _wsp_splitter(value, 1)
        at = tok.find('=?', 1)
        if at > 0 and re.match(r'=\?[^?\s]+\?[qQbB]\?[^?\s]*\?=', tok[at:]):
            # an encoded word right behind text
            remainder = [tok[at:]] + remainder
            tok = tok[:at]
        vtext = ValueTerminal(tok, 'vtext')
        _validate_xtext(vtext)
        unstructured.append(vtext)
        value = ''.join(remainder)
    return unstructured


def get_qp_ctext(value):
    text, value, _ = _get_ptext_to_endchars(value, '()')
    token = WhiteSpaceTerminal(text, 'ptext')
    _validate_xtext(token)
    return token, value


def get_qcontent(value):
    text, value, _ = _get_ptext_to_endchars(value, '"')
    token = ValueTerminal(text, 'ptext')
    _validate_xtext(token)
    return token, value


def get_atext(value):
    n = _run(value, ATOM_ENDS)
    if n == 0:
        raise errors.HeaderParseError("expected atext but found '{}'".format(value))
    token = ValueTerminal(value[:n], 'atext')
    _validate_xtext(token)
    return token, value[n:]


def get_bare_quoted_string(value):
    if not value or value[0] != '"':
        raise errors.HeaderParseError("expected '\"' but found '{}'".format(value))
    bare = BareQuotedString()
    value = value[1:]
    if value and value[0] == '"':
        token, value = get_qcontent(value)
        bare.append(token)
    while value and value[0] != '"':
        if value[0] in WSP:
            token, value = get_fws(value)
        elif value[:2] == '=?':
            try:
                token, value = get_encoded_word(value)
                bare.defects.append(errors.InvalidHeaderDefect(
                    "encoded word inside quoted string"))
            except errors.HeaderParseError:
                token, value = get_qcontent(value)
        else:
            token, value = get_qcontent(value)
        bare.append(token)
    if not value:
        bare.defects.append(errors.InvalidHeaderDefect(
            "end of header inside quoted string"))
        return bare, value
    return bare, value[1:]


def get_comment(value):
    if value and value[0] != '(':
        raise errors.HeaderParseError("expected '(' but found '{}'".format(value))
    comment = Comment()
    value = value[1:]
    while value and value[0] != ')':
        if value[0] in WSP:
            token, value = get_fws(value)
        elif value[0] == '(':
            token, value = get_comment(value)
        else:
            token, value = get_qp_ctext(value)
        comment.append(token)
    if not value:
        comment.defects.append(errors.InvalidHeaderDefect("end of header inside comment"))
        return comment, value
    return comment, value[1:]


def get_cfws(value):
    cfws = CFWSList()
    while value and value[0] in CFWS_LEADER:
        token, value = get_fws(value) if value[0] in WSP else get_comment(value)
        cfws.append(token)
    return cfws, value


def _around(token_list, value, inner, what):
    """Comments and space, the construct, and such again."""
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        token_list.append(token)
    token, value = inner(value)
    token_list.append(token)
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        token_list.append(token)
    return token_list, value


def get_quoted_string(value):
    return _around(QuotedString(), value, get_bare_quoted_string, 'quoted-string')


def _atext_or_ew(atext):
    def inner(value):
        if value and value[0] in ATOM_ENDS:
            raise errors.HeaderParseError("expected atom but found '{}'".format(value))
        if value.startswith('=?'):
            try:
                return get_encoded_word(value)
            except errors.HeaderParseError:
                pass
        return atext(value)
    return inner


def get_atom(value):
    return _around(Atom(), value, _atext_or_ew(get_atext), 'atom')


def get_dot_atom_text(value):
    dot_atom_text = TokenList(token_type='dot-atom-text')
    if not value or value[0] in ATOM_ENDS:
        raise errors.HeaderParseError(
            "expected atom at a start of dot-atom-text but found '{}'".format(value))
    while value and value[0] not in ATOM_ENDS:
        token, value = get_atext(value)
        dot_atom_text.append(token)
        if value and value[0] == '.':
            dot_atom_text.append(DOT)
            value = value[1:]
    if dot_atom_text[-1] is DOT:
        raise errors.HeaderParseError(
            "expected atom at end of dot-atom-text but found '{}'".format('.' + value))
    return dot_atom_text, value


def get_dot_atom(value):
    def inner(value):
        if value.startswith('=?'):
            try:
                return get_encoded_word(value)
            except errors.HeaderParseError:
                pass
        return get_dot_atom_text(value)
    return _around(TokenList(token_type='dot-atom'), value, inner, 'dot-atom')


def get_word(value):
    leader = None
    if value and value[0] in CFWS_LEADER:
        leader, value = get_cfws(value)
    if not value:
        raise errors.HeaderParseError("Expected 'atom' or 'quoted-string' but found nothing.")
    if value[0] == '"':
        token, value = get_quoted_string(value)
    elif value[0] in SPECIALS:
        raise errors.HeaderParseError(
            "Expected 'atom' or 'quoted-string' but found '{}'".format(value))
    else:
        token, value = get_atom(value)
    if leader is not None:
        token[:0] = [leader]
    return token, value


def get_phrase(value):
    phrase = Phrase()
    try:
        token, value = get_word(value)
        phrase.append(token)
    except errors.HeaderParseError:
        phrase.defects.append(errors.InvalidHeaderDefect("phrase does not start with word"))
    while value and value[0] not in PHRASE_ENDS:
        if value[0] == '.':
            phrase.append(DOT)
            phrase.defects.append(errors.ObsoleteHeaderDefect("period in 'phrase'"))
            value = value[1:]
            continue
        try:
            token, value = get_word(value)
        except errors.HeaderParseError:
            if value[0] not in CFWS_LEADER:
                raise
            token, value = get_cfws(value)
            phrase.defects.append(errors.ObsoleteHeaderDefect(
                "comment found without atom"))
        phrase.append(token)
    return phrase, value


def get_local_part(value):
    local_part = LocalPart()
    leader = None
    if value and value[0] in CFWS_LEADER:
        leader, value = get_cfws(value)
    if not value:
        raise errors.HeaderParseError("expected local-part but found '{}'".format(value))
    try:
        token, value = get_dot_atom(value)
    except errors.HeaderParseError:
        try:
            token, value = get_word(value)
        except errors.HeaderParseError:
            if value[0] != '\\' and value[0] in PHRASE_ENDS:
                raise
            token = TokenList()
    if leader is not None:
        token[:0] = [leader]
    local_part.append(token)
    if value and (value[0] == '\\' or value[0] not in PHRASE_ENDS):
        obs, value = get_obs_local_part(str(local_part) + value)
        if obs.token_type == 'invalid-obs-local-part':
            local_part.defects.append(errors.InvalidHeaderDefect(
                "local-part is not dot-atom, quoted-string, or obs-local-part"))
        else:
            local_part.defects.append(errors.ObsoleteHeaderDefect(
                "local-part is not a dot-atom (contains CFWS)"))
        local_part[0] = obs
    try:
        local_part.value.encode('ascii')
    except UnicodeEncodeError:
        local_part.defects.append(errors.NonASCIILocalPartDefect(
            "local-part contains non-ASCII characters)"))
    return local_part, value


def get_obs_local_part(value):
    obs = TokenList(token_type='obs-local-part')
    last_dot = False
    while value and (value[0] == '\\' or value[0] not in PHRASE_ENDS):
        if value[0] == '.':
            if last_dot:
                obs.defects.append(errors.InvalidHeaderDefect("invalid repeated '.'"))
            obs.append(DOT)
            last_dot = True
            value = value[1:]
            continue
        if value[0] == '\\':
            obs.append(ValueTerminal(value[0], 'misplaced-special'))
            value = value[1:]
            obs.defects.append(errors.InvalidHeaderDefect(
                "'\\' character outside of quoted-string/ccontent"))
            last_dot = False
            continue
        if obs and obs[-1].token_type != 'dot':
            obs.defects.append(errors.InvalidHeaderDefect("missing '.' between words"))
        try:
            token, value = get_word(value)
            last_dot = False
        except errors.HeaderParseError:
            if value[0] not in CFWS_LEADER:
                raise
            token, value = get_cfws(value)
        obs.append(token)
    if (obs[0].token_type == 'dot'
            or obs[0].token_type == 'cfws' and len(obs) > 1 and obs[1].token_type == 'dot'):
        obs.defects.append(errors.InvalidHeaderDefect("Invalid leading '.' in local part"))
    if (obs[-1].token_type == 'dot'
            or obs[-1].token_type == 'cfws' and len(obs) > 1 and obs[-2].token_type == 'dot'):
        obs.defects.append(errors.InvalidHeaderDefect("Invalid trailing '.' in local part"))
    if obs.defects:
        obs.token_type = 'invalid-obs-local-part'
    return obs, value


def get_dtext(value):
    text, value, had_qp = _get_ptext_to_endchars(value, '[]')
    token = ValueTerminal(text, 'ptext')
    if had_qp:
        token.defects.append(errors.ObsoleteHeaderDefect(
            "quoted printable found in domain-literal"))
    _validate_xtext(token)
    return token, value


def _check_for_early_dl_end(value, domain_literal):
    if value:
        return False
    domain_literal.append(errors.InvalidHeaderDefect("end of input inside domain-literal"))
    return True


def get_domain_literal(value):
    dl = DomainLiteral()
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        dl.append(token)
    if not value:
        raise errors.HeaderParseError("expected domain-literal")
    if value[0] != '[':
        raise errors.HeaderParseError(
            "expected '[' at start of domain-literal but found '{}'".format(value))
    dl.append(ValueTerminal('[', 'domain-literal-start'))
    value = value[1:]

    def ended():
        dl.defects.append(errors.InvalidHeaderDefect("end of input inside domain-literal"))
        dl.append(ValueTerminal(']', 'domain-literal-end'))
        return dl, value

    if not value:
        return ended()
    if value[0] in WSP:
        token, value = get_fws(value)
        dl.append(token)
    token, value = get_dtext(value)
    dl.append(token)
    if not value:
        return ended()
    if value[0] in WSP:
        token, value = get_fws(value)
        dl.append(token)
    if not value:
        return ended()
    if value[0] != ']':
        raise errors.HeaderParseError(
            "expected ']' at end of domain-literal but found '{}'".format(value))
    dl.append(ValueTerminal(']', 'domain-literal-end'))
    value = value[1:]
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        dl.append(token)
    return dl, value


def get_domain(value):
    domain = Domain()
    leader = None
    if value and value[0] in CFWS_LEADER:
        leader, value = get_cfws(value)
    if not value:
        raise errors.HeaderParseError("expected domain but found '{}'".format(value))
    if value[0] == '[':
        token, value = get_domain_literal(value)
        if leader is not None:
            token[:0] = [leader]
        domain.append(token)
        return domain, value
    try:
        token, value = get_dot_atom(value)
    except errors.HeaderParseError:
        token, value = get_atom(value)
    if value and value[0] == '@':
        raise errors.HeaderParseError('Invalid Domain')
    if leader is not None:
        token[:0] = [leader]
    domain.append(token)
    if value and value[0] == '.':
        domain.defects.append(errors.ObsoleteHeaderDefect(
            "domain is not a dot-atom (contains CFWS)"))
        if domain[0].token_type == 'dot-atom':
            domain[:] = domain[0]
        while value and value[0] == '.':
            domain.append(DOT)
            token, value = get_atom(value[1:])
            domain.append(token)
    return domain, value


def get_addr_spec(value):
    addr_spec = AddrSpec()
    token, value = get_local_part(value)
    addr_spec.append(token)
    if not value or value[0] != '@':
        addr_spec.defects.append(errors.InvalidHeaderDefect(
            "addr-spec local part with no domain"))
        return addr_spec, value
    addr_spec.append(ValueTerminal('@', 'address-at-symbol'))
    token, value = get_domain(value[1:])
    addr_spec.append(token)
    return addr_spec, value


def get_obs_route(value):
    obs_route = ObsRoute()
    while value and (value[0] == ',' or value[0] in CFWS_LEADER):
        if value[0] in CFWS_LEADER:
            token, value = get_cfws(value)
            obs_route.append(token)
        else:
            obs_route.append(ListSeparator)
            value = value[1:]
    if not value or value[0] != '@':
        raise errors.HeaderParseError("expected obs-route domain but found '{}'".format(value))
    obs_route.append(RouteComponentMarker)
    token, value = get_domain(value[1:])
    obs_route.append(token)
    while value and value[0] == ',':
        obs_route.append(ListSeparator)
        value = value[1:]
        if not value:
            break
        if value[0] in CFWS_LEADER:
            token, value = get_cfws(value)
            obs_route.append(token)
        if value and value[0] == '@':
            obs_route.append(RouteComponentMarker)
            token, value = get_domain(value[1:])
            obs_route.append(token)
    if not value:
        raise errors.HeaderParseError("end of header while parsing obs-route")
    if value[0] != ':':
        raise errors.HeaderParseError(
            "expected ':' marking end of obs-route but found '{}'".format(value))
    obs_route.append(ValueTerminal(':', 'end-of-obs-route-marker'))
    return obs_route, value[1:]


def get_angle_addr(value):
    angle_addr = AngleAddr()
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        angle_addr.append(token)
    if not value or value[0] != '<':
        raise errors.HeaderParseError("expected angle-addr but found '{}'".format(value))
    angle_addr.append(ValueTerminal('<', 'angle-addr-start'))
    value = value[1:]
    # "<>" is an address of its own kind
    if value and value[0] == '>':
        angle_addr.append(ValueTerminal('>', 'angle-addr-end'))
        angle_addr.defects.append(errors.InvalidHeaderDefect("null addr-spec in angle-addr"))
        return angle_addr, value[1:]
    try:
        token, value = get_addr_spec(value)
    except errors.HeaderParseError:
        try:
            token, value = get_obs_route(value)
            angle_addr.defects.append(errors.ObsoleteHeaderDefect(
                "obsolete route specification in angle-addr"))
        except errors.HeaderParseError:
            raise errors.HeaderParseError(
                "expected addr-spec or obs-route but found '{}'".format(value))
        angle_addr.append(token)
        token, value = get_addr_spec(value)
    angle_addr.append(token)
    if value and value[0] == '>':
        value = value[1:]
    else:
        angle_addr.defects.append(errors.InvalidHeaderDefect(
            "missing trailing '>' on angle-addr"))
    angle_addr.append(ValueTerminal('>', 'angle-addr-end'))
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        angle_addr.append(token)
    return angle_addr, value


def get_display_name(value):
    display_name = DisplayName()
    token, value = get_phrase(value)
    display_name.extend(token[:])
    display_name.defects = token.defects[:]
    return display_name, value


def get_name_addr(value):
    name_addr = NameAddr()
    leader = None
    if value[0] in CFWS_LEADER:
        leader, value = get_cfws(value)
        if not value:
            raise errors.HeaderParseError("expected name-addr but found '{}'".format(leader))
    if value[0] != '<':
        if value[0] in PHRASE_ENDS:
            raise errors.HeaderParseError("expected name-addr but found '{}'".format(value))
        token, value = get_display_name(value)
        if not value:
            raise errors.HeaderParseError("expected name-addr but found '{}'".format(token))
        if leader is not None:
            token[0][:0] = [leader]
            leader = None
        name_addr.append(token)
    token, value = get_angle_addr(value)
    if leader is not None:
        token[:0] = [leader]
    name_addr.append(token)
    return name_addr, value


def get_mailbox(value):
    mailbox = Mailbox()
    try:
        token, value = get_name_addr(value)
    except errors.HeaderParseError:
        try:
            token, value = get_addr_spec(value)
        except errors.HeaderParseError:
            raise errors.HeaderParseError("expected mailbox but found '{}'".format(value))
    if any(isinstance(x, errors.InvalidHeaderDefect) for x in token.all_defects):
        mailbox.token_type = 'invalid-mailbox'
    mailbox.append(token)
    return mailbox, value


def get_invalid_mailbox(value, endchars):
    invalid = InvalidMailbox()
    while value and value[0] not in endchars:
        if value[0] in PHRASE_ENDS:
            invalid.append(ValueTerminal(value[0], 'misplaced-special'))
            value = value[1:]
        else:
            token, value = get_phrase(value)
            invalid.append(token)
    return invalid, value


def get_mailbox_list(value):
    mailbox_list = MailboxList()
    while value and value[0] != ';':
        try:
            token, value = get_mailbox(value)
            mailbox_list.append(token)
        except errors.HeaderParseError:
            value = _bad_element(mailbox_list, value, ',;', 'mailbox-list', None)
        if value and value[0] not in ',;':
            # what is left belongs to a mailbox that is invalid
            mailbox = mailbox_list[-1]
            mailbox.token_type = 'invalid-mailbox'
            token, value = get_invalid_mailbox(value, ',;')
            mailbox.extend(token)
            mailbox_list.defects.append(errors.InvalidHeaderDefect(
                "invalid mailbox in mailbox-list"))
        if value and value[0] == ',':
            mailbox_list.append(ListSeparator)
            value = value[1:]
    return mailbox_list, value


def _bad_element(tokens, value, ends, where, wrap):
    """An element that is none: empty, or invalid."""
    leader = None
    wrapped = wrap if wrap is not None else (lambda t: t)
    if value[0] in CFWS_LEADER:
        leader, value = get_cfws(value)
        if not value or value[0] in ends:
            tokens.append(leader)
            tokens.defects.append(errors.ObsoleteHeaderDefect(
                "empty element in mailbox-list" if where == 'mailbox-list'
                else "address-list entry with no content"))
            return value
        token, value = get_invalid_mailbox(value, ends)
        token[:0] = [leader]
        tokens.append(wrapped(token))
    elif value[0] == ',':
        tokens.defects.append(errors.ObsoleteHeaderDefect(
            "empty element in " + where))
        return value
    else:
        token, value = get_invalid_mailbox(value, ends)
        tokens.append(wrapped(token))
    tokens.defects.append(errors.InvalidHeaderDefect(
        "invalid {} in {}".format(where[:-5], where)))
    return value


def get_group_list(value):
    group_list = GroupList()
    if not value:
        group_list.defects.append(errors.InvalidHeaderDefect("end of header before group-list"))
        return group_list, value
    leader = None
    if value[0] in CFWS_LEADER:
        leader, value = get_cfws(value)
        if not value:
            group_list.defects.append(errors.InvalidHeaderDefect(
                "end of header in group-list"))
            group_list.append(leader)
            return group_list, value
        if value[0] == ';':
            group_list.append(leader)
            return group_list, value
    token, value = get_mailbox_list(value)
    if len(token.all_mailboxes) == 0:
        if leader is not None:
            group_list.append(leader)
        group_list.extend(token)
        group_list.defects.append(errors.ObsoleteHeaderDefect("group-list with empty entries"))
        return group_list, value
    if leader is not None:
        token[:0] = [leader]
    group_list.append(token)
    return group_list, value


def get_group(value):
    group = Group()
    token, value = get_display_name(value)
    if not value or value[0] != ':':
        raise errors.HeaderParseError(
            "expected ':' at end of group display name but found '{}'".format(value))
    group.append(token)
    group.append(ValueTerminal(':', 'group-display-name-terminator'))
    value = value[1:]
    if value and value[0] == ';':
        group.append(ValueTerminal(';', 'group-terminator'))
        return group, value[1:]
    token, value = get_group_list(value)
    group.append(token)
    if not value:
        group.defects.append(errors.InvalidHeaderDefect("end of header in group"))
    elif value[0] != ';':
        raise errors.HeaderParseError(
            "expected ';' at end of group but found {}".format(value))
    group.append(ValueTerminal(';', 'group-terminator'))
    value = value[1:]
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        group.append(token)
    return group, value


def get_address(value):
    address = Address()
    try:
        token, value = get_group(value)
    except errors.HeaderParseError:
        try:
            token, value = get_mailbox(value)
        except errors.HeaderParseError:
            raise errors.HeaderParseError("expected address but found '{}'".format(value))
    address.append(token)
    return address, value


def get_address_list(value):
    address_list = AddressList()
    while value:
        try:
            token, value = get_address(value)
            address_list.append(token)
        except errors.HeaderParseError:
            value = _bad_element(address_list, value, ',', 'address-list',
                                 lambda t: Address([t]))
        if value and value[0] != ',':
            mailbox = address_list[-1][0]
            mailbox.token_type = 'invalid-mailbox'
            token, value = get_invalid_mailbox(value, ',')
            mailbox.extend(token)
            address_list.defects.append(errors.InvalidHeaderDefect(
                "invalid address in address-list"))
        if value:
            address_list.append(ValueTerminal(',', 'list-separator'))
            value = value[1:]
    return address_list, value


# MIME -----------------------------------------------------------------------


def parse_mime_version(value):
    mime_version = MIMEVersion()
    if not value:
        mime_version.defects.append(errors.HeaderMissingRequiredValue(
            "Missing MIME version number (eg: 1.0)"))
        return mime_version

    def space(value):
        if value and value[0] in CFWS_LEADER:
            token, value = get_cfws(value)
            mime_version.append(token)
        return value

    def invalid(text, value):
        mime_version.defects.append(errors.InvalidHeaderDefect(text))
        if value:
            mime_version.append(ValueTerminal(value, 'xtext'))
        return mime_version

    value = space(value)
    if not value:
        mime_version.defects.append(errors.HeaderMissingRequiredValue(
            "Expected MIME version number but found only CFWS"))
        return mime_version
    n = _run(value, set('.') | CFWS_LEADER)
    digits, rest = value[:n], value[n:]
    if not digits.isdigit():
        bad = "Expected MIME major version number but found {!r}".format(digits)
        mime_version.append(ValueTerminal(digits, 'xtext'))
        return invalid(bad, rest)
    mime_version.major = int(digits)
    mime_version.append(ValueTerminal(digits, 'digits'))
    value = space(rest)
    if not value or value[0] != '.':
        mime_version.major = None if mime_version.major is None else mime_version.major
        return invalid("Incomplete MIME version; found only major number", value)
    mime_version.append(ValueTerminal('.', 'version-separator'))
    value = space(value[1:])
    if not value:
        return invalid("Incomplete MIME version; found only major number", value)
    n = _run(value, CFWS_LEADER)
    digits, rest = value[:n], value[n:]
    if not digits.isdigit():
        mime_version.append(ValueTerminal(digits, 'xtext'))
        return invalid("Expected MIME minor version number but found {!r}".format(digits), rest)
    mime_version.minor = int(digits)
    mime_version.append(ValueTerminal(digits, 'digits'))
    value = space(rest)
    if value:
        return invalid("Excess non-CFWS text after MIME version", value)
    return mime_version


def _get_token(value, ends, kind, text):
    """Text up to `ends`, with comments and space around."""
    token_list = TokenList(token_type=kind)
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        token_list.append(token)
    n = _run(value, ends)
    if n == 0:
        raise errors.HeaderParseError("expected {} but found '{}'".format(kind, value))
    terminal = ValueTerminal(value[:n], text)
    _validate_xtext(terminal)
    token_list.append(terminal)
    value = value[n:]
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        token_list.append(token)
    return token_list, value


def get_token(value):
    return _get_token(value, TOKEN_ENDS, 'token', 'ttext')


def get_attribute(value):
    return _get_token(value, ATTRIBUTE_ENDS, 'attribute', 'attrtext')


def get_extended_attribute(value):
    return _get_token(value, EXTENDED_ATTRIBUTE_ENDS, 'extended-attribute',
                      'extended-attrtext')


def _plain(token):
    return ''.join(_text_of(token))


def _get_parameter(value):
    """A parameter, as a token and what it says; (token, dict, rest)"""
    param = TokenList(token_type='parameter')
    info = {'name': None, 'value': None, 'section': 0, 'sectioned': False,
            'extended': False, 'charset': None, 'lang': None, 'token': param}
    token, value = get_attribute(value)
    param.append(token)
    info['name'] = _plain(token)
    if not value or value[0] == ';':
        param.defects.append(errors.InvalidHeaderDefect(
            "Parameter contains name ({}) but no value".format(token)))
        return param, info, value
    if value[0] == '*':
        m = re.match(r'\*(\d+)(\*?)', value)
        if m:
            info['section'] = int(m.group(1))
            info['sectioned'] = True
            info['extended'] = bool(m.group(2))
            if len(m.group(1)) > 1 and m.group(1)[0] == '0':
                param.defects.append(errors.InvalidHeaderDefect(
                    "section number has an invalid leading 0"))
            end = m.end()
        else:
            info['extended'] = True
            end = 1
        param.append(ValueTerminal(value[:end], 'section'))
        value = value[end:]
        if not value:
            raise errors.HeaderParseError("Incomplete parameter")
    if value[0] != '=':
        raise errors.HeaderParseError("Parameter not followed by '='")
    param.append(ValueTerminal('=', 'parameter-separator'))
    value = value[1:]
    if value and value[0] in CFWS_LEADER:
        token, value = get_cfws(value)
        param.append(token)
    quoted = value[:1] == '"'
    if quoted:
        token, value = get_quoted_string(value)
        text = token.stripped_value
        if info['extended'] and not info['sectioned'] or info['extended'] and info['section'] == 0:
            param.defects.append(errors.InvalidHeaderDefect(
                "Quoted string value for extended parameter is invalid"))
        elif text and text.count("'") == 2 and '%' in text and not info['extended'] \
                and info['sectioned']:
            info['extended'] = True
    else:
        n = _run(value, set(';') | CFWS_LEADER)
        n = min(n, _run(value, set('"')))
        ends = EXTENDED_ATTRIBUTE_ENDS - set("'*") if info['extended'] else TOKEN_ENDS
        token = TokenList(token_type='value')
        terminal = ValueTerminal(value[:n], 'vtext')
        if n and set(value[:n]) & (ends - WSP):
            pass
        _validate_xtext(terminal)
        token.append(terminal)
        text = str(terminal)
        value = value[n:]
        if value and value[0] in CFWS_LEADER:
            space, value = get_cfws(value)
            token.append(space)
    param.append(token)
    if info['extended'] and info['section'] == 0:
        parts = text.split("'", 2)
        if len(parts) == 3:
            info['charset'], info['lang'], text = parts
        else:
            param.defects.append(errors.InvalidHeaderDefect(
                "Missing required charset/lang delimiters in extended parameter"))
            info['extended'] = info['extended'] and '%' in text
    info['value'] = text
    return param, info, value


def get_parameter(value):
    param, info, value = _get_parameter(value)
    return param, value


def parse_mime_parameters(value):
    params = MimeParameters()
    while value:
        try:
            token, info, value = _get_parameter(value)
            params.append(token)
            params.found.append(info)
        except errors.HeaderParseError:
            leader = None
            if value[0] in CFWS_LEADER:
                leader, value = get_cfws(value)
            if not value:
                params.append(leader)
                return params
            if value[0] == ';':
                if leader is not None:
                    params.append(leader)
                params.defects.append(errors.InvalidHeaderDefect(
                    "parameter entry with no content"))
            else:
                token, value = _invalid_parameter(value)
                if leader:
                    token[:0] = [leader]
                params.append(token)
                params.defects.append(errors.InvalidHeaderDefect(
                    "invalid parameter {!r}".format(str(token))))
        if value and value[0] != ';':
            param = params[-1]
            param.token_type = 'invalid-parameter'
            token, value = _invalid_parameter(value)
            param.extend(token)
            params.defects.append(errors.InvalidHeaderDefect(
                "parameter with invalid trailing text {!r}".format(str(token))))
        if value:
            params.append(ValueTerminal(';', 'parameter-separator'))
            value = value[1:]
    return params


def _invalid_parameter(value):
    invalid = TokenList(token_type='invalid-parameter')
    while value and value[0] != ';':
        if value[0] in PHRASE_ENDS:
            invalid.append(ValueTerminal(value[0], 'misplaced-special'))
            value = value[1:]
        else:
            token, value = get_phrase(value)
            invalid.append(token)
    return invalid, value


def _find_mime_parameters(tokenlist, value):
    """Whatever comes before parameters after all."""
    while value and value[0] != ';':
        if value[0] in PHRASE_ENDS:
            tokenlist.append(ValueTerminal(value[0], 'misplaced-special'))
            value = value[1:]
        else:
            token, value = get_phrase(value)
            tokenlist.append(token)
    if not value:
        return
    tokenlist.append(ValueTerminal(';', 'parameter-separator'))
    tokenlist.append(parse_mime_parameters(value[1:]))


def parse_content_type_header(value):
    ctype = ContentType()
    if not value:
        ctype.defects.append(errors.HeaderMissingRequiredValue(
            "Missing content type specification"))
        return ctype
    try:
        token, value = get_token(value)
    except errors.HeaderParseError:
        ctype.defects.append(errors.InvalidHeaderDefect(
            "Expected content maintype but found {!r}".format(value)))
        _find_mime_parameters(ctype, value)
        return ctype
    ctype.append(token)
    if not value or value[0] != '/':
        ctype.defects.append(errors.InvalidHeaderDefect("Invalid content type"))
        if value:
            _find_mime_parameters(ctype, value)
        return ctype
    maintype = token.value.strip().lower()
    ctype.append(ValueTerminal('/', 'content-type-separator'))
    value = value[1:]
    try:
        token, value = get_token(value)
    except errors.HeaderParseError:
        ctype.defects.append(errors.InvalidHeaderDefect(
            "Expected content subtype but found {!r}".format(value)))
        _find_mime_parameters(ctype, value)
        return ctype
    ctype.append(token)
    ctype.maintype = maintype
    ctype.subtype = token.value.strip().lower()
    if not value:
        return ctype
    if value[0] != ';':
        ctype.defects.append(errors.InvalidHeaderDefect(
            "Only parameters are valid after content type, but found {!r}".format(value)))
        # RFC 2045 5.2: as if it were text/plain
        del ctype.maintype, ctype.subtype
        _find_mime_parameters(ctype, value)
        return ctype
    ctype.append(ValueTerminal(';', 'parameter-separator'))
    ctype.append(parse_mime_parameters(value[1:]))
    return ctype


def parse_content_disposition_header(value):
    disp = ContentDisposition()
    if not value:
        disp.defects.append(errors.HeaderMissingRequiredValue("Missing content disposition"))
        return disp
    try:
        token, value = get_token(value)
    except errors.HeaderParseError:
        disp.defects.append(errors.InvalidHeaderDefect(
            "Expected content disposition but found {!r}".format(value)))
        _find_mime_parameters(disp, value)
        return disp
    disp.append(token)
    disp.content_disposition = token.value.strip().lower()
    if not value:
        return disp
    if value[0] != ';':
        disp.defects.append(errors.InvalidHeaderDefect(
            "Only parameters are valid after content disposition, but found {!r}".format(value)))
        _find_mime_parameters(disp, value)
        return disp
    disp.append(ValueTerminal(';', 'parameter-separator'))
    disp.append(parse_mime_parameters(value[1:]))
    return disp


def parse_content_transfer_encoding_header(value):
    cte = ContentTransferEncoding()
    if not value:
        cte.defects.append(errors.HeaderMissingRequiredValue(
            "Missing content transfer encoding"))
        return cte
    try:
        token, value = get_token(value)
    except errors.HeaderParseError:
        cte.defects.append(errors.InvalidHeaderDefect(
            "Expected content transfer encoding but found {!r}".format(value)))
    else:
        cte.append(token)
        cte.cte = token.value.strip().lower()
    if not value:
        return cte
    while value:
        cte.defects.append(errors.InvalidHeaderDefect(
            "Extra text after content transfer encoding"))
        if value[0] in PHRASE_ENDS:
            cte.append(ValueTerminal(value[0], 'misplaced-special'))
            value = value[1:]
        else:
            token, value = get_phrase(value)
            cte.append(token)
    return cte


# Folding --------------------------------------------------------------------


def _pieces(token, plain):
    """The tree as (text, is space, may be encoded), in order."""
    if isinstance(token, WhiteSpaceTerminal) and token.token_type == 'fws':
        yield str.__str__(token), True, True
    elif isinstance(token, Terminal):
        yield str(token), False, token.token_type in ('vtext', 'atext', 'ptext')
    elif isinstance(token, (BareQuotedString, Comment)):
        text = str(token)
        if plain(text):
            for n, part in enumerate(_wsp_splitter(text)):
                if part:
                    yield part, part[0] in WSP, False
        else:
            # encoded words take the place of the quotes
            inner = ''.join(str(x) for x in token)
            yield inner, False, True
    elif isinstance(token, EncodedWord):
        text = ''.join(str(x) for x in token)
        yield text, False, True
    elif isinstance(token, MimeParameters):
        params = list(token.params)
        for n, (name, value) in enumerate(params):
            text = '{}={}'.format(name, quote_string(value)) if value else name
            if not plain(text):
                charset = 'unknown-8bit' if utils._has_surrogates(value) else 'utf-8'
                text = "{}*={}''{}".format(name, charset, urllib.parse.quote(
                    value, safe='', encoding='utf-8', errors='surrogateescape'))
            yield ' ', True, True
            yield text + (';' if n + 1 < len(params) else ''), False, False
    else:
        for t in token:
            yield from _pieces(t, plain)


def _refold(tree, *, policy):
    """The lines of a header, its name included, with line ends."""
    maxlen = policy.max_line_length or float("+inf")
    utf8 = policy.utf8

    def plain(text):
        if utf8:
            return not utils._has_surrogates(text)
        try:
            text.encode('ascii')
            return True
        except UnicodeEncodeError:
            return False

    units = []
    for text, space, encodable in _pieces(tree, plain):
        if not text:
            continue
        if space:
            units.append([text, True, False])
            continue
        needs = not plain(text)
        if units and not units[-1][1] and not (needs or units[-1][2]):
            units[-1][0] += text
        else:
            units.append([text, False, needs])
    # texts to be encoded with space between them are one
    merged = []
    for unit in units:
        if (unit[2] and len(merged) > 1 and merged[-1][1] and merged[-2][2]):
            space = merged.pop()
            merged[-1][0] += space[0] + unit[0]
        elif unit[2] and merged and merged[-1][2]:
            merged[-1][0] += unit[0]
        else:
            merged.append(unit)
    lines = ['']
    pending = ''
    for text, space, needs in merged:
        if space:
            pending += text
            continue
        if needs:
            charset = 'unknown-8bit' if utils._has_surrogates(text) else 'utf-8'
            words = _encode_words(text, charset, maxlen,
                                  len(lines[-1]) + len(pending))
            for n, word in enumerate(words):
                lead = pending if n == 0 else ' '
                if n > 0 or len(lines[-1]) + len(lead) + len(word) > maxlen and lead:
                    lines.append((lead or ' ') + word)
                else:
                    lines[-1] += lead + word
            pending = ''
            continue
        if pending and len(lines[-1]) + len(pending) + len(text) > maxlen and lines[-1].strip():
            lines.append(pending + text)
        else:
            lines[-1] += pending + text
        pending = ''
    lines[-1] += pending
    return policy.linesep.join(lines) + policy.linesep


def _encode_words(text, charset, maxlen, used):
    """Encoded words of a text that fit into lines."""
    words = []
    room = maxlen - used
    while text:
        whole = _ew.encode(text, charset=charset)
        if len(whole) <= room:
            words.append(whole)
            break
        chrome = len(_ew.encode('', charset=charset))
        if room <= chrome + 12 and not words:
            # nothing fits behind what is there
            room = maxlen - 1
            if len(whole) <= room:
                words.append(whole)
                break
        n = 1
        while n < len(text) and len(_ew.encode(text[:n + 1], charset=charset)) <= room:
            n += 1
        words.append(_ew.encode(text[:n], charset=charset))
        text = text[n:]
        room = maxlen - 1
    return words
