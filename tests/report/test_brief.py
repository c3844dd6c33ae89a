"""The brief: what stands where, that it opens offline, and that every sentence opens."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.report.markup import Markup, read, words
from tests.report.sample import BEHIND, FRONT, LINES, SOURCES, cards, empty, sample, what_if
from zopa.findings import SECTIONS, Card, Finding, Findings, Meta, Note, Table
from zopa.report import plain_text, render_brief
from zopa.report.anchors import anchor

FRONT_LIMIT = 12  # the rule of the design for the first two pages


@pytest.fixture(scope="module")
def page() -> Markup:
    return read(render_brief(sample()))


def many(count: int) -> Findings:
    """Return findings with many statements that would all be on the first pages."""
    statements = tuple(
        Finding(
            id=f"redlines/flow/{n}",
            text=f"Statement {n:04d} of many.",
            section="answers" if n < 6 else SECTIONS[1 + n % (len(SECTIONS) - 1)],
            front=True,
            order=(n,),
            rests_on=("red_lines/A1",),
        )
        for n in range(count)
    )
    return replace(sample(), statements=statements)


# --- what stands where ---


def test_every_finding_stands_once_on_its_side(page: Markup) -> None:
    """A statement's text is in the page once: before the page break or after it."""
    said = page.of_class("said")
    for finding in sample().statements:
        (element,) = [e for e in said if words(e.text) == finding.text]
        assert element.inside("front") is finding.front
        assert element.inside("annex") is not finding.front


def test_points_follow_their_statement(page: Markup) -> None:
    """The points of a statement are items in its own list item."""
    for finding in FRONT:
        (item,) = [e for e in page.of_class("statement") if finding.text in words(e.text)]
        points = [words(e.text) for e in page.all("li") if item in e.path and not e.inside("why")]
        assert points == list(finding.points)


def test_lines_with_the_law_stand_apart() -> None:
    """A statement of section law stands under its own heading, after the main findings."""
    law = [n for n, finding in enumerate(FRONT) if finding.section == "law"]
    text = render_brief(sample())
    assert law
    place = text.index(FRONT[law[0]].text.replace("'", "&#39;"))
    assert text.index('id="legal-considerations"') < place < text.index('id="not-known"')


def test_first_pages_hold_twelve_statements_and_say_what_they_leave_out() -> None:
    """Of twenty statements meant for the first pages twelve stand there, in their order."""
    markup = read(render_brief(many(20)))
    front = [words(e.text) for e in markup.of_class("said") if e.inside("front")]
    assert len(front) == FRONT_LIMIT
    assert {int(text[10:14]) for text in front} == set(range(FRONT_LIMIT))
    (left_out,) = markup.of_class("left-out")
    assert words(left_out.text) == (
        "8 statements are left out of these pages for want of room; they stand in Annex A."
    )
    behind = [words(e.text) for e in markup.of_class("said") if e.inside("annex")]
    assert len(behind) == 8


def test_answers_give_way_before_what_limits_them() -> None:
    """Where there are too many, the law, robustness and the tally keep half the room."""
    findings = many(30)
    mixed = tuple(
        replace(found, section="law" if found.order[0] > 20 else "answers")
        for found in findings.statements
    )
    front = replace(findings, statements=mixed).front
    assert [found.order[0] for found in front] == [0, 1, 2, 3, 4, 5, 21, 22, 23, 24, 25, 26]


def test_one_left_out_is_said_in_the_singular() -> None:
    """With thirteen statements the page speaks of one statement."""
    assert "1 statement is left out of these pages" in plain_text(many(13))


def test_statements_are_numbered_through(page: Markup) -> None:
    """Numbers run from one through front and annex without a gap."""
    numbers = [int(words(e.text).rstrip(".")) for e in page.of_class("number")]
    assert numbers == list(range(1, len(sample().statements) + 1))


def test_gaps_are_named_in_front_and_told_in_the_annex(page: Markup) -> None:
    """The first pages name at most eight gaps; the annex has the text of all."""
    notes = tuple(Note(f"Gap {n}", f"What is said of gap {n}.") for n in range(11))
    markup = read(render_brief(replace(sample(), unknowns=notes)))
    topics = [e for e in markup.all("li") if e.inside("topics")]
    assert [words(e.text) for e in topics] == [f"Gap {n}" for n in range(8)]
    told = [words(e.text) for e in markup.all("dd") if e.inside("remarks") and e.inside("annex")]
    assert told == [note.text for note in notes]


