"""Synthetic models: issues along a band, conditions and lines over neighbours."""

from __future__ import annotations

import numpy as np

from zopa.factors import Factor
from zopa.model import Condition, IssueWords, Line, LineGroup, Model, Words


def band(
    seed: int,
    issues: int = 40,
    conditions: int = 30,
    lines: int = 13,
    planted: int = 3,
    violating: float = 0.35,
    values: int = 4,
    width: int = 5,
    parties: int = 5,
) -> Model:
    """Make a model whose conditions and lines name at most 4 issues within a band.

    ``planted`` groups of lines are made to violate everything together over three issues.
    """
    random = np.random.default_rng(seed)

    def scope(size: int) -> tuple[int, ...]:
        begin = int(random.integers(0, issues - width + 1))
        return tuple(sorted((begin + random.choice(width, size, replace=False)).tolist()))

    kept = []
    for _ in range(conditions):
        named = scope(int(random.integers(2, 4)))
        table = random.random([values] * len(named)) < 0.8
        table[(0,) * len(named)] = True
        kept.append(Condition((Factor(named, table),), is_logic=True, is_judged=False))
    tables = []
    for _ in range(lines):
        named = scope(int(random.integers(2, 5)))
        tables.append((named, random.random([values] * len(named)) < violating))
    for _ in range(planted):
        size = int(random.integers(2, 4))
        named, chosen = scope(3), random.choice(lines, size, replace=False)
        parts = random.integers(0, size, [values] * 3)
        for part, line in enumerate(chosen):
            tables[line] = (named, parts == part)
    owners = [1 << int(random.integers(parties)) for _ in range(lines)]
    touched = []
    for _ in range(issues):
        movers = sum(1 << int(x) for x in random.choice(parties, 2, replace=False))
        bits = np.full(values, movers, dtype=np.uint64)
        bits[0] = 0
        touched.append(bits)
    ids = tuple(str(value) for value in range(values))
    spoken = tuple(
        IssueWords(f"I{i}", f"I{i}", "ordered", ids, ids, tuple(range(values)), 0)
        for i in range(issues)
    )
    names = tuple("ABCDEFGH"[:parties])
    return Model(
        words=Words(spoken, (), names, names, tuple(f"L{i}" for i in range(lines)), ()),
        sizes=(values,) * issues,
        status_quo=(0,) * issues,
        conditions=tuple(kept),
        touched=tuple(touched),
        lines=tuple(
            Line(Factor(named, table), owner, False, False, False)
            for (named, table), owner in zip(tables, owners, strict=True)
        ),
        groups=tuple(LineGroup(f"L{i}", (i,), i) for i in range(lines)),
    )
