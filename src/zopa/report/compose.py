"""From findings to what the template receives.

1. Statements are numbered from top to bottom: the first pages by heading and in their stated
   order, then the annex by section.
2. A sentence that statements in a row share is told once, above them; a point that has been
   made on the same pages is not made again in full.
3. Every row of the case has one card in the annex.  Whatever rests on a row shows what it
   says, who said it, when, on what basis and how surely, and the same of the rows beneath
   it, each once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from zopa.findings import SECTIONS, Card, Finding, Findings, Meta, Note, Table
from zopa.messages import direction_of
from zopa.report import glossary, words
from zopa.report.anchors import anchor, short_names
from zopa.report.board import board_view, of_the_board
from zopa.report.charts import draw
from zopa.report.codes import Codes
from zopa.report.glossary import FirstUses
from zopa.report.page import (
    Block,
    CardGroup,
    Column,
    Derivation,
    Fact,
    Grid,
    Jump,
    Line,
    Page,
    Paragraph,
    Part,
    Piece,
    Remark,
    RowCard,
    RowLink,
    Tags,
)

MOST_GAPS = 8  # topics of gaps named on the first two pages
MOST_NAMED = 12  # rows of one table that are named one by one beside a statement
MOST_TOLD = (40, 30, 25, 20, 15)  # rows told in one panel: the first number that
MOST_IN_ALL = 1000  # keeps all panels within this many; rows beyond it are named
MOST_ABSENT = 5  # parties not at the table named there, each with its note
SHORT, LONG = 13, 32  # characters of a short column's longest cell, of a text column's on average
UNDER: Mapping[str, str] = {"law": "law", "robustness": "alternatives", "turning": "turning"}


@dataclass(frozen=True)
class Index:
    """Where everything stands, known before anything is written."""

    cards: Mapping[str, Card]
    names: Mapping[str, str]
    jumps: Mapping[str, Jump]  # by the content id of the statement
    codes: Codes
    most_told: int = MOST_TOLD[0]

    def link(self, address: str) -> RowLink:
        """Return the link to a row, without the rows that it opens."""
        card = self.cards.get(address)
        if card is None:
            return RowLink(address, "", "", "", (), ())
        return RowLink(self.names[address], card.title, anchor("card", address), card.gist, (), ())

    def links(self, addresses: Iterable[str]) -> tuple[RowLink, ...]:
        """Return the links to rows, each once."""
        return tuple(map(self.link, dict.fromkeys(addresses)))

    def named(self, addresses: Iterable[str]) -> tuple[RowLink, ...]:
        """Return links to rows; many rows of one table are one link, to where these stand."""
        by_table: dict[str, list[str]] = {}
        for address in dict.fromkeys(addresses):
            by_table.setdefault(address.partition("/")[0], []).append(address)
        found: list[RowLink] = []
        for table, several in by_table.items():
            if len(several) > MOST_NAMED and several[0] in self.cards:
                kind = self.cards[several[0]].kind
                name = words.many_rows(table, kind, len(several))
                found.append(RowLink(name, "", anchor("rows", table), "", (), ()))
            else:
                found += self.links(several)
        return tuple(found)

    def opened(self, addresses: Iterable[str]) -> tuple[RowLink, ...]:
        """Return rows with what they rest on beneath them, every row told once.

        Where there are too many, each of the rows has the same room for what is beneath it.
        """
        shown = list(dict.fromkeys(addresses))
        told = set(shown)
        links = []
        for place, address in enumerate(shown):
            left = max(0, self.most_told - len(told)) // (len(shown) - place)
            links.append(self._opened(address, told, len(told) + left))
        return tuple(links)

    def _opened(self, address: str, told: set[str], most: int) -> RowLink:
        """Return a row with the rows beneath it; those told elsewhere, or too many, by name."""
        card = self.cards.get(address)
        if card is None:
            return self.link(address)
        beneath = [other for other in dict.fromkeys(card.opens) if other not in card.told]
        by_name = [other for other in beneath if other in told]
        opens = []
        for other in beneath:
            if other in told:
                continue
            if len(told) >= most:
                by_name.append(other)
                continue
            told.add(other)
            opens.append(self._opened(other, told, most))
        return RowLink(
            name=self.names[address],
            title=card.title,
            anchor=anchor("card", address),
            gist=card.gist,
            opens=tuple(opens),
            also=self.named(by_name),
        )


def with_room(index: Index, statements: Sequence[Finding]) -> Index:
    """Return the index with as many rows to a panel as the brief has room for."""
    direct = sum(len(found.rests_on) for found in statements)
    for most in MOST_TOLD if direct <= MOST_IN_ALL else MOST_TOLD[-1:]:
        index = replace(index, most_told=most)
        if sum(told_in(index.opened(found.rests_on)) for found in statements) <= MOST_IN_ALL:
            break
    return index


def told_in(rows: Iterable[RowLink]) -> int:
    """Count the rows that a panel tells."""
    return sum(1 + told_in(row.opens) for row in rows)


def compose(findings: Findings, policy: str, style: Markup) -> Page:
    """Return what the template needs, in the order in which it is read."""
    meta = findings.meta
    front, behind = divide(findings)
    ordered = [finding for statements in front.values() for finding in statements]
    index = with_room(index_of(findings, [*ordered, *behind]), findings.statements)
    gaps = remarks(findings.unknowns, "gap", index)
    absent = remarks(findings.absent, "absent", index)
    writer = Writer(index, FirstUses(glossary.forms()))
    blocks = {heading: writer.blocks(statements) for heading, statements in front.items()}
    return Page(
        language=meta.language,
        tags=tags_of(meta),
        direction=direction_of(meta.language),
        policy=policy,
        style=style,
        marks=words.marks(meta),
        title=meta.title or words.untitled(),
        handling=meta.handling,
        imprint=words.imprint(meta),
        facts=words.facts(meta),
        changes=meta.changes,
        summary=paragraphs_of(meta.summary),
        main=blocks["main"],
        law=blocks["law"],
        alternatives=blocks["alternatives"],
        turning=blocks["turning"],
        derivations=derivations(block for found in blocks.values() for block in found),
        left_out=words.left_out(findings.left_out) if findings.left_out else "",
        gaps_in_front=gaps[:MOST_GAPS],
        gaps=gaps,
        absent_in_front=absent[:MOST_ABSENT],
        absent_behind=absent[MOST_ABSENT:],
        cautions=findings.cautions,
        names=words.names(meta),
        sections=parts(findings, behind, ordered, index),
        methods=findings.methods,
        groups=groups(findings, index),
        terms=glossary.terms(),
        identity=words.identity(meta),
        board=board_view(findings),
    )


def divide(findings: Findings) -> tuple[dict[str, list[Finding]], list[Finding]]:
    """Divide the statements: those of the first pages by heading, and those of the annex."""
    front: dict[str, list[Finding]] = {"main": [], "law": [], "alternatives": [], "turning": []}
    for finding in findings.front:
        front[UNDER.get(finding.section, "main")].append(finding)
    chosen = {finding.id for finding in findings.front}
    behind = [finding for finding in findings.statements if finding.id not in chosen]
    return front, sorted(behind, key=lambda finding: SECTIONS.index(finding.section))


def index_of(findings: Findings, ordered: Iterable[Finding]) -> Index:
    """Number the statements, and name the rows."""
    jumps = {
        finding.id: Jump(number, anchor("finding", finding.id))
        for number, finding in enumerate(ordered, 1)
    }
    return Index(findings.cards, short_names(findings.cards), jumps, codes_of(findings))


def tags_of(meta: Meta) -> Tags:
    """Return the attribute that names the language of each text of the case."""
    other = meta.case_language and meta.case_language != meta.language
    tag = Markup(' lang="{}"').format(meta.case_language) if other else Markup()
    title, summary, handling = (
        Markup() if key in meta.translated else tag for key in ("title", "summary", "handling")
    )
    return Tags(case=tag, title=title, summary=summary, handling=handling)


def codes_of(findings: Findings) -> Codes:
    """Return the codes of lines and conditions, each with the card that it leads to.

    The name that readings of a line share leads to the reading that is the default.
    """
    cards = {
        address.partition("/")[2]: anchor("card", address)
        for address in findings.cards
        if address.startswith(("red_lines/", "conditions/"))
    }
    shared = {
        line.name: anchor("card", line.readings[line.default].address)
        for line in (findings.board.lines if findings.board else ())
        if line.readings[line.default].address in findings.cards
    }
    return Codes(shared | cards)


class Writer:
    """Writes statements in the order of reading; knows which points have been made."""

    def __init__(self, index: Index, uses: FirstUses) -> None:
        self._index = index
        self._uses = uses
        self._made: set[str] = set()

    def blocks(self, statements: Iterable[Finding]) -> tuple[Block, ...]:
        """Return statements, with the sentence that several in a row share told once."""
        built = []
        for lead, group in groupby(statements, key=lambda finding: finding.lead):
            found = list(group)
            shared = lead if len(found) > 1 else ""
            told = self._uses.pieces(shared) if shared else ()
            built.append(Block(told, tuple(self._paragraph(one, bool(shared)) for one in found)))
        return tuple(built)

    def _paragraph(self, finding: Finding, is_led: bool) -> Paragraph:
        """Return a statement with its number and what it rests on."""
        jump = self._index.jumps[finding.id]
        met: set[str] = set()
        item = finding.item[:1].upper() + finding.item[1:]
        return Paragraph(
            number=jump.number,
            anchor=jump.anchor,
            id=finding.id,
            text=self._pieces(item if is_led else finding.text, met),
            points=tuple(self._pieces(point, met) for point in self._points(finding)),
            derivation=finding.derivation,
            depends_on=finding.depends_on,
            rows=self._index.opened(finding.rests_on),
            names=self._index.named(finding.rests_on),
        )

    def _pieces(self, text: str, met: set[str]) -> tuple[Piece, ...]:
        """Cut a text at words that are explained, and at codes not yet met in the statement."""
        return self._index.codes.pieces(self._uses.pieces(text), met)

    def _points(self, finding: Finding) -> Iterator[str]:
        """Make each point, or what stands for it where it has been made."""
        again = finding.points_again or finding.points
        for point, instead in zip(finding.points, again, strict=True):
            told = instead if point in self._made else point
            self._made.add(point)
            if told:
                yield told


def derivations(blocks: Iterable[Block]) -> tuple[Derivation, ...]:
    """Gather the statements of the first pages by how they were derived."""
    gathered: dict[str, list[Paragraph]] = {}
    for block in blocks:
        for paragraph in block.paragraphs:
            gathered.setdefault(paragraph.derivation, []).append(paragraph)
    return tuple(Derivation(text, tuple(found)) for text, found in gathered.items())


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Divide a text at its empty lines."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def remarks(notes: Iterable[Note], kind: str, index: Index) -> tuple[Remark, ...]:
    """Return notes with their places; a note without a heading has its text for one."""
    return tuple(
        Remark(
            anchor=anchor(kind, str(number)),
            heading=note.heading or note.text,
            text=ended(note.text) if note.heading else "",
            rows=index.links(address for address in note.rests_on if address in index.cards),
        )
        for number, note in enumerate(notes, 1)
    )


def ended(text: str) -> str:
    """Return a text with the stop at its end that a note of a case often lacks."""
    return f"{text}." if text and text[-1].isalnum() else text


def parts(
    findings: Findings, behind: Sequence[Finding], front: Sequence[Finding], index: Index
) -> tuple[Part, ...]:
    """Return the sections of the annex that have anything in them."""
    headings = words.sections()
    writer = Writer(index, FirstUses({}))
    tables = [table for table in findings.tables if table.in_brief]
    charts = [chart for chart in findings.charts if not of_the_board(chart)]
    built = (
        Part(
            anchor=anchor("section", section),
            heading=headings[section],
            blocks=writer.blocks(f for f in behind if f.section == section),
            figures=tuple(draw(chart) for chart in charts if chart.section == section),
            grids=tuple(grid(table, index) for table in tables if table.section == section),
            in_front=tuple(index.jumps[f.id] for f in front if f.section == section),
        )
        for section in SECTIONS
    )
    return tuple(part for part in built if part.blocks or part.figures or part.grids)


def grid(table: Table, index: Index) -> Grid:
    """Return a table.

    What its lines rest on is one more column, unless every line shows the one row that it
    rests on by its id, or none rests on any.
    """
    rests_on = table.rows_rest_on or ((),) * len(table.rows)
    by_name = all(shows_its_row(table, number, index) for number in range(len(table.rows)))
    by_name = by_name and bool(table.rows_rest_on)
    return Grid(
        anchor=anchor("table", table.id),
        title=table.title,
        caption=table.caption,
        columns=tuple(column(table, number) for number in range(len(table.columns))),
        lines=tuple(
            Line(
                cells,
                index.named(rows),
                anchor("card", rows[0]) if by_name and cells[0] else "",
            )
            for cells, rows in zip(table.rows, rests_on, strict=True)
        ),
        is_linked=any(table.rows_rest_on) and not by_name,
        is_grounded=any(table.rows_rest_on),
    )


def shows_its_row(table: Table, number: int, index: Index) -> bool:
    """Whether a line begins with the id of the one row that it rests on.

    A line that begins with nothing goes on with the row of the line before it.
    """
    if not table.rows_rest_on or len(table.rows_rest_on[number]) != 1:
        return False
    (address,) = table.rows_rest_on[number]
    first = table.rows[number][0]
    if not first and number:
        return table.rows_rest_on[number - 1] == (address,)
    return address in index.cards and first == index.names[address]


def column(table: Table, number: int) -> Column:
    """Return the head of a column, and how much room the column needs."""
    lengths = [len(cells[number]) for cells in table.rows] or [0]
    if number in table.numeric:
        kind = "numeric"
    elif max(lengths) <= SHORT:
        kind = "short"
    else:
        kind = "text" if sum(lengths) <= LONG * len(lengths) else "long"
    return Column(table.columns[number], kind)


def groups(findings: Findings, index: Index) -> tuple[CardGroup, ...]:
    """Return the cards by kind, kinds and cards in the order in which they were given."""
    used = users(findings, index)
    gathered: dict[tuple[str, str], list[RowCard]] = {}
    for address, card in findings.cards.items():
        kind = (card.kind, address.partition("/")[0])
        gathered.setdefault(kind, []).append(row_card(address, card, used, index))
    return tuple(
        CardGroup(anchor("rows", table), words.kinds(table, kind), table, tuple(cards))
        for (kind, table), cards in gathered.items()
    )


def users(findings: Findings, index: Index) -> Mapping[str, list[Jump]]:
    """Return for each row the statements that rest on it, by their numbers."""
    used: dict[str, list[Jump]] = {}
    for finding in sorted(findings.statements, key=lambda f: index.jumps[f.id].number):
        for address in dict.fromkeys(finding.rests_on):
            used.setdefault(address, []).append(index.jumps[finding.id])
    return used


def row_card(address: str, card: Card, used: Mapping[str, list[Jump]], index: Index) -> RowCard:
    """Return the card of a row; what its heading says is not said again."""
    said = {index.names[address], card.title}
    return RowCard(
        anchor=anchor("card", address),
        name=index.names[address],
        title="" if card.title == index.names[address] else card.title,
        entries=tuple(Fact(label, text, False) for label, text in card.entries if text not in said),
        opens=index.links(card.opens),
        used_by=tuple(used.get(address, ())),
    )
