"""What the lineage lens says, draws and tabulates of small cases."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.lenses.spoken import Row, assessment, said
from zopa.findings import Finding, SourceTree, Table
from zopa.lens import Assessment
from zopa.lenses import LINEAGE
from zopa.run import Request, assess

ROOT = Path(__file__).parents[3]
findings = import_module("zopa.lenses.lineage.findings")
charts = import_module("zopa.lenses.lineage.charts")  # the lens's function has its name
U = {"utterance": "u"}
ROOTS = [{"id": "wire", "title": "Report of the wire"}, {"id": "other", "title": "Another"}]


def told(found: Assessment) -> dict[str, Finding]:
    """Return the statements of the lens by their id, without what they all begin with."""
    statements = LINEAGE.statements(found, LINEAGE.analyse(found, LINEAGE.options(), {}))
    assert len({statement.id for statement in statements}) == len(statements)
    return {statement.id.removeprefix("lineage/"): statement for statement in statements}


def tables(found: Assessment) -> dict[str, Table]:
    """Return the tables of the lens."""
    result = LINEAGE.analyse(found, LINEAGE.options(), {})
    return {table.id.removeprefix("lineage/"): table for table in LINEAGE.tables(found, result)}


def tree(found: Assessment) -> SourceTree:
    """Return the picture of the trees."""
    (chart,) = LINEAGE.charts(found, LINEAGE.analyse(found, LINEAGE.options(), {}))
    assert isinstance(chart, SourceTree)
    return chart


def as_json(found: Assessment) -> dict[str, Any]:
    """Return the keys that the lens adds."""
    made: dict[str, Any] = LINEAGE.as_json(found, LINEAGE.analyse(found, LINEAGE.options(), {}))
    return made


# Sentences -------------------------------------------------------------------------------


def test_a_case_without_copies_has_no_tree() -> None:
    """Where nothing was copied, the documents are counted and nothing is drawn."""
    found = assessment(sources=ROOTS)
    assert list(told(found)) == ["summary"]
    assert told(found)["summary"].text == (
        "The case knows 2 documents. Not copied from another: 2."
    )
    assert told(found)["summary"].rests_on == ("sources/wire", "sources/other")
    result = LINEAGE.analyse(found, LINEAGE.options(), {})
    assert (result.trees, LINEAGE.charts(found, result)) == ((), ())


def test_a_case_without_sources_is_told() -> None:
    """A case without documents has none, and says so."""
    found = assessment(sources=[])
    assert told(found)["summary"].text.startswith("The case knows 0 documents")
    assert tables(found)["sources"].rows == ()
    assert as_json(found) == {"roots": [], "sources": [], "changed_slots": [], "proposals": []}


def test_a_root_and_its_copies_are_one_witness() -> None:
    """A root is told with the number of its copies, and opens to all of them."""
    shown = told(assessment())
    assert shown["root/wire"].text == (
        "Report of the wire (wire) and 2 copies of it are one witness."
    )
    assert shown["root/wire"].rests_on == ("sources/wire", "sources/copy", "sources/again")
    assert "root/other" not in shown
    lone = [*ROOTS, {"id": "copy", "title": "Copy", "copied_from": "wire"}]
    assert "and 1 copy of it are" in told(assessment(sources=lone))["root/wire"].text


@pytest.mark.parametrize(
    ("statements", "rests"),
    [
        ("s1", True),
        ("s1;s2", True),
        ("s1;s3", False),  # another root as well
        ("s3", False),
        ("s1;s4", True),  # the other is not yet said
        ("s4", False),
    ],
)
def test_lines_that_rest_on_one_root_are_named(statements: str, rests: bool) -> None:
    """A line is named with the root if all its statements that are seen come from there."""
    rows = [
        said("s1", **U),
        said("s2", "copy", **U),
        said("s3", "other"),
        said("s4", "other", asserted_at="2025-02-15"),
    ]
    line = {"id": "L", "parties": "A", "rule": "X = open", "statements": statements}
    shown = told(assessment(rows, red_lines=[line]))["root/wire"]
    assert ("Lines that rest on it alone: L." in shown.points) == rests
    assert ("red_lines/L" in shown.rests_on) == rests


def test_a_copy_is_told_with_both_readings() -> None:
    """What a copy changed most gravely is set side by side, and the rest is counted."""
    rows = [
        said("s1", certainty="PS", **U),
        said("s2", "copy", act="demand", polarity="-", **U),
    ]
    shown = told(assessment(rows))
    copy = shown["copy/copy"]
    assert copy.text == (
        "Copy of the report (copy) tells 3 slots otherwise than the reports above it."
    )
    assert copy.points == (
        "inverted: for or against; above “for”, in the copy “against” (s2; above it s1)",
        "strengthened: certainty of the wording; above “possible”, in the copy “certain” "
        "(s2; above it s1)",
    )
    assert copy.rests_on == ("sources/copy", "statements/s1", "statements/s2")
    assert {"inverted: 1", "strengthened: 1"} <= set(shown["root/wire"].points)


@pytest.mark.parametrize(
    ("above", "copy", "point"),
    [
        (
            {"firmness": "2"},
            {"firmness": "5"},
            "strengthened: firmness of the wording; above “2”, in the copy “5” (s2; above it s1)",
        ),
        (
            {"certainty": "CT"},
            {"certainty": "PR"},
            "weakened: certainty of the wording; above “certain”, in the copy “probable” "
            "(s2; above it s1)",
        ),
        (
            {"asserted_at_given": "Monday"},
            {"asserted_at": "2025-02-11"},
            "dated otherwise: when it was said; above “2025-02-10 (given as “Monday”)”, in the "
            "copy “2025-02-11” (s2; above it s1)",
        ),
        (
            {"target_condition": "N = 0"},
            {"target_condition": "N != 0"},
            "inverted: condition; above “the toll is 0”, in the copy “the toll is not 0” "
            "(s2; above it s1)",
        ),
    ],
)
def test_each_reading_is_said_in_words(above: Row, copy: Row, point: str) -> None:
    """Codes, days and rules are said in words on both sides."""
    rows = [said("s1", **U, **above), said("s2", "copy", **U, **copy)]
    assert told(assessment(rows))["copy/copy"].points == (point,)


def test_one_changed_slot_is_one() -> None:
    """A single slot is said in the singular."""
    rows = [said("s1", **U), said("s2", "copy", certainty="PR", **U)]
    assert told(assessment(rows))["copy/copy"].text.endswith(
        "tells 1 slot otherwise than the report above it."
    )


def test_proposals_are_said_as_proposals() -> None:
    """What may be a copy, or one speech act, is proposed and opens to both rows."""
    shown = told(assess(ROOT / "tests" / "cases" / "rewrites", Request()))
    by_text = shown["proposal/text/src-root/src-c"]
    assert by_text.text.startswith("Proposed: src-c may be a copy of src-root, since 9")
    assert by_text.rests_on == ("sources/src-root", "sources/src-c")
    utterances = [one for name, one in shown.items() if name.startswith("proposal/utterance/")]
    assert utterances
    assert all(
        one.text.endswith("issue and target, on the same day or one apart.") for one in utterances
    )
    assert {name.partition("/")[0] for one in utterances for name in one.rests_on} == {"statements"}


def test_a_crowd_of_copies_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more sentences on copies are said than there is room for."""
    rows = [said("s1", **U), said("s2", "copy", certainty="PR", **U)]
    monkeypatch.setattr(findings, "MOST_SAID", 2)
    assert list(told(assessment(rows))) == ["summary", "root/wire"]


