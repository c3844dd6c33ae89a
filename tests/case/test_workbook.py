"""The workbook: loss-free for every valid case, and every slip named by sheet and cell."""

from __future__ import annotations

import datetime
import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from tests.strategies import ODD_TEXTS, cases, valid_case
from zopa.case.build import Loaded, read_case
from zopa.case.carriers import write_case
from zopa.case.carriers.sheets import LONGEST_TEXT, letters
from zopa.case.carriers.xlsx_file import number_text
from zopa.case.carriers.xlsx_text import HEADER, READ_ME, workbook
from zopa.case.case import Case
from zopa.case.cells import clean, forbidden_character
from zopa.case.rows import columns
from zopa.case.tables import TABLES
from zopa.errors import StorageError

ROOT = Path(__file__).parents[2]
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SMALL = {
    "case": [{"key": "as_of", "value": "2025-02-14"}],
    "sources": [{"id": "S1", "title": "A paper", "published": "2025-02-13"}],
    "parties": [{"id": "A", "name": "Arda"}, {"id": "B", "name": "Belmar"}],
    "issues": [{"id": "CF", "half_life": "30"}],
    "values": [{"issue": "CF", "id": "0"}, {"issue": "CF", "id": "1"}],
    "controls": [{"issue": "CF", "movers": "A"}],
    "red_lines": [{"id": "R1", "parties": "A", "rule": "CF = 1"}],
}
Change = Callable[[Any], None]


def read_back(data: bytes) -> Loaded:
    """Read the bytes of a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.xlsx"
        path.write_bytes(data)
        return read_case(path)


def changed(change: Change, rows: dict[str, Any] = SMALL) -> Loaded:
    """Open the workbook of a case as a spreadsheet does, change it, and read it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(valid_case(rows))))
    change(book)
    packed = io.BytesIO()
    book.save(packed)
    return read_back(packed.getvalue())


def column(table: str, name: str) -> int:
    """Return the number of a column on its sheet, counted from 1."""
    return [entry.name for entry in columns(TABLES[table])].index(name) + 1


def cell(book: Any, table: str, row: int, name: str) -> Any:
    """Return a cell by the number of its data row, counted from 1, and its column."""
    return book[table].cell(HEADER + row, column(table, name))


def told(loaded: Loaded, severity: str = "error") -> list[str]:
    """Return the problems of one severity, without the file's name."""
    return [str(p).removeprefix("case.xlsx, ") for p in loaded.problems if p.severity == severity]


# Nothing is lost ------------------------------------------------------------------------


@SLOW
@given(cases())
def test_a_case_survives_a_workbook(case: Case) -> None:
    """A case is the same, and has the same hash, when it comes back from a workbook."""
    loaded = read_back(workbook(case))
    assert not loaded.errors, loaded.errors
    assert loaded.case == case
    assert loaded.case.hash == case.hash


@SLOW
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
        .map(clean)
        .filter(lambda text: text and forbidden_character(text) is None),
        min_size=1,
        max_size=20,
    )
)
@example(["_x0041_", "_x005F_x0041_", "_xFFFE_", "_x00_", "__x000A_"])
@example(["#N/A", "#REF!", "TRUE", "1/2", "2025-02", "00", "1e5", "'quoted", "{=A1}", "==", "@A1"])
@example([clean(text) for text in ODD_TEXTS if clean(text)])
def test_every_text_stays_as_it_is(texts: list[str]) -> None:
    """No text becomes a formula, a number, a date or an escape on its way."""
    gaps = [{"topic": f"gap {number}", "note": text} for number, text in enumerate(texts)]
    loaded = read_back(workbook(valid_case(SMALL | {"gaps": gaps})))
    assert [gap.note for gap in loaded.case.gaps] == texts


