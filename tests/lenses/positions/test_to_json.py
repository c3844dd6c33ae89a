"""The JSON of positions: whole millionths whose shares sum exactly."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lenses.spoken import assessment, said
from zopa.lens import Assessment
from zopa.lenses import POSITIONS
from zopa.lenses.positions.to_json import UNITS, apportioned

SHUT = {"target": "shut", "asserted_at": "2025-02-12"}


def as_json(found: Assessment, **options: Any) -> dict[str, Any]:
    """Return the keys that the lens adds."""
    made: dict[str, Any] = POSITIONS.as_json(
        found, POSITIONS.analyse(found, POSITIONS.options(**options), {})
    )
    return made


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(0, UNITS))
def test_parts_are_rounded_to_a_total(parts: list[float], total: int) -> None:
    """The rounded parts sum to the total, and none is a whole unit off its exact share."""
    found = apportioned(parts, total)
    whole = sum(parts)
    if whole <= 0:
        assert found == [0] * len(parts)
        return
    assert sum(found) == total
    for part, number in zip(parts, found, strict=True):
        assert abs(number - part / whole * total) < 1 + 1e-6


def test_the_largest_remainders_are_rounded_up() -> None:
    """Hamilton's method: what is left over goes to the largest remainders, the first of equals."""
    assert apportioned([1, 1, 1], 100) == [34, 33, 33]
    assert apportioned([0.5, 0.3, 0.2], 11) == [6, 3, 2]  # 5.5, 3.3, 2.2
    assert apportioned([], 5) == []


def test_the_shares_of_a_level_sum_to_one() -> None:
    """On a numeric issue the shares are those of the level, with the prior, and sum to 1."""
    rows = [said("s1", issue="N", target="0"), said("s2", "other", voice="off", issue="N")]
    rows[1]["target"] = "100"
    (position,) = as_json(assessment(rows))["positions"]
    assert [(one["statement"], one["value"]) for one in position["shares"]] == [
        ("prior", "level"),
        ("s1", "level"),
        ("s2", "level"),
    ]
    assert sum(round(one["share"] * UNITS) for one in position["shares"]) == UNITS
    assert sum(round(one["p"] * UNITS) for one in position["values"]) == UNITS
    level = position["level"]
    assert level.keys() == {"mean", "low", "high", "sd", "unit"}
    assert level["low"] < level["mean"] < level["high"]
    assert level["unit"] == "crowns"


def test_conflict_names_voices_and_statements() -> None:
    """A conflict has its degree and the two voices; without one it is nought and nobody."""
    rows = [said("s1"), said("s2", voice="off", target="shut")]
    (position,) = as_json(assessment(rows))["positions"]
    assert position["conflict"] > 0
    assert position["conflict_between"] == {"voices": ["min", "off"], "statements": ["s1", "s2"]}
    (alone,) = as_json(assessment(rows[:1]))["positions"]
    assert (alone["conflict"], alone["conflict_between"]) == (0.0, None)


def test_what_is_at_odds_and_how_lines_stand() -> None:
    """Contradictions have kind and ends, lines what the rule and the analyst say of them."""
    line = {"id": "L", "parties": "A", "rule": "X = open", "statements": "s1"}
    given = line | {"basis": "judgement", "strength": "insists", "status": "softened"}
    found = as_json(assessment([said("s1"), said("s2", "other", **SHUT)], red_lines=[given]))
    assert found["contradictions"] == [
        {
            "kind": "unacknowledged_shift",
            "earlier": "s1",
            "later": "s2",
            "party": "A",
            "issue": "X",
        }
    ]
    assert found["lines"] == [
        {
            "line": "L",
            "strength": "insists",
            "status": "softened",
            "by": "analyst",
            "by_rule": {"strength": "expresses", "status": "stated"},
            "statements": ["s1"],
            "softened_by": [],
        }
    ]
    assert found["weights_version"] == "1"


@pytest.mark.parametrize("condition", ["", "N = 0"])
def test_a_condition_is_a_rule_or_nothing(condition: str) -> None:
    """A position on no condition has null there, another the rule as it is written."""
    found = as_json(assessment([said("s1", target_condition=condition)]))
    assert [one["condition"] for one in found["positions"]] == (
        [None, condition][: 1 + bool(condition)]
    )
