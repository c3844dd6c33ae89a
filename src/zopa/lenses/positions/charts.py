"""Positions over time as small pictures, with the statements that moved them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from zopa.findings import (
    Chart,
    PositionArrow,
    PositionMark,
    PositionPanel,
    PositionPanels,
    PositionSeries,
)
from zopa.lens import Assessment
from zopa.lenses.positions.analyse import Pair, PositionsResult
from zopa.lenses.positions.speech import Speech
from zopa.lenses.positions.timeline import Entry, timeline
from zopa.messages import say, say_count

if TYPE_CHECKING:
    from zopa.lens import Position

DIGITS = 3
MOST_MARKS = 16  # statements that one small picture shows, the latest ones
ARROWS: dict[str, Literal["walk_back", "dispute", "contradiction"]] = {
    "walk_back": "walk_back",
    "dispute": "dispute",
    "within_party": "contradiction",
    "unacknowledged_shift": "contradiction",
    "coded": "contradiction",
}


def charts(assessment: Assessment, result: PositionsResult) -> tuple[Chart, ...]:
    """Return the small pictures; none where no position was followed over time."""
    if not result.series:
        return ()
    speech = Speech(assessment)
    panels = [
        _panel(pair, told, assessment, result, speech) for pair, told in result.series.items()
    ]
    return (
        PositionPanels(
            id="positions/over-time",
            title=say("What was said, over time"),
            section="positions",
            description=say_count(
                "{number} small picture: how probable each value is by what the party has said, "
                "with its band, and the statements below.",
                "{number} small pictures, one for each party and issue: how probable each value "
                "is by what the party has said, with its band, and the statements below.",
                len(panels),
            ),
            panels=tuple(panels),
            caption=say(
                "Drawn are the positions of which there is most to tell: first those with "
                "statements at odds, then those with the most statements. Statements under a "
                "condition are marked and do not move the lines."
            ),
        ),
    )


def _panel(
    pair: Pair,
    told: Sequence[tuple[date, Position]],
    assessment: Assessment,
    result: PositionsResult,
    speech: Speech,
) -> PositionPanel:
    party, issue = pair
    days = tuple(day.isoformat() for day, _ in told)
    every = timeline(assessment, (party,), (issue,))
    entries = [entry for entry in every if entry.row.target and not entry.copy_of][-MOST_MARKS:]
    marked = {entry.row.id for entry in entries}
    return PositionPanel(
        title=say("{party} on {issue}", party=speech.party(party), issue=speech.issue(issue)),
        party=party,
        issue=issue,
        note="",
        series=tuple(
            PositionSeries(
                value=speech.value(issue, value.value),
                days=days,
                p=tuple(round(position.values[place].p, DIGITS) for _, position in told),
                low=tuple(round(position.values[place].low, DIGITS) for _, position in told),
                high=tuple(round(position.values[place].high, DIGITS) for _, position in told),
            )
            for place, value in enumerate(told[-1][1].values)
        ),
        vacuity=tuple(round(position.vacuity, DIGITS) for _, position in told),
        marks=tuple(_mark(entry, days, speech) for entry in entries),
        arrows=tuple(
            PositionArrow(ARROWS[one.kind], one.later, one.earlier)
            for one in result.contradictions
            if (one.party, one.issue) == pair and {one.earlier, one.later} <= marked
        ),
    )


def _mark(entry: Entry, days: Sequence[str], speech: Speech) -> PositionMark:
    """Return the mark of a statement, on the first day shown where it is older."""
    row = entry.row
    said = row.asserted_at.latest.isoformat() if row.asserted_at else days[0]
    text = row.paraphrase
    if row.target_condition:
        text = say(
            "If {condition}: {text}", condition=speech.condition(row.target_condition), text=text
        )
    if said < days[0]:
        text = say("{day}: {text}", day=speech.day(row.id), text=text)
    stances: dict[str, Literal["+", "-", "u"]] = {"+": "+", "-": "-"}
    return PositionMark(
        statement=row.id,
        day=min(max(said, days[0]), days[-1]),
        stance=stances.get(entry.stance, "u"),
        voice=speech.voice(row.id),
        text=text,
    )
