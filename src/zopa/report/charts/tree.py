"""Who took a claim from whom: a row for each source, its copies indented beneath it.

Signs beside a copy say what it did to what it took.  A sign is a shape with a letter, and
both are explained beneath the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from zopa.findings import SourceTree, TreeNode
from zopa.messages import say, say_count, series, written_date
from zopa.report.anchors import anchor
from zopa.report.bidi import settled
from zopa.report.charts.figure import Figure
from zopa.report.charts.letters import BOLD, SMALL, width_of, wrapped
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
LINES, NARROW_LINES = 2, 4  # most lines of a source
SIGN = 27  # width of a sign with its letter
PIECE = 720  # most height of a picture; a taller tree stands in several
NB, HYPHEN = "\N{NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}"
SIGNS: Mapping[str, str] = {  # within 12 by 12, about the middle
    "strengthened": "M0 5V-5M-4 -1L0 -5L4 -1",
    "weakened": "M0 -5V5M-4 1L0 5L4 1",
    "inverted": "M-5 5L5 -5M1 -5H5V-1M-5 -5L5 5M1 5H5V1",
    "redated": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0M0 -3V0L2.5 1.5",
    "reattributed": "M-2 -3a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M-4.5 5a4.5 4.5 0 0 1 9 0z",
    "changed": "M0 -5L5 4.5H-5z",
}


@dataclass(frozen=True)
class _Row:
    """A source in the tree: its lines of text, and where it stands."""

    node: TreeNode
    place: int
    x: float
    top: float
    lines: tuple[str, ...]
    more: str

    @property
    def middle(self) -> float:
        """Where its dot stands down the picture."""
        return self.top + ROW / 2

    @property
    def end(self) -> float:
        """Where the row ends."""
        return self.top + ROW + LINE * (len(self.lines) - 1 + bool(self.more))


@dataclass(frozen=True)
class _Layout:
    """How wide the tree is, and how deep copies are indented."""

    width: float
    step: float
    most: int

    def rows(self, nodes: Sequence[TreeNode]) -> list[_Row]:
        """Place the sources one beneath the other."""
        rows: list[_Row] = []
        top = 0.0
        for place, node in enumerate(nodes):
            x = 7 + self.step * min(node.depth, MOST_DEPTH)
            room = self.width - DAY - HOPS - text_at(x, node)
            more = (
                say_count("and {number} more copy", "and {number} more copies", node.more)
                if node.more
                else ""
            )
            row = _Row(node, place, x, top, lines_of(node, room, self.most), more)
            rows.append(row)
            top = row.end
        return rows


def draw_tree(chart: SourceTree) -> Figure:
    """Draw the tree, in as many pieces as it takes."""
    name = anchor("chart", chart.id)
    letters = letters_of(chart)
    wide = list(_pieces(chart, _Layout(WIDE, STEP, LINES), letters))
    narrow = list(_pieces(chart, _Layout(NARROW, NARROW_STEP, NARROW_LINES), letters))
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
        kinds=("short", "text", "short", "short", "numeric", ""),
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


def changes_in_words() -> dict[str, str]:
    """Return what a hop can do, in words."""
    return {
        "strengthened": say("strengthened"),
        "weakened": say("weakened"),
        "inverted": say("turned into its opposite"),
        "redated": say("dated anew"),
        "reattributed": say("attributed to another"),
        "changed": say("changed otherwise"),
    }


def letters_of(chart: SourceTree) -> dict[str, str]:
    """Return a letter for each change of a tree: the first of its words that is free."""
    used = {change for node in chart.nodes for change in node.changes}
    letters: dict[str, str] = {}
    for change, words in changes_in_words().items():
        if change in used:
            free = (letter for letter in words.upper() if letter.isalpha())
            taken = set(letters.values())
            letters[change] = next((letter for letter in free if letter not in taken), "")
    return letters


def text_at(x: float, node: TreeNode) -> float:
    """Return where the text of a source begins: behind its dot and its signs."""
    return x + 11 + SIGN * len(node.changes)


def lines_of(node: TreeNode, room: float, most: int) -> tuple[str, ...]:
    """Return the name and the text of a source in lines; the first begins with the name."""
    name = kept(node, room)
    return tuple(wrapped(f"{name} {node.text}", room * 0.97, most, SMALL))


def kept(node: TreeNode, room: float) -> str:
    """Return the name of a source in one piece, which no line breaks."""
    (name,) = wrapped(node.name, room * 0.6 / BOLD, 1, SMALL)
    return name.replace(" ", NB).replace("-", HYPHEN)


def _pieces(
    chart: SourceTree, layout: _Layout, letters: Mapping[str, str]
) -> Iterator[tuple[float, Markup]]:
    """Yield the height and the drawing of each piece of a tree; the last has the key."""
    rows = layout.rows(chart.nodes)
    start = 0
    while start < len(rows) or start == 0:
        fits = [row for row in rows[start:] if row.end - rows[start].top <= PIECE - HEAD]
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
    return (
        write_text(0, 13, say("Source"), "head")
        + write_text(layout.width - DAY, 13, say("Hops"), "head end")
        + write_text(layout.width, 13, say("Published"), "head end")
        + write_line(0, HEAD - 5, layout.width, HEAD - 5, "rule")
    )


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
        body += draw_sign(change, row.x + 17 + SIGN * number, y, letters[change])
    x = text_at(row.x, node)
    name = kept(node, layout.width - DAY - HOPS - x)
    first = row.lines[0].removeprefix(name)
    body += Markup('<text x="{}" y="{}"><tspan class="head">{}</tspan>{}</text>\n').format(
        short(x), short(y + 4), settled(name), settled(first)
    )
    for number, line in enumerate(row.lines[1:], 1):
        body += write_text(x, y + 4 + LINE * number, line)
    if row.more:
        body += write_text(x, y + 4 + LINE * len(row.lines), row.more, "soft")
    body += write_text(layout.width - DAY, y + 4, str(node.depth), "end")
    return body + write_text(layout.width, y + 4, node.day, "end")


def draw_sign(change: str, x: float, y: float, letter: str) -> Markup:
    """Draw what a hop did: a shape, and its letter behind it."""
    shape = Markup('<path d="{}" transform="translate({} {})" class="sign"/>\n').format(
        SIGNS[change], short(x), short(y)
    )
    return shape + write_text(x + 7, y + 4, letter, "head")


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
