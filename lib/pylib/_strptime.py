"""Reading times by a format: what time.strptime() and datetime.strptime() use."""

import time
import calendar
from re import compile as re_compile
from re import IGNORECASE
from re import escape as re_escape
from datetime import (date as datetime_date, timedelta as datetime_timedelta,
                      timezone as datetime_timezone)
from _thread import allocate_lock as _thread_allocate_lock

__all__ = []

# the parts of a moment that tells every directive apart in formatted text
_SAMPLE = time.struct_time((1999, 3, 17, 22, 44, 55, 2, 76, 0))
_FIELDS = (("1999", "%Y"), ("99", "%y"), ("22", "%H"), ("44", "%M"), ("55", "%S"),
           ("76", "%j"), ("17", "%d"), ("03", "%m"), ("3", "%m"), ("2", "%w"),
           ("10", "%I"))


def _getlang():
    # the machine knows no locale but C
    return None, None


class LocaleTime(object):
    """The names and formats of the locale, in lower case."""

    def __init__(self):
        self.lang = _getlang()
        self.a_weekday = [calendar.day_abbr[i].lower() for i in range(7)]
        self.f_weekday = [calendar.day_name[i].lower() for i in range(7)]
        self.a_month = [calendar.month_abbr[i].lower() for i in range(13)]
        self.f_month = [calendar.month_name[i].lower() for i in range(13)]
        self.am_pm = [time.strftime("%p", time.struct_time(
            (1999, 3, 17, hour, 44, 55, 2, 76, 0))).lower() for hour in (1, 22)]
        self.tzname = time.tzname
        self.daylight = time.daylight
        self.timezone = (frozenset({"utc", "gmt", self.tzname[0].lower()}),
                         frozenset({self.tzname[1].lower()} if self.daylight else ()))
        self.LC_date_time, self.LC_date, self.LC_time = map(
            self._directives, ("%c", "%x", "%X"))

    def _directives(self, directive):
        """The format that a locale's directive stands for."""
        text = time.strftime(directive, _SAMPLE).lower().replace("%", "%%")
        names = [(self.f_weekday[2], "%A"), (self.f_month[3], "%B"),
                 (self.a_weekday[2], "%a"), (self.a_month[3], "%b"),
                 (self.am_pm[1], "%p")]
        for name, code in names:
            if name:
                text = text.replace(name, code)
        for digits, code in _FIELDS:
            text = text.replace(digits, code)
        return text


class TimeRE(dict):
    """Directives and the regular expressions that match them."""

    def __init__(self, locale_time=None):
        self.locale_time = locale_time if locale_time else LocaleTime()
        names = self.locale_time
        super().__init__({
            "d": r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])",
            "f": r"(?P<f>[0-9]{1,6})",
            "H": r"(?P<H>2[0-3]|[0-1]\d|\d)",
            "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])",
            "G": r"(?P<G>\d\d\d\d)",
            "j": r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
            "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])",
            "M": r"(?P<M>[0-5]\d|\d)",
            "S": r"(?P<S>6[0-1]|[0-5]\d|\d)",
            "U": r"(?P<U>5[0-3]|[0-4]\d|\d)",
            "w": r"(?P<w>[0-6])",
            "u": r"(?P<u>[1-7])",
            "V": r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
            "y": r"(?P<y>\d\d)",
            "Y": r"(?P<Y>\d\d\d\d)",
            "z": r"(?P<z>[+-]\d\d[0-5]\d)",
            "A": self._alternatives(names.f_weekday, "A"),
            "a": self._alternatives(names.a_weekday, "a"),
            "B": self._alternatives(names.f_month[1:], "B"),
            "b": self._alternatives(names.a_month[1:], "b"),
            "p": self._alternatives(names.am_pm, "p"),
            "Z": self._alternatives((tz for group in names.timezone for tz in group), "Z"),
            "%": "%"})
        self["W"] = self["U"].replace("U", "W")
        self["c"] = self.pattern(names.LC_date_time)
        self["x"] = self.pattern(names.LC_date)
        self["X"] = self.pattern(names.LC_time)

    def _alternatives(self, names, directive):
        # the longest first, lest a shorter one match its beginning
        names = sorted(names, key=len, reverse=True)
        if not any(names):
            return ""
        return "(?P<%s>%s)" % (directive, "|".join(map(re_escape, names)))

    def pattern(self, format):
        """The text of the regular expression for a format."""
        format = re_compile(r"([\\.^$*+?\(\){}\[\]|])").sub(r"\\\1", format)
        format = re_compile(r"\s+").sub(r"\\s+", format)
        out = []
        parts = iter(format)
        for c in parts:
            # a format that ends in % is an IndexError, which callers expect
            out.append(self[self._next(parts)] if c == "%" else c)
        return "".join(out)

    def _next(self, parts):
        for c in parts:
            return c
        raise IndexError("string index out of range")

    def compile(self, format):
        """The regular expression for a format."""
        return re_compile(self.pattern(format), IGNORECASE)


