"""Days along a picture: where each stands, and which are written beneath."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ISO = re.compile(r"(?:\.\.)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
MOST_TICKS = 6
SHORT = 70  # days within which the ticks are days and not months
MOST_DAYS = 3  # ticks that are days
STEPS = (1, 2, 3, 7, 14, 21, 28)  # days from one tick to the next
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)  # from one tick to the next


def day_of(moment: str) -> date:
    """Return a day of a case; the first one of a month or a year.

    >>> day_of("2025-02")
    datetime.date(2025, 2, 1)
    """
    found = ISO.fullmatch(moment)
    if found is None:
        raise ValueError(f"{moment!r} is no day as 2025-02-14")
    year, month, day = found.groups()
    return date(int(year), int(month or 1), int(day or 1))


@dataclass(frozen=True)
class Scale:
    """Where days stand between the left and the right of a picture."""

    first: date
    last: date
    left: float
    right: float

    def place(self, day: date) -> float:
        """Return where a day stands; a single day stands at the right."""
        span = (self.last - self.first).days
        if not span:
            return self.right
        return self.left + (self.right - self.left) * (day - self.first).days / span


def scale_of(days: Iterable[str], left: float, right: float) -> Scale | None:
    """Return the scale on which all of some days have a place; none where there are none."""
    found = sorted(map(day_of, days))
    return Scale(found[0], found[-1], left, right) if found else None


def ticks(scale: Scale) -> list[date]:
    """Return a few days evenly apart: such as begin a month or a year, where these are enough."""
    span = (scale.last - scale.first).days
    if span <= SHORT:
        step = next((step for step in STEPS if span <= step * MOST_DAYS), STEPS[-1])
        return [scale.first + timedelta(days) for days in range(0, span, step)]
    for step in MONTHS:
        found = [day for day in _beginnings(scale, step) if day < scale.last]
        if len(found) <= MOST_TICKS:
            return found
    return []


def _beginnings(scale: Scale, step: int) -> Iterator[date]:
    """Yield the first days of months, every so many months."""
    month = scale.first.year * 12 + scale.first.month - 1
    month += -month % step
    while month // 12 <= scale.last.year:
        day = date(month // 12, month % 12 + 1, 1)
        if scale.first <= day <= scale.last:
            yield day
        month += step
