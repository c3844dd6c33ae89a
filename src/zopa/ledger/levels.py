"""Positions on numeric issues: a level that moves, seen through statements of several voices.

The local level model (Harvey 1989, Forecasting, Structural Time Series Models and the Kalman
Filter, section 2.2), pooled over voices with house effects (Jackman 2005, Pooling the polls
over an election campaign, Australian Journal of Political Science 40).  The estimate is
linear in the observations, so that it splits exactly into shares of statements, and these sum
to 1.  Definitions: ``docs/explanation/method-positions.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

Floats = npt.NDArray[np.float64]

QUARTER = 4.0  # a firm statement is known to a quarter of the range, a voice to half of that
HOUSE = 4.0
HIGH = 0.95


@dataclass(frozen=True)
class Level:
    """The level of a numeric issue.

    Attributes
    ----------
    mean, low, high
        The estimate and its 5th and 95th percentile, in the unit of the issue.
    unit
        The unit; empty where the issue names none.
    sd
        The standard deviation.
    """

    mean: float
    low: float
    high: float
    unit: str
    sd: float


@dataclass(frozen=True, eq=False)
class Observations:
    """Statements on a numeric issue in the order of time.

    Attributes
    ----------
    number : float[statements]
        What each says, in the unit of the issue.
    weight : float[draws, statements]
        e of each without ageing, under one or more draws of the weights.
    age : float[statements]
        Days before the day asked about; 0 where it does not age.
    voice : int[statements]
        The voice of each.
    """

    number: Floats
    weight: Floats
    age: Floats
    voice: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Estimate:
    """The level under each draw, and what the first draw's is made of.

    Attributes
    ----------
    mean, variance : float[draws]
        Of the level.
    parts : float[1 + statements]
        The share of the prior and of each statement in the first draw's mean.
    """

    mean: Floats
    variance: Floats
    parts: Floats


def filter_levels(
    seen: Observations, low: float, high: float, kappa: float, half_life: Floats
) -> Estimate:
    """Filter the level of an issue up to the day asked about.

    Parameters
    ----------
    seen
        The observations, oldest first.
    low, high
        The smallest and the largest declared value.
    kappa
        The weight of one firm statement.
    half_life : float[draws]
        Days of silence after which the variance of one firm statement has doubled.

    Notes
    -----
    The state is the level and one offset for each voice.  For each statement, oldest first:

    1. predict: the level's variance grows by the walk of the days since the one before;
    2. update with the gain k = P h / (h' P h + R / w), where h picks the level and the offset
       of the voice; the coefficients of all earlier statements are multiplied by I - k h'.
    """
    draws, count = seen.weight.shape
    spread = high - low
    firm = (spread / QUARTER) ** 2  # R: the variance of a statement of weight 1
    walk = firm / kappa / half_life
    size = 1 + (int(seen.voice.max()) + 1 if count else 0)
    mean = np.zeros((draws, size))
    mean[:, 0] = (low + high) / 2
    covariance = np.zeros((draws, size, size))
    covariance[:, 0, 0] = spread**2
    for offset in range(1, size):
        covariance[:, offset, offset] = firm / kappa / HOUSE
    parts = np.zeros((size, 1 + count))
    parts[0, 0] = 1.0
    before = float(seen.age[0]) if count else 0.0
    for place in range(count):
        covariance[:, 0, 0] += walk * (before - seen.age[place])
        before = float(seen.age[place])
        offset = 1 + int(seen.voice[place])
        gain = covariance[:, :, 0] + covariance[:, :, offset]
        seen_variance = gain[:, 0] + gain[:, offset] + firm / seen.weight[:, place]
        gain = gain / seen_variance[:, None]
        error = seen.number[place] - mean[:, 0] - mean[:, offset]
        mean += gain * error[:, None]
        picked = covariance[:, 0, :] + covariance[:, offset, :]
        covariance = covariance - gain[:, :, None] * picked[:, None, :]
        parts -= np.outer(gain[0], parts[0] + parts[offset])
        parts[:, 1 + place] += gain[0]
    covariance[:, 0, 0] += walk * before
    return Estimate(mean[:, 0], covariance[:, 0, 0], parts[0])


def as_level(estimate: Estimate, unit: str) -> Level:
    """Return the level of the first draw."""
    mean, sd = float(estimate.mean[0]), float(max(estimate.variance[0], 0.0)) ** 0.5
    half = float(ndtri(HIGH)) * sd
    return Level(mean, mean - half, mean + half, unit, sd)


def nearest_shares(estimate: Estimate, numbers: Sequence[float]) -> Floats:
    """Return how probable it is that each declared value is the nearest to the level.

    Returns
    -------
    float[draws, values]
        In the order given; of equal values the first has all of it.
    """
    order = np.argsort(numbers, kind="stable")
    ordered = np.array(numbers, dtype=np.float64)[order]
    sd = np.sqrt(np.maximum(estimate.variance, 0.0))[:, None]
    middles = (ordered[1:] + ordered[:-1])[None, :] / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        below = ndtr((middles - estimate.mean[:, None]) / sd)
    below = np.where(sd > 0, below, (middles > estimate.mean[:, None]).astype(np.float64))
    edges = np.concatenate((np.zeros((len(below), 1)), below, np.ones((len(below), 1))), axis=1)
    found = np.empty((len(below), len(ordered)))
    found[:, order] = np.diff(edges, axis=1)
    return found
