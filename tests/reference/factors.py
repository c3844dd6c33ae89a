"""The plain twin of the engine of factors: look at every combination of values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np

from zopa.factors import Factor

NOT_POSSIBLE = 1 << 61
EVERY_WORLD = (1 << 64) - 1


def outcomes(sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Go through all combinations of values."""
    return product(*(range(size) for size in sizes))


def at(factor: Factor, outcome: Sequence[int]) -> int:
    """Return what a factor's table says of an outcome."""
    return int(factor.table[tuple(outcome[variable] for variable in factor.scope)])


def holds(factors: Sequence[Factor], outcome: Sequence[int]) -> bool:
    """Return whether an outcome satisfies every constraint."""
    return all(at(factor, outcome) for factor in factors if factor.is_constraint)


def counted(
    factors: Sequence[Factor], sizes: Sequence[int], kept: Sequence[int]
) -> dict[tuple[int, ...], int]:
    """Count the outcomes for each combination of the kept variables."""
    found = dict.fromkeys(outcomes([sizes[variable] for variable in kept]), 0)
    for outcome in outcomes(sizes):
        found[tuple(outcome[variable] for variable in kept)] += holds(factors, outcome)
    return found


def cheapest(
    factors: Sequence[Factor], sizes: Sequence[int], kept: Sequence[int]
) -> dict[tuple[int, ...], int]:
    """Find the smallest sum of costs for each combination of the kept variables."""
    found = dict.fromkeys(outcomes([sizes[variable] for variable in kept]), NOT_POSSIBLE)
    for outcome in outcomes(sizes):
        if holds(factors, outcome):
            cell = tuple(outcome[variable] for variable in kept)
            cost = sum(at(factor, outcome) for factor in factors if not factor.is_constraint)
            found[cell] = min(found[cell], cost)
    return found


def possible(
    factors: Sequence[Factor], sizes: Sequence[int], kept: Sequence[int]
) -> dict[tuple[int, ...], int]:
    """Find the worlds in which there is any outcome, for each combination of kept variables."""
    found = dict.fromkeys(outcomes([sizes[variable] for variable in kept]), 0)
    for outcome in outcomes(sizes):
        worlds = EVERY_WORLD if holds(factors, outcome) else 0
        for factor in factors:
            if not factor.is_constraint:
                worlds &= at(factor, outcome)
        found[tuple(outcome[variable] for variable in kept)] |= worlds
    return found


def nearest(
    factors: Sequence[Factor],
    sizes: Sequence[int],
    origin: Sequence[int],
    allowed: Mapping[int, Sequence[int]],
) -> tuple[int, ...] | None:
    """Find the outcome with the fewest changes; among those, the first in declared order."""
    left = [
        outcome
        for outcome in outcomes(sizes)
        if holds(factors, outcome)
        and all(outcome[variable] in values for variable, values in allowed.items())
    ]
    changes = {
        outcome: sum(value != before for value, before in zip(outcome, origin, strict=True))
        for outcome in left
    }
    return min(left, key=lambda outcome: (changes[outcome], outcome), default=None)


def random_network(
    rng: np.random.Generator, density: float = 0.7
) -> tuple[tuple[int, ...], list[Factor]]:
    """Make up a small network: the sizes of its variables, and constraints over up to three."""
    number = int(rng.integers(1, 6))
    sizes = tuple(int(size) for size in rng.integers(1, 4, number))
    return sizes, [random_constraint(rng, sizes, density) for _ in range(rng.integers(1, 6))]


def random_constraint(
    rng: np.random.Generator, sizes: Sequence[int], density: float, least: int = 1
) -> Factor:
    """Make up one constraint over a few of some variables."""
    length = int(rng.integers(least, min(len(sizes), 3) + 1))
    chosen = rng.choice(len(sizes), size=length, replace=False)
    scope = tuple(sorted(int(variable) for variable in chosen))
    return Factor(scope, rng.random([sizes[variable] for variable in scope]) < density)
