"""The audit: every check over one page, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zopa.errors import OptionError
from zopa.files import read_bytes
from zopa.findings.likelihood import LIKELIHOOD, mixed, row_of, sentences
from zopa.messages import month_names
from zopa.report.audit import safety
from zopa.report.audit.reading import Block, Element, PageRead, read_page
from zopa.report.audit.wording import ALL, EDITION, without_quotations
from zopa.report.words import MARKS

LANGUAGE_OF_THE_WORDS = "en"
NO_CARD = "?"  # stands in data-rests-on for a row without a card

NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong with a brief.

    Attributes
    ----------
    check
        Name of the check that found it.
    message
        What is wrong.
    sentence
        The sentence, or what of the page it is about; empty where something is missing.
    reference
        Content id of the statement it stands in, or the nearest place of the page.
    remedy
        What to do.
    """

    check: str
    message: str
    sentence: str
    reference: str
    remedy: str


@dataclass(frozen=True)
class Audit:
    """What an audit found, and by which edition of the word lists."""

    flaws: tuple[Flaw, ...]
    statements: int
    case_hash: str
    as_of: str
    language: str
    words_checked: bool
    edition: str = EDITION


def audit_file(path: Path | str) -> Audit:
    """Audit a file.

    Raises
    ------
    StorageError
        If it cannot be read.
    OptionError
        If it is no brief.
    """
    return audit_bytes(read_bytes(Path(path)), str(path))


def audit_bytes(raw: bytes, name: str) -> Audit:
    """Audit what was read from somewhere; raises :class:`OptionError` if it is no brief."""
    try:
        return audit(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, _NoBrief):
        raise OptionError(
            f"'{name}' is no brief of zopa.", "Write one with zopa brief CASE -o FILE."
        ) from None


class _NoBrief(OptionError):
    """Raised where a text is no brief."""


def audit(text: str) -> Audit:
    """Audit the text of a brief.

    Raises
    ------
    OptionError
        If the text is no brief, or one whose marks this version of zopa cannot read.
    """
    page = read_page(text)
    marks = page.marks
    if "brief" not in marks:
        raise _NoBrief("The text is no brief of zopa.", "Write one with zopa brief CASE -o FILE.")
    if marks["brief"] != MARKS:
        raise OptionError(
            f"The brief has marks of version '{marks['brief']}'; this zopa reads '{MARKS}'.",
            "Audit it with the version of zopa that wrote it.",
        )
    in_english = page.language.partition("-")[0].casefold() == LANGUAGE_OF_THE_WORDS
    found = [flaw for check in CHECKS for flaw in check(page)]
    if in_english:
        found += _wording(page)
    return Audit(
        flaws=tuple(dict.fromkeys(found)),
        statements=len(page.having("data-id")),
        case_hash=marks.get("case-hash", ""),
        as_of=marks.get("as-of", ""),
        language=page.language,
        words_checked=in_english,
    )


# --- what must be there ---


def _identity(page: PageRead) -> Iterator[Flaw]:
    """Find what a reader needs to place the brief, and does not find."""
    marks = page.marks
    if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", marks.get("as-of", "")):
        yield _missing(
            "as-of",
            "The brief does not say up to which day it knows.",
            "Give the case a row as_of, or use --as-of.",
        )
    if not re.fullmatch(r"[0-9a-f]{64}", marks.get("case-hash", "")):
        yield _missing(
            "case-hash", "The brief does not name its case by its hash.", "Write the brief anew."
        )
    if not marks.get("handling", "").strip():
        yield _missing(
            "handling",
            "The brief has no handling label.",
            "Give the table case a row with the key handling.",
        )
    elif len(page.having("data-handling")) < 2:
        yield _missing(
            "handling",
            "The handling label does not stand at the top and at the foot of the page.",
            "Write the brief anew.",
        )
    if not page.having("data-method"):
        yield _missing(
            "method", "The brief has no card of its method.", "Write the brief anew, with a lens."
        )


