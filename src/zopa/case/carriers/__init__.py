"""Carriers: the forms in which a case is kept, and how each is read and written.

A folder of CSV files is the canonical carrier; one YAML file or one workbook holds the same
rows.  Every carrier reads into the same :class:`~zopa.case.carriers.raw.RawCase`: words and
places, not yet checked against the data dictionary.  What can be read is read; what cannot is
told as problems, all of them together.
"""

from __future__ import annotations

import os
from pathlib import Path

from zopa.case.carriers.csv_folder import read_folder, write_folder
from zopa.case.carriers.raw import (
    XLSX_SUFFIXES,
    YAML_SUFFIXES,
    RawCase,
    RawRow,
    RawTable,
)
from zopa.case.case import Case
from zopa.case.stored_texts import texts_to_carry
from zopa.case.tables import TABLES
from zopa.errors import OptionError, Place, Problem, StorageError, nearest
from zopa.files import kind_of, shown, status_of, write_whole

__all__ = ["YAML_SUFFIXES", "RawCase", "RawRow", "RawTable", "read_raw", "write_case"]

LOCK = "~$"  # begins the name of the file that a spreadsheet keeps while a workbook is open

CARRIERS = "a folder of CSV files, a workbook (.xlsx) or a file that ends in .yaml"
REMEDY = "Give a folder without a suffix (CSV files), or a name in .xlsx or .yaml."


def read_raw(path: Path | str) -> tuple[RawCase, list[Problem]]:
    """Read a case from a folder of CSV files, from one YAML file or from one workbook.

    Raises :class:`StorageError` where there is nothing at the path or it cannot be opened;
    everything else that is wrong comes back as problems.
    """
    if path == "":
        raise OptionError("no case was named.", f"A case is {CARRIERS}; '.' is this folder.")
    path = Path(path)
    status = status_of(path)
    if status is None:
        raise StorageError(*_why_nothing(path))
    kind = kind_of(status)
    if kind == "a folder":
        return read_folder(path)
    if kind:  # a pipe would keep us waiting for somebody who writes into it
        raise StorageError(f"'{shown(path)}' is {kind}, not a file.", f"A case is {CARRIERS}.")
    suffix = path.suffix.casefold()
    if path.name.startswith(LOCK):
        return RawCase({}, str(path), frozenset(TABLES)), [_lock_file(path)]
    if suffix in YAML_SUFFIXES:
        # Put off: a folder needs no YAML, and `zopa check` has half a second.
        from zopa.case.carriers.yaml_file import read_yaml

        return read_yaml(path)
    if suffix in XLSX_SUFFIXES:
        from zopa.case.carriers.xlsx_file import read_xlsx  # put off, as above

        return read_xlsx(path)
    return RawCase({}, str(path), frozenset(TABLES)), [_unknown_carrier(path, suffix)]


def write_case(
    case: Case, path: Path | str, *, force: bool = False, source: Path | str = ""
) -> None:
    """Write a case as the path says: a name without a suffix is a folder of CSV files.

    Files are written whole or not at all.  Raises :class:`StorageError` where something
    stands at the path already, unless ``force`` is given, and where it is no regular file or
    the case itself, which ``source`` names.  The stored texts of a source go along.
    """
    if path == "":
        raise OptionError("no file name was given.", REMEDY)
    path = Path(path)
    suffix = path.suffix.casefold()
    status = status_of(path)
    is_folder = not suffix or bool(status and kind_of(status) == "a folder")
    home = path if is_folder else path.parent
    texts = texts_to_carry(case, source, home, force=force) if source else {}
    if is_folder:
        write_folder(case, path, force=force, source=source)
    elif suffix in YAML_SUFFIXES:
        from zopa.case.carriers.yaml_file import write_yaml  # put off, as above

        write_yaml(case, path, force=force, source=source)
    elif suffix == ".xlsx":
        from zopa.case.carriers.xlsx_text import write_xlsx  # put off, as above

        write_xlsx(case, path, force=force, source=source)
    else:
        raise StorageError(f"zopa does not write a case as '{shown(suffix)}'.", REMEDY)
    for text in texts:
        text.parent.mkdir(parents=True, exist_ok=True)
    write_whole(texts)


def _unknown_carrier(path: Path, suffix: str) -> Problem:
    """Say why a file is not a case, and what to do."""
    place = Place(file=path.name)
    if suffix in (".xls", ".ods"):
        message = f"zopa does not read {suffix} workbooks."
        return Problem(place, message, "Save it as .xlsx in the spreadsheet.")
    if suffix == ".csv":
        message = "one CSV file is one table, not a case."
        return Problem(place, message, f"Name its folder instead: '{path.parent}'.")
    return Problem(place, "zopa reads no case from a file of this kind.", f"A case is {CARRIERS}.")


def _lock_file(path: Path) -> Problem:
    """Say that a file is no case, but the sign that one is open."""
    meant = path.with_name(path.name.removeprefix(LOCK))
    message = "this is the lock file of an open workbook."
    return Problem(Place(file=path.name), message, f"Name the workbook itself: '{shown(meant)}'.")


def _why_nothing(path: Path) -> tuple[str, str]:
    """Say that there is nothing at a path, and what to do."""
    if path.is_symlink():
        target = shown(os.readlink(path))
        return f"'{shown(path)}' is a link to '{target}', where there is nothing.", "Mend the link."
    return f"There is no case at '{shown(path)}'.", _nearest_sibling(path)


def _may_be_a_case(path: Path) -> bool:
    return path.suffix.casefold() in (".xlsx", *YAML_SUFFIXES) or path.is_dir()


def _nearest_sibling(path: Path) -> str:
    """Offer the entry of the same folder that is written most like the missing one."""
    if not path.parent.is_dir():
        return f"There is no folder '{shown(path.parent)}' either."
    try:
        # By their stems, since the endings of all workbooks are alike; of some with one stem the
        # one that ends as the missing one does.
        entries = [entry for entry in sorted(path.parent.iterdir()) if _may_be_a_case(entry)]
        entries.sort(key=lambda entry: entry.suffix.casefold() == path.suffix.casefold())
        beside = {entry.stem: entry for entry in entries}
    except OSError:  # a folder that may be passed through and not be read
        beside = {}
    close = nearest(path.stem, beside)
    return f"Did you mean '{beside[close]}'?" if close else "Check the path."
