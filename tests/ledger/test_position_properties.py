"""What must hold of positions: by hand, by a published scale, and whatever the case."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import log
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.ledger.strategies import (
    DAYS,
    LAST_DAY,
    Cells,
    replace_rows,
    row,
    spoken_cases,
    with_rows,
)
from zopa.case.case import Case
from zopa.case.tables import (
    Issue,
    Party,
    Source,
    Statement,
    StatementLink,
    Value,
    Voice,
    Weight,
)
from zopa.ledger import read_ledger
from zopa.ledger.contradictions import contradictions
from zopa.ledger.positions import Position, read_positions

EXACT = 1e-12  # sums of floating-point numbers in another order
CLOSE = 1e-9  # inverses of matrices, besides
DAY = date(2025, 2, 14)
VOICES = {
    "leader": "decides",
    "minister": "negotiates",
    "colleague": "negotiates",
    "treasurer": "negotiates",
    "office": "speaks_for",
    "adviser": "advises",
}
TROOPS = ("none", "enablers", "ground")
SUPPORTED = 1e-300  # a share below is of a statement that does not speak for the value

at_random = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 1 << 32)


# Cases by hand ---------------------------------------------------------------------------


def case_of(
    statements: Sequence[Cells],
    links: Sequence[tuple[str, str, str]] = (),
    weights: Mapping[tuple[str, str], str] | None = None,
    values: Sequence[str] = TROOPS,
    **issue: str,
) -> Case:
    """Return a case of one party on one issue; a link is its later end, its kind, its earlier."""
    return Case(
        sources=(
            row(Source, {"id": "daily", "title": "daily", "reliability": "B"}),
            row(Source, {"id": "record", "title": "record", "reliability": "A"} | TRANSCRIPT),
        ),
        parties=(Party(id="P", name="P"),),
        voices=tuple(
            row(Voice, {"id": name, "name": name, "party": "P", "mandate": mandate})
            for name, mandate in VOICES.items()
        ),
        issues=(row(Issue, {"id": "X"} | issue),),
        values=tuple(Value(issue="X", id=value) for value in values),
        statements=tuple(
            row(Statement, {"id": f"s{n}", "paraphrase": "said"} | DEFAULT | cells)
            for n, cells in enumerate(statements, start=1)
        ),
        statement_links=tuple(
            row(StatementLink, {"from_statement": later, "kind": kind, "to_statement": earlier})
            for later, kind, earlier in links
        ),
        weights=tuple(
            row(Weight, {"factor": factor, "key": key, "weight": weight})
            for (factor, key), weight in (weights or {}).items()
        ),
    )


TRANSCRIPT = {"medium": "transcript"}
DEFAULT = {
    "source": "daily",
    "voice": "minister",
    "principal": "P",
    "issue": "X",
    "act": "assert",
    "certainty": "CT",
    "firmness": "4",
    "asserted_at": str(DAY),
}


def position_of(case: Case, day: date = DAY, condition: str = "") -> Position:
    """Return the position of the party on the issue."""
    found = read_positions(read_ledger(case, day), band=False)
    return next(one for one in found if one.condition == condition)


def chances(position: Position) -> dict[str, float]:
    """Return the probability of each value."""
    return {value.value: value.p for value in position.values}


def shares(position: Position) -> dict[tuple[str, str], float]:
    """Return the share of each statement in each value."""
    return {(one.statement, one.value): one.share for one in position.shares}


def numbers(position: Position) -> tuple[object, ...]:
    """Return all that a position says, for comparison bit for bit."""
    names = (position.party, position.issue, position.condition, position.as_of)
    told = (position.values, position.vacuity, position.conflict, position.level)
    return *names, *told, position.shares


def test_one_statement_by_hand() -> None:
    """A minister's certain assertion in a B source, seen once, is 1.3464 pseudo-observations."""
    # kappa 6 * negotiates .8 * B .85 * credibility 3 .55 * CT 1 * assert .6 = 1.3464
    position = position_of(case_of([{"target": "ground"}]))
    assert read_ledger(case_of([{"target": "ground"}]), DAY).credibility("s1") == "3"
    assert chances(position) == pytest.approx(
        {
            "none": 1 / 3 / 2.3464,  # .1421
            "enablers": 1 / 3 / 2.3464,
            "ground": (1 / 3 + 1.3464) / 2.3464,  # .7159
        },
        abs=EXACT,
    )
    assert position.vacuity == pytest.approx(1 / 2.3464, abs=EXACT)  # .4262
    assert shares(position)["s1", "ground"] == pytest.approx(1.3464 / 2.3464, abs=EXACT)
    assert shares(position)["prior", "ground"] == pytest.approx(1 / 3 / 2.3464, abs=EXACT)


