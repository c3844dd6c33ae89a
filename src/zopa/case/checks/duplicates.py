"""Checks that a name means one row only."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.case import SHARED_IDS
from zopa.case.checks.context import Context
from zopa.case.tables import TABLES
from zopa.errors import Place, Problem


def _where(place: Place) -> str:
    """Say where the other row stands."""
    return f"row {place.row}" if place.row is not None else f"line {place.line}"


def rows_are_unique(context: Context) -> Iterator[Problem]:
    """No two rows of a table have the same key."""
    for table, model in TABLES.items():
        written = [row.key_cells for _, row in context.readable(table)]
        if len(set(written)) == len(written):
            continue
        first: dict[tuple[str, ...], int] = {}
        keys = model.key_columns
        for index, key in enumerate(written):
            if context.is_refused(table, index) and "" in key:
                continue
            if key not in first:
                first[key] = index
                continue
            where = _where(context.origin.place(table, first[key]))
            if len(keys) == 1:
                message = f"'{key[0]}' stands in {where} already."
                remedy = f"Give one of them another {keys[0]}, or remove it."
            else:
                message = (
                    f"the same {', '.join(keys[:-1])} and {keys[-1]} stand in {where} already."
                )
                remedy = "Change one of them, or remove it."
            yield context.problem(table, index, keys[-1], message, remedy)


def ids_are_unique_across_tables(context: Context) -> Iterator[Problem]:
    """Red lines, conditions, goals and statements share no id, so that an id names one row."""
    first: dict[str, str] = {}
    for table in SHARED_IDS:
        addresses = context.case.addresses(table)
        for name in addresses.keys() & first.keys():
            message = f"'{name}' is the id of a row of {first[name]}, too."
            remedy = f"Ids are unique across {', '.join(SHARED_IDS[:-1])} and {SHARED_IDS[-1]}."
            yield context.problem(table, addresses[name], "id", message, remedy)
        first = dict.fromkeys(addresses, table) | first


def readings_have_a_name_of_their_own(context: Context) -> Iterator[Problem]:
    """The name of a group of readings is not the id of a row."""
    taken = {name: table for table in SHARED_IDS for name in context.case.addresses(table)}
    told: set[str] = set()
    for index, line in enumerate(context.case.red_lines):
        group = line.reading_of
        if group is not None and group in taken and group not in told:
            told.add(group)
            message = (
                f"'{group}' names a group of readings and is the id of a row of {taken[group]}."
            )
            remedy = f"Give the row another id, such as {group}a, and make it a reading of {group}."
            yield context.problem("red_lines", index, "reading_of", message, remedy)
