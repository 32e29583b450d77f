"""Writes zone-offsets.tsv: offsets of zones at chosen times, as Python's zoneinfo has them.

    python3 zone-offsets.py > zone-offsets.tsv

Columns: zone, `local` or `utc`, the time, its seconds since 1970-01-01T00:00:00 on that clock, and the offset in
seconds. Local times are taken with fold 0: the first of two, and in a gap the offset before it.
"""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1)
NEAR = [timedelta(hours=h, minutes=m) for h, m in ((-3, 0), (-1, 0), (-1, 30), (0, -1), (0, 0), (0, 30), (1, 0), (3, 0))]

# Moments of the wall clock at or near which something changes, and some where nothing does. All are the
# same in the releases of 2025 and 2026 of the database, so that the test does not depend on the machine's.
TIMES = {
    "Asia/Seoul": "1910-01-01T00:00 1953-07-27T10:00 1987-05-10T02:00 1987-10-11T03:00 1988-05-08T02:00 "
    "1988-10-09T03:00 2018-06-12T09:00 2050-07-01T00:00",
    "Asia/Pyongyang": "1994-10-21T12:00 2015-08-15T00:00 2017-07-04T09:40 2018-05-04T23:30 2018-06-12T09:00 "
    "2050-01-01T00:00",
    "Asia/Tokyo": "1951-05-05T12:00 2002-09-17T09:00 2050-06-01T00:00",
    "Asia/Shanghai": "1986-05-04T02:00 1991-09-15T02:00 2003-08-27T08:30 2050-07-01T00:00",
    "Asia/Vladivostok": "2010-10-31T03:00 2011-03-27T02:00 2014-10-26T02:00 2019-04-25T14:00",
    "Asia/Tehran": "2015-07-14T10:00 2022-03-22T00:00 2022-09-22T00:00 2023-07-01T00:00 2050-07-01T00:00",
    "Asia/Kolkata": "1972-07-02T12:00 2050-01-01T12:00",
    "Asia/Jerusalem": "1993-09-13T18:00 2024-03-29T02:00 2050-03-25T02:00 2050-10-30T02:00",
    "Europe/London": "1968-02-18T02:00 1971-10-31T03:00 1998-04-10T17:30 2024-03-31T01:00 2024-10-27T02:00 "
    "2050-03-27T01:00 2050-10-30T02:00 2050-12-31T23:30",
    "Europe/Dublin": "1998-04-10T17:30 2024-03-31T01:00 2024-10-27T02:00 2050-03-27T01:00 2050-10-30T02:00",
    "Europe/Vienna": "1980-04-06T00:00 2015-07-14T10:00 2050-03-27T02:00 2050-10-30T03:00",
    "America/Bogota": "1992-07-01T00:00 1993-02-07T00:00 2016-11-24T11:00 2050-01-01T00:00",
    "America/New_York": "1974-01-06T02:00 2007-03-11T02:00 2024-11-03T02:00 2050-03-13T02:00 2050-11-06T02:00",
    "America/Havana": "2012-04-01T00:00 2012-11-04T01:00 2050-03-13T00:00 2050-11-06T01:00",
    "America/Nuuk": "2023-03-25T22:00 2024-03-30T23:00 2050-03-26T23:00 2050-10-30T00:00",
    "America/Caracas": "2007-12-09T03:00 2016-05-01T02:30",
    "Pacific/Apia": "2011-12-29T23:59 2011-12-30T12:00 2011-12-31T00:00",
    "Australia/Lord_Howe": "2024-04-07T02:00 2024-10-06T02:00 2050-04-03T02:00 2050-10-02T02:00",
    "Pacific/Auckland": "1974-11-03T02:00 2050-04-03T03:00 2050-09-25T02:00 2050-12-31T23:59",
    "Africa/Casablanca": "2018-10-28T03:00 2024-03-10T03:00 2024-04-14T02:00",
    "Asia/Kathmandu": "1986-01-01T00:00 2006-11-21T20:00",
    "Etc/UTC": "2050-01-01T00:00",
}

for name, times in TIMES.items():
    zone = ZoneInfo(name)
    for time in times.split():
        for distance in NEAR:
            wall = datetime.fromisoformat(time) + distance
            offset = wall.replace(tzinfo=zone).utcoffset()
            seconds = lambda span: int(span.total_seconds())
            print(name, "local", wall.isoformat(), seconds(wall - EPOCH), seconds(offset), sep="\t")
            instant = wall - offset
            offset = instant.replace(tzinfo=timezone.utc).astimezone(zone).utcoffset()
            print(name, "utc", instant.isoformat(), seconds(instant - EPOCH), seconds(offset), sep="\t")
