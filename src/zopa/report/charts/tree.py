"""Who took a claim from whom: a row for each source, its copies indented beneath it.

Signs beside a copy say what it did to what it took.  A sign is a shape with a letter, and
both are explained beneath the tree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from zopa.findings import SourceTree, TreeNode
from zopa.messages import say, say_count, series, written_date
from zopa.report.anchors import anchor
from zopa.report.bidi import settled
from zopa.report.charts.figure import Figure
from zopa.report.charts.letters import BOLD, SMALL, width_of, wrapped
from zopa.report.charts.signs import SIGN, changes_in_words, draw_sign, letters_of
from zopa.report.charts.svg import (
    Told,
    room_for,
    short,
    wrap_narrow,
    wrap_wide,
    write_line,
    write_text,
)

WIDE, NARROW = 700, 300
DAY, HOPS = 82, 36  # the columns of days and hops
STEP, NARROW_STEP = 22, 13  # from one depth to the next
MOST_DEPTH = 9  # deeper copies are indented no further
HEAD, ROW, LINE = 26, 22, 14  # heights: the heads, a source, each further line of its text
LINES = 2  # most lines of a text
BEHIND = 11  # from a dot to what stands behind it
LEAST = 110  # room for a text beside signs
PIECE = 720  # most height of a picture; a taller tree stands in several
NB, HYPHEN = "\N{NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}"


@dataclass(frozen=True)
class _Row:
    """A source in the tree: where it stands, and its lines of text.

    On a page all stands on the first line, as far as it has room; on a small screen the text
    and the signs stand on the lines beneath the name.
    """

    node: TreeNode
    x: float
    top: float
    signs: tuple[float, int]  # where they begin, and in which line
    name: str
    beside: str  # what stands behind the name
    lines: tuple[str, ...]
    begin: tuple[float, float]  # where the name and where the lines begin

    @property
    def middle(self) -> float:
        """Where its dot stands down the picture."""
        return self.top + ROW / 2

    @property
    def end(self) -> float:
        """Where the row ends."""
        return self.top + ROW + LINE * len(self.lines)


@dataclass(frozen=True)
class _Layout:
    """How wide the tree is, how deep copies are indented, and how high a piece may be."""

    width: float
    step: float
    is_wide: bool
    piece: float

    def rows(self, nodes: Sequence[TreeNode]) -> list[_Row]:
        """Place the sources one beneath the other."""
        rows: list[_Row] = []
        for node in nodes:
            x = 7 + self.step * min(node.depth, MOST_DEPTH)
            top = rows[-1].end if rows else 0
            rows.append(self._wide(node, x, top) if self.is_wide else self._narrow(node, x, top))
        return rows

    def _wide(self, node: TreeNode, x: float, top: float) -> _Row:
        at = x + BEHIND + SIGN * len(node.changes)
        room = self.width - DAY - HOPS - at
        name = kept(node.name, room * 0.6)
        first, *more = wrapped(f"{name} {node.text}", room * 0.97, LINES, SMALL)
        lines = (*more, *_more(node))
        signs = (x + BEHIND, 0)
        return _Row(node, x, top, signs, name, first.removeprefix(name), lines, (at, at))

    def _narrow(self, node: TreeNode, x: float, top: float) -> _Row:
        name_at = x + BEHIND
        name = kept(node.name, self.width - DAY - name_at)
        at = name_at + SIGN * len(node.changes)
        is_apart = bool(node.changes) and self.width - at < LEAST
        at = name_at if is_apart else at
        text = wrapped(node.text, self.width - at, LINES, SMALL) if node.text else []
        if node.changes and not (is_apart or text):
            text = [""]  # the line of the signs
        lines = (*([""] if is_apart else []), *text, *_more(node))
        return _Row(node, x, top, (name_at, 1), name, "", lines, (name_at, at))


def _more(node: TreeNode) -> list[str]:
    """Say how many copies are not shown."""
    if not node.more:
        return []
    return [say_count("and {number} more copy", "and {number} more copies", node.more)]


def kept(name: str, room: float) -> str:
    """Return the name of a source in one piece, which no line breaks."""
    (name,) = wrapped(name, room / BOLD, 1, SMALL)
    return name.replace(" ", NB).replace("-", HYPHEN)


def draw_tree(chart: SourceTree) -> Figure:
    """Draw the tree, in as many pieces as it takes."""
    name = anchor("chart", chart.id)
    letters = letters_of(chart)
    wide = list(_pieces(chart, _Layout(WIDE, STEP, True, PIECE), letters))
    narrow = list(_pieces(chart, _Layout(NARROW, NARROW_STEP, False, math.inf), letters))
    drawn = [
        wrap_wide(_told(f"{name}-{number}", chart, number, len(wide)), "tree", WIDE, *piece)
        for number, piece in enumerate(wide)
    ]
    first = Told(f"{name}-0", "", "")
    return Figure(
        anchor=name,
        title=chart.title,
        caption=chart.caption,
        pictures=tuple(one.first for one in drawn),
        room=room_for(WIDE),
        again=tuple(one.again for one in drawn),
        narrow=tuple(wrap_narrow(first, "tree", NARROW, *piece) for piece in narrow),
        key=(),
        heads=(
            say("Source"),
            say("Publisher or title"),
            say("Published"),
            say("Copy of"),
            say("Hops"),
            say("What changed"),
        ),
        kinds=("short", "text", "short", "short", "short", ""),
        rows=tuple(_table(chart)),
    )


def _told(name: str, chart: SourceTree, number: int, count: int) -> Told:
    """Say what one of several pieces shows; the first tells it all."""
    if count == 1:
        return Told(name, chart.title, chart.description)
    title = say("{title}, part {number} of {all}", title=chart.title, number=number + 1, all=count)
    return Told(name, title, chart.description if number == 0 else title)


def _table(chart: SourceTree) -> Iterator[tuple[str, ...]]:
    """Say each source in words."""
    words = changes_in_words()
    for node in chart.nodes:
        origin = chart.nodes[node.parent].name if node.parent >= 0 else ""
        done = series(words[change] for change in node.changes)
        if node.parent >= 0 and not done:
            done = say("nothing")
        day = written_date(node.day)
        yield (node.name, node.text, day, origin, str(node.depth), done)
        if node.more:
            more = say_count("{number} more copy", "{number} more copies", node.more)
            yield (more, "", "", node.name, "", "")


def _pieces(
    chart: SourceTree, layout: _Layout, letters: Mapping[str, str]
) -> Iterator[tuple[float, Markup]]:
    """Yield the height and the drawing of each piece of a tree; the last has the key."""
    rows = layout.rows(chart.nodes)
    start = 0
    while start < len(rows) or start == 0:
        fits = [row for row in rows[start:] if row.end - rows[start].top <= layout.piece - HEAD]
        stop = start + max(1, len(fits))
        part = rows[start:stop]
        top = HEAD - (part[0].top if part else 0)
        height = (part[-1].end if part else 0) + top
        body = _heads(layout) + _joins(rows, part, top)
        for row in part:
            body += _draw_row(row, layout, top, letters)
        if stop >= len(rows):
            key, height = _draw_key(layout, letters, height)
            body += key
        yield height + 4, body
        start = stop


def _heads(layout: _Layout) -> Markup:
    """Write what the columns are."""
    body = write_text(0, 13, say("Source"), "head")
    if layout.is_wide:
        body += write_text(layout.width - DAY, 13, say("Hops"), "head end")
    body += write_text(layout.width, 13, say("Published"), "head end")
    return body + write_line(0, HEAD - 5, layout.width, HEAD - 5, "rule")


def _joins(rows: Sequence[_Row], part: Sequence[_Row], top: float) -> Markup:
    """Join sources to their copies, as far as the lines are within a piece."""
    body, last = Markup(""), {row.node.parent: row for row in rows}
    if not part:
        return body
    for parent, copy in last.items():
        if parent < 0:
            continue
        x = rows[parent].x
        begins = max(rows[parent].middle, part[0].top)
        ends = min(copy.middle, part[-1].end)
        if begins < ends:
            body += write_line(x, begins + top, x, ends + top, "join-copy")
    for row in part:
        if row.node.parent >= 0:
            x, y = rows[row.node.parent].x, row.middle + top
            body += write_line(x, y, row.x, y, "join-copy")
    return body


def _draw_row(row: _Row, layout: _Layout, top: float, letters: Mapping[str, str]) -> Markup:
    """Draw a source: its dot, its signs, its name and text, hops and day."""
    y, node = row.middle + top, row.node
    kind = "root" if node.parent < 0 else "copy"
    body = Markup('<circle cx="{}" cy="{}" r="{}" class="source {}"/>\n').format(
        short(row.x), short(y), "5.5" if kind == "root" else "4", kind
    )
    for number, change in enumerate(node.changes):
        at = row.signs[0] + 6 + SIGN * number
        body += draw_sign(change, at, y + LINE * row.signs[1], letters[change])
    body += Markup('<text x="{}" y="{}"><tspan class="head">{}</tspan>{}</text>\n').format(
        short(row.begin[0]), short(y + 4), settled(row.name), settled(row.beside)
    )
    for number, line in enumerate(row.lines, 1):
        if line:
            body += write_text(row.begin[1], y + 4 + LINE * number, line)
    if layout.is_wide:
        body += write_text(layout.width - DAY, y + 4, str(node.depth), "end")
    return body + write_text(layout.width, y + 4, node.day.removeprefix(".."), "end")


def _draw_key(layout: _Layout, letters: Mapping[str, str], top: float) -> tuple[Markup, float]:
    """Draw what the signs mean beneath the tree, as many in a row as there is room for."""
    body, x, y = Markup(""), 0.0, top + 18
    words = changes_in_words()
    if not letters:
        return body, top
    body += write_line(0, top + 4, layout.width, top + 4, "rule")
    for change, letter in letters.items():
        width = SIGN + 2 + width_of(words[change]) + 16
        if x and x + width > layout.width:
            x, y = 0.0, y + 20
        body += draw_sign(change, x + 6, y, letter)
        body += write_text(x + SIGN + 2, y + 4, words[change])
        x += width
    return body, y + 10
