"""What the ledgers of the cases hold: the chain of copies, the inventory, and stored texts."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from zopa.case.build import read_case
from zopa.case.case import Case
from zopa.case.tables import Source, Statement

ROOT = Path(__file__).resolve().parent.parent
REWRITES = ROOT / "tests" / "cases" / "rewrites"
SIBLINGS = tuple(f"src-sibling-{letter}" for letter in "abcdefgh")
CHAIN = ("src-times", "src-copy", "src-article", *SIBLINGS)


@pytest.fixture(scope="module")
def flagship() -> Case:
    """Return the flagship case."""
    return read_case(ROOT / "cases" / "ukraine-2025-02").case


@pytest.fixture(scope="module")
def rewrites() -> Case:
    """Return the case of a report and its rewrites."""
    return read_case(REWRITES).case


def sources(case: Case) -> dict[str, Source]:
    return {source.id: source for source in case.sources}


def statements(case: Case) -> dict[str, Statement]:
    return {statement.id: statement for statement in case.statements}


def root(case: Case, source: str) -> str:
    while above := sources(case)[source].copied_from:
        source = above
    return source


def test_the_copy_and_its_nine_rewrites_have_one_root(flagship: Case) -> None:
    assert {root(flagship, source) for source in CHAIN} == {"src-times"}
    copies = {source.id for source in flagship.sources if source.copied_from}
    assert copies == set(CHAIN) - {"src-times"}
    assert len(copies) == 10
    rewritten = {s.id for s in flagship.sources if s.copied_from == "src-copy"}
    assert rewritten == {"src-article", *SIBLINGS}


def test_no_sibling_is_named(flagship: Case) -> None:
    for name in SIBLINGS:
        source = sources(flagship)[name]
        assert source.publisher is None
        assert source.title == f"Rewritten report, sibling {name[-1].upper()}"
        assert source.reliability == "F"


def test_what_a_sibling_says_is_comparable_with_the_copy(flagship: Case) -> None:
    of_copy = {(s.utterance, s.issue) for s in flagship.statements if s.source == "src-copy"}
    of_siblings = [s for s in flagship.statements if s.source in SIBLINGS]
    assert len(of_siblings) >= 25
    assert {s.source for s in of_siblings} == set(SIBLINGS)
    assert {(s.utterance, s.issue) for s in of_siblings} == of_copy


def test_the_mutated_slots_are_coded(flagship: Case) -> None:
    rows = statements(flagship)
    assert (rows["st-303"].target_condition, rows["st-351"].target_condition) == (
        "CF = 0",
        "CF >= 1",
    )
    assert (rows["st-303"].polarity, rows["st-334"].polarity) == ("+", "-")
    assert (rows["st-306"].target, rows["st-342"].target) == (("continued",), ("1", "2"))
    assert rows["st-335"].asserted_at_given == "1 February 225"
    assert rows["st-355"].asserted_at_given == "February 224"
    worth = [s for s in flagship.statements if s.quantity and s.utterance == "u-500bn"]
    assert {s.source for s in worth if s.quantity_of != rows["st-305"].quantity_of} == {
        f"src-sibling-{letter}" for letter in "bcdefh"
    }
    former = {
        s.source for s in flagship.statements if "former president" in (s.speaker_given or "")
    }
    assert former == {"src-article", *(f"src-sibling-{letter}" for letter in "acdeg")}


def test_every_row_of_the_inventory_is_held(flagship: Case) -> None:
    assert [row.row for row in flagship.inventory] == [str(number) for number in range(1, 142)]
    for row in flagship.inventory:
        assert row.held_by, row.row
    steps = {
        part.strip()
        for row in flagship.inventory
        for part in (row.held_by or "").split(";")
        if part.strip().startswith("later:")
    }
    for step in steps:
        assert re.fullmatch(
            "later: (deals|stability|durability|stakes|oversight|forecast) step", step
        )


def test_every_statement_of_the_inventory_is_coded(flagship: Case) -> None:
    held = {row.row: row.held_by or "" for row in flagship.inventory}
    for number in range(44, 78):
        assert f"st-{number:03}" in statements(flagship)
        assert f"statements.st-{number:03}" in held[str(number)].split("; ")


def test_every_date_is_given_as_the_source_has_it(flagship: Case) -> None:
    for statement in flagship.statements:
        assert statement.asserted_at_given, statement.id
        assert statement.asserted_at, statement.id


def test_no_number_is_without_what_it_measures(flagship: Case, rewrites: Case) -> None:
    for statement in (*flagship.statements, *rewrites.statements):
        assert (statement.quantity is None) == (statement.quantity_of is None), statement.id


def text_of(case: Case, statement: Statement) -> str:
    """Return the words of the stored text that a statement's span cuts out."""
    assert statement.source is not None
    assert statement.span is not None
    name = sources(case)[statement.source].text_file
    assert name is not None
    start, end = (int(part) for part in statement.span.split("-"))
    return (REWRITES / name).read_text(encoding="utf-8")[start:end]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "rw-01",
            "Norrin could withdraw half of its patrol boats from the strait if Astovia admits "
            "unarmed observers",
        ),
        (
            "rw-11",
            "Norrin will withdraw half of its patrol boats from the strait if Astovia admits "
            "unarmed observers",
        ),
        ("rw-22", "observers without weapons may come as long as the boats have not left"),
        ("rw-33", "Astovia would rather not accept armed observers on its shore"),
        ("rw-51", "Norrin may lower the fee next year"),
        ("rw-62", "nobody carrying a rifle will stand guard on the Astovian coast"),
    ],
)
def test_a_span_cuts_the_words_of_the_claim(rewrites: Case, statement: str, words: str) -> None:
    assert text_of(rewrites, statements(rewrites)[statement]) == words


