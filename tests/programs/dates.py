"""datetime, calendar and strptime."""
import calendar
import copy
import datetime as dtm
import time
from datetime import date, datetime, time as clock, timedelta, timezone, tzinfo


def show(*sources):
    for source in sources:
        try:
            print(source, "->", eval(source))
        except Exception as e:
            print(source, "!!", type(e).__name__, e)


class Zone(tzinfo):
    """Summer time from April to October."""

    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1 if dt and 4 <= dt.month < 10 else 0)

    def tzname(self, dt):
        return "XST" if self.dst(dt) else "XT"

    def __repr__(self):
        return "Zone()"


d, t = date(2000, 2, 29), clock(1, 2, 3, 4)
n = datetime(2017, 7, 1, 12, 30, 15, 250)
z = n.replace(tzinfo=Zone())
td = timedelta(days=-1, hours=5, microseconds=7)
show("d", "repr(d)", "d + td", "d - date(1999, 1, 1)", "d.isocalendar()", "d.timetuple()",
     "d.strftime('%A %d %B %Y, %j %U %W')", "format(d, '%x')", "d.ctime()", "d.replace(day=30)",
     "date.fromordinal(730179)", "date.max + timedelta(1)", "date(0, 1, 1)", "d < n", "d == n",
     "sorted([date.max, d, date.min])", "{d: 1}[date(2000, 2, 29)]")
show("td", "repr(td)", "-td", "abs(td)", "td * 1.5", "td / 3", "td // 7", "td / td", "td % timedelta(hours=7)",
     "divmod(td, timedelta(minutes=13))", "td.total_seconds()", "timedelta(weeks=1, milliseconds=1.5)",
     "timedelta.max + timedelta(1)", "timedelta(1) / 0", "bool(timedelta())", "sum([td] * 3, timedelta())")
show("t", "repr(t)", "t.isoformat('minutes')", "t.replace(tzinfo=timezone.utc)", "clock(25)",
     "t < clock(1, 2, 4)", "t.strftime('%H-%M-%S.%f')", "clock(1, tzinfo=timezone.utc) == clock(1)")
show("n", "repr(n)", "z", "repr(z)", "z.utcoffset()", "z.tzname()", "z.utctimetuple()",
     "z.astimezone(timezone.utc)", "z.astimezone(timezone(timedelta(hours=-5, minutes=-30), 'E'))",
     "z.strftime('%c %z %Z %%z %f')", "z - n", "z - datetime(2017, 7, 1, tzinfo=timezone.utc)",
     "n + timedelta(days=200, seconds=86399)", "n.isoformat(' ', 'milliseconds')", "z.timetz()",
     "z.timestamp()", "datetime.utcfromtimestamp(-1.5)", "datetime.fromtimestamp(1e9, Zone())",
     "datetime.combine(d, t)", "n == z", "n < z", "hash(z) == hash(z.astimezone(timezone.utc))",
     "datetime.max + td + timedelta(2)", "datetime(2017, 1, 1, fold=1)", "n.__reduce_ex__(4)",
     "copy.deepcopy(z)", "copy.copy(n) == n")
show("timezone.utc", "repr(timezone.utc)", "repr(timezone(timedelta(0, 3600)))", "timezone(timedelta(1))",
     "timezone.max", "timezone(timedelta(0, 30))", "tzinfo().utcoffset(n)")
show("datetime.strptime('Fri, 02 Jan 1998 03:04:05.6 +0130', '%a, %d %b %Y %H:%M:%S.%f %z')",
     "time.strptime('2017 52 1', '%Y %W %w')", "datetime.strptime('12:30 pm', '%I:%M %p')",
     "datetime.strptime('x', '%Y')", "datetime.strptime('2000 x', '%Y')", "datetime.strptime('1', '%q')",
     "datetime.strptime('1', '%')", "datetime.strptime('2017 53 7', '%G %V %u')",
     "time.strptime('30 2', '%d %m')", "datetime.strptime('365 1999', '%j %Y')")
print(calendar.month(2024, 2))
print(calendar.TextCalendar(6).formatyear(2023, m=4))
print(calendar.HTMLCalendar().formatmonth(2024, 2))
show("calendar.monthrange(2024, 2)", "calendar.monthcalendar(2024, 2)", "calendar.monthrange(1, 13)",
     "calendar.leapdays(1900, 2001)", "calendar.timegm((2000, 1, 1, 0, 0, 0))", "list(calendar.day_name)",
     "calendar.month_abbr[1:4]", "calendar.setfirstweekday(9)",
     "list(calendar.Calendar(2).itermonthdates(2021, 2))[:3]")