_cache_lock = _thread_allocate_lock()
_TimeRE_cache = TimeRE()
_CACHE_MAX_SIZE = 5
_regex_cache = {}


def _calc_julian_from_U_or_W(year, week_of_year, day_of_week, week_starts_Mon):
    """The day of the year of a day of a week of %U or %W."""
    first = datetime_date(year, 1, 1).weekday()
    if not week_starts_Mon:
        first = (first + 1) % 7
        day_of_week = (day_of_week + 1) % 7
    week_0 = (7 - first) % 7
    if week_of_year == 0:
        return 1 + day_of_week - first
    return 1 + week_0 + 7 * (week_of_year - 1) + day_of_week


def _calc_julian_from_V(iso_year, iso_week, iso_weekday):
    """Year and day of the year of a day of an ISO week."""
    correction = datetime_date(iso_year, 1, 4).isoweekday() + 3
    ordinal = iso_week * 7 + iso_weekday - correction
    if ordinal < 1:
        ordinal += datetime_date(iso_year, 1, 1).toordinal()
        iso_year -= 1
        ordinal -= datetime_date(iso_year, 1, 1).toordinal()
    return iso_year, ordinal


def _regex(format):
    """The compiled format, and the locale it was made for."""
    global _TimeRE_cache, _regex_cache
    with _cache_lock:
        names = _TimeRE_cache.locale_time
        if (_getlang() != names.lang or time.tzname != names.tzname
                or time.daylight != names.daylight):
            _TimeRE_cache = TimeRE()
            _regex_cache.clear()
            names = _TimeRE_cache.locale_time
        if len(_regex_cache) > _CACHE_MAX_SIZE:
            _regex_cache.clear()
        regex = _regex_cache.get(format)
        if regex is None:
            try:
                regex = _TimeRE_cache.compile(format)
            except KeyError as err:
                bad = err.args[0]
                raise ValueError("'%s' is a bad directive in format '%s'"
                                 % ("%" if bad == "\\" else bad, format)) from None
            except IndexError:
                raise ValueError("stray %% in format '%s'" % format) from None
            _regex_cache[format] = regex
        return regex, names


def _zone(found, names):
    """The tm_isdst that the name of a zone says."""
    found = found.lower()
    for value, group in enumerate(names.timezone):
        if found in group:
            # one name for both says nothing
            if (time.tzname[0] == time.tzname[1] and time.daylight
                    and found not in ("utc", "gmt")):
                break
            return value
    return -1


