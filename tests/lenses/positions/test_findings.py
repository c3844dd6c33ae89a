"""What the positions lens says of a small case."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lenses.spoken import assessment, said
from zopa.findings import Finding
from zopa.lens import Assessment
from zopa.lenses import POSITIONS
from zopa.lenses.positions import findings

U = {"utterance": "u"}
SHUT = {"target": "shut", "asserted_at": "2025-02-12"}


def told(found: Assessment, **options: Any) -> dict[str, Finding]:
    """Return the statements of the lens by their id, without what they all begin with."""
    result = POSITIONS.analyse(found, POSITIONS.options(**options), {})
    statements = POSITIONS.statements(found, result)
    assert len({statement.id for statement in statements}) == len(statements)
    return {statement.id.removeprefix("positions/"): statement for statement in statements}


def test_a_case_without_statements_has_no_positions() -> None:
    """Of a case in which nobody says anything, only that is said."""
    shown = told(assessment())
    assert list(shown) == ["summary"]
    assert shown["summary"].text.startswith("0 statements are confirmed")


def test_the_summary_counts_what_counts() -> None:
    """The summary tells what is seen, what is evidence, and how much repeats another report."""
    rows = [
        said("s1", **U),
        said("s2", "copy", **U),
        said("s3", polarity="u"),
        said("s4", asserted_at="2025-02-15", source="other"),
        said("s5", status="proposed"),
    ]
    summary = told(assessment(rows))["summary"]
    assert summary.text == (
        "3 statements are confirmed and were made by the day. Evidence for one value over another: "
        "1, by version 1 of the table of weights."
    )
    assert summary.points == ("1 repeats a report by a source above its own and adds nothing.",)
    weights = [{"factor": "act", "key": "commit", "weight": "0.5"}]
    own = told(assessment(rows[:1], weights=weights))["summary"]
    assert "by version 1+case of the table" in own.text
    assert own.points == ("The case gives its own weights for act/commit.",)


def test_the_summary_rests_on_the_issues() -> None:
    """The numbers of the summary open the issues of the case, which stay few."""
    for rows in ([said("s1")], []):
        assert told(assessment(rows))["summary"].rests_on == ("issues/X", "issues/N")


def test_a_position_opens_its_heaviest_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """A position opens no more statements than can be read, and counts the lighter ones."""
    rows = [said("s1", certainty="PS"), said("s2"), said("s3", "other")]
    assert told(assessment(rows))["A/X"].rests_on == tuple(f"statements/s{n}" for n in (3, 2, 1))
    monkeypatch.setattr(findings, "MOST_OPENED", 1)
    position = told(assessment(rows))["A/X"]
    assert position.rests_on == ("statements/s3",)
    assert position.derivation.endswith("2 lighter statements are in 'zopa positions --json'.")


def test_a_position_names_what_it_rests_on() -> None:
    """A position says how probable each value is, the likeliest first, and on which words."""
    shown = told(assessment([said("s1"), said("s2", "other", certainty="PS", **SHUT)]))
    position = shown["A/X"]
    assert position.text.startswith("Arda on the pass: open ")
    assert "% of it rests on nothing said." in position.text
    assert [point.split(" rests on ")[1].split(":")[0] for point in position.points] == ["s1", "s2"]
    assert position.points[0].endswith("Minister of Arda (Arda), 2025-02-10: “Words of s1.”")
    assert position.rests_on == ("statements/s1", "statements/s2")


def test_a_position_without_evidence_says_so() -> None:
    """Where all that was said is uncommitted, the position is told to rest on nothing."""
    shown = told(assessment([said("s1", polarity="u")]))
    assert shown["A/X"].text == (
        "Arda on the pass: nothing that was said without a condition is evidence for one value "
        "over another."
    )
    assert shown["A/X"].rests_on == ("issues/X", "statements/s1")


def test_a_position_under_a_condition_is_told_apart() -> None:
    """What is said under a condition is a position of its own, whose id names the condition."""
    shown = told(assessment([said("s1", target_condition="N = 0")]))
    assert shown["A/X"].text.startswith("Arda on the pass: nothing that was said")
    assert shown["A/X/N = 0"].text.startswith("Arda on the pass, if the toll is 0: open ")


def test_two_voices_apart_are_told() -> None:
    """The degree of conflict names the voices that are furthest apart."""
    shown = told(assessment([said("s1"), said("s2", voice="off", target="shut")]))
    last = shown["A/X"].points[-1]
    assert last.startswith(
        "Furthest apart are Minister of Arda (s1) and Office of Arda (s2): degree of "
    )
    alone = told(assessment([said("s1"), said("s2", target="shut")]))
    assert not any("Furthest apart" in point for point in alone["A/X"].points)


def test_a_level_is_told_in_its_unit() -> None:
    """A numeric issue has a level with its unit and its interval."""
    shown = told(assessment([said("s1", issue="N", target="50")]))
    assert shown["A/N"].text.startswith("Arda on the toll: 50 crowns, between ")


@pytest.mark.parametrize(
    ("cells", "links", "id_", "text"),
    [
        (
            {"voice": "off"},
            [],
            "within_party/s1/s2",
            "Arda on the pass: Minister of Arda (2025-02-10) and Office of Arda (2025-02-12) "
            "speak for values that exclude each other.",
        ),
        (
            {},
            [],
            "unacknowledged_shift/s1/s2",
            "Arda on the pass: what Minister of Arda said later (2025-02-12) cannot stand beside "
            "the same voice's earlier words (2025-02-10), and does not refer to them.",
        ),
        (
            {"voice": "off"},
            [("s2", "supersedes", "s1")],
            "walk_back/s1/s2",
            "Arda on the pass: Office of Arda (2025-02-12) took back or softened the words of "
            "Minister of Arda (2025-02-10).",
        ),
        (
            {},
            [("s2", "supersedes", "s1")],
            "walk_back/s1/s2",
            "Arda on the pass: Minister of Arda (2025-02-12) took back or softened the same "
            "voice's earlier words (2025-02-10).",
        ),
        (
            {"voice": "off"},
            [("s2", "disputes", "s1")],
            "dispute/s1/s2",
            "Arda on the pass: Office of Arda (2025-02-12) disputes the report of what Minister "
            "of Arda said (2025-02-10).",
        ),
        (
            {"target": "open"},
            [("s2", "contradicts", "s1")],
            "coded/s1/s2",
            "Arda on the pass: the coder reads Minister of Arda (2025-02-12) as contradicting "
            "Minister of Arda (2025-02-10).",
        ),
    ],
)
def test_each_kind_of_odds_has_its_sentence(
    cells: dict[str, str], links: list[tuple[str, str, str]], id_: str, text: str
) -> None:
    """What is at odds is told by its kind, and opens down to both statements."""
    shown = told(assessment([said("s1"), said("s2", "other", **(SHUT | cells))], links))
    assert shown[id_].text == text
    assert shown[id_].rests_on == ("statements/s1", "statements/s2")
    assert shown[id_].section == "contradictions"
    assert shown[id_].points == (
        "s1: Minister of Arda (Arda), 2025-02-10: “Words of s1.”",
        f"s2: {'Office' if cells.get('voice') else 'Minister'} of Arda (Arda), 2025-02-12: "
        "“Words of s2.”",
    )


def test_a_line_that_the_analyst_puts_otherwise_is_told() -> None:
    """What the rule would say is told where the analyst says something else, and only there."""
    given = {"id": "L", "parties": "A", "rule": "X = open", "statements": "s1"}
    line = given | {"basis": "judgement", "strength": "insists", "status": "softened"}
    shown = told(assessment([said("s1")], red_lines=[line]))
    assert shown["line/L"].text == (
        "L stands as “insists, softened” by the analyst's judgement; by its statements alone the "
        "rule would say “expresses, stated”."
    )
    assert shown["line/L"].rests_on == ("red_lines/L", "statements/s1")
    by_rule = told(assessment([said("s1")], red_lines=[line | {"basis": "statement"}]))
    assert "line/L" not in by_rule
    hidden = told(assessment([said("s1")], red_lines=[line | {"known_from": "2025-02-15"}]))
    assert "line/L" not in hidden


def test_what_is_asked_for_alone_is_told() -> None:
    """Asked about a party or an issue, the lens says nothing of others, and no summary."""
    rows = [
        said("s1"),
        said("s2", "other", **SHUT),
        said("s3", principal="B", voice="env"),
        said("s4", issue="N", target="0"),
    ]
    assert set(told(assessment(rows), parties=("B",))) == {"B/X"}
    assert set(told(assessment(rows), issues=("N",))) == {"A/N"}
    assert set(told(assessment(rows), parties=("A",), issues=("X",))) == {
        "A/X",
        "unacknowledged_shift/s1/s2",
    }


def test_a_crowd_of_positions_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more positions or pairs would be said than are, it is said how many are left out."""
    rows = [said("s1"), said("s2", "other", **SHUT), said("s3", issue="N", target="0")]
    assert "more" not in told(assessment(rows))
    monkeypatch.setattr(findings, "MOST_SAID", 1)
    shown = told(assessment(rows))
    assert set(shown) == {"summary", "A/X", "unacknowledged_shift/s1/s2", "more"}
    assert shown["more"].text == (
        "Further positions: 1; further pairs at odds: 0. All are in 'zopa positions --json'."
    )
