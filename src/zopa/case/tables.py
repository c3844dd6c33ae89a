"""The data dictionary: every table of a case, one frozen model each.

The order of :data:`TABLES` is the reading order of a workbook; the order of the fields is
the order of the columns.  The order of the rows is the declared order.
"""

import re
from typing import ClassVar, Literal, get_args

from zopa.case.cells import (
    Date,
    Id,
    Ids,
    Number,
    OutcomeCell,
    RuleText,
    Sha256,
    Text,
    Whole,
)
from zopa.case.rows import Row, Sourced, column, columns

SCHEMA = "1"
NOT_IN_CORPUS = "not in corpus"  # what a note says where the words taken back were never coded

Act = Literal[
    "assert",
    "estimate",
    "deny",
    "confirm",
    "commit",
    "offer",
    "threaten",
    "demand",
    "propose",
    "accept",
    "refuse",
    "hint",
    "decline_to_confirm",
    "clarify",
    "retract",
]
Strength = Literal["insists", "refuses", "demands", "expresses", "objects", "hints"]
LineStatus = Literal["stated", "repeated", "softened", "withdrawn", "inferred"]
LEGAL_KINDS = ("charter", "jus_cogens", "constitution")
_LEGAL_KIND = "|".join(LEGAL_KINDS)
_LEGAL_NOTE = re.compile(
    rf"((?:{_LEGAL_KIND})(?:\s*(?:;|,|\s+and\s)\s*(?:{_LEGAL_KIND}))*)\s*(?::.*)?", re.DOTALL
)


class About(Row):
    """A row of ``case``: the case as a whole: one key and its value a row."""

    table_name: ClassVar[str] = "case"
    table_meaning: ClassVar[str] = "the case as a whole: one key and its value a row"
    key_columns: ClassVar[tuple[str, ...]] = ("key",)

    key: Literal[
        "title", "as_of", "summary", "language", "handling", "naming", "reviewer", "schema"
    ] = column(
        "what the value is: title, as_of (the day the case speaks of), summary, language (such "
        "as en), handling (label printed on each page), naming (scheme of names), reviewer, "
        "schema (version of these tables)",
        ...,
    )
    value: Text = column("the value", ...)


class Source(Row):
    """A row of ``sources``: documents that the case rests on, as metadata."""

    table_name: ClassVar[str] = "sources"
    table_meaning: ClassVar[str] = "documents that the case rests on, as metadata"

    id: Id = column("short name", ...)
    title: Text = column("title of the document", ...)
    publisher: Text | None = column("who published it")
    author: Text | None = column("who wrote it")
    published: Date | None = column("when it was published")
    retrieved: Date | None = column("when it was read")
    language: Text | None = column("language code, such as en")
    medium: (
        Literal["article", "transcript", "communique", "treaty", "law", "post", "dataset", "report"]
        | None
    ) = column("kind of document")
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = column(
        "Admiralty code of the source: A completely reliable to E unreliable, F cannot be judged"
    )
    copied_from: Id | None = column("the source it repeats", refers="sources")
    text_file: Text | None = column("file with its text, within the case folder")
    sha256: Sha256 | None = column("SHA-256 sum of the text file")


