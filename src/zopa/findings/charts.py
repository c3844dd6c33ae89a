"""Pictures, of a closed list of kinds: what each shows, and never how it is drawn.

A new kind is added here, is given its drawing in :mod:`zopa.report.charts`, and carries the
table behind it: a picture never says anything that its table does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zopa.findings.sections import Section


@dataclass(frozen=True)
class Bars:
    """Whole numbers side by side, one bar each, in the order given.

    Attributes
    ----------
    description
        What a reader who cannot see the picture is told.
    heads
        What the labels and the numbers are.
    bars
        Label and number.
    """

    id: str
    title: str
    section: Section
    description: str
    heads: tuple[str, str]
    bars: tuple[tuple[str, int], ...]
    caption: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """A line, or one reading of it where a set holds under that reading and not under all.

    Attributes
    ----------
    name
        What the row is called: the line's name, or the name of the reading.
    owner
        Whose it is.
    text
        What it demands.
    line
        The line's name; empty where ``name`` is that.
    reading
        The reading that demands it; empty where the line has one alone.
    """

    name: str
    owner: str
    text: str
    line: str = ""
    reading: str = ""

    @property
    def of(self) -> str:
        """The name of the line."""
        return self.line or self.name

    @property
    def is_any(self) -> bool:
        """Whether the row stands for every reading of a line with several."""
        return bool(self.reading) and not self.line


@dataclass(frozen=True)
class MatrixSet:
    """Lines that cannot all stand.

    Attributes
    ----------
    members
        Places of its lines, or of their readings, among the rows.
    always
        Whether the set holds under every reading of its lines.
    law
        Whether one of the lines touches the Charter, jus cogens or a constitution.
    """

    members: tuple[int, ...]
    always: bool = True
    law: bool = False


@dataclass(frozen=True)
class MatrixPanel:
    """The sets of one goal."""

    title: str
    sets: tuple[MatrixSet, ...]


@dataclass(frozen=True)
class BlockingMatrix:
    """Which lines conflict with which: lines as rows, each set a column of joined dots.

    A set that holds under some readings only has its dots in the rows of these readings.
    """

    id: str
    title: str
    section: Section
    description: str
    rows: tuple[MatrixRow, ...]
    panels: tuple[MatrixPanel, ...]
    caption: str = ""


@dataclass(frozen=True)
class PositionSeries:
    """How probable it was, day by day, that a party holds a value.

    Attributes
    ----------
    value
        What the value is called.
    days
        ISO days, earliest first; what holds on a day holds until the next one.
    p, low, high
        The probability on each day, and the band around it.
    """

    value: str
    days: tuple[str, ...]
    p: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse a series that does not say the same of each day."""
        if not len(self.days) == len(self.p) == len(self.low) == len(self.high):
            raise ValueError(f"series of {self.value}: days and numbers differ in length")


@dataclass(frozen=True)
class PositionMark:
    """A statement that the position rests on.

    Attributes
    ----------
    statement
        The id of its row.
    day
        The ISO day on which it was made.
    stance
        For (+), against (-) or uncommitted (u).
    voice
        Who said it, in short.
    text
        What was said.
    """

    statement: str
    day: str
    stance: Literal["+", "-", "u"]
    voice: str
    text: str


@dataclass(frozen=True)
class PositionArrow:
    """What a later statement does to an earlier one; both by the ids of their rows."""

    kind: Literal["walk_back", "dispute", "contradiction"]
    later: str
    earlier: str


@dataclass(frozen=True)
class PositionPanel:
    """The position of one party on one issue, perhaps under a condition.

    Attributes
    ----------
    title
        Whose position on what.
    note
        What must be known beside it, as the condition; may be empty.
    series
        The values, all on the same days.
    vacuity
        How much of the position rests on nothing said, on each of these days; may be empty.
    """

    title: str
    party: str
    issue: str
    note: str
    series: tuple[PositionSeries, ...]
    vacuity: tuple[float, ...]
    marks: tuple[PositionMark, ...]
    arrows: tuple[PositionArrow, ...]

    def __post_init__(self) -> None:
        """Refuse values that are told on different days."""
        days = {series.days for series in self.series}
        if len(days) > 1 or (self.vacuity and {len(each) for each in days} != {len(self.vacuity)}):
            raise ValueError(f"panel {self.title}: its values are told on different days")

    @property
    def days(self) -> tuple[str, ...]:
        """The days of its values; the last is the day as of which the position is told."""
        return self.series[0].days if self.series else ()


@dataclass(frozen=True)
class PositionPanels:
    """Positions over time as small pictures, each on its own scale of days."""

    id: str
    title: str
    section: Section
    description: str
    panels: tuple[PositionPanel, ...]
    caption: str = ""


Change = Literal["strengthened", "weakened", "inverted", "redated", "reattributed", "changed"]


@dataclass(frozen=True)
class TreeNode:
    """A source, and what it did to what it took from another.

    Attributes
    ----------
    name
        What the source is called in short.
    text
        Its publisher or title.
    day
        The day on which it was published; may be empty.
    depth
        How many hops it is away from the root.
    parent
        The place among the nodes of the source that it copies; -1 of a root.
    changes
        What the hop did.
    more
        How many further copies of it are not shown.
    """

    name: str
    text: str
    day: str
    depth: int
    parent: int
    changes: tuple[Change, ...]
    more: int = 0


@dataclass(frozen=True)
class SourceTree:
    """Who took a claim from whom.  Each source is followed by its copies and theirs."""

    id: str
    title: str
    section: Section
    description: str
    nodes: tuple[TreeNode, ...]
    caption: str = ""


Chart = Bars | BlockingMatrix | PositionPanels | SourceTree
CHART_KINDS: dict[type, str] = {
    Bars: "bars",
    BlockingMatrix: "blocking-matrix",
    PositionPanels: "position-panels",
    SourceTree: "source-tree",
}