def test_two_statements_by_hand() -> None:
    """An assertion of one half-life ago counts half; one for two values is split between them."""
    statements = [
        {"target": "ground", "asserted_at": "2025-01-15"},  # 1.3464 / 2 = .6732 after 30 days
        # kappa 6 * advises .35 * A 1 * credibility 2 .8 * PR .6 * commit 1 = 1.008; the record
        # of the act itself starts at 2.  After 60 days .252, for two values: .126 each.
        {
            "source": "record",
            "voice": "adviser",
            "act": "commit",
            "certainty": "PR",
            "target": "none;enablers",
            "asserted_at": "2024-12-16",
        },
    ]
    position = position_of(case_of(statements))
    total = 1 + 0.6732 + 0.252
    each = (1 / 3 + 0.126) / total  # .2386
    expected = {"none": each, "enablers": each, "ground": (1 / 3 + 0.6732) / total}  # .5228
    assert chances(position) == pytest.approx(expected, abs=EXACT)
    assert position.vacuity == pytest.approx(1 / total, abs=EXACT)
    # Each voice alone: (p, q) of ground are (1/3 + .6732) / 1.6732 and 1/3 / 1.252, and half the
    # sum of the differences is their difference, as the other two differ alike.
    p, u = (1 / 3 + 0.6732) / 1.6732, 1 / 1.6732
    q, v = 1 / 3 / 1.252, 1 / 1.252
    assert position.conflict is not None
    assert position.conflict.degree == pytest.approx((p - q) * (1 - u) * (1 - v), abs=EXACT)
    assert set(position.conflict.voices) == {"minister", "adviser"}
    assert set(position.conflict.statements) == {"s1", "s2"}


def test_a_level_by_hand() -> None:
    """One observation of a number is weighed against the middle of the range."""
    # Values 0 to 40: R = (40 / 4)^2 = 100.  A leader's commitment in the record has e = 6 * .8 (for
    # credibility 2) = 4.8, so its variance is 100 / 4.8 = 20.8333, the offset of the voice adds
    # 100 / 6 / 4 = 4.1667: 25.  The prior is 20 with variance 40^2 = 1600, at that observation.
    # Weights: 1600 / 1625 and 25 / 1625; the variance is 1600 * 25 / 1625 = 24.6154, and after
    # 60 days of silence with H = 30 it has grown by 60 * 100 / 6 / 30 = 33.3333.
    said = {"voice": "leader", "source": "record", "act": "commit", "target": "40"}
    case = case_of([said], values=("0", "20", "40"), kind="numeric", unit="percent")
    for days, variance in ((0, 24.6153846), (60, 24.6153846 + 33.3333333)):
        position = position_of(case, DAY + timedelta(days=days))
        assert position.level is not None
        assert position.level.mean == pytest.approx((1600 * 40 + 25 * 20) / 1625)
        half = 1.6448536 * variance**0.5  # the 95th percentile of the normal distribution
        assert position.level.high - position.level.mean == pytest.approx(half)
        assert position.level.mean - position.level.low == pytest.approx(half)
        assert shares(position) == pytest.approx(
            {("s1", "level"): 1600 / 1625, ("prior", "level"): 25 / 1625}
        )
        assert position.vacuity == pytest.approx(25 / 1625)
    stated = {"quantity": "30", "quantity_of": "percent", "target": ""}
    case = case_of([said | stated], values=("0", "20", "40"), kind="numeric", unit="percent")
    level = position_of(case).level
    assert level is not None
    assert level.mean == pytest.approx((1600 * 30 + 25 * 20) / 1625)


