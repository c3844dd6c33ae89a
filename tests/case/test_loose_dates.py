"""Dates as people write them: each is told in the form that a case has."""

from __future__ import annotations

import pytest

from zopa.case.cells import read_moment
from zopa.case.loose_dates import read_loosely


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("14.02.2025", "Write 2025-02-14."),
        ("14/2/2025", "Write 2025-02-14."),
        ("2/28/2025", "Write 2025-02-28."),
        ("04/04/2025", "Write 2025-04-04."),
        ("2025/02/14", "Write 2025-02-14."),
        ("2025-2-4", "Write 2025-02-04."),
        ("2025-02-14T10:00:00", "Write 2025-02-14."),
        ("02/2025", "Write 2025-02."),
        ("2025/2", "Write 2025-02."),
        ("1 March 2024", "Write 2024-03-01."),
        ("1st of March 2024", "Write 2024-03-01."),
        ("Sept 3, 2024", "Write 2024-09-03."),
        ("March 2024", "Write 2024-03."),
        ("03/04/2025", "Write 2025-04-03 or 2025-03-04, whichever is meant."),
        ("31/02/2025", "Write a day of the calendar, as in 2025-02-14."),
        ("45702", "Format the column as a date in the spreadsheet, or write 2025-02-14."),
    ],
)
def test_a_date_in_another_form_is_understood(text: str, remedy: str) -> None:
    """What is meant is written out; where two days may be meant, both are."""
    found = read_loosely(text)
    assert found is not None
    assert found.remedy == remedy


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("14.02.2025", ""),
        ("31/02/2025", "there is no 31 February 2025"),
        ("2025/13/01", "there is no month 13"),
        ("03/04/2025", "day and month cannot be told apart"),
        ("45702", "it is how a spreadsheet stores the day 2025-02-14"),
    ],
)
def test_the_trouble_with_a_date_is_named(text: str, trouble: str) -> None:
    """Beside the remedy stands why the date cannot be read as it is."""
    found = read_loosely(text)
    assert found is not None
    assert found.trouble == trouble


@pytest.mark.parametrize(
    "text", ["soon", "1234", "99999", "14/02/25", "5 Foo 2020", "spring 2024", "1-2-3"]
)
def test_what_nobody_can_work_out_is_left_alone(text: str) -> None:
    """A word, a number of no day and a year of two digits are told as no date, and no more."""
    assert read_loosely(text) is None


def test_what_is_offered_can_be_read() -> None:
    """The form that a remedy offers is one that a case has."""
    for text in ("14.02.2025", "March 2024"):
        found = read_loosely(text)
        assert found is not None
        assert read_moment(found.remedy.removeprefix("Write ").removesuffix("."))
