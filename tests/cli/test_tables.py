"""What `redlines`, `space`, `why` and `diff` print: the sentences first, and the rest on demand."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import UKRAINE
from zopa.cli.show import print_tables
from zopa.findings import Table

ROOT = Path(__file__).parents[2]
RIVER = str(ROOT / "cases/river.yaml")
REST = "--tables prints them; the brief and --json hold what they say.\n"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let standard output be a terminal of some width."""

    def wide(columns: int) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", "dumb")
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    return wide


def table(*rows: tuple[str, ...], caption: str = "", title: str = "Lines") -> Table:
    """Return a table of three columns."""
    columns = ("Line", "Requires", "Status")
    return Table("t", title, "lines", columns, rows, caption)


# Tables -------------------------------------------------------------------------------


def test_the_tables_are_named_and_not_printed(zopa_cli: Any) -> None:
    """Below the sentences stands one line that names the tables that there are."""
    code, out, err = zopa_cli("redlines", RIVER, "--goal", "share")
    assert (code, err) == (0, "")
    assert "\t" not in out
    assert out.endswith(
        "\n\n3 tables: Red lines as they were stated; What each line does to each goal, under the "
        f"default readings; Each goal under each combination of readings. {REST}"
    )
    _, out, _ = zopa_cli("space", RIVER)
    assert out.endswith(
        "  [space/size]\n\n2 tables: Issues, their values, and who must act for each; What every "
        f"outcome must satisfy. {REST}"
    )


def test_the_tables_are_printed_when_wanted(zopa_cli: Any) -> None:
    """Where nobody sits before a terminal, cells are separated by tabs; empty ones are told."""
    _, out, _ = zopa_cli("redlines", RIVER, "--goal", "share", "--tables")
    assert "# Red lines as they were stated\nLine\tWhose\tWhat it says\t" in out
    assert "\nF1\tidle\n" in out
    assert out.endswith(
        "\n\nLeft out, since there is nothing in it: Sets of lines with which set aside something "
        "survives.\n"
    )
    assert "3 tables" not in out
    _, out, _ = zopa_cli("space", RIVER, "--tables")
    assert "# What every outcome must satisfy\nCondition\tIn words\t" in out


def test_tables_without_rows_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """A table without rows is named, not printed; where tables are only named, it is not."""
    found = table(("A", "x", ""), caption="A caption.")
    print_tables([found, table(title="More")], True)
    assert capsys.readouterr().out == (
        "# Lines\nLine\tRequires\tStatus\nA\tx\t\n\nA caption.\n\n"
        "Left out, since there is nothing in it: More.\n"
    )
    print_tables([table(), found], False)
    assert capsys.readouterr().out == (
        "1 table: Lines. --tables prints it; the brief and --json hold what it says.\n"
    )
    print_tables([table()], False)
    assert capsys.readouterr().out == ""


def test_a_table_that_fits_is_drawn(capsys: pytest.CaptureFixture[str], terminal: Any) -> None:
    """On a terminal that is wide enough a table is aligned; what is no markup is none."""
    terminal(40)
    print_tables([table(("A", "[x] y", "stated"), title="Lines [1]")], True)
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Lines [1]"
    assert next(line for line in told if "stated" in line).split() == [
        "│", "A", "│", "[x]", "y", "│", "stated", "│",
    ]  # fmt: skip


def test_a_table_that_does_not_fit_is_told_row_by_row(
    capsys: pytest.CaptureFixture[str], terminal: Any
) -> None:
    """On a narrow terminal no word is broken: each row is lines of heading and cell."""
    terminal(24)
    rows = (("A", "left alone by everybody", "stated"), ("", "again as before it", ""))
    print_tables([table(*rows, caption="A caption that is longer.")], True)
    assert capsys.readouterr().out == (
        "Lines\n\n"
        "  Line: A\n"
        "  Requires: left alone\n"
        "    by everybody\n"
        "  Status: stated\n\n"
        "  Line: A\n"
        "  Requires: again as\n"
        "    before it\n\n"
        "A caption that is\nlonger.\n\n"
    )


@pytest.mark.parametrize("width", [80, 120])
def test_no_word_is_broken_on_a_terminal(zopa_cli: Any, terminal: Any, width: int) -> None:
    """The tables of the flagship keep within a terminal, and each long word is whole."""
    terminal(width)
    code, out, _ = zopa_cli("redlines", UKRAINE, "--goal", "ceasefire", "--tables")
    assert code == 0
    assert max(map(len, out.splitlines())) <= width
    assert out.count("temporarily") > 10
    words = set(re.findall(r"[a-z]{4,}", out))
    assert "tempor" not in words
    assert "  Whose: Russian Federation\n" in out


def test_sentences_keep_within_a_terminal(zopa_cli: Any, terminal: Any) -> None:
    """Sentences and their points end at words."""
    terminal(60)
    _, out, _ = zopa_cli("redlines", RIVER, "--goal", "share")
    assert max(map(len, out.splitlines())) <= 60
    assert "\n  - Read as B2a: some get past them.\n" in out


# Why ----------------------------------------------------------------------------------

