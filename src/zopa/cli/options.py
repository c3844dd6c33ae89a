"""The options that several commands share, and what is made of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

if TYPE_CHECKING:
    from zopa.lens import Assessment
    from zopa.run import Request

CasePath = Annotated[
    str, typer.Argument(metavar="CASE", help="A folder of CSV files, a workbook or a YAML file.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, in English.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a bug.")]
Goals = Annotated[
    Optional[list[str]],  # noqa: UP045 - typer reads it at run time
    typer.Option(
        "--goal",
        metavar="RULE",
        help="A rule or the id of a goal, all where left out; may be repeated.",
    ),
]
Set = Annotated[
    Optional[list[str]],  # noqa: UP045 - typer reads it at run time
    typer.Option(
        "--set",
        metavar="CHANGE",
        help="Change a cell: red_lines.R6.rule=FRC <= 2; may be repeated.",
    ),
]
Without = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--without", metavar="ID", help="Leave out a red line or a condition; may be repeated."
    ),
]
With = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--with", metavar="ID", help="Count a line only hinted or withdrawn; may be repeated."
    ),
]
Reading = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--reading", metavar="LINE=READING", help="Choose a reading: U1=U1c; may be repeated."
    ),
]
DropJudged = Annotated[
    bool, typer.Option("--drop-judged", help="Leave out conditions of basis judgement.")
]
View = Annotated[str, typer.Option("--view", metavar="ID", help="A view of the case.")]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="The case as it stood on this day.")
]
Unscoped = Annotated[bool, typer.Option("--unscoped", help="Let every line bind every outcome.")]
Redact = Annotated[
    str,
    typer.Option(
        "--redact", metavar="KINDS", help="Withhold sources, voices, coders: any, by commas."
    ),
]
Lang = Annotated[
    str,
    typer.Option(
        "--lang", metavar="CODE", help="Language to speak, as fr; the case's where left out."
    ),
]
Names = Annotated[
    str,
    typer.Option(
        "--names",
        metavar="SCHEME",
        help="Naming scheme: un, own, descriptive; the case's where left out.",
    ),
]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Show no progress bar.")]
Force = Annotated[
    bool,
    typer.Option(
        "--force", help="Replace a file that is there; never the case, a link or a device."
    ),
]

# Options of a command that change rows for one run, by their names there.
WHAT_IFS = {"set_": "set", "without": "without", "with_": "with_", "reading": "readings"}


def request_of(context: typer.Context) -> Request:
    """Return what the options of a command ask for; an option that it lacks asks for nothing.

    Raises :class:`~zopa.errors.OptionError` where JSON is wanted in another language: it is
    for programs and always in English.
    """
    from zopa.case.overlay import Overlay
    from zopa.errors import OptionError
    from zopa.run import Request

    given = context.params
    lang = given.get("lang", "")
    prints_json = given["json"] and "output" not in given  # a brief's JSON is no page
    if prints_json and lang not in ("", "en"):
        raise OptionError("--json is always in English.", "Leave out --lang or --json.")
    lists: dict[str, Any] = {
        name: tuple(given.get(option) or ()) for option, name in WHAT_IFS.items()
    }
    return Request(
        overlay=Overlay(drop_judged=given.get("drop_judged", False), **lists),
        goals=tuple(given.get("goal") or ()),
        view=given.get("view", ""),
        as_of=given.get("as_of", ""),
        language="en" if prints_json else lang,
        naming=given.get("names", ""),
    )


def warn_of_a_later_day(assessment: Assessment) -> None:
    """Say that the case does not reach as far as the day that is asked about."""
    as_of, day = assessment.ledger.as_of, assessment.case.as_of
    if as_of is not None and day is not None and as_of > day:
        print(
            f"warning: --as-of {as_of} is later than {day}, the day of the case: what was said "
            "in between may be missing from it.",
            file=sys.stderr,
        )


def warn_without_goals(assessment: Assessment, remedy: str) -> None:
    """Say why nothing is answered."""
    if not assessment.model.goals:
        print(
            f"warning: the case has no goals, so nothing was asked: {remedy}, and rows in the "
            "table goals are asked each time.",
            file=sys.stderr,
        )
