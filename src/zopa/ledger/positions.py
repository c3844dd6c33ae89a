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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import betaincinv

from zopa.ledger.as_of import Ledger
from zopa.ledger.evidence import Evidence, Floats, Ints, half_life_of, is_numeric
from zopa.ledger.levels import (
    Level,
    Observations,
    as_level,
    filter_levels,
    nearest_shares,
)
from zopa.ledger.weights import Weights

LOW, HIGH = 0.05, 0.95  # ends of intervals and bands
DRAWS = 200
AT_ONCE = 50  # draws that are computed at once, which bounds the memory
PRIOR = "prior"  # stands for a statement where a share is that of the prior
LEVEL = "level"  # stands for a value where a share is one of a numeric issue's level


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


@dataclass(frozen=True)
class Share:
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
    evidence
        Statement and e(t) of each statement that gives evidence, in the order of the case.
    level
        For a numeric issue: the level in its unit.
    shares
        What each statement, and the prior, adds; the shares of a value sum to its p.
    """

    party: str
    issue: str
    condition: str
    as_of: date
    values: tuple[ValueProbability, ...]
    vacuity: float
    conflict: Conflict | None
    evidence: tuple[tuple[str, float], ...]
    level: Level | None = None
    shares: tuple[Share, ...] = field(default=(), repr=False)


@dataclass(frozen=True, eq=False)
class _Group:
    """The rows of evidence of one position, in the order of the case."""

    party: str
    issue: str
    condition: str
    values: tuple[str, ...]
    is_numeric: bool
    half_life: float
    unit: str
    rows: Ints
    own: Ints  # the rows under its condition; all where it has none

    def counts(self, weighed: Floats) -> bool:
        """Whether there is something to tell: a condition needs evidence of its own."""
        return not self.condition or bool((weighed[self.own] > 0).any())


@dataclass(frozen=True, eq=False)
class Grid:
    """All positions asked for, as arrays: the values of one position after those of another.

    Attributes
    ----------
    starts : int[positions]
        Where the values of each position start.
    pair_row, pair_value : int[pairs]
        A row of evidence and a value that it supports.
    pair_part : float[pairs]
        The part of the row's evidence that goes to the value.
    """

    groups: tuple[_Group, ...]
    evidence: Evidence
    weights: Weights
    starts: Ints
    sizes: Ints
    pair_row: Ints
    pair_value: Ints
    pair_part: Floats

    @cached_property
    def spread(self) -> csr_matrix:
        """The matrix that spreads the evidence of rows over values."""
        shape = int(self.sizes.sum()), len(self.evidence.rows)
        return csr_matrix((self.pair_part, (self.pair_value, self.pair_row)), shape=shape)

    @cached_property
    def prior(self) -> Floats:
        """The prior of each value."""
        return np.repeat(self.weights.scale("prior") / np.maximum(self.sizes, 1), self.sizes)

    def alpha(self, evidence: Floats) -> Floats:
        """Return alpha for e of each row (rows, or rows x draws)."""
        prior = self.prior if evidence.ndim == 1 else self.prior[:, None]
        return np.asarray(prior + self.spread @ evidence)

    def totals(self, alpha: Floats) -> Floats:
        """Return the sum of alpha of the position of each value."""
        sums = np.add.reduceat(alpha, self.starts, axis=0) if len(self.starts) else alpha[:0]
        return np.repeat(sums, self.sizes, axis=0)

    def drawn(self, day: int, draws: int, seed: int) -> _Draws:
        """Draw the weights anew."""
        return _drawn(self.evidence, day, self.weights, draws, np.random.default_rng(seed))

    def band(self, drawn: _Draws) -> tuple[Floats, Floats]:
        """Return the 5th and 95th percentile of every probability over other weights."""
        draws = len(drawn.stretch)
        found = np.empty((int(self.sizes.sum()), draws))
        for first in range(0, draws, AT_ONCE):
            alpha = self.alpha(drawn.at(slice(first, min(first + AT_ONCE, draws))))
            found[:, first : first + AT_ONCE] = alpha / self.totals(alpha)
        if not len(found):
            return np.zeros(0), np.zeros(0)
        low, high = np.quantile(found, (LOW, HIGH), axis=1)
        return low, high


@dataclass(frozen=True, eq=False)
class _Draws:
    """Draws of the weights: each row's evidence under them."""

    evidence: Floats  # [rows], without ageing
    combination: Ints  # [rows]
    factors: Floats  # [combinations, draws]
    age: Floats  # [rows] in half-lives as they stand
    stretch: Floats  # [draws] how much longer the half-lives are

    def unaged(self, rows: Sequence[int]) -> Floats:
        """Return e of some rows without ageing, [draws, rows]."""
        return (self.factors[self.combination[list(rows)]] * self.evidence[list(rows), None]).T

    def at(self, draws: slice) -> Floats:
        """Return e of each row under some draws."""
        found: Floats = self.factors[:, draws][self.combination]
        found *= self.evidence[:, None]
        found *= np.exp2(-self.age[:, None] / self.stretch[None, draws])
        return found


