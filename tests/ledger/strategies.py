"""Small cases at random, full of statements that repeat, change and take back each other.

Each table is made from a seed of its own, row after row, so that fewer rows are the first of
more: hypothesis chooses the seed and how many rows there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from zopa.case.case import Case
from zopa.case.tables import (
    Issue,
    Party,
    RedLine,
    Source,
    Statement,
    StatementLink,
    Value,
    Voice,
    Weight,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]
Cells = dict[str, str]

FIRST_DAY = date(2025, 1, 1)
LENGTH = 150
LAST_DAY = FIRST_DAY + timedelta(days=LENGTH)
DAYS = st.dates(FIRST_DAY, LAST_DAY)
PARTIES = ("P", "Q", "R")
VALUES = {"X": ("x1", "x2", "x3", "x4"), "Y": ("y1", "y2", "y3"), "Z": ("10", "20", "35", "80")}
# The first two are opposite; the last excludes the first.
CONDITIONS = ("X = x1", "X != x1", "Y = y2", "X = x2 and Y = y1")
UNIT = "percent"
ACTS = (
    *("assert", "assert", "refuse", "demand", "commit", "deny", "threaten", "propose", "offer"),
    *("hint", "decline_to_confirm", "clarify", "retract", "confirm", "estimate", "accept"),
)
LINKS = (
    *("supersedes", "retracts", "clarifies", "qualifies", "disputes", "contradicts", "repeats"),
    "confirms",
)
OWN_WEIGHTS = (
    *(("mandate", "decides"), ("mandate", "none"), ("attribution", "anonymous")),
    *(("reliability", "F"), ("credibility", "3"), ("certainty", "PS"), ("act", "assert")),
    *(("scale", "kappa"), ("scale", "prior"), ("scale", "half_life"), ("scale", "superseded")),
)


def row(table: Any, cells: Cells) -> Any:
    """Return a row from the texts of its cells, empty ones left out."""
    return table(**{name: text for name, text in cells.items() if text})


def _one(rng: Random, texts: Sequence[str], empty: float = 0) -> str:
    """Return one of some texts; none with the given probability."""
    return "" if not texts or rng.random() < empty else rng.choice(list(texts))


def _some(rng: Random, names: Sequence[str], most: int) -> str:
    return ";".join(rng.sample(list(names), rng.randint(1, min(most, len(names)))))


def _day(rng: Random) -> str:
    return str(FIRST_DAY + timedelta(days=rng.randint(0, LENGTH)))


def _moment(rng: Random, empty: float) -> str:
    """Return a day, a month, not later than a day, or nothing."""
    day = _day(rng)
    return _one(rng, [day, day, day, f"..{day}", day[:7]], empty)


def _sources(rng: Random) -> list[Source]:
    found: list[Cells] = []
    for number in range(rng.randint(2, 5)):
        found.append(
            {
                "id": f"d{number}",
                "title": "document",
                "medium": _one(rng, ["article", "transcript", "law", "report", "post"], 0.4),
                "reliability": _one(rng, "ABCDEF", 0.2),
                "copied_from": _one(rng, [cells["id"] for cells in found], 0.4),
            }
        )
    return [row(Source, cells) for cells in found]


def _issues(rng: Random, names: Sequence[str]) -> tuple[list[Issue], list[Value]]:
    issues, values = [], []
    for name in names:
        kind = "numeric" if name == "Z" else _one(rng, ["nominal", "ordered"])
        unit = UNIT if name == "Z" else ""
        half_life = _one(rng, ["10", "45", "300"], 0.5)
        issues.append(row(Issue, {"id": name, "kind": kind, "unit": unit, "half_life": half_life}))
        for number in range(rng.randint(2, len(VALUES[name]))):
            known_from = _day(rng) if number > 1 and rng.random() < 0.3 else ""
            cells = {"issue": name, "id": VALUES[name][number], "known_from": known_from}
            values.append(row(Value, cells))
    return issues, values


def _voices(rng: Random, parties: Sequence[str]) -> list[Voice]:
    mandates = ["decides", "decides", "negotiates", "speaks_for", "advises", "legislates", "none"]
    found = []
    for number in range(rng.randint(2, 4)):
        cells = {"id": f"v{number}", "name": "voice", "mandate": _one(rng, mandates)}
        found.append(row(Voice, cells | {"party": _one(rng, [parties[0], *parties], 0.1)}))
    return found


def _cell(rng: Random, case: Case, name: str) -> str:
    """Return what stands in one cell of a statement."""
    parties = [party.id for party in case.parties]
    issues = [issue.id for issue in case.issues]
    conditions = [text for text in CONDITIONS if "Y" not in text or "Y" in issues]
    attributions = ["named", "institutional", "anonymous", "unattributed", "document"]
    if name in ("asserted_at", "reported_at", "recorded_at"):
        return _moment(rng, {"asserted_at": 0.1, "reported_at": 0.6, "recorded_at": 0.4}[name])
    choices: dict[str, tuple[Sequence[str], float]] = {
        "source": ([source.id for source in case.sources], 0.1),
        "voice": ([voice.id for voice in case.voices], 0.1),
        "speaker_given": (["the minister", "an aide"], 0.4),
        "principal": ([*[parties[0]] * 4, *parties], 0.05),
        "attribution": (attributions, 0.5),
        "act": (ACTS, 0.1),
        "polarity": ("+-u", 0.7),
        "certainty": (["CT", "CT", "CT", "PR", "PS", "U"], 0.1),
        "issue": ([*[issues[0]] * 3, *issues], 0.05),
        "target_condition": (conditions, 0.75),
        "firmness": ("13445", 0.15),
        "utterance": (["u1", "u2"], 0.5),
        "quantity": (["15", "20..40", "10..30..40"], 0.7),
        "quantity_of": ([UNIT, UNIT, "people"], 0.2),
        "credibility": ("123456", 0.85),
        "status": (["confirmed"] * 8 + ["proposed", "rejected"], 0),
    }
    return _one(rng, *choices[name])


CELLS = (
    *("source", "voice", "speaker_given", "principal", "attribution", "act", "polarity"),
    *("certainty", "issue", "target_condition", "firmness", "asserted_at", "reported_at"),
    *("recorded_at", "utterance", "quantity", "quantity_of", "credibility", "status"),
)


def _statement(rng: Random, case: Case, number: int, focused: bool) -> Statement:
    """Return a statement of a case: a new one, or one that retells another with changes.

    In a focused case most statements are firm and of one party on one issue, so that many
    of them stand behind a line.
    """
    if case.statements and rng.random() < 0.5:
        told = rng.choice(case.statements)
        cells = {key: text for key, text in told.cells().items() if key in (*CELLS, "target")}
        changed = {"source", *rng.sample(CELLS, rng.randint(0, 3))}
        cells |= {"utterance": told.utterance or ""}
        cells |= {name: _cell(rng, case, name) for name in CELLS if name in changed}
    else:
        cells = {name: _cell(rng, case, name) for name in CELLS}
    firm = {"principal": "P", "issue": case.issues[0].id, "certainty": "CT", "polarity": ""}
    for name, text in (firm | {"attribution": "", "utterance": ""}).items() if focused else ():
        cells[name] = text if rng.random() < 0.8 else cells.get(name, "")
    values = case.values_of.get(cells.get("issue", ""), ())
    named = set(cells.get("target", "").split(";"))
    if not named <= set(values) or rng.random() < 0.1:
        cells["target"] = _some(rng, values, 2) if values and rng.random() < 0.95 else ""
    cells |= {"id": f"s{number:02}", "paraphrase": "what was said"}
    made: Statement = row(Statement, cells)
    if case.statements and rng.random() < 0.05:
        made = made.model_copy(update={"corrects": rng.choice(case.statements).id})
    return made


def _links(rng: Random, names: Sequence[str], number: int) -> list[StatementLink]:
    found: dict[tuple[str, ...], StatementLink] = {}
    for _ in range(number if len(names) > 1 else 0):
        earlier, later = rng.sample(list(names), 2)
        if rng.random() < 0.7:
            earlier, later = sorted((earlier, later))
        cells = {"from_statement": later, "to_statement": earlier, "kind": _one(rng, LINKS)}
        link = row(StatementLink, cells)
        found[link.key_cells] = link
    return list(found.values())


def _line(rng: Random, parties: Sequence[str], names: Sequence[str], number: int) -> RedLine:
    made: RedLine = row(
        RedLine,
        {
            "id": f"L{number}",
            "parties": ";".join(dict.fromkeys([_one(rng, parties), *parties[: rng.randint(0, 1)]])),
            "rule": "X = x1",
            "basis": _one(rng, ["statement", "statement", "statement", "judgement"], 0.2),
            "statements": _some(rng, names, 6) if names and rng.random() < 0.9 else "",
            "strength": _one(rng, ["insists", "hints"]),
            "status": _one(rng, ["stated", "softened"]),
        },
    )
    return made


def _weights(rng: Random) -> list[Weight]:
    keys = rng.sample(OWN_WEIGHTS, rng.choice([0, 0, 1, 2]))
    texts = ["0.1", "0.5", "1", "2"]
    return [Weight(factor=f, key=k, weight=_one(rng, texts)) for f, k in keys]  # type: ignore[arg-type]


def case_of(seed: int, statements: int, links: int, lines: int, numeric: bool) -> Case:
    """Return the case of a seed with so many statements, links and red lines."""
    rng = Random(seed)
    parties = PARTIES[: rng.randint(2, 3)]
    kinds = [("X", "Y"), ("X", "Z"), ("Z", "X"), ("X", "Y", "Z")] if numeric else [("X", "Y")]
    issues, values = _issues(rng, rng.choice(kinds))
    case = Case(
        sources=tuple(_sources(rng)),
        parties=tuple(Party(id=name, name=name) for name in parties),
        voices=tuple(_voices(rng, parties)),
        issues=tuple(issues),
        values=tuple(values),
        weights=tuple(_weights(rng)),
    )
    for number in range(statements):
        case = with_rows(case, statements=[_statement(rng, case, number, seed % 3 == 0)])
    names = [told.id for told in case.statements]
    rng = Random(seed + 1)
    rows = [_line(rng, parties, names, number) for number in range(lines)]
    return with_rows(case, statement_links=_links(rng, names, links), red_lines=rows)


def spoken_cases(numeric: bool = True, most: int = 12) -> st.SearchStrategy[Case]:
    """Return small cases of statements with their sources, voices, links and red lines.

    Parameters
    ----------
    numeric
        Whether an issue may be numeric.
    most
        The largest number of statements.
    """
    return st.builds(
        case_of,
        st.integers(0, 1 << 40),
        st.one_of(st.integers(most // 2, most), st.integers(0, most)),
        st.one_of(st.integers(3, 6), st.integers(0, 6)),
        st.integers(0, 3),
        st.just(numeric),
    )


def replace_rows(case: Case, **tables: Sequence[Any]) -> Case:
    """Return a case with other tables in the place of its own."""
    changed: dict[str, Any] = {name: tuple(rows) for name, rows in tables.items()}
    return replace(case, **changed)


def with_rows(case: Case, **tables: Sequence[Any]) -> Case:
    """Return a case with further rows at the end of its tables."""
    return replace_rows(case, **{name: (*case.rows(name), *more) for name, more in tables.items()})
