"""The cases that come with zopa: free of errors, and the same case in every carrier."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.case.build import read_case
from zopa.case.carriers import write_case
from zopa.ledger import read_ledger
from zopa.lenses.redlines.analyse import Options, analyse
from zopa.model import build_model

ROOT = Path(__file__).resolve().parent.parent
RIVER = ROOT / "cases" / "river.yaml"
CASES = (
    RIVER,
    ROOT / "tests" / "cases" / "note-13",
    ROOT / "tests" / "cases" / "rewrites",
    ROOT / "cases" / "ukraine-2025-02",
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_shipped_case_has_no_errors(path: Path) -> None:
    assert read_case(path).errors == ()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_shipped_case_is_the_same_case_in_every_carrier(path: Path, tmp_path: Path) -> None:
    case = read_case(path).case
    hashes = [case.hash]
    for name in ("first.yaml", "folder", "second.yaml"):
        write_case(case, tmp_path / name, source=path)
        loaded = read_case(tmp_path / name)
        assert loaded.errors == ()
        case = loaded.case
        hashes.append(case.hash)
    assert len(set(hashes)) == 1
    assert (tmp_path / "first.yaml").read_bytes() == (tmp_path / "second.yaml").read_bytes()


def feasible(path: Path) -> int:
    model = build_model(read_ledger(read_case(path).case))
    return analyse(model, Options()).feasible


def test_every_condition_of_the_river_bites(tmp_path: Path) -> None:
    full = feasible(RIVER)
    text = RIVER.read_text(encoding="utf-8").splitlines()
    for condition in ("K1", "K2", "K3"):
        path = tmp_path / f"without-{condition}.yaml"
        kept = [line for line in text if f"{{id: {condition}," not in line]
        assert len(kept) == len(text) - 1
        path.write_text("\n".join(kept), encoding="utf-8")
        assert feasible(path) > full
