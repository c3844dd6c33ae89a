"""Pieces of a drawing: what wraps it, its texts and its lines."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from zopa.report.bidi import settled

REM = 17  # units of a drawing in one rem, which is the size of the page's text
STEPS = (30, 36, 42, 48, 54)  # widths in rem for which the style sheet has a rule


@dataclass(frozen=True)
class Told:
    """The names under which a drawing is told to readers who do not see it."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Drawn:
    """A drawing with its texts, and the same once more in another place of the page."""

    first: Markup
    again: Markup


def wrap_wide(told: Told, kind: str, width: float, height: float, body: str) -> Drawn:
    """Wrap a drawing with its title and description."""
    name = f"{told.name}-drawn"
    words = Markup('<title id="{}-title">{}</title>\n<desc id="{}-told">{}</desc>\n').format(
        told.name, settled(told.title), told.name, settled(told.text)
    )
    whole = Markup('{}<g id="{}" class="drawn">\n{}</g>\n').format(words, name, Markup(body))
    again = Markup('<use href="#{}"/>\n').format(name)
    return Drawn(
        first=_svg(told, kind, width, height, whole), again=_svg(told, kind, width, height, again)
    )


def wrap_narrow(told: Told, kind: str, width: float, height: float, body: str) -> Markup:
    """Wrap a narrow drawing."""
    inside = Markup('<g class="drawn">\n{}</g>\n').format(Markup(body))
    return _svg(told, kind, width, height, inside)


def _svg(told: Told, kind: str, width: float, height: float, body: str) -> Markup:
    """Wrap a drawing, whose title and description are those of the wide one."""
    return Markup(
        '<svg class="chart {kind}" role="img" aria-labelledby="{name}-title {name}-told" '
        'width="{wide}rem" height="{high}rem" viewBox="0 0 {width} {height}">\n{body}</svg>'
    ).format(
        kind=kind,
        name=told.name,
        wide=short(width / REM, 2),
        high=short(height / REM, 2),
        width=short(width),
        height=short(height),
        body=Markup(body),  # made of pieces in which every text is escaped
    )


def room_for(width: float) -> int:
    """Return the width of a drawing in rem, as the style sheet counts it."""
    return next((step for step in STEPS if step * REM >= width), STEPS[-1])


def short(value: float, digits: int = 1) -> str:
    """Write a number without a needless nought."""
    return f"{round(value, digits):g}"


def write_text(x: float, y: float, text: str, kind: str = "") -> Markup:
    """Write a text, set apart from what runs in another direction."""
    attribute = Markup(' class="{}"').format(kind) if kind else ""
    return Markup('<text x="{}" y="{}"{}>{}</text>\n').format(
        short(x), short(y), attribute, settled(text)
    )


def write_line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>\n').format(
        *map(short, (x1, y1, x2, y2)), kind
    )


def write_path(path: str, kind: str) -> Markup:
    """Draw a path."""
    return Markup('<path d="{}" class="{}"/>\n').format(path, kind)
