"""Positions over time as they are drawn: told apart without colour, and whole."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from tests.report.extremes import HOSTILE
from tests.report.markup import Element, Markup, read
from tests.report.pictures import PANELS, alone, at_length, positions, with_pictures
from tests.report.sample import charts, sample
from zopa.findings import PositionPanel, PositionPanels, PositionSeries, to_json
from zopa.report import render_brief
from zopa.report.board import board_style, board_view
from zopa.report.charts import draw
from zopa.report.charts.curves import DASHES, LEFT, LETTERED, NAMED, PAST, WIDTH, letter_of
from zopa.report.charts.days import Scale, day_of, scale_of, ticks
from zopa.report.charts.letters import width_of
from zopa.report.charts.marks import R
from zopa.report.charts.shares import between, per_cent

SIZES = {"fine": 11.0, "strong": 13.0 * 1.1, "head": 12.0 * 1.1}
Box = tuple[float, float, float, float]


def boxes(svg: Markup) -> list[tuple[str, Box]]:
    """Return the texts of a drawing beside its marks, each with its box, by estimate."""
    return [
        (element.text, box_of(element))
        for element in svg.all("text")
        if "within" not in element.attributes.get("class", "")
    ]


def box_of(element: Element) -> Box:
    """Return where a text begins and ends across and down, by estimate."""
    kinds = element.attributes.get("class", "").split()
    size = next((SIZES[kind] for kind in kinds if kind in SIZES), 12.0)
    width = width_of(element.text, size)
    x, y = float(element.attributes["x"]), float(element.attributes["y"])
    left = x - width if "end" in kinds else x - width / 2 if "middle" in kinds else x
    return left, y - 0.75 * size, left + width, y + 0.2 * size


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have more than an edge in common."""
    apart = one[2] <= other[0] + 0.5 or other[2] <= one[0] + 0.5
    return not (apart or one[3] <= other[1] + 0.5 or other[3] <= one[1] + 0.5)


def drawn(*panels: PositionPanel) -> list[Markup]:
    """Return the drawings of panels, without the key."""
    return [read(str(picture)) for picture in draw(positions(*panels)).pictures[1:]]


# --- the days and the shares ---


@pytest.mark.parametrize(
    ("moment", "day"), [("2025-02-14", "2025-02-14"), ("2025", "2025-01-01"), ("..2025-02", None)]
)
def test_a_day_may_be_a_month_or_a_year(moment: str, day: str | None) -> None:
    """It stands at the first day of it."""
    assert day_of(moment).isoformat() == (day or "2025-02-01")


def test_what_is_no_day_is_refused() -> None:
    """A text that is no date is a mistake of whoever made the chart."""
    with pytest.raises(ValueError, match="'soon' is no day as 2025-02-14"):
        day_of("soon")


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2024-01-15", "2024-03-30", ["2024-02-01", "2024-03-01"]),
        ("2024-01-15", "2024-03-20", ["2024-01-15", "2024-02-12", "2024-03-11"]),
        ("2021-02-24", "2025-02-14", ["2022-01-01", "2023-01-01", "2024-01-01", "2025-01-01"]),
        ("2025-02-03", "2025-02-14", ["2025-02-03", "2025-02-10"]),
        ("2025-02-11", "2025-02-14", ["2025-02-11", "2025-02-12", "2025-02-13"]),
        ("1990-05-05", "2025-02-14", ["2000-01-01", "2010-01-01", "2020-01-01"]),
    ],
)
def test_ticks_are_days_or_begin_months_or_years(first: str, last: str, found: list[str]) -> None:
    """There are a few of them, on real days."""
    scale = Scale(day_of(first), day_of(last), 0, 100)
    assert [tick.isoformat() for tick in ticks(scale)] == found


def test_one_day_alone_stands_at_the_right() -> None:
    """The day of the position is the right end, also where there is no other."""
    scale = scale_of(["2025-02-14"], LEFT, NAMED.right)
    assert scale is not None
    assert scale.place(day_of("2025-02-14")) == NAMED.right
    assert scale_of([], LEFT, NAMED.right) is None


def test_shares_are_never_rounded_to_certainty() -> None:
    """What is not nought or one is not written so."""
    told = [per_cent(share) for share in (0, 0.004, 0.625, 0.996, 1)]
    assert told == ["0 %", "below 1 %", "63 %", "above 99 %", "100 %"]
    assert between(0.41, 0.8) == "41 to 80 %"
    assert between(0.41, 0.412) == "41 %"


# --- the data ---