# Tables ----------------------------------------------------------------------------------


def test_the_table_of_sources() -> None:
    """Each source has its root and its hops; a source without a grade is F."""
    shown = tables(assessment())["sources"]
    assert shown.rows == (
        ("wire", "Report of the wire", "", "F", "wire", "0"),
        ("copy", "Copy of the report", "", "F", "wire", "1"),
        ("again", "Copy of the copy", "", "F", "wire", "2"),
        ("other", "Report of another", "", "B", "other", "0"),
        ("paper", "Paper", "2025-02-14", "F", "paper", "0"),
    )
    assert shown.rows_rest_on[0] == ("sources/wire",)


@pytest.mark.parametrize(
    ("above", "copy", "row"),
    [
        (
            {"target": "open"},
            {"target": "half;shut"},
            ("what it speaks to", "another target", "open", "half; shut"),
        ),
        ({}, {"act": "offer"}, ("speech act", "another act", "commit", "offer")),
        (
            {"act": "decline_to_confirm", "polarity": "+"},
            {"polarity": "+"},
            ("speech act", "another act", "decline to confirm", "commit"),
        ),
        (
            {},
            {"voice": "off"},
            ("who said it", "attributed otherwise", "Minister of Arda", "Office of Arda"),
        ),
        ({}, {"principal": "B"}, ("for whom it was said", "attributed otherwise", "Arda", "Bosk")),
        (
            {"quantity": "5", "quantity_of": "mules"},
            {"quantity": "6", "quantity_of": "mules"},
            ("figure", "another figure", "5", "6"),
        ),
        (
            {},
            {"target_condition": "N = 0"},
            ("condition", "added", "nothing", "the toll is 0"),
        ),
        (
            {"speaker_given": "the minister"},
            {},
            ("what the speaker is called", "left out", "the minister", "nothing"),
        ),
    ],
)
def test_the_table_of_changes(above: Row, copy: Row, row: tuple[str, ...]) -> None:
    """Both readings of each changed slot stand side by side, in words."""
    rows = [said("s1", **U, **above), said("s2", "copy", **U, **copy)]
    shown = tables(assessment(rows))["changes"]
    assert shown.rows == (("copy", *row),)
    assert shown.rows_rest_on == (("statements/s1", "statements/s2"),)


