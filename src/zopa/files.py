"""Files, read with errors that a user can act on, and written whole or not at all.

What stands at a path is never replaced unasked.  Even when asked, nothing but a regular file
is replaced: no device, pipe or folder, no link (the file that it leads to may be anywhere),
and never the case that was read.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from zopa.errors import StorageError

LONGEST_SHOWN = 100  # characters of a path that a message repeats
KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def shown(path: Path | str) -> str:
    """Return a path as messages show it: one that is far too long by its two ends."""
    text = str(path).replace("\0", "\\0")
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[: LONGEST_SHOWN // 2]}…{text[-LONGEST_SHOWN // 4 :]}"


def typed(path: object) -> str:
    """Return a path as it is to be typed in a command, in quotation marks where it needs them."""
    return f"'{path}'" if " " in str(path) else str(path)


def reason(error: OSError | ValueError) -> str:
    """Return the system's words for an error, without numbers and paths."""
    if isinstance(error, OSError):
        return (error.strerror or type(error).__name__).lower()
    return "the name holds a null character"


def status_of(path: Path) -> os.stat_result | None:
    """Return what stands at a path, links followed; ``None`` where there is nothing."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise StorageError(f"'{shown(path)}' cannot be opened: {reason(error)}.") from error


def kind_of(status: os.stat_result) -> str:
    """Say what a path leads to; empty for a regular file."""
    return next((kind for is_kind, kind in KINDS if is_kind(status.st_mode)), "")


def read_bytes(path: Path) -> bytes:
    """Read a file; raises :class:`StorageError` where it cannot be opened, or is no file.

    A pipe is refused, since it would keep us waiting for somebody who writes into it.
    """
    status = status_of(path)
    if status is None:
        raise StorageError(f"There is no file '{shown(path)}'.", "Check the name and the folder.")
    if kind := kind_of(status):
        raise StorageError(f"'{shown(path)}' is {kind}, not a file.", "Name a file.")
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise StorageError(f"'{shown(path)}' cannot be read: {reason(error)}.") from error


# Writing ------------------------------------------------------------------------------


def refuse_to_write(path: Path, *, force: bool = False, source: Path | str = "") -> None:
    """Raise :class:`StorageError` where a file may not be written.

    Parameters
    ----------
    path
        The file.
    force
        Whether a file that stands there is to be replaced.
    source
        The case that was read; neither it nor a table of it is ever replaced.
    """
    refuse_missing_folder(path)
    status = status_of(path)
    if path.is_symlink():
        message = f"'{shown(path)}' is a link to '{shown(os.readlink(path))}'."
        raise StorageError(message, "Name the file itself: zopa does not write through links.")
    if source:
        _refuse_source(path, Path(source))
    if status is None:
        return
    if kind := kind_of(status):
        raise StorageError(f"'{shown(path)}' is {kind}, not a file.", "Give the name of a file.")
    if not force:
        raise StorageError(f"'{shown(path)}' is there already.", "Use --force to replace it.")


def refuse_missing_folder(path: Path) -> None:
    """Raise :class:`StorageError` where there is no folder to write a path into."""
    status = status_of(path.parent)
    if status is None:
        folder = path.parent
        while folder.parent != folder and status_of(folder.parent) is None:
            folder = folder.parent
        remedy = "Make it first, or choose another place."
        raise StorageError(f"There is no folder '{shown(folder)}'.", remedy)
    if not stat.S_ISDIR(status.st_mode):
        message = f"'{shown(path.parent)}' is {kind_of(status) or 'a file'}, not a folder."
        raise StorageError(message, "Choose another place.")


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file or folder."""
    first, second = status_of(one), status_of(other)
    return first is not None and second is not None and os.path.samestat(first, second)


def _refuse_source(path: Path, source: Path) -> None:
    """Refuse to replace the case that was read, or a table of it."""
    remedy = "Choose another place: what was read is never replaced, even with --force."
    if is_same(path, source):
        raise StorageError(f"'{shown(path)}' is the case itself.", remedy)
    if path.suffix.casefold() == ".csv" and is_same(path.parent, source):
        raise StorageError(f"'{shown(path)}' would be a table of the case itself.", remedy)
    if source.is_dir() and any(is_same(path, table) for table in source.glob("*.csv")):
        raise StorageError(f"'{shown(path)}' is a table of the case itself.", remedy)


def write_whole(contents: Mapping[Path, str | bytes]) -> None:
    """Write files such that each is there whole or not at all; text is written as UTF-8.

    Every content is first written beside its place; only when all are on the disk do they
    take their names, so a full disk or a crash leaves the old files as they were.
    """
    waiting: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in contents.items():
            waiting[path] = _write_beside(path, content)
        for path, temporary in list(waiting.items()):
            os.replace(temporary, path)
            del waiting[path]
    except (OSError, ValueError) as error:
        # The temporary file is no concern of the user, who has never heard of it.
        raise StorageError(f"'{shown(path)}' cannot be written: {reason(error)}.") from error
    finally:
        _remove(waiting.values())


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _write_beside(path: Path, content: str | bytes) -> Path:
    """Write a content to a temporary file in the folder of its place."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    # A short name of its own, so that the longest name that the system allows can be written.
    handle, name = tempfile.mkstemp(prefix=".zopa-", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        there = status_of(path)
        mode = there.st_mode if there else 0o666 & ~_umask()
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
