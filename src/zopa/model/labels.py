"""What rows are called: in the reader's language, by a naming scheme, or by their own label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from zopa.case.case import Case
from zopa.case.tables import TABLES, Voice
from zopa.messages import SOURCE_LANGUAGE


@dataclass(frozen=True)
class Labels:
    """The labels of a case for one reader.

    A label in the wanted scheme comes before one in the scheme of the case, both in the
    reader's language.  Where there is neither, the row keeps its own label.
    """

    case: Case
    language: str = SOURCE_LANGUAGE
    scheme: str = ""

    def label(self, table: str, address: str, own: str) -> str:
        """Return what a row is called; ``own`` is its own label."""
        return self._found.get((table, address), own)

    def is_translated(self, table: str, address: str) -> bool:
        """Whether a label was found, which is in the reader's language."""
        return (table, address) in self._found

    @cached_property
    def voices(self) -> Mapping[str, Voice]:
        """The voices of the case by id."""
        return {voice.id: voice for voice in self.case.voices}

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """What each party is called, by its id."""
        return {
            party.id: self.label("parties", party.id, party.name) for party in self.case.parties
        }

    def party(self, party: str | None) -> str:
        """Return what a party is called; its id where the case has no such row."""
        return self.parties.get(party, party) if party else ""

    @cached_property
    def coders(self) -> frozenset[str]:
        """Those who coded rows of the case."""
        rows = (row for table in TABLES for row in self.case.rows(table))
        return frozenset(filter(None, (getattr(row, "coder", None) for row in rows)))

    @cached_property
    def _found(self) -> Mapping[tuple[str, str], str]:
        of_case = self.case.settings.get("naming", "")
        found: dict[tuple[str, str], str] = {}
        for scheme in (of_case, self.scheme):  # the wanted scheme last: it has the last word
            for name in self.case.names:
                if name.scheme == scheme and name.language == self.language:
                    found[name.table, name.row_id] = name.text
        return found


def schemes_of(case: Case) -> tuple[str, ...]:
    """Return the naming schemes that a case knows, its own first."""
    own = case.settings.get("naming", "")
    return tuple(dict.fromkeys(filter(None, (own, *(name.scheme for name in case.names)))))
