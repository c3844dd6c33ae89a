"""Pictures, of a closed list of kinds: what each shows, and never how it is drawn.

A new kind is added here, is given its drawing in :mod:`zopa.report.charts`, and carries the
table behind it: a picture never says anything that its table does not say.
"""

from __future__ import annotations

from dataclasses import dataclass

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


Chart = Bars | BlockingMatrix
CHART_KINDS: dict[type, str] = {Bars: "bars", BlockingMatrix: "blocking-matrix"}
