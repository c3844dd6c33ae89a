"""How sources and what copies changed are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from zopa.lens import Assessment, Change, Source, Statement
from zopa.messages import say, written_date
from zopa.model.labels import Labels
from zopa.model.sentences import rule_in_words
from zopa.model.speakers import CERTAINTY, values_in_words, voice_in_words

# What a hop did to a slot, said of the copy.
KINDS = {
    "inverted": "inverted",
    "strengthened": "strengthened",
    "weakened": "weakened",
    "redated": "dated otherwise",
    "reattributed": "attributed otherwise",
    "condition": "another condition",
    "target": "another target",
    "act": "another act",
    "quantity": "another figure",
    "quantity_of": "the figure measures something else",
    "added": "added",
    "dropped": "left out",
}
SLOTS = {
    "certainty": "certainty of the wording",
    "firmness": "firmness of the wording",
    "polarity": "for or against",
    "asserted_at": "when it was said",
    "voice": "who said it",
    "speaker_given": "what the speaker is called",
    "principal": "for whom it was said",
    "target_condition": "condition",
    "target": "what it speaks to",
    "act": "speech act",
    "quantity": "figure",
    "quantity_of": "what the figure measures",
}
POLARITIES = {"+": "for", "-": "against", "u": "uncommitted"}


@dataclass(frozen=True)
class Speech:
    """Says what the sources of one assessment are and what they changed."""

    assessment: Assessment

    @cached_property
    def labels(self) -> Labels:
        """What the rows of the case are called."""
        choices = self.assessment.choices
        return Labels(self.assessment.case, choices.language, choices.naming)

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self.assessment.ledger.reports.sources

    @property
    def rows(self) -> Mapping[str, Statement]:
        """The statements that can count."""
        return self.assessment.ledger.reports.rows

    def title(self, source: str) -> str:
        """Return the title of a source."""
        row = self.sources[source]
        return self.labels.label("sources", source, row.title)

    def published(self, source: str) -> str:
        """Say when a source was published; empty where it is not known."""
        moment = self.sources[source].published
        return written_date(moment.text) if moment else ""

    def slot(self, change: Change) -> str:
        """Name the slot that a copy changed."""
        return say(SLOTS.get(change.slot, change.slot))

    def cell(self, change: Change, text: str, statement: str) -> str:
        """Say what a slot holds, in words where it holds a code."""
        row = self.rows[statement]
        if not text:
            return say("nothing")
        if change.slot == "certainty":
            return say(CERTAINTY[text])
        if change.slot == "polarity":
            return say(POLARITIES[text])
        if change.slot == "voice":
            return voice_in_words(text, self.labels) or text
        if change.slot == "principal":
            return self.labels.party(text)
        if change.slot == "asserted_at":
            return self._day(row, text)
        if change.slot == "target_condition":
            return rule_in_words(text, self.assessment.model.words)
        if change.slot == "target":
            values = values_in_words(row.issue or "", text.split(";"), self.assessment.model.words)
            return say("; ").join(values)
        if change.slot == "act":
            return say(text).replace("_", " ")
        return text

    def _day(self, row: Statement, text: str) -> str:
        found, given = written_date(text), row.asserted_at_given
        if not given or given == text:
            return found
        return say("{date} (given as “{words}”)", date=found, words=given)

    def both(self, change: Change) -> str:
        """Say what a copy makes of a slot: both readings side by side."""
        return say(
            "{kind}: {slot}; above “{before}”, in the copy “{after}”",
            slot=self.slot(change),
            kind=say(KINDS[change.kind]),
            before=self.cell(change, change.before, change.earlier),
            after=self.cell(change, change.after, change.later),
        )
