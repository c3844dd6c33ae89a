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


NAMES = [
    "zopa check ukr",
    "zopa redlines ukr",
    "zopa redlines case --without R7 ukr",
    "zopa audit br",
    "zopa diff one tw",
    "zopa convert case co",
    "zopa brief case -o br",
    "zopa brief case --output br",
    "zopa new ta",
]


@pytest.mark.parametrize("typed", NAMES)
def test_names_of_files_are_left_to_the_shell(typed: str) -> None:
    """Where a file is meant zopa offers nothing, and each shell then completes names of files.

    bash does since the script registers ``-o default``, zsh is told ``_files``, fish leaves
    ``--no-files`` where the condition fails, and PowerShell where nothing is printed.
    """
    words = typed.split()
    out, _ = call(_ZOPA_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1))
    assert out.strip() == ""
    out, _ = call(_ZOPA_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=typed)
    assert out.strip() == "_files"
    fish = {"_ZOPA_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv = ['zopa']; import zopa.cli as c; c.main()"],
        env=os.environ | fish | {"_TYPER_COMPLETE_ARGS": typed},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def test_the_scripts_let_shells_complete_files() -> None:
    """What the scripts say of names of files, so that a change of typer is seen."""
    settings = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    assert "complete -o default -F" in call("--show-completion", "bash", **settings)[0]
    fish = call("--show-completion", "fish", **settings)[0]
    assert "--no-files" in fish
    assert "--condition" in fish
    assert "_TYPER_COMPLETE_FISH_ACTION=is-args" in fish
