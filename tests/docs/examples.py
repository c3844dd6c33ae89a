"""What a page lets its reader do, in order: commands to run, code to run, rows to type.

- A ``console`` block holds commands after ``$``; the lines below one show what it prints, with
  ``…`` on a line of its own where lines are left out.
- A ``python`` block is code.
- A table below ``In the sheet `parties` of `talks.xlsx`:`` is typed into that workbook, each row
  into the row with the same first cell, or else into the first that is free.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from zopa.case.carriers.xlsx_text import HEADER

FENCE = re.compile(r"^ *```(?P<language>\w*) *\n(?P<body>.*?)^ *```", re.MULTILINE | re.DOTALL)
TYPED = re.compile(
    r"^In the sheet `(?P<sheet>\w+)` of `(?P<file>[\w.-]+)`[^\n]*:\n\n(?P<table>(?:\|.*\n)+)",
    re.MULTILINE,
)
EXIT_CODE = re.compile(r"\s+# exit (?P<code>\d+)$")
SHELL_SIGNS = set("|&;<>()")
LEFT_OUT = "…"


@dataclass(frozen=True)
class Block:
    """One fenced block of a page: its language, its text and the line it begins on."""

    language: str
    body: str
    line: int


@dataclass(frozen=True)
class Typed:
    """Rows that the reader types into a sheet of a workbook."""

    file: str
    sheet: str
    rows: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Command:
    """One command of a ``console`` block, its exit code, and what the page shows of its output."""

    words: tuple[str, ...]
    exit_code: int
    line: int
    shown: tuple[str, ...] = ()


def steps_of(text: str) -> Iterator[Block | Typed]:
    """Yield what a page lets its reader do, in order."""
    found: list[tuple[int, Block | Typed]] = [
        (match.start(), Block(match["language"], match["body"], _line(text, match.start("body"))))
        for match in FENCE.finditer(text)
    ]
    found += [
        (match.start(), Typed(match["file"], match["sheet"], tuple(_rows(match["table"]))))
        for match in TYPED.finditer(text)
    ]
    yield from (step for _, step in sorted(found, key=lambda entry: entry[0]))


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _rows(table: str) -> Iterator[dict[str, str]]:
    lines = [
        [cell.strip(" `") for cell in line.strip("|\n").split("|")] for line in table.split("\n")
    ]
    names, _, *rows = [line for line in lines if any(line)]
    for row in rows:
        yield dict(zip(names, row, strict=True))


def lines_of(block: Block) -> Iterator[tuple[int, str]]:
    """Yield each line with its number on the page; a ``\\`` at the end joins it with the next."""
    begun, text = block.line, ""
    for number, line in enumerate(block.body.splitlines(), start=block.line):
        begun, text = (number, line) if not text else (begun, text + " " + line.lstrip())
        if text.endswith("\\"):
            text = text[:-1].rstrip()
        else:
            yield begun, text
            text = ""


def commands_of(block: Block) -> Iterator[Command]:
    """Yield the commands, which stand after ``$``; the other lines show what they print."""
    begun: Command | None = None
    shown: list[str] = []
    for number, line in [*lines_of(block), (0, "$ ")]:
        if not line.startswith("$ "):
            shown.append(line.rstrip())
            continue
        if begun is not None:
            yield Command(begun.words, begun.exit_code, begun.line, _trimmed(shown))
        text, shown = line[2:].rstrip(), []
        if not text:
            return
        signs = shlex.shlex(text, posix=True, punctuation_chars=True)
        assert not any(word and set(word) <= SHELL_SIGNS for word in signs), (
            f"line {number}: an example is one plain command, without pipes or redirections"
        )
        stated = EXIT_CODE.search(text)
        exit_code = int(stated["code"]) if stated else 0
        begun = Command(tuple(shlex.split(text, comments=True)), exit_code, number)


def _trimmed(lines: list[str]) -> tuple[str, ...]:
    return tuple("\n".join(lines).strip("\n").split("\n")) if any(lines) else ()


def not_shown(shown: tuple[str, ...], printed: str) -> str:
    """Return what a page shows and a command did not print; empty where all is as shown."""
    lines = [line.rstrip() for line in printed.strip("\n").split("\n")]
    if LEFT_OUT not in shown:
        return "" if list(shown) == lines else "\n".join(shown)
    rest = iter(lines)
    return "\n".join(line for line in shown if line != LEFT_OUT and line not in rest)


def fill(typed: Typed, folder: Path) -> None:
    """Type rows into a workbook, as a person does."""
    book = openpyxl.load_workbook(folder / typed.file)
    sheet = book[typed.sheet]
    names = [cell.value for cell in sheet[HEADER]]
    for row in typed.rows:
        first = next(iter(row.values()))
        number = HEADER + 1
        keyed = typed.sheet == "case"
        while sheet.cell(number, 1).value and not (keyed and sheet.cell(number, 1).value == first):
            number += 1
        for name, text in row.items():
            sheet.cell(number, names.index(name) + 1).value = text or None
    book.save(folder / typed.file)