def _drawn(
    evidence: Evidence, day: int, weights: Weights, draws: int, generator: np.random.Generator
) -> _Draws:
    """Draw one factor for every weight of the table, and one half-life, for each draw."""
    keys = sorted(key for key in weights.table if key[0] != "scale")
    place = {key: number for number, key in enumerate(keys)}
    sigma = weights.scale("sigma")
    logs = sigma * generator.standard_normal((len(keys) + 1, draws))  # the last is kappa
    ends = np.log([weights.scale("half_life_low"), weights.scale("half_life_high")])
    drawn = np.exp(ends[0] + (ends[1] - ends[0]) * generator.random(draws))
    active = evidence.active(day)
    code = np.ones(len(evidence.rows), dtype=np.int64)
    code[evidence.segment_row[active]] = evidence.segment_credibility[active]
    combined = evidence.keys * 7 + code
    distinct, combination = np.unique(combined, return_inverse=True)
    factors = np.empty((len(distinct), draws))
    for number, both in enumerate(distinct):
        kind, credibility = divmod(int(both), 7)
        named = [*evidence.kinds[kind], ("credibility", str(credibility))]
        factors[number] = np.exp(logs[[place[key] for key in named]].sum(axis=0) + logs[-1])
    age = np.maximum(day - evidence.said, 0) / evidence.half_life
    return _Draws(
        evidence=evidence.weights_at(day, weights, ageing=False),
        combination=combination.astype(np.int64),
        factors=factors,
        age=age,
        stretch=drawn / weights.scale("half_life"),
    )


def read_grid(
    ledger: Ledger,
    parties: Iterable[str] = (),
    issues: Iterable[str] = (),
    pairs: Iterable[tuple[str, str]] = (),
) -> Grid:
    """Lay out the positions of a case: one for each party and issue that a statement names.

    Parameters
    ----------
    ledger
        The case as it stood on a day.
    parties, issues, pairs
        Ids of those to keep, and pairs of a party and an issue; all where empty.
    """
    kept_pairs = frozenset(pairs)
    evidence, reports = ledger.evidence, ledger.reports
    kept_parties, kept_issues = frozenset(parties), frozenset(issues)
    found: dict[tuple[str, str], dict[str, list[int]]] = {}
    values = ledger.values_of
    for row in reports.rows.values():
        if (
            row.principal is not None
            and row.issue in values
            and (not kept_parties or row.principal in kept_parties)
            and (not kept_issues or row.issue in kept_issues)
            and (not kept_pairs or (row.principal, row.issue) in kept_pairs)
            and row.id in ledger.statements
        ):
            found.setdefault((row.principal, row.issue or ""), {"": []})
    for place, row in enumerate(evidence.rows):
        conditions = found.get((row.principal or "", row.issue or ""))
        if conditions is not None and row.id in ledger.statements:
            conditions.setdefault(row.target_condition or "", []).append(place)
    order = {
        "party": {party.id: place for place, party in enumerate(ledger.case.parties)},
        "issue": {issue.id: place for place, issue in enumerate(ledger.case.issues)},
    }
    rows_of = {issue.id: issue for issue in ledger.case.issues}
    groups = [
        _Group(
            party,
            issue,
            condition,
            values[issue],
            is_numeric(rows_of[issue], values[issue]),
            half_life_of(rows_of[issue], ledger.weights),
            rows_of[issue].unit or "",
            np.array(sorted({*conditions[""], *rows}), dtype=np.int64),
            np.array(rows, dtype=np.int64),
        )
        for (party, issue), conditions in sorted(
            found.items(),
            key=lambda item: (
                order["party"].get(item[0][0], len(order["party"])),
                order["issue"][item[0][1]],
            ),
        )
        for condition, rows in conditions.items()
    ]
    return _laid_out(groups, evidence, ledger.weights)


