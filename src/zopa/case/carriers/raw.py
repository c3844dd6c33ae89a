"""A case as it was read: words and places, not yet checked against the data dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from zopa.case.tables import TABLES
from zopa.errors import Place, Problem, nearest

Carrier = Literal["", "folder", "workbook", "file"]

YAML_SUFFIXES = (".yaml", ".yml")
XLSX_SUFFIXES = (".xlsx", ".xlsm")
# Carrier -> how a table is named in it, and how notes are kept beside the tables.
_NAMING = {
    "folder": (
        "A table is a file such as parties.csv, issues.csv or red_lines.csv; to keep notes, do not "
        "end the name of their file in .csv."
    ),
    "workbook": (
        "A sheet has the name of a table, such as parties, issues or red_lines; to keep notes, "
        "begin the name of their sheet with _."
    ),
    "file": (
        "A table is named parties, issues, red_lines or the like; to keep notes, put # before "
        "each of their lines."
    ),
}


class RawRow(NamedTuple):
    """A row as it was read: its cells that are not empty, and where it stands."""

    cells: Mapping[str, str]
    row: int  # as a spreadsheet counts: the header is row 1
    line: int | None = None  # in carriers where lines are easier to find than rows
    set_by: Mapping[str, str] = MappingProxyType({})  # column -> option that set it
    unread: frozenset[str] = frozenset()  # columns whose cells the carrier refused, which is told


@dataclass(frozen=True)
class RawTable:
    """A table as it was read: every column of its header, known or not, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    file: str = ""
    broken: tuple[RawRow, ...] = ()  # rows refused by the carrier, kept for their ids
    letters: Mapping[str, str] = field(default_factory=dict)  # column -> its letter on a sheet
    header: int = 1  # the row of the column names, as a spreadsheet counts

    def row_id(self, row: RawRow) -> str:
        """Return the row's key cells joined by ``/``, as :attr:`Row.address` does."""
        keys = TABLES[self.name].key_columns
        joined = "/".join(row.cells.get(key, "") for key in keys)
        return joined if joined.strip("/") else ""

    def place(self, row: RawRow | None = None, column: str = "") -> Place:
        """Return the place of the table, of a row or of a cell."""
        if row is None:
            return Place(table=self.name, column=column, file=self.file)
        number = row.row if row.line is None else None
        place = Place(self.name, number, column, self.row_id(row), self.file, row.line)
        if column in row.set_by:
            return replace(place, file=row.set_by[column], row=None, line=None)
        return self._on_sheet(place)

    def header_place(self, column: str) -> Place:
        """Return where a column is named: its header, or the first row that has it."""
        first = next((row for row in self.rows if column in row.cells), None)
        if first is not None and first.line is not None:
            return self.place(first, column)
        number = None if any(row.line is not None for row in self.rows) else self.header
        return self._on_sheet(Place(self.name, number, column, file=self.file))

    def _on_sheet(self, place: Place) -> Place:
        """Add the address of a cell, where the table is a sheet."""
        if not self.letters or place.row is None:
            return place
        letter = self.letters.get(place.column, next(iter(self.letters.values())))
        return replace(place, cell=f"{letter}{place.row}")


@dataclass(frozen=True)
class RawCase:
    """Every table that was read, in the order of the data dictionary."""

    tables: Mapping[str, RawTable]
    origin: str
    unreadable: frozenset[str] = frozenset()  # tables that are there but could not be read
    carrier: Carrier = ""

    def __post_init__(self) -> None:
        """Keep a table that was read out of those that could not be."""
        object.__setattr__(self, "unreadable", self.unreadable - self.tables.keys())

    @property
    def folder(self) -> Path | None:
        """The folder that the case lies in, with the texts that it names; none in memory."""
        if not self.carrier:
            return None
        path = Path(self.origin)
        return path if self.carrier == "folder" else path.parent

    @property
    def is_unread(self) -> bool:
        """Whether nothing at all could be read, so that it is not known what the case holds."""
        return not self.tables and self.unreadable == TABLES.keys()

    def table_place(self, name: str) -> Place:
        """Return the place of a table, or where it would be if it were there."""
        if name in self.tables:
            return self.tables[name].place()
        if self.carrier == "folder":
            return Place(name, file=f"{name}.csv")
        return Place(name, file=Path(self.origin).name if self.carrier == "workbook" else "")

    def called(self, name: str) -> str:
        """Return what a table is called in the carrier: the sheet parties, the file parties.csv."""
        if self.carrier == "workbook":
            return f"the sheet {name}"
        return f"the file {name}.csv" if self.carrier == "folder" else f"the table {name}"


def in_dictionary_order(tables: Iterable[RawTable]) -> dict[str, RawTable]:
    """Return tables by name, in the order of the data dictionary."""
    by_name = {table.name: table for table in tables}
    return {name: by_name[name] for name in TABLES if name in by_name}


def unknown_table(carrier: Carrier, name: str, file: str, line: int | None = None) -> Problem:
    """Say that a table is not in the data dictionary; offer the nearest, or a way to keep notes."""
    if name.strip() in TABLES:
        message = f"the name '{name}' begins or ends with a space."
        remedy = f"Write '{name.strip()}'."
        return Problem(Place(file=file, line=line), message, remedy, check="tables_are_known")
    close = nearest(name, TABLES)
    remedy = f"Did you mean '{close}'?" if close else _NAMING[carrier]
    message = f"'{name}' is not a table of a case."
    return Problem(Place(file=file, line=line), message, remedy, check="tables_are_known")


def has_no_header(table: str, names: Iterable[str]) -> bool:
    """Whether texts that stand where the column names should are something else."""
    known = TABLES[table].model_fields
    return not any(nearest(name, known) for name in names if name)


def missing_header(table: str) -> tuple[str, str]:
    """Say that the column names are not there, and what they are."""
    names = ", ".join(TABLES[table].model_fields)
    message = f"no row names the columns of {table}."
    return message, f"Write them in a row above the others: {names}."


def meant_table(name: str) -> frozenset[str]:
    """Return the table that an unknown name was probably meant for."""
    return frozenset(filter(None, [nearest(name, TABLES)]))
