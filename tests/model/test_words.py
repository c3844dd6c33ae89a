"""Labels and indices: each leads to the other, and back."""

from __future__ import annotations

import pytest

from tests.strategies import valid_case
from zopa.case.rules import IssueNames, parse
from zopa.case.rules import IssueWords as Spoken
from zopa.ledger import read_ledger
from zopa.model import Choices, GoalWords, Words, build_model

CASE = valid_case(
    {
        "case": [{"key": "as_of", "value": "2025-02-14"}],
        "parties": [{"id": "UKR", "name": "Ukraine"}, {"id": "RUS", "name": "Russia"}],
        "issues": [
            {"id": "CF", "kind": "ordered", "heading": "the fighting", "question": "What next?"},
            {"id": "FRC", "question": "Which force?", "status_quo": "none"},
            {"id": "MIN"},
        ],
        "values": [
            {"issue": "CF", "id": "0", "label": "ongoing"},
            {"issue": "CF", "id": "1", "label": "frozen", "known_from": "2025-02-15"},
            {"issue": "CF", "id": "2", "label": "ended"},
            {"issue": "FRC", "id": "sent"},
            {"issue": "FRC", "id": "none", "label": "no force"},
            {"issue": "MIN", "id": "no"},
            {"issue": "MIN", "id": "yes"},
        ],
        "controls": [{"issue": issue, "movers": "UKR"} for issue in ("CF", "FRC", "MIN")],
        "conditions": [{"id": "C1", "rule": "FRC = sent implies CF = 2"}],
        "red_lines": [{"id": "L1", "parties": "RUS", "rule": "FRC = none"}],
        "goals": [{"id": "G", "label": "an end", "rule": "CF >= 2 and FRC in {sent,none}"}],
        "views": [{"id": "core", "keep": "CF;MIN"}],
    }
)


def words_of(view: str = "") -> Words:
    """Return the words of the case or of its view."""
    return build_model(read_ledger(CASE), Choices(view=view)).words


def test_an_issue_is_called_by_its_heading_or_question_or_id() -> None:
    """The heading comes first, then the question, then the id; a value without label is its id."""
    fighting, force, minerals = words_of().issues
    assert [issue.heading for issue in (fighting, force, minerals)] == [
        "the fighting",
        "Which force?",
        "MIN",
    ]
    assert force.labels == ("sent", "no force")


def test_indices_go_by_the_values_that_an_outcome_can_have() -> None:
    """A value that nobody had named keeps its place in the order, and has no index."""
    fighting, force, _ = words_of().issues
    assert fighting.declared == ("0", "1", "2")
    assert fighting.visible == (0, 2)
    assert [fighting.value(index) for index in range(2)] == ["0", "2"]
    assert [fighting.label(index) for index in range(2)] == ["ongoing", "ended"]
    assert (force.status_quo, force.value(force.status_quo)) == (1, "none")


def test_an_outcome_names_every_issue() -> None:
    """Open issues have the outcome's value, held ones theirs."""
    assert words_of().outcome((1, 0, 1)) == {"CF": "2", "FRC": "sent", "MIN": "yes"}
    assert words_of("core").outcome((1, 0)) == {"CF": "2", "FRC": "none", "MIN": "no"}


def test_changes_are_told_in_the_order_of_the_issues() -> None:
    """An outcome's changes are the issues that leave the status quo, each with its value."""
    words = words_of()
    assert words.changes((0, 1, 0)) == []
    assert [(issue.id, issue.value(v)) for issue, v in words.changes((1, 0, 0))] == [
        ("CF", "2"),
        ("FRC", "sent"),
    ]


def test_an_outcome_has_a_value_for_each_open_issue() -> None:
    """An outcome of the whole case is none of the view."""
    with pytest.raises(ValueError, match="shorter"):
        words_of().outcome((1, 0))
    with pytest.raises(ValueError, match="longer"):
        words_of("core").changes((1, 0, 1))


def test_issues_are_found_by_id() -> None:
    """Open issues have an index; the held ones are known by their id only."""
    assert dict(words_of().issue_index) == {"CF": 0, "FRC": 1, "MIN": 2}
    core = words_of("core")
    assert dict(core.issue_index) == {"CF": 0, "MIN": 1}
    assert list(core.by_id) == ["CF", "MIN", "FRC"]
    assert [issue.id for issue in core.held] == ["FRC"]


@pytest.mark.parametrize("view", ["", "core"])
def test_rules_may_name_every_issue_and_value(view: str) -> None:
    """What a rule may name, and how it is said, is the same within a view, hidden values too."""
    words = words_of(view)
    assert words.names["CF"] == IssueNames(
        "CF", True, ("0", "1", "2"), ("ongoing", "frozen", "ended"), "the fighting"
    )
    assert words.for_rules["FRC"] == Spoken(
        "Which force?", ("sent", "none"), ("sent", "no force"), ordered=False, status_quo=1
    )
    assert set(words.names) == set(words.for_rules) == {"CF", "FRC", "MIN"}


def test_a_goal_is_written_shortest() -> None:
    """The text of a goal has no spaces that it does not need, and reads back as its rule."""
    (goal,) = words_of().goals
    assert (goal.id, goal.label) == ("G", "an end")
    assert goal.text == "CF>=2 and FRC in {sent,none}"
    assert parse(goal.text) == goal.rule
    assert GoalWords("", "", parse('"odd name" = 1')).text == '"odd name"=1'


def test_lines_conditions_and_parties_go_by_their_rows() -> None:
    """Ids and names stand in the order of their tables."""
    words = words_of()
    assert (words.lines, words.conditions) == (("L1",), ("C1",))
    assert words.parties == ("UKR", "RUS")
    assert words.party_names == ("Ukraine", "Russia")
