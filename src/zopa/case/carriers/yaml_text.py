"""The YAML text of a case: block style, one row after another, quoted only where needed.

A text that YAML 1.1 would take for a number, a date, a truth value or nothing is quoted, so
that other programs read the same texts as zopa.  Cells that are numbers in the data
dictionary stand plain.
"""

from __future__ import annotations

import json
import re

from zopa.case.case import Case
from zopa.case.cells import NUMBER, WHOLE
from zopa.case.rows import Row, columns
from zopa.case.tables import TABLES

# Texts that are safe without quotes in block style, and what must not look like them.
_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#]|:(?=\S)|(?<=\S)#)*|\d[\w./;-]*")
_TYPED = re.compile(
    r"y|n|yes|no|on|off|true|false|null|"
    r"[-+]?[0-9_][0-9_,.:]*(?:e[-+]?[0-9]+)?|0[xob][0-9a-f_]+|\d{4}-\d\d?-\d\d?.*|\.inf|\.nan",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
# Characters that YAML does not print, or that some parsers take for line breaks or marks.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\U0010ffff]")
_LITERAL = re.compile(r"\S[^\n]*(?:\n+[^\s][^\n]*)+")


def yaml_text(case: Case) -> str:
    """Return the YAML text of a case, tables and columns in dictionary order."""
    parts = []
    for name in TABLES:
        rows = case.rows(name)
        if name == "case" and rows:
            settings = [(row.cells()["key"], row.cells()["value"]) for row in rows]
            lines = [f"  {key}: {scalar(value, 2)}" for key, value in settings]
            parts.append("case:\n" + "\n".join(lines) + "\n")
        elif rows:
            parts.append(f"{name}:\n" + "".join(_row_text(row) for row in rows))
    return "\n".join(parts) or "{}\n"


def _row_text(row: Row) -> str:
    """Return the lines of one row."""
    numeric = {entry.name for entry in columns(type(row)) if entry.kind in (NUMBER, WHOLE)}
    lines = [
        f"{name}: {text if name in numeric and _DECIMAL.fullmatch(text) else scalar(text, 4)}"
        for name, text in row.written_cells().items()
    ]
    return "  - " + "\n    ".join(lines) + "\n"


def scalar(text: str, indent: int) -> str:
    """Return a text as a YAML scalar: plain, a literal block, or in quotes."""
    if _ESCAPED.search(text):
        return _quoted(text)
    if "\n" in text and _LITERAL.fullmatch(text):
        margin = "\n" + " " * (indent + 2)
        return "|-" + margin + re.sub(r"\n(?!\n)", margin, text)
    if _PLAIN.fullmatch(text) and not _TYPED.fullmatch(text):
        return text
    if '"' in text and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in double quotes; JSON's escapes are YAML's, but for a few characters."""

    def escape(found: re.Match[str]) -> str:
        code = ord(found.group())
        return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"

    return _ESCAPED.sub(escape, json.dumps(text, ensure_ascii=False))
