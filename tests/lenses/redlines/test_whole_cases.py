"""From raw rows to sets of lines, against a twin that reads the rows of the case itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from random import Random

import pytest

from tests.reference.redlines import Plain, plain_of_case
from tests.reference.rules import holds
from tests.strategies import valid_case
from zopa.case.case import Case
from zopa.case.rules import issues_of, parse
from zopa.case.tables import RedLine
from zopa.ledger import read_ledger
from zopa.lenses.redlines.analyse import Answer, Engine, GoalResult, Options, analyse
from zopa.model import Choices, Model, build_model

SEEDS = range(160)
VIEWS = range(160, 200)
ENGINES: tuple[Engine, ...] = ("elimination", "search", "enumeration")
CUT = date(2025, 2, 14)
DAYS = ("", "", "2024", "2025-02-14", "..2025-02-14", "2025-02", "2025-02-15", "..2026")
LATE = ("2025-02", "2025-02-15", "..2026")  # not over on the day of the cut

Rows = dict[str, list[dict[str, str]]]
Sets = list[list[int]]


@dataclass
class Maker:
    """Makes up the rows of one small case, the same for the same seed."""

    chance: Random
    values: dict[str, list[str]] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    ordered: set[str] = field(default_factory=set)

    def one_in(self, number: int) -> bool:
        """Whether something that happens once in a number of times happens now."""
        return self.chance.randrange(number) == 0

    def some(self, names: list[str]) -> str:
        """Return a cell with one or two names, or fewer where there are no more."""
        return ";".join(self.chance.sample(names, min(len(names), self.chance.choice((1, 1, 2)))))

    def condition(self) -> str:
        """Return a rule on one issue."""
        issue = self.chance.choice(sorted(self.values))
        value = self.chance.choice(self.values[issue])
        forms = [f"{issue} = {value}", f"{issue} != {value}"]
        forms.append(f"changed({issue})")
        forms.append(f"{issue} not in {{{', '.join(self.some(self.values[issue]).split(';'))}}}")
        if issue in self.ordered:
            forms += [f"{issue} {sign} {value}" for sign in ("<", "<=", ">", ">=")]
        return self.chance.choice(forms)

    def rule(self, depth: int = 2) -> str:
        """Return a rule on up to a few issues."""
        kind = self.chance.choice(("", "", "not", "and", "or", "implies", "implies", "iff"))
        if not (kind and depth):
            return self.condition()
        if kind == "not":
            return f"not ({self.rule(depth - 1)})"
        return f"({self.rule(depth - 1)}) {kind} ({self.rule(depth - 1)})"

    def issues(self) -> Rows:
        """Return issues with their values and controls; a last control leads everywhere."""
        rows: Rows = {"issues": [], "values": [], "controls": []}
        for name in "XYZW"[: self.chance.randint(2, 4)]:
            values = list("abc"[: self.chance.randint(2, 3)])
            now = self.chance.choice(values)
            self.values[name], self.now[name] = values, now
            issue = {"id": name, "kind": self.chance.choice(("nominal", "ordered"))}
            if now != "a" or self.one_in(2):
                issue["status_quo"] = now
            if issue["kind"] == "ordered":
                self.ordered.add(name)
            rows["issues"].append(issue)
            for value in values:
                known = self.chance.choice(DAYS) if value != now and self.one_in(3) else ""
                rows["values"].append(filled(issue=name, id=value, known_from=known))
            for _ in range(self.chance.randint(0, 2)):
                known = self.some(values) if self.one_in(2) else ""
                rows["controls"].append(
                    filled(
                        issue=name,
                        from_values=known,
                        to_values=self.some(values),
                        movers=self.some(["A", "B", "C"]),
                    )
                )
            rows["controls"].append({"issue": name, "movers": self.some(["A", "B", "C"])})
        return rows

    def line(self, number: int) -> dict[str, str]:
        """Return a red line; the readings of R and S come mixed with other lines."""
        return filled(
            id=f"L{number}",
            parties=self.some(["A", "B", "C"]),
            rule=self.rule(self.chance.choice((0, 0, 1, 2))),
            stage=self.rule(1) if self.one_in(4) else "",
            unless=self.rule(1) if self.one_in(4) else "",
            scope="always" if self.one_in(4) else "consent",
            strength="hints" if self.one_in(6) else self.chance.choice(("refuses", "demands", "")),
            status="withdrawn" if self.one_in(8) else self.chance.choice(("repeated", "softened")),
            reading_of=self.chance.choice(("", "", "", "", "R", "R", "S")),
            stated_at=self.chance.choice(DAYS) if self.one_in(3) else "",
            known_from=self.chance.choice(DAYS) if self.one_in(6) else "",
        )

    def view(self) -> dict[str, str]:
        """Return a view that keeps some issues and holds the others, named or not."""
        names = sorted(self.values)
        kept = self.chance.sample(names, self.chance.randint(1, len(names) - 1))
        held = [name for name in names if name not in kept and self.one_in(2)]
        cells = (f"{name}={self.chance.choice(self.values[name])}" for name in held)
        return filled(id="V", keep=";".join(kept), held=",".join(cells))


def filled(**cells: str) -> dict[str, str]:
    """Return the cells that are not empty."""
    return {column: text for column, text in cells.items() if text}


def random_rows(seed: int) -> Rows:
    """Return the rows of a small case."""
    maker = Maker(Random(seed))
    rows: Rows = {"case": [{"key": "as_of", "value": CUT.isoformat()}]}
    rows["parties"] = [{"id": name, "name": f"Party {name}"} for name in "ABC"]
    rows |= maker.issues()
    rows["controls"] = list({str(cells): cells for cells in reversed(rows["controls"])}.values())
    rows["controls"].reverse()
    rows["conditions"] = [
        {"id": f"C{number}", "rule": f"({maker.condition()}) or ({maker.condition()})"}
        for number in range(maker.chance.randint(0, 4))
    ]
    rows["red_lines"] = [maker.line(number) for number in range(maker.chance.randint(2, 9))]
    rows["goals"] = [{"id": f"G{number}", "rule": maker.rule(1)} for number in range(2)]
    rows["views"] = [maker.view()]
    return rows


def is_seen(day: str) -> bool:
    """Whether the latest day that a date may mean is not after the cut."""
    return day not in LATE


def day_of(line: RedLine) -> str:
    """Return the day on which a line became known; empty where it is standing."""
    day = line.known_from or line.stated_at
    return day.text if day else ""


def counted(case: Case, choices: Choices) -> dict[str, list[int]]:
    """Return the places of the lines that count, by the name that readings share."""
    groups: dict[str, list[int]] = {}
    for place, line in enumerate(case.red_lines):
        off = line.strength == "hints" or line.status == "withdrawn"
        chosen = {*choices.with_lines, *choices.readings.values()}
        if is_seen(day_of(line)) and (not off or line.id in chosen):
            groups.setdefault(line.reading_of or line.id, []).append(place)
    return groups


def named_in(line: RedLine) -> set[str]:
    """Return the issues that a line names."""
    texts = (line.rule, line.stage, line.unless)
    return {issue for text in texts if text for issue in issues_of(parse(text))}


@dataclass(frozen=True)
class Asked:
    """A case, what is chosen beside it, its model, and what the twin may look at."""

    case: Case
    model: Model
    choices: Choices
    left: dict[str, list[str]]

    @property
    def groups(self) -> list[list[int]]:
        """The lines in play, the default reading of each first."""
        found = []
        for name, places in counted(self.case, self.choices).items():
            chosen = self.choices.readings.get(name)
            ranked = sorted(places, key=lambda place: self.case.red_lines[place].id != chosen)
            named = {issue for place in ranked for issue in named_in(self.case.red_lines[place])}
            if not self.choices.view or named & self.kept:
                found.append(ranked)
        return found

    @property
    def kept(self) -> set[str]:
        """The issues that the view keeps."""
        (view,) = self.case.views
        return set(view.keep)

    def twin(self, goal: int, scoped: bool) -> Plain:
        """Return the twin of one goal."""
        return plain_of_case(self.case, self.case.goals[goal].rule, scoped, self.left)

    def places(self, lines: tuple[int, ...]) -> list[int]:
        """Return where lines of the model stand in the table of the case."""
        ids = [line.id for line in self.case.red_lines]
        return [ids.index(self.model.words.lines[line]) for line in lines]

    def values(self, witness: tuple[int, ...] | None) -> dict[str, str] | None:
        """Return an outcome of the model by its ids."""
        return None if witness is None else self.model.words.outcome(witness)

    def nearest(self, plain: Plain, standing: list[int]) -> dict[str, str] | None:
        """Return the twin's nearest survivor by its ids."""
        found = plain.nearest(standing)
        if found is None:
            return None
        orders = self.case.values_of
        return {issue: orders[issue][n] for issue, n in zip(orders, found, strict=True)}


