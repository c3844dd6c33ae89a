"""Reading a rule."""

import subprocess
import sys

import pytest
from hypothesis import given
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
    RuleSyntaxError,
    parse,
    write,
)

parse("A = 1")  # builds the parser, so that no example is timed with it

A: Rule = Compare(Name("A"), "=", Name("1"))
B: Rule = Compare(Name("B"), "=", Name("2"))
C: Rule = Compare(Name("C"), "=", Name("3"))
D: Rule = Compare(Name("D"), "=", Name("4"))


@pytest.mark.parametrize("operator", ["=", "!=", "<", "<=", ">", ">="])
def test_operators(operator: Operator) -> None:
    """Each operator is read, with and without spaces round it."""
    expected = Compare(Name("CF"), operator, Name("2"))
    assert parse(f"CF {operator} 2") == parse(f"CF{operator}2") == expected


@pytest.mark.parametrize(("typed", "operator"), [("≤", "<="), ("≥", ">="), ("≠", "!=")])
def test_typographic_operators(typed: str, operator: Operator) -> None:
    """The signs that a text editor makes of operators are read as those operators."""
    assert parse(f"CF{typed}2") == Compare(Name("CF"), operator, Name("2"))


def test_sets() -> None:
    """`in` and `not in` are followed by values in braces, in the order written."""
    values = (Name("2"), Name("1"))
    assert parse("CF in {2, 1}") == Member(Name("CF"), values)
    assert parse("CF not in{2,1}") == Member(Name("CF"), values, negated=True)
    assert parse("not CF in {2,1}") == Not(Member(Name("CF"), values))


def test_changed() -> None:
    """`changed` takes one issue in brackets."""
    assert parse("changed ( CF )") == Changed(Name("CF"))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A=1 or B=2 and C=3", Or((A, And((B, C))))),
        ("A=1 and B=2 or C=3", Or((And((A, B)), C))),
        ("not A=1 and B=2", And((Not(A), B))),
        ("not not A=1", Not(Not(A))),
        ("not (A=1 or B=2)", Not(Or((A, B)))),
        ("A=1 or B=2 implies C=3 or D=4", Implies(Or((A, B)), Or((C, D)))),
        ("A=1 implies B=2 implies C=3", Implies(A, Implies(B, C))),
        ("A=1 iff B=2 implies C=3 iff D=4", Iff(A, Implies(B, Iff(C, D)))),
        ("(A=1 implies B=2) implies C=3", Implies(Implies(A, B), C)),
        ("A=1 and B=2 and C=3", And((A, B, C))),
        ("(A=1 or B=2) and (((C=3)))", And((Or((A, B)), C))),
        ("A=1\n  and\tB=2\u00a0or C=3", Or((And((A, B)), C))),
    ],
)
def test_precedence(text: str, rule: Rule) -> None:
    """`not` binds tighter than `and`, `and` than `or`, and `or` than `implies` and `iff`."""
    assert parse(text) == rule


@pytest.mark.parametrize(
    ("text", "issue", "value"),
    [
        ('"end of fighting" = "no date"', "end of fighting", "no date"),
        (r'"say \"yes\"" = "a\\b"', 'say "yes"', r"a\b"),
        ('"and" = "in"', "and", "in"),
        ("IN = OR", "IN", "OR"),
        ("a-b_c.d = -1", "a-b_c.d", "-1"),
        ("x=0..2", "x", "0..2"),
        ("НАТО = відкрито", "НАТО", "відкрито"),
        ("कीमत=می‌خواهد", "कीमत", "می‌خواهد"),
        ("inn = notion", "inn", "notion"),
    ],
)
def test_names(text: str, issue: str, value: str) -> None:
    """Plain words of any script stand bare; any other name stands in double quotes."""
    assert parse(text) == Compare(Name(issue), "=", Name(value))


def test_columns() -> None:
    """A name knows where it begins in the text, the quote included."""
    rule = parse('  CF in {1,  "no date"}')
    assert isinstance(rule, Member)
    assert [rule.issue.column, *(value.column for value in rule.values)] == [3, 10, 14]


EXAMPLE = "Write for example ISSUE = VALUE."
NOT = "Write 'not' before a condition, or '!=' between an issue and a value."
WORD = "is a word of the rule language"
NAME_HINT = "Write the name first, or, where it is called so,"
JOIN = "Join two conditions with 'and', 'or', 'implies' or 'iff'."
QUOTES = 'Write names of several words in straight double quotes, as in "no date".'

