"""Every sentence of the brief opens: to rows, and from there to sources."""

from __future__ import annotations

from dataclasses import replace

from tests.report.markup import Markup, read, words
from tests.report.sample import FRONT, SOURCES, cards, sample
from zopa.findings import Card
from zopa.report import plain_text, render_brief
from zopa.report.anchors import anchor


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
    (reference,) = [e for e in page.of_class("ref") if item in e.path]
    text = words(why.text)
    assert finding.derivation in text
    assert "It depends on how B3 is read." in text
    assert "basis: statement · expresses · 2025-02-09 · coder JR" in text
    assert words(reference.text) == f"Reference: {finding.id}"
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
        shown = page.of_class("ref") if not finding.front else register
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
    assert len(told) == 40
    assert sum(text.startswith("s0") for text in told) == 19  # of X, beside X itself
    assert sum(text.startswith("s2") for text in told) == 19
    assert "rests on: Statements: 181 rows" in words(panel.text)