class Statement(Row):
    """A row of ``statements``: what was said, by whom, how firmly, when, and how it reached us."""

    table_name: ClassVar[str] = "statements"
    table_meaning: ClassVar[str] = (
        "what was said: by whom, for whom, how firmly, when, and through whom it reached us"
    )

    id: Id = column("short name", ...)
    source: Id | None = column("document that reports it", refers="sources")
    voice: Id | None = column("who said it", refers="voices")
    speaker_given: Text | None = column("the speaker in the source's words")
    principal: Id | None = column("party it was said for; empty for an own view", refers="parties")
    attribution: (
        Literal["named", "institutional", "anonymous", "unattributed", "document"] | None
    ) = column("how the source names the speaker")
    act: Act | None = column("the kind of speech act")
    polarity: Literal["+", "-", "u"] | None = column(
        "for (+), against (-) or uncommitted (u) towards the target"
    )
    certainty: Literal["CT", "PR", "PS", "U"] | None = column(
        "how certain the wording is: certain, probable, possible, unknown (FactBank)"
    )
    issue: Id | None = column("issue it speaks to", refers="issues")
    target: Ids = column("values of the issue that it speaks to", (), refers="values")
    target_condition: RuleText | None = column("condition under which it is said to hold: a rule")
    firmness: Whole | None = column(
        "firmness of the wording, 1 weak to 5 unconditional", low=1, high=5
    )
    asserted_at: Date | None = column("when it was said")
    asserted_at_given: Text | None = column("the date in the source's words")
    reported_at: Date | None = column("when it was reported")
    recorded_at: Date | None = column("when it was coded")
    utterance: Text | None = column("one name for all reports of one speech act")
    quantity: Number | None = column("a number that it states")
    quantity_of: Text | None = column("what the number measures, and of what whole")
    paraphrase: Text = column("the content in the coder's words", ...)
    span: Text | None = column("characters of the stored text, as 120-188")
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = column(
        "Admiralty code of the information by the coder: 1 confirmed by other sources to 5 "
        "improbable, 6 cannot be judged; follows from the sources where empty"
    )
    corrects: Id | None = column(
        "the earlier coding that this row replaces from the day it was coded", refers="statements"
    )
    coder: Text | None = column("who coded it")
    status: Literal["proposed", "confirmed", "rejected"] = column(
        "only confirmed statements count", "confirmed"
    )
    basis: Literal["statement", "public", "judgement", "derived"] | None = column(
        "what the coding rests on"
    )
    note: Text | None = column(
        "remark for the reader; of a retraction, 'not in corpus' where what it takes back is not "
        "coded"
    )

    @property
    def takes_back_uncoded(self) -> bool:
        """Whether the note says that what is taken back is not among the statements."""
        return NOT_IN_CORPUS in (self.note or "").casefold()


class StatementLink(Row):
    """A row of ``statement_links``: how one statement bears on another."""

    table_name: ClassVar[str] = "statement_links"
    table_meaning: ClassVar[str] = "how one statement bears on another"
    key_columns: ClassVar[tuple[str, ...]] = ("from_statement", "kind", "to_statement")

    from_statement: Id = column("the later statement", ..., refers="statements")
    to_statement: Id = column("the statement it bears on", ..., refers="statements")
    kind: Literal[
        "repeats",
        "confirms",
        "clarifies",
        "qualifies",
        "supersedes",
        "retracts",
        "disputes",
        "contradicts",
    ] = column("how it bears on it", ...)


class Party(Row):
    """A row of ``parties``: whoever decides, ratifies, is affected, or is a body."""

    table_name: ClassVar[str] = "parties"
    table_meaning: ClassVar[str] = (
        "whoever decides, ratifies, is affected, or is a body that the case names"
    )

    id: Id = column("short name", ...)
    name: Text = column("name in the default naming scheme", ...)
    kind: Literal["deciding", "ratifying", "affected", "body"] = column(
        "part that it plays", "deciding"
    )
    note: Text | None = column("remark for the reader")


class Voice(Row):
    """A row of ``voices``: who speaks for a party, in which office, over which dates."""

    table_name: ClassVar[str] = "voices"
    table_meaning: ClassVar[str] = "who speaks for a party, in which office, over which dates"

    id: Id = column("short name", ...)
    party: Id | None = column("party the voice belongs to; empty for outsiders", refers="parties")
    name: Text = column("name, or the role of a person who is not public", ...)
    office: Text | None = column("office held")
    mandate: Literal["decides", "negotiates", "speaks_for", "advises", "legislates", "none"] = (
        column("what the voice may do for the party", "none")
    )
    valid_from: Date | None = column("first day in the office")
    valid_to: Date | None = column("last day in the office")


class Name(Row):
    """A row of ``names``: labels in other languages and naming schemes."""

    table_name: ClassVar[str] = "names"
    table_meaning: ClassVar[str] = "labels in other languages and naming schemes"
    key_columns: ClassVar[tuple[str, ...]] = ("table", "row_id", "scheme", "language")

    table: Text = column("table of the row", ...)
    row_id: Text = column("address of the row", ...)
    scheme: Text = column("naming scheme, such as un, own, descriptive", ...)
    language: Text = column("language code", ...)
    text: Text = column("the label", ...)


