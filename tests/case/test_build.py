"""Building a case: each bad cell is told, in its place, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.strategies import raw_case
from zopa.case.build import build, judge, load_case, read_case
from zopa.case.carriers.yaml_file import read_yaml
from zopa.errors import CaseError


def told(**tables: list[dict[str, str]]) -> list[str]:
    """Return the problems of building rows."""
    return [str(problem) for problem in build(raw_case(tables))[2]]


@pytest.mark.parametrize(
    ("table", "cells", "message"),
    [
        (
            "issues",
            {"id": "CF", "kind": "orderd"},
            "row 2 (CF), column kind: 'orderd' is not one of its choices. Did you mean 'ordered'? "
            "The choices: ordered, nominal, numeric.",
        ),
        (
            "issues",
            {"id": "CF", "kind": "zzz"},
            "row 2 (CF), column kind: 'zzz' is not one of its choices. The choices: ordered, "
            "nominal, numeric.",
        ),
        (
            "issues",
            {"id": "CF", "half_life": "3,5"},
            "row 2 (CF), column half_life: '3,5' is not a number: it has a comma. Write a decimal "
            "point, as in 0.25.",
        ),
        (
            "issues",
            {"id": "CF", "half_life": "soon"},
            "row 2 (CF), column half_life: 'soon' is not a number. Write 0.3, or a range as "
            "0.2..0.4 or 0.2..0.3..0.5.",
        ),
        (
            "issues",
            {"id": "CF", "half_life": "5..2"},
            "row 2 (CF), column half_life: the range '5..2' is upside down. Write the lowest "
            "number first.",
        ),
        (
            "issues",
            {"id": "CF", "half_life": "1e999"},
            "row 2 (CF), column half_life: '1e999' is too large a number. Write it in larger "
            "units.",
        ),
        (
            "issues",
            {"id": "CF", "half_life": "-3..5"},
            "row 2 (CF), column half_life: -3..5 is out of range: after how long a statement "
            "counts half. Write a number of at least 0.",
        ),
        (
            "scores",
            {"party": "A", "issue": "CF", "value": "0", "score": "0.5..1.2"},
            "row 2 (A/CF/0), column score: 0.5..1.2 is out of range: 0 worst to 1 best. Write a "
            "number from 0 to 1.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "firmness": "9"},
            "row 2 (s1), column firmness: 9 is out of range: firmness of the wording, 1 weak to "
            "5 unconditional. Write a number from 1 to 5.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "firmness": "50000000000000000000000"},
            "row 2 (s1), column firmness: 50000000000000000000000 is out of range: firmness of "
            "the wording, 1 weak to 5 unconditional. Write a number from 1 to 5.",
        ),
        (
            "ranks",
            {"party": "A", "outcome": "CF=1", "rank": "9" * 5000},
            f"row 2 (A/CF=1), column rank: '{'9' * 39}…' is too large a number. Write at most 15 "
            "digits.",
        ),
        (
            "scores",
            {"party": "A", "issue": "CF", "value": "0", "score": "9" * 5000},
            f"row 2 (A/CF/0), column score: {'9' * 39}… is out of range: 0 worst to 1 best. Write "
            "a number from 0 to 1.",
        ),
        (
            "issues",
            {"id": "CF", "half_life": "-" + "9" * 5000},
            f"row 2 (CF), column half_life: '-{'9' * 38}…' is too large a number. Write it in "
            "larger units.",
        ),
        (
            "case",
            {"key": "schema", "value": "9" * 5000},
            f"row 2 (schema), column value: the case has schema {'9' * 39}…; this zopa reads up "
            "to 1. Install a newer zopa.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "firmness": "3.0"},
            "row 2 (s1), column firmness: '3.0' is not a whole number. Write digits only, as in 3.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "asserted_at": "14.2.2025"},
            "row 2 (s1), column asserted_at: '14.2.2025' is not a date. Write 2025-02-14.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "asserted_at": "last spring"},
            "row 2 (s1), column asserted_at: 'last spring' is not a date. Write 2025-02-14, "
            "2025-02, 2025, or ..2025-02-14 for 'not later than'.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "asserted_at": "31/02/2025"},
            "row 2 (s1), column asserted_at: '31/02/2025' is not a date: there is no 31 February "
            "2025. Write a day of the calendar, as in 2025-02-14.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "asserted_at": "1 March 2024"},
            "row 2 (s1), column asserted_at: '1 March 2024' is not a date. Write 2024-03-01.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "asserted_at": "45702"},
            "row 2 (s1), column asserted_at: '45702' is not a date: it is how a spreadsheet stores "
            "the day 2025-02-14. Format the column as a date in the spreadsheet, or write "
            "2025-02-14.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "asserted_at": "03/04/2025"},
            "row 2 (s1), column asserted_at: '03/04/2025' is not a date: day and month cannot be "
            "told apart. Write 2025-04-03 or 2025-03-04, whichever is meant.",
        ),
        (
            "case",
            {"key": "as_of", "value": "14/02/2025"},
            "row 2 (as_of), column value: as_of: '14/02/2025' is not a date. Write 2025-02-14.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "x", "asserted_at": "2025-02-30"},
            "row 2 (s1), column asserted_at: '2025-02-30' is not a date: there is no 30 February "
            "2025. Write 2025-02-14, 2025-02, 2025, or ..2025-02-14 for 'not later than'.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "tab\there"},
            "row 2 (s1), column paraphrase: 'tab here' holds a tab (U+0009). Remove it, or write "
            "a space.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "a\u202eb"},
            "row 2 (s1), column paraphrase: 'a b' holds the character U+202E, which turns the text "
            "after it round. Remove it, or write a space.",
        ),
        (
            "statements",
            {"id": "s1", "paraphrase": "a\x9bb"},
            "row 2 (s1), column paraphrase: 'a b' holds the control character U+009B. Remove it, "
            "or write a space.",
        ),
        (
            "parties",
            {"id": "a,b;c", "name": "x"},
            "row 2 (a,b;c), column id: the id 'a,b;c' holds ',' and ';'. Leave it out: an id may "
            'not hold ; , = " or a line break.',
        ),
        (
            "controls",
            {"issue": "CF", "movers": "UKR, RUS"},
            "row 2 (CF///UKR, RUS), column movers: 'UKR, RUS' names several ids, and these are "
            "separated by ;. Write UKR;RUS.",
        ),
        (
            "controls",
            {"issue": "CF", "movers": "A;;B"},
            "row 2 (CF///A;;B), column movers: 'A;;B' has an empty place between semicolons. "
            "Write the ids as A;B;C.",
        ),
        (
            "controls",
            {"issue": "CF", "movers": "A;B;A"},
            "row 2 (CF///A;B;A), column movers: 'A' stands twice in 'A;B;A'. Name it once.",
        ),
        (
            "views",
            {"id": "v", "keep": "CF", "held": "FRC"},
            "row 2 (v), column held: 'FRC' is not of the form issue=value. Write an outcome as "
            "issue=value,issue=value.",
        ),
        (
            "views",
            {"id": "v", "keep": "CF", "held": "FRC=1,FRC=2"},
            "row 2 (v), column held: issue 'FRC' stands twice in 'FRC=1,FRC=2'. Give it one value.",
        ),
        (
            "sources",
            {"id": "s", "title": "t", "sha256": "abc"},
            "row 2 (s), column sha256: 'abc' is not a SHA-256 sum. Write 64 of the characters "
            "0-9 and a-f.",
        ),
        (
            "case",
            {"key": "titel", "value": "T"},
            "row 2 (titel), column key: 'titel' is not one of its choices. Did you mean 'title'?",
        ),
        (
            "case",
            {"key": "as_of", "value": "2025-02"},
            "row 2 (as_of), column value: as_of is '2025-02', which is not one day. Write it as "
            "2025-02-14.",
        ),
        (
            "case",
            {"key": "as_of", "value": "spring"},
            "row 2 (as_of), column value: as_of is 'spring', which is not one day. Write it as "
            "2025-02-14.",
        ),
        (
            "case",
            {"key": "schema", "value": "2"},
            "row 2 (schema), column value: the case has schema 2; this zopa reads up to 1. "
            "Install a newer zopa.",
        ),
        (
            "case",
            {"key": "schema", "value": "one"},
            "row 2 (schema), column value: 'one' is not a schema that zopa knows. Write 1.",
        ),
    ],
)
def test_a_bad_cell_is_told_once(table: str, cells: dict[str, str], message: str) -> None:
    """A cell that is not of its kind is one problem, with place, trouble and remedy."""
    assert told(**{table: [cells]}) == [f"{table}.csv, {message}"]


def test_an_empty_cell_that_must_be_filled() -> None:
    """A required cell that one row leaves empty is told at that row."""
    rows = [{"id": "G1", "rule": "CF = 1"}, {"id": "G2"}, {"rule": "CF = 2"}]
    assert told(goals=rows) == [
        "goals.csv, row 3 (G2), column rule: the cell is empty: the rule. Fill it (a rule, as "
        "in ISSUE = VALUE and not OTHER = VALUE).",
        "goals.csv, row 4, column id: the cell is empty: short name. Fill it (a short name "
        'without ; , = ").',
    ]


def test_a_column_that_no_row_has_is_told_once() -> None:
    """A required column that is missing is one problem of the table."""
    assert told(goals=[{"id": "G1"}, {"id": "G2"}]) == [
        "goals.csv, row 1, column rule: the column 'rule' is missing: the rule. Add it (a rule, "
        "as in ISSUE = VALUE and not OTHER = VALUE)."
    ]


def test_an_unknown_column_is_told_once() -> None:
    """A misspelt column is one problem, also where the column that is meant is required."""
    assert told(goals=[{"id": "G1", "ruel": "CF = 1"}, {"id": "G2", "ruel": "CF = 2"}]) == [
        "goals.csv, row 1, column ruel: 'ruel' is not a column of goals. Did you mean 'rule'?"
    ]
    assert told(gaps=[{"topic": "water", "xyz": "1"}]) == [
        "gaps.csv, row 1, column xyz: 'xyz' is not a column of gaps. Its columns: topic, note. "
        "Remarks go in the column note."
    ]


def test_an_unknown_column_in_yaml_has_its_line() -> None:
    """A file without a header tells where an unknown column stands first."""
    raw, _ = read_yaml("gaps:\n- topic: water\n- topic: oil\n  xyz: 1\n")
    assert [str(problem) for problem in build(raw)[2]] == [
        "line 3, table gaps, oil, column xyz: 'xyz' is not a column of gaps. Its columns: topic, "
        "note. Remarks go in the column note."
    ]


def test_all_problems_of_a_row_are_told_together() -> None:
    """A row with bad cells and a number out of range is as many problems; the others stay."""
    rows = [
        {"id": "s1", "paraphrase": "x", "firmness": "0", "asserted_at": "soon", "act": "shout"},
        {"id": "s2", "paraphrase": "y", "firmness": "0"},
        {"id": "s3", "paraphrase": "z"},
    ]
    case, origin, problems = build(raw_case({"statements": rows}))
    columns = ["act", "asserted_at", "firmness", "firmness"]
    assert [problem.place.column for problem in problems] == columns
    assert [problem.place.row for problem in problems] == [2, 2, 2, 3]
    assert [row.id for row in case.statements] == ["s3"]
    assert origin.rejected_in("statements") == {"s1", "s2"}
    assert str(origin.place("statements", 0, "act")) == "statements.csv, row 4 (s3), column act"


CASE = [{"key": "title", "value": "T"}, {"key": "as_of", "value": "2025-02-14"}]
BASE = {
    "case": CASE,
    "parties": [{"id": "A", "name": "Arda"}],
    "issues": [{"id": "CF"}],
    "values": [{"issue": "CF", "id": "0"}, {"issue": "CF", "id": "1"}],
    "controls": [{"issue": "CF", "movers": "A"}],
}


@pytest.mark.parametrize(
    "broken",
    [
        {"parties": [{"id": "A"}, {"id": "B", "name": "Brin"}]},
        {"issues": [{"id": "CF", "kind": "orderd"}]},
        {"values": [{"issue": "CF", "id": "0"}, {"issue": "CF", "id": "1", "known_from": "x"}]},
        {"controls": [{"issue": "CF", "movers": "A;A"}]},
        {"sources": [{"id": "p"}, {"id": "q", "title": "Q"}]},
        {"parties": [{"id": "A", "nam": "Arda"}]},
    ],
)
def test_what_refers_to_a_bad_row_is_not_told_again(broken: dict) -> None:
    """One slip of the pen is one problem, however many rows refer to its row."""
    rest = {
        "goals": [{"id": "G", "rule": "CF = 1", "sources": "p"}],
        "sources": [{"id": "p", "title": "P"}],
        "ranks": [{"party": "A", "outcome": "CF=1", "rank": "1"}],
    }
    assert len(judge(raw_case(BASE | rest | broken), []).problems) == 1


def test_a_table_that_cannot_be_read_is_not_told_again(tmp_path: Path) -> None:
    """What refers to a table in another encoding is not told as well."""
    (tmp_path / "parties.csv").write_bytes("id,name\nA,Ärda\n".encode("cp1252"))
    (tmp_path / "case.csv").write_text("key,value\ntitle,T\nas_of,2025-02-14\n")
    (tmp_path / "issues.csv").write_text("id\nCF\n")
    (tmp_path / "values.csv").write_text("issue,id\nCF,0\n")
    (tmp_path / "controls.csv").write_text("issue,movers\nCF,A\n")
    assert [problem.place.file for problem in read_case(tmp_path).problems] == ["parties.csv"]


def test_a_row_of_the_wrong_width_is_not_told_again(tmp_path: Path) -> None:
    """What refers to a row that does not fit its header is not told as well."""
    (tmp_path / "parties.csv").write_text("id,name\nA,Arda, of the hills\n")
    (tmp_path / "case.csv").write_text("key,value\ntitle,T\nas_of,2025-02-14\n")
    (tmp_path / "issues.csv").write_text("id\nCF\n")
    (tmp_path / "values.csv").write_text("issue,id\nCF,0\n")
    (tmp_path / "controls.csv").write_text("issue,movers\nCF,A\n")
    assert [problem.place.row for problem in read_case(tmp_path).problems] == [2]


def test_load_case_raises_every_error_at_once(tmp_path: Path) -> None:
    """The error of a case carries all its problems, errors only, as a reader goes."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "goals: [{id: G, rule: CF = 9}]\n"
        "parties: [{id: A, name: Arda}]\n"
        "issues: [{id: CF, kind: x}, {id: FR}]\n"
        "values: [{issue: FR, id: 0}]\n"
        "controls: [{issue: FR, movers: B}]\n"
        "gaps: [{topic: water}]\n"
        "case: {title: T, as_of: 2025-02-14}\n"
    )
    with pytest.raises(CaseError) as caught:
        load_case(path)
    assert [problem.place.table for problem in caught.value.problems] == ["issues", "controls"]
    assert str(caught.value) == (
        "case.yaml:3, table issues, CF, column kind: 'x' is not one of its choices. The choices: "
        "ordered, nominal, numeric.\n"
        "case.yaml:5, table controls, FR///B, column movers: there is no party 'B'. Parties of "
        "the case: A."
    )
    loaded = read_case(path)
    assert [problem.place.table for problem in loaded.warnings] == ["gaps"]
    assert len(loaded.errors) == 2
