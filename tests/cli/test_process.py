"""How a command of its own process ends: nobody reads on, the disk is full, or Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UKRAINE = str(ROOT / "cases/ukraine-2025-02")
ZOPA = (sys.executable, "-m", "zopa.cli")
INTERRUPTED = "Interrupted; nothing was left half written.\n"
# What a command does is put off until it is interrupted: it says that it has begun, and waits.
WAITING = """\
import sys, time
import {module} as module
def wait(*_, **__):
    print("begun", file=sys.stderr, flush=True)
    time.sleep(60)
module.{name} = wait
from zopa.cli import main
main()
"""


def run_into_a_closed_pipe(*words: str) -> tuple[int, str]:
    """Run a command whose reader is gone, as in ``zopa ... | head -0``."""
    reading, writing = os.pipe()
    with subprocess.Popen([*ZOPA, *words], stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(reading)
        os.close(writing)
        _, told = process.communicate(timeout=60)
        return process.returncode, told.decode()


def interrupt(module: str, name: str, *words: str) -> tuple[int, str, str]:
    """Interrupt a command within a function that it calls."""
    code = WAITING.format(module=module, name=name)
    command = [sys.executable, "-c", code, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"begun\n"
        process.send_signal(signal.SIGINT)
        found, told = process.communicate(timeout=60)
        return process.returncode, found.decode(), told.decode()


COMMANDS = [
    ("redlines", UKRAINE, "--goal", "truce"),
    ("redlines", UKRAINE, "--goal", "truce", "--json"),
    ("why", UKRAINE, "red_lines/R7"),
    ("check", UKRAINE),
    ("brief", UKRAINE, "-o", "-"),
    ("timeline", UKRAINE),
    ("positions", UKRAINE, "--party", "USA", "--json"),
    ("inventory", UKRAINE),
    ("source", "list", UKRAINE),
    ("source", "lineage", UKRAINE),
    ("diff", UKRAINE, "--as-of", "2025-02-12", "2025-02-14"),
    ("--version",),
    ("--help",),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_broken_pipe_is_no_failure(words: tuple[str, ...]) -> None:
    """Where nobody reads on, a command ends without a word, and not with the code of a gate."""
    assert run_into_a_closed_pipe(*words) == (0, "")


def test_a_gate_is_met_whether_or_not_somebody_reads() -> None:
    """A gate that was decided before the pipe was seen to be closed keeps its code."""
    words = ("redlines", UKRAINE, "--goal", "truce", "--fail-if", "blocked")
    assert run_into_a_closed_pipe(*words)[0] in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_full_disk_is_told(words: tuple[str, ...]) -> None:
    """Where standard output takes no more, also at the very end, the code is 4."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*ZOPA, *words], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert done.returncode == 4
    assert "Standard output cannot be written: no space left on device." in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_streams_may_be_closed() -> None:
    """A command whose output the shell has closed does its work."""
    command = f'"{sys.executable}" -m zopa.cli redlines "{UKRAINE}" --goal truce >&- 2>&-'
    assert subprocess.run(command, shell=True, timeout=60).returncode == 0


def test_a_terminal_without_the_letters_is_written_to() -> None:
    """A letter that the terminal does not have is spelt out, and the command goes on."""
    done = subprocess.run(
        [*ZOPA, "why", UKRAINE, "statements/st-044"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "words",
    [("check",), ("redlines", "--json"), ("space",), ("timeline",), ("positions", "--json")],
    ids=" ".join,
)
def test_an_interrupted_command_ends_with_130(words: tuple[str, ...]) -> None:
    """Ctrl-C ends a command with 130 and one line, without a traceback and half a result."""
    command = (words[0], UKRAINE, *words[1:])
    assert interrupt("zopa.model.checks", "check", *command) == (130, "", INTERRUPTED)


def test_an_interrupted_brief_leaves_no_file(tmp_path: Path) -> None:
    """A brief that is interrupted while it is written leaves neither its file nor a part of it."""
    path = tmp_path / "brief.html"
    assert interrupt("os", "fsync", "brief", UKRAINE, "-o", str(path)) == (130, "", INTERRUPTED)
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_is_heard_while_modules_load() -> None:
    """Interrupted before the first command is known, zopa says so in one line."""
    code = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'zopa.cli.endings': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from zopa.cli import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code, "check"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", INTERRUPTED)


def test_the_entry_point_loads_nothing_before_it_can_be_interrupted() -> None:
    """Importing the command line loads no further module, not even one of ours."""
    code = (
        "import sys; before = set(sys.modules); import zopa.cli\n"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['__future__', 'zopa', 'zopa.cli']\n"
