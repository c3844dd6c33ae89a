"""Lines as the lens's sentences name them: owners, strength, status and readings."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.strategies import valid_case
from zopa.case.tables import LineStatus, Strength
from zopa.ledger import read_ledger
from zopa.lens import Assessment
from zopa.lenses.redlines.phrases import Phrases
from zopa.model import Choices, build_model
from zopa.model.sentences import demand_in_words

Cells = dict[str, str]


def phrases(*lines: Cells, **chosen: object) -> Phrases:
    """Return the phrases of a case with some red lines."""
    case = valid_case(
        {
            "parties": [{"id": "A", "name": "Arda"}, {"id": "B", "name": "Bosk"}],
            "issues": [{"id": "X", "heading": "the pass"}, {"id": "Y", "heading": "the ford"}],
            "values": [{"issue": issue, "id": id_} for issue in "XY" for id_ in ("shut", "open")],
            "controls": [{"issue": issue, "movers": "A"} for issue in "XY"],
            "red_lines": [{"parties": "A", "rule": "X = shut"} | cells for cells in lines],
            "goals": [
                {"id": "G", "label": "an open pass", "rule": "X = open"},
                {"id": "H", "rule": "X = open and Y = open"},
            ],
        }
    )
    ledger = read_ledger(case)
    choices = Choices(**chosen)  # type: ignore[arg-type]
    return Phrases(Assessment(case, ledger, build_model(ledger, choices), choices))


READINGS = (
    {"id": "U1a", "reading_of": "U1"},
    {"id": "U1b", "reading_of": "U1", "rule": "Y = shut"},
    {"id": "R", "parties": "A;B", "rule": "Y = open", "stage": "X = open", "unless": "Y = shut"},
)


@pytest.mark.parametrize("strength", get_args(Strength))
@pytest.mark.parametrize("status", get_args(LineStatus))
def test_a_line_is_said_with_how_it_was_put(strength: str, status: str) -> None:
    """Every strength and status stands beside the owner, before what the line demands."""
    found = phrases({"id": "L", "strength": strength, "status": status}, with_lines=frozenset("L"))
    demands = demand_in_words(found.rows["L"], found.words)
    assert found.line(0) == f"L (Arda, {strength}, {status}) {demands}."


def test_a_line_of_two_owners_names_both() -> None:
    """All owners are named, and what the line demands is whole."""
    assert phrases(*READINGS).line(2) == (
        "R (Arda and Bosk, expresses, stated) requires, where the pass is open, that the ford is "
        "open, unless the ford is shut."
    )


def test_one_line_blocks_alone() -> None:
    """A single line is said to block by itself; one with readings, in the default one."""
    assert phrases(*READINGS).cannot_stand({"U1"}) == (
        "This line alone blocks it: U1 (Arda), read as U1a, requires that the pass is shut."
    )
    assert phrases(*READINGS, readings={"U1": "U1b"}).cannot_stand({"U1"}) == (
        "This line alone blocks it: U1 (Arda), read as U1b, requires that the ford is shut."
    )
    assert phrases({"id": "M", "rule": "Y = shut"}).cannot_stand({"M"}) == (
        "This line alone blocks it: M (Arda) requires that the ford is shut."
    )


def test_several_lines_cannot_all_stand() -> None:
    """Lines come in the order of the case, whichever way they are asked for; two are both."""
    found = phrases({"id": "L"}, {"id": "M", "rule": "Y = shut"}, {"id": "N"})
    assert found.cannot_stand(["M", "L"]) == (
        "These two lines cannot both stand: L (Arda) requires that the pass is shut; "
        "M (Arda) requires that the ford is shut."
    )
    assert found.cannot_stand(["N", "M", "L"]).startswith("These lines cannot all stand: L (")
    assert found.cannot_stand_again(["M", "L"]) == "L and M cannot both stand here, either."
    assert found.cannot_stand_again("LMN") == "L, M and N cannot all stand here, either."
    assert found.cannot_stand_by_name(["M"]) == "M alone blocks it"
    assert found.cannot_stand_by_name(["L", "M"], owned=True) == (
        "L (Arda) and M (Arda) cannot both stand"
    )
    assert found.cannot_stand_by_name("LMN") == "L, M and N cannot all stand"


def test_lines_with_readings_share_a_name() -> None:
    """A reading is named by its own id or by the line that it is a reading of."""
    found = phrases(*READINGS)
    assert [found.line_id(line) for line in range(3)] == ["U1a", "U1b", "R"]
    assert [found.group(line) for line in range(3)] == ["U1", "U1", "R"]
    assert found.readings_in([0, 2]) == ["U1"]
    assert found.line_address(1) == "red_lines/U1b"
    assert found.set_ids([0, 1, 2]) == "U1a, U1b and R"
    assert found.lines_of({"R", "U1"}) == [0, 2]
    assert phrases(*READINGS, readings={"U1": "U1b"}).lines_of({"U1"}) == [1]


def test_goals_are_named_by_label_or_rule() -> None:
    """A goal without a label is its rule in quotation marks."""
    found = phrases({"id": "L"})
    assert found.goal(0) == "an open pass"
    assert found.goal(1) == "“the pass is open and the ford is open”"
    assert (found.goal_address(1), found.id(1, "blocking", [0])) == (
        ("goals/H",),
        "redlines/X=open and Y=open/blocking/L",
    )
    assert phrases({"id": "L"}, goals=("Y = open",)).goal_address(0) == ()


@pytest.mark.parametrize(
    ("note", "legal"),
    [("", False), ("charter: Article 2(4)", True), ("constitution", True), ("jus_cogens", True)],
)
def test_lines_that_rest_on_law_are_known(note: str, legal: bool) -> None:
    """A line rests on law where its note says so."""
    cells = {"id": "L", "legal_note": note} if note else {"id": "L"}
    found = phrases(cells, {"id": "M"})
    assert found.legal({"L", "M"}) == found.legal({"L"}) == legal
    assert not found.legal({"M"})


def test_lines_are_tallied_by_their_owners() -> None:
    """Every owner of a line is counted, readings of one line once."""
    assert phrases(*READINGS).tally() == [("Arda", 2), ("Bosk", 1)]
