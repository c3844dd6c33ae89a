"""Small cases by hand, on which each rule of the ledger can be followed.

Party A speaks through a leader, a minister and an office, party B through an envoy. The issue X
has three values, Y two, and N three numbers. ``wire`` and ``other`` are roots, ``copy`` copies
the wire, ``again`` copies the copy, and ``record`` is a transcript.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tests.ledger.strategies import Cells, row
from zopa.case.case import Case
from zopa.case.tables import (
    Issue,
    Party,
    RedLine,
    Source,
    Statement,
    StatementLink,
    Value,
    Voice,
    Weight,
)

Link = tuple[str, str, str]  # the later statement, the kind of link, the earlier statement

SAID = "2025-02-10"
LATE = date(2025, 3, 1).toordinal()  # a day on which all of the cases is seen
VALUES = {"X": ("none", "some", "all"), "Y": ("no", "yes"), "N": ("0", "50", "100")}
SOURCES = (
    {"id": "wire", "medium": "article", "reliability": "B"},
    {"id": "copy", "medium": "article", "reliability": "F", "copied_from": "wire"},
    {"id": "again", "medium": "article", "reliability": "F", "copied_from": "copy"},
    {"id": "other", "medium": "article", "reliability": "B"},
    {"id": "third", "medium": "article", "reliability": "B"},
    {"id": "record", "medium": "transcript", "reliability": "A"},
)
VOICES = (
    {"id": "leader", "party": "A", "mandate": "decides"},
    {"id": "minister", "party": "A", "mandate": "negotiates"},
    {"id": "office", "party": "A", "mandate": "speaks_for"},
    {"id": "envoy", "party": "B", "mandate": "negotiates"},
)
ISSUES = (
    {"id": "X", "kind": "ordered"},
    {"id": "Y", "kind": "nominal"},
    {"id": "N", "kind": "numeric", "unit": "ships"},
)
DEFAULT = {
    "source": "wire",
    "voice": "minister",
    "principal": "A",
    "issue": "X",
    "target": "all",
    "act": "assert",
    "certainty": "CT",
    "firmness": "4",
    "asserted_at": SAID,
    "paraphrase": "said",
}


def said(id_: str, source: str = DEFAULT["source"], **cells: str) -> Cells:
    """Return the cells of a statement; an empty text leaves a cell empty."""
    return DEFAULT | {"id": id_, "source": source} | cells


def case_of(
    statements: Iterable[Cells] = (),
    links: Iterable[Link] = (),
    lines: Iterable[Cells] = (),
    weights: Mapping[tuple[str, str], str] | None = None,
    sources: Sequence[Cells] = SOURCES,
    issues: Sequence[Cells] = ISSUES,
) -> Case:
    """Return the case with some statements, links, red lines and weights of its own."""

    def rows(table: Any, cells: Iterable[Cells]) -> tuple[Any, ...]:
        return tuple(row(table, one) for one in cells)

    return Case(
        sources=rows(Source, ({"title": one["id"]} | one for one in sources)),
        parties=rows(Party, ({"id": name, "name": name} for name in "AB")),
        voices=rows(Voice, ({"name": one["id"]} | one for one in VOICES)),
        issues=rows(Issue, issues),
        values=rows(Value, ({"issue": x, "id": id_} for x, ids in VALUES.items() for id_ in ids)),
        statements=rows(Statement, statements),
        statement_links=rows(
            StatementLink,
            (
                {"from_statement": later, "kind": kind, "to_statement": earlier}
                for later, kind, earlier in links
            ),
        ),
        red_lines=rows(
            RedLine,
            ({"parties": "A", "rule": "X = all", "basis": "statement"} | one for one in lines),
        ),
        weights=rows(
            Weight,
            (
                {"factor": factor, "key": key, "weight": weight}
                for (factor, key), weight in (weights or {}).items()
            ),
        ),
    )
