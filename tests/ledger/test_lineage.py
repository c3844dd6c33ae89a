"""Trees of copies: roots, hops and their order."""

from __future__ import annotations

import pytest

from tests.ledger.handmade import SOURCES, case_of
from tests.ledger.strategies import row
from zopa.case.tables import Source
from zopa.ledger.lineage import Lineage, read_lineage

TREE = Lineage({"r": None, "b": "r", "a": "r", "a2": "a", "s": None, "a3": "a2", "b2": "b"})


def test_a_source_that_copies_nothing_is_a_root() -> None:
    """The roots are the sources that copy none, in the order of the case."""
    assert TREE.roots == ("r", "s")
    assert read_lineage(case_of().sources).roots == ("wire", "other", "third", "record")


@pytest.mark.parametrize(
    ("source", "root", "hops"),
    [("r", "r", 0), ("a", "r", 1), ("a2", "r", 2), ("a3", "r", 3), ("b2", "r", 2), ("s", "s", 0)],
)
def test_hops_are_counted_to_the_root(source: str, root: str, hops: int) -> None:
    """Each copy on the way to the root is one hop; a root is its own and none away."""
    assert (TREE.root_of(source), TREE.hops(source)) == (root, hops)


def test_ancestors_come_nearest_first() -> None:
    """From a copy one goes up to the source that it copies, and from there to the root."""
    assert list(TREE.ancestors("a3")) == ["a2", "a", "r"]
    assert list(TREE.ancestors("s")) == []


def test_a_tree_tells_each_copy_below_what_it_copies() -> None:
    """A tree has the root first and each copy before its own copies, else in the case's order."""
    assert list(TREE.tree("r")) == [
        ("r", 0),
        ("b", 1),
        ("b2", 2),
        ("a", 1),
        ("a2", 2),
        ("a3", 3),
    ]
    assert list(TREE.tree("s")) == [("s", 0)]
    assert TREE.copies == {"r": ("b", "a"), "a": ("a2",), "a2": ("a3",), "b": ("b2",)}


def test_a_source_that_the_case_lacks_is_no_ancestor() -> None:
    """A copy of a document that the case does not know is a root."""
    lone = row(Source, {"id": "lone", "title": "lone", "copied_from": "unknown"})
    assert read_lineage([lone]).roots == ("lone",)
    assert TREE.root_of("unknown") == "unknown"
    assert TREE.hops("unknown") == 0


def test_a_circle_of_copies_ends() -> None:
    """Sources that copy each other in a circle have no root, and every question still ends."""
    circle = Lineage({"a": "b", "b": "c", "c": "a", "self": "self"})
    assert circle.roots == ()
    assert set(circle.ancestors("a")) == {"b", "c"}
    assert circle.hops("a") == 2
    assert circle.hops("self") == 0
    assert [source for source, _ in circle.tree("a")] == ["a", "c", "b"]
    assert {circle.root_of(source) for source in "abc"} <= {"a", "b", "c"}


def test_the_order_of_the_table_changes_no_root() -> None:
    """Root and hops of a source are the same whichever row of the table comes first."""
    rows = case_of().sources
    one, other = read_lineage(rows), read_lineage(reversed(rows))
    for cells in SOURCES:
        source = cells["id"]
        assert one.root_of(source) == other.root_of(source)
        assert one.hops(source) == other.hops(source)
