"""What the briefs of the shipped cases say, word for word."""

from __future__ import annotations

import sys
from difflib import unified_diff
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "write_golden.py"
CASES = ("ukraine-2025-02", "river.yaml")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """Return the tool that writes the texts."""
    spec = util.spec_from_file_location("write_golden", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", CASES)
def test_the_brief_says_what_it_said(tool: ModuleType, case: str) -> None:
    """No word has changed; where a change is meant, run python tools/write_golden.py."""
    kept = tool.file_of(case).read_text(encoding="utf-8").splitlines()
    changes = list(unified_diff(kept, tool.text_of(case).splitlines(), "kept", "now", lineterm=""))
    assert not changes, "\n".join(["python tools/write_golden.py writes what is meant:", *changes])


def test_every_case_is_kept(tool: ModuleType) -> None:
    """The texts that are kept are those of the cases that the tool names, and no others."""
    assert tool.CASES == CASES
    assert sorted(tool.GOLDEN.glob("*.txt")) == sorted(map(tool.file_of, CASES))


@pytest.mark.parametrize("case", CASES)
def test_the_first_pages_hold_no_word_that_they_must_not(tool: ModuleType, case: str) -> None:
    """No golden text names a version, a hash or a place on a disk."""
    text = tool.file_of(case).read_text(encoding="utf-8")
    assert "zopa 0" not in text
    assert str(TOOL.parents[2]) not in text
