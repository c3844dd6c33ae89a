"""Pictures drawn as inline SVG: no script, the same bytes every time, sharp on paper.

One drawing a kind of chart, in two widths: one with its texts for a page, and a narrow one
for a small screen, whose texts stand beside it; the style sheet shows one of them.  A
drawing has a title and a description for readers who do not see it, takes its colours from
the style sheet, grows with the size of the text, and tells things apart by place, shape
and dash alone, so that it can be read in grey.  The table behind it stands beside it.

The matrix of joined dots goes back to UpSet (Lex, Gehlenborg, Strobelt, Vuillemot and
Pfister 2014).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from zopa.findings import Bars, BlockingMatrix, Chart, MatrixPanel, MatrixRow
from zopa.messages import grouped, say, series
from zopa.report.anchors import anchor
from zopa.report.fields import said

REM = 17  # units of a drawing in one rem, which is the size of the page's text
STEPS = (30, 36, 42, 48, 54)  # widths in rem for which the style sheet has a rule

HEAD = 22  # height of a party's heading
LABEL, WRAPS = 346, 12  # the column of lines: its width, and most rows of a line
CODE = 44  # width of the names of lines
STEP, BAND = 30, 560  # between two sets; most width of all goals in a picture
ROOM, MOST_ROOM = 100, 150  # least width of a goal, and the most that a long word makes of it
BESIDE = 12  # room left and right of a goal's name
PANEL_LINES = 9  # rows of a goal's name
NARROW, NARROW_STEP, NARROW_ROW = 276, 27, 30  # the narrow drawing, its columns and its rows
BAR_LABEL, BAR, BAR_WRAPS = 304, 260, 4  # labels of bars; length of the longest bar; most rows
BAR_STEP, BAR_END = 26, 48  # from one bar to the next; room for a number
NARROW_BARS = 300


@dataclass(frozen=True)
class KeyEntry:
    """What a short name in the narrow drawing stands for."""

    name: str = field(metadata=said("the short name"))
    owner: str = field(metadata=said("whose line it is; empty for a goal"))
    text: str = field(metadata=said("what it stands for"))


@dataclass(frozen=True)
class Figure:
    """A picture and the table behind it."""

    anchor: str = field(metadata=said("its place in the page"))
    title: str = field(metadata=said("what it shows"))
    caption: str = field(metadata=said("how to read it"))
    pictures: tuple[Markup, ...] = field(metadata=said("the drawing, in one or more pieces"))
    room: int = field(metadata=said("the width in rem that the drawing needs"))
    again: tuple[Markup, ...] = field(metadata=said("the same drawing once more, by reference"))
    narrow: tuple[Markup, ...] = field(metadata=said("the drawing for a small screen"))
    key: tuple[KeyEntry, ...] = field(metadata=said("what the narrow drawing's names stand for"))
    heads: tuple[str, ...] = field(metadata=said("the columns of the table behind it"))
    kinds: tuple[str, ...] = field(metadata=said("how much room each column needs"))
    rows: tuple[tuple[str, ...], ...] = field(metadata=said("the rows of that table"))


def draw(chart: Chart) -> Figure:
    """Return a chart as a picture with its table."""
    if isinstance(chart, Bars):
        return _draw_bars(chart)
    return _draw_matrix(chart)


# --- pieces of a drawing ---


@dataclass(frozen=True)
class _Told:
    """The names under which a drawing is told to readers who do not see it."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class _Drawn:
    """A drawing with its texts, and the same once more in another place of the page."""

    first: Markup
    again: Markup


def _wide(told: _Told, kind: str, width: float, height: float, body: str) -> _Drawn:
    """Wrap a drawing with its title and description."""
    name = f"{told.name}-drawn"
    words = Markup('<title id="{}-title">{}</title>\n<desc id="{}-told">{}</desc>\n').format(
        told.name, told.title, told.name, told.text
    )
    whole = Markup('{}<g id="{}" class="drawn">\n{}</g>\n').format(words, name, Markup(body))
    again = Markup('<use href="#{}"/>\n').format(name)
    return _Drawn(
        first=_svg(told, kind, width, height, whole), again=_svg(told, kind, width, height, again)
    )


