"""The first ten minutes: a new case, a case to look at, and what a check says to fill next."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zopa.case import shipped as shipped_cases
from zopa.case.build import load_case, read_case
from zopa.case.carriers.xlsx_text import HEADER, READ_ME, SETTINGS
from zopa.case.checks.next_steps import PLAN, SAID_BY_THE_PLAN, next_steps
from zopa.case.shipped import SHIPPED, shipped
from zopa.case.tables import TABLES
from zopa.cli import main
from zopa.errors import StorageError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def zopa_cli(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Any:
    """Run a command in an empty folder and return its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["zopa", *words])
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def states(out: str) -> dict[str, str]:
    """Return the state of each table in a plan as it was printed."""
    return {
        table: state
        for state, table in re.findall(r"^  (done|NEXT|then|can wait) +(\w+)  ", out, re.MULTILINE)
    }


@pytest.mark.parametrize("command", ["new", "demo"])
def test_help_has_an_example(zopa_cli: Any, command: str) -> None:
    """The help of the first commands shows an example."""
    code, out, _ = zopa_cli(command, "--help")
    assert code == 0
    assert f"Example: zopa {command}" in out


# A new case -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("river-talks", "river-talks.xlsx"),
        ("river-talks.xlsx", "river-talks.xlsx"),
        ("river-talks.yaml", "river-talks.yaml"),
        ("river-talks/", "river-talks"),
        ("talks 1.2", "talks 1.2.xlsx"),
    ],
)
def test_a_name_says_what_is_made(zopa_cli: Any, name: str, file: str, tmp_path: Path) -> None:
    """A workbook is made, unless the name ends otherwise, and it is read without a complaint."""
    code, out, err = zopa_cli("new", name)
    assert (code, out.splitlines()[0], err) == (0, file, "")
    loaded = read_case(tmp_path / file)
    assert not [found for found in loaded.problems if found.check not in SAID_BY_THE_PLAN]
    assert loaded.case.title == ("River talks" if "river" in name else "Talks 1.2")
    assert loaded.case.settings.keys() == {
        "title",
        "language",
        "handling",
        "naming",
        "reviewer",
        "schema",
    }


def test_a_blank_case_is_told_what_comes_first(zopa_cli: Any) -> None:
    """A check of a blank case is no wall of errors: it names the next thing to fill."""
    zopa_cli("new", "talks.xlsx", "--title", "Talks on the river")
    code, out, _ = zopa_cli("check", "talks.xlsx")
    assert code == 2  # it cannot be used yet
    assert out.startswith(
        "0 errors, 0 warnings, besides what the plan below tells.\n\nThe case is not whole yet."
    )
    assert states(out) == {
        "case": "NEXT",
        "sources": "can wait",
        "statements": "can wait",
        "parties": "then",
        "issues": "then",
        "values": "then",
        "controls": "then",
        "red_lines": "then",
        "goals": "then",
    }
    assert "NEXT      case        still empty: as_of" in out


def fill(path: Path, table: str, *rows: dict[str, str]) -> None:
    """Write rows into a workbook, as a person does: in the first row that is free."""
    book = openpyxl.load_workbook(path)
    sheet = book[table]
    names = [cell.value for cell in sheet[HEADER]]
    for row in rows:
        number = HEADER + 1
        while sheet.cell(number, 1).value:
            number += 1
        for name, text in row.items():
            sheet.cell(number, names.index(name) + 1).value = text
    book.save(path)


def test_the_plan_moves_on_until_the_case_is_whole(zopa_cli: Any, tmp_path: Path) -> None:
    """Each table that is filled is done, the next one is named, and at last nothing is left."""
    path = tmp_path / "talks.xlsx"
    zopa_cli("new", "talks")
    book = openpyxl.load_workbook(path)
    keys = {row[0].value: row[1] for row in book["case"].iter_rows(min_row=HEADER + 1)}
    keys["as_of"].value = "2024-06-30"
    book.save(path)
    for step in PLAN[3:]:
        out = zopa_cli("check", "talks.xlsx")[1]
        assert states(out)[step.table] == "NEXT"
        assert ["such as" in line for line in out.splitlines()].count(True) == 1
        fill(path, step.table, dict(step.example))
    fill(path, "values", {"issue": "DAM", "id": "low"})
    code, out, _ = zopa_cli("check", "talks.xlsx")
    assert (code, out) == (0, "0 errors, 0 warnings.\n")