# The tree --------------------------------------------------------------------------------


def test_the_tree_has_each_copy_below_what_it_copies() -> None:
    """A node names its parent by its place, and carries the marks of what it changed."""
    rows = [
        said("s1", certainty="PR", **U),
        said("s2", "copy", **U),
        said("s3", "again", voice="off", asserted_at="2025-02-11", **U),
    ]
    nodes = tree(assessment(rows)).nodes
    assert [(node.name, node.parent, node.depth) for node in nodes] == [
        ("wire", -1, 0),
        ("copy", 0, 1),
        ("again", 1, 2),
    ]
    assert [node.changes for node in nodes] == [
        (),
        ("strengthened",),
        ("redated", "reattributed"),
    ]
    assert all(node.more == 0 for node in nodes)


def test_a_large_tree_says_how_much_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all copies are shown, the node above tells how many are not."""
    monkeypatch.setattr(charts, "MOST_NODES", 2)
    nodes = tree(assessment()).nodes
    assert [(node.name, node.more) for node in nodes] == [("wire", 0), ("copy", 1)]


# JSON ------------------------------------------------------------------------------------


def test_the_json_of_changes() -> None:
    """A change has its source, kind, slot and both cells; an empty cell is null."""
    rows = [said("s1", **U), said("s2", "copy", target_condition="N = 0", **U)]
    found = as_json(assessment(rows))
    assert found["changed_slots"] == [
        {
            "source": "copy",
            "kind": "added",
            "slot": "target_condition",
            "earlier": "s1",
            "later": "s2",
            "before": None,
            "after": "N = 0",
        }
    ]
    assert found["sources"][2] == {
        "source": "again",
        "copied_from": "copy",
        "root": "wire",
        "hops": 2,
    }
    assert found["roots"] == ["wire", "other", "paper"]
