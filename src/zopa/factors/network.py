"""Factors, and the networks they form.

Variables are numbers; a network says how many values each has.  A factor's table has one
axis a variable of its scope, in ascending order of the variables.  A table of booleans is
a constraint: what is False cannot be.  Any other table holds elements of an algebra.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import cast

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.bool_] | npt.NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Factor:
    """A table over a few variables.

    Parameters
    ----------
    scope
        The variables, ascending.
    table
        One axis a variable of the scope.
    """

    scope: tuple[int, ...]
    table: Table

    def __post_init__(self) -> None:
        """Refuse a table that does not fit its scope."""
        if self.table.ndim != len(self.scope):
            raise ValueError(f"scope {self.scope} needs {len(self.scope)} axes")
        if any(a >= b for a, b in zip(self.scope, self.scope[1:], strict=False)):
            raise ValueError(f"scope {self.scope} is not ascending")

    @property
    def is_constraint(self) -> bool:
        """Whether the table holds booleans."""
        return self.table.dtype == np.bool_

    def restrict(self, allowed: Mapping[int, npt.NDArray[np.intp]]) -> Factor:
        """Keep only the allowed values of some variables; the axes stay."""
        table: Table = self.table
        for axis, variable in enumerate(self.scope):
            values = allowed.get(variable)
            if values is not None:
                table = cast(Table, np.take(table, values, axis=axis))
        return self if table is self.table else Factor(self.scope, table)


def align(scope: Sequence[int], table: Table, union: Sequence[int]) -> Table:
    """View a table with one axis a variable of a wider scope; axes it lacks have length 1."""
    lengths = dict(zip(scope, table.shape, strict=True))
    return table.reshape([lengths.get(variable, 1) for variable in union])


def fold(factors: Iterable[Factor], join: np.ufunc) -> tuple[Factor, ...]:
    """Fold each factor into one whose scope covers its own, so that fewer are looked up.

    Parameters
    ----------
    factors
        Factors with tables of one kind.
    join
        How two tables are joined cell by cell: ``np.logical_and`` for constraints,
        ``np.bitwise_or`` for bits.
    """
    folded: list[Factor] = []
    for factor in sorted(factors, key=lambda factor: -len(factor.scope)):
        for position, wider in enumerate(folded):
            if set(factor.scope) <= set(wider.scope):
                both = join(wider.table, align(factor.scope, factor.table, wider.scope))
                folded[position] = Factor(wider.scope, both)
                break
        else:
            folded.append(factor)
    return tuple(folded)


@dataclass(frozen=True, eq=False)
class Network:
    """Variables with their sizes, and the factors whose product is meant.

    Parameters
    ----------
    sizes
        Number of values of each variable, by variable number.
    factors
        The factors.
    """

    sizes: tuple[int, ...]
    factors: tuple[Factor, ...] = field(default=())

    @property
    def cells(self) -> int:
        """The number of combinations of values of all variables."""
        return prod(self.sizes)

    def join(self, factors: Iterable[Factor]) -> Network:
        """Return the network with further factors."""
        return Network(self.sizes, (*self.factors, *factors))

    def restrict(self, allowed: Mapping[int, npt.NDArray[np.intp]]) -> Network | None:
        """Keep only the allowed values of some variables.

        Returns ``None`` where a factor then has no combination left: the product is empty
        whatever the other factors say.
        """
        sizes = list(self.sizes)
        for variable, values in allowed.items():
            sizes[variable] = len(values)
        factors = []
        for factor in self.factors:
            kept = factor.restrict(allowed)
            if kept.is_constraint:
                if not kept.table.any():
                    return None
                if kept is not factor and kept.table.all():
                    continue
            factors.append(kept)
        return Network(tuple(sizes), tuple(factors))