def test_an_issue_without_values_is_named(zopa_cli: Any, tmp_path: Path) -> None:
    """The plan names the issues that still lack something, and a slip is told beside it."""
    Path("talks.yaml").write_text(
        "case: {title: T, as_of: 2024-06-30}\n"
        "parties: [{id: A, name: Arda, kind: decidng}]\n"
        "issues: [{id: X}, {id: Y}]\n"
        "values: [{issue: X, id: no}, {issue: X, id: yes}]\n",
        encoding="utf-8",
    )
    code, out, _ = zopa_cli("check", "talks.yaml")
    assert code == 2
    assert "1 error, 0 warnings, besides what the plan below tells." in out
    assert "Did you mean 'deciding'?" in out
    assert "still without: Y" in out


def test_a_key_without_a_value_waits(tmp_path: Path) -> None:
    """In every carrier a known key without a value is the same as no row; others are told."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.csv").write_text("key,value\ntitle,T\nas_of,\ntitel,\n", encoding="utf-8")
    loaded = read_case(folder)
    assert loaded.case.settings == {"title": "T"}
    told = [str(found) for found in loaded.errors if found.place.table == "case"]
    assert len(told) == 2  # the misspelt key, and its empty value
    assert all("titel" in text for text in told)


def test_the_sketch_in_yaml_is_a_case(zopa_cli: Any, tmp_path: Path) -> None:
    """Without its marks, the sketch of a blank YAML file is a case that needs one value more."""
    zopa_cli("new", "talks.yaml")
    text = (tmp_path / "talks.yaml").read_text(encoding="utf-8")
    rows = text.replace("#  - ", "  - ").replace("as_of:", "as_of: 2024-06-30")
    rows = rows.replace("left unbuilt}", "left unbuilt}\n  - {issue: DAM, id: low}")
    (tmp_path / "talks.yaml").write_text(rows, encoding="utf-8")
    assert read_case("talks.yaml").errors == ()
    assert next_steps(load_case("talks.yaml")) == ()


def test_a_whole_case_has_no_plan(zopa_cli: Any) -> None:
    """A case that has what a brief needs is not told what to fill; nor is one of preferences."""
    for name in SHIPPED:
        assert next_steps(load_case(shipped(name))) == ()
    found = json.loads(zopa_cli("check", str(shipped("river")), "--json")[1])
    assert found["next"] == []


def test_the_plan_is_there_as_json(zopa_cli: Any) -> None:
    """Under ``--json`` every problem stays, and the plan stands beside them."""
    zopa_cli("new", "talks")
    code, out, _ = zopa_cli("check", "talks.xlsx", "--json")
    found = json.loads(out)
    assert (code, found["ok"]) == (2, False)
    assert "case_has_parties_and_issues" in {problem["check"] for problem in found["problems"]}
    assert [step["table"] for step in found["next"]] == [step.table for step in PLAN]
    assert found["next"][3] == {
        "table": "parties",
        "state": "then",
        "text": "who decides, who is affected",
        "example": {"id": "ARD", "name": "Arda"},
    }


def test_the_examples_of_the_plan_name_columns() -> None:
    """Every example of the plan is a row of its table."""
    for step in PLAN[1:]:
        assert TABLES[step.table].model_validate(dict(step.example))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"%PDF-1.4", "zopa reads no case from a file of this kind"),
        ("a.xls", b"x", "zopa does not read .xls workbooks"),
        ("a.xlsx", b"random", "this is not a workbook, whatever its name says"),
        ("a.xlsx", b"", "the file is empty"),
        ("~$a.xlsx", b"x", "this is the lock file of an open workbook"),
        ("a.yaml", b"", "the file is empty"),
        ("a.yaml", b"parties:\n\t- {id: A}\n", "a tab or a sign stands where a text begins"),
        ("parties.csv", b"id,name\n", "one CSV file is one table, not a case"),
    ],
)
def test_what_cannot_be_read_has_no_plan(
    zopa_cli: Any, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    """Where nothing could be read it is not known what the case holds, and one line says why."""
    (tmp_path / name).write_bytes(data)
    code, out, _ = zopa_cli("check", name)
    assert code == 2
    assert message in out
    assert out.splitlines()[1:] == ["1 error, 0 warnings."]
    assert json.loads(zopa_cli("check", name, "--json")[1])["next"] == []


def test_a_folder_without_tables_has_no_plan(zopa_cli: Any, tmp_path: Path) -> None:
    """An empty folder is no case that was begun."""
    (tmp_path / "none").mkdir()
    assert len(zopa_cli("check", "none")[1].splitlines()) == 2


@pytest.mark.parametrize(
    ("table", "spoil"),
    [
        ("parties", lambda text: text.encode("utf-16")),
        ("parties", lambda text: "Ä".encode("latin-1") + text.encode()),
        ("parties", lambda text: text.replace(",", "\t").encode()),
        ("red_lines", lambda text: text.replace("rule", "rul", 1).encode()),
        ("case", lambda text: text.replace("2024-06-30", "30/06/2024").encode()),
        ("case", lambda text: text.replace("2024-06-30", "2024-06").encode()),
    ],
)
def test_a_table_that_cannot_be_used_is_to_be_mended(
    zopa_cli: Any, tmp_path: Path, table: str, spoil: Any
) -> None:
    """The plan does not say of a table that could not be read that it is empty."""
    zopa_cli("demo", "look", "--case", "river", "--force")
    zopa_cli("convert", "look", "case")
    file = tmp_path / "case" / f"{table}.csv"
    file.write_bytes(spoil(file.read_text(encoding="utf-8")))
    _, out, _ = zopa_cli("check", "case")
    assert re.search(rf"NEXT +{table} +mend the error above", out)
    assert "such as" not in out
    assert "still empty" not in out
    (step,) = [
        found
        for found in json.loads(zopa_cli("check", "case", "--json")[1])["next"]
        if found["state"] == "next"
    ]
    assert (step["table"], step["example"]) == (table, {})
    assert step["text"].startswith("mend the error above")


def test_a_misspelt_file_is_to_be_mended(zopa_cli: Any, tmp_path: Path) -> None:
    """A table whose name is misspelt is there, and what it lacks is its name."""
    zopa_cli("demo", "look", "--case", "river")
    zopa_cli("convert", "look", "case")
    (tmp_path / "case" / "controls.csv").rename(tmp_path / "case" / "control.csv")
    out = zopa_cli("check", "case")[1]
    assert re.search(r"NEXT +controls +mend the error above", out)


def test_a_key_that_waits_is_told_once(zopa_cli: Any, tmp_path: Path) -> None:
    """A key without a value is missing, and no label of it is told as naming nothing."""
    zopa_cli("demo", "look")
    file = tmp_path / "look" / "case.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^title,.*$", "title,", text), encoding="utf-8")
    code, out, _ = zopa_cli("check", "look")
    assert code == 0
    assert "warning: case.csv: the case has no title. Add to the file case.csv: key title" in out
    assert "NEXT      case        still empty: title" in out
    assert "names.csv" not in out


def test_the_plan_tells_what_is_empty_and_what_is_wrong(zopa_cli: Any, tmp_path: Path) -> None:
    """Of the keys of a case one may be empty and another wrong, and both are said."""
    (tmp_path / "case.yaml").write_text("case: {as_of: soon}\n", encoding="utf-8")
    out = zopa_cli("check", "case.yaml")[1]
    assert "NEXT      case        still empty: title; mend the error above: as_of" in out


def test_lines_are_wrapped_on_a_terminal_only(
    zopa_cli: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe gets one line for each problem, and a terminal as many as its width asks for."""
    path = str(shipped("ukraine-2025-02"))
    lines = zopa_cli("check", path)[1].splitlines()
    assert len(lines) == 5
    assert max(map(len, lines)) < 300
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    wrapped = zopa_cli("check", path)[1].splitlines()
    assert max(map(len, wrapped)) <= 60
    assert wrapped[1].startswith("  ")


