"""What the red-lines lens says, by the rules of what a brief may say.

The first pages state what holds under every reading of the lines, and otherwise on which
line's reading it depends.  They show lines that cannot all stand, never who should
concede; they hold no count and no witness, which depend on how finely issues are cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zopa.findings import Finding
from zopa.lens import Assessment
from zopa.lenses.redlines.across import deciding_readings, names_of, sets_under_all
from zopa.lenses.redlines.analyse import GoalResult, RedlinesResult
from zopa.lenses.redlines.circumstances import circumstances
from zopa.lenses.redlines.law import legal_considerations
from zopa.lenses.redlines.phrases import VERDICT, Phrases
from zopa.messages import grouped, listing, say, series


def statements(assessment: Assessment, result: RedlinesResult) -> tuple[Finding, ...]:
    """Return every statement of the lens."""
    phrases = Phrases(assessment)
    found: list[Finding] = []
    for number, goal in enumerate(result.goals):
        without = result.without_judged[number] if result.without_judged else None
        found.append(_verdict(goal, without, phrases))
        found.extend(_blocking(goal, phrases))
        found.extend(_concessions(goal, phrases))
        found.extend(_open(goal, phrases))
    if result.goals:
        found.extend(legal_considerations(result, phrases))
    found.extend(circumstances(result, phrases))
    return tuple(found)


def _verdict(goal: GoalResult, without: GoalResult | None, phrases: Phrases) -> Finding:
    """Say whether any outcome of the goal meets every stated line."""
    blocked = [answer.is_blocked for answer in goal.answers]
    fields = {"goal": phrases.goal(goal.goal), "the_lines": phrases.the_lines()}
    points: list[str] = []
    again: list[str] = []
    depends: list[str] = []
    lead = ""
    asked = True
    if goal.count == 0:
        asked = False
        text = _ruled_out(goal, phrases)
    elif not phrases.model.in_play:
        asked = False
        text = say("No line counts here, so none speaks against {goal}.", **fields)
    elif all(blocked):
        text = say("No outcome with {goal} gets past {the_lines}.", **fields)
        lead = say("No outcome with any of the following gets past {the_lines}.", **fields)
        told, depends = _blocked_points(goal, phrases)
        points, again = [point for point, _ in told], [point for _, point in told]
    elif not any(blocked):
        text = say("Some outcomes with {goal} get past {the_lines}.", **fields)
        lead = say("Some outcomes with each of the following get past {the_lines}.", **fields)
    else:
        depends = deciding_readings(goal, phrases, lambda answer: answer.is_blocked)
        text = say(
            "Whether any outcome with {goal} gets past {the_lines} depends on how {lines} is read.",
            lines=listing(depends),
            **fields,
        )
        points = _split_points(goal, phrases, depends)
    if asked and not goal.all_readings:
        partly = say(
            "Only {number} combinations of readings were asked; another may give another answer.",
            number=len(goal.answers),
        )
        text, lead = f"{text} {partly}", ""
    elif asked and phrases.several_readings and len(set(blocked)) == 1:
        holds = say(
            "This holds under every reading that the case gives of {lines}.",
            lines=listing(phrases.several_readings),
        )
        text, lead = f"{text} {holds}", f"{lead} {holds}"
    if asked and not all(blocked):
        points.extend(_open_points(goal, phrases))
    points.extend(_without_judged_point(goal, without))
    points.extend(_held_point(goal, phrases))
    return Finding(
        id=phrases.id(goal.goal, "verdict"),
        text=text,
        section="answers",
        front=True,
        order=(VERDICT, goal.goal),
        lead=lead,
        item=fields["goal"],
        points_again=(*again, *points[len(again) :]),
        derivation=say(
            "Counted exactly over all outcomes that satisfy the conditions of the case, for "
            "each combination of readings that was asked (engine: {engine}). An outcome gets "
            "past the lines if it breaks none that binds it.",
            engine=say(goal.engine),
        ),
        rests_on=_rests_on(goal, phrases),
        depends_on=tuple(depends),
        points=tuple(points),
    )


def _ruled_out(goal: GoalResult, phrases: Phrases) -> str:
    """Say what leaves a goal without any outcome, whatever the lines."""
    name = phrases.goal(goal.goal)
    needed = goal.needed.get(())
    view = phrases.model.view
    if needed == () and view:
        return say("The values that the view holds rule out every outcome with {goal}.", goal=name)
    if needed == ():
        return say("The goal contradicts itself: there is no outcome with {goal}.", goal=name)
    if needed is None:
        return say("The conditions of the case rule out every outcome with {goal}.", goal=name)
    conditions = listing([phrases.condition_id(condition) for condition in needed])
    if view:
        return say(
            "With the values that the view holds, every outcome with {goal} is ruled out by the "
            "conditions {conditions}.",
            goal=name,
            conditions=conditions,
        )
    return say(
        "Every outcome with {goal} is ruled out by the conditions {conditions}.",
        goal=name,
        conditions=conditions,
    )


def _open_points(goal: GoalResult, phrases: Phrases) -> Iterator[str]:
    """Say what an open answer leaves aside: lines that bind nobody here, lines of the view."""
    if goal.unscoped is not None and goal.unscoped.is_blocked:
        yield say(
            "Every outcome that gets past breaks a line that does not bind it: none of the line's "
            "owners must act for it."
        )
    broken = phrases.broken_as_held()
    if broken:
        yield say(
            "The values that the view holds break lines that are not asked here: {lines}.",
            lines=listing([phrases.line_id(line) for line in broken]),
        )


def _without_judged_point(goal: GoalResult, without: GoalResult | None) -> Iterator[str]:
    """Say where the answer would turn without conditions that are the coder's judgement."""
    if without is None:
        return
    before = goal.default.is_blocked
    after = without.default.is_blocked
    if before and not after:
        yield say(
            "Without the conditions that are the coder's judgement some outcomes would get past "
            "the lines."
        )
    elif after and not before:
        yield say(
            "Without the conditions that are the coder's judgement no outcome would get past "
            "the lines."
        )


