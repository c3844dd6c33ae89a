"""Texts of a case kept from disturbing the order of the words around them.

A name written from right to left, within a sentence written from left to right, is set
between the signs FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Standard Annex
9), and so the other way round.  Signs that a text brings along to order its surroundings
are dropped: they are invisible, and could turn a sentence about.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

ISOLATE, POP = "\u2068", "\u2069"
ORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def settled(text: str, direction: str = "ltr") -> str:
    """Return a text with each run against the direction of the page set apart.

    >>> settled(
    ...     "A \\u0623\\u0631\\u062f\\u0627 B"
    ... ) == "A \\u2068\\u0623\\u0631\\u062f\\u0627\\u2069 B"
    True
    """
    if text.isascii():  # such a text is set apart as a whole, by the style sheet
        return text
    text = ORDERING.sub("", text)
    strong = [
        (place, STRONG[kind])
        for place, kind in enumerate(map(unicodedata.bidirectional, text))
        if kind in STRONG
    ]
    pieces, done = [], 0
    for way, run in groupby(strong, key=lambda found: found[1]):
        if way == direction:
            continue
        places = [place for place, _ in run]
        first = max(done, _before_digits(text, places[0]))
        after = _after_marks(text, places[-1] + 1)
        pieces += [text[done:first], ISOLATE, text[first:after], POP]
        done = after
    return "".join(pieces) + text[done:]


def _before_digits(text: str, place: int) -> int:
    """Return the place before the digits that are one word with the letter behind them."""
    while place and text[place - 1].isdecimal():
        place -= 1
    return place


def _after_marks(text: str, place: int) -> int:
    """Return the place behind the marks and digits that belong to the letter before them."""
    while place < len(text) and (unicodedata.combining(text[place]) or text[place].isdecimal()):
        place += 1
    return place
