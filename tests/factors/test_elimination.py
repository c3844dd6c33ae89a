"""Elimination against looking at every combination of values."""

from typing import Literal

import numpy as np
import pytest

from tests.reference import factors as plain
from zopa.errors import TooLargeError
from zopa.factors import (
    Counting,
    Factor,
    Nearest,
    Network,
    Plan,
    Possible,
    choose_order,
    eliminate,
    make_plan,
)
from zopa.factors.eliminate import refuse_if_too_large
from zopa.factors.program import make_program


@pytest.mark.parametrize("path", ["numpy", "compiled"])
@pytest.mark.parametrize("seed", range(40))
def test_elimination_equals_looking_everywhere(
    seed: int, path: Literal["numpy", "compiled"]
) -> None:
    """Eliminating gives what every combination of values gives, in each algebra."""
    rng = np.random.default_rng(seed)
    sizes, constraints = plain.random_network(rng)
    named = {variable for factor in constraints for variable in factor.scope}
    kept = [variable for variable in sorted(named) if rng.random() < 0.3]
    plan = choose_order(
        [factor.scope for factor in constraints],
        sizes,
        [variable for variable in range(len(sizes)) if variable not in kept],
    )
    costs = [
        Factor((variable,), rng.integers(0, 9, size).astype(np.uint64))
        for variable, size in enumerate(sizes)
    ]
    worlds = [
        Factor((variable,), rng.integers(0, 1 << 63, size).astype(np.uint64))
        for variable, size in enumerate(sizes)
    ]
    counts = plain.counted(constraints, sizes, kept)
    cases = [
        (Counting(), [], counts),
        (Counting(2), [], {cell: count % 2 for cell, count in counts.items()}),
        (Nearest(), costs, plain.cheapest([*constraints, *costs], sizes, kept)),
        (Possible(), worlds, plain.possible([*constraints, *worlds], sizes, kept)),
    ]
    for algebra, further, wanted in cases:
        found = eliminate([*constraints, *further], plan.order, algebra, sizes, path)
        assert found.scope == tuple(kept)
        assert {cell: int(found.table[cell]) for cell in wanted} == wanted


@pytest.mark.parametrize("seed", range(20))
def test_a_program_equals_an_elimination(seed: int) -> None:
    """A program run with tables gives what eliminating every variable of them gives."""
    rng = np.random.default_rng(100 + seed)
    sizes, constraints = plain.random_network(rng)
    every = [Factor((v,), np.ones(size, dtype=np.bool_)) for v, size in enumerate(sizes)]
    factors = [*constraints, *every]
    scopes = [factor.scope for factor in factors]
    order = choose_order(scopes, sizes, range(len(sizes))).order
    program = make_program(scopes, order, sizes)
    tables = [factor.table for factor in factors]
    for algebra in (Counting(), Counting(3), Nearest(), Possible()):
        wanted = int(eliminate(factors, order, algebra, sizes).table)
        assert program.run(tables, algebra) == wanted


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_is_what_its_order_costs(seed: int) -> None:
    """The plan of a chosen order equals the plan made from that order."""
    sizes, constraints = plain.random_network(np.random.default_rng(seed))
    scopes = [factor.scope for factor in constraints]
    plan = choose_order(scopes, sizes, range(len(sizes)))
    assert make_plan(scopes, sizes, plan.order) == plan


def test_a_chain_is_cheap() -> None:
    """A chain of a hundred variables is eliminated two at a time."""
    scopes = [(link, link + 1) for link in range(99)]
    plan = choose_order(scopes, (4,) * 100, range(100))
    assert plan.width == 1
    assert plan.largest == 16


def test_nothing_counts_as_one() -> None:
    """A network without factors and variables has one outcome."""
    assert int(eliminate([], (), Counting(), ()).table) == 1


def test_a_variable_in_no_factor_counts_its_values() -> None:
    """A variable that no factor names multiplies the count by its values."""
    assert int(eliminate([], (0,), Counting(), (5,)).table) == 5


def test_elimination_refuses_what_is_too_large() -> None:
    """A plan over the limits is refused before anything runs."""
    clique = [
        Factor((first, second), np.ones((4, 4), dtype=np.bool_))
        for second in range(20)
        for first in range(second)
    ]
    with pytest.raises(TooLargeError, match="19 issues and lines hang together"):
        eliminate(clique, range(20), Counting(), (4,) * 20)


@pytest.mark.parametrize(
    ("plan", "refused"),
    [
        (Plan((), 1, 1 << 33, 1 << 28), False),
        (Plan((), 1, (1 << 33) + 1, 1), True),
        (Plan((), 1, 1, (1 << 28) + 1), True),
    ],
)
def test_the_limits_are_inclusive(plan: Plan, refused: bool) -> None:
    """A plan at the limits of time and memory is allowed, one over either is not."""
    if refused:
        with pytest.raises(TooLargeError, match="This elimination would visit"):
            refuse_if_too_large(plan)
    else:
        refuse_if_too_large(plan)


def test_a_table_must_fit_its_scope() -> None:
    """A factor refuses a table that has not one axis a variable."""
    with pytest.raises(ValueError, match="needs 2 axes"):
        Factor((0, 1), np.ones(2, dtype=np.bool_))


@pytest.mark.parametrize("scope", [(1, 0), (1, 1)])
def test_a_scope_must_ascend(scope: tuple[int, ...]) -> None:
    """A factor refuses a scope that is out of order or names a variable twice."""
    with pytest.raises(ValueError, match="not ascending"):
        Factor(scope, np.ones((2, 2), dtype=np.bool_))


@pytest.mark.parametrize("seed", range(20))
def test_restricting_leaves_out_values(seed: int) -> None:
    """A restricted network counts the outcomes that have only allowed values."""
    rng = np.random.default_rng(seed)
    sizes, constraints = plain.random_network(rng, 0.5)
    allowed = {0: np.arange(int(rng.integers(1, sizes[0] + 1)))}
    wanted = sum(
        plain.holds(constraints, outcome) and outcome[0] in allowed[0]
        for outcome in plain.outcomes(sizes)
    )
    network = Network(sizes, tuple(constraints))
    assert network.cells == len(list(plain.outcomes(sizes)))
    restricted = network.restrict(allowed)
    if restricted is None:
        assert wanted == 0
        return
    found = eliminate(restricted.factors, range(len(sizes)), Counting(), restricted.sizes)
    assert int(found.table) == wanted
