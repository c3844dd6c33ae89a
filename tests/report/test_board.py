"""The board and the pictures as the template writes them, without a browser."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from dataclasses import replace

import pytest
from jinja2 import meta, nodes

from tests.report.extremes import HOSTILE, hostile
from tests.report.markup import policy_of, read, words
from tests.report.sample import board, charts, sample
from zopa.findings import (
    CHART_KINDS,
    Bars,
    BlockingMatrix,
    Findings,
    MatrixPanel,
    MatrixRow,
    MatrixSet,
    to_json,
)
from zopa.report import board as board_module
from zopa.report import render_brief
from zopa.report.board import board_style, board_view
from zopa.report.brief import environment
from zopa.report.charts import draw
from zopa.report.charts import figure as figure_module
from zopa.report.charts.bars import BAR, BAR_END, NARROW_BARS
from zopa.report.charts.letters import width_of, wrapped
from zopa.report.charts.matrix import BAND, LABEL, NARROW
from zopa.report.charts.svg import REM

TEMPLATES = ("board.html", "board_annex.html", "board_link.html", "board_script.html")
CLASSES = [
    value
    for module in (board_module, figure_module)
    for value in vars(module).values()
    if isinstance(value, type)
    and dataclasses.is_dataclass(value)
    and value.__module__ == module.__name__
    and not value.__name__.startswith("_")
]


def with_board() -> Findings:
    """Return the sample with a board and a chart of each kind."""
    return replace(sample(), board=board(), charts=charts())


def script_of(text: str) -> tuple[str, dict]:
    """Return the script of a page and its data."""
    (data,) = re.findall(r'<script type="application/json" id="board-data">(.*?)</script>', text)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    return script, json.loads(data)


# --- what stands where ---


def test_lines_stand_by_party_with_their_number() -> None:
    """Each party's lines are in a group of its own, each with a box that is ticked."""
    page = read(render_brief(with_board()))
    legends = [words(e.text) for e in page.all("legend") if e.path[-1].attributes.get("class")]
    assert "Arda (2 lines)" in legends
    assert "Arda and others (1 line)" in legends
    boxes = [e for e in page.all("input") if e.attributes["type"] == "checkbox"]
    assert len(boxes) == 3
    assert all("checked" in box.attributes for box in boxes)
    radios = [e for e in page.all("input") if e.attributes.get("name") == "board-reading-2"]
    assert ["checked" in radio.attributes for radio in radios] == [False, True]


def test_every_box_has_a_label_and_every_description_is_there() -> None:
    """Labels and descriptions name what is in the page, and no two places share a name."""
    page = read(render_brief(with_board()))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    labelled = {e.attributes["for"] for e in page.all("label")}
    assert {e.attributes["id"] for e in page.all("input")} == labelled
    for name in ("aria-describedby", "aria-labelledby"):
        for element in page.elements:
            assert set(element.attributes.get(name, "").split()) <= set(ids)
    assert {e.attributes["href"][1:] for e in page.all("a")} <= set(ids)


def test_counts_stand_in_the_annex_alone() -> None:
    """The board in front has no place for a count or an example; the annex has both."""
    page = read(render_brief(with_board()))
    places = {e.attributes["id"]: e for e in page.elements if "id" in e.attributes}
    for name in ("board-count", "board-example", "board-left", "board-table"):
        assert places[name].inside("annex")
    for name in ("board-said", "board-sets", "board-live"):
        assert places[name].inside("front")


def test_without_a_board_there_is_no_script() -> None:
    """A brief with pictures alone has no script, and its policy allows none."""
    text = render_brief(replace(sample(), charts=charts()))
    page = read(text)
    assert not page.all("script")
    assert "script-src" not in policy_of(page)
    of_the_board = [e for e in page.all("svg") if "position" not in e.attributes["class"]]
    assert len(of_the_board) == 7  # wide and narrow, and for paper one by reference
    assert board_view(sample()) is None


