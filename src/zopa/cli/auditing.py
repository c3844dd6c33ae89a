"""How an audit is printed: one flaw after the other, each with its sentence and its remedy."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zopa.report.audit import Audit


def audit_json(found: Audit, path: str) -> dict[str, Any]:
    """Return an audit as one object."""
    return {
        "schema": "zopa.audit/1",
        "file": path,
        "case_hash": found.case_hash or None,
        "as_of": found.as_of or None,
        "language": found.language,
        "words": found.edition if found.words_checked else None,
        "statements": found.statements,
        "ok": not found.flaws,
        "flaws": [
            {name: text or None for name, text in asdict(flaw).items()} for flaw in found.flaws
        ],
    }


def print_audit(found: Audit) -> None:
    """Print an audit for people."""
    for flaw in found.flaws:
        print(f"{flaw.check}: {flaw.message}")
        if flaw.sentence:
            print(f"  {flaw.sentence}")
        if flaw.reference:
            print(f"  [{flaw.reference}]")
        print(f"  {flaw.remedy}\n")
    if not found.words_checked:
        print(f"The words were not checked: the lists are for English, not for '{found.language}'.")
    flaws = f"{len(found.flaws)} flaw{'' if len(found.flaws) == 1 else 's'}"
    print(f"{flaws} in {found.statements} statements and their surroundings.")
