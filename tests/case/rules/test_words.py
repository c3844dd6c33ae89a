"""Rules in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case.rules.strategies import CASE_RULES, ONE_ISSUE_RULES, ORDERS, STATUS_QUO
from zopa.case.rules import (
    IssueWords,
    Member,
    Name,
    Rule,
    in_words,
    issues_of,
    parse,
    satisfying_values,
    sentence,
)


def issue(heading: str, labels: str, values: str = "", status_quo: int = 0) -> IssueWords:
    """Return an ordered issue from labels, and ids other than 0, 1, 2, ..., split at bars."""
    names = tuple(labels.split("|"))
    ids = tuple(values.split("|")) if values else tuple(map(str, range(len(names))))
    return IssueWords(heading, ids, names, ordered=True, status_quo=status_quo)


# The issues of the flagship case, in short.
FLAGSHIP = {
    "CF": issue("the end of fighting", "none|a truce|a watched ceasefire|a settlement"),
    "FRC": issue("the force", "none|unarmed|small|medium|large"),
    "UST": issue("the use of US troops", "refused|open|agreed"),
    "AIR": issue("air support", "none|enablers|on call|standing"),
    "ADS": issue("air defence", "stopped|continued|sold|given", "0|continued|1|2", 1),
    "MIN": issue("resource access", "none|a fund|a stake|all deposits"),
    "LNK": issue("the link", "absent|access first|simultaneous|guarantee first"),
    "MON": issue("watching", "none|remote|by observers|by observers in a zone"),
    "NAT": issue(
        "Ukraine's NATO membership", "agreed|open without a date|under moratorium|ruled out", "", 1
    ),
    "ROL": issue("NATO's posture", "unchanged|talked over|limited|withdrawn"),
    "TER": issue(
        "occupied land",
        "restored|not recognised|deferred|recognised in part|recognised|ceded beyond the line",
        "restored|0|1|2|3|ceded",
        1,
    ),
    "SWP": issue("the swap", "none|agreed"),
    "SAN": issue("sanctions", "tightened|kept|staged|lifted", "", 1),
    "TLK": issue("the format", "bilateral|shuttling|direct|with Europeans", "", 1),
    "MND": issue("the mandate", "none|a coalition's|the UN's"),
    "HUM": issue("the release of prisoners", "refused|partial|full"),
    "PLG": issue("the pledge", "none|to consult|binding"),
}

AT_PEACE = "if the end of fighting is a settlement, then "
AT_TRUCE = "if the end of fighting is not none, then "
NO_FORCE = "the force is neither none nor unarmed"
OPEN_OR_FORCE = f"Ukraine's NATO membership is agreed, or {NO_FORCE}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # red lines, with their stages and exceptions
        (
            "CF = 3 implies TER >= 3",
            AT_PEACE + "occupied land is recognised or ceded beyond the line",
        ),
        ("CF = 3 implies TER = ceded", AT_PEACE + "occupied land is ceded beyond the line"),
        ("SWP = 0", "the swap is none"),
        ("TLK != 2", "the format is not direct"),
        ("NAT >= 2", "Ukraine's NATO membership is under moratorium or ruled out"),
        ("NAT in {3, 2}", "Ukraine's NATO membership is under moratorium or ruled out"),
        ("ROL >= 1", "NATO's posture is not unchanged"),
        ("FRC <= 1", "the force is none or unarmed"),
        ("MND = 2", "the mandate is the UN's"),
        ("CF not in {1, 2}", "the end of fighting is none or a settlement"),
        (
            "CF = 3 implies (NAT = 0 or FRC >= 2 or ADS = 2 or UST = 2 or PLG = 2)",
            f"{AT_PEACE}Ukraine's NATO membership is agreed, {NO_FORCE}, air defence is given, "
            "the use of US troops is agreed, or the pledge is binding",
        ),
        ("CF = 3 implies (NAT = 0 or FRC >= 2)", AT_PEACE + OPEN_OR_FORCE),
        ("CF >= 1 implies (NAT = 0 or FRC >= 2)", AT_TRUCE + OPEN_OR_FORCE),
        ("TER <= 1", "occupied land is restored, not recognised or deferred"),
        ("MIN > 0 implies LNK >= 1", "if resource access is not none, then the link is not absent"),
        ("CF >= 1 implies TLK != 0", AT_TRUCE + "the format is not bilateral"),
        ("CF >= 1 implies TLK = 3", AT_TRUCE + "the format is with Europeans"),
        ("UST = 0", "the use of US troops is refused"),
        (
            "AIR > 0 implies MIN > 0",
            "if air support is not none, then resource access is not none",
        ),
        ("NAT >= 1", "Ukraine's NATO membership is not agreed"),
        ("TER != restored", "occupied land is not restored"),
        (
            "FRC >= 2 implies (AIR > 0 or ADS >= 1)",
            f"if {NO_FORCE}, then air support is not none, or air defence is sold or given",
        ),
        # conditions
        (
            "FRC > 0 implies CF >= 2",
            "if the force is not none, then the end of fighting is a watched ceasefire "
            "or a settlement",
        ),
        (
            "LNK > 0 implies MIN > 0 and (AIR >= 1 or ADS >= 1 or FRC >= 2 or UST = 2)",
            "if the link is not absent, then resource access is not none, and "
            f"(air support is not none, air defence is sold or given, {NO_FORCE}, "
            "or the use of US troops is agreed)",
        ),
        (
            "CF = 2 implies MON > 0 or FRC > 0",
            "if the end of fighting is a watched ceasefire, then watching is not none "
            "or the force is not none",
        ),
        (
            "SWP = 1 implies CF >= 1 and TER not in {3, ceded}",
            "if the swap is agreed, then the end of fighting is not none and occupied land is "
            "at most recognised in part",
        ),
        (
            "TER = restored implies CF = 3",
            "if occupied land is restored, then the end of fighting is a settlement",
        ),
        (
            "not (MIN = 3 and TER >= 3)",
            "resource access is not all deposits or occupied land is at most recognised in part",
        ),
        (
            "not (NAT = 0 and ROL >= 2)",
            "Ukraine's NATO membership is not agreed, or NATO's posture "
            "is unchanged or talked over",
        ),
        # goals
        ("CF >= 2", "the end of fighting is a watched ceasefire or a settlement"),
        ("AIR >= 1 and MIN >= 1", "air support is not none and resource access is not none"),
        ("HUM >= 1", "the release of prisoners is not refused"),
        # change
        ("changed(NAT)", "Ukraine's NATO membership changes from open without a date"),
        ("not changed(NAT)", "Ukraine's NATO membership does not change from open without a date"),
        (
            "changed(ADS) implies changed(MIN)",
            "if air defence changes from continued, then resource access changes from none",
        ),
    ],
)
def test_flagship(text: str, words: str) -> None:
    """The rules of the flagship case read as an analyst would say them."""
    assert in_words(parse(text), FLAGSHIP) == words


SMALL = {
    "A": IssueWords("A", ("0", "1"), ("off", "on"), ordered=False),
    "B": IssueWords("B", ("0", "1"), ("off", "on"), ordered=False),
    "C": IssueWords("C", ("0", "1"), ("off", "on"), ordered=False),
    "D": IssueWords("D", ("0", "1", "2", "3"), ("w", "x", "y", "z"), ordered=False),
    "E": issue("E", "a|b|c|d|e|f|g"),
    "N": IssueWords("N", tuple("0123456"), tuple("abcdefg"), ordered=False),
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A=1 and (B=1 or C=1)", "A is on, and either B is on or C is on"),
        ("A=1 or B=1 and C=1", "A is on, or both B is on and C is on"),
        ("A=1 and B=1 and C=1", "A is on, B is on, and C is on"),
        ("A=1 or D in {0, 1} and C=1", "A is on, or both D is w or x, and C is on"),
        ("A=1 and (B=1 or C=1 or D=1)", "A is on, and (B is on, C is on, or D is x)"),
        ("A=1 and (B=1 implies C=1)", "A is on, and (if B is on, then C is on)"),
        ("A=1 implies B=1 implies C=1", "if A is on, then if B is on, then C is on"),
        ("(A=1 implies B=1) implies C=1", "if (if A is on, then B is on), then C is on"),
        ("A=1 implies (B=1 iff C=1)", "if A is on, then (B is on exactly when C is on)"),
        ("A=1 iff B=1", "A is on exactly when B is on"),
        ("A=1 iff B=1 and C=1", "A is on exactly when both B is on and C is on"),
        ("A=1 iff B=1 iff C=1", "A is on exactly when (B is on exactly when C is on)"),
        ("not (A=1 implies B=1)", "A is on and B is off"),
        ("not (A=1 iff B=1)", "A is on exactly when B is off"),
        ("D = 0 or A = 1 or D = 1", "D is w or x, or A is on"),
        ("A=0 or A=1", "the condition on A always holds"),
        ("A=0 and A=1", "the condition on A cannot hold"),
        ("B=1 implies A=0 and A=1", "if B is on, then the condition on A cannot hold"),
        ("E >= c", "E is at least c"),
        ("E <= d", "E is at most d"),
        ("E > a", "E is not a"),
        ("E < d", "E is a, b or c"),
        ("E not in {a, d}", "E is neither a nor d"),
        ("N in {2, 3, 4, 5, 6}", "N is neither a nor b"),
        ("N in {3, 4, 5, 6}", "N is d, e, f or g"),
    ],
)
def test_shapes(text: str, words: str) -> None:
    """However rules nest, a reader can group the words in one way only."""
    ids = {"E": tuple("abcdefg")}
    small = {
        key: IssueWords(each.heading, ids.get(key, each.values), each.labels, each.ordered)
        for key, each in SMALL.items()
    }
    assert in_words(parse(text), small) == words


def test_ids_stand_in_for_missing_words() -> None:
    """An issue without heading and a value without label are called by their ids."""
    words = {"r": IssueWords("", ("swerve", "straight"), ("", ""), ordered=False)}
    assert in_words(parse("r = swerve"), words) == "r is swerve"


def test_labels_with_commas_are_quoted_in_lists() -> None:
    """In a list, a label that holds a comma stands in quotes."""
    words = {"A": IssueWords("A", tuple("0123"), ("x, later", "y", "z", "w"), ordered=False)}
    assert in_words(parse("A in {0, 1}"), words) == "A is “x, later” or y"
    assert in_words(parse("A = 0"), words) == "A is x, later"


def test_copies_that_a_rule_tells_apart_are_named() -> None:
    """Where a rule allows one of two values with the same label, their ids tell them apart."""
    words = {"A": IssueWords("A", ("1a", "1b", "2"), ("on", "on", "off"), ordered=False)}
    assert in_words(parse('A = "1a"'), words) == "A is on (1a)"
    assert in_words(parse("A in {1a, 2}"), words) == "A is not on (1b)"


def relabelled(copies: list[int]) -> dict[str, IssueWords]:
    """Return the words of the small case, with values of C standing several times over."""
    words = {
        key: IssueWords(f"issue {key}", order, order, ordered=True, status_quo=STATUS_QUO[key])
        for key, order in ORDERS.items()
    }
    order = ORDERS["C"]
    values = [
        f"{value}/{n}" if n else value
        for value, count in zip(order, copies, strict=True)
        for n in range(count)
    ]
    labels = [value for value, count in zip(order, copies, strict=True) for _ in range(count)]
    quo = labels.index(order[STATUS_QUO["C"]])
    words["C"] = IssueWords("issue C", tuple(values), tuple(labels), True, quo)
    return words


@given(ONE_ISSUE_RULES, st.lists(st.integers(1, 3), min_size=6, max_size=6))
def test_copies_change_no_sentence(rule: Rule, copies: list[int]) -> None:
    """Splitting values into copies that the rule does not tell apart changes no word."""
    order, words = ORDERS["C"], relabelled(copies)
    allowed = satisfying_values(rule, "C", order, STATUS_QUO["C"])
    if not allowed:
        return
    plain = Member(Name("C"), tuple(Name(order[number]) for number in sorted(allowed)))
    both = zip(words["C"].values, words["C"].labels, strict=True)
    kept = {order[number] for number in allowed}
    split = Member(Name("C"), tuple(Name(value) for value, label in both if label in kept))
    assert in_words(split, words) == in_words(plain, relabelled([1] * 6))


@given(ONE_ISSUE_RULES)
def test_one_set_one_sentence(rule: Rule) -> None:
    """Rules on one issue that allow the same values are said alike, unless of change."""
    words = relabelled([1] * 6)
    said = in_words(rule, words)
    allowed = satisfying_values(rule, "C", ORDERS["C"], STATUS_QUO["C"])
    if allowed and "change" not in said:
        values = tuple(Name(ORDERS["C"][number]) for number in allowed)
        assert said == in_words(Member(Name("C"), values), words)


@given(CASE_RULES)
def test_every_issue_is_named(rule: Rule) -> None:
    """The words of a rule name each of its issues, and no field is left unfilled."""
    said = in_words(rule, relabelled([1] * 6))
    assert all(f"issue {each}" in said for each in issues_of(rule))
    assert "{" not in said


def test_messages_are_whole_phrases() -> None:
    """A translation puts the fields where its grammar wants them."""
    german = {
        "if {condition}, then {consequence}": "wenn gilt: {condition}, dann gilt: {consequence}",
        "{issue} is {value}": "{value} ist der Stand von {issue}",
        "{clause}.": "{clause}!",
    }

    def say(message: str) -> str:
        return german.get(message, message)

    said = in_words(parse("A=1 implies B=0"), SMALL, say)
    assert said == "wenn gilt: on ist der Stand von A, dann gilt: off ist der Stand von B"
    assert sentence("so ist es", say) == "So ist es!"


def test_braces_in_labels_are_text() -> None:
    """A label may hold braces."""
    words = {"A": IssueWords("{A}", ("0", "1"), ("{value}", "{}"), ordered=False)}
    assert in_words(parse("A = 0"), words) == "{A} is {value}"


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("the swap is none", "The swap is none."),
        ("(if A, then B), and C", "(If A, then B), and C."),
        ("“x, later” is open", "“X, later” is open."),
        ("the author is the U.S.", "The author is the U.S."),
        ("ქართული", "ქართული."),
        ("", "."),
    ],
)
def test_sentence(clause: str, expected: str) -> None:
    """A sentence begins with the capital of its first letter and ends with one full stop."""
    assert sentence(clause) == expected


def test_deep_rules_take_little_time() -> None:
    """A rule as deep as rules may be is said without doubling the work at each level."""
    text = "A = 1"
    for depth in range(98):
        text = f"({text}) {('and', 'or', 'implies', 'iff')[depth % 4]} B = 1"
    assert in_words(parse(text), SMALL).count("B is on") == 98