def test_a_board_that_does_not_move_says_why() -> None:
    """Without masks the page shows the lines and the reason, and holds no script."""
    still = replace(board(), goals=(), why_still="There are too many lines.")
    text = render_brief(replace(sample(), board=still))
    page = read(text)
    assert "There are too many lines." in words(page.all("main")[0].text)
    assert not page.all("script")
    assert not page.all("input")
    assert len([e for e in page.all("tr") if e.inside("annex")]) > 3


def test_no_box_stops_the_keyboard_and_no_two_regions_share_a_name() -> None:
    """The pictures and their tables never scroll sideways, so nothing of them takes the focus."""
    page = read(render_brief(with_board()))
    named = [e.attributes.get("aria-labelledby") for e in page.all("section")]
    named = [name for name in named if name]
    assert len(named) == len(set(named))
    for figure in page.of_class("picture") + page.of_class("behind"):
        assert not {"role", "tabindex"} & set(figure.attributes)
    boxes = [e for e in page.elements if e.inside("behind") or e.inside("picture")]
    assert boxes
    assert not any("tabindex" in e.attributes for e in boxes)


# --- the script ---


def test_the_policy_names_the_script_by_its_hash() -> None:
    """One script may run, the one in the page; nothing may be fetched or evaluated."""
    text = render_brief(with_board())
    script, _ = script_of(text)
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
    policy = policy_of(read(text))
    assert policy["script-src"] == f"'sha256-{digest}'"
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in " ".join(policy.values())
    assert len(read(text).all("script")) == 2


def test_the_script_holds_no_words_and_makes_no_markup() -> None:
    """All that it writes comes with the data and is set as text; it asks for nothing."""
    script, data = script_of(render_brief(with_board()))
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval", "fetch"):
        assert word not in script
    assert not re.search(r"https?:|import|XMLHttp|localStorage|Function\(", script)
    kinds = {"open", "void", "blocked"}
    named = set(re.findall(r"\bwords\.(\w+)", script))
    assert named | kinds | {f"{kind}_short" for kind in kinds} == set(data["words"])


def test_data_keeps_counts_exact() -> None:
    """Counts past 2^53 are text, so that no reader of the page rounds them."""
    _, data = script_of(render_brief(with_board()))
    assert data["goals"][0]["counts"] == [str(2**60 + 1), 5, 2**53 - 1]
    assert data["goals"][0]["masks"] == [1, 2, 7]
    assert [line["name"] for line in data["lines"]] == ["Arda", "Arda 2", "Arda 3"]
    assert data["lines"][2]["readings"][0]["text"] == "Arda (A) demands Arda"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_stays_a_name(text: str) -> None:
    """In data, labels and pictures a text with tags adds no element and no attribute."""
    page = render_brief(replace(hostile(text), board=board(text), charts=charts(text)))
    plain = render_brief(replace(hostile("a"), board=board("a"), charts=charts("a")))
    markup, harmless = read(page), read(plain)
    tags = [e.tag for e in markup.elements if e.tag != "text"]
    assert tags == [e.tag for e in harmless.elements if e.tag != "text"]
    script, data = script_of(page)
    assert script == script_of(plain)[0]
    assert data["lines"][0]["name"] == text
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9._~-]*", name) for name in markup.ids())


def test_findings_as_json_hold_the_board_and_the_charts() -> None:
    """JSON has the kind of each chart, and the masks with large counts as text."""
    body = to_json(with_board())
    assert [chart["kind"] for chart in body["charts"]] == [
        "blocking-matrix",
        "bars",
        "position-panels",
        "source-tree",
    ]
    assert body["charts"][0]["rows"] == [
        {
            "name": "Arda",
            "line": "Arda",
            "reading": None,
            "every_reading": True,
            "owner": "Arda",
            "text": "Arda",
        },
        {
            "name": "Arda 2b",
            "line": "Arda 2",
            "reading": "Arda 2b",
            "every_reading": False,
            "owner": "Arda",
            "text": "Arda " * 60,
        },
    ]
    assert body["charts"][0]["panels"][0]["sets"][1] == {
        "rows": ["Arda 2b"],
        "lines": ["Arda 2"],
        "always": False,
        "law": True,
    }
    assert body["charts"][1]["bars"] == [
        {"label": "Arda", "number": 3},
        {"label": "Arda 2", "number": 0},
    ]
    assert body["board"]["goals"][0]["counts"] == [str(2**60 + 1), 5, 2**53 - 1]
    assert body["board"]["parties"][1]["lines"][0]["default"] == "Arda3"
    assert to_json(sample())["board"] is None
    json.dumps(body, allow_nan=False)


