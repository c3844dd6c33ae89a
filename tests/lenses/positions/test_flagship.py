"""What the flagship case says of positions: ground troops in three days, and lines by the rule."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from zopa.lens import Assessment
from zopa.lenses import POSITIONS
from zopa.run import Request, assess

ROOT = Path(__file__).parents[3]
UKRAINE = ROOT / "cases" / "ukraine-2025-02"
TWELFTH, THIRTEENTH, FOURTEENTH = "2025-02-12", "2025-02-13", "2025-02-14"
UNITS = 1_000_000


@cache
def told(day: str = "") -> Assessment:
    """Return the flagship as of a day; as of its own where none is given."""
    return assess(UKRAINE, Request(as_of=day))


@cache
def found(day: str = "", *, everything: bool = False) -> dict[str, Any]:
    """Return the JSON of the United States' position on ground troops, or of all positions."""
    only = {} if everything else {"parties": ("USA",), "issues": ("UST",)}
    assessment = told(day)
    options = POSITIONS.options(band=not everything, **only)
    made = POSITIONS.as_json(assessment, POSITIONS.analyse(assessment, options, {}))
    read: dict[str, Any] = json.loads(json.dumps(made))
    return read


def chances(day: str) -> dict[str, float]:
    """Return how probable each value is, on no condition."""
    (position,) = (one for one in found(day)["positions"] if one["condition"] is None)
    return {value["value"]: value["p"] for value in position["values"]}


def line(name: str, day: str) -> tuple[str, str]:
    """Return strength and status of a line."""
    (one,) = (one for one in found(day)["lines"] if one["line"] == name)
    return one["strength"], one["status"]


# Ground troops ---------------------------------------------------------------------------


def test_the_position_on_ground_troops_differs_on_three_days() -> None:
    """Ruled out on the 12th, half taken back on the 13th, and on the 14th somewhere between."""
    ruled_out = {day: chances(day)["0"] for day in (TWELFTH, THIRTEENTH, FOURTEENTH)}
    assert len(set(ruled_out.values())) == 3
    assert ruled_out[TWELFTH] > 0.7
    assert ruled_out[THIRTEENTH] < ruled_out[FOURTEENTH] < ruled_out[TWELFTH]
    assert all(chances(day)["0"] == max(chances(day).values()) for day in ruled_out)


def test_the_refusal_of_the_twelfth_by_hand() -> None:
    """On the 12th one refusal is all there is: its evidence is a product of seven weights."""
    # kappa 6, speaks_for 0.7, a source of grade C 0.65, credibility 3 0.55, certain 1, refuse 1,
    # on the day itself; the prior 1 is spread over three values
    evidence = 6 * 0.7 * 0.65 * 0.55 * 1 * 1
    by_hand = {"0": 1 / 3 + evidence, "1": 1 / 3, "2": 1 / 3}
    assert chances(TWELFTH) == pytest.approx(
        {value: alpha / (1 + evidence) for value, alpha in by_hand.items()}, abs=1 / UNITS
    )


def test_what_is_at_odds_on_ground_troops() -> None:
    """Nothing on the 12th, a walk-back on the 13th, and a dispute besides on the 14th."""
    pairs = {
        day: {(one["kind"], one["earlier"], one["later"]) for one in found(day)["contradictions"]}
        for day in (TWELFTH, THIRTEENTH, FOURTEENTH)
    }
    walk_back = ("walk_back", "st-202", "st-207")
    assert pairs[TWELFTH] == set()
    assert pairs[THIRTEENTH] == {walk_back}
    assert walk_back in pairs[FOURTEENTH]
    disputes = {pair for pair in pairs[FOURTEENTH] if pair[0] == "dispute"}
    assert {later for _, _, later in disputes} == {"st-204"}
    assert len(disputes) == 1


def test_the_line_on_ground_troops_moves_with_what_was_said() -> None:
    """A1 refuses and is stated on the 12th; it objects and is softened by the 14th."""
    assert line("A1", TWELFTH) == ("refuses", "stated")
    assert line("A1", THIRTEENTH)[1] == "softened"
    assert line("A1", FOURTEENTH) == ("objects", "softened")


def test_the_words_of_the_vice_president_stand_under_their_condition() -> None:
    """Troops if no agreement is reached make a position of their own, on the 14th."""
    conditions = [
        [one["condition"] for one in found(day)["positions"]]
        for day in (TWELFTH, THIRTEENTH, FOURTEENTH)
    ]
    assert conditions == [[None], [None], [None, "CF = 0"]]
    by_condition = {one["condition"]: one for one in found(FOURTEENTH)["positions"]}
    statements = {share["statement"] for share in by_condition[None]["shares"]}
    assert not statements & {"st-050", "st-249", "st-303"}
    under = {share["statement"] for share in by_condition["CF = 0"]["shares"]}
    assert "st-249" in under
    assert statements < under


