"""Texts that are written the other way keep to themselves."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from zopa.report.bidi import ISOLATE, ORDERING, POP, settled

ARDA = "\u0623\u0631\u062f\u0627"  # Arda, in Arabic letters


def test_a_text_of_one_direction_stays_as_it_is() -> None:
    """English, ASCII or not, is left alone."""
    assert settled("R7 (Arda) rules out: “none” – ever.") == "R7 (Arda) rules out: “none” – ever."


def test_a_name_in_a_sentence_is_set_apart() -> None:
    """A name from right to left is isolated, with the blanks within it and not around it."""
    assert settled(f"{ARDA} {ARDA}, 3") == f"{ISOLATE}{ARDA} {ARDA}{POP}, 3"
    assert settled(f"A {ARDA} B {ARDA}") == f"A {ISOLATE}{ARDA}{POP} B {ISOLATE}{ARDA}{POP}"


def test_marks_stay_with_their_letter() -> None:
    """A vowel sign on the last letter of a name is within the isolate."""
    assert settled(f"A {ARDA}\u064e.") == f"A {ISOLATE}{ARDA}\u064e{POP}."


def test_digits_stay_with_their_letter() -> None:
    """A code such as R1 is one word: its digit does not change places with it."""
    assert settled("\u0639\u0646 R1 \u0648 2b", "rtl") == (
        "\u0639\u0646 \u2068R1\u2069 \u0648 \u20682b\u2069"
    )


def test_in_a_page_from_right_to_left_the_others_are_set_apart() -> None:
    """A Latin name in an Arabic sentence is isolated; a text of ASCII alone is left alone."""
    assert settled(f"{ARDA} Sil", "rtl") == f"{ARDA} {ISOLATE}Sil{POP}"
    assert settled("card-red_lines.R7", "rtl") == "card-red_lines.R7"


@given(st.text())
def test_isolates_are_balanced_and_nothing_else_is_lost(text: str) -> None:
    """What is shown is the text without its ordering signs, and every isolate ends."""
    shown = settled(text)
    assert ORDERING.sub("", shown) == ORDERING.sub("", text)
    depth = 0
    for character in shown:
        depth += {ISOLATE: 1, POP: -1}.get(character, 0)
        assert depth in {0, 1}
        if unicodedata.bidirectional(character) in {"R", "AL"}:
            assert depth == 1
    assert depth == 0
