"""The brief in a browser: offline, accessible, on paper, with hostile names, and large."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import FLAGSHIP, Opens, findings_of
from tests.report.extremes import HOSTILE, hostile, many
from tests.report.pictures import PANELS, at_length, lineage, positions, with_pictures
from tests.report.sample import board, charts, empty, sample
from zopa.findings import Card
from zopa.report import render_brief
from zopa.report.charts import draw

pytestmark = pytest.mark.browser

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def violations(page: Page, **more: object) -> list[str]:
    """Return what axe-core finds against WCAG 2.1 A and AA, with the places."""
    found = Axe().run(page, options={**WCAG, **more}).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']][:5]}" for rule in found]


def test_axe_finds_nothing_in_the_flagship(opens: Opens, flagship: str) -> None:
    """The flagship's brief keeps WCAG 2.1 A and AA; contrast is measured on smaller briefs."""
    assert violations(opens(flagship), rules={"color-contrast": {"enabled": False}}) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360)])
def test_axe_finds_nothing(opens: Opens, river: str, scheme: str, width: int) -> None:
    """Nor is there anything wrong on a wide, light screen, or on a narrow, dark one."""
    page = opens(river, color_scheme=scheme, viewport={"width": width, "height": 900})
    assert violations(page) == []


def test_axe_finds_nothing_when_everything_is_open(opens: Opens, river: str) -> None:
    """Nor where every panel is open and lines are set aside."""
    page = opens(river)
    page.eval_on_selector_all("details", "(all) => all.forEach((one) => { one.open = true; })")
    for box in page.locator(".board [type=checkbox]").all():
        box.uncheck()
    assert violations(page) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_in_pictures(opens: Opens, scheme: str, width: int) -> None:
    """Nor in positions over time and a lineage, with their tables open."""
    page = opens(
        render_brief(with_pictures()),
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    page.eval_on_selector_all("details", "(all) => all.forEach((one) => { one.open = true; })")
    assert violations(page) == []


@pytest.mark.parametrize("name", ["sample", "empty"])
def test_axe_finds_nothing_in_other_briefs(opens: Opens, name: str) -> None:
    """Nor in a brief without a board, nor in one of an empty case."""
    page = opens(render_brief({"sample": sample, "empty": empty}[name]()))
    assert violations(page) == []


def test_why_opens_by_keyboard_and_leads_to_rows(opens: Opens, river: str) -> None:
    """Enter on Why opens its panel; a link in it leads to the row's card."""
    page = opens(river)
    why = page.locator("details.why").first
    assert not why.locator(".panel").is_visible()
    why.locator("summary").focus()
    page.keyboard.press("Enter")
    assert why.locator(".panel").is_visible()
    link = why.locator(".panel a").first
    link.focus()
    page.keyboard.press("Enter")
    target = link.get_attribute("href") or ""
    assert page.evaluate("() => location.hash") == target
    assert page.locator(f'[id="{target[1:]}"]').is_visible()


@pytest.mark.parametrize(
    ("width", "kind"), [(320, "narrow"), (390, "narrow"), (720, "narrow"), (1440, "wide")]
)
def test_pictures_fit_the_screen(opens: Opens, flagship: str, width: int, kind: str) -> None:
    """One drawing is shown, whole and with its dots; nothing scrolls sideways, open or shut."""
    page = opens(flagship, viewport={"width": width, "height": 800})
    matrix = page.locator(".front .picture")
    other = {"wide": "narrow", "narrow": "wide"}[kind]
    assert matrix.locator(f".{kind}").is_visible()
    assert not matrix.locator(f".{other}").is_visible()
    page.eval_on_selector_all("details", "(all) => all.forEach((one) => { one.open = true; })")
    for picture in page.locator("svg.chart:visible").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert matrix.locator("circle:visible").count() >= 12
    for name in (".picture", ".behind .scroll"):
        wider = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).length"
        assert page.eval_on_selector_all(name, wider) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "columns", "kind"), [(320, 1, "narrow"), (1440, 2, "wide")])
def test_pictures_of_sections_fit_the_screen(
    opens: Opens, width: int, columns: int, kind: str
) -> None:
    """Positions stand side by side where there is room, and a lineage has a narrow drawing."""
    page = opens(render_brief(with_pictures()), viewport={"width": width, "height": 900})
    boxes = [box.bounding_box() for box in page.locator("svg.position").all()]
    assert len({round(box["x"]) for box in boxes if box}) == columns
    assert page.locator(f".{kind} svg.tree").first.is_visible()
    for picture in page.locator("svg.chart:visible").all():
        box = picture.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1440])
