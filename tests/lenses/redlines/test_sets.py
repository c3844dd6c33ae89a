"""Minimal sets read off a table, against subsets one by one."""

from itertools import product

import numpy as np
import pytest

from tests.reference.redlines import minimal, subsets
from zopa.lenses.redlines.sets import blocking_sets, concession_sets, hitting_sets, ordered


def random_cube(seed: int) -> np.ndarray:
    """Return a table in which setting one line more aside never closes anything."""
    rng = np.random.default_rng(seed)
    lines = int(rng.integers(0, 6))
    opening = [set(np.flatnonzero(rng.random(lines) < 0.4)) for _ in range(rng.integers(0, 4))]
    cube = np.zeros((2,) * lines, dtype=np.bool_)
    for place in product((0, 1), repeat=lines):
        cube[place] = any(found <= set(np.flatnonzero(place)) for found in opening)
    return cube


@pytest.mark.parametrize("seed", range(40))
def test_sets_are_those_of_all_subsets(seed: int) -> None:
    """The minimal sets are those that testing every subset of the lines finds."""
    cube = random_cube(seed)
    lines = range(cube.ndim)
    conceded = minimal(
        found for found in subsets(lines) if cube[tuple(int(line in found) for line in lines)]
    )
    blocked = minimal(
        found
        for found in subsets(lines)
        if not cube[tuple(int(line not in found) for line in lines)]
    )
    assert concession_sets(cube) == conceded
    assert blocking_sets(cube) == blocked


@pytest.mark.parametrize("seed", range(40))
def test_each_kind_is_the_other_kind_s_hitting_sets(seed: int) -> None:
    """Blocking sets are the minimal hitting sets of the concession sets, and the reverse."""
    cube = random_cube(seed)
    assert hitting_sets(blocking_sets(cube)) == concession_sets(cube)
    assert hitting_sets(concession_sets(cube)) == blocking_sets(cube)


def test_sets_are_ordered_by_size_and_members() -> None:
    """Smaller sets come first, and sets of one size by their members."""
    assert ordered([{3, 1}, {2}, {0, 5}, ()]) == ((), (2,), (0, 5), (1, 3))
