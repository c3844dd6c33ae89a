"""The kinds of finding, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zopa.findings.board import Board
from zopa.findings.charts import Chart
from zopa.findings.likelihood import refuse_mixture
from zopa.findings.sections import Section

MOST_IN_FRONT = 12  # statements on the first two pages


@dataclass(frozen=True)
class Finding:
    """One statement.

    Attributes
    ----------
    id
        Content id, as ``redlines/CF>=2/blocking/R4+R6+U1``.
    text
        The statement: one or two whole sentences.
    section
        The heading it belongs under.
    front
        Whether it belongs on the first two pages; ``order`` says where among them.
    derivation
        How it was derived, in a sentence.
    rests_on
        Addresses of the rows it rests on, as ``red_lines/R6``.
    depends_on
        Names of the lines on whose reading it depends.
    points
        Further lines of the statement, as the members of a set.
    lead, item
        A sentence that it shares with the statements beside it, and what it says under that
        sentence.  A reader who sees several in a row is told the sentence once; ``text`` says
        both and stands alone.
    points_again
        What stands for each point where that point has just been made; none where empty.
    """

    id: str
    text: str
    section: Section
    front: bool = False
    order: tuple[int, ...] = ()
    derivation: str = ""
    rests_on: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    lead: str = ""
    item: str = ""
    points_again: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a sentence that holds both a likelihood and a level of confidence."""
        refuse_mixture((self.text, self.derivation, *self.points))


@dataclass(frozen=True)
class Table:
    """A table of the annex; ``rows_rest_on`` names for each row what it rests on.

    A table that is not ``in_brief`` says what statements say, for who asks for the table.
    """

    id: str
    title: str
    section: Section
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numeric: frozenset[int] = frozenset()  # columns of numbers, set right
    rows_rest_on: tuple[tuple[str, ...], ...] = ()
    in_brief: bool = True


@dataclass(frozen=True)
class MethodCard:
    """What a method does, what it cannot do, and who described it."""

    name: str
    question: str
    method: str
    limits: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A row of the case as a reader opens it.

    Attributes
    ----------
    address
        Table and id, as ``red_lines/R6``.
    kind
        What the row is, in a word.
    title
        The row in words.
    entries
        Pairs of label and text: rule, basis, coder, date and so on.
    opens
        Addresses of the rows that it rests on in turn.
    gist
        Who, when, on what basis and how surely, in one line, for whoever reads the row beside
        a sentence that rests on it.
    told
        Addresses among ``opens`` of which the gist says enough for that reader.
    """

    address: str
    kind: str
    title: str
    entries: tuple[tuple[str, str], ...]
    opens: tuple[str, ...] = ()
    gist: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something the brief says beside its findings: a gap, somebody not at the table."""

    heading: str
    text: str
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meta:
    """What identifies a result, and what a reader must know of it."""

    title: str
    summary: str
    as_of: str
    case_hash: str
    schema: str
    version: str
    language: str = "en"  # of the fixed text, and of labels in it
    case_language: str = ""  # of the case's own text; empty where it is the same
    translated: frozenset[str] = frozenset()  # of title, summary, handling: those in `language`
    handling: str = ""
    recorded_by: str = ""  # only what was coded by this day counts; empty for everything
    coded_until: str = ""  # the day of the case, where what is asked about is later
    naming: str = ""  # the naming scheme of the labels
    reviewer: str = ""
    view: str = ""
    scope: str = "consent"
    seed: int = 0
    changes: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()  # kinds of rows whose names are withheld


@dataclass(frozen=True)
class Findings:
    """Everything that a brief is made of."""

    meta: Meta
    statements: tuple[Finding, ...]
    tables: tuple[Table, ...]
    methods: tuple[MethodCard, ...]
    cards: Mapping[str, Card]
    unknowns: tuple[Note, ...] = ()
    absent: tuple[Note, ...] = ()
    cautions: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    board: Board | None = None

    @property
    def front(self) -> tuple[Finding, ...]:
        """The statements of the first two pages, in their stated order.

        Where there are too many, answers give way first, the last ones before the others, so
        that what limits them - the law, robustness, the tally - keeps its place.
        """
        wanted = sorted((s for s in self.statements if s.front), key=lambda s: s.order)
        answers = [s for s in wanted if s.section == "answers"]
        room = max(MOST_IN_FRONT // 2, MOST_IN_FRONT - len(answers))
        others = [s for s in wanted if s.section != "answers"][:room]
        kept = {s.id for s in (*answers[: MOST_IN_FRONT - len(others)], *others)}
        return tuple(s for s in wanted if s.id in kept)

    @property
    def left_out(self) -> int:
        """How many statements had to leave the first two pages."""
        return sum(s.front for s in self.statements) - len(self.front)

    def cards_under(self, statement: Finding) -> list[Card]:
        """Return the cards that a statement opens down to, each once."""
        found: dict[str, Card] = {}
        waiting = list(statement.rests_on)
        while waiting:
            address = waiting.pop(0)
            if address in self.cards and address not in found:
                found[address] = self.cards[address]
                waiting.extend(self.cards[address].opens)
        return list(found.values())

    def find(self, finding_id: str) -> Finding | None:
        """Return the statement of an id."""
        return next((s for s in self.statements if s.id == finding_id), None)
