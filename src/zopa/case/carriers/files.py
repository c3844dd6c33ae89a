"""Writing files whole or not at all, and reading them with errors a user can act on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from zopa.errors import StorageError


def read_bytes(path: Path) -> bytes:
    """Read a file; raises :class:`StorageError` where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise StorageError(f"'{path}' cannot be read: {reason(error)}.") from error


def refuse_to_overwrite(path: Path) -> None:
    """Raise :class:`StorageError` where something stands at a path."""
    if path.exists():
        raise StorageError(f"'{path}' is there already.", "Use --force to replace it.")


def write_whole(contents: Mapping[Path, str | bytes]) -> None:
    """Write files such that each is there whole or not at all; text is written as UTF-8.

    Every content is first written beside its place; only when all are on the disk do they
    take their names, so a full disk or a crash leaves the old files as they were.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            waiting[path] = _write_beside(path, content)
        for path, temporary in list(waiting.items()):
            os.replace(temporary, path)
            del waiting[path]
    except OSError as error:
        name = error.filename2 or error.filename or ""
        raise StorageError(f"'{name}' cannot be written: {reason(error)}.") from error
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


def reason(error: OSError) -> str:
    """Return the system's words for an error, without numbers and paths."""
    return (error.strerror or type(error).__name__).lower()


def _write_beside(path: Path, content: str | bytes) -> Path:
    """Write a content to a temporary file in the folder of its place."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode & 0o777)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    """Return the mask that the system applies to new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
