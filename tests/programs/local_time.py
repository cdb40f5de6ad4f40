# Local time by rules in POSIX's notation, and what sets the clocks back.
import os
import time
from datetime import datetime, timezone

for tz in ("EST5EDT,M3.2.0,M11.1.0", "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30", "UTC0",
           "AEST-10AEDT,M10.1.0,M4.1.0/3"):
    os.environ["TZ"] = tz
    time.tzset()
    print(time.tzname, time.timezone, time.altzone, time.daylight)
    for t in (1341100800, 1325376000, 1352007000, 1352010600):
        here = time.localtime(t)
        print(time.strftime("%Y-%m-%d %H:%M:%S %Z %z", here), here.tm_isdst, time.mktime(here) == t)
    d = datetime.fromtimestamp(1352010600)
    print(d, d.fold, d.timestamp(), datetime.fromtimestamp(0, timezone.utc).astimezone().utcoffset())
    print([time.mktime((2012, 7, 1, 12, 0, 0, 0, 0, dst)) for dst in (-1, 0, 1)])
