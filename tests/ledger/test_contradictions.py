"""Statements of one party at odds: each kind, and when an earlier statement still stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.ledger.handmade import ISSUES, Link, case_of, said
from tests.ledger.strategies import Cells
from zopa.ledger import read_ledger
from zopa.ledger.contradictions import Contradiction, Relation, contradictions, relation

DAY = date(2025, 12, 31)
LATER = {"target": "none", "asserted_at": "2025-02-12"}
U = {"utterance": "u"}


def at_odds(
    statements: Sequence[Cells],
    links: Sequence[Link] = (),
    day: date = DAY,
    issues: Sequence[Cells] = ISSUES,
) -> tuple[Contradiction, ...]:
    """Return what is at odds in a case with some statements."""
    return contradictions(read_ledger(case_of(statements, links, issues=issues), day))


def kinds(*asked: Sequence[Cells] | Sequence[Link]) -> list[tuple[str, str, str]]:
    """Return the kind of each pair at odds, and the pair."""
    return [(one.kind, one.earlier, one.later) for one in at_odds(*asked)]


# Which pairs -----------------------------------------------------------------------------


def test_two_voices_contradict_within_the_party() -> None:
    """Two voices of a party that speak for values that exclude each other are at odds."""
    (found,) = at_odds([said("s1"), said("s2", voice="office", **LATER)])
    assert found == Contradiction("within_party", "s1", "s2", "A", "X")


def test_one_voice_shifts() -> None:
    """One voice that speaks for something else without a word about it has shifted."""
    (found,) = at_odds([said("s1"), said("s2", **LATER)])
    assert found == Contradiction("unacknowledged_shift", "s1", "s2", "A", "X")


def test_the_earlier_is_told_by_its_day_and_not_by_its_row() -> None:
    """Whichever stands first in the table, the statement said earlier is the earlier one."""
    told = [said("s2", **LATER), said("s1")]
    assert kinds(told) == [("unacknowledged_shift", "s1", "s2")]


def test_statements_without_a_voice_are_of_two_voices() -> None:
    """Where nobody is named as the speaker, nobody is said to have shifted."""
    told = [said("s1", voice=""), said("s2", voice="", **LATER)]
    assert kinds(told) == [("within_party", "s1", "s2")]


@pytest.mark.parametrize(
    "other",
    [
        {"target": "none;all"},  # a value in common
        {"polarity": "-", "target": "none"},  # against none is for some and all
        {"polarity": "u"},
        {"target": ""},
        {"principal": "B", "voice": "envoy"},
        {"principal": ""},
        {"issue": "Y", "target": "no"},
        {"status": "proposed"},
        {"asserted_at": "2026-01-01"},
        {"asserted_at": "2025-02-12", "reported_at": "2026-01-01"},
    ],
    ids=str,
)
def test_what_is_no_contradiction(other: Cells) -> None:
    """Supports in common, other parties and issues, and what is not seen are not at odds."""
    assert kinds([said("s1"), said("s2", **LATER)]) != []
    assert kinds([said("s1"), said("s2", **(LATER | other))]) == []


def test_a_refusal_contradicts_what_it_refuses() -> None:
    """To speak against a value is to speak for all others."""
    told = [said("s1"), said("s2", act="refuse", target="all", asserted_at="2025-02-12")]
    assert kinds(told) == [("unacknowledged_shift", "s1", "s2")]


def test_reports_of_one_utterance_can_exclude_each_other() -> None:
    """What two sources make of one speech act is no contradiction of the party, but of reports."""
    told = [said("s1", **U), said("s2", "other", **(U | LATER))]
    assert kinds(told) == [("reports", "s1", "s2")]
    assert kinds(told[::-1]) == [("reports", "s1", "s2")]


@pytest.mark.parametrize(
    "other",
    [
        {"source": "wire"},  # two rows of one source
        {"source": "copy"},  # a copy, whose change is told as one
        {"principal": "B", "voice": "envoy"},
        {"target": "none;all"},
        {"polarity": "u"},
        {"issue": "Y", "target": "no"},
    ],
    ids=str,
)
def test_reports_that_do_not_exclude_each_other(other: Cells) -> None:
    """Rows of one source, copies, other principals and values in common are told of no pair."""
    cells = U | LATER | {"source": "other"} | other
    assert kinds([said("s1", **U), said("s2", **cells)]) == []


# Whether the earlier one still stood -----------------------------------------------------


@pytest.mark.parametrize(
    ("day", "cells", "half_life", "is_found"),
    [
        ("2025-04-11", {}, "", True),  # 60 days after 10 February: two half-lives of 30
        ("2025-04-12", {}, "", False),
        ("2025-03-02", {}, "10", True),  # 20 days: two half-lives of 10
        ("2025-03-03", {}, "10", False),
        ("2025-12-01", {"voice": "leader", "act": "demand"}, "", True),  # does not age
        ("2025-12-01", {"voice": "leader", "act": "assert"}, "", False),
        ("2025-12-01", {"voice": "minister", "act": "demand"}, "", False),
        ("2025-12-01", {"attribution": "document"}, "", True),
        ("2025-12-01", {"asserted_at": ""}, "", True),
    ],
)
def test_a_statement_that_ages_stands_for_two_half_lives(
    day: str, cells: Cells, half_life: str, is_found: bool
) -> None:
    """After two half-lives nobody is held to what was said, unless it does not age."""
    issues = [one | ({"half_life": half_life} if one["id"] == "X" else {}) for one in ISSUES]
    told = [said("s1", **cells), said("s2", voice="office", target="none", asserted_at=day)]
    assert bool(at_odds(told, issues=issues)) == is_found


@pytest.mark.parametrize(
    ("taken_back", "is_found"), [("2025-02-11", False), ("2025-02-12", True), ("2025-02-13", True)]
)
@pytest.mark.parametrize("kind", ["supersedes", "retracts"])
def test_what_was_taken_back_on_an_earlier_day_no_longer_stood(
    kind: str, taken_back: str, is_found: bool
) -> None:
    """On the very day on which a statement is taken back it still stood."""
    told = [
        said("s1"),
        said("s2", voice="office", **LATER),
        said("r", polarity="u", asserted_at=taken_back),
    ]
    found = kinds(told, [("r", kind, "s1")])
    assert (("within_party", "s1", "s2") in found) == is_found
    assert ("walk_back", "s1", "r") in found


def test_on_one_day_the_first_row_is_the_earlier() -> None:
    """Two statements of one day are at odds, in the order of the table."""
    told = [said("s1"), said("s2", target="none")]
    assert kinds(told) == [("unacknowledged_shift", "s1", "s2")]
    assert kinds(told[::-1]) == [("unacknowledged_shift", "s2", "s1")]


# Conditions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "is_found"),
    [
        ("", "", True),
        ("Y = yes", "", True),
        ("Y = yes", "Y = yes", True),
        ("Y = yes", "Y = no", False),
        ("Y = yes", "Y != yes", False),
        ("Y = yes", "X = none", True),
        ("Y = yes and X = some", "X = none", False),
        ("X != none", "X != all", True),
        ("Y = yes implies X = none", "Y = yes", True),
        ("Y = yes iff X = none", "Y = yes and X = all", False),
        ("X in {none, some}", "X not in {none, some}", False),
        ("changed(Y)", "not changed(Y)", False),
        ("Y =", "Y = yes", True),  # what cannot be read may hold
        ("Q = yes", "Y = yes", True),  # as may what is on no issue of the case
    ],
)
def test_statements_whose_conditions_exclude_each_other_are_not_at_odds(
    one: str, other: str, is_found: bool
) -> None:
    """Two statements under conditions contradict each other if both conditions can hold."""
    told = [said("s1", target_condition=one), said("s2", target_condition=other, **LATER)]
    issues = [one | ({"status_quo": "no"} if one["id"] == "Y" else {}) for one in ISSUES]
    assert bool(at_odds(told, issues=issues)) == is_found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Y = yes", "Y = no", Relation(False, True, False)),
        ("X = none", "X = some", Relation(False, False, False)),
        ("X != none", "X != some", Relation(True, True, False)),
        ("X = none", "Y = yes", Relation(True, False, False)),
        ("Y = yes", "not Y = no", Relation(True, False, True)),
    ],
)
def test_how_two_rules_relate(one: str, other: str, expected: Relation) -> None:
    """Two rules exclude each other or not, leave something out or not, and may be the same."""
    assert relation(case_of(), one, other) == expected


def test_rules_over_too_many_combinations_might_do_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules over more combinations of values than are gone through are taken to both hold."""
    rules = "Y = yes and X = none", "Y = no and X = none"
    assert not relation(case_of(), *rules).can_both_hold
    monkeypatch.setattr("zopa.ledger.contradictions.MOST_COMBINATIONS", 5)  # there are 6
    assert relation(case_of(), *rules) == Relation()
    assert Relation().can_both_hold


