"""Minimal blocking sets and minimal concession sets, read off a table of what survives.

A *blocking set* is a set of lines that cannot all stand: with them active and all others
set aside nothing survives.  A *concession set* is a set of lines that would have to be set
aside for anything to survive.  The minimal ones are the minimal unsatisfiable subsets and
the minimal correction sets of the literature, and each minimal set of one kind meets every
set of the other: they are each other's minimal hitting sets (Reiter 1987; Liffiton and
Sakallah 2008).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

Cube = npt.NDArray[np.bool_]
Sets = tuple[tuple[int, ...], ...]


def ordered(sets: Iterable[Iterable[int]]) -> Sets:
    """Order sets by size, then by their members."""
    as_numbers = (tuple(sorted(int(member) for member in found)) for found in sets)
    return tuple(sorted(as_numbers, key=lambda found: (len(found), found)))


def concession_sets(survives: Cube) -> Sets:
    """Return the minimal sets of lines to set aside for something to survive.

    Parameters
    ----------
    survives : bool[2, 2, ...]
        One axis a line: 0 where it is active, 1 where it is set aside.
    """
    with_less = np.zeros_like(survives)
    for axis in range(survives.ndim):
        halves(with_less, axis)[1][...] |= halves(survives, axis)[0]
    minimal = survives & ~with_less
    return ordered(np.flatnonzero(place) for place in np.argwhere(minimal))


def blocking_sets(survives: Cube) -> Sets:
    """Return the minimal sets of lines that, active alone, let nothing survive."""
    blocked = ~survives
    with_more = np.zeros_like(blocked)
    for axis in range(blocked.ndim):
        halves(with_more, axis)[0][...] |= halves(blocked, axis)[1]
    maximal = blocked & ~with_more
    return ordered(np.flatnonzero(place == 0) for place in np.argwhere(maximal))


def halves(cube: npt.NDArray[Any], axis: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return where the line of an axis is active, and where it is set aside, as views."""
    before: tuple[Any, ...] = (slice(None),) * axis
    return cube[(*before, 0, ...)], cube[(*before, 1, ...)]


def hitting_sets(sets: Iterable[Iterable[int]]) -> Sets:
    """Return the minimal sets that meet every one of some sets (Berge 1989, chapter 2)."""
    minimal: list[frozenset[int]] = [frozenset()]
    for found in sets:
        members = frozenset(found)
        grown = {hit if hit & members else hit | {one} for hit in minimal for one in members}
        minimal = [hit for hit in grown if not any(other < hit for other in grown)]
    return ordered(minimal)
