"""Writing a case as a workbook that a person can fill in.

Every table of the data dictionary has its sheet, in reading order, with what it holds in row
1, what each column holds in row 2, and the column names in row 3, which stay in sight.
Closed lists and ids of other sheets are offered as drop-downs.  Every cell is text: nothing
is written as a formula, a number or a date, so a spreadsheet changes nothing.  The same case
gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import re
import textwrap
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zopa.case.carriers.sheets import (
    LONGEST_TEXT,
    MOST_ROWS,
    REMARK,
    address,
    escape,
    letters,
)
from zopa.case.case import Case
from zopa.case.cells import DATE, ID, IDS, RULE, TEXT
from zopa.case.rows import Column, Row, columns
from zopa.case.tables import TABLES
from zopa.errors import StorageError
from zopa.files import refuse_to_write, write_whole

READ_ME = f"{REMARK}read me"
LISTS = f"{REMARK}lists"
HEADER = 3  # the row of the column names
SPARE_ROWS = 500  # rows beyond the last one for which drop-downs are made
HELP_LETTERS = 1.05  # letters of help that fit where one of the usual size would, to be safe
HELP_LINE = 12.5  # the height of a line of help, in points
NEEDED = ("case", "parties", "issues", "values", "controls")

# What is told beside the cell of each key of ``case`` when a person goes there.
SETTINGS = {
    "title": "What the case is called, as it heads the brief.",
    "as_of": "The day that the case speaks of, as 2025-02-14. What was said later is left out.",
    "summary": "Two or three sentences for a reader who knows nothing of the matter.",
    "language": "The language that the case is written in, as en or fr.",
    "handling": "Who may read it. It stands on each page of the brief.",
    "naming": "The scheme of names that the case follows, such as un or descriptive.",
    "reviewer": "Who has gone over the coding; 'not yet reviewed' until somebody has.",
    "schema": "The version of these tables. Leave it as it is.",
}

_INK, _PAPER, _QUIET, _RULE = "1F2933", "FFFFFF", "5B6770", "C9D1D6"
_REQUIRED, _OPTIONAL = "24496B", "5B7F99"
_WIDTHS = {ID: 18, IDS: 24, DATE: 18, RULE: 44}
_EPOCH = datetime.datetime(2000, 1, 1)
_RISKY = ("=", "+", "-", "@")


def write_xlsx(case: Case, path: Path, *, force: bool = False, source: Path | str = "") -> None:
    """Write a case as one workbook; refuses to replace one unless ``force`` is given."""
    refuse_to_write(path, force=force, source=source)
    write_whole({path: workbook(case)})


def workbook(case: Case) -> bytes:
    """Return the bytes of the workbook of a case."""
    from openpyxl import Workbook  # put off: it takes as long to import as all of zopa

    book = Workbook()
    styles = _Styles()
    first = book.active
    first.title = READ_ME
    _read_me(first, case, styles)
    lists = _Lists()
    for number, name in enumerate(TABLES, start=1):
        _sheet(book.create_sheet(name), name, number, case, lists, styles)
    lists.write(book.create_sheet(LISTS), styles)
    book.properties.creator = "zopa"
    book.properties.created = _EPOCH
    packed = io.BytesIO()
    book.save(packed)
    return _with_fixed_dates(packed.getvalue())


class _Styles:
    """The few looks that cells have, each made once."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self.title = Font(name="Calibri", size=16, bold=True, color=_INK)
        self.strong = Font(name="Calibri", size=11, bold=True, color=_INK)
        self.plain = Font(name="Calibri", size=11, color=_INK)
        self.help = Font(name="Calibri", size=9, italic=True, color=_QUIET)
        self.link = Font(name="Calibri", size=11, underline="single", color=_REQUIRED)
        self.header = Font(name="Calibri", size=11, bold=True, color=_PAPER)
        self.required = PatternFill("solid", fgColor=_REQUIRED)
        self.optional = PatternFill("solid", fgColor=_OPTIONAL)
        self.wrapped = Alignment(wrap_text=True, vertical="top")
        self.line = Border(bottom=Side(style="thin", color=_RULE))


