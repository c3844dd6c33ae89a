"""The engine: combine the factors that name a variable, sum it out, go on.

Method (Dechter 1999, section 3, "bucket elimination"):

1. take the next variable of the order;
2. combine all factors whose scope holds it;
3. gather over the variable: a new factor over the others' variables;
4. at the end combine what is left, over the variables that were kept.

Small tables are worked on with numpy, so that nothing needs compiling; large ones by a
compiled kernel that never makes the combined table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from math import prod
from typing import Literal

import numpy as np
import numpy.typing as npt

from zopa.errors import SpaceTooLargeError
from zopa.factors.algebras import Algebra, Elements
from zopa.factors.network import Factor, Table, align
from zopa.factors.orders import Plan, make_plan

Path = Literal["auto", "numpy", "compiled"]

COMPILED_FROM = 1 << 21  # cells of a combined table from which compiling pays
MOST_VISITED = 1 << 33  # about half a minute
MOST_CELLS = 1 << 28  # 2 GiB of elements


def refuse_if_too_large(plan: Plan, what: str = "This elimination") -> None:
    """Raise before work that would not end in reasonable time or memory."""
    if plan.visited > MOST_VISITED or plan.largest > MOST_CELLS:
        raise SpaceTooLargeError(
            f"{what} would visit {plan.visited:,} cells and need a table of "
            f"{plan.largest:,} cells (the limits are {MOST_VISITED:,} and {MOST_CELLS:,}); "
            f"{plan.width} issues and lines hang together at its widest point.",
            "Ask about a view with fewer issues, or take lines out with --without.",
        )


def eliminate(
    factors: Iterable[Factor],
    order: Sequence[int],
    algebra: Algebra,
    sizes: Sequence[int],
    path: Path = "auto",
) -> Factor:
    """Sum variables out of the product of factors.

    Parameters
    ----------
    factors
        The factors; booleans are constraints, other tables hold the algebra's elements.
    order
        The variables to sum out, in this order.  Variables that are not in it are kept.
    algebra
        How to combine and to gather.
    sizes
        Number of values of each variable.
    path
        ``numpy``, ``compiled``, or the one that suits each step.

    Returns
    -------
    Factor
        Over the kept variables that some factor names, ascending.

    Raises
    ------
    TooLargeError
        Before anything runs, where the plan is over the limits.

    Examples
    --------
    >>> import numpy as np
    >>> from zopa.factors import Counting, Factor, eliminate
    >>> differ = Factor((0, 1), ~np.eye(3, dtype=bool))
    >>> int(eliminate([differ], (0, 1), Counting(), (3, 3)).table)
    6
    """
    waiting = [(factor.scope, factor.table) for factor in factors]
    plan = make_plan([scope for scope, _ in waiting], sizes, order)
    refuse_if_too_large(plan)
    for variable in order:
        bucket = [entry for entry in waiting if variable in entry[0]]
        waiting = [entry for entry in waiting if variable not in entry[0]]
        if not bucket:
            bucket = [((variable,), np.ones(sizes[variable], dtype=np.bool_))]
        waiting.append(_sum_out(bucket, variable, algebra, sizes, path))
    scope, table = _combine(waiting, algebra)
    return Factor(scope, algebra.lift(table))


Entry = tuple[tuple[int, ...], Table]


def _sum_out(
    bucket: list[Entry], variable: int, algebra: Algebra, sizes: Sequence[int], path: Path
) -> Entry:
    union = sorted({other for scope, _ in bucket for other in scope})
    cells = prod(sizes[other] for other in union)
    if path == "compiled" or (path == "auto" and cells >= COMPILED_FROM):
        return _sum_out_compiled(bucket, variable, union, algebra, sizes)
    scope, table = _combine(bucket, algebra)
    axis = scope.index(variable)
    return scope[:axis] + scope[axis + 1 :], algebra.gather(table, axis)


def _combine(bucket: list[Entry], algebra: Algebra) -> Entry:
    """Combine tables, constraints first and small ones first."""
    if not bucket:
        return (), np.ones((), dtype=np.bool_)
    ranked = sorted(bucket, key=lambda entry: (entry[1].dtype != np.bool_, entry[1].size))
    scope, table = ranked[0]
    for other_scope, other in ranked[1:]:
        union = tuple(sorted({*scope, *other_scope}))
        first, second = align(scope, table, union), align(other_scope, other, union)
        if first.dtype == np.bool_ and second.dtype == np.bool_:
            table = first & second
        else:
            table = algebra.combine(first, second)
        scope = union
    return scope, table


def _sum_out_compiled(
    bucket: list[Entry],
    variable: int,
    union: list[int],
    algebra: Algebra,
    sizes: Sequence[int],
) -> Entry:
    """Lay the tables end to end with their strides and let the kernel walk them."""
    kernel = import_module("zopa.kernels.elimination")  # numba loads only when it pays
    scope = [other for other in union if other != variable]
    tables: list[Elements] = [np.ascontiguousarray(algebra.lift(t)).ravel() for _, t in bucket]
    starts = np.cumsum([0] + [len(table) for table in tables])
    lengths = [sizes[other] for other in scope]
    buffer = np.concatenate([*tables, np.empty(prod(lengths), dtype=np.uint64)])
    kernel.sum_out(
        buffer,
        starts[:-1],
        strides_of([names for names, _ in bucket], [*scope, variable], sizes),
        np.array([*lengths, sizes[variable]], dtype=np.int64),
        algebra.code,
        np.uint64(algebra.modulus),
        starts[-1],
    )
    return tuple(scope), buffer[starts[-1] :].reshape(lengths)


def strides_of(
    scopes: Sequence[Sequence[int]], variables: Sequence[int], sizes: Sequence[int]
) -> npt.NDArray[np.int64]:
    """Return the step of each row-major table along each variable; 0 where it lacks it."""
    strides = np.zeros((len(scopes), len(variables)), dtype=np.int64)
    for row, scope in enumerate(scopes):
        step = 1
        for name in reversed(scope):
            strides[row, variables.index(name)] = step
            step *= sizes[name]
    return strides
