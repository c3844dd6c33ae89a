"""The statements of a case in the order in which they were made."""

from __future__ import annotations

import pytest

from tests.lenses.spoken import assessment, said
from zopa.lenses.positions.timeline import BEARS_ON, BORNE_ON, became, timeline

U = {"utterance": "u"}


def test_statements_come_by_the_day_on_which_they_were_said() -> None:
    """By the day said, then by the day reported; what has no date comes first."""
    rows = [
        said("s1", asserted_at="2025-02-12"),
        said("s2", asserted_at="2025-02", source=""),  # seen from the end of the month
        said("s3", reported_at="2025-02-13"),
        said("s4"),
        said("s5", asserted_at=""),
        said("s6", asserted_at="..2025-02-11"),
    ]
    found = timeline(assessment(rows, as_of="2025-02-28"))
    assert [entry.row.id for entry in found] == ["s5", "s4", "s3", "s6", "s1", "s2"]
    early = timeline(assessment(rows, as_of="2025-02-12"))
    assert [entry.row.id for entry in early] == ["s5", "s4", "s6", "s1"]


def test_an_entry_has_root_hops_and_grade() -> None:
    """A statement is told with the root of its source, the hops to it, and both grades."""
    rows = [said("s1", **U), said("s2", "again", **U), said("s3", "other"), said("s4", "")]
    entries = {entry.row.id: entry for entry in timeline(assessment(rows))}
    assert [(one.root, one.hops, one.copy_of) for one in entries.values()] == [
        ("wire", 0, ""),
        ("wire", 2, "s1"),
        ("other", 0, ""),
        ("", 0, ""),
    ]
    assert [one.grade for one in entries.values()] == ["F3", "F3", "B3", "F3"]
    assert entries["s2"].evidence == 0
    assert entries["s1"].evidence > 0


@pytest.mark.parametrize("kind", sorted(BEARS_ON))
def test_links_are_told_both_ways(kind: str) -> None:
    """What a statement does to another is told of either, but that it is repeated goes unsaid."""
    rows = [said("s1"), said("s2", "other", asserted_at="2025-02-12")]
    one, other = timeline(assessment(rows, [("s2", kind, "s1")]))
    assert (other.bears_on, one.borne_on_by) == (((kind, "s1"),), ((kind, "s2"),))
    assert became(other, False) == BEARS_ON[kind].format(statement="s1")
    is_taken_back = kind in ("supersedes", "retracts")
    assert became(one, is_taken_back) == BORNE_ON.get(kind, "").format(statement="s2")


def test_a_link_from_what_is_not_seen_is_not_told() -> None:
    """Before the day on which the later statement is seen, nothing bears on the earlier."""
    rows = [said("s1"), said("s2", "other", asserted_at="2025-02-12")]
    (entry,) = timeline(assessment(rows, [("s2", "retracts", "s1")], as_of="2025-02-11"))
    assert (entry.row.id, entry.borne_on_by) == ("s1", ())


def test_a_party_has_what_was_said_for_it_or_by_its_voices() -> None:
    """A statement belongs to its principal, or else to the party of its voice."""
    rows = [
        said("s1"),
        said("s2", principal="B"),
        said("s3", principal="", voice="env"),
        said("s4", principal="", voice=""),
        said("s5", issue="N", target="0"),
    ]
    found = assessment(rows)
    assert [entry.row.id for entry in timeline(found, ["A"])] == ["s1", "s5"]
    assert [entry.row.id for entry in timeline(found, ["B"])] == ["s2", "s3"]
    assert [entry.row.id for entry in timeline(found, ["A"], ["N"])] == ["s5"]
    assert len(timeline(found)) == 5
