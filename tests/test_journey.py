"""The main job as a user runs it, command by command, within one process."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zopa.cli import main

ROOT = Path(__file__).resolve().parent.parent
FLAGSHIP = str(ROOT / "cases" / "ukraine-2025-02")
FIXTURE = str(ROOT / "tests" / "cases" / "note-13")
RIVER = str(ROOT / "cases" / "river.yaml")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def zopa(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command and return its exit code, its output and its errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["zopa", *arguments])
        code: Any = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_the_flagship_has_no_errors(zopa: Run) -> None:
    """The shipped case is checked without errors, its known gaps are listed."""
    code, out, _ = zopa("check", FLAGSHIP)
    assert code == 0
    assert out.rstrip().splitlines()[-1].startswith("0 errors")
    assert "gaps.csv" in out


def test_red_lines_of_the_fixture(zopa: Run) -> None:
    """The fixture's published numbers come out of the command."""
    code, out, _ = zopa("redlines", FIXTURE, "--goal", "CF>=2", "--unscoped", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["space"] == {"raw": 94371840, "feasible": 11531520}
    assert found["goal"]["count"] == 11444832
    assert found["survivors"] == 0
    assert found["blocking_sets"] == [["R4", "R6", "U1"], ["R6", "U1", "A3"]]
    conceded = {tuple(s["lines"]): s["count"] for s in found["concession_sets"]}
    assert conceded == {("R6",): 130896, ("U1",): 15876, ("R4", "A3"): 2646}
    assert found["scope"] == "all"


@pytest.mark.parametrize("engine", ["elimination", "search"])
def test_engines_agree_through_the_command(zopa: Run, engine: str) -> None:
    """Each engine gives the same sets for the article's headline deal."""
    goal = "AIR>=1 and MIN>=1"
    _, out, _ = zopa("redlines", FIXTURE, "--goal", goal, "--engine", engine, "--json")
    found = json.loads(out)
    assert found["engine"] == engine
    assert found["goal"]["count"] == 6967296
    assert found["blocking_sets"] == [["R6"]]
    assert found["concession_sets"][0]["count"] == 104976


def test_what_ifs_are_named_in_the_result(zopa: Run) -> None:
    """A changed rule changes the answer and stands in the result."""
    changed = "red_lines.U1.rule=CF = 3 implies (NAT = 0 or FRC >= 2)"
    _, out, _ = zopa(
        "redlines", FIXTURE, "--goal", "CF>=2", "--unscoped", "--set", changed, "--json"
    )
    found = json.loads(out)
    assert found["survivors"] == 15876
    assert any("U1" in change for change in found["changes"])


def test_readings_are_answered_together(zopa: Run) -> None:
    """The flagship answers for every combination of readings, and a chosen one is the default."""
    _, out, _ = zopa("redlines", FLAGSHIP, "--goal", "truce", "--reading", "U1=U1c", "--json")
    found = json.loads(out)
    assert found["choice"] == {"R1": "R1a", "U1": "U1c"}
    assert len(found["readings"]) == 5
    assert ["U1c", "A3"] in found["blocking_sets"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--goal", "CFF>=2"), "Did you mean CF?"),
        (("--goal", "CF>>2"), "neither a goal of the case nor a rule"),
        (("--view", "cor"), "Did you mean 'core'?"),
        (("--without", "R77"), "no red line"),
        (("--reading", "U1=U9"), "U1=U9"),
        (("--as-of", "soon"), "is not a date"),
        (("--engine", "magic"), "--engine cannot be 'magic'"),
    ],
)
def test_wrong_options_end_in_a_message(
    zopa: Run, arguments: tuple[str, ...], message: str
) -> None:
    """A mistake in an option is named with its remedy, and the exit code is 2."""
    code, out, err = zopa("redlines", FIXTURE, *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_errors_as_json(zopa: Run) -> None:
    """Under --json an error is an object on stderr and stdout stays empty."""
    code, out, err = zopa("redlines", "/nowhere/at-all", "--json")
    assert (code, out) == (4, "")
    assert json.loads(err)["error"]["code"] == "storage"


def test_a_broken_case_computes_nothing(zopa: Run, tmp_path: Path) -> None:
    """Every error of a case is told, by table, row and column, and nothing is computed."""
    target = tmp_path / "broken.yaml"
    target.write_text(
        "case: {title: T}\n"
        "parties: [{id: A, name: A}]\n"
        "issues: [{id: X}]\n"
        "values: [{issue: X, id: a}, {issue: X, id: b}]\n"
        "controls: [{issue: X, movers: B}]\n"
        "red_lines: [{id: L, parties: A, rule: Y = a}]\n"
    )
    code, out, err = zopa("redlines", str(target), "--json")
    told = json.loads(err)["error"]["problems"]
    assert (code, out) == (2, "")
    assert {problem["table"] for problem in told} == {"controls", "red_lines"}
    code, out, _ = zopa("check", str(target), "--json")
    assert code == 2
    assert json.loads(out)["ok"] is False
    code, _, err = zopa("space", str(target))
    assert code == 2
    assert "nothing was computed" in err


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("X = a or X = b", "so it says nothing"),
        ("X = a and X = b", "no outcome meets line L"),
    ],
)
def test_a_line_that_says_nothing(zopa: Run, tmp_path: Path, rule: str, message: str) -> None:
    """A line that every outcome, or none, meets is an error."""
    target = tmp_path / "case.yaml"
    target.write_text(_small(f"red_lines: [{{id: L, parties: A, rule: {rule}}}]\n"))
    code, out, _ = zopa("check", str(target))
    assert code == 2
    assert message in out


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ("{id: C, rule: X = b}", "the status quo breaks condition C"),
        ("{id: C, rule: X = b}, {id: D, rule: X = a}", "together exclude every outcome"),
    ],
)
def test_conditions_that_cannot_be(
    zopa: Run, tmp_path: Path, conditions: str, message: str
) -> None:
    """Conditions that exclude the status quo, or everything, are errors."""
    target = tmp_path / "case.yaml"
    target.write_text(_small(f"conditions: [{conditions}]\n"))
    code, out, _ = zopa("check", str(target))
    assert code == 2
    assert message in out


