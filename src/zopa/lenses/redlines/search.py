"""Minimal sets for more lines than one table can hold: a search that asks one set at a time.

MARCO (Liffiton, Previti, Malik and Marques-Silva 2016, "Fast, flexible MUS enumeration",
Constraints 21, Algorithm 1), with elimination in the place of a solver:

1. take a largest set of lines that no earlier answer decides;
2. if something survives it, its complement is a minimal concession set: no subset of the
   set need be asked again;
3. otherwise shrink it to a minimal blocking set (QuickXplain, Junker 2004): no superset of
   that need be asked again;
4. stop when every set is decided, or at the cap, which is said.

Whether anything survives is one elimination over sets of worlds, one bit for each set of
owners who need not act.  Every question runs the same program with other tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from zopa.errors import TooLargeError
from zopa.factors import Algebra, Counting, Factor, Nearest, Network, Possible, choose_order
from zopa.factors.algebras import EVERYWHERE, IMPOSSIBLE
from zopa.factors.counting import count_outcomes, exact, moduli_for
from zopa.factors.eliminate import refuse_if_too_large
from zopa.factors.nearest import Spelling
from zopa.factors.network import Table
from zopa.factors.program import Program, make_program
from zopa.lenses.redlines.sets import Sets, ordered
from zopa.lenses.redlines.tally import Question, World, each_alone, simplify, worlds
from zopa.messages import say
from zopa.model import Model
from zopa.progress import tell

WORD = 64
Set = tuple[int, ...]
MOST_OWNER_SETS = 12  # every question is asked in each of 2^12 worlds at most
MOST_TERMS = 20_000  # of the inclusion and exclusion that a count takes


@dataclass(frozen=True, eq=False)
class Standing:
    """Lines that either stand or do not, one reading each, put to a goal.

    Parameters
    ----------
    model, goal
        What is asked.
    lines
        The lines, one of each group.
    scoped
        Whether lines of scope ``consent`` bind only where an owner must act.
    """

    model: Model
    goal: tuple[Factor, ...]
    lines: tuple[int, ...]
    scoped: bool = True

    @cached_property
    def base(self) -> Network:
        """Conditions and goal."""
        return simplify(self.model.space.join(self.goal))

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        """The sets of owners who need not act, as far as the goal leaves any outcome."""
        question = Question(self.model, self.goal, each_alone(self.lines), self.scoped)
        owners = len(question.owner_sets)
        if owners > MOST_OWNER_SETS:
            raise TooLargeError(
                f"The lines have {owners} different owners or groups of owners, who need not act "
                f"in 2^{owners} = {1 << owners:,} combinations (the limit is "
                f"{1 << MOST_OWNER_SETS:,}).",
                "Let every line bind every outcome with --unscoped, or take lines out with "
                "--without.",
            )
        return tuple(worlds(self.model, self.base, question.owner_sets))

    @cached_property
    def program(self) -> Program:
        """One program for all questions: conditions and goal, every issue, every line."""
        issues = range(len(self.model.sizes))
        scopes = [factor.scope for factor in self.base.factors]
        scopes += [(issue,) for issue in issues]
        scopes += [self.model.lines[line].violated.scope for line in self.lines]
        plan = choose_order(scopes, self.model.sizes, issues)
        refuse_if_too_large(plan, "Each question of the search")
        return make_program(scopes, plan.order, self.model.sizes)

    def _ask(self, issues: Sequence[Table], lines: Sequence[Table], algebra: Algebra) -> int:
        base = [factor.table for factor in self.base.factors]
        return self.program.run([*base, *issues, *lines], algebra)

    @cached_property
    def _words(self) -> list[tuple[list[Table], dict[int, Table]]]:
        """The tables of 64 worlds at a time: of the issues, and of each line."""
        found = []
        for begin in range(0, len(self.worlds), WORD):
            some = self.worlds[begin : begin + WORD]
            issues: list[Table] = []
            for issue, size in enumerate(self.model.sizes):
                bits = [
                    np.isin(np.arange(size), world.allowed.get(issue, range(size))).astype(
                        np.uint64
                    )
                    << np.uint64(bit)
                    for bit, world in enumerate(some)
                ]
                issues.append(np.bitwise_or.reduce(np.array(bits), axis=0))
            found.append((issues, {line: self._waiver(line, some) for line in self.lines}))
        return found

    def _waiver(self, number: int, some: Sequence[World]) -> Table:
        """Return in which worlds an outcome gets past a line."""
        bits = sum(1 << bit for bit, world in enumerate(some) if self._waived(number, world))
        return np.where(self.model.lines[number].violated.table, np.uint64(bits), EVERYWHERE)

    def _waived(self, number: int, world: World) -> bool:
        line = self.model.lines[number]
        return not line.always and line.owners in world.waived

    @cached_property
    def _open(self) -> dict[int, Table]:
        """For each line the constraint that lets everything through."""
        return {line: np.ones_like(self.model.lines[line].violated.table) for line in self.lines}

    def survives(self, active: Sequence[int]) -> bool:
        """Whether any outcome of the goal gets past the active lines."""
        standing = set(active)
        for issues, waivers in self._words:
            lines = [waivers[x] if x in standing else self._open[x] for x in self.lines]
            if self._ask(issues, lines, Possible()):
                return True
        return False

    def _constraints(self, active: Sequence[int], world: World) -> list[Table]:
        """Return the lines' constraints where some owners need not act."""
        standing = {line for line in active if not self._waived(line, world)}
        return [
            ~self.model.lines[x].violated.table if x in standing else self._open[x]
            for x in self.lines
        ]

    @cached_property
    def _values_left(self) -> dict[tuple[int, ...], list[Table]]:
        """For each world the constraint of each issue."""
        return {
            world.waived: [
                np.isin(np.arange(size), world.allowed.get(issue, range(size)))
                for issue, size in enumerate(self.model.sizes)
            ]
            for world in self.worlds
        }

    @cached_property
    def _bound(self) -> int:
        """The number of outcomes of the goal, which no count exceeds."""
        return int(count_outcomes(self.base))

    def _binding(self, active: Sequence[int]) -> Iterator[tuple[World, World, int]]:
        """Go through the terms of the inclusion and exclusion: values from, waived in, sign."""
        owners = {
            self.model.lines[line].owners for line in active if not self.model.lines[line].always
        }
        for world in self.worlds:
            if not set(world.waived) <= owners:
                continue
            for size in range(len(world.waived) + 1):
                for bound in combinations(world.waived, size):
                    waived = tuple(owner for owner in world.waived if owner not in bound)
                    yield world, World(waived, world.allowed, world.network), (-1) ** size

    def can_count(self, active: Sequence[int]) -> bool:
        """Whether the outcomes that get past the active lines can be counted soon."""
        owners = {
            self.model.lines[line].owners for line in active if not self.model.lines[line].always
        }
        found = (world.waived for world in self.worlds if set(world.waived) <= owners)
        return sum(1 << len(waived) for waived in found) <= MOST_TERMS

    def count(self, active: Sequence[int]) -> int:
        """Count exactly the outcomes of the goal that get past the active lines."""
        moduli = moduli_for(self._bound)
        totals = [0] * len(moduli)
        for world, waiving, sign in self._binding(active):
            issues = self._values_left[world.waived]
            lines = self._constraints(active, waiving)
            for lane, modulus in enumerate(moduli):
                totals[lane] += sign * self._ask(issues, lines, Counting(modulus))
        lanes = [
            np.array(total % (modulus or 1 << 64), dtype=np.uint64)
            for total, modulus in zip(totals, moduli, strict=True)
        ]
        return int(exact(lanes, moduli)[()])

    def nearest(self, active: Sequence[int]) -> tuple[int, ...] | None:
        """Find the outcome nearest to the status quo that gets past the active lines."""
        issues = tuple(range(len(self.model.sizes)))
        spelling = Spelling(issues, self.model.sizes, self.model.status_quo)
        fixed: dict[int, int] = {}
        for spelt in spelling.rounds():
            costs = [
                self._ask(
                    self._costs(spelling, spelt, world, fixed),
                    self._constraints(active, world),
                    Nearest(),
                )
                for world in self.worlds
            ]
            if min(costs) >= int(IMPOSSIBLE):
                return None
            fixed |= spelling.read(min(costs), spelt)
        return tuple(fixed[issue] for issue in issues)

    def _costs(
        self, spelling: Spelling, spelt: Sequence[int], world: World, fixed: dict[int, int]
    ) -> list[Table]:
        """Return the costs of each issue's values; those that are out are impossible."""
        tables: list[Table] = []
        left = self._values_left[world.waived]
        for factor, allowed in zip(spelling.costs(spelt, {}), left, strict=True):
            (issue,) = factor.scope
            keep = allowed.astype(np.bool_)
            if issue in fixed:
                keep &= np.arange(len(keep)) == fixed[issue]
            tables.append(np.where(keep, factor.table, IMPOSSIBLE))
        return tables


