"""Which stated lines cannot all stand, and with which set aside is something left?

For each goal, and for each combination of readings of the lines:

1. count the outcomes of the goal that no line binds;
2. find the minimal blocking sets: lines that cannot all stand;
3. find the minimal concession sets: lines that would have to be set aside for anything to
   survive, each with its count and the outcome nearest to the status quo;
4. for each line: whether it blocks alone, is idle, or is decisive.

A red line is a stated position and often a bargaining move.  The sets say what conflicts,
not who should yield.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod
from typing import Literal

import numpy as np

from zopa.errors import OptionError
from zopa.factors import Factor
from zopa.factors.counting import Counts, count_outcomes
from zopa.lenses.redlines.grounds import conditions_needed
from zopa.lenses.redlines.masks import MOST_MASKS, GoalMasks, can_be_masked, every_reading, masks_of
from zopa.lenses.redlines.search import Standing, search
from zopa.lenses.redlines.sets import Cube, blocking_sets, concession_sets
from zopa.lenses.redlines.tally import Question, choices_of, count_all, nearest_outcomes
from zopa.lenses.redlines.walking import can_be_walked, count_by_walking
from zopa.messages import say
from zopa.model import LineGroup, Model
from zopa.progress import tell

Engine = Literal["auto", "elimination", "search", "enumeration"]

MOST_READINGS = 512  # combinations of readings that are answered from one table
MOST_SEARCHED = 12  # combinations of readings that are searched one by one


@dataclass(frozen=True)
class Options:
    """What is asked of the lens.

    Attributes
    ----------
    scoped
        Whether lines of scope ``consent`` bind only where an owner must act.
    engine
        ``elimination`` answers from one table, ``search`` set by set, ``enumeration`` by
        looking at every outcome; ``auto`` takes the first that fits.
    most
        The most minimal sets of each kind that a search lists.
    counted
        The most concession sets that a search counts and gives a witness for.
    judged_too
        Whether to ask again without the conditions that are the coder's judgement.
    board
        Whether to count the masks of every goal, for the live board.
    """

    scoped: bool = True
    engine: Engine = "auto"
    most: int = 100
    counted: int = 10
    judged_too: bool = False
    board: bool = False


@dataclass(frozen=True)
class Concession:
    """A minimal concession set: what it opens, and the nearest outcome of that."""

    lines: tuple[int, ...]
    count: int | None
    witness: tuple[int, ...] | None


@dataclass(frozen=True)
class Answer:
    """The answer under one combination of readings.

    Attributes
    ----------
    active
        The line that is active in each group.
    survivors
        Outcomes of the goal that no line binds; ``None`` where some are left and their number
        would take too long to find.
    blocking, concessions
        The minimal sets, by size, then by the lines' order.
    witness
        The surviving outcome nearest to the status quo, if any survives.
    complete
        Whether every minimal set is listed.
    """

    active: tuple[int, ...]
    survivors: int | None
    blocking: tuple[tuple[int, ...], ...]
    concessions: tuple[Concession, ...]
    witness: tuple[int, ...] | None
    complete: bool = True

    @property
    def is_blocked(self) -> bool:
        """Whether no outcome of the goal gets past the lines."""
        return self.survivors == 0


@dataclass(frozen=True)
class LineFacts:
    """What one line does to a goal, under the default readings."""

    line: int
    blocks_alone: bool
    idle: bool
    decisive: bool


@dataclass(frozen=True)
class GoalResult:
    """What the lines do to one goal.

    Attributes
    ----------
    goal
        Goal index.
    count
        Outcomes of the goal, lines left out of account.
    answers
        One for each combination of readings, the default one first.
    lines
        For each active line of the default readings.
    unscoped
        The default answer where every line binds, if lines were scoped before.
    engine
        The engine that answered.
    all_readings
        Whether every combination of readings is answered.
    needed
        For each blocking set the conditions that it rests on; empty after a search, whose
        sets may rest on any.
    """

    goal: int
    count: int
    answers: tuple[Answer, ...]
    lines: tuple[LineFacts, ...]
    unscoped: Answer | None
    engine: str
    all_readings: bool
    needed: Mapping[tuple[int, ...], tuple[int, ...]]

    @property
    def default(self) -> Answer:
        """The answer under the default readings."""
        return self.answers[0]

    @property
    def is_complete(self) -> bool:
        """Whether every minimal set of every answer is listed."""
        return all(answer.complete for answer in self.answers)

    @property
    def blocking_lines(self) -> tuple[int, ...]:
        """The lines of the blocking sets of every answer."""
        sets = (found for answer in self.answers for found in answer.blocking)
        return tuple(sorted({line for found in sets for line in found}))


@dataclass(frozen=True)
class RedlinesResult:
    """The lens's result: sizes of the space, and one result a goal."""

    raw: int
    feasible: int
    goals: tuple[GoalResult, ...]
    options: Options
    without_judged: tuple[GoalResult, ...] | None = None
    masks: tuple[GoalMasks, ...] | None = None


