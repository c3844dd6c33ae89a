"""Dates in a source's words, such as "Wednesday", and the days that they mean.

A source tells when something was said from its own day: "last month" in an article of
14 February 2025 is January 2025.  What is told is over, so a day without its year is the
latest one that is not after the source's own.  The words are read as a whole, in English;
of words that say more, or anything else, nobody knows what they mean.

Days that words leave open are a range.  ``early``, ``mid`` and ``late`` are the thirds of a
month or year, seasons those of the north, so many weeks ago three days to either side.  The
text of such a range is the shortest date of a case that holds it: that of "late 2021" is
2021, though its days begin in September; it can be written into a cell as it stands.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from zopa.case.cells import Moment
from zopa.case.loose_dates import MONTHS

Days: TypeAlias = tuple[date, date]  # the first and the last

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}  # their first months; winter is in two
FEW_DAYS = timedelta(days=3)  # by which a week told from memory may be off
_LONGEST = 60  # characters of the longest words that are looked at

_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": 9}
_WEEKDAY_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS)}
_WEEKDAY_NUMBERS |= {name[:3]: number for number, name in enumerate(WEEKDAYS)}
_WEEKDAY_NUMBERS |= {"tues": 1, "thur": 3, "thurs": 3}

_MONTH = rf"(?P<month>{'|'.join(_MONTH_NUMBERS)})\.?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAY_NUMBERS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_PART = (
    r"(?P<part>early|mid|late|(?:the )?(?:start|beginning|middle|end) of|"
    r"(?:the )?(?:early|late) part of)[ -](?:in )?"
)
_HOURS = r"(?: (?:morning|afternoon|evening|night))?"

_LEADING = re.compile(r"(?:dated|on|in|during|at) (?:the )?|the ")
_NAMED_DAY = re.compile(rf"{_WEEKDAY},? (?:the )?(?=.*\d)")
_FULL = re.compile(
    rf"(?:{_DAY}(?: of)? )?{_MONTH},?(?: (?:of )?{_YEAR})?|"
    rf"{_MONTH.replace('month', 'month_first')} "
    rf"{_DAY.replace('day', 'day_last')}(?:,? {_YEAR.replace('year', 'year_last')})?"
)
_ISO = re.compile(rf"{_YEAR}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_PART_OF = re.compile(rf"{_PART}(?:{_MONTH}(?:,? (?:of )?{_YEAR})?|{_YEAR.replace('year', 'all')})")
_SEASON = re.compile(rf"(?P<season>{'|'.join(SEASONS)})(?: of|,)? {_YEAR}")
_AGO = re.compile(
    rf"(?P<number>\d{{1,3}}|an?|{'|'.join(NUMBERS)}) "
    r"(?P<unit>day|week|month|year)s? (?:ago|earlier)"
)
_ON_WEEKDAY = re.compile(
    rf"(?P<last>(?:the )?(?:last|previous) )?(?:(?:late|early|earlier)(?: on)? )?{_WEEKDAY}{_HOURS}"
)
_PERIOD = re.compile(
    r"(?P<which>last|the previous|previous|this|earlier this|late last|early last|later? this) "
    r"(?P<unit>week|month|year)"
)
_BY_THEN = re.compile(
    r"(?:in the )?past|previous|previously|recent|recently|undated|no date|without (?:a )?date|"
    r"before\b.*"
)
_TODAY = ("today", "tonight", "this morning", "this afternoon", "this evening")
_YESTERDAY = ("yesterday", "last night", "yesterday morning", "yesterday evening")


def resolve(words: str, told: Moment) -> Moment | None:
    """Return the days that words mean in a source that was published on ``told``.

    Where the source's own day is known no better than a month, or than "not later than",
    neither are the days.  ``None`` where nobody knows what the words mean.

    >>> from zopa.case.cells import read_moment
    >>> friday = read_moment("2025-02-14")
    >>> [resolve(words, friday).text for words in ("Wednesday", "last month", "14 June 2024")]
    ['2025-02-12', '2025-01', '2024-06-14']
    >>> late = resolve("late 2021", friday)
    >>> late.text, str(late.earliest), str(late.latest)
    ('2021', '2021-09-01', '2021-12-31')
    >>> resolve("in the past", friday).text, resolve("later", friday)
    ('..2025-02-14', None)
    """
    plain = " ".join(words.casefold().replace("’", "'").split()).strip(" .,;:\"'()")
    if not plain or len(plain) > _LONGEST:
        return None
    if _BY_THEN.fullmatch(plain):
        return _moment(date.min, told.latest)
    plain = _LEADING.sub("", plain, count=1) if _LEADING.match(plain) else plain
    try:
        days = _with_year(plain)
        if days is not None:
            return _moment(*days)
        last = _told_on(plain, told.latest)
        if last is None:
            return None
        # The earlier a source, the earlier what it speaks of: the ends of its days are enough.
        first = _told_on(plain, told.earliest) if told.earliest > date.min else None
    except (ValueError, OverflowError):  # no such day, or one before the calendar begins
        return None
    return _moment(first[0] if first else date.min, last[1])


def _moment(first: date, last: date) -> Moment:
    """Return a range of days; its text is the shortest date of a case that holds it."""
    if first == last:
        text = last.isoformat()
    elif first.year != last.year:
        text = f"..{last}"  # true as far as it goes; no date of a case says when it begins
    elif first.month != last.month:
        text = f"{last.year:04}"
    else:
        text = f"{last.year:04}-{last.month:02}"
    return Moment(text, first, last)


# Words that name their year -----------------------------------------------------------


def _with_year(words: str) -> Days | None:
    """Return the days of words that mean the same whenever they are read."""
    if found := _ISO.fullmatch(words):
        return _period(int(found["year"]), found["month"], found["day"])
    if (found := _PART_OF.fullmatch(words)) and (found["year"] or found["all"]):
        return _third(found["part"], int(found["year"] or found["all"]), found["month"])
    if found := _SEASON.fullmatch(words):
        year, month = int(found["year"]), SEASONS[found["season"]]
        return date(year, month, 1), _end(year, month + 2)
    day, month_name, year_text = _day_and_month(words)
    if month_name and year_text:
        return _period(int(year_text), str(_MONTH_NUMBERS[month_name]), day)
    return None


def _day_and_month(words: str) -> tuple[str | None, str | None, str | None]:
    """Return day, month and year as far as words name them: ``14 June``, ``June 14, 2024``."""
    named = _NAMED_DAY.match(words)
    found = _FULL.fullmatch(words[named.end() :] if named else words)
    if found is None:
        return None, None, None
    return (
        found["day"] or found["day_last"],
        found["month"] or found["month_first"],
        found["year"] or found["year_last"],
    )


def _period(year: int, month: str | None, day: str | None) -> Days:
    """Return a day, a month or a year."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, int(month), 1), _end(year, int(month))
    return (date(year, int(month), int(day)),) * 2


