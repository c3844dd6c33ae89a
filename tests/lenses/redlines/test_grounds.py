"""On which conditions a blocking set rests, against leaving out every subset of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

import pytest

from tests.reference.redlines import Sets, minimal, plain_of_case, subsets
from tests.reference.rules import holds
from tests.strategies import valid_case
from zopa.case.case import Case
from zopa.case.rules import parse
from zopa.ledger import read_ledger
from zopa.lenses.redlines.analyse import Options, analyse
from zopa.model import build_model

SEEDS = range(80)
ISSUES = "XYZW"

Needed = Mapping[tuple[int, ...], tuple[int, ...]]


def case_of(
    conditions: list[str], lines: list[str], goal: str = "X = 1", owners: str = "A"
) -> Case:
    """Return a case of four issues that A alone moves, each 0 now and 1 or 2 otherwise."""
    return valid_case(
        {
            "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
            "issues": [{"id": issue} for issue in ISSUES],
            "values": [{"issue": issue, "id": id_} for issue in ISSUES for id_ in "012"],
            "controls": [{"issue": issue, "movers": "A"} for issue in ISSUES],
            "conditions": [{"id": f"C{n}", "rule": rule} for n, rule in enumerate(conditions)],
            "red_lines": [
                {"id": f"L{n}", "parties": owners, "rule": rule} for n, rule in enumerate(lines)
            ],
            "goals": [{"id": "G", "rule": goal}],
        }
    )


def needed_in(case: Case, scoped: bool = True) -> Needed:
    """Return the conditions that the lens names for each blocking set."""
    (found,) = analyse(build_model(read_ledger(case)), Options(scoped=scoped)).goals
    assert set(found.needed) == set(found.answers[0].blocking)
    return found.needed


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of a goal without any condition, and those that each condition leaves."""

    case: Case
    scoped: bool

    def smallest(self, lines: tuple[int, ...]) -> Sets:
        """Return every smallest set of conditions with which some lines let nothing through."""
        bare = plain_of_case(replace(self.case, conditions=()), self.goal, self.scoped)
        passed = set(bare.survivors(lines))
        met = [{outcome for outcome in passed if self.meets(n, outcome)} for n in self.numbers]
        return minimal(
            kept
            for kept in subsets(self.numbers)
            if not passed.intersection(*(met[number] for number in kept))
        )

    @property
    def goal(self) -> str:
        """The rule of the goal."""
        return self.case.goals[0].rule

    @property
    def numbers(self) -> range:
        """The conditions by their place."""
        return range(len(self.case.conditions))

    def meets(self, condition: int, outcome: tuple[int, ...]) -> bool:
        """Whether an outcome meets a condition."""
        values = dict(zip(ISSUES, outcome, strict=True))
        rule = parse(self.case.conditions[condition].rule)
        return holds(rule, values, self.case.values_of, dict.fromkeys(ISSUES, 0))


# The goal asks for X = 1 throughout, so that a condition of the form X = 1 implies ... bites.
FIRST = "X = 1 implies Y = 1"
SECOND = "Y = 1 implies Z = 1"


@pytest.mark.parametrize(
    ("conditions", "lines", "needed"),
    [
        ([FIRST], ["X = 0"], {(0,): ()}),
        ([FIRST], ["Y = 0"], {(0,): (0,)}),
        (["W = 0", FIRST, "Z = 0"], ["Y = 0"], {(0,): (1,)}),
        ([FIRST, SECOND], ["Z = 0"], {(0,): (0, 1)}),
        ([SECOND, "W = 0", FIRST], ["Z = 0"], {(0,): (0, 2)}),
        ([FIRST], ["Y = 0 or Z = 0", "Z = 1 or Z = 2"], {(0, 1): (0,)}),
        ([FIRST, SECOND], ["Y = 0", "Z = 0"], {(0,): (0,), (1,): (0, 1)}),
        ([FIRST, "X = 0"], ["Y = 0"], {(): (1,)}),
        ([FIRST, "Y = 0"], ["Z = 0"], {(): (0, 1)}),
        (["W = 0", "X = 1 implies W = 1"], [], {(): (0, 1)}),
    ],
    ids=str,
)
def test_the_conditions_that_a_set_rests_on_are_named(
    conditions: list[str], lines: list[str], needed: Needed
) -> None:
    """None where the lines block by themselves; else one, or the several that do it together."""
    case = case_of(conditions, lines)
    assert needed_in(case) == needed
    for blocking, named in needed.items():
        assert Outcomes(case, True).smallest(blocking) == (named,)


UP = "X = 1 implies Z = 1"
OVER = "Z = 1 implies Y != 0"


@pytest.mark.parametrize(
    ("conditions", "smallest", "named"),
    [
        ([FIRST, "X = 1 implies Y != 0"], ((0,), (1,)), (1,)),
        ([FIRST, UP, OVER], ((0,), (1, 2)), (1, 2)),
        ([UP, OVER, FIRST], ((2,), (0, 1)), (2,)),
        ([UP, FIRST, OVER], ((1,), (0, 2)), (1,)),
        ([f"Y = 0 implies Z = {n}" for n in range(3)], ((0, 1), (0, 2), (1, 2)), (1, 2)),
    ],
)
def test_of_several_ways_to_block_one_is_named(
    conditions: list[str], smallest: Sets, named: tuple[int, ...]
) -> None:
    """One of the smallest sets: conditions are left out in declared order as long as that goes."""
    case = case_of(conditions, ["Y = 0"])
    assert Outcomes(case, True).smallest((0,)) == smallest
    assert needed_in(case) == {(0,): named}


def test_a_set_may_need_a_condition_only_where_lines_are_scoped() -> None:
    """B need not act, so its line binds nothing; where every line binds, it needs C0."""
    case = case_of([FIRST], ["Y = 0"], owners="B")
    assert needed_in(case) == {}
    assert needed_in(case, scoped=False) == {(0,): (0,)}


def random_case(seed: int) -> Case:
    """Make up conditions by which X = 1 draws other issues away from 0, where lines want them."""
    chance = Random(seed)

    def link(issue: str, other: str, third: str) -> str:
        either = f" or {third} != 0" if chance.random() < 0.5 else ""
        return f"{issue} != 0 implies {other} != 0{either}"

    def line() -> str:
        issue, other = chance.sample(ISSUES[1:], 2)
        return f"{issue} = 0 or {other} = 0" if chance.random() < 0.5 else f"{issue} = 0"

    first, second, third = chance.sample(ISSUES[1:], 3)
    chain = [link("X", first, third), link(first, second, third), link(second, third, first)]
    others = [link(*chance.sample(ISSUES, 3)) for _ in range(chance.randint(0, 2))]
    conditions = chance.sample([*chain, *others], len(chain) + len(others))
    return case_of(conditions, [line() for _ in range(chance.randint(1, 4))])


@pytest.mark.parametrize("scoped", [False, True])
def test_named_conditions_are_a_smallest_set(scoped: bool) -> None:
    """In random cases what is named is one of the smallest sets; many need one, two or more."""
    told: Counter[str] = Counter()
    for seed in SEEDS:
        case = random_case(seed)
        for lines, named in needed_in(case, scoped).items():
            smallest = Outcomes(case, scoped).smallest(lines)
            assert named in smallest
            told[f"{min(len(named), 3)} needed"] += 1
            told["alternatives"] += len(smallest) > 1
            told["several lines"] += len(lines) > 1 and bool(named)
    assert min(told[kind] for kind in ("1 needed", "2 needed", "3 needed")) >= 5, told
    assert min(told["alternatives"], told["several lines"]) >= 5, told
