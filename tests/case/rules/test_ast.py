"""The tree of a rule."""

import pytest
from hypothesis import given

from tests.case.rules.strategies import ANY_RULES
from zopa.case.rules import And, Changed, Compare, Member, Name, Or, Rule, issues_of, names_of
from zopa.case.rules.ast import conditions_of, nesting_of
from zopa.case.rules.parse import parse

A: Rule = Compare(Name("A"), "=", Name("1"))
B: Rule = Changed(Name("B"))
C: Rule = Member(Name("C"), (Name("x"), Name("y")))


def test_column_has_no_part_in_equality() -> None:
    """Two names are equal, and hash alike, wherever they stand."""
    assert Name("CF", 3) == Name("CF", 8)
    assert hash(Name("CF", 3)) == hash(Name("CF", 8))


def test_names_are_nfc() -> None:
    """A name typed with a separate accent is the name typed with one character."""
    assert Name("e\u0301") == Name("\u00e9")


def test_same_kind_is_dissolved() -> None:
    """An `and` in an `and` is one longer `and`; an `or` in an `and` stays."""
    assert And((And((A, B)), C)) == And((A, And((B, C)))) == And((A, B, C))
    assert Or((A, Or((B, C)))) == Or((A, B, C))
    assert And((A, Or((B, C)))).rules == (A, Or((B, C)))


@pytest.mark.parametrize("kind", [And, Or])
def test_joints_need_two(kind: type[And] | type[Or]) -> None:
    """`and` and `or` join at least two rules."""
    with pytest.raises(ValueError, match=f"^{kind.__name__} joins at least two rules$"):
        kind((A,))


def test_what_has_no_text_is_refused() -> None:
    """An empty name and an empty set are refused."""
    with pytest.raises(ValueError, match=r"^a name has at least one character$"):
        Name("")
    with pytest.raises(ValueError, match=r"^a set has at least one value$"):
        Member(Name("CF"), ())


def test_issues_in_order_of_first_mention() -> None:
    """Each issue comes once, where it is first named."""
    rule = parse("B = 1 and not (A = 2 or B = 3) implies changed(C)")
    assert issues_of(rule) == ("B", "A", "C")


def test_names_in_order_of_the_text() -> None:
    """Pairs of issue and value come as the text has them, with their columns."""
    pairs = list(names_of(parse("A in {x, y} iff changed(B) or C = z")))
    assert pairs == [
        (Name("A"), Name("x")),
        (Name("A"), Name("y")),
        (Name("B"), None),
        (Name("C"), Name("z")),
    ]
    assert [value.column for _, value in pairs if value is not None] == [7, 10, 35]


def test_nesting() -> None:
    """Depth counts nodes from the root, and the first name that deep is found."""
    assert nesting_of(parse("A = 1")) == (1, Name("A"))
    assert nesting_of(parse("A = 1 and not (B = 2 or C = 3)")) == (4, Name("B"))


@given(ANY_RULES)
def test_every_condition_is_named(rule: Rule) -> None:
    """The issues of a rule are the issues of its conditions."""
    assert set(issues_of(rule)) == {condition.issue.text for condition in conditions_of(rule)}
