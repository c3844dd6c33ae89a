"""How a command ends: what it refuses, what it says beside its result, and with which code."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import zopa.model.checks
from tests.cli.test_commands import NOTE, UKRAINE
from zopa.errors import SpaceTooLargeError

NEVER = "Choose another place: what was read is never replaced, even with --force."
BARE = """\
parties: [{id: A, name: A}]
issues: [{id: X}]
values: [{issue: X, id: a}, {issue: X, id: b}]
controls: [{issue: X, movers: A}]
"""
LONG = "x" * 300


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A case with neither title, day nor goals, in a folder of its own."""
    path = tmp_path / "bare.yaml"
    path.write_text(BARE)
    return path


# Errors -------------------------------------------------------------------------------


def test_an_error_in_json_names_its_schema(zopa_cli: Any, tmp_path: Path) -> None:
    """A program can tell what it reads: the error carries the name of its schema."""
    code, out, err = zopa_cli("check", str(tmp_path / "none"), "--json")
    error = json.loads(err)["error"]
    assert (code, out, error["schema"], error["code"]) == (4, "", "zopa.error/1", "storage")


def test_an_invalid_case_lists_its_problems_in_json(zopa_cli: Any, bare: Path) -> None:
    """The problems of a case stand in the error, each with its place."""
    bare.write_text(BARE.replace("movers: A", "movers: B"))
    code, out, err = zopa_cli("space", str(bare), "--json")
    error = json.loads(err)["error"]
    assert (code, out, error["schema"], error["code"]) == (2, "", "zopa.error/1", "case")
    assert [problem["table"] for problem in error["problems"]] == ["controls"]
    code, _, err = zopa_cli("space", str(bare))
    assert code == 2
    assert err.endswith(f"The case has 1 error; nothing was computed. Next: zopa check {bare}\n")


def test_wrong_usage_is_told_in_json_as_well(zopa_cli: Any) -> None:
    """A command or an option that does not exist is an error like any other."""
    code, out, err = zopa_cli("chek", NOTE, "--json")
    error = json.loads(err)["error"]
    assert (code, out, error["schema"]) == (2, "", "zopa.error/1")
    assert error["message"].startswith("No such command 'chek'.")
    code, out, err = zopa_cli("chek", NOTE)
    assert (code, out) == (2, "")
    assert "No such command 'chek'" in err


def test_a_bug_shows_its_traceback_when_asked(
    zopa_cli: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --debug the error itself comes through."""

    def fail(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(zopa.model.checks, "check", fail)
    assert zopa_cli("check", NOTE)[::2] == (
        70,
        "This is a bug of zopa (RuntimeError: x). Run the command again with --debug and report "
        "what it prints.\n",
    )
    with pytest.raises(RuntimeError, match="x"):
        zopa_cli("check", NOTE, "--debug")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), BrokenPipeError(32, "")])
def test_trouble_of_the_system_is_no_bug(
    zopa_cli: Any, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """A full disk ends with 4, and a reader who has gone with 0."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(zopa.model.checks, "check", fail)
    code, out, err = zopa_cli("check", NOTE)
    if isinstance(error, BrokenPipeError):
        assert (code, out, err) == (0, "", "")
    else:
        assert (code, out) == (4, "")
        assert err == (
            "error: Standard output cannot be written: no space left on device. Choose another "
            "place.\n"
        )


# Outputs ------------------------------------------------------------------------------


def test_the_case_is_not_replaced(zopa_cli: Any, bare: Path) -> None:
    """Neither a brief nor another carrier takes the place of the case, even with --force."""
    case = str(bare)
    told = f"error: '{case}' is the case itself. {NEVER}\n"
    assert zopa_cli("convert", case, case, "--force") == (4, "", told)
    assert zopa_cli("brief", case, "-o", case, "--force")[0] == 2  # it does not end in .html
    again = bare.with_name("again.html")
    again.hardlink_to(bare)
    told = f"error: '{again}' is the case itself. {NEVER}\n"
    assert zopa_cli("brief", case, "-o", str(again), "--force") == (4, "", told)
    assert bare.read_text() == BARE


def test_nor_are_its_tables(zopa_cli: Any, bare: Path) -> None:
    """A folder of tables is not written over, as a whole or in part."""
    folder = bare.parent / "bare"
    assert zopa_cli("convert", str(bare), str(folder))[0] == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert zopa_cli("convert", str(folder), str(folder), "--force")[0] == 4
    for name in ("issues.csv", "goals.csv"):
        assert zopa_cli("brief", str(folder), "-o", str(folder / name), "--force")[0] == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_only_files_are_replaced(zopa_cli: Any, bare: Path) -> None:
    """A pipe and a link stay what they are, and a device is no name for a brief."""
    assert zopa_cli("brief", str(bare), "-o", "/dev/null", "--force")[0] == 2
    pipe, link = bare.with_name("pipe.html"), bare.with_name("link.html")
    os.mkfifo(pipe)
    link.symlink_to("elsewhere.html")
    for path in (pipe, link):
        code, out, err = zopa_cli("brief", str(bare), "-o", str(path), "--force")
        assert (code, out) == (4, "")
        assert f"'{path}' is a" in err
        assert not path.is_file()
        assert ".part" not in err


@pytest.mark.parametrize(
    "words",
    [
        ("check", LONG),
        ("convert", NOTE, LONG),
        ("convert", NOTE, f"{LONG}.yaml"),
        ("brief", NOTE, "-o", f"{LONG}.html"),
        ("check", "a\0b"),
        ("brief", NOTE, "-o", "a\0b.html"),
        ("convert", NOTE, "a\0b"),
    ],
    ids=lambda words: " ".join(words)[:20].replace("\0", "0"),
)
def test_a_name_that_cannot_be_is_no_bug(zopa_cli: Any, words: tuple[str, ...]) -> None:
    """A name that the system does not take ends with 4."""
    code, out, err = zopa_cli(*words)
    assert (code, out) == (4, "")
    assert "file name too long." in err or "null character." in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("brief", NOTE, "-o", ""),
            "no file name was given. Write -o FILE, or -o - for standard output.",
        ),
        (
            ("convert", NOTE, ""),
            "no file name was given. Give a folder without a suffix (CSV files), or a name in "
            ".xlsx or .yaml.",
        ),
        (
            ("check", ""),
            "no case was named. A case is a folder of CSV files, a workbook (.xlsx) or a file "
            "that ends in .yaml; '.' is this folder.",
        ),
    ],
)
def test_an_empty_name_is_wrong_usage(zopa_cli: Any, words: tuple[str, ...], message: str) -> None:
    """An empty name stands for nothing, and not for the current folder."""
    assert zopa_cli(*words) == (2, "", f"error: {message}\n")


