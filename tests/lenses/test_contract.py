"""What every lens must be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import zopa.lenses
from zopa.lens import Lens
from zopa.lenses import LENSES
from zopa.run import Request, assess, brief_options, run

ROOT = Path(__file__).parents[2]
CASES = [str(ROOT / "tests/cases/note-13"), str(ROOT / "cases/ukraine-2025-02")]


def test_the_list_and_the_folders_agree() -> None:
    """Every folder of lenses is listed once."""
    folder = Path(zopa.lenses.__file__).parent
    found = sorted(path.parent.name for path in folder.glob("*/__init__.py"))
    assert sorted(lens.name for lens in LENSES) == found


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lens", LENSES, ids=lambda lens: lens.name)
def test_a_lens_keeps_its_contract(lens: Lens, case: str) -> None:
    """A lens says whole sentences under its own name, and JSON holds its result."""
    assessment = assess(case, Request())
    result = lens.analyse(assessment, lens.options(), {})
    for statement in lens.statements(assessment, result):
        assert statement.id.startswith(f"{lens.name}/")
        assert statement.text.endswith(".")
    json.dumps(lens.as_json(assessment, result), allow_nan=False)
    assert lens.title
    assert lens.question.endswith("?")
    assert lens.tables(assessment, result)
    assert lens.method().question == lens.question


@pytest.mark.parametrize("case", CASES)
def test_findings_rest_on_cards(case: str) -> None:
    """Every statement opens down to cards, and at most twelve stand in front."""
    findings = run(assess(case, Request()), brief_options())
    assert len(findings.front) <= 12
    for statement in findings.statements:
        assert set(statement.rests_on) <= set(findings.cards)
