"""The evidence that statements give, over time, as arrays.

A statement is evidence from the day on which it is seen.  Its weight changes when a further
report of the same utterance comes in, when it is taken back and when it is disputed: between
such days it is constant but for ageing.  Each stretch is a segment, so that any number of days
can be asked at once.  Definitions: ``docs/explanation/method-positions.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf, prod

import numpy as np
import numpy.typing as npt

from zopa.case.tables import Issue, Statement
from zopa.ledger.figures import is_numeric, nearest, quantity_on
from zopa.ledger.reports import (
    TAKES_BACK,
    ClusterKey,
    Reports,
    day_of,
    first_credibility,
    is_record,
)
from zopa.ledger.stances import NAMELESS, support_of
from zopa.ledger.weights import WHERE_EMPTY, Weights

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FOREVER = 1 << 40  # the day on which the last segment of a statement ends
LASTING_ACTS = frozenset({"demand", "refuse"})  # of who decides: silence is no withdrawal
LASTING_MEDIA = frozenset({"law", "treaty"})
DECIDES = "decides"
EQUAL = 12  # digits to which weights that are equal are so, whatever they are made of
SHORTEST = 1e-6  # half-life in days, so that nothing is divided by nought

UNKNOWN_SOURCE = (WHERE_EMPTY["reliability"], False, False)  # reliability, record, lasting
UNKNOWN_VOICE: tuple[str | None, str] = (None, WHERE_EMPTY["mandate"])
Topic = tuple[str, str, str]  # party, issue, condition
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
    topics
        The distinct parties, issues and conditions of the rows.
    topic, voice : int[rows]
        Which of them, and a number for the voice of each; -1 where it has none.
    seen : int[rows]
        The day from which each is seen.
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
    named
        Each party and issue that any statement names, evidence or not, with the day of the first.
    quantities
        What a row on a numeric issue says in figures, by the place of the row.
    """

    rows: tuple[Statement, ...]
    supports: tuple[tuple[int, ...], ...]
    topics: tuple[Topic, ...]
    topic: Ints
    voice: Ints
    seen: Ints
    said: Ints
    half_life: Floats
    keys: Ints
    kinds: tuple[Keys, ...]
    segment_row: Ints
    segment_from: Ints
    segment_to: Ints
    segment_credibility: Ints
    segment_discount: Floats
    named: Mapping[tuple[str, str], int]
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
        return _base(self, weights)

    @staticmethod
    def credibilities(weights: Weights) -> Floats:
        """Return the weight of each Admiralty code of the information, from 1; 0 is none."""
        return np.array([0.0, *(weights.of("credibility", str(code)) for code in range(1, 7))])


@lru_cache(maxsize=4)
def _base(evidence: Evidence, weights: Weights) -> Floats:
    kappa = weights.scale("kappa")
    table = [kappa * prod(weights.of(*key) for key in keys) for keys in evidence.kinds]
    found = np.array(table, dtype=np.float64)[evidence.keys] if table else np.zeros(0)
    found.flags.writeable = False
    return found


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
    reader, seen_from = _Reader(reports, weights, values), reports.seen_from
    rows: list[Statement] = []
    supports: list[tuple[int, ...]] = []
    quantities: dict[int, float] = {}
    named: dict[tuple[str, str], int] = {}
    for row in reports.rows.values():
        if row.principal is None or row.issue is None or row.issue not in values:
            continue
        pair, day = (row.principal, row.issue), seen_from[row.id]
        if named.get(pair, FOREVER) > day:
            named[pair] = day
        support = reader.support(row)
        if row.quantity is not None:
            told = reader.quantity(row)
            if told is not None:
                quantities[len(rows)] = told
                support = support or (nearest(told, values[row.issue]),)
        if support:
            rows.append(row)
            supports.append(support)
    read = [reader.read(row) for row in rows]
    topics = [(row.principal or "", row.issue or "", row.target_condition or "") for row in rows]
    places = {topic: place for place, topic in enumerate(dict.fromkeys(topics))}
    voices: dict[str | None, int] = {None: -1}
    segments = _segments(rows, supports, reports, weights, read, reader.kinds)
    return Evidence(
        rows=tuple(rows),
        supports=tuple(supports),
        topics=tuple(places),
        topic=np.array([places[topic] for topic in topics], dtype=np.int64),
        voice=np.array(
            [voices.setdefault(row.voice, len(voices) - 1) for row in rows], dtype=np.int64
        ),
        seen=np.array([seen_from[row.id] for row in rows], dtype=np.int64),
        said=np.array([day_of(row.asserted_at) for row in rows], dtype=np.int64),
        half_life=np.array([one[1] for one in read], dtype=np.float64),
        keys=np.array([one[0] for one in read], dtype=np.int64),
        kinds=tuple(reader.kinds),
        segment_row=segments[:, 0].astype(np.int64),
        segment_from=segments[:, 1].astype(np.int64),
        segment_to=segments[:, 2].astype(np.int64),
        segment_credibility=segments[:, 3].astype(np.int64),
        segment_discount=segments[:, 4],
        named=named,
        quantities=quantities,
    )