ERRORS = [
    ("", 1, "The rule is empty.", EXAMPLE),
    ("CF >= ", 6, "'CF >=' ends where a value is expected.", "Write for example CF >= VALUE."),
    ("CF", 3, "'CF' ends where a comparison is expected.", "Write for example CF = VALUE."),
    (
        "CF and NAT = 1",
        4,
        "A comparison is expected after 'CF', not 'and'.",
        "Write for example CF = VALUE.",
    ),
    (
        "CF 2",
        4,
        "A comparison is expected between 'CF' and '2'.",
        'Write for example CF = 2; a name of several words stands in double quotes, as in "CF 2".',
    ),
    (
        "CF = 1 and",
        11,
        "'CF = 1 and' ends where a condition is expected.",
        "Write a condition after 'and', for example ISSUE = VALUE.",
    ),
    (
        "CF = 1 and or NAT = 0",
        12,
        "'or' follows 'and' where a condition is expected.",
        "Write a condition between them, or delete one of them.",
    ),
    (
        "or CF = 1",
        1,
        "'or' has no condition before it.",
        "Write for example ISSUE = VALUE or OTHER = VALUE.",
    ),
    (
        "(CF = 1 and ) or NAT = 0",
        13,
        "A condition is expected between 'and' and ')'.",
        "Write for example and ISSUE = VALUE.",
    ),
    (
        "and = 1",
        1,
        f"'and' {WORD} where an issue is expected.",
        'Write the issue first; an issue called and is written "and".',
    ),
    ("=CF=1", 1, "A rule does not begin with '='.", "Leave out this '='."),
    ("= 2", 1, "'=' has no issue before it.", "Write for example ISSUE = VALUE."),
    (
        "in {1}",
        1,
        "'in' has no issue before it.",
        'Write for example ISSUE in {A, B}; an issue called in is written "in".',
    ),
    ("{1}", 1, "A set has no issue before it.", "Write for example ISSUE in {A, B}."),
    (
        ", CF = 1",
        1,
        "',' stands where a condition is expected.",
        "Write a condition there, for example ISSUE = VALUE.",
    ),
    # signs that other languages have
    ("CF == 2", 4, "'==' is not used.", "Write '='."),
    ("CF=1 && NAT=0", 6, "'&&' is not used.", "Write 'and'."),
    (
        "CF => 2",
        4,
        "'=>' is not used.",
        "Write '>=' for 'at least', or 'implies' for 'if ... then'.",
    ),
    ("CF=1 -> NAT=0", 6, "'->' is not used.", "Write 'implies'."),
    ("CF=1->NAT=0", 5, "'->' is not used.", "Write 'implies'."),
    ("CF=1 ⇒ NAT=0", 6, "'⇒' is not used.", "Write 'implies'."),
    ("!CF=1", 1, "'!' is not used.", NOT),
    ("DAM ! none", 5, "'!' is not used.", NOT),
    ("DAM =! none", 5, "'=!' is not used.", "Write '!='."),
    ("DAM !< 2", 5, "'!<' is not used.", "Write '>='."),
    ("DAM !> 2", 5, "'!>' is not used.", "Write '<='."),
    ("DAM =< 2", 5, "'=<' is not used.", "Write '<='."),
    ("DAM <> none", 5, "'<>' is not used.", "Write '!='."),
    ("DAM ~= none", 5, "'~=' is not used.", "Write '!='."),
    ("DAM := none", 5, "':=' is not used.", "Write '='."),
    ("CF = 1 || NAT = 0", 8, "'||' is not used.", "Write 'or'."),
    ("CF = –1", 6, "'–' is not used.", "Write the plain hyphen '-'."),
    ("CF =（1）", 5, "'（' is not used.", "Write '('."),
    ("CF = 50%", 8, "'%' is not used.", "Put a name that holds it in double quotes."),
    (
        "CF = 1.",
        7,
        "'.' is not used.",
        "Leave it out, or put a name that begins or ends with it in double quotes.",
    ),
    (
        "CF = 1\u200b",
        7,
        "An invisible character (U+200B) stands here.",
        "Delete it, or type this part of the rule again.",
    ),
    # words
    ("CF=1 AND NAT=0", 6, f"'AND' {WORD} only in lower case.", "Write 'and'."),
    ("NOT CF=1", 1, f"'NOT' {WORD} only in lower case.", "Write 'not'."),
    ("CF Not In {1}", 4, f"'Not' {WORD} only in lower case.", "Write 'not'."),
    ("CHANGED(CF)", 1, f"'CHANGED' {WORD} only in lower case.", "Write 'changed'."),
    ("CF is 2", 4, "'is' is not used.", "Write '='."),
    ("if CF=1 then NAT=0", 1, "'if' is not used.", "For 'if A then B' write A implies B."),
    ("CF = not", 6, f"'not' {WORD} where a name is expected.", f'{NAME_HINT} "not".'),
    ("changed(in)", 9, f"'in' {WORD} where a name is expected.", f'{NAME_HINT} "in".'),
    # quotes
    ("NAT = “no date”", 7, "The quotation mark “ is not used.", QUOTES),
    ("NAT = 'no date'", 7, "The quotation mark ' is not used.", QUOTES),
    (
        'NAT = "no date',
        7,
        "The double quote that opens here is not closed.",
        'Write " after the name.',
    ),
    (
        'NAT = ""',
        7,
        "The name in double quotes is empty.",
        "Write the id of an issue or a value between them.",
    ),
    (
        r'NAT = "a\b"',
        9,
        "A single backslash is not used in a name.",
        r"Write \\ for a backslash and \" for a double quote.",
    ),
    (
        "NAT = under a moratorium",
        13,
        "'a' follows 'under' with nothing to join them.",
        'A name of several words stands in double quotes: write "under a moratorium".',
    ),
    # comparisons
    ("1 < CF < 3", 8, "Comparisons cannot be chained.", "Write CF > 1 and CF < 3."),
    (
        "CF = NAT = 1",
        10,
        "Comparisons cannot be chained.",
        "Compare one issue with one value at a time, and join the parts with 'and'.",
    ),
    ("CF > = 2", 4, "'>' and '=' stand apart.", "Write '>='."),
    (
        "CF >= < 2",
        7,
        "A value is expected after '>=', not '<'.",
        "Write for example CF >= VALUE.",
    ),
    (
        "CF != {1, 2}",
        7,
        "A set follows '!=', which compares with one value.",
        "Write 'CF not in' before the set.",
    ),
    # sets
    (
        "CF in {}",
        8,
        "The set is empty.",
        "Write at least one value in it, for example {A, B}.",
    ),
    (
        "CF in {1,}",
        9,
        "A value is expected after the comma.",
        "Write a value, or delete the comma.",
    ),
    (
        "CF in {1 2}",
        10,
        "A comma is missing between '1' and '2'.",
        'Write 1, 2; a name of several words stands in double quotes, as in "1 2".',
    ),
    ("CF in {1 or 2}", 10, "'or' stands in a set.", "Separate the values with commas."),
    (
        "CF in {1, (2)}",
        11,
        "A value is expected after ',', not '('.",
        "Write values with commas between them, for example {A, B}.",
    ),
    ("CF in {1; 2}", 9, "';' is not used.", "Separate the values of a set with commas."),
    (
        "CF in {1, 2",
        7,
        "The set that opens here is not closed.",
        "Write '}' after '2'.",
    ),
    (
        "CF in {",
        8,
        "'CF in {' ends where a value is expected.",
        "Write values with commas between them, and '}' at the end.",
    ),
    ("CF in 2", 7, "A set of values is expected after 'in'.", "Write CF in {2}."),
    ("CF not in 2", 11, "A set of values is expected after 'in'.", "Write CF not in {2}."),
    (
        "CF in (1, 2)",
        7,
        "A set of values is expected after 'in'.",
        "Write '{' and '}' round the values.",
    ),
    (
        "CF not in",
        10,
        "A set of values is expected after 'in'.",
        "Write for example CF not in {A, B}.",
    ),
    ("CF {1}", 4, "'in' is missing between 'CF' and the set.", "Write CF in {...}."),
    ("CF not 2", 8, "'in' and a set are expected after 'CF not'.", "Write CF != 2."),
    ("CF = 1 }", 8, "This '}' closes nothing.", "Delete it, or write '{' before it."),
    # brackets
    (
        "((CF = 1) or NAT = 0",
        1,
        "The bracket that opens here is not closed.",
        "Write ')' where it ends.",
    ),
    ("CF = 1)", 7, "This ')' closes nothing.", "Delete it, or write '(' before it."),
    (
        "()",
        2,
        "The brackets hold nothing.",
        "Write a condition in them, for example ISSUE = VALUE.",
    ),
    # joints
    ("CF = 1 NAT = 0", 8, "'and' or 'or' is expected between '1' and 'NAT'.", JOIN),
    ("CF = 1 (NAT = 0)", 8, "'and' or 'or' is expected between '1' and '('.", JOIN),
    (
        "CF = 1, 2",
        7,
        "A comma does not join conditions.",
        "Write 'and' or 'or'; several values of an issue stand in a set, as in ISSUE in {A, B}.",
    ),
    # changed
    (
        "changed CF",
        9,
        "An issue in brackets is expected after 'changed'.",
        'Write changed(CF); an issue called changed is written "changed".',
    ),
    (
        "changed()",
        9,
        "An issue is expected in the brackets of 'changed'.",
        "Write for example changed(ISSUE).",
    ),
    ("changed(CF", 11, "'changed(CF' ends where ')' is expected.", "Write changed(CF)."),
    (
        "changed(CF = 2)",
        12,
        "'changed' takes one issue, and '=' follows it.",
        "Write changed(CF), and join further conditions with 'and' or 'or'.",
    ),
]


