"""Dates as people write them, and what each says in the form that a case has.

A case has one form, 2025-02-14, since readers disagree about which number of a short date is
the month.  What is written otherwise is refused; here is worked out what to say of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
ZERO = date(1899, 12, 30)  # the day from which spreadsheets count
NUMBERS = range(18264, 73415)  # the days from 1950 to 2100, as spreadsheets count them

_SPLIT = re.compile(r"(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})|(\d{4})[-./](\d{1,2})")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?)?([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_WITH_TIME = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ]\d.*")


class Reading(NamedTuple):
    """What is wrong with a date, how to mend it, and what dates written alike have in common."""

    trouble: str  # goes on after the date in quotation marks
    remedy: str
    alike: str


def read_loosely(text: str) -> Reading | None:
    """Say what a text probably means that is no date of a case; ``None`` where nobody knows.

    >>> read_loosely("14.02.2025").remedy
    'Write 2025-02-14.'
    >>> read_loosely("31/02/2025").trouble
    'there is no 31 February 2025'
    """
    words = " ".join(text.split())
    if words.isdecimal():
        return _stored_number(words)
    if found := _WITH_TIME.fullmatch(words):
        return _one([found.groups()], "with a time of day")
    if found := _SPLIT.fullmatch(words):
        first, _, second, third = found.groups()
        if len(first) == 4:
            return _one([(first, second, third)], "year first")
        return _short(first, second, third) if len(third) == 4 else None
    if found := _MONTH_AND_YEAR.fullmatch(words):
        month, year, first_year, last_month = found.groups()
        return _one([(year or first_year, month or last_month, "")], "month and year")
    return _in_words(words)


def no_such_day(year: str, month: str, day: str) -> str:
    """Say which part of a date does not exist.

    >>> no_such_day("2025", "02", "30"), no_such_day("2025", "13", "01")
    ('there is no 30 February 2025', 'there is no month 13')
    """
    if not 1 <= int(month) <= 12:
        return f"there is no month {int(month)}"
    return f"there is no {int(day)} {MONTHS[int(month) - 1]} {int(year)}"


def _stored_number(text: str) -> Reading | None:
    if len(text) != 5 or int(text) not in NUMBERS:
        return None
    day = ZERO + timedelta(days=int(text))
    remedy = f"Format the column as a date in the spreadsheet, or write {day}."
    return Reading(f"it is how a spreadsheet stores the day {day}", remedy, "stored number")


def _short(first: str, second: str, year: str) -> Reading:
    """Read a date whose first number is the day or the month."""
    ways = [(year, second, first)]  # the day first
    if int(second) > 12:
        ways = [(year, first, second)]
    elif int(first) <= 12 and first != second:
        ways.append((year, first, second))
    return _one(ways, "day, month and year")


def _in_words(words: str) -> Reading | None:
    if found := _DAY_FIRST.fullmatch(words):
        day, name, year = found.groups(default="")
    elif found := _MONTH_FIRST.fullmatch(words):
        name, day, year = found.groups()
    else:
        return None
    short = name[:3].title()
    number = next((n for n, month in enumerate(MONTHS, 1) if month[:3] == short), None)
    return _one([(year, str(number), day)], "in words") if number is not None else None


def _one(ways: Sequence[tuple[str, ...]], alike: str) -> Reading:
    """Say how a date is written that can be read in one way, or in two."""
    days = [found for found in (_iso(*way) for way in ways) if found]
    if not days:
        remedy = "Write a day of the calendar, as in 2025-02-14."
        return Reading(no_such_day(*ways[0]), remedy, f"{alike}, not in the calendar")
    if len(days) == 1:
        return Reading("", f"Write {days[0]}.", alike)
    trouble = "day and month cannot be told apart"
    remedy = f"Write {days[0]} or {days[1]}, whichever is meant."
    return Reading(trouble, remedy, f"{alike}, in two ways")


def _iso(year: str, month: str, day: str) -> str:
    """Return a day or a month in the form of a case; empty where there is no such day."""
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return found.isoformat() if day else found.strftime("%Y-%m")
