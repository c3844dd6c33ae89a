"""How results are printed: JSON, aligned tables on a terminal, tab-separated elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from zopa.errors import Problem
from zopa.messages import listing, say

if TYPE_CHECKING:
    from zopa.findings import Card, Finding, Findings, Table


def print_json(value: Any) -> None:
    """Print one object."""
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem with its place."""
    place = problem.place
    return {
        "severity": problem.severity,
        "check": problem.check,
        "file": place.file or None,
        "line": place.line,
        "table": place.table or None,
        "cell": place.cell or None,
        "row": place.row,
        "id": place.row_id or None,
        "column": place.column or None,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table."""
    if not sys.stdout.isatty():
        print(f"# {title}")
        print("\t".join(columns))
        for row in rows:
            print("\t".join(row))
        print()
        return
    from rich.console import Console  # put off: slow to import
    from rich.table import Table as RichTable
    from rich.text import Text

    table = RichTable(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def print_finding_table(table: Table) -> None:
    """Print a table of findings with its caption."""
    print_table(table.title, table.columns, table.rows)
    if table.caption:
        print(table.caption, end="\n\n")


def print_statement(statement: Finding) -> None:
    """Print a statement with its points and its id."""
    print(statement.text)
    for point in statement.points:
        print(f"  - {point}")
    print(f"  [{statement.id}]\n")


def print_why(findings: Findings, statement: Finding) -> None:
    """Open a statement down to its rows, and these down to theirs."""
    print_statement(statement)
    print(statement.derivation)
    if statement.depends_on:
        lines = listing(statement.depends_on)
        print(say("It depends on how {lines} is read.", lines=lines))
    print(f"\n{say('It rests on:')}")
    shown: set[str] = set()
    for address in statement.rests_on:
        _print_card(findings.cards, address, 1, shown)


def print_row(cards: Mapping[str, Card], address: str) -> None:
    """Open a row down to those that it rests on."""
    _print_card(cards, address, 0, set())


def _print_card(cards: Mapping[str, Card], address: str, depth: int, shown: set[str]) -> None:
    card = cards.get(address)
    pad = "  " * depth
    if card is None:
        return
    if address in shown:
        print(pad + say("{label}: {text}", label=address, text=say("see above")))
        return
    shown.add(address)
    print(pad + say("{label}: {text}", label=address, text=card.title))
    for label, text in card.entries:
        if text != card.title:
            print(pad + "  " + say("{label}: {text}", label=label, text=text))
    for further in card.opens:
        _print_card(cards, further, depth + 1, shown)
