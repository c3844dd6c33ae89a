"""The values of a position over days: a step line each, its band, and its name at the end.

A value holds until the next day that is told, so its line has steps: a position that turns
with a statement is not drawn as if it had begun to turn before.  Where the names of values
are short they stand at the ends of the lines; else letters do, and a list explains them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from markupsafe import Markup

from zopa.findings import PositionPanel
from zopa.messages import say
from zopa.report.charts.days import Scale, day_of
from zopa.report.charts.letters import SMALL, parted, width_of, wrapped
from zopa.report.charts.shares import per_cent
from zopa.report.charts.svg import short, write_line, write_path, write_text

WIDTH, LEFT = 320, 42  # of a panel; where its days begin
PAST = 8  # how far a line goes on past the last day, so that its end is seen
ROW, GAP = 13, 3  # height of a row of a name; between two names
HEIGHT = 92  # of the axis of shares
MOST_ROWS = 3  # of a name at the end of a line, or in a list
HATCH = 5  # between two strokes of what rests on nothing said
DASHES = 6  # patterns of lines that the style sheet has; a seventh line is as the first
LISTED, SHARE = 44, 72  # where names begin in a list; room for a share behind them
FINEST = 0.8  # what a step must come to, to be drawn


@dataclass(frozen=True)
class Frame:
    """Where days end in the panels of a picture, and what stands at the ends of lines."""

    right: float
    sample: float
    names: float
    is_listed: bool


NAMED = Frame(208, 225, 246, False)
LETTERED = Frame(282, 298, 302, True)


@dataclass(frozen=True)
class Line:
    """A line of a panel: what it stands for, where it ends, its pattern and its letter."""

    text: str
    share: float
    kind: str
    letter: str


@dataclass(frozen=True)
class Plot:
    """The axis of shares: where it begins and ends, and where days stand."""

    frame: Frame
    scale: Scale
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Where nought stands."""
        return self.top + self.height

    def level(self, share: float) -> float:
        """Return where a share stands."""
        return self.bottom - self.height * share


def lines_of(panel: PositionPanel) -> list[Line]:
    """Return the lines of a panel: its values, and what rests on nothing said."""
    ends = [
        (value.value, value.p[-1], f"curve dash-{number % DASHES}")
        for number, value in enumerate(panel.series)
        if value.p
    ]
    if panel.vacuity:
        ends.append((say("nothing said"), panel.vacuity[-1], "hatch"))
    return [Line(*end, letter_of(number)) for number, end in enumerate(ends)]


def letter_of(number: int) -> str:
    """Return a letter, or two past the alphabet."""
    before, last = divmod(number, len(ascii_lowercase))
    return (ascii_lowercase[before - 1] if before else "") + ascii_lowercase[last]


def frame_of(panels: Iterable[PositionPanel]) -> Frame:
    """Return the frame of all panels: names at the ends of lines if each of them fits there."""
    return NAMED if all(map(_has_room, panels)) else LETTERED


def _has_room(panel: PositionPanel) -> bool:
    """Whether the names of a panel's lines fit whole beside its axis, no word of them cut."""
    room, rows = WIDTH - NAMED.names, []
    for line in lines_of(panel):
        if any(width_of(word.strip()) > room for word in parted(line.text, WIDTH, SMALL)):
            return False
        rows.append(len(wrapped(line.text, room, 99)))
    high = sum(ROW * count + GAP for count in rows)
    return max(rows, default=0) <= MOST_ROWS and high <= _height(panel) + 2 * ROW


def _height(panel: PositionPanel) -> float:
    """Return how high the axis of shares is: as high as the letters of its lines need."""
    return max(HEIGHT, len(lines_of(panel)) * (ROW + GAP))


def plot_of(panel: PositionPanel, frame: Frame, scale: Scale, top: float) -> Plot:
    """Return the axis of shares of a panel."""
    return Plot(frame, scale, top, _height(panel))


def draw_curves(panel: PositionPanel, plot: Plot) -> Markup:
    """Draw what rests on nothing said, the bands, the lines, and what names them."""
    body = Markup("")
    for share in (0, 0.5, 1):
        y = plot.level(share)
        body += write_line(LEFT, y, plot.frame.right, y, "axis" if share == 0 else "rule")
        body += write_text(LEFT - 5, y + 4, per_cent(share), "fine end")
    places = [plot.scale.place(day_of(day)) for day in panel.days]
    if not places:
        return body
    if panel.vacuity:
        body += _hatched(_steps(panel.vacuity, places, plot), plot)
    for value in panel.series:
        upper, lower = (_steps(shares, places, plot) for shares in (value.high, value.low))
        body += write_path(f"M{_path(upper)}L{_path(lower[::-1])}z", "band")
    for number, value in enumerate(panel.series):
        path = f"M{_path(_steps(value.p, places, plot))}"
        body += write_path(path, f"curve dash-{number % DASHES}")
    return body + _write_names(panel, plot, places[-1] + PAST)


