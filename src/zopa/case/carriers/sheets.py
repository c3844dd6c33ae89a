"""What reader and writer of workbooks share: how a sheet is laid out, and how text is kept.

A sheet is named for its table.  Above the header stand rows of help, which the reader
passes over: the header is the row with the most column names that the table has.  Sheets
whose name begins with ``_`` are remarks and are left alone.
"""

from __future__ import annotations

import re

REMARK = "_"  # the first letter of a sheet that holds no table
LONGEST_TEXT = 32_767  # characters that a cell of a workbook holds
MOST_ROWS = 1_048_576

# In a workbook _x0041_ stands for the character U+0041 (ECMA-376, part 1, ST_Xstring).
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def escape(text: str) -> str:
    """Return a text as a workbook holds it."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def letters(index: int) -> str:
    """Return the letters of a column counted from 0: A, B, ... Z, AA.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """Return the address of a cell, both counted from 0.

    >>> address(4, 2)
    'C5'
    """
    return f"{letters(column)}{row + 1}"