@pytest.mark.parametrize("name", ["cases/ukraine-2025-02", "cases/river.yaml"])
def test_the_cases_of_the_project_survive(name: str, tmp_path: Path) -> None:
    """Folder to workbook to YAML to folder: the hash stays."""
    case = read_case(ROOT / name).case
    for target in ("case.xlsx", "case.yaml", "case"):
        write_case(case, tmp_path / target)
        case = read_case(tmp_path / target).case
    assert case.hash == read_case(ROOT / name).case.hash


def test_the_same_case_gives_the_same_bytes() -> None:
    """No clock and no name of a machine gets into the file."""
    case = valid_case(SMALL)
    assert workbook(case) == workbook(case)
    with zipfile.ZipFile(io.BytesIO(workbook(case))) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert core.count("2000-01-01T00:00:00Z") == 2


def test_no_formula_is_written() -> None:
    """Texts that begin like a formula are texts, and stay so when they are edited."""
    rows = SMALL | {"gaps": [{"topic": "=SUM(A1)", "note": "+1"}, {"topic": "-", "note": "@x"}]}
    data = workbook(valid_case(rows))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = cell(book, "gaps", 1, "topic")
    assert (found.value, found.data_type, found.number_format) == ("=SUM(A1)", "s", "@")
    assert found.quotePrefix


def test_a_text_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    """A workbook's cell holds 32,767 characters: more is refused, and nothing is written."""
    fits = SMALL | {"gaps": [{"topic": "x", "note": "n" * LONGEST_TEXT}]}
    write_case(valid_case(fits), tmp_path / "fits.xlsx")
    assert not read_case(tmp_path / "fits.xlsx").errors
    wide = SMALL | {"gaps": [{"topic": "x", "note": "n" * (LONGEST_TEXT + 1)}]}
    with pytest.raises(StorageError) as caught:
        write_case(valid_case(wide), tmp_path / "wide.xlsx")
    assert str(caught.value) == (
        "Table gaps, row x, column note: the text has 32,768 characters; a cell of a workbook "
        "holds 32,767. Write the case as a folder of CSV files."
    )
    assert not (tmp_path / "wide.xlsx").exists()


def test_a_workbook_is_not_overwritten_unasked(tmp_path: Path) -> None:
    """What stands at a path stays, unless the user forces it."""
    write_case(valid_case(SMALL), tmp_path / "case.xlsx")
    with pytest.raises(StorageError, match="is there already"):
        write_case(valid_case(SMALL), tmp_path / "case.xlsx")
    write_case(valid_case(SMALL), tmp_path / "case.xlsx", force=True)


# The workbook helps ---------------------------------------------------------------------


def test_every_sheet_helps() -> None:
    """Every table has its sheet, with help, a header that stays in sight, and drop-downs."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(valid_case(SMALL))))
    assert book.sheetnames == [READ_ME, *TABLES, "_lists"]
    for number, (name, model) in enumerate(TABLES.items(), start=1):
        sheet = book[name]
        assert sheet["A1"].value == f"Sheet {number} of {len(TABLES)}: {model.table_meaning}"
        assert sheet.freeze_panes == f"B{HEADER + 1}"
        offered = {
            letter
            for validation in sheet.data_validations.dataValidation
            for letter in {str(area).rstrip(":0123456789")[0:1] for area in validation.sqref.ranges}
        }
        for index, entry in enumerate(columns(model)):
            assert sheet.cell(HEADER, index + 1).value == entry.name
            assert entry.meaning[1:] in sheet.cell(2, index + 1).value
            if entry.choices and index < 26:
                assert get_column_letter(index + 1) in offered, (name, entry.name)


def test_drop_downs_offer_what_the_dictionary_allows() -> None:
    """A list holds the choices of its column; ids come from the sheet that they name."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(valid_case(SMALL))))
    lists = book["_lists"]
    found = {}
    for validation in book["red_lines"].data_validations.dataValidation:
        (area,) = validation.sqref.ranges
        found[area.min_col] = validation
        assert area.min_row == HEADER + 1
    strength = found[column("red_lines", "strength")]
    sheet, area = strength.formula1.split("!")
    assert sheet == "'_lists'"
    choices = [row[0].value for row in lists[area.replace("$", "")]]
    entry = next(e for e in columns(TABLES["red_lines"]) if e.name == "strength")
    assert tuple(choices) == entry.choices
    voices = {v.formula1 for v in book["voices"].data_validations.dataValidation}
    assert "'parties'!$A$4:$A$2000" in voices


