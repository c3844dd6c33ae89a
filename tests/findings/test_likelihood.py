"""The scale of likelihood against the directive, its bounds, and confidence apart from it."""

from __future__ import annotations

import doctest
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.errors import CaseError
from zopa.findings import Finding, likelihood
from zopa.findings.likelihood import (
    SCALE,
    Confidence,
    Grounds,
    band_of,
    confidence_in_words,
    confidence_on,
    keep_apart,
    likelihood_in_words,
    mixed,
    sentence,
    sentences,
)

# ICD 203, Analytic Standards, 2 January 2015, section D.6.e(2)(a), both rows of its table.
DIRECTIVE = (
    ("almost no chance", "remote", 1, 5),
    ("very unlikely", "highly improbable", 5, 20),
    ("unlikely", "improbable", 20, 45),
    ("roughly even chance", "roughly even odds", 45, 55),
    ("likely", "probable", 55, 80),
    ("very likely", "highly probable", 80, 95),
    ("almost certain", "nearly certain", 95, 99),
)


def test_the_examples_of_the_module_hold() -> None:
    found = doctest.testmod(likelihood)
    assert found.failed == 0
    assert found.attempted > 5


def test_the_scale_is_that_of_the_directive() -> None:
    """Terms of both rows and bounds are those of the directive's table."""
    ours = [(b.term, b.other, round(100 * b.low), round(100 * b.high)) for b in SCALE]
    assert ours == list(DIRECTIVE)


def test_bands_follow_each_other_without_gap_or_overlap() -> None:
    assert all(one.high == next_.low for one, next_ in pairwise(SCALE))


@pytest.mark.parametrize(("term", "_other", "low", "high"), DIRECTIVE)
def test_a_band_holds_its_lower_bound(term: str, _other: str, low: int, high: int) -> None:
    """A band is half-open: its lower bound is in it, and all up to its upper one."""
    for per_mille in (10 * low, 10 * low + 1, 10 * high - 1):
        band = band_of(per_mille / 1000)
        assert band is not None
        assert band.term == term


def test_the_last_band_holds_its_upper_bound() -> None:
    band = band_of(0.99)
    assert band is not None
    assert band.term == "almost certain"


@pytest.mark.parametrize("probability", [0, 0.009, 0.991, 1])
def test_the_scale_has_no_term_for_the_ends(probability: float) -> None:
    assert band_of(probability) is None


def test_a_sum_of_fractions_falls_where_it_is_written() -> None:
    """0.1 + 0.7 is a hair below 0.8 in the machine, and 80 per cent on paper."""
    assert 0.1 + 0.7 < 0.8
    assert likelihood_in_words(0.1 + 0.7) == "very likely (80 %)"


@given(st.floats(0.01, 0.99))
def test_every_probability_of_the_scale_has_one_band(probability: float) -> None:
    found = [b for b in SCALE if b.low <= round(probability, 6) < b.high]
    assert band_of(probability) in (found or [SCALE[-1]])


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.25, 0.40, "unlikely (25 to 40 %)"),
        (0.20, 0.45, "unlikely (20 to 45 %)"),  # it only touches the next band
        (0.20, 0.46, "from unlikely to roughly even chance (20 to 46 %)"),
        (0.03, 0.97, "from almost no chance to almost certain (3 to 97 %)"),
        (0.95, 0.99, "almost certain (95 to 99 %)"),
        (0.45, 0.45, "roughly even chance (45 %)"),
        (0.001, 0.30, "below 1 to 30 %"),
        (0.90, 1, "90 to 100 %"),
        (0.002, 0.004, "below 1 %"),
        (0.996, 0.998, "above 99 %"),
        (0, 0, "0 %"),
    ],
)
def test_a_range_is_said_from_band_to_band(low: float, high: float, told: str) -> None:
    """A range of one band has its term, one of several is said from lower to upper."""
    assert likelihood_in_words(low, high) == told


@pytest.mark.parametrize("bad", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="a probability lies between 0 and 1"):
        band_of(bad)


def test_a_range_runs_upwards() -> None:
    with pytest.raises(ValueError, match=r"runs upwards, not from 0\.7 to 0\.3"):
        likelihood_in_words(0.7, 0.3)


def test_a_stated_likelihood_keeps_to_the_first_row() -> None:
    """The directive advises against mixing rows; no term of the second one is written."""
    told = [sentence("the talks are held", band.low, band.high) for band in SCALE]
    assert not any(band.other in text for band in SCALE for text in told)


@pytest.mark.parametrize(
    ("grounds", "level"),
    [
        (Grounds(roots=3, agreement=0.8, robust=0.95), "high"),
        (Grounds(roots=9, agreement=0.79, robust=1.0), "moderate"),
        (Grounds(roots=2, agreement=0.9, robust=1.0), "moderate"),
        (Grounds(roots=1, agreement=1.0, robust=1.0), "low"),
        (Grounds(roots=9, agreement=1.0, robust=0.74), "low"),
        (Grounds(roots=9, agreement=None, robust=1.0), "low"),
        (Grounds(roots=9), "low"),
    ],
)
def test_confidence_is_that_of_the_weakest_ground(grounds: Grounds, level: str) -> None:
    """The level is that of the weakest part, and a part nobody measured is weak."""
    assert confidence_on(grounds) == Confidence(level, grounds)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bad",
    [{"roots": -1}, {"roots": 1, "agreement": 1.5}, {"roots": 1, "robust": -0.2}],
)
def test_grounds_that_cannot_be_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"cannot be|lies between"):
        Grounds(**bad)  # type: ignore[arg-type]


def test_confidence_is_said_with_its_grounds() -> None:
    told = confidence_in_words(confidence_on(Grounds(roots=3, agreement=0.7, robust=0.96)))
    assert told == (
        "Confidence is moderate: independent sources 3; agreement of coders 0.70; robust runs 96 %."
    )


MIXED = (
    "It is likely, with high confidence, that the talks go on.",
    "We have moderate confidence that a truce is improbable.",
    "Confidence is low that it will almost certainly hold.",
    "A remote chance, at a high level of confidence, is left.",
)
APART = (
    "It is likely that the talks go on. Confidence is high: independent sources 4.",
    "The remote valley has high confidence in its council.",
    "Confidence-building measures are likely to be asked for.",
    "Unlikelihood of high water; low confidence.",
)


@pytest.mark.parametrize("text", MIXED)
def test_likelihood_and_confidence_never_share_a_sentence(text: str) -> None:
    """A finding whose sentence holds both cannot be made, wherever the sentence stands."""
    assert mixed(text) == text
    for fields in ({"text": text}, {"derivation": text}, {"points": ("One.", text)}):
        with pytest.raises(CaseError) as refused:
            Finding(**{"id": "x/y", "text": "One.", "section": "answers"} | fields)
        assert str(refused.value) == (
            f"the case: A statement holds likelihood and confidence in one sentence: {text} "
            "Say the two apart: change the label or the text that brings one of them in."
        )


@pytest.mark.parametrize("text", APART)
def test_likelihood_and_confidence_may_follow_each_other(text: str) -> None:
    assert keep_apart(text) == text
    assert Finding(id="x/y", text=text, section="answers").text == text


def test_sentences_end_where_a_reader_ends_them() -> None:
    """A figure, a range and an abbreviation within a sentence do not end it."""
    text = "No outcome of 1.5 m gets past: see Annex A. “It stands.” The rest\nA new line"
    assert list(sentences(text)) == [
        "No outcome of 1.5 m gets past: see Annex A.",
        "“It stands.",
        "The rest",
        "A new line",
    ]
