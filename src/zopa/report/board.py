"""The red-line board in the page: what the template lays out, and what its script reads.

The template lays the whole board out; the script only reads which boxes are ticked and
writes what then blocks and how much is left.  All its words come from here, so that they
can be translated.  Without masks, or without a script, the table of lines and the picture
say how the board stands at first; so does paper.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from zopa.findings import (
    BlockingMatrix,
    Board,
    BoardGoal,
    BoardLine,
    BoardReading,
    Chart,
    Findings,
    number,
)
from zopa.messages import grouped, say
from zopa.report.anchors import anchor
from zopa.report.charts import Figure, draw, is_one
from zopa.report.fields import said

MOST_LISTED = 40  # sets of lines that the board writes out at a time
MOST_IN_SHORT = 3  # of these, in the strip that stays in sight
WITH_THE_BOARD = frozenset({"parties", "sets"})  # sections whose pictures stand beside it
MOST_ROWS = 8  # lines of the picture on the first pages; a taller one stands in the annex


@dataclass(frozen=True)
class ReadingView:
    """One way to read a line."""

    id: str = field(metadata=said("the id of its row"))
    demand: str = field(metadata=said("what it requires or speaks against"))
    facts: tuple[str, ...] = field(metadata=said("how firmly it was put, its status, when"))
    law: bool = field(metadata=said("whether it touches the law"))
    card: str = field(metadata=said("where its card stands; empty if there is none"))
    is_default: bool = field(metadata=said("whether it is active at first"))


@dataclass(frozen=True)
class LineView:
    """A line of the board."""

    place: int = field(metadata=said("its number among all lines of the board"))
    name: str = field(metadata=said("its name"))
    readings: tuple[ReadingView, ...] = field(metadata=said("how it can be read"))

    @property
    def default(self) -> ReadingView:
        """The reading that is active at first."""
        return next(reading for reading in self.readings if reading.is_default)


@dataclass(frozen=True)
class PartyView:
    """The lines of one party, or of several that share them."""

    name: str = field(metadata=said("who owns the lines"))
    lines: tuple[LineView, ...] = field(metadata=said("the lines"))


@dataclass(frozen=True)
class BoardView:
    """The board, the pictures, and the script that moves the board."""

    goals: tuple[str, ...] = field(metadata=said("the goals that can be asked about"))
    parties: tuple[PartyView, ...] = field(metadata=said("the lines by party"))
    why_still: str = field(metadata=said("why the board does not move; empty where it does"))
    caution: str = field(metadata=said("the sentence that goes with every count"))
    front: Figure | None = field(metadata=said("the picture of the first pages"))
    front_again: Figure | None = field(metadata=said("the same for paper, in the annex"))
    figures: tuple[Figure, ...] = field(metadata=said("the pictures of the annex"))
    data: Mapping[str, Any] = field(metadata=said("what the script reads; empty without masks"))
    script: Markup = field(metadata=said("the script, whose hash the policy names"))


def board_view(findings: Findings) -> BoardView | None:
    """Return the board and the pictures; ``None`` where there are neither."""
    board = findings.board
    charts = [chart for chart in findings.charts if of_the_board(chart)]
    chosen = next(filter(fits_in_front, charts), None)
    front = draw(chosen) if chosen else None
    again = replace(front, anchor=f"{front.anchor}-again") if front else None
    figures = tuple(draw(chart) for chart in charts if chart is not chosen)
    if board is None:
        if not charts:
            return None
        return BoardView((), (), "", "", front, again, figures, {}, Markup(""))
    places = {line.name: place for place, line in enumerate(board.lines)}
    return BoardView(
        goals=tuple(goal.label for goal in board.goals),
        parties=tuple(
            PartyView(
                party.name,
                tuple(_line(line, places[line.name], findings) for line in party.lines),
            )
            for party in board.parties
        ),
        why_still=board.why_still,
        caution=board.caution,
        front=front,
        front_again=again,
        figures=figures,
        data=data_of(board) if board.goals else {},
        script=script_of(findings),
    )


def of_the_board(chart: Chart) -> bool:
    """Whether a picture stands beside the board; any other stands in its section."""
    return chart.section in WITH_THE_BOARD


def fits_in_front(chart: Chart) -> bool:
    """Whether a picture belongs on the first pages: which lines conflict, and not too tall."""
    return isinstance(chart, BlockingMatrix) and len(chart.rows) <= MOST_ROWS and is_one(chart)


def _line(line: BoardLine, place: int, findings: Findings) -> LineView:
    return LineView(
        place=place,
        name=line.name,
        readings=tuple(
            _reading(reading, number == line.default, findings)
            for number, reading in enumerate(line.readings)
        ),
    )


def _reading(reading: BoardReading, is_default: bool, findings: Findings) -> ReadingView:
    has_card = reading.address in findings.cards
    return ReadingView(
        id=reading.id,
        demand=reading.demand,
        facts=reading.facts,
        law=reading.law,
        card=anchor("card", reading.address) if has_card else "",
        is_default=is_default,
    )


def data_of(board: Board) -> dict[str, Any]:
    """Return what the script reads: lines, masks with their counts, and all its words."""
    return {
        "lines": [
            {
                "name": line.name,
                "readings": [
                    {
                        "id": reading.id,
                        "bit": reading.bit,
                        "law": reading.law,
                        "text": reading.text,
                    }
                    for reading in line.readings
                ],
            }
            for line in board.lines
        ],
        "goals": [_goal_data(goal) for goal in board.goals],
        "most": MOST_LISTED,
        "most_in_short": MOST_IN_SHORT,
        "words": words_of_the_script(),
    }


def _goal_data(goal: BoardGoal) -> dict[str, Any]:
    return {
        "label": goal.label,
        "masks": [mask for mask, _ in goal.masks],
        "counts": [number(count) for _, count in goal.masks],
        "examples": [[found.mask, found.changes, found.text] for found in goal.examples],
    }


def words_of_the_script() -> dict[str, str]:
    """Return every message that the script writes, its fields still to be filled in."""
    return {
        "blocked": say(
            "With the lines as they are set here, no outcome with {goal} gets past them."
        ),
        "open": say(
            "With the lines as they are set here, some outcomes with {goal} get past them."
        ),
        "void": say(
            "The conditions of the case rule out every outcome with {goal}, whatever the lines."
        ),
        "blocked_short": say("Blocked: {goal}."),
        "open_short": say("Not blocked: {goal}."),
        "void_short": say("Ruled out by the conditions: {goal}."),
        "one": say("{line} alone blocks it"),
        "two": say("{lines} cannot both stand"),
        "several": say("{lines} cannot all stand"),
        "with_law": say("{set} (law)"),
        "sets": say("{sets}."),
        "and_more": say("{sets}; {number} more below."),
        "stands": say("stands"),
        "aside": say("set aside"),
        "all_stand": say("Every line stands."),
        "set_aside": say("Set aside: {lines}."),
        "read_as": say("Read as: {lines}."),
        "both": say("These lines cannot both stand: {lines}."),
        "together": say("These lines cannot all stand: {lines}."),
        "alone": say("This line alone blocks it: {lines}."),
        "more": say("There are more such sets than are listed here."),
        "count": say("Outcomes left, as the issues are cut here: {count}."),
        "example": say("One of them: {outcome}."),
        "no_example": say("No outcome is left to show."),
        "last_two": say("{first} and {last}"),
        "comma": say(", "),
        "semicolon": say("; "),
        "thousands": grouped(1000)[1:-3],
    }


def script_of(findings: Findings) -> Markup:
    """Return the script of a page: that of the board where it moves, else nothing."""
    board = findings.board
    return _script() if board is not None and board.goals else Markup("")


@cache
def _script() -> Markup:
    """Return the script of the board; it is ours and ends in no tag."""
    path = files("zopa.report") / "templates" / "board.js"
    return Markup(path.read_text(encoding="utf-8"))


@cache
def board_style() -> str:
    """Return the rules of the style sheet for the board and the pictures."""
    return (files("zopa.report") / "templates" / "board.css").read_text(encoding="utf-8")


def script_source(script: str) -> str:
    """Return what the policy says of the one script; nothing where there is none."""
    if not script:
        return ""
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"script-src 'sha256-{digest}'; "
