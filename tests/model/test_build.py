"""From case and ledger to model: what is open, who is touched, which lines and goals are in."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from tests.strategies import valid_case
from zopa.case.case import Case
from zopa.case.rules import parse
from zopa.case.tables import Control, RedLine
from zopa.errors import OptionError, TooLargeError
from zopa.ledger import read_ledger
from zopa.model import Choices, Model, build_model
from zopa.model.build import first_control, violation

Cells = dict[str, str]

LINES: list[Cells] = [
    {"id": "R1", "parties": "RUS", "rule": "CF = 2 implies TER = kept"},
    {"id": "R2", "parties": "RUS;USA", "rule": "SAN = off", "scope": "always"},
    {"id": "U1a", "parties": "UKR", "rule": "CF <= 1", "reading_of": "U1"},
    {"id": "U1b", "parties": "UKR", "rule": "CF = 0", "reading_of": "U1"},
    {"id": "U1c", "parties": "UKR", "rule": "TER = back", "reading_of": "U1", "strength": "hints"},
    {"id": "E1", "parties": "USA", "rule": "SAN = on", "strength": "hints"},
    {"id": "W1", "parties": "USA", "rule": "SAN = on", "status": "withdrawn"},
    {"id": "S1", "parties": "UKR", "rule": "TER = back", "status": "softened", "stage": "CF = 2"},
]
ROWS: dict[str, list[Cells]] = {
    "parties": [{"id": id_, "name": id_.title()} for id_ in ("RUS", "UKR", "USA")],
    "issues": [
        {"id": "CF", "kind": "ordered"},
        {"id": "TER", "status_quo": "kept"},
        {"id": "SAN", "status_quo": "on"},
    ],
    "values": [
        *({"issue": "CF", "id": id_} for id_ in "012"),
        *({"issue": "TER", "id": id_} for id_ in ("back", "kept")),
        *({"issue": "SAN", "id": id_} for id_ in ("off", "half", "on")),
    ],
    "controls": [
        {"issue": "CF", "movers": "RUS;UKR"},
        {"issue": "TER", "movers": "RUS"},
        {"issue": "SAN", "to_values": "off", "movers": "USA"},
        {"issue": "SAN", "movers": "UKR"},
    ],
    "conditions": [
        {"id": "C1", "rule": "CF = 0 implies TER = kept"},
        {"id": "C2", "rule": "not (CF = 1 and SAN = off)", "kind": "terms", "basis": "judgement"},
        {"id": "C3", "rule": "not (TER = back or CF = 1)", "kind": "terms", "basis": "public"},
    ],
    "red_lines": LINES,
    "goals": [
        {"id": "end", "label": "an end", "rule": "CF >= 1"},
        {"id": "ease", "rule": "SAN in {off, half}"},
    ],
    "views": [
        {"id": "core", "keep": "CF;SAN"},
        {"id": "after", "keep": "SAN", "held": "CF=2,TER=back"},
        {"id": "still", "keep": "SAN", "held": "CF=0,TER=back"},
    ],
}
CASE = valid_case(ROWS)


def model_of(case: Case = CASE, **chosen: object) -> Model:
    """Build the model of a case with some choices."""
    return build_model(read_ledger(case), Choices(**chosen))  # type: ignore[arg-type]


def refused(**chosen: object) -> str:
    """Return the message with which choices are refused."""
    with pytest.raises(OptionError) as error:
        model_of(**chosen)
    return str(error.value)


def changed(**tables: list[Cells]) -> Case:
    """Return the case with other tables in the place of its own."""
    return valid_case(ROWS | tables)


def defaults(model: Model) -> dict[str, str]:
    """Return the line that each group takes as its default."""
    return {group.name: model.words.lines[group.default] for group in model.groups}


def test_sizes_and_status_quo_go_by_the_declared_order() -> None:
    """Without a view every issue is open, at the number of its status quo."""
    model = model_of()
    assert (model.sizes, model.status_quo, model.raw) == ((3, 2, 3), (0, 1, 2), 18)
    assert model.words.held == ()
    assert model.view == ""


# Views -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "opened", "held"),
    [
        ("core", {"CF": 3, "SAN": 3}, {"TER": "kept"}),
        ("after", {"SAN": 3}, {"CF": "2", "TER": "back"}),
        ("still", {"SAN": 3}, {"CF": "0", "TER": "back"}),
    ],
)
def test_a_view_keeps_some_issues_and_holds_the_others(
    view: str, opened: dict[str, int], held: dict[str, str]
) -> None:
    """An issue that a view neither keeps nor holds stands at the status quo."""
    model = model_of(view=view)
    assert model.view == view
    assert dict(zip(model.words.issue_index, model.sizes, strict=True)) == opened
    assert {issue.id: issue.value(issue.status_quo) for issue in model.words.held} == held
    assert len(model.touched) == len(model.status_quo) == len(opened)


@pytest.mark.parametrize(
    ("view", "settled", "restricted"),
    [
        ("", {}, set()),
        ("core", {}, {"R1", "S1"}),
        ("after", {"R1": True, "U1a": True, "U1b": True, "S1": False}, set()),
        ("still", {"R1": False, "U1a": False, "U1b": False, "S1": False}, set()),
    ],
)
def test_a_view_settles_some_lines_and_restricts_others(
    view: str, settled: dict[str, bool], restricted: set[str]
) -> None:
    """A line on held issues alone is met or violated as they stand; another keeps what is open."""
    model = model_of(view=view)
    lines = dict(zip(model.words.lines, model.lines, strict=True))
    found = {id_: line.is_violated_as_held for id_, line in lines.items() if line.settled}
    assert found == settled
    assert {id_ for id_, line in lines.items() if line.restricted} == restricted
    assert not any(line.is_violated_as_held for line in lines.values() if not line.settled)
    names = {group.name for group in model.groups}
    assert {group.name for group in model.in_play} == names - {
        group.name for group in model.groups if model.words.lines[group.default] in settled
    }


def test_conditions_and_goals_see_the_held_values() -> None:
    """Within a view a rule is a table over the open issues alone."""
    model = model_of(view="after")
    factors = [factor for row in model.conditions for factor in row.factors]
    assert [factor.scope for factor in factors] == [(), (0,), (), ()]
    # CF is 2, so C1 and C2 ask nothing; C3 falls in two, and excludes that TER is back.
    assert [bool(factor.table.all()) for factor in factors] == [True, True, False, True]
    end, ease = model.goals
    assert [bool(factor.table) for factor in end] == [True]
    assert [factor.scope for factor in ease] == [(0,)]


def test_a_view_that_is_not_there_is_refused() -> None:
    """The nearest view is offered; a case without views says that it has none."""
    assert refused(view="cor") == "There is no view 'cor'. Did you mean 'core'?"
    assert refused(view="x") == "There is no view 'x'. Views: core, after, still."
    with pytest.raises(OptionError) as error:
        model_of(changed(views=[]), view="core")
    assert str(error.value) == "There is no view 'core'. There are none yet."


# Lines and conditions --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "lines"),
    [
        ({}, "R1 R2 U1a U1b S1"),
        ({"with_lines": frozenset({"E1"})}, "R1 R2 U1a U1b E1 S1"),
        ({"with_lines": frozenset({"W1", "U1c"})}, "R1 R2 U1a U1b U1c W1 S1"),
        ({"with_lines": frozenset({"U1"})}, "R1 R2 U1a U1b U1c S1"),
        ({"readings": {"U1": "U1c"}}, "R1 R2 U1a U1b U1c S1"),
        ({"with_lines": frozenset({"R1"})}, "R1 R2 U1a U1b S1"),
    ],
    ids=lambda value: (
        "default" if value == {} else value if type(value) is str else next(iter(value))
    ),
)
def test_hinted_and_withdrawn_lines_count_only_where_asked(
    chosen: dict[str, object], lines: str
) -> None:
    """The default set leaves them out; they are taken in by id, by name or as a reading."""
    assert model_of(**chosen).words.lines == tuple(lines.split())


def test_readings_are_grouped_and_the_first_is_the_default() -> None:
    """Readings share a group in declared order; a line without readings is its own."""
    model = model_of()
    assert [(group.name, group.readings) for group in model.groups] == [
        ("R1", (0,)),
        ("R2", (1,)),
        ("U1", (2, 3)),
        ("S1", (4,)),
    ]
    assert defaults(model)["U1"] == "U1a"
    assert defaults(model_of(readings={"U1": "U1b"}))["U1"] == "U1b"
    assert defaults(model_of(readings={"U1": "U1c"}))["U1"] == "U1c"


def test_readings_that_stand_apart_are_one_group() -> None:
    """Rows between two readings of a line leave them together, at the place of the first."""
    apart = [LINES[2], LINES[0], LINES[3]]
    model = model_of(changed(red_lines=apart))
    assert [(group.name, group.readings) for group in model.groups] == [
        ("U1", (0, 2)),
        ("R1", (1,)),
    ]


@pytest.mark.parametrize(
    ("readings", "message"),
    [
        ({"U2": "U1a"}, "No line 'U2' with readings is in play. Lines: U1."),
        ({"u1": "U1a"}, "No line 'u1' with readings is in play. Did you mean 'U1'?"),
        ({"U1": "U1d"}, "'U1d' is not a reading of U1. Did you mean 'U1a'?"),
        ({"U1": "xyz"}, "'xyz' is not a reading of U1. Readings: U1a, U1b."),
    ],
    ids=str,
)
def test_a_reading_that_is_not_there_is_refused(readings: dict[str, str], message: str) -> None:
    """The nearest name is offered, or the names that there are."""
    assert refused(readings=readings) == message


def test_lines_know_their_owners_and_scope() -> None:
    """A line has one bit for each owner, by the order of the parties, and says when it binds."""
    model = model_of()
    lines = dict(zip(model.words.lines, model.lines, strict=True))
    assert {id_: line.owners for id_, line in lines.items()} == {
        "R1": 0b001,
        "R2": 0b101,
        "U1a": 0b010,
        "U1b": 0b010,
        "S1": 0b010,
    }
    assert [id_ for id_, line in lines.items() if line.always] == ["R2"]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({}, "not CF = 0"),
        ({"stage": "SAN = on"}, "SAN = on and not CF = 0"),
        ({"unless": "TER = back"}, "not CF = 0 and not TER = back"),
        (
            {"stage": "SAN = on", "unless": "TER = back or SAN = off"},
            "SAN = on and not CF = 0 and not (TER = back or SAN = off)",
        ),
    ],
    ids=str,
)
def test_a_line_is_violated_at_its_stage_and_outside_its_exception(cells: Cells, rule: str) -> None:
    """What violates a line is a rule: its stage, not its rule, not its exception."""
    row = {"id": "L", "parties": "UKR", "rule": "CF = 0"} | cells
    assert violation(RedLine(**row)) == parse(rule)  # type: ignore[arg-type]
    (line,) = model_of(changed(red_lines=[row])).lines
    violated = 0
    for cf, ter, san in product("012", ("back", "kept"), ("off", "half", "on")):
        asked = not row.get("stage") or san == "on"
        let_through = "unless" in row and (
            ter == "back" or ("SAN" in row["unless"] and san == "off")
        )
        violated += asked and cf != "0" and not let_through
    spread = 18 // line.violated.table.size  # the outcomes that each cell stands for
    assert int(line.violated.table.sum()) * spread == violated


def test_conditions_say_what_they_are() -> None:
    """A condition knows its kind and whether it is judged, and falls apart where its form does."""
    model = model_of()
    assert [(row.is_logic, row.is_judged) for row in model.conditions] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert [[f.scope for f in row.factors] for row in model.conditions] == [
        [(0, 1)],
        [(0, 2)],
        [(1,), (0,)],
    ]
    assert len(model.space.factors) == 4


def test_conditions_are_left_out_on_request() -> None:
    """Conditions that are not to count leave the model, and unknown ids change nothing."""
    model = model_of(without_conditions=frozenset({"C2", "C9"}))
    assert model.words.conditions == ("C1", "C3")
    assert len(model.conditions) == 2


# Goals -----------------------------------------------------------------------------------


def test_all_goals_of_the_case_are_asked_unless_some_are_named() -> None:
    """Goals come in the order in which they stand, or are asked."""
    assert [goal.id for goal in model_of().words.goals] == ["end", "ease"]
    asked = model_of(goals=("ease", "end")).words.goals
    assert [(goal.id, goal.label) for goal in asked] == [("ease", ""), ("end", "an end")]
    assert model_of(changed(goals=[])).goals == ()


@pytest.mark.parametrize(
    ("text", "id_", "label"),
    [
        ("CF>=1", "end", "an end"),
        ("(CF >= 1)", "end", "an end"),
        ("SAN in {off,half}", "ease", ""),
        ("CF = 1 or CF = 2", "", ""),
        ("SAN in {half, off}", "", ""),
    ],
)
def test_a_goal_asked_as_a_rule_is_the_case_s_own_where_it_says_the_same(
    text: str, id_: str, label: str
) -> None:
    """A rule that is a goal of the case has its id and label; any other has none."""
    (goal,) = model_of(goals=(text,)).words.goals
    assert (goal.id, goal.label, goal.rule) == (id_, label, parse(text))


def test_a_goal_is_split_into_factors() -> None:
    """What must all hold becomes a factor each."""
    ((first, second),) = model_of(goals=("CF >= 1 and SAN = off",)).goals
    assert (first.scope, second.scope) == ((0,), (2,))
    assert first.table.tolist() == [False, True, True]
    assert second.table.tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("goal", "message"),
    [
        (
            "endd",
            "There is no goal 'endd'. Did you mean 'end'? The goals: end, ease.",
        ),
        (
            "CF",
            "The goal 'CF' is an issue and no rule. Write a rule, as in CF = 2; if you wrote > or "
            "<, put the rule in quotation marks.",
        ),
        (
            "CF >> 1",
            "The goal 'CF >> 1' is neither a goal of the case nor a rule: at character 5: A value "
            "is expected after '>', not '>'. Write for example CF > VALUE. Goals: end, ease.",
        ),
        (
            "CFF >= 1",
            "The goal 'CFF >= 1' cannot be asked: at character 1: There is no issue 'CFF'. "
            "Did you mean CF?",
        ),
        (
            "CF >= 7 and SAN > off",
            "The goal 'CF >= 7 and SAN > off' cannot be asked: at character 7: CF has no value "
            "'7'. The values of CF are 0, 1, 2. At character 13: '>' needs an order, and the "
            "values of SAN have none. Write SAN in {...} with the values that are meant, or "
            "declare SAN as ordered.",
        ),
    ],
)
def test_a_goal_that_cannot_be_asked_is_refused(goal: str, message: str) -> None:
    """What is wrong is told with its column, how to mend it, and the goals that there are."""
    assert refused(goals=(goal,)) == message


def test_a_case_without_goals_offers_none() -> None:
    """Where a case has no goals, a rule is asked for."""
    with pytest.raises(OptionError) as error:
        model_of(changed(goals=[]), goals=("endd",))
    assert str(error.value) == (
        "There is no goal 'endd': the case has none. Ask with a rule, as ISSUE = VALUE."
    )


# Who is touched --------------------------------------------------------------------------


def test_movers_of_the_first_row_that_leads_there_are_touched() -> None:
    """Each value touches the movers of the first row that leads to it; the status quo nobody."""
    model = model_of()
    assert [masks.tolist() for masks in model.touched] == [
        [0, 0b011, 0b011],
        [0b001, 0],
        [0b100, 0b010, 0],
    ]
    assert all(masks.dtype == np.uint64 for masks in model.touched)


@pytest.mark.parametrize(
    ("controls", "masks"),
    [
        ([{"movers": "UKR"}], [0b010, 0b010, 0]),
        ([{"movers": "UKR"}, {"to_values": "off", "movers": "USA"}], [0b010, 0b010, 0]),
        ([{"to_values": "off", "movers": "USA"}, {"movers": "UKR"}], [0b100, 0b010, 0]),
        ([{"from_values": "half", "movers": "USA"}, {"movers": "UKR"}], [0b010, 0b010, 0]),
        ([{"from_values": "half;on", "movers": "USA"}, {"movers": "UKR"}], [0b100, 0b100, 0]),
        (
            [{"from_values": "on", "to_values": "half", "movers": "RUS;USA"}, {"movers": "UKR"}],
            [0b010, 0b101, 0],
        ),
        ([{"to_values": "on", "movers": "USA"}, {"movers": "UKR"}], [0b010, 0b010, 0]),
        ([{"movers": "UKR", "ratifiers": "RUS"}], [0b010, 0b010, 0]),
    ],
    ids=str,
)
def test_the_first_row_that_fits_wins(controls: list[Cells], masks: list[int]) -> None:
    """A later row counts only where no earlier one leads; ratifiers do not move."""
    others = [row for row in ROWS["controls"] if row["issue"] != "SAN"]
    case = changed(controls=[*others, *({"issue": "SAN"} | row for row in controls)])
    assert model_of(case).touched[2].tolist() == masks


def test_where_no_row_leads_there_is_no_first_row() -> None:
    """Of no rows, or of rows for other values, none leads from one value to another."""
    on_off = Control(issue="SAN", from_values="on", to_values="off", movers="UKR")  # type: ignore[arg-type]
    anything = Control(issue="SAN", movers="RUS")  # type: ignore[arg-type]
    assert first_control([], "on", "off") is None
    assert first_control([on_off], "off", "on") is None
    assert first_control([on_off], "on", "half") is None
    assert first_control([on_off, anything], "on", "off") is on_off
    assert first_control([anything, on_off], "on", "off") is anything


# Many parties ----------------------------------------------------------------------------


def crowd(acting: int, own: int) -> Case:
    """Return a case of seventy parties, of whom one moves the issue and one owns a line."""
    return valid_case(
        {
            "parties": [{"id": f"P{number}", "name": f"P{number}"} for number in range(70)],
            "issues": [{"id": "X"}],
            "values": [{"issue": "X", "id": "a"}, {"issue": "X", "id": "b"}],
            "controls": [{"issue": "X", "movers": f"P{acting}"}],
            "red_lines": [{"id": "L", "parties": f"P{own}", "rule": "X = a"}],
        }
    )


def test_sixty_four_parties_may_act() -> None:
    """The last bit of a word is a party like any other."""
    model = model_of(crowd(63, 63))
    assert model.touched[0].tolist() == [0, 1 << 63]
    assert model.lines[0].owners == 1 << 63
    assert len(model.words.parties) == 70


@pytest.mark.parametrize(
    ("acting", "own", "named"), [(64, 0, "P64"), (0, 69, "P69"), (65, 64, "P64 and P65")]
)
def test_who_acts_beyond_the_bits_is_refused(acting: int, own: int, named: str) -> None:
    """A party that moves or owns a line must stand among the first sixty-four."""
    with pytest.raises(TooLargeError) as error:
        model_of(crowd(acting, own))
    assert str(error.value) == (
        f"The case has 70 parties, and {named} move or own lines beyond the first 64. "
        "Put the parties that move or own lines first in the table parties."
    )
