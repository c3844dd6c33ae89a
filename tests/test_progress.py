"""How far long work has come: told by the lens, shown on a terminal and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from zopa.cli import bars, main
from zopa.lenses import REDLINES
from zopa.progress import Told, listening, tell
from zopa.run import Request, assess

NOTE = Path(__file__).parent / "cases" / "note-13"


def test_nobody_needs_to_listen() -> None:
    """Telling is free where nobody listens, and ends with the block that listens."""
    told: list[Told] = []
    tell("sets", 1, 2)
    with listening(told.append):
        tell("sets", 2, 2)
    tell("sets", 3, 3)
    assert told == [Told("sets", 2, 2)]


def test_a_listener_within_a_listener_hears_alone() -> None:
    """The innermost listener hears; the outer one hears again afterwards."""
    outer: list[Told] = []
    inner: list[Told] = []
    with listening(outer.append):
        with listening(inner.append):
            tell("work", 0, 1)
        tell("work", 1, 1)
    assert (len(outer), len(inner)) == (1, 1)


@pytest.mark.parametrize("engine", ["elimination", "search"])
def test_the_lens_tells_to_the_end(engine: Any) -> None:
    """Every piece of work goes up to its end, except sets, of which there may be fewer."""
    assessment = assess(NOTE, Request())
    told: list[Told] = []
    with listening(told.append):
        REDLINES.analyse(assessment, REDLINES.options(engine=engine, most=3), {})
    last = {entry.what: entry for entry in told}
    assert last["Goals"] == Told("Goals", 2, 2)
    for entry in told:
        assert 0 <= entry.done <= entry.total
    if engine == "search":
        assert last["Combinations of readings"].done == 1
        assert last["Minimal sets, at most"].total == 6


class _Terminal:
    """A stderr that a person sits before."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("patience", "options", "surroundings", "shown"),
    [
        (0.0, [], {}, True),
        (60.0, [], {}, False),
        (0.0, ["--no-progress"], {}, False),
        (0.0, [], {"CI": "true"}, False),
        (0.0, [], {"TERM": "dumb"}, False),
    ],
)
def test_bars_stand_on_the_terminal_only(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    patience: float,
    options: list[str],
    surroundings: dict[str, str],
    shown: bool,
) -> None:
    """A bar appears on stderr after a moment, where it is wanted; results are the same."""
    terminal = _Terminal()
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(bars, "PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "argv", ["zopa", "redlines", str(NOTE), "--json", *options])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert ("Goals" in terminal.text) == shown
    assert capsys.readouterr().out.startswith("{")


@pytest.mark.parametrize("quick", [0, 1, 2, 3])
def test_bars_stand_in_the_order_in_which_work_begins(
    monkeypatch: pytest.MonkeyPatch, quick: int
) -> None:
    """However much is done before the first bar appears, the bars are the same."""
    monkeypatch.setattr(sys, "stderr", _Terminal())
    shown = bars.Bars()
    monkeypatch.setattr(bars, "PATIENCE", 60.0)
    work = [Told("Goals", 0, 2), Told("Goals", 2, 2), Told("Alternatives", 0, 5)]
    for number, told in enumerate([*work, Told("Goals", 2, 2)]):
        if number == quick:
            monkeypatch.setattr(bars, "PATIENCE", 0.0)
        shown(told)
    assert shown.progress is not None
    tasks = shown.progress.tasks
    shown.close()
    assert [(task.description, task.completed, task.total) for task in tasks] == [
        ("Goals", 2, 2),
        ("Alternatives", 0, 5),
    ]
