"""What zopa proposes as a copy or as one speech act, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.ledger.handmade import case_of, said
from tests.ledger.strategies import Cells
from zopa.case.build import read_case
from zopa.case.case import Case
from zopa.ledger import read_ledger
from zopa.ledger.proposals import MOST_SHARING, Proposal, proposals, shingles

REWRITES = Path(__file__).parents[1] / "cases" / "rewrites"
DAY = date(2025, 3, 1)
ROOTS = [
    {"id": "one", "published": "2025-02-11"},
    {"id": "two", "published": "2025-02-12"},
    {"id": "three", "published": "2025-02-13"},
]
WORDS = "one two three four five six seven eight nine ten eleven twelve"


def proposed(
    statements: Sequence[Cells] = (),
    texts: dict[str, str] | None = None,
    sources: Sequence[Cells] = ROOTS,
) -> list[Proposal]:
    """Return what is proposed for a case with some sources and texts."""
    return list(proposals(read_ledger(case_of(statements, sources=sources), DAY), texts))


# Texts -----------------------------------------------------------------------------------


def test_shingles_are_runs_of_five_words() -> None:
    """Twelve words have eight runs of five, whatever their case and what stands between them."""
    assert len(shingles(WORDS)) == 8
    assert shingles(WORDS.upper().replace(" ", ", ")) == shingles(WORDS)
    assert shingles("one two three four") == frozenset()


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (WORDS, 1.0),
        # of its eight runs those of the first eight words stand in the other: four
        ("one two three four five six seven eight AND NOTHING ELSE HERE", 0.5),
        ("one two three four five six seven AND NOTHING ELSE AT ALL", None),  # three of eight
        ("one two three four five", 1.0),  # a short text is contained in a long one
        ("twelve eleven ten nine eight seven six five four three two one", None),
        ("one two", None),
        ("", None),
    ],
)
def test_half_of_the_shorter_text_is_enough(text: str, alike: float | None) -> None:
    """A source may be a copy if half of the runs of the shorter text stand in the other."""
    found = proposed(texts={"one": WORDS, "two": text})
    assert found == ([] if alike is None else [Proposal("text", "one", "two", alike)])


def test_the_later_source_may_be_the_copy() -> None:
    """What was published later is proposed as the copy; of one day, what stands later."""
    texts = {"one": WORDS, "two": WORDS}
    turned = [ROOTS[0] | {"published": "2025-02-20"}, ROOTS[1]]
    assert proposed(texts=texts, sources=turned) == [Proposal("text", "two", "one", 1.0)]
    undated = [{"id": "one"}, {"id": "two"}]
    assert proposed(texts=texts, sources=undated) == [Proposal("text", "one", "two", 1.0)]


def test_sources_of_one_root_are_not_proposed_again() -> None:
    """What is coded as a copy, of each other or of one root, is not proposed."""
    texts = {"one": WORDS, "two": WORDS, "three": WORDS}
    copies = [ROOTS[0], *(source | {"copied_from": "one"} for source in ROOTS[1:])]
    assert proposed(texts=texts, sources=copies) == []
    chain = [ROOTS[0], ROOTS[1] | {"copied_from": "one"}, ROOTS[2] | {"copied_from": "two"}]
    assert proposed(texts=texts, sources=chain) == []


def test_each_source_is_proposed_with_the_one_it_is_most_alike() -> None:
    """A source that is like two others is proposed as a copy of the likelier one."""
    half = "one two three four five six seven eight and nothing else here"
    found = proposed(texts={"one": half, "two": WORDS, "three": WORDS})
    assert found == [
        Proposal("text", "one", "two", 0.5),
        Proposal("text", "two", "three", 1.0),
    ]


# Claims ----------------------------------------------------------------------------------

CLAIMS = [
    {"issue": "X", "target": "all"},
    {"issue": "Y", "target": "yes"},
    {"issue": "N", "target": "50"},
    {"issue": "X", "target": "none", "voice": "office"},
    {"issue": "Y", "target": "no", "voice": "office"},
]


def told_by(source: str, claims: Sequence[Cells], month: str = "01") -> list[Cells]:
    """Return statements of one source, far from those of another month."""
    day = f"2025-{month}-05"
    return [
        said(f"{source}-{number}", source, asserted_at=day, **cells)
        for number, cells in enumerate(claims)
    ]


@pytest.mark.parametrize(
    ("claims", "alike"),
    [
        (CLAIMS[:3], 1.0),
        (CLAIMS[:2], None),  # two claims are too few
        ([*CLAIMS[:4], CLAIMS[4] | {"target": "yes"}], 0.8),  # four of five
        ([*CLAIMS[:3], *(cells | {"act": "hint"} for cells in CLAIMS[3:])], None),  # three of five
        ([cells | {"voice": "leader"} for cells in CLAIMS], None),
        ([cells | {"target": ""} for cells in CLAIMS], None),
    ],
    ids=["three", "two", "four of five", "three of five", "another voice", "no target"],
)
def test_sources_that_tell_the_same_may_be_copies(
    claims: Sequence[Cells], alike: float | None
) -> None:
    """Three claims in common, and four fifths of what both code, are enough."""
    found = proposed([*told_by("one", CLAIMS), *told_by("two", claims, "02")])
    assert found == ([] if alike is None else [Proposal("claims", "one", "two", alike)])


def test_a_text_goes_before_claims() -> None:
    """Two sources whose texts are alike are proposed once, by their texts."""
    told = [*told_by("one", CLAIMS), *told_by("two", CLAIMS, "02")]
    found = proposed(told, {"one": WORDS, "two": WORDS})
    assert [one.kind for one in found] == ["text"]


def test_claims_that_are_not_seen_count_for_nothing() -> None:
    """Proposed codings, and what was said after the day, are left out."""
    for cells in ({"status": "proposed"}, {"asserted_at": "2025-03-02"}):
        later = [one | cells for one in told_by("two", CLAIMS)]
        assert proposed([*told_by("one", CLAIMS), *later]) == []


# Speech acts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "is_proposed"),
    [
        ({}, True),
        ({"asserted_at": "2025-02-11"}, True),
        ({"asserted_at": "2025-02-09"}, True),
        ({"asserted_at": "2025-02-12"}, False),
        ({"asserted_at": ""}, False),
        ({"utterance": "w"}, True),
        ({"utterance": "u"}, False),
        ({"voice": "office"}, False),
        ({"target": "some"}, False),
        ({"issue": "Y", "target": "yes"}, False),
        ({"source": "one"}, False),
        ({"act": "hint", "certainty": "U"}, True),
        ({"status": "proposed"}, False),
    ],
    ids=str,
)
def test_reports_that_may_be_of_one_speech_act(cells: Cells, is_proposed: bool) -> None:
    """One voice, issue and target, a day apart at most, in two sources, under two names."""
    found = proposed([said("s1", "one", utterance="u"), said("s2", **({"source": "two"} | cells))])
    pairs = [(one.kind, {one.earlier, one.later}) for one in found]
    assert pairs == ([("utterance", {"s1", "s2"})] if is_proposed else [])


# The rewrites ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rewrites() -> tuple[Case, dict[str, str]]:
    """Return the case of a report and its rewrites, with the texts."""
    case = read_case(REWRITES).case
    named = {row.id: row.text_file for row in case.sources if row.text_file}
    return case, {id_: (REWRITES / name).read_text("utf-8") for id_, name in named.items()}


def test_the_rewrites_that_are_not_coded_as_copies_are_proposed(
    rewrites: tuple[Case, dict[str, str]],
) -> None:
    """By their texts C and D are proposed as copies of the report, and nothing else is."""
    case, texts = rewrites
    found = proposals(read_ledger(case), texts)
    copies = [(one.kind, one.earlier, one.later) for one in found if one.kind != "utterance"]
    assert copies == [("text", "src-root", "src-c"), ("text", "src-root", "src-d")]
    assert all(0.9 < one.alike < 1 for one in found if one.kind == "text")


def test_one_speech_act_under_two_names_is_proposed(
    rewrites: tuple[Case, dict[str, str]],
) -> None:
    """Of the rewrites only rw-32, whose utterance has a name of its own, is proposed as one."""
    case, texts = rewrites
    found = [one for one in proposals(read_ledger(case), texts) if one.kind == "utterance"]
    assert found
    assert all("rw-32" in (one.earlier, one.later) for one in found)


def test_without_the_texts_the_claims_tell_as_much(rewrites: tuple[Case, dict[str, str]]) -> None:
    """By what was coded from them, C and D are proposed as copies of what they rewrite."""
    case, _ = rewrites
    found = proposals(read_ledger(case), {})
    copies = {(one.kind, one.later) for one in found if one.kind != "utterance"}
    assert {later for _, later in copies} <= {"src-c", "src-d"}
    assert {kind for kind, _ in copies} == {"claims"}


def test_a_proposal_changes_nothing(rewrites: tuple[Case, dict[str, str]]) -> None:
    """Roots, copies and credibility are the same whether or not anybody asks for proposals."""
    case, texts = rewrites
    ledger = read_ledger(case)
    assert proposals(ledger, texts)
    assert ledger.lineage.root_of("src-c") == "src-c"
    assert not ledger.is_copy("rw-31")


CODE = """\
from tests.ledger.handmade import case_of
from zopa.ledger import read_ledger
from zopa.ledger.proposals import proposals
names = [f"s{number}" for number in range(7)]
texts = {name: " ".join(name + letter for letter in "abcdef") for name in names}
texts["s0"] = " ".join(texts.values())
ledger = read_ledger(case_of(sources=[{"id": name} for name in names]))
print(*(one.later for one in proposals(ledger, texts)))
"""


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_proposals_come_in_one_order_in_every_process(seed: str) -> None:
    """However a process orders the members of a set, proposals come in the order of the case."""
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["s1", "s2", "s3", "s4", "s5", "s6"]


def test_what_everybody_prints_tells_nobody_apart() -> None:
    """A text that more sources have than are compared with each other is no sign of a copy."""
    few, many = ({f"s{n}": WORDS for n in range(MOST_SHARING + more)} for more in (0, 1))
    assert len(proposed(texts=few, sources=[{"id": name} for name in few])) == MOST_SHARING - 1
    assert proposed(texts=many, sources=[{"id": name} for name in many]) == []