def test_many_absent_parties_run_on_in_the_annex() -> None:
    """The first pages show five parties that are not at the table and count the others."""
    notes = tuple(Note(f"Party {n}", f"Why {n}.") for n in range(7))
    markup = read(render_brief(replace(sample(), absent=notes)))
    names = [e for e in markup.all("dt") if e.inside("remarks")]
    assert [words(e.text) for e in names if e.inside("front")] == [f"Party {n}" for n in range(5)]
    assert [words(e.text) for e in names if e.inside("annex")][-2:] == ["Party 5", "Party 6"]
    assert "2 more are named in Annex B." in render_brief(replace(sample(), absent=notes))


def test_a_note_without_a_heading_is_its_own_heading() -> None:
    """A gap that has only a text shows that text on the first pages."""
    text = plain_text(replace(sample(), unknowns=(Note("", "Nobody has counted the wells."),)))
    assert "* Nobody has counted the wells." in text


def test_what_identifies_the_brief_is_shown(page: Markup) -> None:
    """Date, hash, version, view, scope and reviewer stand in the page, the hash in full, too."""
    meta = sample().meta
    facts = {
        words(e.text)
        for e in page.all("dd")
        if any(p.attributes.get("class") == "facts" for p in e.path)
    }
    assert {meta.as_of, meta.case_hash[:12], meta.case_hash, "zopa 0.1.0", meta.view} <= facts
    assert {meta.naming, meta.reviewer, meta.schema, meta.version, str(meta.seed)} <= facts


def test_changes_of_the_run_are_named_at_the_top() -> None:
    """A run with changed rows says so in the heading, change by change."""
    markup = read(render_brief(what_if()))
    shown = [words(e.text) for e in markup.all("li") if e.inside("changes")]
    assert shown == list(what_if().meta.changes)
    assert not read(render_brief(sample())).of_class("changes")


def test_unscoped_runs_say_so() -> None:
    """Where every line binds, the heading says that and nothing of consent."""
    unscoped = replace(sample(), meta=replace(sample().meta, scope="always"))
    assert "every line binds every outcome" in render_brief(unscoped)


# --- tables ---


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
    (printed,) = [e for e in page.of_class("on-paper") if finding.id in e.text]
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


# --- every sentence opens ---


def test_ids_are_unique_and_no_link_dangles(page: Markup) -> None:
    """Every link leads to a place within the page, and no two places share a name."""
    ids = page.ids()
    assert len(ids) == len(set(ids))
    targets = [e.attributes["href"] for e in page.all("a")]
    assert targets
    assert all(target.startswith("#") for target in targets)
    assert {target[1:] for target in targets} <= set(ids)
    labels = [
        e.attributes["aria-labelledby"] for e in page.elements if "aria-labelledby" in e.attributes
    ]
    assert set(labels) <= set(ids)


def test_every_statement_opens_to_rows_and_from_there_to_sources(page: Markup) -> None:
    """From each statement, links lead to each row it rests on, and on to all these rest on."""
    links: dict[str, set[str]] = {}
    for element in page.all("a"):
        holder = next((p for p in reversed(element.path) if "id" in p.attributes), None)
        if holder is not None:
            links.setdefault(holder.attributes["id"], set()).add(element.attributes["href"][1:])
    known = cards()
    for item in page.of_class("statement"):
        finding = next(f for f in sample().statements if f.text in words(item.text))
        here = item.attributes["id"]
        assert {anchor("card", address) for address in finding.rests_on} <= links.get(here, set())
        waiting, seen = list(finding.rests_on), set()
        while waiting:
            address = waiting.pop()
            opened = {anchor("card", a) for a in known[address].opens}
            assert opened <= links.get(anchor("card", address), set())
            seen.add(address)
            waiting.extend(set(known[address].opens) - seen)
        if finding.rests_on:
            assert any(address.startswith("sources/") for address in seen)


def test_the_panel_says_derivation_reading_rows_and_id(page: Markup) -> None:
    """Beneath Why stand the derivation, the reading it depends on, each row, and the id."""
    finding = next(f for f in FRONT if f.depends_on)
    (item,) = [e for e in page.of_class("statement") if finding.text in words(e.text)]
    (why,) = [e for e in page.all("details") if item in e.path]
    text = words(why.text)
    assert finding.derivation in text
    assert "It depends on how B3 is read." in text
    assert "basis: statement · expresses · 2025-02-09 · coder JR" in text
    assert f"Reference: {finding.id}" in text
    assert SOURCES["src-note"][0] in text  # the line, its statement, and the source of that


