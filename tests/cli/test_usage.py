"""Wrong usage, told in one sentence with its remedy, before any work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import NOTE, UKRAINE

CARRIERS = "Give a folder without a suffix (CSV files), or a name in .xlsx or .yaml."
GOALS = "The goals: truce, oversight, settlement, ceasefire, air-for-access, prisoners."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Names of files -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["b.docx", "b.pdf", "w"])
@pytest.mark.parametrize("case", [UKRAINE, "not-there"])
def test_a_brief_ends_in_html(zopa_cli: Any, folder: Path, case: str, name: str) -> None:
    """Any other file is refused before the case is read, and nothing is written."""
    if case == "not-there":
        (folder / case).mkdir()  # no case: it would be told if it were read
    told = (
        f"error: A brief is one HTML file; '{name}' does not end in .html. Name a file ending in "
        ".html; print it to PDF from the browser.\n"
    )
    assert zopa_cli("brief", case, "-o", name) == (2, "", told)
    assert not (folder / name).exists()


@pytest.mark.parametrize("name", ["b.htm", "B.HTML"])
def test_a_brief_may_end_in_htm(zopa_cli: Any, name: str) -> None:
    """The shorter suffix and capitals are as good."""
    assert zopa_cli("brief", NOTE, "-o", name) == (0, f"{name}\n", "")


@pytest.mark.parametrize(
    ("words", "suffix"),
    [
        (("new", "foo.docx"), ".docx"),
        (("new", "foo.docx", "--template", "river"), ".docx"),
        (("demo", "x.xls"), ".xls"),
        (("convert", "not-there", "x.csv"), ".csv"),
        (("convert", UKRAINE, "x.xls"), ".xls"),
        (("convert", UKRAINE, "x.docx"), ".docx"),
    ],
)
def test_a_case_is_written_in_three_carriers(
    zopa_cli: Any, folder: Path, words: tuple[str, ...], suffix: str
) -> None:
    """A suffix that no carrier has is wrong usage, told before the case is read."""
    (folder / "not-there").mkdir()
    told = f"error: zopa does not write a case as '{suffix}'. {CARRIERS}\n"
    assert zopa_cli(*words) == (2, "", told)
    assert [path.name for path in folder.iterdir()] == ["not-there"]


# Cases that come with zopa ------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("cases/ukraine-2025-02", "'zopa demo' copies it here, as 'ukraine-2025-02'."),
        ("ukraine-2025-02/", "'zopa demo' copies it here, as 'ukraine-2025-02'."),
        ("river", "'zopa demo --case river' copies it here, as 'river.yaml'."),
        ("cases/river.yaml", "'zopa demo --case river' copies it here, as 'river.yaml'."),
        ("rivr.yaml", "Check the path."),
    ],
)
def test_a_shipped_case_that_is_not_here_is_one_command_away(
    zopa_cli: Any, name: str, remedy: str
) -> None:
    """Who names a case that comes with zopa is told how to get it, by every command."""
    path = str(Path(name))
    told = (4, "", f"error: There is no case at '{path}'. {remedy}\n")
    for words in (
        ("check", name),
        ("redlines", name),
        ("convert", name, "copy"),
        ("diff", NOTE, name),
    ):
        assert zopa_cli(*words) == told
    error = json.loads(zopa_cli("why", name, "R7", "--json")[2])["error"]
    assert (error["code"], error["hint"]) == ("storage", remedy)


def test_a_shipped_case_that_is_here_is_named(zopa_cli: Any) -> None:
    """Where the copy is there already, it is what was meant."""
    assert zopa_cli("demo")[0] == 0
    told = "error: There is no case at 'cases/ukraine-2025-02'. Did you mean 'ukraine-2025-02'?\n"
    assert zopa_cli("check", "cases/ukraine-2025-02") == (4, "", told)


# Options ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--goal", "ceasfire"),
            f"There is no goal 'ceasfire'. Did you mean 'ceasefire'? {GOALS}",
        ),
        (("--goal", "xqz"), f"There is no goal 'xqz'. {GOALS}"),
        (
            ("--goal", "CF"),
            "The goal 'CF' is an issue and no rule. Write a rule, as in CF = 3; if you wrote > or "
            "<, put the rule in quotation marks.",
        ),
        (
            ("--without", "R7,U2"),
            "--without takes one at a time, not 'R7,U2'. Repeat the option: --without R7 "
            "--without U2.",
        ),
        (
            ("--without", "R7; U2"),
            "--without takes one at a time, not 'R7; U2'. Repeat the option: --without R7 "
            "--without U2.",
        ),
        (
            ("--with", "E1;E2"),
            "--with takes one at a time, not 'E1;E2'. Repeat the option: --with E1 --with E2.",
        ),
        (
            ("--reading", "U1=U1c,R1=R1b"),
            "--reading takes one at a time, not 'U1=U1c,R1=R1b'. Repeat the option: --reading "
            "U1=U1c --reading R1=R1b.",
        ),
        (
            ("--set", "R6.rule=FRC <= 2"),
            "--set R6.rule=FRC <= 2: 'R6' is a row of the table red_lines. Write "
            "red_lines.R6.rule=FRC <= 2.",
        ),
        (
            ("--set", "R66.rule=FRC <= 2"),
            "--set R66.rule=FRC <= 2: the case has no table 'R66'. Its tables: case, sources, "
            "statements, statement_links, parties, voices, names, issues, values, controls, "
            "conditions, red_lines, ….",
        ),
        (("--as-of", "2025"), "--as-of: '2025' is not one full day. Write a day, as 2025-12-31."),
        (
            ("--as-of", "2025-01"),
            "--as-of: '2025-01' is not one full day. Write a day, as 2025-01-31.",
        ),
        (
            ("--as-of", "..2025-01-31"),
            "--as-of: '..2025-01-31' is not one full day. Write a day, as 2025-01-31.",
        ),
        (("--as-of", "soon"), "--as-of: 'soon' is not a date. Write a day, as 2025-02-14."),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_a_slip_in_an_option_is_told_with_what_to_write(
    zopa_cli: Any, options: tuple[str, ...], message: str
) -> None:
    """One sentence says what is wrong, the next what to write."""
    assert zopa_cli("redlines", UKRAINE, *options) == (2, "", f"error: {message}\n")


def test_a_goal_of_a_case_without_goals(zopa_cli: Any, folder: Path) -> None:
    """Where there are no goals to name, a rule is asked for."""
    (folder / "bare.yaml").write_text(
        "parties: [{id: A, name: A}]\nissues: [{id: X}]\n"
        "values: [{issue: X, id: a}, {issue: X, id: b}]\ncontrols: [{issue: X, movers: A}]\n"
    )
    told = (
        "error: There is no goal 'peace': the case has none. Ask with a rule, as ISSUE = VALUE.\n"
    )
    assert zopa_cli("redlines", "bare.yaml", "--goal", "peace") == (2, "", told)


# Missing and wrong words --------------------------------------------------------------

WHY = "See 'zopa why --help'. Example: zopa why ukraine-2025-02 \"redlines/CF=3/verdict\""
BRIEF = "See 'zopa brief --help'. Example: zopa brief ukraine-2025-02 -o brief.html"
REDLINES = (
    "See 'zopa redlines --help'. Example: zopa redlines ukraine-2025-02 --goal \"CF >= 2\" "
    "--without R7"
)


@pytest.mark.parametrize(
    ("words", "message", "remedy"),
    [
        (("why", NOTE), "Missing argument 'FINDING'.", WHY),
        (("brief", NOTE), "Missing option '-o' / '--output'.", BRIEF),
        (("redlines", NOTE, "--goal"), "Option '--goal' requires an argument.", REDLINES),
        (
            ("redlines", NOTE, "--wihtout", "R7"),
            "No such option: --wihtout (Possible options: --with, --without).",
            REDLINES,
        ),
        (("chek", NOTE), "No such command 'chek'. Did you mean 'check'?", "See 'zopa --help'."),
        (("help", "chek"), "No such command 'chek'. Did you mean 'check'?", "See 'zopa --help'."),
    ],
)
def test_wrong_usage_is_told_with_an_example(
    zopa_cli: Any, words: tuple[str, ...], message: str, remedy: str
) -> None:
    """What is missing is told with the example and the help of the command itself."""
    assert zopa_cli(*words) == (2, "", f"error: {message} {remedy}\n")
    code, out, err = zopa_cli(*words, "--json")
    error = json.loads(err)["error"]
    assert (code, out) == (2, "")
    if words[-1] != "--goal":  # which takes --json for its rule
        assert (error["message"], error["hint"]) == (message, remedy)


@pytest.mark.parametrize("words", [("-h",), ("help",)])
def test_help_has_three_names(zopa_cli: Any, words: tuple[str, ...]) -> None:
    """``-h`` and ``zopa help`` print what ``--help`` prints, for a command as well."""
    assert zopa_cli(*words) == zopa_cli("--help")
    of_a_command = ("help", "why") if words == ("help",) else ("why", "-h")
    code, out, err = zopa_cli(*of_a_command)
    assert (code, out, err) == zopa_cli("why", "--help")
    assert (code, err) == (0, "")
    assert out.startswith("Usage: zopa why ")


def test_without_a_command_the_help_is_printed(zopa_cli: Any) -> None:
    """``zopa`` alone prints its help, as wrong usage."""
    code, out, err = zopa_cli()
    assert (code, out) == (2, "")
    assert err == zopa_cli("--help")[1]
