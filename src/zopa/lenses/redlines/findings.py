"""What the red-lines lens says, by the rules of what a brief may say.

The first pages state what holds under every reading of the lines, and otherwise on which
line's reading it depends.  They show lines that cannot all stand, never who should
concede; they hold no count and no witness, which depend on how finely issues are cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zopa.findings import Finding
from zopa.lens import Assessment
from zopa.lenses.redlines.analyse import Answer, GoalResult, RedlinesResult
from zopa.lenses.redlines.phrases import Phrases
from zopa.messages import listing, say

VERDICT, LAW, ROBUST, TALLY = range(4)  # the stated order of the first pages


def statements(assessment: Assessment, result: RedlinesResult) -> tuple[Finding, ...]:
    """Return every statement of the lens."""
    phrases = Phrases(assessment)
    found: list[Finding] = []
    for goal in result.goals:
        found.append(_verdict(goal, phrases))
        found.extend(_law(goal, phrases))
        found.extend(_blocking(goal, phrases))
        found.extend(_concessions(goal, phrases))
    if result.goals:
        found.extend(_scope(result, phrases))
        found.extend(_judged(result, phrases))
        found.append(_tally(phrases))
    found.extend(_view(phrases))
    return tuple(found)


def names_of(answer: Answer, phrases: Phrases) -> set[frozenset[str]]:
    """Return the blocking sets of an answer by the names that readings share."""
    return {frozenset(phrases.group(line) for line in found) for found in answer.blocking}


def sets_under_all(goal: GoalResult, phrases: Phrases) -> list[frozenset[str]]:
    """Return the blocking sets that hold under every combination of readings."""
    common = set.intersection(*(names_of(answer, phrases) for answer in goal.answers))
    return sorted(common, key=lambda found: (len(found), phrases.in_order(found)))


def deciding_readings(goal: GoalResult, phrases: Phrases, what: Any) -> list[str]:
    """Return the names of the lines whose reading alone changes something about an answer.

    A line's reading matters where two combinations that differ in it alone differ in
    ``what(answer)``.
    """
    by_choice = {answer.active: what(answer) for answer in goal.answers}
    deciding = []
    for place, name in enumerate(phrases.group(line) for line in goal.answers[0].active):
        rest: dict[tuple[int, ...], set[Any]] = {}
        for active, found in by_choice.items():
            others = active[:place] + active[place + 1 :]
            rest.setdefault(others, set()).add(found)
        if any(len(found) > 1 for found in rest.values()):
            deciding.append(name)
    return deciding


def _verdict(goal: GoalResult, phrases: Phrases) -> Finding:
    """Say whether any outcome of the goal meets every stated line."""
    blocked = [answer.survivors == 0 for answer in goal.answers]
    name = phrases.goal(goal.goal)
    points: list[str] = []
    depends: list[str] = []
    if goal.count == 0:
        text = say("The conditions of the case rule out every outcome with {goal}.", goal=name)
    elif all(blocked):
        text = say("No outcome with {goal} meets every stated line.", goal=name)
        points, depends = _blocked_points(goal, phrases)
    elif not any(blocked):
        text = say("Some outcomes with {goal} meet every stated line.", goal=name)
    else:
        depends = deciding_readings(goal, phrases, lambda answer: answer.survivors == 0)
        text = say(
            "Whether any outcome with {goal} meets every stated line depends on how {lines} "
            "is read.",
            goal=name,
            lines=listing(depends),
        )
        points = _split_points(goal, phrases, depends)
    if not goal.all_readings:
        points.append(
            say("Only {number} combinations of readings were asked.", number=len(goal.answers))
        )
    elif len(goal.answers) > 1 and goal.count and len(set(blocked)) == 1:
        text = f"{text} {say('This holds under every reading of the lines.')}"
    return Finding(
        id=phrases.id(goal.goal, "verdict"),
        text=text,
        section="answers",
        front=True,
        order=(VERDICT, goal.goal),
        derivation=say(
            "Counted exactly over all outcomes that satisfy the conditions of the case, for "
            "every combination of readings (engine: {engine}).",
            engine=goal.engine,
        ),
        rests_on=_rests_on(goal, phrases),
        depends_on=tuple(depends),
        points=tuple(points),
    )


def _blocked_points(goal: GoalResult, phrases: Phrases) -> tuple[list[str], list[str]]:
    """List the sets that hold under every reading, and say on what the others depend."""
    common = sets_under_all(goal, phrases)
    points = [phrases.cannot_stand(found) for found in common if not phrases.legal(found)]
    if points and any(phrases.legal(found) for found in common):
        points.append(
            say(
                "Lines that rest on the Charter, jus cogens or a constitution also block it; "
                "they are listed apart."
            )
        )
    elif common and not points:
        points.append(
            say(
                "The lines that block it rest on the Charter, jus cogens or a constitution, in "
                "part or whole; they are listed apart."
            )
        )
    depends = deciding_readings(goal, phrases, lambda answer: frozenset(names_of(answer, phrases)))
    if depends:
        points.append(
            say(
                "Which further lines block it depends on how {lines} is read.",
                lines=listing(depends),
            )
        )
    if not all(answer.complete for answer in goal.answers):
        points.append(say("There are more such sets than the search lists."))
    return points, depends


def _split_points(goal: GoalResult, phrases: Phrases, depends: Sequence[str]) -> list[str]:
    """Say under which readings nothing survives, and under which something does."""
    seen: dict[tuple[str, ...], set[bool]] = {}
    for answer in goal.answers:
        chosen = tuple(
            phrases.line_id(line) for line in answer.active if phrases.group(line) in depends
        )
        seen.setdefault(chosen, set()).add(answer.survivors == 0)
    points = []
    for chosen, verdicts in seen.items():
        read = listing(list(chosen))
        if verdicts == {True}:
            points.append(say("Read as {lines}: no outcome meets every line.", lines=read))
        elif verdicts == {False}:
            points.append(say("Read as {lines}: some outcomes meet every line.", lines=read))
    return points


def _rests_on(goal: GoalResult, phrases: Phrases) -> tuple[str, ...]:
    """Return the goal, the lines of its blocking sets, and the conditions these rest on."""
    lines = sorted({line for answer in goal.answers for s in answer.blocking for line in s})
    if not lines:
        lines = sorted({line for answer in goal.answers for line in answer.active})
    return (
        *phrases.goal_address(goal.goal),
        *(phrases.line_address(line) for line in lines),
        *phrases.condition_addresses(goal),
    )


def _law(goal: GoalResult, phrases: Phrases) -> Iterator[Finding]:
    """State apart the sets that touch the Charter, jus cogens or a constitution."""
    common = [found for found in sets_under_all(goal, phrases) if phrases.legal(found)]
    if not common or not goal.count:
        return
    lines = sorted({line for found in common for line in phrases.lines_of(found)})
    yield Finding(
        id=phrases.id(goal.goal, "law"),
        text=say(
            "Lines that rest on the Charter, jus cogens or a constitution block every outcome "
            "with {goal}.",
            goal=phrases.goal(goal.goal),
        ),
        section="law",
        front=True,
        order=(LAW, goal.goal),
        derivation=say("Blocking sets of the goal in which a line carries a legal note."),
        rests_on=(
            *phrases.goal_address(goal.goal),
            *(phrases.line_address(line) for line in lines),
        ),
        points=tuple(phrases.cannot_stand(found) for found in common),
    )


def _blocking(goal: GoalResult, phrases: Phrases) -> Iterator[Finding]:
    """State every blocking set of every combination of readings once."""
    for found in sorted(
        {s for answer in goal.answers for s in answer.blocking}, key=lambda s: (len(s), s)
    ):
        needed = goal.needed.get(found)
        if needed == ():
            why = say("It follows from the lines and the goal alone.")
        elif needed is None:
            why = say("It follows from the lines, the goal and the conditions of the case.")
        else:
            ids = [phrases.condition_id(condition) for condition in needed]
            why = say(
                "It follows from the lines, the goal and {conditions}.", conditions=listing(ids)
            )
        yield Finding(
            id=phrases.id(goal.goal, "blocking", found),
            text=say(
                "With {goal}, these lines cannot all stand: {lines}.",
                goal=phrases.goal(goal.goal),
                lines=listing([phrases.line_id(line) for line in found]),
            ),
            section="sets",
            derivation=why,
            rests_on=(
                *phrases.goal_address(goal.goal),
                *(phrases.line_address(line) for line in found),
                *(phrases.condition_address(condition) for condition in needed or ()),
            ),
            depends_on=tuple(phrases.readings_in(found)),
            points=tuple(phrases.line(line) for line in found),
        )


def _concessions(goal: GoalResult, phrases: Phrases) -> Iterator[Finding]:
    """State every concession set of the default readings, by size, then by line."""
    for found in goal.answers[0].concessions:
        text = say(
            "With {lines} set aside, some outcomes with {goal} meet every other line.",
            lines=listing([phrases.line_id(line) for line in found.lines]),
            goal=phrases.goal(goal.goal),
        )
        points = []
        if found.count is not None:
            points.append(
                say("Outcomes as the issues are cut here: {count}.", count=f"{found.count:,}")
            )
        if found.witness is not None:
            points.append(
                say(
                    "The one nearest to the status quo: {outcome}.",
                    outcome=phrases.outcome(found.witness),
                )
            )
        yield Finding(
            id=phrases.id(goal.goal, "concession", found.lines),
            text=text,
            section="sets",
            derivation=say(
                "A minimal set: with fewer of these lines set aside nothing survives. It says "
                "what conflicts, not who should yield."
            ),
            rests_on=(
                *phrases.goal_address(goal.goal),
                *(phrases.line_address(line) for line in found.lines),
            ),
            depends_on=tuple(phrases.readings_in(found.lines)),
            points=tuple(points),
        )


def _scope(result: RedlinesResult, phrases: Phrases) -> Iterator[Finding]:
    """Say whether it matters that a line binds only outcomes that its owners must act for."""
    if not result.options.scoped:
        return
    differing = [
        goal
        for goal in result.goals
        if goal.unscoped is not None and _gist(goal.unscoped) != _gist(goal.answers[0])
    ]
    if differing:
        text = say(
            "A line is taken to bind only outcomes that one of its owners must act for. If "
            "every line bound every outcome, the answer would differ for: {goals}.",
            goals="; ".join(phrases.goal(goal.goal) for goal in differing),
        )
    else:
        text = say(
            "A line is taken to bind only outcomes that one of its owners must act for. If "
            "every line bound every outcome, no answer would differ."
        )
    yield Finding(
        id="redlines/scope",
        text=text,
        section="robustness",
        front=True,
        order=(ROBUST, 0),
        derivation=say("Each goal was asked both ways, under the default readings."),
        rests_on=tuple(phrases.line_address(line) for line in result.goals[0].answers[0].active),
    )


def _gist(answer: Answer) -> tuple[bool, tuple[tuple[int, ...], ...]]:
    return answer.survivors == 0, answer.blocking


def _judged(result: RedlinesResult, phrases: Phrases) -> Iterator[Finding]:
    """Say whether the answers hang on conditions that are the coder's judgement."""
    judged = phrases.judged_conditions()
    if result.without_judged is None or not judged:
        return
    differing = [
        one
        for one, other in zip(result.goals, result.without_judged, strict=True)
        if _gist(one.answers[0]) != _gist(other.answers[0])
    ]
    if differing:
        text = say(
            "Some conditions are the coder's judgement. Without them the answer differs for: "
            "{goals}.",
            goals="; ".join(phrases.goal(goal.goal) for goal in differing),
        )
    else:
        text = say("Some conditions are the coder's judgement. Without them no answer differs.")
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


def _tally(phrases: Phrases) -> Finding:
    """Count the lines by party."""
    counts = phrases.tally()
    return Finding(
        id="redlines/tally",
        text=say(
            "Lines in the case by party: {tally}. An uneven list is a finding about the coding, "
            "not about the parties.",
            tally=", ".join(f"{name} {count}" for name, count in counts),
        ),
        section="parties",
        front=True,
        order=(TALLY, 0),
        derivation=say("Readings of one line count once; a shared line counts for each owner."),
        rests_on=tuple(
            phrases.line_address(line) for group in phrases.model.groups for line in group.readings
        ),
    )


def _view(phrases: Phrases) -> Iterator[Finding]:
    """Report the lines that a view settles, and flag those that it restricts."""
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
