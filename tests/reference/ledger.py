"""The plain twin of the ledger: who reports what after whom, and how much a statement weighs.

The definitions of ``docs/explanation/method-lineage.md`` and ``method-positions.md``, read off
row after row.  Weights are exact fractions, so that "the largest weight, the first among
equals" has one answer; only ageing makes floating-point numbers of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zopa.case.case import Case
from zopa.case.cells import Moment, Quantity
from zopa.case.tables import Issue, Source, Statement, Voice

WEIGHTS = {
    "mandate": {
        "decides": "1",
        "negotiates": "0.8",
        "speaks_for": "0.7",
        "advises": "0.35",
        "legislates": "0.2",
        "none": "0.25",
    },
    "attribution": {"anonymous": "0.25", "unattributed": "0.25"},
    "reliability": {"A": "1", "B": "0.85", "C": "0.65", "D": "0.4", "E": "0.15", "F": "0.5"},
    "credibility": {"1": "1", "2": "0.8", "3": "0.55", "4": "0.3", "5": "0.1", "6": "0.5"},
    "certainty": {"CT": "1", "PR": "0.6", "PS": "0.3", "U": "0.1"},
    "act": {
        "commit": "1",
        "refuse": "1",
        "demand": "0.9",
        "accept": "0.9",
        "threaten": "0.9",
        "propose": "0.6",
        "assert": "0.6",
        "confirm": "0.6",
        "deny": "0.6",
        "offer": "0.5",
        "estimate": "0.5",
        "clarify": "0.3",
        "hint": "0.3",
        "decline_to_confirm": "0.05",
        "retract": "0.05",
    },
    "scale": {
        "kappa": "6",
        "prior": "1",
        "half_life": "30",
        "superseded": "0.2",
        "sigma": "0.4",
        "half_life_low": "7",
        "half_life_high": "120",
    },
}
RECORDS = ("transcript", "communique", "treaty", "law", "post", "dataset")
UNNAMED = ("anonymous", "unattributed")
TAKES_BACK = ("supersedes", "retracts")
LONG_AGO = date.min  # the day of a statement without a date: it stood before all others

Cluster = tuple[str, str | None]


def middle(quantity: Quantity) -> Fraction:
    """Return the middle of a number or a range; the mode of a PERT range."""
    if quantity.mode is not None:
        return Fraction(quantity.mode)
    if quantity.low == quantity.high:
        return Fraction(quantity.text.partition("..")[0].strip())
    return (Fraction(quantity.low) + Fraction(quantity.high)) / 2


def _number(text: str) -> bool:
    try:
        Fraction(text)
    except ValueError:
        return False
    return True


def is_by(moment: Moment | None, day: date | None) -> bool:
    """Whether the latest day of a date is not after a day; no date and no day are no hindrance."""
    return moment is None or day is None or moment.latest <= day


def day_said(statement: Statement) -> date:
    """Return the latest day on which a statement can have been said."""
    return statement.asserted_at.latest if statement.asserted_at else LONG_AGO


def polarity(statement: Statement) -> str:
    """Return for (+), against (-) or uncommitted (u): as coded, else by the act."""
    if statement.polarity:
        return statement.polarity
    if statement.act in ("refuse", "deny"):
        return "-"
    if statement.act in ("decline_to_confirm", "retract"):
        return "u"
    return "+"


def cluster(statement: Statement) -> Cluster:
    """Return the name of a statement's cluster: its utterance and issue, or itself alone."""
    if statement.utterance is None:
        return f"alone: {statement.id}", statement.issue
    return f"utterance: {statement.utterance}", statement.issue


