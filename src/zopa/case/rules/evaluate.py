"""Which values of an issue a rule on that issue alone allows."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.case.rules.ast import (
    And,
    Changed,
    Compare,
    Condition,
    Iff,
    Implies,
    Member,
    Not,
    Or,
    Rule,
    issues_of,
)


def satisfying_values(
    rule: Rule, issue: str, order: Sequence[str], status_quo: int
) -> frozenset[int]:
    """Return the numbers of the values at which a rule on one issue holds.

    Parameters
    ----------
    rule
        A rule that names no other issue, and no value that the issue lacks.
    issue
        The id of the issue.
    order
        The ids of its values in declared order.
    status_quo
        The number of its status quo, from 0.

    Raises
    ------
    ValueError
        If the rule names another issue, or a value that is not in ``order``.

    >>> from zopa.case.rules.parse import parse
    >>> sorted(satisfying_values(parse("CF > 0 and not CF = 2"), "CF", "0123", 0))
    [1, 3]
    """
    if issues_of(rule) != (issue,):
        raise ValueError(f"the rule is not on {issue!r} alone")
    numbers = {value: number for number, value in enumerate(order)}
    return _holding(rule, numbers, status_quo)


def _holding(rule: Rule, numbers: dict[str, int], status_quo: int) -> frozenset[int]:
    everything = frozenset(numbers.values())
    match rule:
        case Compare() | Member() | Changed():
            return _holding_condition(rule, numbers, status_quo)
        case Not(inner):
            return everything - _holding(inner, numbers, status_quo)
        case And(rules):
            return everything.intersection(*(_holding(r, numbers, status_quo) for r in rules))
        case Or(rules):
            return frozenset().union(*(_holding(r, numbers, status_quo) for r in rules))
        case Implies(left, right):
            without = everything - _holding(left, numbers, status_quo)
            return without | _holding(right, numbers, status_quo)
        case Iff(left, right):
            differing = _holding(left, numbers, status_quo) ^ _holding(right, numbers, status_quo)
            return everything - differing


def _holding_condition(
    condition: Condition, numbers: dict[str, int], status_quo: int
) -> frozenset[int]:
    everything = frozenset(numbers.values())
    match condition:
        case Changed():
            return everything - {status_quo}
        case Member(_, values, negated):
            named = frozenset(_number(value.text, numbers) for value in values)
            return everything - named if negated else named
        case Compare(_, operator, value):
            at = _number(value.text, numbers)
            equal = frozenset({at})
            below = frozenset(number for number in everything if number < at)
            return {
                "=": equal,
                "!=": everything - equal,
                "<": below,
                "<=": below | equal,
                ">": everything - below - equal,
                ">=": everything - below,
            }[operator]


def _number(value: str, numbers: dict[str, int]) -> int:
    if value not in numbers:
        raise ValueError(f"the issue has no value {value!r}")
    return numbers[value]
