"""What was asked beside the default, and what would turn an answer.

Both are computed from the answers under every combination of readings, without scope and
without judged conditions.  Ways in which an answer would turn are listed whole and in the
order of the case: that a line is among them says what conflicts, not who should yield.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.findings import Finding
from zopa.lens import Assessment
from zopa.lenses.redlines.across import (
    conceded_names,
    conceded_under_all,
    deciding_readings,
    names_of,
)
from zopa.lenses.redlines.analyse import GoalResult, RedlinesResult
from zopa.lenses.redlines.phrases import ROBUST, Phrases
from zopa.messages import listing, say, series

MOST_WAYS = 6  # sets of lines named for one goal; the annex has them all


def statements(assessment: Assessment, result: RedlinesResult) -> tuple[Finding, ...]:
    """Return what was considered beside the default, and what would turn an answer."""
    phrases = Phrases(assessment)
    if not result.goals or not phrases.model.in_play:
        return ()
    return (*_readings(result, phrases), *_turning(result, phrases))


def _readings(result: RedlinesResult, phrases: Phrases) -> Iterator[Finding]:
    """Say for each reading that is not the default what changes where it is taken instead."""
    if not phrases.several_readings:
        return
    default = result.goals[0].default.active
    others = [
        answer.active
        for answer in result.goals[0].answers[1:]
        if sum(one != other for one, other in zip(answer.active, default, strict=True)) == 1
    ]
    points = []
    for active in others:
        ((instead, usual),) = [
            pair for pair in zip(active, default, strict=True) if pair[0] != pair[1]
        ]
        points.append(
            say(
                "{reading} in place of {default}: {what}",
                reading=phrases.line_id(instead),
                default=phrases.line_id(usual),
                what=_what_changes(result, active, phrases),
            )
        )
    several = [group for group in phrases.model.in_play if len(group.readings) > 1]
    yield Finding(
        id="redlines/readings",
        text=say(
            "Beside the default readings, the others that the case gives of {lines} were asked, "
            "in place of one default at a time.",
            lines=listing([group.name for group in several]),
        ),
        section="robustness",
        front=True,
        order=(ROBUST, 2),
        derivation=say(
            "Each goal was asked under each combination of readings; the table of readings in the "
            "annex has them all."
        ),
        rests_on=tuple(phrases.line_address(line) for group in several for line in group.readings),
        depends_on=tuple(group.name for group in several),
        points=tuple(points),
    )


def _what_changes(result: RedlinesResult, active: tuple[int, ...], phrases: Phrases) -> str:
    """Say for which goals another choice of readings turns the answer or the sets."""
    turned, differ = [], []
    for goal in result.goals:
        usual = goal.default
        other = next((answer for answer in goal.answers if answer.active == active), None)
        if other is None:
            continue
        if other.is_blocked != usual.is_blocked:
            turned.append(phrases.goal(goal.goal))
        elif names_of(other, phrases) != names_of(usual, phrases):
            differ.append(phrases.goal(goal.goal))
    fields = {"turned": series(turned), "differ": series(differ)}
    if turned and differ:
        return say(
            "the answer turns for {turned}, and other lines block {differ}, or further ones.",
            **fields,
        )
    if turned:
        return say("the answer turns for {turned}.", **fields)
    if differ:
        return say("no answer turns, but other lines block {differ}, or further ones.", **fields)
    return say("no answer changes.")


def _turning(result: RedlinesResult, phrases: Phrases) -> Iterator[Finding]:
    """Say for each goal which readings, relaxations and conditions turn its answer."""
    ways_of: dict[tuple[str, ...], list[str]] = {}
    addresses: list[str] = []
    for number, goal in enumerate(result.goals):
        if not goal.count:
            continue
        without = result.without_judged[number] if result.without_judged else None
        ways = (
            *_by_reading(goal, phrases),
            *_by_relaxing(goal, phrases),
            *_by_scope(goal),
            *_without_judged(goal, without, phrases),
        )
        ways_of.setdefault(ways, []).append(phrases.goal(goal.goal))
        addresses += [*phrases.goal_address(goal.goal), *_lines_of(goal, phrases)]
    if not ways_of:
        return
    addresses += [phrases.condition_address(condition) for condition in phrases.judged_conditions()]
    yield Finding(
        id="redlines/turning",
        text=say(
            "Each of these changes, made alone, would turn an answer. They stand in the order of "
            "the case and say what conflicts, not who should yield."
        ),
        section="turning",
        front=True,
        order=(ROBUST, 3),
        derivation=say(
            "Compared were the answers under every reading that was asked, with each set of lines "
            "set aside that is minimal under all of them, with every line binding every outcome, "
            "and without the conditions of basis judgement."
        ),
        rests_on=tuple(dict.fromkeys(addresses)),
        depends_on=tuple(phrases.several_readings),
        points=tuple(
            say(
                "{goals}: {ways}.",
                goals=series(goals),
                ways=series(ways) or say("nothing that was asked turns it"),
            )
            for ways, goals in ways_of.items()
        ),
    )


def _by_reading(goal: GoalResult, phrases: Phrases) -> Iterator[str]:
    """Name the lines on whose reading the answer turns."""
    deciding = deciding_readings(goal, phrases, lambda answer: answer.is_blocked)
    if deciding:
        yield say("with another reading of {lines}", lines=listing(deciding))


def _by_relaxing(goal: GoalResult, phrases: Phrases) -> Iterator[str]:
    """Name the sets of lines without which the answer turns, whichever reading is active."""
    if not all(answer.is_blocked for answer in goal.answers):
        return
    sets = conceded_under_all(goal, phrases)
    named = say(", or ").join(_together(names, phrases) for names in sets[:MOST_WAYS])
    if not sets:
        yield _needed_and_more(goal, phrases)
    elif len(sets) == 1:
        yield say("if {lines} no longer stands as stated", lines=named)
    elif len(sets) > MOST_WAYS or not goal.is_complete:
        yield say(
            "if one of these no longer stands as stated, or of others: {lines}",
            lines=named,
        )
    else:
        yield say("if one of these no longer stands as stated: {lines}", lines=named)


def _together(names: frozenset[str], phrases: Phrases) -> str:
    """Name the lines of a set that is set aside as a whole."""
    lines = listing(phrases.ordered(names))
    return lines if len(names) == 1 else say("{lines} together", lines=lines)


def _needed_and_more(goal: GoalResult, phrases: Phrases) -> str:
    """Name the lines of which none may stay as it is, where the rest depends on the readings."""
    found = [names for answer in goal.answers for names in conceded_names(answer, phrases)]
    needed = listing(phrases.ordered(frozenset.intersection(*found))) if found else ""
    readings = deciding_readings(
        goal, phrases, lambda answer: frozenset(conceded_names(answer, phrases))
    )
    if needed and readings:
        return say(
            "if {lines} no longer stands as stated, alone or with others, depending on how "
            "{readings} is read",
            lines=needed,
            readings=listing(readings),
        )
    return say("if some lines no longer stand as stated; which ones depends on the readings")


def _by_scope(goal: GoalResult) -> Iterator[str]:
    """Say whether the answer turns where every line binds every outcome."""
    if goal.unscoped is not None and goal.unscoped.is_blocked != goal.default.is_blocked:
        yield say("if every line binds every outcome")


def _without_judged(
    goal: GoalResult, without: GoalResult | None, phrases: Phrases
) -> Iterator[str]:
    """Say whether the answer turns without the conditions that are the coder's judgement."""
    if without is None or without.default.is_blocked == goal.default.is_blocked:
        return
    needed = {condition for found in goal.needed.values() for condition in found}
    rested = [phrases.condition_id(c) for c in phrases.judged_conditions() if c in needed]
    if rested:
        yield say(
            "without the conditions that are the coder's judgement (it rests on {conditions})",
            conditions=listing(rested),
        )
    else:
        yield say("without the conditions that are the coder's judgement")


def _lines_of(goal: GoalResult, phrases: Phrases) -> Sequence[str]:
    """Return the lines of the blocking sets of a goal."""
    return [phrases.line_address(line) for line in goal.blocking_lines]