def _missing(check: str, message: str, remedy: str) -> Flaw:
    return Flaw(check, message, "", "", remedy)


# --- what must rest on something ---


def _grounds(page: PageRead) -> Iterator[Flaw]:
    """Find statements, and lines with figures, that rest on nothing in the file."""
    ids = page.ids
    figures = _with_figures(page)
    for element in page.having("data-rests-on"):
        named = element.attributes["data-rests-on"].split()
        if not named and id(element) in figures:
            yield Flaw(
                "number",
                "A number has no source: what it stands in rests on no row.",
                _first_text(page, element),
                _reference(element),
                "Name the rows that the number was computed from.",
            )
        elif not named and "data-id" in element.attributes:
            yield _unsourced(page, element)
        if any(name == NO_CARD or name not in ids for name in named):
            yield Flaw(
                "dangling",
                "It rests on a row that the file does not hold.",
                _first_text(page, element),
                _reference(element),
                "Write the brief anew from a case that holds the row.",
            )
    for element in page.having("data-id"):
        if "data-rests-on" not in element.attributes:
            yield _unsourced(page, element)


def _unsourced(page: PageRead, element: Element) -> Flaw:
    return Flaw(
        "unsourced",
        "The statement rests on no row.",
        _first_text(page, element),
        _reference(element),
        "Name the rows it rests on, or leave it out.",
    )


def _with_figures(page: PageRead) -> set[int]:
    """Return the statements, and the lines of tables, in which a quantity stands."""
    found: set[int] = set()
    for block in page.blocks:
        owner = block.element.within("data-rests-on")
        if owner is None:
            continue
        is_said = "data-id" in owner.attributes and block.element is not owner  # not its number
        if _is_figure(block) or (is_said and _is_quantified(block, page.language)):
            found.add(id(owner))
    return found


def _is_quantified(block: Block, language: str) -> bool:
    """Say whether a statement or one of its points, not its panel, holds a quantity."""
    in_panel = any(element.tag == "details" for element in block.element.chain())
    return not in_panel and _has_quantity(block.text, language)


def _has_quantity(text: str, language: str) -> bool:
    return bool(NUMBER.search(_no_quantity(language).sub("", without_quotations(text))))


@cache
def _no_quantity(language: str) -> re.Pattern[str]:
    """Match figures that are no quantities: days, years, ids, numbers of articles and the like.

    Days are known by the names of the months in English and in the language of the page.
    """
    names = {*month_names(LANGUAGE_OF_THE_WORDS), *month_names(language)}
    month = rf"(?:{'|'.join(map(re.escape, sorted(names)))})"
    return re.compile(
        rf"\b\d{{1,2}} {month}(?: \d{{4}})?|\b{month} \d{{4}}|\b\d{{4}}-\d\d(?:-\d\d)?\b"
        r"|\b[12]\d{3}\b(?![.,]\d)|\b[\w-]*[A-Za-z_][\w/.-]*\d[\w/.-]*|\b\d+/\d+\b"
        r"|\b(?:[Aa]rticles?|[Rr]esolutions?|[Aa]nnex|[Cc]hapter|[Ss]ection|[Nn]o\.) \d[\d/]*"
    )


def _loose_numbers(page: PageRead) -> Iterator[Flaw]:
    """Find numbers outside statements: in the summary, and in tables without grounds."""
    for block in page.blocks:
        element = block.element
        if element.within("data-part") is not None and element.tag == "p":
            for told in sentences(block.text):
                if _has_quantity(told, page.language):
                    yield Flaw(
                        "number",
                        "A number of the summary has no source.",
                        told,
                        _reference(element),
                        "Put it into a statement of the case, and say it by a finding.",
                    )
    linked = {id(link.parent) for link in page.all("a")}  # cells that only lead to a statement
    reported: set[int] = set()
    for block in page.blocks:
        element = block.element
        if not _is_figure(block) or id(element) in linked or element.within("data-rests-on"):
            continue
        table = next((e for e in element.chain() if e.tag == "table"), None)
        if table is not None and id(table) not in reported:
            reported.add(id(table))
            yield Flaw(
                "number",
                "A table of numbers does not say on what its lines rest.",
                _title_of(page, table),
                _reference(element),
                "Give each line of the table the rows it rests on.",
            )


