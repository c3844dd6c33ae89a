"""Checks of the outcome space: contradictions, the status quo, and lines that say nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from random import Random

import pytest

from tests.reference.redlines import minimal, plain_of_case, subsets
from tests.strategies import raw_case
from zopa.case.build import Loaded, judge
from zopa.case.overlay import Overlay
from zopa.errors import Problem
from zopa.factors import choose_order
from zopa.ledger import read_ledger
from zopa.model import build_model, checks
from zopa.model.checks import check, check_space

SEEDS = range(40)

Cells = dict[str, str]


def loaded(
    conditions: list[str],
    lines: list[str | Cells] | None = None,
    sizes: tuple[int, ...] = (3, 3, 3),
) -> Loaded:
    """Judge a case of issues I0, I1 and so on, each 0 now, with some conditions and lines."""
    issues = [f"I{number}" for number in range(len(sizes))]
    rows = [line if isinstance(line, dict) else {"rule": line} for line in lines or []]
    found = judge(
        raw_case(
            {
                "case": [{"key": "as_of", "value": "2025-02-14"}],
                "parties": [{"id": "A", "name": "A"}],
                "issues": [{"id": issue, "kind": "ordered"} for issue in issues],
                "values": [
                    {"issue": issue, "id": str(value)}
                    for issue, size in zip(issues, sizes, strict=True)
                    for value in range(size)
                ],
                "controls": [{"issue": issue, "movers": "A"} for issue in issues],
                "conditions": [{"id": f"C{n}", "rule": rule} for n, rule in enumerate(conditions)],
                "red_lines": [
                    {"id": f"L{number}", "parties": "A"} | row for number, row in enumerate(rows)
                ],
            }
        ),
        [],
    )
    assert not found.errors
    return found


def told(problems: list[Problem]) -> list[str]:
    """Return the problems as a user reads them."""
    return [str(problem) for problem in problems]


def test_a_sound_space_is_told_nothing() -> None:
    """Conditions that leave the status quo, and lines that bite, are no problem."""
    case = loaded(["I0 = 1 implies I1 = 1"], ["I0 = 0", "I1 != 2 or I2 = 0"])
    assert check_space(case) == []
    assert check_space(loaded([])) == []


# Contradictions --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "named", "row"),
    [
        (["I0 = 1", "I1 = 0", "I0 = 2"], "C0, C2", 4),
        (["I1 = 0", "I0 = 1 and I0 = 2", "I0 = 1"], "C1", 3),
        (["I0 = 1", "I0 = 1 implies I1 = 1", "I2 = 0", "I1 = 0"], "C0, C1, C3", 5),
        (["I0 = 1", "I0 = 2", "I0 = 0"], "C1, C2", 4),
        (["I0 = 1", "I1 = 1", "I0 = 0", "I1 = 0"], "C1, C3", 5),
    ],
)
def test_a_contradiction_names_a_smallest_set(conditions: list[str], named: str, row: int) -> None:
    """The conditions that exclude everything are named at the last of them, and no others."""
    one = f"the condition {named} excludes"
    said = f"the conditions {named} together exclude" if "," in named else one
    assert told(check_space(loaded(conditions, ["I0 = 0 or I0 != 0"]))) == [
        f"conditions.csv, row {row} (C{row - 2}), column rule: {said} every outcome. Loosen one "
        "of them, or add the value that is missing."
    ]


def random_conditions(chance: Random) -> list[str]:
    """Make up a condition: one value for an issue, or what it draws another issue to."""
    conditions = []
    for _ in range(7):
        issue, other = chance.sample(("I0", "I1", "I2"), 2)
        value, wanted = chance.choice("012"), chance.choice("012")
        either = f"{issue} = {value} implies {other} = {wanted}"
        conditions.append(chance.choice((either, f"{issue} != {value}", f"{issue} = {value}")))
    return conditions


@pytest.mark.parametrize("seed", SEEDS)
def test_no_named_condition_can_be_spared(seed: int) -> None:
    """Where random conditions exclude everything, what is named is one of the smallest sets."""
    case = loaded(random_conditions(Random(seed)))
    met = [passing(case, number) for number in range(7)]
    smallest = minimal(
        kept for kept in subsets(range(7)) if not SPACE.intersection(*(met[n] for n in kept))
    )
    found = [p for p in check_space(case) if p.check == "conditions_exclude_everything"]
    assert len(found) == bool(smallest)
    if found:
        names = [", ".join(f"C{number}" for number in kept) for kept in smallest]
        assert found[0].message.removeprefix("the conditions ").split(" together")[0] in names


SPACE = set(product(range(3), repeat=3))


def passing(case: Loaded, condition: int) -> set[tuple[int, ...]]:
    """Return the outcomes that meet one condition, one after the other."""
    alone = replace(case.case, conditions=(case.case.conditions[condition],))
    return set(plain_of_case(alone, "I0 >= 0", False).survivors(()))


# The status quo --------------------------------------------------------------------------


def test_each_condition_that_the_status_quo_breaks_is_told() -> None:
    """The status quo must be an outcome; each condition that it breaks is a problem."""
    remedy = "Mend the condition, or the status_quo of an issue that it names."
    assert told(check_space(loaded(["I0 = 1", "I1 = 0", "I1 = 0 implies I2 >= 1"]))) == [
        "conditions.csv, row 2 (C0), column rule: the status quo breaks condition C0, so it is "
        f"not one of the outcomes. {remedy}",
        "conditions.csv, row 4 (C2), column rule: the status quo breaks condition C2, so it is "
        f"not one of the outcomes. {remedy}",
    ]


# Lines that say nothing ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "line", "message"),
    [
        (
            [],
            "I0 = 0 or I0 != 0",
            "every outcome meets line L0 (the condition on I0 always holds), so it says nothing. "
            "Mend its rule, or leave the line out.",
        ),
        (
            [],
            "I0 = 1 and I0 = 2",
            "no outcome meets line L0 (the condition on I0 cannot hold). "
            "Mend its rule, or the condition that contradicts it.",
        ),
        (
            ["I0 != 1", "I1 = 0 or I0 = 1"],
            "I1 = 0",
            "every outcome meets line L0 (I1 is 0), so it says nothing. "
            "Mend its rule, or leave the line out.",
        ),
        (
            ["I0 = 0"],
            "I0 >= 1",
            "no outcome meets line L0 (I0 is not 0). "
            "Mend its rule, or the condition that contradicts it.",
        ),
        (
            ["I0 = 0"],
            {"rule": "I1 = 1", "stage": "I0 = 2", "unless": "I2 = 1"},
            "every outcome meets line L0 (where I0 is 2: I1 is 1, unless I2 is 1), so it says "
            "nothing. Mend its rule, or leave the line out.",
        ),
        (
            ["I0 = 0"],
            {"rule": "I0 = 1", "strength": "hints"},
            "no outcome meets line L0 (I0 is 1). "
            "Mend its rule, or the condition that contradicts it.",
        ),
    ],
)
def test_a_line_that_says_nothing_is_told(
    conditions: list[str], line: str | Cells, message: str
) -> None:
    """A line that every feasible outcome meets, or none, is a problem, hinted lines too."""
    assert told(check_space(loaded(conditions, [line, "I2 = 0"]))) == [
        f"red_lines.csv, row 2 (L0), column rule: {message}"
    ]


def test_a_line_that_is_not_stated_yet_is_not_told() -> None:
    """A line stated after the day of the case is not looked at."""
    line = {"rule": "I0 = 1 and I0 = 2", "stated_at": "2025-02-15"}
    assert check_space(loaded([], [line])) == []
    (problem,) = check_space(loaded([], [line | {"stated_at": "2025-02-14"}]))
    assert problem.check == "vacuous_line"


def random_lines(chance: Random, number: int) -> list[str | Cells]:
    """Make up lines, some of which every outcome meets, and some none."""
    made: list[str | Cells] = []
    for _ in range(number):
        issue, other = chance.sample(("I0", "I1", "I2"), 2)
        value, wanted = chance.choice("012"), chance.choice("012")
        made.append(
            chance.choice(
                (
                    f"{issue} >= {value}",
                    f"{issue} = {value} implies {other} = {wanted}",
                    f"{issue} = {value} and {other} = {wanted}",
                    f"{issue} != {value} or {other} != {wanted}",
                )
            )
        )
    return made


def vacuous(case: Loaded) -> list[tuple[str, str]]:
    """Return the lines that no outcome, or every outcome, meets, one outcome after the other."""
    plain = plain_of_case(case.case, "I0 >= 0", False)
    found = []
    for place, line in enumerate(case.case.red_lines):
        if plain.count([place]) in (0, plain.count(())):
            found.append((line.id, "no" if not plain.count([place]) else "every"))
    return found


def named(case: Loaded) -> list[tuple[str, str]]:
    """Return the lines that the check tells, and whether no outcome meets them, or every one."""
    problems = [found for found in check_space(case) if found.check == "vacuous_line"]
    return [(found.place.row_id, found.message.split()[0]) for found in problems]


@pytest.mark.parametrize(
    ("most", "quick"), [(32, 1 << 20), (32, 1), (3, 1 << 20), (1, 1), (2, 100)]
)
def test_lines_are_told_however_many_are_asked_at_once(
    most: int, quick: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked together, in parts or one by one, the lines of random cases get the plain answers."""
    monkeypatch.setattr(checks, "MOST_AT_ONCE", most)
    monkeypatch.setattr(checks, "QUICK", quick)
    kinds = set()
    for seed in SEEDS:
        chance = Random(seed)
        conditions = [f"I0 <= {chance.choice('12')}", f"I1 = 0 or I2 != {chance.choice('12')}"]
        case = loaded(conditions, random_lines(chance, chance.randint(1, 9)))
        wanted = vacuous(case)
        assert named(case) == wanted
        kinds |= {kind for _, kind in wanted}
    assert kinds == {"no", "every"}


