"""Files are written whole or not at all, and nothing is replaced that was not meant."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from zopa.errors import StorageError
from zopa.files import read_bytes, refuse_to_write, shown, write_whole

NEVER = "Choose another place: what was read is never replaced, even with --force."
LONG = "x" * 300

needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")


def refusal(path: Path, source: Path | str = "", force: bool = True) -> str:
    """Return why a file may not be written."""
    with pytest.raises(StorageError) as raised:
        refuse_to_write(path, force=force, source=source)
    return str(raised.value)


@pytest.fixture
def short_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that is the current one: the name of a socket must be short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_free_place_is_not_refused(tmp_path: Path) -> None:
    """Where nothing stands, or a file and force is given, there is nothing to say."""
    refuse_to_write(tmp_path / "new.html")
    (tmp_path / "old.html").write_text("old")
    refuse_to_write(tmp_path / "old.html", force=True)
    assert refusal(tmp_path / "old.html", force=False) == (
        f"'{tmp_path}/old.html' is there already. Use --force to replace it."
    )


@needs_fifo
def test_only_a_file_is_replaced(short_folder: Path) -> None:
    """No pipe, socket, device or folder is replaced, even with force."""
    os.mkfifo("pipe")
    Path("folder").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        for path, kind in [
            ("pipe", "a named pipe"),
            ("socket", "a socket"),
            ("folder", "a folder"),
            ("/dev/null", "a device"),
        ]:
            assert refusal(Path(path)) == (
                f"'{path}' is {kind}, not a file. Give the name of a file."
            )


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A link is not replaced, nor the file that it leads to, nor one that leads nowhere."""
    (tmp_path / "precious").write_text("precious")
    for name, target in (("link", "precious"), ("nowhere", "nothing")):
        (tmp_path / name).symlink_to(target)
        assert refusal(tmp_path / name) == (
            f"'{tmp_path}/{name}' is a link to '{target}'. Name the file itself: zopa does not "
            "write through links."
        )


def test_a_circle_of_links_is_told(tmp_path: Path) -> None:
    """A link to itself can be neither read nor written."""
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    told = f"'{loop}' cannot be opened: too many levels of symbolic links."
    assert refusal(loop) == told


@pytest.mark.parametrize("link", [False, True])
def test_the_case_itself_is_not_replaced(tmp_path: Path, link: bool) -> None:
    """What was read stays, whatever name it is given."""
    case = tmp_path / "case.yaml"
    case.write_text("precious")
    named = tmp_path / "also.yaml"
    if link:
        os.link(case, named)
    assert refusal(named if link else case, source=case) == (
        f"'{named if link else case}' is the case itself. {NEVER}"
    )


def test_no_table_of_the_case_is_replaced(tmp_path: Path) -> None:
    """Neither a table of the case nor a file that would be read as one is written."""
    case = tmp_path / "case"
    case.mkdir()
    (case / "issues.csv").write_text("id\n")
    os.link(case / "issues.csv", tmp_path / "linked.html")
    for name in ("issues.csv", "goals.csv", "GOALS.CSV"):
        assert refusal(case / name, source=case) == (
            f"'{case}/{name}' would be a table of the case itself. {NEVER}"
        )
    assert refusal(tmp_path / "linked.html", source=case) == (
        f"'{tmp_path}/linked.html' is a table of the case itself. {NEVER}"
    )
    refuse_to_write(case / "brief.html", source=case)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The first folder that is missing is named, and none is made."""
    assert refusal(tmp_path / "a" / "b" / "c.html") == (
        f"There is no folder '{tmp_path}/a'. Make it first, or choose another place."
    )
    (tmp_path / "f").write_text("")
    assert refusal(tmp_path / "f" / "c.html") == (
        f"'{tmp_path}/f' is a file, not a folder. Choose another place."
    )
    assert os.listdir(tmp_path) == ["f"]


@pytest.mark.parametrize(
    ("name", "why"),
    [(LONG, "file name too long"), ("a\0b", "the name holds a null character")],
    ids=["long", "null"],
)
def test_a_name_that_cannot_be_is_told(tmp_path: Path, name: str, why: str) -> None:
    """A name that the system does not take is the user's slip, and shown in short."""
    path = tmp_path / name
    assert refusal(path) == f"'{shown(path)}' cannot be opened: {why}."
    with pytest.raises(StorageError) as raised:
        read_bytes(path)
    assert str(raised.value) == f"'{shown(path)}' cannot be opened: {why}."
    with pytest.raises(StorageError) as raised:
        write_whole({path: "text"})
    assert str(raised.value).endswith(f"{why}.")
    assert len(shown(path)) < 110


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    """The file that is written first does not need a longer name than the one that is asked."""
    path = tmp_path / ("x" * 255)
    write_whole({path: "text"})
    assert path.read_text() == "text"


def test_the_temporary_file_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file cannot take its name, the error names it and not the one beside it."""

    def fail(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link", str(tmp_path / ".zopa-1.part"))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(StorageError) as raised:
        write_whole({tmp_path / "a.html": "text"})
    assert str(raised.value) == (
        f"'{tmp_path}/a.html' cannot be written: invalid cross-device link."
    )
    assert os.listdir(tmp_path) == []