def ask(seed: int, view: bool = False) -> Asked:
    """Make up a case and some choices, and build its model."""
    chance = Random(-seed)
    case = valid_case(random_rows(seed))
    hints = [
        line.id for line in case.red_lines if line.strength == "hints" and is_seen(day_of(line))
    ]
    with_lines = frozenset(chance.sample(hints, chance.randint(0, len(hints))))
    groups = counted(case, Choices(with_lines=with_lines))
    readings = {
        name: case.red_lines[chance.choice(places)].id
        for name, places in groups.items()
        if len(places) > 1 and chance.random() < 0.5
    }
    choices = Choices("V" if view else "", readings, with_lines)
    left = {
        issue: [
            value.id
            for value in case.values
            if value.issue == issue and is_seen(value.known_from.text if value.known_from else "")
        ]
        for issue in case.values_of
    }
    if view:
        (row,) = case.views
        held = dict(case.status_quo) | dict(row.held)
        left |= {issue: [held[issue]] for issue in left if issue not in row.keep}
    return Asked(case, build_model(read_ledger(case), choices), choices, left)


def as_sets(sets: Iterator[list[int]] | Sets) -> Sets:
    """Return sets by size, then by the places of their lines."""
    return sorted((sorted(found) for found in sets), key=lambda found: (len(found), found))


