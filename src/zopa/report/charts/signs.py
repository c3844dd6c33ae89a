"""Signs for what a source did to a claim that it took: a shape each, and a letter."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from zopa.findings import SourceTree
from zopa.messages import say
from zopa.report.charts.svg import short, write_text

SIGN = 30  # width of a sign with its letter
SIGNS: Mapping[str, str] = {  # within 12 by 12, about the middle
    "strengthened": "M0 5V-5M-4 -1L0 -5L4 -1",
    "weakened": "M0 -5V5M-4 1L0 5L4 1",
    "inverted": "M-5 5L5 -5M1 -5H5V-1M-5 -5L5 5M1 5H5V1",
    "redated": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0M0 -3V0L2.5 1.5",
    "reattributed": "M-2 -3a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M-4.5 5a4.5 4.5 0 0 1 9 0z",
    "changed": "M0 -5L5 4.5H-5z",
}


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


def draw_sign(change: str, x: float, y: float, letter: str) -> Markup:
    """Draw what a hop did: a shape, and its letter behind it."""
    shape = Markup('<path d="{}" transform="translate({} {})" class="sign"/>\n').format(
        SIGNS[change], short(x), short(y)
    )
    return shape + write_text(x + 7, y + 4, letter, "head")
