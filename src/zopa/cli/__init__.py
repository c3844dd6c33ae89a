"""The command line: a command parses, calls the library and prints.

Exit codes: 0 done; 1 a gate was met; 2 wrong usage or an invalid case; 4 a
file cannot be read or written, or ``doctor`` found a lack; 70 a bug of ours; 130 interrupted.
"""

from __future__ import annotations

import sys  # and nothing else up here: until main runs, Ctrl-C ends in a traceback

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# Loading modules and reading rows makes hundreds of thousands of objects and no cycles: to look
# for cycles after every 700 of them takes a sixth of the time of ``zopa check``.
OBJECTS_BETWEEN_COLLECTIONS = 100_000
INTERRUPTED = "Interrupted; nothing was left half written."


def _commands() -> Callable[..., object]:
    from zopa.cli.commands import app  # put off: slow to import

    return app


def main() -> None:
    """Run the command line; a user's mistake ends in a message, never in a traceback."""
    try:
        import gc

        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        from zopa.cli.endings import run  # put off, so that Ctrl-C is caught while it loads

        code = run(_commands)
    except KeyboardInterrupt:
        print(INTERRUPTED, file=sys.stderr)
        code = 130
    sys.exit(code)
