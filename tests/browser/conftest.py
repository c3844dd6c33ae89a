"""A browser without a network, and briefs on disk for it to open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from zopa.findings import Findings
from zopa.report import render_brief
from zopa.run import Request, assess, brief_options, run

ROOT = Path(__file__).resolve().parents[2]
FLAGSHIP = ROOT / "cases" / "ukraine-2025-02"
RIVER = ROOT / "cases" / "river.yaml"
FIXTURE = ROOT / "tests" / "cases" / "note-13"
Opens = Callable[..., Page]


def chromium() -> str:
    """Return where Debian's chromium is; without it the tests are left out, or fail in CI."""
    found = os.environ.get("ZOPA_CHROMIUM") or shutil.which("chromium")
    if found:
        return found
    told = "no browser: install Debian's package chromium, or name one in ZOPA_CHROMIUM"
    if os.environ.get("CI_BROWSER") == "required":
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once; it finds no address by name."""
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    executable = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield started
        started.close()


@pytest.fixture
def opens(browser: Browser, tmp_path: Path) -> Iterator[Opens]:
    """Open a page from disk, offline; whatever it complains of or asks for fails the test."""
    complaints: list[str] = []
    contexts = []
    pages: set[str] = set()
    requests: set[str] = set()

    def open_page(text: str, **settings: object) -> Page:
        context = browser.new_context(offline=True, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        file = tmp_path / f"brief-{len(contexts)}.html"
        file.write_text(text, encoding="utf-8")
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda asked: requests.add(asked.url))
        page.goto(file.as_uri())
        pages.add(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert requests == pages


def findings_of(case: Path) -> Findings:
    """Return the findings of a case's brief."""
    return run(assess(case, Request()), brief_options())


@pytest.fixture(scope="session")
def flagship() -> str:
    """Return the flagship's brief."""
    return render_brief(findings_of(FLAGSHIP))


@pytest.fixture(scope="session")
def river() -> str:
    """Return the brief of the river's case."""
    return render_brief(findings_of(RIVER))
