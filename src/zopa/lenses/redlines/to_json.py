"""The result of the lens as JSON: stable keys, ids in place of indices."""

from __future__ import annotations

from typing import Any

from zopa.findings import number
from zopa.lens import Assessment
from zopa.lenses.redlines.analyse import Answer, Concession, GoalResult, RedlinesResult
from zopa.lenses.redlines.phrases import Phrases


def as_json(assessment: Assessment, result: RedlinesResult) -> dict[str, Any]:
    """Return the keys of ``zopa redlines --json``: one goal, or a list of goals."""
    phrases = Phrases(assessment)
    space = {"raw": number(result.raw), "feasible": number(result.feasible)}
    goals = [_goal_json(goal, phrases) for goal in result.goals]
    settled = [
        {"id": phrases.line_id(index), "met": not line.is_violated_as_held}
        for index, line in enumerate(phrases.model.lines)
        if line.settled
    ]
    restricted = [
        phrases.line_id(index) for index, line in enumerate(phrases.model.lines) if line.restricted
    ]
    body: dict[str, Any] = {"space": space, "settled": settled, "restricted": restricted}
    return body | (goals[0] if len(goals) == 1 else {"goals": goals})


def _goal_json(goal: GoalResult, phrases: Phrases) -> dict[str, Any]:
    words = phrases.words.goals[goal.goal]
    default = goal.default
    return {
        "goal": {
            "id": words.id or None,
            "label": words.label or None,
            "rule": words.text,
            "count": number(goal.count),
        },
        "engine": goal.engine,
        "exact": goal.is_complete and goal.all_readings,
        **_answer_json(default, phrases),
        "choice": phrases.choice(default),
        "lines": [
            {
                "id": phrases.line_id(facts.line),
                "parties": phrases.parties(facts.line),
                "blocks_alone": facts.blocks_alone,
                "idle": facts.idle,
                "decisive": facts.decisive,
            }
            for facts in goal.lines
        ],
        "readings": [
            {"choice": phrases.choice(answer), **_answer_json(answer, phrases)}
            for answer in goal.answers[1:]
        ],
        "all_readings": goal.all_readings,
        "unscoped": _answer_json(goal.unscoped, phrases) if goal.unscoped else None,
    }


def _answer_json(answer: Answer, phrases: Phrases) -> dict[str, Any]:
    return {
        "survivors": number(answer.survivors),
        "blocking_sets": [[phrases.line_id(line) for line in s] for s in answer.blocking],
        "concession_sets": [_concession_json(found, phrases) for found in answer.concessions],
        "witness": phrases.outcome_ids(answer.witness),
        "complete": answer.complete,
    }


def _concession_json(found: Concession, phrases: Phrases) -> dict[str, Any]:
    return {
        "lines": [phrases.line_id(line) for line in found.lines],
        "count": number(found.count),
        "witness": phrases.outcome_ids(found.witness),
    }