def _small(more: str) -> str:
    return (
        "case: {title: T}\n"
        "parties: [{id: A, name: A}]\n"
        "issues: [{id: X}]\n"
        "values: [{issue: X, id: a}, {issue: X, id: b}]\n"
        "controls: [{issue: X, movers: A}]\n" + more
    )


def test_space_and_view(zopa: Run) -> None:
    """The view core has 51,504 outcomes that satisfy the conditions."""
    _, out, _ = zopa("space", FIXTURE, "--view", "core", "--json")
    assert json.loads(out)["space"]["feasible"] == 51504
    code, out, _ = zopa("space", FIXTURE)
    assert code == 0
    assert "11,531,520" in out


def test_a_view_settles_and_restricts_lines(zopa: Run) -> None:
    """In the view core lines on held issues are settled, others are flagged as restricted."""
    _, out, _ = zopa("redlines", FIXTURE, "--view", "core", "--goal", "CF>=2", "--json")
    found = json.loads(out)
    assert {"id": "R2", "met": True} in found["settled"]
    assert {"id": "R5", "met": False} in found["settled"]
    assert "R1" in found["restricted"]
    code, out, _ = zopa("redlines", FIXTURE, "--view", "core", "--goal", "CF>=2")
    assert code == 0
    assert "settled outside the view: the held values break it" in out


def test_the_brief_is_whole_and_the_same_twice(zopa: Run, tmp_path: Path) -> None:
    """The brief is one file, the same twice, and is not overwritten unasked."""
    first, second = tmp_path / "one.html", tmp_path / "two.html"
    assert zopa("brief", FLAGSHIP, "-o", str(first))[0] == 0
    code, out, _ = zopa("brief", FLAGSHIP, "-o", str(second), "--json")
    assert code == 0
    assert json.loads(out)["file"] == str(second)
    assert first.read_bytes() == second.read_bytes()
    text = first.read_text(encoding="utf-8")
    assert "Content-Security-Policy" in text
    assert "<script src" not in text
    assert text.count("<script") == 2  # the board, and its data, which nothing runs
    assert "script-src &#39;sha256-" in text
    code, _, err = zopa("brief", FLAGSHIP, "-o", str(first))
    assert code == 4
    assert "--force" in err
    code, out, _ = zopa("brief", FLAGSHIP, "-o", "-")
    assert out == text