def analyse(model: Model, options: Options) -> RedlinesResult:
    """Ask every goal of the model.

    Where ``options.judged_too`` is set, each goal is asked again without the conditions
    that are the coder's judgement.
    """
    feasible = int(count_outcomes(model.space))
    goals = tuple(_ask_all(model, options, say("Goals")))
    without = None
    kept = tuple(condition for condition in model.conditions if not condition.is_judged)
    if options.judged_too and len(kept) < len(model.conditions):
        fewer = replace(model, conditions=kept)
        without = tuple(_ask_all(fewer, options, say("Goals, without judged conditions")))
    masks = _masks(model, goals, options) if options.board else None
    return RedlinesResult(model.raw, feasible, goals, options, without, masks)


def _masks(
    model: Model, goals: Sequence[GoalResult], options: Options
) -> tuple[GoalMasks, ...] | None:
    """Count the masks of every goal; ``None`` where there are too many lines or masks."""
    questions = [every_reading(model, goal.goal, options.scoped) for goal in goals]
    if not all(can_be_masked(question) for question in questions):
        return None
    found = []
    for question, goal in zip(questions, goals, strict=True):
        told = [
            outcome
            for answer in goal.answers
            for outcome in (answer.witness, *(set_.witness for set_ in answer.concessions))
            if outcome is not None
        ]
        found.append(masks_of(question, told))
        if sum(len(goal_masks.masks) for goal_masks in found) > MOST_MASKS:
            return None
    return tuple(found)


def _ask_all(model: Model, options: Options, what: str) -> Iterator[GoalResult]:
    for goal, factors in enumerate(model.goals):
        tell(what, goal, len(model.goals))
        yield _ask(model, goal, factors, options)
    tell(what, len(model.goals), len(model.goals))


def _ask(model: Model, goal: int, factors: tuple[Factor, ...], options: Options) -> GoalResult:
    groups = model.in_play
    question = Question(model, factors, choices_of(groups), options.scoped)
    total = prod(len(group.readings) for group in groups)
    engine = _choose_engine(question, total) if options.engine == "auto" else options.engine
    if engine == "search":
        return _ask_by_search(question, goal, groups, options)
    if total > MOST_READINGS:
        raise OptionError(
            f"The readings of the lines combine in {total:,} ways (the limit of the engine "
            f"{engine} is {MOST_READINGS:,}).",
            "Settle some of them with --reading, or leave the choice to --engine auto.",
        )
    counts = _table(question, engine)
    answers = tuple(_answers(question, groups, counts))
    unscoped = None
    if options.scoped:
        other = Question(model, factors, choices_of(groups), scoped=False)
        unscoped = next(_answers(other, groups, _table(other, engine)))
    return GoalResult(
        goal=goal,
        count=int(counts[_all_aside(question)]),
        answers=answers,
        lines=_line_facts(question, groups, counts),
        unscoped=unscoped,
        engine=engine,
        all_readings=True,
        needed={
            lines: conditions_needed(model, factors, lines, options.scoped)
            for lines in sorted({found for answer in answers for found in answer.blocking})
        },
    )


def _choose_engine(question: Question, readings: int) -> str:
    """Take the first engine that answers everything, else the one that finds sets."""
    if readings <= MOST_READINGS:
        if question.fits:
            return "elimination"
        if can_be_walked(question):
            return "enumeration"
    return "search"


def _table(question: Question, engine: str) -> Counts:
    return count_by_walking(question) if engine == "enumeration" else count_all(question)


def _all_aside(question: Question) -> tuple[int, ...]:
    return tuple(length - 1 for length in question.shape)


def _combinations(groups: Sequence[LineGroup]) -> Iterator[tuple[int, ...]]:
    """Go through the combinations of active lines.

    First the default one, then those that differ from it in one line, so that a search that
    asks only some of them has asked each reading, then the others.
    """
    ranked = [
        (group.default, *(line for line in group.readings if line != group.default))
        for group in groups
    ]
    default = tuple(lines[0] for lines in ranked)
    near = {
        (*default[:place], line, *default[place + 1 :]): None
        for place, lines in enumerate(ranked)
        for line in lines[1:]
    }
    yield default
    yield from near
    yield from (active for active in product(*ranked) if active != default and active not in near)


