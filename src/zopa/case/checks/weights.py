"""Checks of weights: that each weighs something, and by one number."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.cells import shown
from zopa.case.checks.context import Context
from zopa.case.tables import WEIGHED
from zopa.errors import Problem, did_you_mean

SCALE = "scale"  # the factor whose numbers are no weights: days, evidence, a deviation
# Numbers of the scale that others are divided by, and the largest that still means something.
MORE_THAN_NOUGHT = ("kappa", "prior", "half_life", "half_life_low", "half_life_high")
LEAST, LARGEST = 1e-6, 1e6
WIDEST = 5.0  # deviation of the logarithm of a weight: a factor of 150
SHORTEST_DRAWN, LONGEST_DRAWN = 7.0, 120.0  # where the case says nothing else


def weights_weigh_known_codes(context: Context) -> Iterator[Problem]:
    """Every weight names a code of its factor."""
    for index, weight in enumerate(context.case.weights):
        known = WEIGHED[weight.factor]
        if weight.key not in known:
            message = f"{weight.factor} has no '{shown(weight.key)}'."
            remedy = did_you_mean(weight.key, known, f"the keys of {weight.factor}")
            yield context.problem("weights", index, "key", message, remedy)


def weights_are_one_number(context: Context) -> Iterator[Problem]:
    """No weight is a range: how far the answer hangs on the weights is asked of all together."""
    for index, weight in enumerate(context.case.weights):
        if weight.weight.low != weight.weight.high:
            message = f"'{shown(weight.weight.text)}' is a range, and a weight is one number."
            remedy = "Write one number, as in 0.3."
            yield context.problem("weights", index, "weight", message, remedy)


def weights_are_at_most_one(context: Context) -> Iterator[Problem]:
    """No weight counts a statement for more than a full one."""
    for index, weight in enumerate(context.case.weights):
        number = weight.weight
        if weight.factor != SCALE and number.low == number.high and number.low > 1:
            message = f"the weight is {shown(number.text)}, and 1 is full weight."
            remedy = "Write a number from 0 to 1, unless more is meant."
            yield context.problem("weights", index, "weight", message, remedy, "warning")


def scales_can_be_divided_by(context: Context) -> Iterator[Problem]:
    """No number of the scale that others are divided by is nought, and none is without bound."""
    for index, weight in enumerate(context.case.weights):
        number = weight.weight
        if number.low != number.high:
            continue
        most = WIDEST if weight.key == "sigma" else LARGEST
        if weight.factor == SCALE and weight.key in MORE_THAN_NOUGHT and number.low < LEAST:
            message = f"{weight.key} is {shown(number.text)}, and others are divided by it."
            yield context.problem("weights", index, "weight", message, f"Write {LEAST:f} or more.")
        elif number.low > most:
            message = f"{weight.key} is {shown(number.text)}."
            remedy = f"Write at most {most:,.0f}."
            yield context.problem("weights", index, "weight", message, remedy)


def half_lives_are_drawn_upwards(context: Context) -> Iterator[Problem]:
    """The shortest half-life that is drawn is no longer than the longest."""
    given = {
        weight.key: (index, weight.weight.low)
        for index, weight in enumerate(context.case.weights)
        if weight.factor == SCALE
    }
    low = given.get("half_life_low", (None, SHORTEST_DRAWN))
    high = given.get("half_life_high", (None, LONGEST_DRAWN))
    if low[1] > high[1]:
        index = low[0] if low[0] is not None else high[0]
        message = f"half-lives would be drawn from {low[1]:g} to {high[1]:g} days."
        remedy = "Set half_life_low below half_life_high; where one is left out it is 7, or 120."
        yield context.problem("weights", index, "weight", message, remedy)


def half_lives_are_some_time(context: Context) -> Iterator[Problem]:
    """No half-life of an issue is nought: nothing that was said would count a day later."""
    for index, issue in enumerate(context.case.issues):
        if issue.half_life is not None and issue.half_life.high == 0:
            message = "the half-life is 0 days, so that nothing counts a day after it was said."
            remedy = "Write more than 0, or leave it empty for the half-life of the weights."
            yield context.problem("issues", index, "half_life", message, remedy)
