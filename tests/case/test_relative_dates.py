"""Dates in a source's words: the days that they mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.case.cells import read_moment
from zopa.case.relative_dates import resolve

FRIDAY = "2025-02-14"

# Words in a source of Friday, 14 February 2025 -> the first and the last day that they mean.
MEANT = [
    ("today", "2025-02-14", "2025-02-14"),
    ("tonight", "2025-02-14", "2025-02-14"),
    ("yesterday", "2025-02-13", "2025-02-13"),
    ("last night", "2025-02-13", "2025-02-13"),
    ("Wednesday", "2025-02-12", "2025-02-12"),
    ("on Wednesday.", "2025-02-12", "2025-02-12"),
    ("last Wednesday", "2025-02-12", "2025-02-12"),
    ("Friday", "2025-02-14", "2025-02-14"),
    ("last Friday", "2025-02-07", "2025-02-07"),
    ("Saturday", "2025-02-08", "2025-02-08"),
    ("late Tuesday", "2025-02-11", "2025-02-11"),
    ("Tuesday night", "2025-02-11", "2025-02-11"),
    ("earlier on Monday", "2025-02-10", "2025-02-10"),
    ("last week", "2025-02-03", "2025-02-09"),
    ("this week", "2025-02-10", "2025-02-14"),
    ("earlier this week", "2025-02-10", "2025-02-14"),
    ("last month", "2025-01-01", "2025-01-31"),
    ("this month", "2025-02-01", "2025-02-14"),
    ("last year", "2024-01-01", "2024-12-31"),
    ("earlier this year", "2025-01-01", "2025-02-14"),
    ("two days ago", "2025-02-12", "2025-02-12"),
    ("3 days earlier", "2025-02-11", "2025-02-11"),
    ("a week ago", "2025-02-04", "2025-02-10"),
    ("three weeks ago", "2025-01-21", "2025-01-27"),
    ("two months ago", "2024-12-01", "2024-12-31"),
    ("twelve months ago", "2024-02-01", "2024-02-29"),
    ("a year ago", "2024-01-01", "2024-12-31"),
    ("14 February", "2025-02-14", "2025-02-14"),
    ("15 February", "2024-02-15", "2024-02-15"),
    ("29 February", "2024-02-29", "2024-02-29"),
    ("February 14", "2025-02-14", "2025-02-14"),
    ("the 3rd of March", "2024-03-03", "2024-03-03"),
    ("Wednesday, 12 February", "2025-02-12", "2025-02-12"),
    ("in January", "2025-01-01", "2025-01-31"),
    ("in February", "2025-02-01", "2025-02-14"),
    ("in March", "2024-03-01", "2024-03-31"),
    ("late January", "2025-01-21", "2025-01-31"),
    ("mid-December", "2024-12-11", "2024-12-20"),
    ("early 2022", "2022-01-01", "2022-04-30"),
    ("mid-2024", "2024-05-01", "2024-08-31"),
    ("late 2021", "2021-09-01", "2021-12-31"),
    ("at the end of 2021", "2021-09-01", "2021-12-31"),
    ("the autumn of 2022", "2022-09-01", "2022-11-30"),
    ("14 June 2024", "2024-06-14", "2024-06-14"),
    ("June 14, 2024", "2024-06-14", "2024-06-14"),
    ("Sept. 3, 2024", "2024-09-03", "2024-09-03"),
    ("August 2022", "2022-08-01", "2022-08-31"),
    ("in 2019", "2019-01-01", "2019-12-31"),
    ("2025-02-12", "2025-02-12", "2025-02-12"),
    ("in the past", "0001-01-01", "2025-02-14"),
    ("previously", "0001-01-01", "2025-02-14"),
    ("recent", "0001-01-01", "2025-02-14"),
    ("undated", "0001-01-01", "2025-02-14"),
    ("before the proposal", "0001-01-01", "2025-02-14"),
]


@pytest.mark.parametrize(("words", "first", "last"), MEANT, ids=[words for words, *_ in MEANT])
def test_words_are_read_from_the_day_of_their_source(words: str, first: str, last: str) -> None:
    """By the calendar of February 2025, in which the 14th is a Friday."""
    found = resolve(words, read_moment(FRIDAY))
    assert found is not None
    assert (found.earliest, found.latest) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(("words", "first", "last"), MEANT, ids=[words for words, *_ in MEANT])
def test_the_text_is_a_date_that_holds_the_days(words: str, first: str, last: str) -> None:
    """It can be written into a cell, and leaves out none of the days that are meant."""
    found = resolve(words, read_moment(FRIDAY))
    assert found is not None
    written = read_moment(found.text)
    assert written.earliest <= found.earliest
    assert found.latest <= written.latest


@pytest.mark.parametrize(
    "words",
    [
        *("later", "in a post", "during a phone call", "text of 14 February 2025", "", "soon"),
        "the comments set beside those of Wednesday",
        "27 September 2024; 12 February; 10 February 2025",
        *("the winter of 2022", "31 February", "30 February 2025", "mercredi", "x" * 9999),
        *("after the talks", "since Wednesday", "13/2025", "9999 days ago"),
    ],
)
def test_nobody_knows_what_other_words_mean(words: str) -> None:
    """Words that say more than a date, or none, or no day of the calendar."""
    assert resolve(words, read_moment(FRIDAY)) is None


@pytest.mark.parametrize(
    ("words", "told", "text"),
    [
        ("Wednesday", "..2025-02-14", "..2025-02-12"),
        ("last month", "2022-08", "2022-07"),
        ("yesterday", "2022-08", "2022"),  # from 31 July to 30 August
        ("yesterday", "2025", "..2025-12-30"),
        ("14 June 2024", "..2025-02-14", "2024-06-14"),
        ("last week", "2025-01-07", "..2025-01-05"),  # from 30 December
    ],
)
def test_a_source_of_no_certain_day_leaves_the_days_open(words: str, told: str, text: str) -> None:
    """As open as its own; what names its year is not."""
    found = resolve(words, read_moment(told))
    assert found is not None
    assert found.text == text


def test_there_are_no_days_before_the_calendar() -> None:
    """A slip in the year of a source is not one of ours."""
    assert resolve("last year", read_moment("0001-01-01")) is None
    assert resolve("yesterday", read_moment("0001-01-01")) is None


@given(
    st.sampled_from([words for words, *_ in MEANT]),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
)
def test_what_is_told_is_over(words: str, day: date) -> None:
    """Words without a year mean no day after the source's own."""
    found = resolve(words, read_moment(str(day)))
    assert found is not None
    assert found.earliest <= found.latest
    if not any(sign in words for sign in ("19", "20")):
        assert found.latest <= day
