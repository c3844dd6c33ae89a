"""What the lens lays out on the board and draws, on the cases that are shipped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zopa.findings import Bars, BlockingMatrix, Board
from zopa.lens import Assessment
from zopa.lenses.redlines.analyse import Options, RedlinesResult, analyse
from zopa.lenses.redlines.board import board
from zopa.lenses.redlines.charts import charts
from zopa.lenses.redlines.masks import every_reading
from zopa.run import Request, assess, brief_options, run

ROOT = Path(__file__).resolve().parents[3]
FLAGSHIP = ROOT / "cases" / "ukraine-2025-02"
RIVER = ROOT / "cases" / "river.yaml"
FIXTURE = ROOT / "tests" / "cases" / "note-13"


def asked(case: Path, *goals: str) -> tuple[Assessment, RedlinesResult]:
    """Return a case and what the lens finds with a board."""
    assessment = assess(case, Request(goals=goals))
    return assessment, analyse(assessment.model, Options(board=True))


def laid_out(case: Path, *goals: str) -> Board:
    """Return the board of a case."""
    made = board(*asked(case, *goals))
    assert made is not None
    return made


def drawn(case: Path, *goals: str) -> tuple[BlockingMatrix, Bars]:
    """Return the two pictures of a case."""
    matrix, bars = charts(*asked(case, *goals))
    assert isinstance(matrix, BlockingMatrix)
    assert isinstance(bars, Bars)
    return matrix, bars


def test_lines_stand_by_party_and_shared_ones_last() -> None:
    """The flagship's parties come in their order; a line of several parties follows them."""
    made = laid_out(FLAGSHIP, "truce")
    assert [(party.name, len(party.lines)) for party in made.parties] == [
        ("Ukraine", 4),
        ("Russian Federation", 7),
        ("United States", 3),
        ("United Kingdom, France and Other members of NATO and the European Union", 1),
    ]


def test_a_line_has_its_readings_and_the_first_is_the_default() -> None:
    """U1 has three readings in the case's order, with strength, status and date in words."""
    (line,) = (line for line in laid_out(FLAGSHIP, "truce").lines if line.name == "U1")
    assert [reading.id for reading in line.readings] == ["U1b", "U1a", "U1c"]
    assert line.default == 0
    assert line.readings[0].facts == ("expresses", "stated", "not later than 2025-02-14")
    assert line.readings[0].address == "red_lines/U1b"
    assert line.readings[0].demand.startswith("requires that if the fighting is ended")
    assert [reading.text for reading in line.readings] == [
        f"U1 (Ukraine), read as {reading.id}, {reading.demand}" for reading in line.readings
    ]


def test_bits_are_those_of_the_masks() -> None:
    """The bit of each reading is its place among the lines whose masks were counted."""
    assessment, result = asked(FLAGSHIP, "truce")
    made = board(assessment, result)
    assert made is not None
    lines = every_reading(assessment.model, 0, True).lines
    for line in made.lines:
        for reading in line.readings:
            assert assessment.model.words.lines[lines[reading.bit]] == reading.id
    assert result.masks is not None
    assert len(made.goals[0].masks) == len(result.masks[0].masks)


def test_default_counts_are_those_of_the_lens() -> None:
    """With every line standing under its default reading the masks leave what the lens counts."""
    assessment, result = asked(RIVER)
    made = board(assessment, result)
    assert made is not None
    standing = sum(1 << line.readings[line.default].bit for line in made.lines)
    for goal, found in zip(made.goals, result.goals, strict=True):
        left = sum(count for mask, count in goal.masks if not mask & standing)
        assert left == found.answers[0].survivors
        assert sum(count for _, count in goal.masks) == found.count


def test_a_board_without_masks_says_why() -> None:
    """Where masks could not be counted the lines are laid out, and the reason is given."""
    assessment, result = asked(RIVER)
    made = board(assessment, replace(result, masks=None))
    assert made is not None
    assert made.goals == ()
    assert made.lines
    assert made.why_still == (
        "The board does not move here: the case has more than 20 lines and readings, or the sets "
        "of lines that its outcomes break are more than 20,000 or take too long to count."
    )


def test_no_board_unless_asked() -> None:
    """Opening a finding lays out no board; a brief does."""
    assessment = assess(RIVER, Request())
    assert run(assessment, brief_options(board=False)).board is None
    found = run(assessment, brief_options())
    assert found.board is not None
    assert [chart.id for chart in found.charts if chart.id.startswith("redlines/")] == [
        "redlines/blocking-matrix",
        "redlines/lines-by-party",
    ]


def test_the_matrix_shows_the_published_sets() -> None:
    """The fixture's two sets share R6 and U1; parties keep together, in their order."""
    matrix, _ = drawn(FIXTURE, "CF>=2")
    assert [row.name for row in matrix.rows] == ["U1", "R4", "R6", "A3"]
    assert [row.owner for row in matrix.rows][1:3] == ["Russian Federation"] * 2
    (panel,) = matrix.panels
    names = [{matrix.rows[place].name for place in found.members} for found in panel.sets]
    assert names == [{"R4", "R6", "U1"}, {"R6", "U1", "A3"}]
    assert all(found.always for found in panel.sets)
    assert "Lines that are in no such set: R1, R2, R3, R5, U2, U3, A1, A2 and E1." in matrix.caption