# What is read right ---------------------------------------------------------------------


def test_numbers_dates_and_formats_are_read_as_typed() -> None:
    """Excel's numbers, dates by what they show, truth values, and stray formats."""

    def change(book: Any) -> None:
        cell(book, "values", 1, "id").value = 0
        cell(book, "values", 2, "id").value = 1.0
        cell(book, "issues", 1, "half_life").value = 0.1 + 0.2
        published = cell(book, "sources", 1, "published")
        published.value = datetime.date(2025, 2, 13)
        published.number_format = "dd/mm/yyyy"
        stated = cell(book, "red_lines", 1, "stated_at")
        stated.value = datetime.date(2025, 2, 1)
        stated.number_format = "mmm-yy"
        as_of = cell(book, "case", 1, "value")
        as_of.value = datetime.datetime(2025, 2, 14)
        as_of.number_format = "[$-409]d mmmm yyyy;@"
        known = cell(book, "values", 1, "known_from")
        known.value = datetime.date(2024, 1, 1)
        known.number_format = '"Modified" yyyy'
        cell(book, "red_lines", 1, "rule").font = openpyxl.styles.Font(color="FF0000")

    loaded = changed(change)
    assert not loaded.errors, loaded.errors
    case = loaded.case
    assert [value.id for value in case.values] == ["0", "1"]
    assert case.issues[0].half_life.text == "0.3"
    assert case.sources[0].published.text == "2025-02-13"
    assert case.red_lines[0].stated_at.text == "2025-02"
    assert case.values[0].known_from.text == "2024"
    assert case.settings["as_of"] == "2025-02-14"


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300))
def test_a_number_keeps_fifteen_digits(number: float) -> None:
    """A number's text is the number, as far as a spreadsheet shows it."""
    assert float(number_text(number)) == pytest.approx(number, rel=1e-14, abs=1e-320)


def test_sheets_stand_in_any_order_with_any_help_above() -> None:
    """Other orders, no help rows, and remarks beside the tables are all right."""
    book = openpyxl.Workbook()
    book.active.title = "values"
    for row in (("issue", "id"), ("CF", 0), ("CF", 1)):
        book["values"].append(row)
    parties = book.create_sheet("parties")
    parties.append(["Our parties"])
    parties.append([])
    for row in (("name", "id"), ("Arda", "A")):
        parties.append(row)
    book.create_sheet("_notes").append(["anything"])
    book.create_sheet("issues").append(["id"])
    book["issues"].append(["CF"])
    book.create_sheet("controls").append(["issue", "movers"])
    book["controls"].append(["CF", "A"])
    packed = io.BytesIO()
    book.save(packed)
    loaded = read_back(packed.getvalue())
    assert not loaded.errors, loaded.errors
    assert loaded.case.parties[0].name == "Arda"


def test_what_is_hidden_counts_and_is_told() -> None:
    """Hidden rows and columns are read, with a warning that names them; comments are not."""

    def change(book: Any) -> None:
        book["values"].row_dimensions[HEADER + 2].hidden = True
        book["values"].column_dimensions["C"].hidden = True
        cell(book, "values", 1, "label").value = "no"
        cell(book, "parties", 1, "name").comment = Comment("check this", "me")

    loaded = changed(change)
    assert [value.id for value in loaded.case.values] == ["0", "1"]
    assert loaded.case.values[0].label == "no"
    warned = told(loaded, "warning")
    assert (
        "sheet values: row 5 is hidden; what stands there counts. Show the rows, or delete them "
        "if they are not meant." in " | ".join(warned)
    )
    assert any("column C is hidden" in text for text in warned)
    assert any("comments are not part of a case and are not read: B4." in text for text in warned)


