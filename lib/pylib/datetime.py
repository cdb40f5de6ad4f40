"""Dates, times of day, the two together, and the differences between them."""

import time as _time
from math import modf as _modf, isnan as _isnan

MINYEAR = 1
MAXYEAR = 9999

_MAXORDINAL = 3652059
_US_PER_DAY = 86400000000
_EPOCH_ORDINAL = 719163
# no shift of the clocks is larger, so a fold is found within a day
_MAX_FOLD_SECONDS = 86400

_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
           "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MISSING = object()


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_in_month(year, month):
    if month == 2 and _is_leap(year):
        return 29
    return _DAYS_IN_MONTH[month]


def _days_before_month(year, month):
    return _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year))


def _ymd2ord(year, month, day):
    y = year - 1
    days = y * 365 + y // 4 - y // 100 + y // 400 + _DAYS_BEFORE_MONTH[month] + day
    return days + 1 if month > 2 and _is_leap(year) else days


def _ord2ymd(n):
    # years that begin on 1 March have their leap day at the end
    era, day = divmod(n + 305, 146097)
    year = (day - day // 1460 + day // 36524 - day // 146096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    day -= (153 * month + 2) // 5 - 1
    if month < 10:
        return year + era * 400, month + 3, day
    return year + era * 400 + 1, month - 9, day


def _isoweek1monday(year):
    first = _ymd2ord(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _tp_name(cls):
    return ("datetime." if cls.__module__ == "datetime" else "") + cls.__name__


def _compare_error(a, b):
    raise TypeError("can't compare %s to %s" % (_tp_name(type(a)), _tp_name(type(b))))


def _int(value):
    """value as an int; floats are refused."""
    if type(value) is int:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        raise TypeError("integer argument expected, got float")
    try:
        convert = type(value).__int__
    except AttributeError:
        raise TypeError("an integer is required (got type %s)"
                        % type(value).__name__) from None
    value = convert(value)
    if not isinstance(value, int):
        raise TypeError("__int__ returned non-int (type %s)" % type(value).__name__)
    return value


def _c_int(value):
    value = _int(value)
    if value > 0x7fffffff:
        raise OverflowError("signed integer is greater than maximum")
    if value < -0x80000000:
        raise OverflowError("signed integer is less than minimum")
    return value


def _pickled(value, size, month):
    """The state that a pickle hands to a constructor, or None."""
    if isinstance(value, str) and len(value) == size:
        # a pickle of Python 2, loaded with encoding="latin1"
        try:
            value = value.encode("latin-1")
        except UnicodeEncodeError:
            raise ValueError("Failed to encode latin1 string when unpickling a %s object. "
                             "pickle.load(data, encoding='latin1') is assumed."
                             % {4: "date", 6: "time", 10: "datetime"}[size]) from None
    if isinstance(value, bytes) and len(value) == size:
        if 1 <= value[month] & (127 if size > 4 else 255) <= 12 or (
                size == 6 and value[0] & 127 < 24):
            return value
    return None


def _check_date(year, month, day):
    if not (type(year) is int and type(month) is int and type(day) is int):
        year, month, day = _c_int(year), _c_int(month), _c_int(day)
    if not 1 <= year <= 9999:
        raise ValueError("year %i is out of range" % _c_int(year))
    if not 1 <= month <= 12:
        _c_int(month)
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= 28 and not 1 <= day <= _days_in_month(year, month):
        _c_int(day)
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    if not (type(hour) is type(minute) is type(second) is type(microsecond)
            is type(fold) is int):
        hour, minute, second = _c_int(hour), _c_int(minute), _c_int(second)
        microsecond, fold = _c_int(microsecond), _c_int(fold)
    if not 0 <= hour <= 23:
        _c_int(hour)
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        _c_int(minute)
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        _c_int(second)
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        _c_int(microsecond)
        raise ValueError("microsecond must be in 0..999999")
    if fold != 0 and fold != 1:
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond, fold


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, "
                        "not type '%s'" % type(tz).__name__)


def _offset(tz, name, dt):
    """What tz's utcoffset() or dst() says, checked."""
    if tz is None:
        return None
    offset = getattr(tz, name)(dt)
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or timedelta, not '%s'"
                        % (name, _tp_name(type(offset))))
    if offset._days < -1 or offset._days > 0 or offset._days == -1 and not (
            offset._seconds or offset._us):
        raise ValueError("offset must be a timedelta strictly between "
                         "-timedelta(hours=24) and timedelta(hours=24).")
    if offset._us:
        raise ValueError("offset must be a timedelta representing a whole "
                         "number of seconds")
    return offset


def _tzname(tz, dt):
    if tz is None:
        return None
    name = tz.tzname(dt)
    if name is not None and not isinstance(name, str):
        raise TypeError("tzinfo.tzname() must return None or a string, not '%s'"
                        % _tp_name(type(name)))
    return name


