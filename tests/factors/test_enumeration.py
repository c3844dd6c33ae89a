"""Walking every outcome, against the plain product of values."""

import numpy as np
import pytest

from tests.reference import factors as plain
from zopa.errors import TooLargeError
from zopa.factors import Factor, Network
from zopa.factors.enumerate import Walk, decode, encode, walking_order

MARKS = 5


@pytest.mark.parametrize("seed", range(60))
def test_a_walk_meets_every_outcome_once(seed: int) -> None:
    """A walk meets each outcome of a network once, with its marks, in chunks of any length."""
    rng = np.random.default_rng(seed)
    sizes, constraints = plain.random_network(rng, 0.8)
    constraints.append(plain.random_constraint(rng, sizes, 0.9, least=0))
    marks = []
    for bit in range(MARKS):
        marked = plain.random_constraint(rng, sizes, 0.3)
        bits = marked.table.astype(np.uint64) << np.uint64(bit)
        marks.append(Factor(marked.scope, bits))
    wanted = {
        outcome: sum(plain.at(mark, outcome) for mark in marks)
        for outcome in plain.outcomes(sizes)
        if plain.holds(constraints, outcome)
    }
    walk = Walk(Network(sizes, tuple(constraints)), tuple(marks))
    met: list[tuple[tuple[int, ...], int]] = []
    for codes, found in walk.chunks(int(rng.integers(1, 7))):
        assert (encode(decode(codes, sizes), sizes) == codes).all()
        for outcome, mark in zip(decode(codes, sizes).tolist(), found.tolist(), strict=True):
            met.append((tuple(outcome), mark))
    assert len(met) == len(wanted)
    assert dict(met) == wanted
    histogram = walk.histogram(MARKS)
    found_marks = list(wanted.values())
    assert histogram.tolist() == [found_marks.count(mark) for mark in range(1 << MARKS)]


def test_a_network_that_cannot_be_is_not_walked() -> None:
    """A constraint over nothing that does not hold leaves no outcome."""
    never = Factor((), np.zeros((), dtype=np.bool_))
    assert list(Walk(Network((2, 2), (never,))).chunks()) == []


def test_a_given_order_is_walked() -> None:
    """A walk in declared order meets the outcomes in ascending codes."""
    walk = Walk(Network((2, 3)), order=(0, 1))
    codes = [codes.tolist() for codes, _ in walk.chunks()]
    assert codes == [[0, 1, 2, 3, 4, 5]]


def test_constraints_are_completed_early() -> None:
    """The variables of constraints come first in the order of the walk."""
    both = Factor((1, 3), np.ones((2, 2), dtype=np.bool_))
    assert walking_order(Network((2, 2, 2, 2), (both,))) == (1, 3, 0, 2)


def test_a_walk_over_too_many_outcomes_is_refused() -> None:
    """A network with more than 2**32 combinations is not walked, and the figures are told."""
    walk = Walk(Network((2,) * 33))
    with pytest.raises(TooLargeError) as raised:
        next(walk.chunks())
    assert str(raised.value) == (
        # 2^33 outcomes at 50 million a second are 172 seconds
        "Walking every outcome of 8,589,934,592 may take 3 minutes; the limit is 4,294,967,296 "
        "outcomes. Use the elimination engine, or ask about a view with fewer issues."
    )


def test_too_many_marks_are_refused() -> None:
    """Counting by more than 24 marks is refused."""
    with pytest.raises(TooLargeError, match=r"25 marks needs 2\^25 counters"):
        Walk(Network((2,))).histogram(25)
