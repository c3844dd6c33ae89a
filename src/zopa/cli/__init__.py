"""The command line: a command parses, calls the library and prints.

Exit codes: 0 done; 1 a gate was met; 2 wrong usage or an invalid case; 4 a
file cannot be read or written, or ``doctor`` found a lack; 70 a bug of ours; 130 interrupted.
"""

from __future__ import annotations

import gc
import json
import os
import sys

from zopa.errors import CaseError, StorageError, ZopaError

# Loading modules and reading rows makes hundreds of thousands of objects and no cycles: to look
# for cycles after every 700 of them takes a sixth of the time of ``zopa check``.
OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main() -> None:
    """Run the command line; a user's mistake ends in a message, never in a traceback."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nobody else judges a case
    from zopa.cli.commands import app  # put off: typer is slow to import

    try:
        app()
    except ZopaError as error:
        tell(error)
        sys.exit(4 if isinstance(error, StorageError) else 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        print("Interrupted; nothing was left half written.", file=sys.stderr)
        sys.exit(130)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        print(
            f"This is a bug of zopa ({type(error).__name__}: {error}). Run the command again "
            "with --debug and report what it prints.",
            file=sys.stderr,
        )
        sys.exit(70)


def tell(error: ZopaError) -> None:
    """Print an error for people, or as JSON where ``--json`` was asked."""
    problems = error.problems if isinstance(error, CaseError) else ()
    if "--json" in sys.argv:
        told = {
            "code": error.code,
            "message": getattr(error, "message", str(error)),
            "hint": getattr(error, "remedy", ""),
        }
        if problems:
            from zopa.cli.show import problem_json

            told |= {"problems": [problem_json(problem) for problem in problems]}
        print(json.dumps({"error": told}, ensure_ascii=False), file=sys.stderr)
        return
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if problems:
        number = len(problems)
        print(
            f"The case has {number} error{'s' if number > 1 else ''}; nothing was computed.",
            file=sys.stderr,
        )
    else:
        print(f"error: {error}", file=sys.stderr)
