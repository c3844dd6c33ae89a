"""The plain twin of positions: counts, shares and levels, as ``method-positions.md`` has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, pairwise
from math import erf, sqrt

import numpy as np
from scipy.special import betaincinv, ndtri

from tests.reference.ledger import PlainLedger, day_said
from zopa.case.tables import Statement

PRIOR = "prior"
LEVEL = "level"
LOW, HIGH = 0.05, 0.95

Key = tuple[str, str, str]


@dataclass(frozen=True)
class PlainLevel:
    """A number on which a party stands, and how well it is known."""

    mean: float
    variance: float
    unit: str

    @property
    def low(self) -> float:
        """The 5th percentile."""
        return self.mean + float(ndtri(LOW)) * sqrt(self.variance)

    @property
    def high(self) -> float:
        """The 95th percentile."""
        return self.mean + float(ndtri(HIGH)) * sqrt(self.variance)


@dataclass(frozen=True)
class PlainPosition:
    """A position; the shares that are not listed are none.

    Attributes
    ----------
    conflicts
        The degree of conflict of each two voices, by their ids in alphabetical order.
    heaviest
        The statements of a voice that weigh most, for each voice.
    """

    probabilities: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    vacuity: float
    shares: dict[tuple[str, str], float]
    level: PlainLevel | None = None
    conflicts: dict[tuple[str, str], float] | None = None
    heaviest: dict[str, set[str]] | None = None


def positions(ledger: PlainLedger) -> dict[Key, PlainPosition]:
    """Return the position of each party on each issue, and one more for each condition."""
    found = {}
    for party in ledger.case.parties:
        for issue in ledger.case.issues:
            rows = [
                row for row in ledger.seen if (row.principal, row.issue) == (party.id, issue.id)
            ]
            if rows:
                found[party.id, issue.id, ""] = position(ledger, party.id, issue.id, None)
            for condition in {row.target_condition for row in rows if row.target_condition}:
                counted = ledger.counted(party.id, issue.id, condition)
                if any(
                    row.target_condition == condition and ledger.evidence(row) for row in counted
                ):
                    key = party.id, issue.id, condition
                    found[key] = position(ledger, *key)
    return found


def position(ledger: PlainLedger, party: str, issue: str, condition: str | None) -> PlainPosition:
    """Return one position, with the conflict of the voices in it."""
    rows = ledger.counted(party, issue, condition)
    whole = _from_statements(ledger, issue, rows)
    voices = sorted({row.voice for row in rows if row.voice})
    own = {voice: [row for row in rows if row.voice == voice] for voice in voices}
    alone = {voice: _from_statements(ledger, issue, own[voice]) for voice in voices}
    heaviest = {}
    for voice in voices:
        weights = {row.id: ledger.evidence(row) for row in own[voice]}
        largest = max(weights.values())
        heaviest[voice] = {
            name for name, weight in weights.items() if weight >= largest * (1 - 1e-12)
        }
    return PlainPosition(
        whole.probabilities,
        whole.intervals,
        whole.vacuity,
        whole.shares,
        whole.level,
        {
            (one, other): conflict(alone[one], alone[other])
            for one, other in combinations(voices, 2)
        },
        heaviest,
    )


def conflict(one: PlainPosition, other: PlainPosition) -> float:
    """Return the degree of conflict of two positions (Jøsang 2016, chapter 4)."""
    distance = sum(abs(one.probabilities[k] - other.probabilities[k]) for k in one.probabilities)
    return distance / 2 * (1 - one.vacuity) * (1 - other.vacuity)


def _from_statements(ledger: PlainLedger, issue: str, rows: list[Statement]) -> PlainPosition:
    if ledger.is_numeric(issue):
        return _level(ledger, issue, rows)
    return _distribution(ledger, issue, rows)


def _distribution(ledger: PlainLedger, issue: str, rows: list[Statement]) -> PlainPosition:
    """Count pseudo-observations: the Dirichlet distribution and its marginals."""
    values = ledger.visible(issue)
    prior = float(ledger.weight("scale", "prior"))
    pieces: dict[tuple[str, str], float] = {}
    for value in values:
        pieces[PRIOR, value] = prior / len(values)
        for row in rows:
            support = ledger.support(row)
            if value in support:
                pieces[row.id, value] = ledger.evidence(row) / len(support)
    total = sum(pieces.values())
    alpha = {
        value: sum(piece for (_, k), piece in pieces.items() if k == value) for value in values
    }
    return PlainPosition(
        {value: alpha[value] / total for value in values},
        {value: _interval(alpha[value], total - alpha[value]) for value in values},
        prior / total,
        {key: piece / total for key, piece in pieces.items()},
    )


def _interval(one: float, other: float) -> tuple[float, float]:
    """Return the 5th and the 95th percentile of a beta distribution."""
    if other <= 0:
        return 1.0, 1.0
    return float(betaincinv(one, other, LOW)), float(betaincinv(one, other, HIGH))


def _level(ledger: PlainLedger, issue: str, rows: list[Statement]) -> PlainPosition:
    """Estimate where a random walk stands by generalised least squares.

    A statement without a voice is a voice of its own.  Each observation, and the prior, is the
    level of today and an error.  The error of an observation is the walk from its day to today
    with the other sign, the offset of its voice, and its own; the prior's is the walk since the
    first observation, and its own.  Two errors have in common the walk since the later of their
    days, and the offset where the voice is the same.
    """
    values = ledger.visible(issue)
    numbers = {value: float(value) for value in values}
    lowest, highest = min(numbers.values()), max(numbers.values())
    span = highest - lowest
    kappa = float(ledger.weight("scale", "kappa"))
    unit = (span / 4) ** 2
    walk = unit / kappa / float(ledger.half_life(issue))

    rows = [row for row in rows if ledger.ageless_weight(row) > 0]
    days = [day_said(row) if ledger.ages(row) else ledger.as_of for row in rows]
    first = min(days, default=ledger.as_of)
    days.append(first)
    observed = [_observation(ledger, row) for row in rows] + [(lowest + highest) / 2]
    own = [unit / float(ledger.ageless_weight(row)) for row in rows] + [span**2]
    voices = [f"voice {row.voice}" if row.voice else row.id for row in rows] + [PRIOR]

    covariance = np.zeros((len(days), len(days)))
    for i in range(len(days)):
        for j in range(len(days)):
            covariance[i, j] = walk * ((ledger.as_of - max(days[i], days[j])) / timedelta(days=1))
            if i == j:
                covariance[i, j] += own[i]
            if voices[i] == voices[j] != PRIOR:
                covariance[i, j] += unit / kappa / 4
    precision = np.linalg.inv(covariance)
    weights = precision.sum(axis=1) / precision.sum()
    level = PlainLevel(
        float(weights @ np.array(observed)),
        float(1 / precision.sum()),
        ledger.issue(issue).unit or "",
    )
    shares = {(row.id, LEVEL): float(weight) for row, weight in zip(rows, weights, strict=False)}
    shares[PRIOR, LEVEL] = float(weights[-1])
    return PlainPosition(_nearest(numbers, level), {}, float(weights[-1]), shares, level)


def _observation(ledger: PlainLedger, row: Statement) -> float:
    """Return the number that a statement states: its own, or the mean of those it speaks for."""
    stated = ledger.stated_number(row)
    if stated is not None:
        return float(stated)
    support = ledger.support(row)
    return sum(float(value) for value in support) / len(support)


def _nearest(numbers: dict[str, float], level: PlainLevel) -> dict[str, float]:
    """Return how probable it is that the level is nearest to each value."""
    ordered = sorted(numbers, key=lambda value: numbers[value])
    borders = [(numbers[a] + numbers[b]) / 2 for a, b in pairwise(ordered)]
    below = [0.0, *(_below(border, level) for border in borders), 1.0]
    found = {value: below[k + 1] - below[k] for k, value in enumerate(ordered)}
    return {value: found[value] for value in numbers}


def _below(border: float, level: PlainLevel) -> float:
    return (1 + erf((border - level.mean) / sqrt(2 * level.variance))) / 2
