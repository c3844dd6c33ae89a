"""From a raw case to a checked one: every row through its model, every trouble kept.

A row that cannot be used is left out of the case and remembered by its id, so that one slip
of the pen is told once and not again by each row that refers to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from zopa.case.alike import Slip, gather
from zopa.case.carriers import read_raw
from zopa.case.carriers.raw import RawCase, RawRow, RawTable
from zopa.case.case import Case, attribute
from zopa.case.cells import (
    IDS,
    MOST_DIGITS,
    OUTCOME,
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
from zopa.errors import CaseError, OptionError, Problem, choose_from, listed_as, nearest

# Checks of files and headers: what they tell may be why a row is not found.
FIRST = ("files_are_readable", "tables_are_known", "columns_are_known")


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
        raise CaseError(loaded.errors, loaded.path)
    return loaded.case


def load_both(one: Path | str, other: Path | str) -> tuple[Case, Case]:
    """Read two cases that have no errors; each error says in which of them it is."""
    both = read_case(one), read_case(other)
    errors = [
        replace(found, place=replace(found.place, case=loaded.path))
        for loaded in both
        for found in loaded.errors
    ]
    if errors:
        raise CaseError(errors)
    return both[0].case, both[1].case


def in_reading_order(problems: list[Problem]) -> list[Problem]:
    """Sort problems: errors before warnings, what others may follow from before these.

    Then by table and row, as a reader goes.
    """
    order = {name: index for index, name in enumerate(("", *TABLES))}

    def position(problem: Problem) -> tuple[bool, bool, int, int, int]:
        place = problem.place
        follows = problem.check not in FIRST and not (
            problem.check == "cells" and place.column == "id"
        )
        table = order.get(place.table, 0)
        return problem.severity != "error", follows, table, place.line or 0, place.row or 0

    return sorted(problems, key=position)


def build(raw: RawCase) -> tuple[Case, Origin, list[Problem]]:
    """Make a case of the rows that are whole, and a problem of every cell that is not."""
    problems: list[Problem] = []
    rows: dict[str, tuple[Row, ...]] = {}
    kept: dict[str, tuple[int, ...]] = {}
    rejected: dict[str, frozenset[str]] = {}
    refused: dict[str, tuple[Row, ...]] = {}
    unread: set[str] = set()
    for name, table in raw.tables.items():
        known, found = _check_header(table)
        problems.extend(found)
        if table.rows and not known.absent.isdisjoint(TABLES[name].key_columns):
            unread.add(name)
        built = _build_rows(table, known)
        problems.extend(gather(built.slips))
        rows[attribute(name)] = tuple(built.rows.values())
        refused[name] = tuple(built.refused.values())
        kept[name] = (*built.rows, *built.refused)
        left = [row for index, row in enumerate(table.rows) if index not in built.rows]
        rejected[name] = frozenset(table.row_id(row) for row in (*left, *table.broken))
    origin = Origin(raw, kept, rejected, refused, frozenset(unread))
    return Case(**cast(Any, rows)), origin, problems


@dataclass(frozen=True)
class _Built:
    """The rows of a table by their positions: the usable ones, what is left of the others."""

    rows: dict[int, Row] = field(default_factory=dict)
    refused: dict[int, Row] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)


def _build_rows(table: RawTable, known: _Known) -> _Built:
    """Build every row of a table."""
    built = _Built()
    for position, raw_row in enumerate(table.rows):
        if table.name == "case" and _waits(raw_row):
            continue
        row, slips = _build_row(table, raw_row, known)
        if slips or raw_row.unread or row is None:
            spoilt = {slip.problem.place.column for slip in slips} | raw_row.unread
            left = _what_is_left(table, raw_row, spoilt)
            if row is None:
                beyond = list(_range_slips(left, table, raw_row))
                slips += beyond
                spoilt |= {slip.problem.place.column for slip in beyond}
                left = _what_is_left(table, raw_row, spoilt)
            built.slips.extend(slips)
            built.refused[position] = left
        else:
            built.rows[position] = row
    return built


def _what_is_left(table: RawTable, raw_row: RawRow, spoilt: Collection[str]) -> Row:
    """Return a row of the cells that could be read; the others are as if they were empty."""
    model = TABLES[table.name]
    cells: dict[str, Any] = {}
    for entry in columns(model):
        text = raw_row.cells.get(entry.name)
        if text is not None and entry.name not in spoilt:
            cells[entry.name] = entry.kind.read(text)
        else:
            cells[entry.name] = () if entry.kind in (IDS, OUTCOME) else None
    return model.model_construct(**cells)


def _waits(row: RawRow) -> bool:
    """Whether a row of ``case`` is a key that waits for its value: the same as no row."""
    return row.cells.keys() == {"key"} and row.cells["key"] in columns(About)[0].choices


@dataclass(frozen=True)
class _Known:
    """What is known of all rows of a table beforehand, most of it from its header."""

    unknown: frozenset[str]  # columns that the dictionary does not have
    absent: frozenset[str]  # required columns that no row has
    is_spoilt: bool  # some cell holds a character that no cell may hold


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
        remedy = _column_remedy(column, names)
        problems.append(Problem(place, message, remedy, check="columns_are_known"))
    for entry in missing:
        if table.rows and entry.name not in meant:
            message = f"the column '{entry.name}' is missing: {entry.meaning}."
            remedy = f"Add it ({entry.kind.how})."
            place = table.header_place(entry.name)
            problems.append(Problem(place, message, remedy, check="columns_are_known"))
    absent = frozenset(entry.name for entry in missing)
    return _Known(frozenset(unknown), absent, _is_spoilt(table)), problems


def _is_spoilt(table: RawTable) -> bool:
    """Whether any cell holds a character that no cell may hold; one search is the quickest."""
    cells = chain.from_iterable(row.cells.values() for row in table.rows)
    return forbidden_character("\n".join(cells)) is not None


def _column_remedy(column: str, names: tuple[str, ...]) -> str:
    """Offer the column that is meant, or say which there are and where remarks go."""
    close = nearest(column, names)
    if close is not None:
        return f"Did you mean '{close}'?"
    notes = " Remarks go in the column note." if "note" in names else ""
    return f"{listed_as(names, 'its columns')}{notes}"


@cache
def _bounded(table: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a table that have a range."""
    return tuple(
        entry for entry in columns(table) if entry.low is not None or entry.high is not None
    )