def test_a_series_tells_the_same_of_each_day() -> None:
    """Days and numbers of different length are a mistake."""
    with pytest.raises(ValueError, match="series of A"):
        PositionSeries("A", ("2025-01-01",), (0.5, 0.6), (0.4,), (0.6,))


def test_values_of_a_panel_are_told_on_the_same_days() -> None:
    """So is the vacuity."""
    one, other = (PositionSeries("A", (day,), (1,), (1,), (1,)) for day in ("2025", "2024"))
    for series, vacuity in (((one, other), ()), ((one,), (0.1, 0.2))):
        with pytest.raises(ValueError, match="panel P"):
            PositionPanel("P", "A", "x", "", series, vacuity, (), ())


def test_json_has_the_fields_by_name() -> None:
    """Each panel, series, mark and arrow is an object."""
    (body, _) = to_json(with_pictures())["charts"]
    assert body["kind"] == "position-panels"
    panel = body["panels"][0]
    assert panel["party"] == "Arda"
    assert panel["series"][0]["value"] == "none"
    assert len(panel["series"][0]["p"]) == len(panel["series"][0]["days"]) == len(panel["vacuity"])
    assert panel["arrows"][0] == {"kind": "walk_back", "later": "st-Ao2", "earlier": "st-Ao0"}
    assert panel["marks"][4]["stance"] == "-"


# --- the drawing ---


def test_every_panel_has_a_title_and_is_told() -> None:
    """A reader who does not see a panel is told the shares on its last day."""
    for panel, svg in zip(PANELS, drawn(*PANELS), strict=True):
        assert svg.all("title")[0].text == panel.title
        told = svg.all("desc")[0].text
        assert panel.note in told
        assert "As of 2025-02-14: " in told
        assert all(f"{value.value}: " in told for value in panel.series)
    key = read(str(draw(positions()).pictures[0]))
    assert positions().description in key.all("desc")[0].text


def test_values_are_told_apart_without_colour() -> None:
    """Lines of a panel have different patterns, and the style sheet has as many."""
    for svg in drawn(*PANELS):
        kinds = [e.attributes["class"] for e in svg.all("path") if "curve" in e.attributes["class"]]
        assert len(kinds) == len(set(kinds)) > 2
    patterns = re.findall(r"\.dash-(\d) \{ stroke-dasharray: ([^;]*);", board_style())
    assert [int(number) for number, _ in patterns] == list(range(1, DASHES))  # 0 is whole
    assert len({pattern for _, pattern in patterns}) == DASHES - 1


def test_every_line_has_its_name_and_its_pattern_at_its_end() -> None:
    """The names stand in the order in which the lines end, highest first."""
    (svg,) = drawn(PANELS[0])
    names = [e.text for e in svg.all("text") if float(e.attributes["x"]) == NAMED.names]
    assert " ".join(names) == "none by day nothing said day and night"
    samples = [e.attributes["class"] for e in svg.all("line") if e.attributes["x2"] == "242"]
    assert samples == ["curve dash-0", "curve dash-1", "hatch", "curve dash-2"]


def test_long_names_stand_in_a_list_with_a_letter_at_each_line() -> None:
    """Each is whole, with its pattern and its share; all panels of a picture are drawn alike."""
    first, other = drawn(at_length(PANELS[0]), PANELS[1])
    told = [e.text for e in first.all("text")]
    listed = " ".join(told)
    for value in at_length(PANELS[0]).series:
        assert value.value in listed
        assert per_cent(value.p[-1]) in told
    assert [told.count(letter) for letter in "abcd"] == [2, 2, 2, 2]
    letters = [e.text for e in first.all("text") if float(e.attributes["x"]) == LETTERED.names]
    assert letters == ["a", "b", "d", "c"]  # the highest line first
    samples = [e.attributes["class"] for e in first.all("line") if e.attributes["x1"] == "16"]
    assert samples == ["curve dash-0", "curve dash-1", "curve dash-2", "hatch"]
    assert [e.text for e in other.all("text")].count("a") == 2
    assert [letter_of(number) for number in (0, 25, 26, 53)] == ["a", "z", "aa", "bb"]


def test_stances_differ_in_shape() -> None:
    """For is a disc, against a ring, uncommitted a square on its corner."""
    (svg,) = drawn(PANELS[0])
    kinds = [(e.tag, e.attributes["class"]) for e in svg.of_class("mark")]
    assert kinds == [
        ("circle", "mark for"),
        ("circle", "mark for"),
        ("circle", "mark for"),
        ("path", "mark open"),
        ("circle", "mark against"),
        ("circle", "mark for"),
    ]
    assert [e.text for e in svg.of_class("within")] == list("123456")


