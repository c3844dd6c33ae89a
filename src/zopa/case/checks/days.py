"""Checks of days that cannot be: what was told before it was said, and days still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zopa.case.alike import Slip, gather
from zopa.case.cells import DATE, Moment
from zopa.case.checks.context import Context
from zopa.case.rows import columns
from zopa.case.tables import TABLES, Statement
from zopa.errors import Problem

HAPPENED = ("sources", "statements", "red_lines")  # tables of what was said and written
CORRECT_ONE = "Correct one of the two dates."


def dates_have_come(context: Context) -> Iterator[Problem]:
    """Nothing was said or written on a day that is still to come."""
    today = context.day
    for table in HAPPENED:
        slips = []
        for entry in columns(TABLES[table]):
            moments = context.cells(table, entry.name) if entry.kind is DATE else ()
            for index, moment in enumerate(moments):
                if moment is not None and moment.earliest > today:
                    message = f"{moment.text} has not come yet."
                    found = context.problem(table, index, entry.name, message, "Correct the date.")
                    slips.append(Slip(found, "to come"))
        yield from gather(slips)


def sources_are_published_before_they_are_read(context: Context) -> Iterator[Problem]:
    """No source was read before it was published."""
    for index, source in enumerate(context.case.sources):
        published, retrieved = source.published, source.retrieved
        if published and retrieved and is_after(published, retrieved):
            if context.is_to_come(published):
                continue  # which is told already
            message = f"it was read {when(retrieved)}, and published only {when(published)}."
            yield context.problem("sources", index, "retrieved", message, CORRECT_ONE)


def copies_are_published_after_their_originals(context: Context) -> Iterator[Problem]:
    """No source is certainly older than the one that it copies."""
    for index, source in enumerate(context.case.sources):
        above = context.source(source.copied_from)
        if above is None or source.published is None or above.published is None:
            continue
        if is_after(above.published, source.published):
            message = (
                f"it was published {when(source.published)}, and {above.id}, which it copies, only "
                f"{when(above.published)}."
            )
            remedy = "Correct a date, or name what it copies."
            yield context.problem("sources", index, "published", message, remedy, "warning")


def statements_are_said_before_they_are_told(context: Context) -> Iterator[Problem]:
    """No statement was said after it was reported, published, read or coded."""
    read = {
        source.id: min(moment.latest for moment in (source.published, source.retrieved) if moment)
        for source in context.case.sources
        if source.published or source.retrieved
    }
    for index, statement in context.statements:
        said = statement.asserted_at
        if said is None or said.earliest <= min(
            read.get(statement.source or "", date.max),
            statement.reported_at.latest if statement.reported_at else date.max,
            statement.recorded_at.latest if statement.recorded_at else date.max,
        ):
            continue
        if context.is_to_come(said):
            continue  # which is told already
        for what, moment in _tellings(context, statement):
            if moment is not None and is_after(said, moment):
                message = f"it was said {when(said)}, and {what} before, {when(moment)}."
                yield context.problem("statements", index, "asserted_at", message, CORRECT_ONE)
                break  # the same date is wrong in the others, too


def _tellings(context: Context, statement: Statement) -> Iterator[tuple[str, Moment | None]]:
    """Go through what happens to a statement after it was said, in words, and when it did."""
    yield "reported", statement.reported_at
    source = context.source(statement.source)
    if source is not None:
        yield f"published in {source.id}", source.published
        yield f"read in {source.id}", source.retrieved
    yield "coded", statement.recorded_at


def is_after(one: Moment, other: Moment) -> bool:
    """Whether one date is certainly after another."""
    return one.earliest > other.latest


def when(moment: Moment) -> str:
    """Write a date after a verb.

    >>> from zopa.case.cells import read_moment
    >>> [when(read_moment(text)) for text in ("2025-02-14", "2025-02", "..2025")]
    ['on 2025-02-14', 'in 2025-02', 'by 2025']
    """
    if moment.text.startswith(".."):
        return f"by {moment.text.removeprefix('..')}"
    return f"{'on' if moment.earliest == moment.latest else 'in'} {moment.text}"