def test_why_opens_by_keyboard_without_a_script(page: Markup) -> None:
    """Every statement has a details element with a summary of its own name, and no script."""
    assert not page.all("script")
    summaries = page.all("summary")
    assert len(summaries) == len(page.all("details")) == len(sample().statements)
    names = [words(e.text) for e in summaries]
    assert names[0] == "Why statement 1"
    assert len(set(names)) == len(names)
    assert all(e.path[-1].tag == "details" for e in summaries)


def test_paper_shows_the_reference_of_each_statement(page: Markup) -> None:
    """On paper the annex has each statement's id, rows and derivation, outside closed panels."""
    annex = [e for e in page.elements if e.inside("annex") and not e.inside("why")]
    register = [e for e in page.all("li") if e.inside("derived")]
    for finding in sample().statements:
        shown = page.of_class("on-paper") if not finding.front else register
        (printed,) = [e for e in shown if finding.id in e.text]
        for address in finding.rests_on:
            assert address.partition("/")[2] in printed.text
        assert any(finding.derivation in words(e.text) for e in annex)


def test_a_derivation_that_statements_share_is_told_once(page: Markup) -> None:
    """Statements of the first pages that were derived alike stand under one derivation."""
    told = [words(e.text) for e in page.all("p") if e.inside("derived")]
    assert len(told) == len(set(told)) < len(FRONT)
    assert "No outcome meets both, and each alone is met by some outcome." in told


def test_a_sentence_that_statements_share_is_told_once() -> None:
    """Two statements in a row with one lead stand under it, by what is their own."""
    lead = "No outcome with any of the following gets past the lines."
    pair = tuple(
        replace(found, lead=lead, item=f"a goal {found.order[-1]}", points=("P.",))
        for found in FRONT[1:3]
    )
    page = read(render_brief(replace(sample(), statements=pair)))
    (shared,) = page.of_class("shared")
    assert words(shared.text) == lead
    assert [words(e.text) for e in page.of_class("said")] == ["A goal 1", "A goal 2"]
    alone = read(render_brief(replace(sample(), statements=pair[:1])))
    assert not alone.of_class("shared")
    assert words(alone.of_class("said")[0].text) == FRONT[1].text


def test_a_point_is_made_once() -> None:
    """A point that has just been made is made in short, or not at all where that is empty."""
    again = ("Also here.", "")
    pair = tuple(replace(found, points=("P.", "Q."), points_again=again) for found in FRONT[1:3])
    text = plain_text(replace(sample(), statements=pair))
    assert [line for line in text.splitlines() if line.startswith("   - ")] == [
        "   - P.",
        "   - Q.",
        "   - Also here.",
    ]


def test_the_panel_tells_a_row_once() -> None:
    """In one panel a row is told under the first row that opens it, and named by the others."""
    finding = replace(FRONT[0], rests_on=("red_lines/A1", "red_lines/A2"))
    page = read(render_brief(replace(sample(), statements=(finding,))))
    (panel,) = page.of_class("panel")
    text = words(panel.text)
    assert text.count(SOURCES["src-gazette"][0]) == 1
    assert "rests on: src-gazette" in text
    (source,) = [e for e in page.all("li") if words(e.text).startswith("src-gazette The Arda")]
    beneath = [words(e.text).split()[0] for e in source.path if e.tag == "li" and e.inside("rows")]
    assert beneath == ["A1", "st-001"]


def test_what_the_gist_tells_opens_no_row_of_its_own() -> None:
    """A row of which the gist says enough is not told again beneath it."""
    card = replace(cards()["statements/st-001"], told=("sources/src-gazette",))
    finding = replace(FRONT[0], rests_on=("statements/st-001",))
    known = {**cards(), "statements/st-001": card}
    page = read(render_brief(replace(sample(), statements=(finding,), cards=known)))
    (panel,) = page.of_class("panel")
    assert SOURCES["src-gazette"][0] not in panel.text


def test_cards_say_which_statements_use_them(page: Markup) -> None:
    """The card of a row links back to the statements that rest on it."""
    (card,) = [e for e in page.of_class("card") if e.attributes["id"] == "card-red_lines.A2"]
    numbers = [
        words(e.text) for e in page.all("a") if card in e.path and "finding" in e.attributes["href"]
    ]
    assert numbers == ["3", "4", "9"]


