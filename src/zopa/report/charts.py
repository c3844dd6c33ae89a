"""Pictures drawn as inline SVG: no script, the same bytes every time, sharp on paper.

One drawing a kind of chart.  A drawing has a title and a description for readers who do
not see it, takes its colours from the style sheet, and tells things apart by place, shape
and dash alone, so that it can be read in grey.  The table behind it stands beside it.

The matrix of joined dots goes back to UpSet (Lex, Gehlenborg, Strobelt, Vuillemot and
Pfister 2014).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from zopa.findings import Bars, BlockingMatrix, Chart, MatrixPanel
from zopa.messages import grouped, say, series
from zopa.report.anchors import anchor
from zopa.report.fields import said

HEAD, LETTER = 22, 7.8  # height of a party's heading; width of a letter of a heading
LABEL, WRAP, WRAPS = 320, 41, 3  # the column of lines: its width, letters in a row, most rows
STEP, ROOM, BAND = 30, 110, 560  # between two sets; least width of a goal; most of a picture
PANEL_LINES = 6  # rows of a goal's name
BAR, BAR_STEP = 300, 26  # length of the longest bar; from one bar to the next


@dataclass(frozen=True)
class Figure:
    """A picture and the table behind it."""

    anchor: str = field(metadata=said("its place in the page"))
    title: str = field(metadata=said("what it shows"))
    caption: str = field(metadata=said("how to read it"))
    pictures: tuple[Markup, ...] = field(metadata=said("the drawing, in one or more pieces"))
    heads: tuple[str, ...] = field(metadata=said("the columns of the table behind it"))
    rows: tuple[tuple[str, ...], ...] = field(metadata=said("the rows of that table"))


def draw(chart: Chart) -> Figure:
    """Return a chart as a picture with its table."""
    if isinstance(chart, Bars):
        return _draw_bars(chart)
    return _draw_matrix(chart)


def _picture(name: str, width: float, height: float, title: str, told: str, body: str) -> Markup:
    """Wrap a drawing with its title and description."""
    return Markup(
        '<svg class="chart" role="img" aria-labelledby="{name}-title {name}-told" '
        'width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        '<title id="{name}-title">{title}</title>\n<desc id="{name}-told">{told}</desc>\n'
        "{body}</svg>"
    ).format(
        name=name,
        width=round(width),
        height=round(height),
        title=title,
        told=told,
        body=Markup(body),  # made by the functions below, which escape every text
    )


def _text(x: float, y: float, text: str, kind: str = "") -> Markup:
    """Write a text, set apart from what runs in another direction."""
    return Markup('<text x="{}" y="{}" class="{}">{}</text>\n').format(
        round(x, 1), round(y, 1), kind or "plain", text
    )


def _wrapped(text: str, letters: int, most: int) -> list[str]:
    """Break a text into a few rows; what does not fit ends in an ellipsis."""
    return textwrap.wrap(text, letters, max_lines=most, placeholder=" …") or [""]


# --- bars ---


def _draw_bars(chart: Bars) -> Figure:
    """Draw one bar a row, its number behind its end."""
    name = anchor("chart", chart.id)
    most = max((number for _, number in chart.bars), default=0)
    body, y = "", 8
    for label, number in chart.bars:
        length = BAR * number / most if most else 0
        rows = _wrapped(label, WRAP - 2, 2)
        y += 7 * (len(rows) - 1)  # the bar stands at the middle of its label
        for row, text in enumerate(rows):
            body += _text(LABEL - 10, y + 13 + 14 * row - 7 * (len(rows) - 1), text, "end")
        body += Markup('<rect x="{}" y="{}" width="{}" height="16" class="bar"/>\n').format(
            LABEL, y, round(length, 1)
        )
        body += _text(LABEL + length + 6, y + 13, grouped(number), "number")
        y += BAR_STEP + 7 * (len(rows) - 1)
    height = y + 8
    axis = Markup('<line x1="{}" y1="4" x2="{}" y2="{}" class="axis"/>\n').format(
        LABEL, LABEL, height - 8
    )
    picture = _picture(name, LABEL + BAR + 48, height, chart.title, chart.description, body + axis)
    return Figure(
        anchor=name,
        title=chart.title,
        caption=chart.caption,
        pictures=(picture,),
        heads=chart.heads,
        rows=tuple((label, grouped(number)) for label, number in chart.bars),
    )


# --- which lines cannot all stand ---


@dataclass(frozen=True)
class _Panel:
    """A goal's sets with their numbers, and how wide they stand."""

    panel: MatrixPanel
    first: int
    width: float


