"""Write what the briefs of the shipped cases say, so that every change of wording is seen.

The texts stand in ``tests/report/golden``; a test compares them with what the briefs say now.
Run this after a change that is meant, and read the difference before it is taken in.
"""

from __future__ import annotations

from pathlib import Path

from zopa.report import whole_text
from zopa.run import Request, brief_findings

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "report" / "golden"
CASES = ("ukraine-2025-02", "river.yaml")


def text_of(case: str) -> str:
    """Return what the brief of a shipped case says."""
    return whole_text(brief_findings(ROOT / "cases" / case, Request()))


def file_of(case: str) -> Path:
    """Return where the text of a case is kept."""
    return GOLDEN / f"{Path(case).stem}.txt"


def main() -> None:
    """Write every text."""
    GOLDEN.mkdir(exist_ok=True)
    for case in CASES:
        file_of(case).write_text(text_of(case), encoding="utf-8", newline="\n")
        print(file_of(case).relative_to(ROOT))


if __name__ == "__main__":
    main()
