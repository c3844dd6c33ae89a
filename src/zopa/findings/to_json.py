"""Findings as JSON: stable keys, numbers as numbers, large counts as text."""

from __future__ import annotations

from typing import Any

from zopa.findings.findings import Card, Finding, Findings, Meta

MOST_EXACT = 1 << 53  # the largest whole number that every JSON reader keeps exact


def number(count: int | None) -> int | str | None:
    """Return a count as JSON holds it: a string past 2**53."""
    return str(count) if count is not None and abs(count) > MOST_EXACT else count


def meta_json(kind: str, meta: Meta) -> dict[str, Any]:
    """Return the keys that every object carries."""
    return {
        "schema": f"zopa.{kind}/1",
        "case": meta.title,
        "case_schema": meta.schema,
        "case_hash": meta.case_hash,
        "as_of": meta.as_of or None,
        "view": meta.view or None,
        "scope": meta.scope,
        "version": meta.version,
        "language": meta.language,
        "seed": meta.seed,
        "changes": list(meta.changes),
        "redacted": list(meta.redacted),
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return one statement."""
    return {
        "id": finding.id,
        "text": finding.text,
        "points": list(finding.points),
        "section": finding.section,
        "front": finding.front,
        "derivation": finding.derivation,
        "rests_on": list(finding.rests_on),
        "depends_on": list(finding.depends_on),
    }


def card_json(card: Card) -> dict[str, Any]:
    """Return one row as a reader opens it."""
    return {
        "address": card.address,
        "kind": card.kind,
        "title": card.title,
        "entries": [{"label": label, "text": text} for label, text in card.entries],
        "opens": list(card.opens),
    }


def to_json(findings: Findings) -> dict[str, Any]:
    """Return all findings as one object."""
    return meta_json("findings", findings.meta) | {
        "statements": [finding_json(statement) for statement in findings.statements],
        "tables": [
            {
                "id": table.id,
                "title": table.title,
                "columns": list(table.columns),
                "rows": [list(row) for row in table.rows],
                "caption": table.caption,
            }
            for table in findings.tables
        ],
        "unknowns": [{"topic": note.heading, "note": note.text} for note in findings.unknowns],
        "absent": [{"party": note.heading, "note": note.text} for note in findings.absent],
        "cards": [card_json(card) for card in findings.cards.values()],
    }
