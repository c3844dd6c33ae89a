"""How wide a text is, by estimate, and where its rows end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SLIM = frozenset("ijlIftr1|!.,:;'’`\"“”()[]- \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
BROAD = frozenset("mwMW@%—…ЖМФШЩЮЫжмфшщюы")
SIZE, SMALL = 13, 12  # heights of letters
BOLD = 1.1  # how much wider bold letters are


def width_of(text: str, size: float = SMALL) -> float:
    """Estimate how wide a text is in a wide font without serifs."""
    return size * sum(map(_share, text))


def _share(letter: str) -> float:
    """Return the width of a letter in parts of its height."""
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":  # not seen
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
    for piece in parted(" ".join(re.split(r"[ \t\r\n\f\v]+", text.strip())), room, size):
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


def parted(text: str, room: float, size: float) -> Iterator[str]:
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
