"""How results are printed: JSON, aligned tables on a terminal, tab-separated elsewhere."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zopa.errors import Problem
from zopa.messages import listing, say, say_count, series, speaking, written_date

if TYPE_CHECKING:
    from zopa.case.difference import Difference
    from zopa.findings import Card, Finding, Findings, Table
    from zopa.lens import Assessment

MOST_LINES = 40  # of a finding that is opened, unless all are wanted
RESTS_ON = "It rests on:"
LEAST_WIDTH = 20  # columns that a text has, on however narrow a terminal


def print_json(value: Any) -> None:
    """Print one object."""
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem with its place."""
    place = problem.place
    return {
        "severity": problem.severity,
        "check": problem.check,
        "path": place.case or None,
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


def print_tables(tables: Sequence[Table], wanted: bool) -> None:
    """Print the tables where they are wanted, those with rows; else say which there are."""
    full = [table for table in tables if table.rows]
    if not wanted:
        if full:
            print_line(_what_tables([table.title for table in full]))
        return
    for table in full:
        print_table(table.title, table.columns, table.rows)
        if table.caption:
            print_line(table.caption)
            print()
    for title in (table.title for table in tables if not table.rows):
        print_line(say("Left out, since there is nothing in it: {table}.", table=title))


def _what_tables(titles: Sequence[str]) -> str:
    """Name the tables that there are, and say where to read them."""
    return say_count(
        "{number} table: {tables}. --tables prints it; the brief and --json hold what it says.",
        "{number} tables: {tables}. --tables prints them; the brief and --json hold what they say.",
        len(titles),
        tables=series(titles),
    )


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: aligned where the terminal is wide enough, else row by row."""
    if not sys.stdout.isatty():
        print(f"# {title}")
        print("\t".join(columns))
        for row in rows:
            print("\t".join(row))
        print()
        return
    from rich.cells import cell_len  # put off: slow to import
    from rich.console import Console

    width = shutil.get_terminal_size().columns
    wide = sum(max(map(cell_len, cells)) + 3 for cells in zip(columns, *rows, strict=True)) + 1
    if wide > width:
        _print_blocks(title, columns, rows, width)
        return
    from rich.table import Table as RichTable
    from rich.text import Text

    print_line(title)
    table = RichTable()
    for column in columns:
        table.add_column(Text(column), no_wrap=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(width=width).print(table)


def _print_blocks(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], width: int
) -> None:
    """Print each row as lines of heading and cell, and no word in two."""
    print("\n".join(_wrapped(title, width, "")))
    before: Sequence[str] = ()
    for row in rows:
        print()
        before = _continued(row, before)
        for column, cell in zip(columns, before, strict=True):
            if cell:
                print("\n".join(_wrapped(f"{column}: {cell}", width, "  ")))
    print()


def _continued(row: Sequence[str], before: Sequence[str]) -> Sequence[str]:
    """Fill the cells at the start of a row that are left empty since the row before has them."""
    first = next((place for place, cell in enumerate(row) if cell), 0)
    return (*before[:first], *row[first:]) if before else row


def print_line(text: str, pad: str = "") -> None:
    """Print a line, and on a terminal no word of it in two."""
    print("\n".join(_lines(text, pad)))


def _lines(text: str, pad: str = "", hang: str = "  ") -> list[str]:
    """Return a text as it is printed: as one line, or on a terminal as many as it needs."""
    if not sys.stdout.isatty():
        return [pad + text]
    return _wrapped(text, shutil.get_terminal_size().columns, pad, hang)


def _wrapped(text: str, width: int, pad: str, hang: str = "  ") -> list[str]:
    from textwrap import wrap  # put off: only a terminal needs it

    room = max(width, len(pad) + LEAST_WIDTH)
    lines = wrap(
        text,
        room,
        initial_indent=pad,
        subsequent_indent=pad + hang if pad else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [""]


def print_lens(
    lens: Any, assessment: Assessment, options: Any, result: Any, json: bool, tables: bool
) -> None:
    """Print what a lens says, or its JSON."""
    from zopa.findings import meta_json  # put off: loads the lenses
    from zopa.run import meta_of

    scope = "consent" if getattr(options, "scoped", True) else "all"
    meta = meta_of(assessment, scope)
    if json:
        print_json(meta_json(lens.name, meta) | lens.as_json(assessment, result))
        return
    with speaking(meta.language):
        date = written_date(meta.as_of)
        named = meta.title or say("A case without a title")
        title = say("{title}, as of {date}", title=named, date=date) if date else named
        print_line(say("{title} (case {case})", title=title, case=meta.case_hash[:12]))
        if meta.recorded_by:
            day = written_date(meta.recorded_by)
            print_line(say("Only what was coded by {day} counts.", day=day))
        for change in meta.changes:
            print_line(say("Changed for this run: {change}", change=change))
        print()
        for statement in lens.statements(assessment, result):
            print_statement(statement)
        print_tables(lens.tables(assessment, result), tables)


def print_statement(statement: Finding) -> None:
    """Print a statement with its points and its id."""
    print_line(statement.text)
    for point in statement.points:
        print_line(f"- {point}", "  ")
    print(f"  [{statement.id}]\n")


def print_why(findings: Findings, statement: Finding, whole: bool) -> None:
    """Open a statement down to its rows, and these down to theirs."""
    head = _lines(statement.text)
    for point in statement.points:
        head += _lines(f"- {point}", "  ")
    head += [f"  [{statement.id}]", "", *_lines(statement.derivation)]
    if statement.depends_on:
        lines = listing(statement.depends_on)
        head += _lines(say("It depends on how {lines} is read.", lines=lines))
    head += ["", say(RESTS_ON)]
    _print_opened(head, findings.cards, statement.rests_on, 1, whole)


def print_row(cards: Mapping[str, Card], address: str, whole: bool) -> None:
    """Open a row down to those that it rests on."""
    _print_opened([], cards, (address,), 0, whole)


def _print_opened(
    head: Sequence[str],
    cards: Mapping[str, Card],
    addresses: Iterable[str],
    depth: int,
    whole: bool,
) -> None:
    """Print rows as a tree; where not the whole is wanted, the nearest ones within some lines."""
    addresses = tuple(addresses)
    every = _tree(addresses, depth, cards, _in_full)
    lines = every
    if not whole:
        near = _nearest(cards, addresses, depth, MOST_LINES - len(head) - 1)
        lines = _tree(addresses, depth, near, _in_short)
    print("\n".join([*head, *lines]))
    rest = len(every) - len(lines)
    if rest > 0:
        print(
            say_count(
                "… {number} more line: --all prints it.",
                "… {number} more lines: --all prints them.",
                rest,
            )
        )


def _nearest(
    cards: Mapping[str, Card], addresses: Iterable[str], depth: int, room: int
) -> dict[str, Card]:
    """Return the rows that are printed within some lines: what is rested on, then what that opens.

    A row that does not fit ends the list, so that none is passed over for one further away.
    A row opens neither a voice of which a statement's gist says enough, nor what another row
    that it opens does.
    """
    kept: dict[str, Card] = {}
    waiting = [(address, depth) for address in addresses if address in cards]
    while waiting:
        address, depth = waiting.pop(0)
        card = cards[address]
        room -= 1 if address in kept else len(_row(address, card, depth, _in_short))
        if room < 0 and kept:
            break
        if address not in kept:
            nested = {a for further in card.opens if further in cards for a in cards[further].opens}
            unsaid = nested.union(card.told)
            opens = tuple(a for a in card.opens if a in cards and a not in unsaid)
            kept[address] = replace(card, opens=opens)
            waiting += [(further, depth + 1) for further in opens]
    return kept


def _tree(
    addresses: Iterable[str],
    depth: int,
    cards: Mapping[str, Card],
    cells: Callable[[Card], Sequence[str]],
) -> list[str]:
    """Return the lines of rows and of what they open, each row once."""
    lines: list[str] = []
    shown: set[str] = set()

    def add(address: str, depth: int) -> None:
        if address not in cards:
            return
        if address in shown:
            again = say("{label}: {text}", label=address, text=say("see above"))
            lines.append("  " * depth + again)
            return
        shown.add(address)
        lines.extend(_row(address, cards[address], depth, cells))
        for further in cards[address].opens:
            add(further, depth + 1)

    for address in addresses:
        add(address, depth)
    return lines


def _row(address: str, card: Card, depth: int, cells: Callable[[Card], Sequence[str]]) -> list[str]:
    """Return the lines of one row: what it says, and below that its cells."""
    pad = "  " * depth
    lines = _lines(say("{label}: {text}", label=address, text=card.title), pad, "    ")
    for text in cells(card):
        lines += _lines(text, pad + "  ", "    ")
    return lines


def _in_full(card: Card) -> list[str]:
    """Return the cells of a row, but for the one that is its title."""
    return [
        say("{label}: {text}", label=label, text=text)
        for label, text in card.entries
        if text != card.title
    ]


def _in_short(card: Card) -> list[str]:
    """Return the gist of a row, without what its title says already."""
    from zopa.gists import BETWEEN  # put off: loads the model

    gist = BETWEEN.join(part for part in card.gist.split(BETWEEN) if part != card.title)
    return [gist] if gist else []


def print_difference(found: Difference) -> None:
    """Print how two cases differ: a line for each table, then the rows."""
    from zopa.case.difference import in_words  # put off, as a case is

    for table in found.tables:
        counts = {"added": table.added, "removed": table.removed, "changed": table.changed}
        parts = [f"{len(rows)} {what}" for what, rows in counts.items() if rows]
        parts += ["in another order"] if table.order_changed else []
        print(f"{table.table}: {', '.join(parts)}")
    if found:
        print()
    print("\n".join(in_words(found)) or "No difference.")
