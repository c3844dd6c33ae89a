"""How firmly a red line stands, and what became of it, by the statements that it rests on.

The rule is in ``docs/explanation/method-positions.md``.  A line of basis *judgement*, or
one that names no statement, keeps what the analyst gave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from zopa.case.tables import LineStatus, RedLine, Statement, Strength
from zopa.ledger.figures import support_with_figures
from zopa.ledger.reports import ALWAYS, BEARS_ON, Reports, day_of
from zopa.ledger.stances import STRENGTHS, is_softer, softens, strength_of

BY_ANALYST = "judgement"  # the basis of a line whose strength and status are the analyst's


@dataclass(frozen=True)
class Standing:
    """How a red line stands as of a day.

    Attributes
    ----------
    strength, status
        How firmly it was put, and what became of it.
    by
        Whether the rule says so, or the analyst.
    counted
        The statements that the rule counted.
    softened_by
        The statements that softened one of these.
    rule_strength, rule_status
        What the rule says where the analyst said something else; else as above.
    """

    strength: Strength
    status: LineStatus
    by: Literal["rule", "analyst"]
    counted: tuple[str, ...] = ()
    softened_by: tuple[str, ...] = ()
    rule_strength: Strength | None = None
    rule_status: LineStatus | None = None

    @property
    def is_overruled(self) -> bool:
        """Whether the analyst says something else than the statements do by the rule."""
        return self.by == "analyst" and (
            (self.rule_strength or self.strength, self.rule_status or self.status)
            != (self.strength, self.status)
        )


def standing_of(
    line: RedLine, reports: Reports, values: Mapping[str, Sequence[str]], day: int
) -> Standing:
    """Return how a line stands by the rule, or as the analyst gave it.

    Parameters
    ----------
    line
        The line.
    reports
        The statements that can count.
    values
        The ids of each issue's values that somebody has named.
    day
        The day asked about, as an ordinal.
    """
    if not line.statements:
        return Standing(line.strength, line.status, "analyst")
    counted, softening = _counted(line, reports, values, day)
    status = _status(counted, softening, reports, day)
    strength = _strength(counted, reports, day) or line.strength
    ids = tuple(row.id for row in counted)
    by_them = tuple(dict.fromkeys(later.id for _, later in softening))
    if line.basis == BY_ANALYST:
        return Standing(line.strength, line.status, "analyst", ids, by_them, strength, status)
    return Standing(strength, status, "rule", ids, by_them)


def overruled(
    standing: Standing, line: RedLine, set_by_hand: Iterable[tuple[str, str]]
) -> Standing:
    """Return how a line stands where a run sets its strength, its status or both."""
    columns = {column for name, column in set_by_hand if name == line.id}
    if not columns:
        return standing
    return replace(
        standing,
        strength=line.strength if "strength" in columns else standing.strength,
        status=line.status if "status" in columns else standing.status,
        by="analyst",
        rule_strength=standing.rule_strength or standing.strength,
        rule_status=standing.rule_status or standing.status,
    )


def _counted(
    line: RedLine, reports: Reports, values: Mapping[str, Sequence[str]], day: int
) -> tuple[list[Statement], list[tuple[Statement, Statement]]]:
    """Return the statements that count, and pairs of one and what softened it."""
    named = dict.fromkeys(map(reports.current, line.statements))
    seen = [reports.rows[one] for one in named if reports.is_seen(one, day)]
    rows = [
        row
        for row in seen
        if row.principal in line.parties
        and _is_evidence(row, reports, values)
        and not reports.is_copy(row.id, day)
    ]
    softening = [(row, later) for row in rows for later in softeners(row, reports, day)]
    soft = {later.id for _, later in softening}
    counted = [row for row in rows if row.id not in soft]
    kept = {row.id for row in counted}
    return counted, [(row, later) for row, later in softening if row.id in kept]


def _is_evidence(row: Statement, reports: Reports, values: Mapping[str, Sequence[str]]) -> bool:
    """Whether a statement speaks for some of the values of its issue, and not for all."""
    issue = reports.issues.get(row.issue or "")
    return issue is not None and bool(support_with_figures(row, issue, values[issue.id]))


def softeners(row: Statement, reports: Reports, day: int) -> Iterator[Statement]:
    """Go through the seen statements that soften a statement, or another report of it."""
    for other in reports.cluster_of(row.id):
        if reports.rows[other].principal != row.principal or not reports.is_seen(other, day):
            continue
        for link in reports.bearing_on(other, BEARS_ON, day):
            later = reports.rows[link.from_statement]
            if softens(later, row, retracts=link.kind == "retracts"):
                yield later


def _strength(counted: Sequence[Statement], reports: Reports, day: int) -> Strength | None:
    """Return the strongest of the statements that were not taken back, or else of all."""
    standing = [row for row in counted if not reports.is_taken_back(row.id, day)]
    found = [strength_of(row) for row in standing or counted]
    return min(found, key=STRENGTHS.index, default=None)


def _status(
    counted: Sequence[Statement],
    softening: Sequence[tuple[Statement, Statement]],
    reports: Reports,
    day: int,
) -> LineStatus:
    if not counted:
        return "inferred"
    if all(reports.is_retracted(row.id, day) for row in counted):
        return "withdrawn"
    for row, later in softening:
        renewed = any(
            later.asserted_at is not None
            and other.asserted_at is not None
            and other.asserted_at.earliest.toordinal() > day_of(later.asserted_at)
            and not is_softer(other, row)
            for other in counted
        )
        if not renewed:
            return "softened"
    told = {(row.utterance or f"\n{row.id}", day_of(row.asserted_at)) for row in counted}
    dated = [one for one in told if one[1] != ALWAYS]
    is_repeated = any(
        one[0] != other[0] and one[1] != other[1] for one, other in combinations(dated, 2)
    )
    return "repeated" if is_repeated else "stated"