@pytest.mark.parametrize("number", [31, 32, 33, 64, 70])
def test_more_lines_than_one_word_holds(number: int) -> None:
    """Lines at the ends of each lot of 32, and after them, are told like any other."""
    chance = Random(number)
    lines: list[str | Cells] = [f"I{chance.randrange(3)} = {chance.randrange(3)}"] * number
    for place in {0, 30, 31, 32, 33, 63, 64, number - 1}:
        if place < number:
            lines[place] = "I0 = 1 and I0 = 2" if place % 2 else "I1 >= 0"
    case = loaded(["I0 = 0 or I1 = 0"], lines)
    wanted = vacuous(case)
    assert len(wanted) >= 2
    assert named(case) == wanted


def test_lines_that_hang_together_too_widely_are_asked_in_parts() -> None:
    """Lines on every pair of eight issues would need one table of all of them; none is made."""
    pairs = [f"I{a} = 1 or I{b} != 2" for a, b in combinations(range(8), 2)]
    pairs[5], pairs[20] = "I0 >= 0 or I6 = 1", "I3 = 1 and I3 = 2 and I7 = 0"
    case = loaded([], list(pairs), sizes=(8,) * 8)
    scopes = [line.violated.scope for line in build_model(read_ledger(case.case)).lines]
    assert choose_order(scopes, (8,) * 8, range(8)).visited > checks.QUICK
    assert named(case) == [("L5", "every"), ("L20", "no")]


