"""Whether the names in a rule exist, and whether it compares what has an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zopa.case.rules.ast import ORDERINGS, Compare, Member, Name, Rule, conditions_of
from zopa.case.rules.text import write_name
from zopa.errors import nearest

_LISTED = 12  # ids that a hint lists at most


@dataclass(frozen=True)
class IssueNames:
    """What a rule may say of an issue: its values in declared order, and whether it has order.

    ``value_labels`` runs beside ``values``.
    """

    id: str
    ordered: bool
    values: tuple[str, ...]
    value_labels: tuple[str, ...]
    heading: str


@dataclass(frozen=True)
class NameProblem:
    """A name in a rule that cannot stand: at which character, why, and how to mend it."""

    column: int
    message: str
    hint: str
    missing_issue: str = ""  # the issue that is not there


def check_names(rule: Rule, issues: Mapping[str, IssueNames]) -> list[NameProblem]:
    """Return what is wrong with the names in a rule, in the order of its text.

    Parameters
    ----------
    rule
        The rule.
    issues
        The issues of the case by id.

    >>> from zopa.case.rules.parse import parse
    >>> cf = IssueNames("CF", True, ("0", "1"), ("none", "truce"), "End of fighting")
    >>> for problem in check_names(parse("cf = 1 and CF = truce"), {"CF": cf}):
    ...     print(problem.column, problem.message, problem.hint)
    1 There is no issue 'cf'. Did you mean CF?
    17 'truce' is the label of a value of CF. Write its id 1.
    """
    problems: list[NameProblem] = []
    for condition in conditions_of(rule):
        issue = issues.get(condition.issue.text)
        if issue is None:
            values = (condition.value,) if isinstance(condition, Compare) else ()
            problems.append(_unknown_issue(condition.issue, values, issues))
            continue
        if isinstance(condition, Compare):
            if condition.operator in ORDERINGS and not issue.ordered:
                problems.append(_no_order(condition, issue))
            problems.extend(_unknown_values((condition.value,), issue, issues))
        elif isinstance(condition, Member):
            problems.extend(_unknown_values(condition.values, issue, issues))
    return problems


def _unknown_issue(
    name: Name, values: Sequence[Name], issues: Mapping[str, IssueNames]
) -> NameProblem:
    text = name.text
    for issue in issues.values():
        if issue.heading and text.casefold() == issue.heading.casefold():
            message = f"'{text}' is the heading of an issue."
            return NameProblem(name.column, message, f"Write its id {write_name(issue.id)}.")
    if any(value.text in issues for value in values):
        message = f"'{text}' stands where an issue is expected."
        return NameProblem(name.column, message, "Write the issue first, then the value.")
    message = f"There is no issue '{text}'."
    close = nearest(text, issues)
    if close is not None:
        return NameProblem(name.column, message, f"Did you mean {write_name(close)}?", text)
    for issue in issues.values():
        for value in _labelled(text, issue):
            message = f"'{text}' is the label of a value of {write_name(issue.id)}."
            hint = f"Write {write_name(issue.id)} = {write_name(value)}."
            return NameProblem(name.column, message, hint)
    return NameProblem(name.column, message, f"The issues are {_listed(tuple(issues))}.", text)


def _unknown_values(
    names: Sequence[Name], issue: IssueNames, issues: Mapping[str, IssueNames]
) -> Iterator[NameProblem]:
    shown = write_name(issue.id)
    for name in names:
        text = name.text
        if text in issue.values:
            continue
        labelled = _labelled(text, issue)
        allowed = f"The values of {shown} are {_listed(issue.values)}."
        if labelled:
            message = f"'{text}' is the label of a value of {shown}."
            which = "its id " if len(labelled) == 1 else "one of the ids "
            hint = f"Write {which}{_listed(labelled)}."
        elif text in issues:
            message = f"'{text}' is an issue, and two issues cannot be compared."
            hint = allowed
        else:
            message = f"{shown} has no value '{text}'."
            # Among numbers, the one written most alike is seldom the one that is meant.
            close = None if text.isdigit() else nearest(text, issue.values)
            hint = allowed if close is None else f"Did you mean {write_name(close)}? {allowed}"
        yield NameProblem(name.column, message, hint)


def _no_order(condition: Compare, issue: IssueNames) -> NameProblem:
    shown = write_name(issue.id)
    return NameProblem(
        condition.issue.column,
        f"'{condition.operator}' needs an order, and the values of {shown} have none.",
        f"Write {shown} in {{...}} with the values that are meant, or declare {shown} as ordered.",
    )


def _labelled(text: str, issue: IssueNames) -> tuple[str, ...]:
    """Return the ids of the values of an issue that carry a label."""
    pairs = zip(issue.values, issue.value_labels, strict=True)
    return tuple(value for value, label in pairs if label.casefold() == text.casefold())


def _listed(ids: Sequence[str]) -> str:
    shown = ", ".join(write_name(each) for each in ids[:_LISTED])
    return shown if len(ids) <= _LISTED else f"{shown} and {len(ids) - _LISTED} more"