def test_arrows_differ_in_shape() -> None:
    """A walk-back ends in a full head, a dispute in an open one, a contradiction in none."""
    (svg,) = drawn(PANELS[0])
    heads = {e.attributes["class"]: e.attributes["d"] for e in svg.all("path")}
    assert heads["head walk_back"].endswith("z")
    assert not heads["head dispute"].endswith("z")
    assert "head contradiction" not in heads
    assert len(svg.of_class("contradiction")) == 3  # the arc, its zigzag, and the bars at its ends
    assert ".arc.dispute { stroke-dasharray" in board_style()


def test_an_arrow_leads_to_the_earlier_statement() -> None:
    """It begins at the later one."""
    (svg,) = drawn(PANELS[7])
    (arc,) = (e.attributes["d"] for e in svg.of_class("arc"))
    start, end = (float(x) for x in re.findall(r"(?:M|Q\S+ \S+ )(\S+)", arc))
    marks = [float(e.attributes["cx"]) for e in svg.of_class("mark")]
    assert [end, start] == marks


def test_an_arrow_to_what_is_not_in_the_panel_is_told_in_the_table() -> None:
    """It is not drawn; the table names the statement by its id."""
    only = replace(PANELS[7], marks=PANELS[7].marks[1:])
    figure = draw(positions(only))
    assert not read(str(figure.pictures[1])).of_class("arc")
    assert "takes back st-Bt0" in [row[-1] for row in figure.rows]


def test_days_stand_at_the_same_place_in_all_panels() -> None:
    """The day of the position is the right end of each, and its last mark stands there."""
    ends = set()
    for svg in drawn(*PANELS, alone(PANELS[0])):
        (axis,) = [e for e in svg.of_class("axis") if e.attributes["x1"] == e.attributes["x2"]]
        ends.add(float(axis.attributes["x1"]))
        assert "as of 2025-02-14" in [e.text for e in svg.all("text")]
    assert ends == {NAMED.right}


def test_a_line_is_seen_where_there_is_one_day_alone() -> None:
    """It goes on a little to both sides of the day, and so does its band."""
    (svg,) = drawn(alone(PANELS[3]))
    for element in svg.all("path"):
        if "curve" in element.attributes["class"]:
            (start, *_, end) = re.findall(r"[MH](\d+)", element.attributes["d"])
            assert (float(start), float(end)) == (NAMED.right - PAST, NAMED.right + PAST)
    assert len(svg.of_class("band")) == 4


def test_a_line_has_steps() -> None:
    """A value holds until the next day that is told."""
    days, shares = ("2024-01-01", "2024-06-01", "2025-01-01"), (0.25, 0.75, 0.75)
    series = PositionSeries("A", days, shares, shares, shares)
    (svg,) = drawn(PositionPanel("P", "A", "x", "", (series,), (), (), ()))
    (line,) = (e.attributes["d"] for e in svg.all("path") if "curve" in e.attributes["class"])
    (begin, level, turn, higher, end) = re.fullmatch(
        r"M(\S+) (\S+)H(\S+)V(\S+)H208H(\S+)", line
    ).groups()
    assert float(begin) < float(turn) < NAMED.right < float(end)
    assert float(level) > float(higher)


def test_texts_and_marks_do_not_overlap() -> None:
    """Names, days and voices have room of their own, and so has each mark."""
    for svg in (*drawn(*PANELS, alone(PANELS[0])), *drawn(*map(at_length, PANELS))):
        for (one, a), (other, b) in itertools.combinations(boxes(svg), 2):
            assert not overlap(a, b), (one, other)
        marks = [
            (float(e.attributes["x"]), float(e.attributes["y"])) for e in svg.of_class("within")
        ]
        for (x, y), (other_x, other_y) in itertools.combinations(marks, 2):
            assert max(abs(x - other_x), abs(y - other_y)) >= 2 * R


@pytest.mark.parametrize("name", ["Arda", "A" * 90, "水" * 30, "\u0623\u0631\u062f\u0627 " * 9])
def test_a_panel_fits_a_small_screen(name: str) -> None:
    """No panel is wider than 320, and all its texts are within it, whatever they say."""
    chart = next(chart for chart in charts(name) if isinstance(chart, PositionPanels))
    for picture in (*draw(chart).pictures, *draw(positions()).pictures):
        svg = read(str(picture))
        *_, width, height = map(float, svg.all("svg")[0].attributes["viewbox"].split())
        assert width == WIDTH <= 320
        for text, (left, top, right, bottom) in boxes(svg):
            assert 0 <= left <= right <= width + 2, text
            assert 0 <= top <= bottom <= height, text


