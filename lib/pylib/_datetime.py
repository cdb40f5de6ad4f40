"""Fast implementation of the datetime type."""

from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone, tzinfo
