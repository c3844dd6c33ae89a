"""How a command ends: its exit code, and what a user reads who made a mistake.

Typer ends a process by itself where a reader is gone or Ctrl-C is pressed, with the code of
a gate and without our words.  :class:`Front` lets both pass typer by, under other names.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from typer.core import TyperGroup
from typer.exceptions import TyperException

from zopa.errors import CaseError, OptionError, StorageError, ZopaError
from zopa.files import reason, shown, typed


class ReaderGone(BaseException):
    """Nobody reads on: the pipe behind standard output is closed."""


class Interrupted(BaseException):
    """Ctrl-C was pressed."""


class Front(TyperGroup):
    """The commands, ended by :func:`run` and not by typer."""

    command: Any = None  # the one that was called, once it is known

    def make_context(self, info_name: Any, args: list[str], *more: Any, **named: Any) -> Any:
        """Read the options; ``--help`` and ``--version`` print here, and so does ``zopa help``."""
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        with self._past_typer():
            return super().make_context(info_name, args, *more, **named)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is called, and keep it for what is said of its usage."""
        found = super().resolve_command(ctx, args)
        self.command = found[1]
        return found

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with self._past_typer():
            return super().invoke(ctx)

    @contextmanager
    def _past_typer(self) -> Iterator[None]:
        """Give other names to what typer would end by itself."""
        try:
            yield
        except BrokenPipeError as error:
            raise ReaderGone from error
        except KeyboardInterrupt as error:
            raise Interrupted from error
        except TyperException as error:
            if type(error).__name__ == "NoArgsIsHelpError":  # its message is the help itself
                raise
            message = error.format_message()
            stop = "" if message.endswith((".", "?", "!")) else "."
            raise OptionError(f"{message}{stop}", _usage(self.command)) from None


def _usage(command: Any) -> str:
    """Say where the help of a command is, and show its example."""
    if command is None:
        return "See 'zopa --help'."
    lines = [line.strip() for line in (command.help or "").splitlines()]
    example = next((line for line in lines if line.startswith("Example: ")), "")
    return f"See 'zopa {command.name} --help'. {example}".strip()


def run(load: Callable[[], Callable[..., object]]) -> int:
    """Run the command that stands on the command line, and return its exit code.

    ``load`` imports the commands.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nobody else judges a case
    _make_streams_safe()
    code = _ended(lambda: _call(load()))
    # What still waits in the buffer meets a closed pipe or a full disk now, where it can be told.
    return _ended(_flush) or code


def _call(app: Callable[..., object]) -> int:
    try:
        app(prog_name="zopa")  # however it was started
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _flush() -> int:
    sys.stdout.flush()
    return 0


def _ended(work: Callable[[], int]) -> int:
    """Do some work and return the exit code; every error is told."""
    try:
        return work()
    except (ReaderGone, BrokenPipeError):
        _silence_stdout()
        return 0
    except Interrupted:
        raise KeyboardInterrupt from None
    except ZopaError as error:
        tell(error)
        return 4 if isinstance(error, StorageError) else 2
    except OSError as error:
        # Files are read and written with errors of their own: what is left is standard output.
        if "--debug" in sys.argv:
            raise
        _silence_stdout()
        tell(_storage_error(error))
        return 4
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        print(
            f"This is a bug of zopa ({type(error).__name__}: {error}). Run the command again "
            "with --debug and report what it prints.",
            file=sys.stderr,
        )
        return 70


def _storage_error(error: OSError) -> StorageError:
    """Say which file, or else that standard output, cannot be used."""
    name = f"'{shown(str(error.filename))}'" if error.filename else "Standard output"
    does = "be read or written" if error.filename else "be written"
    return StorageError(f"{name} cannot {does}: {reason(error)}.", "Choose another place.")


def _make_streams_safe() -> None:
    """See that printing raises nothing but what a full disk or a closed pipe does."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # the shell has closed it, as in ``>&-``
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):  # a character that the terminal does not have
            stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Let what was not printed go nowhere, also when Python itself ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # standard output is no file of the system
        pass


def _is_json() -> bool:
    return "--json" in sys.argv


def tell(error: ZopaError) -> None:
    """Print an error for people, or as JSON where ``--json`` was asked."""
    problems = error.problems if isinstance(error, CaseError) else ()
    if _is_json():
        told = {
            "schema": "zopa.error/1",
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
        path = error.path if isinstance(error, CaseError) else ""
        print(
            f"The case has {number} error{'s' if number > 1 else ''}; nothing was computed."
            + (f" Next: zopa check {typed(path)}" if path else ""),
            file=sys.stderr,
        )
    else:
        print(f"error: {error}", file=sys.stderr)
