"""The statement that compares a run with the case as it stands, on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zopa.run import WHAT_IF

RIVER = str(Path(__file__).resolve().parents[2] / "cases" / "river.yaml")


def test_the_comparison_opens_with_the_same_changes(zopa_cli: Any) -> None:
    """What a brief with changes says of them is opened with these changes."""
    code, out, _ = zopa_cli("why", RIVER, WHAT_IF, "--without", "A3", "--no-progress")
    assert code == 0
    assert "No longer: With a high dam and an agreed share" in " ".join(out.split())


def test_without_changes_there_is_nothing_to_compare(zopa_cli: Any) -> None:
    """The case as it stands has no such finding, and the command says so."""
    code, _, err = zopa_cli("why", RIVER, WHAT_IF, "--no-progress")
    assert code == 2
    assert "There is no finding 'what-if'." in " ".join(err.split())


def test_a_brief_with_changes_names_them_twice(zopa_cli: Any, tmp_path: Path) -> None:
    """The brief lists the changes at the top, and what they make of the answers below."""
    target = tmp_path / "brief.html"
    code, _, _ = zopa_cli("brief", RIVER, "-o", str(target), "--without", "A3", "--no-progress")
    assert code == 0
    page = target.read_text(encoding="utf-8")
    assert "With the changes made for this run, the case gives other answers than without." in page
    assert page.index("this brief does not show the case as it stands") < page.index("No longer: ")


@pytest.mark.parametrize(
    "change", [("--without", "A3"), ("--reading", "B2=B2b"), ("--set", "red_lines.A3.note=a note")]
)
def test_a_brief_with_changes_passes_its_audit(
    zopa_cli: Any, tmp_path: Path, change: tuple[str, str]
) -> None:
    """What is said of the changes rests on rows that the file holds, a line set aside or not."""
    target = tmp_path / "brief.html"
    assert zopa_cli("brief", RIVER, "-o", str(target), *change, "--no-progress")[0] == 0
    code, out, _ = zopa_cli("audit", str(target))
    assert (code, out.partition(" flaws")[0]) == (0, "0")
