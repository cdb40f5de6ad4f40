"""The DB-API 2.0 interface to SQLite (PEP 249)."""

import collections.abc
import datetime
import time

from _sqlite3 import *

paramstyle = "qmark"
threadsafety = 1
apilevel = "2.0"

Date = datetime.date
Time = datetime.time
Timestamp = datetime.datetime


def DateFromTicks(ticks):
    return Date(*time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    return Time(*time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    return Timestamp(*time.localtime(ticks)[:6])


version_info = tuple(int(part) for part in version.split("."))
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))

Binary = memoryview
collections.abc.Sequence.register(Row)


def register_adapters_and_converters():
    def adapt_date(val):
        return val.isoformat()

    def adapt_datetime(val):
        return val.isoformat(" ")

    def convert_date(val):
        return datetime.date(*map(int, val.split(b"-")))

    def convert_timestamp(val):
        day, clock = val.split(b" ")
        seconds, *fraction = clock.split(b".")
        micro = 0
        if fraction:
            # digits after the sixth are cut off
            micro = int("{:0<6.6}".format(fraction[0].decode()))
        return datetime.datetime(*map(int, day.split(b"-")),
                                 *map(int, seconds.split(b":")), micro)

    register_adapter(datetime.date, adapt_date)
    register_adapter(datetime.datetime, adapt_datetime)
    register_converter("date", convert_date)
    register_converter("timestamp", convert_timestamp)


register_adapters_and_converters()

del register_adapters_and_converters
