"""Statements beneath an axis of days: a numbered mark each, and arcs to what it takes back.

A disc speaks for, a ring against, and a square on its corner is uncommitted.  A solid arrow
leads from a statement to the earlier one that it takes back, a broken one to the one that it
disputes; a line with a bar at each end and a zigzag joins two that contradict each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from zopa.findings import PositionArrow, PositionMark, PositionPanel
from zopa.report.charts.days import Scale, day_of
from zopa.report.charts.svg import short, write_path

R, LANE = 7.5, 17  # half the width of a mark; from one row of marks to the next
LEAST, MOST = 12, 26  # how deep arcs hang
NEAR = 14  # marks less far apart are joined at their side
KINDS: Mapping[str, str] = {"+": "for", "-": "against", "u": "open"}


@dataclass(frozen=True)
class Placed:
    """A mark with its number, where it stands across, and in which row from below."""

    mark: PositionMark
    number: int
    x: float
    lane: int


@dataclass(frozen=True)
class Strip:
    """The marks of a panel beneath its axis, and what joins them."""

    placed: tuple[Placed, ...]
    arrows: tuple[PositionArrow, ...]
    top: float

    @property
    def lanes(self) -> int:
        """How many rows of marks there are."""
        return max((one.lane + 1 for one in self.placed), default=0)

    @property
    def base(self) -> float:
        """Where the lowest marks end."""
        return self.top + LANE * self.lanes + 2

    @property
    def bottom(self) -> float:
        """Where the arcs end."""
        return self.base + max(map(self._depth, self.arrows), default=0)

    def level(self, placed: Placed) -> float:
        """Return where a mark stands down the picture."""
        return self.top + LANE * (self.lanes - placed.lane - 0.5) + 1

    def ends(self, arrow: PositionArrow) -> tuple[Placed, Placed]:
        """Return the later and the earlier mark."""
        by_id = {one.mark.statement: one for one in self.placed}
        return by_id[arrow.later], by_id[arrow.earlier]

    def _depth(self, arrow: PositionArrow) -> float:
        later, earlier = self.ends(arrow)
        across = abs(later.x - earlier.x)
        return 0 if across < NEAR else min(MOST, LEAST + 0.12 * across)

    def draw(self) -> Markup:
        """Draw the arcs, and over them the marks."""
        body = Markup("")
        for arrow in self.arrows:
            body += self._draw_arc(arrow)
        for one in self.placed:
            body += draw_mark(one.mark.stance, one.x, self.level(one), str(one.number))
        return body

    def _draw_arc(self, arrow: PositionArrow) -> Markup:
        later, earlier = self.ends(arrow)
        depth = self._depth(arrow)
        if depth:
            start = (later.x, self.level(later) + R + 1)
            end = (earlier.x, self.level(earlier) + R + 2)
            turn = ((start[0] + end[0]) / 2, self.base + 2 * depth - 4)
        else:
            start = (later.x - R - 1, self.level(later))
            end = (earlier.x - R - 2, self.level(earlier))
            turn = (min(start[0], end[0]) - 22, (start[1] + end[1]) / 2)
        return draw_arc(arrow.kind, start, turn, end)


def strip_of(panel: PositionPanel, scale: Scale, top: float) -> Strip:
    """Place the marks of a panel: by day, no two upon each other, those with arrows lowest."""
    known = {mark.statement for mark in panel.marks}
    arrows = tuple(arrow for arrow in panel.arrows if {arrow.later, arrow.earlier} <= known)
    joined = {name for arrow in arrows for name in (arrow.later, arrow.earlier)}
    numbered = list(enumerate(in_order(panel), 1))
    placed: list[Placed] = []
    for number, mark in sorted(numbered, key=lambda one: one[1].statement not in joined):
        x = scale.place(day_of(mark.day))
        taken = {one.lane for one in placed if abs(one.x - x) < 2 * R + 1}
        lane = next(lane for lane in range(len(placed) + 1) if lane not in taken)
        placed.append(Placed(mark, number, x, lane))
    return Strip(tuple(sorted(placed, key=lambda one: one.number)), arrows, top)


def in_order(panel: PositionPanel) -> list[PositionMark]:
    """Return the statements of a panel by day, as they are numbered."""
    return sorted(panel.marks, key=lambda mark: day_of(mark.day))


def draw_mark(stance: str, x: float, y: float, number: str = "") -> Markup:
    """Draw what stands for a statement, its number within."""
    kind = KINDS[stance]
    if kind == "open":
        half = short(R + 1.5)
        shape = write_path(
            f"M{short(x)} {short(y - R - 1.5)}l{half} {half}l-{half} {half}l-{half} -{half}z",
            f"mark {kind}",
        )
    else:
        shape = Markup('<circle cx="{}" cy="{}" r="{}" class="mark {}"/>\n').format(
            short(x), short(y), short(R), kind
        )
    if not number:
        return shape
    return shape + Markup('<text x="{}" y="{}" class="within {}">{}</text>\n').format(
        short(x), short(y + 3.4), kind, number
    )


Point = tuple[float, float]


def draw_arc(kind: str, start: Point, turn: Point, end: Point) -> Markup:
    """Draw what joins two statements, from the later to the earlier."""
    body = write_path(f"M{_at(start)}Q{_at(turn)} {_at(end)}", f"arc {kind}")
    if kind == "contradiction":
        x, y = (
            (one + 2 * two + three) / 4 for one, two, three in zip(start, turn, end, strict=True)
        )
        body += write_path(f"M{_at((x - 6, y + 3))}l4 -7l4 8l4 -7", f"arc {kind}")
        return body + write_path(_bar(turn, start) + _bar(turn, end), f"arc {kind}")
    left, right = _beside(turn, end, 7, 3.5)
    shut = "z" if kind == "walk_back" else ""
    return body + write_path(f"M{_at(left)}L{_at(end)}L{_at(right)}{shut}", f"head {kind}")


def _bar(turn: Point, end: Point) -> str:
    """Return the stroke across the end of an arc."""
    left, right = _beside(turn, end, 0, 4.5)
    return f"M{_at(left)}L{_at(right)}"


def _beside(turn: Point, end: Point, back: float, aside: float) -> Sequence[Point]:
    """Return the two points beside the end of an arc, some way back along it."""
    length = math.hypot(end[0] - turn[0], end[1] - turn[1]) or 1
    along = ((end[0] - turn[0]) / length, (end[1] - turn[1]) / length)
    middle = (end[0] - back * along[0], end[1] - back * along[1])
    return [
        (middle[0] - side * aside * along[1], middle[1] + side * aside * along[0])
        for side in (1, -1)
    ]


def _at(point: Point) -> str:
    return f"{short(point[0])} {short(point[1])}"