def _draw_matrix(chart: BlockingMatrix) -> Figure:
    """Draw lines as rows and sets as columns, goal by goal, in as many bands as it takes."""
    name = anchor("chart", chart.id)
    bands = list(_bands(chart.panels))
    pictures = []
    for number, band in enumerate(bands):
        title = chart.title
        if len(bands) > 1:
            title = say(
                "{title}, part {number} of {all}",
                title=chart.title,
                number=number + 1,
                all=len(bands),
            )
        told = chart.description if number == 0 else title
        pictures.append(_draw_band(f"{name}-{number}", chart, band, title, told))
    return Figure(
        anchor=name,
        title=chart.title,
        caption=chart.caption,
        pictures=tuple(pictures),
        heads=(
            say("No."),
            say("Goal"),
            say("Cannot all stand"),
            say("Under every reading"),
            say("Touches the law"),
        ),
        rows=tuple(_matrix_rows(chart)),
    )


def _matrix_rows(chart: BlockingMatrix) -> Iterator[tuple[str, ...]]:
    """Say each set of the picture in words."""
    number = 0
    for panel in chart.panels:
        for found in panel.sets:
            number += 1
            lines = [chart.rows[place] for place in found.members]
            yield (
                str(number),
                panel.title,
                series(
                    say(
                        "{name} ({parties}) {demands}",
                        name=line.name,
                        parties=line.owner,
                        demands=line.text,
                    )
                    for line in lines
                ),
                say("yes") if found.always else say("no"),
                say("yes") if found.law else say("no"),
            )


def is_one(chart: BlockingMatrix) -> bool:
    """Whether all goals stand side by side in one picture."""
    return len(list(_bands(chart.panels))) == 1


def _bands(panels: Sequence[MatrixPanel]) -> Iterator[list[_Panel]]:
    """Divide the goals into bands that fit on a page."""
    band: list[_Panel] = []
    first = 1
    for panel in panels:
        width = max(ROOM, STEP * len(panel.sets) + 24)
        if band and sum(other.width for other in band) + width > BAND:
            yield band
            band = []
        band.append(_Panel(panel, first, width))
        first += len(panel.sets)
    if band:
        yield band


def _draw_band(
    name: str, chart: BlockingMatrix, band: Sequence[_Panel], title: str, told: str
) -> Markup:
    """Draw the rows once, and the goals of one band beside them."""
    width = LABEL + sum(panel.width for panel in band)
    heads = [_wrapped(p.panel.title, int((p.width - 14) / LETTER), PANEL_LINES) for p in band]
    top = 15 * max(map(len, heads)) + 26
    places, body, height = _draw_rows(chart, top, width)
    x: float = LABEL
    for panel, head in zip(band, heads, strict=True):
        body += Markup('<line x1="{}" y1="4" x2="{}" y2="{}" class="rule"/>\n').format(
            round(x, 1), round(x, 1), round(height - 24)
        )
        for row, text in enumerate(head):
            body += _text(x + 8, 15 + 15 * row, text, "strong")
        body += _draw_sets(panel, x, top, places, height)
        x += panel.width
    return _picture(name, width, height, title, told, body)


def _draw_rows(
    chart: BlockingMatrix, top: float, width: float
) -> tuple[list[float], Markup, float]:
    """Write the lines under their parties; return where each of them stands."""
    places: list[float] = []
    body = Markup("")
    y, owner = top, ""
    for row in chart.rows:
        if row.owner != owner:
            owner = row.owner
            (short, *_) = _wrapped(owner, WRAP, 1)
            body += _text(0, y + 16, short, "strong")
            y += HEAD
        body += Markup('<line x1="0" y1="{y}" x2="{x}" y2="{y}" class="rule"/>\n').format(
            y=round(y, 1), x=round(width)
        )
        rows = _wrapped(row.text, WRAP, WRAPS)
        height = 14 + 14 * max(len(rows), 1)
        body += _text(0, y + height / 2 + 4, row.name, "strong")
        for number, text in enumerate(rows):
            body += _text(44, y + 18 + 14 * number, text, "small")
        places.append(y + height / 2)
        y += height
    body += Markup('<line x1="0" y1="{y}" x2="{x}" y2="{y}" class="rule"/>\n').format(
        y=round(y, 1), x=round(width)
    )
    return places, body, y + 24


def _draw_sets(
    panel: _Panel, left: float, top: float, places: Sequence[float], height: float
) -> Markup:
    """Draw each set of a goal: its number, its dots, and what joins them."""
    body = Markup("")
    for column, found in enumerate(panel.panel.sets):
        x = round(left + 24 + STEP * column, 1)
        body += _text(x, top - 6, str(panel.first + column), "middle")
        kind = "" if found.always else " hollow"
        ends = [places[member] for member in found.members]
        if len(ends) > 1:
            body += Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="join{}"/>\n').format(
                x, round(min(ends), 1), x, round(max(ends), 1), kind
            )
        for place, y in enumerate(places):
            inside = place in found.members
            body += Markup('<circle cx="{}" cy="{}" r="{}" class="{}"/>\n').format(
                x, round(y, 1), 7 if inside else 1.5, f"dot{kind}" if inside else "blank"
            )
        if found.law:
            body += _text(x, height - 6, "§", "middle")
    return body