def test_a_fresh_workbook_leads_to_check(zopa_cli: Any) -> None:
    """Every command that cannot use a case says where to read what it needs."""
    zopa_cli("new", "my talks")
    code, _, err = zopa_cli("redlines", "my talks.xlsx")
    assert (code, err) == (
        2,
        "error: my talks.xlsx, sheet parties: the sheet parties has no rows. Add at least one "
        "party: id, name.\nerror: my talks.xlsx, sheet issues: the sheet issues has no rows. Add "
        "what is negotiated: id, question; then its values and controls.\nThe case has 2 errors; "
        "nothing was computed. Next: zopa check 'my talks.xlsx'\n",
    )


def test_a_difference_says_which_case_is_broken(zopa_cli: Any) -> None:
    """Of two cases, the one with errors is named."""
    zopa_cli("new", "fresh")
    code, out, err = zopa_cli("diff", str(shipped("river")), "fresh.xlsx")
    assert (code, out) == (2, "")
    assert err.startswith("error: fresh.xlsx, sheet parties: ")


# The workbook as an analyst sees it -----------------------------------------------------


def test_a_blank_workbook_can_be_read_by_a_person(zopa_cli: Any, tmp_path: Path) -> None:
    """It opens on the reading order; help fits its row; each key of the case says what it is."""
    zopa_cli("new", "talks")
    book = openpyxl.load_workbook(tmp_path / "talks.xlsx")
    assert book.active.title == READ_ME
    listed = [row[0].value for row in book[READ_ME].iter_rows(min_row=9, max_col=1)]
    assert listed[: len(TABLES) + 1] == ["Sheet", *TABLES]
    for name in TABLES:
        sheet = book[name]
        assert sheet.freeze_panes == f"B{HEADER + 1}"
        height = sheet.row_dimensions[2].height
        for cell in sheet[2]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert width >= len(sheet.cell(HEADER, cell.column).value) + 3
            # A line of 9 points holds about 1.2 letters for each unit of width.
            assert height >= len(cell.value) / (1.2 * width) * 12, (name, cell.value)
    prompts = {
        validation.promptTitle: validation
        for validation in book["case"].data_validations.dataValidation
        if validation.showInputMessage and validation.promptTitle
    }
    assert prompts.keys() == SETTINGS.keys()
    for key, prompt in prompts.items():
        (area,) = prompt.sqref.ranges
        assert book["case"].cell(area.min_row, 1).value == key
        assert 0 < len(prompt.prompt) <= 255  # the most that a spreadsheet shows


