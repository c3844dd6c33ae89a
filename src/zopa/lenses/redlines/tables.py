"""The tables of the annex: the lines, what each does, the readings, the concession sets."""

from __future__ import annotations

from zopa.findings import Table
from zopa.lens import Assessment
from zopa.lenses.redlines.analyse import Answer, GoalResult, LineFacts, RedlinesResult
from zopa.lenses.redlines.phrases import Phrases
from zopa.messages import grouped, listing, say, series
from zopa.model.sentences import date_in_words, line_in_words, party_names


def tables(assessment: Assessment, result: RedlinesResult) -> tuple[Table, ...]:
    """Return every table of the lens."""
    phrases = Phrases(assessment)
    made = [_board(phrases)]
    if result.goals:
        made += [_facts(result, phrases), _readings(result, phrases), _concessions(result, phrases)]
    return tuple(made)


def _board(phrases: Phrases) -> Table:
    """List every line of the case, those outside the default set too."""
    counting = set(phrases.words.lines)
    ledger = phrases.assessment.ledger
    rows = [row for row in phrases.assessment.case.red_lines if ledger.sees_line(row)]
    return Table(
        id="redlines/lines",
        title=say("Red lines as they were stated"),
        section="lines",
        columns=(
            say("Line"),
            say("Whose"),
            say("Requires"),
            say("Strength"),
            say("Status"),
            say("Stated"),
            say("Basis"),
            say("Binds"),
            say("Counts"),
        ),
        rows=tuple(
            (
                row.id,
                party_names(row, phrases.words),
                line_in_words(row, phrases.words),
                say(row.strength),
                say(row.status),
                date_in_words(row.stated_at),
                say(row.basis or "not given"),
                say("always") if row.scope == "always" else say("where an owner must act"),
                say("yes") if row.id in counting else say("no"),
            )
            for row in rows
        ),
        caption=say(
            "A red line is a stated position and often a bargaining move, not a truth. Hints "
            "and withdrawn lines do not count. Lines not yet stated on the as-of date are left out."
        ),
        rows_rest_on=tuple((f"red_lines/{row.id}",) for row in rows),
    )


def _facts(result: RedlinesResult, phrases: Phrases) -> Table:
    """Show what each line does to each goal."""
    lines = [facts.line for facts in result.goals[0].lines]
    return Table(
        id="redlines/facts",
        title=say("What each line does to each goal, under the default readings"),
        section="lines",
        columns=(say("Line"), *(phrases.goal(goal.goal) for goal in result.goals)),
        rows=tuple(
            (phrases.line_id(line), *(_fact(goal.lines[place]) for goal in result.goals))
            for place, line in enumerate(lines)
        ),
        caption=say(
            "Blocks alone: with this line alone nothing survives. Decisive: nothing survives "
            "with it, something without it. Idle: no outcome of the goal violates it."
        ),
        rows_rest_on=tuple((phrases.line_address(line),) for line in lines),
    )


def _fact(facts: LineFacts) -> str:
    found = []
    if facts.blocks_alone:
        found.append(say("blocks alone"))
    if facts.decisive:
        found.append(say("decisive"))
    if facts.idle:
        found.append(say("idle"))
    return say(", ").join(found)


def _readings(result: RedlinesResult, phrases: Phrases) -> Table:
    """Show every goal under every combination of readings."""
    rows = [
        (
            phrases.goal(goal.goal),
            _read(answer, phrases),
            _count(answer.survivors),
            series(phrases.set_ids(found) for found in answer.blocking),
        )
        for goal in result.goals
        for answer in goal.answers
    ]
    grounds = [
        (
            *phrases.goal_address(goal.goal),
            *(phrases.line_address(line) for line in _spoken_of(answer, phrases)),
        )
        for goal in result.goals
        for answer in goal.answers
    ]
    return Table(
        id="redlines/readings",
        title=say("Each goal under each combination of readings"),
        section="sets",
        columns=(say("Goal"), say("Readings"), say("Outcomes left"), say("Cannot all stand")),
        rows=tuple(rows),
        numeric=frozenset({2}),
        caption=counting_caution(),
        rows_rest_on=tuple(grounds),
    )


def _spoken_of(answer: Answer, phrases: Phrases) -> list[int]:
    """Return the lines that block, and the readings that were chosen."""
    blocking = {line for found in answer.blocking for line in found}
    chosen = {line for line in answer.active if phrases.readings_in([line])}
    return sorted(blocking | chosen)


def counting_caution() -> str:
    """Return the sentence that goes with every count."""
    return say(
        "Counts and witnesses depend on how finely the issues are cut; they are never used to "
        "sort or to compare."
    )


def _count(outcomes: int | None) -> str:
    return say("not counted") if outcomes is None else grouped(outcomes)


def _read(answer: Answer, phrases: Phrases) -> str:
    return listing(list(phrases.choice(answer).values())) or say("only one")


def _concessions(result: RedlinesResult, phrases: Phrases) -> Table:
    """Show the concession sets of every goal, by size, then by line."""
    rows = [row for goal in result.goals for row in _concession_rows(goal, phrases)]
    return Table(
        id="redlines/concessions",
        title=say("Sets of lines with which set aside something survives"),
        section="sets",
        columns=(say("Goal"), say("Set aside"), say("Outcomes left"), say("Nearest outcome")),
        rows=tuple(rows),
        numeric=frozenset({2}),
        in_brief=False,  # the statements of the sets say the same
        caption=say(
            "{caution} The sets say what conflicts, not who should yield.",
            caution=counting_caution(),
        ),
        rows_rest_on=tuple(
            (
                *phrases.goal_address(goal.goal),
                *(phrases.line_address(line) for line in found.lines),
            )
            for goal in result.goals
            for found in goal.default.concessions
        ),
    )


def _concession_rows(goal: GoalResult, phrases: Phrases) -> list[tuple[str, str, str, str]]:
    return [
        (
            phrases.goal(goal.goal),
            phrases.set_ids(found.lines),
            _count(found.count),
            "" if found.witness is None else phrases.outcome(found.witness),
        )
        for found in goal.default.concessions
    ]