def _held_point(goal: GoalResult, phrases: Phrases) -> Iterator[str]:
    """Say which of the lines that block are judged with issues that the view holds."""
    lines = phrases.model.lines
    held = [phrases.line_id(line) for line in goal.blocking_lines if lines[line].restricted]
    if held:
        yield say(
            "In this view some issues that {lines} speaks of are held as they are: on the whole "
            "case the answer may differ.",
            lines=listing(held),
        )


def _blocked_points(goal: GoalResult, phrases: Phrases) -> tuple[list[tuple[str, str]], list[str]]:
    """List the sets that hold under every reading, and say on what the others depend.

    Returns
    -------
    The points, each with what stands for it where it has just been made, and the names of the
    lines on whose reading the other sets depend.
    """
    common = sets_under_all(goal, phrases)
    points = [
        (phrases.cannot_stand(found), phrases.cannot_stand_again(found))
        for found in common
        if not phrases.legal(found)
    ]
    if points and any(phrases.legal(found) for found in common):
        too = say(
            "Sets in which a line touches the Charter, jus cogens or a constitution block it, "
            "too; they are set out apart."
        )
        points.append((too, too))
    elif common and not points:
        told = series(phrases.cannot_stand_by_name(found, owned=True) for found in common)
        again = series(map(phrases.cannot_stand_by_name, common))
        points.append((say("{sets}.", sets=told), say("{sets} here, too.", sets=again)))
        law = say(
            "This touches the Charter, jus cogens or a constitution; what each line says is set "
            "out apart."
        )
        points.append((law, ""))
    depends = []
    if goal.is_complete:
        depends = deciding_readings(
            goal, phrases, lambda answer: frozenset(names_of(answer, phrases))
        )
    if depends:
        read = (
            say(
                "Which further lines block it depends on how {lines} is read.",
                lines=listing(depends),
            )
            if common
            else say("Which lines block it depends on how {lines} is read.", lines=listing(depends))
        )
        points.append((read, read))
    if not goal.is_complete:
        more = say("There may be more such sets than the search lists.")
        points.append((more, more))
    return points, depends


def _split_points(goal: GoalResult, phrases: Phrases, depends: Sequence[str]) -> list[str]:
    """Say under which readings nothing survives, and under which something does."""
    seen: dict[tuple[str, ...], set[bool]] = {}
    for answer in goal.answers:
        chosen = tuple(
            phrases.line_id(line) for line in answer.active if phrases.group(line) in depends
        )
        seen.setdefault(chosen, set()).add(answer.is_blocked)
    points = []
    for chosen, verdicts in seen.items():
        read = listing(list(chosen))
        if verdicts == {True}:
            points.append(say("Read as {lines}: none gets past them.", lines=read))
        elif verdicts == {False}:
            points.append(say("Read as {lines}: some get past them.", lines=read))
    return points


def _rests_on(goal: GoalResult, phrases: Phrases) -> tuple[str, ...]:
    """Return the goal, the lines of its blocking sets, and the conditions these rest on."""
    lines: Iterable[int] = goal.blocking_lines
    if not lines and goal.count:
        lines = sorted({line for answer in goal.answers for line in answer.active})
    return (
        *phrases.goal_address(goal.goal),
        *(phrases.line_address(line) for line in lines),
        *phrases.condition_addresses(goal),
    )


