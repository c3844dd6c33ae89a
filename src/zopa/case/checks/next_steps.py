"""What to fill next in a case that is not whole yet, in reading order.

A case that was only just begun lacks nearly everything, and a list of all that it lacks helps
nobody.  So the tables that a first brief needs make a plan: what is done, what comes next,
and what can wait.  Slips of the pen in what is filled are told by the other checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from zopa.case.case import Case
from zopa.case.checks.context import listed
from zopa.case.origin import Origin

State = Literal["done", "next", "then", "can wait"]

# Checks that tell what is not there yet: the plan says it better.
SAID_BY_THE_PLAN = frozenset(
    {
        "case_has_parties_and_issues",
        "case_has_title_and_day",
        "issues_have_tables_of_their_own",
        "issues_have_values",
        "issues_are_controlled",
        "tables_have_rows",
    }
)
# Tables of preferences: a case that has them speaks of something else than red lines.
_OTHER_QUESTIONS = ("ranks", "preference_statements", "scores", "moves")


@dataclass(frozen=True)
class Planned:
    """A table that a first brief needs, what to write there, and a row as an example."""

    table: str
    what: str
    example: Mapping[str, str] = field(default_factory=dict)
    needed: bool = True


MEND = "mend the error above"  # printed below the errors, which say where and how

PLAN = (
    Planned("case", "the title and the day that the case speaks of (as_of)"),
    Planned(
        "sources",
        "the documents that you read",
        {"id": "gazette", "title": "Speech to the assembly", "published": "2024-03-02"},
        needed=False,
    ),
    Planned(
        "statements",
        "what was said, in your own words, and where",
        {"id": "st-1", "source": "gazette", "paraphrase": "No treaty without a dam."},
        needed=False,
    ),
    Planned("parties", "who decides, who is affected", {"id": "ARD", "name": "Arda"}),
    Planned(
        "issues",
        "what is negotiated, one question to a row",
        {"id": "DAM", "heading": "the dam", "question": "Is the dam built?", "kind": "ordered"},
    ),
    Planned(
        "values",
        "the possible answers to each question, today's state first",
        {"issue": "DAM", "id": "none", "label": "left unbuilt"},
    ),
    Planned("controls", "who must act to change each issue", {"issue": "DAM", "movers": "ARD"}),
    Planned(
        "red_lines",
        "what a party says that it will not go without, as a rule",
        {"id": "A1", "parties": "ARD", "rule": "DAM != none", "stated_at": "2024-03-01"},
    ),
    Planned(
        "goals",
        "the outcomes that you want to know about, as a rule",
        {"id": "dam", "label": "a dam of any height", "rule": "DAM != none"},
    ),
)


@dataclass(frozen=True)
class Step:
    """A step of the plan as it stands with one case."""

    table: str
    state: State
    text: str
    example: Mapping[str, str] = field(default_factory=dict)  # a row to write, where none is there


def next_steps(case: Case, origin: Origin | None = None) -> tuple[Step, ...]:
    """Return the plan of a case that is not whole yet; nothing for one that is.

    Nor is there a plan where nothing could be read, since what the case holds is not known.
    """
    origin = origin or Origin()
    if origin.raw.is_unread:
        return ()
    missing = {planned.table: _missing(planned, case, origin) for planned in PLAN}
    needed = [planned.table for planned in PLAN if planned.needed and missing[planned.table]]
    if not needed:
        return ()
    steps = []
    for planned in PLAN:
        text = missing[planned.table]
        state: State = "then"
        if not text:
            state, text = "done", _counted(planned.table, case)
        elif not planned.needed:
            state = "can wait"
        elif planned.table == needed[0]:
            state = "next"
        is_empty = not case.rows(planned.table) and not _is_spoilt(planned.table, origin)
        example = planned.example if is_empty else {}
        steps.append(Step(planned.table, state, text, example))
    return tuple(steps)


def _is_spoilt(table: str, origin: Origin) -> bool:
    """Whether a table, or a row of it, is there but could not be used; the errors say why."""
    return origin.is_unreadable(table) or bool(origin.refused_places(table))


def _missing(planned: Planned, case: Case, origin: Origin) -> str:
    """Say what a table lacks; empty where it lacks nothing."""
    table = planned.table
    if table == "case":
        return _missing_settings(case, origin)
    if table in ("red_lines", "goals") and any(map(case.rows, _OTHER_QUESTIONS)):
        return ""
    if table == "controls" and case.moves:
        return ""
    if not case.rows(table):
        return MEND if _is_spoilt(table, origin) else planned.what
    lacking = _issues_without(table, case)
    if lacking and _is_spoilt(table, origin):
        return MEND
    return f"{planned.what}; still without: {listed(lacking)}" if lacking else ""


def _missing_settings(case: Case, origin: Origin) -> str:
    """Say which of the keys that head every result are empty, and which are wrong."""
    if origin.is_unreadable("case"):
        return MEND
    missing = [key for key in ("title", "as_of") if not case.settings.get(key)]
    refused = {place.row_id for place in origin.refused_places("case")}
    wrong = [key for key in missing if key in refused]
    empty = [key for key in missing if key not in wrong]
    told = [f"still empty: {' and '.join(empty)}"] if empty else []
    return "; ".join([*told, f"{MEND}: {' and '.join(wrong)}"] if wrong else told)


def _issues_without(table: str, case: Case) -> list[str]:
    """Return the issues that have no row in a table which needs one for each."""
    if table not in ("values", "controls"):
        return []
    rows = case.values if table == "values" else case.controls
    there = {row.issue for row in rows}
    return [issue.id for issue in case.issues if issue.id not in there]


def _counted(table: str, case: Case) -> str:
    """Say how much of a table is there."""
    number = len(case.rows(table))
    return case.title if table == "case" else f"{number} row{'' if number == 1 else 's'}"
