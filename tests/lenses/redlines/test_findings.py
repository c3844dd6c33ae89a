"""What the lens says: true of the scope, the readings, the view and the run that were asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.strategies import valid_case
from zopa.findings import Finding
from zopa.ledger import read_ledger
from zopa.lens import Assessment
from zopa.lenses import REDLINES
from zopa.model import Choices, build_model

Row = dict[str, str]
PASS, FORD = {"id": "X", "heading": "the pass"}, {"id": "Y", "heading": "the ford"}


def assessment(lines: list[Row], **more: Any) -> Assessment:
    """Return a case on a pass and a ford: Arda moves the pass, Bosk the ford, Cern nothing."""
    chosen = more.pop("choices", Choices())
    tables = {
        "parties": [
            {"id": "A", "name": "Arda"},
            {"id": "B", "name": "Bosk"},
            {"id": "C", "name": "Cern", "kind": "affected"},
        ],
        "issues": [PASS, FORD],
        "values": [{"issue": issue, "id": id_} for issue in "XY" for id_ in ("shut", "open")],
        "controls": [{"issue": "X", "movers": "A"}, {"issue": "Y", "movers": "B"}],
        "red_lines": lines,
        "goals": [{"id": "G", "label": "an open pass", "rule": "X = open"}],
    }
    case = valid_case({name: rows for name, rows in (tables | more).items() if rows})
    ledger = read_ledger(case)
    return Assessment(case, ledger, build_model(ledger, chosen), chosen)


def said(found: Assessment, **options: Any) -> dict[str, Finding]:
    """Return the statements of the lens by their id, without what they all begin with."""
    result = REDLINES.analyse(found, REDLINES.options(**options), {})
    statements = REDLINES.statements(found, result)
    assert len({statement.id for statement in statements}) == len(statements)
    return {statement.id.removeprefix("redlines/"): statement for statement in statements}


def line(id_: str, rule: str, parties: str = "A", **more: str) -> Row:
    """Return a red line."""
    return {"id": id_, "parties": parties, "rule": rule} | more


def test_what_survives_by_scope_alone_is_said() -> None:
    """An outcome that breaks a line which does not bind it gets past the lines, and it is told."""
    found = said(assessment([line("R", "X = shut", "C")]))
    verdict = found["X=open/verdict"]
    assert verdict.text == "Some outcomes with an open pass get past the stated lines."
    assert verdict.points == (
        "Every outcome that gets past breaks a line that does not bind it: none of the line's "
        "owners must act for it.",
    )
    assert "the answer would differ for: an open pass." in found["scope"].text
    unscoped = said(assessment([line("R", "X = shut", "C")]), scoped=False)
    assert unscoped["X=open/verdict"].text.startswith("No outcome with an open pass gets past")
    assert "scope" not in unscoped


def test_lines_that_bind_always_are_excepted() -> None:
    """The scope is said of the lines that it concerns; where it concerns none, not at all."""
    always = line("R", "X = shut", "C", scope="always")
    mixed = said(assessment([always, line("S", "Y = shut", "B")]))
    assert mixed["scope"].text == (
        "Except for R, a line is taken to bind only outcomes that one of its owners must act "
        "for. If every line bound every outcome, no answer under the default readings would "
        "differ."
    )
    assert "controls/X///A" in mixed["scope"].rests_on
    assert "scope" not in said(assessment([always]))


@pytest.mark.parametrize(
    ("conditions", "goal", "text"),
    [
        (
            ["X = shut or Y = open", "Y = shut or X = open", "X = shut or Y = shut"],
            "X = open",
            "Every outcome with an open pass is ruled out by the conditions C0 and C2.",
        ),
        (
            [],
            "X = open and X = shut",
            "The goal contradicts itself: there is no outcome with “the condition on the pass "
            "cannot hold”.",
        ),
    ],
)
def test_what_rules_a_goal_out_is_named(conditions: list[str], goal: str, text: str) -> None:
    """A goal without outcomes is no matter of lines, and the empty set of lines is no finding."""
    rows = [{"id": f"C{number}", "rule": rule} for number, rule in enumerate(conditions)]
    found = said(
        assessment([line("R", "Y = shut", "B")], conditions=rows, choices=Choices(goals=(goal,)))
    )
    (verdict,) = [statement for id_, statement in found.items() if id_.endswith("/verdict")]
    assert verdict.text == text
    assert not any("blocking" in id_ for id_ in found)
    assert not any(address.startswith("red_lines/") for address in verdict.rests_on)


def test_what_a_view_holds_is_said_with_everything() -> None:
    """A view's held values are named as such, and never told as a fact of the conflict."""
    views = [{"id": "V", "keep": "Y"}, {"id": "W", "keep": "X", "held": "Y=open"}]
    lines = [line("R", "X = shut or Y = shut"), line("S", "Y = shut", "B")]
    held = said(assessment(lines, views=views, choices=Choices(view="V", goals=("X = open",))))
    assert held["X=open/verdict"].text == (
        "The values that the view holds rule out every outcome with an open pass."
    )
    found = said(assessment(lines, views=views, choices=Choices(view="W")))
    verdict = found["X=open/verdict"]
    assert verdict.text == (
        "No outcome with an open pass gets past the lines that count in this run."
    )
    assert verdict.points == (
        "This line alone blocks it: R (Arda) requires that the pass is shut or the ford is shut.",
        "In this view some issues that R speaks of are held as they are: on the whole case the "
        "answer may differ.",
    )
    view = found["view"]
    assert view.front
    assert view.text == (
        "In the view W some issues are held, and everything here is said of that part of the "
        "case only: the ford is open."
    )
    assert found["view/S"].text == "Line S is settled outside the view: the held values break it."
    without = assessment([lines[1]], views=views, choices=Choices(view="W"))
    assert said(without)["X=open/verdict"].text == (
        "No line counts here, so none speaks against an open pass."
    )