# --- the pictures ---


def test_every_kind_of_chart_is_drawn_and_has_its_table() -> None:
    """Each kind of the closed list has a picture with title and description, and a table."""
    drawn = charts()
    assert {type(chart) for chart in drawn} == set(CHART_KINDS)
    for chart in drawn:
        figure = draw(chart)
        for picture in figure.pictures:
            svg = read(str(picture))
            (title,), (told,) = svg.all("title"), svg.all("desc")
            labels = svg.all("svg")[0].attributes["aria-labelledby"].split()
            assert labels == [title.attributes["id"], told.attributes["id"]]
            assert told.text
        for picture in (*figure.pictures, *figure.again, *figure.narrow):
            elements = read(str(picture)).elements
            assert not any("style" in e.attributes or "fill" in e.attributes for e in elements)
        assert figure.rows
        assert all(len(row) == len(figure.heads) == len(figure.kinds) for row in figure.rows)


def test_the_other_drawings_have_the_words_of_the_wide_one() -> None:
    """They name its title and description, and bring no id of their own."""
    for chart in charts():
        figure = draw(chart)
        ids = set(read(str(figure.pictures[0])).ids())
        for picture in (*figure.again, *figure.narrow):
            svg = read(str(picture))
            assert svg.ids() == []
            assert set(svg.all("svg")[0].attributes["aria-labelledby"].split()) <= ids
        again = [e for picture in figure.again for e in read(str(picture)).all("use")]
        assert {e.attributes["href"][1:] for e in again} <= ids
        assert len(again) == len(figure.again) == (len(figure.pictures) if figure.narrow else 0)


def test_pictures_grow_with_the_text() -> None:
    """Width and height are in rem, in the proportion of the drawing's box."""
    for chart in charts():
        figure = draw(chart)
        for picture in (*figure.pictures, *figure.again, *figure.narrow):
            svg = read(str(picture)).all("svg")[0]
            width, height = (svg.attributes[side] for side in ("width", "height"))
            assert width.endswith("rem")
            assert height.endswith("rem")
            *_, across, down = map(float, svg.attributes["viewbox"].split())
            assert float(width[:-3]) * REM == pytest.approx(across, abs=0.2)
            assert float(height[:-3]) * REM == pytest.approx(down, abs=0.2)
        widest = max(box_of(picture)[0] for picture in figure.pictures)
        assert figure.room >= widest / REM or (figure.room == 0 and widest <= 320)
        assert f"room-{figure.room} " in board_style()


def box_of(picture: str) -> tuple[float, float]:
    """Return the width and the height of a drawing."""
    *_, width, height = read(str(picture)).all("svg")[0].attributes["viewbox"].split()
    return float(width), float(height)


def matrix(panels: int, sets: int = 1) -> BlockingMatrix:
    """Return a matrix with some goals of some sets."""
    shown = charts()[0]
    assert isinstance(shown, BlockingMatrix)
    made = tuple(MatrixPanel(f"Goal {n}", (MatrixSet((0, 1)),) * sets) for n in range(panels))
    return replace(shown, panels=made)


