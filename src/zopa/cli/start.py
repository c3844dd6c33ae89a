"""The first ten minutes: a new case, a case to look at, and what to fill next."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

from zopa.case.blank import blank_case, title_of, write_blank
from zopa.case.build import Loaded, load_case
from zopa.case.checks.next_steps import SAID_BY_THE_PLAN, next_steps
from zopa.case.shipped import FLAGSHIP, SHIPPED, copy_shipped
from zopa.cli.outputs import refuse_for_a_case
from zopa.cli.show import print_json
from zopa.errors import OptionError, Problem, choose_from
from zopa.files import typed
from zopa.messages import known_language, languages

# How a message is wrapped: a path or a rule is never cut, so that it can be copied.
AS_IT_IS: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}
LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")  # the form of a language's code
TEMPLATES = {"blank": "", "flagship": FLAGSHIP, "river": "river"}


def new(name: str, template: str, title: str, language: str, *, force: bool, as_json: bool) -> None:
    """Write a new case and say what comes next."""
    if template not in TEMPLATES:
        remedy = choose_from(template, list(TEMPLATES), "the templates")
        raise OptionError(f"--template cannot be '{template}'.", remedy)
    if known_language(language) is None and not LANGUAGE.fullmatch(language):
        remedy = f"Write a code, as de; zopa speaks {', '.join(languages())}."
        raise OptionError(f"--language cannot be '{language}'.", remedy)
    target = target_of(name)
    refuse_for_a_case(str(target))
    if TEMPLATES[template]:
        copy_shipped(TEMPLATES[template], target, force=force)
    else:
        case = blank_case(title or title_of(target), language)
        write_blank(case, target, force=force)
    _tell("new", target, as_json, template=template)


def demo(folder: str, name: str, *, force: bool, as_json: bool) -> None:
    """Write a case that comes with zopa and say what comes next."""
    if name not in SHIPPED:
        remedy = choose_from(name, list(SHIPPED), "the cases")
        raise OptionError(f"--case cannot be '{name}'.", remedy)
    target = Path(folder or SHIPPED[name])
    refuse_for_a_case(str(target))
    copy_shipped(name, target, force=force)
    _tell("demo", target, as_json, name=name)


def target_of(name: str) -> Path:
    """Return where a new case goes: a workbook, unless the name says otherwise.

    >>> target_of("talks"), target_of("talks.yaml"), target_of("talks v1.2")
    (PosixPath('talks.xlsx'), PosixPath('talks.yaml'), PosixPath('talks v1.2.xlsx'))
    """
    path = Path(name)
    is_folder = name.endswith(("/", "\\")) or path.is_dir()
    if is_folder or path.suffix.strip(".").isalpha() or not path.name:
        return path
    return path.with_name(f"{path.name}.xlsx")


def _tell(command: str, target: Path, as_json: bool, **more: str) -> None:
    if as_json:
        found = load_case(target) if command == "demo" else None
        body: dict[str, Any] = {"schema": f"zopa.{command}/1", "file": str(target), **more}
        print_json(body | ({"case_hash": found.hash} if found else {}))
        return
    shown = typed(target)
    print(target)
    if command == "new" and more["template"] == "blank":
        print(
            f"Next: open it and fill it from top to bottom; zopa check {shown} says what is next."
        )
    else:
        print(f"Next: zopa check {shown}, then zopa brief {shown} -o brief.html")


def besides_the_plan(loaded: Loaded, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that the plan does not tell, where a case is too bare to be used."""
    found = tuple(problems)
    said = [problem for problem in found if problem.check in SAID_BY_THE_PLAN]
    has_plan = bool(next_steps(loaded.case, loaded.origin))
    if not has_plan or all(problem.severity == "warning" for problem in said):
        return found
    return tuple(problem for problem in found if problem not in said)


def plan_json(loaded: Loaded) -> list[dict[str, Any]]:
    """Return the plan as JSON; an empty list for a case that is whole or cannot be read."""
    return [asdict(step) for step in next_steps(loaded.case, loaded.origin)]


def print_problems(problems: Iterable[Problem]) -> None:
    """Print each problem on a line, or on a terminal on as many as its width asks for."""
    width = get_terminal_size().columns if sys.stdout.isatty() else 0
    for problem in problems:
        line = f"{problem.severity}: {problem}"
        print(fill(line, width, subsequent_indent="  ", **AS_IT_IS) if width else line)


def print_plan(loaded: Loaded) -> None:
    """Print what to fill next, in reading order; nothing for a case that is whole."""
    steps = next_steps(loaded.case, loaded.origin)
    if not steps:
        return
    wide = max(len(step.table) for step in steps)
    print("\nThe case is not whole yet. In reading order:")
    for step in steps:
        mark = "NEXT" if step.state == "next" else step.state
        print(f"  {mark:<8}  {step.table:<{wide}}  {step.text}")
        if step.state == "next" and step.example:
            cells = "; ".join(f"{name}: {text}" for name, text in step.example.items())
            print(f"  {'':<8}  {'':<{wide}}  such as  {cells}")