def test_held_values_that_break_a_line_are_said_where_something_is_left() -> None:
    """A line that the view breaks is named beside an answer that is open."""
    views = [{"id": "W", "keep": "X", "held": "Y=open"}]
    lines = [line("R", "X = open"), line("S", "Y = shut", "B")]
    found = said(assessment(lines, views=views, choices=Choices(view="W")))
    assert found["X=open/verdict"].points == (
        "The values that the view holds break lines that are not asked here: S.",
    )


def test_without_lines_nothing_is_said_to_meet_them() -> None:
    """Where no line counts that is said, and no tally is drawn."""
    for lines in ([], [line("H", "X = shut", strength="hints")]):
        found = said(assessment(lines))
        assert found["X=open/verdict"].text == (
            "No line counts here, so none speaks against an open pass."
        )
        assert "tally" not in found


READINGS = [
    line("Ra", "Y = shut", "A;B", reading_of="R"),
    line("Rb", "X = shut", "A;B", reading_of="R"),
]


def test_what_depends_on_a_reading_says_so() -> None:
    """A verdict, and what holds with lines set aside, names the readings on which it rests."""
    found = said(assessment(READINGS))
    verdict = found["X=open/verdict"]
    assert verdict.text == (
        "Whether any outcome with an open pass gets past the stated lines depends on how R is read."
    )
    assert verdict.points == (
        "Read as Ra: some get past them.",
        "Read as Rb: none gets past them.",
    )
    assert verdict.depends_on == ("R",)
    left = found["X=open/open"]
    assert (
        left.text
        == "Under the default readings some outcomes with an open pass get past every line."
    )
    assert not left.front
    assert left.points == (
        "Outcomes left, as the issues are cut here: 1.",
        "The one nearest to the status quo: the pass is open.",
    )
    both = [*READINGS, line("S", "X = shut")]
    found = said(assessment(both))
    assert found["X=open/verdict"].text == (
        "No outcome with an open pass gets past the stated lines. This holds under every reading "
        "that the case gives of R."
    )
    aside = found["X=open/concession/S"]
    assert aside.text == (
        "Under the default readings of R: with S set aside, some outcomes with an open pass get "
        "past the others."
    )
    assert aside.depends_on == ("R",)


def test_a_search_that_stops_says_what_it_has_not_asked() -> None:
    """Combinations of readings that were not asked are said in the sentence itself."""
    lines = [
        line(f"{name}{number}", rule, "A;B", reading_of=name)
        for name in "PQRST"
        for number, rule in enumerate(("Y = shut", "Y = shut or X = shut"))
    ]
    found = said(assessment([*lines, line("Z", "X = shut")]), engine="search")
    assert found["X=open/verdict"].text.endswith(
        "Only 12 combinations of readings were asked; another may give another answer."
    )


def test_a_capped_search_claims_no_more_than_it_found() -> None:
    """Where a search stops at its cap it says that there may be more, and compares no sets."""
    lines = [line(f"R{number}", "X = shut") for number in range(4)]
    found = said(assessment(lines), engine="search", most=2)
    assert "There may be more such sets than the search lists." in found["X=open/verdict"].points
    assert found["scope"].text.endswith("no answer under the default readings would differ.")


def test_judged_conditions_say_which_way_the_answer_turns() -> None:
    """Without a judged condition the answer turns, and both statements say which way."""
    conditions = [{"id": "K", "rule": "X = shut or Y = open", "basis": "judgement"}]
    lines = [line("R", "Y = shut", "B")]
    found = said(assessment(lines, conditions=conditions), judged_too=True)
    assert found["judged-conditions"].text == (
        "Some conditions are the coder's judgement. Without them the answer under the default "
        "readings differs for: an open pass (some outcomes would get past the lines)."
    )
    assert found["X=open/verdict"].points[-1] == (
        "Without the conditions that are the coder's judgement some outcomes would get past the "
        "lines."
    )
    harmless = [{"id": "K", "rule": "X = shut or Y = shut", "basis": "judgement"}]
    found = said(assessment(lines, conditions=harmless), judged_too=True)
    assert found["judged-conditions"].text.endswith(
        "Without them no answer under the default readings differs."
    )


