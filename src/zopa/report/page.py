"""What the template of the brief receives: frozen, and each field says what it is.

The template computes nothing and reads nothing but these classes; a test compares the
fields with what the template uses, in both directions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from zopa.findings import MethodCard
from zopa.report.fields import said

if TYPE_CHECKING:
    from zopa.report.board import BoardView
    from zopa.report.charts import Figure


@dataclass(frozen=True)
class Tags:
    """The attribute ``lang`` of texts of the case; empty where they are in the page's language."""

    case: Markup = field(metadata=said("of text that the case holds in its own language"))
    title: Markup = field(metadata=said("of the title"))
    summary: Markup = field(metadata=said("of the summary"))
    handling: Markup = field(metadata=said("of the handling label"))


@dataclass(frozen=True)
class Fact:
    """A label and a text, as in the heading of the brief."""

    label: str = field(metadata=said("what is stated"))
    text: str = field(metadata=said("the text, for a reader"))
    is_code: bool = field(metadata=said("whether the text is to be copied letter by letter"))


@dataclass(frozen=True)
class Jump:
    """A link to a numbered statement."""

    number: int = field(metadata=said("the number of the statement in this brief"))
    anchor: str = field(metadata=said("where the statement stands"))


@dataclass(frozen=True)
class Piece:
    """A piece of a text: the first use of a word of the glossary, the code of a row, or neither."""

    text: str = field(metadata=said("the words"))
    anchor: str = field(metadata=said("where the word is explained, or the row stands; or empty"))
    kind: str = field(default="term", metadata=said("term or code, of what has an anchor"))


@dataclass(frozen=True)
class RowLink:
    """A row of the case beside something that rests on it."""

    name: str = field(metadata=said("the row's id, or its address where ids would clash"))
    title: str = field(metadata=said("the row in words; empty if the brief has no card of it"))
    anchor: str = field(metadata=said("where its card stands; empty if there is none"))
    gist: str = field(metadata=said("who, when, on what basis and how surely, in one line"))
    opens: tuple[RowLink, ...] = field(metadata=said("rows that it rests on in turn"))
    also: tuple[RowLink, ...] = field(metadata=said("such rows that are only named beside it"))


@dataclass(frozen=True)
class Paragraph:
    """A numbered statement and what opens beneath it."""

    number: int = field(metadata=said("its number in this brief"))
    anchor: str = field(metadata=said("its place in the page"))
    id: str = field(metadata=said("its content id, the same in every run"))
    text: tuple[Piece, ...] = field(metadata=said("the statement, or the rest of it under a lead"))
    points: tuple[tuple[Piece, ...], ...] = field(metadata=said("further lines of the statement"))
    derivation: str = field(metadata=said("how it was derived"))
    depends_on: tuple[str, ...] = field(metadata=said("lines on whose reading it depends"))
    rows: tuple[RowLink, ...] = field(metadata=said("rows it rests on, each with what it says"))
    names: tuple[RowLink, ...] = field(metadata=said("the same rows by name, many as one"))


@dataclass(frozen=True)
class Block:
    """Statements in a row, with the sentence that they share."""

    lead: tuple[Piece, ...] = field(metadata=said("the shared sentence; empty where there is none"))
    paragraphs: tuple[Paragraph, ...] = field(metadata=said("the statements"))


@dataclass(frozen=True)
class Derivation:
    """How some statements of the first pages were derived."""

    text: str = field(metadata=said("how they were derived"))
    paragraphs: tuple[Paragraph, ...] = field(metadata=said("the statements"))


@dataclass(frozen=True)
class Column:
    """The head of a column."""

    title: str = field(metadata=said("its heading"))
    kind: str = field(metadata=said("numeric, short, text or long: how much room it needs"))


@dataclass(frozen=True)
class Line:
    """A line of a table."""

    cells: tuple[str, ...] = field(metadata=said("its texts, one for each column"))
    rows: tuple[RowLink, ...] = field(metadata=said("rows of the case it rests on"))
    place: str = field(metadata=said("where the card stands of the row that the line shows"))


@dataclass(frozen=True)
class Grid:
    """A table of the annex."""

    anchor: str = field(metadata=said("its place in the page"))
    title: str = field(metadata=said("what it shows"))
    caption: str = field(metadata=said("what a reader must know to read it"))
    columns: tuple[Column, ...] = field(metadata=said("its columns"))
    lines: tuple[Line, ...] = field(metadata=said("its lines"))
    is_linked: bool = field(metadata=said("whether a last column says what each line rests on"))
    is_grounded: bool = field(metadata=said("whether it is known what the lines rest on"))


