"""The examples of every help, run as a user runs them who has the wheel alone."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest


def test_every_example_runs_where_a_demo_was_made(
    zopa_cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder, once `zopa demo` has run, all examples run in the order of the help."""
    monkeypatch.chdir(tmp_path)
    top = zopa_cli("--help")[1]
    commands = commands_in(top)
    assert len(commands) == 11
    examples = {"": example_in(top)}
    for command in commands:
        examples[command] = example_in(zopa_cli(command, "--help")[1])
        assert examples[command][1] == command
    del examples["brief"]  # the first of all is the same
    assert zopa_cli(*examples.pop("demo")[1:]) == (
        0,
        "ukraine-2025-02\n"
        "Next: zopa check ukraine-2025-02, then zopa brief ukraine-2025-02 -o brief.html\n",
        "",
    )
    for words in examples.values():
        code, _, err = zopa_cli(*words[1:])
        assert (code, err) == (0, ""), shlex.join(words)
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"ukraine-2025-02", "brief.html", "ukraine.yaml", "river-talks.xlsx"}


def commands_in(text: str) -> list[str]:
    """Return the commands that the help lists."""
    listed = text.partition("Commands:\n")[2].partition("\n\n")[0]
    return re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)


def example_in(text: str) -> list[str]:
    """Return the words of the one example of a help, which may go over the end of a line."""
    (found,) = re.findall(r"^ *Example: (.+(?:\n +\S.*)*)", text, re.MULTILINE)
    return shlex.split(re.sub(r"\s+", " ", found))


def test_the_help_says_where_its_case_comes_from(zopa_cli: Any) -> None:
    """The case of the examples is one command away, and no help names a folder of the project."""
    text = " ".join(zopa_cli("--help")[1].split())
    assert (
        "Example: zopa brief ukraine-2025-02 -o brief.html The examples of all helps are on the "
        "case ukraine-2025-02: 'zopa demo' copies it here."
    ) in text
    for command in commands_in(zopa_cli("--help")[1]):
        assert "cases/" not in zopa_cli(command, "--help")[1]