def _end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _third(part: str, year: int, month_name: str | None) -> Days:
    """Return the first, middle or last third of a month or a year."""
    number = 0 if re.search("early|start|beginning", part) else 1 if "mid" in part else 2
    if month_name is None:
        return date(year, 4 * number + 1, 1), _end(year, 4 * number + 4)
    month = _MONTH_NUMBERS[month_name]
    last = date(year, month, 10 * number + 10) if number < 2 else _end(year, month)
    return date(year, month, 10 * number + 1), last


# Words that speak from the source's day -----------------------------------------------


def _told_on(words: str, day: date) -> Days | None:
    """Return the days of words that were written on a day."""
    if words in _TODAY:
        return day, day
    if words in _YESTERDAY:
        return (day - timedelta(days=1),) * 2
    if found := _AGO.fullmatch(words):
        return _ago(found["unit"], _number(found["number"]), day)
    if found := _ON_WEEKDAY.fullmatch(words):
        until = day - timedelta(days=1) if found["last"] else day
        back = (until.weekday() - _WEEKDAY_NUMBERS[found["weekday"]]) % 7
        return (until - timedelta(days=back),) * 2
    if found := _PERIOD.fullmatch(words):
        is_past = "last" in found["which"] or "previous" in found["which"]
        return _ago(found["unit"], 1, day, whole=True) if is_past else _so_far(found["unit"], day)
    if found := _PART_OF.fullmatch(words):
        name = found["month"]
        return _latest(lambda year: _third(found["part"], year, name), day)
    number, month_name, _ = _day_and_month(words)
    if month_name:
        month = str(_MONTH_NUMBERS[month_name])
        return _latest(lambda year: _period(year, month, number), day)
    return None


def _number(text: str) -> int:
    """Read a number that may be a word."""
    return int(text) if text.isdecimal() else 1 if text in ("a", "an") else NUMBERS.index(text) + 1


def _ago(unit: str, number: int, day: date, *, whole: bool = False) -> Days:
    """Return the days that were so many days, weeks, months or years before."""
    if unit == "year":
        return _period(day.year - number, None, None)
    if unit == "month":
        months = day.year * 12 + day.month - 1 - number
        return _period(months // 12, str(months % 12 + 1), None)
    if unit == "day":
        return (day - timedelta(days=number),) * 2
    if whole:
        monday = day - timedelta(days=day.weekday() + 7 * number)
        return monday, monday + timedelta(days=6)
    about = day - timedelta(weeks=number)
    return about - FEW_DAYS, about + FEW_DAYS


def _so_far(unit: str, day: date) -> Days:
    """Return the days of the running week, month or year up to a day."""
    if unit == "week":
        return day - timedelta(days=day.weekday()), day
    return day.replace(day=1, month=1 if unit == "year" else day.month), day


def _latest(in_year: Callable[[int], Days], day: date) -> Days | None:
    """Return the latest days of a calendar date without its year that begin by a day."""
    for year in range(day.year, day.year - 9, -1):  # up to eight years lie between two leap days
        try:
            first, last = in_year(year)
        except ValueError:  # 29 February
            continue
        if first <= day:
            return first, min(last, day)
    return None
