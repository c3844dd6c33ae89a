"""Where the rows of a case stand in its carrier, and what there could not be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from zopa.case.carriers.raw import RawCase
from zopa.case.rows import Row
from zopa.errors import Place


@dataclass(frozen=True)
class Origin:
    """Where each row of a case was read.

    ``kept`` holds, for each table, the positions of the usable rows among the rows that
    were read; ``rejected`` the addresses of the others, and of those that an overlay leaves
    out, so that a reference to one of them is not told as a problem.  ``refused`` holds what
    could be read of the rows that were refused, so that their other cells are checked as well:
    their positions follow those of the usable rows.
    """

    raw: RawCase = field(default_factory=lambda: RawCase({}, "memory"))
    kept: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    rejected: Mapping[str, frozenset[str]] = field(default_factory=dict)
    refused: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()  # tables whose ids could not be read

    def place(self, table: str, index: int | None = None, column: str = "") -> Place:
        """Return the place of a table, or of the row of the case with an index."""
        found = self.raw.tables.get(table)
        if found is None:
            place = replace(self.raw.table_place(table), column=column)
            return place if index is None else replace(place, row=index + 2)
        if index is None:
            return found.place(column=column)
        return found.place(found.rows[self.kept[table][index]], column)

    def without(self, gone: Mapping[str, frozenset[str]]) -> Origin:
        """Return the origin of a case from which further rows were left out."""
        tables = self.rejected.keys() | gone.keys()
        nothing: frozenset[str] = frozenset()
        return replace(
            self,
            rejected={
                name: self.rejected.get(name, nothing) | gone.get(name, nothing) for name in tables
            },
        )

    def rejected_in(self, table: str) -> frozenset[str]:
        """Return the addresses of the rows of a table that could not be used."""
        return self.rejected.get(table, frozenset())

    def is_unreadable(self, table: str) -> bool:
        """Whether a table is there but could not be read at all, or its ids not."""
        return table in self.raw.unreadable or table in self.unread

    def refused_places(self, table: str) -> list[Place]:
        """Return where the rows of a table stand that were refused."""
        found = self.raw.tables.get(table)
        if found is None:
            return []
        usable = len(self.kept[table]) - len(self.refused.get(table, ()))
        rows = [found.rows[position] for position in self.kept[table][usable:]]
        return [found.place(row) for row in (*rows, *found.broken)]
