"""What every row of every table is, and how the data dictionary reads it.

A table is one frozen pydantic model.  Its fields are the columns: the annotation is the
kind of cell, and :func:`column` adds the meaning, the unit, the range and the table that
an id must be found in.  Defaults, checks and the reference page are all made from it.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from zopa.case.cells import Ids, Kind, Text

Basis = Literal["statement", "public", "judgement", "derived"]


def column(
    meaning: str,
    default: Any = None,
    *,
    refers: str = "",
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
) -> Any:
    """Describe a column: meaning, default (``...`` = required), table referred to, unit, range."""
    extra: dict[str, Any] = {"refers": refers, "unit": unit, "low": low, "high": high}
    return Field(default, description=meaning, json_schema_extra=extra)


@dataclass(frozen=True)
class Column:
    """One column of the data dictionary."""

    name: str
    kind: Kind
    choices: tuple[str, ...]
    required: bool
    default: Any
    meaning: str
    refers: str
    unit: str
    low: float | None
    high: float | None


class Row(BaseModel):
    """A row of a table: frozen, with no column that the dictionary does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table_name: ClassVar[str]
    table_meaning: ClassVar[str]
    key_columns: ClassVar[tuple[str, ...]] = ("id",)

    @property
    def key_cells(self) -> tuple[str, ...]:
        """The texts of the row's key columns; no two rows of a table share them."""
        if self.key_columns == ("id",):  # of the long tables: the quick way to the same
            return (getattr(self, "id", None) or "",)
        return tuple([_written(self, entry) for entry in _key_entries(type(self))])

    @property
    def address(self) -> str:
        """The row's name within its table: its key columns joined by ``/``."""
        keys = self.key_cells
        return keys[0] if len(keys) == 1 else "/".join(keys)

    def cells(self) -> dict[str, str]:
        """Return the row as cell texts, empty cells left out, columns in table order."""
        written = {entry.name: _written(self, entry) for entry in columns(type(self))}
        return {name: text for name, text in written.items() if text}

    def written_cells(self) -> dict[str, str]:
        """Return the cells that a file must hold: those that differ from their default."""
        defaults = {entry.name: entry.default for entry in columns(type(self))}
        return {
            name: text
            for name, text in self.cells().items()
            if defaults[name] is None or getattr(self, name) != defaults[name]
        }


class Sourced(Row):
    """A row that says what it rests on."""

    basis: Basis | None = column(
        "what the row rests on: a statement, public knowledge, the coder's judgement, or "
        "derivation from other rows"
    )
    statements: Ids = column("statements that the row rests on", (), refers="statements")
    sources: Ids = column("sources that the row rests on", (), refers="sources")
    coder: Text | None = column("who coded the row")
    note: Text | None = column("remark for the reader")


_PROVENANCE = tuple(Sourced.model_fields)


def _kind_and_choices(annotation: Any, metadata: list[Any]) -> tuple[Kind, tuple[str, ...]]:
    """Find the kind of cell in a field's annotation, and the choices where it is a closed list."""
    for item in metadata:
        if isinstance(item, Kind):
            return item, ()
    origin = get_origin(annotation)
    if origin is Literal:
        return Kind("one of", " | ".join(get_args(annotation)), str, str), get_args(annotation)
    if origin is typing.Annotated:
        inner, *extra = get_args(annotation)
        return _kind_and_choices(inner, extra)
    if origin in (types.UnionType, typing.Union):
        some = [part for part in get_args(annotation) if part is not type(None)]
        return _kind_and_choices(some[0], [])
    raise TypeError(f"no kind of cell for {annotation!r}")


@cache
def columns(table: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a table in their written order: its own, then the provenance."""
    fields = table.model_fields
    sourced = issubclass(table, Sourced)
    own = [name for name in fields if not (sourced and name in _PROVENANCE)]
    ordered = own + [name for name in fields if name not in own]
    found = []
    for name in ordered:
        field = fields[name]
        kind, choices = _kind_and_choices(field.annotation, list(field.metadata))
        extra = typing.cast(dict[str, Any], field.json_schema_extra or {})
        found.append(
            Column(
                name=name,
                kind=kind,
                choices=choices,
                required=field.is_required(),
                default=None if field.is_required() else field.default,
                meaning=field.description or "",
                refers=extra.get("refers", ""),
                unit=extra.get("unit", ""),
                low=extra.get("low"),
                high=extra.get("high"),
            )
        )
    return tuple(found)


@cache
def _key_entries(table: type[Row]) -> tuple[Column, ...]:
    """Return the key columns of a table, in the order of the key."""
    entries = {entry.name: entry for entry in columns(table)}
    return tuple(entries[name] for name in table.key_columns)


def _written(row: Row, entry: Column) -> str:
    """Return the text of one cell of a row; empty where it has none."""
    value = getattr(row, entry.name)
    return "" if value is None or value == () else entry.kind.write(value)