def toy_run() -> Case:
    """Return the run of the field note, section 3.4: who said what of troops, on which day."""
    return case_of(
        [
            {"act": "refuse", "target": "ground", "asserted_at": "2025-01-01"},
            {"act": "retract", "asserted_at": "2025-01-03"},
            {
                "voice": "colleague",
                "certainty": "PS",
                "target": "ground",
                "asserted_at": "2025-01-03",
            },
            {
                "voice": "adviser",
                "act": "deny",
                "target": "ground",
                "asserted_at": "2025-01-04",
            },
            {
                "voice": "office",
                "act": "decline_to_confirm",
                "target": "ground",
                "asserted_at": "2025-01-07",
            },
            {
                "voice": "treasurer",
                "act": "propose",
                "target": "enablers",
                "asserted_at": "2025-01-10",
            },
        ],
        links=[("s2", "retracts", "s1")],
    )


def test_a_run_of_statements_is_read_as_an_analyst_would() -> None:
    """A walk-back restores ignorance and does not flip; declining adds nothing; silence tells."""
    run = {
        day: position_of(toy_run(), date(2025, 1, 1) + timedelta(days=day))
        for day in (0, 2, 3, 5, 6, 9, 40)
    }
    ground = {day: chances(position)["ground"] for day, position in run.items()}
    # The refusal speaks for the two other values alike.
    assert chances(run[0])["none"] == pytest.approx(chances(run[0])["enablers"], abs=EXACT)
    assert chances(run[0])["none"] > 0.4
    assert ground[0] < 0.12
    # The walk-back, with a colleague's 'possible': nothing is favoured, and little is known.
    assert all(abs(p - 1 / 3) < 0.08 for p in chances(run[2]).values())
    assert run[2].vacuity > run[0].vacuity + 0.1
    assert run[2].conflict is not None
    assert set(run[2].conflict.voices) == {"minister", "colleague"}
    # The adviser speaks against the colleague.
    assert ground[3] < ground[2]
    # The office's declining is no evidence: as on the day before, but for ageing.
    without = replace_rows(toy_run(), statements=[s for s in toy_run().statements if s.id != "s5"])
    assert numbers(position_of(without, date(2025, 1, 7))) == numbers(run[6])
    assert run[6].vacuity >= run[5].vacuity
    # The treasurer's proposal of enablers leads, without certainty, and against a colleague.
    assert chances(run[9])["enablers"] > 0.5
    assert run[9].vacuity < run[6].vacuity
    assert run[9].conflict is not None
    assert "treasurer" in run[9].conflict.voices
    # A month of silence: the same order, less of it.
    assert run[40].vacuity > run[9].vacuity + 0.1
    assert chances(run[40])["enablers"] == max(chances(run[40]).values())
    assert chances(run[40])["enablers"] < chances(run[9])["enablers"]


@pytest.mark.parametrize(("right", "left"), [(0, 0), (1, 0), (3, 1), (2, 5), (7, 7)])
def test_counting_is_the_limit_of_no_ageing_and_equal_weights(right: int, left: int) -> None:
    """With two values, weights of 1 and no ageing, log odds are log((R + .5) / (L + .5))."""
    # Lowe, Benoit, Mikhaylov and Laver 2011, Scaling policy preferences from coded political
    # texts, Legislative Studies Quarterly 36, equation 3.
    said = [{"target": "yes", "asserted_at": "2020"}] * right
    said += [{"target": "yes", "act": "deny", "asserted_at": "2024-06"}] * left
    said += [{"act": "decline_to_confirm"}]
    codes = {("mandate", "negotiates"), ("reliability", "B"), ("credibility", "3")}
    codes |= {("act", "assert"), ("act", "deny"), ("scale", "kappa")}
    weights = dict.fromkeys(codes, "1")
    case = case_of(said, weights=weights, values=("no", "yes"), half_life="1e15")
    p = chances(position_of(case))["yes"]
    assert log(p / (1 - p)) == pytest.approx(log((right + 0.5) / (left + 0.5)), abs=CLOSE)


