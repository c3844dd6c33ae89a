"""The evidence that statements give, over time, as arrays.

A statement is evidence from the day on which it is seen.  Its weight changes when a further
report of the same utterance comes in, when it is taken back and when it is disputed: between
such days it is constant but for ageing.  Each stretch is a segment, so that any number of days
can be asked at once.  Definitions: ``docs/explanation/method-positions.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isfinite

import numpy as np
import numpy.typing as npt

from zopa.case.tables import Issue, Source, Statement, Voice
from zopa.ledger.reports import TAKES_BACK, Reports, day_of
from zopa.ledger.stances import NAMELESS, support_of
from zopa.ledger.weights import WHERE_EMPTY, Weights

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FOREVER = 1 << 40  # the day on which the last segment of a statement ends
LASTING_ACTS = frozenset({"demand", "refuse"})  # of who decides: silence is no withdrawal
LASTING_MEDIA = frozenset({"law", "treaty"})
DECIDES = "decides"
SHORTEST = 1e-6  # half-life in days, so that nothing is divided by nought

Key = tuple[str, str]  # factor and code of a weight
# The weights of a report: authority, reliability, certainty, act; its credibility comes later.
Keys = tuple[Key, Key, Key, Key]


@dataclass(frozen=True, eq=False)
class Evidence:
    """The statements on issues by parties, and what each gives over time.

    Attributes
    ----------
    rows
        The statements that are evidence, in the order of the case.
    supports
        The values that each speaks for, as places among the issue's values.
    said : int[rows]
        The day on which each was said, for its age.
    half_life : float[rows]
        Days after which it counts half; infinite where it does not age.
    keys : int[rows]
        Which of ``kinds`` of weights each has.
    kinds
        The distinct combinations of weights.
    segment_row, segment_from, segment_to : int[segments]
        The row of each segment, its first day, and the day after its last.
    segment_credibility : int[segments]
        The Admiralty code of the information in it.
    segment_discount : float[segments]
        1, or the discount of what is taken back.
    quantities
        What a row on a numeric issue says in figures, by the place of the row.
    """

    rows: tuple[Statement, ...]
    supports: tuple[tuple[int, ...], ...]
    said: Ints
    half_life: Floats
    keys: Ints
    kinds: tuple[Keys, ...]
    segment_row: Ints
    segment_from: Ints
    segment_to: Ints
    segment_credibility: Ints
    segment_discount: Floats
    quantities: Mapping[int, float] = field(default_factory=dict)

    def weights_at(self, day: int, weights: Weights, ageing: bool = True) -> Floats:
        """Return e(t) of each row on a day; 0 for a row that gives no evidence then."""
        active = self.active(day)
        rows = self.segment_row[active]
        found = np.zeros(len(self.rows))
        found[rows] = self.segment_discount[active] * self.base(weights)[rows]
        found[rows] *= self.credibilities(weights)[self.segment_credibility[active]]
        return found * self.fading(day) if ageing else found

    def active(self, day: int) -> npt.NDArray[np.intp]:
        """Return the segments that a day falls into, at most one a row."""
        return np.flatnonzero((self.segment_from <= day) & (day < self.segment_to))

    def fading(self, day: int) -> Floats:
        """Return what ageing leaves of each row: 2^(-age/H); 1 before it was said."""
        age = np.maximum(day - self.said, 0)
        return np.exp2(-(age / self.half_life))

    def base(self, weights: Weights) -> Floats:
        """Return kappa times the weights of each row but for its credibility."""
        kappa = weights.scale("kappa")
        table = [kappa * float(np.prod([weights.of(*key) for key in keys])) for keys in self.kinds]
        return np.array(table, dtype=np.float64)[self.keys] if table else np.zeros(0)

    @staticmethod
    def credibilities(weights: Weights) -> Floats:
        """Return the weight of each Admiralty code of the information, from 1; 0 is none."""
        return np.array([0.0, *(weights.of("credibility", str(code)) for code in range(1, 7))])


def gather(reports: Reports, weights: Weights, values: Mapping[str, Sequence[str]]) -> Evidence:
    """Gather what the statements of a case give.

    Parameters
    ----------
    reports
        The statements that can count.
    weights
        The weights; here only whether an authority is limited and the half-life are read.
    values
        The ids of each issue's values that somebody has named.
    """
    reader = _Reader(reports, weights)
    rows: list[Statement] = []
    supports: list[tuple[int, ...]] = []
    quantities: dict[int, float] = {}
    issues = {issue.id: issue for issue in reports.case.issues}
    known: dict[tuple[str | None, str | None, tuple[str, ...], str], tuple[int, ...]] = {}
    for row in reports.rows.values():
        if row.principal is None or row.issue is None or row.issue not in values:
            continue
        asked = (row.issue, row.polarity, row.target, "" if row.polarity else row.act or "")
        support = known.get(asked)
        if support is None:
            support = known[asked] = support_of(row, values[row.issue])
        if row.quantity is not None:
            told = quantity_on(row, issues[row.issue])
            if told is not None and is_numeric(issues[row.issue], values[row.issue]):
                quantities[len(rows)] = told
                support = support or (_nearest(told, values[row.issue]),)
        if support:
            rows.append(row)
            supports.append(support)
    said = [reader.said(row) for row in rows]
    keys = [reader.keys(row) for row in rows]
    kinds = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    segments = np.array(list(_segments(rows, supports, reports, weights, keys)) or [(0.0,) * 5])
    if not rows:
        segments = segments[:0]
    return Evidence(
        rows=tuple(rows),
        supports=tuple(supports),
        said=np.array(said, dtype=np.int64),
        half_life=np.array([reader.half_life(row) for row in rows], dtype=np.float64),
        keys=np.array([kinds[key] for key in keys], dtype=np.int64),
        kinds=tuple(kinds),
        segment_row=segments[:, 0].astype(np.int64),
        segment_from=segments[:, 1].astype(np.int64),
        segment_to=segments[:, 2].astype(np.int64),
        segment_credibility=segments[:, 3].astype(np.int64),
        segment_discount=segments[:, 4],
        quantities=quantities,
    )


def _nearest(number: float, values: Sequence[str]) -> int:
    """Return the place of the declared value that is nearest to a number."""
    return min(range(len(values)), key=lambda place: abs(float(values[place]) - number))


class _Reader:
    """Reads what one row gives, and keeps what rows have in common."""

    def __init__(self, reports: Reports, weights: Weights) -> None:
        self._voices: Mapping[str, Voice] = reports.voices
        self._sources: Mapping[str, Source] = reports.sources
        self._issues: Mapping[str, Issue] = {issue.id: issue for issue in reports.case.issues}
        self._weights = weights
        self._kept: dict[tuple[str | None, ...], Keys] = {}
        self._half_lives = {issue.id: half_life_of(issue, weights) for issue in reports.case.issues}

    def said(self, row: Statement) -> int:
        return day_of(row.asserted_at)

    def half_life(self, row: Statement) -> float:
        """Return the half-life of a row in days: infinite for what does not age."""
        return inf if self._lasts(row) else self._half_lives[row.issue or ""]

    def _lasts(self, row: Statement) -> bool:
        if row.attribution == "document" or row.asserted_at is None:
            return True
        source = self._sources.get(row.source or "")
        if source is not None and source.medium in LASTING_MEDIA:
            return True
        return row.act in LASTING_ACTS and self._mandate(row) == DECIDES

    def _mandate(self, row: Statement) -> str:
        """Return what the voice may do for the principal."""
        voice = self._voices.get(row.voice or "")
        if voice is None or voice.party != row.principal:
            return WHERE_EMPTY["mandate"]
        return voice.mandate

    def keys(self, row: Statement) -> Keys:
        """Return which weights a row has."""
        asked = (row.voice, row.principal, row.attribution, row.source, row.certainty, row.act)
        found = self._kept.get(asked)
        if found is None:
            source = self._sources.get(row.source or "")
            grade = (source.reliability if source else None) or WHERE_EMPTY["reliability"]
            found = self._kept[asked] = (
                self._authority(row),
                ("reliability", grade),
                ("certainty", row.certainty or WHERE_EMPTY["certainty"]),
                ("act", row.act or WHERE_EMPTY["act"]),
            )
        return found

    def _authority(self, row: Statement) -> Key:
        """Return the weight of the mandate, or that of a nameless speaker where it is less."""
        mandate: Key = ("mandate", self._mandate(row))
        if row.attribution not in NAMELESS:
            return mandate
        nameless: Key = ("attribution", row.attribution)
        return min(mandate, nameless, key=lambda key: self._weights.of(*key))


def half_life_of(issue: Issue, weights: Weights) -> float:
    """Return after how many days a statement on an issue counts half; of a range its middle."""
    given = issue.half_life
    days = (given.low + given.high) / 2 if given else weights.scale("half_life")
    return max(days, SHORTEST)


def is_numeric(issue: Issue, values: Sequence[str]) -> bool:
    """Whether the values of an issue are numbers, two of them at least."""
    return issue.kind == "numeric" and len(values) > 1 and all(map(_is_number, values))


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def quantity_on(statement: Statement, issue: Issue) -> float | None:
    """Return the middle of a quantity that is in the unit of a numeric issue."""
    told, unit = statement.quantity, issue.unit
    if told is None or issue.kind != "numeric" or not unit:
        return None
    if (statement.quantity_of or "").strip().casefold() != unit.strip().casefold():
        return None
    return (told.low + told.high) / 2 if told.mode is None else told.mode


# Segments: row, first day, day after the last, credibility, discount -----------------------

Segment = tuple[float, float, float, float, float]


def _segments(
    rows: Sequence[Statement],
    supports: Sequence[tuple[int, ...]],
    reports: Reports,
    weights: Weights,
    keys: Sequence[Keys],
) -> Iterator[Segment]:
    """Go through the segments of all rows, utterance by utterance."""
    places = {row.id: place for place, row in enumerate(rows)}
    done: set[str] = set()
    clusters, links_to = reports.clusters, reports.links_to
    for place, row in enumerate(rows):
        if row.utterance is not None and (row.utterance, row.issue) in clusters:
            if row.id not in done:
                members = clusters[row.utterance, row.issue]
                done.update(members)
                yield from _cluster_segments(members, places, supports, reports, weights, keys)
        elif row.id in links_to:
            yield from _linked_segments(row.id, place, reports, weights)
        else:
            code = row.credibility or reports.first_credibility(row.id)
            yield place, reports.seen_from[row.id], FOREVER, int(code), 1.0


def _linked_segments(
    statement: str, place: int, reports: Reports, weights: Weights
) -> Iterator[Segment]:
    """Go through the segments of a row that no other report repeats."""
    first = reports.seen_from[statement]
    days = {reports.seen_from[link.from_statement] for link in reports.links_to[statement]}
    starts = sorted({first, *(day for day in days if day > first)})
    for start, end in zip(starts, [*starts[1:], FOREVER], strict=True):
        discount = weights.scale("superseded") if reports.is_taken_back(statement, start) else 1.0
        yield place, start, end, int(reports.credibility(statement, start)), discount


def _cluster_segments(
    members: Sequence[str],
    places: Mapping[str, int],
    supports: Sequence[tuple[int, ...]],
    reports: Reports,
    weights: Weights,
    keys: Sequence[Keys],
) -> Iterator[Segment]:
    """Go through the segments of reports of one utterance on one issue."""
    starts = {reports.seen_from[member] for member in members}
    starts |= {
        reports.seen_from[link.from_statement]
        for member in members
        for link in reports.links_to.get(member, ())
        if link.kind in TAKES_BACK or link.kind == "disputes"
    }
    days = sorted(starts)
    bases = {
        member: float(np.prod([weights.of(*key) for key in keys[places[member]]]))
        for member in members
        if member in places
    }
    for start, end in zip(days, [*days[1:], FOREVER], strict=True):
        for member, code in _counted(members, places, supports, reports, weights, bases, start):
            taken_back = reports.is_taken_back(member, start)
            discount = weights.scale("superseded") if taken_back else 1.0
            yield places[member], start, end, int(code), discount


def _counted(
    members: Sequence[str],
    places: Mapping[str, int],
    supports: Sequence[tuple[int, ...]],
    reports: Reports,
    weights: Weights,
    bases: Mapping[str, float],
    day: int,
) -> Iterator[tuple[str, str]]:
    """Go through the reports that count on a day, with their credibility.

    For each principal and condition: the heaviest report, and further rows of its source that
    have another support.
    """
    codes: dict[str, str] = {}
    groups: dict[tuple[str | None, str | None], list[str]] = {}
    for member in members:
        if member in places and reports.is_seen(member, day) and not reports.is_copy(member, day):
            row = reports.rows[member]
            codes[member] = reports.credibility(member, day)
            groups.setdefault((row.principal, row.target_condition), []).append(member)
    for group in groups.values():
        weighed = {one: bases[one] * weights.of("credibility", codes[one]) for one in group}
        heaviest = max(group, key=lambda one: weighed[one])  # the first among equals
        source = reports.rows[heaviest].source
        best: dict[tuple[int, ...], str] = {}
        for one in group:
            row = reports.rows[one]
            if one != heaviest and (source is None or row.source != source):
                continue
            support = supports[places[one]]
            if support not in best or weighed[one] > weighed[best[support]]:
                best[support] = one
        for one in best.values():
            yield one, codes[one]