def _format_offset(offset, sep):
    if offset is None:
        return ""
    seconds = offset._days * 86400 + offset._seconds
    sign = "+"
    if seconds < 0:
        sign, seconds = "-", -seconds
    minutes, seconds = divmod(seconds, 60)
    text = "%s%02d%s%02d" % (sign, minutes // 60, sep, minutes % 60)
    return "%s%s%02d" % (text, sep, seconds) if seconds else text


def _format_time(hour, minute, second, us, timespec):
    if timespec == "auto":
        timespec = "microseconds" if us else "seconds"
    if timespec == "microseconds":
        return "%02d:%02d:%02d.%06d" % (hour, minute, second, us)
    if timespec == "seconds":
        return "%02d:%02d:%02d" % (hour, minute, second)
    if timespec == "milliseconds":
        return "%02d:%02d:%02d.%03d" % (hour, minute, second, us // 1000)
    if timespec == "minutes":
        return "%02d:%02d" % (hour, minute)
    if timespec == "hours":
        return "%02d" % hour
    raise ValueError("Unknown timespec value")


def _strftime(obj, format, timetuple, tzarg):
    """time.strftime() with %f, %z and %Z filled in first."""
    if not isinstance(format, str):
        raise TypeError("strftime() argument 1 must be str, not %s"
                        % type(format).__name__)
    out = []
    at = 0
    while True:
        i = format.find("%", at)
        if i < 0:
            out.append(format[at:])
            break
        out.append(format[at:i])
        code = format[i + 1:i + 2]
        if not code:
            raise ValueError("strftime format ends with raw %")
        if code == "f":
            out.append("%06d" % getattr(obj, "microsecond", 0))
        elif code == "z":
            if getattr(obj, "tzinfo", None) is not None:
                out.append(_format_offset(_offset(obj.tzinfo, "utcoffset", tzarg), ""))
        elif code == "Z":
            if getattr(obj, "tzinfo", None) is not None:
                name = _tzname(obj.tzinfo, tzarg) or ""
                name.encode()  # lone surrogates are refused
                out.append(name.replace("%", "%%"))
        else:
            out.append("%" + code)
        at = i + 2
    return _time.strftime("".join(out), timetuple)


def _format(self, format_spec):
    if not isinstance(format_spec, str):
        raise TypeError("__format__() argument 1 must be str, not %s"
                        % type(format_spec).__name__)
    if not format_spec:
        return str(self)
    return self.strftime(format_spec)


def _divide_and_round(a, b):
    """a / b as an int, halves going to the even one."""
    q, r = divmod(a, b)
    twice = r * 2
    if b > 0:
        up = twice > b or twice == b and q & 1
    else:
        up = twice < b or twice == b and q & 1
    return q + 1 if up else q


class timedelta(object):
    """A difference between two dates or times: days, seconds, microseconds.

    timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0,
    hours=0, weeks=0), each an int or a float, of either sign.
    """

    __slots__ = "_days", "_seconds", "_us", "_hashcode"

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0,
                minutes=0, hours=0, weeks=0):
        if type(days) is type(seconds) is type(microseconds) is int and (
                milliseconds is minutes is hours is weeks is 0):
            return _delta(cls, days, seconds, microseconds)
        total = 0
        rest = 0.0
        for value, factor, name in (
                (microseconds, 1, "microseconds"),
                (milliseconds, 1000, "milliseconds"),
                (seconds, 1000000, "seconds"),
                (minutes, 60000000, "minutes"),
                (hours, 3600000000, "hours"),
                (days, _US_PER_DAY, "days"),
                (weeks, 7 * _US_PER_DAY, "weeks")):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                fraction, whole = _modf(value)
                total += int(whole) * factor
                if fraction:
                    fraction, whole = _modf(fraction * factor)
                    total += int(whole)
                    rest += fraction
            else:
                raise TypeError("unsupported type for timedelta %s component: %s"
                                % (name, _tp_name(type(value))))
        if rest:
            # halves go to the even sum, not to the even rest
            odd = total & 1
            total += round(rest + odd) - odd
        return _delta(cls, 0, 0, total)

    def __repr__(self):
        cls = type(self)
        name = cls.__name__ if cls.__module__ != "datetime" else "datetime." + cls.__name__
        if self._us:
            return "%s(%d, %d, %d)" % (name, self._days, self._seconds, self._us)
        if self._seconds:
            return "%s(%d, %d)" % (name, self._days, self._seconds)
        return "%s(%d)" % (name, self._days)

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        text = "%d:%02d:%02d" % (minutes // 60, minutes % 60, seconds)
        if self._days:
            text = "%d day%s, %s" % (self._days, "" if abs(self._days) == 1 else "s", text)
        if self._us:
            text += ".%06d" % self._us
        return text

    def total_seconds(self):
        """The whole difference in seconds."""
        return ((self._days * 86400 + self._seconds) * 1000000 + self._us) / 1000000

    @property
    def days(self):
        """Days, of either sign."""
        return self._days

    @property
    def seconds(self):
        """Seconds, from 0 to 86399."""
        return self._seconds

    @property
    def microseconds(self):
        """Microseconds, from 0 to 999999."""
        return self._us

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._us

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, self._days + other._days,
                          self._seconds + other._seconds, self._us + other._us)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, self._days - other._days,
                          self._seconds - other._seconds, self._us - other._us)
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return other.__sub__(self)
        return NotImplemented

    def __neg__(self):
        return _delta(timedelta, -self._days, -self._seconds, -self._us)

    def __pos__(self):
        return _delta(timedelta, self._days, self._seconds, self._us)

    def __abs__(self):
        return -self if self._days < 0 else +self

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(timedelta, 0, 0, self._total() * int(other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(timedelta, 0, 0, _divide_and_round(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return _delta(timedelta, 0, 0, self._total() // int(other))
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return _delta(timedelta, 0, 0, _divide_and_round(self._total(), int(other)))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(timedelta, 0, 0, _divide_and_round(self._total() * b, a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return _delta(timedelta, 0, 0, self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._total(), other._total())
            return q, _delta(timedelta, 0, 0, r)
        return NotImplemented

    def _key(self):
        return self._days, self._seconds, self._us

    def __eq__(self, other):
        if isinstance(other, timedelta):
            return self._key() == other._key()
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, timedelta):
            return self._key() < other._key()
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, timedelta):
            return self._key() <= other._key()
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, timedelta):
            return self._key() > other._key()
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, timedelta):
            return self._key() >= other._key()
        return NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._key())
        return self._hashcode

    def __bool__(self):
        return self._days != 0 or self._seconds != 0 or self._us != 0

    def __reduce__(self):
        return type(self), self._key()


def _delta(cls, days, seconds, us):
    """A timedelta of whole numbers, brought into range."""
    if us < 0 or us > 999999:
        carry, us = divmod(us, 1000000)
        seconds += carry
    if seconds < 0 or seconds > 86399:
        carry, seconds = divmod(seconds, 86400)
        days += carry
    if days > 999999999 or days < -999999999:
        if not -0x80000000 <= days <= 0x7fffffff:
            raise OverflowError("Python int too large to convert to C int")
        raise OverflowError("days=%d; must have magnitude <= 999999999" % days)
    self = object.__new__(cls)
    self._days = days
    self._seconds = seconds
    self._us = us
    self._hashcode = -1
    return self


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(0, 0, 1)


class date(object):
    """date(year, month, day) --> date object"""

    __slots__ = "_year", "_month", "_day", "_hashcode"

    def __new__(cls, year=_MISSING, month=_MISSING, day=_MISSING):
        if day is _MISSING:
            state = _pickled(year, 4, 2) if month is _MISSING else None
            if state is not None:
                self = object.__new__(cls)
                self._year = state[0] * 256 + state[1]
                self._month, self._day = state[2], state[3]
                self._hashcode = -1
                return self
            _required(("year", year), ("month", month), ("day", day))
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        self._hashcode = -1
        return self

    @classmethod
    def fromtimestamp(cls, timestamp):
        """The local date of a time in seconds since the epoch."""
        t = _local(_timestamp_parts(timestamp)[0])
        return cls(t[0], t[1], t[2])

    @classmethod
    def today(cls):
        """The current date."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, ordinal):
        """The date of a day number; 1 January of year 1 is day 1."""
        n = _c_int(ordinal)
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        year, month, day = _ord2ymd(n)
        return cls(year, month, day)

    def __repr__(self):
        cls = type(self)
        name = cls.__name__ if cls.__module__ != "datetime" else "datetime." + cls.__name__
        return "%s(%d, %d, %d)" % (name, self._year, self._month, self._day)

    def isoformat(self):
        """YYYY-MM-DD."""
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        """The date in the form of C's ctime()."""
        return "%s %s %2d 00:00:00 %04d" % (
            _DAYS[self.weekday()], _MONTHS[self._month], self._day, self._year)

    def strftime(self, format):
        """The date as a format of time.strftime() says."""
        return _strftime(self, format, self.timetuple(), self)

    __format__ = _format

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def timetuple(self):
        """A time.struct_time for the start of the day."""
        return _struct(self, 0, 0, 0, -1)

    def toordinal(self):
        """The number of the day; 1 January of year 1 is day 1."""
        return _ymd2ord(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """A date with some parts exchanged."""
        return date.__new__(type(self), self._year if year is None else year,
                            self._month if month is None else month,
                            self._day if day is None else day)

    def weekday(self):
        """0 for a Monday to 6 for a Sunday."""
        return (_ymd2ord(self._year, self._month, self._day) + 6) % 7

    def isoweekday(self):
        """1 for a Monday to 7 for a Sunday."""
        return (_ymd2ord(self._year, self._month, self._day) + 6) % 7 + 1

    def isocalendar(self):
        """ISO year, week number and weekday."""
        year = self._year
        today = _ymd2ord(year, self._month, self._day)
        week, day = divmod(today - _isoweek1monday(year), 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - _isoweek1monday(year), 7)
        elif week >= 52 and today >= _isoweek1monday(year + 1):
            year += 1
            week = 0
        return year, week + 1, day + 1

    def _key(self):
        return self._year, self._month, self._day

    def __eq__(self, other):
        if isinstance(other, date):
            return date._key(self) == date._key(other)
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, date):
            return date._key(self) < date._key(other)
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, date):
            return date._key(self) <= date._key(other)
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, date):
            return date._key(self) > date._key(other)
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, date):
            return date._key(self) >= date._key(other)
        return NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._state())
        return self._hashcode

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _date_from(_ymd2ord(self._year, self._month, self._day) + other._days)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _date_from(_ymd2ord(self._year, self._month, self._day) - other._days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __rsub__(self, other):
        return NotImplemented

    def _state(self):
        return bytes((self._year >> 8, self._year & 255, self._month, self._day))

    def __reduce__(self):
        return type(self), (self._state(),)


def _required(*pairs):
    for i, (name, value) in enumerate(pairs, 1):
        if value is _MISSING:
            raise TypeError("Required argument '%s' (pos %d) not found" % (name, i))
        _c_int(value)


def _date_from(ordinal):
    if not 1 <= ordinal <= _MAXORDINAL:
        raise OverflowError("date value out of range")
    self = object.__new__(date)
    self._year, self._month, self._day = _ord2ymd(ordinal)
    self._hashcode = -1
    return self


def _struct(d, hour, minute, second, dst):
    ordinal = _ymd2ord(d._year, d._month, d._day)
    return _time.struct_time((
        d._year, d._month, d._day, hour, minute, second, (ordinal + 6) % 7,
        _days_before_month(d._year, d._month) + d._day, dst))


def _timestamp_parts(t):
    """A timestamp as whole seconds, not above it, and rounded microseconds."""
    if isinstance(t, float):
        if _isnan(t):
            raise ValueError("Invalid value NaN (not a number)")
        if not -9.3e18 < t < 9.2233720368547758e18:
            raise OverflowError("timestamp out of range for platform time_t")
        fraction, seconds = _modf(t)
        us = round(fraction * 1e6)
        floor = int(seconds)
        if fraction < 0:
            floor -= 1
        seconds = int(seconds)
        if us >= 1000000:
            us -= 1000000
            seconds += 1
        elif us < 0:
            us += 1000000
            seconds -= 1
        return floor, seconds, us
    if not isinstance(t, int):
        t = _int(t)
    if not -0x8000000000000000 <= t <= 0x7fffffffffffffff:
        raise OverflowError("timestamp out of range for platform time_t")
    return t, t, 0


def _in_range(t):
    if not MINYEAR <= t[0] <= MAXYEAR:
        raise ValueError("year %i is out of range" % t[0])
    return t


def _local(seconds):
    return _in_range(_time.localtime(seconds))


def _local_seconds(seconds):
    """The local time at so many seconds after the epoch, read as if UTC."""
    t = _local(seconds)
    days = _ymd2ord(t[0], t[1], t[2]) - _EPOCH_ORDINAL
    return days * 86400 + t[3] * 3600 + t[4] * 60 + min(t[5], 59)


class tzinfo(object):
    """The base of what knows about time zones."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)

    def tzname(self, dt):
        """datetime -> the name of the time zone."""
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        """datetime -> a timedelta, positive to the east of UTC."""
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        """datetime -> the part of the offset that is daylight saving."""
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """A datetime in UTC -> the same in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt._tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        standard = offset - dst
        if standard:
            dt += standard
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; "
                                 "cannot convert")
        return dt + dst

    def __reduce__(self):
        getinitargs = getattr(self, "__getinitargs__", None)
        args = getinitargs() if getinitargs else ()
        getstate = getattr(self, "__getstate__", None)
        state = getstate() if getstate else getattr(self, "__dict__", None) or None
        if state is None:
            return type(self), args
        return type(self), args, state


