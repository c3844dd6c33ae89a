"""Checks of red lines and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.checks.context import Context, listed
from zopa.case.rows import Sourced
from zopa.case.tables import LEGAL_KINDS, RedLine
from zopa.errors import Problem

SCORING = ("scores", "saliences", "interactions")


def legal_notes_name_their_kind(context: Context) -> Iterator[Problem]:
    """The legal note of a line starts with the kind of law that it rests on."""
    for index, line in context.readable("red_lines"):
        if isinstance(line, RedLine) and line.legal_note and not line.legal_kinds:
            message = f"the note starts with none of {listed(list(LEGAL_KINDS))}."
            remedy = "Write it as 'charter: Article 2(4)' or 'charter; jus_cogens'."
            yield context.problem("red_lines", index, "legal_note", message, remedy)


def statements_feed_lines_or_scores(context: Context) -> Iterator[Problem]:
    """No statement is counted twice, as a red line and as a score."""
    lines: dict[str, str] = {}
    for line in context.case.red_lines:
        for statement in line.statements:
            lines.setdefault(statement, line.id)
    for table in SCORING:
        for index, row in enumerate(context.case.rows(table)):
            for statement in row.statements if isinstance(row, Sourced) else ():
                if statement in lines:
                    message = f"statement {statement} feeds red line {lines[statement]} as well."
                    remedy = "A statement counts once: rest the score on other rows."
                    yield context.problem(table, index, "statements", message, remedy)


def readings_have_the_same_parties(context: Context) -> Iterator[Problem]:
    """All readings of a line are the line of the same parties."""
    first: dict[str, tuple[str, tuple[str, ...]]] = {}
    for index, line in enumerate(context.case.red_lines):
        if line.reading_of is None:
            continue
        other, parties = first.setdefault(line.reading_of, (line.id, line.parties))
        if set(parties) != set(line.parties):
            message = (
                f"{line.id} is a line of {listed(list(line.parties))}, {other} one of "
                f"{listed(list(parties))}, and both are readings of {line.reading_of}."
            )
            remedy = "Readings of one line have the same parties."
            yield context.problem("red_lines", index, "parties", message, remedy, "warning")


def deciding_parties_have_lines(context: Context) -> Iterator[Problem]:
    """Every party that decides has a red line, once the case has any and all could be read."""
    if context.origin.refused_places("red_lines"):
        return
    owners = {party for line in context.case.red_lines for party in line.parties}
    without = [
        party.id
        for party in context.case.parties
        if party.kind == "deciding" and party.id not in owners
    ]
    if context.case.red_lines and without:
        message = f"no red line is recorded for {listed(without)}."
        remedy = "An uneven list of lines may say more of its coder than of the parties."
        yield context.problem("red_lines", None, "", message, remedy, "warning")
