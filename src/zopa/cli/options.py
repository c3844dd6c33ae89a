"""The options that several commands share, and what is made of them."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

if TYPE_CHECKING:
    from zopa.lens import Assessment
    from zopa.run import Request


def case_at(path: str) -> str:
    """Return the path of a case; where only the name of a shipped case stands, say how to get it.

    Raises :class:`~zopa.errors.StorageError`.
    """
    if not path or "\0" in path or os.path.lexists(path):
        return path
    from zopa.case.carriers import read_raw  # put off: only where something is amiss
    from zopa.case.shipped import FLAGSHIP, SHIPPED
    from zopa.errors import StorageError

    name = os.path.basename(path.rstrip("/\\"))
    shipped = next((key for key, file in SHIPPED.items() if name in (key, file)), "")
    try:
        read_raw(path)
    except StorageError as error:
        if not shipped or error.remedy.startswith("Did you mean"):
            raise
        more = "" if shipped == FLAGSHIP else f" --case {shipped}"
        remedy = f"'zopa demo{more}' copies it here, as '{SHIPPED[shipped]}'."
        if os.path.exists(SHIPPED[shipped]):
            remedy = f"Did you mean '{SHIPPED[shipped]}'?"
        raise StorageError(error.message, remedy) from None
    return path


CasePath = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="A folder of CSV files, a workbook or a YAML file.", callback=case_at
    ),
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
Tables = Annotated[bool, typer.Option("--tables", help="Print the tables after the sentences.")]
View = Annotated[str, typer.Option("--view", metavar="ID", help="A view of the case.")]
AsOf = Annotated[
    str,
    typer.Option("--as-of", metavar="DATE", help="The case as it stood on a day, as 2025-02-14."),
]
RecordedBy = Annotated[
    str,
    typer.Option(
        "--recorded-by", metavar="DATE", help="Only what was coded by a day, as 2025-02-14."
    ),
]
Parties = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--party", metavar="ID", help="A party, all where left out; may be repeated."),
]
Issues = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--issue", metavar="ID", help="An issue, all where left out; may be repeated."),
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
    _refuse_several_ids(given)
    lang = given.get("lang", "")
    prints_json = given["json"] and "output" not in given  # a brief's JSON is no page
    if prints_json and lang not in ("", "en"):
        raise OptionError("--json is always in English.", "Leave out --lang or --json.")
    lists: dict[str, Any] = {
        name: tuple(given.get(option) or ()) for option, name in WHAT_IFS.items()
    }
    _refuse_row_without_table(given["case"], lists["set"])
    return Request(
        overlay=Overlay(drop_judged=given.get("drop_judged", False), **lists),
        goals=tuple(given.get("goal") or ()),
        view=given.get("view", ""),
        as_of=given.get("as_of", ""),
        recorded_by=given.get("recorded_by", ""),
        language="en" if prints_json else lang,
        naming=given.get("names", ""),
    )


def _refuse_several_ids(given: dict[str, Any]) -> None:
    """Refuse several ids in one option: none holds a comma or a semicolon."""
    from zopa.errors import OptionError

    for name in ("without", "with", "reading"):
        for text in given.get(f"{name}_" if name == "with" else name) or ():
            parts = [part.strip() for part in re.split("[;,]", text) if part.strip()]
            if len(parts) > 1:
                again = " ".join(f"--{name} {part}" for part in parts)
                raise OptionError(
                    f"--{name} takes one at a time, not '{text}'.", f"Repeat the option: {again}."
                )


def _refuse_row_without_table(path: str, changes: tuple[str, ...]) -> None:
    """Say which table a row stands in, where a change names the row alone."""
    from zopa.case.tables import TABLES
    from zopa.errors import OptionError

    for text in changes:
        row, dot, rest = text.strip().partition(".")
        if not dot or row in TABLES or "=" not in rest:
            continue
        from zopa.case.build import load_case  # put off: only where something is amiss

        found = load_case(path).locate(row)
        if found is not None:
            message = f"--set {text}: '{row}' is a row of the table {found[0]}."
            raise OptionError(message, f"Write {found[0]}.{text.strip()}.")


def warn_of_a_later_day(assessment: Assessment) -> None:
    """Say that the case does not reach as far as the day that is asked about.

    And that rows that do not say when they were coded count by whatever day is asked about.
    """
    if assessment.ledger.recorded_by is not None:
        rows = assessment.ledger.reports.rows.values()
        undated = sum(row.recorded_at is None for row in rows)
        if undated:
            print(
                f"warning: {undated} of {len(rows)} statements do not say when they were coded: "
                "--recorded-by leaves them in.",
                file=sys.stderr,
            )
    day = assessment.coded_until
    if day is not None:
        print(
            f"warning: --as-of {assessment.ledger.as_of} is later than {day}, the day of the case: "
            "what was said in between may be missing from it.",
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
