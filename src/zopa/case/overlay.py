"""A what-if overlay: changes to a case for one run, each named in every result.

An overlay is read from the options of a command::

    --set red_lines.R6.rule=FRC <= 2    another text in one cell
    --without R6                        no such red line, group of readings, or condition
    --with E1                           a hinted or withdrawn line counts, too
    --reading U1=U1c                    of the readings of U1, U1c is the default
    --drop-judged                       no condition of basis judgement

It works on the texts of the cells, before they are checked, so that a change is judged
exactly as if it stood in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from zopa.case.carriers.raw import RawCase, RawRow, RawTable
from zopa.case.case import Selection
from zopa.case.cells import clean
from zopa.case.rows import columns
from zopa.case.tables import TABLES
from zopa.errors import OptionError, did_you_mean
from zopa.messages import Phrase

DEFAULT_OFF = {"strength": "hints", "status": "withdrawn"}


# Cells of a line that follow from its statements, unless they are the analyst's judgement.
OVERRULED = (("red_lines", "strength"), ("red_lines", "status"))


@dataclass(frozen=True)
class Overlay:
    """The changes, as the texts of their options."""

    set: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    drop_judged: bool = False


@dataclass(frozen=True)
class Overlaid:
    """A case after an overlay: its rows, the choices that are no rows, and both in words."""

    raw: RawCase
    selection: Selection
    changes: tuple[str, ...]


class _Unfit(Exception):
    """Raised where one option does not fit the case."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())


def apply(raw: RawCase, overlay: Overlay) -> Overlaid:
    """Apply an overlay to a case as it was read.

    Raises
    ------
    OptionError
        With every option that does not fit, each with what is wrong and the nearest name.
    """
    run = _Run(raw)
    for text in overlay.set:
        run.attempt(f"--set {text}", run.set, text)
    for text in overlay.without:
        run.attempt(f"--without {text}", run.without, text)
    if overlay.drop_judged:
        run.drop_judged()
    for text in overlay.with_:
        run.attempt(f"--with {text}", run.take_in, text)
    for text in overlay.readings:
        run.attempt(f"--reading {text}", run.choose, text)
    if run.troubles:
        raise OptionError("\n".join(run.troubles))
    chosen = tuple(run.chosen.items())
    selection = Selection(tuple(run.with_ids), chosen, tuple(run.overruled))
    changed = replace(raw, tables=run.tables)
    return Overlaid(changed, selection, tuple(run.changes))