class Issue(Sourced):
    """A row of ``issues``: what is negotiated."""

    table_name: ClassVar[str] = "issues"
    table_meaning: ClassVar[str] = "what is negotiated"

    id: Id = column("short name", ...)
    heading: Text | None = column("short heading")
    question: Text | None = column("the question that the values answer")
    kind: Literal["ordered", "nominal", "numeric"] = column(
        "whether the declared order of its values means more and less", "nominal"
    )
    unit: Text | None = column("unit of numeric values")
    status_quo: Id | None = column(
        "value that holds now; the first value where empty", refers="values"
    )
    half_life: Number | None = column("after how long a statement counts half", unit="days", low=0)
    asked_by: Ids = column("parties that put it on the table", (), refers="parties")


class Value(Row):
    """A row of ``values``: the answers an issue can have, in declared order."""

    table_name: ClassVar[str] = "values"
    table_meaning: ClassVar[str] = "the answers an issue can have, in declared order"
    key_columns: ClassVar[tuple[str, ...]] = ("issue", "id")

    issue: Id = column("the issue", ..., refers="issues")
    id: Id = column("short name, unique within the issue", ...)
    label: Text | None = column("the value in words")
    legal_note: Text | None = column("what international law or a constitution says of it")
    known_from: Date | None = column("not named by anybody before this date")


class Control(Sourced):
    """A row of ``controls``: who must act to change an issue, and who alone can change it back."""

    table_name: ClassVar[str] = "controls"
    table_meaning: ClassVar[str] = (
        "who must act to change an issue, and who alone can change it back"
    )
    key_columns: ClassVar[tuple[str, ...]] = ("issue", "from_values", "to_values", "movers")

    issue: Id = column("the issue", ..., refers="issues")
    from_values: Ids = column("values it leads from; empty for any", (), refers="values")
    to_values: Ids = column("values it leads to; empty for any", (), refers="values")
    movers: Ids = column("parties that must all act", ..., refers="parties")
    ratifiers: Ids = column(
        "who must consent afterwards; reported, not counted as touched", (), refers="parties"
    )


class Condition(Sourced):
    """A row of ``conditions``: what every outcome must satisfy."""

    table_name: ClassVar[str] = "conditions"
    table_meaning: ClassVar[str] = "what every outcome must satisfy"

    id: Id = column("short name", ...)
    rule: RuleText = column("the rule", ...)
    kind: Literal["logic", "terms"] = column(
        "logic: cannot be otherwise; terms: nobody would sign it otherwise", "logic"
    )
    reason: Text | None = column("why")


class RedLine(Sourced):
    """A row of ``red_lines``: what a party has said that it will not go beyond."""

    table_name: ClassVar[str] = "red_lines"
    table_meaning: ClassVar[str] = (
        "what a party has said that it will not go beyond; a stated position, not a truth"
    )

    id: Id = column("short name", ...)
    parties: Ids = column(
        "whose line it is; it binds if any of them is touched", ..., refers="parties"
    )
    rule: RuleText = column("what the line requires", ...)
    stage: RuleText | None = column("only outcomes that satisfy this rule are asked; empty for all")
    unless: RuleText | None = column("an outcome that satisfies this rule is let through")
    strength: Strength = column("how firmly it was put", "expresses")
    status: LineStatus = column("what became of it", "stated")
    reading_of: Id | None = column(
        "the line that this row is one reading of; the first listed is the default"
    )
    scope: Literal["consent", "always"] = column(
        "consent: binds only if an owner must act for the outcome; always: binds in any case",
        "consent",
    )
    legal_note: Text | None = column(
        "starts with charter, jus_cogens or constitution where the law supports the line, or the "
        "line would breach the law; then which of the two, and why"
    )
    stated_at: Date | None = column("when it was stated")
    stated_at_given: Text | None = column("the date in the source's words")
    known_from: Date | None = column("not stated by anybody before this date")

    @property
    def legal_kinds(self) -> tuple[str, ...]:
        """The kinds of law that the legal note starts with: ``charter; jus_cogens: Article 2``."""
        found = _LEGAL_NOTE.fullmatch(self.legal_note or "")
        return tuple(re.findall(_LEGAL_KIND, found.group(1))) if found else ()


