"""Writing a brief: whole or not at all, and never over another file unasked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.report.sample import empty, sample
from zopa.errors import StorageError
from zopa.report import render_brief, write_brief


def test_the_file_holds_the_page(tmp_path: Path) -> None:
    """The file holds the rendered page, and nothing is left beside it."""
    path = tmp_path / "out" / "brief.html"
    path.parent.mkdir()
    write_brief(sample(), path)
    assert path.read_bytes() == render_brief(sample()).encode("utf-8")
    assert os.listdir(path.parent) == ["brief.html"]


def test_folders_are_not_made(tmp_path: Path) -> None:
    """A folder that is missing may be a slip of the pen: it is named, and not made."""
    with pytest.raises(StorageError) as raised:
        write_brief(sample(), tmp_path / "out" / "sil" / "brief.html")
    assert str(raised.value) == (
        f"There is no folder '{tmp_path}/out'. Make it first, or choose another place."
    )
    assert os.listdir(tmp_path) == []


def test_a_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    """Where something stands already, the error says how to replace it, and nothing changes."""
    path = tmp_path / "brief.html"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(StorageError) as raised:
        write_brief(sample(), path)
    assert str(raised.value) == f"'{path}' is there already. Use --force to replace it."
    assert path.read_text(encoding="utf-8") == "precious"


def test_a_file_is_replaced_when_asked(tmp_path: Path) -> None:
    """With force the new page takes the place of the old one and keeps its permissions."""
    path = tmp_path / "brief.html"
    write_brief(sample(), path)
    path.chmod(0o600)
    write_brief(empty(), path, force=True)
    assert path.read_text(encoding="utf-8") == render_brief(empty())
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full, the old brief is as it was and no remains lie beside it."""
    path = tmp_path / "brief.html"
    path.write_text("precious", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError) as raised:
        write_brief(sample(), path, force=True)
    assert str(raised.value) == (
        f"'{path}' cannot be written: no space left on device. Choose another place with -o FILE."
    )
    assert path.read_text(encoding="utf-8") == "precious"
    assert os.listdir(tmp_path) == ["brief.html"]


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    """Where a folder of the path is a file, the error names the path."""
    (tmp_path / "out").write_text("", encoding="utf-8")
    path = tmp_path / "out" / "brief.html"
    with pytest.raises(StorageError, match="/out' is a file, not a folder"):
        write_brief(sample(), path)
