"""Briefs in a browser: how soon they are seen, and how quickly the board answers.

Needs Debian's chromium, or one named in ``ZOPA_CHROMIUM``, and playwright, as the tests do.
"""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

# From the start of the navigation to the first paint of anything, and to the end of loading.
SEEN = """async () => {
  const loaded = () => performance.getEntriesByType("navigation")[0].loadEventEnd;
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!loaded() || !painted()) await new Promise(requestAnimationFrame);
  return [painted().startTime, loaded()];
}"""
# Each line set aside and back, for each goal: until the answer stands and is laid out anew.
SWITCHES = """() => {
  const times = [];
  for (const goal of document.querySelectorAll('[name="board-goal"]')) {
    goal.click();
    for (const box of document.querySelectorAll('.board [type="checkbox"]')) {
      for (let turn = 0; turn < 2; turn += 1) {
        const begin = performance.now();
        box.click();
        document.body.getBoundingClientRect();
        times.push(performance.now() - begin);
      }
    }
  }
  return times;
}"""


@dataclass(frozen=True)
class Opened:
    """Seconds until a page is first seen and until it is loaded, medians of several."""

    seen: float
    loaded: float


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start a browser that finds no address by name."""
    executable = os.environ.get("ZOPA_CHROMIUM") or shutil.which("chromium")
    if not executable:
        raise FileNotFoundError("no chromium; install Debian's, or name one in ZOPA_CHROMIUM")
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield started
        started.close()


def opened(browser: Browser, file: Path, runs: int) -> Opened:
    """Open a page from disk several times, after once to warm up, each in a context of its own."""
    found = []
    for _ in range(runs + 1):
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto(file.as_uri())
        found.append([each / 1000 for each in page.evaluate(SEEN)])
        context.close()
    seen, loaded = zip(*found[1:], strict=True)
    return Opened(statistics.median(seen), statistics.median(loaded))


def switched(browser: Browser, file: Path) -> list[float]:
    """Return the seconds that each switch of the board takes, in order."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate(SWITCHES)  # once to warm up
    times = sorted(each / 1000 for each in page.evaluate(SWITCHES))
    context.close()
    return times
