"""What the answers to one goal have in common, whichever reading of the lines is active.

Sets are compared by the names that the readings of a line share, so that a line read in
another way stays the same line.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from zopa.lenses.redlines.analyse import Answer, GoalResult
from zopa.lenses.redlines.phrases import Phrases

Named = frozenset[str]


def names_of(answer: Answer, phrases: Phrases) -> set[Named]:
    """Return the blocking sets of an answer by the names that readings share."""
    return {frozenset(phrases.group(line) for line in found) for found in answer.blocking}


def sets_under_all(goal: GoalResult, phrases: Phrases) -> list[Named]:
    """Return the blocking sets that hold under every combination of readings."""
    common = set.intersection(*(names_of(answer, phrases) for answer in goal.answers))
    return sorted(common, key=lambda found: (len(found), phrases.in_order(found)))


def deciding_readings(
    goal: GoalResult, phrases: Phrases, what: Callable[[Answer], Hashable]
) -> list[str]:
    """Return the names of the lines whose reading alone changes something about an answer.

    A line's reading matters where two combinations that differ in it alone differ in
    ``what(answer)``.
    """
    by_choice = {answer.active: what(answer) for answer in goal.answers}
    deciding = []
    for place, name in enumerate(phrases.group(line) for line in goal.answers[0].active):
        rest: dict[tuple[int, ...], set[Hashable]] = {}
        for active, found in by_choice.items():
            others = active[:place] + active[place + 1 :]
            rest.setdefault(others, set()).add(found)
        if any(len(found) > 1 for found in rest.values()):
            deciding.append(name)
    return deciding


def conceded_names(answer: Answer, phrases: Phrases) -> set[Named]:
    """Return the concession sets of an answer by the names that readings share."""
    return {frozenset(phrases.group(line) for line in one.lines) for one in answer.concessions}


def conceded_under_all(goal: GoalResult, phrases: Phrases) -> list[Named]:
    """Return the minimal sets, by name, without which something is left under every reading."""
    common = set.intersection(*(conceded_names(answer, phrases) for answer in goal.answers))
    return sorted(common, key=lambda names: (len(names), phrases.in_order(names)))
