"""Checks that a case has what an analysis needs, and tells what it does not know."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.cells import shown
from zopa.case.checks.context import FIRST_FEW, NEEDED, Context, listed
from zopa.errors import Problem
from zopa.messages import known_language, languages

REMEDIES = {
    "parties": "Add at least one party: id, name.",
    "issues": "Add what is negotiated: id, question; then its values and controls.",
    "values": "Add the values of each issue, the status quo first: issue, id.",
    "controls": "Add who can change each issue: issue, movers.",
}
# What heads every result -> how its row is filled.
SETTINGS = {"title": "the name of the case", "as_of": "its day, as in 2025-02-14"}


def case_has_parties_and_issues(context: Context) -> Iterator[Problem]:
    """The case has a party and an issue."""
    for table in NEEDED:
        missing = not context.case.rows(table) and not context.origin.rejected_in(table)
        if missing and not context.origin.is_unreadable(table):
            yield context.problem(table, None, "", _lack(context, table), REMEDIES[table])


def _lack(context: Context, table: str) -> str:
    """Say that a table has no rows, or is not there."""
    raw = context.origin.raw
    if raw.carrier and table in raw.tables:
        return f"{raw.called(table)} has no rows."
    return f"the case has no {table}."


def issues_have_tables_of_their_own(context: Context) -> Iterator[Problem]:
    """Where there are issues, there are values, and controls or moves."""
    if not context.case.issues:
        return
    for table in ("values", "controls"):
        if context.is_absent(table) and not (table == "controls" and context.case.moves):
            yield context.problem(table, None, "", _lack(context, table), REMEDIES[table])


def case_has_title_and_day(context: Context) -> Iterator[Problem]:
    """The case says what it is called and of which day it speaks."""
    refused = {place.row_id for place in context.origin.refused_places("case")}
    told = context.case.settings.keys() | refused
    missing = [key for key in SETTINGS if key not in told]
    if missing and not context.origin.is_unreadable("case"):
        message = f"the case has no {' and no '.join(missing)}."
        rows = " and ".join(f"key {key}, value {SETTINGS[key]}" for key in missing)
        remedy = f"Add to {context.origin.raw.called('case')}: {rows}."
        yield context.problem("case", None, "", message, remedy, "warning")


def language_is_spoken(context: Context) -> Iterator[Problem]:
    """The language of the case is one that zopa speaks, else its fixed text is English."""
    for index, row in enumerate(context.case.about):
        if row.key == "language" and known_language(row.value) is None:
            message = f"the language is '{shown(row.value)}'."
            remedy = f"zopa speaks {', '.join(languages())}; the fixed text will be English."
            yield context.problem("case", index, "value", message, remedy, "warning")


def tables_have_rows(context: Context) -> Iterator[Problem]:
    """No table is there without rows, which is often a file saved too early.

    The sheets of a workbook all wait to be filled, so there it means nothing.
    """
    for name, table in context.origin.raw.tables.items():
        is_sheet = bool(table.letters) or context.origin.raw.carrier == "workbook"
        is_told = name in REMEDIES and (name in NEEDED or bool(context.case.issues))
        if not (table.rows or table.broken or is_sheet or is_told):
            message = "the table has no rows."
            remedy = "Fill it, or delete it."
            yield context.problem(name, None, "", message, remedy, "warning")


def gaps_are_told(context: Context) -> Iterator[Problem]:
    """What the case says that it does not know is told each time that it is checked."""
    if context.case.gaps:
        topics = listed([gap.topic for gap in context.case.gaps], FIRST_FEW)
        message = f"the case does not know: {topics}."
        yield context.problem("gaps", None, "topic", message, severity="warning")