def test_a_weight_of_the_case_goes_before_that_of_the_table() -> None:
    """A row of ``weights`` replaces one weight, and no other."""
    case = case_of([{"target": "ground"}], weights={("act", "assert"): "1"})
    # 6 * .8 * .85 * .55 = 2.244
    assert position_of(case).vacuity == pytest.approx(1 / 3.244, abs=EXACT)
    case = case_of([{"target": "ground"}], weights={("scale", "prior"): "2"})
    assert position_of(case).vacuity == pytest.approx(2 / 3.3464, abs=EXACT)
    case = case_of([{"target": "ground"}], weights={("act", "hint"): "1"})
    assert position_of(case).vacuity == pytest.approx(1 / 2.3464, abs=EXACT)


@pytest.mark.parametrize(
    "cells",
    [
        {"polarity": "u", "target": "ground"},
        {"act": "decline_to_confirm", "target": "ground"},
        {"target": ""},
        {"target": "none;enablers;ground"},
        {"act": "refuse", "target": "none;enablers;ground"},
    ],
    ids=str,
)
def test_without_evidence_there_is_the_prior(cells: Cells) -> None:
    """What says nothing of the values leaves each as probable as the others, and vacuity 1."""
    position = position_of(case_of([cells]))
    assert chances(position) == pytest.approx(dict.fromkeys(TROOPS, 1 / 3), abs=EXACT)
    assert position.vacuity == pytest.approx(1, abs=EXACT)
    assert {share.statement for share in position.shares if share.share} == {"prior"}
    assert position.conflict is None
    assert position.level is None


def test_without_statements_there_is_no_position() -> None:
    """A party that has said nothing of an issue has no position on it, and none before it has."""
    assert read_positions(read_ledger(case_of([]), DAY)) == ()
    case = case_of([{"target": "ground"}])
    assert read_positions(read_ledger(case, DAY - timedelta(days=1))) == ()


def test_a_number_that_nobody_stated_is_the_middle_of_the_range() -> None:
    """On a numeric issue, no evidence leaves the prior: the middle, and vacuity 1."""
    case = case_of([{"polarity": "u"}], values=("0", "20", "50"), kind="numeric", unit="km")
    position = position_of(case)
    assert position.level is not None
    assert position.level.mean == pytest.approx(25)
    assert position.level.unit == "km"
    assert position.vacuity == pytest.approx(1)
    assert shares(position) == {("prior", "level"): pytest.approx(1)}


def test_a_number_that_is_refused_is_not_the_partys_number() -> None:
    """Who refuses 40 percent, or declines to confirm it, does not stand at 40 percent."""
    stated = {"quantity": "40", "quantity_of": "percent"}
    for act in ("refuse", "deny", "decline_to_confirm", "retract"):
        case = case_of([{"act": act} | stated], values=("0", "40"), kind="numeric", unit="percent")
        assert position_of(case).vacuity == pytest.approx(1)


def test_a_condition_has_a_row_of_its_own() -> None:
    """What holds under a condition enters only the position if the condition holds."""
    condition = {"target_condition": "X = none"}
    case = case_of([{"target": "ground"}, {"target": "enablers"} | condition])
    assert position_of(case).vacuity == pytest.approx(1 / 2.3464, abs=EXACT)
    assert "s2" not in {share.statement for share in position_of(case).shares}
    given = position_of(case, condition="X = none")
    assert given.vacuity == pytest.approx(1 / (1 + 2 * 1.3464), abs=EXACT)
    assert chances(given)["ground"] == pytest.approx(chances(given)["enablers"], abs=EXACT)


