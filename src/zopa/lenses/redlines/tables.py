"""The tables of the annex: the lines, what each does, the readings, the concession sets."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

from zopa.findings import Table
from zopa.lens import Assessment
from zopa.lenses.redlines.across import names_of
from zopa.lenses.redlines.analyse import Answer, GoalResult, LineFacts, RedlinesResult
from zopa.lenses.redlines.phrases import Phrases
from zopa.messages import grouped, listing, say, series
from zopa.model.sentences import date_in_words, demand_in_words, party_names


def tables(assessment: Assessment, result: RedlinesResult) -> tuple[Table, ...]:
    """Return every table of the lens."""
    phrases = Phrases(assessment)
    made = [_board(phrases, result.options.scoped)]
    if result.goals:
        made += [_facts(result, phrases), _readings(result, phrases), _concessions(result, phrases)]
    return tuple(made)


def _board(phrases: Phrases, scoped: bool) -> Table:
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
            say("What it says"),
            say("How it was put"),
            say("Stated"),
            say("Basis"),
            say("Counts"),
        ),
        rows=tuple(
            (
                row.id,
                party_names(row, phrases.words),
                demand_in_words(row, phrases.words),
                say(", ").join((say(row.strength), say(row.status))),
                date_in_words(row.stated_at),
                say(row.basis or "not given"),
                say("yes") if row.id in counting else say("no"),
            )
            for row in rows
        ),
        caption=" ".join(_how_to_read(rows, scoped)),
        rows_rest_on=tuple((f"red_lines/{row.id}",) for row in rows),
    )


def _how_to_read(rows: Sequence[Any], scoped: bool) -> Iterator[str]:
    """Say what the lines of the table are, which of them count, and whom they bind."""
    yield say(
        "A red line is a stated position and often a bargaining move, not a truth. Hints "
        "and withdrawn lines do not count. Lines not yet stated on the as-of date are left out."
    )
    always = [row.id for row in rows if row.scope == "always" or not scoped]
    others = len(always) < len(rows)
    if len(always) == 1 and others:
        yield say(
            "{line} binds every outcome, any other line only those that one of its owners must "
            "act for.",
            line=always[0],
        )
    elif always and others:
        yield say(
            "{lines} bind every outcome, any other line only those that one of its owners must "
            "act for.",
            lines=listing(always),
        )
    elif always:
        yield say("Every line binds every outcome.")
    else:
        yield say("A line binds only outcomes that one of its owners must act for.")


def _facts(result: RedlinesResult, phrases: Phrases) -> Table:
    """Show what each line does to each goal."""
    facts = [
        (found.line, cells)
        for place, found in enumerate(result.goals[0].lines)
        if any(cells := [_fact(goal.lines[place]) for goal in result.goals])
    ]
    return Table(
        id="redlines/facts",
        title=say("What each line does to each goal, under the default readings"),
        section="lines",
        columns=(say("Line"), *(phrases.goal(goal.goal) for goal in result.goals)),
        rows=tuple(
            (phrases.line_id(line), *(cell or "–" for cell in cells)) for line, cells in facts
        ),
        caption=say(
            "Blocks alone: with this line alone nothing survives. Decisive: nothing survives "
            "with it, something without it. Idle: no outcome of the goal violates it. A line for "
            "which none of this holds with any goal is left out."
        ),
        rows_rest_on=tuple((phrases.line_address(line),) for line, _ in facts),
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
    alike = [(goal, answers) for goal in result.goals for answers in _alike(goal, phrases)]
    rows = [
        (
            phrases.goal(goal.goal),
            _read(goal, answers, phrases),
            _count(answers[0].survivors),
            series(
                listing(phrases.ordered(names))
                for names in sorted(names_of(answers[0], phrases), key=phrases.in_order)
            ),
        )
        for goal, answers in alike
    ]
    grounds = [
        (
            *phrases.goal_address(goal.goal),
            *dict.fromkeys(
                phrases.line_address(line)
                for answer in answers
                for line in _spoken_of(answer, phrases)
            ),
        )
        for goal, answers in alike
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


def _alike(goal: GoalResult, phrases: Phrases) -> Iterable[list[Answer]]:
    """Gather the answers to a goal that are the same in number and in sets of lines by name."""
    gathered: dict[Hashable, list[Answer]] = {}
    for answer in goal.answers:
        same = (answer.survivors, frozenset(names_of(answer, phrases)))
        gathered.setdefault(same, []).append(answer)
    return gathered.values()


def _read(goal: GoalResult, answers: Sequence[Answer], phrases: Phrases) -> str:
    """Name the combinations of readings that give an answer."""
    if len(goal.answers) == 1:
        return listing(list(phrases.choice(answers[0]).values())) or say("only one")
    if len(answers) == len(goal.answers):
        return say("every one that was asked")
    return series(listing(list(phrases.choice(answer).values())) for answer in answers)


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
