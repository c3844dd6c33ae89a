"""An elimination laid out once and run many times, with other tables each time.

Where the same network is asked again and again - with this line and without it - the
scopes stay and only the tables change.  A :class:`Program` fixes the steps; a run fills
in the tables and lets the compiled kernel do the rest, a hundred times faster than a fresh
elimination of a small network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from zopa.factors.algebras import Algebra, Elements
from zopa.factors.eliminate import strides_of
from zopa.factors.network import Table

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Program:
    """The steps that sum every variable out of the product of some tables.

    Attributes
    ----------
    slots
        Where each given table begins in the buffer, and where the last one ends.
    answer
        Where the final number stands.
    arguments
        The kernel's description of the steps.
    """

    slots: Ints
    cells: int
    answers: tuple[int, ...]
    arguments: tuple[Ints, ...]

    def run(self, tables: Sequence[Table], algebra: Algebra) -> int:
        """Fill in the tables and return the element to which everything gathers.

        Parameters
        ----------
        tables
            One table for each scope that the program was made of, in the same order.
        algebra
            How to combine and to gather.
        """
        kernel: Any = import_module("zopa.kernels.elimination")
        buffer: Elements = np.empty(self.cells, dtype=np.uint64)
        for begin, table in zip(self.slots, tables, strict=True):
            buffer[begin : begin + table.size] = algebra.lift(table).ravel()
        kernel.run(buffer, *self.arguments, algebra.code, np.uint64(algebra.modulus))
        element = buffer[self.answers[0]]
        for answer in self.answers[1:]:
            element = algebra.combine(np.asarray(element), np.asarray(buffer[answer]))
        return int(element)


def make_program(
    scopes: Sequence[Sequence[int]], order: Sequence[int], sizes: Sequence[int]
) -> Program:
    """Lay out the elimination of every variable of the order.

    Every variable must stand in some scope, and every scope must be covered by the order.
    """
    sized = [prod(sizes[variable] for variable in scope) for scope in scopes]
    slots = np.cumsum([0, *sized])
    waiting = [(tuple(scope), int(begin)) for scope, begin in zip(scopes, slots, strict=False)]
    end = int(slots[-1])
    rows: list[Ints] = []
    starts: list[int] = []
    lengths: list[int] = []
    tables, variables, results = [0], [0], []
    for variable in order:
        bucket = [entry for entry in waiting if variable in entry[0]]
        waiting = [entry for entry in waiting if variable not in entry[0]]
        scope = sorted({other for names, _ in bucket for other in names} - {variable})
        rows.append(strides_of([names for names, _ in bucket], [*scope, variable], sizes))
        starts.extend(begin for _, begin in bucket)
        lengths.extend(sizes[other] for other in [*scope, variable])
        tables.append(len(starts))
        variables.append(len(lengths))
        results.append(end)
        waiting.append((tuple(scope), end))
        end += prod(sizes[other] for other in scope)
    widest = max((row.shape[1] for row in rows), default=0)
    strides = np.zeros((len(starts), widest), dtype=np.int64)
    for begin, row in zip(tables, rows, strict=False):
        strides[begin : begin + len(row), : row.shape[1]] = row
    described = (
        np.array(tables),
        np.array(starts, dtype=np.int64),
        strides,
        np.array(variables),
        np.array(lengths, dtype=np.int64),
        np.array(results, dtype=np.int64),
    )
    return Program(slots[:-1], end, tuple(begin for _, begin in waiting), described)
