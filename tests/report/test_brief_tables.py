"""The tables of the brief: heads, roles, room and links."""

from __future__ import annotations

from dataclasses import replace

from tests.report.markup import Markup, read, words
from tests.report.sample import BEHIND, LINES, cards, sample
from zopa.findings import Card, Table
from zopa.report import render_brief


def test_tables_have_titles_and_scopes(page: Markup) -> None:
    """Each table has a title, scoped heads, and as many cells a line as it has columns."""
    tables = page.all("table")
    assert len(tables) == len(sample().tables)
    titles = {e.attributes["id"]: words(e.text) for e in page.of_class("title")}
    for table in tables:
        inner = [e for e in page.elements if table in e.path]
        assert titles[table.attributes["aria-labelledby"]] in {t.title for t in sample().tables}
        heads = [e for e in inner if e.tag == "th"]
        assert {e.attributes["scope"] for e in heads} == {"col", "row"}
        columns = sum(e.attributes["scope"] == "col" for e in heads)
        for row in (e for e in inner if e.tag == "tr"):
            cells = [e for e in inner if e.tag in {"td", "th"} and e.path[-1] is row]
            assert len(cells) == columns
        (scroll,) = [e for e in table.path if e.attributes.get("class") == "scroll"]
        assert scroll.attributes["tabindex"] == "0"
        assert scroll.attributes["aria-labelledby"] in titles


def test_a_table_keeps_its_roles_and_labels_where_its_lines_are_cards(page: Markup) -> None:
    """Lines shown as cards are still lines of a table, and each cell names its column."""
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for tag, role in roles.items():
        assert {e.attributes.get("role") for e in page.all(tag)} == {role}
    for cell in page.all("td"):
        (table,) = [e for e in cell.path if e.tag == "table"]
        heads = {words(e.text) for e in page.all("th") if table in e.path and e.inside_tag("thead")}
        assert cell.attributes["data-label"] in heads


def test_columns_get_room_by_what_they_hold() -> None:
    """A column of sentences is long, one of names text, one of signs short."""
    rows = (("R7", "Arda and Belmar", "the flow is at least forty cubic metres in a dry year"),)
    made = Table("t", "T", "sets", ("Line", "Whose", "Requires"), rows)
    page = read(render_brief(replace(sample(), tables=(made,))))
    kinds = [e.attributes["class"] for e in page.all("th") if e.attributes["scope"] == "col"]
    assert kinds == ["short", "text", "long"]


def test_a_table_of_rows_links_them_by_their_ids(page: Markup) -> None:
    """Where each line shows a row by its id, the id is the link and no column repeats it."""
    (table,) = [t for t in page.all("table") if "lines" in t.attributes["aria-labelledby"]]
    assert "Rests on" not in table.text
    links = [e.attributes["href"] for e in page.all("a") if table in e.path]
    assert links == [f"#card-red_lines.{line}" for line in LINES]


def test_a_table_that_statements_tell_stays_out() -> None:
    """A table that says what statements say is not in the brief."""
    told = replace(sample().tables[0], in_brief=False)
    page = read(render_brief(replace(sample(), tables=(told, sample().tables[1]))))
    assert len(page.all("table")) == 1


def test_many_rows_beside_a_statement_are_one_link() -> None:
    """More than twelve rows of a table are named together, by a link to where they stand."""
    extra = {
        f"controls/C{n}": Card(f"controls/C{n}", "Who must act", f"Control {n}", ())
        for n in range(13)
    }
    finding = replace(BEHIND[0], rests_on=(*extra, "red_lines/A1"))
    page = read(render_brief(replace(sample(), statements=(finding,), cards={**cards(), **extra})))
    (printed,) = [e for e in page.of_class("ref") if finding.id in e.text]
    links = [e.attributes["href"] for e in page.all("a") if printed in e.path]
    assert links == ["#rows-controls", "#card-red_lines.A1"]
    assert "Who must act: 13 rows" in words(printed.text)


def test_numbers_stand_to_the_right(page: Markup) -> None:
    """Cells of a numeric column have the class that sets them right."""
    cells = {words(e.text) for e in page.of_class("numeric")}
    assert {"7,680", "5,760", "Outcomes that violate it", "Number of values"} <= cells
    assert "insists" not in cells


def test_a_table_without_rows_says_so() -> None:
    """An empty table has its head and a sentence."""
    bare = Table(id="none", title="None", section="sets", columns=("A", "B"), rows=())
    markup = read(render_brief(replace(sample(), tables=(bare,))))
    (cell,) = [e for e in markup.all("td") if "colspan" in e.attributes]
    assert cell.attributes["colspan"] == "2"
    assert words(cell.text) == "There is nothing to show here."
