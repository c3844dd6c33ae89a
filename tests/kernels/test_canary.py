"""The canary of the bounds-check pass: a compiled read beyond its array that must be caught.

numba compiles bounds checks in only where ``NUMBA_BOUNDSCHECK=1`` is set, and a kernel from the
cache ignores the switch.  A bounds-check pass that finds nothing is therefore worth something
only if this function, cached like every kernel of ours, raises in the same pass.  ``.ci/run``
sets ``ZOPA_EXPECT_BOUNDSCHECK=1`` there, which turns "may raise" into "must raise".
"""

import os

import numba
import numpy as np
import pytest
from numpy.typing import NDArray

pytestmark = pytest.mark.kernels

MUST_RAISE = os.environ.get("ZOPA_EXPECT_BOUNDSCHECK") == "1"
CHECKED = bool(numba.config.DISABLE_JIT or numba.config.BOUNDSCHECK)


@numba.njit(cache=True)
def read(values: NDArray[np.int64], index: int) -> int:
    return values[index]


def first_four_of_eight() -> NDArray[np.int64]:
    """Return a view of four numbers: a read just beyond it stays inside memory of ours."""
    return np.arange(8, dtype=np.int64)[:4]


def test_canary_reads_inside_its_array() -> None:
    """The canary reads what is there."""
    assert read(first_four_of_eight(), 3) == 3


def test_canary_reads_beyond_its_array() -> None:
    """A read beyond the array raises where bounds are checked, and goes unnoticed elsewhere."""
    if MUST_RAISE or CHECKED:
        with pytest.raises(IndexError):
            read(first_four_of_eight(), 5)
    else:
        assert read(first_four_of_eight(), 5) == 5
