"""The plain twin of rules: what a rule says of one outcome, read straight off its tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zopa.case.rules import (
    And,
    Changed,
    Compare,
    Iff,
    Implies,
    Member,
    Not,
    Or,
    Rule,
)


def holds(
    rule: Rule,
    outcome: Mapping[str, int],
    orders: Mapping[str, Sequence[str]],
    status_quo: Mapping[str, int],
) -> bool:
    """Return whether a rule holds at an outcome.

    Parameters
    ----------
    rule
        The rule.
    outcome
        The number of the value of each issue, from 0.
    orders
        The ids of the values of each issue in declared order.
    status_quo
        The number of the status quo of each issue.
    """
    if isinstance(rule, Compare):
        here = outcome[rule.issue.text]
        there = list(orders[rule.issue.text]).index(rule.value.text)
        if rule.operator == "=":
            return here == there
        if rule.operator == "!=":
            return here != there
        if rule.operator == "<":
            return here < there
        if rule.operator == "<=":
            return here <= there
        if rule.operator == ">":
            return here > there
        return here >= there
    if isinstance(rule, Member):
        here_id = orders[rule.issue.text][outcome[rule.issue.text]]
        found = here_id in [value.text for value in rule.values]
        return not found if rule.negated else found
    if isinstance(rule, Changed):
        return outcome[rule.issue.text] != status_quo[rule.issue.text]
    if isinstance(rule, Not):
        return not holds(rule.rule, outcome, orders, status_quo)
    if isinstance(rule, And):
        return all(holds(part, outcome, orders, status_quo) for part in rule.rules)
    if isinstance(rule, Or):
        return any(holds(part, outcome, orders, status_quo) for part in rule.rules)
    left = holds(rule.left, outcome, orders, status_quo)
    right = holds(rule.right, outcome, orders, status_quo)
    if isinstance(rule, Implies):
        return right or not left
    assert isinstance(rule, Iff)
    return left == right