def _answers(question: Question, groups: Sequence[LineGroup], counts: Counts) -> Iterator[Answer]:
    for active in _combinations(groups):
        places = [
            (group.readings.index(line), len(group.readings))
            for group, line in zip(groups, active, strict=True)
        ]
        cube = counts[np.ix_(*places)] if places else counts
        survives: Cube = np.asarray(cube > 0, dtype=np.bool_)
        conceded = [s for s in concession_sets(survives) if s]
        wanted = [tuple(_choice(places, ()))] if survives.flat[0] else []
        wanted += [tuple(_choice(places, found)) for found in conceded]
        nearest = nearest_outcomes(question, wanted)
        yield Answer(
            active=active,
            survivors=int(cube.flat[0]),
            blocking=tuple(
                tuple(active[place] for place in found) for found in blocking_sets(survives)
            ),
            concessions=tuple(
                Concession(
                    tuple(active[place] for place in found),
                    int(cube[tuple(int(place in found) for place in range(len(places)))]),
                    nearest[number + len(wanted) - len(conceded)],
                )
                for number, found in enumerate(conceded)
            ),
            witness=nearest[0] if survives.flat[0] else None,
        )


def _choice(places: Sequence[tuple[int, int]], aside: tuple[int, ...]) -> Iterator[int]:
    for number, (active, set_aside) in enumerate(places):
        yield set_aside if number in aside else active


def _line_facts(
    question: Question, groups: Sequence[LineGroup], counts: Counts
) -> tuple[LineFacts, ...]:
    """Read off what each line does alone, and what setting it aside alone does."""
    default = tuple(group.readings.index(group.default) for group in groups)
    aside = _all_aside(question)
    facts = []
    for place, group in enumerate(groups):
        alone = counts[(*aside[:place], default[place], *aside[place + 1 :])]
        without = counts[(*default[:place], aside[place], *default[place + 1 :])]
        facts.append(
            LineFacts(
                line=group.default,
                blocks_alone=bool(alone == 0 < counts[aside]),
                idle=bool(alone == counts[aside]),
                decisive=bool(counts[default] == 0 < without),
            )
        )
    return tuple(facts)


def _ask_by_search(
    question: Question, goal: int, groups: Sequence[LineGroup], options: Options
) -> GoalResult:
    model, factors = question.model, question.goal
    total = prod(len(group.readings) for group in groups)
    asked = list(islice(_combinations(groups), MOST_SEARCHED))
    answers = []
    for number, active in enumerate(asked):
        tell(say("Combinations of readings"), number, len(asked))
        answers.append(_search(Standing(model, factors, active, options.scoped), options))
    tell(say("Combinations of readings"), len(asked), len(asked))
    default = Standing(model, factors, answers[0].active, options.scoped)
    unscoped = None
    if options.scoped:
        unscoped = _search(Standing(model, factors, answers[0].active, False), options)
    return GoalResult(
        goal=goal,
        count=default.count(()),
        answers=tuple(answers),
        lines=tuple(_searched_facts(default)),
        unscoped=unscoped,
        engine="search",
        all_readings=total <= MOST_SEARCHED,
        needed={},
    )


def _search(standing: Standing, options: Options) -> Answer:
    found = search(standing, options.most)
    blocked = not standing.survives(standing.lines)
    concessions = []
    for number, aside in enumerate(s for s in found.concessions if s):
        active = [line for line in standing.lines if line not in aside]
        asked = number < options.counted
        concessions.append(
            Concession(
                aside,
                standing.count(active) if asked and standing.can_count(active) else None,
                standing.nearest(active) if asked else None,
            )
        )
    survivors: int | None = 0
    if not blocked:
        lines = standing.lines
        survivors = standing.count(lines) if standing.can_count(lines) else None
    return Answer(
        active=standing.lines,
        survivors=survivors,
        blocking=found.blocking,
        concessions=tuple(concessions),
        witness=None if blocked else standing.nearest(standing.lines),
        complete=found.complete,
    )


def _searched_facts(standing: Standing) -> Iterator[LineFacts]:
    lines = standing.lines
    blocked = not standing.survives(lines)
    possible = standing.survives(())
    whole = standing.count(())
    for line in lines:
        others = [other for other in lines if other != line]
        yield LineFacts(
            line=line,
            blocks_alone=possible and not standing.survives([line]),
            idle=standing.count([line]) == whole,
            decisive=blocked and standing.survives(others),
        )
