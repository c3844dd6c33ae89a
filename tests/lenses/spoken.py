"""A small case of statements, assessed: Arda and Bosk on a pass and a toll."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.strategies import valid_case
from zopa.ledger import read_ledger
from zopa.lens import Assessment
from zopa.model import Choices, build_model

Row = dict[str, str]
Link = tuple[str, str, str]  # the later statement, the kind of link, the earlier statement

TABLES = {
    "sources": [
        {"id": "wire", "title": "Report of the wire"},
        {"id": "copy", "title": "Copy of the report", "copied_from": "wire"},
        {"id": "again", "title": "Copy of the copy", "copied_from": "copy"},
        {"id": "other", "title": "Report of another", "reliability": "B"},
        {"id": "paper", "title": "Paper", "published": "2025-02-14"},
    ],
    "parties": [{"id": "A", "name": "Arda"}, {"id": "B", "name": "Bosk"}],
    "voices": [
        {"id": "min", "party": "A", "name": "Minister of Arda", "mandate": "negotiates"},
        {"id": "off", "party": "A", "name": "Office of Arda", "mandate": "speaks_for"},
        {"id": "env", "party": "B", "name": "Envoy of Bosk", "mandate": "negotiates"},
    ],
    "issues": [
        {"id": "X", "heading": "the pass"},
        {"id": "N", "heading": "the toll", "kind": "numeric", "unit": "crowns"},
    ],
    "values": [
        *({"issue": "X", "id": id_, "label": id_} for id_ in ("shut", "half", "open")),
        *({"issue": "N", "id": id_} for id_ in ("0", "50", "100")),
    ],
    "controls": [{"issue": "X", "movers": "A"}, {"issue": "N", "movers": "B"}],
}
SAID = {
    "source": "wire",
    "voice": "min",
    "principal": "A",
    "issue": "X",
    "target": "open",
    "act": "commit",
    "certainty": "CT",
    "firmness": "4",
    "asserted_at": "2025-02-10",
}


def said(id_: str, source: str = SAID["source"], **cells: str) -> Row:
    """Return the cells of a statement; an empty text leaves a cell empty."""
    made = SAID | {"id": id_, "source": source, "paraphrase": f"Words of {id_}."} | cells
    return {name: text for name, text in made.items() if text}


def assessment(
    statements: Iterable[Row] = (), links: Iterable[Link] = (), **more: Any
) -> Assessment:
    """Return the case as of 14 February with some statements and further tables."""
    chosen = more.pop("choices", Choices())
    tables = TABLES | {
        "case": [
            {"key": "title", "value": "A pass"},
            {"key": "as_of", "value": more.pop("as_of", "2025-02-14")},
        ],
        "statements": list(statements),
        "statement_links": [
            {"from_statement": later, "kind": kind, "to_statement": earlier}
            for later, kind, earlier in links
        ],
    }
    case = valid_case({name: rows for name, rows in (tables | more).items() if rows})
    ledger = read_ledger(case)
    return Assessment(ledger.case, ledger, build_model(ledger, chosen), chosen)