R7 = (
    "  red_lines/R7: rules out that the fighting is halted by a truce that nobody watches or "
    "halted by a ceasefire with oversight"
)


def test_a_finding_is_opened_within_forty_lines(zopa_cli: Any) -> None:
    """The nearest rows are told by their gist, and how much more there is."""
    finding = "redlines/CF>=2/verdict"
    short = zopa_cli("why", UKRAINE, finding)[1].splitlines()
    whole = zopa_cli("why", UKRAINE, finding, "--all")[1].splitlines()
    assert len(short) <= 40
    assert short[-1] == f"… {len(whole) - len(short) + 1} more lines: --all prints them."
    rows = [line.split(":")[0].strip() for line in short if re.match("  [a-z_]+/", line)]
    assert rows == [
        "goals/ceasefire",
        "red_lines/R1a",
        "red_lines/R1b",
        "red_lines/R7",
        "red_lines/U2",
    ]
    at = short.index(R7)
    assert short[at + 1] == "    Russian Federation · refuses · repeated · 2024-06-14"
    assert short[at + 2].startswith(
        "    statements/st-215: The president of the Russian Federation"
    )
    assert not [line for line in short if "coder" in line or "basis: statement" in line]
    assert [line for line in whole if line.strip() == "coder: AB"]
    assert "more line" not in whole[-1]


def test_forty_lines_are_those_of_the_terminal(zopa_cli: Any, terminal: Any) -> None:
    """On a narrow terminal fewer rows are told, and none of their words is broken."""
    terminal(80)
    out = zopa_cli("why", UKRAINE, "redlines/CF>=2/verdict", "--no-progress")[1].splitlines()
    assert 30 < len(out) <= 40
    assert max(map(len, out)) <= 80
    at = next(n for n, told in enumerate(out) if told.startswith("  red_lines/R7: "))
    assert f"{out[at]} {out[at + 1].strip()}" == R7
    assert out[at + 1].startswith("      ")
    assert out[at + 2] == "    Russian Federation · refuses · repeated · 2024-06-14"


def test_a_row_is_opened_in_short(zopa_cli: Any) -> None:
    """A row opens down to its sources; the whole has every cell."""
    assert zopa_cli("why", RIVER, "A3")[1] == (
        "red_lines/A3: rules out that the measuring of the flow is done by both sides\n"
        "  Arda · refuses · stated · 2024-05-18\n"
        "  statements/st-3: Engineers of another country do not work at a dam of Arda.\n"
        "    Delegate of Arda, delegate to the commission (Arda) · 2024-05-18 · certainty of the "
        "wording: certain\n"
        "    sources/minutes: Minutes of the May session (fictional)\n"
        "      The Basin Commission · 2024-05-21 · reliability A, completely reliable\n"
        "… 33 more lines: --all prints them.\n"
    )
    whole = zopa_cli("why", RIVER, "A3", "--all")[1].splitlines()
    assert len(whole) == 6 + 33
    assert "  basis: statement" in whole


def test_the_short_form_speaks_other_languages(zopa_cli: Any) -> None:
    """What is left out is left out in every language."""
    out = zopa_cli("why", UKRAINE, "redlines/CF=3/verdict", "--lang", "fr")[1]
    assert "codeur" not in out.casefold()
    assert "· déclarée ·" in out


# Differences --------------------------------------------------------------------------


def test_a_difference_begins_with_a_line_for_each_table(zopa_cli: Any, tmp_path: Path) -> None:
    """First how many rows of each table differ, then which."""
    text = Path(RIVER).read_text(encoding="utf-8")
    changed = tmp_path / "changed.yaml"
    changed.write_text(
        text.replace("Is the dam built and how high?", "Is the dam built?").replace(
            "title: The Sil", "title: A Sil"
        ),
        encoding="utf-8",
    )
    code, out, err = zopa_cli("diff", RIVER, str(changed))
    assert (code, err) == (0, "")
    assert out == (
        "case: 1 changed\n"
        "issues: 1 changed\n\n"
        "case.title: value is 'A Sil between Arda and Belmar', was 'The Sil between Arda and "
        "Belmar'\n"
        "issues.DAM: question is 'Is the dam built?', was 'Is the dam built and how high?'\n"
    )
    told = zopa_cli("diff", UKRAINE, RIVER)[1].splitlines()
    assert "red_lines: 5 added, 17 removed, 4 changed" in told[: told.index("")]


def test_a_difference_of_order_is_told(zopa_cli: Any, tmp_path: Path) -> None:
    """Rows that stand in another order are a difference, too."""
    begin = "parties: [{id: A, name: A}, {id: B, name: B}]\n"
    rest = "issues: [{id: X}]\nvalues: [{issue: X, id: a}]\ncontrols: [{issue: X, movers: A}]\n"
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text(begin + rest)
    other.write_text("parties: [{id: B, name: B}, {id: A, name: A}, {id: C, name: C}]\n" + rest)
    assert zopa_cli("diff", str(one), str(other))[1] == (
        "parties: 1 added, in another order\n\n"
        "parties.C is new\nparties: the rows stand in another order\n"
    )
