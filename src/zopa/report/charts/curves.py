"""The values of a position over days: a step line each, its band, and its name at the end.

A value holds until the next day that is told, so its line has steps: a position that turns
with a statement is not drawn as if it had begun to turn before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from zopa.findings import PositionPanel
from zopa.messages import say
from zopa.report.charts.days import Scale, day_of
from zopa.report.charts.letters import wrapped
from zopa.report.charts.shares import per_cent
from zopa.report.charts.svg import short, write_line, write_path, write_text

WIDTH, LEFT, RIGHT = 320, 36, 206  # of a panel; where its days begin and end
PAST = 8  # how far a line goes on past the last day, so that its end is seen
SAMPLE, NAMES = 223, 244  # where the pattern of a line and its name begin
ROW, GAP = 13, 3  # height of a row of a name; between two names
HEIGHT = 92  # of the axis of shares
HATCH = 5  # between two strokes of what rests on nothing said
DASHES = 6  # patterns of lines that the style sheet has; a seventh line is as the first


@dataclass(frozen=True)
class _Name:
    """What is written at the end of a line, which ends at some height."""

    rows: Sequence[str]
    end: float
    kind: str

    @property
    def height(self) -> float:
        return ROW * len(self.rows)


@dataclass(frozen=True)
class Plot:
    """The axis of shares: where it begins and ends, and where days stand."""

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


def plot_of(panel: PositionPanel, scale: Scale, top: float) -> Plot:
    """Return the axis of shares, as high as the names of the values need."""
    names = len(panel.series) + bool(panel.vacuity)
    return Plot(scale, top, max(HEIGHT, names * (ROW + GAP)))


def draw_curves(panel: PositionPanel, plot: Plot) -> Markup:
    """Draw what rests on nothing said, the bands, the lines, and their names."""
    body = Markup("")
    for share in (0, 0.5, 1):
        y = plot.level(share)
        body += write_line(LEFT, y, RIGHT, y, "axis" if share == 0 else "rule")
        body += write_text(LEFT - 5, y + 4, per_cent(share), "fine end")
    places = [plot.scale.place(day_of(day)) for day in panel.days]
    if panel.vacuity:
        body += _hatched(panel.vacuity, places, plot)
    for series in panel.series:
        upper = _steps(series.high, places, plot)
        lower = _steps(series.low, places, plot)
        body += write_path(f"M{_points(upper)}L{_points(lower[::-1])}z", "band")
    for number, series in enumerate(panel.series):
        path = f"M{_points(_steps(series.p, places, plot))}"
        body += write_path(path, f"curve dash-{number % DASHES}")
    return body + _write_names(panel, plot, places)


def _steps(
    shares: Sequence[float], places: Sequence[float], plot: Plot
) -> list[tuple[float, float]]:
    """Return the corners of a step line; days too near to be told apart are one step."""
    told: list[tuple[float, float]] = []
    for place, share in zip(places, shares, strict=True):
        y = plot.level(share)
        if told and place - told[-1][0] < 1:
            told[-1] = (told[-1][0], y)
        else:
            told.append((place, y))
    corners = told[:1]
    for x, y in told[1:]:
        corners += [(x, corners[-1][1]), (x, y)]
    x, y = corners[-1]
    first = [(x - PAST, y)] if len(told) == 1 else []
    return [*first, *corners, (x + PAST, y)]


def _points(corners: Sequence[tuple[float, float]]) -> str:
    """Write corners as a path does, those on one straight line as one."""
    kept: list[tuple[str, str]] = []
    for x, y in corners:
        point = (short(x), short(y))
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and any(kept[-2][i] == kept[-1][i] == point[i] for i in (0, 1)):
            kept[-1] = point
        else:
            kept.append(point)
    return "L".join(f"{x} {y}" for x, y in kept)


def _hatched(shares: Sequence[float], places: Sequence[float], plot: Plot) -> Markup:
    """Draw upright strokes as high as the share that rests on nothing said."""
    corners = _steps(shares, places, plot)
    strokes, x, height = [], corners[0][0] + HATCH / 2, plot.bottom
    while x < corners[-1][0]:
        height = [y for place, y in corners if place <= x][-1]
        if plot.bottom - height >= 1:
            strokes.append(f"M{short(x)} {short(plot.bottom)}V{short(height)}")
        x += HATCH
    body = write_path("".join(strokes), "hatch") if strokes else Markup("")
    return body + write_path(f"M{_points(corners)}", "hatch")


def _names(panel: PositionPanel, plot: Plot) -> list[_Name]:
    """Say what each line is, in as many rows as there is room for, the highest line first."""
    ends = [
        (one.value, plot.level(one.p[-1]), f"curve dash-{number % DASHES}")
        for number, one in enumerate(panel.series)
    ]
    if panel.vacuity:
        ends.append((say("nothing said"), plot.level(panel.vacuity[-1]), "hatch"))
    ends.sort(key=lambda end: end[1])
    found: list[_Name] = []
    for most in (4, 3, 2, 1):
        found = [_Name(wrapped(text, WIDTH - NAMES, most), end, kind) for text, end, kind in ends]
        if sum(name.height + GAP for name in found) <= plot.height + 2 * ROW:
            break
    return found


def _write_names(panel: PositionPanel, plot: Plot, places: Sequence[float]) -> Markup:
    """Write the names beside the ends of their lines, each joined to its own."""
    body = Markup("")
    names = _names(panel, plot) if places else []
    for name, top in zip(names, spread(names, plot.top - ROW, plot.bottom + ROW), strict=True):
        y = top + ROW / 2
        body += write_line(places[-1] + PAST, name.end, SAMPLE, y, "leader")
        body += write_line(SAMPLE, y, NAMES - 4, y, name.kind)
        for row, text in enumerate(name.rows):
            body += write_text(NAMES, top + ROW * row + 10.5, text)
    return body


def spread(names: Sequence[_Name], top: float, bottom: float) -> list[float]:
    """Return where names begin: near the ends of their lines, and none upon another."""
    found: list[float] = []
    lowest = top
    for name in names:
        found.append(max(lowest, name.end - name.height / 2))
        lowest = found[-1] + name.height + GAP
    highest = bottom
    for place in reversed(range(len(found))):
        found[place] = min(found[place], highest - names[place].height)
        highest = found[place] - GAP
    return found