def test_a_voice_that_says_nothing_is_in_no_conflict() -> None:
    """Conflict takes two voices that say something: it is none where one side is vacuous."""
    said = {"target": "ground"}
    for other in ({"act": "decline_to_confirm"}, {"polarity": "u"}, {"certainty": "U"}):
        cells = {"voice": "office", "target": "none"} | other
        weights = {("certainty", "U"): "0"}
        conflict = position_of(case_of([said, cells], weights=weights)).conflict
        assert conflict is None or conflict.degree == 0


# Whatever the case -----------------------------------------------------------------------


def positions_of(case: Case, day: date = LAST_DAY) -> dict[tuple[str, str, str], Position]:
    """Return the positions of a case by party, issue and condition."""
    found = read_positions(read_ledger(case, day), band=False)
    return {(one.party, one.issue, one.condition): one for one in found}


def all_numbers(case: Case, day: date = LAST_DAY) -> list[tuple[object, ...]]:
    """Return all that the positions of a case say, for comparison bit for bit."""
    return [numbers(one) for one in read_positions(read_ledger(case, day), band=False)]


def assert_same(
    found: Mapping[tuple[str, str, str], Position],
    expected: Mapping[tuple[str, str, str], Position],
    close: float = EXACT,
) -> None:
    """Assert that two sets of positions say the same, share by share."""
    assert set(found) == set(expected)
    for key, position in found.items():
        other = expected[key]
        assert chances(position) == pytest.approx(chances(other), abs=close)
        assert shares(position) == pytest.approx(shares(other), abs=close)
        assert position.vacuity == pytest.approx(other.vacuity, abs=close)
        degrees = [one.conflict.degree if one.conflict else 0 for one in (position, other)]
        assert degrees[0] == pytest.approx(degrees[1], abs=close)
        assert (position.level is None) == (other.level is None)
        if position.level and other.level:
            assert position.level.mean == pytest.approx(other.level.mean, rel=CLOSE, abs=CLOSE)
            assert position.level.low == pytest.approx(other.level.low, rel=CLOSE, abs=CLOSE)


def seen_reports(case: Case, day: date = LAST_DAY) -> list[Statement]:
    """Return the seen statements that share an utterance and come from a source."""
    ledger = read_ledger(case, day)
    return [
        told
        for told in case.statements
        if told.id in ledger.statements and told.utterance and told.source
    ]


def disputed(case: Case) -> set[str]:
    """Return the statements that somebody disputes."""
    return {link.to_statement for link in case.statement_links if link.kind == "disputes"}


def clone(told: Statement, **changes: object) -> Statement:
    """Return the row of another report of the same, which corrects nothing."""
    return told.model_copy(update={"id": "clone", "corrects": None} | changes)


@at_random
@given(spoken_cases(), DAYS)
def test_shares_sum_to_what_they_are_shares_of(case: Case, day: date) -> None:
    """Each probability is the sum of its shares, all shares sum to 1, and each has an owner."""
    ledger = read_ledger(case, day)
    for position in positions_of(case, day).values():
        told = shares(position)
        assert sum(told.values()) == pytest.approx(1, abs=CLOSE if position.level else EXACT)
        assert {statement for statement, _ in told} <= ledger.statements | {"prior"}
        assert sum(chances(position).values()) == pytest.approx(1, abs=EXACT)
        if position.level is None:
            for value, p in chances(position).items():
                parts = [share for (_, of), share in told.items() if of == value]
                assert sum(parts) == pytest.approx(p, abs=EXACT)
            assert sum(s for (who, _), s in told.items() if who == "prior") == pytest.approx(
                position.vacuity, abs=EXACT
            )
        else:
            assert told["prior", "level"] == pytest.approx(position.vacuity, abs=EXACT)