# What is refused ------------------------------------------------------------------------


def set_cell(table: str, row: int, name: str, value: object) -> Change:
    """Return a change of one cell."""

    def change(book: Any) -> None:
        cell(book, table, row, name).value = value

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            set_cell("red_lines", 1, "rule", "CFF = 1"),
            "sheet red_lines, cell C4 (R1), column rule: at character 1: There is no issue "
            "'CFF'. Did you mean CF?",
        ),
        (
            set_cell("issues", 1, "half_life", "0,5"),
            "sheet issues, cell G4 (CF), column half_life: '0,5' is not a number: it has a comma. "
            "Write a decimal point, as in 0.25.",
        ),
        (
            set_cell("parties", 2, "kind", "decidng"),
            "sheet parties, cell C5 (B), column kind: 'decidng' is not one of its choices. "
            "Did you mean 'deciding'? The choices: deciding, ratifying, affected, body.",
        ),
        (
            set_cell("values", 2, "id", "=1+0"),
            "sheet values, cell B5, column id: the cell holds a formula. Type the value itself "
            "(in a spreadsheet: copy, then paste as values).",
        ),
        (
            set_cell("values", 2, "label", True),
            "sheet values, cell C5, column label: the spreadsheet has made the truth value TRUE of "
            "the cell. Format the cell as text and type it again.",
        ),
        (
            set_cell("red_lines", 1, "rule", "=CF=1"),
            "sheet red_lines, cell C4, column rule: the cell holds a formula. A rule has no = at "
            "its beginning: leave it out, or type the rule itself.",
        ),
        (
            set_cell("values", 2, "label", ArrayFormula("C5", "=A1:A2")),
            "sheet values, cell C5, column label: the cell holds a formula. Type the value itself "
            "(in a spreadsheet: copy, then paste as values).",
        ),
        (
            set_cell("values", 2, "label", "#N/A"),
            "sheet values, cell C5, column label: the cell holds an error. Type the value itself "
            "(in a spreadsheet: copy, then paste as values).",
        ),
        (
            set_cell("red_lines", 1, "note", datetime.date(2025, 1, 2)),
            "the spreadsheet has made a date of the cell (2025-01-02). Format the cell as text "
            "and type it again.",
        ),
        (
            set_cell("red_lines", 1, "stated_at", datetime.datetime(2025, 1, 2, 10, 30)),
            "column stated_at: the cell holds a time of day. Write a day, as 2025-02-14.",
        ),
        (
            set_cell("red_lines", 1, "stated_at", datetime.time(10, 30)),
            "column stated_at: the cell holds a time of day. Write a day, as 2025-02-14.",
        ),
        (
            lambda book: book["values"].merge_cells("A4:A5"),
            "sheet values, cell A4: the cells A4:A5 are merged. Unmerge them and fill each; their "
            "rows were not checked.",
        ),
        (
            lambda book: setattr(book["values"], "sheet_state", "hidden"),
            "sheet values: the sheet is hidden. Show it, or delete it if it is not meant.",
        ),
        (
            lambda book: book.create_sheet("Sheet1"),
            "sheet Sheet1: 'Sheet1' is not a table of a case. A sheet has the name of a "
            "table, such as parties, issues or red_lines; to keep notes, begin the name of their "
            "sheet with _.",
        ),
        (
            lambda book: setattr(book["values"], "title", "values "),
            "the name 'values ' begins or ends with a space. Write 'values'.",
        ),
        (
            lambda book: setattr(book["values"], "title", "valeus"),
            "sheet valeus: 'valeus' is not a table of a case. Did you mean 'values'?",
        ),
        (
            lambda book: setattr(book["parties"].cell(HEADER, 2), "value", "nmae"),
            "sheet parties, cell B3, column nmae: 'nmae' is not a column of parties. Did you mean "
            "'name'?",
        ),
        (
            lambda book: setattr(book["parties"].cell(HEADER, 3), "value", "name"),
            "sheet parties, cell C3, column name: column 'name' stands twice. Keep one.",
        ),
        (
            lambda book: setattr(book["parties"].cell(HEADER + 1, 9), "value", "stray"),
            "sheet parties, cell I4: 'stray' stands under no column name. Name the column in the "
            "header, or clear the cell.",
        ),
        (
            lambda book: setattr(book["red_lines"].cell(HEADER, 3), "value", None),
            "sheet red_lines, cell A3, column rule: the column 'rule' is missing: what the line "
            "requires.",
        ),
    ],
)
def test_a_slip_is_named_by_sheet_and_cell(change: Change, message: str) -> None:
    """Each slip is told once, where it stands, with the way out."""
    found = told(changed(change))
    assert any(message in text for text in found), found


