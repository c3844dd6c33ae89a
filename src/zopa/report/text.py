"""The first two pages, or all that is said in the brief, as plain text, one paragraph a line.

What identifies the result (hash, version) is left out: the text changes only when
something that the brief says changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from zopa.findings import Findings
from zopa.messages import grouped, say, speaking
from zopa.report import words
from zopa.report.compose import compose
from zopa.report.page import Block, Page, Piece, Remark


def plain_text(findings: Findings) -> str:
    """Return what the first two pages say, one heading after the other."""
    with speaking(findings.meta.language):
        page = compose(findings, policy="", style=Markup())
        return "\n".join(_lines(page, words.as_of(findings.meta))) + "\n"


def whole_text(findings: Findings) -> str:
    """Return what the brief says, its annex included; of tables and rows only the headings."""
    with speaking(findings.meta.language):
        page = compose(findings, policy="", style=Markup())
        told = [*_lines(page, words.as_of(findings.meta)), *_annex(page)]
        return "\n".join(told) + "\n"


def _lines(page: Page, date: str) -> Iterator[str]:
    """Write the page from top to bottom."""
    yield page.title
    yield words.labelled(say("As of"), date)
    yield from _section(say("Changes made for this run"), _listed(page.changes))
    yield from _section(say("Background"), page.summary)
    yield from _section(say("Main findings"), _numbered(page.main))
    if page.left_out:
        yield from ("", page.left_out)
    yield from _section(say("Legal considerations"), _numbered(page.law))
    yield from _section(say("Alternatives considered"), _numbered(page.alternatives))
    yield from _section(say("What would change this judgement"), _numbered(page.turning))
    topics = _listed(remark.heading for remark in page.gaps_in_front)
    yield from _section(say("What is not known"), topics)
    absent = _listed(map(_remark, page.absent_in_front))
    yield from _section(say("Who is not at the table"), absent)
    notes = _listed((*page.cautions, page.names))
    yield from _section(say("How to read these findings"), notes)


def _annex(page: Page) -> Iterator[str]:
    """Write the annex: statements, headings of tables and of rows, methods, words."""
    derived = (derivation.text for derivation in page.derivations)
    yield from _section(say("How the statements of the first pages were derived"), derived)
    for part in page.sections:
        yield from _section(part.heading, _numbered(part.blocks))
        for grid in part.grids:
            columns = " | ".join(column.title for column in grid.columns)
            yield from ("", grid.title, *filter(None, [grid.caption]), columns)
    for method in page.methods:
        notes = (*method.limits, *method.sources)
        yield from _section(method.name, (method.question, method.method, *_listed(notes)))
    yield from _section(
        say("Annex D. Rows of the case"),
        (words.labelled(group.kind, grouped(len(group.cards))) for group in page.groups),
    )
    meanings = (words.labelled(term.word, term.meaning) for term in page.terms)
    yield from _section(say("Annex E. Words used"), meanings)


def _section(heading: str, texts: Iterable[str]) -> Iterator[str]:
    """Write a heading and its texts; nothing where there are no texts."""
    written = list(texts)
    if written:
        yield from ("", heading, "-" * len(heading), *written)


def _listed(texts: Iterable[str]) -> Iterator[str]:
    """Write each text behind a mark."""
    yield from (f"* {text}" for text in texts)


def _numbered(blocks: Iterable[Block]) -> Iterator[str]:
    """Write statements with their numbers, what they share above and their points beneath."""
    for block in blocks:
        if block.lead:
            yield _joined(block.lead)
        for paragraph in block.paragraphs:
            yield f"{paragraph.number}. {_joined(paragraph.text)}"
            yield from (f"   - {_joined(point)}" for point in paragraph.points)


def _joined(pieces: Iterable[Piece]) -> str:
    """Return a text from its pieces."""
    return "".join(piece.text for piece in pieces)


def _remark(remark: Remark) -> str:
    """Write a remark in one line."""
    if not remark.text:
        return remark.heading
    return words.labelled(remark.heading, remark.text)