def test_many_values_have_room_for_their_names() -> None:
    """The axis grows with them."""
    values = tuple(
        PositionSeries(f"value {n}", ("2025-02-14",), (0.05,), (0.01,), (0.1,)) for n in range(14)
    )
    (svg,) = drawn(PositionPanel("P", "A", "x", "", values, (), (), ()))
    for (one, a), (other, b) in itertools.combinations(boxes(svg), 2):
        assert not overlap(a, b), (one, other)
    assert len([e for e in svg.all("text") if e.text.startswith("value ")]) == 14


def test_names_that_run_the_other_way_disturb_nothing() -> None:
    """Such a voice is set apart among the numbers, and signs that turn words about are dropped."""
    voice = "\u202e\u0623\u0631\u062f\u0627"
    marks = tuple(replace(mark, voice=voice) for mark in PANELS[7].marks)
    (svg,) = drawn(replace(PANELS[7], marks=marks, title=voice))
    told = svg.all("text")[-1].text
    assert told.replace("\N{NO-BREAK SPACE}", " ") == "1, 2 \u2068\u0623\u0631\u062f\u0627\u2069"
    assert "\u202e" not in str(svg.all("title")[0].text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_text(text: str) -> None:
    """It adds no element, and is found whole in the table."""
    chart, harmless = (
        next(one for one in charts(name) if isinstance(one, PositionPanels)) for name in (text, "a")
    )
    figure, plain = draw(chart), draw(harmless)
    for picture, other in zip(figure.pictures, plain.pictures, strict=True):
        tags = [[e.tag for e in read(str(p)).elements if e.tag != "text"] for p in (picture, other)]
        assert tags[0] == tags[1]
    assert text in [row[3] for row in figure.rows]


# --- the table, and where it stands ---


def test_the_table_says_what_the_picture_says() -> None:
    """A row for each statement, with what it does to others, and one for each value."""
    rows = draw(positions(PANELS[0])).rows
    assert rows[2] == (
        "Arda on observers",
        "2024-09-11",
        "3",
        "President Arsan",
        "for",
        "President Arsan on observers: none",
        "takes back 1",
    )
    assert [row[4] for row in rows[:6]] == ["for", "for", "for", "uncommitted", "against", "for"]
    assert [row[6] for row in rows[3:5]] == ["disputes 3", "contradicts 2"]
    assert [row[5] for row in rows[6:]] == ["none", "by day", "day and night", "nothing said"]
    assert rows[6][4] == "84 % (band 63 to 100 %)"
    noted = draw(positions(PANELS[7])).rows[0]
    assert noted[5] == PANELS[7].note


def test_pictures_stand_in_their_section_and_those_of_the_board_beside_it() -> None:
    """In the annex, each with its table folded away, and after the statements of its section."""
    assert board_view(with_pictures()) is None
    page = read(render_brief(replace(sample(), charts=(*charts(), *with_pictures().charts))))
    sections = {
        e.path[-1].attributes["aria-labelledby"]: e.attributes["id"]
        for e in page.all("h4")
        if e.inside("figure") and e.path[-1].attributes.get("aria-labelledby")
    }
    assert "chart-positions.over-time" in sections
    for name, section in (
        ("chart-positions.over-time", "section-positions"),
        ("chart-lineage.observers", "section-lineage"),
        ("chart-bars.Arda", "pictures"),
    ):
        (heading,) = [e for e in page.all("h4") if e.attributes.get("id") == name]
        around = [e.attributes.get("aria-labelledby") for e in heading.path]
        assert section in around
        assert heading.inside("annex")
    assert len(page.of_class("behind")) == len(page.of_class("figure")) - 1  # one is for paper
    contents = [e.text for e in page.all("a") if e.inside("contents")]
    assert contents.index("What each party has said") < contents.index("Where the claims come from")


def test_the_same_findings_give_the_same_pictures() -> None:
    """Byte for byte."""
    assert draw(positions()) == draw(positions())
    assert render_brief(with_pictures()) == render_brief(with_pictures())


def test_a_picture_without_positions_is_its_key() -> None:
    """Nothing fails where there is nothing to draw."""
    figure = draw(replace(positions(), panels=()))
    assert len(figure.pictures) == 1
    assert figure.rows == ()
    silent = PositionPanel("P", "A", "x", "", (), (), PANELS[0].marks, ())
    svg = read(str(draw(positions(silent)).pictures[1]))
    assert len(svg.of_class("mark")) == 6
    assert svg.all("desc")[0].text == "6 statements."
