"""Writing a rule."""

import pytest
from hypothesis import given

from tests.case.rules.strategies import ANY_RULES
from zopa.case.rules import Rule, parse, write, write_name

parse("A = 1")  # builds the parser, so that no example is timed with it


@given(ANY_RULES)
def test_round_trip(rule: Rule) -> None:
    """What is written reads back as an equal rule, in full and compact."""
    assert parse(write(rule)) == rule
    assert parse(write(rule, compact=True)) == rule


@given(ANY_RULES)
def test_canonical(rule: Rule) -> None:
    """Writing what was read from a written rule changes nothing."""
    assert write(parse(write(rule))) == write(rule)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("CF>=2", "CF >= 2"),
        ("CF not in{2,1}", "CF not in {2, 1}"),
        ("changed( CF )", "changed(CF)"),
        ("((CF = 1) and (NAT = 0))", "CF = 1 and NAT = 0"),
        ("(A=1 and B=1) and C=1", "A = 1 and B = 1 and C = 1"),
        ("(A=1 and B=1) or C=1", "A = 1 and B = 1 or C = 1"),
        ("A=1 and (B=1 or C=1)", "A = 1 and (B = 1 or C = 1)"),
        ("not (A=1)", "not A = 1"),
        ("not (A=1 and B=1)", "not (A = 1 and B = 1)"),
        ("A=1 implies (B=1 implies C=1)", "A = 1 implies B = 1 implies C = 1"),
        ("(A=1 implies B=1) iff C=1", "(A = 1 implies B = 1) iff C = 1"),
        ("(A=1 iff B=1) and C=1", "(A = 1 iff B = 1) and C = 1"),
        ('"CF" = "no date"', 'CF = "no date"'),
    ],
)
def test_minimal_brackets(text: str, written: str) -> None:
    """A rule is written with the brackets and quotes that it needs, and no others."""
    assert write(parse(text)) == written


def test_compact() -> None:
    """The compact form has no spaces round comparisons and within sets."""
    rule = parse("CF >= 2 and NAT in {1, 2} or TER != -1")
    assert write(rule, compact=True) == "CF>=2 and NAT in {1,2} or TER!=-1"


def test_write_name() -> None:
    """A name that is not a plain word, or is a word of the language, is written in quotes."""
    names = ["CF", "a-b", "a-", "no date", "in", "IN", 'say "x"', "a\\b"]
    assert [write_name(name) for name in names] == [
        "CF",
        "a-b",
        '"a-"',
        '"no date"',
        '"in"',
        "IN",
        '"say \\"x\\""',
        '"a\\\\b"',
    ]
