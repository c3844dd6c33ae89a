"""How firmly a red line stands, and what became of it: the rule, and the analyst's word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.ledger.handmade import Link, case_of, said
from tests.ledger.strategies import Cells
from zopa.ledger import Ledger, read_ledger
from zopa.ledger.standing import Standing

DAY = date(2025, 3, 1)
GIVEN = {"strength": "hints", "status": "withdrawn"}  # what the analyst gave, unlike any below
FIRM = {"act": "refuse", "firmness": "5", "polarity": "-"}  # a refusal, as firm as can be
SOFT = {"act": "assert", "firmness": "2", "polarity": "-"}


def ledger_of(
    statements: Sequence[Cells],
    links: Sequence[Link] = (),
    names: str = "",
    day: date = DAY,
    **line: str,
) -> Ledger:
    """Return the ledger of a case with one line, that names all statements but ``soft``."""
    named = names or ";".join(one["id"] for one in statements if not one["id"].startswith("soft"))
    cells = {"id": "L", "statements": named} | GIVEN | line
    return read_ledger(case_of(statements, links, [cells]), day)


def standing(statements: Sequence[Cells], *more: Sequence[Link], **line: str) -> Standing:
    """Return how the line stands."""
    day = date.fromisoformat(line.pop("as_of", str(DAY)))
    return ledger_of(statements, *more, day=day, **line).standing("L")


# Strength --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "strength"),
    [
        ({"act": "demand", "firmness": "5"}, "insists"),
        ({"act": "refuse", "firmness": "4"}, "refuses"),
        ({"act": "threaten", "firmness": "4"}, "demands"),
        ({"act": "commit"}, "expresses"),
        ({"act": "deny"}, "objects"),
        ({"act": "demand", "firmness": "5", "attribution": "anonymous"}, "hints"),
        ({"act": "refuse", "firmness": "5", "certainty": "PS"}, "hints"),
    ],
    ids=str,
)
def test_one_statement_gives_a_line_its_strength(cells: Cells, strength: str) -> None:
    """A line that rests on one statement is as strong as that, and stated."""
    found = standing([said("s1", **cells)])
    assert (found.strength, found.status, found.by) == (strength, "stated", "rule")
    assert found.counted == ("s1",)


def test_the_strongest_statement_counts() -> None:
    """Of several statements the strongest gives the strength, wherever it stands."""
    told = [said("s1", act="deny"), said("s2", act="refuse"), said("s3", act="hint")]
    assert standing(told).strength == "refuses"
    assert standing(told[::-1]).strength == "refuses"


def test_what_was_taken_back_gives_no_strength_while_another_stands() -> None:
    """A superseded statement lends no strength, unless all of the line's are superseded."""
    told = [said("s1", **FIRM), said("s2", **SOFT), said("soft", asserted_at="2025-02-12", **SOFT)]
    links = [("soft", "supersedes", "s1")]
    assert standing(told, links).strength == "objects"
    assert standing([told[0], told[2]], links).strength == "refuses"
    assert standing(told, links, as_of="2025-02-11").strength == "refuses"


# Status ----------------------------------------------------------------------------------


def test_a_line_is_repeated_on_another_day() -> None:
    """Two utterances on two different days repeat a line; on one day they state it."""
    one, same = said("s1"), said("s2")
    other = said("s2", asserted_at="2025-02-11")
    assert standing([one, same]).status == "stated"
    assert standing([one, other]).status == "repeated"
    assert standing([one, other], as_of="2025-02-10").status == "stated"


def test_two_reports_of_one_utterance_repeat_nothing() -> None:
    """What two roots report of one speech act is said once."""
    told = [said("s1", utterance="u"), said("s2", "other", utterance="u")]
    assert standing(told).status == "stated"


def test_the_latest_day_of_a_date_decides() -> None:
    """A month and its last day are one day; a month and a day within it are two."""
    assert standing([said("s1", asserted_at="2025-01"), said("s2", asserted_at="2025-01-31")]) == (
        Standing("expresses", "stated", "rule", ("s1", "s2"))
    )
    days = [said("s1", asserted_at="2025-01"), said("s2", asserted_at="2025-01-30")]
    assert standing(days).status == "repeated"


