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
    helps = helps_of(zopa_cli)
    assert len(commands_in(helps[()])) == 15
    assert {("source", "list"), ("source", "lineage")} < helps.keys()
    examples = {words: example_in(text) for words, text in helps.items()}
    for words, example in examples.items():
        assert example[1 : 1 + len(words)] == list(words)
    del examples["brief",]  # the first of all is the same
    assert zopa_cli(*examples.pop(("demo",))[1:]) == (
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


def helps_of(zopa_cli: Any) -> dict[tuple[str, ...], str]:
    """Return the help of zopa, of its commands, and of the commands of a group, by their names."""
    helps: dict[tuple[str, ...], str] = {}
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        words = waiting.pop(0)
        helps[words] = zopa_cli(*words, "--help")[1]
        waiting += [(*words, command) for command in commands_in(helps[words])]
    return helps


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
    helps = helps_of(zopa_cli)
    text = " ".join(helps[()].split())
    assert (
        "Example: zopa brief ukraine-2025-02 -o brief.html The examples of all helps are on the "
        "case ukraine-2025-02: 'zopa demo' copies it here."
    ) in text
    assert not any("cases/" in told for told in helps.values())
