"""Positions: what each party has said on each issue, as a distribution over its values.

The evidence-weighted Dirichlet distribution with ageing and a discount for what is taken
back (subjective logic's reading of it: Jøsang 2016, Subjective Logic, chapters 3 and 4;
evidence discounted by weight: Škorić, de Hoogh and Zannone 2016; ageing: Jøsang and Ismail
2002).  It is linear in the evidence, so that every probability splits exactly into shares of
statements.  Definitions: ``docs/explanation/method-positions.md``.

Steps:

1. Gather the evidence e_i(t) of each statement (:mod:`zopa.ledger.evidence`).
2. Spread it evenly over the values it supports: alpha_k = a0/K + sum of e_i [k in A_i]/|A_i|.
3. p = alpha / sum(alpha); vacuity = a0 / sum(alpha); shares are the summands.
4. Draw the weights anew for the band; compare the voices of a party for the conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv

from zopa.case.tables import Statement
from zopa.ledger.as_of import Ledger
from zopa.ledger.evidence import Evidence, Floats, Ints
from zopa.ledger.grid import HIGH, LOW, Draws, Grid, Group, read_grid
from zopa.ledger.levels import (
    Estimate,
    Level,
    Observations,
    as_level,
    filter_levels,
    nearest_shares,
)

DRAWS = 200
PRIOR = "prior"  # stands for a statement where a share is that of the prior
LEVEL = "level"  # stands for a value where a share is one of a numeric issue's level
ROUNDING = 1e-12  # by which degrees of conflict may differ and be the same


@dataclass(frozen=True)
class ValueProbability:
    """One value of an issue.

    Attributes
    ----------
    value
        Its id.
    p
        Its probability.
    low, high
        5th and 95th percentile of the probability over other weights: the band.
    interval
        5th and 95th percentile of the Beta distribution of the probability itself.
    """

    value: str
    p: float
    low: float
    high: float
    interval: tuple[float, float]


class Share(NamedTuple):
    """What one statement, or the prior, adds to the probability of a value or to a level."""

    statement: str
    value: str
    share: float


@dataclass(frozen=True)
class Conflict:
    """The two voices of a party that are furthest apart, and the heaviest statement of each."""

    degree: float
    voices: tuple[str, str]
    statements: tuple[str, str]


@dataclass(frozen=True, eq=False)
class Position:
    """What a party has said on an issue as of a day, taken together.

    Attributes
    ----------
    condition
        The rule under which the statements hold that only this position counts; empty for
        the position without a condition.
    vacuity
        The part of the prior: 1 where nothing was said, near 0 where much was.
    level
        For a numeric issue: the level in its unit.
    weighed, shown
        Make the evidence and the shares, once they are asked for.
    """

    party: str
    issue: str
    condition: str
    as_of: date
    values: tuple[ValueProbability, ...]
    vacuity: float
    conflict: Conflict | None
    level: Level | None
    weighed: Callable[[], tuple[tuple[str, float], ...]] = field(repr=False)
    shown: Callable[[], Iterable[Share]] = field(repr=False)

    @cached_property
    def evidence(self) -> tuple[tuple[str, float], ...]:
        """Statement and e(t) of each statement that is evidence, in the order of the case."""
        return self.weighed()

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """What each statement, and the prior, adds; the shares of a value sum to its p.

        Of a numeric issue's level, the shares sum to 1.
        """
        return tuple(self.shown())


def read_positions(
    ledger: Ledger,
    parties: Iterable[str] = (),
    issues: Iterable[str] = (),
    *,
    band: bool = True,
    seed: int = 0,
    draws: int = DRAWS,
) -> tuple[Position, ...]:
    """Return the positions of a case on the day of its ledger.

    Parameters
    ----------
    ledger
        The case as it stood on a day; on the latest day of any statement where it has none.
    parties, issues
        Ids of those to keep; all where empty.
    band
        Whether the weights are drawn anew for ``low`` and ``high``; else these are p.
    seed
        Of the generator.
    draws
        How many draws of the weights.

    Returns
    -------
    tuple of Position
        By party and issue in declared order; first without a condition, then by condition.
    """
    return positions_at(read_grid(ledger, parties, issues), ledger.day, band, seed, draws)


def positions_at(
    grid: Grid, day: int, band: bool = True, seed: int = 0, draws: int = DRAWS
) -> tuple[Position, ...]:
    """Return the positions of a grid on a day, given as an ordinal."""
    weighed = grid.evidence.weights_at(day, grid.weights)
    alpha = grid.alpha(weighed)
    totals = grid.totals(alpha)
    p = alpha / totals
    drawn = grid.drawn(day, draws, seed) if band else None
    low, high = (p, p) if drawn is None else grid.band(drawn)
    others = totals - alpha
    ends = np.ones((2, len(alpha)))  # of an issue with one value, which has all of it
    several = others > 0
    for number, end in enumerate((LOW, HIGH)):
        ends[number, several] = betaincinv(alpha[several], others[several], end)
    at = _At(grid, day, weighed, totals, drawn)
    found = []
    for number, group in enumerate(grid.groups):
        if not group.counts(at.unaged):
            continue
        if group.is_numeric:
            found.append(at.numeric(number))
            continue
        span = slice(int(grid.starts[number]), int(grid.starts[number] + grid.sizes[number]))
        told = _rows_of(p[span], low[span], high[span], ends[:, span])
        found.append(
            Position(
                party=group.party,
                issue=group.issue,
                condition=group.condition,
                as_of=date.fromordinal(day),
                values=tuple(map(ValueProbability, group.values, *zip(*told, strict=True))),
                vacuity=float(grid.weights.scale("prior") / totals[span.start]),
                conflict=at.conflict(number),
                level=None,
                weighed=partial(at.evidence, group),
                shown=partial(at.shares, number),
            )
        )
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _At:
    """A grid on one day, with what each row weighs and each position sums to."""

    grid: Grid
    day: int
    weighed: Floats
    totals: Floats
    drawn: Draws | None

    def evidence(self, group: Group) -> tuple[tuple[str, float], ...]:
        """Return e(t) of the statements of a position that are evidence on the day."""
        rows, weights = self.grid.evidence.rows, self.weighed[group.rows].tolist()
        return tuple(
            (rows[row].id, weight)
            for row, weight in zip(group.rows.tolist(), weights, strict=True)
            if weight > 0
        )

    def shares(self, number: int) -> Iterator[Share]:
        """Go through the shares of a position: of the prior, then of each statement."""
        grid, group = self.grid, self.grid.groups[number]
        start = int(grid.starts[number])
        prior = float(grid.prior[start] / self.totals[start])
        for value in group.values:
            yield Share(PRIOR, value, prior)
        pairs = slice(int(grid.pair_starts[number]), int(grid.pair_starts[number + 1]))
        rows, values = grid.pair_row[pairs], grid.pair_value[pairs]
        parts = self.weighed[rows] * grid.pair_part[pairs] / self.totals[values]
        for row, value, part in zip(
            rows.tolist(), (values - start).tolist(), parts.tolist(), strict=True
        ):
            if part > 0:
                yield Share(grid.evidence.rows[row].id, group.values[value], part)

    def conflict(self, number: int) -> Conflict | None:
        """Return the largest degree of conflict between two voices of a position.

        The degree of conflict of Jøsang 2016, chapter 4, of the positions that follow from
        each voice's statements alone.
        """
        grid, group = self.grid, self.grid.groups[number]
        rows, codes = self._voices(group, self.weighed)
        if len(codes) < 2:
            return None
        pairs = slice(int(grid.pair_starts[number]), int(grid.pair_starts[number + 1]))
        alpha = self._alpha_by_voice(pairs, codes, int(grid.starts[number]), len(group.values))
        sums = alpha.sum(axis=1)
        sure = 1 - grid.weights.scale("prior") / sums
        return self._furthest(alpha / sums[:, None], sure, rows, codes)

    def _voices(self, group: Group, weights: Floats) -> tuple[Ints, Ints]:
        """Return the rows of named voices that weigh something, and their voices as they come."""
        rows = group.rows[weights[group.rows] > 0]
        rows = rows[self.grid.evidence.voice[rows] >= 0]
        codes, first = np.unique(self.grid.evidence.voice[rows], return_index=True)
        return rows, codes[np.argsort(first)]

    def _furthest(self, p: Floats, sure: Floats, rows: Ints, codes: Ints) -> Conflict | None:
        """Return the two voices furthest apart, given their positions, [voices, values]."""
        degrees = np.abs(p[:, None] - p[None, :]).sum(axis=2) / 2 * np.outer(sure, sure)
        degrees[np.tril_indices(len(codes))] = 0.0
        # the first of those that differ by no more than the last digits
        one, other = divmod(int(np.argmax(degrees >= degrees.max() - ROUNDING)), len(codes))
        if degrees[one, other] <= 0:
            return None
        heaviest = [self._heaviest(rows, int(codes[voice])) for voice in (one, other)]
        return Conflict(
            float(degrees[one, other]),
            (heaviest[0].voice or "", heaviest[1].voice or ""),
            (heaviest[0].id, heaviest[1].id),
        )

    def _alpha_by_voice(self, pairs: slice, codes: Ints, start: int, size: int) -> Floats:
        """Return alpha from each voice's statements alone, [voices, values]."""
        grid = self.grid
        rows, values = grid.pair_row[pairs], grid.pair_value[pairs] - start
        place = np.full(int(grid.evidence.voice.max()) + 2, -1)  # the last is that of no voice
        place[codes] = np.arange(len(codes))
        voice = place[grid.evidence.voice[rows]]
        known = voice >= 0
        parts = np.bincount(
            voice[known] * size + values[known],
            weights=(self.weighed[rows] * grid.pair_part[pairs])[known],
            minlength=len(codes) * size,
        )
        prior = np.full((len(codes), size), grid.weights.scale("prior") / size)
        return prior + parts.reshape(len(codes), size)

    def _heaviest(self, rows: Ints, voice: int) -> Statement:
        """Return the heaviest statement of a voice, the first among equals."""
        mine = rows[self.grid.evidence.voice[rows] == voice]
        return self.grid.evidence.rows[int(mine[np.argmax(self.weighed[mine])])]

    def numeric(self, number: int) -> Position:
        """Return the position on a numeric issue: a level, and how near it is to each value."""
        group = self.grid.groups[number]
        numbers = [float(value) for value in group.values]
        kept = self._oldest_first(group.rows)
        found = self._estimate(group, kept, numbers, self.drawn)
        near = nearest_shares(found, numbers)
        ends = near[[0, 0]] if self.drawn is None else np.quantile(near[1:], (LOW, HIGH), axis=0)
        told = _rows_of(near[0], ends[0], ends[1], near[[0, 0]])
        parts = [Share(PRIOR, LEVEL, float(found.parts[0]))]
        parts += [
            Share(self.grid.evidence.rows[row].id, LEVEL, float(part))
            for row, part in sorted(zip(kept, found.parts[1:], strict=True))
        ]
        return Position(
            party=group.party,
            issue=group.issue,
            condition=group.condition,
            as_of=date.fromordinal(self.day),
            values=tuple(map(ValueProbability, group.values, *zip(*told, strict=True))),
            vacuity=float(found.parts[0]),
            conflict=self._numeric_conflict(group, numbers),
            level=as_level(found, group.unit),
            weighed=partial(self.evidence, group),
            shown=lambda: parts,
        )

    def _oldest_first(self, rows: Ints) -> list[int]:
        """Return the rows that are evidence, the oldest first; what does not age comes last."""
        kept = [row for row in rows.tolist() if self.unaged[row] > 0]
        return sorted(kept, key=lambda row: -_age(self.grid.evidence, row, self.day))

    @cached_property
    def unaged(self) -> Floats:
        """What each row weighs without ageing."""
        return self.grid.evidence.weights_at(self.day, self.grid.weights, ageing=False)

    def _estimate(
        self, group: Group, kept: Sequence[int], numbers: Sequence[float], drawn: Draws | None
    ) -> Estimate:
        """Filter the level of an issue; the first draw is that of the weights as they stand."""
        evidence, day = self.grid.evidence, self.day
        half_life, each = np.array([group.half_life]), self.unaged[list(kept)][None, :]
        if drawn is not None:
            each = np.concatenate((each, drawn.unaged(kept)), axis=0)
            half_life = np.concatenate((half_life, group.half_life * drawn.stretch))
        names = [_voice(evidence, row) for row in kept]
        voices = {voice: place for place, voice in enumerate(dict.fromkeys(names))}
        seen = Observations(
            number=np.array([_number(evidence, row, numbers) for row in kept], dtype=np.float64),
            weight=each,
            age=np.array([_age(evidence, row, day) for row in kept], dtype=np.float64),
            voice=np.array([voices[name] for name in names], dtype=np.int64),
        )
        kappa = self.grid.weights.scale("kappa")
        return filter_levels(seen, min(numbers), max(numbers), kappa, half_life)

    def _numeric_conflict(self, group: Group, numbers: Sequence[float]) -> Conflict | None:
        """Return the largest degree of conflict between the levels of two voices."""
        rows, codes = self._voices(group, self.unaged)
        if len(codes) < 2:
            return None
        alone = []
        for code in codes.tolist():
            mine = self._oldest_first(rows[self.grid.evidence.voice[rows] == code])
            alone.append(self._estimate(group, mine, numbers, None))
        p = np.concatenate([nearest_shares(found, numbers) for found in alone])
        sure = np.array([1 - found.parts[0] for found in alone])
        return self._furthest(p, sure, rows, codes)


def _rows_of(
    p: Floats, low: Floats, high: Floats, ends: Floats
) -> list[tuple[float, float, float, tuple[float, float]]]:
    """Return the numbers of each value; a band that p lies outside of reaches to it."""
    return [
        (chance, min(least, chance), max(most, chance), (below, above))
        for chance, least, most, below, above in zip(
            p.tolist(), low.tolist(), high.tolist(), ends[0].tolist(), ends[1].tolist(), strict=True
        )
    ]


def _age(evidence: Evidence, row: int, day: int) -> float:
    """Return the age of a row in days; 0 where it does not age."""
    return 0.0 if np.isinf(evidence.half_life[row]) else float(max(day - evidence.said[row], 0))


def _voice(evidence: Evidence, row: int) -> str:
    """Return the voice of a row; a row without one is a voice of its own."""
    return evidence.rows[row].voice or f"\n{row}"


def _number(evidence: Evidence, row: int, numbers: Sequence[float]) -> float:
    """Return what a row says: its quantity in the issue's unit, or the mean of its values."""
    told = evidence.quantities.get(row)
    if told is not None:
        return told
    support = evidence.supports[row]
    return sum(numbers[value] for value in support) / len(support)
