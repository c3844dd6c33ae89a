"""Count the space: all combinations, those that satisfy every condition, and what bites.

For each condition: how many combinations it excludes alone, and how many outcomes there
would be more without it.  For each value: in how many outcomes it occurs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zopa.factors import Factor, Network
from zopa.factors.counting import count_outcomes
from zopa.lens import Assessment, Slots
from zopa.model import Model


@dataclass(frozen=True)
class Options:
    """The lens has no options."""


@dataclass(frozen=True)
class ConditionFacts:
    """What one condition does: combinations excluded alone, and outcomes lost to it."""

    excludes_alone: int
    excludes_last: int


@dataclass(frozen=True)
class SpaceResult:
    """Sizes of the space; ``occurrences`` counts outcomes by issue and value."""

    raw: int
    feasible: int
    conditions: tuple[ConditionFacts, ...]
    occurrences: tuple[tuple[int, ...], ...]


def analyse(assessment: Assessment, options: Options, slots: Slots) -> SpaceResult:
    """Count the outcome space of a model."""
    model = assessment.model
    feasible = _count(model, model.space.factors)
    facts = []
    for number, condition in enumerate(model.conditions):
        others = [
            factor
            for other, found in enumerate(model.conditions)
            if other != number
            for factor in found.factors
        ]
        facts.append(
            ConditionFacts(
                excludes_alone=model.raw - _count(model, condition.factors),
                excludes_last=_count(model, others) - feasible,
            )
        )
    return SpaceResult(
        model.raw,
        feasible,
        tuple(facts),
        tuple(_occurrences(model, issue) for issue in range(len(model.sizes))),
    )


def _count(model: Model, factors: Iterable[Factor]) -> int:
    return int(count_outcomes(Network(model.sizes, tuple(factors))))


def _occurrences(model: Model, issue: int) -> tuple[int, ...]:
    counts = count_outcomes(model.space, kept=(issue,))
    if counts.ndim == 0:  # no condition names the issue: every value occurs as often
        return (int(counts),) * model.sizes[issue]
    return tuple(int(number) for number in counts)