def check_answer(asked: Asked, answer: Answer, plain: Plain) -> None:
    """Compare one answer with the twin: what is left, the sets, and the witnesses."""
    active = asked.places(answer.active)
    assert answer.complete
    assert answer.survivors == plain.count(active)
    assert asked.values(answer.witness) == asked.nearest(plain, active)
    blocking = as_sets(map(asked.places, answer.blocking))
    assert blocking == as_sets(map(list, plain.blocking(active)))
    conceded = as_sets(asked.places(found.lines) for found in answer.concessions)
    assert conceded == as_sets(list(found) for found in plain.concessions(active) if found)
    for found in answer.concessions:
        rest = [line for line in active if line not in asked.places(found.lines)]
        assert found.count == plain.count(rest)
        assert asked.values(found.witness) == asked.nearest(plain, rest)


def check_goal(asked: Asked, found: GoalResult, scoped: bool) -> None:
    """Compare all that is said of a goal with the twin."""
    plain = asked.twin(found.goal, scoped)
    assert found.count == plain.count(())
    combinations = list(product(*asked.groups))
    answered = [tuple(asked.places(answer.active)) for answer in found.answers]
    assert answered[0] == combinations[0]
    assert sorted(answered) == sorted(combinations)
    for answer in found.answers:
        check_answer(asked, answer, plain)
    assert (found.unscoped is not None) == scoped
    if found.unscoped is not None:
        assert found.unscoped.active == found.answers[0].active
        check_answer(asked, found.unscoped, asked.twin(found.goal, False))
    active = list(combinations[0])
    assert asked.places(tuple(facts.line for facts in found.lines)) == active
    for facts, line in zip(found.lines, active, strict=True):
        rest = [other for other in active if other != line]
        assert facts.blocks_alone == (plain.count([line]) == 0 < plain.count(()))
        assert facts.idle == (plain.count([line]) == plain.count(()))
        assert facts.decisive == (plain.count(active) == 0 < plain.count(rest))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_engine_equals_the_twin_of_the_rows(seed: int) -> None:
    """From rows to sets, witnesses and facts, every engine says what the rows say."""
    asked = ask(seed)
    for engine in ENGINES:
        result = analyse(asked.model, Options(scoped=seed % 2 == 0, engine=engine, counted=100))
        assert [found.goal for found in result.goals] == list(range(len(asked.model.goals)))
        for found in result.goals:
            assert found.all_readings
            check_goal(asked, found, seed % 2 == 0)


@pytest.mark.parametrize("scoped", [True, False])
@pytest.mark.parametrize("seed", VIEWS)
def test_a_view_equals_the_twin_of_the_held_values(seed: int, scoped: bool) -> None:
    """Within a view every engine says what the rows say of the outcomes with the held values."""
    asked = ask(seed, view=True)
    for engine in ENGINES:
        result = analyse(asked.model, Options(scoped=scoped, engine=engine, counted=100))
        for found in result.goals:
            check_goal(asked, found, scoped=scoped)


@pytest.mark.parametrize("seed", VIEWS)
def test_lines_outside_a_view_are_settled_by_its_held_values(seed: int) -> None:
    """A line that names held issues alone is settled as they stand; with open ones, restricted."""
    asked = ask(seed, view=True)
    orders = asked.case.values_of
    held = {
        issue: orders[issue].index(values[0])
        for issue, values in asked.left.items()
        if issue not in asked.kept
    }
    now = {issue: orders[issue].index(value) for issue, value in asked.case.status_quo.items()}
    for number, line in enumerate(asked.model.lines):
        (place,) = asked.places((number,))
        row = asked.case.red_lines[place]
        named = named_in(row)
        assert line.settled == (not named & asked.kept)
        assert line.restricted == bool(named & asked.kept and named & held.keys())
        if line.settled:
            asks = not row.stage or holds(parse(row.stage), held, orders, now)
            lets = bool(row.unless) and holds(parse(row.unless or ""), held, orders, now)
            broken = asks and not lets and not holds(parse(row.rule), held, orders, now)
            assert line.is_violated_as_held == broken
