"""A case without what is withheld: it can be checked, run and shared as any other."""

from __future__ import annotations

from typing import Any

from zopa.case.case import Case, attribute
from zopa.case.rows import Column, Row, columns
from zopa.case.tables import TABLES
from zopa.redact.withheld import Withheld


def redact_case(case: Case, kinds: tuple[str, ...]) -> Case:
    """Return a case without what is withheld; its rules, and so its answers, are the same.

    Labels of sources and voices in other languages go with their names, and the inventory,
    which is prose on what was described, goes with either of them.  The hash is that of
    the rows that are left, and so another one.
    """
    if not kinds:
        return case
    withheld = Withheld(case, kinds)
    tables: dict[str, Any] = {}
    for table in TABLES:
        kept = (row for row in case.rows(table) if not _is_gone(row, withheld))
        tables[attribute(table)] = tuple(_row(row, withheld) for row in kept)
    return Case(**tables)


def _is_gone(row: Row, withheld: Withheld) -> bool:
    """Say whether a whole row is withheld: another name of something withheld, the inventory."""
    if row.table_name == "names":
        return withheld.has(row.cells()["table"])
    return row.table_name == "inventory" and withheld.speaks


def _row(row: Row, withheld: Withheld) -> Row:
    changed = {}
    for column in columns(type(row)):
        before = getattr(row, column.name)
        after = _value(row, column, before, withheld)
        if after != before:
            changed[column.name] = after
    return row.model_copy(update=changed)


def _value(row: Row, column: Column, value: Any, withheld: Withheld) -> Any:
    """Return a cell's value without what is withheld."""
    if value is None or value == ():
        return value
    ids = withheld.ids.get(column.refers or (row.table_name if column.name == "id" else ""), {})
    if isinstance(value, tuple):
        return tuple(ids.get(item, item) if isinstance(item, str) else item for item in value)
    if not isinstance(value, str):
        # A date of office is withheld as its text would be; other values tell of nobody.
        shown = withheld.cell(row, column.name, column.kind.write(value))
        return value if shown else None
    if column.kind.name == "id":
        return ids.get(value, value)
    if column.kind.name == "rule" or column.choices:
        return value
    return withheld.cell(row, column.name, value) or None
