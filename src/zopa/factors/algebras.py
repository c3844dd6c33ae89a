"""The algebras over which a network can be eliminated.

An algebra has elements, a way to *combine* them (the product of factors) and a way to
*gather* them (summing a variable out).  Combine is commutative, associative and
distributes over gather; that is all the engine needs (Shenoy and Shafer 1990).  All
elements here are unsigned 64-bit numbers, so that one compiled kernel serves them all.

=============  ==================  ===================  ==========================
algebra        combine             gather               what it answers
=============  ==================  ===================  ==========================
``Counting``   multiply            add                  how many outcomes
``Nearest``    add                 minimum              the cheapest outcome's cost
``Possible``   bitwise and         bitwise or           in which of 64 worlds any
=============  ==================  ===================  ==========================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from zopa.factors.network import Table

Elements = npt.NDArray[np.uint64]

IMPOSSIBLE = np.uint64(1 << 61)  # a cost that no outcome has; twice it is no overflow
EVERYWHERE = np.uint64(0xFFFFFFFFFFFFFFFF)


class Algebra(Protocol):
    """What the engine asks of an algebra."""

    @property
    def code(self) -> int:
        """The number by which the compiled kernel knows it."""

    @property
    def modulus(self) -> int:
        """Counts are taken modulo this number; 0 for modulo 2**64 and other algebras."""

    def lift(self, table: Table) -> Elements:
        """Turn a constraint into elements; leave elements as they are."""

    def combine(self, first: Table, second: Table) -> Elements:
        """Combine two tables cell by cell, axes of length 1 repeated."""

    def gather(self, table: Table, axis: int) -> Elements:
        """Sum one axis out."""


@dataclass(frozen=True)
class Counting:
    """Counts modulo 2**64, or modulo a prime below 2**31 where one is given."""

    modulus: int = 0
    code: int = 0

    def lift(self, table: Table) -> Elements:
        """Count 1 where the constraint holds, 0 elsewhere."""
        return table.astype(np.uint64, copy=False)

    def combine(self, first: Table, second: Table) -> Elements:
        """Multiply."""
        product = np.multiply(first, second, dtype=np.uint64)
        return product % np.uint64(self.modulus) if self.modulus else product

    def gather(self, table: Table, axis: int) -> Elements:
        """Add."""
        total: Elements = np.add.reduce(table, axis=axis, dtype=np.uint64)
        return total % np.uint64(self.modulus) if self.modulus else total


@dataclass(frozen=True)
class Nearest:
    """Costs, of which the smallest counts; ``IMPOSSIBLE`` is the cost of what cannot be."""

    code: int = 1
    modulus: int = 0

    def lift(self, table: Table) -> Elements:
        """Cost nothing where the constraint holds; be impossible elsewhere."""
        if table.dtype == np.bool_:
            return np.where(table, np.uint64(0), IMPOSSIBLE)
        return table.astype(np.uint64, copy=False)

    def combine(self, first: Table, second: Table) -> Elements:
        """Add, and let impossible stay impossible."""
        costs: Elements = np.minimum(self.lift(first) + self.lift(second), IMPOSSIBLE)
        return costs

    def gather(self, table: Table, axis: int) -> Elements:
        """Take the smallest."""
        smallest: Elements = np.minimum.reduce(self.lift(table), axis=axis)
        return smallest


@dataclass(frozen=True)
class Possible:
    """Sets of worlds, one bit each: in which of them is there any outcome?"""

    code: int = 2
    modulus: int = 0

    def lift(self, table: Table) -> Elements:
        """Hold in every world where the constraint holds, in none elsewhere."""
        if table.dtype == np.bool_:
            return np.where(table, EVERYWHERE, np.uint64(0))
        return table.astype(np.uint64, copy=False)

    def combine(self, first: Table, second: Table) -> Elements:
        """Hold where both hold."""
        return np.bitwise_and(self.lift(first), self.lift(second))

    def gather(self, table: Table, axis: int) -> Elements:
        """Hold where any holds."""
        gathered: Elements = np.bitwise_or.reduce(self.lift(table), axis=axis)
        return gathered
