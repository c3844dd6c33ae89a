"""What a single statement speaks for, and how firmly: the tables of the definitions."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.ledger.handmade import VALUES, said
from tests.ledger.strategies import row
from zopa.case.tables import Statement, Strength
from zopa.ledger.stances import (
    STRENGTHS,
    is_softer,
    softens,
    stance_of,
    strength_of,
    support_of,
)


def statement(**cells: str) -> Statement:
    """Return a statement by hand."""
    made: Statement = row(Statement, said("s", **cells))
    return made


@pytest.mark.parametrize(
    ("act", "stance"),
    [
        ("refuse", "-"),
        ("deny", "-"),
        ("decline_to_confirm", "u"),
        ("retract", "u"),
        *(
            (act, "+")
            for act in (
                *("", "assert", "demand", "commit", "threaten", "propose", "offer", "accept"),
                *("hint", "clarify", "confirm", "estimate"),
            )
        ),
    ],
)
def test_the_act_decides_where_no_polarity_is_coded(act: str, stance: str) -> None:
    """Refusing and denying speak against, declining and retracting are uncommitted, others for."""
    assert stance_of(statement(act=act)) == stance


@pytest.mark.parametrize("polarity", ["+", "-", "u"])
@pytest.mark.parametrize("act", ["refuse", "retract", "assert"])
def test_a_coded_polarity_goes_before_the_act(act: str, polarity: str) -> None:
    """Where the polarity is coded, the act decides nothing."""
    assert stance_of(statement(act=act, polarity=polarity)) == polarity


@pytest.mark.parametrize(
    ("polarity", "target", "support"),
    [
        ("+", "none", (0,)),
        ("+", "none;all", (0, 2)),
        ("-", "none", (1, 2)),
        ("-", "none;all", (1,)),
        ("u", "none", ()),
        ("+", "", ()),
        ("-", "", ()),
        ("+", "none;some;all", ()),  # for every value
        ("-", "none;some;all", ()),  # for none
        ("+", "later", ()),  # a value that nobody had named
        ("-", "later", ()),  # against what nobody had named: for every value
        ("+", "later;some", (1,)),
    ],
)
def test_what_a_statement_speaks_for(polarity: str, target: str, support: tuple[int, ...]) -> None:
    """For its target or for all other values; nothing where that is no value or every one."""
    assert support_of(statement(polarity=polarity, target=target), VALUES["X"]) == support


@pytest.mark.parametrize(
    ("cells", "strength"),
    [
        ({"act": "demand", "firmness": "5"}, "insists"),
        ({"act": "threaten", "firmness": "5"}, "insists"),
        ({"act": "demand", "firmness": "4"}, "demands"),
        ({"act": "threaten", "firmness": "4"}, "demands"),
        ({"act": "demand", "firmness": "3"}, "expresses"),
        ({"act": "demand", "firmness": ""}, "expresses"),
        ({"act": "demand", "firmness": "5", "certainty": "PR"}, "expresses"),
        ({"act": "threaten", "firmness": "3", "polarity": "-"}, "objects"),
        ({"act": "refuse", "firmness": "5"}, "refuses"),
        ({"act": "refuse", "firmness": "4"}, "refuses"),
        ({"act": "refuse", "firmness": "3"}, "objects"),
        ({"act": "refuse", "firmness": "5", "certainty": "PR"}, "objects"),
        ({"act": "refuse", "firmness": "3", "polarity": "+"}, "expresses"),
        ({"act": "hint", "firmness": "5"}, "hints"),
        ({"act": "decline_to_confirm", "firmness": "5", "polarity": "-"}, "hints"),
        ({"act": "demand", "firmness": "5", "certainty": "PS"}, "hints"),
        ({"act": "refuse", "firmness": "5", "certainty": "U"}, "hints"),
        ({"act": "demand", "firmness": "5", "certainty": ""}, "hints"),  # empty is PS
        ({"act": "demand", "firmness": "5", "attribution": "anonymous"}, "hints"),
        ({"act": "refuse", "firmness": "5", "attribution": "unattributed"}, "hints"),
        ({"act": "demand", "firmness": "5", "attribution": "institutional"}, "insists"),
        ({"act": "deny"}, "objects"),
        ({"act": "assert", "polarity": "-"}, "objects"),
        ({"act": "assert"}, "expresses"),
        ({"act": "commit", "firmness": "5"}, "expresses"),
        ({"act": ""}, "expresses"),
    ],
    ids=str,
)
def test_the_table_of_strengths(cells: dict[str, str], strength: Strength) -> None:
    """The act and its wording give the strength of a statement."""
    assert strength_of(statement(**cells)) == strength


def test_the_order_of_strengths() -> None:
    """From insisting down to hinting each strength ranks above the next, whatever the wording."""
    assert STRENGTHS == ("insists", "refuses", "demands", "expresses", "objects", "hints")
    ranked = [
        statement(act="demand", firmness="5"),
        statement(act="refuse", firmness="4"),
        statement(act="demand", firmness="4"),
        statement(act="commit", firmness="1"),
        statement(act="deny", firmness="5"),
        statement(act="hint", firmness="5"),
    ]
    assert [strength_of(one) for one in ranked] == list(STRENGTHS)
    for firmer, weaker in pairwise(ranked):
        assert is_softer(weaker, firmer)
        assert not is_softer(firmer, weaker)


@pytest.mark.parametrize(
    ("earlier", "later", "is_softer"),
    [
        ({"act": "refuse"}, {"act": "deny"}, True),
        ({"act": "deny"}, {"act": "refuse"}, False),
        ({"firmness": "4"}, {"firmness": "3"}, True),
        ({"firmness": "3"}, {"firmness": "3"}, False),
        ({"firmness": "3"}, {"firmness": "4"}, False),
        ({"act": "hint", "firmness": "1"}, {"polarity": "u", "firmness": "5"}, True),
        ({"act": "hint", "firmness": "1"}, {"act": "retract", "firmness": "5"}, True),
    ],
    ids=str,
)
def test_what_is_less_firm_softens(
    earlier: dict[str, str], later: dict[str, str], is_softer: bool
) -> None:
    """Uncommitted words, a lower strength, or less firmness at the same strength soften."""
    assert softens(statement(**later), statement(**earlier)) == is_softer
    assert softens(statement(**later), statement(**earlier), retracts=True)
