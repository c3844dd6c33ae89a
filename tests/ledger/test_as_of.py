"""What the ledger hides as of a day, and what it leaves standing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import DATES, cases, valid_case
from zopa.case.case import Case
from zopa.case.cells import read_moment
from zopa.errors import OptionError
from zopa.ledger import read_ledger
from zopa.ledger.as_of import is_seen
from zopa.model import Choices, build_model

DAY = date(2025, 2, 14)

Cells = dict[str, str]


def case_with(
    statements: list[Cells] | None = None,
    lines: list[Cells] | None = None,
    values: list[Cells] | None = None,
    as_of: str = "2025-02-14",
) -> Case:
    """Return a case of one issue whose dated rows are given by their cells."""
    return valid_case(
        {
            "case": [{"key": "as_of", "value": as_of}]
            if as_of
            else [{"key": "title", "value": ""}],
            "statements": [{"paraphrase": "x"} | cells for cells in statements or []],
            "parties": [{"id": "A", "name": "A"}],
            "issues": [{"id": "X"}],
            "values": [
                {"issue": "X", "id": "now"},
                *({"issue": "X"} | cells for cells in values or [{"id": "new"}]),
            ],
            "controls": [{"issue": "X", "movers": "A"}],
            "red_lines": [{"parties": "A", "rule": "X = now"} | cells for cells in lines or []],
        }
    )


def seen_lines(case: Case, as_of: date | None = None) -> list[str]:
    """Return the lines that the ledger sees."""
    ledger = read_ledger(case, as_of)
    return [line.id for line in case.red_lines if ledger.sees_line(line)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2025-02-14", date(2025, 2, 14)),
        ("..2025-02-14", date(2025, 2, 14)),
        ("2025-02", date(2025, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("..2025-02", date(2025, 2, 28)),
        ("2025", date(2025, 12, 31)),
        ("..2025", date(2025, 12, 31)),
    ],
)
def test_a_row_is_seen_from_its_latest_possible_day_on(text: str, first: date) -> None:
    """The day itself counts; a month or a year is seen once it is over, and not a day before."""
    moment = read_moment(text)
    assert is_seen(moment, first)
    assert is_seen(moment, date.max)
    assert not is_seen(moment, date.fromordinal(first.toordinal() - 1))


def test_what_has_no_date_is_standing() -> None:
    """Without a date a row is always seen, and without a cut every row is."""
    assert is_seen(None, date.min)
    assert is_seen(None, None)
    assert is_seen(read_moment("9999-12-31"), None)


@given(DATES, st.dates(), st.dates())
def test_what_was_seen_stays_seen(text: str, one: date, other: date) -> None:
    """What is seen as of a day is seen as of every later day."""
    earlier, later = sorted((one, other))
    assert is_seen(read_moment(text), earlier) <= is_seen(read_moment(text), later)


@settings(max_examples=20)
@given(cases(), st.dates(), st.dates())
def test_a_later_ledger_sees_no_less(case: Case, one: date, other: date) -> None:
    """Of any case, a later ledger sees the statements, lines and values of an earlier one."""
    earlier, later = (read_ledger(case, day) for day in sorted((one, other)))
    assert earlier.statements <= later.statements
    for line in case.red_lines:
        assert earlier.sees_line(line) <= later.sees_line(line)
    for value in case.values:
        assert earlier.sees_value(value) <= later.sees_value(value)


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ({}, True),
        ({"asserted_at": "2025-02-14"}, True),
        ({"asserted_at": "2025-02-15"}, False),
        ({"asserted_at": "..2025-02-14"}, True),
        ({"asserted_at": "2025-01"}, True),
        ({"asserted_at": "2025-02"}, False),
        ({"asserted_at": "2025"}, False),
        ({"reported_at": "2025-02-14"}, True),
        ({"reported_at": "2025-02-15"}, False),
        ({"asserted_at": "2025-02-01", "reported_at": "2025-02-15"}, False),
        ({"asserted_at": "2025-02-01", "reported_at": "2025-02-14"}, True),
        ({"recorded_at": "2026-01-01"}, True),
        ({"status": "proposed"}, False),
        ({"status": "rejected", "asserted_at": "2024"}, False),
        ({"status": "confirmed", "asserted_at": "2024"}, True),
    ],
    ids=str,
)
def test_statements_are_cut_on_when_they_were_said_and_reported(cells: Cells, seen: bool) -> None:
    """Only a confirmed statement counts, once it was said and once it was reported."""
    ledger = read_ledger(case_with([{"id": "s"} | cells]))
    assert ledger.statements == (frozenset({"s"}) if seen else frozenset())


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ({}, True),
        ({"recorded_at": "2025-02-14"}, True),
        ({"recorded_at": "2025-02-15"}, False),
        ({"recorded_at": "2025-02"}, False),
        ({"asserted_at": "2025-03-01"}, True),
    ],
    ids=str,
)
def test_only_recorded_by_cuts_on_when_a_statement_was_coded(cells: Cells, seen: bool) -> None:
    """The day by which rows were coded is a cut of its own, beside the day of the case."""
    case = case_with([{"id": "s"} | cells], as_of="")
    assert read_ledger(case).statements == {"s"}
    ledger = read_ledger(case, recorded_by=DAY)
    assert (ledger.as_of, ledger.recorded_by) == (None, DAY)
    assert ("s" in ledger.statements) == seen


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ({}, True),
        ({"stated_at": "2025-02-14"}, True),
        ({"stated_at": "2025-02-15"}, False),
        ({"stated_at": "..2025-02-14"}, True),
        ({"stated_at": "2025-02"}, False),
        ({"known_from": "2025-02-14"}, True),
        ({"known_from": "2025-02-15"}, False),
        ({"stated_at": "2024", "known_from": "2025-02-15"}, False),
        ({"stated_at": "2025-02-15", "known_from": "2025-02-14"}, True),
    ],
    ids=str,
)
def test_lines_are_cut_on_when_they_became_known(cells: Cells, seen: bool) -> None:
    """A line is seen from known_from on; where that is empty, from when it was stated."""
    case = case_with(lines=[{"id": "L"} | cells])
    assert seen_lines(case) == (["L"] if seen else [])
    assert build_model(read_ledger(case)).words.lines == (("L",) if seen else ())


def test_a_hidden_line_cannot_be_taken_in() -> None:
    """A hinted line that nobody had stated yet is refused where it is asked for."""
    hint = {"id": "L", "strength": "hints", "stated_at": "2025-02-15"}
    case = case_with(lines=[hint])
    choices = Choices(with_lines=frozenset({"L"}))
    with pytest.raises(OptionError, match=r"^Line 'L' was not yet stated on 2025-02-14\."):
        build_model(read_ledger(case), choices)
    later = read_ledger(case, date(2025, 2, 15))
    assert build_model(later, choices).words.lines == ("L",)


def test_the_first_reading_that_is_seen_is_the_default() -> None:
    """Where the first reading was stated later, the next one is the default until then."""
    first = {"id": "La", "reading_of": "L", "stated_at": "2025-02-15"}
    second = {"id": "Lb", "reading_of": "L", "stated_at": "2025-02-01"}
    case = case_with(lines=[first, second])
    defaults = []
    for day in (date(2025, 2, 14), date(2025, 2, 15)):
        model = build_model(read_ledger(case, day))
        (group,) = model.groups
        defaults.append((model.words.lines[group.default], len(group.readings)))
    assert defaults == [("Lb", 1), ("La", 2)]


@pytest.mark.parametrize(
    ("known_from", "seen"),
    [("", True), ("2025-02-14", True), ("2025-02", False), ("2025-02-15", False)],
)
def test_a_value_that_nobody_named_is_no_outcome(known_from: str, seen: bool) -> None:
    """Before the day from which a value is known, no outcome has it."""
    cells = {"known_from": known_from} if known_from else {}
    case = case_with(values=[{"id": "new"} | cells, {"id": "old"}])
    ledger = read_ledger(case)
    assert [ledger.sees_value(value) for value in case.values] == [True, seen, True]
    (issue,) = build_model(ledger).words.issues
    ids = [issue.value(index) for index in range(len(issue.visible))]
    assert ids == (["now", "new", "old"] if seen else ["now", "old"])


def test_the_day_of_the_case_is_the_cut_unless_another_is_given() -> None:
    """The case names its own day; an earlier one sees less than it, and a later one more."""
    days = ("2025-02-13", "2025-02-14", "2025-02-15")
    case = case_with(
        [{"id": day, "asserted_at": day} for day in days],
        [{"id": f"L{day}", "stated_at": day} for day in days],
    )
    for number, cut in enumerate((date(2025, 2, 13), None, date(2025, 2, 15)), start=1):
        ledger = read_ledger(case, cut)
        assert ledger.as_of == (cut or DAY)
        assert ledger.statements == set(days[:number])
        assert seen_lines(case, cut) == [f"L{day}" for day in days[:number]]


def test_a_case_without_a_day_sees_everything() -> None:
    """Without a day of its own, and without one that is given, a case hides only by status."""
    late = {"asserted_at": "2025-12", "reported_at": "2025-12", "recorded_at": "2025-12"}
    case = case_with([{"id": "s"} | late], [{"id": "L", "known_from": "2025-12"}], as_of="")
    ledger = read_ledger(case)
    assert ledger.as_of is None
    assert ledger.statements == {"s"}
    assert seen_lines(case) == ["L"]


def test_the_case_itself_is_left_alone() -> None:
    """The ledger hides rows and removes none: the case and its hash stay the same."""
    case = case_with(lines=[{"id": "L", "stated_at": "2025-02-15"}])
    ledger = read_ledger(case, date(1, 1, 1))
    assert ledger.case is case
    assert len(ledger.case.red_lines) == 1


def test_words_of_the_source_date_a_statement() -> None:
    """Where nobody worked the day out, the words of the source and its own day tell it."""
    case = valid_case(
        {
            "case": [{"key": "as_of", "value": "2025-02-14"}],
            "parties": [{"id": "A", "name": "A"}],
            "issues": [{"id": "X"}],
            "values": [{"issue": "X", "id": "now"}],
            "controls": [{"issue": "X", "movers": "A"}],
            "sources": [{"id": "d", "title": "x", "published": "2025-02-14"}],
            "statements": [
                {"id": "s", "source": "d", "asserted_at_given": "Wednesday", "paraphrase": "x"},
                {"id": "t", "source": "d", "asserted_at_given": "some time", "paraphrase": "x"},
            ],
        }
    )
    dated, undated = read_ledger(case).case.statements
    assert dated.asserted_at is not None
    assert dated.asserted_at.text == "2025-02-12"
    assert undated.asserted_at is None
    assert read_ledger(case).stated is case
