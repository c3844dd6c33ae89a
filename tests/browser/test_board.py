"""The board in a browser: it answers as Python does, by keyboard alone, in time."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import FIXTURE, FLAGSHIP, RIVER, Opens
from zopa.factors.counting import Counts
from zopa.findings import Board, Findings
from zopa.lens import Assessment
from zopa.lenses.redlines.masks import every_reading
from zopa.lenses.redlines.sets import blocking_sets
from zopa.lenses.redlines.tally import count_all
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


def test_a_focused_box_is_not_hidden_by_the_answer(opens: Opens, flagship: str) -> None:
    """Going back through the lines, the box with the focus is on the screen and uncovered."""
    page = opens(flagship, viewport={"width": 1100, "height": 800})
    page.focus("#board-reset")
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate("""() => {
          const box = document.activeElement.getBoundingClientRect();
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return !(top && (top === document.activeElement || document.activeElement.contains(top)));
        }""")
        assert not covered, focused(page)


def test_without_a_script_the_table_says_how_the_lines_stand(opens: Opens, river: str) -> None:
    """With scripts off the board is not shown, and the page leads to the table of the annex."""
    page = opens(river, java_script_enabled=False)
    assert not page.locator("#board-live").is_visible()
    assert page.locator("#board-still").is_visible()
    assert page.locator("#board-still a").get_attribute("href") == "#board-table"
    rows = page.locator('table[aria-labelledby="board-table"] tbody tr')
    assert rows.count() == len(known(RIVER).board.lines)
    assert page.locator("svg.chart").first.is_visible()
