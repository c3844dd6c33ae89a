"""The model: a frozen set of arrays on which every lens works.

Axis order is written here once: parties first, outcomes second.  Issues, values, parties,
lines and goals are indices; :class:`~zopa.model.words.Words` turns them back into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
import numpy.typing as npt

from zopa.factors import Factor, Network
from zopa.model.words import Words


@dataclass(frozen=True, eq=False)
class Line:
    """One red line, or one reading of one.

    Attributes
    ----------
    violated
        True where an outcome violates the line.
    owners
        One bit a party: whose line it is.
    always
        Whether it binds outcomes that none of its owners must act for, or its owners must
        act for what the view holds, and so for every outcome.
    settled
        Whether every issue it names is held by the view.
    restricted
        Whether some issues that it names are held and others open.
    """

    violated: Factor
    owners: int
    always: bool
    settled: bool
    restricted: bool

    @property
    def is_violated_as_held(self) -> bool:
        """For a settled line: whether the held values violate it."""
        return self.settled and bool(self.violated.table)


@dataclass(frozen=True, eq=False)
class Condition:
    """What every outcome must satisfy.

    Attributes
    ----------
    factors
        Tables that must all hold.
    is_logic
        Whether it cannot be otherwise; else nobody would sign it otherwise.
    is_judged
        Whether it rests on the coder's judgement.
    """

    factors: tuple[Factor, ...]
    is_logic: bool
    is_judged: bool


@dataclass(frozen=True)
class LineGroup:
    """A line with its readings: exactly one of them is active at a time.

    Attributes
    ----------
    name
        The id that the readings share, or the id of the only row.
    readings
        Indices of lines.
    default
        The index of the line that is active unless another reading is asked for.
    """

    name: str
    readings: tuple[int, ...]
    default: int


@dataclass(frozen=True, eq=False)
class Model:
    """A case as arrays.

    Attributes
    ----------
    words
        Labels of everything.
    status_quo : int[issues]
        Value index of each issue now.
    conditions
        By condition index.
    touched : uint64[issues][values]
        One bit a party that must act for the issue to reach the value.
    lines
        All lines in play, all readings.
    groups
        The lines grouped by reading; indices into ``lines``.
    goals
        The factors that an outcome of each goal satisfies.
    view
        The id of the view whose held issues are left out; empty for the whole case.
    """

    words: Words
    sizes: tuple[int, ...]
    status_quo: tuple[int, ...]
    conditions: tuple[Condition, ...]
    touched: tuple[npt.NDArray[np.uint64], ...]
    lines: tuple[Line, ...]
    groups: tuple[LineGroup, ...]
    goals: tuple[tuple[Factor, ...], ...] = ()
    view: str = ""

    @property
    def raw(self) -> int:
        """The number of combinations of values."""
        return prod(self.sizes)

    @cached_property
    def space(self) -> Network:
        """The outcomes that satisfy every condition."""
        return Network(
            self.sizes, tuple(factor for found in self.conditions for factor in found.factors)
        )

    @cached_property
    def in_play(self) -> tuple[LineGroup, ...]:
        """The groups of lines of which the view leaves some reading open."""
        return tuple(
            group
            for group in self.groups
            if not all(self.lines[line].settled for line in group.readings)
        )
