"""Checks of links and corrections between statements."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.checks.context import Context
from zopa.case.checks.days import is_after, when
from zopa.case.tables import Statement, StatementLink
from zopa.errors import Problem

TAKES_BACK = ("supersedes", "retracts")


def parties_take_back_their_own_words(context: Context) -> Iterator[Problem]:
    """What supersedes or retracts a statement was said for the same party."""
    for index, link, later, earlier in _links(context):
        if link.kind not in TAKES_BACK or not (later.principal and earlier.principal):
            continue
        if later.principal != earlier.principal:
            message = (
                f"a party takes back only its own words, and {later.id} is of {later.principal}, "
                f"{earlier.id} of {earlier.principal}."
            )
            remedy = "Write disputes or contradicts, or correct a principal."
            yield context.problem("statement_links", index, "kind", message, remedy)


def links_lead_back_in_time(context: Context) -> Iterator[Problem]:
    """No link leads from a statement to one that was certainly said after it.

    Reports of one speech act may give it different days: of these the link says nothing.
    """
    for index, link, later, earlier in _links(context):
        if link.kind == "repeats" and later.utterance and later.utterance == earlier.utterance:
            continue
        first, second = earlier.asserted_at, later.asserted_at
        if first and second and is_after(first, second):
            message = (
                f"{later.id} was said {when(second)}, and {earlier.id} only after it, "
                f"{when(first)}."
            )
            remedy = "Put the later one into from_statement, or correct a date."
            yield context.problem("statement_links", index, "from_statement", message, remedy)


def _links(context: Context) -> Iterator[tuple[int, StatementLink, Statement, Statement]]:
    """Go through the links between two statements: index, link, the later, the earlier."""
    for index, link in enumerate(context.case.statement_links):
        later = context.statement(link.from_statement)
        earlier = context.statement(link.to_statement)
        if later and earlier and later is not earlier:
            yield index, link, later, earlier


def corrections_make_no_circle(context: Context) -> Iterator[Problem]:
    """No statement corrects itself, over whatever detours."""
    corrected = {
        statement.id: statement.corrects
        for statement in context.case.statements
        if statement.corrects
    }
    seen: set[str] = set()
    for first in corrected:
        chain: dict[str, None] = {}  # in order
        name: str | None = first
        while name is not None and name in corrected and name not in seen:
            seen.add(name)
            chain[name] = None
            name = corrected[name]
        if name is not None and name in chain:
            circle = list(chain)[list(chain).index(name) :]
            if len(circle) == 1:
                message = f"{name} corrects itself."
            else:
                told = " -> ".join((*circle, name))
                message = f"the corrections go round in a circle: {told}."
            remedy = "Name in 'corrects' the row that was coded first, and nothing in that row."
            index = context.case.addresses("statements")[name]
            yield context.problem("statements", index, "corrects", message, remedy)


def corrections_are_coded_later(context: Context) -> Iterator[Problem]:
    """No correction was coded before what it corrects."""
    for index, statement in context.statements:
        if statement.corrects is None or statement.recorded_at is None:
            continue
        earlier = context.statement(statement.corrects)
        if earlier is None or earlier.recorded_at is None:
            continue
        if is_after(earlier.recorded_at, statement.recorded_at):
            message = (
                f"{statement.id} was coded {when(statement.recorded_at)}, and what it corrects, "
                f"{earlier.id}, only {when(earlier.recorded_at)}."
            )
            remedy = "Correct one of the two dates, or let the later row correct the earlier."
            yield context.problem("statements", index, "recorded_at", message, remedy)


def rows_are_corrected_once(context: Context) -> Iterator[Problem]:
    """No statement has two confirmed corrections, of which nobody knows which holds."""
    first: dict[str, str] = {}
    for index, statement in enumerate(context.case.statements):
        if statement.corrects is None or statement.status != "confirmed":
            continue
        other = first.setdefault(statement.corrects, statement.id)
        if other != statement.id:
            message = f"{statement.corrects} is corrected by {other} already."
            remedy = f"Let {statement.id} correct {other}, or reject one of the two."
            yield context.problem("statements", index, "corrects", message, remedy)


def corrections_are_dated(context: Context) -> Iterator[Problem]:
    """Every correction says when it was coded: before that day the earlier coding stands."""
    for index, statement in context.statements:
        if statement.corrects is not None and statement.recorded_at is None:
            message = f"it corrects {statement.corrects}, and does not say when it was coded."
            remedy = "Write the day in 'recorded_at'; --recorded-by shows what stood before."
            yield context.problem("statements", index, "recorded_at", message, remedy)
