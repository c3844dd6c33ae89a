"""``zopa audit`` as a gate: what it prints, and how it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from zopa.cli import main

RIVER = str(Path(__file__).parents[2] / "cases" / "river.yaml")
UKRAINE = str(Path(__file__).parents[2] / "cases" / "ukraine-2025-02")


@pytest.fixture
def zopa_cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command and return its exit code, stdout and stderr."""

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["zopa", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return call


@pytest.fixture
def brief(zopa_cli: Any, tmp_path: Path) -> Path:
    """The brief of the fictional case."""
    path = tmp_path / "brief.html"
    assert zopa_cli("brief", RIVER, "-o", str(path))[0] == 0
    return path


def statements(brief: Path) -> int:
    """Return how many statements a brief holds."""
    number = brief.read_text(encoding="utf-8").count(" data-id=")
    assert number > 5
    return number


def test_a_clean_brief_ends_with_0(zopa_cli: Any, brief: Path) -> None:
    code, out, err = zopa_cli("audit", str(brief))
    assert (code, err) == (0, "")
    assert out == "0 flaws in 25 statements and their surroundings.\n"


def test_a_flaw_ends_with_1_and_is_told_with_its_remedy(zopa_cli: Any, brief: Path) -> None:
    text = brief.read_text(encoding="utf-8")
    assert "The sets show what conflicts, not who should yield." in text
    text = text.replace(
        "<li>The sets show what conflicts, not who should yield.",
        "<li>Belmar should concede.",
        1,
    )
    brief.write_text(text, encoding="utf-8")
    code, out, _ = zopa_cli("audit", str(brief))
    assert code == 1
    assert out == (
        "advice: It advises who should yield: “should concede”.\n"
        "  Belmar should concede.\n"
        "  [#how-to-read]\n"
        "  Say which lines cannot all stand, and leave to the parties what follows.\n\n"
        "1 flaw in 25 statements and their surroundings.\n"
    )
    code, out, _ = zopa_cli("audit", str(brief), "--json")
    found = json.loads(out)
    assert code == 1
    assert found["schema"] == "zopa.audit/1"
    assert (found["ok"], found["words"], found["statements"]) == (False, "1", 25)
    assert len(found["case_hash"]) == 64
    assert [flaw["check"] for flaw in found["flaws"]] == ["advice"]
    assert set(found["flaws"][0]) == {"check", "message", "sentence", "reference", "remedy"}


def test_words_of_another_language_are_not_checked_and_that_is_said(
    zopa_cli: Any, brief: Path
) -> None:
    text = brief.read_text(encoding="utf-8").replace('<html lang="en"', '<html lang="fr"')
    brief.write_text(text, encoding="utf-8")
    code, out, _ = zopa_cli("audit", str(brief))
    assert code == 0
    assert out.startswith("The words were not checked: the lists are for English, not for 'fr'.\n")
    assert json.loads(zopa_cli("audit", str(brief), "--json")[1])["words"] is None


def test_a_brief_is_read_from_standard_input(
    zopa_cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written to standard output can be read by the audit."""
    brief = tmp_path / "brief.html"
    assert zopa_cli("brief", RIVER, "-o", str(brief))[0] == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(brief.read_bytes())))
    assert zopa_cli("audit", "-") == zopa_cli("audit", str(brief))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"no brief")))
    assert "'-' is no brief of zopa." in zopa_cli("audit", "-")[2]


@pytest.mark.parametrize("language", ["fr", "uk"])
def test_a_date_in_the_summary_is_no_quantity(zopa_cli: Any, tmp_path: Path, language: str) -> None:
    """The flagship's summary has days in the language of the brief, and no flaw."""
    brief = tmp_path / "brief.html"
    zopa_cli("brief", UKRAINE, "-o", str(brief), "--lang", language)
    assert zopa_cli("audit", str(brief))[0] == 0


def test_another_file_ends_with_2_and_a_missing_one_with_4(zopa_cli: Any, tmp_path: Path) -> None:
    code, out, err = zopa_cli("audit", RIVER, "--json")
    assert (code, out) == (2, "")
    assert json.loads(err)["error"]["message"] == f"'{RIVER}' is no brief of zopa."
    missing = tmp_path / "none.html"
    code, _, err = zopa_cli("audit", str(missing))
    assert code == 4
    assert err.endswith(f"There is no file '{missing}'. Check the name and the folder.\n")
