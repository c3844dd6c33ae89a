"""Rules at random: any shape, on issues of a small case or with any names at all."""

from __future__ import annotations

from hypothesis import strategies as st

from zopa.case.rules import (
    And,
    Changed,
    Compare,
    Iff,
    Implies,
    Member,
    Name,
    Not,
    Operator,
    Or,
    Rule,
)

OPERATORS: tuple[Operator, ...] = ("=", "!=", "<", "<=", ">", ">=")
ORDERS = {"A": ("0", "1", "2"), "B": ("low", "high"), "C": ("2", "10", "1", "0", "x", "y")}
STATUS_QUO = {"A": 0, "B": 1, "C": 2}

ODD_NAMES = st.one_of(
    st.sampled_from(
        [
            *("and", "or", "not", "in", "implies", "iff", "changed", "AND", "IN", "If", "is"),
            *("0", "10", "-1", "1.5", "-", ".", "a-", "-a", "a.b", "0..2", "under moratorium"),
            *('"', "\\", '\\"', "a\\", "(", "}", ",", "≥", "“x”", " ", "x\ny", "'", "=="),
            *("Україна", "机构", "نَاتُو", "می‌خواهد", "कीमत", "é", "e\u0301", "\u0301", "\u200b"),
        ]
    ),
    st.text(min_size=1, max_size=6),
)


def rules(conditions: st.SearchStrategy[Rule], size: int = 12) -> st.SearchStrategy[Rule]:
    """Return rules of every shape over the given conditions."""
    return st.recursive(
        conditions,
        lambda rule: st.one_of(
            st.builds(Not, rule),
            st.builds(And, st.lists(rule, min_size=2, max_size=4).map(tuple)),
            st.builds(Or, st.lists(rule, min_size=2, max_size=4).map(tuple)),
            st.builds(Implies, rule, rule),
            st.builds(Iff, rule, rule),
        ),
        max_leaves=size,
    )


def conditions(
    issues: st.SearchStrategy[str], values: st.SearchStrategy[str]
) -> st.SearchStrategy[Rule]:
    """Return conditions on any of the issues with any of the values."""
    issue, value = st.builds(Name, issues), st.builds(Name, values)
    several = st.lists(value, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Compare, issue, st.sampled_from(OPERATORS), value),
        st.builds(Member, issue, several, st.booleans()),
        st.builds(Changed, issue),
    )


ANY_RULES = rules(conditions(ODD_NAMES, ODD_NAMES))


def case_conditions(issue: str) -> st.SearchStrategy[Rule]:
    """Return conditions on one issue of the small case."""
    return conditions(st.just(issue), st.sampled_from(ORDERS[issue]))


CASE_RULES = rules(st.one_of(*map(case_conditions, ORDERS)))
ONE_ISSUE_RULES = rules(case_conditions("C"))
