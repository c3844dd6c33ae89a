"""The brief on paper, printed by a browser where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from zopa.report import render_brief
from zopa.run import Request, brief_findings

FLAGSHIP = Path(__file__).resolve().parents[2] / "cases" / "ukraine-2025-02"
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
MOST_IN_FRONT, MOST_IN_ALL = 2, 60  # pages; the ledger of statements is half of the whole

pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs a browser that prints")


@pytest.fixture(scope="module")
def brief() -> str:
    return render_brief(brief_findings(FLAGSHIP, Request()))


def pages_of(page: str, folder: Path) -> int:
    """Print a page to A4 and count the sheets."""
    source, target = folder / "brief.html", folder / "brief.pdf"
    source.write_text(page, encoding="utf-8")
    assert BROWSER is not None
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    options += [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
    subprocess.run([BROWSER, *options, source.as_uri()], check=True, capture_output=True)
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))


def test_the_first_part_fits_on_two_pages(brief: str, tmp_path: Path) -> None:
    """Without its annex, the brief of the flagship fills two sheets at most."""
    front, cut, rest = brief.partition('<div class="annex">')
    assert cut
    assert pages_of(front + rest[rest.index("</main>") :], tmp_path) <= MOST_IN_FRONT


def test_the_annex_is_set_close(brief: str, tmp_path: Path) -> None:
    """The whole brief of the flagship fills a number of sheets that somebody may print."""
    assert MOST_IN_FRONT < pages_of(brief, tmp_path) <= MOST_IN_ALL