def test_a_slip_is_told_once() -> None:
    """A row that cannot be read draws no second message from the rows that name it."""
    for change in (
        set_cell("parties", 1, "name", "=A4"),
        lambda book: book["parties"].merge_cells("B4:B5"),
    ):
        assert len(told(changed(change))) == 1
    hidden = changed(lambda book: setattr(book["parties"], "sheet_state", "veryHidden"))
    assert told(hidden) == [
        "sheet parties: the sheet is hidden. Show it, or delete it if it is not meant."
    ]


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("word/document.xml", "a Word file"),
        ("ppt/presentation.xml", "a PowerPoint file"),
        ("content.xml", "a file of LibreOffice"),
    ],
)
def test_a_file_of_another_program_is_named(part: str, what: str) -> None:
    """A document that was given the ending of a workbook is told what it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("[Content_Types].xml", "")
        parts.writestr(part, "")
    assert told(read_back(packed.getvalue())) == [
        f"case.xlsx: this is {what}, whatever its name says. Name a workbook, saved as .xlsx."
    ]


def test_the_other_cells_of_a_row_with_a_formula_are_checked() -> None:
    """A row of which one cell is refused is read for its other slips."""

    def change(book: Any) -> None:
        cell(book, "red_lines", 1, "note").value = "=1+1"
        cell(book, "red_lines", 1, "rule").value = "CFF = 1"
        cell(book, "red_lines", 1, "strength").value = "shouts"

    columns = [problem.place.column for problem in changed(change).errors]
    assert sorted(columns) == ["note", "rule", "strength"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a workbook of the old kind (.xls), or one with a "),
        (b"id,name\nA,Arda\n", "this is not a workbook, whatever its name says."),
        (b"", "the file is empty. Name a workbook, saved as .xlsx."),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, message: str) -> None:
    """Other files under the name of a workbook are told as one problem."""
    (found,) = told(read_back(data))
    assert message in found


def test_a_broken_workbook_is_refused() -> None:
    """An archive that is no workbook, and one with a broken part, are told as one problem."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("hello.txt", "hello")
    (found,) = told(read_back(packed.getvalue()))
    assert "this is an archive and not a workbook." in found
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(valid_case(SMALL)))) as parts,
        zipfile.ZipFile(packed, "w") as broken,
    ):
        for name in parts.namelist():
            data = parts.read(name)
            broken.writestr(name, data[: len(data) // 2] if "sheet5.xml" in name else data)
    found_here = told(read_back(packed.getvalue()))
    assert any("the workbook cannot be read" in text for text in found_here), found_here


def test_a_workbook_without_tables_says_what_to_do() -> None:
    """An empty workbook is told as one problem."""
    book = openpyxl.Workbook()
    book.active.title = "_only notes"
    packed = io.BytesIO()
    book.save(packed)
    assert told(read_back(packed.getvalue())) == [
        "case.xlsx: the workbook holds no table. A case has sheets such as case, parties and "
        "issues; 'zopa new' makes them."
    ]


def test_letters_are_those_of_a_spreadsheet() -> None:
    """Columns are named as spreadsheets name them."""
    for index in (0, 25, 26, 51, 52, 701, 702, 16383):
        assert letters(index) == get_column_letter(index + 1)