def _put(cell: Any, text: str, font: Any = None, fill: Any = None, align: Any = None) -> None:
    """Write a text that stays text."""
    cell.value = escape(text)
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(_RISKY):
        cell.quotePrefix = True
    for name, look in (("font", font), ("fill", fill), ("alignment", align)):
        if look is not None:
            setattr(cell, name, look)


def _read_me(sheet: Any, case: Case, styles: _Styles) -> None:
    """Say what the workbook is, and in which order to fill its sheets."""
    _put(sheet["A1"], case.title or "A new case", styles.title)
    told = (
        "This workbook is a case for zopa: one sheet for each table, in reading order.",
        "On each sheet, row 1 says what it holds, row 2 what each column holds, and row 3 names "
        "the columns. Begin below row 3. Dark column names must be filled in every row.",
        "Write dates as 2025-02-14, 2025-02 or 2025, several ids as A;B, numbers with a point.",
        "Do not merge cells and do not write formulas. A sheet whose name begins with _ is not "
        "read; rename a sheet so to keep notes.",
        "When a few sheets are filled: zopa check FILE names the cell of everything that is "
        "missing, and zopa brief FILE -o brief.html writes the brief.",
    )
    for row, text in enumerate(told, start=3):
        _put(sheet.cell(row, 1), text, styles.plain, align=styles.wrapped)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        sheet.row_dimensions[row].height = 32
    top = len(told) + 4
    for column, text in enumerate(("Sheet", "What it holds", "Rows", "Needed"), start=1):
        _put(sheet.cell(top, column), text, styles.header, styles.required)
    for number, (name, model) in enumerate(TABLES.items(), start=1):
        row = top + number
        _put(sheet.cell(row, 1), name, styles.link)
        sheet.cell(row, 1).hyperlink = f"#'{name}'!A{HEADER + 1}"
        _put(sheet.cell(row, 2), model.table_meaning, styles.plain, align=styles.wrapped)
        _put(sheet.cell(row, 3), str(len(case.rows(name)) or ""), styles.plain)
        _put(sheet.cell(row, 4), "yes" if name in NEEDED else "", styles.plain)
        for column in range(1, 5):
            sheet.cell(row, column).border = styles.line
    for letter, width in zip("ABCD", (24, 84, 8, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False


def _sheet(sheet: Any, name: str, number: int, case: Case, lists: _Lists, styles: _Styles) -> None:
    """Write one table."""
    model = TABLES[name]
    entries = columns(model)
    rows = case.rows(name)
    if HEADER + len(rows) > MOST_ROWS:
        message = f"Table {name} has {len(rows):,} rows; a sheet holds {MOST_ROWS - HEADER:,}."
        raise StorageError(message, "Write the case as a folder of CSV files.")
    _put(sheet.cell(1, 1), f"Sheet {number} of {len(TABLES)}: {model.table_meaning}", styles.strong)
    tallest = 1
    for index, entry in enumerate(entries):
        told = help_text(entry)
        _put(sheet.cell(2, index + 1), told, styles.help, align=styles.wrapped)
        fill = styles.required if entry.required else styles.optional
        _put(sheet.cell(HEADER, index + 1), entry.name, styles.header, fill)
        width = _WIDTHS.get(entry.kind, 18)
        if entry.kind is TEXT and entry.name in ("name", "office", "coder", "key"):
            width = 22
        elif entry.kind is TEXT:
            width = 40
        width = max(width, len(entry.name) + 3)  # the drop-down's arrow stands beside the name
        sheet.column_dimensions[letters(index)].width = width
        tallest = max(tallest, len(textwrap.wrap(told, int(width * HELP_LETTERS))))
    sheet.row_dimensions[2].height = tallest * HELP_LINE + 4
    sheet.freeze_panes = address(HEADER, 1)
    for row, written in enumerate(rows, start=HEADER + 1):
        _write_row(sheet, row, name, written, entries, styles)
    if name == "case":
        _settings(sheet, case, entries, styles)
    last = min(HEADER + len(rows) + SPARE_ROWS, MOST_ROWS)
    for index, entry in enumerate(entries):
        _offer(sheet, name, entry, letters(index), last, lists)


def _settings(sheet: Any, case: Case, entries: Sequence[Column], styles: _Styles) -> None:
    """Offer a row for each key of ``case`` that has none yet, and say of each what it is for."""
    from openpyxl.worksheet.datavalidation import DataValidation

    waiting = [key for key in entries[0].choices if key not in case.settings]
    first = HEADER + len(case.about) + 1
    for row, key in enumerate(waiting, start=first):
        _put(sheet.cell(row, 1), key, styles.plain)
        _put(sheet.cell(row, 2), "", styles.plain, align=styles.wrapped)
    keys = [*(row.key for row in case.about), *waiting]
    for row, key in enumerate(keys, start=HEADER + 1):
        prompt = DataValidation(allow_blank=True)
        prompt.showInputMessage = True
        prompt.promptTitle, prompt.prompt = key, SETTINGS[key]
        prompt.add(f"B{row}")
        sheet.add_data_validation(prompt)


def _write_row(
    sheet: Any, number: int, name: str, row: Row, entries: Sequence[Column], styles: _Styles
) -> None:
    cells = row.cells()
    for index, entry in enumerate(entries):
        text = cells.get(entry.name)
        if text is None:
            continue
        if len(escape(text)) > LONGEST_TEXT:
            raise StorageError(
                f"Table {name}, row {row.address}, column {entry.name}: the text has "
                f"{len(text):,} characters; a cell of a workbook holds {LONGEST_TEXT:,}.",
                "Write the case as a folder of CSV files.",
            )
        _put(sheet.cell(number, index + 1), text, styles.plain, align=styles.wrapped)


def help_text(entry: Column) -> str:
    """Say what a column holds and how it is written."""
    how = entry.kind.how if not entry.choices else "choose from the list"
    if entry.refers and entry.kind is ID:
        how = f"an id of the sheet {entry.refers}"
    elif entry.refers:
        how = f"ids of the sheet {entry.refers}, separated by ;"
    unit = f", in {entry.unit}" if entry.unit else ""
    usual = ""
    if isinstance(entry.default, str):
        usual = f" If empty: {entry.default}."
    need = "" if entry.required else " May be empty."
    return f"{_capital(entry.meaning)}{unit}. {_capital(how)}.{usual or need}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Lists:
    """The closed lists, each in a column of a sheet of its own."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, ...], str] = {}

    def range_of(self, choices: tuple[str, ...]) -> str:
        """Return the cells where a list stands."""
        if choices not in self.places:
            letter = letters(len(self.places))
            self.places[choices] = f"'{LISTS}'!${letter}$2:${letter}${len(choices) + 1}"
        return self.places[choices]

    def write(self, sheet: Any, styles: _Styles) -> None:
        """Write every list that was asked for."""
        _put(sheet.cell(1, 1), "The choices that the drop-downs offer.", styles.help)
        for column, choices in enumerate(self.places, start=1):
            for row, choice in enumerate(choices, start=2):
                _put(sheet.cell(row, column), choice, styles.plain)


def _offer(sheet: Any, name: str, entry: Column, letter: str, last: int, lists: _Lists) -> None:
    """Offer the choices of a column, or the ids that it may name."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if entry.choices:
        source, style = lists.range_of(entry.choices), "stop"
    elif entry.kind is ID and entry.refers and entry.refers != name and entry.refers != "values":
        keys = [column.name for column in columns(TABLES[entry.refers])]
        ids = letters(keys.index("id"))
        source, style = f"'{entry.refers}'!${ids}${HEADER + 1}:${ids}$2000", "warning"
    else:
        return
    offered = DataValidation("list", source, allow_blank=True)
    offered.errorStyle = style
    offered.showErrorMessage = True
    offered.errorTitle = entry.name
    offered.error = _within(
        f"One of: {', '.join(entry.choices)}."
        if entry.choices
        else f"The sheet {entry.refers} has no such id yet.",
        225,
    )
    offered.add(f"{letter}{HEADER + 1}:{letter}{last}")
    sheet.add_data_validation(offered)


def _within(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _with_fixed_dates(data: bytes) -> bytes:
    """Return a workbook without the time at which it was made."""
    day = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as parts,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in parts.namelist():
            part = parts.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + day, part)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            fixed.writestr(entry, part)
    return packed.getvalue()
