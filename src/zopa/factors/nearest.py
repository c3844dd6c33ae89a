"""The outcome nearest to a given one, as a cost that spells the outcome out.

*Nearest* means: fewest variables changed; among those, the first in declared order (the
earliest variable's earliest value, then the next variable's).  A cost is a number whose
leading bits count the changes and whose further bits spell the value of one variable
after the other, so the smallest cost *is* the outcome: nothing needs tracing back.

Where the bits of all variables do not fit one number, the first ones are found, fixed,
and the rest is asked in further rounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zopa.factors.algebras import IMPOSSIBLE, Nearest
from zopa.factors.eliminate import Path, eliminate
from zopa.factors.network import Factor, Network

BITS = 60  # a cost stays below IMPOSSIBLE


@dataclass(frozen=True)
class Spelling:
    """How outcomes over some variables are spelt as costs, in one or more rounds.

    Attributes
    ----------
    variables
        The variables, in declared order.
    sizes
        Number of values of each, by position.
    origin
        The values from which changes are counted, by position.
    """

    variables: tuple[int, ...]
    sizes: tuple[int, ...]
    origin: tuple[int, ...]

    def rounds(self) -> list[list[int]]:
        """Return the positions that each round spells."""
        room = BITS - len(self.variables).bit_length()
        rounds: list[list[int]] = [[]]
        used = 0
        for position, size in enumerate(self.sizes):
            bits = max(1, (size - 1).bit_length())
            if used + bits > room:
                rounds.append([])
                used = 0
            rounds[-1].append(position)
            used += bits
        return rounds

    def costs(
        self, spelt: Sequence[int], values: Mapping[int, npt.NDArray[np.intp]]
    ) -> list[Factor]:
        """Return one table of costs a variable; ``values`` gives the values still allowed."""
        room = BITS - len(self.variables).bit_length()
        shift, used = {}, room
        for position in spelt:
            used -= max(1, (self.sizes[position] - 1).bit_length())
            shift[position] = used
        factors = []
        for position, variable in enumerate(self.variables):
            allowed = values.get(variable, np.arange(self.sizes[position]))
            cost = (allowed != self.origin[position]).astype(np.uint64) << np.uint64(room)
            if position in shift:
                cost = cost + (allowed.astype(np.uint64) << np.uint64(shift[position]))
            factors.append(Factor((variable,), cost))
        return factors

    def read(self, cost: int, spelt: Sequence[int]) -> dict[int, int]:
        """Read the values that a round spelt: position to value."""
        used = BITS - len(self.variables).bit_length()
        values = {}
        for position in spelt:
            bits = max(1, (self.sizes[position] - 1).bit_length())
            used -= bits
            values[position] = (cost >> used) & ((1 << bits) - 1)
        return values

    def changes(self, cost: int) -> int:
        """Read how many variables change."""
        return cost >> (BITS - len(self.variables).bit_length())


def cheapest(
    network: Network,
    order: Sequence[int],
    spelling: Spelling,
    allowed: Mapping[int, npt.NDArray[np.intp]],
    path: Path = "auto",
) -> tuple[tuple[int, ...], npt.NDArray[np.uint64]]:
    """Find the first round's smallest cost for each combination of the kept variables.

    The network must already be restricted to the ``allowed`` values.
    """
    costs = spelling.costs(spelling.rounds()[0], allowed)
    found = eliminate([*network.factors, *costs], order, Nearest(), network.sizes, path)
    return found.scope, found.table.astype(np.uint64, copy=False)


def spell_out(
    network: Network,
    order: Sequence[int],
    spelling: Spelling,
    allowed: Mapping[int, npt.NDArray[np.intp]],
    path: Path = "auto",
) -> tuple[int, ...] | None:
    """Return the nearest outcome of a network without kept variables, or None if it is empty.

    Parameters
    ----------
    network
        Already restricted to the ``allowed`` values.
    order
        All variables, in the order of their elimination.
    spelling
        Which variables are spelt, and from where changes are counted.
    allowed
        Values still allowed, by variable; a variable that is missing has all of them.

    Returns
    -------
    Values by position of the spelling.
    """
    fixed: dict[int, int] = {}
    values = dict(allowed)
    current: Network | None = network
    for spelt in spelling.rounds():
        if current is None:
            return None
        costs = spelling.costs(spelt, values)
        found = eliminate([*current.factors, *costs], order, Nearest(), current.sizes, path)
        if found.table >= IMPOSSIBLE:
            return None
        narrowed = {}
        for position, value in spelling.read(int(found.table), spelt).items():
            fixed[position] = value
            variable = spelling.variables[position]
            before = values.get(variable, np.arange(spelling.sizes[position]))
            narrowed[variable] = np.flatnonzero(before == value)
            values[variable] = np.array([value])
        current = current.restrict(narrowed)
    return tuple(fixed[position] for position in range(len(spelling.variables)))