class Goal(Sourced):
    """A row of ``goals``: what somebody hopes to reach: a rule to ask the red lines about."""

    table_name: ClassVar[str] = "goals"
    table_meaning: ClassVar[str] = "what somebody hopes to reach: a rule to ask the red lines about"

    id: Id = column("short name", ...)
    label: Text | None = column("the goal in words")
    rule: RuleText = column("the rule", ...)


class View(Row):
    """A row of ``views``: a smaller case: some issues kept, the others held at a value."""

    table_name: ClassVar[str] = "views"
    table_meaning: ClassVar[str] = "a smaller case: some issues kept, the others held at a value"

    id: Id = column("short name", ...)
    keep: Ids = column("issues that stay open", ..., refers="issues")
    held: OutcomeCell = column("values of the other issues; the status quo where empty", ())


class Salience(Sourced):
    """A row of ``saliences``: how much an issue matters to a party."""

    table_name: ClassVar[str] = "saliences"
    table_meaning: ClassVar[str] = "how much an issue matters to a party"
    key_columns: ClassVar[tuple[str, ...]] = ("party", "issue")

    party: Id = column("the party", ..., refers="parties")
    issue: Id = column("the issue", ..., refers="issues")
    weight: Number = column("weight; they are normalised within a party", ..., low=0)


class Score(Sourced):
    """A row of ``scores``: how good a value is for a party."""

    table_name: ClassVar[str] = "scores"
    table_meaning: ClassVar[str] = "how good a value is for a party"
    key_columns: ClassVar[tuple[str, ...]] = ("party", "issue", "value")

    party: Id = column("the party", ..., refers="parties")
    issue: Id = column("the issue", ..., refers="issues")
    value: Id = column("the value", ..., refers="values")
    score: Number = column("0 worst to 1 best", ..., low=0, high=1)


class Interaction(Sourced):
    """A row of ``interactions``: what a combination adds for a party."""

    table_name: ClassVar[str] = "interactions"
    table_meaning: ClassVar[str] = "what a combination adds for a party"
    key_columns: ClassVar[tuple[str, ...]] = ("party", "rule")

    party: Id = column("the party", ..., refers="parties")
    rule: RuleText = column("the combination", ...)
    score: Number = column("added to the party's weighted scores", ...)


class PreferenceStatement(Sourced):
    """A row of ``preference_statements``: what a party wants most, in order."""

    table_name: ClassVar[str] = "preference_statements"
    table_meaning: ClassVar[str] = "what a party wants most, in order (option prioritisation)"
    key_columns: ClassVar[tuple[str, ...]] = ("party", "order")

    party: Id = column("the party", ..., refers="parties")
    order: Whole = column("1 is the most important", ..., low=1)
    rule: RuleText = column("what the party wants to hold", ...)


class Rank(Row):
    """A row of ``ranks``: an ordinal ranking of outcomes."""

    table_name: ClassVar[str] = "ranks"
    table_meaning: ClassVar[str] = "an ordinal ranking of outcomes"
    key_columns: ClassVar[tuple[str, ...]] = ("party", "outcome")

    party: Id = column("the party", ..., refers="parties")
    outcome: OutcomeCell = column("the outcome", ...)
    rank: Whole = column("larger is better, equal is indifferent", ...)


class Move(Row):
    """A row of ``moves``: moves between outcomes, for a case in graph form."""

    table_name: ClassVar[str] = "moves"
    table_meaning: ClassVar[str] = "moves between outcomes, for a case in graph form"
    key_columns: ClassVar[tuple[str, ...]] = ("party", "from_outcome", "to_outcome")

    party: Id = column("who moves", ..., refers="parties")
    from_outcome: OutcomeCell = column("from where", ...)
    to_outcome: OutcomeCell = column("to where", ...)


class Reservation(Sourced):
    """A row of ``reservations``: the worth below which a party does not sign."""

    table_name: ClassVar[str] = "reservations"
    table_meaning: ClassVar[str] = "the worth below which a party does not sign"
    key_columns: ClassVar[tuple[str, ...]] = ("party",)

    party: Id = column("the party", ..., refers="parties")
    worth: Number | None = column("the worth")
    outcome: OutcomeCell = column("or the outcome whose worth it is", ())


