"""One slip is one problem, and all slips are told at once: no wall of errors hides its cause."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.case.test_checks import SOUND, line, problems
from tests.strategies import raw_case
from zopa.case.build import judge, load_both, load_case, read_case
from zopa.case.carriers import write_case
from zopa.errors import CaseError, StorageError

FLAGSHIP = Path(__file__).resolve().parents[2] / "cases" / "ukraine-2025-02"


def told(**changed: list[dict[str, str]]) -> list[str]:
    """Return the problems of the sound case with other tables in the place of its own."""
    return [str(problem) for problem in problems(changed)]


def test_the_other_cells_of_a_bad_row_are_checked_as_well() -> None:
    """A row with a bad id, an unknown party, a bad strength and a bad rule is four problems."""
    spoilt = line("R,1", parties="RSU", strength="shouts", rule="CF =")
    assert told(red_lines=[spoilt, SOUND["red_lines"][1]]) == [
        "red_lines.csv, row 2 (R,1), column id: the id 'R,1' holds ','. Leave it out: an id may "
        'not hold ; , = " or a line break.',
        "red_lines.csv, row 2 (R,1), column strength: 'shouts' is not one of its choices. The "
        "choices: insists, refuses, demands, expresses, objects, hints.",
        "red_lines.csv, row 2 (R,1), column parties: there is no party 'RSU'. Did you mean 'RUS'?",
        "red_lines.csv, row 2 (R,1), column rule: at character 5: 'CF =' ends where a value is "
        "expected. Write for example CF = VALUE.",
    ]


def test_values_legal_notes_and_ids_of_a_bad_row_are_checked() -> None:
    """So are the values that it names, its legal note, and whether its id is taken."""
    spoilt = line("U1", strength="shouts", legal_note="article 2")
    columns = [
        problem.place.column
        for problem in problems({"red_lines": [SOUND["red_lines"][1], line("R1"), spoilt]})
    ]
    assert columns == ["strength", "id", "legal_note"]
    said = {"id": "s1", "paraphrase": "x", "asserted_at": "soon", "issue": "CF", "target": "9"}
    assert len(told(statements=[said])) == 2
    said = {"id": "s1", "paraphrase": "x", "asserted_at": "2025", "issue": "C,F", "target": "1"}
    assert len(told(statements=[said])) == 1  # the issue may be any


def test_a_missing_id_is_one_problem() -> None:
    """However many cells name it, in whatever tables; the first is told, and how many more."""
    rows = [line(f"R{number}", parties="RUZ") for number in range(1, 4)]
    named = {"table": "parties", "row_id": "RUZ", "scheme": "un", "language": "fr", "text": "x"}
    assert told(red_lines=[*rows, SOUND["red_lines"][1]], names=[named])[0] == (
        "red_lines.csv, row 2 (R1), column parties: there is no party 'RUZ'. Did you mean 'RUS'? "
        "3 more cells name it."
    )


def test_no_other_id_is_offered_where_a_row_was_refused() -> None:
    """What is missing may be the row that could not be read, which is told first."""
    parties = [{"id": "U,KR", "name": "Ukraine"}, {"id": "RUS", "name": "R"}, {"id": "UKD", "name": "D"}]  # fmt: skip  # noqa: E501
    found = told(parties=parties)
    assert [text.partition(":")[0] for text in found[:2]] == [
        "parties.csv, row 2 (U,KR), column id",
        "controls.csv, row 2 (CF///UKR;RUS), column movers",
    ]
    assert found[1].endswith(
        "there is no party 'UKR'. Mend parties.csv, row 2 (U,KR) first: it could not be read, and "
        "may be what is meant. 2 more cells name it."
    )
    parties[2] = {"id": "U,KD", "name": "D"}
    assert (
        "Mend parties.csv, row 2 (U,KR) first: it could not be read, as 1 more of the table, and "
        "one may be what is meant." in told(parties=parties)[2]
    )


def test_an_issue_that_rules_miss_is_one_problem() -> None:
    """Rules and outcomes tell a missing issue once each, and blame the row that was refused."""
    lines = [line("R1", rule="CG = 0"), line("R2", rule="CG = 1"), SOUND["red_lines"][1]]
    assert told(red_lines=lines) == [
        "red_lines.csv, row 2 (R1), column rule: at character 1: There is no issue 'CG'. The "
        "issues are CF, FRC. 1 more cell names it."
    ]
    issues = [*SOUND["issues"], {"id": "C,G"}]
    assert "Mend issues.csv, row 4 (C,G) first" in told(red_lines=lines, issues=issues)[1]


@pytest.mark.parametrize("text", ["UKR and RUS", "UKR/RUS", "UKR & RUS", "UKR + RUS"])
def test_several_ids_are_separated_by_semicolons(text: str) -> None:
    """Ids that are joined in another way are told how they are written."""
    assert told(controls=[{"issue": "CF", "movers": text}, SOUND["controls"][1]]) == [
        f"controls.csv, row 2 (CF///{text}), column movers: there is no party '{text}'. Several "
        "ids are separated by ;: write UKR;RUS."
    ]


def test_slips_of_a_column_that_are_alike_are_told_as_one() -> None:
    """The first is told with its remedy, and where the others stand; up to three stand alone."""

    def dated(number: int) -> list[str]:
        rows = [
            {"id": f"s{day}", "paraphrase": "x", "asserted_at": f"{day}/01/2025"}
            for day in range(13, 13 + number)
        ]
        return told(statements=rows)

    assert len(dated(3)) == 3
    assert dated(6) == [
        "statements.csv, row 2 (s13), column asserted_at: '13/01/2025' is not a date. Write "
        "2025-01-13. 5 more cells of the column are alike: rows 3, 4, 5 and 2 more."
    ]


def test_ids_are_listed_where_they_are_few() -> None:
    """Of many ids none is listed where none is near."""
    rows = [{"id": f"source {number}", "title": "T"} for number in range(13)]
    goals = [{"id": "G1", "rule": "CF = 2", "sources": "times"}]
    assert told(sources=rows, statements=[], goals=goals)[0].endswith(
        "there is no source 'times'. None of the 13 in the table sources is written alike."
    )


def test_of_many_missing_ids_the_nearest_is_not_looked_for() -> None:
    """Each is told, and beyond the twentieth without an offer, which takes long to find."""
    rows = [
        {"id": f"s{n}", "paraphrase": "x", "asserted_at": "2025-01", "source": f"other {n}"}
        for n in range(21)
    ]
    found = told(statements=rows)
    assert found[19].endswith("Sources of the case: p, q.")
    assert found[20].endswith("Add it to the table sources, or name one that is there.")


def test_columns_without_names_are_one_problem(tmp_path: Path) -> None:
    """Where the row of column names is deleted, nothing that follows from it is told."""
    folder = tmp_path / "case"
    shutil.copytree(FLAGSHIP, folder)
    path = folder / "parties.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    assert [str(error) for error in read_case(folder).errors] == [
        "parties.csv, row 1: no row names the columns of parties. Write them in a row above the "
        "others: id, name, kind, note."
    ]
    target = tmp_path / "case.xlsx"
    write_case(load_case(FLAGSHIP), target)
    book = openpyxl.load_workbook(target)
    book["parties"].delete_rows(3)
    book.save(target)
    assert [str(error) for error in read_case(target).errors] == [
        "case.xlsx, sheet parties: no row names the columns of parties. Write them in a row above "
        "the others: id, name, kind, note."
    ]


def test_a_misspelt_column_of_ids_is_one_problem() -> None:
    """Where the ids of a table cannot be read, no cell that names one is told."""
    parties = [{"ident": "UKR", "name": "Ukraine"}, {"ident": "RUS", "name": "Russia"}]
    assert told(parties=parties) == [
        "parties.csv, row 1, column ident: 'ident' is not a column of parties. Its columns: id, "
        "name, kind, note. Remarks go in the column note.",
        "parties.csv, row 1, column id: the column 'id' is missing: short name. Add it (a short "
        'name without ; , = ").',
    ]


def test_a_sheet_without_rows_is_told_as_one(tmp_path: Path) -> None:
    """In a workbook all tables are there, so one without rows is to be filled, not added."""
    target = tmp_path / "case.xlsx"
    write_case(load_case(FLAGSHIP), target)
    book = openpyxl.load_workbook(target)
    book["voices"].delete_rows(4, 500)
    book["controls"].delete_rows(4, 500)
    book.save(target)
    first, second = (str(error) for error in read_case(target).errors)
    assert "the sheet voices has no rows. Fill the sheet voices." in first
    assert second.startswith("case.xlsx, sheet controls: the sheet controls has no rows.")


def test_a_folder_that_holds_a_case_offers_it(tmp_path: Path) -> None:
    """A folder without tables is told with the workbooks and YAML files in it."""
    (tmp_path / "case.xlsx").write_text("")
    (tmp_path / "~$case.xlsx").write_text("")
    assert [str(error) for error in read_case(tmp_path).errors] == [
        f"{tmp_path}: the folder holds no table. Did you mean '{tmp_path}/case.xlsx'?"
    ]
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_text("")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "parties.csv").write_text("id,name\n")
    assert str(read_case(tmp_path).errors[0]).endswith("c.yaml' or one of 2 more?")


def test_an_error_of_two_cases_says_in_which_it_is(tmp_path: Path) -> None:
    """Where two cases are read, each error begins with the path of its own."""
    sound, spoilt = tmp_path / "sound.yaml", tmp_path / "spoilt"
    write_case(judge(raw_case(SOUND), []).case, sound)
    write_case(load_case(sound), spoilt)
    assert load_both(sound, spoilt)[0] == load_case(sound)
    (spoilt / "goals.csv").write_text("id,rule\nG1,CF =\n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_both(sound, spoilt)
    assert str(caught.value).startswith(f"{spoilt}: goals.csv, row 2 (G1), column rule: at")


def test_a_missing_case_is_looked_for_by_its_stem(tmp_path: Path) -> None:
    """The ending is no likeness: nope.xlsx is not meant for doc.xlsx."""
    (tmp_path / "doc.xlsx").write_text("")
    with pytest.raises(StorageError, match="Check the path"):
        read_case(tmp_path / "nope.xlsx")
    with pytest.raises(StorageError, match=r"Did you mean '.*doc.xlsx'"):
        read_case(tmp_path / "dox.xlsx")