class time(object):
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object

    Each may be left out. tzinfo is None or an instance of a subclass of
    tzinfo, the others are ints.
    """

    __slots__ = ("_hour", "_minute", "_second", "_us", "_tzinfo", "_fold", "_hashcode")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        state = None if type(hour) is int else _pickled(hour, 6, 0)
        if state is not None:
            tz = tzinfo if minute is 0 else minute
            if tz is not None and not isinstance(tz, _tzinfo_class):
                raise TypeError("bad tzinfo state arg")
            return _make_time(cls, state[0] & 127, state[1], state[2],
                              int.from_bytes(state[3:], "big"), tz, state[0] >> 7)
        hour, minute, second, microsecond, fold = _check_time(
            hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        return _make_time(cls, hour, minute, second, microsecond, tzinfo, fold)

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._us

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def _key(self):
        return self._hour, self._minute, self._second, self._us

    def _compare_keys(self, other, equality):
        """Two keys to compare, or None when the times cannot be equal."""
        if self._tzinfo is other._tzinfo:
            return self._key(), other._key()
        a, b = self.utcoffset(), other.utcoffset()
        if a == b:
            return self._key(), other._key()
        if a is not None and b is not None:
            return self._utc_key(a), other._utc_key(b)
        if equality:
            return None
        raise TypeError("can't compare offset-naive and offset-aware times")

    def _utc_key(self, offset):
        return (self._hour * 3600 + self._minute * 60 + self._second
                - offset._days * 86400 - offset._seconds), self._us

    def __eq__(self, other):
        if isinstance(other, time):
            keys = self._compare_keys(other, True)
            return keys is not None and keys[0] == keys[1]
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, time):
            a, b = self._compare_keys(other, False)
            return a < b
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, time):
            a, b = self._compare_keys(other, False)
            return a <= b
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, time):
            a, b = self._compare_keys(other, False)
            return a > b
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, time):
            a, b = self._compare_keys(other, False)
            return a >= b
        return NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            # equal times that differ in fold have equal hashes
            offset = (self.replace(fold=0) if self._fold else self).utcoffset()
            if offset is None:
                self._hashcode = hash(self._state(0))
            else:
                seconds = self._hour * 3600 + self._minute * 60 + self._second
                self._hashcode = hash(timedelta(0, seconds, self._us) - offset)
        return self._hashcode

    def __repr__(self):
        cls = type(self)
        name = cls.__name__ if cls.__module__ != "datetime" else "datetime." + cls.__name__
        text = "%s(%d, %d" % (name, self._hour, self._minute)
        if self._us:
            text += ", %d, %d" % (self._second, self._us)
        elif self._second:
            text += ", %d" % self._second
        return text + _repr_tail(self)

    def isoformat(self, timespec="auto"):
        """HH:MM:SS[.ffffff][+HH:MM], as timespec says."""
        if not isinstance(timespec, str):
            raise TypeError("isoformat() argument 1 must be str, not %s"
                            % type(timespec).__name__)
        text = _format_time(self._hour, self._minute, self._second, self._us, timespec)
        return text + _format_offset(self.utcoffset(), ":")

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        """The time as a format of time.strftime() says."""
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute,
                                        self._second, 0, 1, -1), None)

    __format__ = _format

    def utcoffset(self):
        """The offset to UTC as tzinfo says, or None."""
        return _offset(self._tzinfo, "utcoffset", None)

    def tzname(self):
        """The name of the time zone as tzinfo says, or None."""
        return _tzname(self._tzinfo, None)

    def dst(self):
        """The daylight saving as tzinfo says, or None."""
        return _offset(self._tzinfo, "dst", None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        """A time with some parts exchanged."""
        return time.__new__(
            type(self), self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._us if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    def _state(self, fold):
        us = self._us
        return bytes((self._hour | fold << 7, self._minute, self._second,
                      us >> 16, us >> 8 & 255, us & 255))

    def __reduce_ex__(self, protocol):
        state = self._state(self._fold if protocol > 3 else 0)
        return type(self), (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_tzinfo_class = tzinfo
_time_class = time


def _make_time(cls, hour, minute, second, us, tz, fold):
    self = object.__new__(cls)
    self._hour = hour
    self._minute = minute
    self._second = second
    self._us = us
    self._tzinfo = tz
    self._fold = fold
    self._hashcode = -1
    return self


def _repr_tail(t):
    text = ", fold=1" if t._fold else ""
    if t._tzinfo is not None:
        text += ", tzinfo=%r" % (t._tzinfo,)
    return text + ")"


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(0, 0, 1)


class datetime(date):
    """datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])

    The year, month and day are required. tzinfo is None or an instance of
    a subclass of tzinfo, the others are ints.
    """

    __slots__ = ("_hour", "_minute", "_second", "_us", "_tzinfo", "_fold")

    def __new__(cls, year=_MISSING, month=_MISSING, day=_MISSING, hour=0, minute=0,
                second=0, microsecond=0, tzinfo=None, *, fold=0):
        if day is _MISSING:
            state = _pickled(year, 10, 2)
            if state is not None:
                tz = tzinfo if month is _MISSING else month
                if tz is not None and not isinstance(tz, _tzinfo_class):
                    raise TypeError("bad tzinfo state arg")
                return _make(cls, state[0] * 256 + state[1], state[2] & 127, state[3],
                             state[4], state[5], state[6],
                             int.from_bytes(state[7:], "big"), tz, state[2] >> 7)
            _required(("year", year), ("month", month), ("day", day))
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond, fold = _check_time(
            hour, minute, second, microsecond, fold)
        if tzinfo is not None:
            _check_tzinfo(tzinfo)
        return _make(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._us

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    @classmethod
    def _fromtimestamp(cls, t, utc, tz):
        floor, seconds, us = _timestamp_parts(t)
        fields = (_time.gmtime if utc else _time.localtime)(seconds)
        year, month, day, hour, minute, second, _, _, _ = fields
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError("year %i is out of range" % year)
        if second > 59:
            second = 59
        fold = 0
        if tz is None and not utc and seconds - _MAX_FOLD_SECONDS > -62135596800:
            # clocks that were set back in between show the same times again
            shift = fields.tm_gmtoff - _local(seconds - _MAX_FOLD_SECONDS).tm_gmtoff
            if shift < 0 and _local(seconds + shift).tm_gmtoff == fields.tm_gmtoff - shift:
                fold = 1
        if cls is datetime:
            return _make(cls, year, month, day, hour, minute, second, us, tz, fold)
        result = cls(year, month, day, hour, minute, second, us, tz)
        if fold:
            result = result.replace(fold=1)
        return result

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """The time, local or in tz, of a time in seconds since the epoch."""
        _check_tzinfo(tz)
        result = cls._fromtimestamp(timestamp, tz is not None, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        """The naive UTC time of a time in seconds since the epoch."""
        return cls._fromtimestamp(timestamp, True, None)

    @classmethod
    def now(cls, tz=None):
        """The current time, local or in tz."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """The current time in UTC, naive."""
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """A date and a time put together."""
        if not isinstance(date, _date_class):
            raise TypeError("combine() argument 1 must be datetime.date, not %s"
                            % type(date).__name__)
        if not isinstance(time, _time_class):
            raise TypeError("combine() argument 2 must be datetime.time, not %s"
                            % type(time).__name__)
        if tzinfo is True:
            tzinfo = time.tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute,
                   time.second, time.microsecond, tzinfo, fold=time.fold)

    @classmethod
    def strptime(cls, date_string, format):
        """Read a time by a format of time.strptime()."""
        for i, text in enumerate((date_string, format), 1):
            if not isinstance(text, str):
                raise TypeError("strptime() argument %d must be str, not %s"
                                % (i, type(text).__name__))
        import _strptime
        return _strptime._strptime_datetime(cls, date_string, format)

    def timetuple(self):
        """A time.struct_time of the local time."""
        dst = self.dst()
        return _struct(self, self._hour, self._minute, self._second,
                       -1 if dst is None else 1 if dst else 0)

    def utctimetuple(self):
        """A time.struct_time of the time in UTC."""
        offset = self.utcoffset()
        t = self - offset if offset else self
        return _struct(t, t._hour, t._minute, t._second, 0)

    def _seconds(self):
        """Seconds since the epoch if this were UTC."""
        return ((_ymd2ord(self._year, self._month, self._day) - _EPOCH_ORDINAL) * 86400
                + self._hour * 3600 + self._minute * 60 + self._second)

    def _mktime(self):
        """Seconds since the epoch of a naive local time (PEP 495)."""
        t = self._seconds()
        a = _local_seconds(t) - t
        u1 = t - a
        t1 = _local_seconds(u1)
        if t1 == t:
            # one answer; the other side of a fold, if any, is within a day
            u2 = u1 + (_MAX_FOLD_SECONDS if self._fold else -_MAX_FOLD_SECONDS)
            b = _local_seconds(u2) - u2
            if a == b:
                return u1
        else:
            b = t1 - u1
        u2 = t - b
        if _local_seconds(u2) == t:
            return u2
        if t1 == t:
            return u1
        # in a gap
        return min(u1, u2) if self._fold else max(u1, u2)

    def timestamp(self):
        """Seconds since the epoch, as a float."""
        if self._tzinfo is None:
            return self._mktime() + self._us / 1e6
        return (self - _EPOCH).total_seconds()

    def date(self):
        """The date alone."""
        return _date_class(self._year, self._month, self._day)

    def time(self):
        """The time of day alone, without the time zone."""
        return time(self._hour, self._minute, self._second, self._us, fold=self._fold)

    def timetz(self):
        """The time of day with the time zone."""
        return time(self._hour, self._minute, self._second, self._us, self._tzinfo,
                    fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None,
                second=None, microsecond=None, tzinfo=True, *, fold=None):
        """A time with some parts exchanged."""
        return datetime.__new__(
            type(self), self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._us if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    def astimezone(self, tz=None):
        """The same moment in another time zone, the local one by default."""
        _check_tzinfo(tz)
        mine = self._tzinfo
        if mine is None:
            mine = _local_timezone(self._mktime())
        if tz is mine:
            return self
        offset = _offset(mine, "utcoffset", self)
        if offset is None:
            mine = _local_timezone(self._mktime())
            if tz is mine:
                return self
            offset = mine.utcoffset(self)
        result = self - offset
        if tz is None:
            tz = _local_timezone(result._seconds())
        return tz.fromutc(_make(datetime, result._year, result._month, result._day,
                                result._hour, result._minute, result._second,
                                result._us, tz, 0))

    def ctime(self):
        """The time in the form of C's ctime()."""
        return "%s %s %2d %02d:%02d:%02d %04d" % (
            _DAYS[self.weekday()], _MONTHS[self._month], self._day,
            self._hour, self._minute, self._second, self._year)

    def isoformat(self, sep="T", timespec="auto"):
        """YYYY-MM-DDTHH:MM:SS[.ffffff][+HH:MM], with sep and as timespec says."""
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError("isoformat() argument 1 must be a unicode character, not %s"
                            % type(sep).__name__)
        if not isinstance(timespec, str):
            raise TypeError("isoformat() argument 2 must be str, not %s"
                            % type(timespec).__name__)
        return "%04d-%02d-%02d%s%s%s" % (
            self._year, self._month, self._day, sep,
            _format_time(self._hour, self._minute, self._second, self._us, timespec),
            _format_offset(self.utcoffset(), ":"))

    def __repr__(self):
        cls = type(self)
        name = cls.__name__ if cls.__module__ != "datetime" else "datetime." + cls.__name__
        text = "%s(%d, %d, %d, %d, %d" % (name, self._year, self._month, self._day,
                                          self._hour, self._minute)
        if self._us:
            text += ", %d, %d" % (self._second, self._us)
        elif self._second:
            text += ", %d" % self._second
        return text + _repr_tail(self)

    def __str__(self):
        return self.isoformat(" ")

    def strftime(self, format):
        """The time as a format of time.strftime() says."""
        return _strftime(self, format, self.timetuple(), self)

    def utcoffset(self):
        """The offset to UTC as tzinfo says, or None."""
        return _offset(self._tzinfo, "utcoffset", self)

    def tzname(self):
        """The name of the time zone as tzinfo says, or None."""
        return _tzname(self._tzinfo, self)

    def dst(self):
        """The daylight saving as tzinfo says, or None."""
        return _offset(self._tzinfo, "dst", self)

    def _key(self):
        return (self._year, self._month, self._day, self._hour, self._minute,
                self._second, self._us)

    def _offset_varies(self, offset):
        """Whether fold decides about the offset, which must be utcoffset()."""
        return self.replace(fold=not self._fold).utcoffset() != offset

    def _compare_keys(self, other, equality):
        """Two keys to compare, or None when the times cannot be equal."""
        if self._tzinfo is other._tzinfo:
            return self._key(), other._key()
        a, b = self.utcoffset(), other.utcoffset()
        # a time in a fold or a gap equals none of another zone (PEP 495)
        if equality and (self._offset_varies(a) or other._offset_varies(b)):
            return None
        if a == b:
            return self._key(), other._key()
        if a is None or b is None:
            if equality:
                return None
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._utc_delta(a)._key(), other._utc_delta(b)._key()

    def _utc_delta(self, offset):
        return _delta(timedelta, _ymd2ord(self._year, self._month, self._day)
                      - offset._days,
                      self._hour * 3600 + self._minute * 60 + self._second
                      - offset._seconds, self._us)

    def __eq__(self, other):
        if isinstance(other, datetime):
            keys = self._compare_keys(other, True)
            return keys is not None and keys[0] == keys[1]
        return False if isinstance(other, date) else NotImplemented

    def __lt__(self, other):
        if isinstance(other, datetime):
            a, b = self._compare_keys(other, False)
            return a < b
        return _compare_error(self, other) if isinstance(other, date) else NotImplemented

    def __le__(self, other):
        if isinstance(other, datetime):
            a, b = self._compare_keys(other, False)
            return a <= b
        return _compare_error(self, other) if isinstance(other, date) else NotImplemented

    def __gt__(self, other):
        if isinstance(other, datetime):
            a, b = self._compare_keys(other, False)
            return a > b
        return _compare_error(self, other) if isinstance(other, date) else NotImplemented

    def __ge__(self, other):
        if isinstance(other, datetime):
            a, b = self._compare_keys(other, False)
            return a >= b
        return _compare_error(self, other) if isinstance(other, date) else NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            # equal times that differ in fold have equal hashes
            offset = (self.replace(fold=0) if self._fold else self).utcoffset()
            if offset is None:
                self._hashcode = hash(self._state(0))
            else:
                self._hashcode = hash(self._utc_delta(offset))
        return self._hashcode

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _shifted(self, other._days, other._seconds, other._us)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _shifted(self, -other._days, -other._seconds, -other._us)
        if not isinstance(other, datetime):
            return NotImplemented
        delta = _delta(
            timedelta, _ymd2ord(self._year, self._month, self._day)
            - _ymd2ord(other._year, other._month, other._day),
            (self._hour - other._hour) * 3600 + (self._minute - other._minute) * 60
            + self._second - other._second, self._us - other._us)
        if self._tzinfo is other._tzinfo:
            return delta
        a, b = self.utcoffset(), other.utcoffset()
        if a == b:
            return delta
        if a is None or b is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return delta + b - a

    def _state(self, fold):
        us = self._us
        return bytes((self._year >> 8, self._year & 255, self._month | fold << 7,
                      self._day, self._hour, self._minute, self._second,
                      us >> 16, us >> 8 & 255, us & 255))

    def __reduce_ex__(self, protocol):
        state = self._state(self._fold if protocol > 3 else 0)
        return type(self), (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_date_class = date


def _make(cls, year, month, day, hour, minute, second, us, tz, fold):
    self = object.__new__(cls)
    self._year = year
    self._month = month
    self._day = day
    self._hashcode = -1
    self._hour = hour
    self._minute = minute
    self._second = second
    self._us = us
    self._tzinfo = tz
    self._fold = fold
    return self


def _shifted(dt, days, seconds, us):
    us += dt._us
    seconds += dt._hour * 3600 + dt._minute * 60 + dt._second
    if us < 0 or us > 999999:
        carry, us = divmod(us, 1000000)
        seconds += carry
    if seconds < 0 or seconds > 86399:
        carry, seconds = divmod(seconds, 86400)
        days += carry
    year, month, day = dt._year, dt._month, dt._day
    if days:
        ordinal = _ymd2ord(year, month, day) + days
        if not 1 <= ordinal <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        year, month, day = _ord2ymd(ordinal)
    minute, second = divmod(seconds, 60)
    return _make(datetime, year, month, day, minute // 60, minute % 60, second, us,
                 dt._tzinfo, 0)


def _local_timezone(seconds):
    t = _local(seconds)
    return timezone(timedelta(0, t.tm_gmtoff), t.tm_zone)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(0, 0, 1)


class timezone(tzinfo):
    """A fixed offset from UTC."""

    __slots__ = "_delta", "_name"

    def __new__(cls, offset, name=_MISSING):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not %s"
                            % type(offset).__name__)
        if name is _MISSING:
            if not offset:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not %s"
                            % type(name).__name__)
        if offset._us or offset._seconds % 60:
            raise ValueError("offset must be a timedelta representing a whole "
                             "number of minutes, not %r." % (offset,))
        if not -86400 < offset._days * 86400 + offset._seconds < 86400:
            raise ValueError("offset must be a timedelta strictly between "
                             "-timedelta(hours=24) and timedelta(hours=24), not %r."
                             % (offset,))
        return cls._create(offset, name)

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    @classmethod
    def _create(cls, offset, name):
        self = tzinfo.__new__(cls)
        self._delta = offset
        self._name = name
        return self

    def __getinitargs__(self):
        if self._name is None:
            return self._delta,
        return self._delta, self._name

    def __eq__(self, other):
        return isinstance(other, timezone) and self._delta == other._delta

    def __hash__(self):
        return hash(self._delta)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return "datetime.timezone(%r)" % (self._delta,)
        return "datetime.timezone(%r, %r)" % (self._delta, self._name)

    def __str__(self):
        if self._name is not None:
            return self._name
        if not self._delta:
            return "UTC"
        return "UTC" + _format_offset(self._delta, ":")

    def _check(self, dt, name):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError("%s(dt) argument must be a datetime instance or None, "
                            "not %s" % (name, type(dt).__name__))

    def utcoffset(self, dt):
        """The fixed offset."""
        self._check(dt, "utcoffset")
        return self._delta

    def tzname(self, dt):
        """The name given, or one made of the offset."""
        self._check(dt, "tzname")
        return str(self)

    def dst(self, dt):
        """None."""
        self._check(dt, "dst")
        return None

    def fromutc(self, dt):
        """A datetime in UTC -> the same with the fixed offset."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt._tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._delta


timezone.utc = timezone._create(timedelta(0), None)
timezone.min = timezone(timedelta(-1, 60))
timezone.max = timezone(timedelta(0, 86340))
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
