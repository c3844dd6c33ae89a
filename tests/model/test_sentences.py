"""The words of rules, lines and outcomes, whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from tests.strategies import valid_case
from zopa.case.cells import read_moment
from zopa.case.tables import Control, RedLine, Strength
from zopa.ledger import read_ledger
from zopa.model import Choices, Words, build_model
from zopa.model.sentences import (
    control_in_words,
    date_in_words,
    demand_in_words,
    line_in_words,
    outcome_in_words,
    party_names,
    rule_in_words,
)

CASE = valid_case(
    {
        "parties": [
            {"id": "GBR", "name": "the United Kingdom"},
            {"id": "FRA", "name": "France"},
            {"id": "EUR", "name": "the European Union"},
        ],
        "issues": [
            {"id": "CF", "kind": "ordered", "heading": "the fighting"},
            {"id": "FRC", "heading": "a foreign force", "status_quo": "none"},
            {"id": "MIN", "heading": "access to minerals"},
        ],
        "values": [
            {"issue": "CF", "id": "0", "label": "ongoing"},
            {"issue": "CF", "id": "1", "label": "frozen"},
            {"issue": "CF", "id": "2", "label": "ended by a treaty"},
            {"issue": "FRC", "id": "sent", "label": "sent"},
            {"issue": "FRC", "id": "none", "label": "not sent"},
            {"issue": "MIN", "id": "no"},
            {"issue": "MIN", "id": "yes"},
        ],
        "controls": [{"issue": issue, "movers": "GBR"} for issue in ("CF", "FRC", "MIN")],
        "views": [{"id": "core", "keep": "CF", "held": "MIN=yes"}],
    }
)


def words_of(view: str = "") -> Words:
    """Return the words of the case or of its view."""
    return build_model(read_ledger(CASE), Choices(view=view)).words


def line(**cells: object) -> RedLine:
    """Return a red line with some of its cells."""
    whole = {"id": "L", "parties": "FRA", "rule": "FRC = sent"} | cells
    return RedLine(**whole)  # type: ignore[arg-type]


STAGE = "CF = 2 and MIN = yes"
EXCEPTION = "MIN = yes or CF >= 1"
SAID = {
    (): "a foreign force is sent",
    ("stage",): (
        "where the fighting is ended by a treaty and access to minerals is yes: a foreign force "
        "is sent"
    ),
    ("unless",): (
        "a foreign force is sent, unless access to minerals is yes or the fighting is not ongoing"
    ),
    ("stage", "unless"): (
        "where the fighting is ended by a treaty and access to minerals is yes: a foreign force "
        "is sent, unless access to minerals is yes or the fighting is not ongoing"
    ),
}


@pytest.mark.parametrize("filled", SAID)
@pytest.mark.parametrize("view", ["", "core"])
def test_a_line_is_said_with_its_stage_and_exception(filled: tuple[str, ...], view: str) -> None:
    """A line is a clause: its stage goes before its rule, its exception after it."""
    cells = {column: {"stage": STAGE, "unless": EXCEPTION}[column] for column in filled}
    assert line_in_words(line(**cells), words_of(view)) == SAID[filled]


@pytest.mark.parametrize(
    "cells",
    [
        *({"strength": each} for each in ("insists", "refuses", "demands", "objects", "hints")),
        *({"status": each} for each in ("repeated", "softened", "withdrawn", "inferred")),
        {"reading_of": "R"},
        {"scope": "always"},
        {"parties": "FRA;GBR"},
    ],
    ids=str,
)
def test_what_a_line_requires_is_said_apart_from_how_it_was_put(cells: dict[str, str]) -> None:
    """Strength, status, readings, scope and owners change nothing in what a line requires."""
    assert line_in_words(line(**cells), words_of()) == "a foreign force is sent"


# What a line is said to demand: how it is put, a stage, what it asks, an exception.
FORMS = {
    (): "{verb} {clause}",
    ("stage",): (
        "{verb}, where the fighting is ended by a treaty and access to minerals is yes, {clause}"
    ),
    ("unless",): (
        "{verb} {clause}, unless access to minerals is yes or the fighting is not ongoing"
    ),
    ("stage", "unless"): (
        "{verb}, where the fighting is ended by a treaty and access to minerals is yes, {clause}, "
        "unless access to minerals is yes or the fighting is not ongoing"
    ),
}
ASKS = "that a foreign force is sent"
VERBS = {
    "insists": ("requires", ASKS),
    "demands": ("requires", ASKS),
    "expresses": ("requires", ASKS),
    "hints": ("requires", ASKS),
    "refuses": ("rules out", "that a foreign force is not sent"),
    "objects": ("objects", "if a foreign force is not sent"),
}


@pytest.mark.parametrize("filled", FORMS)
@pytest.mark.parametrize("strength", get_args(Strength))
def test_a_demand_is_said_as_it_was_put(strength: str, filled: tuple[str, ...]) -> None:
    """A line requires what it asks for; a refusal or an objection speaks against what breaks it."""
    cells = {column: {"stage": STAGE, "unless": EXCEPTION}[column] for column in filled}
    verb, clause = VERBS[strength]
    said = FORMS[filled].format(verb=verb, clause=clause)
    assert demand_in_words(line(strength=strength, **cells), words_of()) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("CF = 1", "the fighting is frozen"),
        ("CF >= 1", "the fighting is not ongoing"),
        ("CF in {0, 2}", "the fighting is not frozen"),
        ("MIN != no", "access to minerals is yes"),
        ("changed(FRC)", "a foreign force changes from not sent"),
        ("not changed(FRC)", "a foreign force does not change from not sent"),
        (
            "CF >= 1 implies FRC = sent",
            "if the fighting is not ongoing, then a foreign force is sent",
        ),
        (
            "MIN = yes iff FRC = sent",
            "access to minerals is yes exactly when a foreign force is sent",
        ),
        (
            "CF = 2 and FRC = none and MIN = no",
            "the fighting is ended by a treaty, a foreign force is not sent, and access to "
            "minerals is no",
        ),
        (
            "not (CF = 2 or FRC = none)",
            "the fighting is not ended by a treaty and a foreign force is sent",
        ),
        ("CF = 0 or CF != 0", "the condition on the fighting always holds"),
    ],
)
def test_rules_are_said_with_the_words_of_the_case(rule: str, said: str) -> None:
    """A rule is a clause of headings and labels, the value's id where it has no label."""
    assert rule_in_words(rule, words_of()) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((0, 1, 0), "nothing changes"),
        ((1, 1, 0), "the fighting is frozen"),
        ((0, 0, 0), "a foreign force is sent"),
        (
            (2, 0, 1),
            "the fighting is ended by a treaty; a foreign force is sent; access to minerals is yes",
        ),
    ],
)
def test_an_outcome_is_said_by_what_it_changes(values: tuple[int, ...], said: str) -> None:
    """Only the issues that leave the status quo are named, in the order of the issues."""
    assert outcome_in_words(values, words_of()) == said