@dataclass(frozen=True)
class PlainLedger:
    """A case as of a day, and as it was coded by another."""

    case: Case
    as_of: date
    recorded_by: date | None = None

    # Rows ---------------------------------------------------------------------------

    def current(self, name: str) -> Statement:
        """Return the row that stands for a statement: its last correction that was recorded."""
        corrections = [
            row
            for row in self.case.statements
            if row.corrects == name
            and row.status == "confirmed"
            and is_by(row.recorded_at, self.recorded_by)
        ]
        return self.current(corrections[-1].id) if corrections else self.statement(name)

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """The links as kind, later and earlier statement; they follow it to its correction."""
        found: list[tuple[str, str, str]] = []
        for row in self.case.statement_links:
            later, earlier = self.current(row.from_statement), self.current(row.to_statement)
            if later.id != earlier.id:
                found.append((row.kind, later.id, earlier.id))
        return found

    def source(self, name: str | None) -> Source | None:
        """Return a source by its id."""
        return next((row for row in self.case.sources if row.id == name), None)

    def voice(self, statement: Statement) -> Voice | None:
        """Return who made a statement."""
        return next((row for row in self.case.voices if row.id == statement.voice), None)

    def issue(self, name: str | None) -> Issue:
        """Return an issue by its id."""
        return next(row for row in self.case.issues if row.id == name)

    def statement(self, name: str) -> Statement:
        """Return a statement by its id."""
        return next(row for row in self.case.statements if row.id == name)

    def visible(self, issue: str) -> list[str]:
        """Return the values of an issue that somebody had named, in declared order."""
        return [
            row.id
            for row in self.case.values
            if row.issue == issue and is_by(row.known_from, self.as_of)
        ]

    def weight(self, factor: str, key: str) -> Fraction:
        """Return a weight of the table, or of the case's own row in its place."""
        for row in self.case.weights:
            if (row.factor, row.key) == (factor, key):
                return middle(row.weight)
        return Fraction(WEIGHTS[factor][key])

    # What is seen -------------------------------------------------------------------

    def sees(self, statement: Statement, day: date | None = None) -> bool:
        """Whether a statement is seen as of the ledger's day, or of an earlier one."""
        day = day or self.as_of
        corrected = any(
            other.corrects == statement.id
            and other.status == "confirmed"
            and is_by(other.recorded_at, self.recorded_by)
            for other in self.case.statements
        )
        return (
            statement.status == "confirmed"
            and not corrected
            and is_by(statement.recorded_at, self.recorded_by)
            and is_by(statement.asserted_at, day)
            and is_by(self._told(statement), day)
        )

    def _told(self, statement: Statement) -> Moment | None:
        """Return when a statement was reported, or else when its source was published."""
        if statement.reported_at is not None:
            return statement.reported_at
        source = self.source(statement.source)
        return source.published if source else None

    @property
    def seen(self) -> list[Statement]:
        """The statements that are seen, in the order of the table."""
        return [row for row in self.case.statements if self.sees(row)]

    def reports(self, statement: Statement) -> list[Statement]:
        """Return the seen reports of a statement's utterance on its issue."""
        return [row for row in self.seen if cluster(row) == cluster(statement)]

    # Lineage ------------------------------------------------------------------------

    def above(self, source: str | None) -> list[str]:
        """Return the sources above one in its tree, the nearest first."""
        found: list[str] = []
        row = self.source(source)
        while row is not None and row.copied_from is not None:
            found.append(row.copied_from)
            row = self.source(row.copied_from)
        return found

    def root(self, statement: Statement) -> str:
        """Return the root of a report's source; a report without a source is its own root."""
        if statement.source is None:
            return f"report: {statement.id}"
        return f"source: {[statement.source, *self.above(statement.source)][-1]}"

    def is_copy(self, statement: Statement) -> bool:
        """Whether a source above a report's own reports the same utterance on the issue."""
        above = self.above(statement.source)
        return any(row.source in above for row in self.reports(statement))

    def original(self, statement: Statement) -> Statement:
        """Return the report that a copy is compared with."""
        reporting = {row.source for row in self.reports(statement)}
        nearest = next(name for name in self.above(statement.source) if name in reporting)
        rows = [row for row in self.reports(statement) if row.source == nearest]
        rows = [row for row in rows if row.principal == statement.principal] or rows
        rows = [row for row in rows if set(row.target) == set(statement.target)] or rows
        return rows[0]

    def stands_for(self, statement: Statement) -> Statement:
        """Return the report that stands for all reports of an utterance for one principal."""
        if self.is_copy(statement):
            return self.stands_for(self.original(statement))
        rows = [
            row
            for row in self.reports(statement)
            if row.principal == statement.principal and not self.is_copy(row)
        ]
        weights = [self.full_weight(row) if self.is_evidence(row) else 0 for row in rows]
        return rows[weights.index(max(weights))]

    def credibility(self, statement: Statement) -> str:
        """Return the Admiralty code of the information, 1 to 6."""
        if statement.credibility:
            return statement.credibility
        source = self.source(statement.source)
        found = "3"
        if source and source.medium in RECORDS and source.copied_from is None:
            found = "2"
        if statement.attribution in UNNAMED:
            found = "6"
        further = {
            self.root(row)
            for row in self.reports(statement)
            if row.principal == statement.principal
            and not self.is_copy(row)
            and not self.tells_otherwise(statement, row)
        }
        for _ in further - {self.root(statement)}:
            found = {"6": "3", "3": "2", "2": "1", "1": "1"}[found]
        # 6 is unknown and not worst: it falls to 4 as well.
        return "4" if self._is_disputed(statement) else found

    def tells_otherwise(self, one: Statement, other: Statement) -> bool:
        """Whether two reports speak for values of which none is common."""
        declared = {value.id for value in self.case.values if value.issue == one.issue}
        found = []
        for row in (one, other):
            named = declared & set(row.target)
            sign = polarity(row)
            support = named if sign == "+" else declared - named if sign == "-" else set()
            if not row.target or not support or support == declared:
                support = self._by_figure(row)
            if not support:
                return False
            found.append(support)
        return not found[0] & found[1]

    def _by_figure(self, row: Statement) -> set[str]:
        """Return the declared value that is nearest to a statement's figure, if it has one."""
        stated = self.stated_number(row)
        if stated is None:
            return set()
        ordered = [value.id for value in self.case.values if value.issue == row.issue]
        return {min(ordered, key=lambda value: abs(Fraction(value) - stated))}

    def _is_disputed(self, statement: Statement) -> bool:
        """Whether the speaker's side disputes any report of the utterance for the principal."""
        alike = {
            row.id: row for row in self.reports(statement) if row.principal == statement.principal
        }
        for kind, later, earlier in self.links:
            if kind != "disputes" or earlier not in alike:
                continue
            speaker = self.voice(alike[earlier])
            disputing = self.statement(later)
            voice = self.voice(disputing)
            if speaker is None or voice is None or not self.sees(disputing):
                continue
            if voice.id == speaker.id or (voice.party and voice.party == speaker.party):
                return True
        return False

    def is_same_side(self, one: Statement, other: Statement) -> bool:
        """Whether two statements are of one voice, or of voices of one party."""
        voices = self.voice(one), self.voice(other)
        if voices[0] is None or voices[1] is None:
            return False
        same_party = bool(voices[0].party) and voices[0].party == voices[1].party
        return voices[0].id == voices[1].id or same_party

    # Evidence -----------------------------------------------------------------------

    def is_numeric(self, issue: str) -> bool:
        """Whether the values of an issue are numbers, at least two of them."""
        values = self.visible(issue)
        return self.issue(issue).kind == "numeric" and len(values) > 1 and all(map(_number, values))

    def support(self, statement: Statement) -> frozenset[str]:
        """Return the values that a statement speaks for; none where it is uncommitted."""
        if statement.issue is None or polarity(statement) == "u":
            return frozenset()
        visible = frozenset(self.visible(statement.issue))
        named = visible & frozenset(statement.target)
        support = named if polarity(statement) == "+" else visible - named
        stated = self.stated_number(statement)
        if stated is not None and (not support or support == visible):
            ordered = self.visible(statement.issue)
            return frozenset({min(ordered, key=lambda value: abs(Fraction(value) - stated))})
        return support

    def is_evidence(self, statement: Statement) -> bool:
        """Whether a statement has a principal, an issue, and a support that says something."""
        if statement.principal is None or statement.issue is None:
            return False
        support = self.support(statement)
        return bool(support) and support != frozenset(self.visible(statement.issue))

    def stated_number(self, statement: Statement) -> Fraction | None:
        """Return the middle of a statement's quantity where it is in the unit of its issue.

        A statement against a value, or one that is uncommitted, states no number for its party.
        """
        if statement.issue is None or statement.quantity is None or polarity(statement) != "+":
            return None
        unit = self.issue(statement.issue).unit
        if not self.is_numeric(statement.issue) or not unit or statement.quantity_of != unit:
            return None
        return middle(statement.quantity)

    def mandate(self, statement: Statement) -> str:
        """Return the mandate of the voice for the principal; none for another party's voice."""
        voice = self.voice(statement)
        if voice is None or voice.party is None or voice.party != statement.principal:
            return "none"
        return voice.mandate

    def full_weight(self, statement: Statement) -> Fraction:
        """Return the evidence of a statement before it ages and before it is superseded."""
        authority = self.weight("mandate", self.mandate(statement))
        if statement.attribution in UNNAMED:
            authority = min(authority, self.weight("attribution", statement.attribution or ""))
        source = self.source(statement.source)
        return (
            self.weight("scale", "kappa")
            * authority
            * self.weight("reliability", (source.reliability if source else None) or "F")
            * self.weight("credibility", self.credibility(statement))
            * self.weight("certainty", statement.certainty or "PS")
            * self.weight("act", statement.act or "assert")
        )

    def is_taken_back(
        self,
        statement: Statement,
        kinds: tuple[str, ...] = TAKES_BACK,
        day: date | None = None,
    ) -> bool:
        """Whether a statement supersedes or retracts this one for its principal.

        Where a day is given, all of it must have been seen on that day.
        """
        same = {statement.id} | {
            row.id
            for row in self.reports(statement)
            if row.principal == statement.principal and self.sees(row, day)
        }
        for kind, later, earlier in self.links:
            if kind in kinds and earlier in same:
                taking = self.statement(later)
                seen = self.sees(taking) and (day is None or self.sees(taking, day))
                if seen and taking.principal == statement.principal:
                    return True
        return False

    def ageless_weight(self, statement: Statement) -> Fraction:
        """Return the evidence of a statement before it ages."""
        weight = self.full_weight(statement)
        if self.is_taken_back(statement):
            weight *= self.weight("scale", "superseded")
        return weight

    def half_life(self, issue: str) -> Fraction:
        """Return after how many days a statement on an issue counts half."""
        own = self.issue(issue).half_life
        return self.weight("scale", "half_life") if own is None else middle(own)

    def ages(self, statement: Statement) -> bool:
        """Whether a statement loses weight as time passes."""
        source = self.source(statement.source)
        if statement.asserted_at is None or statement.attribution == "document":
            return False
        if source and source.medium in ("law", "treaty"):
            return False
        insisting = statement.act in ("demand", "refuse")
        return not (insisting and self.mandate(statement) == "decides")

    def age(self, statement: Statement) -> int:
        """Return the age of a statement in days; 0 where it does not age."""
        return (self.as_of - day_said(statement)).days if self.ages(statement) else 0

    def evidence(self, statement: Statement) -> float:
        """Return the evidence of a statement on the day."""
        assert statement.issue is not None
        aged: float = 2.0 ** float(-self.age(statement) / self.half_life(statement.issue))
        return float(self.ageless_weight(statement)) * aged

    def counted(self, party: str, issue: str, condition: str | None) -> list[Statement]:
        """Return the statements that count for a party on an issue, one voice a speech act.

        Parameters
        ----------
        condition
            A condition whose statements count with the unconditional ones; ``None`` for none.
        """
        found = []
        for group in {
            (cluster(row), row.target_condition)
            for row in self.seen
            if (row.principal, row.issue) == (party, issue)
        }:
            if group[1] in (None, condition):
                found += self._counting(
                    [
                        row
                        for row in self.seen
                        if (row.principal, row.issue) == (party, issue)
                        and (cluster(row), row.target_condition) == group
                        and not self.is_copy(row)
                        and self.is_evidence(row)
                    ]
                )
        return [row for row in self.case.statements if row in found]

    def _counting(self, rows: list[Statement]) -> list[Statement]:
        """Choose the heaviest report of a group, and what else its source says."""
        if not rows:
            return []
        heaviest = self._heaviest(rows)
        found = {self.support(heaviest): heaviest}
        if heaviest.source is not None:
            same_source = [row for row in rows if row.source == heaviest.source]
            for support in {self.support(row) for row in same_source} - set(found):
                found[support] = self._heaviest(
                    [row for row in same_source if self.support(row) == support]
                )
        return list(found.values())

    def _heaviest(self, rows: list[Statement]) -> Statement:
        largest = max(self.full_weight(row) for row in rows)
        return next(row for row in rows if self.full_weight(row) == largest)