@pytest.mark.parametrize(
    ("kind", "cells", "status"),
    [
        ("supersedes", SOFT, "softened"),
        ("qualifies", SOFT, "softened"),
        ("clarifies", SOFT, "softened"),
        ("clarifies", {"act": "clarify", "polarity": "u", "firmness": "5"}, "softened"),
        ("clarifies", {"act": "refuse", "firmness": "4", "polarity": "-"}, "softened"),
        ("clarifies", FIRM, "stated"),  # as firm as before
        ("confirms", SOFT, "stated"),
        ("contradicts", SOFT, "stated"),
        ("disputes", SOFT, "stated"),
        ("retracts", SOFT, "withdrawn"),
        ("retracts", FIRM, "withdrawn"),
    ],
    ids=str,
)
def test_what_a_link_makes_of_a_line(kind: str, cells: Cells, status: str) -> None:
    """Four kinds of links soften where they are less firm, and to retract withdraws."""
    told = [said("s1", **FIRM), said("soft", asserted_at="2025-02-12", **cells)]
    found = standing(told, [("soft", kind, "s1")])
    assert (found.status, found.by) == (status, "rule")
    assert found.softened_by == (("soft",) if status in ("softened", "withdrawn") else ())
    assert standing(told, [("soft", kind, "s1")], as_of="2025-02-11").status == "stated"


def test_nobody_softens_for_another_party() -> None:
    """What another party says of a line leaves it as it stood."""
    told = [said("s1", **FIRM), said("soft", voice="envoy", principal="B", **SOFT)]
    assert standing(told, [("soft", "retracts", "s1")]).status == "stated"


def test_what_softens_one_report_softens_all() -> None:
    """A line that names one report is softened by what bears on another report of the same."""
    told = [
        said("s1", utterance="u", **FIRM),
        said("soft1", "other", utterance="u", **FIRM),
        said("soft2", asserted_at="2025-02-12", **SOFT),
    ]
    found = standing(told, [("soft2", "qualifies", "soft1")])
    assert (found.status, found.softened_by) == ("softened", ("soft2",))


def test_a_statement_that_softens_does_not_count_for_the_line() -> None:
    """Though the line names it, what softens another of its statements does not carry it."""
    told = [said("s1", **FIRM), said("s2", asserted_at="2025-02-12", **SOFT)]
    found = standing(told, [("s2", "qualifies", "s1")])
    assert (found.counted, found.softened_by) == (("s1",), ("s2",))
    assert (found.strength, found.status) == ("refuses", "softened")


@pytest.mark.parametrize(
    ("again", "status"),
    [
        (FIRM | {"asserted_at": "2025-02-13"}, "repeated"),
        ({"act": "demand", "firmness": "5", "asserted_at": "2025-02-13"}, "repeated"),  # stronger
        (FIRM | {"asserted_at": "2025-02-12"}, "softened"),  # on the same day
        (FIRM | {"asserted_at": "2025-02-11"}, "softened"),  # before
        (FIRM | {"asserted_at": "2025-02"}, "softened"),  # not certainly later
        (FIRM | {"asserted_at": "..2025-02-13"}, "softened"),
        (FIRM | {"asserted_at": ""}, "softened"),
        (FIRM | {"asserted_at": "2025-02-13", "firmness": "4"}, "softened"),
        (SOFT | {"asserted_at": "2025-02-13"}, "softened"),
        (FIRM | {"asserted_at": "2025-02-13", "certainty": "PR"}, "softened"),
    ],
    ids=str,
)
def test_a_line_is_renewed_by_words_as_firm_on_a_later_day(again: Cells, status: str) -> None:
    """Only what was certainly said later, and at least as firmly, undoes a softening."""
    told = [
        said("s1", **FIRM),
        said("soft", **(SOFT | {"asserted_at": "2025-02-12"})),
        said("s2", **again),
    ]
    assert standing(told, [("soft", "qualifies", "s1")]).status == status


