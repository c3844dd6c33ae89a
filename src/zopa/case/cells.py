"""Kinds of cell: how the text of one cell is read, checked and written back.

A cell is text in every carrier.  A kind turns that text into a value and back, such that
reading what was written gives the same value.  A text that is not of its kind raises
:func:`cell_error`, whose two parts say what is wrong and how to mend it.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, LiteralString

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from zopa.case.loose_dates import no_such_day, read_loosely

TOO_LARGE = "too_large"  # the kind of error of a number that no column has room for
LONGEST_SHOWN = 40  # characters of a cell that a message repeats
MOST_DIGITS = 15
KEPT = 1 << 14  # texts whose reading is kept: a long table repeats its ids, dates and numbers


def cell_error(
    message: str, remedy: str, kind: LiteralString = "cell", alike: str = ""
) -> PydanticCustomError:
    """Return the error of a cell whose text is not of its kind.

    Cells of one column whose errors have the same ``alike`` are the same slip.
    """
    context = {"message": message, "remedy": remedy, "alike": alike}
    return PydanticCustomError(kind, "{message}", context)


def shown(text: str) -> str:
    """Return the start of a text, fit to stand in a message of one line."""
    line = "".join(character if character.isprintable() else " " for character in text)
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"


@dataclass(frozen=True)
class Kind:
    """A kind of cell: its name, how it is written, and its two translators."""

    name: str
    how: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        """Let pydantic read a cell by its kind alone, which also builds the models faster."""
        if self.read is str:
            return core_schema.str_schema(strict=True)
        return core_schema.no_info_plain_validator_function(self.read)


def clean(text: str) -> str:
    """Return text in the one form that all carriers share: NFC, LF, no outer space."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():  # a quick look first: every cell of a case comes through here
        text = unicodedata.normalize("NFC", text)
    return text.strip()


# The categories Cc (but for LF) and Cs, what XML cannot hold, and what turns the text after it
# round, written out: one search is quicker than a look-up of each character, and every cell of
# a case is searched.  Marks that only say which way a text runs (U+200E, U+200F) are allowed.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CHARACTER_NAMES = {"\t": "a tab", "\x00": "a null character"}


def forbidden_character(text: str) -> str | None:
    """Name the first character that no cell may hold, if there is one."""
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    character = found.group()
    code = f"U+{ord(character):04X}"
    name = _CHARACTER_NAMES.get(character)
    if name:
        return f"{name} ({code})"
    if _TURNS_TEXT.match(character):
        return f"the character {code}, which turns the text after it round"
    kind = "control character" if character < "\ufffe" else "character"
    return f"the {kind} {code}"


# Numbers ------------------------------------------------------------------------------

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*\.\.\s*({_NUMBER}))?(?:\s*\.\.\s*({_NUMBER}))?")


@dataclass(frozen=True)
class Quantity:
    """A number, or a range of numbers: ``0.3``, ``0.2..0.4``, ``0.2..0.3..0.5``.

    Two numbers are the ends of a uniform range; three are low, mode and high of a PERT
    distribution (Malcolm, Roseboom, Clark and Fazar 1959).
    """

    text: str
    low: float
    high: float
    mode: float | None = None


def read_quantity(text: str) -> Quantity:
    """Read a number or a range of numbers."""
    if "," in text:
        raise cell_error(
            f"'{shown(text)}' is not a number: it has a comma.",
            "Write a decimal point, as in 0.25.",
        )
    found = _RANGE.fullmatch(text)
    if found is None:
        raise cell_error(
            f"'{shown(text)}' is not a number.",
            "Write 0.3, or a range as 0.2..0.4 or 0.2..0.3..0.5.",
        )
    told = shown(text)
    numbers = [float(part) for part in found.groups() if part is not None]
    if numbers != sorted(numbers):
        raise cell_error(f"the range '{told}' is upside down.", "Write the lowest number first.")
    if any(abs(number) == float("inf") for number in numbers):
        raise cell_error(
            f"'{shown(text)}' is too large a number.", "Write it in larger units.", TOO_LARGE
        )
    return Quantity(text, numbers[0], numbers[-1], numbers[1] if len(numbers) == 3 else None)


@lru_cache(maxsize=KEPT)
def read_whole(text: str) -> int:
    """Read a whole number."""
    if not re.fullmatch(r"[+-]?\d+", text):
        raise cell_error(f"'{shown(text)}' is not a whole number.", "Write digits only, as in 3.")
    if len(text.lstrip("+-")) > MOST_DIGITS:
        message = f"'{shown(text)}' is too large a number."
        raise cell_error(message, f"Write at most {MOST_DIGITS} digits.", TOO_LARGE)
    return int(text)


# Dates --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Moment:
    """A date as precisely as it is known: a day, a month, a year, or not later than one."""

    text: str
    earliest: date
    latest: date


