"""Completion in the shell: there for four shells, right, and quick."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SLOW = {"numpy", "numba", "scipy", "lark", "openpyxl"}  # pydantic is loaded by typer itself
CODE = (
    "import sys; from zopa.cli import main\n"
    "sys.argv = ['zopa', *sys.argv[1:]]\n"
    "try:\n    main()\nexcept SystemExit: pass\n"
    f"print('loaded', sorted({SLOW!r} & set(sys.modules)), file=sys.stderr)"
)


def call(*words: str, **settings: str) -> tuple[str, str]:
    """Run zopa in a process of its own; return what it prints and which slow modules it loads."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, *words],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, done.stderr


@pytest.mark.parametrize(
    ("shell", "begins"),
    [
        ("bash", "_zopa_completion() {"),
        ("zsh", "#compdef zopa"),
        ("fish", "complete --command zopa"),
        ("powershell", "Import-Module PSReadLine"),
    ],
)
def test_each_shell_has_a_script(shell: str, begins: str) -> None:
    """The script of each shell names zopa, and asking for it loads nothing slow."""
    out, err = call("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert out.startswith(begins)
    assert f"complete_{shell}" in out
    assert err.strip() == "loaded []"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("zopa re", ["redlines"]),
        ("zopa c", ["check", "convert"]),
        ("zopa redlines case --wi", ["--without", "--with"]),
        ("zopa new --temp", ["--template"]),
    ],
)
def test_what_is_typed_is_completed(typed: str, offered: list[str]) -> None:
    """The tab key offers the commands and options that begin so, and loads nothing slow."""
    words = typed.split()
    out, err = call(
        _ZOPA_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1)
    )
    assert out.split() == offered
    assert err.strip() == "loaded []"
