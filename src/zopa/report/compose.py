"""From findings to what the template receives.

1. Statements are numbered through the whole brief: the first pages in their stated order,
   those that rest on the law after the others, then the annex by section.
2. Every row of the case has one card in the annex; whatever rests on the row links to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from zopa.findings import SECTIONS, Card, Finding, Findings, Meta, Note, Table
from zopa.messages import direction_of
from zopa.report import words
from zopa.report.anchors import anchor, short_names
from zopa.report.board import board_view
from zopa.report.page import (
    CardGroup,
    Column,
    Fact,
    Grid,
    Jump,
    Line,
    Page,
    Paragraph,
    Part,
    Remark,
    RowCard,
    RowLink,
    Tags,
)

MOST_GAPS = 8  # topics of gaps named on the first two pages
MOST_ABSENT = 5  # parties not at the table named there, each with its note
GIST_ENTRIES = 3  # entries beside a link where a card has no gist
GIST_LENGTH = 48  # characters of the longest of these entries
IN_FRONT, BEHIND = 2, 1  # how far down rows are shown: line, statement, source; line, statement


@dataclass(frozen=True)
class Index:
    """Where everything stands, known before anything is written."""

    language: str
    cards: Mapping[str, Card]
    names: Mapping[str, str]
    jumps: Mapping[str, Jump]  # by the content id of the statement

    def row(self, address: str, depth: int = 0) -> RowLink:
        """Return the link to a row, with the rows that it opens down to a depth."""
        card = self.cards.get(address)
        if card is None:
            return RowLink(address, "", "", "", ())
        return RowLink(
            name=self.names[address],
            title=card.title,
            anchor=anchor("card", address),
            gist=card.gist or self._first_entries(card),
            opens=self.rows(card.opens, depth - 1) if depth else (),
        )

    def rows(self, addresses: Iterable[str], depth: int = 0) -> tuple[RowLink, ...]:
        """Return the links to rows, each once."""
        return tuple(self.row(address, depth) for address in dict.fromkeys(addresses))

    def _first_entries(self, card: Card) -> str:
        """Return the first short entries of a card in one line."""
        short = [pair for pair in card.entries if len(pair[1]) <= GIST_LENGTH]
        pairs = (words.labelled(*pair, self.language) for pair in short[:GIST_ENTRIES])
        return " · ".join(pairs)


def compose(findings: Findings, policy: str, style: Markup) -> Page:
    """Return what the template needs, in the order in which it is read."""
    meta = findings.meta
    main, law, behind = divide(findings)
    index = index_of(findings, [*main, *law, *behind])
    gaps = remarks(findings.unknowns, "gap", index)
    absent = remarks(findings.absent, "absent", index)
    return Page(
        language=meta.language,
        tags=tags_of(meta),
        direction=direction_of(meta.language),
        policy=policy,
        style=style,
        marks=words.marks(meta),
        title=meta.title or words.untitled(meta.language),
        handling=meta.handling,
        imprint=words.imprint(meta),
        facts=words.facts(meta),
        changes=meta.changes,
        summary=paragraphs_of(meta.summary),
        main=tuple(paragraph(finding, index, IN_FRONT) for finding in main),
        law=tuple(paragraph(finding, index, IN_FRONT) for finding in law),
        left_out=words.left_out(findings.left_out, meta.language) if findings.left_out else "",
        gaps_in_front=gaps[:MOST_GAPS],
        gaps=gaps,
        absent_in_front=absent[:MOST_ABSENT],
        absent_behind=absent[MOST_ABSENT:],
        cautions=findings.cautions,
        names=words.names(meta),
        sections=parts(findings, behind, [*main, *law], index),
        methods=findings.methods,
        groups=groups(findings, index),
        terms=words.terms(meta.language),
        identity=words.identity(meta),
        board=board_view(findings),
    )


def divide(findings: Findings) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """Divide the statements: main findings, those on the law, and those of the annex."""
    front = findings.front
    chosen = {finding.id for finding in front}
    behind = [finding for finding in findings.statements if finding.id not in chosen]
    return (
        [finding for finding in front if finding.section != "law"],
        [finding for finding in front if finding.section == "law"],
        sorted(behind, key=lambda finding: SECTIONS.index(finding.section)),
    )


def index_of(findings: Findings, ordered: Iterable[Finding]) -> Index:
    """Number the statements, and name the rows."""
    jumps = {
        finding.id: Jump(number, anchor("finding", finding.id))
        for number, finding in enumerate(ordered, 1)
    }
    return Index(findings.meta.language, findings.cards, short_names(findings.cards), jumps)


def tags_of(meta: Meta) -> Tags:
    """Return the attribute that names the language of each text of the case."""
    other = meta.case_language and meta.case_language != meta.language
    tag = Markup(' lang="{}"').format(meta.case_language) if other else Markup()
    title, summary, handling = (
        Markup() if key in meta.translated else tag for key in ("title", "summary", "handling")
    )
    return Tags(case=tag, title=title, summary=summary, handling=handling)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Divide a text at its empty lines."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def paragraph(finding: Finding, index: Index, depth: int) -> Paragraph:
    """Return a statement with its number and what it rests on, down to a depth."""
    jump = index.jumps[finding.id]
    return Paragraph(
        number=jump.number,
        anchor=jump.anchor,
        id=finding.id,
        text=finding.text,
        points=finding.points,
        derivation=finding.derivation,
        depends_on=finding.depends_on,
        rows=index.rows(finding.rests_on, depth),
    )


def remarks(notes: Iterable[Note], kind: str, index: Index) -> tuple[Remark, ...]:
    """Return notes with their places; a note without a heading has its text for one."""
    return tuple(
        Remark(
            anchor=anchor(kind, str(number)),
            heading=note.heading or note.text,
            text=note.text if note.heading else "",
            rows=index.rows(note.rests_on),
        )
        for number, note in enumerate(notes, 1)
    )


def parts(
    findings: Findings, behind: list[Finding], front: list[Finding], index: Index
) -> tuple[Part, ...]:
    """Return the sections of the annex that have anything in them."""
    headings = words.sections(findings.meta.language)
    built = (
        Part(
            anchor=anchor("section", section),
            heading=headings[section],
            paragraphs=tuple(paragraph(f, index, BEHIND) for f in behind if f.section == section),
            grids=tuple(
                grid(table, index) for table in findings.tables if table.section == section
            ),
            in_front=tuple(index.jumps[f.id] for f in front if f.section == section),
        )
        for section in SECTIONS
    )
    return tuple(part for part in built if part.paragraphs or part.grids or part.in_front)


def grid(table: Table, index: Index) -> Grid:
    """Return a table; what its lines rest on is one more column, where it is known."""
    rests_on = table.rows_rest_on or ((),) * len(table.rows)
    return Grid(
        anchor=anchor("table", table.id),
        title=table.title,
        caption=table.caption,
        columns=tuple(
            Column(title, number in table.numeric) for number, title in enumerate(table.columns)
        ),
        lines=tuple(
            Line(cells, index.rows(rows)) for cells, rows in zip(table.rows, rests_on, strict=True)
        ),
        is_linked=any(table.rows_rest_on),
    )


def groups(findings: Findings, index: Index) -> tuple[CardGroup, ...]:
    """Return the cards by kind, kinds and cards in the order in which they were given."""
    used = users(findings, index)
    gathered: dict[str, list[RowCard]] = {}
    for address, card in findings.cards.items():
        gathered.setdefault(card.kind, []).append(row_card(address, card, used, index))
    return tuple(
        CardGroup(anchor("rows", kind), kind, tuple(cards)) for kind, cards in gathered.items()
    )


def users(findings: Findings, index: Index) -> Mapping[str, list[Jump]]:
    """Return for each row the statements that rest on it, by their numbers."""
    used: dict[str, list[Jump]] = {}
    for finding in sorted(findings.statements, key=lambda f: index.jumps[f.id].number):
        for address in dict.fromkeys(finding.rests_on):
            used.setdefault(address, []).append(index.jumps[finding.id])
    return used


def row_card(address: str, card: Card, used: Mapping[str, list[Jump]], index: Index) -> RowCard:
    """Return the card of a row."""
    return RowCard(
        anchor=anchor("card", address),
        name=index.names[address],
        address=address,
        title=card.title,
        entries=tuple(Fact(label, text, False) for label, text in card.entries),
        opens=index.rows(card.opens),
        used_by=tuple(used.get(address, ())),
    )
