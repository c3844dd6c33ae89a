"""Rules as tables, against the plain twin of rules."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case.rules.strategies import CASE_RULES, ORDERS, STATUS_QUO
from tests.reference.rules import holds
from zopa.case.rules import Rule, issues_of, parse
from zopa.errors import TooLargeError
from zopa.factors import Factor
from zopa.model import IssueWords, Words
from zopa.model.rules import conjuncts, factors_of, truth

KEPT = st.sets(st.sampled_from(sorted(ORDERS)))


def issue_words(id_: str, visible: tuple[int, ...] | None = None, held: int = -1) -> IssueWords:
    """Return the words of an issue, with some values hidden, or held at its status quo."""
    order = ORDERS[id_]
    now = STATUS_QUO[id_]
    if held >= 0:
        visible = (now,)
    elif visible is None:
        visible = tuple(range(len(order)))
    return IssueWords(id_, id_, "ordered", order, order, visible, visible.index(now))


def words_of(opened: list[IssueWords], held: list[IssueWords]) -> Words:
    """Return the words of a model with some issues open and others held."""
    return Words(tuple(opened), tuple(held), (), (), (), ())


def open_words(kept: set[str]) -> Words:
    """Return words with some issues open and the others held at the status quo."""
    opened = [issue_words(issue) for issue in ORDERS if issue in kept]
    return words_of(opened, [issue_words(issue, held=0) for issue in ORDERS if issue not in kept])


def outcomes_of(words: Words) -> list[tuple[tuple[int, ...], dict[str, int]]]:
    """Return every outcome: its value indices, and the number of each issue's declared value."""
    found = []
    for values in product(*(range(len(issue.visible)) for issue in words.issues)):
        pairs = zip(words.issues, values, strict=True)
        numbers = {issue.id: issue.visible[value] for issue, value in pairs}
        numbers |= {issue.id: issue.visible[issue.status_quo] for issue in words.held}
        found.append((values, numbers))
    return found


def says(factor: Factor, values: tuple[int, ...]) -> bool:
    """Return what a table says of an outcome."""
    return bool(factor.table[tuple(values[issue] for issue in factor.scope)])


@given(CASE_RULES, KEPT)
def test_a_table_says_what_the_rule_says(rule: Rule, kept: set[str]) -> None:
    """At every outcome a rule's table holds where the twin holds, whichever issues are open."""
    words = open_words(kept)
    factor = truth(rule, words)
    assert factor.table.dtype == np.bool_
    assert [words.issues[issue].id for issue in factor.scope] == [
        issue for issue in ORDERS if issue in kept and issue in issues_of(rule)
    ]
    for values, numbers in outcomes_of(words):
        assert says(factor, values) == holds(rule, numbers, ORDERS, STATUS_QUO)


@given(CASE_RULES, KEPT)
def test_factors_of_a_rule_hold_together_where_it_holds(rule: Rule, kept: set[str]) -> None:
    """Split into rules that must all hold, a rule holds at the same outcomes."""
    words = open_words(kept)
    factors = factors_of(rule, words)
    assert len(factors) == len(conjuncts(rule))
    for values, numbers in outcomes_of(words):
        together = all(says(factor, values) for factor in factors)
        assert together == holds(rule, numbers, ORDERS, STATUS_QUO)


@given(CASE_RULES)
def test_hidden_values_have_no_place_in_a_table(rule: Rule) -> None:
    """Values that no outcome can have leave the table, and the order of the others as it was."""
    words = words_of(
        [issue_words("A", (0, 2)), issue_words("B"), issue_words("C", (1, 2, 5))],
        [],
    )
    factor = truth(rule, words)
    sizes = (2, 2, 3)
    assert factor.table.shape == tuple(sizes[issue] for issue in factor.scope)
    for values, numbers in outcomes_of(words):
        assert says(factor, values) == holds(rule, numbers, ORDERS, STATUS_QUO)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("C = 1", "001000"),
        ("C != 1", "110111"),
        ("C < 1", "110000"),
        ("C <= 1", "111000"),
        ("C > 1", "000111"),
        ("C >= 10", "011111"),
        ("C in {2, y}", "100001"),
        ("C not in {2, y}", "011110"),
        ("changed(C)", "110111"),
        ("not changed(C)", "001000"),
        ("C = 1 and C = 2", "000000"),
        ("C = 1 or C = 2", "101000"),
        ("C = 1 implies C = 2", "110111"),
        ("C >= 1 iff C != y", "001110"),
        ("C = 1 and A = 0", "000000"),
        ("C = 1 or A = 1", "111111"),
        ("A = 1 implies C = 1", "001000"),
    ],
)
def test_truth_by_hand(text: str, allowed: str) -> None:
    """Each kind of rule on C, declared as 2, 10, 1, 0, x, y and now 1, with A held at 1."""
    held = IssueWords("A", "A", "ordered", ORDERS["A"], ORDERS["A"], (1,), 0)
    factor = truth(parse(text), words_of([issue_words("C")], [held]))
    assert factor.scope == (0,)
    assert factor.table.tolist() == [mark == "1" for mark in allowed]


def test_a_rule_on_held_issues_alone_is_one_cell() -> None:
    """Where every issue that a rule names is held, its table has no axis."""
    factor = truth(parse("A = 0 and B = high"), open_words({"C"}))
    assert factor.scope == ()
    assert factor.table.shape == ()
    assert bool(factor.table)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A = 0", ["A = 0"]),
        ("A = 0 and B = low and C = x", ["A = 0", "B = low", "C = x"]),
        ("not (A = 0 or B = low)", ["not A = 0", "not B = low"]),
        ("not (A = 0 implies B = low)", ["A = 0", "not B = low"]),
        ("not not (A = 0 and B = low)", ["A = 0", "B = low"]),
        (
            "A = 0 and not (B = low or not (C = x and A = 1))",
            ["A = 0", "not B = low", "C = x", "A = 1"],
        ),
        ("A = 0 or B = low", ["A = 0 or B = low"]),
        ("not (A = 0 and B = low)", ["not (A = 0 and B = low)"]),
        ("A = 0 iff B = low", ["A = 0 iff B = low"]),
    ],
)
def test_a_rule_is_split_where_its_form_allows(text: str, parts: list[str]) -> None:
    """Conjunctions fall apart, negated or not; what is one alternative stays whole."""
    assert conjuncts(parse(text)) == [parse(part) for part in parts]


def test_a_table_that_would_not_fit_is_refused_before_it_is_made() -> None:
    """A rule that names too many issues is refused with its size and what to do."""
    values = tuple(map(str, range(8)))
    issues = [
        IssueWords(f"I{n}", "", "ordered", values, values, tuple(range(8)), 0) for n in range(9)
    ]
    words = words_of(issues, [])
    named = " or ".join(f"I{n} = 1" for n in range(9))
    with pytest.raises(TooLargeError) as error:
        truth(parse(named), words, "Red line L")
    assert str(error.value) == (
        "Red line L names 9 issues at once: its table would have 134,217,728 cells (the limit is "
        "16,777,216). Split it into several rules that must all hold."
    )
    split = factors_of(parse(f"not ({named})"), words)
    assert [factor.scope for factor in split] == [(n,) for n in range(9)]