def _steps(
    shares: Sequence[float], places: Sequence[float], plot: Plot
) -> list[tuple[float, float]]:
    """Return the corners of a step line, steps too small to be seen left out."""
    told: list[tuple[float, float]] = []
    for place, share in zip(places, shares, strict=True):
        y = plot.level(share)
        if told and place - told[-1][0] < 1:
            told[-1] = (told[-1][0], y)
        elif not told or place == places[-1] or abs(y - told[-1][1]) >= FINEST:
            told.append((place, y))
    corners = told[:1]
    for x, y in told[1:]:
        corners += [(x, corners[-1][1]), (x, y)]
    first = [(places[-1] - PAST, told[0][1])] if len(places) == 1 else []
    return [*first, *corners, (places[-1] + PAST, corners[-1][1])]


def _path(corners: Sequence[tuple[float, float]]) -> str:
    """Write corners as a path does after its first letter, across and down in turn."""
    (x, y), *more = [(short(x), short(y)) for x, y in corners]
    path = f"{x} {y}"
    for to_x, to_y in more:
        if to_x != x and to_y != y:
            path += f"L{to_x} {to_y}"
        elif to_x != x:
            path += f"H{to_x}"
        elif to_y != y:
            path += f"V{to_y}"
        x, y = to_x, to_y
    return path


def _hatched(corners: Sequence[tuple[float, float]], plot: Plot) -> Markup:
    """Draw upright strokes as high as the share that rests on nothing said."""
    strokes, x = "", corners[0][0] + HATCH / 2
    while x < corners[-1][0]:
        height = [y for place, y in corners if place <= x][-1]
        if plot.bottom - height >= 1:
            strokes += f"M{short(x)} {short(plot.bottom)}V{short(height)}"
        x += HATCH
    return write_path(f"{strokes}M{_path(corners)}", "hatch")


def _write_names(panel: PositionPanel, plot: Plot, x: float) -> Markup:
    """Write names or letters beside the ends of their lines, each joined to its own."""
    body, frame = Markup(""), plot.frame
    lines = sorted(lines_of(panel), key=lambda line: -line.share)
    names = [
        [line.letter] if frame.is_listed else wrapped(line.text, WIDTH - frame.names, MOST_ROWS)
        for line in lines
    ]
    ends = [
        (plot.level(line.share), ROW * len(rows)) for line, rows in zip(lines, names, strict=True)
    ]
    tops = spread(ends, plot.top - ROW, plot.bottom + ROW)
    for line, rows, top in zip(lines, names, tops, strict=True):
        y = top + ROW * len(rows) / 2 if frame.is_listed else top + ROW / 2
        body += write_line(x, plot.level(line.share), frame.sample, y, "leader")
        if not frame.is_listed:
            body += write_line(frame.sample, y, frame.names - 4, y, line.kind)
        for row, text in enumerate(rows):
            kind = "head" if frame.is_listed else ""
            body += write_text(frame.names, top + ROW * row + 10.5, text, kind)
    return body


def spread(ends: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Return where names begin: near the ends of their lines, and none upon another.

    Of each name the place of the line's end is given, and its height; highest first.
    """
    found: list[float] = []
    lowest = top
    for end, height in ends:
        found.append(max(lowest, end - height / 2))
        lowest = found[-1] + height + GAP
    highest = bottom
    for place in reversed(range(len(found))):
        found[place] = min(found[place], highest - ends[place][1])
        highest = found[place] - GAP
    return found


def draw_list(panel: PositionPanel, y: float) -> tuple[Markup, float]:
    """Say beneath a panel what its letters stand for, with the shares on the last day."""
    body = Markup("")
    for line in lines_of(panel):
        rows = wrapped(line.text, WIDTH - LISTED - SHARE, MOST_ROWS, SMALL)
        body += write_text(0, y + 11, line.letter, "head")
        body += write_line(16, y + 7, LISTED - 6, y + 7, line.kind)
        for row, text in enumerate(rows):
            body += write_text(LISTED, y + 11 + 14 * row, text)
        body += write_text(WIDTH, y + 11, per_cent(line.share), "end")
        y += 14 * len(rows) + 2
    return body, y