def test_a_row_without_a_card_is_named_and_not_linked() -> None:
    """A row that the findings hold no card of is named by its address; nothing dangles."""
    finding = replace(FRONT[0], rests_on=("red_lines/Z9", "red_lines/A1"))
    markup = read(render_brief(replace(sample(), statements=(finding,))))
    assert "red_lines/Z9 (this brief has no card of the row)" in words(
        markup.of_class("rows")[0].text
    )
    assert {e.attributes["href"][1:] for e in markup.all("a")} <= set(markup.ids())


def test_equal_ids_of_two_tables_are_told_apart() -> None:
    """Where two rows share an id, the page names both by their address."""
    both = {
        address: Card(address, "row", f"Row of {address}", ())
        for address in ("sources/X", "voices/X")
    }
    finding = replace(FRONT[0], rests_on=tuple(both))
    markup = read(render_brief(replace(sample(), statements=(finding,), cards=both)))
    names = [words(e.text) for e in markup.all("a") if e.inside("rows")]
    assert names == ["sources/X", "voices/X"]


def test_cards_that_rest_on_each_other_end() -> None:
    """Two cards that open each other do not make the page endless."""
    ring = {
        "statements/a": Card("statements/a", "statement", "A", (), ("statements/b",)),
        "statements/b": Card("statements/b", "statement", "B", (), ("statements/a",)),
    }
    finding = replace(FRONT[0], rests_on=("statements/a",))
    markup = read(render_brief(replace(sample(), statements=(finding,), cards=ring)))
    assert {e.attributes["href"][1:] for e in markup.all("a")} <= set(markup.ids())


# --- opens from disk, and nothing else ---


def policy_of(page: Markup) -> dict[str, str]:
    """Return the directives of the content security policy."""
    (meta,) = [e for e in page.all("meta") if "http-equiv" in e.attributes]
    assert meta.attributes["http-equiv"] == "Content-Security-Policy"
    pairs = (part.strip().partition(" ") for part in meta.attributes["content"].split(";"))
    return {name: value for name, _, value in pairs}


@pytest.mark.parametrize("findings", [sample(), what_if(), empty()])
def test_policy_allows_the_style_sheet_and_nothing_else(findings: Findings) -> None:
    """The policy names the hash of the one style sheet; there is no script and no other style."""
    text = render_brief(findings)
    page = read(text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
    assert policy_of(page) == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not any("style" in e.attributes for e in page.elements)
    assert text.index("Content-Security-Policy") < text.index("<style>")


def test_nothing_is_fetched(page: Markup) -> None:
    """No element loads anything, and addresses occur as text only."""
    loading = {"script", "link", "img", "iframe", "object", "embed", "base", "form", "video"}
    assert not page.all(*loading)
    assert not any({"src", "srcset", "action", "ping"} & e.attributes.keys() for e in page.elements)
    text = render_brief(sample())
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert "url(" not in style
    assert "@import" not in style
    assert "https://example.org/src-note" in text  # a source's address, to be read


def test_same_findings_same_bytes() -> None:
    """Rendering twice gives the same text."""
    assert render_brief(what_if()) == render_brief(what_if())


# --- hostile and foreign texts ---

HOSTILE = (
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</style><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}{0}{name}",
    '\\"; } body { display: none } /*',
    "</title></head><!-- ",
    "javascript:alert(1)",
    "a\n<b>\tc",
)


def hostile(text: str) -> Findings:
    """Return findings that say one text wherever a text may stand."""
    meta = Meta(
        **dict.fromkeys(
            (
                "title",
                "summary",
                "as_of",
                "case_hash",
                "schema",
                "version",
                "handling",
                "naming",
                "reviewer",
                "view",
            ),
            text,
        ),
        changes=(text,),
    )
    finding = Finding(text, text, "answers", True, (0,), text, (text,), (text,), (text,))
    card = Card(text, text, f"x {text}", ((text, f"y {text}"),), (text,), text)
    table = Table(text, text, "sets", (text,), ((f"x {text}",),), text, rows_rest_on=((text,),))
    method = replace(
        sample().methods[0], name=text, question=text, method=text, limits=(text,), sources=(text,)
    )
    note = Note(text, text, (text,))
    return Findings(meta, (finding,), (table,), (method,), {text: card}, (note,), (note,), (text,))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    """A text with tags, quotes or braces adds no element and no attribute, and is shown as is."""
    page, harmless = read(render_brief(hostile(text))), read(render_brief(hostile("Arda")))
    assert [e.tag for e in page.elements] == [e.tag for e in harmless.elements]
    assert [e.attributes.keys() - {"class"} for e in page.elements] == [
        e.attributes.keys() - {"class"} for e in harmless.elements
    ]
    (title,) = page.all("h1")
    assert words(title.text) == words(text)
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert {e.attributes["href"][1:] for e in page.all("a")} <= set(ids)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9._~-]*", name) for name in ids)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_label_stays_a_string_of_the_style_sheet(text: str) -> None:
    """The handling label cannot end the string in which it stands in the page's margin."""
    page = render_brief(hostile(text))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    margins = style[style.rindex("@page") :]
    assert re.fullmatch(
        r'@page \{\n  @top-center \{ content: "(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*"; \}\n'
        r'  @bottom-left \{ content: "(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*"; \}\n'
        r'  @bottom-right \{ content: "Page " counter\(page\) " of " counter\(pages\) ""; \}\n\}\n',
        margins,
    )


