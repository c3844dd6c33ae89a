"""The statements of a case in the order in which they were made, with what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zopa.lens import Assessment, Statement
from zopa.messages import say, series
from zopa.model.speakers import CERTAINTY

BEARS_ON = {
    "repeats": "repeats {statement}",
    "confirms": "confirms {statement}",
    "clarifies": "clarifies {statement}",
    "qualifies": "qualifies {statement}",
    "supersedes": "supersedes {statement}",
    "retracts": "retracts {statement}",
    "disputes": "disputes {statement}",
    "contradicts": "contradicts {statement}",
}
BORNE_ON = {
    "confirms": "confirmed by {statement}",
    "clarifies": "clarified by {statement}",
    "qualifies": "qualified by {statement}",
    "supersedes": "superseded by {statement}",
    "retracts": "retracted by {statement}",
    "disputes": "disputed by {statement}",
    "contradicts": "contradicted by {statement}",
}


@dataclass(frozen=True, eq=False)
class Entry:
    """One statement and what became of it by the day.

    Attributes
    ----------
    row
        The statement.
    stance
        For its target (``+``), against it (``-``) or uncommitted (``u``).
    root, hops
        The root of its source and how many copies lie between; empty and 0 without a source.
    reliability, credibility
        Admiralty codes of the source, ``F`` where it has none, and of the information.
    copy_of
        The report that it repeats, by a source above its own; empty where it is none.
    evidence
        e(t) on the day; 0 where it is no evidence for a value.
    bears_on, borne_on_by
        Kind of link and statement, both ways.
    """

    row: Statement
    stance: str
    root: str
    hops: int
    reliability: str
    credibility: str
    copy_of: str
    evidence: float
    bears_on: tuple[tuple[str, str], ...]
    borne_on_by: tuple[tuple[str, str], ...]

    @property
    def grade(self) -> str:
        """The Admiralty code of source and information, as ``B3``."""
        return f"{self.reliability}{self.credibility}"


def timeline(
    assessment: Assessment, parties: Iterable[str] = (), issues: Iterable[str] = ()
) -> tuple[Entry, ...]:
    """Return the seen statements in the order in which they were made.

    Parameters
    ----------
    assessment
        The case on a day.
    parties, issues
        Ids of those to keep; all where empty.  A statement belongs to the party that it was
        made for, or else to that of its voice.
    """
    ledger = assessment.ledger
    reports, evidence = ledger.reports, ledger.evidence
    kept_parties, kept_issues = frozenset(parties), frozenset(issues)
    weights = evidence.weights_at(ledger.day, ledger.weights)
    weighed = dict(zip((row.id for row in evidence.rows), weights.tolist(), strict=True))
    bears_on: dict[str, list[tuple[str, str]]] = {}
    borne_on: dict[str, list[tuple[str, str]]] = {}
    for link in reports.links:
        if {link.from_statement, link.to_statement} <= ledger.statements:
            bears_on.setdefault(link.from_statement, []).append((link.kind, link.to_statement))
            borne_on.setdefault(link.to_statement, []).append((link.kind, link.from_statement))
    found = []
    for row in reports.rows.values():
        if row.id not in ledger.statements:
            continue
        if kept_issues and row.issue not in kept_issues:
            continue
        if kept_parties and (row.principal or reports.party_of(row)) not in kept_parties:
            continue
        source = reports.sources.get(row.source or "")
        found.append(
            Entry(
                row=row,
                stance=reports.stance(row.id),
                root=ledger.lineage.root_of(source.id) if source else "",
                hops=ledger.lineage.hops(source.id) if source else 0,
                reliability=(source.reliability if source else None) or "F",
                credibility=ledger.credibility(row.id),
                copy_of=reports.original_of(row.id, ledger.day) or "",
                evidence=weighed.get(row.id, 0.0),
                bears_on=tuple(bears_on.get(row.id, ())),
                borne_on_by=tuple(borne_on.get(row.id, ())),
            )
        )
    return tuple(sorted(found, key=_when))


def _when(entry: Entry) -> tuple[int, int]:
    """Return the day on which a statement was made; what has no date comes first."""
    said, reported = entry.row.asserted_at, entry.row.reported_at
    return (
        said.latest.toordinal() if said else 0,
        reported.latest.toordinal() if reported else 0,
    )


def became(entry: Entry, is_taken_back: bool) -> str:
    """Say what a statement does to others, and what became of it."""
    told = []
    if entry.copy_of:
        told.append(say("a copy of {statement}", statement=entry.copy_of))
    told += [say(BEARS_ON[kind], statement=other) for kind, other in entry.bears_on]
    passive = [
        say(BORNE_ON[kind], statement=other)
        for kind, other in entry.borne_on_by
        if kind in BORNE_ON
    ]
    kinds = {kind for kind, _ in entry.borne_on_by}
    if is_taken_back and not kinds & {"supersedes", "retracts"}:
        passive.append(say("taken back with another report of the same words"))
    return series([*told, *passive])


def acts(entry: Entry) -> Iterator[str]:
    """Say which speech act a statement is and how sure its words are."""
    if entry.row.act:
        yield say(entry.row.act).replace("_", " ")
    if entry.row.certainty:
        yield say(CERTAINTY[entry.row.certainty])
