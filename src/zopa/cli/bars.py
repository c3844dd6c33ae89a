"""Progress bars on the terminal, for work that takes longer than a moment."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zopa.messages import say
from zopa.progress import Told, listening

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0  # seconds that work may take before a bar appears


class Bars:
    """One bar for each piece of work that tells how far it has come, in the order of their begin.

    What was done before the first bar appears has its bar, too: the order does not hang on how
    fast the machine is.
    """

    def __init__(self) -> None:
        """Begin to wait."""
        self.begin = time.monotonic()
        self.progress: Progress | None = None
        self.tasks: dict[str, TaskID] = {}
        self.told: dict[str, Told] = {}

    def __call__(self, told: Told) -> None:
        """Show what is told, once the work has taken longer than a moment."""
        self.told[told.what] = told
        if self.progress is not None:
            self._show(self.progress, told)
        elif time.monotonic() - self.begin >= PATIENCE:
            self.progress = self._start()
            for each in self.told.values():
                self._show(self.progress, each)

    def _show(self, progress: Progress, told: Told) -> None:
        if told.what not in self.tasks:
            self.tasks[told.what] = progress.add_task(say(told.what), total=told.total)
        progress.update(self.tasks[told.what], completed=told.done, total=told.total)

    def _start(self) -> Progress:
        from rich.console import Console  # put off: slow to import
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeElapsedColumn as Elapsed

        text = TextColumn("{task.description}", markup=False)
        progress = Progress(
            text,
            BarColumn(),
            MofNCompleteColumn(),
            Elapsed(),
            console=Console(stderr=True),
            transient=True,
        )
        progress.start()
        return progress

    def close(self) -> None:
        """Take the bars away."""
        if self.progress is not None:
            self.progress.stop()


@contextmanager
def showing_progress(wanted: bool = True) -> Iterator[None]:
    """Show bars on stderr while the block works, where a person can see them."""
    seen = sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
    if not (wanted and seen):
        yield
        return
    bars = Bars()
    try:
        with listening(bars):
            yield
    finally:
        bars.close()