def test_texts_of_pictures_do_not_overlap(opens: Opens, width: int) -> None:
    """As the browser measures them, no two texts of one picture lie upon each other."""
    long = replace(positions(*map(at_length, PANELS)), id="positions/long")
    made = replace(sample(), charts=(positions(), long, lineage(60)))
    page = opens(render_brief(made), viewport={"width": width, "height": 900})
    found = page.evaluate(
        """() => [...document.querySelectorAll("svg.chart")].flatMap((svg) => {
          const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim());
          const boxes = texts.map((one) => one.getBBox());
          return texts.flatMap((one, i) => texts.slice(i + 1).filter((other, j) => {
            const a = boxes[i], b = boxes[i + 1 + j];
            const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
            const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
            return across > 1 && down > 4;  // a box has room above and below its letters
          }).map((other) => [one.textContent, other.textContent]));
        })"""
    )
    assert found == []


def test_pictures_of_sections_print(opens: Opens) -> None:
    """On paper the positions stand side by side, and no drawing is wider than the page."""
    page = opens(render_brief(with_pictures()))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 627, "height": 900})
    boxes = [one.bounding_box() for one in page.locator("svg.chart").all() if one.is_visible()]
    assert len(boxes) == sum(len(draw(chart).pictures) for chart in with_pictures().charts)
    for box in boxes:
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 627
        assert box["height"] < 900
    assert len({round(box["x"]) for box in boxes if box}) == 2


def test_pictures_grow_with_the_size_of_the_text(opens: Opens, river: str) -> None:
    """With letters twice as large a picture is, too, or its narrow drawing takes its place."""
    page = opens(river, viewport={"width": 1440, "height": 900})
    bars = page.locator(".annex .picture .wide svg.bars").last
    before = bars.bounding_box()
    page.evaluate("() => { document.documentElement.style.fontSize = '125%'; }")
    after = bars.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] == pytest.approx(before["width"] * 20 / 17, rel=0.01)
    page.evaluate("() => { document.documentElement.style.fontSize = '250%'; }")
    assert not bars.is_visible()
    narrow = page.locator(".annex .picture .narrow svg.bars").last.bounding_box()
    assert narrow is not None
    assert narrow["width"] > 600


def pages_of(document: bytes) -> int:
    """Count the pages of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", document))


def test_paper_shows_the_board_as_it_was_at_first(opens: Opens, flagship: str) -> None:
    """In print the board gives way to the table of lines; the pictures fit on the page."""
    page = opens(flagship)
    page.uncheck("#board-line-0")
    page.emulate_media(media="print")
    assert not page.locator("#board-live").is_visible()
    assert not page.locator("#board-open").is_visible()
    assert page.locator("#board-table").is_visible()
    page.set_viewport_size({"width": 627, "height": 900})  # A4 without its margins
    pictures = [one for one in page.locator("svg.chart").all() if one.is_visible()]
    assert len(pictures) == sum(len(draw(one).pictures) for one in findings_of(FLAGSHIP).charts)
    for picture in pictures:
        box = picture.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 627
    assert "Set aside: " not in page.locator("body").inner_text()


def test_the_brief_prints(opens: Opens, river: str, flagship: str) -> None:
    """A4 and Letter give pages of that size, and a larger case gives more of them."""
    small, large = opens(river), opens(flagship)
    a4 = small.pdf(format="A4", prefer_css_page_size=False)
    letter = small.pdf(format="Letter")
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12]", a4)
    assert re.search(rb"/MediaBox\s*\[0 0 612 792", letter)
    assert 5 < pages_of(a4) < pages_of(large.pdf(format="A4"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_do_nothing(opens: Opens, text: str) -> None:
    """Whatever a name holds, it is shown as text; no script of its own runs, no element is made."""
    made = replace(hostile(text), board=board(text), charts=charts(text))
    page = opens(render_brief(made))
    shown = " ".join(text.split())
    for place in ("h1", "#board-said", ".board-party legend", "#board-sets li"):
        told = " ".join((page.locator(place).first.text_content() or "").split())
        assert shown in told
    page.uncheck("#board-line-0")
    assert "Set aside: " + shown in " ".join((page.text_content("#board-said") or "").split())
    harmless = opens(render_brief(replace(hostile("a"), board=board("a"), charts=charts("a"))))
    harmless.uncheck("#board-line-0")
    count = "() => document.querySelectorAll('*:not(text)').length"
    assert page.evaluate(count) == harmless.evaluate(count)


def test_2000_statements_open(opens: Opens) -> None:
    """A brief with 2,000 statements opens, and the last one's Why leads to its row.

    How long that takes, and a switch on a board, is measured in ``benchmarks/pages.py``.
    """
    found = many(2000)
    rows = {
        f"statements/st-{n:04d}": Card(f"statements/st-{n:04d}", "statement", f"Said {n}.", ())
        for n in range(2000)
    }
    cited = tuple(
        replace(one, rests_on=(address,))
        for one, address in zip(found.statements, rows, strict=True)
    )
    page = opens(render_brief(replace(found, statements=cited, cards={**found.cards, **rows})))
    assert page.locator(".statement").count() == 2000
    last = page.locator(".statement").last
    row = last.get_attribute("data-rests-on")
    last.locator("summary").click()
    last.locator(".panel .rows a").click()
    assert row
    assert page.url.endswith(f"#{row}")
    assert page.locator(f"[id='{row}']").is_visible()
