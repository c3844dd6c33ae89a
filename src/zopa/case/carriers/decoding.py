"""From the bytes of a file to text: UTF-8 with or without a mark, or a reason why not."""

from __future__ import annotations

import codecs

from zopa.errors import Place, Problem

REMEDY = "Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')."
# The same for a file that no spreadsheet writes.
IN_AN_EDITOR = "Save the file as UTF-8: an editor asks for the encoding when it saves under a name."
ARCHIVE = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, file: str) -> str | Problem:
    """Return the text of a file, or the problem that keeps it from being text in UTF-8."""
    place = Place(file=file)
    is_table = file.casefold().endswith(".csv")
    remedy = REMEDY if is_table else IN_AN_EDITOR
    if data.startswith((ARCHIVE, OLD_WORKBOOK)):
        message = "this is a workbook or an archive, whatever its name says."
        way = "Open it in a spreadsheet and save each table as CSV."
        return Problem(place, message, way if is_table else "Let its name end in .xlsx.")
    if data.startswith(UTF_16) or data.count(0) * 4 > len(data) > 0:
        return Problem(place, "the file is in UTF-16.", remedy)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(
            Place(file=file, line=data.count(b"\n", 0, error.start) + 1),
            f"{_guess(data, error.start)} is not stored as UTF-8.",
            remedy,
        )


def _guess(data: bytes, position: int) -> str:
    """Name the letter that a byte is in the usual western encoding of Windows."""
    try:
        letter = data[position : position + 1].decode("cp1252")
    except UnicodeDecodeError:
        return "a letter"
    return f"a letter (probably '{letter}')" if letter.isprintable() else "a letter"
