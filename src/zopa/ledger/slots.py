"""What a copy makes of a claim: slot by slot, against the report above it.

A hop may strengthen a claim, weaken it, invert it, date it anew or put it into another mouth.
Both readings are kept side by side, and no judgement is passed on a publisher.
Definitions: ``docs/explanation/method-lineage.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from zopa.case.tables import Statement
from zopa.ledger.as_of import Ledger
from zopa.ledger.contradictions import relation
from zopa.ledger.stances import stance_of

ChangeKind = Literal[
    "strengthened",
    "weakened",
    "inverted",
    "redated",
    "reattributed",
    "condition",
    "target",
    "act",
    "quantity",
    "quantity_of",
    "added",
    "dropped",
]
# From the gravest to the slightest.
CHANGE_KINDS: tuple[ChangeKind, ...] = (
    "inverted",
    "strengthened",
    "weakened",
    "redated",
    "reattributed",
    "condition",
    "target",
    "act",
    "quantity",
    "quantity_of",
    "added",
    "dropped",
)
MakeChange = Callable[[ChangeKind, str], "Change"]
CERTAINTIES = ("U", "PS", "PR", "CT")
# Slots that are compared as they are, and what a hop does that changes one.
DIFFERING: Mapping[str, ChangeKind] = {
    "voice": "reattributed",
    "principal": "reattributed",
    "speaker_given": "reattributed",
    "target": "target",
    "act": "act",
    "quantity": "quantity",
    "quantity_of": "quantity_of",
}
# Slots that a report may have or lack.
SLOTS = (*DIFFERING, "target_condition", "firmness", "asserted_at")


@dataclass(frozen=True)
class Change:
    """One slot that a copy tells otherwise than the report above it.

    Attributes
    ----------
    kind
        What the hop did.
    slot
        The column of ``statements``.
    earlier, later
        Ids of the report above, and of the copy.
    before, after
        The cell in each, as it is written; of the polarity, what follows where it is empty.
    """

    kind: ChangeKind
    slot: str
    earlier: str
    later: str
    before: str
    after: str


def changes(ledger: Ledger) -> tuple[Change, ...]:
    """Return what every seen copy changes, in the order of the case."""
    reports, day = ledger.reports, ledger.day
    found: list[Change] = []
    for members in reports.clusters.values():
        for member in members:
            if not reports.is_seen(member, day):
                continue
            original = reports.original_of(member, day)
            if original is not None:
                found += _changes(reports.rows[original], reports.rows[member], ledger)
    place = {row: number for number, row in enumerate(reports.rows)}
    return tuple(
        sorted(found, key=lambda one: (place[one.later], CHANGE_KINDS.index(one.kind), one.slot))
    )


def _changes(before: Statement, after: Statement, ledger: Ledger) -> Iterator[Change]:
    """Compare a copy with the report above it."""
    cells = before.cells(), after.cells()

    def change(kind: ChangeKind, slot: str) -> Change:
        return Change(
            kind, slot, before.id, after.id, cells[0].get(slot, ""), cells[1].get(slot, "")
        )

    yield from _firmness(before, after, change)
    stances = stance_of(before), stance_of(after)
    if set(before.target) & set(after.target) and set(stances) == {"+", "-"}:
        yield Change("inverted", "polarity", before.id, after.id, *stances)
    yield from _dates(before, after, change)
    was, now = before.target_condition, after.target_condition
    if was and now and was != now:
        found = relation(ledger.stated, was, now)
        if not found.are_the_same:
            kind: ChangeKind = "inverted" if found.are_opposite else "condition"
            yield change(kind, "target_condition")
    for slot, differs in DIFFERING.items():
        contents = _content(before, slot), _content(after, slot)
        if all(contents) and contents[0] != contents[1]:
            yield change(differs, slot)
    for slot in SLOTS:
        if bool(getattr(before, slot)) != bool(getattr(after, slot)):
            yield change("added" if getattr(after, slot) else "dropped", slot)


def _content(row: Statement, slot: str) -> object:
    """Return what a slot says, however it is written."""
    found = getattr(row, slot)
    if slot == "target":
        return frozenset(found)
    if slot == "quantity" and found is not None:
        return found.low, found.mode, found.high
    return found


def _firmness(before: Statement, after: Statement, change: MakeChange) -> Iterator[Change]:
    """Say whether a copy is surer than the report above it, or firmer at the same certainty."""
    sure = [CERTAINTIES.index(row.certainty or "PS") for row in (before, after)]
    if sure[0] != sure[1]:
        yield change("strengthened" if sure[1] > sure[0] else "weakened", "certainty")
    elif before.firmness and after.firmness and before.firmness != after.firmness:
        is_firmer = after.firmness > before.firmness
        yield change("strengthened" if is_firmer else "weakened", "firmness")


def _dates(before: Statement, after: Statement, change: MakeChange) -> Iterator[Change]:
    """Say whether the days on which it can have been said are disjoint."""
    was, now = before.asserted_at, after.asserted_at
    if was and now and (was.latest < now.earliest or now.latest < was.earliest):
        yield change("redated", "asserted_at")
