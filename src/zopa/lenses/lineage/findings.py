"""What the lineage lens says: which documents are one witness, and what copies changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from zopa.findings import Finding
from zopa.lens import Assessment, Change, ChangeKind, Proposal
from zopa.lenses.lineage.analyse import LineageResult, Tree
from zopa.lenses.lineage.speech import KINDS, Speech
from zopa.messages import grouped, listing, say, say_count

MOST_OPENED = 100  # sources that a sentence opens
MOST_SAID = 40  # copies, and proposals, that are said one by one
GRAVE: tuple[ChangeKind, ...] = (
    "inverted",
    "strengthened",
    "weakened",
    "redated",
    "reattributed",
)


def statements(assessment: Assessment, result: LineageResult) -> tuple[Finding, ...]:
    """Return the sentences on roots, on copies and on what may be a copy."""
    speech = Speech(assessment)
    told = [_summary(assessment, result)]
    for tree in result.trees:
        told.append(_root(tree, result, assessment, speech))
        told += [
            _copy(source, result.changes[source], speech)
            for source, _ in tree.members
            if source in result.changes
        ]
    told = told[:MOST_SAID]
    told += [_proposal(one, speech) for one in result.proposals[:MOST_SAID]]
    return tuple(told)


def _summary(assessment: Assessment, result: LineageResult) -> Finding:
    out = [source for source in assessment.ledger.lineage.above if source in result.out]
    return Finding(
        id="lineage/summary",
        text=say_count(
            "The case knows {number} document. Not copied from another: {roots}.",
            "The case knows {number} documents. Not copied from another: {roots}.",
            len(out),
            roots=grouped(result.roots),
        ),
        section="lineage",
        derivation=say("Counted over the trees of copies."),
        rests_on=tuple(f"sources/{source}" for source in out[:MOST_OPENED]),
    )


def _root(tree: Tree, result: LineageResult, assessment: Assessment, speech: Speech) -> Finding:
    """Say that a root and its copies are one witness, and which lines rest on it alone."""
    kinds = Counter(
        change.kind for source, _ in tree.members for change in result.changes.get(source, ())
    )
    points = [
        say(
            "{kind}: {number}",
            kind=say(KINDS[kind]),
            number=grouped(kinds[kind]),
        )
        for kind in GRAVE
        if kinds[kind]
    ]
    others = sum(number for kind, number in kinds.items() if kind not in GRAVE)
    if others:
        points.append(say("other slots, in the table: {number}", number=grouped(others)))
    lines = _lines_on(tree, assessment)
    if lines:
        points.append(say("Lines that rest on it alone: {lines}.", lines=listing(lines)))
    return Finding(
        id=f"lineage/root/{tree.root}",
        text=say_count(
            "{root} and {number} copy of it are one witness.",
            "{root} and {number} copies of it are one witness.",
            len(tree.members) - 1,
            root=_named(tree.root, speech),
        ),
        section="lineage",
        derivation=say(
            "Copies are followed to their root; what they changed is compared slot by slot."
        ),
        rests_on=(
            *(f"red_lines/{line}" for line in lines),
            *(f"sources/{source}" for source, _ in tree.members[:MOST_OPENED]),
        ),
        points=tuple(points),
    )


def _lines_on(tree: Tree, assessment: Assessment) -> list[str]:
    """Return the lines all of whose seen statements come from one tree of copies.

    A statement comes from all roots that report its utterance, as its credibility does.
    """
    ledger = assessment.ledger
    reports = ledger.reports
    found = []
    for line in assessment.case.red_lines:
        roots = {
            reports.root_of(report)
            for named in map(reports.current, line.statements)
            if named in ledger.statements
            for report in reports.cluster_of(named)
            if report in ledger.statements and not ledger.is_copy(report)
        }
        if roots == {tree.root} and ledger.sees_line(line):
            found.append(line.id)
    return found


def _named(source: str, speech: Speech) -> str:
    return say("{title} ({id})", title=speech.title(source), id=source)


def _copy(source: str, changes: tuple[Change, ...], speech: Speech) -> Finding:
    """Say what one copy changed; both readings of what it changed most gravely, side by side."""
    rows = [row for change in changes for row in (change.earlier, change.later)]
    return Finding(
        id=f"lineage/copy/{source}",
        text=say_count(
            "{source} tells {number} slot otherwise than the report above it.",
            "{source} tells {number} slots otherwise than the reports above it.",
            len(changes),
            source=_named(source, speech),
        ),
        section="lineage",
        derivation=say("Compared slot by slot with the nearest report above it."),
        rests_on=(f"sources/{source}", *(f"statements/{row}" for row in dict.fromkeys(rows))),
        points=tuple(
            say(
                "{told} ({later}; above it {earlier})",
                told=speech.both(change),
                later=change.later,
                earlier=change.earlier,
            )
            for kind in GRAVE
            for change in changes
            if change.kind == kind
        ),
    )


PROPOSALS = {
    "text": "Proposed: {later} may be a copy of {earlier}, since {alike} % of the five-word runs "
    "of the shorter text stand in the other.",
    "claims": "Proposed: {later} may be a copy of {earlier}, since the two tell {alike} % of what "
    "both code alike.",
    "utterance": "Proposed: {later} and {earlier} may report one speech act: the same voice, "
    "issue and target, on the same day or one apart.",
}


def _proposal(one: Proposal, speech: Speech) -> Finding:
    table = "statements" if one.kind == "utterance" else "sources"
    return Finding(
        id=f"lineage/proposal/{one.kind}/{one.earlier}/{one.later}",
        text=say(
            PROPOSALS[one.kind],
            later=one.later,
            earlier=one.earlier,
            alike=round(100 * one.alike),
        ),
        section="lineage",
        derivation=say("A proposal changes nothing until somebody codes it."),
        rests_on=(f"{table}/{one.earlier}", f"{table}/{one.later}"),
    )


def as_json(assessment: Assessment, result: LineageResult) -> dict[str, Any]:
    """Return the keys of ``zopa source lineage --json``."""
    lineage = assessment.ledger.lineage
    return {
        "roots": [root for root in lineage.roots if root in result.out],
        "sources": [
            {
                "source": source,
                "copied_from": above,
                "root": lineage.root_of(source),
                "hops": lineage.hops(source),
            }
            for source, above in lineage.above.items()
            if source in result.out
        ],
        "changed_slots": [
            {
                "source": source,
                "kind": change.kind,
                "slot": change.slot,
                "earlier": change.earlier,
                "later": change.later,
                "before": change.before or None,
                "after": change.after or None,
            }
            for source, changes in result.changes.items()
            for change in changes
        ],
        "proposals": list(_proposals_json(result)),
    }


def _proposals_json(result: LineageResult) -> Iterator[dict[str, Any]]:
    for one in result.proposals:
        yield {
            "kind": one.kind,
            "earlier": one.earlier,
            "later": one.later,
            "alike": round(one.alike, 6),
        }
