"""What moved between two days: statements, positions, lines and findings, and why."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from zopa.between import LEAST, MOST_NAMED, Moves, between, moves_json
from zopa.errors import OptionError
from zopa.run import Request

ROOT = Path(__file__).parents[1]
UKRAINE = ROOT / "cases" / "ukraine-2025-02"

PASS = """\
case: {title: A pass, as_of: "2025-02-14"}
sources:
  - {id: wire, title: Wire, reliability: B}
  - {id: copy, title: Copy, copied_from: wire}
  - {id: other, title: Other, reliability: B}
parties: [{id: A, name: Arda}]
voices:
  - {id: min, party: A, name: Minister, mandate: negotiates}
  - {id: off, party: A, name: Office, mandate: speaks_for}
issues: [{id: X, heading: the pass}]
values: [{issue: X, id: shut}, {issue: X, id: open}]
controls: [{issue: X, movers: A}]
goals: [{id: G, rule: X = open}]
"""
ROW = (
    "{id: %s, source: %s, voice: %s, principal: A, issue: X, target: %s, act: %s, certainty: CT,"
    ' firmness: 5, asserted_at: "%s", utterance: %s, paraphrase: words of %s}'
)


def row(id_: str, day: str, **cells: str) -> str:
    """Return a row of statements."""
    told = {"source": "wire", "voice": "min", "target": "shut", "act": "demand"} | cells
    names = ("source", "voice", "target", "act")
    utterance = told.get("utterance", id_)
    return ROW % (id_, *(told[name] for name in names), f"2025-02-{day}", utterance, id_)


def moved(
    folder: Path,
    rows: list[str],
    links: list[tuple[str, str, str]] | None = None,
    days: tuple[str, str] = ("2025-02-12", "2025-02-14"),
    lines: str = "",
) -> Moves:
    """Return what moved in a small case."""
    text = PASS + "".join(["statements:\n", *(f"  - {one}\n" for one in rows)] if rows else [])
    if links:
        text += "statement_links:\n" + "".join(
            f"  - {{from_statement: {later}, kind: {kind}, to_statement: {earlier}}}\n"
            for later, kind, earlier in links
        )
    path = folder / "case.yaml"
    path.write_text(text + lines, encoding="utf-8")
    return between(path, Request(), *days)


LINE = (
    'red_lines:\n  - {id: L, parties: A, rule: X = shut, statements: s1, stated_at: "2025-02-%s"}\n'
)


# Days ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "days",
    [
        ("2025-02-14", "2025-02-12"),
        ("2025-02-14", "2025-02-14"),
        ("2025-02", "2025-02-14"),
        ("soon", "2025-02-14"),
        ("", "2025-02-14"),
    ],
)
def test_two_days_in_order_are_asked_for(tmp_path: Path, days: tuple[str, str]) -> None:
    """Days that are reversed, the same, or no full days are refused."""
    with pytest.raises(OptionError):
        moved(tmp_path, [row("s1", "10")], days=days)


# Statements ------------------------------------------------------------------------------


def test_a_statement_is_new_once_it_is_seen(tmp_path: Path) -> None:
    """What was seen before is not told; what came to be seen is, with its days."""
    found = moved(tmp_path, [row("s1", "10"), row("s2", "13"), row("s3", "15")])
    assert [(one.statement, one.kind) for one in found.statements] == [("s2", "new")]
    assert found.statements[0].why == "new, reported 2025-02-13"


def test_the_days_of_a_new_statement_are_said_in_words() -> None:
    """A day that is only known to be the last is told so, and in French as French has it."""
    why = {one.statement: one.why for one in flagship().statements if one.kind == "new"}
    assert why["st-201"] == "new, reported 2025-02-14"
    assert why["st-351"] == "new, a copy of st-303"
    asked = Request(language="fr")
    moves = between(UKRAINE, asked, "2025-02-13", "2025-02-14")
    french = {one.statement: one.why for one in moves.statements if one.kind == "new"}
    assert "14 février 2025" in french["st-209"]


def test_nothing_moves_where_nothing_is_said(tmp_path: Path) -> None:
    """Without statements there is nothing to tell, and no error."""
    found = moved(tmp_path, [])
    assert (found.statements, found.positions, found.lines, found.findings) == ((), (), (), ())
    assert json.loads(json.dumps(moves_json(found)))["as_of"] == ["2025-02-12", "2025-02-14"]


@pytest.mark.parametrize(
    ("cells", "kind", "moves"),
    [
        ({"act": "retract"}, "retracts", [("s1", "retracted", "retracted by s2"), ("s2", "new")]),
        (
            {"target": "open"},
            "supersedes",
            [("s1", "superseded", "superseded by s2"), ("s2", "new")],
        ),
        ({"act": "deny"}, "disputes", [("s1", "disputed", "disputed by s2"), ("s2", "new")]),
        ({"act": "hint"}, "clarifies", [("s2", "new")]),
    ],
)
def test_what_became_of_a_statement_is_told(
    tmp_path: Path, cells: dict[str, str], kind: str, moves: list[tuple[str, ...]]
) -> None:
    """A statement that is taken back or disputed between the days has moved, and by what."""
    found = moved(tmp_path, [row("s1", "10"), row("s2", "13", **cells)], [("s2", kind, "s1")])
    told = [(one.statement, one.kind, one.why) for one in found.statements]
    assert [one[: len(move)] for one, move in zip(told, moves, strict=True)] == moves


def test_a_further_root_moves_the_credibility(tmp_path: Path) -> None:
    """A second root of an utterance raises the first report from 3 to 2."""
    rows = [row("s1", "10", utterance="u"), row("s2", "13", source="other", utterance="u")]
    told = [(one.statement, one.kind, one.why) for one in moved(tmp_path, rows).statements]
    assert told[0] == ("s1", "credibility", "credibility from 3 to 2")


def test_a_report_becomes_a_copy_once_its_original_is_seen(tmp_path: Path) -> None:
    """A copy that was seen first has moved when the report above it comes out."""
    rows = [
        row("s1", "13", utterance="u"),
        row("s2", "10", source="copy", utterance="u"),
    ]
    told = {(one.statement, one.kind, one.why) for one in moved(tmp_path, rows).statements}
    assert ("s2", "copy", "now a copy of s1") in told


# Positions -------------------------------------------------------------------------------


def test_a_position_moves_by_the_shares_of_statements(tmp_path: Path) -> None:
    """The statements whose shares changed most are the reason, from their share before."""
    rows = [row("s1", "10"), row("s2", "13", target="open", voice="off")]
    (move,) = moved(tmp_path, rows).positions
    assert (move.party, move.issue, move.condition) == ("A", "X", "")
    assert move.before["shut"] > move.after["shut"]
    assert move.before["shut"] + move.before["open"] == pytest.approx(1)
    assert [name for name, *_ in move.because] == ["s2", "s1"]
    assert move.because[0][1] == 0
    assert move.because[0][2] > LEAST
    assert move.vacuity[0] > move.vacuity[1]


def test_a_first_position_has_no_before(tmp_path: Path) -> None:
    """Where nothing had been said, there is nothing before, and all rested on nothing."""
    (move,) = moved(tmp_path, [row("s1", "13")]).positions
    assert (dict(move.before), move.vacuity[0]) == ({}, 1.0)


def test_a_position_that_only_ages_a_little_is_not_told(tmp_path: Path) -> None:
    """What moves by less than half a per cent has not moved."""
    aged = row("s1", "10", act="assert")
    assert moved(tmp_path, [aged], days=("2025-02-13", "2025-02-14")).positions == ()
    (move,) = moved(tmp_path, [aged], days=("2025-02-12", "2025-03-30")).positions
    assert move.after["shut"] < move.before["shut"]


def test_no_more_reasons_are_named_than_can_be_read(tmp_path: Path) -> None:
    """Three statements are named at most, those that moved it most."""
    rows = [row(f"s{number}", "13", target="open") for number in range(6)]
    (move,) = moved(tmp_path, rows).positions
    assert len(move.because) == MOST_NAMED


# Lines and findings ----------------------------------------------------------------------


def test_a_line_is_stated(tmp_path: Path) -> None:
    """A line that somebody stated between the days is told with what it says."""
    (move,) = moved(tmp_path, [row("s1", "13")], lines=LINE % "13").lines
    assert (move.line, move.kind, move.before, move.because) == ("L", "stated", "", ("s1",))
    assert move.after.startswith("insists, stated: ")


def test_a_line_is_softened(tmp_path: Path) -> None:
    """A line whose status changed is told with both, and with what softened it."""
    rows = [row("s1", "10"), row("s3", "13", act="hint")]
    (move,) = moved(tmp_path, rows, [("s3", "qualifies", "s1")], lines=LINE % "10").lines
    assert (move.kind, move.before, move.after) == (
        "changed",
        "insists, stated",
        "insists, softened",
    )
    assert move.because == ("s3",)


def test_a_line_that_stands_as_it_stood_is_not_told(tmp_path: Path) -> None:
    """Where neither strength nor status changed, the line has not moved."""
    rows = [row("s1", "10"), row("s3", "13", act="hint")]
    assert moved(tmp_path, rows, lines=LINE % "10").lines == ()


def test_a_stated_line_moves_what_is_answered(tmp_path: Path) -> None:
    """A line that blocks a goal makes new findings, and some that no longer hold."""
    found = moved(tmp_path, [row("s1", "13")], lines=LINE % "13").findings
    kinds = {one.kind for one in found}
    assert "new" in kinds
    for one in found:
        assert bool(one.before) == (one.kind != "new")
        assert bool(one.after) == (one.kind != "gone")
        assert one.finding.startswith("redlines/")
        assert "/concession/" not in one.finding
    assert len({one.finding for one in found}) == len(found)


# The flagship ----------------------------------------------------------------------------


@cache
def flagship() -> Moves:
    """Return what moved from the 12th to the 14th of February 2025."""
    return between(UKRAINE, Request(), "2025-02-12", "2025-02-14")


def test_what_moved_from_the_twelfth_to_the_fourteenth() -> None:
    """The refusal is taken back, the position on troops moves, and so does the line on them."""
    told = {(one.statement, one.kind): one.why for one in flagship().statements}
    assert told["st-202", "superseded"] == "superseded by st-207"
    assert told["st-206", "superseded"] == "superseded by st-051"
    assert ("st-204", "new") in told
    assert ("st-205", "new") not in told  # reported on the 15th
    assert ("st-202", "new") not in told
    troops = next(one for one in flagship().positions if (one.party, one.issue) == ("USA", "UST"))
    assert troops.before["0"] > troops.after["0"]
    assert "st-202" in [name for name, *_ in troops.because]
    lines = {one.line: one for one in flagship().lines}
    assert (lines["A1"].kind, lines["A1"].before, lines["A1"].after) == (
        "changed",
        "refuses, stated",
        "objects, softened",
    )
    assert "st-207" in lines["A1"].because
    assert lines["U4"].kind == "stated"
    assert flagship().findings


def test_the_json_of_moves() -> None:
    """The JSON of moves has both days, and for each part rows with the keys that are promised."""
    made = json.loads(json.dumps(moves_json(flagship()), allow_nan=False))
    assert made["as_of"] == ["2025-02-12", "2025-02-14"]
    assert made.keys() == {"as_of", "statements", "positions", "lines", "findings"}
    assert made["statements"][0].keys() == {"statement", "kind", "why"}
    assert made["lines"][0].keys() == {"line", "kind", "before", "after", "because"}
    assert made["findings"][0].keys() == {"finding", "kind", "before", "after"}
    for one in made["positions"]:
        assert one.keys() == {
            *("party", "issue", "condition", "before", "after", "vacuity", "because"),
        }
        assert sum(one["after"].values()) == pytest.approx(1, abs=1e-5)
        for because in one["because"]:
            assert because.keys() == {"statement", "before", "after"}


def test_the_day_of_the_request_is_not_used() -> None:
    """What moved between two days hangs on these alone."""
    asked = replace(Request(), as_of="2021-12-17")
    found = between(UKRAINE, asked, "2025-02-12", "2025-02-14")
    assert [vars(one) for one in found.lines] == [vars(one) for one in flagship().lines]
