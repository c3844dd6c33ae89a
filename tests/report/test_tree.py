"""A lineage as it is drawn: copies beneath their sources, with signs that need no colour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.extremes import HOSTILE
from tests.report.markup import Markup, read
from tests.report.pictures import CHANGES, lineage, with_pictures
from tests.report.sample import charts
from tests.report.test_positions import box_of, overlap
from zopa.findings import SourceTree, TreeNode, to_json
from zopa.messages import speaking
from zopa.report.charts import draw
from zopa.report.charts.signs import SIGNS, letters_of
from zopa.report.charts.tree import NARROW, PIECE, WIDE


def lengths(svg: Markup) -> tuple[float, float]:
    """Return the width and the height of a drawing."""
    *_, width, height = map(float, svg.all("svg")[0].attributes["viewbox"].split())
    return width, height


def test_a_copy_stands_beneath_its_source_and_further_in() -> None:
    """Each source has a dot, deeper ones further in, and a line leads to each copy."""
    tree = lineage()
    for picture in (draw(tree).pictures[0], draw(tree).narrow[0]):
        svg = read(str(picture))
        dots = svg.of_class("source")
        places = [(float(e.attributes["cx"]), float(e.attributes["cy"])) for e in dots]
        assert len(places) == len(tree.nodes)
        assert [y for _, y in places] == sorted(y for _, y in places)
        ends = {
            (float(e.attributes["x2"]), float(e.attributes["y2"]))
            for e in svg.of_class("join-copy")
        }
        for node, (x, y) in zip(tree.nodes, places, strict=True):
            if node.parent >= 0:
                assert places[node.parent][0] < x
                assert places[node.parent][1] < y
                assert (x, y) in ends
        roots = ["root" in e.attributes["class"] for e in dots]
        assert roots == [node.parent < 0 for node in tree.nodes]


def test_every_change_has_a_shape_and_a_letter_of_its_own() -> None:
    """What a hop did is read from shape and letter, and the key explains both."""
    assert set(SIGNS) == set(CHANGES)
    assert len(set(SIGNS.values())) == len(SIGNS)
    letters = letters_of(lineage())
    assert letters == {
        "strengthened": "S",
        "weakened": "W",
        "inverted": "T",
        "redated": "D",
        "reattributed": "A",
        "changed": "C",
    }
    signs = sum(len(node.changes) for node in lineage().nodes) + len(letters)
    for picture in (draw(lineage()).pictures[0], draw(lineage()).narrow[0]):
        svg = read(str(picture))
        assert len(svg.of_class("sign")) == signs
        told = [e.text for e in svg.all("text")]
        assert {"strengthened", "turned into its opposite", "changed otherwise"} <= set(told)
        assert told.count("S") == sum("strengthened" in n.changes for n in lineage().nodes) + 1


@pytest.mark.parametrize("language", ["en", "fr", "uk"])
def test_letters_differ_in_every_language(language: str) -> None:
    """No two changes have one letter."""
    with speaking(language):
        letters = letters_of(lineage()).values()
    assert len(set(letters)) == len(letters) == len(CHANGES)
    assert all(letters)


def test_only_signs_that_occur_are_explained() -> None:
    """A tree without changes has no key."""
    node = TreeNode("A", "a", "2025-01-01", 0, -1, ())
    svg = read(str(draw(replace(lineage(), nodes=(node,))).pictures[0]))
    assert not svg.of_class("sign")


@pytest.mark.parametrize("count", [1, 12, 40, 60])
def test_texts_fit_and_do_not_overlap(count: int) -> None:
    """At 12 to 60 sources, on a page and on a small screen."""
    figure = draw(lineage(count))
    for pictures, widest in ((figure.pictures, WIDE), (figure.narrow, NARROW)):
        for picture in pictures:
            svg = read(str(picture))
            width, height = lengths(svg)
            assert width == widest
            texts = [(e.text, box_of(e)) for e in svg.all("text")]
            for number, (text, box) in enumerate(texts):
                assert box[0] >= 0, text
                assert box[2] <= width + 1, text
                assert box[3] <= height, text
                for other, other_box in texts[number + 1 : number + 12]:
                    assert not overlap(box, other_box), (text, other)
    assert NARROW <= 320


def test_a_tall_tree_stands_in_several_pictures() -> None:
    """No picture is taller than a page; every source is in one of them, under the heads."""
    figure = draw(lineage(60))
    svgs = [read(str(picture)) for picture in figure.pictures]
    assert len(svgs) > 1
    assert all(lengths(svg)[1] <= PIECE + 60 for svg in svgs)
    assert sum(len(svg.of_class("source")) for svg in svgs) == 60
    assert all("Published" in [e.text for e in svg.all("text")] for svg in svgs)
    assert "part 2 of" in svgs[1].all("title")[0].text
    assert svgs[0].all("desc")[0].text == lineage().description
    for svg in svgs:
        height = lengths(svg)[1]
        for line in svg.of_class("join-copy"):
            assert 0 <= float(line.attributes["y1"]) <= float(line.attributes["y2"]) <= height
    assert len(figure.narrow) == 1


def test_copies_that_are_not_shown_are_counted() -> None:
    """In the picture and in the table."""
    figure = draw(lineage())
    assert "and 7 more copies" in [e.text for e in read(str(figure.pictures[0])).all("text")]
    assert ("7 more copies", "", "", "src-05", "", "") in figure.rows


def test_the_table_says_what_the_picture_says() -> None:
    """Each source with its day, what it copies, and what changed on the way."""
    figure = draw(lineage())
    assert len(figure.rows) == len(lineage().nodes) + 1
    assert figure.rows[0][3:] == ("", "0", "")
    assert figure.rows[5] == (
        "src-05",
        "The Arda Gazette: “No foreigner on our dam”",
        "2025-01-26",
        "src-04",
        "4",
        "strengthened; changed otherwise",
    )
    faithful = TreeNode("B", "b", "2025-01-02", 1, 0, ())
    nodes = (*lineage(1).nodes, faithful)
    assert draw(replace(lineage(), nodes=nodes)).rows[1][3:] == ("src-00", "1", "nothing")


def test_json_has_the_fields_by_name() -> None:
    """Each source is an object."""
    (_, body) = to_json(with_pictures())["charts"]
    assert body["kind"] == "source-tree"
    assert body["nodes"][5] == {
        "name": "src-05",
        "text": "The Arda Gazette: “No foreigner on our dam”",
        "day": "2025-01-26",
        "depth": 4,
        "parent": 4,
        "changes": ["strengthened", "changed"],
        "more": 7,
    }


@pytest.mark.parametrize("text", [*HOSTILE, "\u0623\u0631\u062f\u0627 " * 30, "水" * 60, ""])
def test_a_hostile_text_stays_a_text(text: str) -> None:
    """It adds no element, leaves nothing outside the picture, and is whole in the table."""
    chart, harmless = (
        next(one for one in charts(name) if isinstance(one, SourceTree)) for name in (text, "a")
    )
    figure, plain = draw(chart), draw(harmless)
    pictures = (*figure.pictures, *figure.narrow)
    for picture, other in zip(pictures, (*plain.pictures, *plain.narrow), strict=True):
        tags = [[e.tag for e in read(str(p)).elements if e.tag != "text"] for p in (picture, other)]
        assert tags[0] == tags[1]
        width, _ = lengths(read(str(picture)))
        for element in read(str(picture)).all("text"):
            assert box_of(element)[2] <= width + 6, element.text
    assert figure.rows[0][:2] == (text, text)


def test_the_same_tree_is_drawn_the_same() -> None:
    """Byte for byte."""
    assert draw(lineage(60)) == draw(lineage(60))
