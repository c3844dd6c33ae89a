"""A closer look at a workbook, for what the values of its cells do not tell.

Reading values is quick; asking for formulas, errors, hidden rows, comments and the formats
of dates is slow, and seldom needed.  So the parts of the file are searched for a sign of
them first, and only a workbook that has one is opened a second time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from zopa.case.carriers.sheets import letters

FORMULA = "a formula"
_ODD = re.compile(rb'<(?:\w+:)?f[ >/]|\bt="e"|\bhidden="(?:1|true)"')
# Any match of _ODD holds one of these; to look for them first takes a tenth of the time.
_SIGNS = (b"<f>", b"<f ", b"<f/", b":f", b't="e"', b'hidden="')
_FORMAT_TEXTS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def _has_odd(part: bytes) -> bool:
    """Whether a sheet has a formula, an error, or a hidden row or column."""
    return any(sign in part for sign in _SIGNS) and _ODD.search(part) is not None


class Look:
    """A workbook that is opened a second time where there is need."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of the file."""
        self.data = data

    @cached_property
    def is_odd(self) -> bool:
        """Whether a sheet holds formulas, errors, hidden parts or comments."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as parts:
            for name in parts.namelist():
                lowered = name.casefold()
                if "comments" in lowered:
                    return True
                if "worksheets/" in lowered and _has_odd(parts.read(name)):
                    return True
        return False

    @cached_property
    def _book(self) -> Any:
        from openpyxl import load_workbook  # put off: it takes as long to import as all of zopa

        return load_workbook(io.BytesIO(self.data), data_only=False)

    def _cells(self, sheet: str) -> Iterator[Any]:
        yield from (cell for row in self._book[sheet].iter_rows() for cell in row)

    def odd_cells(self, sheet: str) -> dict[tuple[int, int], str]:
        """Say what the cells hold, by their place from 0, that hold a formula or an error."""
        if not self.is_odd:
            return {}
        kinds = {"f": FORMULA, "e": "an error"}
        return {
            (cell.row - 1, cell.column - 1): kinds[cell.data_type]
            for cell in self._cells(sheet)
            if cell.data_type in kinds
        }

    def hidden(self, sheet: str) -> tuple[list[int], list[str]]:
        """Return the hidden rows, counted from 1, and the letters of the hidden columns."""
        if not self.is_odd:
            return [], []
        found = self._book[sheet]
        rows = [number for number, row in found.row_dimensions.items() if row.hidden]
        columns = [
            letters(index - 1)
            for dimension in found.column_dimensions.values()
            if dimension.hidden
            for index in range(dimension.min, min(dimension.max, found.max_column) + 1)
        ]
        return sorted(rows), sorted(set(columns), key=lambda name: (len(name), name))

    def comments(self, sheet: str) -> list[str]:
        """Return the addresses of the cells that have a comment."""
        if not self.is_odd:
            return []
        return [cell.coordinate for cell in self._cells(sheet) if cell.comment]

    def shows_day(self, sheet: str, row: int, column: int) -> tuple[bool, bool]:
        """Say whether the format of a date cell shows its day, and whether its month."""
        wanted = self._book[sheet].cell(row + 1, column + 1).number_format
        shown = _FORMAT_TEXTS.sub("", wanted.casefold())
        return "d" in shown, "m" in shown