@dataclass(frozen=True)
class Part:
    """A section of the findings in the annex."""

    anchor: str = field(metadata=said("its place in the page"))
    heading: str = field(metadata=said("its heading"))
    blocks: tuple[Block, ...] = field(metadata=said("statements not in front"))
    figures: tuple[Figure, ...] = field(metadata=said("its pictures"))
    grids: tuple[Grid, ...] = field(metadata=said("its tables"))
    in_front: tuple[Jump, ...] = field(metadata=said("statements of this section in front"))


@dataclass(frozen=True)
class Remark:
    """Something said beside the findings: a gap, somebody who is not at the table."""

    anchor: str = field(metadata=said("its place in the annex"))
    heading: str = field(metadata=said("the topic or the party"))
    text: str = field(metadata=said("what is said of it"))
    rows: tuple[RowLink, ...] = field(metadata=said("rows of the case it rests on"))


@dataclass(frozen=True)
class RowCard:
    """A row of the case in full."""

    anchor: str = field(metadata=said("its place in the page"))
    name: str = field(metadata=said("the row's id"))
    title: str = field(metadata=said("the row in words"))
    entries: tuple[Fact, ...] = field(metadata=said("its columns that a reader needs"))
    opens: tuple[RowLink, ...] = field(metadata=said("rows that it rests on"))
    used_by: tuple[Jump, ...] = field(metadata=said("statements that rest on it"))


@dataclass(frozen=True)
class CardGroup:
    """The rows of one kind."""

    anchor: str = field(metadata=said("its place in the page"))
    kind: str = field(metadata=said("what the rows are"))
    table: str = field(metadata=said("the table of the case that they stand in"))
    cards: tuple[RowCard, ...] = field(metadata=said("the rows"))


@dataclass(frozen=True)
class Term:
    """A word of the brief and what it means here."""

    anchor: str = field(metadata=said("its place in the page"))
    word: str = field(metadata=said("the word"))
    meaning: str = field(metadata=said("what it means here"))


@dataclass(frozen=True)
class Page:
    """The whole brief."""

    language: str = field(metadata=said("language tag of the page"))
    tags: Tags = field(metadata=said("the language of texts of the case, where it is another"))
    direction: str = field(metadata=said("ltr or rtl"))
    policy: str = field(metadata=said("the content security policy"))
    style: Markup = field(metadata=said("the style sheet, whose hash the policy names"))
    marks: tuple[Fact, ...] = field(metadata=said("what a program finds in the head of the page"))
    title: str = field(metadata=said("the title of the case"))
    handling: str = field(metadata=said("how the paper is to be handled; on every page"))
    imprint: str = field(metadata=said("date, case and version in one line"))
    facts: tuple[Fact, ...] = field(metadata=said("what identifies the result, in short"))
    changes: tuple[str, ...] = field(metadata=said("what the run changed in the case"))
    summary: tuple[str, ...] = field(metadata=said("paragraphs that say what the case is about"))
    main: tuple[Block, ...] = field(metadata=said("the answers, and who has stated lines"))
    law: tuple[Block, ...] = field(metadata=said("statements in front on lines with the law"))
    alternatives: tuple[Block, ...] = field(metadata=said("what was asked beside the default"))
    turning: tuple[Block, ...] = field(metadata=said("what would turn an answer"))
    derivations: tuple[Derivation, ...] = field(metadata=said("how the front was derived"))
    left_out: str = field(metadata=said("how many statements had to leave the first pages"))
    gaps_in_front: tuple[Remark, ...] = field(metadata=said("gaps named on the first pages"))
    gaps: tuple[Remark, ...] = field(metadata=said("all gaps"))
    absent_in_front: tuple[Remark, ...] = field(metadata=said("who is absent, on the first pages"))
    absent_behind: tuple[Remark, ...] = field(metadata=said("who is absent, in the annex"))
    cautions: tuple[str, ...] = field(metadata=said("how the findings must be read"))
    names: str = field(metadata=said("which names are used, and that they take no side"))
    sections: tuple[Part, ...] = field(metadata=said("the findings in full, by section"))
    methods: tuple[MethodCard, ...] = field(metadata=said("methods, limits and sources"))
    groups: tuple[CardGroup, ...] = field(metadata=said("the rows of the case, by kind"))
    terms: tuple[Term, ...] = field(metadata=said("words of the brief"))
    identity: tuple[Fact, ...] = field(metadata=said("all that is needed to make it again"))
    board: BoardView | None = field(metadata=said("the red-line board and the pictures"))
