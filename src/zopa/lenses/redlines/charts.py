"""The lens's pictures: lines by party, and which lines conflict with which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.findings import Bars, BlockingMatrix, Chart, MatrixPanel, MatrixRow, MatrixSet
from zopa.lens import Assessment
from zopa.lenses.redlines.across import Named, names_of, sets_under_all
from zopa.lenses.redlines.analyse import GoalResult, RedlinesResult
from zopa.lenses.redlines.phrases import Phrases
from zopa.messages import listing, say, say_count, series
from zopa.model.sentences import demand_in_words, party_names

MOST_SETS = 24  # sets of one goal that are drawn; the table of readings holds all


def charts(assessment: Assessment, result: RedlinesResult) -> tuple[Chart, ...]:
    """Return the pictures that the result has something for."""
    phrases = Phrases(assessment)
    made: list[Chart] = []
    if result.goals and phrases.model.groups:
        made.extend(_matrix(result, phrases))
        made.append(_bars(phrases))
    return tuple(made)


def _bars(phrases: Phrases) -> Bars:
    return Bars(
        id="redlines/lines-by-party",
        title=say("Red lines by party"),
        section="parties",
        description=say(
            "One bar a party, as long as the number of its lines that count: {tally}.",
            tally=phrases.tally_in_words(),
        ),
        heads=(say("Party"), say("Lines")),
        bars=tuple(phrases.tally()),
        caption=say(
            "Readings of one line count once; a shared line counts for each owner. An uneven list "
            "is a finding about the coding, not about the parties."
        ),
    )


def _matrix(result: RedlinesResult, phrases: Phrases) -> list[BlockingMatrix]:
    """Draw the blocking sets of every goal; nothing where no goal is blocked."""
    found = {goal.goal: _sets(goal, phrases) for goal in result.goals}
    shown = {goal: sets[:MOST_SETS] for goal, sets in found.items() if sets}
    if not shown:
        return []
    named = {name for sets in shown.values() for members, _ in sets for name in members}
    groups = _by_party(phrases.ordered(named), phrases)
    places = {name: place for place, name in enumerate(groups)}
    panels = tuple(
        MatrixPanel(
            title=phrases.goal(goal),
            sets=tuple(
                MatrixSet(
                    members=tuple(sorted(places[name] for name in members)),
                    always=always,
                    law=phrases.legal(members),
                )
                for members, always in sets
            ),
        )
        for goal, sets in shown.items()
    )
    return [
        BlockingMatrix(
            id="redlines/blocking-matrix",
            title=say("Which lines cannot all stand"),
            section="sets",
            description=_description(shown, phrases),
            rows=tuple(_row(name, phrases) for name in groups),
            panels=panels,
            caption=" ".join(_caption(result.goals, found, groups, phrases)),
        )
    ]


def _by_party(names: Sequence[str], phrases: Phrases) -> list[str]:
    """Order lines by owner: single parties in the parties' order, then those who share."""

    def owners(name: str) -> tuple[bool, list[int]]:
        bits = phrases.model.lines[phrases.lines_of([name])[0]].owners
        return bits.bit_count() > 1, [n for n in range(bits.bit_length()) if bits >> n & 1]

    return sorted(names, key=owners)


def _sets(goal: GoalResult, phrases: Phrases) -> list[tuple[Named, bool]]:
    """Return the blocking sets of a goal by name, and whether each holds under every reading.

    Sets of lines alone come first, those that touch the law apart after them.
    """
    if not goal.count:
        return []
    always = set(sets_under_all(goal, phrases)) if goal.all_readings else set()
    met = set().union(*(names_of(answer, phrases) for answer in goal.answers))
    ranked = sorted(
        (members for members in met if members),
        key=lambda members: (phrases.legal(members), len(members), phrases.in_order(members)),
    )
    return [(members, members in always) for members in ranked]


def _row(name: str, phrases: Phrases) -> MatrixRow:
    row = phrases.rows[phrases.line_id(phrases.lines_of([name])[0])]
    return MatrixRow(name, party_names(row, phrases.words), demand_in_words(row, phrases.words))


def _description(shown: dict[int, list[tuple[Named, bool]]], phrases: Phrases) -> str:
    """Tell the picture in words."""
    told = [
        say(
            "With {goal}: {sets}.",
            goal=phrases.goal(goal),
            sets=series(listing(phrases.ordered(members)) for members, _ in sets),
        )
        for goal, sets in shown.items()
    ]
    lead = say("Lines as rows, and each set of lines that cannot all stand as a column of dots.")
    return " ".join([lead, *told])


def _caption(
    goals: Sequence[GoalResult],
    found: dict[int, list[tuple[Named, bool]]],
    drawn: Sequence[str],
    phrases: Phrases,
) -> Iterator[str]:
    """Say how to read the picture, and what is not in it."""
    yield say(
        "Each column is a set of lines that cannot all stand if the goal above it is to be "
        "reached; its dots are joined. It says what conflicts, not who should yield."
    )
    if any(not always for sets in found.values() for _, always in sets):
        yield say("Hollow dots: the set depends on how a line is read.")
    if any(phrases.legal(members) for sets in found.values() for members, _ in sets):
        yield say("§: a line of the set touches the Charter, jus cogens or a constitution.")
    others = [group.name for group in phrases.model.groups if group.name not in drawn]
    if others:
        yield say("Lines that are in no such set: {lines}.", lines=listing(others))
    free = [phrases.goal(goal.goal) for goal in goals if goal.count and not found[goal.goal]]
    if free:
        yield say("Goals without such a set: {goals}.", goals=series(free))
    void = [phrases.goal(goal.goal) for goal in goals if not goal.count]
    if void:
        yield say("Goals that the conditions rule out: {goals}.", goals=series(void))
    left_out = sum(max(0, len(sets) - MOST_SETS) for sets in found.values())
    if left_out:
        yield say_count(
            "{number} more set is not drawn; the tables hold it.",
            "{number} more sets are not drawn; the tables hold them.",
            left_out,
        )
    if not all(goal.is_complete for goal in goals):
        yield say("There may be more such sets than the search lists.")
