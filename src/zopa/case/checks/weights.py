"""Checks of weights: that each weighs something, and by one number."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.cells import shown
from zopa.case.checks.context import Context
from zopa.case.tables import WEIGHED
from zopa.errors import Problem, did_you_mean

SCALE = "scale"  # the factor whose numbers are no weights: days, evidence, a deviation


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