def _build_row(table: RawTable, raw_row: RawRow, known: _Known) -> tuple[Row | None, list[Slip]]:
    """Build one row; ``None`` where it cannot be built. A row with any slip is to be left out."""
    model = TABLES[table.name]
    cells = raw_row.cells
    if known.unknown:
        cells = {name: text for name, text in cells.items() if name not in known.unknown}
    slips: list[Slip] = []
    if known.is_spoilt:
        slips += _character_slips(table, raw_row, cells)
    try:
        row = model.model_validate(cells)
    except ValidationError as error:
        return None, [*slips, *_cell_slips(error, table, raw_row, known)]
    if _bounded(model):
        slips += _range_slips(row, table, raw_row)
    if isinstance(row, About):
        slips += _setting_slips(row, table, raw_row)
    return row, slips


def _slip(
    table: RawTable, row: RawRow, column: str, message: str, remedy: str, alike: str = ""
) -> Slip:
    return Slip(Problem(table.place(row, column), message, remedy, check="cells"), alike)


def _character_slips(table: RawTable, raw_row: RawRow, cells: Mapping[str, str]) -> Iterator[Slip]:
    """Tell the cells that hold a character that no cell may hold."""
    for column, text in cells.items():
        character = forbidden_character(text)
        if character is not None:
            message = f"'{shown(text)}' holds {character}."
            yield _slip(table, raw_row, column, message, "Remove it, or write a space.")


def _cell_slips(
    error: ValidationError, table: RawTable, row: RawRow, known: _Known
) -> Iterator[Slip]:
    """Say each error of a model in the words of the data dictionary."""
    entries = {entry.name: entry for entry in columns(TABLES[table.name])}
    for detail in error.errors(include_url=False):
        column = str(detail["loc"][0])
        entry = entries[column]
        if detail["type"] == "missing":
            if column not in known.absent and column not in row.unread:
                message = f"the cell is empty: {entry.meaning}."
                yield _slip(table, row, column, message, f"Fill it ({entry.kind.how}).")
        elif detail["type"] == "literal_error":
            text = row.cells[column]
            message = f"'{shown(text)}' is not one of its choices."
            remedy = choose_from(text, entry.choices, "the choices")
            yield _slip(table, row, column, message, remedy)
        elif detail["type"] == TOO_LARGE and entry.high is not None:
            yield _slip(table, row, column, *_out_of_range(entry, row.cells[column]))
        else:
            context = detail.get("ctx", {})
            message = context.get("message", detail["msg"])
            told = context.get("remedy", ""), context.get("alike", "")
            yield _slip(table, row, column, message, *told)


def _range_slips(row: Row, table: RawTable, raw_row: RawRow) -> Iterator[Slip]:
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
            yield _slip(table, raw_row, entry.name, *told)


def _out_of_range(entry: Column, text: str) -> tuple[str, str]:
    """Say that a number is outside the range of its column, and what the range is."""
    if entry.high is None:
        bounds = f"a number of at least {entry.low:g}"
    else:
        bounds = f"a number from {entry.low:g} to {entry.high:g}"
    return f"{shown(text)} is out of range: {entry.meaning}.", f"Write {bounds}."


def _setting_slips(row: About, table: RawTable, raw_row: RawRow) -> Iterator[Slip]:
    """Check the values of the table ``case`` that are more than text."""
    if row.key == "as_of" and (trouble := _why_no_day(row.value)):
        yield _slip(table, raw_row, "value", *trouble)
    if row.key == "schema" and row.value != SCHEMA:
        if row.value.isdecimal() and int(row.value[:MOST_DIGITS]) > int(SCHEMA):
            message = f"the case has schema {shown(row.value)}; this zopa reads up to {SCHEMA}."
            remedy = "Install a newer zopa."
        else:
            message = f"'{shown(row.value)}' is not a schema that zopa knows."
            remedy = f"Write {SCHEMA}."
        yield _slip(table, raw_row, "value", message, remedy)


def _why_no_day(text: str) -> tuple[str, str] | None:
    """Say why a text is not one day of the calendar, if it is none."""
    try:
        moment = read_moment(text)
    except PydanticCustomError as error:
        context = error.context or {}
        if not context["alike"]:
            return f"as_of is '{shown(text)}', which is not one day.", "Write it as 2025-02-14."
        return f"as_of: {context['message']}", str(context["remedy"])
    if moment.earliest == moment.latest:
        return None
    return f"as_of is '{shown(text)}', which is not one day.", "Write it as 2025-02-14."
