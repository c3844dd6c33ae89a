"""Rules as tables: a rule holds or does not hold at each combination of the values it names."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from zopa.case.rules import And, Changed, Compare, Iff, Implies, Member, Not, Or, Rule, issues_of
from zopa.errors import TooLargeError
from zopa.factors import Factor
from zopa.model.words import IssueWords, Words

Truth = npt.NDArray[np.bool_]

MOST_CELLS = 1 << 24
KEPT = 1024  # tables that are not made again where one line of a case is changed
MOST_KEPT = 1 << 16  # cells of a table that is kept
_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def conjuncts(rule: Rule) -> list[Rule]:
    """Split a rule into rules that must all hold, as far as its form allows."""
    match rule:
        case And(rules):
            return [part for inner in rules for part in conjuncts(inner)]
        case Not(Or(rules)):
            return [part for inner in rules for part in conjuncts(Not(inner))]
        case Not(Implies(left, right)):
            return [*conjuncts(left), *conjuncts(Not(right))]
        case Not(Not(inner)):
            return conjuncts(inner)
        case _:
            return [rule]


def truth(rule: Rule, words: Words, what: str = "A rule") -> Factor:
    """Return where a rule holds, as a table over the open issues that it names.

    Held issues have their held value.  Orderings go by the declared order of all values,
    also of those that no outcome can have yet.

    Raises
    ------
    TooLargeError
        If the rule names so many issues that its table would not fit.
    """
    scope = tuple(
        sorted(words.issue_index[id_] for id_ in issues_of(rule) if id_ in words.issue_index)
    )
    shape = [len(words.issues[issue].visible) for issue in scope]
    if prod(shape) > MOST_CELLS:
        raise TooLargeError(
            f"{what} names {len(scope)} issues at once: its table would have "
            f"{prod(shape):,} cells (the limit is {MOST_CELLS:,}).",
            "Split it into several rules that must all hold.",
        )
    named = [words.by_id[id_] for id_ in issues_of(rule)]
    make = _kept_table if prod(shape) <= MOST_KEPT else _table
    return Factor(scope, make(rule, tuple(named), tuple(words.issues[i] for i in scope)))


def _table(rule: Rule, named: tuple[IssueWords, ...], scope: tuple[IssueWords, ...]) -> Truth:
    """Return where a rule holds, one axis an open issue; nobody may write to the table."""
    axes: dict[str, npt.NDArray[np.intp]] = {}
    for issue in named:
        values = np.array(issue.visible)
        if issue in scope:
            axes[issue.id] = values.reshape(_along(scope.index(issue), len(scope)))
        else:
            axes[issue.id] = values[issue.status_quo]
    shape = [len(issue.visible) for issue in scope]
    holds = _holds(rule, axes, {issue.id: issue for issue in named})
    table = np.array(np.broadcast_to(holds, shape), dtype=np.bool_)
    table.flags.writeable = False
    return table


_kept_table = lru_cache(maxsize=KEPT)(_table)


def _along(axis: int, axes: int) -> Sequence[int]:
    return [-1 if other == axis else 1 for other in range(axes)]


def factors_of(rule: Rule, words: Words, what: str = "A rule") -> list[Factor]:
    """Return a rule as factors that must all hold."""
    return [truth(part, words, what) for part in conjuncts(rule)]


def _holds(rule: Rule, axes: Mapping[str, Any], issues: Mapping[str, IssueWords]) -> Truth:
    match rule:
        case Compare(issue, sign, value):
            order = issues[issue.text].declared
            return np.asarray(_COMPARE[sign](axes[issue.text], order.index(value.text)))
        case Member(issue, values, negated):
            order = issues[issue.text].declared
            wanted = [order.index(value.text) for value in values]
            return np.isin(axes[issue.text], wanted, invert=negated)
        case Changed(issue):
            words = issues[issue.text]
            return np.asarray(axes[issue.text] != words.now)
        case Not(inner):
            return ~_holds(inner, axes, issues)
        case And(rules):
            return _fold(np.logical_and, rules, axes, issues)
        case Or(rules):
            return _fold(np.logical_or, rules, axes, issues)
        case Implies(left, right):
            return ~_holds(left, axes, issues) | _holds(right, axes, issues)
        case Iff(left, right):
            return np.asarray(_holds(left, axes, issues) == _holds(right, axes, issues))


def _fold(
    join: Callable[[Truth, Truth], Truth],
    rules: tuple[Rule, ...],
    axes: Mapping[str, Any],
    issues: Mapping[str, IssueWords],
) -> Truth:
    table = _holds(rules[0], axes, issues)
    for rule in rules[1:]:
        table = join(table, _holds(rule, axes, issues))
    return table
