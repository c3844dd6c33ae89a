"""The style sheet of the brief, and the policy that allows it and the board's script alone.

The margins of a printed page are written by the style sheet, so the handling label and
the imprint go into it as strings.  Every character of them beside ASCII letters, digits
and blanks is written by its code point: no text of a case can end the string.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from zopa.findings import Meta
from zopa.messages import direction_of, say
from zopa.report.board import board_style, script_source
from zopa.report.words import imprint

PAGE, PAGES = "\ue000", "\ue001"  # stand for the counters until the words are in order


def style_sheet(meta: Meta) -> Markup:
    """Return the style sheet with the margins of the printed page."""
    return Markup(f"{_fixed_rules()}\n{board_style()}\n{margins(meta)}")


def policy_for(style: str, script: str = "") -> str:
    """Return the content security policy of a page with this one style sheet.

    A page whose board moves has one script, named by its hash as well; any other has none.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; {script_source(script)}style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def margins(meta: Meta) -> str:
    """Return the rules for what stands in the margins of each printed page."""
    counted = say("Page {page} of {pages}", page=PAGE, pages=PAGES)
    counted = string(counted)
    for sign, counter in ((PAGE, "page"), (PAGES, "pages")):
        counted = counted.replace(_code(sign), f'" counter({counter}) "')
    # The boxes in the margins have no names by the direction of the text.
    start, end = ("left", "right") if direction_of(meta.language) == "ltr" else ("right", "left")
    return (
        "@page {\n"
        f"  @top-center {{ content: {string(meta.handling)}; }}\n"
        f"  @bottom-{start} {{ content: {string(imprint(meta))}; }}\n"
        f"  @bottom-{end} {{ content: {counted}; }}\n"
        "}\n"
    )


def string(text: str) -> str:
    """Write a text as a string of a style sheet.

    >>> print(string('a "b"'))
    "a \\22 b\\22 "
    """
    return '"' + "".join(_safe(character) for character in text) + '"'


def _safe(character: str) -> str:
    """Write one character of a string."""
    if character.isascii() and (character.isalnum() or character == " "):
        return character
    return " " if character in "\n\r\t\0" else _code(character)


def _code(character: str) -> str:
    """Write a character by its code point; the blank ends the code."""
    return f"\\{ord(character):x} "


@cache
def _fixed_rules() -> str:
    """Return the part of the style sheet that is the same in every brief."""
    return (files("zopa.report") / "templates" / "brief.css").read_text(encoding="utf-8")
