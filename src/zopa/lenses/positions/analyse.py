"""Positions of all parties on the day, and how those that moved came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zopa.lens import Assessment, Contradiction, Slots

if TYPE_CHECKING:
    from zopa.lens import Position

MOST_DRAWN = 12  # positions that are drawn over time
WINDOW = 120  # days before the day asked about that a picture goes back at most
LEAST_DAYS, BEFORE = 4, 1  # days that a picture shows at least, and before the first statement
MOST_DAYS, MOST_BETWEEN = 40, 10  # days that a picture shows, and between those of statements


@dataclass(frozen=True)
class Options:
    """What to read.

    Attributes
    ----------
    parties, issues
        Ids of those to keep; all where empty.
    over_time
        Whether positions that moved are followed over time, for pictures.
    band
        Whether the weights are drawn anew for the band.
    """

    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    over_time: bool = False
    band: bool = True


Pair = tuple[str, str]


@dataclass(frozen=True, eq=False)
class PositionsResult:
    """Positions and what bears on them.

    Attributes
    ----------
    positions
        On the day asked about.
    contradictions
        Statements of one party that are at odds, on the parties and issues asked for.
    series
        For the pairs of a party and an issue that are drawn: the days, and the positions on
        each of them.
    is_part
        Whether only some parties or issues were asked for.
    """

    positions: tuple[Position, ...]
    contradictions: tuple[Contradiction, ...]
    series: dict[Pair, tuple[tuple[date, Position], ...]]
    is_part: bool = False


def analyse(assessment: Assessment, options: Options, slots: Slots) -> PositionsResult:
    """Read the positions of a case on the day of its ledger."""
    positions = assessment.positions(options.parties, options.issues, band=options.band)
    found = tuple(
        one
        for one in assessment.contradictions
        if (not options.parties or one.party in options.parties)
        and (not options.issues or one.issue in options.issues)
    )
    series = _series(assessment, positions, found) if options.over_time else {}
    is_part = bool(options.parties or options.issues)
    return PositionsResult(positions, found, series, is_part)


def _series(
    assessment: Assessment,
    positions: Iterable[Position],
    contradictions: Iterable[Contradiction],
) -> dict[Pair, tuple[tuple[date, Position], ...]]:
    """Follow those positions over time of which there is most to tell."""
    return {
        pair: tuple(
            (position.as_of, position)
            for position in assessment.positions(
                pairs=[pair], days=_days(_said(pair, assessment), assessment.ledger.day)
            )
            if not position.condition
        )
        for pair in _told_most(positions, contradictions)
    }


def _said(pair: Pair, assessment: Assessment) -> list[int]:
    """Return the days, within the window, on which a party spoke to an issue."""
    ledger = assessment.ledger
    first = ledger.day - WINDOW
    return sorted(
        {
            ledger.reports.seen_from[row.id]
            for row in ledger.reports.rows.values()
            if (row.principal, row.issue) == pair
            and row.id in ledger.statements
            and ledger.reports.seen_from[row.id] > 0
            and ledger.reports.seen_from[row.id] >= first
        }
    )


def _told_most(
    positions: Iterable[Position], contradictions: Iterable[Contradiction]
) -> tuple[Pair, ...]:
    """Return the pairs to draw: first those whose statements are at odds, then by their number."""
    odds = Counter((one.party, one.issue) for one in contradictions)
    ranked: list[tuple[int, int, int, Pair]] = []
    for place, position in enumerate(positions):
        pair = (position.party, position.issue)
        if not position.condition and position.evidence:
            ranked.append((-odds[pair], -len(position.evidence), place, pair))
    chosen = sorted(ranked)[:MOST_DRAWN]
    return tuple(pair for *_, pair in sorted(chosen, key=lambda one: one[2]))


def _days(said: list[int], last: int) -> list[date]:
    """Return the days to show: those on which something was said, and some between them."""
    first = max(1, min([last - LEAST_DAYS, *(day - BEFORE for day in said)]))
    days = {first, last, *said}
    step = max(1, (last - first) // MOST_BETWEEN)
    between = [day for day in range(first, last, step) if day not in days]
    days.update(between[: max(0, MOST_DAYS - len(days))])
    return [date.fromordinal(day) for day in sorted(days)[-MOST_DAYS:]]
