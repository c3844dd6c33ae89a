"""The fixed words of the brief that depend on what is in it, and its short glossary."""

from __future__ import annotations

from collections.abc import Mapping

from zopa.findings import Meta
from zopa.messages import say, say_count
from zopa.report.page import Fact, Term

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
    return meta.as_of or say("all rows, whatever their date", meta.language)


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


def left_out(number: int, language: str) -> str:
    """Return how many statements had to leave the first pages."""
    return say_count(
        "{number} statement is left out of these pages for want of room; it stands in Annex A.",
        "{number} statements are left out of these pages for want of room; they stand in Annex A.",
        number,
        language,
    )


def facts(meta: Meta) -> tuple[Fact, ...]:
    """Return what identifies the brief, in short."""
    language = meta.language
    rows = (
        Fact(say("As of", language), as_of(meta), False),
        Fact(say("Part of the case", language), view(meta), False),
        Fact(say("Scope of the lines", language), scope(meta), False),
        Fact(say("Names", language), meta.naming, False),
        Fact(say("Reviewed by", language), meta.reviewer, False),
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
        "parties": say("The parties and their lines", language),
        "lines": say("The red lines one by one", language),
        "sets": say("Sets of lines", language),
        "space": say("Counts of outcomes", language),
    }


def terms(language: str) -> tuple[Term, ...]:
    """Return the words without which the brief cannot be read, as the glossary has them."""
    return (
        Term(
            say("issue, value", language),
            say("A question that an outcome answers, and one answer to it.", language),
        ),
        Term(
            say("outcome", language),
            say("One value for each issue: a complete arrangement.", language),
        ),
        Term(
            say("goal", language),
            say("A rule that the outcomes asked about must satisfy.", language),
        ),
        Term(
            say("red line", language),
            say(
                "A rule that a party has said an outcome must satisfy for it to consent. It is "
                "a stated position and may be a move in bargaining.",
                language,
            ),
        ),
        Term(
            say("reading", language),
            say(
                "One of several ways to put a line into a rule; one is active at a time.", language
            ),
        ),
        Term(
            say("lines that cannot all stand (blocking set)", language),
            say(
                "Lines that no outcome of the goal gets past together, none of which can be "
                "spared. It says what conflicts and not who should yield.",
                language,
            ),
        ),
        Term(
            say("concession set", language),
            say(
                "Lines without which some outcome of the goal is left, none of which could stay.",
                language,
            ),
        ),
        Term(
            say("witness", language),
            say("One outcome shown as proof that there is one. It is no proposal.", language),
        ),
        Term(
            say("basis", language),
            say(
                "What a row rests on: a statement, public knowledge, a judgement or a derivation.",
                language,
            ),
        ),
    )
