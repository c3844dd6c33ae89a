"""What a check may look at, and how it tells what it found."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias

from zopa.case.case import Case
from zopa.case.cells import IDS, Kind, Moment
from zopa.case.origin import Origin
from zopa.case.relative_dates import resolve
from zopa.case.rows import Column, Row, columns
from zopa.case.rules import IssueNames, Rule, RuleSyntaxError, parse
from zopa.case.stored_texts import StoredText, look_at
from zopa.case.tables import TABLES, Source, Statement
from zopa.errors import LISTED, Problem, Severity, did_you_mean, nearest

NEEDED = ("parties", "issues")  # without rows in these, a case says nothing
HAVE_ORDER = ("ordered", "numeric")
FIRST_FEW = 3  # names that a warning gives of many
_SEVERAL = re.compile(r",|/|&|\+|\n|\band\b")


@dataclass(frozen=True)
class Context:
    """A case, where its rows stand, and its rules and stored texts, each read once.

    ``today`` is the one clock of the checks.
    """

    case: Case
    origin: Origin = field(default_factory=Origin)
    today: Callable[[], date] = date.today

    def problem(
        self,
        table: str,
        index: int | None,
        column: str,
        message: str,
        remedy: str = "",
        severity: Severity = "error",
    ) -> Problem:
        """Return a problem of a table, of a row (by its index in the case) or of a cell."""
        return Problem(self.origin.place(table, index, column), message, remedy, severity)

    def readable(self, table: str) -> Iterator[tuple[int, Row]]:
        """Go through the rows of a table, then through what could be read of those refused."""
        yield from enumerate((*self.case.rows(table), *self.origin.refused.get(table, ())))

    def is_refused(self, table: str, index: int) -> bool:
        """Whether :meth:`readable` gives a row of which not all could be read."""
        return index >= len(self.case.rows(table))

    def what_is_meant(self, table: str, name: str, what: str) -> str:
        """Say what to do about a name that no row of a table has."""
        parts = [part.strip() for part in _SEVERAL.split(name)]
        if len(parts) > 1 and all(part in self.case.addresses(table) for part in parts):
            return f"Several ids are separated by ;: write {';'.join(parts)}."
        refused = self.origin.refused_places(table)
        if not refused:
            return self._nearest_id(table, name, what)
        first = f"Mend {refused[0]} first: it could not be read"
        if len(refused) == 1:
            return f"{first}, and may be what is meant."
        return f"{first}, as {len(refused) - 1} more of the table, and one may be what is meant."

    def is_known(self, table: str, address: str) -> bool:
        """Whether a row is in the case, or would be if what is told already were mended."""
        return (
            address in self.case.addresses(table)
            or address in self.origin.rejected_in(table)
            or self.origin.is_unreadable(table)
            or self.is_absent(table)
        )

    def is_absent(self, table: str) -> bool:
        """Whether a table has no row at all: that is told once, and not by each cell."""
        return not (
            self.case.rows(table)
            or self.origin.rejected_in(table)
            or self.origin.is_unreadable(table)
        )

    def is_to_come(self, moment: Moment) -> bool:
        """Whether a date is certainly after today."""
        return moment.earliest > self.day

    @cached_property
    def day(self) -> date:
        """The day of the check."""
        return self.today()

    @cached_property
    def statements(self) -> tuple[tuple[int, Statement], ...]:
        """The statements that were not rejected, by index: what was rejected need not be sound."""
        return tuple(
            (index, statement)
            for index, statement in enumerate(self.case.statements)
            if statement.status != "rejected"
        )

    @cached_property
    def dates_in_words(self) -> tuple[tuple[int, Statement, Moment, Moment], ...]:
        """The statements whose date is told in words that can be worked out.

        Each by its index, with the day of its source and the days that are meant.
        """
        published = {source.id: source.published for source in self.case.sources}
        kept: dict[tuple[str, str], Moment | None] = {}
        found = []
        for index, statement in self.statements:
            words = statement.asserted_at_given
            told = published.get(statement.source or "") if words else None
            if words and told:
                if (words, told.text) not in kept:
                    kept[words, told.text] = resolve(words, told)
                meant = kept[words, told.text]
                if meant:
                    found.append((index, statement, told, meant))
        return tuple(found)

    def statement(self, name: str | None) -> Statement | None:
        """Return the statement with an id, if there is one."""
        index = None if name is None else self.case.addresses("statements").get(name)
        return None if index is None else self.case.statements[index]

    def source(self, name: str | None) -> Source | None:
        """Return the source with an id, if there is one."""
        index = None if name is None else self.case.addresses("sources").get(name)
        return None if index is None else self.case.sources[index]

    @cached_property
    def texts(self) -> Mapping[str, StoredText]:
        """What was found in the stored texts, by source; none where the case has no folder."""
        folder = self.origin.raw.folder
        if folder is None:
            return {}
        return {
            source.id: look_at(folder, source.text_file, source.sha256)
            for source in self.case.sources
            if source.text_file
        }

    @cached_property
    def rules(self) -> dict[str, Rule | RuleSyntaxError]:
        """The rules read so far, or why they cannot be read, by their text."""
        return {}

    def rule(self, text: str) -> Rule | RuleSyntaxError:
        """Read a rule, or return why it cannot be read."""
        if text not in self.rules:
            try:
                self.rules[text] = parse(text)
            except RuleSyntaxError as error:
                self.rules[text] = error
        return self.rules[text]

    @cached_property
    def issue_names(self) -> Mapping[str, IssueNames]:
        """What rules may say of each issue."""
        labels = {(value.issue, value.id): value.label or "" for value in self.case.values}
        return {
            issue.id: IssueNames(
                id=issue.id,
                ordered=issue.kind in HAVE_ORDER,
                values=self.case.values_of[issue.id],
                value_labels=tuple(
                    labels[issue.id, value] for value in self.case.values_of[issue.id]
                ),
                heading=issue.heading or "",
            )
            for issue in self.case.issues
        }

    def values_known(self, issue: str) -> bool:
        """Whether an issue has values and all could be read, so that others are unknown."""
        return bool(self.case.values_of.get(issue)) and not self.values_doubted(issue)

    def values_doubted(self, issue: str) -> bool:
        """Whether some value of an issue, or the issue itself, could not be read."""
        return (
            self.origin.is_unreadable("values")
            or issue in self.origin.rejected_in("issues")
            or any(key.startswith(f"{issue}/") for key in self.origin.rejected_in("values"))
        )

    def rows(self) -> Iterator[tuple[str, int, Row]]:
        """Go through all rows: table, index, row."""
        for table in TABLES:
            for index, row in enumerate(self.case.rows(table)):
                yield table, index, row

    def _nearest_id(self, table: str, name: str, what: str) -> str:
        """Offer the id that is probably meant, or list all where they are few."""
        known = tuple(self.case.addresses(table))
        if len(known) <= LISTED or nearest(name, known) is not None:
            return did_you_mean(name, known, what)
        return f"None of the {len(known)} in {self.origin.raw.called(table)} is written alike."

    def referring_cells(self, targets: Collection[str]) -> Iterator[tuple[str, int, str, str, str]]:
        """Go through the ids that refer to some tables: table, index, column, target, id."""
        for table, model in TABLES.items():
            referring = [each for each in columns(model) if each.refers in targets]
            if not referring:
                continue
            for index, row in self.readable(table):
                for entry in referring:
                    for name in ids_of(row, entry):
                        yield table, index, entry.name, entry.refers, name

    @cached_property
    def missing_ids(self) -> dict[tuple[str, str], list[tuple[str, int, str]]]:
        """The cells that name a row which is not there, by the row's table and id."""
        found: dict[tuple[str, str], list[tuple[str, int, str]]] = {}
        for table, model in TABLES.items():
            referring = [each for each in columns(model) if each.refers not in ("", "values")]
            cells = [cell for entry in referring for cell in self._missing_cells(table, entry)]
            for index, column, target, name in sorted(cells, key=itemgetter(0)):
                found.setdefault((target, name), []).append((table, index, column))
        return found

    def _missing_cells(self, table: str, entry: Column) -> Iterator[tuple[int, str, str, str]]:
        """Go through a column's ids that no row has: index, column, target, id.

        Column by column, since of the cells of a long table nearly all name what is there.
        """
        known = self.case.addresses(entry.refers)
        for index, value in enumerate(self.cells(table, entry.name)):
            if not value or (entry.kind is not IDS and value in known):
                continue
            for name in value if entry.kind is IDS else (value,):
                if name not in known and not self.is_known(entry.refers, name):
                    yield index, entry.name, entry.refers, name

    def cells(self, table: str, column: str) -> Iterator[Any]:
        """Go through the cells of a column, in the order of :meth:`readable`."""
        rows = chain(self.case.rows(table), self.origin.refused.get(table, ()))
        return map(attrgetter(column), rows)

    def columns_of_kind(self, kind: Kind) -> Iterator[tuple[str, Column]]:
        """Go through the columns of one kind: table, column."""
        for table, model in TABLES.items():
            for entry in columns(model):
                if entry.kind is kind:
                    yield table, entry


def ids_of(row: Row, entry: Column) -> tuple[str, ...]:
    """Return the ids that a cell names."""
    value = getattr(row, entry.name)
    return () if value is None else value if entry.kind is IDS else (value,)


Check: TypeAlias = Callable[[Context], Iterator[Problem]]


def listed(names: list[str], most: int | None = None) -> str:
    """Write names as a list: all of them, or the first few and how many more there are."""
    if most is None or len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def and_more(places: int, does: str) -> str:
    """Say that more cells have the same trouble, where a problem tells the first of them."""
    more = places - 1
    if not more:
        return ""
    return f" {more} more cell{'' if more == 1 else 's'} {does}{'s' if more == 1 else ''} it."
