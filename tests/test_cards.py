"""What the ledger adds to the cards of statements, sources and red lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.lenses.spoken import Link, Row, assessment, said
from zopa.cards import cards_of
from zopa.findings import Card

U = {"utterance": "u"}
LINE = {"id": "L", "parties": "A", "rule": "X = open", "statements": "s1"}


def card(
    address: str, statements: Iterable[Row] = (), links: Iterable[Link] = (), **more: Any
) -> Card:
    """Return one card of a small case."""
    return cards_of(assessment(statements, links, **more), [address])[address]


def entries(*asked: Any, **more: Any) -> dict[str, str]:
    """Return the entries of one card."""
    return dict(card(*asked, **more).entries)


# Statements ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "credibility"),
    [
        ({}, "3, possibly true"),
        ({"attribution": "anonymous"}, "6, cannot be judged"),
        ({"credibility": "1"}, "1, confirmed by other sources"),
    ],
    ids=str,
)
def test_credibility_follows_unless_it_is_coded(cells: Row, credibility: str) -> None:
    """A card tells the credibility that was coded, or else the one that follows."""
    assert entries("statements/s1", [said("s1", **cells)])["credibility"] == credibility


def test_a_further_root_shows_on_the_card() -> None:
    """A second root raises what the card says of the information."""
    rows = [said("s1", **U), said("s2", "other", **U)]
    told = [entries("statements/s1", rows[:n])["credibility"] for n in (1, 2)]
    assert told == [
        "3, possibly true",
        "2, probably true",
    ]


def test_a_copy_says_what_it_repeats() -> None:
    """The card of a copy says that it counts for nothing, and why."""
    rows = [said("s1", **U), said("s2", "copy", **U)]
    assert entries("statements/s2", rows)["counts"] == "no: it repeats s1"
    assert "counts" not in entries("statements/s1", rows)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("supersedes", "little: it was taken back"),
        ("retracts", "little: it was taken back"),
        ("qualifies", None),
        ("disputes", None),
    ],
)
def test_what_was_taken_back_counts_little(kind: str, counts: str | None) -> None:
    """The card of a statement that was taken back says so, from the day on which it was."""
    rows = [said("s1"), said("s2", "other", asserted_at="2025-02-12", firmness="1")]
    links = [("s2", kind, "s1")]
    assert entries("statements/s1", rows, links).get("counts") == counts
    assert "counts" not in entries("statements/s1", rows, links, as_of="2025-02-11")


def test_a_corrected_statement_names_its_correction() -> None:
    """The card of an earlier coding says which row stands in its place by now."""
    day = {"recorded_at": "2025-02-14"}
    rows = [said("s1"), said("s2", corrects="s1", **day), said("s3", corrects="s2", **day)]
    assert entries("statements/s1", rows)["counts"] == "no: s3 corrects it"
    assert entries("statements/s2", rows)["counts"] == "no: s3 corrects it"
    assert "counts" not in entries("statements/s3", rows)


@pytest.mark.parametrize("cells", [{"status": "proposed"}, {"asserted_at": "2025-02-15"}])
def test_what_does_not_count_on_the_day_gets_no_grade(cells: Row) -> None:
    """Of a statement that is not seen the ledger says nothing."""
    told = entries("statements/s1", [said("s1", source="other", **cells)])
    assert not {"credibility", "counts"} & told.keys()


# Sources ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "root"),
    [("copy", "wire, 1 copy away"), ("again", "wire, 2 copies away"), ("wire", None)],
)
def test_a_copied_source_names_its_root(source: str, root: str | None) -> None:
    """The card of a copy names its root and how many copies lie between."""
    assert entries(f"sources/{source}").get("root") == root


# Red lines -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "by"),
    [
        ({"basis": "statement"}, "follow from the statements as of the day"),
        ({}, "follow from the statements as of the day"),
        (
            {"basis": "judgement", "strength": "insists"},
            "the analyst's; the rule would say otherwise",
        ),
        ({"basis": "judgement", "strength": "expresses", "status": "stated"}, "the analyst's"),
        ({"basis": "judgement", "statements": ""}, "the analyst's"),
    ],
    ids=str,
)
def test_a_line_says_by_whom_it_stands_so(cells: Row, by: str) -> None:
    """The card of a line says whether strength and status follow by the rule."""
    line = {name: text for name, text in (LINE | cells).items() if text}
    told = entries("red_lines/L", [said("s1")], red_lines=[line])
    assert told["strength and status"] == by


def test_a_line_has_the_strength_of_the_rule() -> None:
    """The card of a line shows what follows from its statements, not what the cells say."""
    line = LINE | {"strength": "hints", "status": "withdrawn"}
    told = entries("red_lines/L", [said("s1", act="demand", firmness="5")], red_lines=[line])
    assert (told["strength"], told["status"]) == ("insists", "stated")


def test_the_card_of_a_line_opens_what_is_seen() -> None:
    """From a line one comes to the statements of the day, and to their sources and voices."""
    line = LINE | {"statements": "s1;s2"}
    rows = [said("s1"), said("s2", "other", asserted_at="2025-02-15")]
    found = cards_of(assessment(rows, red_lines=[line]), ["red_lines/L"])
    assert found["red_lines/L"].opens == ("statements/s1",)
    assert {"statements/s1", "sources/wire", "voices/min"} <= found.keys()
    assert "statements/s2" not in found
