"""The nearest outcome as a cost that spells itself."""

import numpy as np
import pytest

from tests.reference import factors as plain
from zopa.factors import Network
from zopa.factors import nearest as nearest_module
from zopa.factors.nearest import Spelling, cheapest, spell_out


@pytest.mark.parametrize("bits", [60, 8])
@pytest.mark.parametrize("seed", range(60))
def test_the_nearest_outcome_is_spelt_out(
    seed: int, bits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest outcome is found in one round of costs, and in several where bits are few."""
    monkeypatch.setattr(nearest_module, "BITS", bits)
    rng = np.random.default_rng(seed)
    sizes, constraints = plain.random_network(rng, 0.6)
    origin = tuple(int(rng.integers(0, size)) for size in sizes)
    allowed = {
        variable: np.flatnonzero(rng.random(size) < 0.8)
        for variable, size in enumerate(sizes)
        if rng.random() < 0.5
    }
    allowed = {variable: values for variable, values in allowed.items() if len(values)}
    wanted = plain.nearest(constraints, sizes, origin, {v: a.tolist() for v, a in allowed.items()})
    network = Network(sizes, tuple(constraints)).restrict(allowed)
    variables = tuple(range(len(sizes)))
    spelling = Spelling(variables, sizes, origin)
    found = None if network is None else spell_out(network, variables, spelling, allowed)
    assert found == wanted
    if network is not None and wanted is not None:
        _, cost = cheapest(network, variables, spelling, allowed)
        moved = sum(value != before for value, before in zip(wanted, origin, strict=True))
        assert spelling.changes(int(cost)) == moved


def test_many_variables_need_several_rounds() -> None:
    """Where the bits of all variables do not fit one number, they are spelt in rounds."""
    spelling = Spelling(tuple(range(40)), (4,) * 40, (0,) * 40)
    assert [len(spelt) for spelt in spelling.rounds()] == [27, 13]
