"""Measure speed and memory against the targets: ``make bench``, or ``make bench ARGS=--quick``.

Each row prints what was asked, its size, the median wall and processor time of several runs
after one that warms up, the working memory (the peak of all arrays and objects made by one
run, as tracemalloc sees it; for commands the peak of the whole process) and the target.
Plans and tables that zopa keeps are forgotten before each run, except where a changed line
is timed, whose point they are.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

import ledgers
import numpy as np
from models import band
from position_simulation import main as simulate_positions

from zopa.case.build import judge, load_case
from zopa.case.carriers import write_case
from zopa.case.carriers.xlsx_file import read_xlsx
from zopa.case.rules import parse
from zopa.case.rules.ast import issues_of
from zopa.factors import Factor, Network, orders
from zopa.factors.enumerate import Walk
from zopa.ledger import read_ledger
from zopa.ledger.contradictions import contradictions
from zopa.ledger.grid import read_grid
from zopa.ledger.positions import read_positions
from zopa.lenses.redlines.search import Standing, search
from zopa.lenses.redlines.sets import blocking_sets, concession_sets
from zopa.lenses.redlines.tally import Question, choices_of, count_all
from zopa.lenses.redlines.walking import count_by_walking
from zopa.model import Choices, Model, build_model, rules

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "tests" / "cases" / "note-13"
FLAGSHIP = ROOT / "cases" / "ukraine-2025-02"
MB = 1024 * 1024


def forget() -> None:
    """Empty everything that zopa keeps between questions."""
    for kept in (orders._choose, orders._cost, rules._kept_table, parse, issues_of):
        kept.cache_clear()


@dataclass(frozen=True)
class Measured:
    """Median wall and processor time in seconds, and working memory in bytes."""

    wall: float
    cpu: float
    memory: float


def measure(work: Callable[[], object], runs: int = 5, fresh: bool = True) -> Measured:
    """Run some work once to warm up, then several times by the clock, then once for memory."""
    work()
    walls, cpus = [], []
    for _ in range(runs):
        if fresh:
            forget()
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    gc.collect()
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Measured(statistics.median(walls), statistics.median(cpus), peak)


def show(what: str, size: str, found: Measured, target: str = "") -> None:
    """Print one row of the table."""
    print(
        f"{what:<46} {size:>14} {found.wall * 1000:>9.1f} ms {found.cpu * 1000:>9.1f} ms"
        f" {found.memory / MB:>8.1f} MB   {target}",
        flush=True,
    )


def ask(model: Model, goal: tuple[Factor, ...], scoped: bool) -> None:
    """Count every choice of lines and find the minimal sets."""
    counts = count_all(Question(model, goal, choices_of(model.in_play), scoped))
    survives = np.asarray(counts > 0, dtype=np.bool_)
    blocking_sets(survives)
    concession_sets(survives)


def fixture(runs: int) -> None:
    """Measure the fixture note-13 by each engine, and with one line changed."""
    case = load_case(FIXTURE)
    choices = Choices(goals=("CF>=2",))
    model = build_model(read_ledger(case), choices)
    goal = model.goals[0]
    raw = f"{model.raw:,}"
    for how, scoped in (("every line binds", False), ("consent scope", True)):
        found = measure(lambda s=scoped: ask(model, goal, s), runs)
        show(f"note-13 by elimination, {how}", raw, found, "20 ms")
    bounds = cycle(range(5))

    def change() -> None:
        rule = f"FRC <= {next(bounds)}"
        rows = [
            row.model_copy(update={"rule": rule}) if row.id == "R6" else row
            for row in case.red_lines
        ]
        changed = build_model(read_ledger(replace(case, red_lines=tuple(rows))), choices)
        ask(changed, changed.goals[0], False)

    show("the same, one line changed, from the row on", raw, measure(change, 10, False), "5 ms")
    question = Question(model, goal, choices_of(model.in_play), False)
    found = measure(lambda: count_by_walking(question), min(runs, 3))
    show("note-13 by looking at every outcome", "11,444,832", found, "300 ms, 50 MB")


def walks(runs: int) -> None:
    """Measure the growth of the walk over spaces without conditions."""
    for binary in (16, 20, 24):
        network = Network((2,) * binary, ())
        marks = tuple(
            Factor((i,), np.array([0, 1], dtype=np.uint64) << np.uint64(i)) for i in range(8)
        )
        found = measure(lambda n=network, m=marks: Walk(n, m).histogram(8), min(runs, 3))
        show("walk, no conditions", f"2^{binary}", found, "growth: 16 times a row")


def ends(issues: int) -> tuple[Factor, ...]:
    """Return a goal that changes an issue near each end of the band."""
    changed = np.array([False, True, True, True])
    return (Factor((5,), changed), Factor((issues - 10,), changed))


def bands(seeds: int) -> None:
    """Measure band models, several instances of each length, and how the time grows."""
    walls = {}
    for issues in (20, 40, 80):
        found = [
            measure(lambda m=model, n=issues: ask(m, ends(n), True), 3)
            for model in (
                band(seed, issues=issues, conditions=30 * issues // 40)
                for seed in range(1, seeds + 1)
            )
        ]
        slowest = max(found, key=lambda one: one.wall)
        walls[issues] = statistics.median(one.wall for one in found)
        target = "500 ms" if issues == 40 else ""
        size = f"4^{issues}"
        show(f"band, 13 lines, scoped: slowest of {seeds}", size, slowest, target)
    power = math.log2(walls[80] / walls[40])
    print(f"  growth from 40 to 80 issues: issues^{power:.1f} (medians of {seeds} instances)")


def searches() -> None:
    """Measure the search over sixty lines, with and without a cap."""
    for name, violating, most in (("weak lines", 0.05, 100), ("dense, 50 sets", 0.35, 50)):
        model = band(3, lines=60, planted=6, violating=violating)
        kept = []

        def work(model: Model = model, most: int = most, kept: list[object] = kept) -> None:
            kept[:] = [search(Standing(model, ends(40), tuple(range(60))), most)]

        show(f"60 lines by search, {name}", "4^40", measure(work, 1), "10 s")
        found = kept[0]
        print(
            f"  {len(found.blocking)} blocking, {len(found.concessions)} concession sets, "
            f"{'all' if found.complete else 'cap reached'}"
        )


LONG = 100_000  # rows of the long workbook


def workbooks() -> None:
    """Measure a workbook of very many rows: its cells, its rows, and the whole check."""
    case = load_case(ROOT / "cases" / "river.yaml")
    some = cycle(case.statements)
    many = [next(some).model_copy(update={"id": f"st-{n}"}) for n in range(LONG)]
    size = f"{LONG:,} rows"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.xlsx"
        write_case(replace(case, statements=tuple(many), statement_links=()), path)
        raw, problems = read_xlsx(path)
        cells = sum(len(row.cells) for table in raw.tables.values() for row in table.rows)
        quiet = gc.get_threshold()
        gc.set_threshold(LONG)  # as the command line does
        show("read a workbook into rows", size, measure(lambda: read_xlsx(path), 3), "5 s")
        show("  build and check its rows", size, measure(lambda: judge(raw, problems), 3))
        gc.set_threshold(*quiet)
        print(f"  {cells:,} cells are filled; the file has {path.stat().st_size / MB:.1f} MB")


def ledger() -> None:
    """Measure a large ledger: its check, all positions at one date, and over a year of dates."""
    large_ledger(10_000)
    large_ledger(100_000, "5 s, 500 MB", "1 s", "5 s, 500 MB")


def large_ledger(statements: int, *targets: str) -> None:
    """Measure a ledger of so many statements."""
    size = f"{statements:,} stmts"
    targets = targets or ("", "", "")
    with tempfile.TemporaryDirectory() as made:
        ledgers.write(ledgers.make(statements), Path(made))
        check = [sys.executable, "-m", "zopa.cli", "check", made]
        found = min((_process(check) for _ in range(3)), key=lambda one: one.wall)
        show("zopa check, as CSV", size, found, targets[0])
        case = load_case(made)
    quiet = gc.get_threshold()
    gc.set_threshold(LONG)  # as the command line does
    seen = read_ledger(case)
    show("read the ledger", size, measure(lambda: read_ledger(case), 3))
    whole = measure(lambda: read_positions(read_ledger(case), band=False), 5)
    show("  and all positions at one date", size, whole, targets[1])
    whole = measure(lambda: read_positions(read_ledger(case)), 5)
    show("  with the band, of 200 draws", size, whole)
    year = range(seen.day - 364, seen.day + 1)
    many = measure(lambda: read_grid(read_ledger(case)).probabilities(year), 3)
    show("  and all positions over 365 dates", size, many, targets[2])
    odds = len(contradictions(seen))
    show(f"  {odds:,} pairs at odds", size, measure(lambda: contradictions(seen), 1))
    gc.set_threshold(*quiet)


# A process's peak counts what its parent held when it forked, so a small parent starts it.
LAUNCH = """
import json, resource, subprocess, sys, time
begin = time.perf_counter()
ended = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall = time.perf_counter() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
told = ended.stderr.decode(errors="replace").strip() if ended.returncode else ""
cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
print(json.dumps([ended.returncode, told, wall, cpu, peak]))
"""


def _process(arguments: list[str]) -> Measured:
    """Run a command; return its wall and processor time and the peak of its memory."""
    launched = [sys.executable, "-S", "-c", LAUNCH, *arguments]
    told = subprocess.run(launched, capture_output=True, check=True, text=True).stdout
    code, message, wall, cpu, peak = json.loads(told)
    if code:
        raise RuntimeError(f"exit {code}: {message}")
    return Measured(wall, cpu, peak)


def commands(runs: int) -> None:
    """Measure whole commands in fresh processes, first start of Python included."""
    zopa = [sys.executable, "-m", "zopa.cli"]
    written = ["brief", str(FLAGSHIP), "-o", "-"]
    for what, arguments, target in (
        ("zopa --help", ["--help"], "300 ms"),
        ("zopa check, flagship", ["check", str(FLAGSHIP)], "500 ms"),
        ("zopa redlines, note-13, both goals", ["redlines", str(FIXTURE), "--json"], ""),
        ("zopa brief, flagship, view core", [*written, "--view", "core"], "5 s"),
        ("zopa brief, flagship, whole", written, "20 s"),
    ):
        try:
            found = [_process([*zopa, *arguments]) for _ in range(runs + 1)][1:]
        except RuntimeError as error:
            print(f"{what:<46} failed: {error}")
            continue
        middle = Measured(
            statistics.median(one.wall for one in found),
            statistics.median(one.cpu for one in found),
            max(one.memory for one in found),
        )
        show(what, "", middle, target)


CITED = 2_000  # statements of the case whose brief is opened


def pages(runs: int) -> None:
    """Measure the file of a brief, its first view in a browser, and a switch on its board."""
    try:
        from pages import browsing, opened, switched
    except ImportError as error:
        print(f"pages not opened: {error}")
        return
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        for name, case in (("flagship", FLAGSHIP), (f"{CITED:,} statements", cited(Path(folder)))):
            file = Path(folder) / f"{case.stem}.html"
            _process([sys.executable, "-m", "zopa.cli", "brief", str(case), "-o", str(file)])
            size = f"{file.stat().st_size / 1e6:.2f} MB"
            seen = opened(browser, file, runs)
            times = switched(browser, file)
            print(
                f"brief in a browser, {name:<26} {size:>14}   seen {seen.seen * 1000:.0f} ms, "
                f"loaded {seen.loaded * 1000:.0f} ms   1.6 MB, 1 s\n"
                f"  a switch on its board, of {len(times):<20} {'':>14}   median "
                f"{statistics.median(times) * 1000:.1f} ms, worst {times[-1] * 1000:.1f} ms   20 ms"
            )


def cited(folder: Path) -> Path:
    """Write the river's case with very many statements, each cited by a line; return its file."""
    case = load_case(ROOT / "cases" / "river.yaml")
    some = cycle(case.statements)
    many = [next(some).model_copy(update={"id": f"st-{n}"}) for n in range(CITED)]
    share = -(-CITED // len(case.red_lines))
    lines = [
        line.model_copy(update={"statements": tuple(s.id for s in many[n * share :][:share])})
        for n, line in enumerate(case.red_lines)
    ]
    path = folder / "cited.yaml"
    write_case(
        replace(case, statements=tuple(many), statement_links=(), red_lines=tuple(lines)), path
    )
    return path


def peers() -> None:
    """Give the fixture to peers where they are installed: dd counts, python-sat finds sets."""
    try:
        from peers import count_with_dd, sets_with_pysat
    except ImportError as error:
        print(f"peers not available: {error}")
        return
    model = build_model(read_ledger(load_case(FIXTURE)), Choices(goals=("CF>=2",)))
    raw = f"{model.raw:,}"
    counted = count_with_dd(model)
    show(f"dd: {counted:,} feasible outcomes", raw, measure(lambda: count_with_dd(model), 1))
    sets = sets_with_pysat(model)
    show(f"python-sat: {sets} blocking sets", raw, measure(lambda: sets_with_pysat(model), 3))


def parts(quick: bool) -> Iterator[tuple[str, Callable[[], None]]]:
    """Return the parts of the table, by the name that selects them."""
    runs = 2 if quick else 7
    yield "fixture", lambda: fixture(runs)
    yield "walks", lambda: walks(runs)
    yield "bands", lambda: bands(2 if quick else 8)
    yield "searches", searches
    yield "workbooks", workbooks
    yield "ledger", ledger
    yield "simulation", lambda: simulate_positions([])
    yield "commands", lambda: commands(runs)
    yield "pages", lambda: pages(runs)
    yield "peers", peers


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs and instances")
    parser.add_argument(
        "only",
        nargs="*",
        help="fixture walks bands searches workbooks ledger simulation commands pages peers",
    )
    asked = parser.parse_args()
    known = dict(parts(asked.quick))
    for name in asked.only:
        if name not in known:
            parser.error(f"there is no part '{name}'; the parts are {', '.join(known)}")
    head = f"{'what':<46} {'size':>14} {'wall':>12} {'processor':>12} {'memory':>11}   target"
    print(head)
    for name, part in known.items():
        if not asked.only or name in asked.only:
            part()


if __name__ == "__main__":
    main()
