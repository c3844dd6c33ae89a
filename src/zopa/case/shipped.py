"""The cases that come with zopa, wherever it is installed.

A wheel carries them beside the code (``[tool.hatch.build.targets.wheel.force-include]`` in
``pyproject.toml``); a source checkout has them in the folder ``cases`` and nowhere else.
"""

from __future__ import annotations

from pathlib import Path

from zopa.case.build import load_case
from zopa.case.carriers import write_case
from zopa.errors import OptionError, StorageError, did_you_mean
from zopa.files import read_bytes, refuse_to_write, write_whole

FLAGSHIP = "ukraine-2025-02"
SHIPPED = {FLAGSHIP: FLAGSHIP, "river": "river.yaml"}  # name -> file or folder
_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "cases", _PACKAGE.parents[1] / "cases")


def shipped(name: str) -> Path:
    """Return where a case that comes with zopa stands.

    Raises :class:`OptionError` for a name that no such case has, and :class:`StorageError`
    where this installation has lost its cases.
    """
    if name not in SHIPPED:
        remedy = did_you_mean(name, list(SHIPPED), "the cases")
        raise OptionError(f"No case '{name}' comes with zopa.", remedy)
    for folder in _PLACES:
        if (folder / SHIPPED[name]).exists():
            return folder / SHIPPED[name]
    raise StorageError(f"This installation of zopa lacks the case '{name}'.", "Install it again.")


def copy_shipped(name: str, target: Path, *, force: bool = False) -> None:
    """Put a case that comes with zopa at a path, in the carrier that the path names.

    A folder is copied with all that stands in it, so that its page of notes comes along.
    Raises :class:`StorageError` where something is there already, unless ``force`` is given.
    """
    source = shipped(name)
    write_case(load_case(source), target, force=force, source=source)
    if source.is_dir() and target.is_dir():
        notes = [file for file in sorted(source.iterdir()) if file.is_file()]
        for file in notes:
            refuse_to_write(target / file.name, force=True, source=source)
        write_whole({target / file.name: read_bytes(file) for file in notes})