# Links -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("supersedes", LATER, "walk_back"),
        ("retracts", LATER, "walk_back"),
        ("qualifies", LATER | {"firmness": "3"}, "walk_back"),  # softens
        ("clarifies", LATER | {"polarity": "u"}, "walk_back"),
        ("qualifies", LATER, None),  # acknowledged, and as firm as before
        ("clarifies", LATER | {"firmness": "5"}, None),
        ("supersedes", {"asserted_at": "2025-02-12"}, "walk_back"),  # the same support
        ("qualifies", {"asserted_at": "2025-02-12", "act": "hint"}, "walk_back"),
        ("clarifies", {"asserted_at": "2025-02-12"}, None),
        ("disputes", LATER, "dispute"),
        ("disputes", {"asserted_at": "2025-02-12"}, "dispute"),
        ("contradicts", {"asserted_at": "2025-02-12"}, "coded"),
        ("contradicts", LATER, "unacknowledged_shift"),  # that a rule finds
        ("confirms", LATER, "unacknowledged_shift"),
        ("repeats", {"asserted_at": "2025-02-12"}, None),
    ],
    ids=str,
)
def test_what_a_link_makes_of_a_pair(kind: str, cells: Cells, expected: str | None) -> None:
    """A link makes a pair a walk-back, a dispute, a coded contradiction, or no pair at all."""
    found = kinds([said("s1"), said("s2", **cells)], [("s2", kind, "s1")])
    assert found == ([(expected, "s1", "s2")] if expected else [])


