"""What was asked beside the default, and what would turn an answer: computed, and even-handed."""

from __future__ import annotations

from typing import Any

from tests.lenses.redlines.test_findings import assessment, line, said

READ = [
    line("U1a", "X = shut", reading_of="U1"),
    line("U1b", "Y = shut", reading_of="U1"),
]
JUDGED = {"id": "C", "rule": "X = open implies Y = open", "basis": "judgement", "kind": "terms"}


def ways(lines: list[dict[str, str]], options: dict[str, Any] | None = None, **more: Any) -> str:
    """Return the one point on what turns the answer on an open pass."""
    (point,) = said(assessment(lines, **more), **options or {})["turning"].points
    return point


def test_a_reading_that_turns_the_answer_is_named() -> None:
    """Another reading leaves something: both statements say so, and name the line."""
    found = said(assessment(READ))
    assert found["readings"].points == ("U1b in place of U1a: the answer turns for an open pass.",)
    assert found["readings"].rests_on == ("red_lines/U1a", "red_lines/U1b")
    assert found["turning"].points == ("an open pass: with another reading of U1.",)


def test_a_reading_that_changes_nothing_says_so() -> None:
    """Where the same lines block under both readings, no answer turns."""
    same = [line("U1a", "Y = shut", reading_of="U1"), line("U1b", "Y = open", reading_of="U1")]
    found = said(assessment([*same, line("R", "X = shut")]))
    assert found["readings"].points == ("U1b in place of U1a: no answer changes.",)


def test_a_reading_may_change_who_blocks() -> None:
    """The answer stays, and another line blocks beside the first: that is said apart."""
    lines = [line("U1a", "Y = shut", reading_of="U1"), line("U1b", "X = shut", reading_of="U1")]
    found = said(assessment([*lines, line("R", "X = shut")]))
    assert found["readings"].points == (
        "U1b in place of U1a: no answer turns, but other lines block an open pass, or further "
        "ones.",
    )
    assert found["turning"].points == (
        "an open pass: if R no longer stands as stated, alone or with others, depending on "
        "how U1 is read.",
    )


def test_without_readings_none_is_told() -> None:
    """A case whose lines have one reading each tells of no other."""
    assert "readings" not in said(assessment([line("R", "X = shut")]))


def test_all_minimal_sets_are_listed_in_the_order_of_the_case() -> None:
    """Where one of two lines would do, both are named, whoever owns them."""
    lines = [line("R", "X = shut or Y = shut"), line("S", "X = shut or Y = open", "B;A")]
    assert ways(lines) == "an open pass: if one of these no longer stands as stated: R, or S."
    assert ways([line("R", "X = shut"), line("S", "X = shut")]) == (
        "an open pass: if R and S together no longer stands as stated."
    )


def test_a_condition_of_judgement_that_turns_the_answer_is_named() -> None:
    """The condition on which the answer rests is named where it is the coder's judgement."""
    point = ways([line("R", "Y = shut", "B;A")], {"judged_too": True}, conditions=[JUDGED])
    assert point == (
        "an open pass: if R no longer stands as stated; without the conditions that are the "
        "coder's judgement (it rests on C)."
    )


def test_scope_that_turns_the_answer_is_named() -> None:
    """A line whose owner need not act binds only where every line does."""
    assert ways([line("R", "X = shut", "B")]) == "an open pass: if every line binds every outcome."


def test_what_nothing_turns_says_so() -> None:
    """An answer that nothing turns is listed with the others."""
    lines = [line("R", "Y = shut")]
    assert ways(lines) == "an open pass: nothing that was asked turns it."


def test_goals_that_the_same_things_turn_are_named_together() -> None:
    """Two goals with the same ways are one point."""
    goals = [
        {"id": "G", "label": "an open pass", "rule": "X = open"},
        {"id": "H", "label": "a change", "rule": "changed(X)"},
    ]
    found = said(assessment([line("R", "X = shut")], goals=goals))
    assert found["turning"].points == ("an open pass; a change: if R no longer stands as stated.",)


def test_a_search_lists_no_more_than_it_found() -> None:
    """Where a search stops, the sets that it found are not called all of them."""
    lines = [line("R", "X = shut or Y = shut"), line("S", "X = shut or Y = open", "B;A")]
    point = ways(lines, {"engine": "search", "most": 1})
    assert "or of others" in point or "which ones depends" in point


def test_goals_ruled_out_and_cases_without_lines_have_no_alternatives() -> None:
    """Without an outcome or without a line there is no answer to turn."""
    ruled_out = [{"id": "C", "rule": "X = shut", "kind": "logic"}]
    assert "turning" not in said(assessment([line("R", "X = shut")], conditions=ruled_out))
    assert "turning" not in said(assessment([]))


def test_no_way_says_who_should_yield() -> None:
    """The statement says what a list of ways means, and names no party."""
    turning = said(assessment([line("R", "X = shut")]))["turning"]
    assert turning.text.endswith("say what conflicts, not who should yield.")
    assert not any(name in " ".join(turning.points) for name in ("Arda", "Bosk"))
    assert turning.front
    assert turning.section == "turning"
