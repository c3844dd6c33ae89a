"""The compiled walk, called with arrays made by hand."""

import numpy as np
import pytest

from zopa.kernels import enumeration

pytestmark = pytest.mark.kernels


def ints(*numbers: int) -> np.ndarray:
    """Return an array of integers."""
    return np.array(numbers, dtype=np.int64)


def arguments() -> list[object]:
    """Two variables of two and three values that must differ; a mark where the second is 2."""
    differ = np.array([[value != other for other in range(3)] for value in range(2)])
    constraints = (
        differ.ravel(), ints(0), ints(1), ints(0, 0, 1), ints(0, 1), ints(0), ints(3), ints(0),
    )  # fmt: skip
    marks = (
        np.array([0, 0, 1], dtype=np.uint64),
        ints(0), ints(1), ints(0, 0, 1), ints(0, 0), ints(), ints(), ints(0),
    )  # fmt: skip
    return [
        ints(2, 3),
        ints(3, 1),
        constraints,
        marks,
        ints(0, 0),
        ints(-1, -1),
        ints(0, 0, 0),
        np.zeros(3, dtype=np.uint64),
    ]


def test_the_walk_counts_by_marks() -> None:
    """With a histogram the walk counts the outcomes by their marks and is done."""
    given = arguments()
    counts = ints(0, 0)
    enumeration.walk(*given, counts, ints(), np.zeros(0, dtype=np.uint64))
    assert counts.tolist() == [2, 2]
    assert given[4].tolist() == [-1, 4]  # type: ignore[attr-defined]


def test_the_walk_goes_on_where_it_stopped() -> None:
    """With chunks the walk lists as many outcomes as fit, and goes on at the next call."""
    given = arguments()
    codes, marks = ints(0, 0, 0), np.zeros(3, dtype=np.uint64)
    assert enumeration.walk(*given, ints(), codes, marks) == 3
    assert codes.tolist() == [1, 2, 3]
    assert marks.tolist() == [0, 1, 0]
    assert enumeration.walk(*given, ints(), codes, marks) == 1
    assert codes[0] == 5
    assert marks[0] == 1
