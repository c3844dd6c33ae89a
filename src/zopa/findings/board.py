"""The red-line board: lines to set aside or to read differently, and what is then left.

For each goal the board holds the histogram of masks: for every set of lines that some
outcome breaks, the exact number of these outcomes.  An outcome is left where its mask holds
no line that stands; so the histogram answers every choice of lines and readings.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BoardReading:
    """One way to read a line.

    Attributes
    ----------
    bit
        Its bit in the masks.
    demand
        What it requires or speaks against, as a clause.
    text
        The line as a member of a set: its name, its owner, and what it demands.
    facts
        How firmly it was put, its status, and when it was stated.
    law
        Whether it touches the Charter, jus cogens or a constitution.
    address
        The address of its row.
    """

    id: str
    bit: int
    demand: str
    text: str
    facts: tuple[str, ...]
    law: bool
    address: str


@dataclass(frozen=True)
class BoardLine:
    """A line with its readings; ``default`` is the place of the one that is active at first."""

    name: str
    readings: tuple[BoardReading, ...]
    default: int


@dataclass(frozen=True)
class BoardParty:
    """The lines of one party, or of several that share them."""

    name: str
    lines: tuple[BoardLine, ...]


@dataclass(frozen=True)
class BoardExample:
    """An outcome in words: it is left wherever no line of its mask stands."""

    mask: int
    changes: int
    text: str


@dataclass(frozen=True)
class BoardGoal:
    """A goal, every mask that one of its outcomes has, and how many have it."""

    id: str
    label: str
    masks: tuple[tuple[int, int], ...]
    examples: tuple[BoardExample, ...]


@dataclass(frozen=True)
class Board:
    """The whole board.

    Attributes
    ----------
    caution
        The sentence that goes with every count.
    why_still
        Why the board has no masks; empty where it has them.
    """

    id: str
    title: str
    parties: tuple[BoardParty, ...]
    goals: tuple[BoardGoal, ...]
    caution: str
    why_still: str = ""

    @property
    def lines(self) -> tuple[BoardLine, ...]:
        """All lines, party by party."""
        return tuple(line for party in self.parties for line in party.lines)