def test_a_line_is_withdrawn_once_every_statement_is_retracted() -> None:
    """While one of its statements was not retracted, a line is softened and not withdrawn."""
    told = [
        said("s1", **FIRM),
        said("s2", **FIRM),
        said("soft", asserted_at="2025-02-12", act="retract"),
    ]
    one = [("soft", "retracts", "s1")]
    assert standing(told, one).status == "softened"
    assert standing(told, [*one, ("soft", "retracts", "s2")]).status == "withdrawn"


@pytest.mark.parametrize(
    "cells",
    [
        {"asserted_at": "2025-03-02"},
        {"asserted_at": "2025-02-10", "reported_at": "2025-03-02"},
        {"principal": "B", "voice": "envoy"},
        {"principal": ""},
        {"issue": "", "target": ""},
        {"target": "", "act": "assert"},
        {"polarity": "u"},
        {"act": "retract"},
    ],
    ids=str,
)
def test_a_line_that_no_statement_carries_is_inferred(cells: Cells) -> None:
    """What is not seen, not the owner's, or speaks for no value carries no line."""
    found = standing([said("s1", **cells)])
    assert (found.status, found.by, found.counted) == ("inferred", "rule", ())
    assert found.strength == GIVEN["strength"]  # the rule has none of its own to give


def test_a_copy_carries_no_line() -> None:
    """A line that names a copy alone is inferred, and with the original it is stated."""
    told = [said("s1", utterance="u", **FIRM), said("s2", "copy", utterance="u", **FIRM)]
    assert standing(told, names="s2").status == "inferred"
    assert standing(told).counted == ("s1",)


def test_a_line_follows_its_statements_to_their_corrections() -> None:
    """A line that names a statement counts its correction in its place."""
    told = [said("s1", **FIRM), said("soft", act="deny", corrects="s1")]
    found = standing(told)
    assert (found.strength, found.counted) == ("objects", ("soft",))


def test_each_owner_of_a_line_can_state_it() -> None:
    """A line of two parties counts what was said for either."""
    told = [said("s1"), said("s2", voice="envoy", principal="B", asserted_at="2025-02-11")]
    found = standing(told, parties="A;B")
    assert (found.status, found.counted) == ("repeated", ("s1", "s2"))
    assert standing(told, parties="B").counted == ("s2",)


# The analyst -----------------------------------------------------------------------------


def test_a_judgement_keeps_what_the_analyst_gave() -> None:
    """A line of basis judgement keeps its cells, and what the rule says is kept beside them."""
    told = [said("s1", **FIRM), said("soft", asserted_at="2025-02-12", **SOFT)]
    found = standing(told, [("soft", "qualifies", "s1")], basis="judgement")
    assert (found.strength, found.status, found.by) == ("hints", "withdrawn", "analyst")
    assert (found.rule_strength, found.rule_status) == ("refuses", "softened")
    assert (found.counted, found.softened_by) == (("s1",), ("soft",))
    assert found.is_overruled


def test_a_judgement_that_agrees_with_the_rule_overrules_nothing() -> None:
    """Where the analyst says what the rule says, nothing was overruled."""
    cells = {"strength": "refuses", "status": "stated"}
    found = standing([said("s1", **FIRM)], basis="judgement", **cells)
    assert (found.by, found.is_overruled) == ("analyst", False)


def test_a_line_that_names_no_statement_is_the_analysts() -> None:
    """Without a statement there is no rule to follow."""
    cells = {"id": "L", **GIVEN}
    for basis in ("statement", "judgement"):
        found = read_ledger(case_of([said("s1")], lines=[cells | {"basis": basis}])).standing("L")
        assert (found.strength, found.status, found.by) == ("hints", "withdrawn", "analyst")
        assert not found.is_overruled


def test_the_case_of_the_ledger_has_lines_as_they_stand() -> None:
    """In the ledger's case a line has what follows by the rule; as stated it has its cells."""
    ledger = ledger_of([said("s1", **FIRM)])
    (seen,), (stated,) = ledger.case.red_lines, ledger.stated.red_lines
    assert (seen.strength, seen.status) == ("refuses", "stated")
    assert (stated.strength, stated.status) == (GIVEN["strength"], GIVEN["status"])
