"""Reports of speech acts: which repeat another, how credible each is, what takes it back.

A report is a confirmed row of ``statements``: one source that tells one speech act.  All
that is asked here is asked as of a day, written as an ordinal (:meth:`datetime.date.toordinal`).
Definitions: ``docs/explanation/method-lineage.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from zopa.case.case import Case
from zopa.case.cells import Moment
from zopa.case.tables import Issue, Source, Statement, StatementLink, Voice
from zopa.ledger.figures import support_with_figures
from zopa.ledger.lineage import Lineage, read_lineage
from zopa.ledger.stances import NAMELESS, Stance, stance_of

ALWAYS = 0  # the day from which what has no date is seen
RECORDS = frozenset({"transcript", "communique", "treaty", "law", "post", "dataset"})
RAISED = {"6": "3", "3": "2", "2": "1", "1": "1"}  # by a further independent root
DOUBTFUL = "4"
TAKES_BACK = frozenset({"supersedes", "retracts"})
BEARS_ON = frozenset({"supersedes", "retracts", "qualifies", "clarifies"})

ClusterKey = tuple[str, str | None]


def day_of(moment: Moment | None) -> int:
    """Return the latest day of a date as a number; that of what has no date comes first."""
    return ALWAYS if moment is None else moment.latest.toordinal()


def is_record(source: Source) -> bool:
    """Whether a source is a record of the act itself, and not copied from elsewhere."""
    return source.medium in RECORDS and source.copied_from is None


def first_credibility(is_nameless: bool, is_a_record: bool) -> str:
    """Return the credibility that a report starts from."""
    if is_nameless:
        return "6"
    return "2" if is_a_record else "3"


@dataclass(frozen=True, eq=False)
class Reports:
    """The statements of a case that can count, and how they bear on each other.

    Attributes
    ----------
    case
        The case.
    rows
        The statements that are confirmed, recorded and not replaced by a correction, by id.
    replaced_by
        The correction of each statement that has one.
    """

    case: Case
    rows: Mapping[str, Statement]
    replaced_by: Mapping[str, str] = field(default_factory=dict)

    def current(self, statement: str) -> str:
        """Return the id of the last correction of a statement; its own where it has none."""
        passed: set[str] = set()
        while statement in self.replaced_by and statement not in passed:
            passed.add(statement)
            statement = self.replaced_by[statement]
        return statement

    @cached_property
    def lineage(self) -> Lineage:
        """The trees of copies among the sources."""
        return read_lineage(self.case.sources)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.case.sources}

    @cached_property
    def voices(self) -> Mapping[str, Voice]:
        """The voices by id."""
        return {voice.id: voice for voice in self.case.voices}

    @cached_property
    def issues(self) -> Mapping[str, Issue]:
        """The issues by id."""
        return {issue.id: issue for issue in self.case.issues}

    @cached_property
    def seen_from(self) -> Mapping[str, int]:
        """The day from which each statement is seen: once it was said, and reported.

        Where nobody noted when it was reported, it was when its source was published.
        """
        found: dict[str, int] = {}
        published = {source.id: source.published for source in self.case.sources}
        for row in self.rows.values():
            said, told = row.asserted_at, row.reported_at
            if told is None and row.source in published:
                told = published[row.source]
            latest = said.latest if said is not None else None
            if told is not None and (latest is None or told.latest > latest):
                latest = told.latest
            found[row.id] = ALWAYS if latest is None else latest.toordinal()
        return found

    @cached_property
    def clusters(self) -> Mapping[ClusterKey, tuple[str, ...]]:
        """The reports of each utterance on each issue, where there are several."""
        by_name: dict[str, list[Statement]] = {}
        for row in self.rows.values():
            if row.utterance is not None:
                by_name.setdefault(row.utterance, []).append(row)
        found: dict[ClusterKey, list[str]] = {}
        for utterance, rows in by_name.items():
            if len(rows) > 1:
                for row in rows:
                    found.setdefault((utterance, row.issue), []).append(row.id)
        return {key: tuple(ids) for key, ids in found.items() if len(ids) > 1}

    def cluster_of(self, statement: str) -> tuple[str, ...]:
        """Return the reports of one utterance on one issue, the statement among them."""
        row = self.rows[statement]
        if row.utterance is None:
            return (statement,)
        return self.clusters.get((row.utterance, row.issue), (statement,))

    def is_seen(self, statement: str, day: int) -> bool:
        """Whether a statement counts at all and was said and reported by the day."""
        return statement in self.rows and self.seen_from[statement] <= day

    def stance(self, statement: str) -> Stance:
        """Return whether a statement speaks for its target, against it, or is uncommitted."""
        return stance_of(self.rows[statement])

    # Copies and roots ---------------------------------------------------------------------

    def original_of(self, statement: str, day: int) -> str | None:
        """Return the report that a report copies: that of the nearest source above its own.

        Of several rows of that source, the one with the same principal is taken, then the one
        with the same target, then the first.
        """
        members = self.cluster_of(statement)
        if len(members) == 1:
            return None
        key = members[0], day
        if key not in self._kept_originals:
            self._kept_originals[key] = {
                member: self._original_of(member, day) for member in members
            }
        return self._kept_originals[key][statement]

    @cached_property
    def _kept_originals(self) -> dict[tuple[str, int], dict[str, str | None]]:
        return {}

    def _original_of(self, statement: str, day: int) -> str | None:
        """Find the report that a report copies."""
        row = self.rows[statement]
        if row.source is None or not self.lineage.above.get(row.source):
            return None
        by_source: dict[str, list[Statement]] = {}
        for other in self.cluster_of(statement):
            told = self.rows[other]
            if told.source is not None and self.seen_from[other] <= day:
                by_source.setdefault(told.source, []).append(told)
        for above in self.lineage.ancestors(row.source):
            if above in by_source:
                alike = [one for one in by_source[above] if one.principal == row.principal]
                alike = alike or by_source[above]
                same = [one for one in alike if set(one.target) == set(row.target)]
                return (same or alike)[0].id
        return None

    def is_copy(self, statement: str, day: int) -> bool:
        """Whether a source above that of a report reports the same as well."""
        return (
            self.rows[statement].utterance is not None
            and len(self.cluster_of(statement)) > 1
            and self.original_of(statement, day) is not None
        )

    def root_of(self, statement: str) -> str:
        """Return the root of a report's source; a report without a source is its own."""
        source = self.rows[statement].source
        return f"\n{statement}" if source is None else self.lineage.root_of(source)

    def further_roots(self, statement: str, day: int) -> int:
        """Return how many other roots report the same for the same principal.

        Copies are left out, and so are reports that speak for other values altogether.
        """
        principal = self.rows[statement].principal
        roots = {
            self.root_of(other)
            for other in self.cluster_of(statement)
            if self.rows[other].principal == principal
            and self.is_seen(other, day)
            and not self.is_copy(other, day)
            and not self.tells_otherwise(statement, other)
        }
        return len(roots - {self.root_of(statement)})

    def tells_otherwise(self, one: str, other: str) -> bool:
        """Whether two reports of one utterance speak for values that exclude each other."""
        supports = self._support(one), self._support(other)
        return all(supports) and not supports[0] & supports[1]

    def _support(self, statement: str) -> frozenset[int]:
        """Return the declared values that a statement speaks for, by its target or its figure."""
        found = self._kept_supports.get(statement)
        if found is None:
            row = self.rows[statement]
            issue = self.issues.get(row.issue or "")
            values = self.case.values_of[issue.id] if issue else ()
            found = frozenset(support_with_figures(row, issue, values) if issue else ())
            self._kept_supports[statement] = found
        return found

    @cached_property
    def _kept_supports(self) -> dict[str, frozenset[int]]:
        return {}

    # Credibility --------------------------------------------------------------------------

    def credibility(self, statement: str, day: int) -> str:
        """Return the Admiralty code of the information, 1 to 6, as of a day."""
        coded = self.rows[statement].credibility
        if coded is not None:
            return coded
        row = self.rows[statement]
        source = self.sources.get(row.source or "")
        found = first_credibility(
            row.attribution in NAMELESS, source is not None and is_record(source)
        )
        if len(self.cluster_of(statement)) > 1:
            for _ in range(self.further_roots(statement, day)):
                found = RAISED[found]
        if self.disputes_of(statement, day):
            found = max(found, DOUBTFUL) if found != "6" else DOUBTFUL
        return found

    def disputes_of(self, statement: str, day: int) -> tuple[str, ...]:
        """Return the statements by which the speaker, or the speaker's side, disputes a report.

        Who disputes one report of an utterance disputes all that were made for its principal.
        """
        principal = self.rows[statement].principal
        found = dict.fromkeys(
            link.from_statement
            for other in self.cluster_of(statement)
            if self.rows[other].principal == principal and self.is_seen(other, day)
            for link in self.links_to.get(other, ())
            if link.kind == "disputes"
            and self.is_seen(link.from_statement, day)
            and self.same_side(self.rows[link.from_statement], self.rows[other])
        )
        return tuple(found)

    def same_side(self, one: Statement, other: Statement) -> bool:
        """Whether two statements are of one voice, or of voices of one party."""
        if one.voice is None or other.voice is None:
            return False
        if one.voice == other.voice:
            return True
        parties = [self.voices[voice].party for voice in (one.voice, other.voice)]
        return parties[0] is not None and parties[0] == parties[1]

    def party_of(self, statement: Statement) -> str | None:
        """Return the party of a statement's voice, or else the party it was said for."""
        voice = self.voices.get(statement.voice or "")
        return (voice.party if voice else None) or statement.principal

    # What bears on a statement ------------------------------------------------------------

    @cached_property
    def links_to(self) -> Mapping[str, tuple[StatementLink, ...]]:
        """The links by the statement that they bear on, both ends of which can count."""
        found: dict[str, list[StatementLink]] = {}
        for link in self.links:
            found.setdefault(link.to_statement, []).append(link)
        return {statement: tuple(links) for statement, links in found.items()}

    @cached_property
    def links(self) -> tuple[StatementLink, ...]:
        """The links both ends of which can count; they follow a statement to its corrections."""
        found = []
        for link in self.case.statement_links:
            ends = self.current(link.from_statement), self.current(link.to_statement)
            if ends[0] in self.rows and ends[1] in self.rows and ends[0] != ends[1]:
                if ends != (link.from_statement, link.to_statement):
                    moved = {"from_statement": ends[0], "to_statement": ends[1]}
                    link = link.model_copy(update=moved)
                found.append(link)
        return tuple(found)

    def bearing_on(
        self, statement: str, kinds: Iterable[str], day: int
    ) -> tuple[StatementLink, ...]:
        """Return the seen links of some kinds that bear on a statement for its own principal."""
        wanted = frozenset(kinds)
        principal = self.rows[statement].principal
        return tuple(
            link
            for link in self.links_to.get(statement, ())
            if link.kind in wanted
            and self.is_seen(link.from_statement, day)
            and self.rows[link.from_statement].principal == principal
        )

    def taken_back_from(self, statement: str) -> int | None:
        """Return the day from which a statement is superseded or retracted, if it ever is.

        What takes back one report of an utterance takes back all reports of it that were made
        for the same principal.
        """
        principal = self.rows[statement].principal
        days = [
            max(
                self.seen_from[link.from_statement],
                ALWAYS if other == statement else self.seen_from[other],
            )
            for other in self.cluster_of(statement)
            if self.rows[other].principal == principal
            for link in self.links_to.get(other, ())
            if link.kind in TAKES_BACK and self.rows[link.from_statement].principal == principal
        ]
        return min(days, default=None)

    def is_taken_back(self, statement: str, day: int) -> bool:
        """Whether a statement is superseded or retracted by the day."""
        since = self.taken_back_from(statement)
        return since is not None and since <= day

    def is_retracted(self, statement: str, day: int) -> bool:
        """Whether a statement, or another report of it, is retracted by the day."""
        principal = self.rows[statement].principal
        return any(
            self.bearing_on(other, ("retracts",), day)
            for other in self.cluster_of(statement)
            if self.rows[other].principal == principal and self.is_seen(other, day)
        )


def read_reports(case: Case, recorded_by: date | None = None) -> Reports:
    """Return the statements of a case that can count.

    Parameters
    ----------
    case
        The case.
    recorded_by
        Only what was coded by this day counts; everything where ``None``.
    """
    cut = None if recorded_by is None else recorded_by.toordinal()
    kept = [
        row
        for row in case.statements
        if row.status == "confirmed" and (cut is None or day_of(row.recorded_at) <= cut)
    ]
    replaced = {row.corrects: row.id for row in kept if row.corrects is not None}
    return Reports(case, {row.id: row for row in kept if row.id not in replaced}, replaced)
