"""The commands, run in this process: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import zopa.model.checks

ROOT = Path(__file__).parents[2]
NOTE = str(ROOT / "tests/cases/note-13")
UKRAINE = str(ROOT / "cases/ukraine-2025-02")
COMMANDS = (
    *("check", "space", "redlines", "why", "brief", "audit", "convert", "diff", "doctor"),
    *("timeline", "positions", "inventory", "source list", "source lineage"),
)
COMMON = {"schema", "case_hash", "as_of", "view", "scope", "version", "seed"}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(zopa_cli: Any, command: str) -> None:
    """Every command's help shows an example."""
    code, out, _ = zopa_cli(*command.split(), "--help")
    assert code == 0
    assert f"Example: zopa {command}" in out


def test_the_numbers_of_the_note(zopa_cli: Any) -> None:
    """The command prints the numbers of note 13 under the keys that are promised."""
    code, out, err = zopa_cli("redlines", NOTE, "--goal", "CF >= 2", "--unscoped", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert set(found) >= COMMON
    assert found["space"] == {"raw": 94_371_840, "feasible": 11_531_520}
    assert found["goal"]["count"] == 11_444_832
    assert found["survivors"] == 0
    assert found["blocking_sets"] == [["R4", "R6", "U1"], ["R6", "U1", "A3"]]
    conceded = [(entry["lines"], entry["count"]) for entry in found["concession_sets"]]
    assert conceded == [(["R6"], 130_896), (["U1"], 15_876), (["R4", "A3"], 2_646)]
    assert set(found["lines"][0]) == {"id", "parties", "blocks_alone", "idle", "decisive"}


def test_an_overlay_changes_the_answer_and_is_named(zopa_cli: Any) -> None:
    """Without R6 and U2 outcomes survive, and the change is named."""
    goal = ("--goal", "CF >= 2", "--unscoped", "--json")
    _, out, _ = zopa_cli("redlines", NOTE, *goal, "--without", "R6", "--without", "U2")
    found = json.loads(out)
    assert found["survivors"] == 170_064
    assert found["changes"] == ["without R6", "without U2"]


def test_a_reading_is_chosen(zopa_cli: Any) -> None:
    """The reading that is chosen becomes the default one."""
    _, out, _ = zopa_cli(
        "redlines", UKRAINE, "--goal", "ceasefire", "--reading", "U1=U1c", "--json"
    )
    found = json.loads(out)
    assert found["choice"]["U1"] == "U1c"
    assert len(found["readings"]) == 5


def test_the_gates_end_with_one(zopa_cli: Any) -> None:
    """A gate that is met ends with 1, another with 0."""
    asked = ("redlines", NOTE, "--goal", "ceasefire", "--json", "--fail-if")
    assert zopa_cli(*asked, "blocked")[0] == 1
    assert zopa_cli(*asked, "open")[0] == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("redlines", NOTE, "--view", "cor"), "option", "Did you mean 'core'?"),
        (("redlines", NOTE, "--goal", "ceasefir"), "option", "ceasefire"),
        (("redlines", UKRAINE, "--reading", "U1=U1z"), "option", "Did you mean"),
        (("redlines", NOTE, "--without", "R66"), "option", "Did you mean 'R6'?"),
        (("redlines", NOTE, "--engine", "elimnation"), "option", "Did you mean 'elimination'?"),
        (("why", NOTE, "redlines/taly"), "option", "Did you mean 'redlines/tally'?"),
        (("space", NOTE, "--as-of", "soon"), "option", "--as-of"),
    ],
)
def test_a_wrong_name_offers_the_nearest(
    zopa_cli: Any, words: tuple[str, ...], code: str, told: str
) -> None:
    """A wrong name ends with 2 and, as JSON, with an error on stderr and nothing on stdout."""
    ended, out, err = zopa_cli(*words, "--json")
    error = json.loads(err)["error"]
    assert (ended, out, error["code"]) == (2, "", code)
    assert told in f"{error['message']} {error['hint']}"


def test_a_missing_file_ends_with_four(zopa_cli: Any, tmp_path: Path) -> None:
    """A case that is not there ends with 4."""
    assert zopa_cli("check", str(tmp_path / "none"))[0] == 4


