"""Every example of README, CONTRIBUTING and the pages under ``docs`` runs as it stands there.

A page's ``console`` blocks run in order, in one folder of their own that holds a copy of
``cases``; lines that start with ``$ zopa`` must end with exit code 0, or with the code named in
a trailing comment, as in ``$ zopa check broken.yaml  # exit 2``.  ``make`` and the other
commands of ``LEFT_TO_CI`` are run by ``.ci/run`` itself.  A page's ``python`` blocks run in the
same folder, in order, and share their names.
"""

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from zopa.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LEFT_TO_CI = {"make", "git", "pip", "python3"}
FENCE = re.compile(r"^ *```(?P<language>\w*) *\n(?P<body>.*?)^ *```", re.MULTILINE | re.DOTALL)
EXIT_CODE = re.compile(r"\s+# exit (?P<code>\d+)$")
SHELL_SIGNS = set("|&;<>()")
ABSOLUTE_PATH = re.compile(r"(?<![\w.:/<-])(?:/[A-Za-z_][\w.-]*/[\w.-]+|[A-Z]:\\\w+)")


@dataclass(frozen=True)
class Block:
    """One fenced block of a page: its language, its text and the line it begins on."""

    language: str
    body: str
    line: int


@dataclass(frozen=True)
class Command:
    """One command of a ``console`` block, with the exit code it should have."""

    words: tuple[str, ...]
    exit_code: int
    line: int


def blocks_of(text: str) -> Iterator[Block]:
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start("body")) + 1
        yield Block(match["language"], match["body"], line)


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
    for number, line in lines_of(block):
        if not line.startswith("$ "):
            continue
        text = line[2:].rstrip()
        signs = shlex.shlex(text, posix=True, punctuation_chars=True)
        assert not any(word and set(word) <= SHELL_SIGNS for word in signs), (
            f"line {number}: an example is one plain command, without pipes or redirections"
        )
        stated = EXIT_CODE.search(text)
        exit_code = int(stated["code"]) if stated else 0
        yield Command(tuple(shlex.split(text, comments=True)), exit_code, number)


def exit_code_of(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> int:
    """Run the command line inside this process and return the code it exits with."""
    monkeypatch.setattr(sys, "argv", list(words))
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_run(
    page: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every zopa command of a page ends with the exit code that the page leads one to expect."""
    for block in blocks_of(page.read_text(encoding="utf-8")):
        if block.language != "console":
            continue
        for command in commands_of(block):
            place = f"{name_of(page)}, line {command.line}: {shlex.join(command.words)}"
            if command.words[0] in LEFT_TO_CI:
                continue
            assert command.words[0] == "zopa", f"{place}: not a command that the suite can run"
            code = exit_code_of(command.words, monkeypatch)
            said = capsys.readouterr()
            assert code == command.exit_code, f"{place}: exit {code}\n{said.out}\n{said.err}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_python_runs(page: Path, folder: Path) -> None:
    """Every python block of a page runs, in order and with the names of the blocks before it."""
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks_of(page.read_text(encoding="utf-8")):
        if block.language == "python":
            padding = "\n" * (block.line - 1)
            exec(compile(padding + block.body, name_of(page), "exec"), names)


def test_pages_name_no_local_path() -> None:
    """No page speaks of a path of the machine that it was written on."""
    found = {
        name_of(page): hits
        for page in PAGES
        if (hits := ABSOLUTE_PATH.findall(page.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_links_lead_somewhere() -> None:
    """Every relative link of a page leads to a file of the project."""
    link = re.compile(r"\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)")
    lost = [
        f"{name_of(page)}: {target}"
        for page in PAGES
        for target in link.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert lost == []


def test_continued_lines_and_exit_codes_are_read() -> None:
    """A continued line is one command, a comment names its exit code, output is no command."""
    body = '$ zopa redlines a \\\n    --goal "CF>=2"\n0 errors\n$ zopa x  # exit 2\n'
    block = Block("console", body, line=7)
    assert list(commands_of(block)) == [
        Command(("zopa", "redlines", "a", "--goal", "CF>=2"), 0, 7),
        Command(("zopa", "x"), 2, 10),
    ]
