"""The fixed words of the brief that depend on what is in it, and its short glossary."""

from __future__ import annotations

from collections.abc import Mapping

from zopa.findings import Meta
from zopa.messages import grouped, is_reviewed, say, say_count, series, written_date
from zopa.report.page import Fact

MARKS = "1"  # version of the marks that a program reads in a brief
SHORT_HASH = 12  # characters of the case hash that tell cases apart on paper


def short_hash(meta: Meta) -> str:
    """Return the beginning of the case hash."""
    return meta.case_hash[:SHORT_HASH]


def untitled() -> str:
    """Return what stands for the title of a case without one."""
    return say("A case without a title")


def labelled(label: str, text: str) -> str:
    """Return a label and a text in one line."""
    return say("{label}: {text}", label=label, text=text)


def as_of(meta: Meta) -> str:
    """Return up to when rows were taken in."""
    if not meta.as_of:
        return say("all rows, whatever their date")
    date = written_date(meta.as_of)
    if meta.coded_until:
        return say(
            "{date}, but the case was coded up to {day}: what was said later may be missing",
            date=date,
            day=written_date(meta.coded_until),
        )
    return date


def view(meta: Meta) -> str:
    """Return which part of the case was looked at."""
    return meta.view or say("all issues of the case")


def scope(meta: Meta) -> str:
    """Return which outcomes a line binds."""
    if meta.scope == "consent":
        return say(
            "a line binds an outcome only where one of its owners must act for it, unless the "
            "case says otherwise"
        )
    return say("every line binds every outcome")


def translation(meta: Meta) -> str:
    """Return what a reader of a translation must know; empty where it has been reviewed."""
    if is_reviewed(meta.language):
        return ""
    return say(
        "The fixed text was translated and nobody has reviewed the translation; where it "
        "matters, compare the English brief."
    )


def imprint(meta: Meta) -> str:
    """Return what identifies the brief at the foot of each page."""
    told = say(
        "{title} · as of {date} · case {case} · zopa {version}",
        title=meta.title or untitled(),
        date=written_date(meta.as_of) if meta.as_of else as_of(meta),
        case=short_hash(meta),
        version=meta.version,
    )
    return say("What if, with changes · {imprint}", imprint=told) if meta.changes else told


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


def kinds(table: str, kind: str) -> str:
    """Return what rows of a table are called together."""
    known = {
        "red_lines": say("Red lines"),
        "conditions": say("Conditions"),
        "goals": say("Goals"),
        "statements": say("Statements"),
        "sources": say("Sources"),
        "issues": say("Issues"),
        "parties": say("Parties"),
        "voices": say("Voices"),
    }
    return known.get(table, kind)


def many_rows(table: str, kind: str, number: int) -> str:
    """Return what stands for many rows of one kind."""
    return say("{kind}: {number} rows", kind=kinds(table, kind), number=grouped(number))


def names(meta: Meta) -> str:
    """Say which names are used, and that names and boundaries take no side."""
    schemes = {
        "un": say("Names and terms of territory follow the usage of the United Nations."),
        "descriptive": say("Names describe places without saying whose they are."),
        "own": say("Each party is called, and calls places, as it does itself."),
    }
    said = schemes.get(meta.naming.casefold(), "")
    if meta.naming and not said:
        said = say("Names follow the scheme “{scheme}” of the case.", scheme=meta.naming)
    disclaimer = say(
        "No name, term or order of words here takes a view on the legal status of a country, a "
        "territory or its authorities, or on where a boundary runs. What a party claims is given "
        "as its claim."
    )
    return f"{said} {disclaimer}".strip()


def scheme(meta: Meta) -> str:
    """Name the scheme of names in a few words."""
    known = {
        "un": say("as the United Nations uses them"),
        "descriptive": say("descriptive"),
        "own": say("each party's own"),
    }
    return known.get(meta.naming.casefold(), meta.naming)


def left_out(number: int) -> str:
    """Return how many statements had to leave the first pages."""
    return say_count(
        "{number} statement is left out of these pages for want of room; it stands in Annex A.",
        "{number} statements are left out of these pages for want of room; they stand in Annex A.",
        number,
    )


def withheld(meta: Meta) -> str:
    """Return what was taken out of the brief before it was shared; empty if nothing was."""
    told = {
        "sources": say("titles, publishers and ids of the sources"),
        "voices": say("names and offices of those who spoke"),
        "coders": say("who coded and reviewed"),
    }
    kinds = [told.get(kind, kind) for kind in meta.redacted]
    if not kinds:
        return ""
    return say(
        "{kinds}; numbers stand for them, and prose that might name them is left out",
        kinds=series(kinds),
    )


def facts(meta: Meta) -> tuple[Fact, ...]:
    """Return what identifies the brief, in short."""
    rows = (
        Fact(say("As of"), as_of(meta), False),
        Fact(say("Part of the case"), meta.view, False),
        Fact(say("Whom lines bind"), scope(meta), False),
        Fact(say("Names"), scheme(meta), False),
        Fact(say("Review"), meta.reviewer, False),
        Fact(say("Withheld for sharing"), withheld(meta), False),
        Fact(say("Translation"), translation(meta), False),
    )
    return tuple(fact for fact in rows if fact.text)


def identity(meta: Meta) -> tuple[Fact, ...]:
    """Return everything that is needed to make the brief again."""
    return (
        Fact(say("Title of the case"), meta.title or untitled(), False),
        Fact(say("Content hash of the case"), meta.case_hash, True),
        Fact(say("Schema of the case"), meta.schema, True),
        Fact(say("Version of zopa"), meta.version, True),
        Fact(say("As of"), as_of(meta), False),
        Fact(say("Part of the case"), view(meta), False),
        Fact(say("Whom lines bind"), scope(meta), False),
        Fact(say("Seed"), str(meta.seed), True),
    )


def sections() -> Mapping[str, str]:
    """Return the headings of the sections of the annex."""
    return {
        "answers": say("Answers to the questions asked"),
        "law": say("Legal considerations in full"),
        "robustness": say("What the answers depend on"),
        "turning": say("What would turn an answer"),
        "parties": say("The parties and their lines"),
        "lines": say("The red lines one by one"),
        "sets": say("Sets of lines"),
        "positions": say("What each party has said"),
        "contradictions": say("Contradictions, walk-backs and disputes"),
        "lineage": say("Where the claims come from"),
        "ledger": say("The ledger of statements"),
        "space": say("Counts of outcomes"),
    }
