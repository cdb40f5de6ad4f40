"""Dates and addresses of headers (RFC 2822), leniently."""

__all__ = ['mktime_tz', 'parsedate', 'parsedate_tz', 'quote']

import calendar
import time

SPACE = ' '
EMPTYSTRING = ''
COMMASPACE = ', '

_monthnames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul',
               'aug', 'sep', 'oct', 'nov', 'dec',
               'january', 'february', 'march', 'april', 'may', 'june', 'july',
               'august', 'september', 'october', 'november', 'december']
_daynames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
_timezones = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0,
              'AST': -400, 'ADT': -300,
              'EST': -500, 'EDT': -400,
              'CST': -600, 'CDT': -500,
              'MST': -700, 'MDT': -600,
              'PST': -800, 'PDT': -700}


def parsedate_tz(data):
    """A date as ten items, the last its offset in seconds; None if it is none."""
    res = _parsedate_tz(data)
    if not res:
        return None
    if res[9] is None:
        res[9] = 0
    return tuple(res)


def _parsedate_tz(data):
    if not data:
        return None
    words = data.split()
    if not words:
        return None
    # the day's name, with or without a comma, or stuck to what follows
    if words[0].endswith(',') or words[0].lower() in _daynames:
        del words[0]
    else:
        comma = words[0].rfind(',')
        if comma >= 0:
            words[0] = words[0][comma + 1:]
    if len(words) == 3:
        # 12-Jan-2001 12:00 +0100 (RFC 850)
        parts = words[0].split('-')
        if len(parts) == 3:
            words = parts + words[1:]
    if len(words) == 4:
        # a zone stuck to the time
        clock = words[3]
        sign = clock.find('+')
        if sign == -1:
            sign = clock.find('-')
        if sign > 0:
            words[3:] = [clock[:sign], clock[sign:]]
        else:
            words.append('')
    if len(words) < 5:
        return None
    day, month, year, clock, zone = words[:5]
    month = month.lower()
    if month not in _monthnames:
        day, month = month, day.lower()
        if month not in _monthnames:
            return None
    month = _monthnames.index(month) + 1
    if month > 12:
        month -= 12
    if day[-1] == ',':
        day = day[:-1]
    if year.find(':') > 0:
        year, clock = clock, year
    if year[-1] == ',':
        year = year[:-1]
    if not year[0].isdigit():
        year, zone = zone, year
    if clock[-1] == ',':
        clock = clock[:-1]
    parts = clock.split(':')
    if len(parts) == 2:
        hour, minute = parts
        second = '0'
    elif len(parts) == 3:
        hour, minute, second = parts
    elif len(parts) == 1 and '.' in parts[0]:
        parts = parts[0].split('.')
        if len(parts) == 2:
            hour, minute = parts
            second = 0
        elif len(parts) == 3:
            hour, minute, second = parts
        else:
            return None
    else:
        return None
    try:
        year, day, hour, minute, second = [
            int(n) for n in (year, day, hour, minute, second)]
    except ValueError:
        return None
    # two digits: POSIX's pivot
    if year < 100:
        year += 1900 if year > 68 else 2000
    offset = None
    zone = zone.upper()
    if zone in _timezones:
        offset = _timezones[zone]
    else:
        try:
            offset = int(zone)
        except ValueError:
            pass
        if offset == 0 and zone.startswith('-'):
            # "-0000": nobody says which zone
            offset = None
    if offset:
        sign = -1 if offset < 0 else 1
        offset = sign * (abs(offset) // 100 * 3600 + abs(offset) % 100 * 60)
    return [year, month, day, hour, minute, second, 0, 1, -1, offset]


def parsedate(data):
    """A date as nine items, without its zone."""
    t = parsedate_tz(data)
    return t[:9] if isinstance(t, tuple) else t


def mktime_tz(data):
    """The timestamp of parsedate_tz's ten items."""
    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    return calendar.timegm(data) - data[9]


def quote(str):
    """Backslashes and quotes escaped, for a quoted string."""
    return str.replace('\\', '\\\\').replace('"', '\\"')


class AddrlistClass:
    """The parser of addresses."""

    def __init__(self, field):
        self.specials = '()<>@,:;.\"[]'
        self.pos = 0
        self.LWS = ' \t'
        self.CR = '\r\n'
        self.FWS = self.LWS + self.CR
        self.atomends = self.specials + self.LWS + self.CR
        # in phrases a dot is allowed
        self.phraseends = self.atomends.replace('.', '')
        self.field = field
        self.commentlist = []

    def _peek(self):
        return self.field[self.pos:self.pos + 1]

    def gotonext(self):
        """Skips space and comments; returns the space."""
        wslist = []
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c in self.LWS + '\n\r':
                if c not in '\n\r':
                    wslist.append(c)
                self.pos += 1
            elif c == '(':
                self.commentlist.append(self.getcomment())
            else:
                break
        return EMPTYSTRING.join(wslist)

    def getaddrlist(self):
        """All addresses, as pairs of name and address."""
        result = []
        while self.pos < len(self.field):
            ad = self.getaddress()
            if ad:
                result += ad
            else:
                result.append(('', ''))
        return result

    def getaddress(self):
        """The next address, or those of a group."""
        self.commentlist = []
        self.gotonext()
        oldpos = self.pos
        oldcl = self.commentlist
        plist = self.getphraselist()
        self.gotonext()
        found = []
        c = self._peek()
        if not c:
            # only a name
            if plist:
                found = [(SPACE.join(self.commentlist), plist[0])]
        elif c in '.@':
            # an address without a name
            self.pos = oldpos
            self.commentlist = oldcl
            addrspec = self.getaddrspec()
            found = [(SPACE.join(self.commentlist), addrspec)]
        elif c == ':':
            # a group
            found = []
            self.pos += 1
            while self.pos < len(self.field):
                self.gotonext()
                if self._peek() == ';':
                    self.pos += 1
                    break
                found = found + self.getaddress()
        elif c == '<':
            routeaddr = self.getrouteaddr()
            if self.commentlist:
                found = [(SPACE.join(plist) + ' (' + ' '.join(self.commentlist) + ')',
                          routeaddr)]
            else:
                found = [(SPACE.join(plist), routeaddr)]
        elif plist:
            found = [(SPACE.join(self.commentlist), plist[0])]
        elif c in self.specials:
            self.pos += 1
        self.gotonext()
        if self._peek() == ',':
            self.pos += 1
        return found

    def getrouteaddr(self):
        """The address in angle brackets; a route is skipped."""
        if self._peek() != '<':
            return
        expectroute = False
        self.pos += 1
        self.gotonext()
        adlist = ''
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if expectroute:
                self.getdomain()
                expectroute = False
            elif c == '>':
                self.pos += 1
                break
            elif c == '@':
                self.pos += 1
                expectroute = True
            elif c == ':':
                self.pos += 1
            else:
                adlist = self.getaddrspec()
                self.pos += 1
                break
            self.gotonext()
        return adlist

    def getaddrspec(self):
        """local@domain"""
        out = []
        self.gotonext()
        while self.pos < len(self.field):
            preserve_ws = True
            c = self.field[self.pos]
            if c == '.':
                if out and not out[-1].strip():
                    out.pop()
                out.append('.')
                self.pos += 1
                preserve_ws = False
            elif c == '"':
                out.append('"%s"' % quote(self.getquote()))
            elif c in self.atomends:
                if out and not out[-1].strip():
                    out.pop()
                break
            else:
                out.append(self.getatom())
            ws = self.gotonext()
            if preserve_ws and ws:
                out.append(ws)
        if self._peek() != '@':
            return EMPTYSTRING.join(out)
        out.append('@')
        self.pos += 1
        self.gotonext()
        domain = self.getdomain()
        if not domain:
            # two at signs: no address at all
            return EMPTYSTRING
        return EMPTYSTRING.join(out) + domain

    def getdomain(self):
        out = []
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c in self.LWS:
                self.pos += 1
            elif c == '(':
                self.commentlist.append(self.getcomment())
            elif c == '[':
                out.append(self.getdomainliteral())
            elif c == '.':
                self.pos += 1
                out.append('.')
            elif c == '@':
                return EMPTYSTRING
            elif c in self.atomends:
                break
            else:
                out.append(self.getatom())
        return EMPTYSTRING.join(out)

    def getdelimited(self, beginchar, endchars, allowcomments=True):
        """What stands between delimiters, without them."""
        if self._peek() != beginchar:
            return ''
        out = ['']
        escaped = False
        self.pos += 1
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if escaped:
                out.append(c)
                escaped = False
            elif c in endchars:
                self.pos += 1
                break
            elif allowcomments and c == '(':
                out.append(self.getcomment())
                continue
            elif c == '\\':
                escaped = True
            else:
                out.append(c)
            self.pos += 1
        return EMPTYSTRING.join(out)

    def getquote(self):
        return self.getdelimited('"', '"\r', False)

    def getcomment(self):
        return self.getdelimited('(', ')\r', True)

    def getdomainliteral(self):
        return '[%s]' % self.getdelimited('[', ']\r', False)

    def getatom(self, atomends=None):
        """Everything up to one of `atomends`."""
        if atomends is None:
            atomends = self.atomends
        start = self.pos
        while self.pos < len(self.field) and self.field[self.pos] not in atomends:
            self.pos += 1
        return self.field[start:self.pos]

    def getphraselist(self):
        """The words of a phrase."""
        plist = []
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c in self.FWS:
                self.pos += 1
            elif c == '"':
                plist.append(self.getquote())
            elif c == '(':
                self.commentlist.append(self.getcomment())
            elif c in self.phraseends:
                break
            else:
                plist.append(self.getatom(self.phraseends))
        return plist


class AddressList(AddrlistClass):
    """A list of addresses, with the arithmetic of sets."""

    def __init__(self, field):
        AddrlistClass.__init__(self, field)
        self.addresslist = self.getaddrlist() if field else []

    def __len__(self):
        return len(self.addresslist)

    def _made(self, addresses):
        new = AddressList(None)
        new.addresslist = addresses
        return new

    def __add__(self, other):
        mine = self.addresslist
        return self._made(mine + [x for x in other.addresslist if x not in mine])

    def __iadd__(self, other):
        for x in other.addresslist:
            if x not in self.addresslist:
                self.addresslist.append(x)
        return self

    def __sub__(self, other):
        return self._made([x for x in self.addresslist if x not in other.addresslist])

    def __isub__(self, other):
        for x in other.addresslist:
            if x in self.addresslist:
                self.addresslist.remove(x)
        return self

    def __getitem__(self, index):
        return self.addresslist[index]
