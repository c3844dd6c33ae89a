"""The first two pages as plain text, one paragraph a line.

What identifies the result (hash, version) is left out: the text changes only when
something that the brief says changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import Markup

from zopa.findings import Findings
from zopa.messages import say
from zopa.report import words
from zopa.report.compose import compose
from zopa.report.page import Page, Paragraph, Remark


def plain_text(findings: Findings) -> str:
    """Return what the first two pages say, one heading after the other."""
    page = compose(findings, policy="", style=Markup())
    return "\n".join(_lines(page, words.as_of(findings.meta))) + "\n"


def _lines(page: Page, date: str) -> Iterator[str]:
    """Write the page from top to bottom."""
    tell = partial(say, language=page.language)
    yield page.title
    yield words.labelled(tell("As of"), date, page.language)
    yield from _section(tell("Changes made for this run"), _listed(page.changes))
    yield from _section(tell("Summary"), page.summary)
    yield from _section(tell("Main findings"), _numbered(page.main))
    if page.left_out:
        yield from ("", page.left_out)
    yield from _section(tell("Legal considerations"), _numbered(page.law))
    topics = _listed(remark.heading for remark in page.gaps_in_front)
    yield from _section(tell("What is not known"), topics)
    absent = _listed(_remark(remark, page.language) for remark in page.absent_in_front)
    yield from _section(tell("Who is not at the table"), absent)
    notes = _listed((*page.cautions, page.names))
    yield from _section(tell("How to read these findings"), notes)


def _section(heading: str, texts: Iterable[str]) -> Iterator[str]:
    """Write a heading and its texts; nothing where there are no texts."""
    written = list(texts)
    if written:
        yield from ("", heading, "-" * len(heading), *written)


def _listed(texts: Iterable[str]) -> Iterator[str]:
    """Write each text behind a mark."""
    yield from (f"* {text}" for text in texts)


def _numbered(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Write statements with their numbers, and their points beneath them."""
    for paragraph in paragraphs:
        yield f"{paragraph.number}. {paragraph.text}"
        yield from (f"   - {point}" for point in paragraph.points)


def _remark(remark: Remark, language: str) -> str:
    """Write a remark in one line."""
    if not remark.text:
        return remark.heading
    return words.labelled(remark.heading, remark.text, language)
