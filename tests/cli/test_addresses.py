"""What `zopa why` opens: findings of any question that was asked, and rows of the case."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.cli.test_commands import NOTE, UKRAINE
from zopa.cli.addresses import read_id

IDS = re.compile(r"^  \[(.+)\]$", re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "goal", "named"),
    [
        ("redlines/CF>=2/verdict", "CF>=2", "redlines/CF>=2/verdict"),
        ("redlines/CF >= 2 /blocking/R4+R6", "CF>=2", "redlines/CF>=2/blocking/R4+R6"),
        ('redlines/"a/b"=1/open', '"a/b"=1', 'redlines/"a/b"=1/open'),
        ("redlines/view/R6", "", "redlines/view/R6"),
        ("redlines/tally", "", "redlines/tally"),
        ("space/size", "", "space/size"),
    ],
)
def test_the_goal_of_an_id_is_read(text: str, goal: str, named: str) -> None:
    """The goal of a finding stands in its id, however it is spaced, and may hold a stroke."""
    assert read_id(text) == (goal, named)


@pytest.mark.parametrize(
    "options",
    [
        ("--view", "core"),
        ("--reading", "U1=U1c"),
        ("--set", "red_lines.R6.rule=FRC <= 2"),
        ("--without", "R7"),
        ("--with", "E1"),
        ("--drop-judged",),
        ("--unscoped",),
        ("--as-of", "2021-12-17"),
        ("--goal", "CF = 1 or CF = 2", "--goal", "HUM >= 1", "--without", "R7", "--unscoped"),
    ],
    ids=" ".join,
)
def test_what_was_found_is_opened_with_the_same_options(
    zopa_cli: Any, options: tuple[str, ...]
) -> None:
    """An id that `redlines` prints opens under its options, and says what was printed."""
    if "--goal" not in options:
        options = (*options, "--goal", "ceasefire")
    code, printed, _ = zopa_cli("redlines", UKRAINE, *options)
    ids = IDS.findall(printed)
    assert code == 0
    for finding in {ids[0], ids[len(ids) // 2], ids[-1]}:
        code, opened, told = zopa_cli("why", UKRAINE, finding, *options)
        assert code == 0, told
        assert opened.splitlines()[0] in printed


def test_the_goal_need_not_be_named_again(zopa_cli: Any) -> None:
    """An id names its goal, so that what was asked with --goal opens without it."""
    asked = ("--without", "R7", "--view", "core")
    _, printed, _ = zopa_cli("redlines", UKRAINE, "--goal", "CF = 1 or CF = 2", *asked)
    first = IDS.findall(printed)[0]
    assert zopa_cli("why", UKRAINE, first, *asked)[1].splitlines()[0] in printed


@pytest.mark.parametrize("address", ["red_lines/R7", "red_lines.R7", "R7"])
def test_a_row_is_opened(zopa_cli: Any, address: str) -> None:
    """A row opens down to its statements and sources, by any of its addresses."""
    code, out, err = zopa_cli("why", UKRAINE, address)
    assert (code, err) == (0, "")
    assert out.startswith("red_lines/R7: ")
    assert "sources/" in out
    found = json.loads(zopa_cli("why", UKRAINE, address, "--json")[1])
    assert found["finding"] is None
    assert found["cards"][-1]["address"] in out
    assert "red_lines/R7" in [card["address"] for card in found["cards"]]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("red_lines/R77", "The table red_lines has no row 'R77'. Did you mean 'R7'?"),
        (
            "red_lines",
            "'red_lines' is a table and not a finding. Name a row, as in red_lines/R1a.",
        ),
        (
            "values/CF/2",
            "'values/CF/2' is a row of the case, and no finding rests on rows of values. Look it "
            "up in its table.",
        ),
    ],
)
def test_a_row_that_cannot_be_opened_is_told(zopa_cli: Any, address: str, message: str) -> None:
    """Where a table has no such row, or its rows have no card, that is what is said."""
    assert zopa_cli("why", UKRAINE, address) == (2, "", f"error: {message}\n")


def test_an_id_that_is_none_is_told(zopa_cli: Any) -> None:
    """What is neither a finding nor a row is answered with the nearest id."""
    assert zopa_cli("why", NOTE, "redlines/nonsense of mine/verdict")[0] == 2
    code, _, err = zopa_cli("why", NOTE, "redlines/taly")
    assert code == 2
    assert err == "error: There is no finding 'redlines/taly'. Did you mean 'redlines/tally'?\n"