def test_the_law_is_quoted_and_no_line_is_said_to_rest_on_it() -> None:
    """Sets with a line that touches the law stand apart, with the note that says how."""
    lines = [
        line("R", "X = shut", legal_note="charter; jus_cogens: the line asks for a breach"),
        line("S", "X = shut", "B;A", legal_note="constitution"),
    ]
    found = said(
        assessment(
            lines, goals=[{"id": "G", "rule": "X = open"}, {"id": "H", "rule": "changed(X)"}]
        )
    )
    law = found["law"]
    assert law.text == (
        "Some lines that cannot all stand touch the Charter, jus cogens or a constitution: R and S."
    )
    assert law.points[0].startswith("With “the pass is open”; ")
    assert law.points[-2:] == (
        "R touches the Charter of the United Nations and peremptory norms (jus cogens): “the line "
        "asks for a breach”.",
        "S touches a constitution.",
    )
    assert len(set(law.points)) == len(law.points)
    assert found["X=open/verdict"].points == (
        "R (Arda) alone blocks it; S (Bosk and Arda) alone blocks it.",
        "This touches the Charter, jus cogens or a constitution; what each line says is set out "
        "apart.",
    )
    assert found["X=open/verdict"].points_again == (
        "R alone blocks it; S alone blocks it here, too.",
        "",
    )


def test_the_law_under_some_readings_only_is_said_apart() -> None:
    """A set that touches the law under one reading of a line is named by that reading."""
    lines = [
        line("R", "X = shut", legal_note="charter"),
        line("U1a", "Y = shut", "B;A", reading_of="U1", legal_note="constitution: no matter"),
        line("U1b", "X = shut", "B;A", reading_of="U1", legal_note="constitution: a breach"),
    ]
    law = said(assessment(lines))["law"]
    assert law.text.endswith("touch the Charter, jus cogens or a constitution: R and U1.")
    assert law.points == (
        "With an open pass: R alone blocks it.",
        "With an open pass, under some readings only: U1b alone blocks it.",
        "R (Arda) requires that the pass is shut.",
        "U1 (Bosk and Arda), read as U1b, requires that the pass is shut.",
        "R touches the Charter of the United Nations.",
        "U1 touches a constitution: “a breach”.",
    )
    assert law.rests_on == ("goals/G", "red_lines/R", "red_lines/U1b")
    (alone,) = [found for id_, found in said(assessment(lines[1:])).items() if id_ == "law"]
    assert alone.points[0] == "With an open pass, under some readings only: U1b alone blocks it."


def test_the_note_of_another_reading_is_none_of_a_set() -> None:
    """A set that holds under a reading without a legal note does not touch the law."""
    lines = [
        line("U1a", "Y = shut", "B;A", reading_of="U1", legal_note="constitution: no matter"),
        line("U1b", "X = shut", "B;A", reading_of="U1"),
    ]
    assert "law" not in said(assessment(lines))


def test_many_sets_under_some_readings_are_not_all_named() -> None:
    """The first pages name six such sets of a goal; the annex has the others."""
    lines = [
        one
        for n in range(8)
        for one in (
            line(f"L{n}a", "Y = shut", reading_of=f"L{n}"),
            line(f"L{n}b", "X = shut", reading_of=f"L{n}", legal_note="charter"),
        )
    ]
    (told,) = [p for p in said(assessment(lines))["law"].points if "some readings only" in p]
    assert told.count("alone blocks it") == 6
    assert told.endswith("; others stand in the annex.")


def test_the_tally_counts_those_who_decide_and_have_no_line() -> None:
    """An uneven list is seen: a deciding party without a line counts nought."""
    lines = [line("R", "X = shut"), line("S", "Y = shut", "A", status="softened")]
    tally = said(assessment(lines))["tally"]
    assert tally.text.startswith(
        "Lines that count, by party: Arda\u00a02, Bosk\u00a00. An uneven list"
    )
    assert tally.points == (
        "Put more softly since they were first stated, and counted as stated: S.",
    )


def test_a_goal_that_is_asked_twice_is_answered_once() -> None:
    """The same rule in two spellings, or by id and by rule, gives one answer."""
    choices = Choices(goals=("X = open", "G", "X=open"))
    found = said(assessment([line("R", "X = shut")], choices=choices))
    assert [id_ for id_ in found if id_.endswith("verdict")] == ["X=open/verdict"]