@dataclass(frozen=True)
class Found:
    """What the search found; ``complete`` says whether every set is decided."""

    blocking: Sets
    concessions: Sets
    complete: bool


def search(standing: Standing, most: int) -> Found:
    """Search for all minimal blocking and concession sets, up to a number of each."""
    lines = standing.lines
    blocking: list[tuple[int, ...]] = []
    concessions: list[tuple[int, ...]] = []
    while max(len(blocking), len(concessions)) < most:
        tell(say("Minimal sets, at most"), len(blocking) + len(concessions), 2 * most)
        seed = _undecided(lines, blocking, concessions)
        if seed is None:
            return _found(lines, blocking, concessions, complete=True)
        if standing.survives(seed):
            concessions.append(tuple(line for line in lines if line not in seed))
        else:
            blocking.append(tuple(sorted(_explain(standing, [], list(seed), False))))
    return _found(lines, blocking, concessions, complete=False)


def _found(
    lines: tuple[int, ...], blocking: Iterable[Set], concessions: Iterable[Set], complete: bool
) -> Found:
    """Return sets by size, then by the places of their lines."""

    def in_order(sets: Iterable[Set]) -> Sets:
        by_place = ordered([lines.index(line) for line in found] for found in sets)
        return tuple(tuple(lines[place] for place in found) for found in by_place)

    return Found(in_order(blocking), in_order(concessions), complete)


