"""The headings under which findings stand."""

from __future__ import annotations

from typing import Literal

Section = Literal[
    "answers",
    "law",
    "robustness",
    "turning",
    "parties",
    "lines",
    "sets",
    "positions",
    "contradictions",
    "lineage",
    "ledger",
    "space",
]
SECTIONS: tuple[Section, ...] = (
    "answers",
    "law",
    "robustness",
    "turning",
    "parties",
    "lines",
    "sets",
    "positions",
    "contradictions",
    "lineage",
    "ledger",
    "space",
)
