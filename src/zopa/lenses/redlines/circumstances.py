"""Under which circumstances the answers hold: scope, judged conditions, tally, view."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.findings import Finding
from zopa.lenses.redlines.analyse import Answer, GoalResult, RedlinesResult
from zopa.lenses.redlines.phrases import ROBUST, TALLY, VERDICT, Phrases
from zopa.messages import listing, say, series


def circumstances(result: RedlinesResult, phrases: Phrases) -> Iterator[Finding]:
    """Return every statement on what the answers of the lens depend on."""
    if result.goals:
        yield from _scope(result, phrases)
        yield from _judged(result, phrases)
        yield from _tally(phrases)
    yield from _view(phrases)


def _scope(result: RedlinesResult, phrases: Phrases) -> Iterator[Finding]:
    """Say whether it matters that a line binds only outcomes that its owners must act for."""
    if not result.options.scoped or all(line.always for line in phrases.model.lines):
        return
    differing = [
        goal
        for goal in result.goals
        if goal.unscoped is not None and _gist(goal.unscoped) != _gist(goal.default)
    ]
    always = [phrases.line_id(line) for line in phrases.binding_always()]
    taken = (
        say(
            "Except for {lines}, a line is taken to bind only outcomes that one of its owners "
            "must act for.",
            lines=listing(always),
        )
        if always
        else say("A line is taken to bind only outcomes that one of its owners must act for.")
    )
    if differing:
        then = say(
            "If every line bound every outcome, the answer would differ for: {goals}.",
            goals=series(phrases.goal(goal.goal) for goal in differing),
        )
    else:
        then = say(
            "If every line bound every outcome, no answer under the default readings would differ."
        )
    text = f"{taken} {then}"
    yield Finding(
        id="redlines/scope",
        text=text,
        section="robustness",
        front=True,
        order=(ROBUST, 0),
        derivation=say("Each goal was asked both ways, under the default readings."),
        rests_on=(
            *(phrases.line_address(line) for line in result.goals[0].default.active),
            *phrases.control_addresses(),
        ),
    )


def _gist(answer: Answer) -> tuple[bool, tuple[tuple[int, ...], ...]]:
    """Return what two answers are compared by; sets only where all of them are known."""
    return answer.is_blocked, answer.blocking if answer.complete else ()


def _judged(result: RedlinesResult, phrases: Phrases) -> Iterator[Finding]:
    """Say whether the answers hang on conditions that are the coder's judgement."""
    judged = phrases.judged_conditions()
    if result.without_judged is None or not judged:
        return
    differing = [
        (one, other)
        for one, other in zip(result.goals, result.without_judged, strict=True)
        if _gist(one.default) != _gist(other.default)
    ]
    if differing:
        text = say(
            "Some conditions are the coder's judgement. Without them the answer under the default "
            "readings differs for: {goals}.",
            goals=series(_how_it_differs(one, other, phrases) for one, other in differing),
        )
    else:
        text = say(
            "Some conditions are the coder's judgement. Without them no answer under the default "
            "readings differs."
        )
    yield Finding(
        id="redlines/judged-conditions",
        text=text,
        section="robustness",
        front=True,
        order=(ROBUST, 1),
        derivation=say(
            "Each goal was asked again without the conditions of basis judgement, under the "
            "default readings."
        ),
        rests_on=tuple(phrases.condition_address(condition) for condition in judged),
    )


def _how_it_differs(before: GoalResult, after: GoalResult, phrases: Phrases) -> str:
    """Name a goal, and what becomes of it without the judged conditions."""
    goal = phrases.goal(before.goal)
    was, is_now = before.default.is_blocked, after.default.is_blocked
    if was and not is_now:
        return say("{goal} (some outcomes would get past the lines)", goal=goal)
    if is_now and not was:
        return say("{goal} (no outcome would get past the lines)", goal=goal)
    return say("{goal} (other lines would block it)", goal=goal)


def _tally(phrases: Phrases) -> Iterator[Finding]:
    """Count the lines by party."""
    if not phrases.model.groups:
        return
    points = []
    softened = phrases.softened()
    if softened:
        points.append(
            say(
                "Put more softly since they were first stated, and counted as stated: {lines}.",
                lines=listing([phrases.line_id(line) for line in softened]),
            )
        )
    yield Finding(
        id="redlines/tally",
        text=say(
            "Lines that count, by party: {tally}. An uneven list is a finding about the coding, "
            "not about the parties.",
            tally=phrases.tally_in_words(),
        ),
        section="parties",
        front=True,
        order=(TALLY, 0),
        derivation=say("Readings of one line count once; a shared line counts for each owner."),
        rests_on=tuple(
            phrases.line_address(line) for group in phrases.model.groups for line in group.readings
        ),
        points=tuple(points),
    )


def _view(phrases: Phrases) -> Iterator[Finding]:
    """Say what a view holds; report the lines that it settles, and flag those it restricts."""
    words = phrases.words
    if phrases.model.view:
        yield Finding(
            id="redlines/view",
            text=say(
                "In the view {view} some issues are held, and everything here is said of that "
                "part of the case only: {held}.",
                view=phrases.model.view,
                held=series(phrases.held()),
            ),
            section="answers",
            front=True,
            order=(VERDICT, -1),
            derivation=say("The view keeps some issues open and holds the others at a value."),
            rests_on=tuple(f"issues/{issue.id}" for issue in words.held),
        )
    for index, line in enumerate(phrases.model.lines):
        if line.settled:
            text = (
                say(
                    "Line {line} is settled outside the view: the held values break it.",
                    line=phrases.line_id(index),
                )
                if line.is_violated_as_held
                else say(
                    "Line {line} is settled outside the view: the held values meet it.",
                    line=phrases.line_id(index),
                )
            )
        elif line.restricted:
            text = say(
                "Line {line} is restricted by the view: it names an issue that is held.",
                line=phrases.line_id(index),
            )
        else:
            continue
        yield Finding(
            id=f"redlines/view/{phrases.line_id(index)}",
            text=text,
            section="lines",
            derivation=say("The view holds issues that the line names."),
            rests_on=(phrases.line_address(index),),
        )