def _laid_out(groups: Sequence[_Group], evidence: Evidence, weights: Weights) -> Grid:
    sizes = np.array([len(group.values) for group in groups], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])) if groups else np.zeros(0, np.int64)
    lengths = np.array([len(support) for support in evidence.supports], dtype=np.int64)
    ends = np.cumsum(lengths)
    places = np.fromiter(
        (value for support in evidence.supports for value in support), np.int64, int(lengths.sum())
    )
    pair_row, pair_value = [], []
    for start, group in zip(starts, groups, strict=True):
        counts = lengths[group.rows]
        pair_row.append(np.repeat(group.rows, counts))
        first = np.repeat(ends[group.rows] - counts, counts)
        within = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
        pair_value.append(start + places[first + within])
    rows = np.concatenate(pair_row) if pair_row else np.zeros(0, np.int64)
    return Grid(
        groups=tuple(groups),
        evidence=evidence,
        weights=weights,
        starts=starts.astype(np.int64),
        sizes=sizes,
        pair_row=rows,
        pair_value=np.concatenate(pair_value) if pair_value else np.zeros(0, np.int64),
        pair_part=1.0 / lengths[rows],
    )


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
    ends = np.stack([betaincinv(alpha, totals - alpha, end) for end in (LOW, HIGH)])
    shares = weighed[grid.pair_row] * grid.pair_part / totals[grid.pair_value]
    counts = np.bincount(_group_of_pairs(grid), minlength=len(grid.groups))
    bounds = np.concatenate(([0], np.cumsum(counts)))
    found = []
    for number, group in enumerate(grid.groups):
        if not group.counts(weighed):
            continue
        if group.is_numeric:
            found.append(_numeric_position(group, grid, day, weighed, drawn))
            continue
        span = slice(int(grid.starts[number]), int(grid.starts[number] + grid.sizes[number]))
        pairs = slice(int(bounds[number]), int(bounds[number + 1]))
        values = tuple(
            ValueProbability(value, *numbers)
            for value, numbers in zip(
                group.values,
                _rows_of(p[span], low[span], high[span], ends[:, span]),
                strict=True,
            )
        )
        prior = float(grid.weights.scale("prior") / totals[span.start])
        told = [Share(PRIOR, value, prior / len(group.values)) for value in group.values]
        rows = grid.evidence.rows
        told += [
            Share(rows[row].id, group.values[value - span.start], share)
            for row, value, share in zip(
                grid.pair_row[pairs].tolist(),
                grid.pair_value[pairs].tolist(),
                shares[pairs].tolist(),
                strict=True,
            )
            if share > 0
        ]
        found.append(
            Position(
                party=group.party,
                issue=group.issue,
                condition=group.condition,
                as_of=date.fromordinal(day),
                values=values,
                vacuity=prior,
                conflict=conflict_of(group, grid, weighed),
                evidence=_evidence_of(group, grid, weighed),
                shares=tuple(told),
            )
        )
    return tuple(found)


def _group_of_pairs(grid: Grid) -> npt.NDArray[np.intp]:
    """Return the position that each pair belongs to."""
    return np.asarray(np.searchsorted(grid.starts, grid.pair_value, side="right") - 1)


def _rows_of(
    p: Floats, low: Floats, high: Floats, ends: Floats
) -> Iterable[tuple[float, float, float, tuple[float, float]]]:
    """Return the numbers of each value; a band that p lies outside of reaches to it."""
    for number, chance in enumerate(p.tolist()):
        interval = (float(ends[0, number]), float(ends[1, number]))
        band = min(float(low[number]), chance), max(float(high[number]), chance)
        yield (chance, *band, interval)


