"""A row of the case in one line, for whoever reads it beside a sentence that rests on it.

The line says who, when, on what basis, how firmly or how surely, and which of several
coders coded it.  For a source it gives the reliability on the Admiralty scale, letter and
words: the coder's view of the source, not of what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from zopa.case.rules import RuleSyntaxError
from zopa.messages import listing, say
from zopa.model import Words
from zopa.model.labels import Labels
from zopa.model.sentences import date_in_words, rule_in_words
from zopa.model.speakers import CERTAINTY, RELIABILITY, speaker_in_words

BETWEEN = " · "


def gist(table: str, row: Any, words: Words, labels: Labels) -> str:
    """Return what a reader must know of a row beside its own words; may be empty."""
    tell = TELLERS.get(table)
    parts = list(tell(row, labels, words)) if tell else []
    return BETWEEN.join(part for part in [*parts, *_provenance(row, labels)] if part)


def _provenance(row: Any, labels: Labels) -> Iterator[str]:
    """Say what a row rests on and who coded it, where that is not as with all the others.

    The usual is left out: that a row rests on statements, which stand beneath it, and the
    coder where one person coded the whole case.  The card of the row says these, too.
    """
    if getattr(row, "basis", None) not in (None, "statement"):
        yield say("basis: {basis}", basis=say(row.basis))
    if getattr(row, "coder", None) and len(labels.coders) > 1:
        yield say("coder {coder}", coder=row.coder)


def _names(ids: Iterable[str], labels: Labels) -> str:
    """Name parties by their ids."""
    return listing([labels.party(id_) for id_ in ids])


def _red_line(row: Any, labels: Labels, words: Words) -> Iterator[str]:
    yield _names(row.parties, labels)
    yield say(row.strength)
    yield say(row.status)
    yield date_in_words(row.stated_at)


def _statement(row: Any, labels: Labels, words: Words) -> Iterator[str]:
    yield speaker_in_words(row, labels)
    yield date_in_words(row.asserted_at)
    if row.certainty:
        yield say("certainty of the wording: {certainty}", certainty=say(CERTAINTY[row.certainty]))


def _source(row: Any, labels: Labels, words: Words) -> Iterator[str]:
    yield row.publisher or row.author or ""
    yield date_in_words(row.published)
    if row.reliability:
        yield say("reliability {grade}", grade=say(RELIABILITY[row.reliability]))
    else:
        yield say("reliability not graded")
    if row.copied_from:
        yield say("a copy of {source}", source=row.copied_from)


def _condition(row: Any, labels: Labels, words: Words) -> Iterator[str]:
    yield say(row.kind)
    yield row.reason or ""


def _goal(row: Any, labels: Labels, words: Words) -> Iterator[str]:
    if row.label:
        try:
            yield rule_in_words(row.rule, words)
        except RuleSyntaxError:
            yield row.rule


def _issue(row: Any, labels: Labels, words: Words) -> Iterator[str]:
    yield row.question or ""
    if row.asked_by:
        yield say("asked by {parties}", parties=_names(row.asked_by, labels))


def _party(row: Any, labels: Labels, words: Words) -> Iterator[str]:
    yield say(row.kind)
    yield row.note or ""


def _voice(row: Any, labels: Labels, words: Words) -> Iterator[str]:
    yield row.office or ""
    yield _names([row.party], labels) if row.party else ""


def _control(row: Any, labels: Labels, words: Words) -> Iterator[str]:
    yield say("{parties} must act", parties=_names(row.movers, labels))


TELLERS: Mapping[str, Callable[[Any, Labels, Words], Iterator[str]]] = {
    "red_lines": _red_line,
    "statements": _statement,
    "sources": _source,
    "conditions": _condition,
    "goals": _goal,
    "issues": _issue,
    "parties": _party,
    "voices": _voice,
    "controls": _control,
}
