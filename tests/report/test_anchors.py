"""Anchors: valid, stable, and never the same for two ids."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from zopa.report.anchors import anchor, short_names

IDS = st.text(st.characters(exclude_categories=("Cs",)))


def test_an_id_of_the_literature() -> None:
    """The id of a blocking set keeps its letters; signs are written by their bytes."""
    assert anchor("finding", "redlines/CF>=2/blocking/R4+R6+U1") == (
        "finding-redlines.CF~3e~3d2.blocking.R4~2bR6~2bU1"
    )
    assert anchor("card", "red_lines/R6") == "card-red_lines.R6"


@given(IDS, IDS)
def test_two_ids_never_share_an_anchor(one: str, other: str) -> None:
    """Anchors are equal only where ids are."""
    assert (anchor("card", one) == anchor("card", other)) is (one == other)


@given(IDS)
def test_an_anchor_is_a_name_and_a_fragment(content_id: str) -> None:
    """An anchor holds only signs that stand in an id and in an address as they are."""
    assert re.fullmatch(r"card-[A-Za-z0-9._~-]*", anchor("card", content_id))


def test_short_names_clash_into_addresses() -> None:
    """The short name of a row is its id, unless another table has a row of that id."""
    names = short_names(["red_lines/R6", "sources/A", "voices/A", "odd"])
    assert names == {
        "red_lines/R6": "R6",
        "sources/A": "sources/A",
        "voices/A": "voices/A",
        "odd": "odd",
    }