def _small(told: _Told, kind: str, width: float, height: float, body: str) -> Markup:
    """Wrap a narrow drawing."""
    inside = Markup('<g class="drawn">\n{}</g>\n').format(Markup(body))
    return _svg(told, kind, width, height, inside)


def _svg(told: _Told, kind: str, width: float, height: float, body: str) -> Markup:
    """Wrap a drawing, whose title and description are those of the wide one."""
    return Markup(
        '<svg class="chart {kind}" role="img" aria-labelledby="{name}-title {name}-told" '
        'width="{wide}rem" height="{high}rem" viewBox="0 0 {width} {height}">\n{body}</svg>'
    ).format(
        kind=kind,
        name=told.name,
        wide=_short(width / REM, 2),
        high=_short(height / REM, 2),
        width=_short(width),
        height=_short(height),
        body=Markup(body),  # made by the functions below, which escape every text
    )


def _room(width: float) -> int:
    """Return the width of a drawing in rem, as the style sheet counts it."""
    return next((step for step in STEPS if step * REM >= width), STEPS[-1])


def _short(value: float, digits: int = 1) -> str:
    """Write a number without a needless nought."""
    return f"{round(value, digits):g}"


def _text(x: float, y: float, text: str, kind: str = "") -> Markup:
    """Write a text, set apart from what runs in another direction."""
    attribute = Markup(' class="{}"').format(kind) if kind else ""
    return Markup('<text x="{}" y="{}"{}>{}</text>\n').format(_short(x), _short(y), attribute, text)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>\n').format(
        *map(_short, (x1, y1, x2, y2)), kind
    )