@pytest.mark.parametrize(("text", "column", "message", "hint"), ERRORS)
def test_errors(text: str, column: int, message: str, hint: str) -> None:
    """A text that is no rule is refused at the character, with what is wrong and the remedy."""
    with pytest.raises(RuleSyntaxError) as caught:
        parse(text)
    error = caught.value
    assert (error.text, error.column, error.message, error.hint) == (text, column, message, hint)
    assert str(error) == f"at character {column}: {message} {hint}"


PIECES = ["CF", "1", '"no date"', "AND", "if", *"(){},=<", ">=", "!=", "changed", "implies"]
PIECES += ["iff", "and", "or", "not", "in", "==", "“", "-", ".", "\u200b", "\n"]


def refusal(text: str) -> RuleSyntaxError | None:
    """Return the error of a text that is no rule."""
    try:
        parse(text)
    except RuleSyntaxError as error:
        return error
    return None


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=12).map(" ".join))
def test_any_text_is_a_rule_or_an_error(text: str) -> None:
    """Whatever the text, it is read, or refused at one of its characters in plain words."""
    error = refusal(text)
    if error is None:
        assert parse(write(parse(text))) == parse(text)
        return
    assert 1 <= error.column <= len(text) + 1
    assert error.message.endswith(".")
    assert error.hint.endswith(".")
    assert "_" not in error.message + error.hint or "_" in text  # names no kind of token


