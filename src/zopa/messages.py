"""Fixed text in the reader's language.

Every sentence that zopa writes for a reader is a whole message with named fields, looked
up in a gettext catalogue by its English text.  English needs no catalogue: the message is
its own translation.  ``make catalogues`` gathers all messages into ``locale/zopa.pot``,
brings the translations beside it up to date and compiles them.

The language belongs to a run: whoever begins one names it with :func:`speaking`, and what
is said inside is said in that language.

>>> say("{party} states {line}.", party="Arda", line="R1")
'Arda states R1.'
>>> with speaking("fr"):
...     listing(["R1", "R4", "U1"])
'R1, R4 et U1'
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "zopa"
SOURCE_LANGUAGE = "en"
# A folder of further catalogues, for a translator who tries one before it is part of zopa.
TRIAL_FOLDER = "ZOPA_LOCALE"

# Languages, and the made-up language in which the layout is tried.
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "qps-plocm", "ur", "yi"})

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say what is said inside the block in a language, by its code."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def current_language() -> str:
    """Return the language in which things are said here and now."""
    return _language.get()


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that zopa speaks, English first."""
    found = {file.parents[1].name for folder in _folders() for file in folder.glob(_file("*"))}
    return (SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE}))


def known_language(wanted: str) -> str | None:
    """Return the language that comes nearest to a code, if zopa speaks any: fr for fr-CA."""
    plain = wanted.strip().replace("_", "-").casefold()
    known = {code.casefold(): code for code in languages()}
    while plain:
        if plain in known:
            return known[plain]
        plain = plain.rpartition("-")[0]
    return None


def direction_of(language: str) -> str:
    """Return the direction in which a language is written: ltr or rtl."""
    plain = language.casefold()
    return "rtl" if {plain, plain.partition("-")[0]} & RIGHT_TO_LEFT else "ltr"


def is_reviewed(language: str) -> bool:
    """Whether somebody who knows the field has read a translation; English is the original."""
    return catalogue(language).info().get("x-review", "") != "unreviewed"


def catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; English where there is none."""
    return _catalogue(language, os.environ.get(TRIAL_FOLDER, ""))


@cache
def _catalogue(language: str, trial: str) -> gettext.NullTranslations:
    for folder in _folders():
        file = folder / _file(language)
        if file.is_file():
            with file.open("rb") as stream:
                return gettext.GNUTranslations(stream)
    return gettext.NullTranslations()


def _folders() -> list[Path]:
    """Return where catalogues are looked for, ours last."""
    trial = os.environ.get(TRIAL_FOLDER, "")
    return [*([Path(trial)] if trial else []), LOCALE_FOLDER]


def _file(language: str) -> str:
    return f"{language}/LC_MESSAGES/{DOMAIN}.mo"


def say(message: str, /, **fields: object) -> str:
    """Return a message in the reader's language with its named fields filled in."""
    text = catalogue(current_language()).gettext(message) if message else ""
    return text.format(**fields) if fields else text


def say_count(one: str, many: str, number: int, /, **fields: object) -> str:
    """Return the message that fits a number, with ``{number}`` and the fields filled in."""
    text = catalogue(current_language()).ngettext(one, many, number)
    return text.format(number=grouped(number), **fields)


class Phrase(str):
    """A message that is said in English before the language of a run is known.

    >>> change = Phrase("without {name}", name="R7")
    >>> change
    'without R7'
    """

    message: str
    fields: Mapping[str, object]

    def __new__(cls, message: str, /, **fields: object) -> Phrase:
        """Say the message in English, and remember what it was made of."""
        return cls._said(message.format(**fields), message, fields)

    @classmethod
    def _said(cls, text: str, message: str, fields: Mapping[str, object]) -> Phrase:
        phrase = super().__new__(cls, text)
        phrase.message, phrase.fields = message, fields
        return phrase

    def again(self) -> Phrase:
        """Return the phrase said in the reader's language."""
        fields = {
            name: again(field) if isinstance(field, str) else field
            for name, field in self.fields.items()
        }
        return self._said(say(self.message, **fields), self.message, self.fields)


def again(text: str) -> str:
    """Say a phrase in the reader's language; a text that is no phrase stays as it is."""
    return text.again() if isinstance(text, Phrase) else text


def listing(items: Iterable[str]) -> str:
    """Join items as a sentence does: ``A``, ``A and B``, ``A, B and C``."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    first = say(", ").join(parts[:-1])
    return say("{first} and {last}", first=first, last=parts[-1])


def series(items: Iterable[str]) -> str:
    """Join items that may hold commas of their own: ``A; B; C``."""
    return say("; ").join(items)


def grouped(number: int) -> str:
    """Write a whole number with its digits in groups, as the language does."""
    spoken = current_language()
    if spoken == SOURCE_LANGUAGE:
        return f"{number:,}"
    from babel.numbers import format_decimal  # put off: English does without

    return format_decimal(number, locale=_locale(spoken))


def written_date(moment: str) -> str:
    """Write a date of a case, which may be a month or a year, as the language does.

    English keeps the form of the case, 2025-02-14: readers of English disagree about which
    number of a short date is the month.
    """
    if moment.startswith(".."):
        return say("not later than {date}", date=written_date(moment[2:]))
    spoken = current_language()
    if spoken == SOURCE_LANGUAGE or not moment:
        return moment
    numbers = [int(part) for part in moment.split("-")]
    if len(numbers) == 1:
        return moment
    from babel.dates import format_date, format_skeleton  # put off: English does without

    if len(numbers) == 2:
        return format_skeleton("yMMMM", date(numbers[0], numbers[1], 1), locale=_locale(spoken))
    return format_date(date(*numbers), "long", locale=_locale(spoken))


@cache
def month_names(language: str) -> tuple[str, ...]:
    """Return the names of the months as dates in a language have them, January first."""
    from babel.dates import get_month_names  # put off: English does without

    return tuple(get_month_names("wide", locale=_locale(language)).values())


def _locale(language: str) -> str:
    """Return the locale of a language, English where it is no real one."""
    from babel import Locale, UnknownLocaleError  # put off: English does without

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return SOURCE_LANGUAGE
