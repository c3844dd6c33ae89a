"""Fixed text, ready for translation.

Every sentence that zopa writes for a reader is a whole message with named fields, looked
up in a gettext catalogue by its English text.  English needs no catalogue: the message is
its own translation.  ``tools/write_docs.py`` gathers all messages into
``locale/zopa.pot``; a translation is a compiled catalogue beside it.

>>> say("{party} states {line}.", party="Arda", line="R1")
'Arda states R1.'
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "zopa"


@cache
def catalogue(language: str = "en") -> gettext.NullTranslations:
    """Return the catalogue of a language; English where there is none."""
    return gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[language], fallback=True)


def say(message: str, /, language: str = "en", **fields: object) -> str:
    """Return a message in the reader's language with its named fields filled in."""
    text = catalogue(language).gettext(message)
    return text.format(**fields) if fields else text


def say_count(one: str, many: str, number: int, /, language: str = "en", **fields: object) -> str:
    """Return the message that fits a number, with ``{number}`` and the fields filled in."""
    text = catalogue(language).ngettext(one, many, number)
    return text.format(number=f"{number:,}", **fields)


def listing(items: list[str], /, language: str = "en") -> str:
    """Join items as a sentence does: ``A``, ``A and B``, ``A, B and C``."""
    if len(items) < 2:
        return "".join(items)
    first = ", ".join(items[:-1])
    return say("{first} and {last}", language, first=first, last=items[-1])