def test_names_written_from_right_to_left_are_set_apart() -> None:
    """A card's title in another direction stands in an element that keeps it to itself."""
    name = "\u0623\u0631\u062f\u0627"
    card = replace(cards()["red_lines/A1"], title=name)
    page = read(render_brief(replace(sample(), cards={**cards(), "red_lines/A1": card})))
    assert f"\u2068{name}\u2069" in page.of_class("rows")[0].text
    assert f"\u2068{name}\u2069" in page.of_class("cards")[0].text


def test_signs_that_turn_text_about_do_not_reach_the_page() -> None:
    """Signs that order a text's surroundings are dropped wherever a case's text stands."""
    name = "Arda\u202e \u0623\u0631\u062f\u0627 \u2066(x)\u200f\u2069\u2069"
    text = render_brief(hostile(name))
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]", text)
    assert text.count("\u2068") == text.count("\u2069") > 10
    assert "Arda \u2068\u0623\u0631\u062f\u0627\u2069 (x)" in text


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fr-CA", "ltr")]
)
def test_the_page_names_its_language_and_direction(language: str, direction: str) -> None:
    """The root element carries the language tag and the direction of writing."""
    meta = replace(sample().meta, language=language)
    (root,) = read(render_brief(replace(sample(), meta=meta))).all("html")
    assert root.attributes == {"lang": language, "dir": direction}


# --- structure ---


