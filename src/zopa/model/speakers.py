"""Statements in plain words: who spoke, for whom, when, and what it speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zopa.case.tables import Statement
from zopa.messages import say, series
from zopa.model.labels import Labels
from zopa.model.sentences import date_in_words
from zopa.model.words import Words

RELIABILITY = {
    "A": "A, completely reliable",
    "B": "B, usually reliable",
    "C": "C, fairly reliable",
    "D": "D, not usually reliable",
    "E": "E, unreliable",
    "F": "F, cannot be judged",
}
CREDIBILITY = {
    "1": "1, confirmed by other sources",
    "2": "2, probably true",
    "3": "3, possibly true",
    "4": "4, doubtful",
    "5": "5, improbable",
    "6": "6, cannot be judged",
}
CERTAINTY = {"CT": "certain", "PR": "probable", "PS": "possible", "U": "unknown"}
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")  # in a date that leaves nothing to resolve
SHORT_LABEL = 32  # letters of a value's label where there is little room
STANCES = {"+": "for {values}", "-": "against {values}", "u": "uncommitted on {values}"}


def voice_in_words(voice: str | None, labels: Labels) -> str:
    """Name a voice without its office; empty where there is none."""
    row = labels.voices.get(voice or "")
    return labels.label("voices", row.id, row.name) if row else ""


def speaker_in_words(row: Statement, labels: Labels) -> str:
    """Name who spoke, in which office, and for which party."""
    voice = labels.voices.get(row.voice or "")
    party = labels.party(row.principal or (voice.party if voice else None))
    name = voice_in_words(row.voice, labels)
    if voice and voice.office and voice.office.casefold() not in name.casefold():
        name = say("{name}, {office}", name=name, office=voice.office)
    if name and party:
        return say("{voice} ({party})", voice=name, party=party)
    return name or party or say("speaker not named")


def voice_and_party(row: Statement, labels: Labels) -> str:
    """Name who spoke and for which party, without the office."""
    voice = labels.voices.get(row.voice or "")
    party = labels.party(row.principal or (voice.party if voice else None))
    name = voice_in_words(row.voice, labels)
    if name and party:
        return say("{voice} ({party})", voice=name, party=party)
    return name or party or say("speaker not named")


def day_in_words(row: Statement) -> str:
    """Say when a statement was made: in the source's words too, where these are relative."""
    found, given = date_in_words(row.asserted_at), row.asserted_at_given
    if not given or (row.asserted_at is not None and _YEAR.search(given)):
        return found
    return say("{date} (given as “{words}”)", date=found, words=given)


def target_in_words(row: Statement, stance: str, words: Words, most: int = 0) -> str:
    """Say what a statement speaks for or against; empty where it names no value.

    Labels of more than ``most`` letters, where that is given, are cut.
    """
    issue = words.by_id.get(row.issue or "")
    if issue is None or not row.target:
        return ""
    labels = dict(zip(issue.declared, issue.labels, strict=True))
    named = series(_cut(labels.get(value, value), most) for value in row.target)
    return say(STANCES[stance], values=named)


def _cut(text: str, most: int) -> str:
    """Cut a text that is too long at a space."""
    if not most or len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]}…"


def values_in_words(issue: str, values: Sequence[str], words: Words) -> list[str]:
    """Name values of an issue by their labels."""
    found = words.by_id.get(issue)
    labels = dict(zip(found.declared, found.labels, strict=True)) if found else {}
    return [labels.get(value, value) for value in values]
