"""Every example of README, CONTRIBUTING and the pages under ``docs`` runs as it stands there.

A page's ``console`` blocks run in order, in one folder of their own that holds a copy of
``cases``; lines that start with ``$ zopa`` must end with exit code 0, or with the code named in
a trailing comment, as in ``$ zopa check broken.yaml  # exit 2``, and must print what the page
shows below them; ``tools/write_examples.py`` writes that again.  ``make`` and the other commands
of ``LEFT_TO_CI`` are run by ``.ci/run`` itself.  A page's ``python`` blocks and the tables that it
asks to type into a workbook come in their turn; the blocks of python share their names.
"""

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.docs.examples import Block, Command, Typed, commands_of, fill, not_shown, steps_of
from zopa.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LEFT_TO_CI = {"make", "git", "pip", "python3", "."}
ABSOLUTE_PATH = re.compile(r"(?<![\w.:/<-])(?:/[A-Za-z_][\w.-]*/[\w.-]+|[A-Z]:\\\w+)")


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
def test_a_page_runs(
    page: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every command of a page ends and prints as the page says, and its code runs."""
    names: dict[str, object] = {"__name__": "__main__"}
    for step in steps_of(page.read_text(encoding="utf-8")):
        if isinstance(step, Typed):
            fill(step, folder)
        elif step.language == "python":
            padding = "\n" * (step.line - 1)
            exec(compile(padding + step.body, name_of(page), "exec"), names)
        elif step.language == "console":
            for command in commands_of(step):
                place = f"{name_of(page)}, line {command.line}: {shlex.join(command.words)}"
                if command.words[0] in LEFT_TO_CI:
                    continue
                assert command.words[0] == "zopa", f"{place}: not a command that the suite can run"
                capsys.readouterr()
                code = exit_code_of(command.words, monkeypatch)
                said = capsys.readouterr()
                assert code == command.exit_code, f"{place}: exit {code}\n{said.out}\n{said.err}"
                if command.shown:
                    lost = not_shown(command.shown, said.err + said.out)
                    assert not lost, f"{place}: does not print\n{lost}\nbut\n{said.out}"


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
        Command(("zopa", "redlines", "a", "--goal", "CF>=2"), 0, 7, ("0 errors",)),
        Command(("zopa", "x"), 2, 10),
    ]


def test_what_is_shown_is_compared() -> None:
    """All lines must be printed, or those that are shown where some are left out, in order."""
    assert not_shown(("a", "b"), "a\nb\n") == ""
    assert not_shown(("a",), "a\nb\n") == "a"
    assert not_shown(("a", "…", "c"), "a\nb\nc\n") == ""
    assert not_shown(("c", "…", "a"), "a\nb\nc\n") == "a"


def test_rows_to_type_are_read() -> None:
    """A table below its sheet's name is rows to type, in its turn among the blocks."""
    text = "In the sheet `goals` of `a.xlsx`:\n\n| id | rule |\n|---|---|\n| g | `X = 1` |\n"
    found = list(steps_of(f"```console\n$ zopa x\n```\n\n{text}"))
    assert [type(step) for step in found] == [Block, Typed]
    assert found[1] == Typed("a.xlsx", "goals", ({"id": "g", "rule": "X = 1"},))