SLIM = frozenset("ijlIftr1|!.,:;'’`\"“”()[]- \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
BROAD = frozenset("mwMW@%—…ЖМФШЩЮЫжмфшщюы")
SIZE, SMALL = 13, 12  # heights of letters
BOLD = 1.1  # how much wider bold letters are


def width_of(text: str, size: float = SMALL) -> float:
    """Estimate how wide a text is in a wide font without serifs."""
    return size * sum(map(_share, text))


def _share(letter: str) -> float:
    """Return the width of a letter in parts of its height."""
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1
    if letter in SLIM:
        return 0.37
    if letter in BROAD:
        return 0.92
    return 0.7 if letter.isupper() else 0.615


def wrapped(text: str, room: float, most: int, size: float = SMALL) -> list[str]:
    """Break a text into rows of some width; what does not fit ends in an ellipsis."""
    rows = [""]
    for piece in _pieces(" ".join(re.split(r"[ \t\r\n\f\v]+", text.strip())), room, size):
        if rows[-1] and width_of((rows[-1] + piece).rstrip(), size) > room:
            rows.append("")
        rows[-1] += piece
    rows = [row.strip() for row in rows]
    if len(rows) > most:
        last = rows[most - 1]
        while last and width_of(f"{last} …", size) > room:
            last = last.rpartition(" ")[0]
        rows = [*rows[: most - 1], f"{last} …".strip()]
    return rows


def _pieces(text: str, room: float, size: float) -> Iterator[str]:
    """Part a text where a row may end: after spaces and hyphens, and within words too long."""
    for word in re.findall(r"[^ -]*(?:-+| +|$)", text):
        piece = ""
        for letter in word:
            if piece and letter != " " and width_of(piece + letter, size) > room:
                yield piece
                piece = ""
            piece += letter
        if piece:
            yield piece


# --- bars ---


def _draw_bars(chart: Bars) -> Figure:
    """Draw one bar a row, its number behind its end."""
    name = anchor("chart", chart.id)
    told = _Told(name, chart.title, chart.description)
    most = max((number for _, number in chart.bars), default=0)
    wide = _wide_bars(chart, told, most)
    return Figure(
        anchor=name,
        title=chart.title,
        caption=chart.caption,
        pictures=(wide.first,),
        room=_room(BAR_LABEL + BAR + BAR_END),
        again=(wide.again,),
        narrow=(_narrow_bars(chart, told, most),),
        key=(),
        heads=chart.heads,
        kinds=("text", ""),
        rows=tuple((label, grouped(number)) for label, number in chart.bars),
    )


def _bar(x: float, y: float, length: float, number: int) -> Markup:
    """Draw a bar and write its number."""
    bar = Markup('<rect x="{}" y="{}" width="{}" height="16" class="bar"/>\n').format(
        _short(x), _short(y), _short(length)
    )
    return bar + _text(x + length + 6, y + 13, grouped(number))


def _wide_bars(chart: Bars, told: _Told, most: int) -> _Drawn:
    """Draw the bars beside their labels."""
    body, y = Markup(""), 8
    for label, number in chart.bars:
        rows = wrapped(label, BAR_LABEL - 14, BAR_WRAPS, SIZE)
        y += 8 * (len(rows) - 1)  # the bar stands at the middle of its label
        for row, text in enumerate(rows):
            body += _text(BAR_LABEL - 10, y + 13 + 16 * row - 8 * (len(rows) - 1), text, "end")
        body += _bar(BAR_LABEL, y, BAR * number / most if most else 0, number)
        y += BAR_STEP + 8 * (len(rows) - 1)
    body += _line(BAR_LABEL, 4, BAR_LABEL, y, "axis")
    return _wide(told, "bars", BAR_LABEL + BAR + BAR_END, y + 4, body)


def _narrow_bars(chart: Bars, told: _Told, most: int) -> Markup:
    """Draw the bars under their labels."""
    body, y = Markup(""), 0
    for label, number in chart.bars:
        rows = wrapped(label, NARROW_BARS - 4, BAR_WRAPS, SIZE)
        for row, text in enumerate(rows):
            body += _text(0, y + 13 + 16 * row, text)
        y += 16 * len(rows) + 2
        length = (NARROW_BARS - BAR_END) * number / most if most else 0
        body += _bar(0, y, length, number) + _line(0.5, y - 1, 0.5, y + 17, "axis")
        y += BAR_STEP
    return _small(told, "bars", NARROW_BARS, max(y, 1), body)


# --- which lines cannot all stand ---


@dataclass(frozen=True)
class _Panel:
    """A goal's sets with the number of the first, and how wide they stand."""

    panel: MatrixPanel
    first: int
    width: float

    @property
    def numbers(self) -> str:
        """The numbers of its sets."""
        last = self.first + len(self.panel.sets) - 1
        return str(self.first) if last == self.first else f"{self.first}–{last}"


@dataclass(frozen=True)
class _Grid:
    """Where the rows of a matrix stand, and how far apart its columns."""

    places: tuple[float, ...]
    top: float
    bottom: float
    step: float


def _draw_matrix(chart: BlockingMatrix) -> Figure:
    """Draw lines as rows and sets as columns, goal by goal, in as many bands as it takes."""
    name = anchor("chart", chart.id)
    bands = list(_bands(chart.panels))
    wide = [
        _wide_band(_told(f"{name}-{number}", chart, number, len(bands)), chart, band)
        for number, band in enumerate(bands)
    ]
    small = list(_bands(chart.panels, NARROW - CODE, NARROW_STEP, 8))
    first = _Told(f"{name}-0", "", "")
    return Figure(
        anchor=name,
        title=chart.title,
        caption=chart.caption,
        pictures=tuple(drawn.first for drawn in wide),
        room=_room(LABEL + max(map(_width, bands), default=0)),
        again=tuple(drawn.again for drawn in wide),
        narrow=tuple(_narrow_band(first, chart, band) for band in small),
        key=tuple(_key(chart)),
        heads=(
            say("No."),
            say("Goal"),
            say("Lines"),
            say("Under every reading"),
            say("Touches the law"),
        ),
        kinds=("short", "text", "long", "", ""),
        rows=tuple(_matrix_rows(chart)),
    )


def _told(name: str, chart: BlockingMatrix, number: int, count: int) -> _Told:
    """Say what one of several bands shows; the first tells it all."""
    if count == 1:
        return _Told(name, chart.title, chart.description)
    title = say("{title}, part {number} of {all}", title=chart.title, number=number + 1, all=count)
    return _Told(name, title, chart.description if number == 0 else title)


def _reads(row: MatrixRow) -> str:
    """Say what a row demands, and which reading of its line demands it."""
    if row.is_any:
        return say(
            "under each of its readings (here as {reading}): {demands}",
            reading=row.reading,
            demands=row.text,
        )
    if row.line:
        return say(
            "{line} read as {reading}: {demands}",
            line=row.line,
            reading=row.reading,
            demands=row.text,
        )
    return row.text


def _matrix_rows(chart: BlockingMatrix) -> Iterator[tuple[str, ...]]:
    """Say each set of the picture in words."""
    number = 0
    for panel in chart.panels:
        for found in panel.sets:
            number += 1
            members = [_in_words(chart.rows[place]) for place in found.members]
            (whole, *more) = members
            yield (
                str(number),
                panel.title,
                series(members) if more else say("{line}; it blocks the goal alone", line=whole),
                say("yes") if found.always else say("no"),
                say("yes") if found.law else say("no"),
            )


def _in_words(row: MatrixRow) -> str:
    """Name a line of a set with its owner, its reading and what it demands."""
    if row.line:
        return say(
            "{name} ({parties}), read as {reading}, {demands}",
            name=row.line,
            parties=row.owner,
            reading=row.reading,
            demands=row.text,
        )
    return say(
        "{name} ({parties}) {demands}", name=row.name, parties=row.owner, demands=_reads(row)
    )


def _key(chart: BlockingMatrix) -> Iterator[KeyEntry]:
    """Say what the numbers and names of the narrow drawing stand for."""
    for panel in _numbered(chart.panels, STEP, 0, is_titled=False):
        yield KeyEntry(panel.numbers, "", panel.panel.title)
    for row in chart.rows:
        yield KeyEntry(row.name, row.owner, _reads(row))


def is_one(chart: BlockingMatrix) -> bool:
    """Whether all goals stand side by side in one picture."""
    return len(list(_bands(chart.panels))) == 1


def _numbered(
    panels: Sequence[MatrixPanel], step: float, margin: float, is_titled: bool
) -> Iterator[_Panel]:
    """Number the sets through, and measure each goal, with its title or without."""
    first = 1
    for panel in panels:
        title = max(ROOM, min(MOST_ROOM, _longest(panel.title))) if is_titled else 0
        yield _Panel(panel, first, max(title, step * len(panel.sets) + margin))
        first += len(panel.sets)


def _longest(title: str) -> float:
    """Return how wide the longest word of a title is, with room beside it."""
    words = _pieces(title, math.inf, SMALL)
    return math.ceil(max((width_of(word.strip()) for word in words), default=0) * BOLD) + BESIDE


def _bands(
    panels: Sequence[MatrixPanel], most: float = BAND, step: float = STEP, margin: float = 24
) -> Iterator[list[_Panel]]:
    """Divide the goals into bands that fit; a goal with too many sets stands in several."""
    fit = int((most - margin) // step)
    pieces = [
        replace(panel, sets=panel.sets[place : place + fit])
        for panel in panels
        for place in range(0, len(panel.sets), fit)
    ]
    band: list[_Panel] = []
    for panel in _numbered(pieces, step, margin, is_titled=step == STEP):
        if band and _width(band) + panel.width > most:
            yield band
            band = []
        band.append(panel)
    if band:
        yield band


def _width(band: Sequence[_Panel]) -> float:
    """Return how wide some goals stand side by side."""
    return math.fsum(panel.width for panel in band)


def _wide_band(told: _Told, chart: BlockingMatrix, band: Sequence[_Panel]) -> _Drawn:
    """Draw the rows with their texts, and the goals of one band beside them."""
    width = LABEL + _width(band)
    heads = [wrapped(p.panel.title, (p.width - BESIDE) / BOLD, PANEL_LINES) for p in band]
    top = 15 * max(map(len, heads)) + 26
    places, body, bottom = _draw_rows(chart, top, width)
    grid = _Grid(tuple(places), top, bottom, STEP)
    x: float = LABEL
    for panel, head in zip(band, heads, strict=True):
        body += _line(x, 4, x, bottom, "rule")
        for row, text in enumerate(head):
            body += _text(x + 8, 15 + 15 * row, text, "head")
        body += _draw_sets(panel, x + 24, grid)
        x += panel.width
    return _wide(told, "matrix", width, _foot(band, bottom), body)


def _narrow_band(told: _Told, chart: BlockingMatrix, band: Sequence[_Panel]) -> Markup:
    """Draw the rows by their names alone."""
    width = CODE + _width(band)
    top = 26
    places = tuple(top + NARROW_ROW * (row + 0.5) for row in range(len(chart.rows)))
    bottom = top + NARROW_ROW * len(chart.rows)
    body = Markup("")
    for row, y in zip(chart.rows, places, strict=True):
        (name,) = wrapped(row.name, CODE - 4, 1, SIZE)
        body += _line(0, y - NARROW_ROW / 2, width, y - NARROW_ROW / 2, "rule")
        body += _text(0, y + 5, name, "strong")
    body += _line(0, bottom, width, bottom, "rule")
    x: float = CODE
    for panel in band:
        body += _line(x, 4, x, bottom, "rule")
        body += _draw_sets(panel, x + 18, _Grid(places, top, bottom, NARROW_STEP))
        x += panel.width
    return _small(told, "matrix", width, _foot(band, bottom), body)


def _foot(band: Sequence[_Panel], bottom: float) -> float:
    """Return where a drawing ends: under the signs of the law, where there are any."""
    signs = any(found.law for panel in band for found in panel.panel.sets)
    return bottom + (20 if signs else 2)


def _draw_rows(
    chart: BlockingMatrix, top: float, width: float
) -> tuple[list[float], Markup, float]:
    """Write the lines under their parties; return where each of them stands, and the end."""
    places: list[float] = []
    body = Markup("")
    y, owner = top, ""
    for row in chart.rows:
        if row.owner != owner:
            owner = row.owner
            for part, text in enumerate(wrapped(owner, (LABEL - 12) / BOLD, 2, SIZE)):
                y += 16 if part else HEAD
                body += _text(0, y - 6, text, "strong")
        body += _line(0, y, width, y, "rule")
        rows = wrapped(_reads(row), LABEL - CODE - 8, WRAPS)
        height = 14 + 14 * len(rows)
        (name,) = wrapped(row.name, CODE - 4, 1, SIZE)
        body += _text(0, y + height / 2 + 4, name, "strong")
        for number, text in enumerate(rows):
            body += _text(CODE, y + 18 + 14 * number, text)
        places.append(y + height / 2)
        y += height
    return places, body + _line(0, y, width, y, "rule"), y


def _draw_sets(panel: _Panel, left: float, grid: _Grid) -> Markup:
    """Draw each set of a goal: its number, its dots, and what joins them."""
    body, blanks = Markup(""), []
    for column, found in enumerate(panel.panel.sets):
        x = left + grid.step * column
        body += _text(x, grid.top - 6, str(panel.first + column), "middle")
        kind = "" if found.always else " hollow"
        ends = [grid.places[member] for member in found.members]
        if len(ends) > 1:
            body += _line(x, min(ends), x, max(ends), f"join{kind}")
        for place, y in enumerate(grid.places):
            if place in found.members:
                body += Markup('<circle cx="{}" cy="{}" r="7" class="dot{}"/>\n').format(
                    _short(x), _short(y), kind
                )
            elif len(ends) < 2 or not min(ends) < y < max(ends):
                blanks.append(f"M{_short(x)} {_short(y)}h0")
        if found.law:
            body += _text(x, grid.bottom + 15, "§", "middle")
    if blanks:
        body += Markup('<path d="{}" class="blank"/>\n').format("".join(blanks))
    return body
