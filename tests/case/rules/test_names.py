"""Names in rules, against a small case."""

import pytest

from zopa.case.rules import IssueNames, check_names, parse

GRADES = ("membership", "door open", "under moratorium", "ruled out")
ISSUES = {
    issue.id: issue
    for issue in [
        IssueNames("CF", True, tuple("0123"), ("none", "truce", "watched", "full"), "Fighting"),
        IssueNames("NAT", True, tuple("0123"), GRADES, "Ukraine's NATO membership"),
        IssueNames("ADS", True, ("0", "continued", "1", "2"), ("", "", "", ""), ""),
        IssueNames("seat of talks", False, ("A", "B", "B2"), ("Ar", "Be", "Be"), "Venue"),
        IssueNames("YEAR", True, tuple(map(str, range(2000, 2020))), ("",) * 20, "Year"),
    ]
}
NAT_VALUES = "The values of NAT are 0, 1, 2, 3."
SEAT = '"seat of talks"'


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("CFF = 1", 1, "There is no issue 'CFF'.", "Did you mean CF?"),
        ("CF=1 and nat >= 2", 10, "There is no issue 'nat'.", "Did you mean NAT?"),
        (
            "changed(Q)",
            9,
            "There is no issue 'Q'.",
            f"The issues are CF, NAT, ADS, {SEAT}, YEAR.",
        ),
        ("Fighting = 1", 1, "'Fighting' is the heading of an issue.", "Write its id CF."),
        ("Venue = A", 1, "'Venue' is the heading of an issue.", f"Write its id {SEAT}."),
        (
            '"ruled out" = 1',
            1,
            "'ruled out' is the label of a value of NAT.",
            "Write NAT = 3.",
        ),
        (
            "2 <= CF",
            1,
            "'2' stands where an issue is expected.",
            "Write the issue first, then the value.",
        ),
        ("NAT = 7", 7, "NAT has no value '7'.", NAT_VALUES),
        (
            "ADS = continues",
            7,
            "ADS has no value 'continues'.",
            "Did you mean continued? The values of ADS are 0, continued, 1, 2.",
        ),
        (
            'NAT in {1, "Under moratorium"}',
            12,
            "'Under moratorium' is the label of a value of NAT.",
            "Write its id 2.",
        ),
        (
            f"{SEAT} = Be",
            19,
            f"'Be' is the label of a value of {SEAT}.",
            "Write one of the ids B, B2.",
        ),
        ("NAT = CF", 7, "'CF' is an issue, and two issues cannot be compared.", NAT_VALUES),
        (
            f"{SEAT} >= A",
            1,
            f"'>=' needs an order, and the values of {SEAT} have none.",
            f"Write {SEAT} in {{...}} with the values that are meant, "
            f"or declare {SEAT} as ordered.",
        ),
        (
            "YEAR < 1999",
            8,
            "YEAR has no value '1999'.",
            "The values of YEAR are 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, "
            "2010, 2011 and 8 more.",
        ),
    ],
)
def test_one_problem(text: str, column: int, message: str, hint: str) -> None:
    """A name that does not fit is shown with its place, the trouble and the remedy."""
    (found,) = check_names(parse(text), ISSUES)
    assert (found.column, found.message, found.hint) == (column, message, hint)
    assert bool(found.missing_issue) == message.startswith("There is no issue")


def test_all_problems_in_order() -> None:
    """All problems are gathered, in the order of the text."""
    rule = parse(f"CF in {{1, 8, 9}} and not {SEAT} > C implies X = 1")
    problems = check_names(rule, ISSUES)
    assert [problem.column for problem in problems] == [11, 14, 25, 43, 53]


def test_good_names() -> None:
    """A rule whose names exist and whose orderings are on ordered issues has no problem."""
    rule = parse(f"CF >= 2 and NAT not in {{0, 3}} or {SEAT} != B and changed(ADS)")
    assert check_names(rule, ISSUES) == []