def test_an_outcome_of_a_view_names_open_issues_alone() -> None:
    """What the view holds is not said to change."""
    assert outcome_in_words((0,), words_of("core")) == "nothing changes"
    assert outcome_in_words((2,), words_of("core")) == "the fighting is ended by a treaty"


@pytest.mark.parametrize(
    ("parties", "said"),
    [
        ("FRA", "France"),
        ("GBR;FRA", "the United Kingdom and France"),
        ("EUR;GBR;FRA", "the European Union, the United Kingdom and France"),
    ],
)
def test_owners_are_named_in_the_order_of_the_row(parties: str, said: str) -> None:
    """The owners of a line stand as its row lists them."""
    assert party_names(line(parties=parties), words_of()) == said


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({}, "the fighting: from any value to any other"),
        ({"to_values": "1;2"}, "the fighting: from any value to frozen; ended by a treaty"),
        ({"from_values": "1"}, "the fighting: from frozen to any value"),
        ({"from_values": "1", "to_values": "0"}, "the fighting: from frozen to ongoing"),
    ],
)
def test_a_control_says_which_change_it_is_about(cells: dict[str, str], told: str) -> None:
    """Who must act is told for a change in words, not by ids."""
    words = build_model(read_ledger(CASE)).words
    row = Control.model_validate({"issue": "CF", "movers": "GBR"} | cells)
    assert control_in_words(row, words) == told


def test_a_control_leaves_out_values_that_nobody_has_named() -> None:
    """A value that is known only later is no part of what a card of the day says."""
    later = [
        value.model_copy(update={"known_from": read_moment("2100-01-01")})
        if (value.issue, value.id) == ("CF", "2")
        else value
        for value in CASE.values
    ]
    case = replace(CASE, values=tuple(later))
    words = build_model(read_ledger(case, date(2099, 1, 1))).words
    both = Control.model_validate({"issue": "CF", "movers": "GBR", "to_values": "1;2"})
    assert control_in_words(both, words) == "the fighting: from any value to frozen"
    none = both.model_copy(update={"to_values": ("2",)})
    assert control_in_words(none, words) == (
        "the fighting: from any value to a value that nobody has yet named"
    )


def test_a_control_of_an_unknown_issue_is_told_by_ids() -> None:
    """An issue that the model does not have is named by its id."""
    row = Control.model_validate({"issue": "ZZ", "movers": "GBR", "to_values": "9"})
    words = build_model(read_ledger(CASE)).words
    assert control_in_words(row, words) == "ZZ: from any value to 9"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2025-02-14", "2025-02-14"),
        ("2025-02", "2025-02"),
        ("..2025-02-14", "not later than 2025-02-14"),
    ],
)
def test_dates_in_words(cell: str, told: str) -> None:
    """A date that is only known as the latest possible one says so; a missing one, too."""
    assert date_in_words(read_moment(cell)) == told
    assert date_in_words(None) == "undated"
