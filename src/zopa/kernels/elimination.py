"""The inner loops of elimination: sum variables out of a product of tables."""

from __future__ import annotations

import numpy as np
from numba import njit

_IMPOSSIBLE = np.uint64(1 << 61)
_ZERO = np.uint64(0)


@njit(cache=True)
def sum_out(buffer, starts, strides, lengths, code, modulus, result):  # type: ignore[no-untyped-def]
    """Combine tables cell by cell and gather over the last variable; written in place.

    Parameters
    ----------
    buffer : uint64[cells]
        All tables, each in row-major order; the result is written into it.
    starts : int64[tables]
        Where each table begins.
    strides : int64[tables, variables]
        Step of each table along each variable, 0 where it lacks it; the variable that is
        summed out comes last.
    lengths : int64[variables]
        Values of each variable, the one that is summed out last.
    code : int
        0 counting, 1 nearest, 2 possible.
    modulus : uint64
        Counts are taken modulo this; 0 for modulo 2**64.
    result : int
        Where the result begins.
    """
    number = starts.shape[0]
    others = lengths.shape[0] - 1
    inner = lengths[others]
    place = starts.copy()
    digits = np.zeros(others, dtype=np.int64)
    cells = 1
    for axis in range(others):
        cells *= lengths[axis]
    for cell in range(cells):
        gathered = _ZERO
        if code == 1:
            gathered = _IMPOSSIBLE
        for value in range(inner):
            element = buffer[place[0] + value * strides[0, others]]
            if code == 0:
                for table in range(1, number):
                    if element == _ZERO:
                        break
                    element *= buffer[place[table] + value * strides[table, others]]
                    if modulus != _ZERO:
                        element %= modulus
                gathered += element
            elif code == 1:
                for table in range(1, number):
                    if element >= _IMPOSSIBLE:
                        break
                    element += buffer[place[table] + value * strides[table, others]]
                gathered = min(gathered, element)
            else:
                for table in range(1, number):
                    if element == _ZERO:
                        break
                    element &= buffer[place[table] + value * strides[table, others]]
                gathered |= element
        if modulus != _ZERO:
            gathered %= modulus
        buffer[result + cell] = gathered
        axis = others - 1
        while axis >= 0:
            digits[axis] += 1
            if digits[axis] < lengths[axis]:
                for table in range(number):
                    place[table] += strides[table, axis]
                break
            for table in range(number):
                place[table] -= strides[table, axis] * (lengths[axis] - 1)
            digits[axis] = 0
            axis -= 1


@njit(cache=True)
def run(buffer, tables, starts, strides, variables, lengths, results, code, modulus):  # type: ignore[no-untyped-def]
    """Run the steps of a whole elimination, one after the other; the buffer is written in place.

    Parameters
    ----------
    buffer : uint64[cells]
        The given tables, and room for those that the steps make.
    tables, variables : int64[steps + 1]
        Step ``s`` combines tables ``tables[s]`` up to ``tables[s + 1]`` over the variables
        ``variables[s]`` up to ``variables[s + 1]`` of the arrays below.
    starts : int64[tables of all steps]
        Where each table begins in the buffer.
    strides : int64[tables of all steps, most variables]
        Step of each table along each variable of its step.
    lengths : int64[variables of all steps]
        Values of each variable, the one that is summed out last.
    results : int64[steps]
        Where each step's result begins.
    code, modulus
        As in :func:`sum_out`.
    """
    for step in range(results.shape[0]):
        first, last = tables[step], tables[step + 1]
        begin, end = variables[step], variables[step + 1]
        sum_out(
            buffer,
            starts[first:last],
            strides[first:last, : end - begin],
            lengths[begin:end],
            code,
            modulus,
            results[step],
        )
