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
    roots
        How many sources copy none.
    trees
        The roots that have copies.
    changes
        What copies changed, by the source of the copy.
    proposals
        What may be a copy, or one speech act, and is not coded so.
    """

    roots: int
    trees: tuple[Tree, ...]
    changes: Mapping[str, tuple[Change, ...]]
    proposals: tuple[Proposal, ...]


def analyse(assessment: Assessment, options: Options, slots: Slots) -> LineageResult:
    """Trace the sources of a case."""
    lineage, rows = assessment.ledger.lineage, assessment.ledger.reports.rows
    trees = tuple(
        Tree(root, tuple(lineage.tree(root))) for root in lineage.roots if root in lineage.copies
    )
    changes: dict[str, list[Change]] = {}
    for change in assessment.changes:
        changes.setdefault(rows[change.later].source or "", []).append(change)
    return LineageResult(
        roots=len(lineage.roots),
        trees=trees,
        changes={source: tuple(found) for source, found in changes.items()},
        proposals=assessment.proposals,
    )
