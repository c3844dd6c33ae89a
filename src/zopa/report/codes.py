"""Codes of lines and conditions within sentences, each a link to the card of its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from zopa.report.page import Piece


class Codes:
    """The codes that a sentence may name, and where each of them leads.

    A code is one word of letters and digits or of capitals, as R7 or CF: an id that looks like
    a number or a word of the language is left alone, since it may be one.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        """Take every id with its place; only codes among them are looked for."""
        self._places = {id_: place for id_, place in places.items() if _is_code(id_)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._places, key=len, reverse=True)
        return re.compile(
            rf"(?<![\w.,-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-]|[.,]\w)"
        )

    def pieces(self, pieces: Iterable[Piece], met: set[str]) -> tuple[Piece, ...]:
        """Cut pieces at the codes that were not yet met; joined they are the same text."""
        if not self._places:
            return tuple(pieces)
        return tuple(cut for piece in pieces for cut in self._cut(piece, met))

    def _cut(self, piece: Piece, met: set[str]) -> Iterator[Piece]:
        if piece.anchor:  # a link already
            yield piece
            return
        done = 0
        for found in self._pattern.finditer(piece.text):
            code = found.group()
            if code in met:
                continue
            met.add(code)
            if found.start() > done:
                yield Piece(piece.text[done : found.start()], "")
            yield Piece(code, self._places[code], "code")
            done = found.end()
        if done < len(piece.text) or not done:
            yield Piece(piece.text[done:], "")


def _is_code(id_: str) -> bool:
    """Whether an id cannot be taken for a number or a word."""
    if not re.fullmatch(r"[\w-]{2,}", id_) or not any(map(str.isalpha, id_)):
        return False
    return any(map(str.isdecimal, id_)) or id_.isupper()