def _title_of(page: PageRead, table: Element) -> str:
    """Return the title of a table, which may stand above it; else its first text."""
    place = table.attributes.get("aria-labelledby", "")
    titles = (e for e in page.having("id") if e.attributes["id"] == place)
    return _first_text(page, next(titles, table))


def _is_figure(block: Block) -> bool:
    """Say whether a block is a cell of a column of numbers, with a number in it."""
    element = block.element
    numeric = "numeric" in element.attributes.get("class", "").split()
    return element.tag == "td" and numeric and bool(NUMBER.search(block.whole))


# --- what the page may do ---


def _safety(page: PageRead) -> Iterator[Flaw]:
    """Find what reaches out of the page, and what runs without the policy's leave."""
    for told in safety.fetched(page):
        yield Flaw(
            "network",
            "The page would load something from outside.",
            told,
            "",
            "Carry it within the file, or leave it out.",
        )
    policy = safety.policy_of(page)
    if policy is None:
        remedy = "Write the brief anew."
        yield _missing("policy", "The page has no content security policy.", remedy)
        policy = {}
    else:
        for told in safety.wide(policy):
            yield Flaw(
                "policy",
                "The content security policy allows more than the page carries.",
                told,
                "",
                "Allow hashes, data: and 'none' only.",
            )
    for told in safety.uncovered(page, policy):
        yield Flaw(
            "script",
            "Something runs, or styles the page, that the policy does not name by its hash.",
            told,
            "",
            "Take it out, or write the brief anew.",
        )


CHECKS: tuple[Callable[[PageRead], Iterator[Flaw]], ...] = (
    _identity,
    _grounds,
    _loose_numbers,
    _safety,
)


# --- what is said, and how ---


def _wording(page: PageRead) -> Iterator[Flaw]:
    """Find words that a brief does not use in its own sentences."""
    judged: dict[str, list[tuple[str, str, str]]] = {}  # a brief repeats many of its sentences
    rows: dict[int, str] = {}  # of the scale, with a sentence that uses each
    for block in page.blocks:
        for told in sentences(without_quotations(block.text)):
            said = " ".join(told.split())
            if said not in judged:
                judged[said] = list(_troubles(said))
                rows |= {row_of(term): said for term in LIKELIHOOD.findall(said)}
            for check, message, remedy in judged[said]:
                yield Flaw(check, message, said, _reference(block.element), remedy)
    if len(rows) > 1:
        message = "The brief mixes the two rows of the scale of likelihood."
        yield Flaw("rows", message, rows[2], "", "Keep to the terms of the first row.")


def _troubles(said: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a sentence: check, message and remedy."""
    if mixed(said) is not None:
        message = "Likelihood and confidence share a sentence."
        yield "mixture", message, "Say them in two sentences."
    for unwanted in ALL:
        words = unwanted.found_in(said)
        if words is not None:
            yield unwanted.check, f"{unwanted.trouble}: “{words}”.", unwanted.remedy


def _reference(element: Element) -> str:
    """Return the content id of the statement around an element, or its nearest place."""
    statement = element.within("data-id")
    if statement is not None:
        return statement.attributes["data-id"]
    for around in element.chain():
        place = around.attributes.get("id") or around.attributes.get("aria-labelledby")
        if place:
            return f"#{place}"
    return ""


def _first_text(page: PageRead, element: Element) -> str:
    """Return the first text of an element that is more than a number."""
    for block in page.blocks:
        told = " ".join(block.whole.split())
        if any(e is element for e in block.element.chain()) and re.search(r"[^\W\d]", told):
            return told
    return ""
