"""The case: every table of words, frozen, with one content hash whatever its carrier.

A :class:`Case` holds what people wrote, row by row, in the order in which they wrote it.
Where each row stands in a file is kept apart, in :class:`~zopa.case.origin.Origin`: two
carriers of one case make equal cases.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from zopa.case.cells import read_moment
from zopa.case.rows import Row
from zopa.case.tables import (
    TABLES,
    About,
    Condition,
    Control,
    Gap,
    Goal,
    Interaction,
    InventoryRow,
    Issue,
    LaterOutcome,
    Move,
    Name,
    NoDeal,
    Party,
    PreferenceStatement,
    Rank,
    RedLine,
    Reservation,
    Salience,
    Score,
    Source,
    Statement,
    StatementLink,
    Value,
    View,
    Voice,
    Weight,
)

DEFAULT_LANGUAGE = "en"
# Tables whose ids are unique among all of them, so that an id alone names a row.
SHARED_IDS = ("red_lines", "conditions", "goals", "statements")


@dataclass(frozen=True)
class Selection:
    """What an overlay chooses that is no change of a row.

    ``with_ids`` are lines taken into the default set; ``readings`` maps the name of a group
    of readings to the id of the line that is its default; ``overruled`` names line and column
    of a strength or a status that was set, and so does not follow from the statements.
    """

    with_ids: tuple[str, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    overruled: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """A case: one attribute for each table; the table ``case`` itself is ``about``."""

    about: tuple[About, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    statement_links: tuple[StatementLink, ...] = ()
    parties: tuple[Party, ...] = ()
    voices: tuple[Voice, ...] = ()
    names: tuple[Name, ...] = ()
    issues: tuple[Issue, ...] = ()
    values: tuple[Value, ...] = ()
    controls: tuple[Control, ...] = ()
    conditions: tuple[Condition, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    goals: tuple[Goal, ...] = ()
    views: tuple[View, ...] = ()
    saliences: tuple[Salience, ...] = ()
    scores: tuple[Score, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    preference_statements: tuple[PreferenceStatement, ...] = ()
    ranks: tuple[Rank, ...] = ()
    moves: tuple[Move, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    no_deal: tuple[NoDeal, ...] = ()
    weights: tuple[Weight, ...] = ()
    inventory: tuple[InventoryRow, ...] = ()
    gaps: tuple[Gap, ...] = ()
    later_outcomes: tuple[LaterOutcome, ...] = ()
    selection: Selection = Selection()
    changes: tuple[str, ...] = ()  # what an overlay changed, in words, for every result

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table by the table's name."""
        return cast(tuple[Row, ...], getattr(self, attribute(table)))

    @cached_property
    def hash(self) -> str:
        """The SHA-256 sum of the rows: the same in every carrier, other for any other cell."""
        filled = [
            [name, [list(row.cells().items()) for row in self.rows(name)]]
            for name in TABLES
            if self.rows(name)
        ]
        text = json.dumps(filled, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """The table ``case`` as a mapping from key to value."""
        return {row.key: row.value for row in self.about}

    @property
    def title(self) -> str:
        """The title of the case; empty where it has none."""
        return self.settings.get("title", "")

    @property
    def language(self) -> str:
        """The language that the case is written in."""
        return self.settings.get("language", DEFAULT_LANGUAGE)

    @property
    def as_of(self) -> date | None:
        """The day that the case speaks of, if it names one."""
        text = self.settings.get("as_of")
        return read_moment(text).latest if text else None

    @cached_property
    def values_of(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of each issue's values, issues and values in declared order."""
        found: dict[str, list[str]] = {issue.id: [] for issue in self.issues}
        for value in self.values:
            found.setdefault(value.issue, []).append(value.id)
        return {issue: tuple(ids) for issue, ids in found.items()}

    @cached_property
    def status_quo(self) -> Mapping[str, str]:
        """The value of each issue that holds now; an issue without values is left out."""
        return {
            issue.id: issue.status_quo or self.values_of[issue.id][0]
            for issue in self.issues
            if issue.status_quo or self.values_of[issue.id]
        }

    def addresses(self, table: str) -> Mapping[str, int]:
        """Return where each address of a table stands among its rows."""
        if table not in self._addresses:
            found: dict[str, int] = {}
            for index, row in enumerate(self.rows(table)):
                found.setdefault(row.address, index)
            self._addresses[table] = found
        return self._addresses[table]

    @cached_property
    def _addresses(self) -> dict[str, dict[str, int]]:
        return {}

    def locate(self, address: str) -> tuple[str, int] | None:
        """Return table and index of ``red_lines.R6``, ``values.CF/2``, or an id alone."""
        table, dot, rest = address.partition(".")
        if dot and table in TABLES and rest in self.addresses(table):
            return table, self.addresses(table)[rest]
        for shared in SHARED_IDS:
            if address in self.addresses(shared):
                return shared, self.addresses(shared)[address]
        return None

    def find(self, address: str) -> Row | None:
        """Return the row at an address as :meth:`locate` reads it."""
        found = self.locate(address)
        return None if found is None else self.rows(found[0])[found[1]]


def attribute(table: str) -> str:
    """Return the attribute of :class:`Case` that holds a table."""
    return "about" if table == "case" else table
