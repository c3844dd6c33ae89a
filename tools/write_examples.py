"""Run the examples of pages and write what they print below them: for after a change of words.

Outputs that leave lines out (with …) are told where they no longer fit, and left alone.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

from zopa.cli import main as run_zopa

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.docs.examples import (  # noqa: E402 - found only now
    LEFT_OUT,
    Typed,
    commands_of,
    fill,
    not_shown,
    steps_of,
)


def printed(words: tuple[str, ...]) -> str:
    """Run a command and return what it prints."""
    out = io.StringIO()
    sys.argv = list(words)
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
        contextlib.suppress(SystemExit),
    ):
        run_zopa()
    return out.getvalue()


def renewed(page: Path) -> str:
    """Return the text of a page with what its commands print today."""
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "__main__"}
    for step in steps_of(text):
        if isinstance(step, Typed):
            fill(step, Path())
        elif step.language == "python":
            exec(compile(step.body, page.name, "exec"), names)
        elif step.language == "console":
            for command in commands_of(step):
                if command.words[0] != "zopa":
                    continue
                now = printed(command.words)
                if not command.shown or not not_shown(command.shown, now):
                    continue
                if LEFT_OUT in command.shown and command.shown != (LEFT_OUT, "all"):
                    print(f"{page.name}:{command.line}: not printed any more:")
                    print(not_shown(command.shown, now))
                    continue
                text = text.replace("\n".join(command.shown), now.strip("\n"), 1)
    return text


def main() -> None:
    """Renew the pages that are named, or all that show what a command prints."""
    pages = [Path(name).resolve() for name in sys.argv[1:]]
    pages = pages or sorted((ROOT / "docs").rglob("*.md"))
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "cases", Path(folder) / "cases")
            os.chdir(folder)
            text = renewed(page)
            os.chdir(ROOT)
        if text != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