# The whole check -------------------------------------------------------------------------

SMALL = """\
case: {title: T}
parties: [{id: A, name: A}]
issues: [{id: X, kind: ordered}]
values: [{issue: X, id: "0"}, {issue: X, id: "1"}]
controls: [{issue: X, movers: A}]
red_lines: [{id: L, parties: A, rule: X >= 0}, {id: M, parties: A, rule: X = 0}]
"""


def written(folder: Path, text: str) -> Path:
    """Write a case to a file."""
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_check_tells_the_space_and_the_words(tmp_path: Path) -> None:
    """What is wrong with the space comes before the warnings of the words."""
    found, problems = check(written(tmp_path, SMALL))
    assert found.case.title == "T"
    assert [problem.check for problem in problems] == [
        "vacuous_line",
        "case_has_title_and_day",
        "rows_are_dated",
    ]
    assert [problem.severity for problem in problems] == ["error", "warning", "warning"]
    assert str(problems[0].place) == "case.yaml:6, table red_lines, L, column rule"


def test_a_case_whose_words_are_wrong_is_not_counted(tmp_path: Path) -> None:
    """Where a rule names what is not there, only that is told."""
    path = written(tmp_path, SMALL.replace("rule: X = 0", "rule: Y = 0"))
    _, problems = check(path)
    assert [problem.check for problem in problems if problem.severity == "error"] == [
        "rules_name_what_is_there"
    ]


def test_an_overlay_is_checked_as_if_it_stood_in_the_file(tmp_path: Path) -> None:
    """A line that is changed, or left out, for one run is told, or not, as it then is."""
    path = written(tmp_path, SMALL)
    _, problems = check(path, Overlay(without=("L",)))
    assert all(problem.severity == "warning" for problem in problems)
    _, problems = check(path, Overlay(set=("red_lines.M.rule=X >= 0 and X <= 1",)))
    assert [problem.check for problem in problems[:2]] == ["vacuous_line", "vacuous_line"]


# What lines rest on ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "is_told"),
    [
        ("asserted_at: 2025-02-14", False),
        ("asserted_at: 2025-02-15", True),
        ("asserted_at: 2025-02-13, reported_at: 2025-02-15", True),
        ("asserted_at: 2025-02-13, status: rejected", True),
        ("asserted_at: 2025-02-13, status: proposed", True),
    ],
)
def test_a_line_rests_on_a_statement_that_the_ledger_sees(
    tmp_path: Path, statement: str, is_told: bool
) -> None:
    """A line whose statements are rejected, or not yet made or reported, is warned of by its id."""
    file = tmp_path / "case.yaml"
    common = "parties: A, stated_at: 2025-01-01, statements: s"
    file.write_text(
        "case: {title: T, as_of: 2025-02-14}\n"
        "parties: [{id: A, name: A}]\nissues: [{id: X}]\n"
        "values: [{issue: X, id: a}, {issue: X, id: b}]\ncontrols: [{issue: X, movers: A}]\n"
        f"statements: [{{id: s, paraphrase: p, {statement}}}]\n"
        "red_lines:\n"
        f"- {{id: L, rule: X = a, basis: statement, {common}}}\n"
        f"- {{id: M, rule: X = b, basis: judgement, {common}}}\n"
    )
    _, problems = check(file)
    found = [p for p in problems if p.check == "lines_rest_on_statements_that_count"]
    assert [p.severity for p in found] == ["warning"] * is_told
    assert all(p.message.endswith("the day of the case: L.") for p in found)