def _strptime(data_string, format="%a %b %d %H:%M:%S %Y"):
    """The fields of a struct_time with zone and offset, and microseconds."""
    for index, arg in enumerate((data_string, format)):
        if not isinstance(arg, str):
            raise TypeError("strptime() argument {} must be str, not {}".format(
                index, type(arg)))
    regex, names = _regex(format)
    match = regex.match(data_string)
    if not match:
        raise ValueError("time data %r does not match format %r" % (data_string, format))
    if len(data_string) != match.end():
        raise ValueError("unconverted data remains: %s" % data_string[match.end():])

    found = match.groupdict()

    def number(key, default=None):
        return int(found[key]) if key in found else default

    year = iso_year = iso_week = weekday = week = julian = None
    month, day = number("m", 1), number("d", 1)
    hour, minute, second = number("H", 0), number("M", 0), number("S", 0)
    week_starts_monday = False
    fraction, tz, offset = 0, -1, None
    for key, text in found.items():
        if key == "y":
            year = int(text)
            year += 2000 if year <= 68 else 1900
        elif key == "Y":
            year = int(text)
        elif key == "G":
            iso_year = int(text)
        elif key == "B":
            month = names.f_month.index(text.lower())
        elif key == "b":
            month = names.a_month.index(text.lower())
        elif key == "I":
            hour = int(text) % 12
            half = found.get("p", "").lower()
            # no AM or PM, or a locale without them: as AM
            if half and half == names.am_pm[1]:
                hour += 12
        elif key == "f":
            fraction = int(text.ljust(6, "0"))
        elif key == "A":
            weekday = names.f_weekday.index(text.lower())
        elif key == "a":
            weekday = names.a_weekday.index(text.lower())
        elif key == "w":
            weekday = (int(text) - 1) % 7
        elif key == "u":
            weekday = int(text) - 1
        elif key == "j":
            julian = int(text)
        elif key in ("U", "W"):
            week = int(text)
            week_starts_monday = key == "W"
        elif key == "V":
            iso_week = int(text)
        elif key == "z":
            offset = int(text[1:3]) * 60 + int(text[3:5])
            if text[0] == "-":
                offset = -offset
        elif key == "Z":
            tz = _zone(text, names)

    if year is None and iso_year is not None:
        if iso_week is None or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week "
                             "directive '%V' and a weekday directive ('%A', '%a', '%w', "
                             "or '%u').")
        if julian is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with "
                             "ISO year directive '%G'. Use '%Y' instead.")
    elif week is None and iso_week is not None:
        if weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year "
                             "directive '%G' and a weekday directive ('%A', '%a', '%w', "
                             "or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year "
                         "directive '%Y'. Use the ISO year '%G' instead.")

    # 29 February of no year is read in a year that has it
    leap_default = year is None and month == 2 and day == 29
    if leap_default:
        year = 1904
    elif year is None:
        year = 1900
    if julian is None and weekday is not None:
        if week is not None:
            julian = _calc_julian_from_U_or_W(year, week, weekday, week_starts_monday)
        elif iso_year is not None and iso_week is not None:
            year, julian = _calc_julian_from_V(iso_year, iso_week, weekday + 1)
        if julian is not None and julian <= 0:
            year -= 1
            julian += 366 if calendar.isleap(year) else 365
    if julian is None:
        first = datetime_date(year, 1, 1).toordinal()
        julian = datetime_date(year, month, day).toordinal() - first + 1
    else:
        d = datetime_date.fromordinal(julian - 1 + datetime_date(year, 1, 1).toordinal())
        year, month, day = d.year, d.month, d.day
    if weekday is None:
        weekday = datetime_date(year, month, day).weekday()
    if leap_default:
        # wday and yday of 1900 are what callers get
        year = 1900
    name = found.get("Z")
    offset = None if offset is None else offset * 60
    return (year, month, day, hour, minute, second, weekday, julian, tz,
            name, offset), fraction


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """A struct_time."""
    return time.struct_time(_strptime(data_string, format)[0][:time._STRUCT_TM_ITEMS])


def _strptime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    """An instance of a class of datetimes."""
    fields, fraction = _strptime(data_string, format)
    name, offset = fields[-2:]
    args = fields[:6] + (fraction,)
    if offset is not None:
        delta = datetime_timedelta(seconds=offset)
        args += (datetime_timezone(delta, name) if name else datetime_timezone(delta),)
    return cls(*args)
