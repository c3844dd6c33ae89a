"""What an analysis says: statements, tables, pictures and the board, each with what it rests on.

A finding has a content id that says what it is about and not when it was made, so that the
same finding has the same id in every run.  Nothing here knows a lens or a case: a finding
names the rows that it rests on by their address, and :class:`Findings` holds a card for
each of them.
"""

from zopa.findings.board import (
    Board,
    BoardExample,
    BoardGoal,
    BoardLine,
    BoardParty,
    BoardReading,
)
from zopa.findings.charts import (
    CHART_KINDS,
    Bars,
    BlockingMatrix,
    Change,
    Chart,
    MatrixPanel,
    MatrixRow,
    MatrixSet,
    PositionArrow,
    PositionMark,
    PositionPanel,
    PositionPanels,
    PositionSeries,
    SourceTree,
    TreeNode,
)
from zopa.findings.findings import Card, Finding, Findings, Meta, MethodCard, Note, Table
from zopa.findings.sections import SECTIONS, Section
from zopa.findings.to_json import meta_json, number, to_json

__all__ = [
    "CHART_KINDS",
    "SECTIONS",
    "Bars",
    "BlockingMatrix",
    "Board",
    "BoardExample",
    "BoardGoal",
    "BoardLine",
    "BoardParty",
    "BoardReading",
    "Card",
    "Change",
    "Chart",
    "Finding",
    "Findings",
    "MatrixPanel",
    "MatrixRow",
    "MatrixSet",
    "Meta",
    "MethodCard",
    "Note",
    "PositionArrow",
    "PositionMark",
    "PositionPanel",
    "PositionPanels",
    "PositionSeries",
    "Section",
    "SourceTree",
    "Table",
    "TreeNode",
    "meta_json",
    "number",
    "to_json",
]
