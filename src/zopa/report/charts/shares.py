"""Probabilities as the pictures write them."""

from __future__ import annotations

import math

from zopa.messages import say


def per_cent(share: float) -> str:
    """Write a probability in whole per cent, never rounded to certainty.

    >>> per_cent(0.625), per_cent(0.004), per_cent(1)
    ('63 %', 'below 1 %', '100 %')
    """
    return say("{number} %", number=_whole(share))


def between(low: float, high: float) -> str:
    """Write a range of probabilities."""
    first, last = _whole(low), _whole(high)
    if first == last:
        return say("{number} %", number=first)
    return say("{low} to {high} %", low=first, high=last)


def _whole(share: float) -> str:
    if 0 < share < 0.01:
        return say("below 1")
    if 0.99 < share < 1:
        return say("above 99")
    return str(math.floor(100 * share + 0.5))
