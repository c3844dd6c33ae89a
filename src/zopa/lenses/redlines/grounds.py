"""On which conditions a blocking set rests.

Some sets of lines cannot all stand whatever the conditions say; others block only because
a condition rules the rest out.  A finding opens down to exactly these conditions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zopa.factors import Factor
from zopa.lenses.redlines.tally import Question, count_all, each_alone
from zopa.model import Model


def conditions_needed(
    model: Model, goal: tuple[Factor, ...], lines: Sequence[int], scoped: bool
) -> tuple[int, ...]:
    """Return a minimal set of conditions with which the lines block the goal.

    Conditions are left out one by one, in declared order, as long as nothing survives.
    """
    alone = each_alone(lines)

    def blocks(kept: Sequence[int]) -> bool:
        fewer = replace(model, conditions=tuple(model.conditions[number] for number in kept))
        counts = count_all(Question(fewer, goal, alone, scoped))
        return not counts[(0,) * len(alone)]

    if blocks(()):
        return ()
    needed = list(range(len(model.conditions)))
    for number in tuple(needed):
        fewer = [other for other in needed if other != number]
        if blocks(fewer):
            needed = fewer
    return tuple(needed)
