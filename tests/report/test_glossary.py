"""Words of the brief are explained, and linked where they are first used."""

from __future__ import annotations

from zopa.report.glossary import FirstUses, forms, terms
from zopa.report.page import Piece


def test_every_word_has_a_meaning_and_a_place_of_its_own() -> None:
    """The glossary has no word without a meaning, and no two words share a place."""
    known = terms()
    assert len({term.anchor for term in known}) == len(known)
    assert all(term.word and term.meaning.endswith(".") for term in known)


def test_a_word_is_linked_once_in_any_of_its_forms() -> None:
    """The first form that is met is linked; later forms of the same word are not."""
    uses = FirstUses(forms())
    places = {term.word: term.anchor for term in terms()}
    assert uses.pieces("No outcome is left.") == (
        Piece("No ", ""),
        Piece("outcome", places["outcome"]),
        Piece(" is left.", ""),
    )
    assert uses.pieces("Outcomes of the goal") == (
        Piece("Outcomes of the ", ""),
        Piece("goal", places["goal"]),
    )


def test_a_word_within_a_word_is_no_use() -> None:
    """Only whole words count, and pieces put together are the text."""
    text = "Preconditions, goalposts."
    assert FirstUses(forms()).pieces(text) == (Piece(text, ""),)
    assert FirstUses(forms()).pieces("") == (Piece("", ""),)


def test_without_forms_nothing_is_linked() -> None:
    """The annex links no words."""
    assert FirstUses({}).pieces("An outcome") == (Piece("An outcome", ""),)
