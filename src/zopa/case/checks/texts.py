"""Checks of texts: stored texts, the spans that point into them, and cells without HTML."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.alike import Slip, gather
from zopa.case.cells import TEXT, shown
from zopa.case.checks.context import Context
from zopa.case.rows import columns
from zopa.case.stored_texts import markup_in, read_span
from zopa.case.tables import TABLES
from zopa.errors import Problem

NO_PROSE = ("text_file", "span")  # text that only zopa reads


def stored_texts_can_be_used(context: Context) -> Iterator[Problem]:
    """Every stored text lies in the folder of the case, is UTF-8, and is what was stored."""
    for index, source in enumerate(context.case.sources):
        found = context.texts.get(source.id)
        if found is not None and found.trouble is not None:
            trouble = found.trouble
            yield context.problem("sources", index, trouble.column, trouble.message, trouble.remedy)


def stored_texts_are_plain(context: Context) -> Iterator[Problem]:
    """No stored text holds HTML: its tags would be counted and compared as words."""
    for index, source in enumerate(context.case.sources):
        found = context.texts.get(source.id)
        if found is not None and found.markup:
            message = f"'{shown(source.text_file or '')}' holds HTML ({shown(found.markup)})."
            remedy = "Paste it as plain text, and mend its spans and sum."
            yield context.problem("sources", index, "text_file", message, remedy)


def cells_are_plain(context: Context) -> Iterator[Problem]:
    """No cell holds HTML: it would be shown as it stands."""
    for table, model in TABLES.items():
        entries = [each.name for each in columns(model) if each.kind is TEXT]
        names = [name for name in entries if name not in NO_PROSE]
        slips = []
        for name in names:
            for index, text in enumerate(context.cells(table, name)):
                if not text or ("<" not in text and "&" not in text):
                    continue
                if markup := markup_in(text):
                    message = f"the text holds HTML ({shown(markup)})."
                    remedy = "Paste it as plain text."
                    found = context.problem(table, index, name, message, remedy, "warning")
                    slips.append(Slip(found, "markup"))
        yield from gather(slips)


def spans_lie_within_their_texts(context: Context) -> Iterator[Problem]:
    """Every span is the characters of a stored text, from one number up to a larger one."""
    for index, statement in context.statements:
        if statement.span:
            trouble = _trouble_of_span(context, statement.span, statement.source)
            if trouble is not None:
                yield context.problem("statements", index, "span", *trouble)


def _trouble_of_span(context: Context, text: str, name: str | None) -> tuple[str, str] | None:
    """Say what is wrong with a span, if anything is."""
    span = read_span(text)
    if span is None:
        message = f"'{shown(text)}' is not a span of characters."
        remedy = "Write where it begins and ends in the text, counted from 0, as in 120-188."
        return message, remedy
    start, end = span
    if end <= start:
        return f"the span {shown(text)} is upside down or empty.", "Write the lower number first."
    source = context.source(name)
    if source is None:
        if name is not None:  # that there is no such source is told already
            return None
    elif source.text_file:
        found = context.texts.get(source.id)
        length = None if found is None else found.length
        if length is None or end <= length:
            return None
        message = (
            f"the span {shown(text)} ends beyond its text: the text has {length:,} characters."
        )
        return message, "Correct the span, or the text_file of the source."
    message = "a statement without a stored text has no span."
    return message, "Name the file in text_file of its source, or leave the span empty."
