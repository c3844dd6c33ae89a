"""Every outcome of a network, one after the other, in memory that does not grow.

Outcomes are coded in mixed radix: the code of an outcome is the sum of its values times
their place values, the last variable's place value being 1.  The walk may take the
variables in another order than that of the code, so that constraints bite early; then the
outcomes come in the order of the walk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from zopa.errors import TooLargeError
from zopa.factors.network import Factor, Network

Codes = npt.NDArray[np.int64]
Marks = npt.NDArray[np.uint64]

PER_SECOND = 50_000_000  # outcomes that the kernel looks at
MOST_RAW = 1 << 32  # about a minute and a half
MOST_BITS = 24
CHUNK = 1 << 16


def place_values(sizes: Sequence[int]) -> Codes:
    """Return the place value of each variable in mixed radix."""
    return np.array([prod(sizes[i + 1 :]) for i in range(len(sizes))], dtype=np.int64)


def encode(values: npt.ArrayLike, sizes: Sequence[int]) -> Codes:
    """Return the codes of outcomes ``int[..., variables]``."""
    return np.asarray(np.asarray(values, dtype=np.int64) @ place_values(sizes), dtype=np.int64)


def decode(codes: npt.ArrayLike, sizes: Sequence[int]) -> Codes:
    """Return the outcomes ``int[..., variables]`` of codes."""
    wide = np.asarray(codes, dtype=np.int64)[..., None]
    return wide // place_values(sizes) % np.array(sizes, dtype=np.int64)


def walking_order(network: Network) -> tuple[int, ...]:
    """Choose an order in which constraints are complete early: greedily, most done first."""
    scopes = [set(factor.scope) for factor in network.factors if factor.is_constraint]
    left = set(range(len(network.sizes)))
    order: list[int] = []
    while left:
        done = set(order)

        def worth(variable: int, done: set[int] = done) -> tuple[int, int, int]:
            reached = done | {variable}
            complete = sum(variable in scope and scope <= reached for scope in scopes)
            begun = sum(variable in scope for scope in scopes)
            return (-complete, -begun, variable)

        order.append(min(left, key=worth))
        left.remove(order[-1])
    return tuple(order)


def _lay_out(factors: Sequence[Factor], order: Sequence[int], dtype: Any) -> tuple[Any, ...]:
    """Lay tables end to end for the kernel, sorted by the depth that completes them."""
    depth_of = {variable: depth for depth, variable in enumerate(order)}
    ranked = sorted(factors, key=lambda f: max(depth_of[variable] for variable in f.scope))
    first = np.zeros(len(order) + 1, dtype=np.int64)
    start, step, entry_first, entry_depth, entry_stride = [], [], [0], [], []
    position = 0
    for factor in ranked:
        complete = max(depth_of[variable] for variable in factor.scope)
        first[complete + 1 :] += 1
        start.append(position)
        stride = 1
        for variable, length in zip(
            reversed(factor.scope), reversed(factor.table.shape), strict=True
        ):
            if depth_of[variable] == complete:
                step.append(stride)
            else:
                entry_depth.append(depth_of[variable])
                entry_stride.append(stride)
            stride *= length
        entry_first.append(len(entry_depth))
        position += stride
    tables = [np.ascontiguousarray(factor.table, dtype=dtype).ravel() for factor in ranked]
    whole = np.concatenate(tables) if tables else np.zeros(0, dtype=dtype)
    ints = [np.array(x, dtype=np.int64) for x in (step, entry_first, entry_depth, entry_stride)]
    starts = np.array(start, dtype=np.int64)
    return (whole, starts.copy(), ints[0], first, ints[1], ints[2], ints[3], starts)


@dataclass(frozen=True, eq=False)
class Walk:
    """A walk over the outcomes that satisfy a network's constraints.

    Parameters
    ----------
    network
        Its constraints.
    marks
        Tables of bits; an outcome's marks are the bits of all of them together.
    order
        The order in which variables are set; a good one is chosen where it is left out.
    """

    network: Network
    marks: tuple[Factor, ...] = ()
    order: tuple[int, ...] | None = None

    def _arguments(self) -> list[Any]:
        sizes = self.network.sizes
        raw = prod(sizes)
        if raw > MOST_RAW:
            raise TooLargeError(
                f"Walking every outcome of {raw:,} may take {raw / PER_SECOND / 60:,.0f} minutes; "
                f"the limit is {MOST_RAW:,} outcomes.",
                "Use the elimination engine, or ask about a view with fewer issues.",
            )
        order = self.order or walking_order(self.network)
        constraints = [f for f in self.network.factors if f.is_constraint and f.scope]
        state = np.zeros(2, dtype=np.int64)
        never = any(not f.table.all() for f in self.network.factors if not f.scope)
        if never:
            state[0] = -1
        return [
            np.array([sizes[variable] for variable in order], dtype=np.int64),
            place_values(sizes)[list(order)],
            _lay_out(constraints, order, np.bool_),
            _lay_out([mark for mark in self.marks if mark.scope], order, np.uint64),
            state,
            np.full(len(order), -1, dtype=np.int64),
            np.zeros(len(order) + 1, dtype=np.int64),
            np.zeros(len(order) + 1, dtype=np.uint64),
        ]

    def histogram(self, bits: int) -> npt.NDArray[np.int64]:
        """Count the outcomes by their marks: ``int64[2**bits]``."""
        if bits > MOST_BITS:
            raise TooLargeError(
                f"Counting by {bits} marks needs 2^{bits} counters (the limit is 2^{MOST_BITS}).",
                "Use the elimination engine, or take lines out with --without.",
            )
        kernel = import_module("zopa.kernels.enumeration")  # numba loads only when it is used
        counts = np.zeros(1 << bits, dtype=np.int64)
        none = np.zeros(0, dtype=np.int64)
        kernel.walk(*self._arguments(), counts, none, none.view(np.uint64))
        return counts

    def chunks(self, length: int = CHUNK) -> Iterator[tuple[Codes, Marks]]:
        """Go through the outcomes in chunks of codes and marks; the arrays are used again."""
        kernel = import_module("zopa.kernels.enumeration")
        arguments = self._arguments()
        codes = np.empty(length, dtype=np.int64)
        marks = np.empty(length, dtype=np.uint64)
        none = np.zeros(0, dtype=np.int64)
        while True:
            listed = kernel.walk(*arguments, none, codes, marks)
            if listed:
                yield codes[:listed], marks[:listed]
            if listed < length:
                return