def test_long_rules_are_shown_by_their_end() -> None:
    """A message repeats no more of a long rule than its last thirty characters."""
    with pytest.raises(RuleSyntaxError) as caught:
        parse("CF >= 2 and NAT = 0 and TER =")
    assert caught.value.message == "'CF >= 2 and NAT = 0 and TER =' ends where a value is expected."
    with pytest.raises(RuleSyntaxError) as caught:
        parse("CF >= 2 and NAT = 0 and FRC != 1 and TER =")
    assert caught.value.message == (
        "'…NAT = 0 and FRC != 1 and TER =' ends where a value is expected."
    )


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("(" * 1000 + "A=1" + ")" * 1000, 101),
        ("(" * 1000, 101),
        ("not " * 1000 + "A=1", 4001),
        ("A=1 implies " * 1000 + "A=1", 11989),
    ],
)
def test_deep_nesting(text: str, column: int) -> None:
    """A rule that nests more than 100 deep is refused with a reason."""
    with pytest.raises(RuleSyntaxError) as caught:
        parse(text)
    assert str(caught.value) == (
        f"at character {column}: The rule nests more than 100 deep here. Split it into several "
        "rules."
    )


def test_nesting_within_the_limit() -> None:
    """One hundred brackets, and a rule one hundred deep, are read."""
    assert parse("(" * 100 + "A=1" + ")" * 100) == A
    deep = parse("not " * 99 + "A=1")
    assert parse(write(deep)) == deep


def test_long_rules() -> None:
    """A rule of 10,000 terms is read and written like any other."""
    text = " or ".join(f"I{number} = 1" for number in range(10_000))
    rule = parse(text)
    assert isinstance(rule, Or)
    assert len(rule.rules) == 10_000
    assert write(rule) == text


def test_import_is_light() -> None:
    """Importing the package loads neither lark nor numpy, and reading a rule no numpy."""
    code = (
        "import sys, zopa.case.rules as r\n"
        "assert not {'lark', 'numpy'} & set(sys.modules)\n"
        "r.parse('A = 1')\n"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
