"""Small cases at random, full of statements that repeat, change and take back each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
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
LAST_DAY = FIRST_DAY + timedelta(days=150)
DAYS = st.dates(FIRST_DAY, LAST_DAY)
MOMENTS = st.one_of(
    DAYS.map(str),
    DAYS.map(str),
    DAYS.map(lambda day: f"..{day}"),
    DAYS.map(lambda day: str(day)[:7]),
)
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


def maybe(strategy: st.SearchStrategy[str], often: int = 1) -> st.SearchStrategy[str]:
    """Return cells that are empty at times."""
    return st.one_of(*[strategy] * often, st.just(""))


def one_of(names: Sequence[str]) -> st.SearchStrategy[str]:
    """Return one of some names, as a cell."""
    return st.sampled_from(list(names))


def some_of(names: Sequence[str], most: int = 2) -> st.SearchStrategy[str]:
    """Return cells with a few names."""
    return st.lists(one_of(names), min_size=1, max_size=most, unique=True).map(";".join)


def row(table: Any, cells: Cells) -> Any:
    """Return a row from the texts of its cells, empty ones left out."""
    return table(**{name: text for name, text in cells.items() if text})


@st.composite
def _sources(draw: Draw) -> tuple[Source, ...]:
    found: list[Cells] = []
    for number in range(draw(st.integers(1, 5))):
        above = [cells["id"] for cells in found]
        found.append(
            {
                "id": f"d{number}",
                "title": "document",
                "medium": draw(maybe(one_of(["article", "transcript", "law", "report", "post"]))),
                "reliability": draw(maybe(one_of("ABCDEF"), often=3)),
                "copied_from": draw(maybe(one_of(above), often=2)) if above else "",
            }
        )
    return tuple(row(Source, cells) for cells in found)


@st.composite
def _issues(draw: Draw, names: Sequence[str]) -> tuple[tuple[Issue, ...], tuple[Value, ...]]:
    issues, values = [], []
    for name in names:
        kind = "numeric" if name == "Z" else draw(one_of(["nominal", "ordered"]))
        cells = {"id": name, "kind": kind, "unit": UNIT if name == "Z" else ""}
        issues.append(row(Issue, cells | {"half_life": draw(maybe(one_of(["10", "45", "300"])))}))
        for number in range(draw(st.integers(2, len(VALUES[name])))):
            hidden = draw(st.integers(0, 3)) == 0 and number > 1
            known = {"known_from": draw(DAYS.map(str)) if hidden else ""}
            values.append(row(Value, {"issue": name, "id": VALUES[name][number]} | known))
    return tuple(issues), tuple(values)


@st.composite
def _voices(draw: Draw, parties: Sequence[str]) -> tuple[Voice, ...]:
    mandates = ["decides", "decides", "negotiates", "speaks_for", "advises", "legislates", "none"]
    return tuple(
        row(
            Voice,
            {
                "id": f"v{number}",
                "name": "voice",
                "party": draw(maybe(one_of(parties), often=5)),
                "mandate": draw(one_of(mandates)),
            },
        )
        for number in range(draw(st.integers(1, 4)))
    )


def statement_cells(case: Case) -> dict[str, st.SearchStrategy[str]]:
    """Return what may stand in each cell of a statement that is not its id."""
    parties = [party.id for party in case.parties]
    issues = [issue.id for issue in case.issues]
    conditions = [text for text in CONDITIONS if "Y" not in text or "Y" in issues]
    return {
        "source": maybe(one_of([source.id for source in case.sources]), often=5),
        "voice": maybe(one_of([voice.id for voice in case.voices]), often=5),
        "speaker_given": maybe(one_of(["the minister", "an aide"])),
        "principal": maybe(one_of([parties[0], *parties]), often=6),
        "attribution": maybe(
            one_of(["named", "institutional", "anonymous", "unattributed", "document"]), often=2
        ),
        "act": maybe(one_of(ACTS), often=5),
        "polarity": st.one_of(*[st.just("")] * 3, one_of("+-u")),
        "certainty": maybe(one_of(["CT", "CT", "CT", "PR", "PS", "U"]), often=5),
        "issue": maybe(one_of([issues[0], *issues]), often=8),
        "target_condition": st.one_of(*[st.just("")] * 3, one_of(conditions)),
        "firmness": maybe(one_of("1345"), often=4),
        "asserted_at": maybe(MOMENTS, often=7),
        "reported_at": st.one_of(st.just(""), st.just(""), MOMENTS),
        "recorded_at": maybe(MOMENTS),
        "utterance": maybe(one_of(["u1", "u2"])),
        "quantity": st.one_of(*[st.just("")] * 3, one_of(["15", "20..40", "10..30..40"])),
        "quantity_of": st.one_of(*[st.just(UNIT)] * 3, st.just("people"), st.just("")),
        "credibility": st.one_of(*[st.just("")] * 5, one_of("123456")),
        "status": st.one_of(*[st.just("confirmed")] * 6, one_of(["proposed", "rejected"])),
    }


@st.composite
def statement(draw: Draw, case: Case, name: str) -> Statement:
    """Return a statement of a case: a new one, or one that retells another with changes."""
    fresh = statement_cells(case)
    if case.statements and draw(st.booleans()):
        told = draw(st.sampled_from(case.statements))
        cells = {key: text for key, text in told.cells().items() if key in (*fresh, "target")}
        cells |= {"utterance": told.utterance or ""}
        changed = draw(st.lists(st.sampled_from(sorted(fresh)), max_size=3, unique=True))
        for key in {*changed, "source"}:
            cells[key] = draw(fresh[key])
    else:
        cells = {key: draw(strategy) for key, strategy in fresh.items()}
        cells["target"] = ""
    values = list(case.values_of.get(cells.get("issue", ""), ()))
    if not values:
        cells["target"] = ""
    elif not cells.get("target") or not set(cells["target"].split(";")) <= set(values):
        cells["target"] = draw(maybe(some_of(values), often=8))
    return row(Statement, cells | {"id": name, "paraphrase": "what was said"})


@st.composite
def _links(draw: Draw, names: Sequence[str]) -> tuple[StatementLink, ...]:
    if len(names) < 2:
        return ()
    pairs = st.lists(st.sampled_from(list(names)), min_size=2, max_size=2, unique=True)
    keys = st.tuples(pairs.map(tuple), one_of(LINKS))
    return tuple(
        StatementLink(from_statement=later, to_statement=earlier, kind=kind)
        for (later, earlier), kind in draw(st.lists(keys, max_size=6, unique=True))
    )


@st.composite
def _lines(draw: Draw, parties: Sequence[str], names: Sequence[str]) -> tuple[RedLine, ...]:
    if not names:
        return ()
    return tuple(
        row(
            RedLine,
            {
                "id": f"L{number}",
                "parties": draw(some_of(parties)),
                "rule": "X = x1",
                "basis": draw(maybe(one_of(["statement", "statement", "judgement"]), often=3)),
                "statements": draw(maybe(some_of(names, 5), often=8)),
                "strength": draw(one_of(["insists", "hints"])),
                "status": draw(one_of(["stated", "softened"])),
            },
        )
        for number in range(draw(st.integers(0, 3)))
    )


@st.composite
def _weights(draw: Draw) -> tuple[Weight, ...]:
    keys = draw(st.lists(st.sampled_from(OWN_WEIGHTS), max_size=2, unique=True))
    weights = one_of(["0.1", "0.5", "1", "2"])
    return tuple(Weight(factor=f, key=k, weight=draw(weights)) for f, k in keys)


@st.composite
def spoken_cases(draw: Draw, numeric: bool = True, most: int = 12) -> Case:
    """Return small cases of up to twelve statements with their sources, voices and red lines.

    Parameters
    ----------
    numeric
        Whether an issue may be numeric.
    most
        The largest number of statements.
    """
    parties = PARTIES[: draw(st.integers(2, 3))]
    kinds = [("X", "Y"), ("X", "Z"), ("Z", "X"), ("X", "Y", "Z")] if numeric else [("X", "Y")]
    issues, values = draw(_issues(draw(st.sampled_from(kinds))))
    case = Case(
        sources=draw(_sources()),
        parties=tuple(Party(id=name, name=name) for name in parties),
        voices=draw(_voices(parties)),
        issues=issues,
        values=values,
        weights=draw(_weights()),
    )
    for number in range(draw(st.integers(0, most))):
        case = with_rows(case, statements=[draw(statement(case, f"s{number:02}"))])
    names = [told.id for told in case.statements]
    corrections = {
        later: earlier
        for earlier, later in zip(names, names[1:], strict=False)
        if draw(st.integers(0, 11)) == 0
    }
    corrected = tuple(
        told.model_copy(update={"corrects": corrections[told.id]})
        if told.id in corrections
        else told
        for told in case.statements
    )
    case = replace_rows(case, statements=corrected)
    return with_rows(
        case, statement_links=draw(_links(names)), red_lines=draw(_lines(parties, names))
    )


def replace_rows(case: Case, **tables: Sequence[Any]) -> Case:
    """Return a case with other tables in the place of its own."""
    return replace(case, **{name: tuple(rows) for name, rows in tables.items()})


def with_rows(case: Case, **tables: Sequence[Any]) -> Case:
    """Return a case with further rows at the end of its tables."""
    return replace_rows(case, **{name: (*case.rows(name), *more) for name, more in tables.items()})
