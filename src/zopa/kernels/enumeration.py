"""Walk every outcome that satisfies all constraints, leaving whole branches out early.

A prefix odometer: the variables are set one after the other; a constraint is looked up as
soon as its last variable is set, so that a prefix that breaks it is never extended.
"""

from __future__ import annotations

import numpy as np
from numba import njit

_ONE = np.int64(1)


@njit(cache=True)
def walk(  # type: ignore[no-untyped-def]
    sizes,
    weights,
    constraints,
    marks,
    state,
    digits,
    codes_at,
    marks_at,
    histogram,
    codes,
    found_marks,
):
    """Go on walking, and count or list the outcomes; all arrays of state are written in place.

    Parameters
    ----------
    sizes, weights : int64[variables]
        Values of each variable, and its place value in an outcome's code.
    constraints, marks : tuples
        ``(table, base, step, first, entry_first, entry_depth, entry_stride, start)``: tables
        end to end; for each table where it stands now, its step along the variable that
        completes it, and (compressed by ``entry_first``) its strides along earlier ones;
        ``first[d]..first[d + 1]`` are the tables that depth ``d`` completes.
    state : int64[2]
        The depth to go on from (-1 when done), and the number of outcomes met so far.
    digits : int64[variables]
        Current values; -1 where not yet set.
    codes_at, marks_at : int64, uint64[variables + 1]
        Code and marks of the prefix of each length.
    histogram : int64[2**bits]
        Where not empty, counts outcomes by their marks.
    codes, found_marks : int64, uint64[chunk]
        Else filled with outcomes.

    Returns
    -------
    int
        How many outcomes were listed; fewer than a chunk means that the walk is done.
    """
    table, base, step, first, entry_first, entry_depth, entry_stride, start = constraints
    m_table, m_base, m_step, m_first, m_entry_first, m_entry_depth, m_entry_stride, m_start = marks
    last = sizes.shape[0] - 1
    depth = state[0]
    counting = histogram.shape[0] > 0
    listed = 0
    while depth >= 0:
        digits[depth] += 1
        value = digits[depth]
        if value == sizes[depth]:
            digits[depth] = -1
            depth -= 1
            continue
        holds = True
        for f in range(first[depth], first[depth + 1]):
            if not table[base[f] + value * step[f]]:
                holds = False
                break
        if not holds:
            continue
        mark = marks_at[depth]
        for f in range(m_first[depth], m_first[depth + 1]):
            mark |= m_table[m_base[f] + value * m_step[f]]
        if depth == last:
            state[1] += 1
            if counting:
                histogram[np.int64(mark)] += _ONE
            else:
                codes[listed] = codes_at[depth] + value * weights[depth]
                found_marks[listed] = mark
                listed += 1
                if listed == codes.shape[0]:
                    break
            continue
        marks_at[depth + 1] = mark
        codes_at[depth + 1] = codes_at[depth] + value * weights[depth]
        depth += 1
        for f in range(first[depth], first[depth + 1]):
            place = start[f]
            for e in range(entry_first[f], entry_first[f + 1]):
                place += digits[entry_depth[e]] * entry_stride[e]
            base[f] = place
        for f in range(m_first[depth], m_first[depth + 1]):
            place = m_start[f]
            for e in range(m_entry_first[f], m_entry_first[f + 1]):
                place += digits[m_entry_depth[e]] * m_entry_stride[e]
            m_base[f] = place
    state[0] = depth
    return listed
