"""What a statement says in figures, on an issue whose values are numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from zopa.case.tables import Issue, Statement
from zopa.ledger.stances import stance_of, support_of

LARGEST = 1e100  # so that the square of a range is a number, too


def is_numeric(issue: Issue, values: Sequence[str]) -> bool:
    """Whether the values of an issue are numbers, two of them at least, and no two the same."""
    if issue.kind != "numeric" or len(values) < 2 or not all(map(_is_number, values)):
        return False
    return len(set(map(float, values))) == len(values)


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text)) and abs(float(text)) < LARGEST
    except ValueError:
        return False


def support_with_figures(
    statement: Statement, issue: Issue, values: Sequence[str]
) -> tuple[int, ...]:
    """Return the values that a statement speaks for, by its target or else by its figure."""
    support = support_of(statement, values)
    told = quantity_on(statement, issue) if is_numeric(issue, values) else None
    return support if support or told is None else (nearest(told, values),)


def quantity_on(statement: Statement, issue: Issue) -> float | None:
    """Return the middle of a quantity that is in the unit of a numeric issue."""
    told, unit = statement.quantity, issue.unit
    if told is None or issue.kind != "numeric" or not unit or stance_of(statement) != "+":
        return None
    if (statement.quantity_of or "").strip().casefold() != unit.strip().casefold():
        return None
    return (told.low + told.high) / 2 if told.mode is None else told.mode


def nearest(number: float, values: Sequence[str]) -> int:
    """Return the place of the declared value that is nearest to a number."""
    return min(range(len(values)), key=lambda place: abs(float(values[place]) - number))
