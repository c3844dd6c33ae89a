"""Which lines cannot all stand: lines as rows, sets as columns of joined dots.

The matrix goes back to UpSet (Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from zopa.findings import BlockingMatrix, MatrixPanel, MatrixRow
from zopa.messages import say, series
from zopa.report.anchors import anchor
from zopa.report.charts.figure import Figure, KeyEntry
from zopa.report.charts.letters import BOLD, SIZE, SMALL, parted, width_of, wrapped
from zopa.report.charts.svg import (
    Drawn,
    Told,
    room_for,
    short,
    wrap_narrow,
    wrap_wide,
    write_line,
    write_text,
)

HEAD = 22  # height of a party's heading
LABEL, WRAPS = 346, 12  # the column of lines: its width, and most rows of a line
CODE = 44  # width of the names of lines
STEP, BAND = 30, 560  # between two sets; most width of all goals in a picture
ROOM, MOST_ROOM = 100, 150  # least width of a goal, and the most that a long word makes of it
BESIDE = 12  # room left and right of a goal's name
PANEL_LINES = 9  # rows of a goal's name
NARROW, NARROW_STEP, NARROW_ROW = 276, 27, 30  # the narrow drawing, its columns and its rows


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


def draw_matrix(chart: BlockingMatrix) -> Figure:
    """Draw lines as rows and sets as columns, goal by goal, in as many bands as it takes."""
    name = anchor("chart", chart.id)
    bands = list(_bands(chart.panels))
    wide = [
        _wide_band(_told(f"{name}-{number}", chart, number, len(bands)), chart, band)
        for number, band in enumerate(bands)
    ]
    small = list(_bands(chart.panels, NARROW - CODE, NARROW_STEP, 8, is_titled=False))
    first = Told(f"{name}-0", "", "")
    return Figure(
        anchor=name,
        title=chart.title,
        caption=chart.caption,
        pictures=tuple(drawn.first for drawn in wide),
        room=room_for(LABEL + max(map(_width, bands), default=0)),
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


def _told(name: str, chart: BlockingMatrix, number: int, count: int) -> Told:
    """Say what one of several bands shows; the first tells it all."""
    if count == 1:
        return Told(name, chart.title, chart.description)
    title = say("{title}, part {number} of {all}", title=chart.title, number=number + 1, all=count)
    return Told(name, title, chart.description if number == 0 else title)


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
    words = parted(title, math.inf, SMALL)
    return math.ceil(max((width_of(word.strip()) for word in words), default=0) * BOLD) + BESIDE


def _bands(
    panels: Sequence[MatrixPanel],
    most: float = BAND,
    step: float = STEP,
    margin: float = 24,
    *,
    is_titled: bool = True,
) -> Iterator[list[_Panel]]:
    """Divide the goals into bands that fit; a goal with too many sets stands in several."""
    fit = int((most - margin) // step)
    pieces = [
        replace(panel, sets=panel.sets[place : place + fit])
        for panel in panels
        for place in range(0, len(panel.sets), fit)
    ]
    band: list[_Panel] = []
    for panel in _numbered(pieces, step, margin, is_titled=is_titled):
        if band and _width(band) + panel.width > most:
            yield band
            band = []
        band.append(panel)
    if band:
        yield band


def _width(band: Sequence[_Panel]) -> float:
    """Return how wide some goals stand side by side."""
    return math.fsum(panel.width for panel in band)


def _wide_band(told: Told, chart: BlockingMatrix, band: Sequence[_Panel]) -> Drawn:
    """Draw the rows with their texts, and the goals of one band beside them."""
    width = LABEL + _width(band)
    heads = [wrapped(p.panel.title, (p.width - BESIDE) / BOLD, PANEL_LINES) for p in band]
    top = 15 * max(map(len, heads)) + 26
    places, body, bottom = _draw_rows(chart, top, width)
    grid = _Grid(tuple(places), top, bottom, STEP)
    x: float = LABEL
    for panel, head in zip(band, heads, strict=True):
        body += write_line(x, 4, x, bottom, "rule")
        for row, text in enumerate(head):
            body += write_text(x + 8, 15 + 15 * row, text, "head")
        body += _draw_sets(panel, x + 24, grid)
        x += panel.width
    return wrap_wide(told, "matrix", width, _foot(band, bottom), body)


def _narrow_band(told: Told, chart: BlockingMatrix, band: Sequence[_Panel]) -> Markup:
    """Draw the rows by their names alone."""
    width = CODE + _width(band)
    top = 26
    places = tuple(top + NARROW_ROW * (row + 0.5) for row in range(len(chart.rows)))
    bottom = top + NARROW_ROW * len(chart.rows)
    body = Markup("")
    for row, y in zip(chart.rows, places, strict=True):
        (name,) = wrapped(row.name, CODE - 4, 1, SIZE)
        body += write_line(0, y - NARROW_ROW / 2, width, y - NARROW_ROW / 2, "rule")
        body += write_text(0, y + 5, name, "strong")
    body += write_line(0, bottom, width, bottom, "rule")
    x: float = CODE
    for panel in band:
        body += write_line(x, 4, x, bottom, "rule")
        body += _draw_sets(panel, x + 18, _Grid(places, top, bottom, NARROW_STEP))
        x += panel.width
    return wrap_narrow(told, "matrix", width, _foot(band, bottom), body)


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
                body += write_text(0, y - 6, text, "strong")
        body += write_line(0, y, width, y, "rule")
        rows = wrapped(_reads(row), LABEL - CODE - 8, WRAPS)
        height = 14 + 14 * len(rows)
        (name,) = wrapped(row.name, CODE - 4, 1, SIZE)
        body += write_text(0, y + height / 2 + 4, name, "strong")
        for number, text in enumerate(rows):
            body += write_text(CODE, y + 18 + 14 * number, text)
        places.append(y + height / 2)
        y += height
    return places, body + write_line(0, y, width, y, "rule"), y


def _draw_sets(panel: _Panel, left: float, grid: _Grid) -> Markup:
    """Draw each set of a goal: its number, its dots, and what joins them."""
    body, blanks = Markup(""), []
    for column, found in enumerate(panel.panel.sets):
        x = left + grid.step * column
        body += write_text(x, grid.top - 6, str(panel.first + column), "middle")
        kind = "" if found.always else " hollow"
        ends = [grid.places[member] for member in found.members]
        if len(ends) > 1:
            body += write_line(x, min(ends), x, max(ends), f"join{kind}")
        for place, y in enumerate(grid.places):
            if place in found.members:
                body += Markup('<circle cx="{}" cy="{}" r="7" class="dot{}"/>\n').format(
                    short(x), short(y), kind
                )
            elif len(ends) < 2 or not min(ends) < y < max(ends):
                blanks.append(f"M{short(x)} {short(y)}h0")
        if found.law:
            body += write_text(x, grid.bottom + 15, "§", "middle")
    if blanks:
        body += Markup('<path d="{}" class="blank"/>\n').format("".join(blanks))
    return body
