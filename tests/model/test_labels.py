"""What rows are called: by language, by naming scheme, or by their own label."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zopa.case.build import load_case
from zopa.case.case import Case
from zopa.errors import OptionError
from zopa.model.labels import Labels, schemes_of
from zopa.report.text import plain_text
from zopa.run import Request, assess, brief_options, run

CASE = """
case: {title: The strip, naming: un}
parties: [{id: N, name: North}, {id: S, name: South}]
voices: [{id: v, party: N, name: The speaker of North}]
issues: [{id: I, heading: the strip}]
values: [{issue: I, id: a, label: shared}, {issue: I, id: b, label: divided}]
controls: [{issue: I, movers: [N, S]}]
red_lines: [{id: R, parties: N, rule: I = a, strength: insists}]
goals: [{id: G, label: a divided strip, rule: I = b}]
names:
  - {table: issues, row_id: I, scheme: un, language: en, text: the border area}
  - {table: issues, row_id: I, scheme: own, language: en, text: our land}
  - {table: issues, row_id: I, scheme: un, language: fr, text: la zone frontalière}
  - {table: values, row_id: I/a, scheme: un, language: fr, text: partagée}
  - {table: parties, row_id: N, scheme: un, language: fr, text: Nord}
  - {table: goals, row_id: G, scheme: un, language: fr, text: une zone divisée}
  - {table: voices, row_id: v, scheme: own, language: fr, text: La porte-parole}
  - {table: case, row_id: title, scheme: un, language: fr, text: La bande}
"""


def test_coders_are_counted_over_all_tables(path: Path) -> None:
    """Whoever coded a row of the case is one of its coders."""
    case = load_case(path)
    assert Labels(case).coders == frozenset()
    coded = replace(
        case,
        red_lines=tuple(line.model_copy(update={"coder": "AB"}) for line in case.red_lines),
        goals=tuple(goal.model_copy(update={"coder": "CD"}) for goal in case.goals),
    )
    assert Labels(coded).coders == {"AB", "CD"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "strip.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


@pytest.fixture
def case(path: Path) -> Case:
    return load_case(path)


@pytest.mark.parametrize(
    ("language", "scheme", "label"),
    [
        ("en", "", "the border area"),  # the scheme of the case
        ("en", "un", "the border area"),
        ("en", "own", "our land"),
        ("fr", "own", "la zone frontalière"),  # no own term in French: the scheme of the case
        ("fr", "un", "la zone frontalière"),
        ("uk", "un", "the strip"),  # no label in Ukrainian: its own
    ],
)
def test_a_label_is_found_by_scheme_then_by_the_scheme_of_the_case(
    case: Case, language: str, scheme: str, label: str
) -> None:
    labels = Labels(case, language, scheme)
    assert labels.label("issues", "I", "the strip") == label
    assert labels.is_translated("issues", "I") == (label != "the strip")


def test_the_schemes_of_a_case(case: Case) -> None:
    """Its own comes first, then those that its labels name."""
    assert schemes_of(case) == ("un", "own")
    assert schemes_of(Case()) == ()


def test_findings_call_the_rows_by_their_labels(path: Path) -> None:
    """Parties, issues, values, goals and the title are called in the language of the brief."""
    found = run(assess(path, Request(language="fr")), brief_options())
    assert found.meta.title == "La bande"
    assert found.meta.translated == {"title"}
    points = [point for statement in found.statements for point in statement.points]
    assert "R (Nord ; insiste, déclarée) exige « la zone frontalière : partagée »." in [
        point.replace("\u00a0", " ") for point in points
    ]
    assert any("une zone divisée" in statement.text for statement in found.statements)


def test_the_wanted_scheme_has_the_last_word(path: Path) -> None:
    """Own terms are used where they are asked for, and the brief says whose they are."""
    found = run(assess(path, Request(naming="own")), brief_options())
    assert found.meta.naming == "own"
    assert any("our land is shared" in p for s in found.statements for p in s.points)
    page = plain_text(found)
    assert "* Each party is called, and calls places, as it does itself. No name, term or" in page


def test_a_scheme_that_the_case_does_not_know_is_told(path: Path) -> None:
    with pytest.raises(OptionError) as told:
        assess(path, Request(naming="onw"))
    assert str(told.value) == "--names: the case has no naming scheme 'onw'. Did you mean 'own'?"


def test_a_label_of_no_row_is_an_error(tmp_path: Path) -> None:
    """A label must be the label of a row that is there."""
    file = tmp_path / "strip.yaml"
    file.write_text(CASE.replace("row_id: I/a", "row_id: I/x"), encoding="utf-8")
    with pytest.raises(Exception, match="values has no row 'I/x'"):
        assess(file, Request())
