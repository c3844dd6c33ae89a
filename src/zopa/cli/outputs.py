"""What the names of the files that a command is to write may be; told before any work."""

from __future__ import annotations

from pathlib import Path

from zopa.case.carriers import REMEDY, YAML_SUFFIXES
from zopa.errors import OptionError
from zopa.files import shown


def refuse_for_a_brief(name: str) -> None:
    """Refuse a name that does not end as a brief does."""
    if Path(name).suffix.casefold() not in (".html", ".htm"):
        raise OptionError(
            f"A brief is one HTML file; '{shown(name)}' does not end in .html.",
            "Name a file ending in .html; print it to PDF from the browser.",
        )


def refuse_for_a_case(name: str) -> None:
    """Refuse a name that ends as no case does that zopa writes."""
    path = Path(name)
    suffix = path.suffix.casefold()
    if suffix in ("", ".xlsx", *YAML_SUFFIXES) or _is_folder(path):
        return
    raise OptionError(f"zopa does not write a case as '{shown(suffix)}'.", REMEDY)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that cannot be; told where it is written
        return False