def test_a_pair_is_listed_once() -> None:
    """Where several kinds apply to a pair, the first that applies is told, and no other."""
    told = [said("s1"), said("s2", **LATER)]
    links = [("s2", kind, "s1") for kind in ("contradicts", "disputes", "supersedes")]
    assert len(kinds(told, links)) == 1
    assert kinds(told, links)[0][0] in ("dispute", "walk_back")


def test_a_dispute_between_parties_is_listed() -> None:
    """Where an outsider disputes a report, it is a contradiction that the coder saw."""
    told = [said("s1"), said("s2", voice="envoy", principal="B", **LATER)]
    (found,) = at_odds(told, [("s2", "disputes", "s1")])
    assert (found.kind, found.party) == ("coded", "B")


def test_a_link_that_is_not_yet_seen_is_not_told() -> None:
    """A walk-back is told from the day on which the later statement is seen."""
    told = [said("s1"), said("s2", polarity="u", asserted_at="2025-02-12")]
    links = [("s2", "supersedes", "s1")]
    assert at_odds(told, links, date(2025, 2, 11)) == ()
    assert len(at_odds(told, links, date(2025, 2, 12))) == 1


# Reports that stand for each other -------------------------------------------------------


def test_the_heaviest_report_stands_for_its_utterance() -> None:
    """A pair is told by the report with the largest weight, and the first among equals."""
    weak, firm = said("s1", certainty="PS", **U), said("s2", "other", **U)
    last = said("s3", **LATER)
    assert kinds([weak, firm, last]) == [("unacknowledged_shift", "s2", "s3")]
    equal = said("s1", **U)
    assert kinds([equal, firm, last]) == [("unacknowledged_shift", "s1", "s3")]
    assert kinds([firm, equal, last]) == [("unacknowledged_shift", "s2", "s3")]


def test_a_copy_stands_for_nothing_of_its_own() -> None:
    """A link to a copy is told of the report that it repeats."""
    told = [
        said("s1", **U),
        said("s2", "copy", **U),
        said("s3", polarity="u", asserted_at="2025-02-12"),
    ]
    assert kinds(told, [("s3", "supersedes", "s2")]) == [("walk_back", "s1", "s3")]


def test_pairs_come_by_the_day_of_the_later() -> None:
    """What came to be at odds first is told first."""
    told = [
        said("s3", target="some", asserted_at="2025-02-14"),
        said("s1"),
        said("s2", **LATER),
    ]
    assert [(one.earlier, one.later) for one in at_odds(told)] == [
        ("s1", "s2"),
        ("s1", "s3"),
        ("s2", "s3"),
    ]
