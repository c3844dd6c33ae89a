"""What a single statement speaks for, and how firmly: rules that need no other row.

Definitions: ``docs/explanation/method-positions.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from zopa.case.tables import Statement, Strength

Stance = Literal["+", "-", "u"]

AGAINST = frozenset({"refuse", "deny"})  # acts that speak against their target, unless coded
UNCOMMITTED = frozenset({"decline_to_confirm", "retract"})
NAMELESS = frozenset({"anonymous", "unattributed"})  # attributions of speakers nobody can name
WEAK = frozenset({"PS", "U"})  # certainties that do no more than hint
# From the firmest to the weakest.
STRENGTHS: tuple[Strength, ...] = (
    "insists",
    "refuses",
    "demands",
    "expresses",
    "objects",
    "hints",
)
INSISTING, DEMANDING, REFUSING = 5, 4, 4  # least firmness of the wording


def stance_of(statement: Statement) -> Stance:
    """Return whether a statement speaks for its target, against it, or is uncommitted."""
    if statement.polarity is not None:
        return statement.polarity
    if statement.act in AGAINST:
        return "-"
    return "u" if statement.act in UNCOMMITTED else "+"


def support_of(statement: Statement, values: Sequence[str]) -> tuple[int, ...]:
    """Return the values that a statement speaks for, as places among the issue's values.

    Parameters
    ----------
    statement
        A statement on the issue.
    values
        Ids of the values that somebody has named.

    Returns
    -------
    tuple of int
        Empty where the statement is uncommitted, or speaks for none of the values or for all.
    """
    stance = stance_of(statement)
    if stance == "u" or not statement.target:
        return ()
    named = [value in statement.target for value in values]
    found = tuple(place for place, is_named in enumerate(named) if is_named == (stance == "+"))
    return () if len(found) == len(values) else found


def strength_of(statement: Statement) -> Strength:
    """Return how firmly a statement puts a line, by its act and its wording."""
    act = statement.act or "assert"
    if (
        act in ("hint", "decline_to_confirm")
        or statement.attribution in NAMELESS
        or (statement.certainty or "PS") in WEAK
    ):
        return "hints"
    firmness, is_certain = statement.firmness or 0, statement.certainty == "CT"
    if act in ("demand", "threaten") and is_certain and firmness >= DEMANDING:
        return "insists" if firmness >= INSISTING else "demands"
    if act == "refuse" and is_certain and firmness >= REFUSING:
        return "refuses"
    return "objects" if stance_of(statement) == "-" else "expresses"


def is_softer(one: Statement, other: Statement) -> bool:
    """Whether a statement is less firm than another: in strength, or at the same in wording.

    A firmness that nobody coded is not a lower one.
    """
    strengths = [STRENGTHS.index(strength_of(each)) for each in (one, other)]
    if strengths[0] != strengths[1]:
        return strengths[0] > strengths[1]
    return bool(one.firmness and other.firmness and one.firmness < other.firmness)


def softens(later: Statement, earlier: Statement, *, retracts: bool = False) -> bool:
    """Whether a statement that bears on an earlier one is less firm than it was.

    What is uncommitted has no firmness that anything could fall short of.
    """
    if retracts:
        return True
    if stance_of(earlier) == "u":
        return False
    return stance_of(later) == "u" or is_softer(later, earlier)
