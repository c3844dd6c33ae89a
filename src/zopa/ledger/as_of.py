"""The case as it stood on a date.

A row is seen once its latest possible day is not after the cut; a row without a date is
standing and always seen.  Statements are cut on when they were said and reported, red
lines on ``known_from`` or else on when they were stated, values on ``known_from``.  Only
``recorded_by`` cuts on when a statement was coded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from zopa.case.case import Case
from zopa.case.cells import Moment
from zopa.case.relative_dates import resolve
from zopa.case.tables import RedLine, Statement, Value
from zopa.ledger.evidence import Evidence, gather
from zopa.ledger.lineage import Lineage
from zopa.ledger.reports import Reports, read_reports
from zopa.ledger.standing import Standing, overruled, standing_of
from zopa.ledger.weights import Weights, read_weights


def is_seen(moment: Moment | None, cut: date | None) -> bool:
    """Whether something dated so is seen at the cut; what has no date is standing."""
    return moment is None or cut is None or moment.latest <= cut


@dataclass(frozen=True)
class Ledger:
    """Which rows of a case are seen, and how they bear on each other.

    Attributes
    ----------
    case
        The case, in which each red line has the strength and status that follow from its
        statements on the day, and a statement that is dated by the source's words alone has the
        days that these mean.
    stated
        The case as it is written.
    as_of
        The cut; ``None`` sees everything.
    recorded_by
        The cut on when statements were coded; ``None`` sees everything.
    statements
        Ids of the statements that are seen, confirmed, and not replaced by a correction.
    reports
        The statements that can count, and how they bear on each other.
    values_of
        The ids of each issue's values that somebody had named, in declared order.
    standings
        How each red line stands.
    """

    case: Case
    stated: Case
    as_of: date | None
    recorded_by: date | None
    statements: frozenset[str]
    reports: Reports
    values_of: Mapping[str, tuple[str, ...]]
    standings: Mapping[str, Standing]

    def sees_line(self, line: RedLine) -> bool:
        """Whether somebody had stated the line."""
        return is_seen(line.known_from or line.stated_at, self.as_of)

    def sees_value(self, value: Value) -> bool:
        """Whether somebody had named the value."""
        return is_seen(value.known_from, self.as_of)

    def standing(self, line: str) -> Standing:
        """Return how a red line stands on the day."""
        return self.standings[line]

    def is_copy(self, statement: str) -> bool:
        """Whether a report repeats one by a source above its own."""
        return self.reports.is_copy(statement, self.day)

    def credibility(self, statement: str) -> str:
        """Return the Admiralty code of the information, 1 to 6."""
        return self.reports.credibility(statement, self.day)

    @property
    def lineage(self) -> Lineage:
        """The trees of copies among the sources."""
        return self.reports.lineage

    @cached_property
    def day(self) -> int:
        """The day asked about as an ordinal; the latest day of any statement where none is."""
        if self.as_of is not None:
            return self.as_of.toordinal()
        return max((*self.reports.seen_from.values(), date(1, 1, 1).toordinal()))

    @cached_property
    def weights(self) -> Weights:
        """The weights of statements."""
        return read_weights(self.stated)

    @cached_property
    def evidence(self) -> Evidence:
        """What the statements give, over time."""
        return gather(self.reports, self.weights, self.values_of)


def read_ledger(case: Case, as_of: date | None = None, recorded_by: date | None = None) -> Ledger:
    """See a case as it stood on a date; on its own as-of date where none is given."""
    cut = as_of or case.as_of
    dated = _with_dates(case)
    reports = read_reports(dated, recorded_by)
    last = cut.toordinal() if cut is not None else None
    statements = frozenset(
        statement for statement, day in reports.seen_from.items() if last is None or day <= last
    )
    day = last if last is not None else date.max.toordinal()
    values = _named_values(case, cut)
    standings = {
        line.id: overruled(standing_of(line, reports, values, day), line, case.selection.overruled)
        for line in case.red_lines
    }
    lines = tuple(_as_it_stands(line, standings[line.id]) for line in case.red_lines)
    seen = dated if lines == case.red_lines else replace(dated, red_lines=lines)
    return Ledger(seen, case, cut, recorded_by, statements, reports, values, standings)


def _with_dates(case: Case) -> Case:
    """Date statements by the source's words, such as "Wednesday", where nobody worked them out."""
    published = {source.id: source.published for source in case.sources}
    found: dict[int, Statement] = {}
    for index, row in enumerate(case.statements):
        told = published.get(row.source or "")
        if row.asserted_at is None and row.asserted_at_given and told is not None:
            meant = resolve(row.asserted_at_given, told)
            if meant is not None:
                found[index] = row.model_copy(update={"asserted_at": meant})
    if not found:
        return case
    rows = (found.get(index, row) for index, row in enumerate(case.statements))
    return replace(case, statements=tuple(rows))


def _named_values(case: Case, cut: date | None) -> Mapping[str, tuple[str, ...]]:
    """Return the values of each issue that somebody had named, in declared order."""
    found: dict[str, list[str]] = {issue.id: [] for issue in case.issues}
    for value in case.values:
        if value.issue in found and is_seen(value.known_from, cut):
            found[value.issue].append(value.id)
    return {issue: tuple(values) for issue, values in found.items()}


def _as_it_stands(line: RedLine, standing: Standing) -> RedLine:
    found = {"strength": standing.strength, "status": standing.status}
    if (line.strength, line.status) == (standing.strength, standing.status):
        return line
    return line.model_copy(update=found)