class _Run:
    """One overlay on its way through one case."""

    def __init__(self, raw: RawCase) -> None:
        self.tables: dict[str, RawTable] = dict(raw.tables)
        self.with_ids: list[str] = []
        self.chosen: dict[str, str] = {}
        self.overruled: list[tuple[str, str]] = []
        self.changes: list[str] = []
        self.troubles: list[str] = []

    def attempt(self, option: str, change: Callable[[str], None], text: str) -> None:
        """Make one change, or note why it cannot be made."""
        try:
            change(clean(text))
        except _Unfit as unfit:
            self.troubles.append(f"{option}: {unfit}")

    # Cells ----------------------------------------------------------------------------

    def set(self, text: str) -> None:
        """Write another text into a cell."""
        place = find_cell(text, self.tables)
        table = self.tables[place.table]
        index = next(i for i, row in enumerate(table.rows) if table.row_id(row) == place.key)
        row = table.rows[index]
        before = row.cells.get(place.column, "")
        cells = {**row.cells, place.column: place.text}
        if not place.text:
            del cells[place.column]
        if (place.table, place.column) in OVERRULED:  # what is set holds, whatever was said
            self.overruled.append((place.key, place.column))
        set_by = {**row.set_by, place.column: f"--set {text}"}
        changed = row._replace(cells=cells, set_by=set_by)
        names = table.columns
        self.tables[place.table] = replace(
            table,
            rows=(*table.rows[:index], changed, *table.rows[index + 1 :]),
            columns=names if place.column in names else (*names, place.column),
        )
        self.changes.append(
            Phrase(
                "{place} is {text} instead of {before}",
                place=place,
                text=_said(place.text),
                before=_said(before),
            )
        )

    # Rows -----------------------------------------------------------------------------

    def rows(self, table: str) -> tuple[RawRow, ...]:
        """Return the rows that a table still has."""
        return self.tables[table].rows if table in self.tables else ()

    def keep(self, table: str, kept: Iterable[RawRow]) -> None:
        """Leave only some rows in a table."""
        if table in self.tables:
            self.tables[table] = replace(self.tables[table], rows=tuple(kept))

    def without(self, name: str) -> None:
        """Leave out a red line, all readings of one, or a condition."""
        gone = {
            table: [row for row in self.rows(table) if _is_named(row, name)]
            for table in ("red_lines", "conditions")
        }
        if not any(gone.values()):
            known = [*_ids(self.rows("red_lines")), *self.groups(), *_ids(self.rows("conditions"))]
            message = f"'{name}' is no red line, group of readings or condition."
            raise _Unfit(message, did_you_mean(name, known, "the names"))
        for table, rows in gone.items():
            self.keep(table, [row for row in self.rows(table) if row not in rows])
        ids = _ids([*gone["red_lines"], *gone["conditions"]])
        if ids == [name]:
            self.changes.append(Phrase("without {name}", name=name))
        else:
            ids_told = ", ".join(ids)
            self.changes.append(Phrase("without {name} ({ids})", name=name, ids=ids_told))

    def drop_judged(self) -> None:
        """Leave out the conditions that rest on the coder's judgement."""
        judged = [row for row in self.rows("conditions") if row.cells.get("basis") == "judgement"]
        self.keep("conditions", [row for row in self.rows("conditions") if row not in judged])
        names = ", ".join(_ids(judged)) or Phrase("there are none")
        self.changes.append(Phrase("without conditions of basis judgement ({names})", names=names))

    # Choices --------------------------------------------------------------------------

    def take_in(self, name: str) -> None:
        """Take a line into the default set that it is not in by itself."""
        row = self.line(name)
        if all(row.cells.get(column) != value for column, value in DEFAULT_OFF.items()):
            message = f"line {name} is in the default set already."
            raise _Unfit(message, "--with is for lines of strength hints or status withdrawn.")
        if name not in self.with_ids:
            self.with_ids.append(name)
            self.changes.append(Phrase("with {name}", name=name))

    def choose(self, text: str) -> None:
        """Make one reading of a line its default."""
        group, equals, name = (part.strip() for part in text.partition("="))
        if not (group and equals and name):
            raise _Unfit("this is not of the form LINE=READING.", self.example_of_a_reading())
        groups = self.groups()
        if group not in groups:
            message = f"'{group}' has no readings."
            raise _Unfit(message, did_you_mean(group, list(groups), "lines with readings"))
        if name not in groups[group]:
            message = f"'{name}' is no reading of {group}."
            raise _Unfit(message, did_you_mean(name, groups[group], "its readings"))
        if group in self.chosen:
            raise _Unfit(f"a reading of {group} is chosen already: {self.chosen[group]}.")
        self.chosen[group] = name
        self.changes.append(Phrase("{group} is read as {name}", group=group, name=name))

    def example_of_a_reading(self) -> str:
        """Say how a reading is chosen, with names of the case where it has readings."""
        for group, names in self.groups().items():
            return f"Write it as {group}={names[-1]}."
        return "The case has no line with several readings."

    def line(self, name: str) -> RawRow:
        """Return a red line by its id."""
        rows = self.rows("red_lines")
        for row in rows:
            if row.cells.get("id") == name:
                return row
        raise _Unfit(f"'{name}' is no red line.", did_you_mean(name, _ids(rows), "the red lines"))

    def groups(self) -> dict[str, list[str]]:
        """Return the readings of each line that has several."""
        found: dict[str, list[str]] = {}
        for row in self.rows("red_lines"):
            if "reading_of" in row.cells:
                found.setdefault(row.cells["reading_of"], []).append(row.cells.get("id", ""))
        return found