def test_dots_are_joined_and_hollow_where_a_reading_decides() -> None:
    """A set of two lines has two dots and a line between them; a set under some readings, rings."""
    shown = charts()[0]
    figure = draw(shown)
    for picture in (figure.pictures[0], figure.narrow[0]):
        svg = read(str(picture))
        kinds = [e.attributes["class"] for e in svg.all("circle")]
        assert sorted(kinds) == ["dot", "dot", "dot hollow"]
        (join,) = svg.of_class("join")
        dots = [e for e in svg.of_class("dot") if "hollow" not in e.attributes["class"]]
        assert {join.attributes["y1"], join.attributes["y2"]} == {e.attributes["cy"] for e in dots}
        assert {join.attributes["x1"]} == {e.attributes["cx"] for e in dots}
        assert [e.text for e in svg.of_class("middle")] == ["1", "2", "§"]
        assert len(svg.of_class("blank")) == 1


def test_a_set_has_the_readings_under_which_it_holds() -> None:
    """The row, the key and the table say which reading of the line demands what is shown."""
    shown = charts()[0]
    assert isinstance(shown, BlockingMatrix)
    plain = MatrixRow("C", "Arda", "demands C")
    one = MatrixRow("U1c", "Arda", "demands C", line="U1", reading="U1c")
    either = MatrixRow("R1", "Arda", "demands R", reading="R1a")
    panels = (MatrixPanel("Goal", (MatrixSet((0, 1), always=False), MatrixSet((2,)))),)
    figure = draw(replace(shown, rows=(plain, one, either), panels=panels))
    drawn = [e.text for e in read(str(figure.pictures[0])).all("text")]
    assert drawn[drawn.index("U1c") :][:2] == ["U1c", "U1 read as U1c: demands C"]
    assert "R1 under each of its readings (here as R1a): demands R" in " ".join(drawn)
    assert [row[2] for row in figure.rows] == [
        "C (Arda) demands C; U1 (Arda), read as U1c, demands C",
        "R1 (Arda) under each of its readings (here as R1a): demands R; it blocks the goal alone",
    ]
    assert [(entry.name, entry.owner, entry.text) for entry in figure.key] == [
        ("1–2", "", "Goal"),
        ("C", "Arda", "demands C"),
        ("U1c", "Arda", "U1 read as U1c: demands C"),
        ("R1", "Arda", "under each of its readings (here as R1a): demands R"),
    ]


def test_many_goals_go_into_several_pictures() -> None:
    """No picture is wider than a page; the sets are numbered through, as in the table."""
    figure = draw(matrix(12, 3))
    for pictures, most in ((figure.pictures, LABEL + BAND), (figure.narrow, NARROW)):
        assert len(pictures) > 1
        numbers = []
        for picture in pictures:
            assert box_of(picture)[0] <= most
            numbers += [int(e.text) for e in read(str(picture)).of_class("middle")]
        assert numbers == list(range(1, 37)) == [int(row[0]) for row in figure.rows]
    assert "part 2 of" in str(figure.pictures[1])


def test_a_goal_with_many_sets_stands_in_several_pictures() -> None:
    """Nor is a picture too wide where one goal has more sets than fit side by side."""
    figure = draw(matrix(1, 24))
    for pictures, most in ((figure.pictures, LABEL + BAND), (figure.narrow, NARROW)):
        assert len(pictures) > 1
        assert all(box_of(picture)[0] <= most for picture in pictures)
    assert figure.key[0].name == "1–24"


def test_everything_drawn_is_within_the_picture() -> None:
    """Dots, rules, bars and the estimated ends of texts lie within the picture's box."""
    for chart in (*charts(), matrix(3, 9)):
        figure = draw(chart)
        for picture in (*figure.pictures, *figure.narrow):
            width, height = box_of(picture)
            elements = read(str(picture)).elements
            for across, down in (("x", "y"), ("cx", "cy"), ("x1", "y1"), ("x2", "y2")):
                for element in (e for e in elements if across in e.attributes):
                    assert 0 <= float(element.attributes[across]) <= width
                    assert 0 <= float(element.attributes[down]) <= height
            for element in (e for e in elements if e.tag == "text"):
                if element.attributes.get("class") in (None, "strong"):
                    assert float(element.attributes["x"]) + width_of(element.text) <= width


