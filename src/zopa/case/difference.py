"""How two cases differ, row by row and cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.case.case import Case
from zopa.case.rows import columns
from zopa.case.tables import TABLES


@dataclass(frozen=True)
class CellDifference:
    """One cell before and after; empty where there is nothing."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RowDifference:
    """A row that both cases have, and its cells that differ."""

    address: str
    cells: tuple[CellDifference, ...]


@dataclass(frozen=True)
class TableDifference:
    """How one table differs; rows are told apart by their keys."""

    table: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[RowDifference, ...] = ()
    order_changed: bool = False  # the rows that both have stand in another order

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed or self.order_changed)


@dataclass(frozen=True)
class Difference:
    """How one case differs from another: the tables that differ, in dictionary order."""

    tables: tuple[TableDifference, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.tables)


def difference(before: Case, after: Case) -> Difference:
    """Compare two cases.  They have the same hash exactly if nothing differs."""
    compared = (_compare(table, before, after) for table in TABLES)
    return Difference(tuple(each for each in compared if each))


def _compare(table: str, before: Case, after: Case) -> TableDifference:
    """Compare one table of two cases."""
    old = {row.key_cells: row.cells() for row in before.rows(table)}
    new = {row.key_cells: row.cells() for row in after.rows(table)}
    return TableDifference(
        table,
        added=tuple("/".join(key) for key in new if key not in old),
        removed=tuple("/".join(key) for key in old if key not in new),
        changed=tuple(
            RowDifference("/".join(key), _compare_cells(table, old[key], cells))
            for key, cells in new.items()
            if key in old and old[key] != cells
        ),
        order_changed=[key for key in old if key in new] != [key for key in new if key in old],
    )


def _compare_cells(
    table: str, old: dict[str, str], new: dict[str, str]
) -> tuple[CellDifference, ...]:
    """Compare the cells of one row, in the order of the table's columns."""
    names = [column.name for column in columns(TABLES[table])]
    return tuple(
        CellDifference(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name) != new.get(name)
    )


def in_words(found: Difference) -> tuple[str, ...]:
    """Say a difference, one line for each row or cell."""
    lines: list[str] = []
    for table in found.tables:
        name = table.table
        lines += [f"{name}.{address} is new" for address in table.added]
        lines += [f"{name}.{address} is gone" for address in table.removed]
        for row in table.changed:
            lines += [
                f"{name}.{row.address}: {cell.column} is {_said(cell.after)}, "
                f"was {_said(cell.before)}"
                for cell in row.cells
            ]
        if table.order_changed:
            lines.append(f"{name}: the rows stand in another order")
    return tuple(lines)


def _said(text: str) -> str:
    return f"'{text}'" if text else "empty"