@pytest.mark.parametrize("findings", [sample(), what_if(), empty(), many(30)])
def test_headings_are_in_order(findings: Findings) -> None:
    """One heading of the first level, then no level is skipped."""
    levels = [int(e.tag[1]) for e in read(render_brief(findings)).all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("findings", [sample(), empty()])
def test_a_reader_finds_the_headings_of_the_field(findings: Findings) -> None:
    """Every brief has the same headings of the second level, whatever is in it."""
    headings = [words(e.text) for e in read(render_brief(findings)).all("h2")]
    assert headings == [
        "Summary",
        "Main findings",
        "Legal considerations",
        "Alternatives considered",
        "What would change this judgement",
        "What is not known",
        "Who is not at the table",
        "How to read these findings",
        "Annex A. Findings in full",
        "Annex B. What is not known, and who is not at the table",
        "Annex C. Methods and their limits",
        "Annex D. Rows of the case",
        "Annex E. Words used",
        "Annex F. How to make this brief again",
    ]


@pytest.mark.parametrize(
    ("naming", "told", "short"),
    [
        ("un", "Names and terms of territory follow the usage of the United Nations.", "as the"),
        ("descriptive", "Names describe places without saying whose they are.", "descriptive"),
        ("own", "Each party is called, and calls places, as it does itself.", "each party's own"),
        ("ours", "Names follow the scheme “ours” of the case.", "ours"),
        ("", "", ""),
    ],
)
def test_names_are_told_in_words(naming: str, told: str, short: str) -> None:
    """The scheme of names is said in words, with a sentence that names take no side."""
    meta = replace(sample().meta, naming=naming)
    page = read(render_brief(replace(sample(), meta=meta)))
    (names,) = page.of_class("names")
    assert words(names.text).startswith(f"{told} No name, term or order of words".strip())
    facts = words(page.of_class("top")[0].text)
    assert ("Names" in facts) is bool(naming)
    assert f"Names{short}" in facts or not naming


def test_first_uses_of_words_lead_to_what_they_mean(page: Markup) -> None:
    """A word of the glossary is a link where the first pages first use it, and only there."""
    links = [e for e in page.all("a") if e.attributes.get("class") == "term"]
    targets = [e.attributes["href"][1:] for e in links]
    assert len(targets) == len(set(targets)) >= 3
    assert "reading" in {words(e.text) for e in links}
    assert all(e.inside("front") for e in links)
    meanings = {e.attributes["id"] for e in page.elements if e.inside("terms") and e.tag == "div"}
    assert set(targets) <= meanings


def test_a_what_if_run_says_so_among_the_alternatives() -> None:
    """The alternatives say whether rows were changed for the run."""
    changed, plain = render_brief(what_if()), render_brief(sample())
    assert "it asks what if, and the case itself stands as it was." in changed
    assert "No row of the case was changed for this run." in plain
    assert "Nothing was asked beside the case as it stands." in render_brief(empty())


def test_landmarks_and_skip_link(page: Markup) -> None:
    """There is one of each landmark, and the first link leads to the main one."""
    for tag in ("header", "nav", "main", "footer"):
        assert len(page.all(tag)) == 1
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#main"}
    assert page.all("main")[0].attributes["id"] == "main"


def test_handling_label_stands_above_and_below_and_on_paper() -> None:
    """The label is on the screen at both ends, and in the margin of every printed page."""
    page = read(render_brief(sample()))
    assert [words(e.text) for e in page.of_class("handling")] == [sample().meta.handling] * 2
    assert "@top-center { content: " in render_brief(sample())
    bare = replace(sample(), meta=replace(sample().meta, handling=""))
    assert not read(render_brief(bare)).of_class("handling")


def test_an_empty_case_gives_a_helpful_page() -> None:
    """Without statements the page says what a finding needs, and links lead somewhere."""
    page = read(render_brief(empty()))
    text = words(page.all("main")[0].text)
    assert "There is nothing to state yet. A finding needs issues with their values" in text
    assert "The case lists no gaps. This does not mean that everything is known" in text
    assert words(page.all("h1")[0].text) == "A case without a title"
    assert {e.attributes["href"][1:] for e in page.all("a")} <= set(page.ids())


def test_only_statements_on_the_law() -> None:
    """Where all statements concern the law, the main findings say where they stand."""
    law = tuple(f for f in FRONT if f.section == "law")
    text = words(read(render_brief(replace(sample(), statements=law))).all("main")[0].text)
    assert "All findings of these pages concern lines that touch the law." in text


# --- size ---


def test_a_panel_of_many_rows_gives_each_the_same_room() -> None:
    """Where too much lies beneath two rows, both open some of it and name the rest together."""
    statements = {
        f"statements/s{n:03d}": Card(f"statements/s{n:03d}", "Statement", f"Said {n}.", ())
        for n in range(400)
    }
    addresses = tuple(statements)
    lines = {
        "red_lines/X": Card("red_lines/X", "Red line", "X", (), addresses[:200]),
        "red_lines/Y": Card("red_lines/Y", "Red line", "Y", (), addresses[200:]),
    }
    finding = replace(FRONT[0], rests_on=tuple(lines))
    findings = replace(sample(), statements=(finding,), cards=lines | statements)
    page = read(render_brief(findings))
    (panel,) = page.of_class("panel")
    told = [words(e.text) for e in page.all("li") if panel in e.path]
    assert len(told) == 150
    assert sum(text.startswith("s0") for text in told) == 74  # of X, beside X itself
    assert sum(text.startswith("s2") for text in told) == 74
    assert "rests on: Statement: 126 rows" in words(panel.text)


def test_2000_statements_fit() -> None:
    """A case with 2,000 statements, all cited, is rendered within its size."""
    statements = {
        f"statements/st-{n:04d}": Card(
            address=f"statements/st-{n:04d}",
            kind="statement",
            title=f"A voice says for the {n}th time that the flow must not fall below forty.",
            entries=(("Voice", "Foreign Ministry"), ("Certainty", "CT"), ("Coder", "JR")),
            opens=("sources/src-note",),
        )
        for n in range(2000)
    }
    addresses = tuple(statements)
    findings = replace(
        many(500),
        cards={**cards(), **statements},
        statements=tuple(
            replace(f, rests_on=addresses[4 * n : 4 * n + 4])
            for n, f in enumerate(many(500).statements)
        ),
    )
    text = render_brief(findings)
    assert len(text.encode()) < 1_700_000
    assert all(f'id="card-statements.st-{n:04d}"' in text for n in range(2000))
