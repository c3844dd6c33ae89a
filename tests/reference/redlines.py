"""The plain twin of the red lines: the definitions, read off one outcome after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from tests.reference.rules import holds
from zopa.case.case import Case
from zopa.case.rules import parse
from zopa.factors import Factor
from zopa.model import Model

Sets = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Met:
    """An outcome that satisfies conditions and goal, and the lines that bind and forbid it."""

    outcome: tuple[int, ...]
    forbidden_by: frozenset[int]


@dataclass(frozen=True)
class Plain:
    """All outcomes of a goal, and the values from which changes are counted."""

    met: tuple[Met, ...]
    status_quo: tuple[int, ...]

    def survivors(self, standing: Collection[int]) -> list[tuple[int, ...]]:
        """Return the outcomes that no standing line forbids."""
        return [met.outcome for met in self.met if not met.forbidden_by & set(standing)]

    def count(self, standing: Collection[int]) -> int:
        """Count the outcomes that no standing line forbids."""
        return len(self.survivors(standing))

    def masks(self) -> Counter[frozenset[int]]:
        """Count the outcomes by the set of lines that forbid them."""
        return Counter(met.forbidden_by for met in self.met)

    def nearest(self, standing: Collection[int]) -> tuple[int, ...] | None:
        """Return the survivor with the fewest changes; among those, the first in order."""
        changes = {
            outcome: sum(a != b for a, b in zip(outcome, self.status_quo, strict=True))
            for outcome in self.survivors(standing)
        }
        return min(changes, key=lambda outcome: (changes[outcome], outcome), default=None)

    def blocking(self, lines: Sequence[int]) -> Sets:
        """Return the minimal sets of lines that, standing alone, let nothing survive."""
        return minimal(found for found in subsets(lines) if not self.survivors(found))

    def concessions(self, lines: Sequence[int]) -> Sets:
        """Return the minimal sets of lines without which something survives the others."""
        return minimal(
            found
            for found in subsets(lines)
            if self.survivors([line for line in lines if line not in found])
        )


def subsets(lines: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Go through all subsets, smaller ones first."""
    for size in range(len(lines) + 1):
        yield from combinations(lines, size)


def minimal(sets: Iterator[tuple[int, ...]]) -> Sets:
    """Keep the sets that contain no earlier one; smaller ones come first."""
    kept: list[tuple[int, ...]] = []
    for found in sets:
        if not any(set(other) <= set(found) for other in kept):
            kept.append(found)
    return tuple(kept)


def _true(factor: Factor, outcome: Sequence[int]) -> bool:
    return bool(factor.table[tuple(outcome[issue] for issue in factor.scope)])


def plain_of_model(model: Model, goal: Sequence[Factor], scoped: bool) -> Plain:
    """Look at every outcome of a small model."""
    met = []
    for outcome in product(*(range(size) for size in model.sizes)):
        conditions = [factor for found in model.conditions for factor in found.factors]
        if not all(_true(factor, outcome) for factor in (*conditions, *goal)):
            continue
        acting = 0
        for issue, value in enumerate(outcome):
            acting |= int(model.touched[issue][value])
        forbidden_by = frozenset(
            number
            for number, line in enumerate(model.lines)
            if _true(line.violated, outcome) and (not scoped or line.always or line.owners & acting)
        )
        met.append(Met(outcome, forbidden_by))
    return Plain(tuple(met), model.status_quo)


def touched(case: Case, outcome: dict[str, int]) -> set[str]:
    """Return who must act: the movers of the first control row that leads to each new value."""
    acting: set[str] = set()
    for issue, number in outcome.items():
        value, now = case.values_of[issue][number], case.status_quo[issue]
        if value == now:
            continue
        for row in case.controls:
            leads_from = not row.from_values or now in row.from_values
            leads_to = not row.to_values or value in row.to_values
            if row.issue == issue and leads_from and leads_to:
                acting |= set(row.movers)
                break
    return acting


def plain_of_case(
    case: Case, goal: str, scoped: bool, left: Mapping[str, Collection[str]] | None = None
) -> Plain:
    """Look at every outcome of a small case; lines go by their place in its table.

    Parameters
    ----------
    left
        The values that an issue can have, where that is not all of them.
    """
    orders = case.values_of
    now = {issue: orders[issue].index(value) for issue, value in case.status_quo.items()}

    def says(rule: str, outcome: dict[str, int]) -> bool:
        return holds(parse(rule), outcome, orders, now)

    met = []
    for numbers in product(*(range(len(values)) for values in orders.values())):
        outcome = dict(zip(orders, numbers, strict=True))
        if not all(orders[issue][outcome[issue]] in kept for issue, kept in (left or {}).items()):
            continue
        if not all(says(rule, outcome) for rule in [goal, *(c.rule for c in case.conditions)]):
            continue
        acting = touched(case, outcome)
        forbidden_by = set()
        for number, line in enumerate(case.red_lines):
            asked = not line.stage or says(line.stage, outcome)
            let_through = bool(line.unless) and says(line.unless or "", outcome)
            violated = asked and not let_through and not says(line.rule, outcome)
            binds = not scoped or line.scope == "always" or bool(acting & set(line.parties))
            if violated and binds:
                forbidden_by.add(number)
        met.append(Met(numbers, frozenset(forbidden_by)))
    return Plain(tuple(met), tuple(now.values()))