# A case to look at ----------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_cases_are_copied(zopa_cli: Any, name: str, tmp_path: Path) -> None:
    """A copy has the bytes and the hash of the case that comes with zopa."""
    code, out, _ = zopa_cli("demo", "--case", name, "--json")
    found = json.loads(out)
    source = ROOT / "cases" / SHIPPED[name]
    assert (code, found["case_hash"]) == (0, load_case(source).hash)
    copies = sorted(path for path in (tmp_path / found["file"]).rglob("*")) or [
        tmp_path / found["file"]
    ]
    for copy in copies:
        original = source / copy.name if source.is_dir() else source
        if copy.suffix != ".yaml":
            assert copy.read_bytes() == original.read_bytes()
    if source.is_dir():
        assert {copy.name for copy in copies} == {path.name for path in source.iterdir()}


def test_a_demo_can_be_a_workbook(zopa_cli: Any, tmp_path: Path) -> None:
    """The name says the carrier, for a demo as for a template."""
    assert zopa_cli("demo", "look.xlsx")[0] == 0
    assert zopa_cli("new", "mine", "--template", "flagship")[0] == 0
    assert load_case("look.xlsx").hash == load_case("mine.xlsx").hash
    assert zopa_cli("check", "mine.xlsx")[0] == 0


def test_nothing_is_replaced_unasked(zopa_cli: Any) -> None:
    """What stands there stays, unless it is forced."""
    for words in (("new", "talks"), ("new", "talks/"), ("demo", "look"), ("demo", "look.yaml")):
        assert zopa_cli(*words)[0] == 0
        assert zopa_cli(*words)[0] == 4
        assert zopa_cli(*words, "--force")[0] == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (
            ("new", "talks", "--template", "blanc"),
            2,
            "error: --template cannot be 'blanc'. Did you mean 'blank'? The templates: "
            "blank, flagship, river.\n",
        ),
        (
            ("demo", "--case", "rivr"),
            2,
            "error: --case cannot be 'rivr'. Did you mean 'river'? The cases: "
            "ukraine-2025-02, river.\n",
        ),
        (
            ("new", "talks", "--language", "klingon"),
            2,
            "error: --language cannot be 'klingon'. Write a code, as de; zopa speaks en, fr, uk.\n",
        ),
        (
            ("new", "talks.ods"),
            2,
            "error: zopa does not write a case as '.ods'. Give a folder without a suffix (CSV "
            "files), or a name in .xlsx or .yaml.\n",
        ),
    ],
)
def test_a_slip_is_told(zopa_cli: Any, words: tuple[str, ...], code: int, message: str) -> None:
    """A name that is not known offers the nearest one, and nothing is written."""
    assert zopa_cli(*words) == (code, "", message)
    assert list(Path().iterdir()) == []


def test_a_case_may_be_in_a_language_that_zopa_does_not_speak(zopa_cli: Any) -> None:
    """A case in German is begun; that its fixed text is English is told by check."""
    assert zopa_cli("new", "gespräche", "--language", "de")[0] == 0
    assert "the language is 'de'. zopa speaks en, fr, uk" in zopa_cli("check", "gespräche.xlsx")[1]


def test_lost_cases_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation whose cases were taken away says so."""
    monkeypatch.setattr(shipped_cases, "_PLACES", (tmp_path,))
    with pytest.raises(StorageError) as caught:
        shipped("river")
    assert str(caught.value) == (
        "This installation of zopa lacks the case 'river'. Install it again."
    )
