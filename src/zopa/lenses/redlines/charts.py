"""The lens's pictures: lines by party, and which lines conflict with which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zopa.findings import Bars, BlockingMatrix, Chart, MatrixPanel, MatrixRow, MatrixSet
from zopa.lens import Assessment
from zopa.lenses.redlines.analyse import GoalResult, RedlinesResult
from zopa.lenses.redlines.phrases import Phrases
from zopa.messages import listing, say, say_count, series
from zopa.model import LineGroup
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


@dataclass(frozen=True)
class _Member:
    """A line of a set: one reading of it, or any of them where the set holds under each."""

    name: str
    reading: int | None


Members = frozenset[_Member]


def _matrix(result: RedlinesResult, phrases: Phrases) -> list[BlockingMatrix]:
    """Draw the blocking sets of every goal; nothing where no goal is blocked."""
    found = {goal.goal: _sets(goal, phrases) for goal in result.goals}
    shown = {goal: sets[:MOST_SETS] for goal, sets in found.items() if sets}
    if not shown:
        return []
    drawn = {member for sets in shown.values() for members in sets for member in members}
    rows = _by_party(drawn, phrases)
    places = {member: place for place, member in enumerate(rows)}
    panels = tuple(
        MatrixPanel(
            title=phrases.goal(goal),
            sets=tuple(
                MatrixSet(
                    members=tuple(sorted(places[member] for member in members)),
                    always=all(member.reading is None for member in members),
                    law=_touches_the_law(members, phrases),
                )
                for members in sets
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
            rows=tuple(_row(member, phrases) for member in rows),
            panels=panels,
            caption=" ".join(_caption(result.goals, found, phrases)),
        )
    ]


def _by_party(members: Iterable[_Member], phrases: Phrases) -> list[_Member]:
    """Order lines by owner: single parties in the parties' order, then those who share."""

    def owners(member: _Member) -> tuple[bool, list[int]]:
        bits = phrases.model.lines[_lines_of(member, phrases)[0]].owners
        return bits.bit_count() > 1, [n for n in range(bits.bit_length()) if bits >> n & 1]

    return sorted(members, key=lambda member: (owners(member), _place(member, phrases)))


def _place(member: _Member, phrases: Phrases) -> tuple[int, int]:
    """Return where a member stands: by its line, then by its reading."""
    (line,) = phrases.in_order([member.name])
    readings = phrases.model.groups[line].readings
    return line, -1 if member.reading is None else readings.index(member.reading)


def _lines_of(member: _Member, phrases: Phrases) -> list[int]:
    """Return the readings that a member stands for, the default one first."""
    if member.reading is not None:
        return [member.reading]
    (place,) = phrases.in_order([member.name])
    group = phrases.model.groups[place]
    return sorted(group.readings, key=lambda line: line != group.default)


def _touches_the_law(members: Members, phrases: Phrases) -> bool:
    """Whether a line of a set carries a legal note under a reading that the set stands for."""
    lines = (line for member in members for line in _lines_of(member, phrases))
    return any(map(phrases.is_legal, lines))


def _sets(goal: GoalResult, phrases: Phrases) -> list[Members]:
    """Return the blocking sets of a goal, each with the readings under which it holds.

    Whether lines block, and whether all of them are needed for that, depends on these lines
    alone.  So a set of readings that blocks in one answer does in every answer that has them,
    and sets that differ in the reading of one line are one set where they are there for all
    its readings.  Sets of lines alone come first, those that touch the law apart after them.
    """
    if not goal.count:
        return []
    found = {
        frozenset(_Member(phrases.group(line), line) for line in lines)
        for answer in goal.answers
        for lines in answer.blocking
        if lines
    }
    for group in phrases.model.groups:
        found = _under_any(found, group)
    return sorted(
        found,
        key=lambda members: (
            _touches_the_law(members, phrases),
            len(members),
            sorted(_place(member, phrases) for member in members),
        ),
    )


def _under_any(found: set[Members], group: LineGroup) -> set[Members]:
    """Make one of the sets that differ in the reading of a line, if all its readings are there."""
    by_rest: dict[Members, set[int]] = {}
    kept = set()
    for members in found:
        (here, rest) = _parted(members, group.name)
        if here is None:
            kept.add(members)
        else:
            by_rest.setdefault(rest, set()).add(here)
    for rest, readings in by_rest.items():
        whole = readings == set(group.readings)
        kept |= {
            rest | {_Member(group.name, reading)} for reading in ([None] if whole else readings)
        }
    return kept


def _parted(members: Members, name: str) -> tuple[int | None, Members]:
    """Part a set into its reading of a line and the rest."""
    for member in members:
        if member.name == name:
            return member.reading, members - {member}
    return None, members


def _row(member: _Member, phrases: Phrases) -> MatrixRow:
    """Name a row, and say what it demands: any reading of a line by the default one."""
    line = _lines_of(member, phrases)[0]
    row = phrases.rows[phrases.line_id(line)]
    several = bool(phrases.readings_in([line]))
    is_any = member.reading is None
    return MatrixRow(
        name=member.name if is_any else row.id,
        owner=party_names(row, phrases.words),
        text=demand_in_words(row, phrases.words),
        line="" if is_any else member.name,
        reading=row.id if several else "",
    )


def _description(shown: dict[int, list[Members]], phrases: Phrases) -> str:
    """Tell the picture in words."""
    told = [
        say(
            "With {goal}: {sets}.",
            goal=phrases.goal(goal),
            sets=series(listing(_names(members, phrases)) for members in sets),
        )
        for goal, sets in shown.items()
    ]
    lead = say("Lines as rows, and each set of lines that cannot all stand as a column of dots.")
    return " ".join([lead, *told])


def _names(members: Members, phrases: Phrases) -> list[str]:
    """Name the rows of a set in declared order."""
    ranked = sorted(members, key=lambda member: _place(member, phrases))
    return [_row(member, phrases).name for member in ranked]


def _caption(
    goals: Sequence[GoalResult],
    found: dict[int, list[Members]],
    phrases: Phrases,
) -> Iterator[str]:
    """Say how to read the picture, and what is not in it."""
    yield say(
        "Each column is a set of lines that cannot all stand if the goal above it is to be "
        "reached; its dots are joined. It says what conflicts, not who should yield."
    )
    every = [members for sets in found.values() for members in sets]
    if any(member.reading is not None for members in every for member in members):
        yield say("Hollow dots: the set depends on how a line is read.")
    if any(_touches_the_law(members, phrases) for members in every):
        yield say("§: a line of the set touches the Charter, jus cogens or a constitution.")
    drawn = {
        member.name for sets in found.values() for members in sets[:MOST_SETS] for member in members
    }
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
