"""Checks of what lines rest on as of the day of the case, and of goals that say the same."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.checks.context import Context, listed
from zopa.case.rules import Rule, write
from zopa.case.tables import Statement
from zopa.errors import Problem


def lines_rest_on_statements_that_count(context: Context) -> Iterator[Problem]:
    """A line of basis ``statement`` names a statement that is confirmed and was made by then."""
    counting = {
        statement.id for statement in context.case.statements if _counts(statement, context)
    }
    doubted = context.origin.rejected_in("statements")
    without = [
        line.id
        for line in context.case.red_lines
        if line.basis == "statement"
        and not counting & set(line.statements)
        and not doubted & set(line.statements)
    ]
    if without and not context.origin.is_unreadable("statements"):
        message = (
            f"of basis statement, but no statement of theirs is confirmed and made by the day of "
            f"the case: {listed(without)}."
        )
        remedy = "They count all the same: name the statement, or say what else they rest on."
        yield context.problem("red_lines", None, "statements", message, remedy, "warning")


def _counts(statement: Statement, context: Context) -> bool:
    as_of = context.case.as_of
    said = statement.asserted_at or statement.reported_at
    return statement.status == "confirmed" and (
        as_of is None or said is None or said.latest <= as_of
    )


def goals_ask_different_things(context: Context) -> Iterator[Problem]:
    """No two goals have the same rule: they would be answered as one."""
    first: dict[str, str] = {}
    for index, goal in enumerate(context.case.goals):
        rule = context.rule(goal.rule)
        if isinstance(rule, Rule):
            other = first.setdefault(write(rule, compact=True), goal.id)
            if other != goal.id:
                message = f"the goals {other} and {goal.id} have the same rule."
                remedy = f"Only {other} is asked: leave {goal.id} out, or mend its rule."
                yield context.problem("goals", index, "rule", message, remedy, "warning")
