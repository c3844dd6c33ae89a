"""Positions as arrays: how they are laid out, and how the weights are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.handmade import Link, case_of, said
from tests.ledger.strategies import DAYS, Cells, spoken_cases
from zopa.case.case import Case
from zopa.ledger import Ledger, read_ledger
from zopa.ledger.grid import Grid, read_grid
from zopa.ledger.positions import PRIOR, Position, positions_at, read_positions

DAY = date(2025, 3, 1)
CLOSE = 1e-12  # sums of floating-point numbers in another order
NOTHING = {"polarity": "u"}  # names a party and an issue, and is no evidence


def ledger_of(statements: Sequence[Cells], links: Sequence[Link] = ()) -> Ledger:
    """Return the ledger of a case with some statements."""
    return read_ledger(case_of(statements, links), DAY)


def grid_of(*statements: Cells) -> Grid:
    """Return the grid of a case with some statements."""
    return read_grid(ledger_of(statements))


def keys(grid: Grid) -> list[tuple[str, str, str]]:
    """Return party, issue and condition of each position."""
    return [(group.party, group.issue, group.condition) for group in grid.groups]


# Layout ----------------------------------------------------------------------------------


def test_positions_come_in_declared_order() -> None:
    """By party, then by issue, then without a condition, whatever the order of statements."""
    grid = grid_of(
        said("s1", principal="B", issue="Y", target="yes"),
        said("s2", principal="A", issue="Y", target="yes", target_condition="X = all"),
        said("s3", principal="A", issue="X"),
        said("s4", principal="B", issue="X"),
    )
    assert keys(grid) == [
        ("A", "X", ""),
        ("A", "Y", ""),
        ("A", "Y", "X = all"),
        ("B", "X", ""),
        ("B", "Y", ""),
    ]
    assert grid.sizes.tolist() == [3, 2, 2, 3, 2]
    assert grid.starts.tolist() == [0, 3, 5, 7, 10]


def test_under_a_condition_what_holds_anyway_counts_too() -> None:
    """The position if a condition holds has its own rows and those without a condition."""
    grid = grid_of(
        said("s1"), said("s2", target_condition="Y = yes"), said("s3", target_condition="Y = no")
    )
    rows = [[grid.evidence.rows[row].id for row in group.rows] for group in grid.groups]
    own = [[grid.evidence.rows[row].id for row in group.own] for group in grid.groups]
    assert rows == [["s1"], ["s1", "s2"], ["s1", "s3"]]
    assert own == [["s1"], ["s2"], ["s3"]]


def test_only_what_is_asked_for_is_laid_out() -> None:
    """Parties, issues and pairs keep their positions and no other."""
    told = [
        said(f"{party}{issue}", principal=party, issue=issue, target=target)
        for party in "AB"
        for issue, target in (("X", "all"), ("Y", "yes"))
    ]
    ledger = ledger_of(told)
    assert keys(read_grid(ledger, parties=["B"])) == [("B", "X", ""), ("B", "Y", "")]
    assert keys(read_grid(ledger, issues=["Y"])) == [("A", "Y", ""), ("B", "Y", "")]
    assert keys(read_grid(ledger, pairs=[("A", "Y")])) == [("A", "Y", "")]
    assert keys(read_grid(ledger, parties=["A"], issues=["X"])) == [("A", "X", "")]
    assert keys(read_grid(ledger, parties=["C"])) == []


def test_a_grid_of_nothing_has_no_positions() -> None:
    """Of a case without statements there is nothing to lay out, and nothing goes wrong."""
    grid = grid_of()
    assert keys(grid) == []
    assert positions_at(grid, DAY.toordinal()) == ()


# The prior -------------------------------------------------------------------------------


@pytest.mark.parametrize(("issue", "size"), [("X", 3), ("Y", 2)])
def test_where_nothing_counts_every_value_is_as_probable(issue: str, size: int) -> None:
    """With the prior alone each of K values has 1/K, the vacuity is 1, and no band is wider."""
    ledger = ledger_of([said("s1", issue=issue, **NOTHING)])
    (position,) = read_positions(ledger)
    assert position.vacuity == 1
    assert position.evidence == ()
    for value in position.values:
        assert value.p == pytest.approx(1 / size, abs=CLOSE)
        assert (value.low, value.high) == pytest.approx((1 / size, 1 / size), abs=CLOSE)
    assert {share.statement for share in position.shares} == {PRIOR}


def test_the_middle_of_a_numeric_issue_where_nothing_counts() -> None:
    """With the prior alone the level is the middle of the range, and no statement has a share."""
    (position,) = read_positions(ledger_of([said("s1", issue="N", target="50", polarity="u")]))
    assert position.level is not None
    assert position.level.mean == 50
    assert [(share.statement, share.share) for share in position.shares] == [(PRIOR, 1.0)]


# Draws -----------------------------------------------------------------------------------


def bands(positions: Sequence[Position]) -> bytes:
    """Return everything that is drawn, as bytes."""
    ends = [(value.low, value.high) for one in positions for value in one.values]
    return np.array(ends).tobytes()


CASE = [
    said("s1"),
    said("s2", "record", voice="leader", target="none", asserted_at="2025-02-20"),
    said("s3", voice="office", target="some", certainty="PR"),
    said("s4", issue="N", target="50"),
    said("s5", issue="N", target="0", voice="office"),
]


def test_one_seed_gives_the_same_bytes() -> None:
    """With one seed the band is the same to the last bit, and with another it is not."""
    ledgers = [ledger_of(CASE) for _ in range(2)]
    one, again = (bands(read_positions(ledger, seed=7)) for ledger in ledgers)
    assert one == again
    assert bands(read_positions(ledgers[0], seed=8)) != one


def test_the_band_of_a_position_does_not_hang_on_what_else_is_asked() -> None:
    """One position alone has the same band as among all others."""
    ledger = ledger_of(CASE)
    for issue in "XN":
        alone = read_positions(ledger, issues=[issue])
        among = [one for one in read_positions(ledger) if one.issue == issue]
        assert bands(alone) == bands(among)


def test_without_a_band_both_ends_are_the_probability() -> None:
    """Where no weights are drawn, low and high are p itself."""
    for position in read_positions(ledger_of(CASE), band=False):
        for value in position.values:
            assert (value.low, value.high) == (value.p, value.p)


def test_more_weight_is_drawn_than_stands() -> None:
    """Weights are drawn both ways: the band of a firm position is open on both sides."""
    (position,) = read_positions(ledger_of(CASE[:1]), draws=400)
    value = position.values[-1]
    assert value.low < value.p < value.high


def test_a_weight_is_drawn_once_for_all_that_it_weighs() -> None:
    """Two statements with the same weights keep their proportion in every draw."""
    told = [said("s1", target="all"), said("s2", voice="minister", target="none")]
    (position,) = read_positions(ledger_of(told))
    p = {value.value: value for value in position.values}
    assert p["all"].p == pytest.approx(p["none"].p, abs=CLOSE)
    assert p["all"].low == pytest.approx(p["none"].low, abs=CLOSE)
    assert p["all"].high == pytest.approx(p["none"].high, abs=CLOSE)


def test_what_does_not_age_is_drawn_at_full_weight() -> None:
    """A standing demand has one band however long ago it was made."""
    told = [said("s1", voice="leader", act="demand")]
    ledger = ledger_of(told)
    grid = read_grid(ledger)
    days = DAY.toordinal(), DAY.toordinal() + 1000
    first, last = (bands(positions_at(grid, day)) for day in days)
    assert first == last


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(spoken_cases(), DAYS, st.integers(0, 99))
def test_the_band_holds_the_probability(case: Case, day: date, seed: int) -> None:
    """Whatever the case, the day and the seed, low is not above p and high not below it."""
    for position in read_positions(read_ledger(case, day), seed=seed, draws=40):
        for value in position.values:
            assert 0 <= value.low <= value.p <= value.high <= 1
            assert value.interval[0] <= value.interval[1]