Read = tuple[int, float, int]  # the place of its kind, its half-life, its first credibility


class _Reader:
    """Reads what one row gives, and keeps what rows have in common."""

    def __init__(
        self, reports: Reports, weights: Weights, values: Mapping[str, Sequence[str]]
    ) -> None:
        self._values = values
        self._weights = weights
        self._issues = {issue.id: issue for issue in reports.case.issues}
        self._half_lives = {issue.id: half_life_of(issue, weights) for issue in reports.case.issues}
        self._sources = {
            source.id: (
                source.reliability or WHERE_EMPTY["reliability"],
                is_record(source),
                source.medium in LASTING_MEDIA,
            )
            for source in reports.sources.values()
        }
        self._voices = {voice.id: (voice.party, voice.mandate) for voice in reports.voices.values()}
        self._supports: dict[tuple[object, ...], tuple[int, ...]] = {}
        self.kinds: dict[Keys, int] = {}
        self._places: dict[tuple[str, ...], int] = {}

    def support(self, row: Statement) -> tuple[int, ...]:
        """Return the values that a row speaks for."""
        asked = (row.issue, row.polarity, row.target, row.polarity or row.act)
        found = self._supports.get(asked)
        if found is None:
            found = self._supports[asked] = support_of(row, self._values[row.issue or ""])
        return found

    def quantity(self, row: Statement) -> float | None:
        """Return what a row says in figures on a numeric issue."""
        issue = self._issues[row.issue or ""]
        told = quantity_on(row, issue)
        return told if is_numeric(issue, self._values[issue.id]) else None

    def read(self, row: Statement) -> Read:
        """Return the kind of weights of a row, its half-life and the credibility it starts from."""
        grade, is_a_record, lasts = self._sources.get(row.source or "", UNKNOWN_SOURCE)
        party, mandate = self._voices.get(row.voice or "", UNKNOWN_VOICE)
        if party != row.principal:
            mandate = WHERE_EMPTY["mandate"]
        attribution, act = row.attribution or "", row.act or WHERE_EMPTY["act"]
        is_nameless = attribution in NAMELESS
        asked = (mandate, attribution if is_nameless else "", grade, row.certainty or "", act)
        place = self._places.get(asked)
        if place is None:
            keys: Keys = (
                self._authority(mandate, attribution if is_nameless else ""),
                ("reliability", grade),
                ("certainty", row.certainty or WHERE_EMPTY["certainty"]),
                ("act", act),
            )
            place = self._places[asked] = self.kinds.setdefault(keys, len(self.kinds))
        if (
            lasts
            or attribution == "document"
            or row.asserted_at is None
            or (mandate == DECIDES and act in LASTING_ACTS)
        ):
            half_life = inf
        else:
            half_life = self._half_lives[row.issue or ""]
        code = row.credibility or first_credibility(is_nameless, is_a_record)
        return place, half_life, int(code)

    def _authority(self, mandate: str, nameless: str) -> Key:
        """Return the weight of the mandate, or that of a nameless speaker where it is less."""
        keys: list[Key] = [("mandate", mandate)]
        if nameless:
            keys.append(("attribution", nameless))
        return min(keys, key=lambda key: self._weights.of(*key))


def half_life_of(issue: Issue, weights: Weights) -> float:
    """Return after how many days a statement on an issue counts half; of a range its middle."""
    given = issue.half_life
    days = (given.low + given.high) / 2 if given else weights.scale("half_life")
    return max(days, SHORTEST)


# Segments: row, first day, day after the last, credibility, discount -----------------------

Segment = tuple[float, float, float, float, float]


def _segments(
    rows: Sequence[Statement],
    supports: Sequence[tuple[int, ...]],
    reports: Reports,
    weights: Weights,
    read: Sequence[Read],
    kinds: Iterable[Keys],
) -> Floats:
    """Return the segments of all rows, [segments, 5]."""
    clusters, links_to, seen_from = reports.clusters, reports.links_to, reports.seen_from
    of_cluster = {statement: key for key, members in clusters.items() for statement in members}
    single: list[Segment] = []
    linked: list[Segment] = []
    asked: dict[ClusterKey, None] = {}
    for place, row in enumerate(rows):
        if row.id in of_cluster:
            asked[of_cluster[row.id]] = None
        elif row.id in links_to:
            linked += _linked_segments(row.id, place, reports, weights)
        else:
            single.append((place, seen_from[row.id], FOREVER, read[place][2], 1.0))
    if asked:
        places = {row.id: place for place, row in enumerate(rows)}
        products = [prod(weights.of(*key) for key in keys) for keys in kinds]
        for key in asked:
            linked += _cluster_segments(
                clusters[key],
                places,
                supports,
                reports,
                weights,
                lambda place: products[read[place][0]],
            )
    found = [*single, *linked]
    return np.array(found, dtype=np.float64) if found else np.zeros((0, 5))


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
    base: Callable[[int], float],
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
    bases = {member: base(places[member]) for member in members if member in places}
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
        weighed = {
            one: round(bases[one] * weights.of("credibility", codes[one]), EQUAL) for one in group
        }
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
