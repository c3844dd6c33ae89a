"""Measure ``zopa check`` of a large ledger: 100,000 statements in a folder of CSV files.

The case is made at random from one seed: 20 parties, 40 issues, 200 voices, 2,000 sources,
100,000 statements and 5,000 links, and a line for each issue.  Printed are the rows, the seconds,
the processor's seconds and the peak memory of the command, which runs in a process of its own,
and the targets: 5 seconds and 500 MB.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random

SEED = 20250214
TARGET = "5 s, 500 MB"
PARTIES, ISSUES, VOICES, SOURCES, LINKS = 20, 40, 200, 2000, 5000
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
    while len(found) < min(LINKS, len(statements) // 4):
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


def measure(folder: Path) -> tuple[float, float, float, str]:
    """Run ``zopa check``; return seconds, the processor's, peak memory in MB, and the last line."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "zopa.cli", "check", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = used.ru_maxrss / 1024  # Linux counts in KB
    told = (ended.stdout + ended.stderr).strip().splitlines()
    return seconds, used.ru_utime + used.ru_stime, peak, told[-1] if told else ""


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="write the case here and leave it")
    options = parser.parse_args(None if arguments is None else list(arguments))
    tables = make(options.statements)
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(exist_ok=True)
        write(tables, folder)
        seconds, processor, peak, told = measure(folder)
    rows = sum(map(len, tables.values()))
    took = f"{seconds:.2f} s ({processor:.2f} s of processor time), {peak:.0f} MB"
    print(f"{rows:,} rows: {took}; target {TARGET}. {told}")


if __name__ == "__main__":
    main()
