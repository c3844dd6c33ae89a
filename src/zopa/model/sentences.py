"""Rules, lines and outcomes in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.case.cells import Moment
from zopa.case.rules import Not, in_words, parse
from zopa.case.tables import Control, RedLine
from zopa.messages import listing, say, series, written_date
from zopa.model.words import IssueWords, Words


def rule_in_words(rule: str, words: Words) -> str:
    """Say the text of a rule in plain words, as a clause."""
    return in_words(parse(rule), words.for_rules, say)


def line_in_words(line: RedLine, words: Words) -> str:
    """Say what a red line requires, with its stage and its exception, as a clause."""
    fields = {
        "rule": rule_in_words(line.rule, words),
        "stage": rule_in_words(line.stage, words) if line.stage else "",
        "exception": rule_in_words(line.unless, words) if line.unless else "",
    }
    if line.stage and line.unless:
        return say("where {stage}: {rule}, unless {exception}", **fields)
    if line.stage:
        return say("where {stage}: {rule}", **fields)
    if line.unless:
        return say("{rule}, unless {exception}", **fields)
    return fields["rule"]


# How a line is put: plain, with a stage, with an exception, with both.  A strength that is
# not listed requires; the others speak against what breaks the line.
REQUIRES = (
    "requires that {rule}",
    "requires, where {stage}, that {rule}",
    "requires that {rule}, unless {exception}",
    "requires, where {stage}, that {rule}, unless {exception}",
)
SPEAKS_AGAINST = {
    "refuses": (
        "rules out that {rule}",
        "rules out, where {stage}, that {rule}",
        "rules out that {rule}, unless {exception}",
        "rules out, where {stage}, that {rule}, unless {exception}",
    ),
    "objects": (
        "objects if {rule}",
        "objects, where {stage}, if {rule}",
        "objects if {rule}, unless {exception}",
        "objects, where {stage}, if {rule}, unless {exception}",
    ),
}


def demand_in_words(line: RedLine, words: Words) -> str:
    """Say what a line demands as it was put: what it requires, or what it speaks against."""
    rule = parse(line.rule)
    against = SPEAKS_AGAINST.get(line.strength)
    fields = {
        "rule": in_words(Not(rule) if against else rule, words.for_rules, say),
        "stage": rule_in_words(line.stage, words) if line.stage else "",
        "exception": rule_in_words(line.unless, words) if line.unless else "",
    }
    forms = against or REQUIRES
    return say(forms[bool(line.stage) + 2 * bool(line.unless)], **fields)


def outcome_in_words(values: Sequence[int], words: Words) -> str:
    """Say how an outcome differs from the status quo, as a clause."""
    changes = [
        say("{issue} is {value}", issue=issue.heading, value=issue.label(value))
        for issue, value in words.changes(values)
    ]
    return series(changes) if changes else say("nothing changes")


def control_in_words(row: Control, words: Words) -> str:
    """Say which change of an issue a row is about, as a clause.

    Values of an open issue that nobody had yet named on the day are left out.
    """
    issue = next((one for one in (*words.issues, *words.held) if one.id == row.issue), None)
    fields = {
        "issue": issue.heading if issue else row.issue,
        "before": _values_in_words(row.from_values, issue, words),
        "after": _values_in_words(row.to_values, issue, words),
    }
    if row.from_values and row.to_values:
        return say("{issue}: from {before} to {after}", **fields)
    if row.to_values:
        return say("{issue}: from any value to {after}", **fields)
    if row.from_values:
        return say("{issue}: from {before} to any value", **fields)
    return say("{issue}: from any value to any other", **fields)


def _values_in_words(values: Sequence[str], issue: IssueWords | None, words: Words) -> str:
    """Name some values of an issue."""
    if issue is None:
        return series(values)
    labels = dict(zip(issue.declared, issue.labels, strict=True))
    if issue in words.issues:
        named = {issue.declared[place] for place in issue.visible}
        values = [value for value in values if value in named]
    return series(labels[value] for value in values) or say("a value that nobody has yet named")


def date_in_words(moment: Moment | None) -> str:
    """Say when something was: a day, month or year, or the day by which it had been."""
    return say("undated") if moment is None else written_date(moment.text)


def party_names(line: RedLine, words: Words) -> str:
    """Name the owners of a line."""
    names = dict(zip(words.parties, words.party_names, strict=True))
    return listing([names[party] for party in line.parties])
