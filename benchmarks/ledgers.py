"""A large ledger made at random: the statements of many voices, as reports, copies and walk-backs.

The same number of statements gives the same case: 20 parties, 40 issues, 200 voices, 2,000
sources of which a quarter are copies, a twentieth as many links as statements, and a line for
each issue.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

SEED = 20250214
PARTIES, ISSUES, VOICES, SOURCES = 20, 40, 200, 2000
LINKED = 20  # statements for each link
VALUES = 4
FIRST_DAY = date(2024, 2, 14)
DAYS = 366
ACTS = ("assert", "demand", "propose", "refuse", "offer", "hint", "clarify", "deny")
LINK_KINDS = ("repeats", "confirms", "clarifies", "qualifies", "supersedes", "disputes")
WORDS = (
    *("the", "party", "says", "that", "water", "force", "border", "talks", "will", "not", "accept"),
    *("minister", "agreement", "before", "spring", "proposal", "observers", "prisoners", "share"),
)

Rows = list[dict[str, object]]


def make(statements: int) -> dict[str, Rows]:
    """Return the tables of a case with so many statements; the same for the same number."""
    random = Random(SEED)
    tables: dict[str, Rows] = {
        "case": [
            {"key": "title", "value": "A large ledger"},
            {"key": "as_of", "value": last_day()},
        ],
        "parties": [{"id": f"P{n}", "name": f"Party {n}"} for n in range(PARTIES)],
        "issues": [{"id": f"I{n}", "kind": "ordered"} for n in range(ISSUES)],
        "values": [{"issue": f"I{n}", "id": v} for n in range(ISSUES) for v in range(VALUES)],
        "controls": [{"issue": f"I{n}", "movers": f"P{n % PARTIES}"} for n in range(ISSUES)],
        "voices": [
            {"id": f"v{n}", "party": f"P{n % PARTIES}", "name": f"Voice {n}", "valid_from": 2020}
            for n in range(VOICES)
        ],
        "sources": [source(random, n) for n in range(SOURCES)],
    }
    tables["goals"] = [{"id": "G", "rule": f"I0 = {VALUES - 1}"}]
    published = [row["published"] for row in tables["sources"]]
    tables["statements"] = [statement(random, n, published) for n in range(statements)]
    tables["statement_links"] = links(random, tables["statements"])
    tables["red_lines"] = [
        {
            "id": f"R{n}",
            "parties": f"P{n % PARTIES}",
            "rule": f"I{n} <= {n % (VALUES - 1)}",
            "stated_at": last_day(),
            "basis": "judgement",
        }
        for n in range(ISSUES)
    ]
    return tables


def last_day() -> str:
    return str(FIRST_DAY + timedelta(days=DAYS))


def source(random: Random, number: int) -> dict[str, object]:
    """Return a source, one in four of them a copy of an earlier one."""
    is_copy = number > 10 and random.random() < 0.25
    return {
        "id": f"src-{number}",
        "title": f"Report {number}: {words(random, 6)}",
        "published": FIRST_DAY + timedelta(days=random.randrange(DAYS)),
        "medium": random.choice(("article", "transcript", "post")),
        "reliability": random.choice("ABCDF"),
        "copied_from": f"src-{random.randrange(number)}" if is_copy else "",
    }


def statement(random: Random, number: int, published: list[object]) -> dict[str, object]:
    """Return a statement of a day or two before its source."""
    where, voice = random.randrange(SOURCES), random.randrange(VOICES)
    told = published[where]
    assert isinstance(told, date)
    said = told - timedelta(days=random.randrange(3))
    return {
        "id": f"st-{number}",
        "source": f"src-{where}",
        "voice": f"v{voice}",
        "principal": f"P{voice % PARTIES}",
        "attribution": random.choice(("named", "institutional", "anonymous")),
        "act": random.choice(ACTS),
        "polarity": random.choice("+-u"),
        "certainty": random.choice(("CT", "PR", "PS")),
        "issue": f"I{random.randrange(ISSUES)}",
        "target": random.choice(("0", "1", "2;3", "1;2")),
        "firmness": random.randrange(1, 6),
        "asserted_at": said,
        "asserted_at_given": f"{said:%A}" if random.random() < 0.5 else "",
        "reported_at": told,
        "recorded_at": last_day(),
        "utterance": f"u-{number // 3}",
        "paraphrase": words(random, 14).capitalize() + ".",
        "coder": "AB",
        "basis": "statement",
    }


def links(random: Random, statements: Rows) -> Rows:
    """Return links from later statements to earlier ones of the same party."""
    by_party: dict[object, Rows] = {}
    for row in statements:
        by_party.setdefault(row["principal"], []).append(row)
    found: dict[tuple[object, ...], dict[str, object]] = {}
    while len(found) < len(statements) // LINKED:
        rows = random.choice(list(by_party.values()))
        one, other = random.choice(rows), random.choice(rows)
        earlier, later = sorted((one, other), key=lambda row: str(row["asserted_at"]))
        if earlier is later:
            continue
        kind = random.choice(LINK_KINDS)
        link = {"from_statement": later["id"], "to_statement": earlier["id"], "kind": kind}
        found[tuple(link.values())] = link
    return list(found.values())


def words(random: Random, number: int) -> str:
    return " ".join(random.choices(WORDS, k=number))


def write(tables: dict[str, Rows], folder: Path) -> None:
    """Write a case as a folder of CSV files."""
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