def _is_named(row: RawRow, name: str) -> bool:
    """Whether a name means a row: as its id, or as the line that it is a reading of."""
    return name in (row.cells.get("id"), row.cells.get("reading_of"))


def _ids(rows: Iterable[RawRow]) -> list[str]:
    return [row.cells["id"] for row in rows if "id" in row.cells]


def _said(text: str) -> str:
    return f"'{text}'" if text else Phrase("empty")


# The option --set -----------------------------------------------------------------------


@dataclass(frozen=True)
class CellChange:
    """What ``--set table.key.column=text`` says."""

    table: str
    key: str
    column: str
    text: str

    def __str__(self) -> str:
        """Write the cell's address as the option does."""
        middle = "" if self.table == "case" else f".{self.column}"
        return f"{self.table}.{self.key}{middle}"


def find_cell(option: str, tables: Mapping[str, RawTable]) -> CellChange:
    """Read ``table.key.column=text`` against the rows that there are.

    A key may hold dots and equals signs, as in ``ranks.row/r=a,c=b.rank=4``: of all places
    where the option can be taken apart, the first that leads to a row counts.
    """
    if "=" not in option or "." not in option.partition("=")[0]:
        raise _Unfit(
            "this is not of the form TABLE.ROW.COLUMN=TEXT.",
            _example_of_a_cell(tables),
        )
    name, _, rest = option.partition(".")
    table = tables.get(name.strip())
    if table is None:
        known = list(tables)
        raise _Unfit(f"the case has no table '{name}'.", did_you_mean(name, known, "its tables"))
    ids = [table.row_id(row) for row in table.rows]
    if table.name == "case":
        return _find_setting(rest, ids)
    changes = list(_ways_to_read(table.name, rest))
    for change in changes:
        if change.key in ids:
            return _refuse_key_column(change)
    raise _nothing_there(table.name, rest, changes, ids)


def _example_of_a_cell(tables: Mapping[str, RawTable]) -> str:
    """Say how a cell is set, with a line of the case where it has one."""
    lines = tables["red_lines"].rows if "red_lines" in tables else ()
    for row in lines:
        if {"id", "rule"} <= row.cells.keys():
            return f"Write it as red_lines.{row.cells['id']}.rule={row.cells['rule']}."
    return "Write it as issues.ID.heading=another heading."


def _find_setting(rest: str, keys: list[str]) -> CellChange:
    """Read ``case.title=text``, where the key is the row and its value the cell."""
    key, _, text = (part.strip() for part in rest.partition("="))
    if key not in keys:
        raise _Unfit(f"the case has no '{key}'.", did_you_mean(key, keys, "its keys"))
    return CellChange("case", key, "value", text)


def _ways_to_read(table: str, rest: str) -> Iterator[CellChange]:
    """Yield every way to take ``key.column=text`` apart at a column that the table has."""
    names = "|".join(entry.name for entry in columns(TABLES[table]))
    for found in re.finditer(rf"\.\s*({names})\s*=", rest):
        key, text = rest[: found.start()].strip(), rest[found.end() :].strip()
        yield CellChange(table, key, found.group(1), text)


def _refuse_key_column(change: CellChange) -> CellChange:
    """Return a change, unless it would give a row another id."""
    if change.column in TABLES[change.table].key_columns:
        message = f"{change.column} is part of what names the row."
        raise _Unfit(message, "Change the case itself to rename a row.")
    return change


def _nothing_there(table: str, rest: str, changes: list[CellChange], ids: list[str]) -> _Unfit:
    """Say whether it is the row or the column that is not there."""
    if changes:
        key = changes[0].key
        return _Unfit(f"{table} has no row '{key}'.", did_you_mean(key, ids, "its rows"))
    key, _, column = rest.partition("=")[0].strip().rpartition(".")
    if not key:
        return _Unfit(f"this names no column of {table}.", "Write TABLE.ROW.COLUMN=TEXT.")
    names = [entry.name for entry in columns(TABLES[table])]
    message = f"'{column}' is not a column of {table}."
    return _Unfit(message, did_you_mean(column, names, "its columns"))
