"""The fixed words of the brief that depend on what is in it, and its short glossary."""

from __future__ import annotations

from collections.abc import Mapping

from zopa.findings import Meta
from zopa.messages import is_reviewed, say, say_count, series, written_date
from zopa.report.page import Fact

MARKS = "1"  # version of the marks that a program reads in a brief
SHORT_HASH = 12  # characters of the case hash that tell cases apart on paper


def short_hash(meta: Meta) -> str:
    """Return the beginning of the case hash."""
    return meta.case_hash[:SHORT_HASH]


def untitled(language: str) -> str:
    """Return what stands for the title of a case without one."""
    return say("A case without a title", language)


def labelled(label: str, text: str, language: str) -> str:
    """Return a label and a text in one line."""
    return say("{label}: {text}", language, label=label, text=text)


def as_of(meta: Meta) -> str:
    """Return up to when rows were taken in."""
    if not meta.as_of:
        return say("all rows, whatever their date", meta.language)
    return written_date(meta.as_of, meta.language)


def view(meta: Meta) -> str:
    """Return which part of the case was looked at."""
    return meta.view or say("all issues of the case", meta.language)


def scope(meta: Meta) -> str:
    """Return which outcomes a line binds."""
    language = meta.language
    if meta.scope == "consent":
        return say(
            "consent: a line of this scope binds an outcome only where one of its owners has "
            "to act for it",
            language,
        )
    return say("every line binds every outcome", language)


def translation(meta: Meta) -> str:
    """Return what a reader of a translation must know; empty where it has been reviewed."""
    if is_reviewed(meta.language):
        return ""
    return say(
        "The fixed text was translated and nobody has reviewed the translation; where it "
        "matters, compare the English brief.",
        meta.language,
    )


def imprint(meta: Meta) -> str:
    """Return what identifies the brief at the foot of each page."""
    return say(
        "{title} · as of {date} · case {case} · zopa {version}",
        meta.language,
        title=meta.title or untitled(meta.language),
        date=as_of(meta),
        case=short_hash(meta),
        version=meta.version,
    )


def marks(meta: Meta) -> tuple[Fact, ...]:
    """Return what a program finds in the head of the page, as an audit does."""
    return (
        Fact("brief", MARKS, True),
        Fact("as-of", meta.as_of, True),
        Fact("case-hash", meta.case_hash, True),
        Fact("version", meta.version, True),
        Fact("handling", meta.handling, True),
        Fact("redacted", " ".join(meta.redacted), True),
    )


def many_rows(kind: str, number: int, language: str) -> str:
    """Return what stands for many rows of one kind."""
    return say("{kind}: {number} rows", language, kind=kind, number=number)


def names(meta: Meta) -> str:
    """Say which names are used, and that names and boundaries take no side."""
    language = meta.language
    schemes = {
        "un": say("Names and terms of territory follow the usage of the United Nations.", language),
        "descriptive": say("Names describe places without saying whose they are.", language),
        "own": say("Each party is called, and calls places, as it does itself.", language),
    }
    said = schemes.get(meta.naming.casefold(), "")
    if meta.naming and not said:
        said = say("Names follow the scheme “{scheme}” of the case.", language, scheme=meta.naming)
    disclaimer = say(
        "No name, term or order of words here takes a view on the legal status of a country, a "
        "territory or its authorities, or on where a boundary runs. What a party claims is given "
        "as its claim.",
        language,
    )
    return f"{said} {disclaimer}".strip()


def scheme(meta: Meta) -> str:
    """Name the scheme of names in a few words."""
    language = meta.language
    known = {
        "un": say("as the United Nations uses them", language),
        "descriptive": say("descriptive", language),
        "own": say("each party's own", language),
    }
    return known.get(meta.naming.casefold(), meta.naming)


def left_out(number: int, language: str) -> str:
    """Return how many statements had to leave the first pages."""
    return say_count(
        "{number} statement is left out of these pages for want of room; it stands in Annex A.",
        "{number} statements are left out of these pages for want of room; they stand in Annex A.",
        number,
        language,
    )


def withheld(meta: Meta) -> str:
    """Return what was taken out of the brief before it was shared; empty if nothing was."""
    language = meta.language
    told = {
        "sources": say("titles, publishers and ids of the sources", language),
        "voices": say("names and offices of those who spoke", language),
        "coders": say("who coded and reviewed", language),
    }
    kinds = [told.get(kind, kind) for kind in meta.redacted]
    if not kinds:
        return ""
    return say(
        "{kinds}; numbers stand for them, and prose that might name them is left out",
        language,
        kinds=series(kinds, language),
    )


def facts(meta: Meta) -> tuple[Fact, ...]:
    """Return what identifies the brief, in short."""
    language = meta.language
    rows = (
        Fact(say("As of", language), as_of(meta), False),
        Fact(say("Part of the case", language), view(meta), False),
        Fact(say("Scope of the lines", language), scope(meta), False),
        Fact(say("Names", language), scheme(meta), False),
        Fact(say("Review", language), meta.reviewer, False),
        Fact(say("Withheld for sharing", language), withheld(meta), False),
        Fact(say("Translation", language), translation(meta), False),
        Fact(say("Case", language), short_hash(meta), True),
        Fact(
            say("Made with", language), say("zopa {version}", language, version=meta.version), False
        ),
    )
    return tuple(fact for fact in rows if fact.text)


def identity(meta: Meta) -> tuple[Fact, ...]:
    """Return everything that is needed to make the brief again."""
    language = meta.language
    return (
        Fact(say("Title of the case", language), meta.title or untitled(language), False),
        Fact(say("Content hash of the case", language), meta.case_hash, True),
        Fact(say("Schema of the case", language), meta.schema, True),
        Fact(say("Version of zopa", language), meta.version, True),
        Fact(say("As of", language), as_of(meta), False),
        Fact(say("Part of the case", language), view(meta), False),
        Fact(say("Scope of the lines", language), scope(meta), False),
        Fact(say("Seed", language), str(meta.seed), True),
    )


def sections(language: str) -> Mapping[str, str]:
    """Return the headings of the sections of the annex."""
    return {
        "answers": say("Answers to the questions asked", language),
        "law": say("Legal considerations in full", language),
        "robustness": say("What the answers depend on", language),
        "turning": say("What would turn an answer", language),
        "parties": say("The parties and their lines", language),
        "lines": say("The red lines one by one", language),
        "sets": say("Sets of lines", language),
        "space": say("Counts of outcomes", language),
    }
