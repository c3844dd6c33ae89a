"""How many outcomes each set of lines forbids: the histogram behind the live board.

The *mask* of an outcome is the set of lines that bind it and that it violates; each reading
of a line is a bit of its own.  The table of :func:`~zopa.lenses.redlines.tally.count_all`
over the choices of each line alone holds, for every set of lines set aside, the outcomes
whose mask is a part of that set.  Taking the sums over subsets back, one line after the
other (Yates 1937; Moebius inversion, Rota 1964), leaves the outcomes of each mask.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from zopa.lenses.redlines.sets import halves
from zopa.lenses.redlines.tally import (
    MOST_LINES,
    Question,
    count_all,
    each_alone,
    nearest_outcomes,
)
from zopa.model import Model

MOST_MASKS = 20_000  # of all goals together: some 350 kB of the brief
MOST_WORK = 24  # two to this power: cells of the table times sets of owners
MOST_EXAMPLES = 60  # outcomes of one goal that are told in words


@dataclass(frozen=True)
class Example:
    """One outcome of a goal, and its mask."""

    mask: int
    outcome: tuple[int, ...]


@dataclass(frozen=True)
class GoalMasks:
    """The masks of one goal.

    Attributes
    ----------
    lines
        The line of each bit.
    masks, counts
        Every mask that some outcome has, ascending, and its exact number of outcomes.
    examples
        For every mask that contains no other, the nearest outcome; then others.
    """

    lines: tuple[int, ...]
    masks: tuple[int, ...]
    counts: tuple[int, ...]
    examples: tuple[Example, ...]


def every_reading(model: Model, goal: int, scoped: bool) -> Question:
    """Ask a goal with every line, and every reading of one, a choice of its own."""
    lines = sorted(line for group in model.in_play for line in group.readings)
    return Question(model, model.goals[goal], each_alone(lines), scoped)


def can_be_masked(question: Question) -> bool:
    """Whether the table over all lines is made in a second or two."""
    few = len(question.lines) <= MOST_LINES
    return few and len(question.lines) + len(question.owner_sets) <= MOST_WORK and question.fits


def count_masks(question: Question) -> dict[int, int]:
    """Count the outcomes of each mask, ascending; bit ``n`` is the line of choice ``n``."""
    counts = count_all(question).copy()
    for axis in range(counts.ndim):
        stands, aside = halves(counts, axis)
        aside -= stands
    places = np.argwhere(counts != 0)
    bits = 1 << np.arange(counts.ndim, dtype=np.int64)
    marks = (places @ bits).tolist() if counts.ndim else [0] * len(places)
    found = zip(marks, counts[counts != 0].tolist(), strict=True)
    return {int(mask): int(count) for mask, count in sorted(found)}


def minimal(masks: Iterable[int]) -> list[int]:
    """Keep the masks that contain no other."""
    kept: list[int] = []
    for mask in sorted(masks, key=lambda mask: (mask.bit_count(), mask)):
        if not any(other & mask == other for other in kept):
            kept.append(mask)
    return kept


def mask_of(question: Question, outcome: Sequence[int]) -> int:
    """Return the lines that bind an outcome and that it violates."""
    model = question.model
    acting = 0
    for issue, value in enumerate(outcome):
        acting |= int(model.touched[issue][value])
    mask = 0
    for bit, number in enumerate(question.lines):
        line = model.lines[number]
        binds = not question.scoped or line.always or line.owners & acting
        values = tuple(outcome[issue] for issue in line.violated.scope)
        if binds and line.violated.table[values]:
            mask |= 1 << bit
    return mask


def masks_of(question: Question, told: Iterable[tuple[int, ...]] = ()) -> GoalMasks:
    """Return the masks of a goal, with outcomes to tell.

    Parameters
    ----------
    told
        Outcomes that are told in any case, if there is room.
    """
    found = count_masks(question)
    smallest = minimal(found)[:MOST_EXAMPLES]
    size = len(question.lines)
    aside = [tuple(mask >> bit & 1 for bit in range(size)) for mask in smallest]
    nearest = [outcome for outcome in nearest_outcomes(question, aside) if outcome is not None]
    outcomes = list(dict.fromkeys([*nearest, *told]))[:MOST_EXAMPLES]
    return GoalMasks(
        lines=question.lines,
        masks=tuple(found),
        counts=tuple(found.values()),
        examples=tuple(Example(mask_of(question, outcome), outcome) for outcome in outcomes),
    )
