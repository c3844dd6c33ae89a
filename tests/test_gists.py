"""A row in one line: who, when, on what basis, how firmly or how surely, and whose coding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zopa.cards import cards_of
from zopa.case.build import load_case
from zopa.case.case import Case
from zopa.case.tables import RedLine, Statement
from zopa.gists import CERTAINTY, RELIABILITY, gist
from zopa.ledger import read_ledger
from zopa.model import Words, build_model
from zopa.model.labels import Labels
from zopa.run import Request, assess

ROOT = Path(__file__).resolve().parent.parent
RIVER = ROOT / "cases" / "river.yaml"
FLAGSHIP = ROOT / "cases" / "ukraine-2025-02"


@pytest.fixture(scope="module")
def river() -> tuple[Case, Words]:
    case = load_case(RIVER)
    return case, build_model(read_ledger(case)).words


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "statements/st-5",
            "Prime minister of Belmar (Belmar) · 2024-04-07 · certainty of the wording: certain",
        ),
        ("sources/herald", "The Belmar Herald · 2024-04-11 · reliability B, usually reliable"),
        (
            "issues/DAM",
            "Is the dam built and how high? · asked by Arda",
        ),
        ("parties/COM", "body · offers to measure the flow"),
        ("voices/belmar-minister", "water minister · Belmar"),
        ("controls/DAM///ARD", "Arda must act · basis: public"),
    ],
)
def test_rows_in_one_line(river: tuple[Case, Words], address: str, told: str) -> None:
    """Each kind of row says what its readers ask first."""
    case, words = river
    table = address.partition("/")[0]
    row = case.find(address.replace("/", ".", 1))
    assert row is not None
    assert gist(table, row, words, Labels(case)) == told


def test_a_line_names_its_owners(river: tuple[Case, Words]) -> None:
    """A red line says whose it is, how firmly it was put, since when, and on what basis."""
    case, words = river
    cells = {"id": "L", "parties": "ARD;BEL", "rule": "DAM = none", "strength": "demands"}
    row = RedLine.model_validate(cells | {"basis": "statement", "coder": "CD"})
    assert gist("red_lines", row, words, Labels(case)) == (
        "Arda and Belmar · demands · stated · undated"
    )
    judged = row.model_copy(update={"basis": "judgement"})
    assert gist("red_lines", judged, words, Labels(case)).endswith("undated · basis: judgement")
    two = replace(case, red_lines=(*case.red_lines, row.model_copy(update={"coder": "EF"})))
    assert gist("red_lines", row, words, Labels(two)).endswith("undated · coder CD")
    dated = row.model_copy(update={"stated_at": case.red_lines[0].stated_at})
    assert "undated" not in gist("red_lines", dated, words, Labels(case))


def test_a_statement_without_a_speaker_says_so(river: tuple[Case, Words]) -> None:
    """Where nobody is named, neither voice nor party, the line says that."""
    case, words = river
    row = Statement.model_validate({"id": "s", "paraphrase": "It is said."})
    assert gist("statements", row, words, Labels(case)) == "speaker not named · undated"


def test_a_source_without_a_grade_says_so() -> None:
    """A missing grade is not read as a good one, and a copy names what it copies."""
    case = load_case(FLAGSHIP)
    words = build_model(read_ledger(case)).words
    copy = case.find("sources.src-article")
    assert copy is not None
    assert gist("sources", copy, words, Labels(case)) == (
        "wktv.news · 2025-02-14 · reliability F, cannot be judged · a copy of src-copy"
    )
    ungraded = copy.model_copy(update={"reliability": None, "copied_from": None})
    assert gist("sources", ungraded, words, Labels(case)).endswith("reliability not graded")


def test_every_grade_and_every_certainty_has_words() -> None:
    """All letters of the tables are said in words, each in its own."""
    assert list(RELIABILITY) == list("ABCDEF")
    assert set(CERTAINTY) == {"CT", "PR", "PS", "U"}
    assert len(set(RELIABILITY.values())) == 6


def test_cards_carry_their_line_and_what_it_tells() -> None:
    """Every card of the flagship has a gist; that of a statement tells of its voice."""
    assessment = assess(FLAGSHIP, Request())
    cards = cards_of(assessment, ["red_lines/R7", "conditions/C2", "goals/truce", "issues/CF"])
    assert all(card.gist for card in cards.values())
    spoken = [card for card in cards.values() if card.address.startswith("statements/")]
    assert spoken
    assert all(card.told == tuple(a for a in card.opens if "voices/" in a) for card in spoken)
