"""The small pictures of positions over time."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest

from tests.lenses.spoken import assessment, said
from zopa.findings import PositionPanel, PositionPanels
from zopa.lens import Assessment
from zopa.lenses import POSITIONS

# The functions of the lens have the names of their modules.
analyse = import_module("zopa.lenses.positions.analyse")
module = import_module("zopa.lenses.positions.charts")
U = {"utterance": "u"}
SHUT = {"target": "shut", "asserted_at": "2025-02-12"}


def panels(found: Assessment, **options: Any) -> tuple[PositionPanel, ...]:
    """Return the small pictures of a case."""
    result = POSITIONS.analyse(found, POSITIONS.options(over_time=True, **options), {})
    charts = POSITIONS.charts(found, result)
    if not charts:
        return ()
    (chart,) = charts
    assert isinstance(chart, PositionPanels)
    return chart.panels


def test_without_positions_over_time_there_is_no_picture() -> None:
    """Where positions were not followed, or none has evidence, nothing is drawn."""
    found = assessment([said("s1")])
    result = POSITIONS.analyse(found, POSITIONS.options(), {})
    assert POSITIONS.charts(found, result) == ()
    assert panels(assessment()) == ()
    assert panels(assessment([said("s1", polarity="u")])) == ()


def test_a_picture_shows_the_days_on_which_something_was_said() -> None:
    """A picture runs to the day asked about, and shows the day before the first statement."""
    (panel,) = panels(assessment([said("s1"), said("s2", "other", **SHUT)]))
    days = panel.series[0].days
    assert {"2025-02-09", "2025-02-10", "2025-02-12", "2025-02-14"} <= set(days)
    assert list(days) == sorted(days)
    assert [one.value for one in panel.series] == ["shut", "half", "open"]
    for series in panel.series:
        assert len(series.p) == len(series.low) == len(series.high) == len(days)
        for low, p, high in zip(series.low, series.p, series.high, strict=True):
            assert low <= p <= high
    assert panel.series[0].p[0] == pytest.approx(1 / 3, abs=0.001)  # nothing was said yet
    assert panel.vacuity[0] == 1
    assert panel.vacuity[-1] < 0.5
    assert panel.title == "Arda on the pass"


def test_a_statement_moves_the_line_on_its_day() -> None:
    """The probability of what a statement speaks for rises on the day on which it is seen."""
    (panel,) = panels(assessment([said("s1"), said("s2", "other", **SHUT)]))
    days = dict(zip(panel.series[0].days, panel.series[0].p, strict=True))
    assert days["2025-02-12"] > days["2025-02-10"] + 0.1


def test_statements_are_marked() -> None:
    """Each statement but a copy has a mark on its day, with its stance and its words."""
    rows = [
        said("s1", **U),
        said("s2", "copy", **U),
        said("s3", "other", polarity="-", asserted_at="2025-02-11"),
        said("s4", "other", polarity="u", asserted_at="2025-02-12", voice="off"),
        said("s5", "other", target_condition="N = 0", asserted_at="2025-02-13"),
    ]
    (panel,) = panels(assessment(rows))
    assert [(mark.statement, mark.day, mark.stance) for mark in panel.marks] == [
        ("s1", "2025-02-10", "+"),
        ("s3", "2025-02-11", "-"),
        ("s4", "2025-02-12", "u"),
        ("s5", "2025-02-13", "+"),
    ]
    assert [mark.voice for mark in panel.marks[1:3]] == ["Minister of Arda", "Office of Arda"]
    assert panel.marks[0].text == "Words of s1."
    assert panel.marks[-1].text == "If the toll is 0: Words of s5."


def test_an_old_statement_is_marked_on_the_first_day_shown() -> None:
    """What was said before the window has its mark at the edge, with its day in words."""
    rows = [said("s1", asserted_at="2024-01-01"), said("s2", "other", **SHUT)]
    (panel,) = panels(assessment(rows))
    first = panel.series[0].days[0]
    assert first >= str(date(2025, 2, 14) - timedelta(days=analyse.WINDOW + 1))
    assert (panel.marks[0].day, panel.marks[0].text) == (first, "2024-01-01: Words of s1.")
    undated = panels(assessment([said("s1", asserted_at=""), said("s2", "other", **SHUT)]))
    assert undated[0].marks[0].day == undated[0].series[0].days[0]


@pytest.mark.parametrize(
    ("link", "kind"),
    [("supersedes", "walk_back"), ("disputes", "dispute"), ("confirms", "contradiction")],
)
def test_what_is_at_odds_has_an_arrow(link: str, kind: str) -> None:
    """An arrow leads from the later statement to the earlier, by the kind of the pair."""
    rows = [said("s1"), said("s2", "other", **SHUT)]
    (panel,) = panels(assessment(rows, [("s2", link, "s1")]))
    assert [(one.kind, one.later, one.earlier) for one in panel.arrows] == [(kind, "s2", "s1")]


def test_no_arrow_leads_to_what_is_not_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the latest statements are marked, arrows to others are left out."""
    rows = [said("s1"), said("s2", "other", **SHUT)]
    monkeypatch.setattr(module, "MOST_MARKS", 1)
    (panel,) = panels(assessment(rows))
    assert [mark.statement for mark in panel.marks] == ["s2"]
    assert panel.arrows == ()


def test_what_is_at_odds_is_drawn_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all positions are drawn, those with statements at odds go before the others."""
    rows = [
        said("s1"),
        said("s2", "other"),
        said("s3", voice="off"),
        said("s4", issue="N", target="0"),
        said("s5", "other", issue="N", target="100"),
    ]
    assert [panel.issue for panel in panels(assessment(rows))] == ["X", "N"]
    monkeypatch.setattr(analyse, "MOST_DRAWN", 1)
    assert [panel.issue for panel in panels(assessment(rows))] == ["N"]
    assert [panel.issue for panel in panels(assessment(rows[:4]))] == ["X"]


def test_a_picture_of_many_days_is_thinned() -> None:
    """A picture shows no more days than there is room for, the last of them the day itself."""
    rows = [
        said(f"s{day}", asserted_at=str(date(2025, 2, 14) - timedelta(days=day)))
        for day in range(0, 100, 2)
    ]
    (panel,) = panels(assessment(rows, sources=[{"id": "wire", "title": "wire"}]))
    days = panel.series[0].days
    assert len(days) == analyse.MOST_DAYS
    assert days[-1] == "2025-02-14"
    assert len(panel.marks) == module.MOST_MARKS
