"""Whole numbers side by side, one bar each."""

from __future__ import annotations

from markupsafe import Markup

from zopa.findings import Bars
from zopa.messages import grouped
from zopa.report.anchors import anchor
from zopa.report.charts.figure import Figure
from zopa.report.charts.letters import SIZE, wrapped
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

BAR_LABEL, BAR, BAR_WRAPS = 304, 260, 4  # labels of bars; length of the longest bar; most rows
BAR_STEP, BAR_END = 26, 48  # from one bar to the next; room for a number
NARROW_BARS = 300


def draw_bars(chart: Bars) -> Figure:
    """Draw one bar a row, its number behind its end."""
    name = anchor("chart", chart.id)
    told = Told(name, chart.title, chart.description)
    most = max((number for _, number in chart.bars), default=0)
    wide = _wide_bars(chart, told, most)
    return Figure(
        anchor=name,
        title=chart.title,
        caption=chart.caption,
        pictures=(wide.first,),
        room=room_for(BAR_LABEL + BAR + BAR_END),
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
        short(x), short(y), short(length)
    )
    return bar + write_text(x + length + 6, y + 13, grouped(number))


def _wide_bars(chart: Bars, told: Told, most: int) -> Drawn:
    """Draw the bars beside their labels."""
    body, y = Markup(""), 8
    for label, number in chart.bars:
        rows = wrapped(label, BAR_LABEL - 14, BAR_WRAPS, SIZE)
        y += 8 * (len(rows) - 1)  # the bar stands at the middle of its label
        for row, text in enumerate(rows):
            body += write_text(BAR_LABEL - 10, y + 13 + 16 * row - 8 * (len(rows) - 1), text, "end")
        body += _bar(BAR_LABEL, y, BAR * number / most if most else 0, number)
        y += BAR_STEP + 8 * (len(rows) - 1)
    body += write_line(BAR_LABEL, 4, BAR_LABEL, y, "axis")
    return wrap_wide(told, "bars", BAR_LABEL + BAR + BAR_END, y + 4, body)


def _narrow_bars(chart: Bars, told: Told, most: int) -> Markup:
    """Draw the bars under their labels."""
    body, y = Markup(""), 0
    for label, number in chart.bars:
        rows = wrapped(label, NARROW_BARS - 4, BAR_WRAPS, SIZE)
        for row, text in enumerate(rows):
            body += write_text(0, y + 13 + 16 * row, text)
        y += 16 * len(rows) + 2
        length = (NARROW_BARS - BAR_END) * number / most if most else 0
        body += _bar(0, y, length, number) + write_line(0.5, y - 1, 0.5, y + 17, "axis")
        y += BAR_STEP
    return wrap_narrow(told, "bars", NARROW_BARS, max(y, 1), body)