@at_random
@given(spoken_cases(), seeds)
def test_the_order_of_rows_does_not_matter(case: Case, seed: int) -> None:
    """Rows in another order give the same positions; reports of one utterance keep theirs.

    Among equals the first report counts, so that the order of these says something.
    """
    corrected = [told.corrects for told in case.statements if told.corrects]
    assume(len(set(corrected)) == len(corrected))  # the last correction counts
    rng = Random(seed)
    rank = {told.id: rng.random() for told in case.statements}
    for name in {told.utterance for told in case.statements if told.utterance}:
        told = [one.id for one in case.statements if one.utterance == name]
        rank |= dict(zip(told, sorted(rank[one] for one in told), strict=True))
    other = replace_rows(
        case,
        statements=sorted(case.statements, key=lambda told: rank[told.id]),
        **{
            table: rng.sample(case.rows(table), len(case.rows(table)))
            for table in ("sources", "voices", "statement_links", "parties", "weights")
        },
    )
    assert_same(positions_of(other), positions_of(case), CLOSE)


@at_random
@given(spoken_cases(), seeds)
def test_the_same_report_twice_counts_once(case: Case, seed: int) -> None:
    """A second row of one source on one utterance that says the same changes nothing."""
    told = [one for one in seen_reports(case) if one.id not in disputed(case)]
    assume(told)
    twice = with_rows(case, statements=[clone(Random(seed).choice(told))])
    assert_same(positions_of(twice), positions_of(case))


@at_random
@given(spoken_cases(), seeds)
def test_a_copy_adds_nothing(case: Case, seed: int) -> None:
    """What a copy says of an utterance, however firmly, moves no position and no credibility."""
    told = seen_reports(case)
    assume(told)
    original = Random(seed).choice(told)
    source = row(Source, {"id": "new", "title": "new", "reliability": "A"})
    copied = with_rows(
        case,
        sources=[source.model_copy(update={"copied_from": original.source})],
        statements=[clone(original, source="new", certainty="CT", act="commit")],
    )
    assert_same(positions_of(copied), positions_of(case))
    before, after = read_ledger(case, LAST_DAY), read_ledger(copied, LAST_DAY)
    assert after.is_copy("clone")
    for statement in before.statements:
        assert after.credibility(statement) == before.credibility(statement)


@at_random
@given(spoken_cases(numeric=False), seeds, st.sampled_from("ABCDEF"))
def test_an_independent_root_never_lowers(case: Case, seed: int, reliability: str) -> None:
    """A further witness of the same lowers no credibility, and takes no evidence away."""
    told = [one for one in case.statements if one.id in read_ledger(case, LAST_DAY).statements]
    assume(told and not any(weight.key == "3" for weight in case.weights))
    original = Random(seed).choice(told)
    alone = replace_rows(
        case,
        statements=[
            one.model_copy(update={"utterance": "heard twice"}) if one is original else one
            for one in case.statements
        ],
    )
    media = {source.id: source.medium or "" for source in case.sources}
    medium = media.get(original.source or "", "")  # of which some do not age
    cells = {"id": "new", "title": "new", "reliability": reliability, "medium": medium}
    witness = clone(original, utterance="heard twice", source="new")
    both = with_rows(alone, sources=[row(Source, cells)], statements=[witness])
    before, after = read_ledger(alone, LAST_DAY), read_ledger(both, LAST_DAY)
    order = "546321"  # doubtful is less than what cannot be judged
    for statement in before.statements:
        raised = order.index(after.credibility(statement))
        assert raised >= order.index(before.credibility(statement))
    for key, position in positions_of(alone).items():
        assert positions_of(both)[key].vacuity <= position.vacuity + EXACT


@at_random
@given(spoken_cases(numeric=False), seeds, st.sampled_from(["supersedes", "retracts"]))
def test_taking_back_never_helps_what_is_taken_back(case: Case, seed: int, kind: str) -> None:
    """Adding the link that takes a statement back never makes its support more probable.

    That holds of a statement with an utterance of its own: with it, others of its utterance
    are taken back as well, that may speak for something else.
    """
    assume(all(weight.key != "superseded" for weight in case.weights))  # there it may be 2
    before = positions_of(case)
    alone = {told.id for told in case.statements if told.utterance is None}
    counted = sorted({who for one in before.values() for who, _ in shares(one) if who in alone})
    assume(counted)
    earlier = next(told for told in case.statements if told.id == Random(seed).choice(counted))
    later = clone(earlier, polarity="u", asserted_at=None, target_condition=None)
    silent = with_rows(case, statements=[later])
    link = row(StatementLink, {"from_statement": "clone", "kind": kind, "to_statement": earlier.id})
    linked = positions_of(with_rows(silent, statement_links=[link]))
    for key, position in positions_of(silent).items():
        support = [
            value
            for (who, value), share in shares(position).items()
            if who == earlier.id and share > SUPPORTED
        ]
        of = sum(chances(position)[value] for value in support)
        assert sum(chances(linked[key])[value] for value in support) <= of + EXACT


