"""Stored texts: the words of a source, kept in a file beside the tables of the case.

A stored text is a file in UTF-8 within the folder of the case.  Its characters are code
points, counted from 0, line ends as they stand; a byte-order mark is no character.  A span
such as ``120-188`` is the characters from the first number up to, not including, the second.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from zopa.case.case import Case
from zopa.case.cells import MOST_DIGITS, shown
from zopa.errors import StorageError
from zopa.files import kind_of, read_bytes, refuse_to_write, status_of

LARGEST = 5_000_000  # bytes: some 800,000 words, far more than one document
_SPAN = re.compile(rf"(\d{{1,{MOST_DIGITS}}})-(\d{{1,{MOST_DIGITS}}})")
# Tags and entities that come along where a text is copied as the source of a web page.
_TAGS = (
    "a|abbr|article|aside|b|blockquote|body|br|button|center|cite|code|dd|div|dl|dt|em|figure|"
    "figcaption|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|label|li|link|main|"
    "meta|nav|ol|p|pre|script|section|small|span|strong|style|sub|sup|svg|table|tbody|td|th|thead|"
    "title|tr|u|ul|video"
)
_ENTITIES = (
    "nbsp|amp|lt|gt|quot|apos|lsquo|rsquo|ldquo|rdquo|laquo|raquo|ndash|mdash|hellip|shy|copy|"
    "euro|bull|middot|eacute|egrave|agrave|ccedil|ouml|uuml|auml|szlig"
)


@dataclass(frozen=True)
class Trouble:
    """Why a stored text cannot be used: which cell tells of it, what is wrong, what to do."""

    column: str
    message: str
    remedy: str


@dataclass(frozen=True)
class StoredText:
    """What was found in the file of a stored text, which is read once and not kept."""

    length: int | None = None  # in characters; None where it is not known
    trouble: Trouble | None = None
    markup: str = ""  # the first tag or entity in it


def look_at(folder: Path, name: str, sha256: str | None = None) -> StoredText:
    """Read the stored text that a source names, and say what was found."""
    data = _read(folder, name)
    if isinstance(data, Trouble):
        return StoredText(trouble=data)
    found = hashlib.sha256(data).hexdigest()
    trouble = None if sha256 in (None, found) else _other_sum(name, found)
    text = _decoded(data, name)
    if isinstance(text, Trouble):
        return StoredText(trouble=text)
    return StoredText(len(text), trouble, markup_in(text))


def read_text(folder: Path, name: str) -> str:
    """Return a stored text; raises :class:`~zopa.errors.StorageError` where it cannot be used."""
    data = _read(folder, name)
    text = data if isinstance(data, Trouble) else _decoded(data, name)
    if isinstance(text, Trouble):
        raise StorageError(text.message, text.remedy)
    return text


def texts_to_carry(
    case: Case, source: Path | str, target: Path, *, force: bool = False
) -> dict[Path, bytes]:
    """Return the stored texts that go along where a case is written in another place.

    Parameters
    ----------
    case
        The case that is written; what it does not name stays behind.
    source
        Where the case was read: its folder, or a file beside which the texts lie.
    target
        The folder that the case is written to, or beside whose file it is.
    force
        Whether another file of that name is replaced.

    Raises
    ------
    StorageError
        If another file of that name is there.
    """
    home = Path(source) if Path(source).is_dir() else Path(source).parent
    found: dict[Path, bytes] = {}
    for row in case.sources:
        data = _read(home, row.text_file) if row.text_file else None
        if not isinstance(data, bytes) or row.text_file is None:
            continue
        path = target / row.text_file
        if status_of(path) is not None:
            if read_bytes(path) == data:
                continue
            refuse_to_write(path, force=force)
        found[path] = data
    return found


def read_span(text: str) -> tuple[int, int] | None:
    """Read a span; ``None`` where it is not of that form.

    >>> read_span("120-188"), read_span("188-120"), read_span("from 120")
    ((120, 188), (188, 120), None)
    """
    found = _SPAN.fullmatch(text)
    return (int(found.group(1)), int(found.group(2))) if found else None


def markup_in(text: str) -> str:
    """Return the first tag or entity of HTML in a text; empty where there is none.

    >>> markup_in("a<br/>b"), markup_in("R&amp;D"), markup_in("R&D: 3 < 4 > 2")
    ('<br/>', '&amp;', '')
    """
    if "<" not in text and "&" not in text:
        return ""
    found = _markup().search(text)
    return found.group() if found else ""


@cache
def _markup() -> re.Pattern[str]:
    """Return the pattern of a tag or an entity; made where a text may hold one, and not before."""
    return re.compile(
        rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|&(?:{_ENTITIES}|\#\d{{1,7}}|\#x[0-9a-f]{{1,6}});",
        re.IGNORECASE,
    )


def _read(folder: Path, name: str) -> bytes | Trouble:
    """Return the bytes of a stored text, or why there are none."""
    path = _within(folder, name)
    if path is None:
        message = f"'{shown(name)}' leads out of the folder of the case."
        remedy = "Put the file into that folder and name it from there, as in texts/speech.txt."
        return Trouble("text_file", message, remedy)
    try:
        status = status_of(path)
        if status is None:
            message = f"there is no file '{shown(name)}' in the folder of the case."
            return Trouble("text_file", message, "Put it there, or mend the name.")
        if kind := kind_of(status):
            message = f"'{shown(name)}' is {kind}, not a file."
            return Trouble("text_file", message, "Name the file with the text.")
        if status.st_size > LARGEST:
            size = f"{status.st_size / 1e6:.1f} MB, and a text may have {LARGEST / 1e6:g}"
            message = f"'{shown(name)}' has {size}."
            return Trouble("text_file", message, "Keep the part that the statements rest on.")
        return read_bytes(path)
    except StorageError as error:
        remedy = error.remedy or "Mend the file, or leave text_file empty."
        return Trouble("text_file", error.message, remedy)


def _within(folder: Path, name: str) -> Path | None:
    """Return where a stored text lies; ``None`` where that is not within the folder."""
    written = PurePosixPath(name), PureWindowsPath(name)
    if any(path.is_absolute() or path.anchor or ".." in path.parts for path in written):
        return None
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError, RuntimeError):  # a null character, or links in a circle
        return None


def _decoded(data: bytes, name: str) -> str | Trouble:
    """Return the text of a file, or say that it is in another encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"'{shown(name)}' is not stored as UTF-8."
        return Trouble("text_file", message, "Save it as UTF-8, with an editor.")


def _other_sum(name: str, found: str) -> Trouble:
    """Say that a file is not the one whose sum was noted."""
    message = f"'{shown(name)}' is not the file that was stored: its sum is another."
    remedy = f"Bring the stored file back, or write {found} where the change is meant."
    return Trouble("sha256", message, remedy)
