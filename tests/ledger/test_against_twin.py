"""The ledger agrees with its plain twin on cases at random, as of any day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.strategies import DAYS, LAST_DAY, spoken_cases
from tests.reference import positions as plain
from tests.reference import standing
from tests.reference.ledger import PlainLedger
from zopa.case.case import Case
from zopa.ledger import Ledger, read_ledger
from zopa.ledger.contradictions import contradictions
from zopa.ledger.positions import Position, read_positions
from zopa.ledger.slots import changes

CLOSE = 1e-9  # both sides compute with floating-point numbers, in another order
# The middle of the statements, the last of them, and a day on which all have aged.
CUTS = st.one_of(DAYS, st.just(LAST_DAY), st.just(LAST_DAY + timedelta(days=90)))

at_random = settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def both(case: Case, day: date, recorded_by: date | None = None) -> tuple[Ledger, PlainLedger]:
    """Return the ledger of a case and its plain twin."""
    return read_ledger(case, day, recorded_by), PlainLedger(case, day, recorded_by)


@at_random
@given(spoken_cases(), CUTS, st.one_of(st.none(), DAYS))
def test_the_same_statements_are_seen(case: Case, day: date, recorded_by: date | None) -> None:
    """Which statements are seen follows from their dates, their status and their corrections."""
    ledger, twin = both(case, day, recorded_by)
    assert ledger.statements == {row.id for row in twin.seen}


@at_random
@given(spoken_cases(), CUTS)
def test_lineage_agrees(case: Case, day: date) -> None:
    """Roots, hops, copies and credibility are what the definitions say, row by row."""
    ledger, twin = both(case, day)
    assert set(ledger.lineage.roots) == {row.id for row in case.sources if row.copied_from is None}
    for source in case.sources:
        tree = [source.id, *twin.above(source.id)]
        assert ledger.lineage.root_of(source.id) == tree[-1]
        assert ledger.lineage.hops(source.id) == len(tree) - 1
    for row in twin.seen:
        assert ledger.is_copy(row.id) == twin.is_copy(row), row.id
        assert ledger.credibility(row.id) == twin.credibility(row), row.id


@at_random
@given(spoken_cases(), CUTS)
def test_changes_on_the_way_agree(case: Case, day: date) -> None:
    """Each copy differs from its original in the slots in which a look at both finds it does."""
    ledger, twin = both(case, day)
    found = {(row.kind, row.slot, row.earlier, row.later) for row in changes(ledger)}
    assert found == standing.changes(twin)


@at_random
@given(spoken_cases(), CUTS, st.one_of(st.none(), DAYS))
def test_positions_agree(case: Case, day: date, recorded_by: date | None) -> None:
    """Probabilities, shares, levels and conflicts are those of the plain twin."""
    ledger, twin = both(case, day, recorded_by)
    found = {
        (row.party, row.issue, row.condition): row for row in read_positions(ledger, band=False)
    }
    expected = plain.positions(twin)
    assert set(found) == set(expected)
    for key, position in found.items():
        assert position.as_of == day
        agrees(position, expected[key])


def agrees(position: Position, expected: plain.PlainPosition) -> None:
    """Assert that a position is its twin."""
    values = {row.value: row.p for row in position.values}
    assert list(values) == list(expected.probabilities)
    assert values == pytest.approx(expected.probabilities, abs=CLOSE)
    assert position.vacuity == pytest.approx(expected.vacuity, abs=CLOSE)
    shares = {(share.statement, share.value): share.share for share in position.shares}
    assert len(shares) == len(position.shares)
    for key in {*shares, *expected.shares}:
        assert shares.get(key, 0) == pytest.approx(expected.shares.get(key, 0), abs=CLOSE), key
    if expected.level is None:
        assert position.level is None
        for row in position.values:
            assert row.interval == pytest.approx(expected.intervals[row.value], abs=CLOSE)
    else:
        assert position.level is not None
        assert position.level.unit == expected.level.unit
        for name in ("mean", "low", "high"):
            wanted = getattr(expected.level, name)
            assert getattr(position.level, name) == pytest.approx(wanted, rel=CLOSE, abs=CLOSE)
    agrees_in_conflict(position, expected)


def agrees_in_conflict(position: Position, expected: plain.PlainPosition) -> None:
    """Assert that the conflict is the largest, and that its statements weigh most."""
    degrees = expected.conflicts or {}
    heaviest = expected.heaviest or {}
    largest = max(degrees.values(), default=0)
    if position.conflict is None:
        assert largest == pytest.approx(0, abs=CLOSE)
        return
    one, other = sorted(position.conflict.voices)
    assert position.conflict.degree == pytest.approx(largest, abs=CLOSE)
    assert degrees[one, other] == pytest.approx(largest, abs=CLOSE)
    for voice, statement in zip(
        position.conflict.voices, position.conflict.statements, strict=True
    ):
        assert statement in heaviest[voice]


@at_random
@given(spoken_cases(), CUTS)
def test_lines_stand_as_the_rules_say(case: Case, day: date) -> None:
    """Strength and status of each red line follow from its statements, or are the analyst's."""
    ledger, twin = both(case, day)
    for line in case.red_lines:
        found = ledger.standing(line.id)
        assert (found.strength, found.status, found.by) == standing.standing(twin, line)


@at_random
@given(spoken_cases(), CUTS)
def test_contradictions_agree(case: Case, day: date) -> None:
    """Each pair that contradicts, walks back or disputes is found once, and no other."""
    ledger, twin = both(case, day)
    rows = contradictions(ledger)
    expected = standing.contradictions(twin)
    pairs = [frozenset((row.earlier, row.later)) for row in rows]
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == set(expected)
    for row in rows:
        about = (row.party, row.issue) if row.kind not in ("dispute", "coded") else ("", "")
        told = (row.kind, row.earlier, row.later, *about)
        assert told in expected[frozenset((row.earlier, row.later))]
