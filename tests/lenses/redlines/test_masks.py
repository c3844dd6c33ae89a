"""The masks behind the board: against the plain twin, and against published counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.lenses.redlines.test_engine import SEEDS, named, question_of, random_model, twin
from zopa.case.build import load_case
from zopa.factors import Factor
from zopa.findings import number
from zopa.ledger import read_ledger
from zopa.lenses.redlines import analyse as analyse_module
from zopa.lenses.redlines.analyse import Options, analyse
from zopa.lenses.redlines.masks import (
    can_be_masked,
    count_masks,
    every_reading,
    mask_of,
    masks_of,
    minimal,
)
from zopa.lenses.redlines.tally import count_all
from zopa.model import Choices, Line, LineGroup, Model, build_model

FIXTURE = Path(__file__).resolve().parents[2] / "cases" / "note-13"


def members(lines: tuple[int, ...], mask: int) -> frozenset[int]:
    """Return the lines of a mask."""
    return frozenset(line for bit, line in enumerate(lines) if mask >> bit & 1)


@pytest.mark.parametrize("scoped", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_masks_equal_the_plain_twin(seed: int, scoped: bool) -> None:
    """Every mask of a random model has the outcomes that the twin counts, and no other has any."""
    model = random_model(seed)
    for goal in range(2):
        question = every_reading(model, goal, scoped)
        found = count_masks(question)
        wanted = twin(model, goal, scoped).masks()
        assert {members(question.lines, mask): count for mask, count in found.items()} == wanted


@pytest.mark.parametrize("scoped", [False, True])
@pytest.mark.parametrize("seed", SEEDS[:8])
def test_masks_answer_every_choice_of_readings(seed: int, scoped: bool) -> None:
    """Summed over the masks that no standing line is in, they give the table of the lens."""
    model = random_model(seed)
    question = question_of(model, scoped)
    alone = every_reading(model, 0, scoped)
    found = count_masks(alone)
    bits = {line: 1 << bit for bit, line in enumerate(alone.lines)}
    for choice, wanted in np.ndenumerate(count_all(question)):
        active = [
            line
            for choices, place in zip(question.groups, choice, strict=True)
            for line in choices[place]
        ]
        standing = sum(bits[line] for line in active)
        left = sum(count for mask, count in found.items() if not mask & standing)
        assert left == int(wanted)


@pytest.mark.parametrize("seed", SEEDS)
def test_examples_have_the_mask_that_they_name(seed: int) -> None:
    """Each example is an outcome of the goal; each least mask has one, nearest among its own."""
    model = random_model(seed)
    question = every_reading(model, 0, True)
    plain = twin(model, 0, True)
    forbidden = {met.outcome: met.forbidden_by for met in plain.met}
    found = masks_of(question, [met.outcome for met in plain.met[:3]])
    for example in found.examples:
        assert members(found.lines, example.mask) == forbidden[example.outcome]
    told = {example.mask: example.outcome for example in reversed(found.examples)}
    for mask in minimal(found.masks):
        standing = [line for line in found.lines if line not in members(found.lines, mask)]
        assert told[mask] == plain.nearest(standing)


def fixture(goal: str) -> Model:
    """Return the fixture note-13 with one goal."""
    return build_model(read_ledger(load_case(FIXTURE)), Choices(goals=(goal,)))


@pytest.mark.parametrize(
    ("aside", "left"),
    [((), 0), (("R6",), 130896), (("U1",), 15876), (("R4", "A3"), 2646)],
    ids=lambda value: "+".join(value) or "none" if isinstance(value, tuple) else str(value),
)
def test_sums_give_the_published_counts(aside: tuple[str, ...], left: int) -> None:
    """With the fixture's lines set aside, as many outcomes are left as were published."""
    model = fixture("CF>=2")
    question = every_reading(model, 0, scoped=False)
    names = [model.words.lines[line] for line in question.lines]
    standing = sum(1 << bit for bit, name in enumerate(names) if name not in aside)
    found = count_masks(question)
    assert sum(found.values()) == 11444832
    assert sum(count for mask, count in found.items() if not mask & standing) == left


def test_minimal_masks_contain_no_other() -> None:
    """Of these masks the ones that contain another go, and the empty one stands alone."""
    assert minimal([0b110, 0b010, 0b1001, 0b1011]) == [0b010, 0b1001]
    assert minimal([0b110, 0, 0b1]) == [0]


def large_model(lines: int) -> Model:
    """Return a model of 10^22 outcomes: each line wants the first value of an issue of its own."""
    sizes = (10,) * 22
    first = np.arange(10) > 0
    made = tuple(Line(Factor((n,), first), 1, True, False, False) for n in range(lines))
    return Model(
        named(sizes, (0,) * 22, lines, 0),
        sizes,
        (0,) * 22,
        (),
        tuple(np.zeros(10, dtype=np.uint64) for _ in sizes),
        made,
        tuple(LineGroup(f"L{n}", (n,), n) for n in range(lines)),
        ((Factor((0,), np.ones(10, dtype=np.bool_)),),),
    )


def test_counts_past_64_bits_are_exact() -> None:
    """Of 10^22 outcomes two lines forbid nine tenths each; JSON holds the counts as text."""
    found = count_masks(every_reading(large_model(2), 0, True))
    assert found == {0: 10**20, 1: 9 * 10**20, 2: 9 * 10**20, 3: 81 * 10**20}
    assert number(found[3]) == "8100000000000000000000"


def test_too_many_lines_have_no_masks() -> None:
    """With 21 lines the board is left out; with 20 it is asked for."""
    assert not can_be_masked(every_reading(large_model(21), 0, True))
    assert can_be_masked(every_reading(large_model(20), 0, True))
    assert analyse(large_model(21), Options(board=True)).masks is None


def test_too_many_masks_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the goals have more masks together than fit into a brief, there are none."""
    model = fixture("CF>=2")
    found = analyse(model, Options(board=True)).masks
    assert found is not None
    many = sum(len(goal.masks) for goal in found)
    monkeypatch.setattr(analyse_module, "MOST_MASKS", many)
    assert analyse(model, Options(board=True)).masks is not None
    monkeypatch.setattr(analyse_module, "MOST_MASKS", many - 1)
    assert analyse(model, Options(board=True)).masks is None


def test_masks_are_counted_only_when_asked() -> None:
    """Without a board the lens counts no masks."""
    assert analyse(fixture("CF>=2"), Options()).masks is None


def test_a_goal_without_outcomes_has_no_masks() -> None:
    """What contradicts itself leaves an empty histogram and no example."""
    model = random_model(0)
    never = Factor((), np.zeros((), dtype=np.bool_))
    found = masks_of(every_reading(replace(model, goals=((never,),)), 0, True))
    assert (found.masks, found.counts, found.examples) == ((), (), ())


def test_the_mask_of_an_outcome_follows_scope() -> None:
    """An outcome for which nobody acts has only lines that bind always, unless unscoped."""
    model = random_model(3)
    scoped = mask_of(every_reading(model, 0, True), model.status_quo)
    lines = every_reading(model, 0, True).lines
    assert all(model.lines[line].always for line in members(lines, scoped))
    everything = mask_of(every_reading(model, 0, False), model.status_quo)
    assert scoped & everything == scoped
