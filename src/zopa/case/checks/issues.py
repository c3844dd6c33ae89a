"""Checks of issues: that each has values, and that somebody can bring each of them about."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.checks.context import Context
from zopa.case.tables import Control
from zopa.errors import Problem


def issues_have_values(context: Context) -> Iterator[Problem]:
    """Every issue has a value."""
    if context.is_absent("values"):
        return
    for index, issue in enumerate(context.case.issues):
        if not context.case.values_of[issue.id] and not context.values_doubted(issue.id):
            message = f"issue {issue.id} has no values."
            remedy = "Add its values to the table values, the status quo first."
            yield context.problem("issues", index, "", message, remedy)


def issues_are_controlled(context: Context) -> Iterator[Problem]:
    """Every issue has somebody who can change it, unless the case states moves itself."""
    if context.is_absent("controls"):
        return
    controls = _controls_by_issue(context)
    for index, issue in enumerate(context.case.issues):
        if not context.case.moves and not controls.get(issue.id, [None]):
            message = f"nobody controls issue {issue.id}."
            remedy = f"Add a row to controls, such as issue {issue.id} with its movers."
            yield context.problem("issues", index, "", message, remedy)


def values_can_be_reached(context: Context) -> Iterator[Problem]:
    """Every value is the status quo or is reached from it by some row of ``controls``."""
    controls = _controls_by_issue(context)
    for index, value in enumerate(context.case.values):
        rows = controls.get(value.issue)
        status_quo = context.case.status_quo.get(value.issue)
        if not rows or context.case.moves or status_quo in (None, value.id):
            continue
        if not any(_leads(row, status_quo, value.id) for row in rows):
            message = f"nobody can bring {value.issue} from {status_quo} to {value.id}."
            remedy = f"Add a row to controls that leads to {value.id}, or remove the value."
            yield context.problem("values", index, "id", message, remedy)


def _leads(row: Control, start: str | None, end: str) -> bool:
    """Whether a row of ``controls`` allows a change from one value to another."""
    from_start = not row.from_values or start in row.from_values
    return from_start and (not row.to_values or end in row.to_values)


def _controls_by_issue(context: Context) -> dict[str, list[Control]]:
    """Return the rows of each issue of which all could be read."""
    if context.origin.is_unreadable("controls"):
        return {}
    found: dict[str, list[Control]] = {issue.id: [] for issue in context.case.issues}
    for row in context.case.controls:
        found.setdefault(row.issue, []).append(row)
    for address in context.origin.rejected_in("controls"):
        found.pop(address.partition("/")[0], None)
    return found