def test_a_set_of_some_readings_is_marked() -> None:
    """On the river A3 and B2 conflict under one reading of B2 only; row and caption say so."""
    matrix, _ = drawn(RIVER)
    first = matrix.panels[0].sets[0]
    assert [matrix.rows[place].name for place in first.members] == ["A3", "B2b"]
    assert not first.always
    assert "Hollow dots: the set depends on how a line is read." in matrix.caption
    assert "A3 and B2b" in matrix.description
    (row,) = (row for row in matrix.rows if row.of == "B2")
    assert (row.name, row.line, row.reading, row.is_any) == ("B2b", "B2", "B2b", False)
    assert "the measuring of the flow is done by both sides" in row.text


def members(matrix: BlockingMatrix, goal: int) -> list[list[str]]:
    """Return the sets of a goal by the names of their rows."""
    return [
        [matrix.rows[place].name for place in found.members] for found in matrix.panels[goal].sets
    ]


def test_a_set_has_the_text_of_the_reading_under_which_it_holds() -> None:
    """On the flagship U1 conflicts with A3 and with R4 as U1c alone, and R1 with U2 as either."""
    matrix, _ = drawn(FLAGSHIP, "truce", "settlement")
    assert members(matrix, 0) == [["R7"], ["U1c", "A3"], ["U1c", "R4"]]
    assert members(matrix, 1) == [["U2", "R1"]]
    rows = {row.name: row for row in matrix.rows}
    assert "U1" not in rows
    assert rows["U1c"].text.startswith("requires that if the fighting is not ongoing, then")
    assert rows["R1"].is_any
    assert rows["R1"].reading == "R1a"


@pytest.mark.parametrize("case", [FLAGSHIP, RIVER, FIXTURE], ids=lambda case: case.stem)
def test_each_drawn_set_blocks_as_it_is_read(case: Path) -> None:
    """Under every choice of readings the sets drawn for it are those that the lens found."""
    assessment, result = asked(case)
    matrix, _ = charts(assessment, result)
    assert isinstance(matrix, BlockingMatrix)
    blocked = [goal for goal in result.goals if any(a.is_blocked for a in goal.answers)]
    names = assessment.model.words.lines
    for goal, panel in zip(blocked, matrix.panels, strict=True):
        for answer in goal.answers:
            active = {names[line] for line in answer.active}
            shown = [
                {row.of for row in (matrix.rows[place] for place in found.members)}
                for found in panel.sets
                if all(
                    row.is_any or not row.reading or row.reading in active
                    for row in (matrix.rows[place] for place in found.members)
                )
            ]
            groups = {line: g.name for g in assessment.model.groups for line in g.readings}
            found = [{groups[line] for line in lines} for lines in answer.blocking]
            assert sorted(map(sorted, shown)) == sorted(map(sorted, found))


def test_sets_with_the_law_come_after_the_others() -> None:
    """On the flagship, sets that touch the law are marked and stand last of their goal."""
    matrix, _ = drawn(FLAGSHIP)
    for panel in matrix.panels:
        law = [found.law for found in panel.sets]
        assert law == sorted(law)
    assert any(found.law for panel in matrix.panels for found in panel.sets)
    assert "§: a line of the set touches the Charter" in matrix.caption
    assert "Goals without such a set: an agreement on prisoners." in matrix.caption


def test_sets_that_are_not_drawn_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more sets than fit, the caption says how many are in the tables only."""
    monkeypatch.setitem(charts.__globals__, "MOST_SETS", 1)
    matrix, _ = drawn(FIXTURE, "CF>=2")
    assert len(matrix.panels[0].sets) == 1
    assert matrix.caption.endswith("1 more set is not drawn; the tables hold it.")


def test_nothing_blocked_is_not_drawn() -> None:
    """Where no goal is blocked there is no matrix, and the bars still stand."""
    (bars,) = charts(*asked(FLAGSHIP, "prisoners"))
    assert isinstance(bars, Bars)


def test_a_goal_that_conditions_rule_out_is_named_as_such() -> None:
    """A goal that contradicts itself has no sets, and the caption does not call it free."""
    matrix, _ = drawn(FIXTURE, "CF>=2", "CF = 0 and CF = 1")
    assert len(matrix.panels) == 1
    assert "Goals that the conditions rule out: " in matrix.caption
    assert "Goals without such a set" not in matrix.caption


def test_a_deciding_party_without_lines_has_a_bar() -> None:
    """The fixture's sixth party states no line; its bar has no length."""
    _, bars = drawn(FIXTURE)
    assert bars.bars[-1] == ("Other members of NATO and the European Union", 0)
    assert sum(number for _, number in bars.bars) == 14  # 13 lines, one shared by two parties
