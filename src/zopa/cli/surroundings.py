"""What this machine has: versions, cores, and where files can be written."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

PACKAGES = (
    "numpy",
    "scipy",
    "numba",
    "pydantic",
    "lark",
    "PyYAML",
    "openpyxl",
    "python-calamine",
    "typer",
    "rich",
    "Jinja2",
)


class Examined(NamedTuple):
    """One thing that was looked at."""

    what: str
    ok: bool
    found: str


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that zopa uses."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


def examine() -> list[Examined]:
    """Look at everything that zopa needs."""
    right = (3, 11) <= sys.version_info[:2] <= (3, 14)
    packages = versions()
    entries = [Examined("Python 3.11 to 3.14", right, packages.pop("python"))]
    entries += [Examined(name, found != "missing", found) for name, found in packages.items()]
    entries.append(Examined("cores", True, str(os.cpu_count() or 1)))
    entries.append(_writable("this folder", Path.cwd()))
    entries.append(_writable("temporary files", Path(tempfile.gettempdir())))
    entries.append(Examined("network", True, "not used"))
    return entries


def _writable(what: str, folder: Path) -> Examined:
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            return Examined(f"{what} can be written", True, "yes")
    except OSError as error:
        return Examined(f"{what} can be written", False, error.strerror or "no")
