"""Exact counts of any size, from eliminations in 64-bit arithmetic.

A count below 2**63 needs one elimination, modulo 2**64.  A larger one is counted again
modulo one or more primes below 2**31, and put together by the Chinese remainder theorem
(Garner 1959), so that 10^24 outcomes are counted as exactly as ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from zopa.errors import SpaceTooLargeError
from zopa.factors.algebras import Counting, Elements
from zopa.factors.eliminate import Path, eliminate
from zopa.factors.network import Factor, Network
from zopa.factors.orders import choose_order

Counts = npt.NDArray[np.int64] | npt.NDArray[np.object_]

WORD = 1 << 64
PRIMES = (
    2147483647,
    2147483629,
    2147483587,
    2147483579,
    2147483563,
    2147483549,
    2147483543,
    2147483497,
    2147483489,
    2147483477,
    2147483423,
    2147483399,
    2147483353,
    2147483323,
    2147483269,
    2147483249,
)


def moduli_for(bound: int) -> tuple[int, ...]:
    """Return the moduli whose product is over ``2 * bound``; 0 stands for 2**64."""
    moduli, product = [0], WORD
    for prime in PRIMES:
        if product > 2 * bound:
            break
        moduli.append(prime)
        product *= prime
    if product <= 2 * bound:
        raise SpaceTooLargeError(
            f"The outcome space has more than 10^{len(str(product)) - 1} outcomes.",
            "Ask about a view with fewer issues.",
        )
    return tuple(moduli)


def count_lanes(
    factors: Iterable[Factor],
    order: Sequence[int],
    sizes: Sequence[int],
    moduli: Sequence[int],
    path: Path = "auto",
) -> tuple[tuple[int, ...], list[Elements]]:
    """Count modulo each of the moduli.

    Returns
    -------
    scope, lanes
        The kept variables, and one table of counts over them for each modulus.
    """
    network = list(factors)
    lanes = []
    scope: tuple[int, ...] = ()
    for modulus in moduli:
        found = eliminate(network, order, Counting(modulus), sizes, path)
        scope = found.scope
        lanes.append(found.table.astype(np.uint64, copy=False))
    return scope, lanes


def add_lanes(
    first: Sequence[Elements], second: Sequence[Elements], moduli: Sequence[int], sign: int = 1
) -> list[Elements]:
    """Add (or with sign -1 subtract) counts lane by lane."""
    added = []
    for one, two, modulus in zip(first, second, moduli, strict=True):
        if modulus:
            other = two if sign > 0 else np.uint64(modulus) - two
            added.append((one + other) % np.uint64(modulus))
        else:
            added.append(one + two if sign > 0 else one - two)
    return added


def exact(lanes: Sequence[Elements], moduli: Sequence[int]) -> Counts:
    """Put the lanes together.

    Returns
    -------
    int64 array where one lane was enough, else an array of Python integers.
    """
    if len(lanes) == 1:
        return lanes[0].astype(np.int64)
    number: npt.NDArray[np.object_] = lanes[0].astype(object)
    product = WORD
    for lane, modulus in zip(lanes[1:], moduli[1:], strict=True):
        inverse = pow(product, -1, modulus)
        number = number + product * ((lane.astype(object) - number) * inverse % modulus)
        product *= modulus
    return np.asarray(number, dtype=object)


def count(
    factors: Iterable[Factor],
    order: Sequence[int],
    sizes: Sequence[int],
    path: Path = "auto",
) -> tuple[tuple[int, ...], Counts]:
    """Count the outcomes of a network exactly, for each combination of the kept variables.

    Examples
    --------
    >>> import numpy as np
    >>> differ = Factor((0, 1), ~np.eye(3, dtype=bool))
    >>> scope, counts = count([differ], (0, 1), (3, 3))
    >>> int(counts)
    6
    """
    bound = 1
    for variable in order:
        bound *= sizes[variable]
    moduli = moduli_for(bound)
    scope, lanes = count_lanes(factors, order, sizes, moduli, path)
    return scope, exact(lanes, moduli)


def count_outcomes(network: Network, kept: Sequence[int] = ()) -> Counts:
    """Count the outcomes of a network exactly, in an order of its own choosing.

    Parameters
    ----------
    network
        The constraints.
    kept
        Variables whose values are counted apart.

    Returns
    -------
    One count for each combination of the kept variables that some factor names; of shape
    ``()`` where none does.
    """
    counted = [variable for variable in range(len(network.sizes)) if variable not in kept]
    plan = choose_order([factor.scope for factor in network.factors], network.sizes, counted)
    return count(network.factors, plan.order, network.sizes)[1]
