"""A what-if run is compared with the case as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.case.overlay import Overlay
from zopa.errors import CaseError
from zopa.findings import Finding
from zopa.report import render_brief
from zopa.run import MOST_COMPARED, WHAT_IF, Request, brief_findings

ROOT = Path(__file__).resolve().parent.parent
FLAGSHIP = ROOT / "cases" / "ukraine-2025-02"
RIVER = ROOT / "cases" / "river.yaml"

BROKEN = """\
case: {title: One too many}
parties: [{id: P, name: North}]
issues: [{id: X}]
values: [{issue: X, id: shut}, {issue: X, id: open}]
controls: [{issue: X, movers: P}]
red_lines: [{id: L, parties: P, rule: X = wide}]
goals: [{id: G, rule: X = open}]
"""


def what_if(**changes: tuple[str, ...]) -> Finding | None:
    """Return the statement that compares the river with changes and without."""
    return brief_findings(RIVER, Request(overlay=Overlay(**changes))).find(WHAT_IF)


def test_a_run_without_changes_compares_nothing() -> None:
    """The case as it stands has no statement on changes."""
    assert what_if() is None


def test_a_brief_without_any_line_is_made() -> None:
    """Before anybody stated a line nothing blocks, and there is no board."""
    findings = brief_findings(FLAGSHIP, Request(as_of="2020-01-01"))
    assert findings.board is None
    assert "No line counts here, so none speaks against" in render_brief(findings)


def test_a_change_says_what_holds_no_longer_and_what_holds_now() -> None:
    """Without a line, the sets that it is in are gone, and what is left open is new."""
    found = what_if(without=("A3",))
    assert found is not None
    assert found.front
    assert found.text.startswith("With the changes made for this run, the case gives other answers")
    assert "No longer: With a high dam and an agreed share, A3 alone blocks it." in found.points
    assert len(found.points) <= MOST_COMPARED + 1
    assert not any("set aside" in point for point in found.points)


def test_a_change_without_effect_says_so() -> None:
    """Where the same lines block the same goals, the statement says that and no more."""
    found = what_if(set=("red_lines.A3.note=another note",))
    assert found is not None
    assert found.text.endswith("the same lines block the same goals.")
    assert found.points == ()


def test_a_case_that_only_the_change_mends_is_not_compared(tmp_path: Path) -> None:
    """Where the case as it stands has errors, the run with changes stands alone."""
    path = tmp_path / "case.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(CaseError):
        brief_findings(path, Request())
    mended = brief_findings(path, Request(overlay=Overlay(set=("red_lines.L.rule=X = shut",))))
    assert mended.find(WHAT_IF) is None
    assert mended.statements
