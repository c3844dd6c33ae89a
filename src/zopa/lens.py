"""What every lens must be: six facts, and its functions.

A lens answers one question about a case.  It reads the assessment and the slots that
earlier lenses gave, and never another lens's code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.case.case import Case
from zopa.case.stored_texts import read_text
from zopa.case.tables import Source, Statement
from zopa.findings import Board, Chart, Finding, MethodCard, Table
from zopa.ledger import Ledger
from zopa.ledger.contradictions import Contradiction, contradictions
from zopa.ledger.proposals import Proposal, proposals
from zopa.ledger.slots import Change, ChangeKind, changes
from zopa.model import Choices, Model

if TYPE_CHECKING:
    from zopa.ledger.positions import Position

Slots = Mapping[str, Any]

__all__ = [
    "Assessment",
    "Change",
    "ChangeKind",
    "Contradiction",
    "Lens",
    "Position",
    "Proposal",
    "Slots",
    "Source",
    "Statement",
]


@dataclass(frozen=True, eq=False)
class Assessment:
    """A case, what was known of it on a date, and the model of that."""

    case: Case
    ledger: Ledger
    model: Model
    choices: Choices
    folder: Path | None = None  # where the case lies, with the texts that it names

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """What may be a copy, or one speech act, and is not coded so."""
        named = {row.id: row.text_file for row in self.case.sources if row.text_file}
        folder = self.folder
        texts = {id_: read_text(folder, name) for id_, name in named.items()} if folder else {}
        return proposals(self.ledger, texts)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The statements of one party that are at odds."""
        return contradictions(self.ledger)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What copies make of the claims that they repeat."""
        return changes(self.ledger)

    def positions(
        self,
        parties: Iterable[str] = (),
        issues: Iterable[str] = (),
        *,
        pairs: Iterable[tuple[str, str]] = (),
        days: Iterable[date] = (),
        band: bool = True,
        seed: int = 0,
    ) -> tuple[Position, ...]:
        """Return positions on the day of the ledger, or on each of several days up to it.

        Parameters
        ----------
        parties, issues, pairs
            Ids of those to keep, and pairs of a party and an issue; all where empty.
        days
            The days, whose positions follow one after the other.
        band
            Whether the weights are drawn anew for the band.
        seed
            Of the generator.
        """
        from zopa.ledger.grid import read_grid  # put off: these load scipy
        from zopa.ledger.positions import positions_at

        grid = read_grid(self.ledger, parties, issues, pairs)
        asked = [day.toordinal() for day in days] or [self.ledger.day]
        return tuple(position for day in asked for position in positions_at(grid, day, band, seed))

    @property
    def coded_until(self) -> date | None:
        """The day of the case, where what is asked about is later; else ``None``."""
        as_of, day = self.ledger.as_of, self.case.as_of
        return day if as_of is not None and day is not None and day < as_of else None


def no_charts(assessment: Assessment, result: Any) -> tuple[Chart, ...]:
    """Show no picture."""
    return ()


def no_board(assessment: Assessment, result: Any) -> Board | None:
    """Lay out no board."""
    return None


@dataclass(frozen=True, eq=False)
class Lens:
    """A lens.

    Attributes
    ----------
    name, title
        Its name in commands and ids, and in headings.
    question
        The question it answers, in one sentence.
    gives, reads
        Names of the slots that it fills and needs.
    options
        The class of its options; its defaults are the lens's defaults.
    analyse
        ``analyse(assessment, options, slots)`` returns the frozen result.
    statements, tables
        ``(assessment, result)`` to the statements and the tables.
    as_json
        ``(assessment, result)`` to the keys that the lens adds to the JSON of its command.
    method
        The method card.
    charts
        ``(assessment, result)`` to pictures of the closed list of kinds.
    board
        ``(assessment, result)`` to the red-line board; one lens lays it out.
    """

    name: str
    title: str
    question: str
    gives: tuple[str, ...]
    reads: tuple[str, ...]
    options: type
    analyse: Callable[[Assessment, Any, Slots], Any]
    statements: Callable[[Assessment, Any], tuple[Finding, ...]]
    tables: Callable[[Assessment, Any], tuple[Table, ...]]
    as_json: Callable[[Assessment, Any], dict[str, Any]]
    method: Callable[[], MethodCard]
    charts: Callable[[Assessment, Any], tuple[Chart, ...]] = no_charts
    board: Callable[[Assessment, Any], Board | None] = no_board