def test_a_brief_and_json_do_not_share_standard_output(zopa_cli: Any) -> None:
    """Who asks for both is told so, as JSON."""
    code, out, err = zopa_cli("brief", NOTE, "-o", "-", "--json")
    assert (code, out) == (2, "")
    assert json.loads(err)["error"]["message"] == "--json and '-o -' both write to standard output."


def test_a_missing_folder_is_named_before_the_work(zopa_cli: Any, tmp_path: Path) -> None:
    """A slip in the path of the brief makes no folder."""
    assert zopa_cli("brief", NOTE, "-o", str(tmp_path / "ouy" / "brief.html")) == (
        4,
        "",
        f"error: There is no folder '{tmp_path}/ouy'. Make it first, or choose another place.\n",
    )
    assert list(tmp_path.iterdir()) == []


# What is said beside the result -------------------------------------------------------


def test_equal_cases_do_not_differ(zopa_cli: Any) -> None:
    """Where nothing differs, that is said."""
    assert zopa_cli("diff", NOTE, NOTE) == (0, "No difference.\n", "")


def test_a_case_without_goals_is_told(zopa_cli: Any, bare: Path) -> None:
    """Where nothing was asked, it is said why nothing is answered, and how to ask."""
    why = "warning: the case has no goals, so nothing was asked: "
    rest = " asks about one, and rows in the table goals are asked each time.\n"
    code, _, err = zopa_cli("redlines", str(bare))
    assert (code, err) == (0, f"{why}--goal RULE{rest}")
    code, _, err = zopa_cli("brief", str(bare), "-o", str(bare.with_name("b.html")))
    assert (code, err) == (0, f"{why}'zopa redlines --goal RULE'{rest}")
    assert zopa_cli("redlines", str(bare), "--goal", "X = b")[2] == ""


def test_a_case_without_title_and_day_is_headed_in_words(zopa_cli: Any, bare: Path) -> None:
    """The head of a result says what the case does not name, and the check how to add it."""
    _, out, _ = zopa_cli("space", str(bare))
    assert out.startswith("A case without a title (case ")
    code, out, _ = zopa_cli("check", str(bare))
    assert code == 0
    assert out.startswith("warning: table case: the case has no title and no as_of. Add ")


@pytest.mark.parametrize("words", [("redlines", "--goal", "truce"), ("space",), ("why", "R7")])
def test_a_day_after_the_case_is_told(zopa_cli: Any, words: tuple[str, ...]) -> None:
    """What was said after the day of the case may be missing from it."""
    command = (words[0], UKRAINE, *words[1:])
    code, _, err = zopa_cli(*command, "--as-of", "2026-01-01")
    assert (code, err) == (
        0,
        "warning: --as-of 2026-01-01 is later than 2025-02-14, the day of the case: what was "
        "said in between may be missing from it.\n",
    )
    assert zopa_cli(*command, "--as-of", "2025-02-14")[2] == ""


def test_rows_are_checked_where_the_space_is_too_large(
    zopa_cli: Any, monkeypatch: pytest.MonkeyPatch, bare: Path
) -> None:
    """A case whose outcomes cannot be counted is checked as far as can be."""

    def refuse(*_: object) -> None:
        raise SpaceTooLargeError("The outcome space is too large.", "Ask about a view.")

    monkeypatch.setattr(zopa.model.checks, "check_space", refuse)
    code, out, _ = zopa_cli("check", str(bare))
    assert code == 2
    told = out.splitlines()
    assert told[0] == (
        "error: the case: The outcome space is too large. Leave issues out of the case, or cut "
        "them less finely; all else was checked."
    )
    assert "1 error, 1 warning." in told


def test_every_outcome_is_not_walked_for_minutes(zopa_cli: Any) -> None:
    """An engine that would walk for minutes refuses with figures."""
    code, out, err = zopa_cli("redlines", UKRAINE, "--goal", "truce", "--engine", "enumeration")
    assert (code, out) == (2, "")
    assert "may take 5 minutes; the limit is 4,294,967,296 outcomes." in err
