"""Positions of parties over time, a small picture each, on a scale of days of its own.

Small multiples go back to Tufte (1983).  A panel is as wide as a small screen, so one
drawing of it serves every width: panels stand side by side where there is room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from zopa.findings import PositionMark, PositionPanel, PositionPanels
from zopa.messages import say, say_count, series, written_date
from zopa.report.anchors import anchor
from zopa.report.charts.curves import (
    HATCH,
    LEFT,
    WIDTH,
    Frame,
    draw_curves,
    draw_list,
    frame_of,
    plot_of,
)
from zopa.report.charts.days import Scale, day_of, scale_of, ticks
from zopa.report.charts.figure import Figure
from zopa.report.charts.letters import BOLD, SIZE, SMALL, width_of, wrapped
from zopa.report.charts.marks import Strip, draw_arc, draw_mark, in_order, strip_of
from zopa.report.charts.shares import between, per_cent
from zopa.report.charts.svg import Told, short, wrap_wide, write_line, write_path, write_text

FINE = 11  # height of the letters of days and voices
VOICES = 8  # most rows of voices; all of them stand in the table
KEY = 46  # where the texts of the key begin
NB = "\N{NO-BREAK SPACE}"


def draw_positions(chart: PositionPanels) -> Figure:
    """Draw a panel for each position, and before them what their shapes mean."""
    name = anchor("chart", chart.id)
    frame = frame_of(chart.panels)
    pictures = [_draw_key(chart, name)]
    for number, panel in enumerate(chart.panels):
        days = (*panel.days, *(mark.day for mark in panel.marks))
        scale = scale_of(days, LEFT, frame.right)
        if scale:
            pictures.append(_draw_panel(panel, frame, scale, f"{name}-{number}"))
    return Figure(
        anchor=name,
        title=chart.title,
        caption=chart.caption,
        pictures=tuple(pictures),
        room=0,
        again=(),
        narrow=(),
        key=(),
        heads=(
            say("Position"),
            say("Day"),
            say("No."),
            say("Who"),
            say("Stance or share"),
            say("What"),
            say("To earlier ones"),
        ),
        kinds=("text", "short", "short", "text", "", "long", ""),
        rows=tuple(row for panel in chart.panels for row in _rows(panel)),
    )


def _rows(panel: PositionPanel) -> Iterator[tuple[str, ...]]:
    """Say a panel in words: its statements, and its values on the last day."""
    if panel.note:
        yield (panel.title, "", "", "", "", panel.note, "")
    numbers = {mark.statement: number for number, mark in enumerate(in_order(panel), 1)}
    for mark in in_order(panel):
        yield (
            panel.title,
            written_date(mark.day),
            str(numbers[mark.statement]),
            mark.voice,
            stance(mark),
            mark.text,
            series(_answers(panel, mark, numbers)),
        )
    if not panel.days:
        return
    day = written_date(panel.days[-1])
    for value in panel.series:
        share = say(
            "{share} (band {band})",
            share=per_cent(value.p[-1]),
            band=between(value.low[-1], value.high[-1]),
        )
        yield (panel.title, day, "", "", share, value.value, "")
    if panel.vacuity:
        yield (panel.title, day, "", "", per_cent(panel.vacuity[-1]), say("nothing said"), "")


def stance(mark: PositionMark) -> str:
    """Say on which side a statement is."""
    return {"+": say("for"), "-": say("against"), "u": say("uncommitted")}[mark.stance]


def _answers(panel: PositionPanel, mark: PositionMark, numbers: dict[str, int]) -> Iterator[str]:
    """Say what a statement does to earlier ones, by their numbers."""
    for arrow in panel.arrows:
        if arrow.later == mark.statement:
            other = str(numbers.get(arrow.earlier, arrow.earlier))
            if arrow.kind == "walk_back":
                yield say("takes back {number}", number=other)
            elif arrow.kind == "dispute":
                yield say("disputes {number}", number=other)
            else:
                yield say("contradicts {number}", number=other)


def _in_short(panel: PositionPanel) -> str:
    """Say what a panel shows to readers who do not see it."""
    marks = say_count("{number} statement.", "{number} statements.", len(panel.marks))
    if not panel.days:
        return marks
    values = [
        say("{label}: {text}", label=value.value, text=per_cent(value.p[-1]))
        for value in sorted(panel.series, key=lambda value: -value.p[-1])
    ]
    if panel.vacuity:
        share = per_cent(panel.vacuity[-1])
        values.append(say("{label}: {text}", label=say("nothing said"), text=share))
    told = say("As of {day}: {values}.", day=written_date(panel.days[-1]), values=series(values))
    return f"{told} {marks}"


def _draw_panel(panel: PositionPanel, frame: Frame, scale: Scale, name: str) -> Markup:
    """Draw one position: title, shares over days, statements, days, and who spoke."""
    body, y = Markup(""), 0.0
    for text in wrapped(panel.title, WIDTH / BOLD, 2, SIZE):
        y += 16
        body += write_text(0, y - 3, text, "strong")
    for text in wrapped(panel.note, WIDTH, 2, FINE):
        y += 14
        body += write_text(0, y - 3, text, "fine soft")
    plot = plot_of(panel, frame, scale, y + 12)
    strip = strip_of(panel, scale, plot.bottom + 3)
    bottom = strip.bottom + 5
    body += _draw_days(panel, scale, plot.top, bottom)
    body += draw_curves(panel, plot) + strip.draw()
    y = bottom + 18
    if frame.is_listed:
        listed, y = draw_list(panel, y)
        body += listed
    for text in wrapped(voices(strip), WIDTH - 4, VOICES, FINE):
        y += 14
        body += write_text(0, y - 3, text, "fine")
    told = Told(name, panel.title, f"{panel.note} {_in_short(panel)}".strip())
    return wrap_wide(told, "position", WIDTH, y + 4, body).first


def _draw_days(panel: PositionPanel, scale: Scale, top: float, bottom: float) -> Markup:
    """Draw the days under everything, the day of the position at the right end."""
    body, ends = Markup(""), float(WIDTH)
    if panel.days:
        day = panel.days[-1]
        x = scale.place(day_of(day))
        text = say("as of {day}", day=day)
        right = min(WIDTH - 2, x + width_of(text, FINE) / 2)
        ends = right - width_of(text, FINE) - 8
        body += write_line(x, top, x, bottom, "axis")
        body += write_text(right, bottom + 13, text, "fine end")
    begins = 0.0
    for tick in ticks(scale) or [scale.first]:
        x, text = scale.place(tick), tick.isoformat()
        body += write_line(x, top, x, bottom, "rule")
        half = width_of(text, FINE) / 2
        if begins <= x - half and x + half <= ends and tick < scale.last:
            body += write_text(x, bottom + 13, text, "fine middle")
            begins = x + half + 8
    return body


def voices(strip: Strip) -> str:
    """Say who spoke, each with the numbers of the statements; a number stays with its name."""
    numbers: dict[str, list[str]] = {}
    for one in strip.placed:
        numbers.setdefault(one.mark.voice or say("not named"), []).append(str(one.number))
    told = (f"{say(', ').join(found)}{NB}{voice}" for voice, found in numbers.items())
    return f"{NB}· ".join(told)


def _draw_key(chart: PositionPanels, name: str) -> Markup:
    """Draw what the shapes of the panels mean."""
    title = say("How to read the pictures")
    entries = list(_entries(chart))
    body, y = write_text(0, 13, title, "strong"), 20.0
    for draw, text in entries:
        rows = wrapped(text, WIDTH - KEY, 3, SMALL)
        middle = y + (14 * len(rows) + 8) / 2
        body += draw(middle)
        for row, part in enumerate(rows):
            body += write_text(KEY, middle + 4 + 14 * row - 7 * (len(rows) - 1), part)
        y += 14 * len(rows) + 8
    words = " ".join([chart.description, *(f"{text}." for _, text in entries)]).strip()
    return wrap_wide(Told(f"{name}-key", title, words), "position", WIDTH, y + 4, body).first


def _entries(chart: PositionPanels) -> Iterator[tuple[Callable[[float], Markup], str]]:
    """Yield what draws each entry of the key at some height, and what it means."""
    yield _sample_line, say("how probable each value is, and the band around it")
    if any(panel.vacuity for panel in chart.panels):
        yield _sample_hatch, say("nothing said: the share that rests on no statement")
    used = {mark.stance for panel in chart.panels for mark in panel.marks}
    for stands, text in (
        ("+", say("a statement for a value")),
        ("-", say("a statement against a value")),
        ("u", say("a statement that is uncommitted")),
    ):
        if stands in used:
            yield partial(draw_mark, stands, KEY / 2 - 6), text
    kinds = {arrow.kind for panel in chart.panels for arrow in panel.arrows}
    for kind, text in (
        ("walk_back", say("takes the earlier statement back")),
        ("dispute", say("disputes the earlier statement")),
        ("contradiction", say("the two contradict each other")),
    ):
        if kind in kinds:
            yield partial(_sample_arc, kind), text


def _sample_line(y: float) -> Markup:
    band = write_path(f"M0 {short(y - 6)}H36V{short(y + 6)}H0z", "band")
    return band + write_path(f"M0 {short(y)}H36", "curve dash-0")


def _sample_hatch(y: float) -> Markup:
    strokes = "".join(f"M{2 + HATCH * n} {short(y + 6)}V{short(y - 6)}" for n in range(7))
    return write_path(strokes, "hatch") + write_path(f"M0 {short(y - 6)}H36", "hatch")


def _sample_arc(kind: str, y: float) -> Markup:
    return draw_arc(kind, (33, y - 5), (19, y + 13), (5, y - 4))
