"""The case as it stood on a date.

A row is seen once its latest possible day is not after the cut; a row without a date is
standing and always seen.  Statements are cut on when they were said and reported, red
lines on ``known_from`` or else on when they were stated, values on ``known_from``.  Only
``recorded_by`` cuts on when a statement was coded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zopa.case.case import Case
from zopa.case.cells import Moment
from zopa.case.tables import RedLine, Statement, Value


def is_seen(moment: Moment | None, cut: date | None) -> bool:
    """Whether something dated so is seen at the cut; what has no date is standing."""
    return moment is None or cut is None or moment.latest <= cut


@dataclass(frozen=True)
class Ledger:
    """Which rows of a case are seen.

    Attributes
    ----------
    as_of
        The cut; ``None`` sees everything.
    recorded_by
        The cut on when statements were coded; ``None`` sees everything.
    statements
        Ids of the statements that are seen and confirmed.
    """

    case: Case
    as_of: date | None
    recorded_by: date | None
    statements: frozenset[str]

    def sees_line(self, line: RedLine) -> bool:
        """Whether somebody had stated the line."""
        return is_seen(line.known_from or line.stated_at, self.as_of)

    def sees_value(self, value: Value) -> bool:
        """Whether somebody had named the value."""
        return is_seen(value.known_from, self.as_of)


def _sees_statement(statement: Statement, as_of: date | None, recorded_by: date | None) -> bool:
    return (
        statement.status == "confirmed"
        and is_seen(statement.asserted_at, as_of)
        and is_seen(statement.reported_at, as_of)
        and is_seen(statement.recorded_at, recorded_by)
    )


def read_ledger(case: Case, as_of: date | None = None, recorded_by: date | None = None) -> Ledger:
    """See a case as it stood on a date; on its own as-of date where none is given."""
    cut = as_of or case.as_of
    statements = frozenset(
        statement.id
        for statement in case.statements
        if _sees_statement(statement, cut, recorded_by)
    )
    return Ledger(case, cut, recorded_by, statements)
