"""What a tired analyst reads when a case is wrong: place, trouble and remedy."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from zopa.case.build import load_case, read_case
from zopa.case.overlay import Overlay
from zopa.errors import CaseError, OptionError, StorageError

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURE = ROOT / "tests" / "cases" / "note-13"
FLAGSHIP = ROOT / "cases" / "ukraine-2025-02"

SOUND = """\
case: {title: T, as_of: 2025-02-14}
parties: [{id: A, name: Arda}, {id: B, name: Belmar}]
issues: [{id: X, heading: the river, kind: ordered}, {id: Y, kind: nominal}]
values: [{issue: X, id: low, label: scarce}, {issue: X, id: high}, {issue: Y, id: n}, {issue: Y, id: o}]
controls: [{issue: X, movers: A}, {issue: Y, movers: A;B}]
red_lines: [{id: L, parties: A, rule: X = low, stated_at: 2025-01-01}, {id: M, parties: B, rule: Y = n, stated_at: 2025}]
goals: [{id: G, rule: X = high}]
statements: [{id: s1, paraphrase: text, asserted_at: 2025-01-01}]
"""  # noqa: E501


def told(path: Path) -> str:
    """Return every problem of a case as text."""
    return "\n".join(str(problem) for problem in read_case(path).problems)


def test_the_sound_case_has_no_errors(tmp_path: Path) -> None:
    """The small case that the other tests spoil is sound."""
    target = tmp_path / "case.yaml"
    target.write_text(SOUND)
    assert not read_case(target).errors


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("movers: A}", "movers: AA}", "there is no party 'AA'"),
        ("id: B, name", "id: A, name", "A"),
        ("rule: X = low", "rule: X = lowest", "lowest"),
        ("rule: X = low", "rule: XX = low", "XX"),
        ("rule: X = low", "rule: X = scarce", "low"),
        ("rule: X = low", "rule: X == low", "'='"),
        ("rule: Y = n", "rule: Y > n", "order"),
        ("rule: X = low", 'rule: "X = low and"', "a condition is expected"),
        ("kind: ordered", "kind: orderd", "Did you mean 'ordered'"),
        ("kind: nominal}", "kind: nominal, status_quo: p}", "p"),
        ("kind: nominal}", "kind: nominal, half_life: '3,5'}", "decimal point"),
        ("kind: nominal}", "kind: nominal, half_life: -3}", "half_life"),
        ("kind: nominal}", "kind: nominal, half_life: 5..2}", "upside down"),
        ("kind: nominal}", "kind: nominal, half_life: soon}", "is not a number"),
        ("stated_at: 2025}", "stated_at: 2025-13}", "there is no month 13"),
        ("stated_at: 2025}", "stated_at: spring}", "is not a date"),
        ("stated_at: 2025}", "stated_at: 2025, legal_note: custom}", "charter"),
        ("stated_at: 2025}", "stated_at: 2025, reading_of: L}", "L"),
        ("stated_at: 2025}", "stated_at: 2025, colour: red}", "colour"),
        ("stated_at: 2025}", "stated_at: 2025-03}", "later than 2025-02-14"),
        (", stated_at: 2025}", "}", "without a date"),
        ("as_of: 2025-02-14", "as_of: 2025-02", "as_of"),
        ("as_of: 2025-02-14", "as_of: 2025-02-14, schema: 9", "schema"),
        ("as_of: 2025-02-14", "as_of: 2025-02-14, titel: T", "titel"),
        ("controls: [{issue: X, movers: A}, ", "controls: [", "X"),
        ("{issue: X, movers: A}", "{issue: X, to_values: low, movers: A}", "high"),
        ("movers: A;B", "movers: A;A", "twice"),
        ("movers: A;B", "movers: A;;B", "empty place"),
        ("id: G,", "id: L,", "L"),
        ("goals:", "gaols:", "Did you mean 'goals'"),
        ("paraphrase: text", "paraphrase: text, firmness: 9", "firmness"),
        ("paraphrase: text", "paraphrase: text, firmness: x", "whole number"),
        ("paraphrase: text, ", "", "paraphrase"),
        ("paraphrase: text", "paraphrase: text, issue: X, target: low;mid", "mid"),
        ("{id: M, parties: B", "{id: M, parties: A", "no red line is recorded for B"),
        ("goals:", "gaps: [{topic: water}]\ngoals:", "water"),
        (
            "goals:",
            "scores: [{party: A, issue: X, value: low, score: 2}]\ngoals:",
            "score",
        ),
        (
            "goals:",
            "scores: [{party: A, issue: X, value: low, score: 1, statements: s1}]\n"
            "red_lines: []\ngoals:",
            "red_lines",
        ),
        (
            "goals:",
            "sources: [{id: p, title: P, copied_from: q}, {id: q, title: Q, copied_from: p}]\n"
            "goals:",
            "p",
        ),
        ("goals:", "views: [{id: v, keep: X, held: Y=z}]\ngoals:", "z"),
        ("goals:", "views: [{id: v, keep: X, held: Z=n}]\ngoals:", "Z"),
        ("goals:", "views: [{id: v, keep: X, held: X=low}]\ngoals:", "X"),
        ("goals:", "views: [{id: v, keep: X, held: nonsense}]\ngoals:", "issue=value"),
        (
            "goals:",
            "statement_links: [{from_statement: s1, to_statement: s1, kind: repeats}]\ngoals:",
            "s1",
        ),
        ("goals: [{id: G", "goals: [{id: G, id: H", "id"),
        ("goals: [{id: G, rule: X = high}]", "goals: {id: G}", "goals"),
        ("goals: [{id: G, rule: X = high}]", "goals: [G]", "goals"),
        ("goals: [{id: G, rule: X = high}]", "goals: [{id: G, rule: {a: b}}]", "rule"),
        ("goals: [{id: G, rule: X = high}]", "goals: [{id: G, rule: X = high}", ""),
    ],
)
def test_each_problem_is_told(tmp_path: Path, before: str, after: str, message: str) -> None:
    """A spoilt cell is told with a message that names what is wrong."""
    assert before in SOUND
    target = tmp_path / "case.yaml"
    target.write_text(SOUND.replace(before, after, 1))
    assert told(target)
    assert message in told(target)


def test_a_statement_may_not_feed_a_line_and_a_score(tmp_path: Path) -> None:
    """A statement that a line rests on may not carry a score, too."""
    target = tmp_path / "case.yaml"
    target.write_text(
        SOUND.replace("rule: Y = n,", "rule: Y = n, statements: s1,")
        + "scores: [{party: A, issue: X, value: low, score: 1, statements: s1}]\n"
    )
    assert "s1" in told(target)
    assert read_case(target).errors


@pytest.mark.parametrize("text", ["", "- a\n", "a: 1\n---\nb: 2\n", "a: [\n", "a: &x [*x]\n"])
def test_what_is_no_case_in_yaml(tmp_path: Path, text: str) -> None:
    """A file that is no mapping of tables is refused with a message."""
    target = tmp_path / "case.yaml"
    target.write_text(text)
    with pytest.raises(CaseError):
        load_case(target)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("parties.csv", b"\xef\xbb\xbfid;name\nA;Arda\n", ""),
        ("parties.csv", b"id,name \n A , Arda \n\n", ""),
        ("parties.csv", b"id\tname\nA\tArda\n", "tab"),
        ("parties.csv", "id,name\nA,Ärda\n".encode("cp1252"), "UTF-8"),
        ("parties.csv", "id,name\nA,Arda\n".encode("utf-16"), "UTF-16"),
        ("parties.csv", b"id,name\nA,Arda,more\n", "row 2"),
        ("parties.csv", b"id,name,note\nA,Arda\n", "row 2"),
        ("parties.csv", b'id,name\nA,"Arda\n', "row 2"),
        ("parties.csv", b"id,name\nA,Ar\x01da\n", "U+0001"),
        ("parties.csv", b"id,nam\nA,Arda\n", "Did you mean 'name'"),
        ("parties.csv", b"id,id\nA,Arda\n", "id"),
        ("parties.csv", b"id,,name\nA,x,Arda\n", ""),
        ("parties.csv", b"", "parties"),
        ("parties.csv", b"id,name\n", "parties"),
        ("partys.csv", b"id,name\nA,Arda\n", "Did you mean 'parties'"),
        ("parties.csv", b"\x00\x01\x02", "parties"),
    ],
)
def test_tables_in_csv(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    """A table is read right, or refused with a message that names the place."""
    (tmp_path / name).write_bytes(data)
    assert message in told(tmp_path)


def test_paths_that_are_no_case(tmp_path: Path) -> None:
    """A path without a case is told with the nearest one; other files are refused."""
    (tmp_path / "ukraine.yaml").write_text(SOUND)
    with pytest.raises(StorageError, match="ukraine"):
        read_case(tmp_path / "ukrane.yaml")
    for name in ("case.xlsx", "case.txt"):
        (tmp_path / name).write_text("x")
        assert read_case(tmp_path / name).errors


@pytest.mark.parametrize(
    ("overlay", "change"),
    [
        (Overlay(set=("red_lines.R6.rule=FRC <= 2",)), "red_lines.R6.rule"),
        (Overlay(set=("case.title=Other",)), "title"),
        (Overlay(set=("values.CF/1.label=a truce",)), "values.CF/1.label"),
        (Overlay(set=("red_lines.R6.unless=CF = 3",)), "unless"),
        (Overlay(set=("red_lines.R6.note=",)), "note"),
        (Overlay(without=("R6",)), "R6"),
        (Overlay(without=("C1",)), "C1"),
        (Overlay(drop_judged=True), "judgement"),
    ],
)
def test_overlays_change_one_run(overlay: Overlay, change: str) -> None:
    """An overlay is applied to the rows and named in words."""
    assert any(change in text for text in load_case(FIXTURE, overlay).changes)


@pytest.mark.parametrize(
    "overlay",
    [
        Overlay(set=("nonsense",)),
        Overlay(set=("red_line.R6.rule=x",)),
        Overlay(set=("red_lines.R66.rule=x",)),
        Overlay(set=("red_lines.R6.ruel=x",)),
        Overlay(set=("red_lines.R6.id=x",)),
        Overlay(set=("red_lines.R6=x",)),
        Overlay(set=("case.titel=x",)),
        Overlay(without=("R66",)),
        Overlay(with_=("R66",)),
        Overlay(with_=("R6",)),
        Overlay(readings=("R6",)),
        Overlay(readings=("R6=R7",)),
        Overlay(readings=("U9=U1",)),
    ],
)
def test_overlays_that_do_not_fit(overlay: Overlay) -> None:
    """An option that does not fit the case is refused with a message."""
    with pytest.raises((OptionError, CaseError), match=r"\w"):
        load_case(FIXTURE, overlay)


def test_a_table_that_stands_twice_draws_no_further_errors(tmp_path: Path) -> None:
    """Where a table stands twice its rows are not known, and references to them not told."""
    target = tmp_path / "case.yaml"
    target.write_text(SOUND + "parties: [{id: C, name: C}]\n")
    errors = read_case(target).errors
    assert [error.message for error in errors] == ["table 'parties' stands twice."]


SPOILT = {
    "gone": (None, None),
    "misspelt": (lambda name: name[0] + name[2:], None),
    "tabs": (None, lambda text: text.replace(",", "\t")),
    "UTF-16": (None, lambda text: text.encode("utf-16")),
}
REFERRED_TO = ("sources", "statements", "parties", "voices", "issues", "values", "controls")


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize("table", REFERRED_TO)
def test_a_missing_table_is_told_once(tmp_path: Path, table: str, how: str) -> None:
    """Without a table, hundreds of cells lead nowhere: that is one problem and not hundreds."""
    folder = tmp_path / "case"
    shutil.copytree(FLAGSHIP, folder)
    file = folder / f"{table}.csv"
    rename, spoil = SPOILT[how]
    if spoil is not None:
        text = spoil(file.read_text(encoding="utf-8"))
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    elif rename is not None:
        file.rename(folder / f"{rename(table)}.csv")
    else:
        file.unlink()
    errors = [str(error) for error in read_case(folder).errors]
    assert len(errors) == 1, errors
    assert table in errors[0]
    assert "None" not in errors[0]


def test_a_misspelt_table_of_a_file_is_told_once(tmp_path: Path) -> None:
    """In one file, too, what follows from a table's wrong name is left out."""
    target = tmp_path / "case.yaml"
    target.write_text(SOUND.replace("issues:", "isues:"))
    assert [str(error) for error in read_case(target).errors] == [
        "case.yaml:3: 'isues' is not a table of a case. Did you mean 'issues'?"
    ]
    target.write_text(re.sub(r"issues:.*\n", "", SOUND))
    assert [str(error) for error in read_case(target).errors] == [
        "table issues: the case has no issues. Add what is negotiated: id, question; then its "
        "values and controls."
    ]


@pytest.mark.parametrize(
    ("lines", "overlay", "message"),
    [
        ("", Overlay(readings=("U1",)), "The case has no line with several readings."),
        ("", Overlay(set=("x",)), "Write it as issues.ID.heading=another heading."),
        ("{id: L, parties: A, rule: X = n}", Overlay(set=("x",)), "red_lines.L.rule=X = n."),
    ],
)
def test_examples_are_of_the_case(
    tmp_path: Path, lines: str, overlay: Overlay, message: str
) -> None:
    """A hint shows names of the case itself, or none."""
    target = tmp_path / "case.yaml"
    target.write_text(re.sub(r"red_lines: .*\n", f"red_lines: [{lines}]\n", SOUND))
    with pytest.raises(OptionError, match=re.escape(message)):
        read_case(target, overlay)
