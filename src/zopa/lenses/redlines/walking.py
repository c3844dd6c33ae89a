"""The same table of counts by looking at every outcome: the other engine's check.

Every outcome that satisfies conditions and goal is met once and counted by the lines that
it violates and the owners who must act for it; the counts are then summed over subsets.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from zopa.factors import Factor, Network
from zopa.factors.enumerate import MOST_BITS, Walk
from zopa.factors.network import fold
from zopa.lenses.redlines.tally import MOST_LINES, Question, simplify

MOST_WALKED = 1 << 26  # combinations of values that are looked at without being asked to


def can_be_walked(question: Question) -> bool:
    """Whether looking at every outcome takes a few seconds at most."""
    bits = len(question.lines) + len(question.owner_sets)
    few = len(question.lines) <= MOST_LINES and bits <= MOST_BITS
    return few and question.model.raw <= MOST_WALKED


def count_by_walking(question: Question) -> npt.NDArray[np.int64]:
    """Count, for every choice, the outcomes of the goal that no chosen line binds.

    Returns
    -------
    counts : int[choices of line 1, choices of line 2, ...]
        As :func:`zopa.lenses.redlines.tally.count_all`.
    """
    lines = question.lines
    network = simplify(Network(question.model.sizes, question.network.factors))
    walk = Walk(network, fold([*_violations(question), *_touches(question)], np.bitwise_or))
    counts = walk.histogram(len(lines) + len(question.owner_sets))
    marks = np.flatnonzero(counts)
    binding = np.bincount(
        _binding(question, marks), weights=counts[marks], minlength=1 << len(lines)
    ).astype(np.int64)
    for bit in range(len(lines)):  # sums over subsets (Yates 1937)
        pairs = binding.reshape(-1, 2, 1 << bit)
        pairs[:, 1] += pairs[:, 0]
    return binding[_set_aside(question)]


def _violations(question: Question) -> list[Factor]:
    """Return one bit a line, where an outcome violates it."""
    marks = []
    for bit, line in enumerate(question.lines):
        violated = question.model.lines[line].violated
        marks.append(Factor(violated.scope, violated.table.astype(np.uint64) << np.uint64(bit)))
    return marks


def _touches(question: Question) -> list[Factor]:
    """Return one bit a set of owners, where one of them must act."""
    marks = []
    for issue, touched in enumerate(question.model.touched):
        bits = np.zeros(len(touched), dtype=np.uint64)
        for number, owners in enumerate(question.owner_sets):
            acts = (touched & np.uint64(owners) != 0).astype(np.uint64)
            bits |= acts << np.uint64(len(question.lines) + number)
        marks.append(Factor((issue,), bits))
    return marks


def _binding(question: Question, marks: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Leave only the bits of lines that bind: those of owners who must act, or of all."""
    binding = np.zeros_like(marks)
    for bit, number in enumerate(question.lines):
        line = question.model.lines[number]
        binds = (marks >> bit) & 1
        if question.scoped and not line.always:
            place = len(question.lines) + question.owner_sets.index(line.owners)
            binds &= (marks >> place) & 1
        binding |= binds << bit
    return binding


def _set_aside(question: Question) -> npt.NDArray[np.intp]:
    """Return, for every choice, the bits of the lines that it does not activate."""
    bits = {line: 1 << bit for bit, line in enumerate(question.lines)}
    everything = sum(bits.values())
    active = np.zeros(question.shape, dtype=np.intp)
    for position, choices in enumerate(question.groups):
        own = np.array([sum(bits[line] for line in chosen) for chosen in choices])
        lengths = [1] * len(question.groups)
        lengths[position] = len(choices)
        active |= own.reshape(lengths)
    return everything & ~active
