"""The weights of statements: one versioned table, of which a case may change single rows.

All of them are judgements, and so every position has a band that says how far it hangs on
them.  The starting values, and how they may be calibrated, are in
``docs/explanation/method-positions.md``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zopa.case.case import Case

VERSION = "1"  # of the table; another table has another version

# What an empty cell of a statement, a source or a voice counts as.
WHERE_EMPTY = {"mandate": "none", "reliability": "F", "certainty": "PS", "act": "assert"}


@dataclass(frozen=True, eq=False)
class Weights:
    """The weights that a case uses, by factor and code.

    Attributes
    ----------
    table
        Factor and code to the weight.
    changed
        The rows that the case gives itself, as ``factor/key``.
    """

    table: Mapping[tuple[str, str], float]
    changed: tuple[str, ...] = ()

    def of(self, factor: str, key: str) -> float:
        """Return a weight.

        Raises
        ------
        KeyError
            If the table has no such row.
        """
        return self.table[factor, key]

    def scale(self, key: str) -> float:
        """Return a number of the scale, as ``kappa`` or ``half_life``."""
        return self.table["scale", key]

    @property
    def version(self) -> str:
        """The version of the table, with a mark where the case changes rows of it."""
        return f"{VERSION}+case" if self.changed else VERSION


@cache
def shipped_weights() -> Mapping[tuple[str, str], float]:
    """Return zopa's own table."""
    text = files("zopa.ledger").joinpath("weights.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["factor"], row["key"]): float(row["weight"]) for row in rows}


def read_weights(case: Case) -> Weights:
    """Return zopa's own weights with those that the case changes; of a range its middle."""
    table = dict(shipped_weights())
    for row in case.weights:
        table[row.factor, row.key] = (row.weight.low + row.weight.high) / 2
    return Weights(table, tuple(row.address for row in case.weights))
