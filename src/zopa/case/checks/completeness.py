"""Checks that a case has what an analysis needs, and tells what it does not know."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.checks.context import NEEDED, Context, listed
from zopa.errors import Problem

REMEDIES = {
    "parties": "Add at least one party: id, name.",
    "issues": "Add what is negotiated: id, question; then its values and controls.",
}


def case_has_parties_and_issues(context: Context) -> Iterator[Problem]:
    """The case has a party and an issue."""
    for table in NEEDED:
        missing = not context.case.rows(table) and not context.origin.rejected_in(table)
        if missing and not context.origin.is_unreadable(table):
            yield context.problem(table, None, "", f"the case has no {table}.", REMEDIES[table])


def tables_have_rows(context: Context) -> Iterator[Problem]:
    """No table is there without rows, which is often a file saved too early.

    The sheets of a workbook all wait to be filled, so there it means nothing.
    """
    for name, table in context.origin.raw.tables.items():
        is_sheet = bool(table.letters)
        if not (table.rows or table.broken or is_sheet) and name not in NEEDED:
            message = "the table has no rows."
            remedy = "Fill it, or delete it."
            yield context.problem(name, None, "", message, remedy, "warning")


def gaps_are_told(context: Context) -> Iterator[Problem]:
    """What the case says that it does not know is told each time that it is checked."""
    if context.case.gaps:
        topics = listed([gap.topic for gap in context.case.gaps])
        message = f"the case does not know: {topics}."
        yield context.problem("gaps", None, "topic", message, severity="warning")
