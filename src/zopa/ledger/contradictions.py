"""Where statements of one party are at odds: contradictions, walk-backs, shifts and disputes.

All of it follows from coded targets and links, never from how alike two texts are: a text
and its negation are alike.  Definitions: ``docs/explanation/method-positions.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise, product
from math import prod
from typing import Literal

import numpy as np

from zopa.case.case import Case
from zopa.case.rules import (
    And,
    Changed,
    Compare,
    Iff,
    Implies,
    Member,
    Not,
    Or,
    Rule,
    RuleSyntaxError,
    issues_of,
    parse,
    satisfying_values,
)
from zopa.case.tables import Statement, StatementLink
from zopa.ledger.as_of import Ledger
from zopa.ledger.evidence import EQUAL, FOREVER, Evidence, Ints
from zopa.ledger.reports import BEARS_ON, TAKES_BACK, Reports, day_of
from zopa.ledger.stances import softens

Kind = Literal["within_party", "unacknowledged_shift", "walk_back", "dispute", "coded", "reports"]
KINDS: tuple[Kind, ...] = (
    "walk_back",
    "unacknowledged_shift",
    "within_party",
    "dispute",
    "coded",
    "reports",
)
LIVES = 2  # half-lives for which a statement that ages is held to stand
MOST_COMBINATIONS = 1 << 16  # of values over which two conditions are compared


@dataclass(frozen=True)
class Contradiction:
    """Two statements at odds.

    Attributes
    ----------
    kind
        ``within_party``: two voices of a party; ``unacknowledged_shift``: one voice, without
        a link; ``walk_back``: the later takes back or softens the earlier; ``dispute``: the
        speaker or the speaker's side says that the report is wrong; ``coded``: a coder's link;
        ``reports``: two sources report one utterance for values that exclude each other.
    earlier, later
        Ids of the statements.
    party, issue
        The party of the later statement, the issue of the earlier; empty where there is none.
    """

    kind: Kind
    earlier: str
    later: str
    party: str
    issue: str


def contradictions(ledger: Ledger) -> tuple[Contradiction, ...]:
    """Return all statements at odds that are seen on the day of a ledger.

    Returns
    -------
    tuple of Contradiction
        By the day of the later statement, then in the order of the case.
    """
    reports = ledger.reports
    place = {row: number for number, row in enumerate(reports.rows)}
    standing_for = _standing_for(ledger)
    found: dict[frozenset[str], Contradiction] = {}
    every = list(_linked(ledger))
    linked = [one for one in every if one.kind != "coded"]
    coded = [one for one in every if one.kind == "coded"]
    acknowledged = {
        frozenset(map(standing_for, (link.from_statement, link.to_statement)))
        for link in reports.links
        if link.kind in BEARS_ON and _are_seen(link, ledger)
    }
    disjoint = (
        one
        for one in _disjoint(ledger)
        if frozenset(map(standing_for, (one.earlier, one.later))) not in acknowledged
    )
    for one in (*linked, *disjoint, *coded):
        earlier, later = standing_for(one.earlier), standing_for(one.later)
        told = replace(one, earlier=earlier, later=later)
        if earlier != later:
            found.setdefault(frozenset((earlier, later)), told)

    for one in _reports(ledger):
        found.setdefault(frozenset((one.earlier, one.later)), one)

    def order(one: Contradiction) -> tuple[int, int, int, int]:
        return (
            reports.seen_from[one.later],
            place[one.later],
            place[one.earlier],
            KINDS.index(one.kind),
        )

    return tuple(sorted(found.values(), key=order))


def _linked(ledger: Ledger) -> Iterator[Contradiction]:
    """Go through what coders linked."""
    reports = ledger.reports
    told: set[tuple[Kind, str, str]] = set()
    for link in reports.links:
        later, earlier = link.from_statement, link.to_statement
        if not _are_seen(link, ledger):
            continue
        kind = _kind_of_link(link.kind, reports.rows[later], reports.rows[earlier], reports)
        if kind is not None and (kind, earlier, later) not in told:
            told.add((kind, earlier, later))
            yield _made(kind, reports.rows[earlier], reports.rows[later], reports)


def _reports(ledger: Ledger) -> Iterator[Contradiction]:
    """Go through reports of one utterance by two sources that exclude each other."""
    reports, day = ledger.reports, ledger.day
    for members in reports.clusters.values():
        seen = [
            one
            for one in members
            if reports.rows[one].principal is not None
            and reports.is_seen(one, day)
            and not reports.is_copy(one, day)
        ]
        for pair in combinations(seen, 2):
            rows = [reports.rows[one] for one in pair]
            if (
                rows[0].principal == rows[1].principal
                and (rows[0].source is None or rows[0].source != rows[1].source)
                and reports.tells_otherwise(*pair)
            ):
                rows.sort(key=lambda row: day_of(row.asserted_at))
                yield _made("reports", rows[0], rows[1], reports)


def _standing_for(ledger: Ledger) -> Callable[[str], str]:
    """Return which report stands for a report: of one utterance the one that counts.

    That is the heaviest for the same principal that is no copy, the first among equals.
    """
    reports, evidence, day = ledger.reports, ledger.evidence, ledger.day
    weights = evidence.weights_at(day, ledger.weights, ageing=False)
    rounded = np.round(weights, EQUAL).tolist()
    weighed = dict(zip((row.id for row in evidence.rows), rounded, strict=True))

    @cache
    def standing_for(statement: str) -> str:
        members = reports.cluster_of(statement)
        if len(members) == 1:
            return statement
        above = reports.original_of(statement, day)
        if above is not None:
            return standing_for(above)
        principal = reports.rows[statement].principal
        alike = [
            one
            for one in members
            if reports.rows[one].principal == principal
            and reports.is_seen(one, day)
            and not reports.is_copy(one, day)
        ]
        return max(alike, key=lambda one: weighed.get(one, 0.0), default=statement)

    return standing_for


def _are_seen(link: StatementLink, ledger: Ledger) -> bool:
    """Whether both ends of a link are seen."""
    return {link.from_statement, link.to_statement} <= ledger.statements


def _kind_of_link(kind: str, later: Statement, earlier: Statement, reports: Reports) -> Kind | None:
    if kind == "disputes":  # by anybody else it is a contradiction that the coder saw
        return "dispute" if reports.same_side(later, earlier) else "coded"
    if kind == "contradicts":
        return "coded"
    is_own = later.principal is not None and later.principal == earlier.principal
    if is_own and (kind in TAKES_BACK or (kind in BEARS_ON and softens(later, earlier))):
        return "walk_back"
    return None


def _made(kind: Kind, earlier: Statement, later: Statement, reports: Reports) -> Contradiction:
    party = later.principal or reports.party_of(later) or earlier.principal or ""
    return Contradiction(kind, earlier.id, later.id, party, earlier.issue or later.issue or "")


def _disjoint(ledger: Ledger) -> Iterator[Contradiction]:
    """Go through pairs of one party on one issue whose supports have no value in common."""
    evidence, reports = ledger.evidence, ledger.reports
    can_hold_together = _joint_conditions(ledger.stated)
    taken_back = _taken_back(evidence, reports)
    utterances = _utterances(evidence)
    for places in _by_party_and_issue(ledger):
        earlier, later = _disjoint_pairs(places, evidence)
        apart = evidence.said[later] - evidence.said[earlier]
        standing = apart <= LIVES * evidence.half_life[earlier]
        standing &= taken_back[earlier] >= evidence.said[later]
        standing &= utterances[earlier] != utterances[later]
        for one, other in zip(earlier[standing].tolist(), later[standing].tolist(), strict=True):
            rows = evidence.rows[one], evidence.rows[other]
            if not can_hold_together(rows[0].target_condition, rows[1].target_condition):
                continue
            is_one_voice = rows[0].voice is not None and rows[0].voice == rows[1].voice
            kind: Kind = "unacknowledged_shift" if is_one_voice else "within_party"
            yield _made(kind, *rows, reports)


def _by_party_and_issue(ledger: Ledger) -> Iterator[Ints]:
    """Go through the seen rows of each party and issue that are no copies."""
    evidence, reports, day = ledger.evidence, ledger.reports, ledger.day
    copied = [
        place
        for place, row in enumerate(evidence.rows)
        if row.utterance is not None
        and (row.utterance, row.issue) in reports.clusters
        and reports.is_copy(row.id, day)
    ]
    kept = evidence.seen <= day
    kept[copied] = False
    pairs = list(dict.fromkeys(topic[:2] for topic in evidence.topics))
    place_of = {pair: place for place, pair in enumerate(pairs)}
    pair = np.array([place_of[topic[:2]] for topic in evidence.topics], dtype=np.int64)
    rows = np.flatnonzero(kept)
    rows = rows[np.argsort(pair[evidence.topic[rows]], kind="stable")] if len(rows) else rows
    bounds = np.searchsorted(pair[evidence.topic[rows]], np.arange(len(pairs) + 1))
    for first, last in pairwise(bounds.tolist()):
        if last - first > 1:
            yield rows[first:last]


def _taken_back(evidence: Evidence, reports: Reports) -> Ints:
    """Return the day from which each row is taken back; a day that never comes for most."""
    found = np.full(len(evidence.rows), FOREVER, dtype=np.int64)
    for place, row in enumerate(evidence.rows):
        if row.id in reports.links_to or len(reports.cluster_of(row.id)) > 1:
            since = reports.taken_back_from(row.id)
            if since is not None:
                found[place] = since
    return found


def _utterances(evidence: Evidence) -> Ints:
    """Return a number for the utterance of each row; one that has none is alone."""
    codes: dict[str, int] = {}
    return np.array(
        [
            -1 - place if row.utterance is None else codes.setdefault(row.utterance, len(codes))
            for place, row in enumerate(evidence.rows)
        ],
        dtype=np.int64,
    )


def _disjoint_pairs(places: Ints, evidence: Evidence) -> tuple[Ints, Ints]:
    """Return pairs of rows whose supports are disjoint, that said earlier first.

    Of rows that were said on one day, the first in the table comes first.
    """
    supports = [evidence.supports[place] for place in places.tolist()]
    speaks_for = np.zeros((len(places), 1 + max(map(max, supports))), dtype=np.float32)
    for number, support in enumerate(supports):
        speaks_for[number, list(support)] = 1
    one, other = np.nonzero(np.triu(speaks_for @ speaks_for.T == 0, 1))
    first, second = places[one], places[other]
    swapped = evidence.said[second] < evidence.said[first]
    return np.where(swapped, second, first), np.where(swapped, first, second)


# Conditions ----------------------------------------------------------------------------


def _joint_conditions(case: Case) -> Callable[[str | None, str | None], bool]:
    """Return whether two conditions can hold together, each pair looked at once."""

    @cache
    def can_hold(one: str | None, other: str | None) -> bool:
        if not one or not other or one == other:
            return True
        return relation(case, one, other).can_both_hold

    return can_hold


@dataclass(frozen=True)
class Relation:
    """How two rules stand to each other, over all combinations of values."""

    can_both_hold: bool = True
    does_one_hold: bool = False  # always at least one of them
    are_the_same: bool = False

    @property
    def are_opposite(self) -> bool:
        """Whether always exactly one of them holds."""
        return self.does_one_hold and not self.can_both_hold


def relation(case: Case, one: str, other: str) -> Relation:
    """Compare two rules; of one that cannot be read, or over too much, nothing is known."""
    try:
        rules = parse(one), parse(other)
    except RuleSyntaxError:
        return Relation()
    issues = tuple(dict.fromkeys((*issues_of(rules[0]), *issues_of(rules[1]))))
    values = case.values_of
    if any(not values.get(issue) for issue in issues):
        return Relation()
    if prod(len(values[issue]) for issue in issues) > MOST_COMBINATIONS:
        return Relation()
    both, either, same = False, True, True
    for outcome in product(*(range(len(values[issue])) for issue in issues)):
        told = dict(zip(issues, outcome, strict=True))
        first, second = (_holds(rule, told, case) for rule in rules)
        both, either = both or (first and second), either and (first or second)
        same = same and first == second
    return Relation(both, either, same)


def _holds(rule: Rule, told: Mapping[str, int], case: Case) -> bool:
    """Whether a rule holds at values of its issues, given as places."""
    match rule:
        case Not(inner):
            return not _holds(inner, told, case)
        case And(rules):
            return all(_holds(each, told, case) for each in rules)
        case Or(rules):
            return any(_holds(each, told, case) for each in rules)
        case Implies(left, right):
            return not _holds(left, told, case) or _holds(right, told, case)
        case Iff(left, right):
            return _holds(left, told, case) == _holds(right, told, case)
        case Compare() | Member() | Changed():
            (issue,) = issues_of(rule)
            return told[issue] in _satisfying(rule, issue, case)
    raise TypeError(rule)


def _satisfying(rule: Rule, issue: str, case: Case) -> frozenset[int]:
    values = case.values_of[issue]
    try:
        return satisfying_values(rule, issue, values, values.index(case.status_quo[issue]))
    except ValueError:  # a value that the issue lacks, of which the checks tell
        return frozenset()
