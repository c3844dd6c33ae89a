"""Words of likelihood, and confidence apart from them.

The one scale is that of Intelligence Community Directive 203, *Analytic Standards*
(Office of the Director of National Intelligence, 2 January 2015, technical amendment of
21 December 2022), section D.6.e(2)(a): seven bands from 1 to 99 per cent, each with a term
in either of two rows.  Part (b) of the same section asks that a level of confidence and a
degree of likelihood never share a sentence.  Terms and bounds were compared on
25 November 2026 with several stored transcripts of the directive, which agree.

Three things the directive leaves open are settled here:

1. Neighbouring bands share a bound in the directive.  Here a band holds its lower bound and
   not its upper one, and the last holds both: 20 per cent is *unlikely*, 99 per cent is
   *almost certain*.  Probabilities are first rounded to a millionth, so that a sum of
   fractions falls where its written value does.
2. A range of probabilities that spans bands is said from its lower to its upper band:
   *from unlikely to likely*.  A range that only touches the bound of the next band stays
   below it.
3. Below 1 and above 99 per cent the scale has no term, and so the number stands alone.

The directive strongly advises against mixing its two rows: zopa writes the first row and
reads both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from zopa.errors import CaseError, Place, Problem
from zopa.messages import say

Level = Literal["low", "moderate", "high"]
LEVELS: tuple[Level, ...] = ("low", "moderate", "high")
PLACES = 6  # decimals to which a probability is rounded before it is given a band


@dataclass(frozen=True)
class Band:
    """A band of the scale.

    Attributes
    ----------
    low, high
        Bounds as probabilities; the lower one belongs to the band.
    term
        The term of the first row, which zopa writes.
    other
        The term of the second row, which zopa only reads.
    """

    low: float
    high: float
    term: str
    other: str


SCALE: tuple[Band, ...] = (
    Band(0.01, 0.05, "almost no chance", "remote"),
    Band(0.05, 0.20, "very unlikely", "highly improbable"),
    Band(0.20, 0.45, "unlikely", "improbable"),
    Band(0.45, 0.55, "roughly even chance", "roughly even odds"),
    Band(0.55, 0.80, "likely", "probable"),
    Band(0.80, 0.95, "very likely", "highly probable"),
    Band(0.95, 0.99, "almost certain", "nearly certain"),
)


def band_of(probability: float) -> Band | None:
    """Return the band of a probability; None below 1 and above 99 per cent.

    >>> band_of(0.2).term
    'unlikely'
    >>> band_of(0.995) is None
    True

    Raises
    ------
    ValueError
        If the number is no probability.
    """
    value = _rounded(probability)
    if value == SCALE[-1].high:
        return SCALE[-1]
    return next((band for band in SCALE if band.low <= value < band.high), None)


def likelihood_in_words(low: float, high: float | None = None) -> str:
    """Say a probability, or a range of probabilities, by the scale.

    >>> likelihood_in_words(0.6)
    'likely (60 %)'
    >>> likelihood_in_words(0.3, 0.7)
    'from unlikely to likely (30 to 70 %)'
    """
    low, high = _rounded(low), _rounded(low if high is None else high)
    if high < low:
        raise ValueError(f"a range of probabilities runs upwards, not from {low} to {high}")
    number = _per_cent(low, high)
    first, last = band_of(low), _upper_band(low, high)
    if first is None or last is None:
        return number
    if first is last:
        return say("{term} ({number})", term=say(first.term), number=number)
    return say(
        "from {low} to {high} ({number})", low=say(first.term), high=say(last.term), number=number
    )


def sentence(event: str, low: float, high: float | None = None) -> str:
    """State how likely an event is, in one sentence that holds no level of confidence.

    >>> sentence("the talks are held in March", 0.3, 0.7)
    'How likely it is that the talks are held in March: from unlikely to likely (30 to 70 %).'
    """
    told = likelihood_in_words(low, high)
    stated = say("How likely it is that {event}: {likelihood}.", event=event, likelihood=told)
    return keep_apart(stated)


def _upper_band(low: float, high: float) -> Band | None:
    """Return the band of the upper end of a range; a bound that is only touched stays below."""
    if low < high:
        below = next((band for band in SCALE if band.high == high), None)
        if below is not None:
            return below
    return band_of(high)


def _rounded(probability: float) -> float:
    if not (math.isfinite(probability) and 0 <= probability <= 1):
        raise ValueError(f"a probability lies between 0 and 1, and {probability} does not")
    return round(probability, PLACES)


def _per_cent(low: float, high: float) -> str:
    """Write a probability or a range in whole per cent, never rounded to certainty."""
    first, last = _whole(low), _whole(high)
    if first == last:
        return say("{number} %", number=first)
    return say("{low} to {high} %", low=first, high=last)


def _whole(probability: float) -> str:
    if 0 < probability < SCALE[0].low:
        return say("below 1")
    if SCALE[-1].high < probability < 1:
        return say("above 99")
    return str(math.floor(100 * probability + 0.5))


# --- confidence ---

# What each part must reach for moderate and for high.  For agreement these are the two
# bounds of Krippendorff 2004, Content Analysis, 2nd edition, chapter 11; the others are ours.
ROOTS_NEEDED = (2, 3)
AGREEMENT_NEEDED = (0.667, 0.8)
ROBUST_NEEDED = (0.75, 0.95)


@dataclass(frozen=True)
class Grounds:
    """What confidence in a finding rests on; a part that nobody measured is None.

    Attributes
    ----------
    roots
        Number of independent sources: sources that copy no other.
    agreement
        Agreement of coders who worked apart, as Krippendorff's alpha: at most 1.
    robust
        Share of the runs with other readings, ranges or weights that give the same finding.
    """

    roots: int
    agreement: float | None = None
    robust: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        if self.roots < 0:
            raise ValueError(f"a number of roots cannot be {self.roots}")
        if self.agreement is not None and not -1 <= self.agreement <= 1:
            raise ValueError(f"agreement lies between -1 and 1, and {self.agreement} does not")
        if self.robust is not None:
            _rounded(self.robust)


@dataclass(frozen=True)
class Confidence:
    """How well a finding is founded; it says nothing of how likely an event is."""

    level: Level
    grounds: Grounds


def confidence_on(grounds: Grounds) -> Confidence:
    """Return the confidence that grounds allow: the level of the weakest part.

    A part that nobody measured counts as weak: only what was measured can raise confidence.

    >>> confidence_on(Grounds(roots=3, agreement=0.7, robust=1.0)).level
    'moderate'
    """
    parts = (
        _reached(grounds.roots, ROOTS_NEEDED),
        _reached(grounds.agreement, AGREEMENT_NEEDED),
        _reached(grounds.robust, ROBUST_NEEDED),
    )
    return Confidence(LEVELS[min(parts)], grounds)


def _reached(value: float | None, needed: tuple[float, float]) -> int:
    return 0 if value is None else sum(value >= bound for bound in needed)


def confidence_in_words(confidence: Confidence) -> str:
    """State confidence and what it rests on, in a sentence without a word of likelihood.

    >>> confidence_in_words(confidence_on(Grounds(roots=1)))
    'Confidence is low: independent sources 1; agreement of coders not measured; robust runs not measured.'
    """  # noqa: E501 - the sentence is one line
    grounds = confidence.grounds
    unknown = say("not measured")
    told = say(
        "Confidence is {level}: independent sources {roots}; agreement of coders {agreement}; "
        "robust runs {robust}.",
        level=say(confidence.level),
        roots=grounds.roots,
        agreement=unknown if grounds.agreement is None else f"{grounds.agreement:.2f}",
        robust=unknown if grounds.robust is None else _share(grounds.robust),
    )
    return keep_apart(told)


def _share(robust: float) -> str:
    return say("{number} %", number=math.floor(100 * robust + 0.5))


# --- reading ---

_TERMS = sorted((term for band in SCALE for term in (band.term, band.other)), key=len, reverse=True)
_ADVERBS = ("almost certainly", "nearly certainly", "improbably", "probably")
# Where "remote" is a word of likelihood and not of distance.
_REMOTE = r"remote (?=chance|possibility|likelihood|probability)|(?<=\bis )remote|(?<=\bbe )remote"
LIKELIHOOD = re.compile(
    r"\b(?:" + "|".join([*_ADVERBS, *(t for t in _TERMS if t != "remote"), _REMOTE]) + r")\b",
    re.IGNORECASE,
)
_LEVEL = r"(?:very\s+)?(?:low|moderate|medium|high)"
CONFIDENCE = re.compile(
    rf"\b{_LEVEL}(?:\s+level\s+of)?[\s-]+confidence\b"
    rf"|\bconfidence(?:\s+(?:is|was|remains|level|stays))*\s*[:=]?\s*{_LEVEL}\b"
    r"|\b(?:highly|moderately)\s+confident\b",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?])[”\"’)\]]*\s+(?=[^a-zà-ÿ])|\n+")


_SECOND_ROW = (*(band.other for band in SCALE), "probably", "improbably", "nearly certainly")


def row_of(term: str) -> int:
    """Return in which row of the directive a term of likelihood stands: 1 or 2.

    >>> row_of("almost certainly"), row_of("Probably"), row_of("remote chance")
    (1, 2, 2)
    """
    return 2 if term.casefold().strip().startswith(_SECOND_ROW) else 1


def sentences(text: str) -> Iterator[str]:
    """Divide a text into its sentences.

    >>> list(sentences("One stands. It is likely (60.5 %)! Two"))
    ['One stands.', 'It is likely (60.5 %)!', 'Two']
    """
    yield from (part.strip() for part in _END.split(text) if part.strip())


def mixed(text: str) -> str | None:
    """Return the first sentence that holds both likelihood and confidence, if there is one."""
    return next(
        (told for told in sentences(text) if LIKELIHOOD.search(told) and CONFIDENCE.search(told)),
        None,
    )


def keep_apart(text: str) -> str:
    """Return a text as it is, if likelihood and confidence stand apart in it.

    Fixed text is tested; where a run meets such a sentence, words of the case made it.

    Raises
    ------
    CaseError
        If they share a sentence, which ICD 203 section D.6.e(2)(b) rules out.
    """
    found = mixed(text)
    if found is None:
        return text
    message = f"A statement holds likelihood and confidence in one sentence: {found}"
    remedy = "Say the two apart: change the label or the text that brings one of them in."
    raise CaseError([Problem(Place(), message, remedy, check="likelihood")])


def refuse_mixture(texts: Iterable[str]) -> None:
    """Hold several texts to the rule of :func:`keep_apart`."""
    for text in texts:
        keep_apart(text)