@pytest.mark.parametrize(("error", "code"), [(RuntimeError("x"), 70), (KeyboardInterrupt(), 130)])
def test_bugs_and_interruptions(
    zopa_cli: Any, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    """A bug ends with 70 and an interruption with 130."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(zopa.model.checks, "check", fail)
    assert zopa_cli("check", NOTE)[0] == code


def test_a_case_keeps_its_hash_in_every_carrier(zopa_cli: Any, tmp_path: Path) -> None:
    """CSV to YAML and back keeps the hash, and nothing is overwritten unasked."""
    yaml, again = str(tmp_path / "a.yaml"), str(tmp_path / "again")
    one = json.loads(zopa_cli("convert", NOTE, yaml, "--json")[1])
    two = json.loads(zopa_cli("convert", yaml, again, "--json")[1])
    assert one["case_hash"] == two["case_hash"]
    assert zopa_cli("convert", NOTE, yaml)[0] == 4
    assert json.loads(zopa_cli("diff", NOTE, again, "--json")[1])["tables"] == []


def test_a_brief_is_written_once_and_the_same(zopa_cli: Any, tmp_path: Path) -> None:
    """A brief is the same twice, and replaces a file only when forced."""
    path = tmp_path / "brief.html"
    assert zopa_cli("brief", NOTE, "-o", str(path))[0] == 0
    first = path.read_bytes()
    assert zopa_cli("brief", NOTE, "-o", str(path))[0] == 4
    assert zopa_cli("brief", NOTE, "-o", str(path), "--force", "--json")[0] == 0
    assert path.read_bytes() == first
    assert zopa_cli("brief", NOTE, "-o", "-")[1].encode() == first


@pytest.mark.parametrize("finding", ["redlines/CF>=2/verdict", "redlines/CF=3/verdict"])
def test_why_opens_a_finding(zopa_cli: Any, finding: str) -> None:
    """A finding of the case, or of a goal asked now, opens down to its rows."""
    code, out, _ = zopa_cli("why", NOTE, finding)
    assert code == 0
    assert "red_lines/" in out
    assert json.loads(zopa_cli("why", NOTE, finding, "--json")[1])["cards"]


DATED = """\
case: {title: T, as_of: "2025-02-14"}
parties: [{id: A, name: A}]
issues: [{id: X}]
values: [{issue: X, id: a}, {issue: X, id: b}, {issue: X, id: c, known_from: "2025-02-10"}]
controls: [{issue: X, movers: A}]
red_lines:
  - {id: L, parties: A, rule: X != b, stated_at: "2025-02-10"}
  - {id: M, parties: A, rule: X != c, stated_at: "2025-02-15"}
goals: [{id: G, rule: changed(X)}]
"""


@pytest.mark.parametrize(
    ("as_of", "day", "raw", "lines", "survivors"),
    [
        ((), "2025-02-14", 3, ["L"], 1),
        (("--as-of", "2025-02-14"), "2025-02-14", 3, ["L"], 1),
        (("--as-of", "2025-02-10"), "2025-02-10", 3, ["L"], 1),
        (("--as-of", "2025-02-09"), "2025-02-09", 2, [], 1),
        (("--as-of", "2025-02-15"), "2025-02-15", 3, ["L", "M"], 0),
    ],
    ids=str,
)
def test_a_day_hides_what_came_later(
    zopa_cli: Any,
    tmp_path: Path,
    as_of: tuple[str, ...],
    day: str,
    raw: int,
    lines: list[str],
    survivors: int,
) -> None:
    """Lines not yet stated and values not yet named are left out; the day itself counts."""
    path = tmp_path / "case.yaml"
    path.write_text(DATED, encoding="utf-8")
    code, out, _ = zopa_cli("redlines", str(path), *as_of, "--json")
    found = json.loads(out)
    assert (code, found["as_of"]) == (0, day)
    assert found["space"]["raw"] == raw
    assert [line["id"] for line in found["lines"]] == lines
    assert found["survivors"] == survivors


def test_an_earlier_day_of_a_shipped_case_has_fewer_lines(zopa_cli: Any) -> None:
    """In December 2021 one dated line of the case was stated; those of unknown date were not."""
    _, out, _ = zopa_cli("redlines", UKRAINE, "--goal", "truce", "--as-of", "2021-12-17", "--json")
    found = json.loads(out)
    assert [line["id"] for line in found["lines"]] == ["R4"]
    assert found["changes"] == []
    code, out, _ = zopa_cli("redlines", UKRAINE, "--goal", "truce", "--as-of", "2021-12-16")
    assert code == 0
    assert ", as of 2021-12-16 (" in out


def test_a_hinted_line_is_taken_in(zopa_cli: Any) -> None:
    """E1 is outside the default set; --with takes it in, and the change is named."""
    asked = ("redlines", UKRAINE, "--goal", "FRC >= 2 and AIR = 0 and ADS = 0", "--json")
    before, after = (json.loads(zopa_cli(*asked, *more)[1]) for more in ((), ("--with", "E1")))
    ids = [[line["id"] for line in found["lines"]] for found in (before, after)]
    assert set(ids[1]) - set(ids[0]) == {"E1"}
    assert [found["changes"] for found in (before, after)] == [[], ["with E1"]]
    assert {"id": "E1", "parties": ["GBR", "FRA"]}.items() <= after["lines"][-2].items()
    assert ["E1"] in after["blocking_sets"]
    assert before["goal"]["count"] == after["goal"]["count"] > 0


def test_a_line_that_counts_already_is_not_taken_in(zopa_cli: Any) -> None:
    """--with is for lines outside the default set; for others it is a mistake."""
    code, _, err = zopa_cli("redlines", UKRAINE, "--with", "R6")
    assert code == 2
    assert err == (
        "error: --with R6: line R6 is in the default set already. --with is for lines of strength "
        "hints or status withdrawn.\n"
    )


def test_an_error_of_a_difference_says_in_which_case_it_is(zopa_cli: Any, tmp_path: Path) -> None:
    """A program that compares two cases learns which of them is broken."""
    spoilt = tmp_path / "spoilt"
    assert zopa_cli("convert", NOTE, str(spoilt))[0] == 0
    (spoilt / "goals.csv").write_text("id,rule\nG1,CF =\n", encoding="utf-8")
    code, out, err = zopa_cli("diff", NOTE, str(spoilt), "--json")
    assert (code, out) == (2, "")
    (problem,) = json.loads(err)["error"]["problems"]
    assert (problem["path"], problem["file"]) == (str(spoilt), "goals.csv")