def test_bars_are_as_long_as_their_numbers() -> None:
    """Three is three times as long as one, and nought has no length."""
    bars = Bars("b", "B", "parties", "told", ("Party", "Lines"), (("A", 3), ("B", 1), ("C", 0)))
    figure = draw(bars)
    for picture, longest in ((figure.pictures[0], BAR), (figure.narrow[0], NARROW_BARS - BAR_END)):
        widths = [float(e.attributes["width"]) for e in read(str(picture)).all("rect")]
        assert widths == [longest, pytest.approx(longest / 3, abs=0.1), 0]
    none = replace(bars, bars=(("A", 0),))
    assert read(str(draw(none).pictures[0])).all("rect")[0].attributes["width"] == "0"


def test_a_text_is_whole_in_the_picture_unless_it_is_very_long() -> None:
    """A long label has more rows; what does not fit even then stands in full behind it."""
    usual, long = "the territory is recognised " * 10, "word " * 180
    rows = (MatrixRow("A", "Arda", usual.strip()), MatrixRow("B", "Arda", long.strip()))
    figure = draw(replace(matrix(1), rows=rows))
    drawn = " ".join(e.text for e in read(str(figure.pictures[0])).all("text"))
    assert usual.strip() in drawn
    assert drawn.count("…") == 1
    assert long.strip() in figure.rows[0][2]
    assert long.strip() in figure.key[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "a ceasefire with oversight or a full settlement",
        "a-long-hyphened-word",
        "A" * 90,
        "",
        "水" * 30,
    ],
)
def test_rows_of_a_text_fit_and_lose_nothing(text: str) -> None:
    """A text is broken at spaces, after hyphens, or else within a word."""
    rows = wrapped(text, 120, 99)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(row) <= 120 for row in rows)
    if " " in text:
        assert " ".join(rows) == text


def test_a_space_that_does_not_break_keeps_its_row_together() -> None:
    """French signs stay with the word before them."""
    rows = wrapped("l'adhésion\N{NO-BREAK SPACE}: accordée ou exclue", 80, 9)
    assert "".join(rows).count("\N{NO-BREAK SPACE}:") == 1
    assert not any(row.startswith(":") for row in rows)


def test_a_long_word_makes_room_for_itself() -> None:
    """A goal's column is as wide as the longest word of its name, within reason."""
    word = "врегулювання"
    panels = (MatrixPanel(f"всеосяжне {word}", (MatrixSet((0,)),)),)
    svg = read(str(draw(replace(matrix(1), panels=panels)).pictures[0]))
    assert word in [e.text for e in svg.of_class("head")]


def test_an_ellipsis_fits_into_the_last_row() -> None:
    """Where rows are few the last one ends in an ellipsis and is no wider than the others."""
    rows = wrapped("word " * 40, 120, 2)
    assert len(rows) == 2
    assert rows[1].endswith(" …")
    assert all(width_of(row) <= 120 for row in rows)


# --- the templates ---


def trees() -> list[nodes.Template]:
    """Return the board's templates as syntax trees."""
    engine = environment()
    assert engine.loader is not None
    return [engine.parse(engine.loader.get_source(engine, name)[0]) for name in TEMPLATES]


def test_the_templates_read_the_board_and_nothing_else() -> None:
    """They look up the board and the messages; ``test_page.py`` sees to its fields."""
    looked_up = set().union(*(meta.find_undeclared_variables(tree) for tree in trees()))
    assert looked_up == {"board", "say", "say_count"}
    filters = {f.name for tree in trees() for f in tree.find_all(nodes.Filter)}
    assert filters == {"join", "length", "tojson"}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_field_has_help(kind: type) -> None:
    """Every class is frozen and every field says what it holds."""
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    for field in dataclasses.fields(kind):
        assert field.metadata["help"].strip(), f"{kind.__name__}.{field.name}"


def test_fixed_text_goes_through_the_messages() -> None:
    """No template holds words of its own between its tags."""
    engine = environment()
    assert engine.loader is not None
    for name in TEMPLATES:
        source = engine.loader.get_source(engine, name)[0]
        tags = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", source, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", "", tags)
        assert not [line for line in text.splitlines() if any(map(str.isalpha, line))]