def _evidence_of(group: _Group, grid: Grid, weighed: Floats) -> tuple[tuple[str, float], ...]:
    rows = grid.evidence.rows
    return tuple((rows[row].id, float(weighed[row])) for row in group.rows if weighed[row] > 0)


def conflict_of(group: _Group, grid: Grid, weighed: Floats) -> Conflict | None:
    """Return the largest degree of conflict between two voices (Jøsang 2016, section 4.8)."""
    evidence, prior = grid.evidence, grid.weights.scale("prior")
    size = len(group.values)
    voices: dict[str, list[int]] = {}
    for row in group.rows.tolist():
        voice = evidence.rows[row].voice
        if voice is not None and weighed[row] > 0:
            voices.setdefault(voice, []).append(row)
    if len(voices) < 2 or not size:
        return None
    alpha = np.full((len(voices), size), prior / size)
    for number, rows in enumerate(voices.values()):
        for row in rows:
            support = evidence.supports[row]
            alpha[number, list(support)] += weighed[row] / len(support)
    totals = alpha.sum(axis=1)
    p, sure = alpha / totals[:, None], 1 - prior / totals
    names = tuple(voices)
    best: tuple[float, int, int] = (0.0, 0, 0)
    for one, other in combinations(range(len(names)), 2):
        degree = float(np.abs(p[one] - p[other]).sum() / 2 * sure[one] * sure[other])
        if degree > best[0] + 1e-15:
            best = (degree, one, other)
    if best[0] <= 0:
        return None
    degree, one, other = best

    def heaviest(voice: int) -> str:
        rows = voices[names[voice]]
        return evidence.rows[max(rows, key=lambda row: weighed[row])].id

    return Conflict(degree, (names[one], names[other]), (heaviest(one), heaviest(other)))


def _numeric_position(
    group: _Group, grid: Grid, day: int, weighed: Floats, drawn: _Draws | None
) -> Position:
    """Return the position on a numeric issue: a level, and how near it is to each value."""
    evidence, weights = grid.evidence, grid.weights
    plain = evidence.weights_at(day, weights, ageing=False)
    kept = [row for row in group.rows.tolist() if plain[row] > 0]
    kept.sort(key=lambda row: -_age(evidence, row, day))
    numbers = [float(value) for value in group.values]
    voices = {voice: n for n, voice in enumerate(dict.fromkeys(_voice(evidence, r) for r in kept))}
    half_life = np.array([group.half_life])
    each = plain[kept][None, :]
    if drawn is not None:  # the first draw is the position itself
        each = np.concatenate((each, drawn.unaged(kept)), axis=0)
        half_life = np.concatenate((half_life, group.half_life * drawn.stretch))
    seen = Observations(
        number=np.array([_number(evidence, row, numbers) for row in kept], dtype=np.float64),
        weight=each,
        age=np.array([_age(evidence, row, day) for row in kept], dtype=np.float64),
        voice=np.array([voices[_voice(evidence, row)] for row in kept], dtype=np.int64),
    )
    found = filter_levels(seen, min(numbers), max(numbers), weights.scale("kappa"), half_life)
    near = nearest_shares(found, numbers)
    ends = np.quantile(near[1:], (LOW, HIGH), axis=0) if drawn is not None else near[[0, 0]]
    values = tuple(
        ValueProbability(value, *told)
        for value, told in zip(
            group.values, _rows_of(near[0], ends[0], ends[1], near[[0, 0]]), strict=True
        )
    )
    parts = [Share(PRIOR, LEVEL, float(found.parts[0]))]
    parts += [
        Share(evidence.rows[row].id, LEVEL, float(part))
        for row, part in sorted(zip(kept, found.parts[1:], strict=True))
    ]
    return Position(
        party=group.party,
        issue=group.issue,
        condition=group.condition,
        as_of=date.fromordinal(day),
        values=values,
        vacuity=float(found.parts[0]),
        conflict=conflict_of(group, grid, weighed),
        evidence=_evidence_of(group, grid, weighed),
        level=as_level(found, group.unit),
        shares=tuple(parts),
    )


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
