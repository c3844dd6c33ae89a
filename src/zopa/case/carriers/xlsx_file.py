"""The workbook carrier: one sheet for each table, as analysts keep them.

Read: text, numbers and dates as typed, whatever their format; rows in any sheet order; help
rows above the header; hidden rows and columns, and comments, with a warning.  Refused with
sheet and cell: merged cells, formulas, errors such as ``#N/A``, times of day, hidden sheets,
and dates in a column that holds none or truth values, since there a spreadsheet has changed what
was typed.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zopa.case.carriers.raw import (
    RawCase,
    RawRow,
    RawTable,
    has_no_header,
    in_dictionary_order,
    meant_table,
    missing_header,
    unknown_table,
)
from zopa.case.carriers.sheets import REMARK, address, letters
from zopa.case.carriers.xlsx_look import FORMULA, Look
from zopa.case.cells import DATE, RULE, Kind, clean
from zopa.case.rows import columns
from zopa.case.tables import TABLES
from zopa.errors import Place, Problem, Severity
from zopa.files import read_bytes

MOST_BYTES = 1 << 30  # of all parts, unpacked
HELP_ROWS = 10  # rows among which the header is looked for
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
# A part that only the files of another program have -> what such a file is.
OTHER_PROGRAMS = {
    "word/document.xml": "a Word file",
    "ppt/presentation.xml": "a PowerPoint file",
    "content.xml": "a file of LibreOffice",
}
AS_TEXT = "Format the cell as text and type it again."
NOTHING: frozenset[str] = frozenset()
TYPE_IT = "Type the value itself (in a spreadsheet: copy, then paste as values)."
PLAIN_RULE = "A rule has no = at its beginning: leave it out, or type the rule itself."

Cells = Sequence[Sequence[Any]]


def read_xlsx(path: Path) -> tuple[RawCase, list[Problem]]:
    """Read every table of a workbook."""
    data = read_bytes(path)
    nothing = RawCase({}, str(path), frozenset(TABLES))
    refusal = _why_not(data)
    if refusal:
        return nothing, [Problem(Place(file=path.name), *refusal, check="files_are_readable")]
    # Put off: a folder of CSV files needs neither.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    problems: list[Problem] = []
    tables: list[RawTable] = []
    unreadable: set[str] = set()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        look = Look(data)
        for sheet in book.sheets_metadata:
            name = sheet.name
            if name.startswith(REMARK):
                continue
            if name not in TABLES:
                problems.append(unknown_table("workbook", name, f"{path.name}, sheet {name}"))
                unreadable |= meant_table(name)
                continue
            reading = _Reading(name, path.name, look)
            if sheet.typ != SheetTypeEnum.WorkSheet:
                reading.tell("the sheet holds no cells.", "Put a sheet of cells in its place.")
            elif sheet.visible != SheetVisibleEnum.Visible:
                reading.tell("the sheet is hidden.", "Show it, or delete it if it is not meant.")
            else:
                found = book.get_sheet_by_name(name)
                cells = found.to_python(skip_empty_area=False)
                table = reading.table(cells, found.merged_cell_ranges or ())
                tables += [table] if table is not None else []
            problems.extend(reading.problems)
            if not tables or tables[-1].name != name:
                unreadable.add(name)
    except (CalamineError, zipfile.BadZipFile) as error:
        message = f"the workbook cannot be read ({error})."
        remedy = "Open it in a spreadsheet and save it again as .xlsx."
        return nothing, [
            Problem(Place(file=path.name), message, remedy, check="files_are_readable")
        ]
    if not (tables or problems):
        remedy = "A case has sheets such as case, parties and issues; 'zopa new' makes them."
        problems.append(Problem(Place(file=path.name), "the workbook holds no table.", remedy))
        unreadable |= set(TABLES)
    made = in_dictionary_order(tables)
    return RawCase(made, str(path), frozenset(unreadable), "workbook"), problems


def _why_not(data: bytes) -> tuple[str, str] | None:
    """Say why a file is not a workbook that can be read, if it is not one."""
    if data.startswith(OLD_WORKBOOK):
        message = "this is a workbook of the old kind (.xls), or one with a password."
        return message, "Save it as .xlsx, without a password."
    if not data:
        return "the file is empty.", "Name a workbook, saved as .xlsx."
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return "this is not a workbook, whatever its name says.", "Save it as .xlsx."
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
        size = sum(part.file_size for part in parts.infolist())
    for part, what in OTHER_PROGRAMS.items():
        if part in names:
            return f"this is {what}, whatever its name says.", "Name a workbook, saved as .xlsx."
    if "[Content_Types].xml" not in names:
        return "this is an archive and not a workbook.", "Save it as .xlsx."
    if size > MOST_BYTES:
        message = f"the workbook unpacks to {size / 2**20:,.0f} MB (the limit is 1,024 MB)."
        return message, "Keep the case in a folder of CSV files."
    return None


@dataclass
class _Reading:
    """What has been read of one sheet so far."""

    name: str
    file: str
    look: Look
    problems: list[Problem] = field(default_factory=list)
    header_row: int = 0  # from 0
    names: list[str] = field(default_factory=list)  # by column; empty where there is none

    def tell(
        self,
        message: str,
        remedy: str,
        cell: str = "",
        column: str = "",
        severity: Severity = "error",
    ) -> None:
        """Note a problem of the sheet or of one of its cells."""
        place = Place(self.name, None, column, file=self.file, cell=cell)
        self.problems.append(Problem(place, message, remedy, severity, "files_are_readable"))

    def table(self, cells: Cells, merged: Sequence[Any]) -> RawTable | None:
        """Read the cells of the sheet; ``None`` where no row names its columns."""
        known = [entry.name for entry in columns(TABLES[self.name])]
        self.header_row = _find_header(cells, set(known))
        header = cells[self.header_row] if cells else ()
        titles = [clean(str(value)) for value in header]
        if any(titles) and has_no_header(self.name, titles):
            self.tell(*missing_header(self.name))
            return None
        self.names = self._header(header)
        named = {name: letters(index) for index, name in enumerate(self.names) if name}
        refused = self._merged(merged)
        odd = self.look.odd_cells(self.name)
        self._warn()
        dates = self._columns_of(DATE)
        if self.name == "case":
            dates.add("value")  # where as_of stands
        rows: list[RawRow] = []
        broken: list[RawRow] = []
        quick = {} if odd else _plain_rows(self.names, cells, self.header_row + 1)
        for index in range(self.header_row + 1, len(cells)):
            texts, unread = quick.get(index), NOTHING
            if texts is None:
                texts, unread = self._row(index, cells[index], odd, dates)
            if index in refused or "" in unread:
                broken.append(RawRow(texts, index + 1))
            elif texts or unread:
                rows.append(RawRow(texts, index + 1, unread=unread))
        return RawTable(
            self.name,
            tuple(name for name in self.names if name),
            tuple(rows),
            self.file,
            tuple(broken),
            named,
            self.header_row + 1,
        )

    def _row(
        self, index: int, cells: Sequence[Any], odd: dict[tuple[int, int], str], dates: set[str]
    ) -> tuple[dict[str, str], frozenset[str]]:
        """Read a row cell by cell; also name the columns of which the cell was refused."""
        texts: dict[str, str] = {}
        unread: set[str] = set()
        for column, value in enumerate(cells):
            name = self.names[column] if column < len(self.names) else ""
            if (index, column) in odd:
                self._odd(index, column, odd[index, column])
                unread.add(name)
            elif value != "":
                text = (
                    clean(value)
                    if isinstance(value, str)
                    else self._text(index, column, value, name in dates)
                )
                if text is None:
                    unread.add(name)
                elif text and not name:
                    self._stray(index, column, text)
                elif text:
                    texts[name] = text
        return texts, frozenset(unread)

    def _header(self, cells: Sequence[Any]) -> list[str]:
        """Return the column names by column."""
        names: list[str] = []
        for column, value in enumerate(cells):
            name = clean(str(value))
            if name and name in names:
                cell = address(self.header_row, column)
                self.tell(f"column '{name}' stands twice.", "Keep one.", cell, name)
                name = ""
            names.append(name)
        return names

    def _merged(self, ranges: Sequence[Any]) -> set[int]:
        """Refuse merged cells below the header; return the rows that they touch."""
        rows: set[int] = set()
        for (top, left), (bottom, right) in ranges:
            if bottom >= self.header_row:
                span = f"{address(top, left)}:{address(bottom, right)}"
                message = f"the cells {span} are merged."
                self.tell(
                    message,
                    "Unmerge them and fill each; their rows were not checked.",
                    address(top, left),
                )
                rows.update(range(max(top, self.header_row + 1), bottom + 1))
        return rows

    def _warn(self) -> None:
        """Warn of what is read although it is not seen, and of what is seen and not read."""
        rows, hidden = self.look.hidden(self.name)
        rows = [number for number in rows if number > self.header_row + 1]
        if rows:
            self.tell(
                f"{_runs(rows)} hidden; what stands there counts.",
                "Show the rows, or delete them if they are not meant.",
                severity="warning",
            )
        if hidden:
            self.tell(
                f"{_columns(hidden)} hidden; what stands there counts.",
                "Show what is hidden, or delete it if it is not meant.",
                severity="warning",
            )
        comments = self.look.comments(self.name)
        if comments:
            told = ", ".join(comments[:10]) + (" and more" if len(comments) > 10 else "")
            self.tell(
                f"comments are not part of a case and are not read: {told}.",
                "Put what matters in the column note.",
                severity="warning",
            )

    def _odd(self, row: int, column: int, what: str) -> None:
        """Refuse a formula or an error."""
        name = self.names[column] if column < len(self.names) else ""
        may_be_rule = what == FORMULA and name in self._columns_of(RULE)
        remedy = PLAIN_RULE if may_be_rule else TYPE_IT
        self.tell(f"the cell holds {what}.", remedy, address(row, column), name)

    def _columns_of(self, kind: Kind) -> set[str]:
        return {entry.name for entry in columns(TABLES[self.name]) if entry.kind is kind}

    def _stray(self, row: int, column: int, text: str) -> None:
        """Tell a text that stands under no column name, once for each column."""
        while len(self.names) <= column:
            self.names.append("")
        cell = address(row, column)
        letter = letters(column)
        if not any(p.place.cell.rstrip("0123456789") == letter for p in self.problems):
            message = f"'{text[:40]}' stands under no column name."
            self.tell(message, "Name the column in the header, or clear the cell.", cell)

    def _text(self, row: int, column: int, value: Any, is_date: bool) -> str | None:
        """Return the text of a cell that holds a number, a date or a truth value."""
        name = self.names[column] if column < len(self.names) else ""
        cell = address(row, column)
        if isinstance(value, bool):
            text = "TRUE" if value else "FALSE"
            message = f"the spreadsheet has made the truth value {text} of the cell."
            self.tell(message, AS_TEXT, cell, name)
            return None
        if isinstance(value, int | float):
            return number_text(value)
        if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
            self.tell("the cell holds a time of day.", "Write a day, as 2025-02-14.", cell, name)
            return None
        day, month = self.look.shows_day(self.name, row, column)
        text = value.isoformat() if day else value.strftime("%Y-%m" if month else "%Y")
        if not is_date:
            message = f"the spreadsheet has made a date of the cell ({text})."
            self.tell(message, AS_TEXT, cell, name)
            return None
        return text


def _plain_rows(names: Sequence[str], cells: Cells, first: int) -> dict[int, dict[str, str]]:
    """Read the rows that hold nothing but texts under names, as nearly all do, by their index.

    Columns are read one after the other, since a column repeats its texts and is often empty.
    """
    if len(cells) <= first:
        return {}
    kept_names: list[str] = []
    kept: list[list[str]] = []
    special: set[int] = set()  # rows that must be read cell by cell
    for name, column in zip(names, zip(*cells[first:], strict=True), strict=True):
        if column.count("") == len(column):
            continue
        clean_form = {value: clean(value) for value in set(column) if type(value) is str}
        texts = [clean_form.get(value, "") for value in column]
        if not name:
            special.update(row for row, value in enumerate(column, first) if value != "")
        elif any(type(value) is not str for value in set(column)):
            special.update(row for row, value in enumerate(column, first) if type(value) is not str)
        kept_names.append(name)
        kept.append(texts)
    return {
        row: {name: text for name, text in zip(kept_names, texts, strict=True) if text}
        for row, texts in enumerate(zip(*kept, strict=True), first)
        if row not in special
    }


def _find_header(cells: Cells, known: set[str]) -> int:
    """Return the row, from 0, with the most names of columns; the first with any cell if none."""
    best, most = 0, 0
    first = None
    for index, row in enumerate(cells[:HELP_ROWS]):
        texts = {clean(str(value)) for value in row if value != ""}
        if texts and first is None:
            first = index
        if len(texts & known) > most:
            best, most = index, len(texts & known)
    return best if most else first or 0


def number_text(value: float) -> str:
    """Return a number as a spreadsheet shows it: with 15 digits at most.

    >>> number_text(2.0), number_text(0.1 + 0.2), number_text(-0.0)
    ('2', '0.3', '0')
    """
    text = f"{value + 0.0:.15g}"
    return "0" if text == "-0" else text


def _runs(rows: Sequence[int]) -> str:
    """Say rows in words, neighbours together: row 4 is, rows 4-9 and 12 are."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    told = [str(low) if low == high else f"{low}-{high}" for low, high in runs]
    if len(rows) == 1:
        return f"row {told[0]} is"
    return f"rows {', '.join(told[:10])}{' and more' if len(told) > 10 else ''} are"


def _columns(letters_of: Sequence[str]) -> str:
    """Say columns in words: column C is, columns C, D are."""
    names = ", ".join(letters_of)
    return f"column {names} is" if len(letters_of) == 1 else f"columns {names} are"
