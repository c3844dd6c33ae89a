"""Measure speed and memory against the targets: ``make bench``."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from models import band

from zopa.case.build import load_case
from zopa.factors import Factor
from zopa.ledger import read_ledger
from zopa.lenses.redlines.search import Standing, search
from zopa.lenses.redlines.sets import blocking_sets, concession_sets
from zopa.lenses.redlines.tally import Question, choices_of, count_all
from zopa.lenses.redlines.walking import count_by_walking
from zopa.model import Choices, Model, build_model

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "tests" / "cases" / "note-13"
FLAGSHIP = ROOT / "cases" / "ukraine-2025-02"


def timed(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median time of some runs after one that warms up, in seconds."""
    work()
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


def show(what: str, size: str, seconds: float, target: str) -> None:
    """Print one row of the table."""
    print(f"{what:<46} {size:>16} {seconds * 1000:>11.1f} ms   {target}", flush=True)


def ask(model: Model, goal: tuple[Factor, ...], scoped: bool) -> None:
    """Count every choice of lines and find the minimal sets."""
    counts = count_all(Question(model, goal, choices_of(model.in_play), scoped))
    survives = np.asarray(counts > 0, dtype=np.bool_)
    blocking_sets(survives)
    concession_sets(survives)


def fixture() -> None:
    """Measure the fixture note-13 by each engine, and with one line changed."""
    case = load_case(FIXTURE)
    choices = Choices(goals=("CF>=2",))
    model = build_model(read_ledger(case), choices)
    goal = model.goals[0]
    show("note-13, every line binds", "94,371,840", timed(lambda: ask(model, goal, False)), "20 ms")
    show("note-13, consent scope", "94,371,840", timed(lambda: ask(model, goal, True)), "20 ms")

    def change() -> None:
        rows = [
            row.model_copy(update={"rule": "FRC <= 2"}) if row.id == "R6" else row
            for row in case.red_lines
        ]
        changed = build_model(read_ledger(replace(case, red_lines=tuple(rows))), choices)
        ask(changed, changed.goals[0], False)

    show("note-13, one line changed (model made anew)", "94,371,840", timed(change), "5 ms")
    question = Question(model, goal, choices_of(model.in_play), False)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = timed(lambda: count_by_walking(question), 3)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    show(
        "note-13 by looking at every outcome", "11,531,520", seconds, f"300 ms; {grown:.0f} MB more"
    )


def ends(issues: int) -> tuple[Factor, ...]:
    """Return a goal that changes an issue near each end of the band."""
    changed = np.array([False, True, True, True])
    return (Factor((5,), changed), Factor((issues - 10,), changed))


def bands() -> None:
    """Measure the band model, its growth, and the search over sixty lines."""
    for issues in (20, 40, 80):
        model = band(7, issues=issues, conditions=30 * issues // 40)
        target = "500 ms" if issues == 40 else "growth"
        seconds = timed(lambda m=model, n=issues: ask(m, ends(n), True), 3)
        show(f"band, {issues} issues x 4, 13 lines, scoped", f"4^{issues}", seconds, target)
    for name, violating, most in (("weak lines", 0.05, 100), ("dense, 50 sets", 0.35, 50)):
        model = band(3, lines=60, planted=6, violating=violating)
        begin = time.perf_counter()
        found = search(Standing(model, ends(40), tuple(range(60))), most)
        seconds = time.perf_counter() - begin
        print(
            f"  {len(found.blocking)} blocking, {len(found.concessions)} concession sets, "
            f"{'all' if found.complete else 'cap reached'}"
        )
        show(f"60 lines by search, {name}", "4^40", seconds, "10 s")


def commands() -> None:
    """Measure whole commands in fresh processes."""
    zopa = [sys.executable, "-m", "zopa.cli"]
    for what, arguments, target in (
        ("zopa --help", ["--help"], "300 ms"),
        ("zopa check, flagship", ["check", str(FLAGSHIP)], "500 ms"),
        ("zopa brief, flagship", ["brief", str(FLAGSHIP), "-o", "-"], "10 s"),
    ):
        seconds = timed(
            lambda a=arguments: subprocess.run([*zopa, *a], capture_output=True, check=True), 3
        )
        show(what, "", seconds, target)


def peers() -> None:
    """Count the fixture's feasible outcomes with a decision diagram, where dd is installed."""
    try:
        from peers import count_with_dd, sets_with_pysat
    except ImportError as error:
        print(f"peers not available: {error}")
        return
    model = build_model(read_ledger(load_case(FIXTURE)), Choices(goals=("CF>=2",)))
    begin = time.perf_counter()
    counted = count_with_dd(model)
    show(f"dd: {counted:,} feasible outcomes", "94,371,840", time.perf_counter() - begin, "peer")
    begin = time.perf_counter()
    found = sets_with_pysat(model)
    show(
        f"python-sat: {found} blocking sets, no counts",
        "94,371,840",
        time.perf_counter() - begin,
        "peer",
    )


def main() -> None:
    """Print the table."""
    print(f"{'what':<46} {'size':>16} {'time':>14}   target")
    fixture()
    bands()
    commands()
    peers()


if __name__ == "__main__":
    main()
