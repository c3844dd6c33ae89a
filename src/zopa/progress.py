"""How far long work has come: the work tells, and a front that listens shows it.

The work calls :func:`tell` as often as it likes: where nobody listens that costs nothing.

>>> with listening(lambda told: print(told.done, "of", told.total)):
...     tell("goals", 1, 3)
1 of 3
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """How far one piece of work has come; ``total`` is its most, which it need not reach."""

    what: str
    done: int
    total: int


Listener = Callable[[Told], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Hand what is told inside the block to a listener."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def tell(what: str, done: int, total: int) -> None:
    """Say how far a piece of work has come.

    Parameters
    ----------
    what
        The work in words; the same words each time.
    done, total
        Steps taken, and the most there can be.
    """
    listener = _listener.get()
    if listener is not None:
        listener(Told(what, done, total))
