"""The red-line board: lines by party, readings to choose, masks of every goal."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.findings import (
    Board,
    BoardExample,
    BoardGoal,
    BoardLine,
    BoardParty,
    BoardReading,
)
from zopa.lens import Assessment
from zopa.lenses.redlines.analyse import RedlinesResult
from zopa.lenses.redlines.masks import MOST_MASKS, GoalMasks
from zopa.lenses.redlines.phrases import Phrases
from zopa.lenses.redlines.tables import counting_caution
from zopa.lenses.redlines.tally import MOST_LINES
from zopa.messages import grouped, listing, say
from zopa.model import LineGroup
from zopa.model.sentences import demand_in_words


def board(assessment: Assessment, result: RedlinesResult) -> Board | None:
    """Lay out the board; ``None`` where it was not asked for or would be empty."""
    phrases = Phrases(assessment)
    if not result.options.board or not result.goals or not phrases.model.in_play:
        return None
    masks = result.masks or ()
    return Board(
        id="redlines/board",
        title=say("Red-line board"),
        parties=tuple(_parties(phrases)),
        goals=tuple(
            _goal(found, goal.goal, phrases)
            for found, goal in zip(masks, result.goals if masks else (), strict=True)
        ),
        caution=counting_caution(),
        why_still="" if masks else _why_still(),
    )


def _why_still() -> str:
    return say(
        "The board does not move here: the case has more than {lines} lines and readings, or the "
        "sets of lines that its outcomes break are more than {masks} or take too long to count.",
        lines=MOST_LINES,
        masks=grouped(MOST_MASKS),
    )


def _parties(phrases: Phrases) -> Iterator[BoardParty]:
    """Group the lines by owner: single parties in the parties' order, then those who share."""
    groups: dict[int, list[LineGroup]] = {}
    for group in phrases.model.in_play:
        groups.setdefault(phrases.model.lines[group.default].owners, []).append(group)
    for owners in sorted(groups, key=lambda owners: (owners.bit_count() > 1, _places(owners))):
        names = [phrases.words.party_names[place] for place in _places(owners)]
        lines = tuple(_line(group, phrases) for group in groups[owners])
        yield BoardParty(listing(names), lines)


def _places(owners: int) -> list[int]:
    return [place for place in range(owners.bit_length()) if owners >> place & 1]


def _line(group: LineGroup, phrases: Phrases) -> BoardLine:
    readings = tuple(_reading(line, phrases) for line in group.readings)
    return BoardLine(group.name, readings, group.readings.index(group.default))


def _reading(line: int, phrases: Phrases) -> BoardReading:
    row = phrases.rows[phrases.line_id(line)]
    return BoardReading(
        id=row.id,
        bit=phrases.bits[line],
        demand=demand_in_words(row, phrases.words),
        text=phrases.short(line),
        facts=(say(row.strength), say(row.status), phrases.stated(line)),
        law=bool(row.legal_kinds),
        address=phrases.line_address(line),
    )


def _goal(found: GoalMasks, goal: int, phrases: Phrases) -> BoardGoal:
    words = phrases.words.goals[goal]
    return BoardGoal(
        id=words.text,
        label=phrases.goal(goal),
        masks=tuple(zip(found.masks, found.counts, strict=True)),
        examples=tuple(
            BoardExample(
                mask=example.mask,
                changes=len(phrases.words.changes(example.outcome)),
                text=phrases.outcome(example.outcome),
            )
            for example in found.examples
        ),
    )
