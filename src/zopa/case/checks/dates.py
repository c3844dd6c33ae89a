"""Checks of dates: rows that come after the day of the case, and rows without a day."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.cells import Moment
from zopa.case.checks.context import FIRST_FEW, Context, listed
from zopa.errors import Problem

DATED = (
    ("statements", "asserted_at"),
    ("statements", "reported_at"),
    ("red_lines", "stated_at"),
    ("red_lines", "known_from"),
    ("sources", "published"),
)
STANDING = (("statements", "asserted_at"), ("red_lines", "stated_at"))


def rows_are_not_past_the_day_of_the_case(context: Context) -> Iterator[Problem]:
    """No row speaks of a day after ``as_of``: nobody could have known it."""
    as_of = context.case.as_of
    if as_of is None:
        return
    for table, column in DATED:
        late = []
        for row in context.case.rows(table):
            moment: Moment | None = getattr(row, column)
            if moment is not None and moment.latest > as_of:
                late.append(f"{row.address} ({moment.text})")
        if late:
            message = f"later than {as_of}, the day of the case: {listed(late, FIRST_FEW)}."
            remedy = (
                "They are shown where a row names them: a brief as of that day should not rest on "
                "them."
                if table == "sources"
                else "They are left out of everything as of that day."
            )
            yield context.problem(table, None, column, message, remedy, "warning")


def rows_are_dated(context: Context) -> Iterator[Problem]:
    """Every statement and every red line says when it was made."""
    for table, column in STANDING:
        undated = [row.address for row in context.case.rows(table) if not getattr(row, column)]
        if undated:
            message = f"without a date: {listed(undated, FIRST_FEW)}."
            remedy = "They count as standing on every day; '..2025-02-14' says 'not later than'."
            yield context.problem(table, None, column, message, remedy, "warning")
