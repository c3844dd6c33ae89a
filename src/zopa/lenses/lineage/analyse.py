"""The trees of copies, what copies changed, and which copies may not have been coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zopa.lens import Assessment, Change, Proposal, Slots


@dataclass(frozen=True)
class Options:
    """The lens has no options."""


@dataclass(frozen=True)
class Tree:
    """A root with its copies.

    Attributes
    ----------
    root
        The id of the source that copies none.
    members
        The source and its hops, each before its own copies, the root first.
    """

    root: str
    members: tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class LineageResult:
    """Where sources come from.

    Attributes
    ----------
    out
        The sources that were out by the day.
    roots
        How many of them copy none.
    trees
        The roots that have copies.
    changes
        What copies changed, by the source of the copy.
    proposals
        What may be a copy, or one speech act, and is not coded so.
    """

    out: frozenset[str]
    roots: int
    trees: tuple[Tree, ...]
    changes: Mapping[str, tuple[Change, ...]]
    proposals: tuple[Proposal, ...]


def analyse(assessment: Assessment, options: Options, slots: Slots) -> LineageResult:
    """Trace the sources of a case."""
    lineage, rows = assessment.ledger.lineage, assessment.ledger.reports.rows
    out = _out(assessment)
    roots = [root for root in lineage.roots if root in out]
    trees = tuple(
        Tree(root, tuple(member for member in lineage.tree(root) if member[0] in out))
        for root in roots
        if root in lineage.copies
    )
    changes: dict[str, list[Change]] = {}
    for change in assessment.changes:
        changes.setdefault(rows[change.later].source or "", []).append(change)
    return LineageResult(
        out=out,
        roots=len(roots),
        trees=tuple(tree for tree in trees if len(tree.members) > 1),
        changes={source: tuple(found) for source, found in changes.items()},
        proposals=assessment.proposals,
    )


def _out(assessment: Assessment) -> frozenset[str]:
    """Return the sources that were out by the day: by their own date, or by a report of theirs."""
    ledger = assessment.ledger
    reporting = {ledger.reports.rows[statement].source for statement in ledger.statements}
    out = {
        source.id
        for source in assessment.case.sources
        if source.id in reporting
        or source.published is None
        or source.published.latest.toordinal() <= ledger.day
    }
    # What was copied was out by then, whatever is known of its day.
    return frozenset(out.union(*(ledger.lineage.ancestors(source) for source in out)))
