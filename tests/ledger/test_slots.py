"""What a copy makes of a claim: each kind of change, slot by slot."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ledger.handmade import case_of, said
from tests.ledger.strategies import Cells
from zopa.ledger import read_ledger
from zopa.ledger.slots import CHANGE_KINDS, Change, changes

DAY = date(2025, 3, 1)
U = {"utterance": "u"}


def changes_of(*statements: Cells, day: date = DAY) -> tuple[Change, ...]:
    """Return what copies change in a case with some statements."""
    return changes(read_ledger(case_of(statements), day))


@pytest.mark.parametrize(
    ("above", "copy", "kind", "slot"),
    [
        ({"certainty": "PS"}, {"certainty": "PR"}, "strengthened", "certainty"),
        ({"certainty": "U"}, {"certainty": "PS"}, "strengthened", "certainty"),
        ({"certainty": ""}, {"certainty": "PR"}, "strengthened", "certainty"),  # empty is PS
        ({"certainty": "CT"}, {"certainty": "PR"}, "weakened", "certainty"),
        ({"firmness": "2"}, {"firmness": "5"}, "strengthened", "firmness"),
        ({"firmness": "5"}, {"firmness": "2"}, "weakened", "firmness"),
        ({"polarity": "+"}, {"polarity": "-"}, "inverted", "polarity"),
        ({"act": "", "polarity": "-"}, {"act": ""}, "inverted", "polarity"),
        (
            {"target_condition": "Y = yes"},
            {"target_condition": "Y != yes"},
            "inverted",
            "target_condition",
        ),
        (
            {"target_condition": "Y = yes"},
            {"target_condition": "Y = no"},
            "inverted",
            "target_condition",
        ),
        (
            {"target_condition": "X = none"},
            {"target_condition": "X = some"},
            "condition",
            "target_condition",
        ),
        (
            {"target_condition": "Y = yes"},
            {"target_condition": "X = none"},
            "condition",
            "target_condition",
        ),
        ({}, {"asserted_at": "2025-02-11"}, "redated", "asserted_at"),
        ({"asserted_at": "..2025-02-01"}, {}, "redated", "asserted_at"),
        ({"asserted_at": "2025-01"}, {"asserted_at": "2024"}, "redated", "asserted_at"),
        ({}, {"voice": "leader"}, "reattributed", "voice"),
        ({}, {"principal": "B"}, "reattributed", "principal"),
        (
            {"speaker_given": "the minister"},
            {"speaker_given": "a former minister"},
            "reattributed",
            "speaker_given",
        ),
        ({"target": "all"}, {"target": "some"}, "target", "target"),
        ({"act": "offer"}, {"act": "commit"}, "act", "act"),
        ({"quantity": "100"}, {"quantity": "500"}, "quantity", "quantity"),
        (
            {"quantity_of": "ships"},
            {"quantity_of": "crews"},
            "quantity_of",
            "quantity_of",
        ),
        ({}, {"target_condition": "Y = yes"}, "added", "target_condition"),
        ({"target_condition": "Y = yes"}, {}, "dropped", "target_condition"),
        ({}, {"quantity": "100"}, "added", "quantity"),
        ({"quantity_of": "ships"}, {}, "dropped", "quantity_of"),
        ({}, {"asserted_at": ""}, "dropped", "asserted_at"),
        ({}, {"speaker_given": "the minister"}, "added", "speaker_given"),
        ({}, {"target": ""}, "dropped", "target"),
        ({}, {"firmness": ""}, "dropped", "firmness"),
        ({}, {"act": ""}, "dropped", "act"),
        ({}, {"voice": ""}, "dropped", "voice"),
        ({"principal": ""}, {}, "added", "principal"),
        ({"target": ""}, {}, "added", "target"),
    ],
    ids=str,
)
def test_one_slot_is_one_change(above: Cells, copy: Cells, kind: str, slot: str) -> None:
    """A copy that differs in one slot changes that slot, in the way that the slot can."""
    (found,) = changes_of(said("s1", **U, **above), said("s2", "copy", **U, **copy))
    assert (found.kind, found.slot) == (kind, slot)
    assert (found.earlier, found.later) == ("s1", "s2")
    if slot != "polarity":
        told = said("s1", **above).get(slot, ""), said("s2", **copy).get(slot, "")
        assert (found.before, found.after) == told


def test_both_stances_are_told_where_the_act_gives_them() -> None:
    """A copy that refuses what was offered is told as against, and the original as for."""
    told = [said("s1", act="offer", **U), said("s2", "copy", act="refuse", **U)]
    inverted = next(one for one in changes_of(*told) if one.kind == "inverted")
    assert (inverted.slot, inverted.before, inverted.after) == ("polarity", "+", "-")


@pytest.mark.parametrize(
    ("above", "copy"),
    [
        ({}, {}),
        ({"act": "refuse"}, {"act": "refuse", "polarity": "-"}),
        ({"target": "all;some"}, {"target": "some;all"}),
        ({"target_condition": "Y = yes"}, {"target_condition": "not Y = no"}),
        ({"asserted_at": "2025-02"}, {}),  # the day is of the month
        ({"asserted_at": "..2025-02-20"}, {}),
        ({}, {"reported_at": "2025-02-20", "asserted_at_given": "Monday"}),
        ({}, {"paraphrase": "told in other words", "credibility": "5"}),
    ],
    ids=str,
)
def test_what_says_the_same_changes_nothing(above: Cells, copy: Cells) -> None:
    """Another order or wording, and dates that can be the same day, are no changes."""
    assert changes_of(said("s1", **U, **above), said("s2", "copy", **U, **copy)) == ()


def test_certainty_goes_before_firmness() -> None:
    """Where the certainty differs, the firmness is not told as well."""
    less = {"certainty": "PR", "firmness": "5"}
    (found,) = changes_of(said("s1", **U), said("s2", "copy", **U, **less))
    assert (found.kind, found.slot) == ("weakened", "certainty")


def test_a_condition_that_cannot_be_read_is_another_condition() -> None:
    """What is no rule is not compared value by value."""
    above, copy = {"target_condition": "Y = yes"}, {"target_condition": "Y ="}
    (found,) = changes_of(said("s1", **U, **above), said("s2", "copy", **U, **copy))
    assert (found.kind, found.slot) == ("condition", "target_condition")


def test_only_copies_change_claims() -> None:
    """Other roots and other utterances differ as they like, and so does what is not yet seen."""
    soft = {"certainty": "PS"}
    assert changes_of(said("s1", **U), said("s2", "other", **U, **soft)) == ()
    assert changes_of(said("s1", **U), said("s2", "copy", utterance="w", **soft)) == ()
    late = said("s2", "copy", reported_at="2025-03-02", **U, **soft)
    assert changes_of(said("s1", **U), late) == ()
    assert len(changes_of(said("s1", **U), late, day=date(2025, 3, 2))) == 1


def test_each_hop_is_compared_with_the_one_above() -> None:
    """What a copy of a copy took over unchanged is a change of the first hop alone."""
    told = [
        said("s1", certainty="PS", **U),
        said("s2", "copy", certainty="CT", **U),
        said("s3", "again", certainty="CT", target="some", **U),
    ]
    found = changes_of(*told)
    assert [(one.kind, one.earlier, one.later) for one in found] == [
        ("strengthened", "s1", "s2"),
        ("target", "s2", "s3"),
    ]


def test_changes_come_by_row_and_then_from_the_gravest() -> None:
    """Changes are in the order of the case; of one row the gravest kind comes first."""
    last = said("s9", "copy", certainty="PS", utterance="w")
    told = [
        said("s1", **U),
        said("s2", "copy", **U, certainty="PS", polarity="-", target="some", quantity="1"),
        said("s8", utterance="w"),
        last,
    ]
    found = changes_of(*told)
    assert [one.later for one in found] == ["s2"] * (len(found) - 1) + ["s9"]
    kinds = [one.kind for one in found if one.later == "s2"]
    assert kinds == sorted(kinds, key=CHANGE_KINDS.index)
    assert {"inverted", "weakened", "target", "added"} >= set(kinds) >= {"weakened", "target"}
