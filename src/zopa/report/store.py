"""Writing a brief: whole or not at all, and never over another file unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from zopa.errors import StorageError
from zopa.findings import Findings
from zopa.report.brief import render_brief


def write_brief(findings: Findings, path: Path, force: bool = False) -> None:
    """Write the brief to a file; its folder is made where it is missing.

    The text is first written beside its place and takes its name only when it is on the
    disk, so a full disk or a crash leaves an older brief as it was.

    Raises
    ------
    StorageError
        Where something stands at the path and ``force`` is not given, or where the file
        cannot be written.
    """
    if path.exists() and not force:
        raise StorageError(f"'{path}' is there already.", "Use --force to replace it.")
    text = render_brief(findings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, text)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StorageError(
            f"'{path}' cannot be written: {reason}.", "Choose another place with -o FILE."
        ) from error


def _write_whole(path: Path, text: str) -> None:
    """Write a text beside its place, then give it its name."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the mask that the system applies to new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
