"""What rules mean, against the plain twin."""

from itertools import product

import pytest
from hypothesis import given

from tests.case.rules.strategies import CASE_RULES, ONE_ISSUE_RULES, ORDERS, STATUS_QUO
from tests.reference.rules import holds
from zopa.case.rules import Not, Rule, issues_of, parse, parts_of, satisfying_values
from zopa.case.rules.normal import push_negation

OUTCOMES = [dict(zip(ORDERS, numbers, strict=True)) for numbers in product(*map(range, (3, 2, 6)))]


@given(ONE_ISSUE_RULES)
def test_satisfying_values_agree_with_the_plain_twin(rule: Rule) -> None:
    """The values that satisfy a rule on one issue are those at which it holds."""
    expected = {
        number
        for number in range(len(ORDERS["C"]))
        if holds(rule, {"C": number}, ORDERS, STATUS_QUO)
    }
    assert satisfying_values(rule, "C", ORDERS["C"], STATUS_QUO["C"]) == expected


@given(CASE_RULES)
def test_pushed_negation_changes_no_meaning(rule: Rule) -> None:
    """A rule and its form with negation pushed down hold at the same outcomes."""
    pushed = push_negation(rule)
    for outcome in OUTCOMES:
        before = holds(rule, outcome, ORDERS, STATUS_QUO)
        assert holds(pushed, outcome, ORDERS, STATUS_QUO) == before


@given(CASE_RULES)
def test_negation_is_pushed_all_the_way(rule: Rule) -> None:
    """After pushing, `not` stands only before rules on one issue."""
    waiting = [push_negation(rule)]
    while waiting:
        current = waiting.pop()
        assert not isinstance(current, Not) or len(issues_of(current)) == 1
        waiting.extend(parts_of(current))


def test_order_is_declared_order() -> None:
    """Orderings go by the declared order, also where value ids are digits."""
    order = ("2", "10", "1", "0")
    assert satisfying_values(parse("C < 1"), "C", order, 0) == {0, 1}
    assert satisfying_values(parse("C >= 10"), "C", order, 0) == {1, 2, 3}


def test_changed_means_not_at_the_status_quo() -> None:
    """`changed` holds at every value but the status quo."""
    assert satisfying_values(parse("changed(C)"), "C", "abc", 1) == {0, 2}


def test_rules_on_other_issues_are_refused() -> None:
    """A rule that names another issue, or an unknown value, has no set of values."""
    with pytest.raises(ValueError, match=r"^the rule is not on 'C' alone$"):
        satisfying_values(parse("C = 1 and A = 1"), "C", "01", 0)
    with pytest.raises(ValueError, match=r"^the issue has no value '7'$"):
        satisfying_values(parse("C = 7"), "C", "01", 0)
