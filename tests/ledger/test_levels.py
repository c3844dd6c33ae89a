"""Levels of numeric issues: the filter against the same estimate written out in one piece."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.ledger.levels import (
    Estimate,
    Observations,
    as_level,
    filter_levels,
    nearest_shares,
)

CLOSE = 1e-8  # relative; a filter and an inverse round differently
KAPPA = 6.0
NORMAL_95 = 1.6448536269514722  # of the standard normal distribution, any table


def seen(
    numbers: list[float], weights: list[float], ages: list[float], voices: list[int]
) -> Observations:
    """Return observations, oldest first."""
    return Observations(
        number=np.array(numbers, dtype=np.float64),
        weight=np.array([weights], dtype=np.float64),
        age=np.array(ages, dtype=np.float64),
        voice=np.array(voices, dtype=np.int64),
    )


def filtered(observations: Observations, half_life: float = 30.0) -> Estimate:
    """Filter on a scale from 0 to 100."""
    return filter_levels(observations, 0.0, 100.0, KAPPA, np.array([half_life]))


def least_squares(observations: Observations, half_life: float) -> tuple[float, float, np.ndarray]:
    """Return level, variance and the share of each observation by generalised least squares.

    With level L of a random walk that starts at the first observation, offset h of each voice
    and error e, y = L + h + e: the covariances of all of these are written out and inverted.
    """
    first = max(observations.age)
    elapsed = first - observations.age
    firm = (100.0 / 4) ** 2
    walk = firm / KAPPA / half_life
    level = 100.0**2 + walk * np.minimum.outer(elapsed, elapsed)
    house = firm / KAPPA / 4 * np.equal.outer(observations.voice, observations.voice)
    total = level + house + np.diag(firm / observations.weight[0])
    now = 100.0**2 + walk * elapsed  # covariance of the level today with each observation
    shares = np.linalg.solve(total, now)
    mean = 50.0 + shares @ (observations.number - 50.0)
    return mean, 100.0**2 + walk * first - shares @ now, shares


@st.composite
def observations(draw: st.DrawFn) -> Observations:
    """Return one to six statements by up to three voices over 90 days."""
    count = draw(st.integers(1, 6))

    def several(values: st.SearchStrategy) -> list:
        return draw(st.lists(values, min_size=count, max_size=count))

    voices = several(st.integers(0, 2))
    known = {voice: place for place, voice in enumerate(dict.fromkeys(voices))}
    return seen(
        several(st.floats(0, 100)),
        several(st.floats(0.01, 6)),
        sorted(several(st.integers(0, 90)), reverse=True),
        [known[voice] for voice in voices],
    )


@given(observations(), st.sampled_from([7.0, 30.0, 120.0]))
def test_the_filter_is_generalised_least_squares(told: Observations, half_life: float) -> None:
    """Step by step the filter comes to the estimate that one inversion gives, shares and all."""
    found = filtered(told, half_life)
    mean, variance, shares = least_squares(told, half_life)
    assert found.mean[0] == pytest.approx(mean, rel=CLOSE, abs=CLOSE)
    assert found.variance[0] == pytest.approx(variance, rel=CLOSE)
    assert found.parts[1:] == pytest.approx(shares, rel=CLOSE, abs=CLOSE)


@given(observations())
def test_the_shares_sum_to_one_and_make_the_level(told: Observations) -> None:
    """The shares of prior and statements sum to 1, and weigh their numbers to the level."""
    found = filtered(told)
    assert found.parts.sum() == pytest.approx(1, abs=CLOSE)
    told_numbers = np.array([50.0, *told.number])
    assert found.parts @ told_numbers == pytest.approx(found.mean[0], rel=CLOSE, abs=CLOSE)


def test_after_a_half_life_of_silence_the_variance_of_a_firm_statement_has_doubled() -> None:
    """Silence of one half-life adds the variance R / kappa that one firm statement has."""
    firm = (100.0 / 4) ** 2 / KAPPA
    days = (0.0, 30.0, 60.0)
    today, later, much_later = (
        filtered(seen([80.0], [KAPPA], [age], [0])).variance[0] for age in days
    )
    assert later - today == pytest.approx(firm)
    assert much_later - today == pytest.approx(2 * firm)
    # and the level itself has not moved
    levels = {round(float(filtered(seen([80.0], [KAPPA], [age], [0])).mean[0]), 9) for age in days}
    assert len(levels) == 1


def test_nothing_said_leaves_the_middle() -> None:
    """Without an observation the level is the middle of the range, as wide as the range."""
    found = filter_levels(
        Observations(np.zeros(0), np.zeros((1, 0)), np.zeros(0), np.zeros(0, dtype=np.int64)),
        0.0,
        100.0,
        KAPPA,
        np.array([30.0]),
    )
    assert (found.mean[0], found.variance[0], found.parts.tolist()) == (50.0, 100.0**2, [1.0])


def test_one_voice_is_known_no_better_than_its_house_effect() -> None:
    """Ten statements of one voice leave more unsure than ten of ten voices."""
    many = [80.0] * 10, [KAPPA] * 10, [0.0] * 10
    one, ten = filtered(seen(*many, [0] * 10)), filtered(seen(*many, list(range(10))))
    assert one.variance[0] > ten.variance[0]
    # one offset has the variance R / kappa / 4, and no number of statements takes it away
    assert one.variance[0] > (100.0 / 4) ** 2 / KAPPA / 4 * 0.9


def test_each_draw_is_filtered_for_itself() -> None:
    """Several draws at once give what each of them gives alone."""
    told = seen([20.0, 70.0], [3.0, 5.0], [10.0, 2.0], [0, 1])
    weights = np.array([[3.0, 5.0], [1.0, 0.5]])
    both = filter_levels(
        Observations(told.number, weights, told.age, told.voice),
        0.0,
        100.0,
        KAPPA,
        np.array([30.0, 7.0]),
    )
    for place, half_life in enumerate((30.0, 7.0)):
        alone = filtered(seen([20.0, 70.0], weights[place].tolist(), [10, 2], [0, 1]), half_life)
        assert both.mean[place] == pytest.approx(alone.mean[0])
        assert both.variance[place] == pytest.approx(alone.variance[0])


def test_the_interval_of_a_level() -> None:
    """From the 5th to the 95th percentile is 1.645 standard deviations to either side."""
    level = as_level(Estimate(np.array([40.0]), np.array([9.0]), np.array([1.0])), "ships")
    assert (level.mean, level.sd, level.unit) == (40.0, 3.0, "ships")
    assert level.high == pytest.approx(40 + NORMAL_95 * 3)
    assert level.low == pytest.approx(40 - NORMAL_95 * 3)


@given(
    st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=6),
    st.floats(-1e3, 1e3),
    st.floats(0, 1e4),
)
def test_the_nearest_shares_sum_to_one(numbers: list[float], mean: float, variance: float) -> None:
    """Some declared value is the nearest, whatever the values, the level and its variance."""
    shares = nearest_shares(Estimate(np.array([mean]), np.array([variance]), np.zeros(1)), numbers)
    assert shares.sum() == pytest.approx(1)
    assert (shares >= 0).all()


def test_what_lies_between_two_values_is_shared() -> None:
    """A level halfway between two values is as near to either, in whatever order they stand."""
    halfway = Estimate(np.array([50.0]), np.array([1e-6]), np.zeros(1))
    assert nearest_shares(halfway, [0.0, 100.0])[0] == pytest.approx([0.5, 0.5])
    assert nearest_shares(halfway, [100.0, 500.0, 0.0])[0] == pytest.approx([0.5, 0, 0.5])
    exact = Estimate(np.array([40.0]), np.array([0.0]), np.zeros(1))
    assert nearest_shares(exact, [0.0, 50.0, 100.0])[0] == pytest.approx([0, 1, 0])
