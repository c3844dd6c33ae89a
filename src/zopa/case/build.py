"""From a raw case to a checked one: every row through its model, every trouble kept.

A row that cannot be used is left out of the case and remembered by its id, so that one slip
of the pen is told once and not again by each row that refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from zopa.case.carriers import read_raw
from zopa.case.carriers.raw import RawCase, RawRow, RawTable
from zopa.case.case import Case, attribute
from zopa.case.cells import (
    MOST_DIGITS,
    TOO_LARGE,
    Quantity,
    forbidden_character,
    read_moment,
    shown,
)
from zopa.case.checks import Context, run_checks
from zopa.case.origin import Origin
from zopa.case.overlay import Overlay, apply
from zopa.case.rows import Column, Row, columns
from zopa.case.tables import SCHEMA, TABLES, About
from zopa.errors import CaseError, OptionError, Problem, did_you_mean, nearest


@dataclass(frozen=True)
class Loaded:
    """A case as it was read, with everything that was found wrong or worth a warning."""

    case: Case
    origin: Origin
    problems: tuple[Problem, ...]
    path: str

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the case from being used."""
        return tuple(found for found in self.problems if found.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that a reader should know of."""
        return tuple(found for found in self.problems if found.severity == "warning")


def read_case(path: Path | str, overlay: Overlay | None = None) -> Loaded:
    """Read, build and check a case; an overlay changes rows for this reading only.

    Raises :class:`~zopa.errors.StorageError` where nothing can be opened at the path, and
    :class:`~zopa.errors.OptionError` where the overlay does not fit the case.
    """
    raw, problems = read_raw(path)
    return judge(raw, problems, overlay)


def judge(raw: RawCase, problems: list[Problem], overlay: Overlay | None = None) -> Loaded:
    """Build and check what was read; the problems of reading are told with the others."""
    try:
        changed = apply(raw, overlay or Overlay())
    except OptionError:
        if not problems:
            raise
        # What the overlay speaks of may stand where the case cannot be read: mend that first.
        changed = apply(raw, Overlay())
    case, origin, found = build(changed.raw)
    origin = origin.without(_left_out(raw, changed.raw))
    case = replace(case, selection=changed.selection, changes=changed.changes)
    found = [*problems, *found, *run_checks(Context(case, origin))]
    return Loaded(case, origin, tuple(in_reading_order(found)), raw.origin)


def _left_out(before: RawCase, after: RawCase) -> dict[str, frozenset[str]]:
    """Return the addresses of the rows that an overlay leaves out, by table."""
    gone: dict[str, frozenset[str]] = {}
    for name, table in before.tables.items():
        if after.tables[name] is table:
            continue
        kept = {after.tables[name].row_id(row) for row in after.tables[name].rows}
        gone[name] = frozenset(map(table.row_id, table.rows)) - kept
    return gone


def load_case(path: Path | str, overlay: Overlay | None = None) -> Case:
    """Read a case that has no errors; raises :class:`~zopa.errors.CaseError` with all of them."""
    loaded = read_case(path, overlay)
    if loaded.errors:
        raise CaseError(loaded.errors)
    return loaded.case


def in_reading_order(problems: list[Problem]) -> list[Problem]:
    """Sort problems: errors before warnings, then by table and row as a reader goes."""
    order = {name: index for index, name in enumerate(("", *TABLES))}

    def position(problem: Problem) -> tuple[bool, int, int, int]:
        place = problem.place
        table = order.get(place.table, 0)
        return problem.severity != "error", table, place.line or 0, place.row or 0

    return sorted(problems, key=position)


def build(raw: RawCase) -> tuple[Case, Origin, list[Problem]]:
    """Make a case of the rows that are whole, and a problem of every cell that is not."""
    problems: list[Problem] = []
    rows: dict[str, tuple[Row, ...]] = {}
    kept: dict[str, tuple[int, ...]] = {}
    rejected: dict[str, frozenset[str]] = {}
    for name, table in raw.tables.items():
        known, found = _check_header(table)
        problems.extend(found)
        built: list[Row] = []
        positions: list[int] = []
        for position, raw_row in enumerate(table.rows):
            if name == "case" and _waits(raw_row):
                continue
            row, found = _build_row(table, raw_row, known)
            problems.extend(found)
            if row is not None:
                built.append(row)
                positions.append(position)
        rows[attribute(name)], kept[name] = tuple(built), tuple(positions)
        usable = set(positions)
        left = [row for index, row in enumerate(table.rows) if index not in usable]
        rejected[name] = frozenset(table.row_id(row) for row in (*left, *table.broken))
    return Case(**cast(Any, rows)), Origin(raw, kept, rejected), problems


def _waits(row: RawRow) -> bool:
    """Whether a row of ``case`` is a key that waits for its value: the same as no row."""
    return row.cells.keys() == {"key"} and row.cells["key"] in columns(About)[0].choices


@dataclass(frozen=True)
class _Known:
    """What the header of a table tells about its rows."""

    unknown: frozenset[str]  # columns that the dictionary does not have
    absent: frozenset[str]  # required columns that no row has


def _check_header(table: RawTable) -> tuple[_Known, list[Problem]]:
    """Tell columns that are unknown or absent, once for the table and not for each row."""
    entries = columns(TABLES[table.name])
    names = tuple(entry.name for entry in entries)
    unknown = [column for column in table.columns if column not in names]
    missing = [entry for entry in entries if entry.required and entry.name not in table.columns]
    problems = []
    meant = set()
    for column in unknown:
        place = table.header_place(column)
        meant.add(nearest(column, names))
        message = f"'{column}' is not a column of {table.name}."
        remedy = did_you_mean(column, names, "its columns")
        problems.append(Problem(place, message, remedy, check="columns_are_known"))
    for entry in missing:
        if table.rows and entry.name not in meant:
            message = f"the column '{entry.name}' is missing: {entry.meaning}."
            remedy = f"Add it ({entry.kind.how})."
            place = table.header_place(entry.name)
            problems.append(Problem(place, message, remedy, check="columns_are_known"))
    absent = frozenset(entry.name for entry in missing)
    return _Known(frozenset(unknown), absent), problems


@cache
def _bounded(table: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a table that have a range."""
    return tuple(
        entry for entry in columns(table) if entry.low is not None or entry.high is not None
    )


def _build_row(table: RawTable, raw_row: RawRow, known: _Known) -> tuple[Row | None, list[Problem]]:
    """Build one row; a row with any problem is left out."""
    model = TABLES[table.name]
    cells = raw_row.cells
    if known.unknown:
        cells = {name: text for name, text in cells.items() if name not in known.unknown}
    problems: list[Problem] = []
    if forbidden_character("\n".join(cells.values())) is not None:
        problems += _character_problems(table, raw_row, cells)
    try:
        row = model.model_validate(cells)
    except ValidationError as error:
        problems += _cell_problems(error, table, raw_row, known)
        return None, problems
    problems += _range_problems(row, table, raw_row)
    if isinstance(row, About):
        problems += _setting_problems(row, table, raw_row)
    return (None if problems else row), problems


def _problem(
    table: RawTable, row: RawRow, column: str, message: str, remedy: str, check: str = "cells"
) -> Problem:
    return Problem(table.place(row, column), message, remedy, check=check)


def _character_problems(
    table: RawTable, raw_row: RawRow, cells: Mapping[str, str]
) -> Iterator[Problem]:
    """Tell the cells that hold a character that no cell may hold."""
    for column, text in cells.items():
        character = forbidden_character(text)
        if character is not None:
            message = f"'{shown(text)}' holds {character}."
            yield _problem(table, raw_row, column, message, "Remove it, or write a space.")


def _cell_problems(
    error: ValidationError, table: RawTable, row: RawRow, known: _Known
) -> Iterator[Problem]:
    """Say each error of a model in the words of the data dictionary."""
    entries = {entry.name: entry for entry in columns(TABLES[table.name])}
    for detail in error.errors(include_url=False):
        column = str(detail["loc"][0])
        entry = entries[column]
        if detail["type"] == "missing":
            if column not in known.absent:
                message = f"the cell is empty: {entry.meaning}."
                yield _problem(table, row, column, message, f"Fill it ({entry.kind.how}).")
        elif detail["type"] == "literal_error":
            text = row.cells[column]
            message = f"'{shown(text)}' is not one of its choices."
            remedy = did_you_mean(text, entry.choices, "the choices")
            yield _problem(table, row, column, message, remedy)
        elif detail["type"] == TOO_LARGE and entry.high is not None:
            yield _problem(table, row, column, *_out_of_range(entry, row.cells[column]))
        else:
            context = detail.get("ctx", {})
            message = context.get("message", detail["msg"])
            yield _problem(table, row, column, message, context.get("remedy", ""))


def _range_problems(row: Row, table: RawTable, raw_row: RawRow) -> Iterator[Problem]:
    """Tell numbers, and ends of ranges, that are outside the range of their column."""
    for entry in _bounded(type(row)):
        value = getattr(row, entry.name)
        if value is None:
            continue
        low, high = (value.low, value.high) if isinstance(value, Quantity) else (value, value)
        too_low = entry.low is not None and low < entry.low
        too_high = entry.high is not None and high > entry.high
        if too_low or too_high:
            told = _out_of_range(entry, raw_row.cells[entry.name])
            yield _problem(table, raw_row, entry.name, *told)


def _out_of_range(entry: Column, text: str) -> tuple[str, str]:
    """Say that a number is outside the range of its column, and what the range is."""
    if entry.high is None:
        bounds = f"a number of at least {entry.low:g}"
    else:
        bounds = f"a number from {entry.low:g} to {entry.high:g}"
    return f"{shown(text)} is out of range: {entry.meaning}.", f"Write {bounds}."


def _setting_problems(row: About, table: RawTable, raw_row: RawRow) -> Iterator[Problem]:
    """Check the values of the table ``case`` that are more than text."""
    if row.key == "as_of" and not _is_day(row.value):
        message = f"as_of is '{shown(row.value)}', which is not one day."
        yield _problem(table, raw_row, "value", message, "Write it as 2025-02-14.")
    if row.key == "schema" and row.value != SCHEMA:
        if row.value.isdecimal() and int(row.value[:MOST_DIGITS]) > int(SCHEMA):
            message = f"the case has schema {shown(row.value)}; this zopa reads up to {SCHEMA}."
            remedy = "Install a newer zopa."
        else:
            message = f"'{shown(row.value)}' is not a schema that zopa knows."
            remedy = f"Write {SCHEMA}."
        yield _problem(table, raw_row, "value", message, remedy)


def _is_day(text: str) -> bool:
    """Whether a text is one day of the calendar."""
    try:
        moment = read_moment(text)
    except PydanticCustomError:
        return False
    return moment.earliest == moment.latest