def test_every_finding_of_the_front_opens(zopa: Run) -> None:
    """Each statement of the first pages opens down to rows, and these to sources."""
    from zopa.run import Request, assess, brief_options, run

    findings = run(assess(FLAGSHIP, Request()), brief_options())
    assert 1 <= len(findings.front) <= 12
    for statement in findings.front:
        assert statement.rests_on, statement.id
        assert all(address in findings.cards for address in statement.rests_on), statement.id
    blocking = "redlines/CF=3/blocking/R1a+U2"
    code, out, _ = zopa("why", FLAGSHIP, blocking, "--json")
    assert code == 0
    opened = json.loads(out)
    assert opened["finding"]["id"] == blocking
    assert any(card["address"].startswith("sources/") for card in opened["cards"])
    code, out, _ = zopa("why", FLAGSHIP, blocking)
    assert "red_lines/U2" in out
    code, out, _ = zopa("why", FIXTURE, "redlines/CF=3/verdict")
    assert code == 0
    code, _, err = zopa("why", FIXTURE, "redlines/CF>=2/verdit")
    assert code == 2
    assert "Did you mean" in err


def test_fail_if_gates(zopa: Run) -> None:
    """A gate that is met ends with exit code 1."""
    assert zopa("redlines", FIXTURE, "--goal", "CF>=2", "--fail-if", "blocked")[0] == 1
    assert zopa("redlines", FIXTURE, "--goal", "CF>=2", "--fail-if", "open")[0] == 0


def test_convert_and_diff(zopa: Run, tmp_path: Path) -> None:
    """A case keeps its hash in another carrier, and a difference is told by row."""
    target = tmp_path / "case.yaml"
    code, out, _ = zopa("convert", FLAGSHIP, str(target), "--json")
    assert code == 0
    assert zopa("convert", FLAGSHIP, str(target))[0] == 4
    assert zopa("convert", FLAGSHIP, str(target), "--force")[0] == 0
    code, found, _ = zopa("diff", FLAGSHIP, str(target), "--json")
    body = json.loads(found)
    assert body["case_hash"] == body["other_hash"] == json.loads(out)["case_hash"]
    assert list(body["tables"]) == []
    code, out, _ = zopa("diff", FLAGSHIP, FIXTURE)
    assert code == 0
    assert "red_lines" in out


def test_doctor_and_version(zopa: Run) -> None:
    """The machine is examined without a network, and the version can be asked."""
    assert zopa("doctor")[0] == 0
    assert json.loads(zopa("doctor", "--json")[1])["schema"] == "zopa.doctor/1"
    assert zopa("--version")[1].startswith("zopa ")
    assert json.loads(zopa("--version", "--json")[1])["schema"] == "zopa.version/1"


