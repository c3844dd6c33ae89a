"""Peers from the package registry, for comparison only: dd for counts, python-sat for sets."""

from __future__ import annotations

from itertools import product

from dd.autoref import BDD
from pysat.examples.optux import OptUx
from pysat.formula import WCNF

from zopa.factors import Factor
from zopa.model import Model


def _clauses(model: Model, factors: list[Factor], negated: bool = False) -> list[list[int]]:
    """Return one clause for each combination that a factor forbids, one-hot encoded."""
    starts = [1 + sum(model.sizes[:issue]) for issue in range(len(model.sizes))]
    found = []
    for factor in factors:
        for place in product(*(range(length) for length in factor.table.shape)):
            if bool(factor.table[place]) == negated:
                pairs = zip(factor.scope, place, strict=True)
                found.append([-(starts[issue] + value) for issue, value in pairs])
    return found


def _one_hot(model: Model) -> list[list[int]]:
    starts = [1 + sum(model.sizes[:issue]) for issue in range(len(model.sizes))]
    clauses = []
    for start, size in zip(starts, model.sizes, strict=True):
        values = range(start, start + size)
        clauses.append(list(values))
        clauses += [[-a, -b] for a in values for b in values if a < b]
    return clauses


def count_with_dd(model: Model) -> int:
    """Count the feasible outcomes with a binary decision diagram."""
    diagram = BDD()
    names = [f"x{number}" for number in range(1, sum(model.sizes) + 1)]
    diagram.declare(*names)
    whole = diagram.true
    for clause in [*_one_hot(model), *_clauses(model, list(model.space.factors))]:
        part = diagram.false
        for literal in clause:
            node = diagram.var(f"x{abs(literal)}")
            part |= node if literal > 0 else ~node
        whole &= part
    return int(whole.count(len(names)))


def sets_with_pysat(model: Model) -> int:
    """Enumerate the minimal blocking sets of the goal, every line binding."""
    formula = WCNF()
    top = sum(model.sizes)
    for clause in _one_hot(model) + _clauses(model, [*model.space.factors, *model.goals[0]]):
        formula.append(clause)
    for number, line in enumerate(model.lines, start=1):
        for clause in _clauses(model, [line.violated], negated=True):
            formula.append([*clause, -(top + number)])
        formula.append([top + number], weight=1)
    with OptUx(formula, unsorted=True) as solver:
        return sum(1 for _ in solver.enumerate())
