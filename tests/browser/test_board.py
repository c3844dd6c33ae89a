"""The board in a browser: it answers as Python does, by keyboard alone, in time."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import FIXTURE, FLAGSHIP, RIVER, Opens
from tests.browser.test_brief import WCAG
from zopa.factors.counting import Counts
from zopa.findings import Board, Findings
from zopa.lens import Assessment
from zopa.lenses.redlines.masks import every_reading
from zopa.lenses.redlines.sets import blocking_sets
from zopa.lenses.redlines.tally import count_all
from zopa.messages import listing
from zopa.report import render_brief
from zopa.run import Request, assess, brief_options, run

pytestmark = pytest.mark.browser

CHOICES = 150  # random settings of the board that are compared


@dataclass(frozen=True)
class Setting:
    """A goal, the reading of each line, and whether the line stands."""

    goal: int
    read: tuple[int, ...]
    stands: tuple[bool, ...]


@dataclass(frozen=True, eq=False)
class Known:
    """A case, its findings, and for each goal the table of counts that the lens makes."""

    assessment: Assessment
    findings: Findings

    @property
    def board(self) -> Board:
        """The board of the case."""
        assert self.findings.board is not None
        return self.findings.board

    def random_setting(self, draw: random.Random) -> Setting:
        """Make up a setting; most lines stand in one half of them, few in the other."""
        standing = draw.choice((0.9, 0.3))
        return Setting(
            draw.randrange(len(self.board.goals)),
            tuple(draw.randrange(len(line.readings)) for line in self.board.lines),
            tuple(draw.random() < standing for _ in self.board.lines),
        )

    def standing(self, setting: Setting) -> int:
        """Return the lines that stand as a mask."""
        return sum(
            1 << line.readings[among].bit
            for line, among, stands in zip(
                self.board.lines, setting.read, setting.stands, strict=True
            )
            if stands
        )

    def told_in_short(self, setting: Setting, sets: list[list[str]]) -> list[str]:
        """Say sets by names alone, those that touch the law as such."""
        law = {
            line.name
            for line, among in zip(self.board.lines, setting.read, strict=True)
            if line.readings[among].law
        }
        ends = {1: "alone blocks it", 2: "cannot both stand"}
        return [
            f"{listing(found)} {ends.get(len(found), 'cannot all stand')}"
            f"{' (law)' if law & set(found) else ''}"
            for found in sets
        ]

    def answer(self, setting: Setting) -> tuple[int, set[frozenset[str]]]:
        """Return how many outcomes are left, and the minimal blocking sets by name."""
        names = {}
        for line, among, stands in zip(self.board.lines, setting.read, setting.stands, strict=True):
            if stands:
                names[line.readings[among].bit] = line.name
        cube = table(self.assessment, setting.goal)
        for bit in range(cube.ndim):
            cube = cube.take([0, 1] if bit in names else [1], axis=bit)
        cube = cube.reshape([2] * len(names))
        by_axis = [names[bit] for bit in sorted(names)]
        sets = {frozenset(by_axis[axis] for axis in found) for found in blocking_sets(cube > 0)}
        return int(cube.flat[0]), sets - {frozenset()}


@cache
def table(assessment: Assessment, goal: int) -> Counts:
    """Return the counts of a goal over every choice of lines."""
    return count_all(every_reading(assessment.model, goal, True))


@cache
def known(case: Path) -> Known:
    """Read a case and run its lenses, once."""
    assessment = assess(case, Request())
    return Known(assessment, run(assessment, brief_options()))


SET = """(settings) => settings.map(({ goal, read, stands }) => {
  const place = (id) => document.getElementById(id);
  const lines = [...stands.keys()];
  place(`board-goal-${goal}`).checked = true;
  read.forEach((among, line) => {
    const radio = place(`board-reading-${line}-${among}`);
    if (radio) radio.checked = true;
  });
  stands.forEach((line_stands, line) => {
    place(`board-line-${line}`).checked = line_stands;
  });
  place("board-goal-0").dispatchEvent(new Event("change", { bubbles: true }));
  const items = [...document.querySelectorAll("#board-sets > li, #board-law-sets > li")];
  return {
    said: place("board-said").textContent,
    strip: place("board-strip").textContent,
    linked: !place("board-to-left").hidden,
    words: lines.map((line) => place(`board-state-${line}`).textContent),
    sets: items.map((item) => JSON.parse(item.dataset.lines)),
    count: place("board-count").textContent,
    example: place("board-example").textContent,
  };
})"""


def sets_shown(page: Page, where: str = "#board-sets, #board-law-sets") -> list[frozenset[str]]:
    """Return the sets that the board lists, by name."""
    items = page.locator(f":is({where}) > li")
    found = items.evaluate_all("(items) => items.map((item) => item.dataset.lines)")
    return [frozenset(json.loads(names)) for names in found]


@pytest.mark.parametrize("case", [FLAGSHIP, FIXTURE, RIVER], ids=lambda case: case.stem)
def test_the_board_answers_as_python_does(opens: Opens, case: Path) -> None:
    """For random goals, readings and lines set aside: counts, sets, verdict and example agree."""
    here = known(case)
    draw = random.Random(7)
    settings = [here.random_setting(draw) for _ in range(CHOICES)]
    answers = opens(render_brief(here.findings)).evaluate(SET, [vars(one) for one in settings])
    for setting, shown in zip(settings, answers, strict=True):
        left, sets = here.answer(setting)
        goal = here.board.goals[setting.goal]
        assert len(shown["sets"]) == len(sets)
        assert {frozenset(found) for found in shown["sets"]} == sets
        assert shown["count"] == f"Outcomes left, as the issues are cut here: {left:,}."
        said = shown["said"]
        assert f"{'some outcomes' if left else 'no outcome'} with {goal.label} get" in said
        aside = said.partition("Set aside: ")[2].partition(".")[0].replace(" and ", ", ")
        for line, stands in zip(here.board.lines, setting.stands, strict=True):
            assert (line.name in aside.split(", ")) is not stands
        standing = here.standing(setting)
        free = [f"One of them: {e.text}." for e in goal.examples if not e.mask & standing]
        assert shown["example"] in (free if left else ["No outcome is left to show."])
        assert shown["linked"] is bool(left)
        assert shown["words"] == ["stands" if one else "set aside" for one in setting.stands]
        assert shown["strip"] == strip(goal.label, left, here.told_in_short(setting, shown["sets"]))


def strip(goal: str, left: int, told: list[str]) -> str:
    """Return what the strip says: whether a goal is blocked, and by which of the sets."""
    if not told:
        return f"Not blocked: {goal}." if left else f"Blocked: {goal}."
    more = f"; {len(told) - 3} more below." if len(told) > 3 else "."
    return f"Blocked: {goal}. {'; '.join(told[:3])}{more}"


def test_sets_that_touch_the_law_stand_apart(opens: Opens, flagship: str) -> None:
    """A set with a line that carries a legal note stands in the list of its own, and no other."""
    board = known(FLAGSHIP).board
    page = opens(flagship)
    seen = 0
    for goal in range(len(board.goals)):
        page.check(f"#board-goal-{goal}")
        legal = {line.name for line in board.lines if line.readings[line.default].law}
        apart = sets_shown(page, "#board-law-sets")
        assert all(found & legal for found in apart)
        assert not any(found & legal for found in sets_shown(page, "#board-sets"))
        assert page.locator("#board-law").is_visible() is bool(apart)
        seen += len(apart)
    assert seen


def focused(page: Page) -> str:
    """Return the id of the element that has the focus, or its text."""
    return str(page.evaluate("() => document.activeElement.id || document.activeElement.innerText"))


def test_the_board_works_by_keyboard_alone(opens: Opens, river: str) -> None:
    """Tab goes through goal, lines and readings in order; arrows choose, the space bar switches."""
    page = opens(river)
    board = known(RIVER).board
    page.focus("a[href='#board']")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "board-goal-0"
    said = page.text_content("#board-said")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "board-goal-1"
    assert page.text_content("#board-said") != said

    passed = []
    while focused(page) != "board-reset":
        page.keyboard.press("Tab")
        passed.append(focused(page))
        assert len(passed) < 100
    wanted = []
    for place, line in enumerate(board.lines):
        wanted.append(f"board-line-{place}")
        if len(line.readings) > 1:
            wanted.append(f"board-reading-{place}-{line.default}")
    assert [id_ for id_ in passed if id_.startswith(("board-line", "board-reading"))] == wanted

    page.focus("#board-line-0")
    page.keyboard.press("Space")
    assert f"Set aside: {board.lines[0].name}." in (page.text_content("#board-said") or "")
    place = next(n for n, line in enumerate(board.lines) if len(line.readings) > 1)
    page.focus(f"#board-reading-{place}-{board.lines[place].default}")
    page.keyboard.press("ArrowDown")
    other = focused(page)
    assert page.is_checked(f"#{other}")
    among = int(other.rsplit("-", 1)[1])
    assert f"Read as: {board.lines[place].readings[among].id}." in (
        page.text_content("#board-said") or ""
    )
    page.focus("#board-reset")
    page.keyboard.press("Enter")
    assert page.is_checked("#board-goal-0")
    assert page.text_content("#board-said") == said


def test_what_changes_is_announced(opens: Opens, river: str) -> None:
    """The verdict stands in a polite live region, and says something new after every switch."""
    page = opens(river)
    region = page.locator("#board-said")
    assert region.get_attribute("role") == "status"
    assert region.get_attribute("aria-live") == "polite"
    heard = {region.text_content()}
    for box in page.locator(".board [type=checkbox]").all():
        box.uncheck()
        heard.add(region.text_content())
    assert len(heard) == 1 + page.locator(".board [type=checkbox]").count()


SIZES = {"desk": (1440, 900), "half": (720, 900), "phone": (390, 844), "low": (844, 390)}


@pytest.mark.parametrize(("width", "height"), SIZES.values(), ids=SIZES)
def test_a_focused_box_is_not_hidden_by_the_answer(
    opens: Opens, flagship: str, width: int, height: int
) -> None:
    """Going back through the lines, the box with the focus is on the screen and uncovered."""
    page = opens(flagship, viewport={"width": width, "height": height})
    page.check("#board-goal-4")
    page.focus("#board-reset")
    strips = set()
    while "board-goal" not in focused(page):
        page.keyboard.press("Shift+Tab")
        covered, top = page.evaluate("""() => {
          const here = document.activeElement;
          const box = here.getBoundingClientRect();
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          const strip = document.getElementById("board-strip").getBoundingClientRect();
          return [!(top && here.contains(top)), strip.top];
        }""")
        assert not covered, focused(page)
        strips.add(round(top))
    assert 0 in strips


@pytest.mark.parametrize(("width", "height"), SIZES.values(), ids=SIZES)
def test_the_answer_stays_in_sight(opens: Opens, flagship: str, width: int, height: int) -> None:
    """Where a line in the middle is set aside, a strip of a few rows at the top says the answer."""
    page = opens(flagship, viewport={"width": width, "height": height})
    page.check("#board-goal-4")
    page.locator("#board-line-8").evaluate("(box) => box.scrollIntoView({ block: 'center' })")
    page.uncheck("#board-line-8")
    box = page.locator("#board-strip").bounding_box()
    assert box is not None
    assert box["y"] == 0
    assert box["height"] < 100
    assert page.locator("#board-strip").is_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_line_that_is_set_aside_says_so(opens: Opens, river: str) -> None:
    """The word beside the box changes, and the line and its readings look lighter, not disabled."""
    page = opens(river)
    line = page.locator(".board-lines > li").first
    colour = "(one) => getComputedStyle(one).color"
    before = line.evaluate(colour)
    label = line.locator(".choice label").first
    assert " ".join(label.inner_text().split()) == "A1 stands"
    assert page.get_by_role("checkbox", name="A1", exact=True).is_checked()
    label.click()
    assert " ".join(label.inner_text().split()) == "A1 set aside"
    assert line.evaluate(colour) != before
    assert page.locator(".board input:disabled").count() == 0
    page.click("#board-reset")
    assert " ".join(label.inner_text().split()) == "A1 stands"


WALK = """async (options) => {
  const place = (id) => document.getElementById(id);
  const kept = [place("board-live"), place("board-open")];
  for (const part of document.querySelectorAll("section, .contents, .facts")) {
    if (!kept.some((one) => one.contains(part) || part.contains(one))) part.remove();
  }
  for (const link of document.querySelectorAll("[href]")) {
    if (!place(link.hash.slice(1))) link.remove();
  }
  const found = [];
  const look = async (where) => {
    const { violations } = await axe.run(document, options);
    for (const { id, nodes } of violations) {
      found.push(`${where}: ${id} ${nodes.map((node) => node.target)}`);
    }
  };
  for (const goal of document.querySelectorAll("[name=board-goal]")) {
    goal.click();
    await look(goal.id);
  }
  place("board-reset").click();
  const boxes = [...document.querySelectorAll(".board [type=checkbox]")];
  for (const box of boxes) {
    box.click();
    await look(box.id);
    box.click();
  }
  for (const reading of document.querySelectorAll(".board-readings input")) {
    reading.click();
    await look(reading.id);
  }
  for (const box of boxes) box.click();
  await look("all");
  return found;
}"""


@pytest.mark.parametrize(
    ("case", "scheme", "width"),
    [(FLAGSHIP, "dark", 390), (FIXTURE, "light", 1440), (RIVER, "light", 390)],
    ids=["flagship", "note-13", "river"],
)
def test_axe_finds_nothing_in_any_state(opens: Opens, case: Path, scheme: str, width: int) -> None:
    """Every goal, each line set aside, each reading, all set aside: WCAG 2.1 A and AA are kept.

    The rest of the page is taken away first, for time; ``test_brief.py`` looks at all of it.
    """
    page = opens(
        render_brief(known(case).findings),
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    page.evaluate(Axe().axe_script)
    assert page.evaluate(WALK, WCAG) == []


def test_without_a_script_the_table_says_how_the_lines_stand(opens: Opens, river: str) -> None:
    """With scripts off the board is not shown, and the page leads to the table of the annex."""
    page = opens(river, java_script_enabled=False)
    assert not page.locator("#board-live").is_visible()
    assert page.locator("#board-still").is_visible()
    assert not page.locator("#board-left").is_visible()
    assert page.locator("#board-still a").get_attribute("href") == "#board-table"
    rows = page.locator('table[aria-labelledby="board-table"] tbody tr')
    assert rows.count() == len(known(RIVER).board.lines)
    assert page.locator("svg.chart").first.is_visible()
