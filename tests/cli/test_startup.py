"""What a command loads before it begins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FLAGSHIP = Path(__file__).resolve().parents[2] / "cases" / "ukraine-2025-02"


@pytest.mark.parametrize(
    ("arguments", "slow"),
    [
        (["--help"], {"numpy", "numba", "scipy", "pydantic", "lark"}),
        (["check", str(FLAGSHIP)], {"numba", "scipy", "jinja2"}),
        (["redlines", str(FLAGSHIP), "--goal", "truce", "--json"], {"numba", "scipy", "jinja2"}),
    ],
    ids=["help", "check", "redlines"],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], slow: set[str]) -> None:
    """Asking for help loads no arrays, and ordinary work compiles nothing."""
    code = (
        "import sys; from zopa.cli import main\n"
        f"sys.argv = ['zopa', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        f"print('loaded', sorted({slow!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().splitlines()[-1] == "loaded []"
