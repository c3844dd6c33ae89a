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
from dataclasses import dataclass
from difflib import get_close_matches
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

    def __str__(self) -> str:
        """Say table, row and column as an analyst would look them up."""
        parts = []
        if self.cell:
            parts = [self.file] if self.file else []
            named = f" ({self.row_id})" if self.row_id else ""
            parts += [f"sheet {self.table}", f"cell {self.cell}{named}"]
            return ", ".join([*parts, f"column {self.column}"] if self.column else parts)
        if self.file and self.file != f"{self.table}.csv":
            parts.append(self.file if self.line is None else f"{self.file}:{self.line}")
        elif self.line is not None:
            parts.append(f"line {self.line}")
        if self.table:
            parts.append(f"table {self.table}")
        if self.row is not None:
            parts.append(f"row {self.row}" + (f" ({self.row_id})" if self.row_id else ""))
        elif self.row_id:
            parts.append(self.row_id)
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts) or "the case"


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

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
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


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is written most like ``name``, if any is close."""
    candidates = list(known)
    folded = {candidate.casefold(): candidate for candidate in candidates}
    if name.casefold() in folded:
        return folded[name.casefold()]
    found = get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(name: str, known: Sequence[str], what: str = "known") -> str:
    """Offer the nearest known name, or list the known ones when there are few."""
    close = nearest(name, known)
    if close is not None:
        return f"Did you mean '{close}'?"
    if not known:
        return "There are none yet."
    shown = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    return f"{what[:1].upper()}{what[1:]}: {shown}."
