"""The canonical carrier: a folder with one CSV file for each table (RFC 4180).

Read: UTF-8 with or without a byte-order mark, ``,`` or ``;`` between cells, spaces around
cells, blank rows.  Refused with a remedy: tabs between cells, other encodings, rows that do
not fit their header.  Written: commas, LF, quotes only where needed, and only the columns
that hold something, so that a version-control system shows small differences.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zopa.case.carriers.decoding import decode
from zopa.case.carriers.raw import (
    XLSX_SUFFIXES,
    YAML_SUFFIXES,
    RawCase,
    RawRow,
    RawTable,
    has_no_header,
    in_dictionary_order,
    meant_table,
    missing_header,
    unknown_table,
)
from zopa.case.case import Case
from zopa.case.cells import clean
from zopa.case.rows import Row, columns
from zopa.case.tables import TABLES
from zopa.errors import Place, Problem, StorageError
from zopa.files import (
    is_same,
    kind_of,
    read_bytes,
    reason,
    refuse_missing_folder,
    refuse_to_write,
    shown,
    status_of,
    write_whole,
)

UNCHECKED = "The cells of the row were not checked."
DELIMITERS = (",", ";", "\t")
SHORT = 20  # characters of a cell that may well stand in other rows, too: an id, a date, a choice
# A first line as Excel writes and reads it; no table has a column of that name.
_TOLD_DELIMITER = re.compile(r'"?sep=([,;|\t])"?[ ,;\t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


def read_folder(path: Path) -> tuple[RawCase, list[Problem]]:
    """Read every table file of a folder; other files and folders in it are left alone."""
    problems: list[Problem] = []
    tables: list[RawTable] = []
    unreadable: set[str] = set()
    for file in _table_files(path):
        if file.stem not in TABLES:
            problems.append(unknown_table("folder", file.stem, file.name))
            unreadable |= meant_table(file.stem)
            continue
        table, found = _read_file(file)
        problems.extend(found)
        if table is None:
            unreadable.add(file.stem)
        else:
            tables.append(table)
    if not (tables or problems):
        problems.append(
            Problem(Place(file=str(path)), "the folder holds no table.", _other_case(path))
        )
        unreadable |= set(TABLES)
    made = in_dictionary_order(tables)
    return RawCase(made, str(path), frozenset(unreadable), "folder"), problems


def _other_case(path: Path) -> str:
    """Offer the case that a folder without tables holds."""
    found = [
        f"'{shown(entry)}'"
        for entry in _entries(path)
        if not entry.name.startswith((".", "~")) and _is_case(entry)
    ]
    if not found:
        return "A case is a folder with files such as case.csv, parties.csv and issues.csv."
    more = f" or one of {len(found) - 3} more" if len(found) > 3 else ""
    return f"Did you mean {' or '.join(found[:3])}{more}?"


def _is_case(path: Path) -> bool:
    """Whether a path looks like a case: a workbook, a YAML file, or a folder with tables."""
    if path.suffix.casefold() in (*XLSX_SUFFIXES, *YAML_SUFFIXES):
        return True
    return any((path / f"{table}.csv").is_file() for table in ("case", "parties", "issues"))


def _table_files(path: Path) -> list[Path]:
    """List the CSV files of a folder, without those that editors hide or lock."""
    return [
        entry
        for entry in _entries(path)
        if entry.suffix.casefold() == ".csv" and not entry.name.startswith((".", "~"))
    ]


def _entries(path: Path) -> list[Path]:
    """List what a folder holds, in the order of names."""
    try:
        return sorted(path.iterdir())
    except OSError as error:
        raise StorageError(f"'{shown(path)}' cannot be read: {reason(error)}.") from error


def _read_file(file: Path) -> tuple[RawTable | None, list[Problem]]:
    """Read one table file."""
    if not file.is_file():
        remedy = "Put a CSV file in its place, or give the folder another name."
        return None, [Problem(Place(file=file.name), "this is not a file.", remedy)]
    text = decode(read_bytes(file), file.name)
    if isinstance(text, Problem):
        return None, [text]
    return read_table(file.stem, text, file.name)


def read_table(name: str, text: str, file: str) -> tuple[RawTable | None, list[Problem]]:
    """Read the text of one table file."""
    told = _TOLD_DELIMITER.match(text)
    if told:  # Excel shows no such line either: the header is row 1 all the same
        delimiter, text = told.group(1), text[told.end() :]
    else:
        delimiter = find_delimiter(text, {entry.name for entry in columns(TABLES[name])})
    if delimiter == "\t":
        message = "the cells are separated by tabs."
        return None, [Problem(Place(file=file), message, "Save the file as CSV, with commas.")]
    reading = _Reading(name, file, "semicolon" if delimiter == ";" else "comma", is_clean(text))
    records = _records(without_space_after_quotes(text, delimiter), delimiter, reading)
    header = next(records, None)
    if header is None:
        if not reading.problems:
            remedy = "Write the column names in its first row, or delete the file."
            reading.problems.append(Problem(Place(file=file), "the file is empty.", remedy))
        return None, reading.problems
    if has_no_header(name, header[1]):
        reading.tell(*missing_header(name), header[0])
        return None, reading.problems
    names = reading.header(*header)
    for number, cells in records:
        reading.row(names, number, cells)
    if reading.is_cut_off:
        return None, reading.problems
    named = tuple(column for column in names if column)
    table = RawTable(name, named, tuple(reading.rows), file, tuple(reading.broken))
    return table, reading.problems


def is_clean(text: str) -> bool:
    """Whether no part of a text changes when it is cleaned, but for the spaces around it."""
    return "\r" not in text and unicodedata.is_normalized("NFC", text)


def find_delimiter(text: str, known: set[str]) -> str:
    """Return the delimiter under which the header has the most names that are known."""
    found = re.search(r"\S[^\r\n]*", text)  # the first line that is not blank
    header = found.group().rstrip() if found else ""

    def recognised(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([header], delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            return 0, 0
        return sum(cell.strip() in known for cell in cells), len(cells)

    return max(DELIMITERS, key=recognised)


def without_space_after_quotes(text: str, delimiter: str) -> str:
    """Return CSV text without the spaces between a closing quotation mark and what follows.

    The strict parser, which finds unbalanced quotation marks, does not allow them.
    """
    end = rf"(?=[{delimiter}\r\n]|\Z)"
    if not re.search(rf'"[ \t]+{end}', text):
        return text
    quoted = r' *"[^"]*(?:""[^"]*)*"'
    # Cell by cell, so that a quotation mark within a cell is never taken for its end.
    cell = rf"({quoted})[ \t]+{end}|{quoted}|[^{delimiter}\r\n]+|[{delimiter}\r\n]"
    return re.sub(cell, lambda found: found.group(1) or found.group(), text)


@dataclass
class _Reading:
    """What has been read of one table so far."""

    name: str
    file: str
    separator: str  # what stands between two cells
    is_clean: bool = False  # so that a cell loses the spaces around it, and nothing else changes
    seen: dict[str, str] = field(default_factory=dict)  # short cells, to keep each text once
    rows: list[RawRow] = field(default_factory=list)
    broken: list[RawRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stray_told: bool = False
    is_cut_off: bool = False  # the rows after a trouble with quotation marks are not known

    def tell(self, message: str, remedy: str, number: int, column: str = "") -> None:
        """Note a problem of a row."""
        place = Place(self.name, number, column, file=self.file)
        self.problems.append(Problem(place, message, remedy, check="files_are_readable"))

    def header(self, number: int, cells: list[str]) -> list[str | None]:
        """Return the column names: empty where there is none, ``None`` for one seen before."""
        names: list[str | None] = []
        for cell in cells:
            column = clean(cell)
            twice = bool(column) and column in names
            if twice:
                self.tell(f"column '{column}' stands twice.", "Keep one.", number, column)
            names.append(None if twice else column)
        return names

    def row(self, names: list[str | None], number: int, cells: list[str]) -> None:
        """Read a row; one that does not fit the header is kept aside for its id."""
        texts = [cell.strip() for cell in cells] if self.is_clean else [*map(clean, cells)]
        once = self.seen.setdefault
        filled = {
            name: once(text, text) if len(text) <= SHORT else text
            for name, text in zip(names, texts, strict=False)
            if text and name
        }
        if len(cells) < len(names) or any(texts[len(names) :]):
            self.broken.append(RawRow(filled, number))
            self._tell_width(len(names), len(cells), number)
            return
        stray = "" in names and "".join(
            text for name, text in zip(names, texts, strict=False) if name == ""
        )
        if stray and not self.stray_told:
            self.stray_told = True  # one problem for the column, not one for each cell
            message = f"the cell '{stray[:40]}' stands under no column name."
            self.tell(message, "Name the column in the header, or clear the cell.", number)
        self.rows.append(RawRow(filled, number))

    def _tell_width(self, expected: int, found: int, number: int) -> None:
        """Say that a row does not fit the header."""
        remedy = (
            f"A text that holds a {self.separator} needs quotation marks around it."
            if found > expected
            else f"Write a {self.separator} for each cell that is empty, too."
        )
        message = f"the row has {_cells(found)}, the header has {_cells(expected)}."
        self.tell(message, f"{remedy} {UNCHECKED}", number)


def _cells(number: int) -> str:
    return f"{number} cell" if number == 1 else f"{number} cells"


def _records(text: str, delimiter: str, reading: _Reading) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with its number as a spreadsheet counts."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True
    )
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            reading.tell(*_quoting_trouble(str(error)), number)
            reading.is_cut_off = True
            return
        if cells is None:
            return
        if "".join(cells).strip():
            yield number, cells


def _quoting_trouble(error: str) -> tuple[str, str]:
    """Put an error of the CSV parser into words."""
    doubled = "Put the whole cell in quotation marks, and write each one inside it twice."
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed.", f"Close it. {doubled}"
    if "expected after" in error:
        return "a cell goes on after its closing quotation mark.", doubled
    if "field limit" in error:
        return "a cell is longer than 131,072 characters.", "Is a quotation mark not closed?"
    return f"the row cannot be read ({error}).", doubled


# Writing ------------------------------------------------------------------------------


def write_folder(case: Case, path: Path, *, force: bool = False, source: Path | str = "") -> None:
    """Write a case as a folder of CSV files, one for each table that has rows.

    With ``force``, files of tables that the case no longer has are removed; files that are
    not tables are never touched.  Raises :class:`StorageError` where the folder holds
    something already, unless ``force`` is given, and where it is the case that was read.
    """
    refuse_missing_folder(path)
    is_new = _refuse_folder(path, force, source)
    texts = {
        path / f"{name}.csv": table_text(case.rows(name)) for name in TABLES if case.rows(name)
    }
    try:
        path.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        raise StorageError(f"'{shown(path)}' cannot be written: {reason(error)}.") from error
    try:
        for file in texts:
            refuse_to_write(file, force=True, source=source)
        write_whole(texts)
    except BaseException:
        if is_new:
            path.rmdir()
        raise
    for file in _table_files(path):
        if file.stem in TABLES and file not in texts and file.is_file():
            file.unlink()


def _refuse_folder(path: Path, force: bool, source: Path | str) -> bool:
    """Refuse a folder whose tables may not be replaced; return whether there is none yet."""
    status = status_of(path)
    if status is None:
        if path.is_symlink():
            message = f"'{shown(path)}' is a link that leads nowhere."
            raise StorageError(message, "Remove it, or give another name.")
        return True
    kind = kind_of(status) or "a file"
    if kind != "a folder":
        raise StorageError(f"'{shown(path)}' is {kind}.", "Give the name of a folder.")
    if source and is_same(path, Path(source)):
        remedy = "Choose another place: what was read is never replaced, even with --force."
        raise StorageError(f"'{shown(path)}' is the case itself.", remedy)
    if not force and any(_entries(path)):
        message = f"The folder '{shown(path)}' is not empty."
        raise StorageError(message, "Use --force to replace the tables in it.")
    return False


def table_text(rows: tuple[Row, ...]) -> str:
    """Return the CSV text of the rows of one table, with the columns that hold something."""
    model = type(rows[0])
    used = {name for row in rows for name in row.written_cells()}
    names = [entry.name for entry in columns(model) if entry.name in used]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        cells = row.cells()
        writer.writerow([cells.get(name, "") for name in names])
    return text.getvalue()