def test_every_claim_of_a_stored_text_has_a_span_within_a_sentence(rewrites: Case) -> None:
    stored = {source.id for source in rewrites.sources if source.text_file}
    assert stored == set(sources(rewrites)) - {"src-note"}
    for statement in rewrites.statements:
        assert bool(statement.span) == (statement.source in stored)
        if statement.span:
            words = text_of(rewrites, statement)
            assert words == words.strip(" .\n")
            assert "." not in words


def test_stored_texts_have_their_sums(rewrites: Case) -> None:
    for source in rewrites.sources:
        if source.text_file:
            text = (REWRITES / source.text_file).read_bytes()
            assert hashlib.sha256(text).hexdigest() == source.sha256


def test_two_of_the_four_rewrites_are_known_as_copies(rewrites: Case) -> None:
    assert {s.id for s in rewrites.sources if s.copied_from == "src-root"} == {"src-a", "src-b"}
    assert {s.id for s in rewrites.sources if s.copied_from} == {"src-a", "src-b"}


def five_words(name: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", (REWRITES / "texts" / name).read_text(encoding="utf-8").lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def test_the_rewrites_repeat_the_report_and_the_other_report_does_not() -> None:
    report = five_words("root.txt")
    for letter in "abcd":
        rewrite = five_words(f"rewrite-{letter}.txt")
        assert 2 * len(rewrite & report) >= min(len(rewrite), len(report))
    assert not five_words("independent.txt") & report


def test_each_kind_of_row_is_there(rewrites: Case) -> None:
    rows = statements(rewrites)
    assert {s.status for s in rows.values()} == {"proposed", "confirmed", "rejected"}
    assert {link.kind for link in rewrites.statement_links} == {
        "disputes",
        "retracts",
        "confirms",
    }
    correction = rows["rw-51"]
    assert correction.corrects == "rw-05"
    earlier = rows["rw-05"].recorded_at
    assert earlier is not None
    assert correction.recorded_at is not None
    assert earlier.latest < correction.recorded_at.earliest
