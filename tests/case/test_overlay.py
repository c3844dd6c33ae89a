"""What-if overlays: rows changed for one run, each change named, the case untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.strategies import raw_case
from zopa.case.build import judge, read_case
from zopa.case.case import Selection
from zopa.case.overlay import Overlay, apply
from zopa.errors import OptionError

RAW = raw_case(
    {
        "case": [{"key": "title", "value": "Two sides"}],
        "parties": [{"id": "A", "name": "Arda"}],
        "issues": [{"id": "CF", "kind": "ordered"}, {"id": "FRC"}],
        "values": [
            *({"issue": "CF", "id": id_, "label": f"grade {id_}"} for id_ in "012"),
            *({"issue": "FRC", "id": id_} for id_ in "01"),
        ],
        "controls": [{"issue": "CF", "movers": "A"}, {"issue": "FRC", "movers": "A"}],
        "conditions": [
            {"id": "C1", "rule": "CF = 1 implies FRC = 0", "basis": "judgement"},
            {"id": "C2", "rule": "CF = 2 implies FRC = 0", "basis": "public"},
        ],
        "red_lines": [
            {"id": "R6", "parties": "A", "rule": "CF <= 1"},
            {"id": "E1", "parties": "A", "rule": "CF = 0", "strength": "hints"},
            {"id": "W1", "parties": "A", "rule": "CF = 0", "status": "withdrawn"},
            {"id": "U1a", "parties": "A", "rule": "FRC = 0", "reading_of": "U1"},
            {"id": "U1b", "parties": "A", "rule": "CF = 0", "reading_of": "U1"},
        ],
        "ranks": [{"party": "A", "outcome": "CF=1,FRC=0", "rank": "4"}],
        "gaps": [{"topic": "the price. of bread = ?", "note": "not asked"}],
    }
)


@pytest.mark.parametrize(
    ("overlay", "change"),
    [
        (
            Overlay(set=("red_lines.R6.rule=CF <= 2",)),
            "red_lines.R6.rule is 'CF <= 2' instead of 'CF <= 1'",
        ),
        (
            Overlay(set=(" red_lines . R6 . rule = CF <= 2 ",)),
            "red_lines.R6.rule is 'CF <= 2' instead of 'CF <= 1'",
        ),
        (
            Overlay(set=("red_lines.R6.unless=FRC = 1",)),
            "red_lines.R6.unless is 'FRC = 1' instead of empty",
        ),
        (
            Overlay(set=("values.CF/1.label=",)),
            "values.CF/1.label is empty instead of 'grade 1'",
        ),
        (Overlay(set=("case.title=a=b",)), "case.title is 'a=b' instead of 'Two sides'"),
        (
            Overlay(set=("ranks.A/CF=1,FRC=0.rank=3",)),
            "ranks.A/CF=1,FRC=0.rank is '3' instead of '4'",
        ),
        (
            Overlay(set=("gaps.the price. of bread = ?.note=a.rank=3",)),
            "gaps.the price. of bread = ?.note is 'a.rank=3' instead of 'not asked'",
        ),
        (Overlay(without=("R6",)), "without R6"),
        (Overlay(without=("C2",)), "without C2"),
        (Overlay(without=("U1",)), "without U1 (U1a, U1b)"),
        (Overlay(without=("U1a",)), "without U1a"),
        (Overlay(drop_judged=True), "without conditions of basis judgement (C1)"),
        (Overlay(with_=("E1",)), "with E1"),
        (Overlay(with_=("W1", "W1")), "with W1"),
        (Overlay(readings=("U1=U1b",)), "U1 is read as U1b"),
    ],
)
def test_each_change_is_named(overlay: Overlay, change: str) -> None:
    """A change is said in words that a result can carry, and no problem follows from it."""
    assert apply(RAW, overlay).changes == (change,)
    loaded = judge(RAW, [], overlay)
    assert loaded.case.changes == (change,)
    assert not loaded.errors


def test_changes_go_into_the_case_of_this_run_only() -> None:
    """The rows of the run are changed; what was read stays as it was, and so does its hash."""
    overlay = Overlay(
        set=("red_lines.R6.rule=CF <= 2",), without=("U1a", "C2"), drop_judged=True, with_=("E1",)
    )
    before = judge(RAW, [])
    case = judge(RAW, [], overlay).case
    assert case.red_lines[0].rule == "CF <= 2"
    assert [row.id for row in case.red_lines] == ["R6", "E1", "W1", "U1b"]
    assert case.conditions == ()
    assert case.selection == Selection(with_ids=("E1",))
    assert judge(RAW, []).case == before.case
    assert before.case.hash != case.hash


def test_choices_change_no_row() -> None:
    """Taking in a line, or choosing a reading, leaves the rows and the hash as they are."""
    case = judge(RAW, [], Overlay(with_=("E1", "W1"), readings=("U1=U1b",))).case
    assert case.selection == Selection(("E1", "W1"), (("U1", "U1b"),))
    assert case.hash == judge(RAW, []).case.hash


def test_nothing_asked_is_nothing_changed() -> None:
    """An empty overlay is the case itself."""
    assert apply(RAW, Overlay()).raw == RAW
    assert apply(RAW, Overlay()).changes == ()


def test_options_build_on_each_other() -> None:
    """A cell may be set twice, and a line that is set to hint may then be taken in."""
    overlay = Overlay(
        set=("red_lines.R6.strength=refuses", "red_lines.R6.strength=hints"), with_=("R6",)
    )
    assert apply(RAW, overlay).changes == (
        "red_lines.R6.strength is 'refuses' instead of empty",
        "red_lines.R6.strength is 'hints' instead of 'refuses'",
        "with R6",
    )


def test_dropping_judgements_where_there_are_none() -> None:
    """The option is named in the result even where it changes nothing."""
    raw = apply(RAW, Overlay(without=("C1",))).raw
    assert apply(raw, Overlay(drop_judged=True)).changes == (
        "without conditions of basis judgement (there are none)",
    )


def test_a_bad_text_is_told_at_the_option() -> None:
    """The ordinary checks judge a changed cell, and say that the option wrote it."""
    overlay = Overlay(set=("red_lines.R6.rule=CF <= 9", "issues.FRC.kind=odd"))
    assert [str(problem) for problem in judge(RAW, [], overlay).errors] == [
        "--set issues.FRC.kind=odd, table issues, FRC, column kind: 'odd' is not one of its "
        "choices. The choices: ordered, nominal, numeric.",
        "--set red_lines.R6.rule=CF <= 9, table red_lines, R6, column rule: at character 7: CF "
        "has no value '9'. The values of CF are 0, 1, 2.",
    ]


SHAPE = "this is not of the form TABLE.ROW.COLUMN=TEXT. Write it as red_lines.R6.rule=CF <= 1."


@pytest.mark.parametrize(
    ("overlay", "message"),
    [
        (Overlay(set=("red_lines.R6.rule",)), f"--set red_lines.R6.rule: {SHAPE}"),
        (Overlay(set=("R6=CF <= 1.5",)), f"--set R6=CF <= 1.5: {SHAPE}"),
        (
            Overlay(set=("red_line.R6.rule=x",)),
            "--set red_line.R6.rule=x: the case has no table 'red_line'. Did you mean 'red_lines'?",
        ),
        (
            Overlay(set=("red_lines.R66.rule=x",)),
            "--set red_lines.R66.rule=x: red_lines has no row 'R66'. Did you mean 'R6'?",
        ),
        (
            Overlay(set=("red_lines.R6.ruel=x",)),
            "--set red_lines.R6.ruel=x: 'ruel' is not a column of red_lines. Did you mean 'rule'?",
        ),
        (
            Overlay(set=("red_lines.R6=x",)),
            "--set red_lines.R6=x: this names no column of red_lines. Write TABLE.ROW.COLUMN=TEXT.",
        ),
        (
            Overlay(set=("red_lines.R6.id=R7",)),
            "--set red_lines.R6.id=R7: id is part of what names the row. Change the case itself "
            "to rename a row.",
        ),
        (
            Overlay(set=("case.titel=x",)),
            "--set case.titel=x: the case has no 'titel'. Did you mean 'title'?",
        ),
        (
            Overlay(without=("R66",)),
            "--without R66: 'R66' is no red line, group of readings or condition. Did you mean "
            "'R6'?",
        ),
        (Overlay(with_=("E11",)), "--with E11: 'E11' is no red line. Did you mean 'E1'?"),
        (
            Overlay(with_=("R6",)),
            "--with R6: line R6 is in the default set already. --with is for lines of strength "
            "hints or status withdrawn.",
        ),
        (
            Overlay(readings=("U1b",)),
            "--reading U1b: this is not of the form LINE=READING. Write it as U1=U1b.",
        ),
        (
            Overlay(readings=("U2=U1b",)),
            "--reading U2=U1b: 'U2' has no readings. Lines with readings: U1.",
        ),
        (
            Overlay(readings=("U1=R6",)),
            "--reading U1=R6: 'R6' is no reading of U1. Its readings: U1a, U1b.",
        ),
        (
            Overlay(readings=("U1=U1b", "U1=U1a")),
            "--reading U1=U1a: a reading of U1 is chosen already: U1b.",
        ),
        (
            Overlay(without=("R6", "R6"), readings=("U9=x",)),
            "--without R6: 'R6' is no red line, group of readings or condition. The names: E1, "
            "W1, U1a, U1b, U1, C1, C2.\n"
            "--reading U9=x: 'U9' has no readings. Lines with readings: U1.",
        ),
    ],
)
def test_options_that_do_not_fit_are_told_together(overlay: Overlay, message: str) -> None:
    """An option that does not fit is told with its text, what is wrong and the nearest name."""
    with pytest.raises(OptionError) as caught:
        judge(RAW, [], overlay)
    assert str(caught.value) == message


def test_a_case_that_cannot_be_read_is_told_before_its_overlay(tmp_path: Path) -> None:
    """An option may speak of a table that cannot be read: then the table is the trouble."""
    (tmp_path / "red_lines.csv").write_bytes("id,rule\nR6,é\n".encode("cp1252"))
    loaded = read_case(tmp_path, Overlay(without=("R6",)))
    assert loaded.errors[0].place.file == "red_lines.csv"
