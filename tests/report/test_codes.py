"""Codes within sentences lead to their cards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zopa.report.codes import Codes
from zopa.report.page import Piece

CODES = Codes(
    {"R1": "#a", "R1a": "#b", "CF": "#c", "dam": "#d", "<b>1": "#e", "6": "#f", "A": "#g"}
)


def cut(text: str, met: set[str] | None = None) -> list[tuple[str, str]]:
    found = CODES.pieces([Piece(text, "")], set() if met is None else met)
    return [(piece.text, piece.anchor) for piece in found]


def test_a_code_is_a_link_once_in_a_statement() -> None:
    """The first R1 of a statement leads to its card, the longest code wins."""
    assert cut("R1 and R1a, R1.") == [("R1", "#a"), (" and ", ""), ("R1a", "#b"), (", R1.", "")]
    assert cut("R1 again", {"R1"}) == [("R1 again", "")]


def test_a_word_is_no_code() -> None:
    """An id that looks like a word, or a part of a longer one, is left alone."""
    for text in (
        "the dam",
        "R10",
        "XR1",
        "R1-b",
        "SCF",
        "<b>1",
        "Article 6",
        "A line",
        "3,R1.5",
        "",
    ):
        assert cut(text) == [(text, "")]
    assert cut("CF") == [("CF", "#c")]


def test_what_is_linked_already_stays() -> None:
    assert CODES.pieces([Piece("R1", "#term")], set()) == (Piece("R1", "#term"),)
    assert Codes({}).pieces([Piece("R1", "")], set()) == (Piece("R1", ""),)


@given(st.text(alphabet="R1aCF dm-", max_size=30))
def test_nothing_is_lost(text: str) -> None:
    """Joined, the pieces are the text."""
    assert "".join(piece for piece, _ in cut(text)) == text
