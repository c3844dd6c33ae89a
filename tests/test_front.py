"""What the first two pages may say does not depend on how issues are cut or parties named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zopa.case.build import load_case
from zopa.case.case import Case
from zopa.findings import Findings
from zopa.ledger import read_ledger
from zopa.lens import Assessment
from zopa.model import Choices, build_model
from zopa.run import brief_options, run

ROOT = Path(__file__).resolve().parent.parent
FLAGSHIP = ROOT / "cases" / "ukraine-2025-02"
FIXTURE = ROOT / "tests" / "cases" / "note-13"

SYMMETRIC = """\
case: {title: Two of a kind}
parties: [{id: P, name: North}, {id: Q, name: South}]
issues: [{id: X, heading: the pass}, {id: Y, heading: the ford}]
values: [{issue: X, id: shut}, {issue: X, id: open}, {issue: Y, id: shut}, {issue: Y, id: open}]
controls: [{issue: X, movers: P;Q}, {issue: Y, movers: P;Q}]
red_lines:
  - {id: L1, parties: P, rule: X = open implies Y = shut, strength: refuses}
  - {id: L2, parties: Q, rule: X = open implies Y = open, strength: refuses}
goals: [{id: G, label: an open pass, rule: X = open}]
"""


def findings_of(case: Case) -> Findings:
    """Return the findings of a brief."""
    ledger = read_ledger(case)
    choices = Choices()
    return run(Assessment(case, ledger, build_model(ledger, choices), choices), brief_options())


def front(case: Case) -> list[tuple[str, tuple[str, ...]]]:
    """Return every sentence of the first two pages."""
    return [(finding.text, finding.points) for finding in findings_of(case).front]


def split(case: Case, issue: str, value: str) -> Case:
    """Split a value into two copies that no rule tells apart."""
    values = []
    for row in case.values:
        values.append(row)
        if (row.issue, row.id) == (issue, value):
            values.append(row.model_copy(update={"id": f"{value}-copy"}))
    controls = [
        row.model_copy(update={"to_values": (*row.to_values, f"{value}-copy")})
        if row.issue == issue and value in row.to_values
        else row
        for row in case.controls
    ]
    return replace(case, values=tuple(values), controls=tuple(controls))


@pytest.mark.parametrize(
    ("path", "issue", "value"),
    [(FIXTURE, "NAT", "3"), (FIXTURE, "FRC", "4"), (FIXTURE, "MON", "2"), (FLAGSHIP, "NAT", "3")],
    ids=["note-13 NAT", "note-13 FRC", "note-13 MON", "flagship NAT"],
)
def test_splitting_a_value_changes_no_front_sentence(path: Path, issue: str, value: str) -> None:
    """Copies of a value that no rule tells apart change counts, but no sentence of the front."""
    case = load_case(path)
    finer = split(case, issue, value)
    assert len(finer.values) == len(case.values) + 1
    assert front(finer) == front(case)


def test_symmetric_parties_are_worded_alike(tmp_path: Path) -> None:
    """Swapping the names of two parties swaps them in the wording and changes nothing else."""
    target = tmp_path / "case.yaml"
    target.write_text(SYMMETRIC)
    told = str(front(load_case(target)))
    target.write_text(
        SYMMETRIC.replace("North", "@").replace("South", "North").replace("@", "South")
    )
    swapped = str(front(load_case(target)))
    assert told != swapped
    assert told.replace("North", "@").replace("South", "North").replace("@", "South") == swapped


def test_the_front_holds_no_count() -> None:
    """The counts of outcomes stay in the annex."""
    found = findings_of(load_case(FLAGSHIP))
    text = " ".join(" ".join((finding.text, *finding.points)) for finding in found.front)
    for table in found.tables:
        for row in table.rows:
            for column in table.numeric:
                if len(row[column]) > 3:
                    assert row[column] not in text
