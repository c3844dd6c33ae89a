"""The tables of the positions lens: every position by value, and the ledger of statements."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from tests.lenses.spoken import assessment, said
from zopa.findings import Table
from zopa.lens import Assessment
from zopa.lenses import POSITIONS

module = import_module("zopa.lenses.positions.tables")  # the lens's function has its name
U = {"utterance": "u"}
SHUT = {"target": "shut", "asserted_at": "2025-02-12"}


def tables(found: Assessment, **options: Any) -> dict[str, Table]:
    """Return the tables of the lens by their id, without what they all begin with."""
    result = POSITIONS.analyse(found, POSITIONS.options(**options), {})
    return {table.id.removeprefix("positions/"): table for table in POSITIONS.tables(found, result)}


def test_each_value_has_a_row() -> None:
    """Position, vacuity and statements are told once, and each value has its per cent and band."""
    shown = tables(assessment([said("s1")]))["values"]
    assert [row[0] for row in shown.rows] == ["Arda on the pass", "", ""]
    assert [row[1] for row in shown.rows] == ["shut", "half", "open"]
    assert sum(int(row[2]) for row in shown.rows) in (99, 100, 101)  # each is rounded
    assert [row[5] for row in shown.rows] == ["s1", "", ""]
    for row in shown.rows:
        low, high = map(int, row[3].split("-"))
        assert low <= int(row[2]) <= high
    assert shown.rows_rest_on == (("statements/s1",),) * 3


def test_each_position_has_one_line_of_the_brief() -> None:
    """Beside pictures all positions stand in one table, and one without evidence says so."""
    rows = [said("s1"), said("s2", principal="B", voice="env", polarity="u")]
    shown = tables(assessment(rows), over_time=True)["all"]
    assert [row[0] for row in shown.rows] == ["Arda on the pass", "Bosk on the pass"]
    assert shown.rows[0][1].startswith("open ")
    assert shown.rows[1][1:] == ("no evidence", "100")
    assert shown.rows_rest_on == (("statements/s1",), ("issues/X",))


def test_the_ledger_tells_what_became_of_each_statement() -> None:
    """The ledger has the statements in the order in which they were made, copies and all."""
    rows = [
        said("s4", "other", **SHUT),
        said("s1", **U),
        said("s2", "copy", certainty="PS", **U),
        said("s3", "other", asserted_at="2025-02-11", act="retract", polarity="u"),
    ]
    shown = tables(assessment(rows, [("s3", "retracts", "s1")]))["ledger"]
    assert [row[0] for row in shown.rows] == ["s1", "s2", "s3", "s4"]
    assert [row[1] for row in shown.rows] == [f"2025-02-{day}" for day in (10, 10, 11, 12)]
    assert {row[2] for row in shown.rows} == {"Minister of Arda (Arda)"}
    assert [row[3] for row in shown.rows] == [
        "the pass: for open",
        "the pass: for open",
        "the pass: uncommitted on open",
        "the pass: for shut",
    ]
    assert [row[4] for row in shown.rows] == [
        "commit, certain",
        "commit, possible",
        "retract, certain",
        "commit, certain",
    ]
    assert [row[5] for row in shown.rows] == ["F3", "F3", "B3", "B3"]
    assert [bool(row[6]) for row in shown.rows] == [True, False, False, True]
    assert [row[7] for row in shown.rows] == [
        "retracted by s3",
        "a copy of s1; taken back with another report of the same words",
        "retracts s1",
        "",
    ]
    assert shown.rows_rest_on[0] == ("statements/s1",)


def test_a_statement_under_a_condition_is_told_with_it() -> None:
    """The ledger names the condition under which something was said."""
    shown = tables(assessment([said("s1", target_condition="N = 0")]))["ledger"]
    assert shown.rows[0][3] == "the pass: for open, if the toll is 0"


def test_a_statement_on_no_issue_is_told() -> None:
    """What speaks to no issue has its row, and weighs nothing."""
    shown = tables(assessment([said("s1", issue="", target="")]))["ledger"]
    assert (shown.rows[0][3], shown.rows[0][6]) == ("", "")


@pytest.mark.parametrize(
    ("most", "id_", "left_out"),
    [
        ("MOST_ROWS", "ledger", "2 earlier statements are left out: 'zopa timeline' prints them."),
        ("MOST_POSITIONS", "all", "1 more is left out: 'zopa positions' prints it."),
    ],
)
def test_what_a_table_leaves_out_is_told(
    monkeypatch: pytest.MonkeyPatch, most: str, id_: str, left_out: str
) -> None:
    """A table that is cut keeps the latest statements, and its caption counts the others."""
    rows = [said("s1"), said("s2", "other", issue="N", target="0"), said("s3", **SHUT)]
    assert "left out" not in tables(assessment(rows), over_time=True)[id_].caption
    monkeypatch.setattr(module, most, 1)
    shown = tables(assessment(rows), over_time=True)[id_]
    assert shown.caption.endswith(left_out)
    assert len(shown.rows) == 1
    assert shown.rows[0][0] == {"ledger": "s3", "all": "Arda on the pass"}[id_]


def test_the_brief_has_the_short_table_beside_pictures() -> None:
    """The table of all positions is in the brief where only some of them are drawn."""
    found = assessment([said("s1")])
    assert "all" not in tables(found)
    assert tables(found, over_time=True)["all"].in_brief
    assert not tables(found)["values"].in_brief
