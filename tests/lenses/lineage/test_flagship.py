"""Where the claims of the flagship come from: one root, a copy, and its nine rewrites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zopa.findings import SourceTree
from zopa.lens import Assessment
from zopa.lenses import LINEAGE
from zopa.run import Request, assess

ROOT = Path(__file__).parents[3]
SIBLINGS = [f"src-sibling-{letter}" for letter in "abcdefgh"]
REWRITES = ["src-article", *SIBLINGS]


@pytest.fixture(scope="module")
def flagship() -> Assessment:
    """Return the flagship on its own day."""
    return assess(ROOT / "cases" / "ukraine-2025-02", Request())


@pytest.fixture(scope="module")
def result(flagship: Assessment) -> Any:
    """Return where its sources come from."""
    return LINEAGE.analyse(flagship, LINEAGE.options(), {})


@pytest.fixture(scope="module")
def found(flagship: Assessment, result: Any) -> dict[str, Any]:
    """Return the JSON of the lens."""
    read: dict[str, Any] = json.loads(json.dumps(LINEAGE.as_json(flagship, result)))
    return read


def test_ten_copies_have_one_root(result: Any, found: dict[str, Any]) -> None:
    """The copy and its nine rewrites are one witness with the report that they come from."""
    (tree,) = result.trees
    assert tree.root == "src-times"
    assert dict(tree.members) == {"src-times": 0, "src-copy": 1} | dict.fromkeys(REWRITES, 2)
    copies = [one for one in found["sources"] if one["copied_from"] is not None]
    assert len(copies) == 10
    assert {one["root"] for one in copies} == {"src-times"}
    assert [one["source"] for one in copies if one["copied_from"] == "src-copy"] == REWRITES
    assert found["roots"] == [
        one["source"] for one in found["sources"] if one["copied_from"] is None
    ]


def test_the_condition_that_sibling_e_turns_round(found: dict[str, Any]) -> None:
    """What the copy has while the fighting goes on, sibling E has once it has ended."""
    inverted = [
        one
        for one in found["changed_slots"]
        if one["source"] == "src-sibling-e" and one["kind"] == "inverted"
    ]
    assert [
        (one["slot"], one["earlier"], one["later"], one["before"], one["after"]) for one in inverted
    ] == [
        ("target_condition", "st-303", "st-351", "CF = 0", "CF >= 1"),
        ("target_condition", "st-304", "st-352", "CF = 0", "CF >= 1"),
    ]


def test_the_claim_that_sibling_c_turns_round(found: dict[str, Any]) -> None:
    """What may be sent by the copy may not be sent by sibling C."""
    assert [
        (one["slot"], one["earlier"], one["later"])
        for one in found["changed_slots"]
        if one["source"] == "src-sibling-c" and one["kind"] == "inverted"
    ] == [("polarity", "st-303", "st-334")]


@pytest.mark.parametrize("kind", ["strengthened", "weakened", "redated", "reattributed"])
def test_each_kind_of_hop_is_there(found: dict[str, Any], kind: str) -> None:
    """The rewrites strengthen, weaken, re-date and re-attribute what the copy says."""
    sources = {one["source"] for one in found["changed_slots"] if one["kind"] == kind}
    assert sources
    assert sources <= set(REWRITES)


def test_no_publisher_of_a_rewrite_is_named(flagship: Assessment, result: Any) -> None:
    """Neither sentences nor tables nor the tree name who published a copy."""
    publishers = {
        row.publisher for row in flagship.case.sources if row.copied_from and row.publisher
    }
    assert publishers  # the copy and the article have one; the siblings have none
    shown = [
        *(repr(one) for one in LINEAGE.statements(flagship, result)),
        *(repr(one) for one in LINEAGE.tables(flagship, result)),
        *(repr(one) for one in LINEAGE.charts(flagship, result)),
        json.dumps(LINEAGE.as_json(flagship, result)),
    ]
    for publisher in publishers:
        assert not any(publisher in text for text in shown)


def test_siblings_have_letters_for_names(flagship: Assessment, result: Any) -> None:
    """In the tree a sibling is called by its letter, below the copy that it rewrites."""
    (chart,) = LINEAGE.charts(flagship, result)
    assert isinstance(chart, SourceTree)
    nodes = {node.name: node for node in chart.nodes}
    assert len(nodes) == 11
    names = [node.name for node in chart.nodes]
    for letter, source in zip("ABCDEFGH", SIBLINGS, strict=True):
        assert nodes[source].text == f"Rewritten report, sibling {letter}"
        assert names[nodes[source].parent] == "src-copy"
        assert nodes[source].depth == 2
    assert nodes["src-sibling-e"].changes[0] == "inverted"
    assert nodes["src-sibling-c"].changes[0] == "inverted"
    assert "inverted" not in nodes["src-sibling-a"].changes
    assert nodes["src-times"].changes == ()


def test_the_sentences_count_the_witness_once(flagship: Assessment, result: Any) -> None:
    """Of 56 documents that were out by the day 46 copy none; eleven of them are one witness."""
    told = {one.id: one for one in LINEAGE.statements(flagship, result)}
    assert told["lineage/summary"].text == (
        "The case knows 56 documents. Not copied from another: 46."
    )
    root = told["lineage/root/src-times"]
    assert root.text.endswith("(src-times) and 10 copies of it are one witness.")
    assert "inverted: 3" in root.points  # by sibling E twice, by sibling C once
    assert {f"sources/{name}" for name in ("src-times", "src-copy", *REWRITES)} <= set(
        root.rests_on
    )
    copies = {name.removeprefix("lineage/copy/") for name in told if "/copy/" in name}
    assert copies == set(result.changes)
    assert copies == set(REWRITES)
    both = told["lineage/copy/src-sibling-e"].points[0]
    assert both == (
        "inverted: condition; above “the fighting is ongoing”, in the copy “the fighting is not "
        "ongoing” (st-351; above it st-303)"
    )


def test_no_copy_of_the_flagship_is_overlooked(found: dict[str, Any]) -> None:
    """No source that is coded as a root is proposed as a copy."""
    assert [one for one in found["proposals"] if one["kind"] != "utterance"] == []
