"""Checks of dates: rows after the day of the case, rows without a day, and days in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zopa.case.alike import Slip, gather
from zopa.case.cells import Moment, read_moment, shown
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
    """Every statement and every red line says when it was made, if only in words."""
    in_words = {statement.id for _, statement, *_ in context.dates_in_words}
    for table, column in STANDING:
        undated = [row.address for row in context.case.rows(table) if not getattr(row, column)]
        if table == "statements":
            undated = [name for name in undated if name not in in_words]
        if undated:
            message = f"without a date: {listed(undated, FIRST_FEW)}."
            remedy = "They count as standing on every day; '..2025-02-14' says 'not later than'."
            if table == "statements":
                remedy = (
                    "They count as standing, from the day of their source where it has one; "
                    "'..2025-02-14' says 'not later than'."
                )
            yield context.problem(table, None, column, message, remedy, "warning")


# Days in the source's words ----------------------------------------------------------


def dates_in_words_agree(context: Context) -> Iterator[Problem]:
    """No date is another than the one that the source's words mean."""
    for index, statement, told, meant in context.dates_in_words:
        said = statement.asserted_at
        if said is not None and not _overlap(said, meant):
            words = shown(statement.asserted_at_given or "")
            message = (
                f"'{words}' in a source of {told.text} is {_days(meant)}, and asserted_at says "
                f"{said.text}."
            )
            remedy = "Correct asserted_at, or say in the note why it differs."
            yield context.problem("statements", index, "asserted_at", message, remedy, "warning")


def dates_in_words_are_worked_out(context: Context) -> Iterator[Problem]:
    """No date is left empty that the source's words tell."""
    slips = []
    for index, statement, told, meant in context.dates_in_words:
        if statement.asserted_at is None:
            words = shown(statement.asserted_at_given or "")
            message = f"'{words}' in a source of {told.text} is {_days(meant)}."
            remedy = f"It counts from then; write {meant.text} in asserted_at if that is right."
            found = context.problem("statements", index, "asserted_at", message, remedy, "warning")
            slips.append(Slip(found, "worked out"))
    yield from gather(slips)


def _overlap(one: Moment, other: Moment) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _days(moment: Moment) -> str:
    """Write the days of a moment: as a date of a case where that says the same."""
    if moment.earliest == date.min:
        return f"not later than {moment.latest}"
    whole = read_moment(moment.text)
    if (whole.earliest, whole.latest) == (moment.earliest, moment.latest):
        return moment.text
    return f"{moment.earliest} to {moment.latest}"
