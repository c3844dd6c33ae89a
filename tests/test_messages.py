"""Fixed text in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools import tool
from zopa.messages import (
    Phrase,
    again,
    current_language,
    direction_of,
    grouped,
    is_reviewed,
    known_language,
    languages,
    listing,
    say,
    say_count,
    series,
    speaking,
    written_date,
)

MIRRORED = "qps-plocm"
catalogues = tool("catalogues")


def plain(text: str) -> str:
    """Return a text with plain blanks in place of all others."""
    return " ".join(text.replace("\u202f", " ").split())


def test_a_run_speaks_one_language() -> None:
    """What is said inside the block is in its language, and English before and after."""
    assert say("Background") == "Background"
    with speaking("fr"):
        assert (current_language(), say("Background")) == ("fr", "Contexte")
        with speaking("uk"):
            assert say("Red line") == "Червона лінія"
        assert say("Red line") == "Ligne rouge"
    assert (current_language(), say("Background")) == ("en", "Background")


def test_a_message_that_nobody_translated_is_said_in_english() -> None:
    with speaking("fr"):
        assert say("Nobody has translated {what}.", what="this") == "Nobody has translated this."
    with speaking("de"):
        assert say("Background") == "Background"


def test_the_languages_that_zopa_speaks() -> None:
    assert languages() == ("en", "fr", "uk")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("FR_fr", "fr"),
        ("uk", "uk"),
        ("en-GB", "en"),
        ("de", None),
        ("", None),
        ("f", None),
    ],
)
def test_a_language_is_found_by_its_code_or_a_longer_one(wanted: str, found: str | None) -> None:
    assert known_language(wanted) == found


def test_translations_say_whether_they_were_reviewed() -> None:
    assert [is_reviewed(language) for language in ("en", "fr", "uk")] == [True, False, False]


@pytest.mark.parametrize(
    ("language", "one", "two", "three"),
    [
        ("en", "A", "A and B", "A, B and C"),
        ("fr", "A", "A et B", "A, B et C"),
        ("uk", "A", "A і B", "A, B і C"),
    ],
)
def test_lists(language: str, one: str, two: str, three: str) -> None:
    with speaking(language):
        assert [listing("A"), listing("AB"), listing("ABC")] == [one, two, three]
        assert listing([]) == ""


def test_lists_of_what_holds_commas() -> None:
    assert series(["A", "B"]) == "A; B"
    with speaking("fr"):
        assert series(["A", "B"]) == "A\u00a0; B"


@pytest.mark.parametrize(
    ("language", "written"),
    # CLDR: a narrow no-break space in French, a no-break space in Ukrainian.
    [("en", "3,469,824"), ("fr", "3\u202f469\u202f824"), ("uk", "3\u00a0469\u00a0824")],
)
def test_thousands(language: str, written: str) -> None:
    with speaking(language):
        assert grouped(3_469_824) == written


@pytest.mark.parametrize(
    ("language", "moment", "written"),
    [
        ("en", "2025-02-14", "2025-02-14"),
        ("fr", "2025-02-14", "14 février 2025"),
        ("uk", "2025-02-14", "14 лютого 2025\u202fр."),
        ("fr", "2025-02", "février 2025"),
        ("uk", "2025-02", "лютий 2025\u202fр."),
        ("fr", "2025", "2025"),
        ("fr", "..2025-02-14", "au plus tard\u00a0: 14 février 2025"),
        ("fr", "", ""),
    ],
)
def test_dates(language: str, moment: str, written: str) -> None:
    """A date is written as the language does; a month stays a month and a year a year."""
    with speaking(language):
        assert plain(written_date(moment)) == plain(written)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "Записано 1 прогалину; докладніше в додатку B."),
        (2, "Записано 2 прогалини; докладніше про кожну в додатку B."),
        (5, "Записано 5 прогалин; докладніше про кожну в додатку B."),
        (11, "Записано 11 прогалин; докладніше про кожну в додатку B."),
        (21, "Записано 21 прогалину; докладніше в додатку B."),
        (22, "Записано 22 прогалини; докладніше про кожну в додатку B."),
    ],
)
def test_ukrainian_has_three_forms(number: int, told: str) -> None:
    one = "{number} gap is on record; Annex B says more."
    many = "{number} gaps are on record; Annex B says more of each."
    with speaking("uk"):
        assert say_count(one, many, number) == told


def test_french_counts_nought_as_one() -> None:
    one, many = "{number} more is named in Annex B.", "{number} more are named in Annex B."
    with speaking("fr"):
        told = [say_count(one, many, number).split()[1] for number in (0, 1, 2)]
    assert told == ["autre", "autre", "autres"]


def test_a_phrase_is_said_again_in_the_language_of_the_run() -> None:
    """What was said in English before the language was known can be said again, in its parts."""
    phrase = Phrase("{place} is {text} instead of {before}", place="A", text="b", before="c")
    assert phrase == "A is b instead of c"
    with speaking("fr"):
        assert again(phrase) == "A\u00a0: b au lieu de c"
    inner = Phrase(
        "without conditions of basis judgement ({names})", names=Phrase("there are none")
    )
    with speaking("uk"):
        assert again(inner) == "без умов-суджень (таких немає)"
        assert again("a plain text") == "a plain text"


def test_a_trial_folder_adds_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A translator tries a catalogue from a folder of their own."""
    assert catalogues.main(["mirrored", str(tmp_path)]) == 0
    monkeypatch.setenv("ZOPA_LOCALE", str(tmp_path))
    assert languages() == ("en", "fr", MIRRORED, "uk")
    with speaking(MIRRORED):
        assert say("Background") == "\u200f⟦Ƀàćķĝŕóúñđ ···⟧"
        assert grouped(1234) == "1,234"
    assert [direction_of(language) for language in (MIRRORED, "ar-EG", "fr")] == [
        "rtl",
        "rtl",
        "ltr",
    ]
