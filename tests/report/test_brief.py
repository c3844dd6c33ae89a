"""The brief: what stands where and under which headings, and that much of it fits."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.report.extremes import many
from tests.report.markup import Markup, read, words
from tests.report.sample import FRONT, cards, empty, sample, what_if
from zopa.findings import Card, Findings, Note
from zopa.report import plain_text, render_brief

FRONT_LIMIT = 12  # the rule of the design for the first two pages


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
    """Date, hash, version, view, scope and reviewer stand in the page."""
    meta = sample().meta
    facts = {
        words(e.text)
        for e in page.all("dd")
        if any(p.attributes.get("class") == "facts" for p in e.path)
    }
    assert {meta.as_of, meta.case_hash, meta.view} <= facts
    assert {meta.naming, meta.reviewer, meta.schema, meta.version, str(meta.seed)} <= facts


def test_a_day_beyond_the_case_is_said_on_the_first_page() -> None:
    """Who asks about a later day than the case reaches is told so in the brief itself."""
    meta = replace(sample().meta, as_of="2025-06-01", coded_until="2025-02-14")
    page = read(render_brief(replace(sample(), meta=meta)))
    facts = words(page.of_class("top")[0].text)
    assert (
        "2025-06-01, but the case was coded up to 2025-02-14: what was said later may be missing"
    ) in facts


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
        "Background",
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
    codes = [e for e in page.all("a") if e.attributes.get("class") == "code"]
    assert {words(e.text): e.attributes["href"] for e in codes}["A1"] == "#card-red_lines.A1"
    meanings = {e.attributes["id"] for e in page.elements if e.inside("terms") and e.tag == "div"}
    assert set(targets) <= meanings


def test_a_what_if_run_says_so_among_the_alternatives() -> None:
    """The alternatives say where rows were changed for the run; so does the foot of each page."""
    changed, plain = render_brief(what_if()), render_brief(sample())
    assert "it asks what if, and the case itself stands as it was." in changed
    assert "<p>What if, with changes · " in changed
    assert "What if" not in plain
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
