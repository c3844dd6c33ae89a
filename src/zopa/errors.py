"""The tree of errors, sorted by what the reader must do.

::

    ZopaError
    ├── CaseError        mend the case: holds every problem found, not only the first
    ├── OptionError      mend the options of the command or call
    ├── TooLargeError    ask for less: the work was costed before it ran, and refused
    │   └── SpaceTooLargeError  of fewer issues, as a view has them
    └── StorageError     a file cannot be read or written

Anything else that escapes is a bug of ours.  "No outcome survives" and "nothing is
stable" are findings, never errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Place:
    """Where in a case something stands, in the words of the carrier that was read."""

    table: str = ""
    row: int | None = None  # as a spreadsheet counts: the header is row 1
    column: str = ""
    row_id: str = ""
    file: str = ""
    line: int | None = None  # for carriers with lines, such as YAML
    cell: str = ""  # for carriers with sheets, as in C5; the sheet is named for its table

    case: str = ""  # the path of the case, where a message may speak of several

    def __str__(self) -> str:
        """Say table, row and column as an analyst would look them up."""
        if self.case and self.file and self.case.endswith(self.file):  # the case is one file
            return str(replace(self, file=self.case, case=""))
        parts = [*self._table_parts(), self._row_part(), self._column_part()]
        told = ", ".join(filter(None, parts))
        return f"{self.case}: {told}" if self.case and told else self.case or told or "the case"

    def _table_parts(self) -> list[str]:
        """Name the file and the table in it; the table of a CSV file is its name."""
        is_sheet = bool(self.cell) or self.file.casefold().endswith((".xlsx", ".xlsm"))
        table = f"{'sheet' if is_sheet else 'table'} {self.table}" if self.table else ""
        if self.file:
            file = self.file if self.line is None else f"{self.file}:{self.line}"
            return [file] if self.file == f"{self.table}.csv" else [file, table]
        return [f"line {self.line}", table] if self.line is not None else [table]

    def _row_part(self) -> str:
        named = f" ({self.row_id})" if self.row_id else ""
        if self.cell:
            return f"cell {self.cell}{named}"
        return self.row_id if self.row is None else f"row {self.row}{named}"

    def _column_part(self) -> str:
        return f"column {self.column}" if self.column else ""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what, and how to mend it."""

    place: Place
    message: str
    remedy: str = ""
    severity: Severity = "error"
    check: str = ""  # the name of the check that found it

    def __str__(self) -> str:
        """Write the problem on one line."""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.message}{remedy}"


class ZopaError(Exception):
    """Base of every error that zopa raises on purpose."""

    code = "error"


class CaseError(ZopaError):
    """Raised when a case cannot be used; carries every problem that was found."""

    code = "case"

    def __init__(self, problems: Iterable[Problem], path: str = "") -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.path = path  # what `zopa check` is to be asked about; empty where it is not known
        super().__init__("\n".join(str(problem) for problem in self.problems))


class OptionError(ZopaError):
    """Raised when an option of a command or call cannot be honoured."""

    code = "option"

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}".strip())


class TooLargeError(OptionError):
    """Raised before work whose cost, known in advance, is over the budget."""

    code = "too_large"


class SpaceTooLargeError(TooLargeError):
    """Raised where the outcome space itself is too large: fewer issues would do."""


class StorageError(ZopaError):
    """Raised when a file cannot be read or written."""

    code = "storage"

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}".strip())


_DIGIT_COSTS = 2  # what another digit counts: of two numbers alike, neither is a slip of the other
_MOST_SLIPS = 4


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that ``name`` is probably a slip of, if there is one.

    A third of the letters may be wrong, missing, too many or in another order; where the digits
    differ, no more than one that is missing or too many.

    >>> nearest("titel", ["title", "as_of"]), nearest("UKR", ["EUR"]), nearest("st-999", ["st-239"])
    ('title', None, None)
    """
    folded = {candidate.casefold(): candidate for candidate in known}
    wanted = name.casefold()
    if wanted in folded:
        return folded[wanted]
    best, least = None, _MOST_SLIPS + 1
    for candidate in folded:
        most = min(least - 1, max(len(wanted), len(candidate)) // 3)
        if abs(len(wanted) - len(candidate)) > most or len(set(wanted) - set(candidate)) > most:
            continue
        slips = _slips(wanted, candidate)
        if slips <= (most if _digits(wanted) == _digits(candidate) else 1):
            best, least = candidate, slips
    return None if best is None else folded[best]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _shared(one: str, other: str) -> int:
    """Return with how many letters both words begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _slips(one: str, other: str) -> int:
    """Count the slips of the pen between two words (Damerau 1964): letters, and two swapped."""
    first = _shared(one, other)  # what both begin and end with need not be compared again
    one, other = one[first:], other[first:]
    last = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - last], other[: len(other) - last]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = row, before, [i]
        for j, wanted in enumerate(other, start=1):
            is_number = letter.isdigit() and wanted.isdigit()
            changed = 0 if letter == wanted else _DIGIT_COSTS if is_number else 1
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + changed)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, above[j - 2] + 1)
            row.append(least)
    return row[-1]


LISTED = 12  # known names that a message lists at most
FEW = 6  # so few that they are listed beside the nearest


def did_you_mean(name: str, known: Sequence[str], what: str = "known") -> str:
    """Offer the nearest known name, or list the known ones when there are few."""
    close = nearest(name, known)
    if close is not None:
        return f"Did you mean '{close}'?"
    return listed_as(known[:LISTED], what, more=len(known) > LISTED)


def choose_from(name: str, known: Sequence[str], what: str) -> str:
    """Offer the nearest of a closed list, and the whole list where it is short."""
    close = nearest(name, known)
    if close is None:
        return listed_as(known, what)
    offer = f"Did you mean '{close}'?"
    return f"{offer} {listed_as(known, what)}" if len(known) <= FEW else offer


def listed_as(known: Sequence[str], what: str, *, more: bool = False) -> str:
    """List names after what they are."""
    if not known:
        return "There are none yet."
    return f"{what[:1].upper()}{what[1:]}: {', '.join(known)}{', …' if more else ''}."
