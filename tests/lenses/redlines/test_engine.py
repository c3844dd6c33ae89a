"""Every way to count the red lines, against looking at every outcome of small models."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from tests.reference.redlines import Plain, plain_of_model
from zopa.errors import OptionError
from zopa.factors import Factor
from zopa.factors import nearest as nearest_module
from zopa.lenses.redlines import analyse as analyse_module
from zopa.lenses.redlines.analyse import Engine, GoalResult, Options, analyse
from zopa.lenses.redlines.search import Standing, search
from zopa.lenses.redlines.sets import hitting_sets
from zopa.lenses.redlines.tally import Question, choices_of, count_all, nearest_outcomes
from zopa.lenses.redlines.walking import count_by_walking
from zopa.model import Condition, IssueWords, Line, LineGroup, Model, Words

PARTIES = 3
SEEDS = range(24)


def random_table(rng: np.random.Generator, sizes: tuple[int, ...], density: float) -> Factor:
    """Make up a table of booleans over one to three issues."""
    length = int(rng.integers(1, min(len(sizes), 3) + 1))
    scope = tuple(sorted(rng.choice(len(sizes), size=length, replace=False).tolist()))
    return Factor(scope, rng.random([sizes[issue] for issue in scope]) < density)


def random_model(seed: int) -> Model:
    """Make up a small model: owners, some of whom nobody's values move, and readings."""
    rng = np.random.default_rng(seed)
    sizes = tuple(int(size) for size in rng.integers(2, 4, int(rng.integers(2, 6))))
    status_quo = tuple(int(rng.integers(0, size)) for size in sizes)
    conditions = tuple(
        Condition((random_table(rng, sizes, 0.85),), False, bool(rng.random() < 0.5))
        for _ in range(int(rng.integers(0, 3)))
    )
    lines = []
    for _ in range(int(rng.integers(2, 6))):
        owners = rng.choice(PARTIES + 1, size=int(rng.integers(1, 3)), replace=False)
        lines.append(
            Line(
                random_table(rng, sizes, 0.5),
                sum(1 << int(owner) for owner in owners),
                bool(rng.random() < 0.25),
                settled=False,
                restricted=False,
            )
        )
    touched = []
    for size, now in zip(sizes, status_quo, strict=True):
        masks = rng.integers(0, 1 << PARTIES, size).astype(np.uint64)
        masks[now] = 0
        touched.append(masks)
    groups, left = [], list(range(len(lines)))
    while left:
        readings = tuple(left[: int(rng.integers(1, 3))])
        left = left[len(readings) :]
        groups.append(LineGroup(f"L{readings[0]}", readings, int(rng.choice(readings))))
    goals = tuple((random_table(rng, sizes, 0.7),) for _ in range(2))
    return Model(
        named(sizes, status_quo, len(lines), len(conditions)),
        sizes,
        status_quo,
        conditions,
        tuple(touched),
        tuple(lines),
        tuple(groups),
        goals,
    )


def named(sizes: tuple[int, ...], status_quo: tuple[int, ...], lines: int, kept: int) -> Words:
    """Name the parts of a model by their numbers."""
    issues = []
    for number, (size, now) in enumerate(zip(sizes, status_quo, strict=True)):
        values = tuple(str(value) for value in range(size))
        name = f"I{number}"
        issues.append(IssueWords(name, name, "ordered", values, values, tuple(range(size)), now))
    parties = tuple("ABCD")
    return Words(
        tuple(issues),
        (),
        parties,
        parties,
        tuple(f"L{number}" for number in range(lines)),
        tuple(f"C{number}" for number in range(kept)),
    )


def question_of(model: Model, scoped: bool) -> Question:
    """Return the question about the first goal, readings and all."""
    return Question(model, model.goals[0], choices_of(model.in_play), scoped)


def active_lines(question: Question, choice: tuple[int, ...]) -> list[int]:
    """Return the lines that a choice for each group activates."""
    return [
        line
        for choices, number in zip(question.groups, choice, strict=True)
        for line in choices[number]
    ]


def twin(model: Model, goal: int, scoped: bool) -> Plain:
    """Return the plain twin of one goal."""
    return plain_of_model(model, model.goals[goal], scoped)


