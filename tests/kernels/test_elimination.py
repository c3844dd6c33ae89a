"""The compiled elimination of one variable, against numpy."""

import numpy as np
import pytest

from zopa.kernels import elimination

pytestmark = pytest.mark.kernels

IMPOSSIBLE = 1 << 61
SHAPE = (2, 3, 4)  # two kept variables, and the one that is summed out


def tables(code: int) -> tuple[np.ndarray, np.ndarray]:
    """Return tables over variables 0 and 2, and over 1 and 2, row by row."""
    rng = np.random.default_rng(code)
    first = rng.integers(0, 5, (2, 1, 4)).astype(np.uint64)
    second = rng.integers(0, 5, (1, 3, 4)).astype(np.uint64)
    if code == 1:
        first[0] = IMPOSSIBLE
    return first, second


STRIDES = np.array([[4, 0, 1], [0, 4, 1]], dtype=np.int64)


def wanted(code: int, modulus: int) -> np.ndarray:
    """Return what combining and gathering must give."""
    first, second = tables(code)
    if code == 0:
        total = (first * second).sum(axis=2)
        return total % np.uint64(modulus) if modulus else total
    if code == 1:
        return np.minimum((first + second).min(axis=2), np.uint64(IMPOSSIBLE))
    return np.bitwise_or.reduce(first & second, axis=2)


@pytest.mark.parametrize(("code", "modulus"), [(0, 0), (0, 7), (1, 0), (2, 0)])
def test_sum_out_combines_and_gathers(code: int, modulus: int) -> None:
    """A variable is summed out of the product of tables, in each algebra."""
    first, second = tables(code)
    starts = np.array([0, first.size], dtype=np.int64)
    result = first.size + second.size
    buffer = np.concatenate([first.ravel(), second.ravel(), np.zeros(6, dtype=np.uint64)])
    lengths = np.array(SHAPE, dtype=np.int64)
    elimination.sum_out(buffer, starts, STRIDES, lengths, code, np.uint64(modulus), result)
    assert buffer[result:].reshape(2, 3).tolist() == wanted(code, modulus).tolist()


@pytest.mark.parametrize(("code", "modulus"), [(0, 0), (0, 7), (1, 0), (2, 0)])
def test_run_goes_through_the_steps(code: int, modulus: int) -> None:
    """Two steps, one after the other, sum two variables out."""
    first, second = tables(code)
    size = first.size + second.size
    buffer = np.concatenate([first.ravel(), second.ravel(), np.zeros(8, dtype=np.uint64)])
    elimination.run(
        buffer,
        np.array([0, 2, 3]),
        np.array([0, first.size, size], dtype=np.int64),
        np.array([*STRIDES.tolist(), [3, 1, 0]], dtype=np.int64),
        np.array([0, 3, 5]),
        np.array([*SHAPE, 2, 3], dtype=np.int64),
        np.array([size, size + 6], dtype=np.int64),
        code,
        np.uint64(modulus),
    )
    once = wanted(code, modulus)
    if code == 0:
        twice = once.sum(axis=1) % np.uint64(modulus or 1 << 63)
    else:
        twice = once.min(axis=1) if code == 1 else np.bitwise_or.reduce(once, axis=1)
    assert buffer[size + 6 :].tolist() == twice.tolist()


def test_counts_wrap_at_64_bits() -> None:
    """A count that needs more than 64 bits is right modulo 2**64, without a warning."""
    buffer = np.array([1 << 63, 1 << 63, 3, 5, 0], dtype=np.uint64)
    strides = np.array([[1], [1]], dtype=np.int64)
    starts = np.array([0, 2], dtype=np.int64)
    lengths = np.array([2], dtype=np.int64)
    with np.errstate(over="ignore"):
        elimination.sum_out(buffer, starts, strides, lengths, 0, np.uint64(0), 4)
    assert int(buffer[4]) == ((1 << 63) * 3 + (1 << 63) * 5) % (1 << 64)
