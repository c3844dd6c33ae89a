"""Exact counts of any size."""

import numpy as np
import pytest

from tests.reference import factors as plain
from zopa.errors import TooLargeError
from zopa.factors import Factor
from zopa.factors.counting import PRIMES, WORD, add_lanes, count, exact, moduli_for


def test_the_moduli_are_primes() -> None:
    """No number up to its root divides a modulus, and no modulus comes twice."""
    divisors = np.arange(2, 46341)
    for prime in PRIMES:
        assert prime < 1 << 31
        assert (prime % divisors).all()
    assert len(set(PRIMES)) == len(PRIMES)


def test_a_large_count_is_exact() -> None:
    """A chain of 90 variables with four values, neighbours differing, has 4 * 3**89 outcomes."""
    differ = ~np.eye(4, dtype=np.bool_)
    chain = [Factor((link, link + 1), differ) for link in range(89)]
    scope, counts = count(chain, range(90), (4,) * 90)
    assert scope == ()
    assert int(counts[()]) == 4 * 3**89


@pytest.mark.parametrize("seed", range(20))
def test_a_count_equals_looking_everywhere(seed: int) -> None:
    """A count of a small network is the number of its outcomes."""
    sizes, constraints = plain.random_network(np.random.default_rng(seed))
    _, counts = count(constraints, range(len(sizes)), sizes)
    assert int(counts[()]) == plain.counted(constraints, sizes, [])[()]


@pytest.mark.parametrize("bound", [1, (1 << 63) - 1, 1 << 63, 10**40, 10**100])
def test_the_moduli_are_enough(bound: int) -> None:
    """The product of the moduli is over twice the bound, and not without the last of them."""
    moduli = moduli_for(bound)
    product = WORD
    for prime in moduli[1:]:
        product *= prime
    assert product > 2 * bound
    if len(moduli) > 1:
        assert product // moduli[-1] <= 2 * bound


def test_a_space_beyond_all_moduli_is_refused() -> None:
    """An outcome space larger than all moduli together is refused."""
    with pytest.raises(TooLargeError, match=r"more than 10\^168 outcomes"):
        moduli_for(10**200)


@pytest.mark.parametrize(("sign", "wanted"), [(1, 7 * 10**30), (-1, 3 * 10**30)])
def test_lanes_add_as_numbers_do(sign: int, wanted: int) -> None:
    """Counts added or subtracted lane by lane are those of the numbers."""
    moduli = moduli_for(10**31)

    def lanes(number: int) -> list[np.ndarray]:
        return [np.array([number % (modulus or WORD)], dtype=np.uint64) for modulus in moduli]

    added = add_lanes(lanes(5 * 10**30), lanes(2 * 10**30), moduli, sign)
    assert exact(added, moduli).tolist() == [wanted]
