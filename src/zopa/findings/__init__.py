"""What an analysis says: statements and tables, each with what it rests on.

A finding has a content id that says what it is about and not when it was made, so that the
same finding has the same id in every run.  Nothing here knows a lens or a case: a finding
names the rows that it rests on by their address, and :class:`Findings` holds a card for
each of them.
"""

from zopa.findings.findings import (
    SECTIONS,
    Card,
    Finding,
    Findings,
    Meta,
    MethodCard,
    Note,
    Section,
    Table,
)
from zopa.findings.to_json import meta_json, number, to_json

__all__ = [
    "SECTIONS",
    "Card",
    "Finding",
    "Findings",
    "Meta",
    "MethodCard",
    "Note",
    "Section",
    "Table",
    "meta_json",
    "number",
    "to_json",
]