@at_random
@given(spoken_cases(numeric=False), st.sampled_from("PQ"), st.sampled_from(["x1", "x2", "x1;x2"]))
def test_a_new_statement_leaves_less_unknown(case: Case, party: str, target: str) -> None:
    """A statement of a new utterance, on the day that it was said, raises no vacuity."""
    cells = {"id": "new", "paraphrase": "x", "principal": party, "issue": "X", "target": target}
    told = row(Statement, cells | {"asserted_at": str(LAST_DAY), "certainty": "CT"})
    after = positions_of(with_rows(case, statements=[told]))
    for key, position in positions_of(case).items():
        assert after[key].vacuity <= position.vacuity + EXACT


@at_random
@given(spoken_cases(numeric=False), st.integers(0, 400), st.integers(0, 400))
def test_silence_leaves_more_unknown(case: Case, days: int, more: int) -> None:
    """As long as nothing new is seen, vacuity never falls."""
    earlier, later = (
        positions_of(case, LAST_DAY + timedelta(days=number)) for number in (days, days + more)
    )
    assert set(earlier) == set(later)
    for key, position in earlier.items():
        assert later[key].vacuity >= position.vacuity - EXACT


@at_random
@given(spoken_cases(numeric=False), seeds)
def test_other_names_in_another_order_change_nothing(case: Case, seed: int) -> None:
    """Values and parties under other names, declared in another order, have the same numbers."""
    rng = Random(seed)
    names = {"P": "Zeta", "Q": "Alpha", "R": "Mu"}
    names |= {f"x{n}": f"a{9 - n}" for n in range(1, 5)}
    names |= {f"y{n}": f"b{9 - n}" for n in range(1, 4)}

    def renamed(text: str) -> str:
        return re.sub(r"\w+", lambda found: names.get(found.group(), found.group()), text)

    columns = ("id", "principal", "party", "parties", "target", "target_condition", "rule")
    tables = {
        table: [
            type(one)(
                **{k: renamed(text) if k in columns else text for k, text in one.cells().items()}
            )
            for one in case.rows(table)
        ]
        for table in ("parties", "voices", "values", "statements", "red_lines")
    }
    rng.shuffle(tables["values"])
    rng.shuffle(tables["parties"])
    found = positions_of(replace_rows(case, **tables))
    expected = positions_of(case)
    assert set(found) == {(renamed(p), issue, renamed(c)) for p, issue, c in expected}
    for (party, issue, condition), position in expected.items():
        other = found[renamed(party), issue, renamed(condition)]
        wanted = {renamed(value): p for value, p in chances(position).items()}
        assert chances(other) == pytest.approx(wanted, abs=EXACT)
        assert other.vacuity == pytest.approx(position.vacuity, abs=EXACT)


@at_random
@given(spoken_cases())
def test_conflict_is_the_same_from_either_side(case: Case) -> None:
    """Voices in the opposite order, under names in the opposite order, are as much in conflict."""
    names = {voice.id: f"w{9 - n}" for n, voice in enumerate(case.voices)}
    voices = [one.model_copy(update={"id": names[one.id]}) for one in reversed(case.voices)]
    statements = [
        told.model_copy(update={"voice": names[told.voice] if told.voice else None})
        for told in case.statements
    ]
    other = replace_rows(case, voices=voices, statements=statements)
    assert_same(positions_of(other), positions_of(case), CLOSE)


