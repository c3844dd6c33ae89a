"""A picture as the page lays it out, with the table behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from zopa.report.fields import said


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
    room: int = field(metadata=said("the width in rem that it needs; 0: its pieces flow"))
    again: tuple[Markup, ...] = field(metadata=said("the same drawing once more, by reference"))
    narrow: tuple[Markup, ...] = field(metadata=said("the drawing for a small screen, if another"))
    key: tuple[KeyEntry, ...] = field(metadata=said("what the narrow drawing's names stand for"))
    heads: tuple[str, ...] = field(metadata=said("the columns of the table behind it"))
    kinds: tuple[str, ...] = field(metadata=said("how much room each column needs"))
    rows: tuple[tuple[str, ...], ...] = field(metadata=said("the rows of that table"))