@pytest.mark.parametrize(
    ("raised", "code"), [(RuntimeError("odd"), 70), (KeyboardInterrupt(), 130)]
)
def test_bugs_and_interrupts(
    zopa: Run, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int
) -> None:
    """A bug of ours ends with 70 and an interrupt with 130, both without a traceback."""

    def fail(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("zopa.model.checks.check", fail)
    found, out, err = zopa("check", FIXTURE)
    assert (found, out) == (code, "")
    assert "Traceback" not in err


@pytest.mark.parametrize("case", [FLAGSHIP, FIXTURE, RIVER])
def test_shipped_cases_keep_their_hash_in_every_carrier(
    zopa: Run, tmp_path: Path, case: str
) -> None:
    """Each shipped case is sound and goes from carrier to carrier without loss."""
    assert zopa("check", case)[0] == 0
    folder, document = tmp_path / "folder", tmp_path / "case.yaml"
    hashes = set()
    for source, target in ((case, folder), (str(folder), document)):
        code, out, _ = zopa("convert", source, str(target), "--json")
        assert code == 0
        hashes.add(json.loads(out)["case_hash"])
    assert len(hashes) == 1


def river(zopa: Run, goal: str, *options: str) -> dict[str, Any]:
    """Ask one goal of the fictional case."""
    _, out, _ = zopa("redlines", RIVER, "--goal", goal, "--json", *options)
    found: dict[str, Any] = json.loads(out)
    return found


# The numbers of the river are those of a script that walks its 162 combinations and knows
# nothing of zopa.


def test_the_river_depends_on_a_reading(zopa: Run) -> None:
    """In the fictional case an agreed share is open, or blocked by a pair, as B2 is read."""
    found = river(zopa, "share")
    assert found["space"] == {"raw": 162, "feasible": 81}
    assert (found["goal"]["count"], found["survivors"]) == (54, 2)
    (other,) = found["readings"]
    assert other["choice"] == {"B2": "B2b"}
    assert (other["survivors"], other["blocking_sets"]) == (0, [["A3", "B2b"]])
    conceded = {tuple(s["lines"]): s["count"] for s in other["concession_sets"]}
    assert conceded == {("A3",): 2, ("B2b",): 4}


def test_the_river_binds_by_consent(zopa: Run) -> None:
    """The villages, whose consent no outcome needs, block an agreed share if all lines bind."""
    found = river(zopa, "share")
    assert [line["id"] for line in found["lines"] if line["idle"]] == ["F1"]
    assert found["unscoped"]["survivors"] == 0
    assert found["unscoped"]["blocking_sets"] == [["A1", "A2", "F1"]]
    assert river(zopa, "share", "--unscoped")["blocking_sets"] == [["A1", "A2", "F1"]]


def test_a_hint_of_the_river_would_decide(zopa: Run) -> None:
    """Arda's hint counts only where it is taken in, and then blocks an agreed share."""
    found = river(zopa, "share", "--with", "A4")
    assert (found["survivors"], found["blocking_sets"]) == (0, [["A1", "A2", "A4", "B3"]])


def test_a_line_of_the_river_blocks_alone_by_a_judged_condition(zopa: Run) -> None:
    """A3 blocks the high dam alone, and no longer without what the coder judged."""
    found = river(zopa, "high-dam")
    assert (found["goal"]["count"], found["survivors"]) == (12, 0)
    assert found["blocking_sets"] == [["A3"], ["A2", "B1"]]
    assert [line["id"] for line in found["lines"] if line["blocks_alone"]] == ["A3"]
    conceded = {tuple(s["lines"]): s["count"] for s in found["concession_sets"]}
    assert conceded == {("A2", "A3"): 6, ("A3", "B1"): 2}
    assert river(zopa, "high-dam", "--drop-judged")["blocking_sets"] == [["A2", "B1"]]


def test_rows_left_out_leave_no_false_errors(zopa: Run) -> None:
    """What an overlay leaves out may be named elsewhere: the flagship's judged conditions."""
    goal = ("--goal", "air-for-access")
    code, out, _ = zopa("redlines", FLAGSHIP, *goal, "--drop-judged", "--json")
    assert code == 0
    assert json.loads(out)["survivors"] > 0
    for name in ("R6", "U1", "C2"):
        assert zopa("redlines", FLAGSHIP, *goal, "--without", name, "--json")[0] == 0


def test_more_parties_than_bits(zopa: Run, tmp_path: Path) -> None:
    """Seventy parties are read; who moves or owns a line must be among the first sixty-four."""
    names = "".join(f"  - {{id: P{number}, name: P{number}}}\n" for number in range(70))
    text = _small("red_lines: [{id: L, parties: A, rule: X = a}]\n")
    before = "parties: [{id: A, name: A}]\n"
    first, last = tmp_path / "first.yaml", tmp_path / "last.yaml"
    first.write_text(text.replace(before, "parties:\n  - {id: A, name: A}\n" + names))
    last.write_text(text.replace(before, "parties:\n" + names + "  - {id: A, name: A}\n"))
    assert zopa("check", str(first))[0] == 0
    code, _, err = zopa("check", str(last))
    assert code == 2
    assert "first in the table parties" in err


def test_a_view_of_a_case_that_is_too_large_as_a_whole(zopa: Run, tmp_path: Path) -> None:
    """The whole is refused with figures, beside every other problem; a view is answered."""
    issues = [f"I{number}" for number in range(40)]
    pairs = [(one, other) for one in issues for other in issues if one < other]
    text = (
        "parties: [{id: A, name: A}]\n"
        + "".join(["issues:\n", *(f"- {{id: {issue}}}\n" for issue in issues)])
        + "".join(["values:\n", *(f"- {{issue: {i}, id: {v}}}\n" for i in issues for v in "abcd")])
        + "".join(["controls:\n", *(f"- {{issue: {issue}, movers: A}}\n" for issue in issues)])
        + "conditions:\n"
        + "".join(f"- {{id: {a}{b}, rule: {a} = a or {b} = a or {a} = b}}\n" for a, b in pairs)
        + "views: [{id: V, keep: I0;I1;I2}]\n"
        + "red_lines: [{id: L, parties: A, rule: I0 = a}]\n"
    )
    (tmp_path / "wide.yaml").write_text(text)
    code, out, _ = zopa("check", str(tmp_path / "wide.yaml"))
    assert code == 2
    assert "39 issues and lines hang together" in out
    assert "without a date: L." in out
    asked = ("redlines", str(tmp_path / "wide.yaml"), "--goal", "I0 = b")
    assert zopa(*asked)[0] == 2
    code, out, _ = zopa(*asked, "--view", "V")
    assert code == 0
    assert "This line alone blocks it: L (A) requires that I0 is a." in out