def test_the_brief_has_a_picture_of_ground_troops() -> None:
    """The small picture of the United States on troops shows the walk-back and the dispute."""
    assessment = told(FOURTEENTH)
    result = POSITIONS.analyse(assessment, POSITIONS.options(over_time=True), {})
    (chart,) = POSITIONS.charts(assessment, result)
    (panel,) = (one for one in chart.panels if (one.party, one.issue) == ("USA", "UST"))
    arrows = {(one.kind, one.earlier, one.later) for one in panel.arrows}
    assert ("walk_back", "st-202", "st-207") in arrows
    assert ("dispute", "st-249", "st-204") in arrows
    days = panel.series[0].days
    assert {TWELFTH, THIRTEENTH, FOURTEENTH} <= set(days)
    ruled_out = dict(zip(days, panel.series[0].p, strict=True))
    for day in (TWELFTH, THIRTEENTH, FOURTEENTH):
        assert ruled_out[day] == pytest.approx(chances(day)["0"], abs=0.001)
    marks = {mark.statement: mark for mark in panel.marks}
    assert (marks["st-202"].stance, marks["st-202"].day) == ("-", TWELFTH)
    assert marks["st-207"].stance == "u"


# All positions ---------------------------------------------------------------------------


def whole(number: float) -> int:
    """Return a number of millionths, which it must be."""
    units = round(number * UNITS)
    assert number == units / UNITS
    return units


def test_shares_sum_exactly_to_each_probability() -> None:
    """In millionths the shares of a value sum to its p, and the probabilities to 1."""
    positions = found(everything=True)["positions"]
    assert len(positions) > 30
    for position in positions:
        p = {value["value"]: whole(value["p"]) for value in position["values"]}
        assert sum(p.values()) == UNITS
        assert position["level"] is None  # the case has no numeric issue
        for value, units in p.items():
            parts = [one for one in position["shares"] if one["value"] == value]
            assert sum(whole(one["share"]) for one in parts) == units
            assert all(one["share"] >= 0 for one in parts)


def test_the_keys_of_a_position() -> None:
    """Each position has the keys that are promised, and each of its values and shares, too."""
    for position in (*found()["positions"], *found(everything=True)["positions"]):
        assert position.keys() >= {
            *("party", "issue", "condition", "as_of", "values"),
            *("vacuity", "conflict", "shares"),
        }
        assert position["as_of"] == FOURTEENTH
        for value in position["values"]:
            assert value.keys() >= {"value", "p", "low", "high"}
            assert 0 <= value["low"] <= value["p"] <= value["high"] <= 1
        for share in position["shares"]:
            assert share.keys() == {"statement", "value", "share"}
        assert 0 < position["vacuity"] <= 1
        assert 0 <= position["conflict"] <= 1


def test_shares_name_statements_that_are_seen_and_no_copies() -> None:
    """Behind every share stands the prior, or a statement that counts on the day."""
    ledger = told().ledger
    for position in found(everything=True)["positions"]:
        named = {share["statement"] for share in position["shares"]} - {"prior"}
        assert named <= ledger.statements
        assert not any(map(ledger.is_copy, named))


# Red lines -------------------------------------------------------------------------------

with (UKRAINE / "red_lines.csv").open(encoding="utf-8", newline="") as file:
    LINES = {row["id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", [id_ for id_, row in LINES.items() if row["basis"] != "judgement"])
def test_lines_stand_in_the_file_as_the_rule_has_them(name: str) -> None:
    """A line whose basis is no judgement has the strength and status that its statements give."""
    standing = told().ledger.standing(name)
    assert standing.by == "rule"
    assert (standing.strength, standing.status) == (
        LINES[name]["strength"],
        LINES[name]["status"],
    )


@pytest.mark.parametrize("name", [id_ for id_, row in LINES.items() if row["basis"] == "judgement"])
def test_a_judgement_stands_as_it_was_given(name: str) -> None:
    """A line by judgement keeps its cells, and where the rule says otherwise it is told."""
    assessment = told()
    standing = assessment.ledger.standing(name)
    assert standing.by == "analyst"
    assert (standing.strength, standing.status) == (
        LINES[name]["strength"],
        LINES[name]["status"],
    )
    result = POSITIONS.analyse(assessment, POSITIONS.options(band=False), {})
    ids = {one.id for one in POSITIONS.statements(assessment, result)}
    assert (f"positions/line/{name}" in ids) == standing.is_overruled


def test_some_judgement_overrules_the_rule() -> None:
    """R5 expresses by judgement, where by the wording of its statements it would demand."""
    standing = told().ledger.standing("R5")
    assert (standing.strength, standing.rule_strength) == ("expresses", "demands")
    assert standing.is_overruled
