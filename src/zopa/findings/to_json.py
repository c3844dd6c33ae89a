"""Findings as JSON: stable keys, numbers as numbers, large counts as text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from zopa.findings.board import Board, BoardGoal
from zopa.findings.charts import (
    CHART_KINDS,
    Bars,
    BlockingMatrix,
    Chart,
    PositionPanels,
    SourceTree,
)
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
        "recorded_by": meta.recorded_by or None,
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


def chart_json(chart: Chart) -> dict[str, Any]:
    """Return one picture as data."""
    body: dict[str, Any] = {
        "id": chart.id,
        "kind": CHART_KINDS[type(chart)],
        "title": chart.title,
        "description": chart.description,
        "caption": chart.caption,
    }
    if isinstance(chart, Bars):
        return body | {"bars": [{"label": label, "number": n} for label, n in chart.bars]}
    if isinstance(chart, PositionPanels):
        return body | {"panels": plain(chart.panels)}
    if isinstance(chart, SourceTree):
        return body | {"nodes": plain(chart.nodes)}
    return body | matrix_json(chart)


def plain(value: Any) -> Any:
    """Return a frozen class, or several, by the names of their fields."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def matrix_json(chart: BlockingMatrix) -> dict[str, Any]:
    """Return the rows and the sets of a matrix."""
    return {
        "rows": [
            {
                "name": row.name,
                "line": row.of,
                "reading": row.reading or None,
                "every_reading": row.is_any or not row.reading,
                "owner": row.owner,
                "text": row.text,
            }
            for row in chart.rows
        ],
        "panels": [
            {
                "title": panel.title,
                "sets": [
                    {
                        "rows": [chart.rows[place].name for place in found.members],
                        "lines": [chart.rows[place].of for place in found.members],
                        "always": found.always,
                        "law": found.law,
                    }
                    for found in panel.sets
                ],
            }
            for panel in chart.panels
        ],
    }


def board_json(board: Board) -> dict[str, Any]:
    """Return the board: lines by party, and for each goal its masks with their counts."""
    return {
        "id": board.id,
        "title": board.title,
        "parties": [
            {
                "name": party.name,
                "lines": [
                    {
                        "name": line.name,
                        "default": line.readings[line.default].id,
                        "readings": [
                            {
                                "id": reading.id,
                                "bit": reading.bit,
                                "demand": reading.demand,
                                "facts": list(reading.facts),
                                "law": reading.law,
                            }
                            for reading in line.readings
                        ],
                    }
                    for line in party.lines
                ],
            }
            for party in board.parties
        ],
        "goals": [board_goal_json(goal) for goal in board.goals],
        "why_still": board.why_still,
    }


def board_goal_json(goal: BoardGoal) -> dict[str, Any]:
    """Return one goal of the board."""
    return {
        "id": goal.id,
        "label": goal.label,
        "masks": [mask for mask, _ in goal.masks],
        "counts": [number(count) for _, count in goal.masks],
        "examples": [
            {"mask": found.mask, "changes": found.changes, "text": found.text}
            for found in goal.examples
        ],
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
        "charts": [chart_json(chart) for chart in findings.charts],
        "board": None if findings.board is None else board_json(findings.board),
    }
