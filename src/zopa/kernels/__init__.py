"""Compiled functions used by more than one place: arrays in, arrays out.

They know numpy and numba and nothing of zopa.  The caller makes every output array; a
kernel writes it in place.
"""