_DATE = re.compile(r"(\.\.)?(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@lru_cache(maxsize=KEPT)
def read_moment(text: str) -> Moment:
    """Read ``2025-02-14``, ``2025-02``, ``2025`` or ``..2025-02-14``."""
    found = _DATE.fullmatch(text)
    remedy = "Write 2025-02-14, 2025-02, 2025, or ..2025-02-14 for 'not later than'."
    if found is None:
        loose = read_loosely(text)
        if loose is None:
            raise cell_error(f"'{shown(text)}' is not a date.", remedy)
        trouble = f": {loose.trouble}" if loose.trouble else ""
        message = f"'{shown(text)}' is not a date{trouble}."
        raise cell_error(message, loose.remedy, alike=f"date: {loose.alike}")
    until, year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last = date(int(year), last_month, int(day or monthrange(int(year), last_month)[1]))
    except ValueError:
        trouble = no_such_day(year, month or "1", day or "1")
        raise cell_error(f"'{shown(text)}' is not a date: {trouble}.", remedy) from None
    return Moment(text, date.min if until else first, last)


# Names --------------------------------------------------------------------------------

_ID_FORBIDDEN = frozenset(';,="\n')


@lru_cache(maxsize=KEPT)
def read_id(text: str) -> str:
    """Read one id."""
    if _ID_FORBIDDEN.isdisjoint(text):
        return text
    bad = sorted(_ID_FORBIDDEN & set(text))
    signs = ["a line break" if character == "\n" else f"'{character}'" for character in bad]
    raise cell_error(
        f"the id '{shown(text)}' holds {' and '.join(signs)}.",
        'Leave it out: an id may not hold ; , = " or a line break.',
    )


@lru_cache(maxsize=KEPT)
def read_ids(text: str) -> tuple[str, ...]:
    """Read ids separated by semicolons."""
    parts = [part.strip() for part in text.split(";")]
    if any("," in part or "\n" in part for part in parts):
        pieces = [piece.strip() for piece in re.split(r"[;,\n]", text)]
        raise cell_error(
            f"'{shown(text)}' names several ids, and these are separated by ;.",
            f"Write {';'.join(filter(None, pieces))}.",
        )
    if not all(parts):
        raise cell_error(
            f"'{shown(text)}' has an empty place between semicolons.", "Write the ids as A;B;C."
        )
    twice = sorted({part for part in parts if parts.count(part) > 1})
    if twice:
        raise cell_error(f"'{shown(twice[0])}' stands twice in '{shown(text)}'.", "Name it once.")
    return tuple(read_id(part) for part in parts)


def write_ids(ids: tuple[str, ...]) -> str:
    """Write ids separated by semicolons."""
    return ";".join(ids)


def read_outcome(text: str) -> tuple[tuple[str, str], ...]:
    """Read ``issue=value,issue=value``; issues left out are at the status quo."""
    pairs = []
    for part in text.split(","):
        issue, equals, value = (piece.strip() for piece in part.partition("="))
        if not (issue and equals and value):
            raise cell_error(
                f"'{shown(part.strip())}' is not of the form issue=value.",
                "Write an outcome as issue=value,issue=value.",
            )
        pairs.append((read_id(issue), read_id(value)))
    twice = sorted({issue for issue, _ in pairs if [i for i, _ in pairs].count(issue) > 1})
    if twice:
        raise cell_error(
            f"issue '{shown(twice[0])}' stands twice in '{shown(text)}'.", "Give it one value."
        )
    return tuple(pairs)


def write_outcome(outcome: tuple[tuple[str, str], ...]) -> str:
    """Write an outcome as ``issue=value,issue=value``."""
    return ",".join(f"{issue}={value}" for issue, value in outcome)


def _read_sha256(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise cell_error(
            f"'{shown(text)}' is not a SHA-256 sum.", "Write 64 of the characters 0-9 and a-f."
        )
    return text


TEXT = Kind("text", "any text", str, str)
ID = Kind("id", 'a short name without ; , = "', read_id, str)
IDS = Kind("ids", "ids separated by ;", read_ids, write_ids)
RULE = Kind("rule", "a rule, as in ISSUE = VALUE and not OTHER = VALUE", str, str)
OUTCOME = Kind("outcome", "issue=value,issue=value", read_outcome, write_outcome)
NUMBER = Kind("number", "0.3, 0.2..0.4 or 0.2..0.3..0.5", read_quantity, lambda q: q.text)
WHOLE = Kind("whole number", "digits", read_whole, str)
DATE = Kind("date", "2025-02-14, 2025-02, 2025 or ..2025-02-14", read_moment, lambda m: m.text)
SHA256 = Kind("sha256", "64 hexadecimal characters", _read_sha256, str)

Text = Annotated[str, TEXT]
Id = Annotated[str, ID]
Ids = Annotated[tuple[str, ...], IDS]
RuleText = Annotated[str, RULE]
OutcomeCell = Annotated[tuple[tuple[str, str], ...], OUTCOME]
Number = Annotated[Quantity, NUMBER]
Whole = Annotated[int, WHOLE]
Date = Annotated[Moment, DATE]
Sha256 = Annotated[str, SHA256]
