"""Writes edtf-bounds.tsv: what the PyPI package `edtf` takes as the strict bounds of some 400 dates.

    pip install edtf==5.0.2 && python3 edtf-bounds.py > edtf-bounds.tsv

Columns: text, first day and last day of what it covers; `-` where that side has no limit. Where the package
is wrong, or cannot read what the standard has, the row is in ELSEWISE with the reason, and says there what is right.
"""

import contextlib
import math
import random
import sys

from edtf import parse_edtf

ELSEWISE = {
    # The package ends winter with its year, so that half of a winter falls outside it.
    "2007-24": ("2007-12-01", "2008-02-29"),
    "2008-24": ("2008-12-01", "2009-02-28"),
    "2008-24?": ("2008-12-01", "2009-02-28"),
    "-0001-24": ("-0001-12-01", "0000-02-29"),
    "2008-21/2008-24": ("2008-03-01", "2009-02-28"),
    # The package takes an unknown end as ten years away; the standard says that nothing is known.
    "1985/": ("1985-01-01", "-"),
    "/1985": ("-", "1985-12-31"),
    "2004-06/": ("2004-06-01", "-"),
    "/2004-06-01": ("-", "2004-06-01"),
    "2004-06-01~/": ("2004-06-01", "-"),
    "/2004?": ("-", "2004-12-31"),
    # The package cannot read intervals of times, or times without seconds.
    "2008-05-01T23:59:59Z/2008-05-02T01:00:00Z": ("2008-05-01", "2008-05-02"),
    "2008-05-01T09:00/2008-05-01T17:30": ("2008-05-01", "2008-05-01"),
    "2008-05-01T15:30": ("2008-05-01", "2008-05-01"),
    "2008-05-01T15:30Z": ("2008-05-01", "2008-05-01"),
    "2008-05-01T15:30+09:00": ("2008-05-01", "2008-05-01"),
    # The package swaps the bounds of an unspecified month or day before year 0.
    "-0044-XX": ("-0044-01-01", "-0044-12-31"),
    "-0044-03-XX": ("-0044-03-01", "-0044-03-31"),
    # The package fails on an unspecified month within an interval.
    "2008-XX/2009-02-XX": ("2008-01-01", "2009-02-28"),
    # The package cannot read a range of dates that are not equally precise.
    "[2008..2009-02-03]": ("2008-01-01", "2009-02-03"),
    # The package cannot read a doubt on a time.
    "2008-05-01T15:30:00Z~": ("2008-05-01", "2008-05-01"),
}


def texts():
    pick = random.Random(1953_07_27)
    year = lambda: f"{pick.randint(1, 9999):04}"
    month = lambda: f"{year()}-{pick.randint(1, 12):02}"
    day = lambda: f"{month()}-{pick.randint(1, 28):02}"
    sign = lambda: pick.choice("?~%")
    clock = lambda: f"{pick.randint(0, 23):02}:{pick.randint(0, 59):02}:{pick.randint(0, 59):02}"
    pair = lambda make: sorted([make(), make()])

    yield from """0000 0001 0099 9999 -0001 -0044 -9999 -0044-03 -0044-03-15 0000-02-29 0000-02 1600-02-29
        1900-02-28 1900-02 2000-02-29 2000-02 2004-02 2003-02 2100-02 2003-08-27 1994-10-21 2018-06-12
        1970-01-01 1969-12-31 1953-07-27 2008-01-31 2008-03-31 2008-04-30 2008-06-30 2008-12-31
        000X 00XX -001X -01XX 199X 19XX 200X 20XX 201X 99XX 201X? 20XX~ 1985-XX 1985-XX-XX 1985-04-XX
        2004-02-XX 1900-02-XX 2004-XX? 1985-04-XX~
        Y12345 Y-12345 Y170000002 Y-170000002 Y999999999
        ../1985-04-12 1985-04-12/.. ../1985 1985/.. ../1985-04 1985-04/.. 1985-04~/.. ../1985?
        2004-06-XX/2004-07-03 2001-21/2001-22 2007-24/2008-21 2008~/2009? 2008-05?/2008-06 -0100/0020 -0044-03-15/-0044-03-16
        2004-02-01/2005 2004/2006-08 2005-02/2005-02-08 2003-08-27/2003-08-27
        [2008-05-01..2008-05-05] [..2008-05-05] [2008-05-01..] [..1984] [1984..] [1990..1992]
        [2008-05..2008-06] [-0044..0001]""".split()
    yield from ELSEWISE
    for _ in range(25):
        yield year()
        yield "-" + year()
        yield month()
        yield "-" + day()
        yield pick.choice([year, month, day])() + sign()
        yield f"{year()}-{pick.randint(21, 23)}"
        yield f"Y{pick.choice(['', '-'])}{pick.randint(10_000, 9_999_999)}"
        yield f"{day()}T{clock()}{pick.choice(['', 'Z', '+09:00', '-05:30', '+05'])}"
        yield pick.choice([year()[:3] + "X", year()[:2] + "XX", year() + "-XX", month() + "-XX"])
        yield "/".join(pair(pick.choice([year, month, day])))
        a, b = pair(day)
        yield f"{a}{sign()}/{b}{sign()}"
        yield "[" + "..".join(pair(pick.choice([year, month, day]))) + "]"
    for _ in range(60):
        yield day()


def named(bound):
    if isinstance(bound, float):
        assert math.isinf(bound)
        return "-"
    year, month, day = tuple(bound)[:3]
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02}"


def bounds(text):
    with contextlib.redirect_stdout(sys.stderr):
        date = parse_edtf(text)
        return named(date.lower_strict()), named(date.upper_strict())


for text in dict.fromkeys(texts()):
    right = ELSEWISE.get(text)
    try:
        theirs = bounds(text)
    except Exception:
        theirs = None
    assert not right or right != theirs, f"{text} need not be in ELSEWISE"
    assert right or theirs, f"{text}: the package cannot read it"
    print(text, *(right or theirs), sep="\t")
