"""The tables of the annex: lines as they were put, what each does, and each goal by reading."""

from __future__ import annotations

from typing import Any

from tests.lenses.redlines.test_findings import Row, assessment, line
from zopa.findings import Table
from zopa.lens import Assessment
from zopa.lenses import REDLINES


def tables(found: Assessment, **options: Any) -> dict[str, Table]:
    """Return the tables of the lens by their id, without what they all begin with."""
    result = REDLINES.analyse(found, REDLINES.options(**options), {})
    return {table.id.removeprefix("redlines/"): table for table in REDLINES.tables(found, result)}


READINGS = [
    line("U1a", "Y = shut", reading_of="U1"),
    line("U1b", "X = shut", reading_of="U1"),
]


def lines_table(*lines: Row) -> Table:
    """Return the table of some lines."""
    return tables(assessment(list(lines)))["lines"]


def test_a_line_is_told_as_it_was_put() -> None:
    """A line that objects does not seem to require what it objects to."""
    shown = lines_table(line("R", "X = shut", strength="objects", status="softened"))
    assert shown.columns[2:4] == ("What it says", "How it was put")
    assert shown.rows[0][2:4] == ("objects if the pass is open", "objects, softened")


def test_whom_the_lines_bind_is_said_once() -> None:
    """The caption says which lines bind every outcome, if any does."""
    one, other = line("R", "X = shut"), line("S", "X = shut", scope="always")
    third = line("T", "X = shut", scope="always")
    assert lines_table(one).caption.endswith(
        "A line binds only outcomes that one of its owners must act for."
    )
    assert "S binds every outcome, any other line only those" in lines_table(one, other).caption
    assert "S and T bind every outcome, any other line" in lines_table(one, other, third).caption
    assert lines_table(other).caption.endswith("Every line binds every outcome.")
    unscoped = tables(assessment([one]), scoped=False)["lines"]
    assert unscoped.caption.endswith("Every line binds every outcome.")


def test_a_line_that_does_nothing_is_left_out() -> None:
    """What each line does is listed for lines that do something to a goal; a dash is nothing."""
    lines = [line("R", "X = shut"), line("S", "Y = shut", "B"), line("T", "X = open or Y = open")]
    goals = [{"id": "G", "rule": "X = open"}, {"id": "H", "rule": "Y = open"}]
    shown = tables(assessment(lines, goals=goals))["facts"]
    assert shown.rows == (
        ("R", "blocks alone, decisive", "–"),
        ("S", "–", "blocks alone, decisive"),
        ("T", "idle", "idle"),
    )
    few = tables(assessment([line("R", "X = shut"), line("S", "Y = shut", "B")]))["facts"]
    assert few.rows == (("R", "blocks alone, decisive"),)
    assert few.rows_rest_on == (("red_lines/R",),)


def test_readings_that_give_the_same_are_one_row() -> None:
    """A goal has one row for all readings that give the same number and the same sets."""
    same = tables(assessment([*READINGS, line("R", "X = shut")]))["readings"]
    assert [row[1:] for row in same.rows] == [("U1a", "0", "R"), ("U1b", "0", "U1; R")]
    lone = tables(assessment([line("R", "X = shut")]))["readings"]
    assert [row[1] for row in lone.rows] == ["only one"]
    alike = [{**READINGS[0]}, {**READINGS[1], "rule": "Y = shut"}]
    both = tables(assessment(alike))["readings"]
    assert [row[1] for row in both.rows] == ["every one that was asked"]
    assert both.rows_rest_on == (("goals/G", "red_lines/U1a", "red_lines/U1b"),)
