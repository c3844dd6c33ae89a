"""One elimination that counts what every choice of lines and readings leaves open.

Each line is given a variable of its own, its *choice*: one value for each reading, and a
last one for "set aside" (bundled lines share one).  Summing out the issues, and only
these, leaves a table of exact counts over all choices at once (the subset sums of the
counts per mask of violated lines).

Consent scope.  A line of scope ``consent`` binds an outcome only if one of its owners must
act for it.  Let U be a set of owner sets.  Counting only the outcomes for which nobody in
U must act is the same network over fewer values; from these counts the scoped ones follow
by inclusion and exclusion, because for owners g with lines L_g

    [the lines of g let x through] = L_g(x) + [nobody of g acts for x] (1 - L_g(x)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from zopa.errors import TooLargeError
from zopa.factors import Factor, Network, Plan, choose_order
from zopa.factors.algebras import IMPOSSIBLE, Elements
from zopa.factors.counting import Counts, add_lanes, count_lanes, exact, moduli_for
from zopa.factors.eliminate import Path, refuse_if_too_large
from zopa.factors.nearest import Spelling, cheapest, spell_out
from zopa.factors.network import align, fold
from zopa.model import LineGroup, Model

LineChoices = tuple[tuple[int, ...], ...]  # the lines that each choice activates; the last: none
Allowed = dict[int, npt.NDArray[np.intp]]

MOST_LINES = 20  # beyond this many lines and readings the sets are searched for
MOST_OWNER_SETS = 10  # an elimination for each set of them: 1,024


@dataclass(frozen=True, eq=False)
class World:
    """The outcomes for which none of some owners must act.

    Attributes
    ----------
    waived
        Owner sets (bits of parties) whose lines do not bind here.
    allowed
        The values that are left, by issue.
    network
        The constraints over these values, or the whole network where nobody is left out.
    """

    waived: tuple[int, ...]
    allowed: Allowed
    network: Network


def worlds(model: Model, network: Network, owner_sets: Sequence[int]) -> Iterator[World]:
    """Go through the sets of owners who need not act, as far as any outcome is left."""
    waiting: list[tuple[int, World]] = [(0, World((), {}, network))]
    while waiting:
        begin, world = waiting.pop()
        yield world
        for number in range(begin, len(owner_sets)):
            waived = (*world.waived, owner_sets[number])
            blocked = np.uint64(np.bitwise_or.reduce(np.array(waived, dtype=np.uint64)))
            allowed = {
                issue: np.flatnonzero(touched & blocked == 0)
                for issue, touched in enumerate(model.touched)
                if (touched & blocked != 0).any()
            }
            restricted = network.restrict(allowed)
            if restricted is not None:
                waiting.append((number + 1, World(waived, allowed, restricted)))


def simplify(network: Network) -> Network:
    """Fold constraints together, and drop those that always hold."""
    biting = [f for f in network.factors if not f.scope or not f.table.all()]
    return Network(network.sizes, fold(biting, np.logical_and))


def choices_of(groups: Sequence[LineGroup]) -> tuple[LineChoices, ...]:
    """Return the choices of lines with readings: each reading, then setting the line aside."""
    return tuple((*((line,) for line in group.readings), ()) for group in groups)


def each_alone(lines: Iterable[int]) -> tuple[LineChoices, ...]:
    """Return the choices of lines without readings: it stands, or it is set aside."""
    return tuple(((line,), ()) for line in lines)


@dataclass(frozen=True, eq=False)
class Question:
    """A goal, the lines it is put to, and how they bind.

    Parameters
    ----------
    model
        The model.
    goal
        Factors that an outcome of the goal satisfies.
    groups
        The choices of each line, or of each bundle of lines.
    scoped
        Whether lines of scope ``consent`` bind only where an owner must act.
    """

    model: Model
    goal: tuple[Factor, ...]
    groups: tuple[LineChoices, ...]
    scoped: bool = True

    @cached_property
    def issues(self) -> tuple[int, ...]:
        """The variables of the issues."""
        return tuple(range(len(self.model.sizes)))

    @cached_property
    def owner_sets(self) -> tuple[int, ...]:
        """The different owners of lines that bind only where an owner must act."""
        if not self.scoped:
            return ()
        lines = [self.model.lines[line] for line in self.lines]
        return tuple(sorted({line.owners for line in lines if not line.always}))

    @cached_property
    def network(self) -> Network:
        """Conditions and goal, without lines."""
        return self.model.space.join(self.goal)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """The number of choices of each line: its readings, and setting it aside."""
        return tuple(len(choices) for choices in self.groups)

    @cached_property
    def with_choices(self) -> Network:
        """Conditions, goal and lines; a variable for the choice of each line."""
        factors = list(self.network.factors)
        for position, choices in enumerate(self.groups):
            variable = len(self.issues) + position
            for line in sorted({line for active in choices for line in active}):
                violated = self.model.lines[line].violated
                table = np.ones((*violated.table.shape, len(choices)), dtype=np.bool_)
                table[..., [line in active for active in choices]] = ~violated.table[..., None]
                factors.append(Factor((*violated.scope, variable), table))
        return simplify(Network((*self.model.sizes, *self.shape), tuple(factors)))

    @cached_property
    def plan(self) -> Plan:
        """In which order the issues are summed out, and at what cost."""
        network = self.with_choices
        return choose_order([f.scope for f in network.factors], network.sizes, self.issues)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The lines and readings that are in play."""
        return tuple(
            sorted({line for choices in self.groups for active in choices for line in active})
        )

    @property
    def fits(self) -> bool:
        """Whether one elimination can answer for every choice at once."""
        if len(self.lines) > MOST_LINES or len(self.owner_sets) > MOST_OWNER_SETS:
            return False
        try:
            refuse_if_too_large(self.plan)
        except TooLargeError:
            return False
        return True

    def waiver(self, position: int, owners: int) -> npt.NDArray[np.intp]:
        """Return, for each choice of a line, the choice that counts where owners need not act."""
        instead = np.arange(self.shape[position])
        for number, active in enumerate(self.groups[position]):
            lines = [self.model.lines[line] for line in active]
            if lines and all(line.owners == owners and not line.always for line in lines):
                instead[number] = len(instead) - 1
        return instead

    def waive(self, table: Elements, owners: int) -> Elements:
        """Return a table over all choices as it is where owners need not act."""
        for position in range(len(self.groups)):
            choices = self.waiver(position, owners)
            if (choices != np.arange(len(choices))).any():
                table = np.take(table, choices, axis=position)
        return table

    def over_choices(self, scope: Sequence[int], table: Elements) -> Elements:
        """Spread a table over the choices that it names to a table over all of them."""
        kept = range(len(self.issues), len(self.issues) + len(self.groups))
        return np.broadcast_to(align(scope, table, kept), self.shape)


