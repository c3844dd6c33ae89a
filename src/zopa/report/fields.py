"""What the fields of the classes that a template reads say of themselves."""

from __future__ import annotations


def said(text: str) -> dict[str, str]:
    """Return the metadata of a field: the help that goes with it."""
    return {"help": text}
