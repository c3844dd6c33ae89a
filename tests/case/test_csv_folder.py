"""CSV folders: read right, or refused with the place and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.case.carriers.csv_folder import find_delimiter, read_folder
from zopa.errors import StorageError

ONE_GOAL = [{"id": "G1", "rule": "CF in {0, 1}"}]


def read_goals(folder: Path, data: bytes, name: str = "goals.csv") -> tuple[list[dict], list[str]]:
    """Read a folder with one file; return the cells of its goals, and the problems."""
    (folder / name).write_bytes(data)
    raw, problems = read_folder(folder)
    rows = raw.tables["goals"].rows if "goals" in raw.tables else ()
    return [dict(row.cells) for row in rows], [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "data",
    [
        b'id,rule\nG1,"CF in {0, 1}"\n',
        b'id,rule\r\nG1,"CF in {0, 1}"\r\n',
        b'id,rule\rG1,"CF in {0, 1}"\r',
        b'\xef\xbb\xbfid,rule\nG1,"CF in {0, 1}"\n',
        b"id;rule\nG1;CF in {0, 1}\n",
        b'\xef\xbb\xbf"id";"rule"\r\n"G1";"CF in {0, 1}"\r\n',
        b' id , rule \n  G1\t, "CF in {0, 1}"  \n',
        b'\nid,rule\n\n,\n \nG1,"CF in {0, 1}"\n\n',
        b'id,,rule,\nG1,,"CF in {0, 1}",\n',
        b'id,rule\nG1,"CF in {0, 1}",,\n',
        b"rule;id\nCF in {0, 1};G1",
        b"sep=;\r\nid;rule\r\nG1;CF in {0, 1}\r\n",
        b'\xef\xbb\xbf"sep=,"\nid,rule\nG1,"CF in {0, 1}"\n',
        b"SEP=|\nid|rule\nG1|CF in {0, 1}\n",
    ],
)
def test_what_spreadsheets_write_is_read_right(tmp_path: Path, data: bytes) -> None:
    """Marks, delimiters, line ends, spaces, blank rows and blank columns make no difference."""
    assert read_goals(tmp_path, data) == (ONE_GOAL, [])


@pytest.mark.parametrize(
    "data",
    [b"id,statements,rule\nG1,s1;s2,CF = 1\n", b'id;statements;rule\nG1;"s1;s2";CF = 1\n'],
)
def test_several_ids_in_a_cell_under_both_delimiters(tmp_path: Path, data: bytes) -> None:
    """Ids separated by semicolons are one cell, whatever separates the cells."""
    rows, problems = read_goals(tmp_path, data)
    assert (rows[0]["statements"], problems) == ("s1;s2", [])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"a" ', "a"),
        ('"a,""b"" ,c" \t', 'a,"b" ,c'),
        ('"a ""b"" ', None),
        ('a "b" ,', 'a "b"'),
        ('"a" b', None),
        ('"a\n,""b"" \n" ', 'a\n,"b"'),
    ],
)
def test_spaces_after_a_closing_quotation_mark(tmp_path: Path, cell: str, text: str | None) -> None:
    """Spaces after a quoted cell are no part of it; those within it are."""
    rows, problems = read_goals(tmp_path, f"id,rule\nG1,{cell}\n".encode())
    assert [row["rule"] for row in rows] == ([] if text is None else [text])
    assert bool(problems) == (text is None)


def test_rows_are_counted_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    """The header is row 1; a blank row counts, a line break within a cell does not."""
    (tmp_path / "goals.csv").write_bytes(b'id,label,rule\nG1,"two\nlines",x\n\nG2,,y\n')
    raw, _ = read_folder(tmp_path)
    rows = raw.tables["goals"].rows
    assert [(row.row, row.line) for row in rows] == [(2, None), (4, None)]
    assert rows[0].cells["label"] == "two\nlines"


QUOTES = "Put the whole cell in quotation marks, and write each one inside it twice."
UTF_8 = "Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"id,rule\nG1,CF in {0, 1}\n",
            "goals.csv, row 2: the row has 3 cells, the header has 2 cells. A text that holds "
            "a comma needs quotation marks around it. The cells of the row were not checked.",
        ),
        (
            b"id,label,rule\n\nG1\n",
            "goals.csv, row 3: the row has 1 cell, the header has 3 cells. Write a comma "
            "for each cell that is empty, too. The cells of the row were not checked.",
        ),
        (
            b"id\trule\nG1\tCF = 1\n",
            "goals.csv: the cells are separated by tabs. Save the file as CSV, with commas.",
        ),
        (
            "id,rule\nG1,é\n".encode("cp1252"),
            f"goals.csv:2: a letter (probably 'é') is not stored as UTF-8. {UTF_8}",
        ),
        (b"id,rule\nG1,\x81\n", f"goals.csv:2: a letter is not stored as UTF-8. {UTF_8}"),
        ("id,rule\nG1,x\n".encode("utf-16"), f"goals.csv: the file is in UTF-16. {UTF_8}"),
        ("id,rule\nG1,x\n".encode("utf-16-be"), f"goals.csv: the file is in UTF-16. {UTF_8}"),
        (
            b"PK\x03\x04\x14\x00",
            "goals.csv: this is a workbook or an archive, whatever its name says. Open it in a "
            "spreadsheet and save each table as CSV.",
        ),
        (
            b'id,rule\nG1,x\nG2,"CF = 1\nG3,y\n',
            f"goals.csv, row 3: a quotation mark is opened and never closed. Close it. {QUOTES}",
        ),
        (
            b'id,rule\nG1,"no deal" = CF\n',
            f"goals.csv, row 2: a cell goes on after its closing quotation mark. {QUOTES}",
        ),
        (
            b"id,rule\nG1," + b"x" * 140_000,
            "goals.csv, row 2: a cell is longer than 131,072 characters. Is a quotation mark "
            "not closed?",
        ),
        (
            b"id,rule,id\nG1,a,b\n",
            "goals.csv, row 1, column id: column 'id' stands twice. Keep one.",
        ),
        (
            b"id,,rule\nG1,x,b\nG2,y,b\n",
            "goals.csv, row 2: the cell 'x' stands under no column name. Name the column in "
            "the header, or clear the cell.",
        ),
        (
            b" \n\n",
            "goals.csv: the file is empty. Write the column names in its first row, or delete "
            "the file.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_once(tmp_path: Path, data: bytes, message: str) -> None:
    """A file that cannot be read right is one problem with place and remedy."""
    _, problems = read_goals(tmp_path, data)
    assert problems == [message]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gaols.csv", "gaols.csv: 'gaols' is not a table of a case. Did you mean 'goals'?"),
        ("Goals.CSV", "Goals.CSV: 'Goals' is not a table of a case. Did you mean 'goals'?"),
        (
            "zzz.csv",
            "zzz.csv: 'zzz' is not a table of a case. A table is a file such as parties.csv, "
            "issues.csv or red_lines.csv; to keep notes, do not end the name of their file in "
            ".csv.",
        ),
    ],
)
def test_an_unknown_table_is_told_with_the_nearest(tmp_path: Path, name: str, message: str) -> None:
    """A CSV file that is no table is never passed over in silence."""
    assert read_goals(tmp_path, b"id,rule\n", name)[1] == [message]


def test_a_table_that_may_be_meant_is_not_missed_a_second_time(tmp_path: Path) -> None:
    """References to a table whose file is misnamed are not told as well."""
    (tmp_path / "gaols.csv").write_text("id,rule\n")
    assert read_folder(tmp_path)[0].unreadable == {"goals"}


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """A README, stored texts, and what editors hide are no part of the case."""
    (tmp_path / "README.md").write_text("words")
    (tmp_path / "texts").mkdir()
    (tmp_path / ".goals.csv").write_bytes(b"\xff")
    (tmp_path / "~goals.csv").write_bytes(b"\xff")
    assert read_goals(tmp_path, b'id,rule\nG1,"CF in {0, 1}"\n') == (ONE_GOAL, [])


def test_a_folder_in_the_place_of_a_table(tmp_path: Path) -> None:
    """A folder named like a table is told."""
    (tmp_path / "goals.csv").mkdir()
    problems = read_folder(tmp_path)[1]
    assert [str(problem) for problem in problems] == [
        "goals.csv: this is not a file. Put a CSV file in its place, or give the folder another "
        "name."
    ]


def test_a_folder_without_tables(tmp_path: Path) -> None:
    """An empty folder is told as one problem that says what a case looks like."""
    problems = read_folder(tmp_path)[1]
    assert [str(problem) for problem in problems] == [
        f"{tmp_path}: the folder holds no table. A case is a folder with files such as case.csv, "
        "parties.csv and issues.csv."
    ]


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is a storage error in plain words."""
    (tmp_path / "goals.csv").write_text("id,rule\n")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(StorageError) as caught:
        read_folder(tmp_path)
    assert str(caught.value) == f"'{tmp_path}/goals.csv' cannot be read: permission denied."
    with pytest.raises(StorageError, match="cannot be read: not a directory"):
        read_folder(tmp_path / "goals.csv")


def test_the_delimiter_is_the_one_under_which_most_names_are_known() -> None:
    """The header decides; a header of one name, or of none, counts as written with commas."""
    known = {"id", "rule", "label"}
    assert find_delimiter("id;rule,\n", known) == ";"
    assert find_delimiter("id;other,rule,label\n", known) == ","
    assert find_delimiter("id\n", known) == find_delimiter("", known) == ","
    assert find_delimiter('"id', known) == ","


def test_the_line_that_names_the_delimiter_is_not_counted(tmp_path: Path) -> None:
    """Excel shows no line ``sep=;``, so the header is row 1 all the same."""
    found, problems = read_goals(tmp_path, b"sep=;\nid;rule\nG1;CF = 1;x\n")
    assert found == []
    assert problems == [
        "goals.csv, row 2: the row has 3 cells, the header has 2 cells. A text that holds a "
        "semicolon needs quotation marks around it. The cells of the row were not checked."
    ]
    assert read_goals(tmp_path, b"sep=\t\nid\trule\nG1\tCF = 1\n")[1] == [
        "goals.csv: the cells are separated by tabs. Save the file as CSV, with commas."
    ]
