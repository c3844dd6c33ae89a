"""The table of what copies changed: both readings side by side."""

from __future__ import annotations

from zopa.findings import Table
from zopa.lens import Assessment
from zopa.lenses.lineage.analyse import LineageResult
from zopa.lenses.lineage.speech import KINDS, Speech
from zopa.messages import say


def tables(assessment: Assessment, result: LineageResult) -> tuple[Table, ...]:
    """Return the sources, and what copies changed."""
    return (_sources(assessment, result), _changes(assessment, result))


def _sources(assessment: Assessment, result: LineageResult) -> Table:
    speech, lineage = Speech(assessment), assessment.ledger.lineage
    out = [source for source in lineage.above if source in result.out]
    return Table(
        id="lineage/sources",
        title=say("Sources"),
        section="lineage",
        columns=(
            say("Id"),
            say("Title"),
            say("Published"),
            say("Reliability"),
            say("Root"),
            say("Hops"),
        ),
        rows=tuple(
            (
                source,
                speech.title(source),
                speech.published(source),
                speech.sources[source].reliability or "F",
                lineage.root_of(source),
                str(lineage.hops(source)),
            )
            for source in out
        ),
        numeric=frozenset({5}),
        rows_rest_on=tuple((f"sources/{source}",) for source in out),
        in_brief=False,  # the cards of the sources say the same
    )


def _changes(assessment: Assessment, result: LineageResult) -> Table:
    speech = Speech(assessment)
    found = [(source, change) for source, changes in result.changes.items() for change in changes]
    return Table(
        id="lineage/changes",
        title=say("What copies changed"),
        section="lineage",
        columns=(
            say("Copy"),
            say("Slot"),
            say("What it did"),
            say("In the report above"),
            say("In the copy"),
        ),
        rows=tuple(
            (
                source,
                speech.slot(change),
                say(KINDS[change.kind]),
                speech.cell(change, change.before, change.earlier),
                speech.cell(change, change.after, change.later),
            )
            for source, change in found
        ),
        caption=say("Where two texts differ; no judgement is passed on a publisher."),
        rows_rest_on=tuple(
            (f"statements/{change.earlier}", f"statements/{change.later}") for _, change in found
        ),
    )