@at_random
@given(spoken_cases(), DAYS, seeds)
def test_what_is_said_later_has_no_effect(case: Case, day: date, seed: int) -> None:
    """A statement after the day, with its links both ways, changes nothing as of the day."""
    assume(case.statements)
    told = Random(seed).choice(case.statements)
    later = clone(told, asserted_at=None, reported_at=None, status="confirmed")
    cells = later.cells() | {"asserted_at": str(day + timedelta(days=1))}
    more = with_rows(
        case,
        statements=[row(Statement, cells)],
        statement_links=linked_both_ways(case, seed),
    )
    assert all_numbers(more, day) == all_numbers(case, day)
    before, after = read_ledger(case, day), read_ledger(more, day)
    assert contradictions(after) == contradictions(before)
    for line in case.red_lines:
        assert after.standing(line.id) == before.standing(line.id)
    for statement in before.statements:
        assert after.credibility(statement) == before.credibility(statement)


def linked_both_ways(case: Case, seed: int) -> list[StatementLink]:
    """Return links of each kind that bears on statements, to and from a further statement."""
    rng = Random(seed)
    return [
        row(StatementLink, {"from_statement": one, "kind": kind, "to_statement": other})
        for kind in ("supersedes", "retracts", "disputes", "contradicts", "qualifies")
        for one, other in (
            ("clone", rng.choice(case.statements).id),
            (rng.choice(case.statements).id, "clone"),
        )
    ]


@at_random
@given(spoken_cases(), seeds)
def test_rejecting_a_proposal_restores_the_numbers(case: Case, seed: int) -> None:
    """A proposal counts only while it is confirmed; rejected, all is as before, bit for bit."""
    assume(case.statements)
    told = Random(seed).choice(case.statements)
    before = all_numbers(case)
    for status in ("proposed", "rejected"):
        more = with_rows(
            case,
            statements=[clone(told, status=status, corrects=told.id)],
            statement_links=linked_both_ways(case, seed),
        )
        assert all_numbers(more) == before
        ledgers = read_ledger(more, LAST_DAY), read_ledger(case, LAST_DAY)
        assert contradictions(ledgers[0]) == contradictions(ledgers[1])
        for line in case.red_lines:
            assert ledgers[0].standing(line.id) == ledgers[1].standing(line.id)


@at_random
@given(spoken_cases(), st.sampled_from("PQ"), st.sampled_from("XZ"))
def test_asking_for_some_positions_gives_these(case: Case, party: str, issue: str) -> None:
    """Positions of one party, or on one issue, are those among all positions."""
    ledger = read_ledger(case, LAST_DAY)
    everything = [numbers(one) for one in read_positions(ledger, band=False)]
    of_party = [numbers(one) for one in read_positions(ledger, parties=[party], band=False)]
    assert of_party == [one for one in everything if one[0] == party]
    found = read_positions(ledger, parties=[party], issues=[issue], band=False)
    assert [numbers(one) for one in found] == [one for one in of_party if one[1] == issue]


@settings(max_examples=25)
@given(spoken_cases(), st.integers(0, 5))
def test_the_band_reaches_to_the_position(case: Case, seed: int) -> None:
    """The band holds the position, is the same for the same seed, and moves nothing else."""
    ledger = read_ledger(case, LAST_DAY)
    found = read_positions(ledger, band=True, seed=seed, draws=40)
    again = read_positions(ledger, band=True, seed=seed, draws=40)
    assert list(map(numbers, found)) == list(map(numbers, again))
    plain = positions_of(case)
    for position in found:
        other = plain[position.party, position.issue, position.condition]
        assert chances(position) == chances(other)
        assert position.vacuity == other.vacuity
        for value in position.values:
            assert 0 <= value.low <= value.p <= value.high <= 1
        if all(share.statement == "prior" for share in position.shares) and not position.level:
            # the prior is not drawn
            assert all(
                value.low == value.high == pytest.approx(value.p) for value in position.values
            )