def count_all(question: Question, path: Path = "auto") -> Counts:
    """Count, for every choice, the outcomes of the goal that no chosen line binds.

    Returns
    -------
    counts : int[choices of line 1, choices of line 2, ...]
        The last choice of each line is to set it aside.  Exact; Python integers where
        64 bits are not enough.
    """
    moduli = moduli_for(question.model.raw)
    order = question.plan.order
    total: list[Elements] | None = None
    for world in worlds(question.model, question.with_choices, question.owner_sets):
        network = world.network
        scope, found = count_lanes(network.factors, order, network.sizes, moduli, path)
        lanes = [question.over_choices(scope, lane) for lane in found]
        for owners in world.waived:
            waived = [question.waive(lane, owners) for lane in lanes]
            lanes = add_lanes(waived, lanes, moduli, sign=-1)
        total = lanes if total is None else add_lanes(total, lanes, moduli)
    assert total is not None  # the world where everybody may act is always there
    return exact(total, moduli)


def nearest_outcomes(
    question: Question, choices: Sequence[tuple[int, ...]], path: Path = "auto"
) -> list[tuple[int, ...] | None]:
    """Find the outcome nearest to the status quo that each of some choices leaves open.

    Parameters
    ----------
    choices
        For each line the number of its choice.

    Returns
    -------
    Value indices by issue; ``None`` where nothing is left open.
    """
    if not choices:
        return []
    narrowed: Allowed = {}
    for position in range(len(question.groups)):
        used = sorted({choice[position] for choice in choices} | {question.shape[position] - 1})
        narrowed[len(question.issues) + position] = np.array(used)
    network = question.with_choices.restrict(narrowed)
    if network is None:
        return [None] * len(choices)
    spelling = Spelling(question.issues, question.model.sizes, question.model.status_quo)
    best = np.full(len(choices), IMPOSSIBLE, dtype=np.uint64)
    where: list[list[World]] = [[] for _ in choices]
    for world in worlds(question.model, network, question.owner_sets):
        scope, found = cheapest(world.network, question.plan.order, spelling, world.allowed, path)
        table = _spread(question, scope, found, world.network.sizes)
        for number, choice in enumerate(choices):
            cost = table[_cell(question, choice, world, narrowed)]
            if cost < best[number]:
                best[number], where[number] = cost, [world]
            elif cost == best[number] < IMPOSSIBLE:
                where[number].append(world)
    rounds = spelling.rounds()
    if len(rounds) == 1:
        return [
            tuple(spelling.read(int(cost), rounds[0]).values()) if found_in else None
            for cost, found_in in zip(best, where, strict=True)
        ]
    return [
        min(_spelt(question, spelling, world, choice, narrowed, path) for world in found_in)
        if found_in
        else None
        for found_in, choice in zip(where, choices, strict=True)
    ]


def _spread(
    question: Question, scope: Sequence[int], table: Elements, sizes: Sequence[int]
) -> Elements:
    kept = range(len(question.issues), len(question.issues) + len(question.groups))
    return np.broadcast_to(align(scope, table, kept), [sizes[variable] for variable in kept])


def _cell(
    question: Question, choice: tuple[int, ...], world: World, narrowed: Allowed
) -> tuple[int, ...]:
    """Return where a choice stands among the narrowed ones, lines waived in the world set aside."""
    cell = []
    for position, chosen in enumerate(choice):
        for owners in world.waived:
            chosen = int(question.waiver(position, owners)[chosen])
        used = narrowed[len(question.issues) + position]
        cell.append(int(np.flatnonzero(used == chosen)[0]))
    return tuple(cell)


def _spelt(
    question: Question,
    spelling: Spelling,
    world: World,
    choice: tuple[int, ...],
    narrowed: Allowed,
    path: Path,
) -> tuple[int, ...]:
    """Spell out the nearest outcome of a world in which there is one."""
    cell = _cell(question, choice, world, narrowed)
    fixed = {
        len(question.issues) + position: np.array([place]) for position, place in enumerate(cell)
    }
    network = world.network.restrict(fixed)
    assert network is not None
    order = (*question.plan.order, *fixed)
    values = spell_out(network, order, spelling, world.allowed, path)
    assert values is not None
    return values
