"""Where sources come from: the trees of copies, their roots, and how far each is from one.

Two reports with one root are one witness, however many outlets stand between:
to count them twice is circular reporting (NATO AJP-2.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from zopa.case.tables import Source


@dataclass(frozen=True)
class Lineage:
    """The sources of a case as trees of copies.

    Attributes
    ----------
    above
        The source that each source repeats, if it repeats one; in the order of the case.
    """

    above: Mapping[str, str | None]

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The sources that repeat none."""
        return tuple(source for source, above in self.above.items() if above is None)

    @cached_property
    def copies(self) -> Mapping[str, tuple[str, ...]]:
        """The sources that repeat a source at first hand."""
        found: dict[str, list[str]] = {}
        for source, above in self.above.items():
            if above is not None:
                found.setdefault(above, []).append(source)
        return {source: tuple(copies) for source, copies in found.items()}

    def ancestors(self, source: str) -> Iterator[str]:
        """Go through the sources above a source, the nearest first."""
        passed = {source}
        above = self.above.get(source)
        while above is not None and above not in passed:
            yield above
            passed.add(above)
            above = self.above.get(above)

    def root_of(self, source: str) -> str:
        """Return the root of a source, which is itself where it repeats none."""
        return self._roots.get(source, source)

    def hops(self, source: str) -> int:
        """Return how many copies lie between a source and its root."""
        return sum(1 for _ in self.ancestors(source))

    def tree(self, root: str) -> Iterator[tuple[str, int]]:
        """Go through a root and its copies, each before its own, with their hops."""
        waiting = [(root, 0)]
        passed: set[str] = set()
        while waiting:
            source, depth = waiting.pop()
            if source in passed:
                continue
            passed.add(source)
            yield source, depth
            waiting += [(copy, depth + 1) for copy in reversed(self.copies.get(source, ()))]

    @cached_property
    def _roots(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for source in self.above:
            root = source
            for root in self.ancestors(source):  # noqa: B007 - the last one is the root
                pass
            found[source] = root
        return found


def read_lineage(sources: Iterable[Source]) -> Lineage:
    """Return the trees of copies among sources; a source that is not among them is a root."""
    rows = tuple(sources)
    known = {source.id for source in rows}
    return Lineage({row.id: row.copied_from if row.copied_from in known else None for row in rows})
