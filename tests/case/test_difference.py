"""How two cases differ."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.strategies import cases, raw_case
from zopa.case.build import build
from zopa.case.case import Case
from zopa.case.difference import CellDifference, RowDifference, difference, in_words


def case_of(**tables: list[dict[str, str]]) -> Case:
    """Return a case with some rows, sound or not."""
    return build(raw_case(tables))[0]


BEFORE = case_of(
    goals=[{"id": "G1", "rule": "CF = 1"}, {"id": "G2", "rule": "CF = 2"}],
    values=[{"issue": "CF", "id": "1"}, {"issue": "CF", "id": "2"}, {"issue": "CF", "id": "3"}],
    gaps=[{"topic": "water"}],
)
AFTER = case_of(
    goals=[{"id": "G2", "rule": "CF = 3", "label": "peace"}, {"id": "G3", "rule": "CF = 2"}],
    values=[{"issue": "CF", "id": "2"}, {"issue": "CF", "id": "1"}, {"issue": "CF", "id": "3"}],
    gaps=[{"topic": "water"}],
)


def test_rows_and_cells_that_differ() -> None:
    """Rows are told apart by their keys; of a changed row only the cells that differ are told."""
    goals, values = sorted(difference(BEFORE, AFTER).tables, key=lambda table: table.table)
    assert (goals.added, goals.removed, goals.order_changed) == (("G3",), ("G1",), False)
    assert goals.changed == (
        RowDifference(
            "G2",
            (CellDifference("label", "", "peace"), CellDifference("rule", "CF = 2", "CF = 3")),
        ),
    )
    assert (values.table, values.order_changed, values.changed) == ("values", True, ())


def test_a_difference_in_words() -> None:
    """A difference reads as one line a row or cell, in dictionary order."""
    assert in_words(difference(BEFORE, AFTER)) == (
        "values: the rows stand in another order",
        "goals.G3 is new",
        "goals.G1 is gone",
        "goals.G2: label is 'peace', was empty",
        "goals.G2: rule is 'CF = 3', was 'CF = 2'",
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases(), cases())
def test_no_difference_exactly_where_the_hash_is_the_same(one: Case, other: Case) -> None:
    """A case differs from itself in nothing, and from another exactly if the hashes differ."""
    assert not difference(one, one)
    assert in_words(difference(one, one)) == ()
    assert bool(difference(one, other)) == (one.hash != other.hash)
