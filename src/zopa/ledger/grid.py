"""All positions of a case laid out as arrays: which row of evidence goes to which value.

The values of one position stand after those of another.  Draws of the weights are a further
axis, last.  Definitions: ``docs/explanation/method-positions.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from scipy.sparse import csr_matrix

from zopa.ledger.as_of import Ledger
from zopa.ledger.evidence import Evidence, Floats, Ints, Key, half_life_of
from zopa.ledger.figures import is_numeric
from zopa.ledger.weights import Weights

LOW, HIGH = 0.05, 0.95  # ends of intervals and bands
AT_ONCE = 50  # draws that are computed at once, which bounds the memory
CODES = 7  # Admiralty codes of the information, 1 to 6, and none

NO_ROWS: Ints = np.zeros(0, dtype=np.int64)
Pair = tuple[str, str]  # a party and an issue


@dataclass(frozen=True, eq=False)
class Group:
    """The rows of evidence of one position, in the order of the case.

    Attributes
    ----------
    values
        Ids of the values that somebody had named.
    rows
        All rows that count; ``own`` are those under its condition, all where it has none.
    """

    party: str
    issue: str
    condition: str
    values: tuple[str, ...]
    is_numeric: bool
    half_life: float
    unit: str
    rows: Ints
    own: Ints

    def counts(self, weighed: Floats) -> bool:
        """Whether there is something to tell: a condition needs evidence of its own."""
        return not self.condition or bool((weighed[self.own] > 0).any())


@dataclass(frozen=True, eq=False)
class Draws:
    """Draws of the weights: each row's evidence under them.

    Attributes
    ----------
    evidence : float[rows]
        e without ageing, under the weights as they stand.
    combination : int[rows]
        Which combination of weights each row has.
    factors : float[combinations, draws]
        What the combination is multiplied by.
    age : float[rows]
        In half-lives as they stand.
    stretch : float[draws]
        How much longer the half-lives are.
    """

    evidence: Floats
    combination: Ints
    factors: Floats
    age: Floats
    stretch: Floats

    def unaged(self, rows: Sequence[int]) -> Floats:
        """Return e of some rows without ageing, [draws, rows]."""
        return (self.factors[self.combination[list(rows)]] * self.evidence[list(rows), None]).T

    def at(self, draws: slice) -> Floats:
        """Return e of each row under some draws, [rows, draws]."""
        found: Floats = self.factors[:, draws][self.combination]
        found *= self.evidence[:, None]
        found *= np.exp2(-self.age[:, None] / self.stretch[None, draws])
        return found


@dataclass(frozen=True, eq=False)
class Grid:
    """Positions as arrays.

    Attributes
    ----------
    starts, sizes : int[positions]
        Where the values of each position start, and how many they are.
    pair_row, pair_value : int[pairs]
        A row of evidence and a value that it supports; the pairs of a position follow those
        of the one before.
    pair_part : float[pairs]
        The part of the row's evidence that goes to the value.
    pair_starts : int[positions + 1]
        Where the pairs of each position start.
    """

    groups: tuple[Group, ...]
    evidence: Evidence
    weights: Weights
    starts: Ints
    sizes: Ints
    pair_row: Ints
    pair_value: Ints
    pair_part: Floats
    pair_starts: Ints

    @cached_property
    def spread(self) -> csr_matrix:
        """The matrix that spreads the evidence of rows over values."""
        shape = int(self.sizes.sum()), len(self.evidence.rows)
        return csr_matrix((self.pair_part, (self.pair_value, self.pair_row)), shape=shape)

    @cached_property
    def prior(self) -> Floats:
        """The prior of each value."""
        return np.repeat(self.weights.scale("prior") / self.sizes, self.sizes)

    def alpha(self, evidence: Floats) -> Floats:
        """Return alpha of each value for e of each row, [rows] or [rows, draws]."""
        prior = self.prior if evidence.ndim == 1 else self.prior[:, None]
        return np.asarray(prior + self.spread @ evidence)

    def totals(self, alpha: Floats) -> Floats:
        """Return for each value the sum of alpha over its position."""
        if not self.groups:
            return alpha
        return np.repeat(np.add.reduceat(alpha, self.starts, axis=0), self.sizes, axis=0)

    def probabilities(self, days: Iterable[int]) -> Floats:
        """Return p of every value on each of several days, [days, values]."""
        asked = list(days)
        found = np.empty((len(asked), int(self.sizes.sum())))
        for place, day in enumerate(asked):
            alpha = self.alpha(self.evidence.weights_at(day, self.weights))
            found[place] = alpha / self.totals(alpha)
        return found

    def band(self, drawn: Draws) -> tuple[Floats, Floats]:
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

    def drawn(self, day: int, draws: int, seed: int) -> Draws:
        """Draw one factor for every weight of the table and for kappa, and one half-life.

        Parameters
        ----------
        day
            The day asked about, as an ordinal.
        draws
            How many draws.
        seed
            Of the generator.
        """
        evidence, weights = self.evidence, self.weights
        place, logs, half_lives = _drawn_weights(weights, draws, seed)
        active = evidence.active(day)
        code = np.zeros(len(evidence.rows), dtype=np.int64)
        code[evidence.segment_row[active]] = evidence.segment_credibility[active]
        distinct, combination = np.unique(evidence.keys * CODES + code, return_inverse=True)
        factors = np.empty((len(distinct), draws))
        for number, both in enumerate(distinct.tolist()):
            kind, credibility = divmod(both, CODES)
            named = [place[key] for key in evidence.kinds[kind]]
            if credibility:
                named.append(place["credibility", str(credibility)])
            factors[number] = np.exp(logs[named].sum(axis=0) + logs[-1])  # the last is kappa
        return Draws(
            evidence=evidence.weights_at(day, weights, ageing=False),
            combination=combination.astype(np.int64),
            factors=factors,
            age=np.maximum(day - evidence.said, 0) / evidence.half_life,
            stretch=half_lives / weights.scale("half_life"),
        )


@lru_cache(maxsize=4)
def _drawn_weights(
    weights: Weights, draws: int, seed: int
) -> tuple[Mapping[Key, int], Floats, Floats]:
    """Draw the logarithm of each weight's factor, kappa's last, and the half-lives.

    The same seed gives the same draws on every day, so that a band moves with the evidence
    and not by chance.
    """
    generator = np.random.default_rng(seed)
    keys = sorted(key for key in weights.table if key[0] != "scale")
    logs = weights.scale("sigma") * generator.standard_normal((len(keys) + 1, draws))
    ends = np.log([weights.scale("half_life_low"), weights.scale("half_life_high")])
    half_lives = np.exp(ends[0] + (ends[1] - ends[0]) * generator.random(draws))
    return {key: number for number, key in enumerate(keys)}, logs, half_lives


def read_grid(
    ledger: Ledger,
    parties: Iterable[str] = (),
    issues: Iterable[str] = (),
    pairs: Iterable[Pair] = (),
) -> Grid:
    """Lay out the positions of a case: one for each party and issue that a statement names.

    Parameters
    ----------
    ledger
        The case as it stood on a day.
    parties, issues, pairs
        Ids of those to keep, and pairs of a party and an issue; all where empty.
    """
    evidence, day = ledger.evidence, ledger.day
    named = [pair for pair, first in evidence.named.items() if first <= day]
    kept = _kept(named, frozenset(parties), frozenset(issues), frozenset(pairs))
    found: dict[Pair, dict[str, Ints]] = {
        pair: {"": NO_ROWS} for pair in _in_order(kept, ledger) if ledger.values_of.get(pair[1])
    }
    seen = np.flatnonzero(evidence.seen <= day)
    ranked = seen[np.argsort(evidence.topic[seen], kind="stable")]
    bounds = np.searchsorted(evidence.topic[ranked], np.arange(len(evidence.topics) + 1))
    for number, (party, issue, condition) in enumerate(evidence.topics):
        rows = ranked[bounds[number] : bounds[number + 1]]
        if (party, issue) in found and len(rows):
            found[party, issue][condition] = rows
    return _laid_out(list(_groups(found, ledger)), evidence, ledger.weights)


def _kept(
    named: Iterable[Pair], parties: frozenset[str], issues: frozenset[str], pairs: frozenset[Pair]
) -> list[Pair]:
    return [
        (party, issue)
        for party, issue in named
        if (not parties or party in parties)
        and (not issues or issue in issues)
        and (not pairs or (party, issue) in pairs)
    ]


def _in_order(pairs: Iterable[Pair], ledger: Ledger) -> list[Pair]:
    """Put pairs in declared order."""
    party = {row.id: place for place, row in enumerate(ledger.case.parties)}
    issue = {row.id: place for place, row in enumerate(ledger.case.issues)}
    last = len(party) + len(issue)
    return sorted(pairs, key=lambda one: (party.get(one[0], last), issue.get(one[1], last), one))


def _groups(found: Mapping[Pair, Mapping[str, Ints]], ledger: Ledger) -> Iterator[Group]:
    issues = {issue.id: issue for issue in ledger.case.issues}
    for (party, issue), conditions in found.items():
        row, values = issues[issue], ledger.values_of[issue]
        for condition, rows in conditions.items():
            yield Group(
                party=party,
                issue=issue,
                condition=condition,
                values=values,
                is_numeric=is_numeric(row, values),
                half_life=half_life_of(row, ledger.weights),
                unit=row.unit or "",
                rows=rows if not condition else np.union1d(conditions[""], rows),
                own=rows,
            )


def _laid_out(groups: Sequence[Group], evidence: Evidence, weights: Weights) -> Grid:
    sizes = np.array([len(group.values) for group in groups], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    lengths = np.array([len(support) for support in evidence.supports], dtype=np.int64)
    ends = np.cumsum(lengths)
    values = np.fromiter(
        (value for support in evidence.supports for value in support), np.int64, int(lengths.sum())
    )
    rows = np.concatenate([group.rows for group in groups]) if groups else np.zeros(0, np.int64)
    of_group = np.repeat(np.arange(len(groups)), [len(group.rows) for group in groups])
    counts = lengths[rows]
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    pair_row = np.repeat(rows, counts)
    pair_value = (
        np.repeat(starts[of_group], counts)
        + values[np.repeat(ends[rows] - counts, counts) + within]
    )
    per_group = np.bincount(np.repeat(of_group, counts), minlength=len(groups))
    return Grid(
        groups=tuple(groups),
        evidence=evidence,
        weights=weights,
        starts=starts,
        sizes=sizes,
        pair_row=pair_row,
        pair_value=pair_value,
        pair_part=1.0 / lengths[pair_row],
        pair_starts=np.concatenate(([0], np.cumsum(per_group))).astype(np.int64),
    )
