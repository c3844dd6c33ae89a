"""Checks of goals."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.checks.context import Context
from zopa.case.rules import Rule, write
from zopa.errors import Problem


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