class NoDeal(Sourced):
    """A row of ``no_deal``: what happens without a deal: a process over months, not a point."""

    table_name: ClassVar[str] = "no_deal"
    table_meaning: ClassVar[str] = "what happens without a deal: a process over months, not a point"
    key_columns: ClassVar[tuple[str, ...]] = ("party", "horizon_months", "scenario")

    party: Id = column("the party", ..., refers="parties")
    horizon_months: Whole = column("months from the as-of date", ..., unit="months", low=0)
    scenario: Text = column("what happens", ...)
    probability: Number | None = column("how probable", low=0, high=1)
    worth: Number | None = column("what it is worth to the party")


class Weight(Row):
    """A row of ``weights``: a weight of statements that differs from zopa's own table."""

    table_name: ClassVar[str] = "weights"
    table_meaning: ClassVar[str] = (
        "weights of statements where the case differs from zopa's own table of weights"
    )
    key_columns: ClassVar[tuple[str, ...]] = ("factor", "key")

    factor: Literal[
        "mandate", "attribution", "reliability", "credibility", "certainty", "act", "scale"
    ] = column("what is weighed", ...)
    key: Id = column("which code of it, as decides, B, PR; of scale: kappa, prior and so on", ...)
    weight: Number = column("the weight", ..., low=0)
    note: Text | None = column("why")


def _choices(table: type[Row], name: str) -> tuple[str, ...]:
    return next(entry.choices for entry in columns(table) if entry.name == name)


# Factor of ``weights`` -> the keys that it has.
WEIGHED: dict[str, tuple[str, ...]] = {
    "mandate": _choices(Voice, "mandate"),
    "attribution": ("anonymous", "unattributed"),
    "reliability": _choices(Source, "reliability"),
    "credibility": _choices(Statement, "credibility"),
    "certainty": _choices(Statement, "certainty"),
    "act": get_args(Act),
    "scale": (
        *("kappa", "prior", "half_life", "superseded", "sigma"),
        *("half_life_low", "half_life_high"),
    ),
}
# Steps of the work that are still to come, and may hold an element of the inventory.
LATER_STEPS = ("deals", "stability", "durability", "stakes", "oversight", "forecast")


class InventoryRow(Row):
    """A row of ``inventory``: elements of the described system, and what holds each."""

    table_name: ClassVar[str] = "inventory"
    table_meaning: ClassVar[str] = "elements of the described system, and what holds each"
    key_columns: ClassVar[tuple[str, ...]] = ("row",)

    row: Id = column("number of the element", ...)
    element: Text = column("the element", ...)
    held_by: Text | None = column(
        "addresses of the rows that hold it, as issues.CF; red_lines.R6; or, as later: deals step, "
        f"a later step of the work that will hold it: {', '.join(LATER_STEPS)}"
    )
    capability: Text | None = column("what uses or shows it")


class Gap(Row):
    """A row of ``gaps``: what the case does not know."""

    table_name: ClassVar[str] = "gaps"
    table_meaning: ClassVar[str] = "what the case does not know"
    key_columns: ClassVar[tuple[str, ...]] = ("topic",)

    topic: Text = column("what is missing", ...)
    note: Text | None = column("what is known about the gap")


class LaterOutcome(Row):
    """A row of ``later_outcomes``: what happened after the as-of date; read by scoring only."""

    table_name: ClassVar[str] = "later_outcomes"
    table_meaning: ClassVar[str] = "what happened after the as-of date; read by scoring only"
    key_columns: ClassVar[tuple[str, ...]] = ("date", "event", "rule")

    date: Date = column("when", ...)
    event: Literal["happened", "signed", "accepted"] = column("what kind of event", ...)
    parties: Ids = column("who took part", (), refers="parties")
    rule: RuleText | None = column("what came to hold")
    source: Id | None = column("source that reports it", refers="sources")
    note: Text | None = column("what happened, in words")


TABLES: dict[str, type[Row]] = {
    model.table_name: model
    for model in (
        About,
        Source,
        Statement,
        StatementLink,
        Party,
        Voice,
        Name,
        Issue,
        Value,
        Control,
        Condition,
        RedLine,
        Goal,
        View,
        Salience,
        Score,
        Interaction,
        PreferenceStatement,
        Rank,
        Move,
        Reservation,
        NoDeal,
        Weight,
        InventoryRow,
        Gap,
        LaterOutcome,
    )
}
