"""Checks of rules and outcomes: that they can be read, and name what is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zopa.case.cells import OUTCOME, RULE
from zopa.case.checks.context import Context, and_more
from zopa.case.rules import Rule, RuleSyntaxError, check_names, issues_of
from zopa.errors import Problem, did_you_mean


def rules_can_be_read(context: Context) -> Iterator[Problem]:
    """Every rule follows the grammar of the rule language."""
    for table, entry in context.columns_of_kind(RULE):
        for index, row in context.readable(table):
            text = getattr(row, entry.name)
            error = context.rule(text) if text else None
            if isinstance(error, RuleSyntaxError):
                message = f"at character {error.column}: {error.message}"
                yield context.problem(table, index, entry.name, message, error.hint)


def rules_name_what_is_there(context: Context) -> Iterator[Problem]:
    """Every issue and value that a rule names is in the case, and orderings have an order."""
    missing: dict[str, list[Problem]] = {}
    for table, entry in context.columns_of_kind(RULE):
        for index, row in context.readable(table):
            text = getattr(row, entry.name)
            rule = context.rule(text) if text else None
            if rule is None or isinstance(rule, RuleSyntaxError) or _rests_on_doubt(context, rule):
                continue
            for found in check_names(rule, context.issue_names):
                message = f"at character {found.column}: {found.message}"
                problem = context.problem(table, index, entry.name, message, found.hint)
                if found.missing_issue:
                    missing.setdefault(found.missing_issue, []).append(problem)
                else:
                    yield problem
    for issue, problems in missing.items():
        first = problems[0]
        hint = first.remedy
        if context.origin.refused_places("issues"):
            hint = context.what_is_meant("issues", issue, "the issues")
        yield replace(first, remedy=hint + and_more(len(problems), "name"))


def _rests_on_doubt(context: Context, rule: Rule) -> bool:
    """Whether a rule names an issue of which not all could be read; that is told already."""
    if context.origin.is_unreadable("issues") or not context.case.issues:
        return True
    named = issues_of(rule)
    return any(
        context.is_known("issues", issue) and not context.values_known(issue) for issue in named
    )


def outcomes_name_what_is_there(context: Context) -> Iterator[Problem]:
    """Every issue and value of an outcome is in the case."""
    missing: dict[str, list[tuple[str, int, str]]] = {}
    for table, entry in context.columns_of_kind(OUTCOME):
        for index, row in context.readable(table):
            for issue, value in getattr(row, entry.name):
                if not context.is_known("issues", issue):
                    missing.setdefault(issue, []).append((table, index, entry.name))
                elif context.values_known(issue) and value not in context.case.values_of[issue]:
                    message = f"issue {issue} has no value '{value}'."
                    remedy = did_you_mean(value, context.case.values_of[issue], "its values")
                    yield context.problem(table, index, entry.name, message, remedy)
    for issue, cells in missing.items():
        remedy = context.what_is_meant("issues", issue, "the issues")
        remedy += and_more(len(cells), "name")
        yield context.problem(*cells[0], f"there is no issue '{issue}'.", remedy)


def views_keep_or_hold(context: Context) -> Iterator[Problem]:
    """No view both keeps an issue open and holds it at a value."""
    for index, view in enumerate(context.case.views):
        both = [issue for issue, _ in view.held if issue in view.keep]
        if both:
            message = f"{', '.join(both)} is both kept open and held."
            remedy = "Name an issue in 'keep' or in 'held'; one named in neither is held as it is."
            yield context.problem("views", index, "held", message, remedy)
