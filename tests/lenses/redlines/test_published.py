"""The numbers of the fixture note-13, known from several independent programs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from zopa.case.build import load_case
from zopa.case.case import Case
from zopa.case.tables import RedLine
from zopa.ledger import read_ledger
from zopa.lenses.redlines.analyse import Options, analyse
from zopa.model import Choices, build_model

FIXTURE = Path(__file__).resolve().parents[2] / "cases" / "note-13"
U1_SETTLEMENT = "CF = 3 implies (NAT = 0 or FRC >= 2)"
U1_OPEN_LIST = "CF >= 1 implies (NAT = 0 or FRC >= 2 or ADS = 2 or UST = 2)"
U1_BOTH = "CF = 3 implies (NAT = 0 or FRC >= 2 or ADS = 2 or UST = 2)"
R7 = RedLine(id="R7", parties="RUS", rule="CF not in {1, 2}")
BILATERAL = (
    "MIN >= 1 and CF = 0 and FRC = 0 and AIR = 0 and MON = 0 and NAT = 1 and ROL = 0 and "
    "TER = 0 and SWP = 0 and SAN = 1 and TLK = 0 and UST <= 1"
)


@dataclass(frozen=True)
class Published:
    """A question to the fixture, and its answer; every line binds unless scoped."""

    name: str
    goal: str
    survivors: int
    u1: str = ""
    without: tuple[str, ...] = ()
    with_r7: bool = False
    scoped: bool = False
    count: int | None = None
    concessions: dict[tuple[str, ...], int] = field(default_factory=dict)
    blocking: tuple[tuple[str, ...], ...] = ()


CASES = (
    Published(
        "all lines",
        "CF>=2",
        0,
        count=11444832,
        concessions={("R6",): 130896, ("U1",): 15876, ("R4", "A3"): 2646},
        blocking=(("R4", "R6", "U1"), ("R6", "U1", "A3")),
    ),
    Published(
        "headline deal",
        "AIR>=1 and MIN>=1",
        0,
        count=6967296,
        concessions={("R6",): 104976},
        blocking=(("R6",),),
    ),
    Published("without R6 and U2", "CF>=2", 170064, without=("R6", "U2")),
    Published("U1 as settlement", "CF>=2", 15876, u1=U1_SETTLEMENT),
    Published("U1 with an open list", "CF>=2", 7560, u1=U1_OPEN_LIST),
    Published(
        "R7 and U1 as settlement",
        "CF>=2",
        0,
        u1=U1_SETTLEMENT,
        with_r7=True,
        concessions={("R7",): 15876},
    ),
    Published(
        "R7 and U1 with an open list at settlement",
        "CF>=2",
        0,
        u1=U1_BOTH,
        with_r7=True,
        concessions={("R1",): 7680, ("U2",): 2688, ("R7",): 15876},
    ),
    Published("bilateral deal, scoped", BILATERAL, 18, scoped=True, count=54),
    Published("bilateral deal, every line", BILATERAL, 0, count=54),
)


def asked(case: Case, published: Published) -> Case:
    """Return the fixture as a question changes it."""
    rows = [row for row in case.red_lines if row.id not in published.without]
    if published.u1:
        rows = [
            row.model_copy(update={"rule": published.u1}) if row.id == "U1" else row for row in rows
        ]
    return replace(case, red_lines=(*rows, *([R7] if published.with_r7 else [])))


@pytest.mark.parametrize("published", CASES, ids=lambda published: published.name)
def test_published_numbers(published: Published) -> None:
    """The counts and sets are those that several independent programs give."""
    ledger = read_ledger(asked(load_case(FIXTURE), published))
    model = build_model(ledger, Choices(goals=(published.goal,)))
    result = analyse(model, Options(scoped=published.scoped))
    (goal,) = result.goals
    answer = goal.answers[0]
    ids = model.words.lines
    assert (result.raw, result.feasible) == (94371840, 11531520)
    assert answer.survivors == published.survivors
    if published.count is not None:
        assert goal.count == published.count
    found = {tuple(ids[line] for line in s.lines): s.count for s in answer.concessions}
    if published.concessions:
        alone = {lines: count for lines, count in found.items() if len(lines) == 1}
        wanted = {s: c for s, c in published.concessions.items() if len(s) == 1}
        assert alone == wanted
        assert found.items() >= published.concessions.items()
    if published.blocking:
        assert tuple(tuple(ids[line] for line in s) for s in answer.blocking) == published.blocking


def test_no_single_concession_opens_a_truce_read_widely() -> None:
    """With R7 and U1 for any truce, no single concession opens the goal."""
    published = Published("", "CF>=2", 0, with_r7=True)
    model = build_model(
        read_ledger(asked(load_case(FIXTURE), published)), Choices(goals=("CF>=2", "CF=3"))
    )
    either, settlement = analyse(model, Options(scoped=False)).goals
    assert all(len(found.lines) > 1 for found in either.answers[0].concessions)
    ids = model.words.lines
    assert ("R1", "U2") in {tuple(ids[x] for x in s) for s in settlement.answers[0].blocking}


@pytest.mark.scale
def test_every_outcome_of_the_fixture() -> None:
    """Looking at all 11.5 million outcomes gives what elimination gives."""
    model = build_model(read_ledger(load_case(FIXTURE)))
    walked = analyse(model, Options(engine="enumeration"))
    assert [goal.answers for goal in walked.goals] == [
        goal.answers for goal in analyse(model, Options()).goals
    ]


def test_a_set_opens_down_to_the_conditions_it_needs() -> None:
    """Air support needs a force by C2 alone, which R6 excludes; the other sets need none."""
    model = build_model(read_ledger(load_case(FIXTURE)), Choices(goals=("AIR>=1", "CF>=2")))
    air, ceasefire = analyse(model, Options(scoped=False)).goals
    ids = model.words
    needed = {
        tuple(ids.lines[line] for line in lines): [ids.conditions[c] for c in conditions]
        for lines, conditions in air.needed.items()
    }
    assert needed[("R6",)] == ["C2"]
    assert set(ceasefire.needed.values()) == {()}
