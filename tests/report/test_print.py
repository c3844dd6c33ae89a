"""The handling label on paper: a browser prints the brief, and each page is read back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.report.sample import sample
from zopa.report import render_brief

BROWSER = shutil.which("chromium")
READER = shutil.which("pdftotext")


@pytest.mark.skipif(not (BROWSER and READER), reason="needs chromium and pdftotext")
def test_the_label_stands_once_on_each_printed_page(tmp_path: Path) -> None:
    """Every page of the printed brief bears the label, first page, annex and last page alike."""
    brief, paper = tmp_path / "brief.html", tmp_path / "brief.pdf"
    brief.write_text(render_brief(sample()), encoding="utf-8")
    assert BROWSER is not None
    assert READER is not None
    switches = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    place = [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={paper}", brief.as_uri()]
    subprocess.run([BROWSER, *switches, *place], capture_output=True, check=True, timeout=120)
    told = subprocess.run([READER, str(paper), "-"], capture_output=True, text=True, check=True)
    pages = told.stdout.split("\f")[:-1]
    assert len(pages) > 3
    label = sample().meta.handling
    assert [" ".join(page.split()).count(label) for page in pages] == [1] * len(pages)


def test_browsers_without_margins_print_the_label_as_well() -> None:
    """A browser that writes nothing into the margins sets the label along the edge."""
    text = render_brief(sample())
    assert '<p class="page-label" aria-hidden="true">' in text
    fallback = text[text.index("@supports not (interpolate-size: allow-keywords)") :]
    assert "position: fixed" in fallback[: fallback.index("</style>")]
