"""How statements and positions are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor, log10
from typing import TYPE_CHECKING

from zopa.lens import Assessment, Statement
from zopa.messages import say, series
from zopa.model.labels import Labels
from zopa.model.sentences import date_in_words, rule_in_words
from zopa.model.speakers import speaker_in_words, voice_in_words

if TYPE_CHECKING:
    from zopa.lens import Position

PRIOR = "prior"
MOST_NAMED = 3  # statements that are named beside a position
PER_CENT = 100


@dataclass(frozen=True)
class Speech:
    """Says what statements and positions of one assessment say."""

    assessment: Assessment

    @cached_property
    def labels(self) -> Labels:
        """What the rows of the case are called."""
        choices = self.assessment.choices
        return Labels(self.assessment.case, choices.language, choices.naming)

    @property
    def rows(self) -> Mapping[str, Statement]:
        """The statements that can count."""
        return self.assessment.ledger.reports.rows

    def issue(self, issue: str) -> str:
        """Name an issue by its heading."""
        found = self.assessment.model.words.by_id.get(issue)
        return found.heading if found else issue or say("no issue")

    def value(self, issue: str, value: str) -> str:
        """Name a value of an issue."""
        found = self.assessment.model.words.by_id.get(issue)
        if found is None or value not in found.declared:
            return value
        return found.labels[found.declared.index(value)]

    def party(self, party: str) -> str:
        """Name a party."""
        return self.labels.party(party)

    def who(self, statement: str) -> str:
        """Say who made a statement, in which office and for whom."""
        return speaker_in_words(self.rows[statement], self.labels)

    def voice(self, statement: str) -> str:
        """Name who made a statement, in short."""
        row = self.rows[statement]
        name = voice_in_words(row.voice, self.labels)
        return name or self.party(row.principal or "") or say("speaker not named")

    def day(self, statement: str) -> str:
        """Say when a statement was made."""
        return date_in_words(self.rows[statement].asserted_at)

    def told(self, statement: str) -> str:
        """Say who, when and what, in one line."""
        row = self.rows[statement]
        return say(
            "{who}, {day}: “{what}”",
            who=self.who(statement),
            day=self.day(statement),
            what=row.paraphrase,
        )

    def condition(self, rule: str) -> str:
        """Say the condition of a position."""
        return rule_in_words(rule, self.assessment.model.words)

    def heading(self, position: Position) -> str:
        """Say whose position on what, and under which condition."""
        party, issue = self.party(position.party), self.issue(position.issue)
        if position.condition:
            return say(
                "{party} on {issue}, if {condition}",
                party=party,
                issue=issue,
                condition=self.condition(position.condition),
            )
        return say("{party} on {issue}", party=party, issue=issue)

    def distribution(self, position: Position) -> str:
        """Say how probable each value is, with its band; the likeliest first."""
        if position.level is not None:
            level = position.level
            spread = level.high - level.low
            told = {
                "mean": figure(level.mean, spread),
                "low": figure(level.low, spread),
                "high": figure(level.high, spread),
            }
            if not level.unit:
                return say("{mean}, between {low} and {high}", **told)
            return say("{mean} {unit}, between {low} and {high}", unit=level.unit, **told)
        ranked = sorted(position.values, key=lambda value: -value.p)
        return series(
            say(
                "{value} {p} % ({low} to {high} %)",
                value=self.value(position.issue, value.value),
                p=per_cent(value.p),
                low=per_cent(value.low),
                high=per_cent(value.high),
            )
            for value in ranked
        )

    def weightiest(self, position: Position) -> list[tuple[str, float]]:
        """Return the statements that weigh most in a position, with their part of all of it."""
        total: dict[str, float] = {}
        for share in position.shares:
            if share.statement != PRIOR:
                total[share.statement] = total.get(share.statement, 0.0) + share.share
        return sorted(total.items(), key=lambda one: -one[1])


def per_cent(part: float) -> int:
    """Return a part in whole per cent."""
    return round(PER_CENT * part)


def figure(number: float, spread: float) -> str:
    """Write a number as exactly as its spread lets it say something, without exponents.

    >>> figure(2025.31, 8.0), figure(0.1234, 0.05)
    ('2025.3', '0.123')
    """
    digits = 1 - floor(log10(spread)) if spread > 0 else 3
    return f"{number:.{min(max(digits, 0), 6)}f}"


def addresses(statements: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses of statements, each once."""
    return tuple(f"statements/{statement}" for statement in dict.fromkeys(statements))