def _follows_from(needed: Sequence[int] | None, phrases: Phrases) -> str:
    """Say on which conditions a blocking set rests, beside its lines and the goal."""
    if needed is None:
        return say("It follows from the lines, the goal and the conditions of the case.")
    if not needed:
        return say("It follows from the lines and the goal alone.")
    return say(
        "It follows from the lines, the goal and these conditions: {conditions}.",
        conditions=listing([phrases.condition_id(condition) for condition in needed]),
    )


def _blocks(goal: GoalResult, found: Sequence[int], phrases: Phrases) -> str:
    """Say of a set of lines, by their ids, that it blocks a goal."""
    fields = {
        "goal": phrases.goal(goal.goal),
        "lines": listing([phrases.line_id(line) for line in found]),
    }
    if len(found) == 1:
        return say("With {goal}, {lines} alone blocks it.", **fields)
    if len(found) == 2:
        return say("With {goal}, these lines cannot both stand: {lines}.", **fields)
    return say("With {goal}, these lines cannot all stand: {lines}.", **fields)


def _blocking(goal: GoalResult, phrases: Phrases) -> Iterator[Finding]:
    """State every blocking set of every combination of readings once."""
    for found in sorted(
        {s for answer in goal.answers for s in answer.blocking}, key=lambda s: (len(s), s)
    ):
        if not found:  # nothing satisfies conditions and goal, whatever the lines
            continue
        needed = goal.needed.get(found)
        yield Finding(
            id=phrases.id(goal.goal, "blocking", found),
            text=_blocks(goal, found, phrases),
            section="sets",
            lead=say("With {goal}, each of these blocks it:", goal=phrases.goal(goal.goal)),
            item=listing([phrases.line_id(line) for line in found]),
            points_again=("",) * len(found),
            derivation=_follows_from(needed, phrases),
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
    several = phrases.several_readings
    for found in goal.default.concessions:
        fields = {
            "lines": listing([phrases.line_id(line) for line in found.lines]),
            "goal": phrases.goal(goal.goal),
        }
        if several:
            text = say(
                "Under the default readings of {several}: with {lines} set aside, some outcomes "
                "with {goal} get past the others.",
                several=listing(several),
                **fields,
            )
            lead = say(
                "Under the default readings of {several}, some outcomes with {goal} get past the "
                "other lines with one of these sets set aside:",
                several=listing(several),
                **fields,
            )
        else:
            text = say(
                "With {lines} set aside, some outcomes with {goal} get past the others.", **fields
            )
            lead = say(
                "Some outcomes with {goal} get past the other lines with one of these sets set "
                "aside:",
                **fields,
            )
        points = []
        if found.count is not None:
            points.append(_outcomes(found.count))
        if found.witness is not None:
            points.append(_nearest(found.witness, phrases))
        yield Finding(
            id=phrases.id(goal.goal, "concession", found.lines),
            text=text,
            section="sets",
            lead=lead,
            item=fields["lines"],
            derivation=say(
                "A minimal set: with fewer of these lines set aside nothing survives. It says "
                "what conflicts, not who should yield."
            ),
            rests_on=(
                *phrases.goal_address(goal.goal),
                *(phrases.line_address(line) for line in found.lines),
            ),
            depends_on=tuple(several),
            points=tuple(points),
        )


def _outcomes(count: int) -> str:
    return say("Outcomes left, as the issues are cut here: {count}.", count=grouped(count))


def _nearest(outcome: Sequence[int], phrases: Phrases) -> str:
    told = phrases.outcome(outcome)
    return say("The one nearest to the status quo: {outcome}.", outcome=told)


def _open(goal: GoalResult, phrases: Phrases) -> Iterator[Finding]:
    """Show what the lines leave open under the default readings: how much, and the nearest."""
    answer = goal.default
    if answer.witness is None or not phrases.model.in_play:
        return
    yield Finding(
        id=phrases.id(goal.goal, "open"),
        text=say(
            "Under the default readings some outcomes with {goal} get past every line.",
            goal=phrases.goal(goal.goal),
        )
        if phrases.several_readings
        else say("Some outcomes with {goal} get past every line.", goal=phrases.goal(goal.goal)),
        section="sets",
        derivation=say(
            "That an outcome gets past the lines says that nobody who must act has spoken against "
            "it, not that "
            "anybody wants it, or that it would last."
        ),
        rests_on=(
            *phrases.goal_address(goal.goal),
            *(phrases.line_address(line) for line in answer.active),
        ),
        depends_on=tuple(phrases.several_readings),
        points=(
            *([] if answer.survivors is None else [_outcomes(answer.survivors)]),
            _nearest(answer.witness, phrases),
        ),
    )
