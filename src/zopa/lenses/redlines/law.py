"""The sets of lines that touch the Charter, jus cogens or a constitution, stated apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.findings import Finding
from zopa.lenses.redlines.across import sets_under_all
from zopa.lenses.redlines.analyse import GoalResult, RedlinesResult
from zopa.lenses.redlines.phrases import LAW, Phrases
from zopa.messages import listing, say, series

MOST_BY_READING = 6  # sets named for one goal that touch the law under some readings only


def legal_considerations(result: RedlinesResult, phrases: Phrases) -> Iterator[Finding]:
    """State apart the sets that touch the Charter, jus cogens or a constitution.

    Whether a line is supported by the law or would breach it is what its legal note says.
    Goals that the same sets block are named together; each line is put into words once.
    """
    always: dict[tuple[frozenset[str], ...], list[int]] = {}
    sometimes: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    for goal in result.goals:
        if not goal.count:
            continue
        common = sets_under_all(goal, phrases)
        touching = tuple(names for names in common if phrases.legal(names))
        others = tuple(_legal_by_reading(goal, common, phrases))
        if touching:
            always.setdefault(touching, []).append(goal.goal)
        if others:
            sometimes.setdefault(others, []).append(goal.goal)
    if not always and not sometimes:
        return
    names = {name for sets in always for found in sets for name in found}
    lines = [
        line for group in phrases.model.groups if group.name in names for line in group.readings
    ]
    told = phrases.lines_of(names)
    more = {line for sets in sometimes for found in sets for line in found} - set(lines)
    told, lines = sorted({*told, *more}), sorted({*lines, *more})
    legal = [line for line in lines if phrases.is_legal(line)]
    yield Finding(
        id="redlines/law",
        text=say(
            "Some lines that cannot all stand touch the Charter, jus cogens or a constitution: "
            "{lines}.",
            lines=listing(phrases.ordered(map(phrases.group, legal))),
        ),
        section="law",
        front=True,
        order=(LAW, 0),
        derivation=say(
            "Blocking sets of a goal in which a line carries a legal note, under every reading "
            "that was asked and, where it is said, under some; the note says whether the law "
            "supports the line or the line would breach it."
        ),
        rests_on=(
            *dict.fromkeys(
                address
                for goals in (*always.values(), *sometimes.values())
                for goal in goals
                for address in phrases.goal_address(goal)
            ),
            *map(phrases.line_address, lines),
        ),
        points=(
            *(_law_by_goal(sets, goals, phrases) for sets, goals in always.items()),
            *(_law_by_reading(sets, goals, phrases) for sets, goals in sometimes.items()),
            *(say("{line}.", line=phrases.short(line)) for line in told),
            *dict.fromkeys(map(phrases.legal_note, legal)),
        ),
    )


def _legal_by_reading(
    goal: GoalResult, common: Sequence[frozenset[str]], phrases: Phrases
) -> list[tuple[int, ...]]:
    """Return the sets that block under some readings only, and hold a line with a legal note."""
    found = {
        lines
        for answer in goal.answers
        for lines in answer.blocking
        if frozenset(map(phrases.group, lines)) not in common
        and any(phrases.is_legal(line) for line in lines)
    }
    return sorted(found, key=lambda lines: (len(lines), lines))


def _law_by_goal(sets: Sequence[frozenset[str]], goals: Sequence[int], phrases: Phrases) -> str:
    """Name the sets, by their lines alone, that block some goals."""
    return say(
        "With {goals}: {sets}.",
        goals=series(map(phrases.goal, goals)),
        sets=series(map(phrases.cannot_stand_by_name, sets)),
    )


def _law_by_reading(sets: Sequence[tuple[int, ...]], goals: Sequence[int], phrases: Phrases) -> str:
    """Name the sets that block some goals under some readings of the lines alone."""
    told = [
        phrases.named_together([phrases.line_id(line) for line in lines])
        for lines in sets[:MOST_BY_READING]
    ]
    if len(sets) > MOST_BY_READING:
        told.append(say("others stand in the annex"))
    return say(
        "With {goals}, under some readings only: {sets}.",
        goals=series(map(phrases.goal, goals)),
        sets=series(told),
    )