@pytest.mark.parametrize("scoped", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_counts_equal_the_plain_twin(seed: int, scoped: bool) -> None:
    """Both paths of elimination and the walk count, for every choice, what the twin counts."""
    model = random_model(seed)
    question = question_of(model, scoped)
    plain = twin(model, 0, scoped)
    tables = [
        count_all(question, "numpy"),
        count_all(question, "compiled"),
        count_by_walking(question),
    ]
    assert question.fits
    for choice in product(*map(range, question.shape)):
        wanted = plain.count(active_lines(question, choice))
        assert [int(table[choice]) for table in tables] == [wanted] * 3


@pytest.mark.parametrize("bits", [60, 8])
@pytest.mark.parametrize("scoped", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_nearest_outcomes_equal_the_plain_twin(
    seed: int, scoped: bool, bits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest outcome of each choice is the twin's, in one round of costs or in several."""
    monkeypatch.setattr(nearest_module, "BITS", bits)
    model = random_model(seed)
    question = question_of(model, scoped)
    plain = twin(model, 0, scoped)
    choices = list(product(*map(range, question.shape)))[:12]
    wanted = [plain.nearest(active_lines(question, choice)) for choice in choices]
    assert nearest_outcomes(question, choices) == wanted


def test_nothing_asked_is_nothing_found() -> None:
    """Without choices there are no nearest outcomes."""
    assert nearest_outcomes(question_of(random_model(0), True), []) == []


@pytest.mark.parametrize("bits", [60, 8])
@pytest.mark.parametrize("scoped", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_search_equals_the_plain_twin(
    seed: int, scoped: bool, bits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set by set, the search finds the twin's sets, counts, survivals and nearest outcomes."""
    monkeypatch.setattr(nearest_module, "BITS", bits)
    model = random_model(seed)
    lines = tuple(group.default for group in model.in_play)
    standing = Standing(model, model.goals[0], lines, scoped)
    plain = twin(model, 0, scoped)
    found = search(standing, 100)
    assert found.complete
    assert found.blocking == plain.blocking(lines)
    assert found.concessions == plain.concessions(lines)
    for active in [(), lines, *found.blocking]:
        assert standing.count(active) == plain.count(active)
        assert standing.survives(active) == bool(plain.count(active))
        assert standing.nearest(active) == plain.nearest(active)


def check_goal(model: Model, found: GoalResult, scoped: bool) -> None:
    """Compare all that is said of a goal with the plain twin."""
    plain = twin(model, found.goal, scoped)
    assert found.count == plain.count(())
    assert found.answers[0].active == tuple(group.default for group in model.in_play)
    combinations = set(product(*(group.readings for group in model.in_play)))
    assert {answer.active for answer in found.answers} == combinations
    assert len(found.answers) == len(combinations)
    spoken = [(answer, plain) for answer in found.answers]
    if scoped:
        assert found.unscoped is not None
        spoken.append((found.unscoped, twin(model, found.goal, False)))
    else:
        assert found.unscoped is None
    for answer, truth in spoken:
        assert answer.survivors == truth.count(answer.active)
        assert answer.witness == truth.nearest(answer.active)
        assert answer.blocking == truth.blocking(answer.active)
        wanted = [found for found in truth.concessions(answer.active) if found]
        assert [given.lines for given in answer.concessions] == wanted
        for given in answer.concessions:
            rest = [line for line in answer.active if line not in given.lines]
            assert given.count == truth.count(rest)
            assert given.witness == truth.nearest(rest)
    active = found.answers[0].active
    for facts, line in zip(found.lines, active, strict=True):
        rest = [other for other in active if other != line]
        assert facts.line == line
        assert facts.blocks_alone == (plain.count([line]) == 0 < plain.count(()))
        assert facts.idle == (plain.count([line]) == plain.count(()))
        assert facts.decisive == (plain.count(active) == 0 < plain.count(rest))


@pytest.mark.parametrize("engine", ["auto", "elimination", "search", "enumeration"])
@pytest.mark.parametrize("scoped", [False, True])
@pytest.mark.parametrize("seed", range(10))
def test_each_engine_equals_the_plain_twin(seed: int, scoped: bool, engine: Engine) -> None:
    """Every engine gives the twin's answers under every combination of readings."""
    model = random_model(seed)
    result = analyse(model, Options(scoped=scoped, engine=engine))
    assert result.raw == np.prod(model.sizes)
    assert result.feasible == plain_of_model(model, (), scoped).count(())
    for found in result.goals:
        assert found.engine == ("elimination" if engine == "auto" else engine)
        assert found.all_readings
        check_goal(model, found, scoped)


@pytest.mark.parametrize("seed", range(10))
def test_blocking_sets_rest_on_conditions(seed: int) -> None:
    """With the needed conditions alone a set still blocks; with one of them less it does not."""
    model = random_model(seed)
    for found in analyse(model, Options()).goals:
        for lines, needed in found.needed.items():
            for kept in (needed, *(tuple(n for n in needed if n != m) for m in needed)):
                conditions = tuple(model.conditions[number] for number in kept)
                plain = twin(replace(model, conditions=conditions), found.goal, True)
                assert bool(plain.count(lines)) == (kept != needed)


@pytest.mark.parametrize("seed", range(10))
def test_judged_conditions_are_left_out_on_request(seed: int) -> None:
    """Asked again without judged conditions, the goals are those of the model without them."""
    model = random_model(seed)
    result = analyse(model, Options(judged_too=True))
    kept = tuple(condition for condition in model.conditions if not condition.is_judged)
    if len(kept) == len(model.conditions):
        assert result.without_judged is None
    else:
        fewer = replace(model, conditions=kept)
        assert result.without_judged == analyse(fewer, Options()).goals


@pytest.mark.parametrize("scoped", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_sets_are_each_other_s_hitting_sets(seed: int, scoped: bool) -> None:
    """Minimal blocking and concession sets are each other's minimal hitting sets."""
    model = random_model(seed)
    lines = tuple(group.default for group in model.in_play)
    found = search(Standing(model, model.goals[0], lines, scoped), 100)
    assert hitting_sets(found.blocking) == found.concessions
    assert hitting_sets(found.concessions) == found.blocking


@pytest.mark.parametrize("scoped", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_further_line_never_opens_anything(seed: int, scoped: bool) -> None:
    """No count grows where one line more is active, and scoped counts are never below."""
    question = question_of(random_model(seed), scoped)
    counts = count_all(question)
    for axis in range(counts.ndim):
        aside = np.take(counts, [-1], axis=axis)
        assert (counts <= aside).all()
    assert (count_all(replace(question, scoped=False)) <= counts).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_names_and_order_of_parties_and_lines_do_not_matter(seed: int) -> None:
    """Parties renumbered and lines reversed give the same counts, turned likewise."""
    model = random_model(seed)
    turn = [2, 0, 3, 1]

    def renumbered(mask: int) -> int:
        return sum(1 << turn[party] for party in range(4) if mask >> party & 1)

    last = len(model.lines) - 1
    other = replace(
        model,
        touched=tuple(
            np.array([renumbered(int(mask)) for mask in masks], dtype=np.uint64)
            for masks in model.touched
        ),
        lines=tuple(
            replace(line, owners=renumbered(line.owners)) for line in reversed(model.lines)
        ),
        groups=tuple(
            LineGroup(
                group.name,
                tuple(last - line for line in group.readings),
                last - group.default,
            )
            for group in reversed(model.groups)
        ),
    )
    axes = tuple(reversed(range(len(model.groups))))
    turned = count_all(question_of(other, True))
    assert np.array_equal(turned.transpose(axes), count_all(question_of(model, True)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_issues_does_not_matter(seed: int) -> None:
    """Issues in reverse order give the same counts."""
    model = random_model(seed)
    last = len(model.sizes) - 1

    def turned(factor: Factor) -> Factor:
        return Factor(tuple(last - issue for issue in reversed(factor.scope)), factor.table.T)

    other = replace(
        model,
        sizes=model.sizes[::-1],
        status_quo=model.status_quo[::-1],
        touched=model.touched[::-1],
        conditions=tuple(
            replace(found, factors=tuple(map(turned, found.factors))) for found in model.conditions
        ),
        lines=tuple(replace(line, violated=turned(line.violated)) for line in model.lines),
        goals=tuple(tuple(map(turned, goal)) for goal in model.goals),
    )
    counts = count_all(question_of(model, True))
    assert np.array_equal(count_all(question_of(other, True)), counts)


def test_a_search_stops_at_its_cap_and_says_so() -> None:
    """A search that may list one set of each kind is not complete where there are more."""
    model = random_model(0)
    every = Factor((0,), np.ones(model.sizes[0], dtype=np.bool_))
    lines = tuple(replace(model.lines[0], violated=every) for _ in range(3))
    groups = tuple(LineGroup(f"L{number}", (number,), number) for number in range(3))
    blocked = replace(model, lines=lines, groups=groups, conditions=(), goals=((),))
    options = Options(scoped=False, engine="search", most=1, counted=0)
    answer = analyse(blocked, options).goals[0].answers[0]
    assert not answer.complete
    assert all(given.count is None and given.witness is None for given in answer.concessions)


def test_too_many_readings_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """More combinations of readings than one table answers are refused."""
    monkeypatch.setattr(analyse_module, "MOST_READINGS", 0)
    with pytest.raises(OptionError, match="combine in"):
        analyse(random_model(0), Options(engine="elimination"))


def test_too_many_lines_are_searched() -> None:
    """A question with more lines than one table holds does not fit, and is searched."""
    model = random_model(1)
    many = 21
    lines = tuple(model.lines[0] for _ in range(many))
    groups = tuple(LineGroup(f"L{number}", (number,), number) for number in range(many))
    large = replace(model, lines=lines, groups=groups, goals=model.goals[:1])
    assert not question_of(large, True).fits
    found = analyse(large, Options(most=30)).goals[0]
    assert found.engine == "search"
    assert found.count == twin(large, 0, True).count(())


def test_a_wide_question_does_not_fit() -> None:
    """A question whose elimination is over the limits does not fit one table."""
    size = 12
    scopes = [(first, second) for second in range(size) for first in range(second)]
    pairs = tuple(Factor(scope, np.ones((8, 8), dtype=np.bool_)) for scope in scopes)
    for pair in pairs:
        pair.table[0, 1] = False
    model = replace(
        random_model(0),
        sizes=(8,) * size,
        status_quo=(0,) * size,
        conditions=(Condition(pairs, True, False),),
        touched=(np.zeros(8, dtype=np.uint64),) * size,
        lines=(),
        groups=(),
        goals=((),),
    )
    assert not question_of(model, False).fits
