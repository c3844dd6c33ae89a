"""Findings without what is withheld: for every front that shows findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from zopa.case.case import Case
from zopa.case.overlay import CellChange
from zopa.case.rows import Row, columns
from zopa.case.tables import TABLES, Source, Statement, Voice
from zopa.errors import OptionError
from zopa.findings import Card, Findings
from zopa.gists import BETWEEN
from zopa.messages import Phrase, again, say, speaking
from zopa.redact.withheld import Withheld

ADDRESSES = frozenset({"rests_on", "opens", "rows_rest_on", "address", "told"})
RULES = frozenset({"rule", "outcome", "number", "whole number", "one of"})  # kinds without names
CLOSED = frozenset({"parties", "movers", "ratifiers", "from_values", "to_values", "status_quo"})
OURS = frozenset({"methods", "cautions"})  # fixed text and literature, the same for every case


def redact_findings(findings: Findings, case: Case, kinds: tuple[str, ...]) -> Findings:
    """Return findings without what is withheld, and with a word of it on their first page.

    Parameters
    ----------
    findings
        What the analysis of the case found.
    case
        The case, which says what is to be withheld.
    kinds
        Of :data:`~zopa.redact.withheld.KINDS`; where empty, the findings are returned as they are.

    Raises
    ------
    OptionError
        If something that is withheld would still be shown.
    """
    if not kinds:
        return findings
    with speaking(findings.meta.language):
        return _redacted(findings, Withheld(case, kinds))


def _redacted(findings: Findings, withheld: Withheld) -> Findings:
    case = withheld.case
    rows = {f"{table}/{row.address}": row for table in TABLES for row in case.rows(table)}
    cards = {
        withheld.address(address): _card(card, rows.get(address), withheld)
        for address, card in findings.cards.items()
    }
    redacted: Findings = _swept(replace(findings, cards={}), withheld)
    reviewer = "" if withheld.has("coders") else redacted.meta.reviewer
    changes = tuple(withheld.swept(_change(change)) for change in case.changes)
    meta = replace(redacted.meta, reviewer=reviewer, redacted=withheld.kinds, changes=changes)
    gaps = redacted.unknowns
    if withheld.speaks:  # what is known about a gap is prose on what somebody said
        gaps = tuple(replace(gap, text="") if gap.heading else gap for gap in gaps)
    whole = replace(redacted, cards=cards, meta=meta, unknowns=gaps)
    for text in _texts(whole):
        left = withheld.left_in(text)
        if left is not None:
            raise OptionError(
                f"'{left}' would still be shown, in: {text[:80]}.",
                "Change that text in the case, or share it without this --redact.",
            )
    return whole


def _change(change: str) -> str:
    """Return what a what-if changed; of a cell of prose or of names only that it was changed.

    What stood there before is in no row of the case any more, so nothing could be swept for it.
    """
    cell = change.fields.get("place") if isinstance(change, Phrase) else None
    if not isinstance(cell, CellChange):
        return again(change)
    known = columns(TABLES[cell.table])
    kind = next((entry.kind.name for entry in known if entry.name == cell.column), "")
    if kind in RULES or cell.column in CLOSED:
        return again(change)
    return say("{cell} was changed", cell=cell)


def _card(card: Card, row: Row | None, withheld: Withheld) -> Card:
    """Return a card without what is withheld of its row."""
    if row is None:
        swept: Card = _swept(card, withheld)
        return swept
    names = {say(entry.name.replace("_", " ")): entry.name for entry in columns(type(row))}
    entries = (
        (label, withheld.cell(row, names[label], text) if label in names else withheld.swept(text))
        for label, text in card.entries
    )
    return replace(
        card,
        address=withheld.address(card.address),
        title=_title(card, row, withheld),
        entries=tuple((label, text) for label, text in entries if text),
        opens=tuple(map(withheld.address, card.opens)),
        gist=_gist(card.gist, row, withheld),
        told=tuple(map(withheld.address, card.told)),
    )


def _gist(gist: str, row: Row, withheld: Withheld) -> str:
    """Return a row in one line without who spoke, or who published."""
    rest = gist.partition(BETWEEN)[2]
    if isinstance(row, Statement) and withheld.has("voices"):
        return BETWEEN.join(filter(None, (withheld.speaker_of(row), withheld.swept(rest))))
    if isinstance(row, Source) and withheld.has("sources") and (row.publisher or row.author):
        return withheld.swept(rest)
    if isinstance(row, Voice) and withheld.has("voices") and row.office:
        return withheld.swept(rest)
    return withheld.swept(gist)


def _title(card: Card, row: Row, withheld: Withheld) -> str:
    """Return the title of a card: the shown text of the cell that it repeats."""
    if isinstance(row, Source | Voice) and row.table_name in withheld.ids:
        return withheld.name_of(row)
    cells = row.cells()
    column = next((name for name, text in cells.items() if text == card.title), None)
    if isinstance(row, Statement) and column is None and withheld.has("voices"):
        return withheld.retold(row)
    return withheld.cell(row, column, card.title) if column else withheld.swept(card.title)


def _swept(value: Any, withheld: Withheld, name: str = "") -> Any:
    """Return a value with every text in it swept; addresses get their pseudonyms."""
    if isinstance(value, str):
        return withheld.address(value) if name in ADDRESSES else withheld.swept(value)
    if isinstance(value, tuple | list):
        return type(value)(_swept(item, withheld, name) for item in value)
    if isinstance(value, Mapping):
        return {key: _swept(item, withheld) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                field.name: _swept(getattr(value, field.name), withheld, field.name)
                for field in fields(value)
                if field.name not in OURS
            },
        )
    return value


def _texts(value: Any) -> Iterator[str]:
    """Go through every text of a value that could hold something of the case."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield str(key)
            yield from _texts(item)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in OURS:
                yield from _texts(getattr(value, field.name))