def _undecided(
    lines: tuple[int, ...],
    blocking: Sequence[tuple[int, ...]],
    concessions: Sequence[tuple[int, ...]],
) -> tuple[int, ...] | None:
    """Return a largest set that contains no blocking set and meets every concession set."""
    places = {line: place for place, line in enumerate(lines)}
    avoid = [sum(1 << places[line] for line in found) for found in blocking]
    meet = [sum(1 << places[line] for line in found) for found in concessions]
    taken = _meet_all(0, 0, avoid, meet)
    if taken is None:
        return None
    for place in range(len(lines)):
        larger = taken | 1 << place
        if not any(found & ~larger == 0 for found in avoid):
            taken = larger
    return tuple(line for place, line in enumerate(lines) if taken >> place & 1)


def _meet_all(taken: int, left_out: int, avoid: list[int], meet: list[int]) -> int | None:
    """Find a set of bits that meets some sets and contains none of others, by backtracking.

    A bit that would complete a set to avoid is left out; the set to meet with the fewest
    bits to choose from is branched on.
    """
    for found in avoid:
        rest = found & ~taken
        if rest == 0:
            return None
        if rest & (rest - 1) == 0:
            left_out |= rest
    choices = [found & ~left_out for found in meet if not found & taken]
    if not choices:
        return taken
    narrow = min(choices, key=int.bit_count)
    while narrow:
        bit = narrow & -narrow
        narrow ^= bit
        answer = _meet_all(taken | bit, left_out, avoid, meet)
        if answer is not None:
            return answer
        left_out |= bit
    return None


def _explain(standing: Standing, background: list[int], lines: list[int], added: bool) -> list[int]:
    """Return a minimal subset of lines that blocks together with the background."""
    if added and not standing.survives(background):
        return []
    if len(lines) == 1:
        if not added and not standing.survives(background):
            return []
        return lines
    if not lines:
        return []
    half = len(lines) // 2
    first, second = lines[:half], lines[half:]
    from_second = _explain(standing, [*background, *first], second, bool(first))
    from_first = _explain(standing, [*background, *from_second], first, bool(from_second))
    return [*from_first, *from_second]
