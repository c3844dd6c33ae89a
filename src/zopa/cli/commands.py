"""The commands.  What is slow to import is imported inside the command that needs it."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from zopa import __version__
from zopa.cli.endings import Front
from zopa.cli.ledger_commands import add_to
from zopa.cli.options import (
    AsOf,
    CasePath,
    Debug,
    DropJudged,
    Force,
    Goals,
    Json,
    Lang,
    Names,
    NoProgress,
    Reading,
    RecordedBy,
    Redact,
    Set,
    Tables,
    Unscoped,
    View,
    With,
    Without,
    case_at,
    request_of,
    warn_of_a_later_day,
    warn_without_goals,
)

if TYPE_CHECKING:
    from zopa.lenses.redlines.analyse import Options

app = typer.Typer(
    name="zopa",
    cls=Front,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From sourced statements to a traceable brief on which deals are open.\n\n"
    "Example: zopa brief ukraine-2025-02 -o brief.html\n\n"
    "The examples of all helps are on the case ukraine-2025-02: 'zopa demo' copies it here.",
    epilog="Exit codes: 0 done; 1 a gate was met (--fail-if, audit); 2 wrong usage or invalid "
    "case; 3 not used; 4 a file cannot be read or written, or doctor found a lack; 70 a bug; "
    "130 interrupted.",
)


def _version(wanted: bool) -> None:
    if not wanted:
        return
    if "--json" in sys.argv:
        from zopa.cli.show import print_json
        from zopa.cli.surroundings import versions

        print_json({"schema": "zopa.version/1", "zopa": __version__, **versions()})
    else:
        print(f"zopa {__version__}")
    raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    pass


@app.command(short_help="Find everything that is wrong with a case.")
def check(case: CasePath, json: Json = False, debug: Debug = False) -> None:
    """Find everything that is wrong with a case, all at once.

    Example: zopa check ukraine-2025-02
    """
    from zopa.cli.show import print_json, problem_json
    from zopa.cli.start import besides_the_plan, plan_json, print_plan, print_problems
    from zopa.model.checks import check as check_case

    loaded, problems = check_case(case)
    errors = [problem for problem in problems if problem.severity == "error"]
    if json:
        print_json(
            {
                "schema": "zopa.check/1",
                "case": loaded.case.title,
                "case_hash": loaded.case.hash,
                "ok": not errors,
                "problems": [problem_json(problem) for problem in problems],
                "next": plan_json(loaded),
            }
        )
    else:
        problems = besides_the_plan(loaded, problems)
        print_problems(problems)
        told = sum(problem.severity == "error" for problem in problems)
        besides = ", besides what the plan below tells" if len(errors) > told else ""
        print(f"{_some(told, 'error')}, {_some(len(problems) - told, 'warning')}{besides}.")
        print_plan(loaded)
    raise typer.Exit(2 if errors else 0)


def _some(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@app.command(short_help="Say how large the space of outcomes is, and what bites.")
def space(
    context: typer.Context,
    case: CasePath,
    view: View = "",
    set_: Set = None,
    without: Without = None,
    drop_judged: DropJudged = False,
    as_of: AsOf = "",
    lang: Lang = "",
    names: Names = "",
    tables: Tables = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Say how large the space of outcomes is; the tables say which conditions bite.

    Example: zopa space ukraine-2025-02 --view core --tables
    """
    from zopa.cli.show import print_lens
    from zopa.lenses import SPACE
    from zopa.run import assess

    request = request_of(context)
    assessment = assess(case, request)
    warn_of_a_later_day(assessment)
    options = SPACE.options()
    result = SPACE.analyse(assessment, options, {})
    print_lens(SPACE, assessment, options, result, json, tables)


@app.command(short_help="Find the stated lines that cannot all stand.")
def redlines(
    context: typer.Context,
    case: CasePath,
    goal: Goals = None,
    view: View = "",
    reading: Reading = None,
    set_: Set = None,
    without: Without = None,
    with_: With = None,
    drop_judged: DropJudged = False,
    unscoped: Unscoped = False,
    as_of: AsOf = "",
    lang: Lang = "",
    names: Names = "",
    no_progress: NoProgress = False,
    engine: Annotated[
        str,
        typer.Option("--engine", metavar="NAME", help="auto, elimination, search or enumeration."),
    ] = "auto",
    most: Annotated[
        int, typer.Option("--most", min=1, metavar="NUMBER", help="Most sets a search lists.")
    ] = 100,
    fail_if: Annotated[
        str,
        typer.Option(
            "--fail-if", metavar="STATE", help="Exit with 1 if a goal is 'blocked' or 'open'."
        ),
    ] = "",
    tables: Tables = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Find the stated lines that cannot all stand, and with which set aside something is left.

    Example: zopa redlines ukraine-2025-02 --goal "CF >= 2" --without R7
    """
    from zopa.cli.bars import showing_progress
    from zopa.cli.show import print_lens
    from zopa.lenses import REDLINES
    from zopa.run import assess

    _refuse_unknown("--engine", engine, ("auto", "elimination", "search", "enumeration"))
    _refuse_unknown("--fail-if", fail_if, ("", "blocked", "open"))
    request = request_of(context)
    assessment = assess(case, request)
    warn_of_a_later_day(assessment)
    warn_without_goals(assessment, "--goal RULE asks about one")
    options: Options = REDLINES.options(scoped=not unscoped, engine=engine, most=most)
    with showing_progress(not no_progress):
        result = REDLINES.analyse(assessment, options, {})
    print_lens(REDLINES, assessment, options, result, json, tables)
    blocked = [found.default.is_blocked for found in result.goals]
    if (fail_if == "blocked" and any(blocked)) or (fail_if == "open" and not all(blocked)):
        raise typer.Exit(1)


def _refuse_unknown(option: str, given: str, known: tuple[str, ...]) -> None:
    from zopa.errors import OptionError, did_you_mean

    if given not in known:
        names = [name for name in known if name]
        raise OptionError(f"{option} cannot be '{given}'.", did_you_mean(given, names, "choices"))


@app.command(short_help="Open a finding down to its statements and sources.")
def why(
    context: typer.Context,
    case: CasePath,
    finding: Annotated[
        str,
        typer.Argument(
            metavar="FINDING", help="The id below a statement, or a row, as in red_lines/R7."
        ),
    ],
    goal: Goals = None,
    view: View = "",
    reading: Reading = None,
    set_: Set = None,
    without: Without = None,
    with_: With = None,
    drop_judged: DropJudged = False,
    unscoped: Unscoped = False,
    as_of: AsOf = "",
    lang: Lang = "",
    names: Names = "",
    whole: Annotated[
        bool, typer.Option("--all", help="Print every row and cell; else at most 40 lines.")
    ] = False,
    no_progress: NoProgress = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Open a finding down to the rows, statements and sources it rests on.

    What was found with --without R7 or the like is opened with the same options.

    Example: zopa why ukraine-2025-02 "redlines/CF=3/verdict"
    """
    from dataclasses import replace

    from zopa.cards import cards_of
    from zopa.cli.addresses import find_row, read_id
    from zopa.cli.bars import showing_progress
    from zopa.cli.show import print_json, print_row, print_why
    from zopa.errors import OptionError, did_you_mean
    from zopa.findings import meta_json
    from zopa.findings.to_json import card_json, finding_json
    from zopa.messages import speaking
    from zopa.run import WHAT_IF, assess, brief_findings, brief_options, meta_of, run

    request = request_of(context)
    assessment = assess(case, request)
    warn_of_a_later_day(assessment)
    row = find_row(assessment.case, finding)
    if row is not None:
        with speaking(assessment.choices.language):
            found = cards_of(assessment, [row])
        if json:
            opened = [card_json(card) for card in found.values()]
            meta = meta_json("why", meta_of(assessment))
            print_json(meta | {"finding": None, "cards": opened})
        else:
            with speaking(assessment.choices.language):
                print_row(found, row, whole)
        return
    asked, named = read_id(finding)
    if asked and asked not in [each.text for each in assessment.model.words.goals]:
        assessment = assess(case, replace(request, goals=(asked,)))
    with showing_progress(not no_progress):
        if named == WHAT_IF:
            findings = brief_findings(case, request, not unscoped, assessment, board=False)
        else:
            findings = run(assessment, brief_options(scoped=not unscoped, board=False))
    statement = findings.find(named)
    if statement is None:
        known = [found.id for found in findings.statements]
        raise OptionError(
            f"There is no finding '{finding}'.", did_you_mean(finding, known, "findings")
        )
    if json:
        cards = [card_json(card) for card in findings.cards_under(statement)]
        body = {"finding": finding_json(statement), "cards": cards}
        print_json(meta_json("why", findings.meta) | body)
    else:
        with speaking(findings.meta.language):
            print_why(findings, statement, whole)


@app.command(short_help="Write the brief: one HTML file, two pages and an annex.")
def brief(
    context: typer.Context,
    case: CasePath,
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="FILE", help="The HTML file; - for stdout."),
    ],
    view: View = "",
    reading: Reading = None,
    set_: Set = None,
    without: Without = None,
    with_: With = None,
    drop_judged: DropJudged = False,
    unscoped: Unscoped = False,
    as_of: AsOf = "",
    redact: Redact = "",
    lang: Lang = "",
    names: Names = "",
    no_progress: NoProgress = False,
    force: Force = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Write the brief: two pages and an annex in one HTML file that opens from disk.

    Example: zopa brief ukraine-2025-02 -o brief.html
    """
    from pathlib import Path

    from zopa.cli.bars import showing_progress
    from zopa.cli.outputs import refuse_for_a_brief
    from zopa.cli.show import print_json
    from zopa.errors import OptionError
    from zopa.files import refuse_to_write
    from zopa.findings import meta_json
    from zopa.redact import read_kinds, redact_findings
    from zopa.report import render_brief, write_brief
    from zopa.run import assess, brief_findings

    kinds = read_kinds(redact)
    if output == "-" and json:
        message = "--json and '-o -' both write to standard output."
        raise OptionError(message, "Leave one of them out, or write the brief to a file.")
    if not output:
        message = "no file name was given."
        raise OptionError(message, "Write -o FILE, or -o - for standard output.")
    if output != "-":  # said before the work and not after it
        refuse_for_a_brief(output)
        refuse_to_write(Path(output), force=force, source=case)
    request = request_of(context)
    with showing_progress(not no_progress):
        assessment = assess(case, request)
        findings = brief_findings(case, request, not unscoped, assessment)
    findings = redact_findings(findings, assessment.case, kinds)
    warn_of_a_later_day(assessment)
    warn_without_goals(assessment, "'zopa redlines --goal RULE' asks about one")
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(render_brief(findings).encode())  # UTF-8 whatever the terminal
        return
    write_brief(findings, Path(output), force=force, source=case)
    if json:
        print_json(meta_json("brief", findings.meta) | {"file": output})
    else:
        print(output)


@app.command(short_help="Say whether a brief keeps its own rules.")
def audit(
    brief: Annotated[
        str, typer.Argument(metavar="BRIEF", help="The HTML file of a brief; - for stdin.")
    ],
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Say whether a brief keeps its own rules; ends with 1 where it does not.

    Example: zopa audit brief.html
    """
    from zopa.cli.auditing import audit_json, print_audit
    from zopa.cli.show import print_json
    from zopa.report.audit import audit_bytes, audit_file

    is_piped = brief == "-"
    found = audit_bytes(sys.stdin.buffer.read(), "-") if is_piped else audit_file(brief)
    if json:
        print_json(audit_json(found, brief))
    else:
        print_audit(found)
    raise typer.Exit(1 if found.flaws else 0)


@app.command(short_help="Write a case in another carrier.")
def convert(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="The case to read.", callback=case_at)
    ],
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A folder, or a file ending in .xlsx or .yaml.")
    ],
    redact: Redact = "",
    force: Force = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Write a case in another carrier; nothing is lost and the hash stays, save by --redact.

    Example: zopa convert ukraine-2025-02 ukraine.yaml
    """
    from zopa.case.build import load_case
    from zopa.case.carriers import write_case
    from zopa.cli.outputs import refuse_for_a_case
    from zopa.cli.show import print_json
    from zopa.redact import read_kinds, redact_case

    refuse_for_a_case(target)
    loaded = redact_case(load_case(source), read_kinds(redact))
    write_case(loaded, target, force=force, source=source)
    if json:
        print_json({"schema": "zopa.convert/1", "case_hash": loaded.hash, "file": target})
    else:
        print(target)


@app.command(short_help="Say how two cases differ, or what moved between two days.")
def diff(
    context: typer.Context,
    case: Annotated[
        str, typer.Argument(metavar="BEFORE", help="The case before.", callback=case_at)
    ],
    after: Annotated[
        str,
        typer.Argument(
            metavar="AFTER", help="The case after; none with --as-of.", callback=case_at
        ),
    ] = "",
    as_of: Annotated[
        Optional[tuple[str, str]],  # noqa: UP045 - typer reads it at run time
        typer.Option("--as-of", metavar="DATE DATE", help="Compare one case as of two days."),
    ] = None,
    recorded_by: RecordedBy = "",
    lang: Lang = "",
    names: Names = "",
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Say how two cases differ, row by row, or what moved in one case between two days, and why.

    Example: zopa diff ukraine-2025-02 --as-of 2025-02-12 2025-02-14
    """
    from zopa.cli.differing import print_case_difference, print_what_moved
    from zopa.errors import OptionError

    if as_of is not None and after:
        message = "--as-of compares one case as of two days, and two cases were given."
        raise OptionError(message, "Leave out --as-of, or the second case.")
    if as_of is not None:
        print_what_moved(case, replace(request_of(context), as_of=""), as_of, json)
        return
    if not after:
        message = "there is nothing to compare the case with."
        raise OptionError(message, "Name a second case, or two days: --as-of DATE DATE.")
    print_case_difference(case, after, json)


@app.command(short_help="Say whether this machine has what zopa needs.")
def doctor(json: Json = False, debug: Debug = False) -> None:
    """Say whether this machine has what zopa needs.

    Example: zopa doctor
    """
    from zopa.cli.show import print_json
    from zopa.cli.surroundings import examine

    found = examine()
    if json:
        print_json({"schema": "zopa.doctor/1", "checks": [entry._asdict() for entry in found]})
    else:
        for entry in found:
            print(f"{'ok' if entry.ok else 'NOT OK':6}  {entry.what}: {entry.found}")
    raise typer.Exit(0 if all(entry.ok for entry in found) else 4)


@app.command(short_help="Begin a case: a workbook to fill.")
def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A name for the case; it may end in .xlsx, .yaml or /."
        ),
    ],
    template: Annotated[
        str,
        typer.Option(
            "--template", metavar="NAME", help="blank, or a case to change: flagship, river."
        ),
    ] = "blank",
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="The title; else made of the name.")
    ] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help="The language, as en.")
    ] = "en",
    force: Force = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Begin a case: a workbook to fill, a YAML file or a folder of CSV files.

    Example: zopa new river-talks --title "Talks on the river"
    """
    from zopa.cli import start

    start.new(name, template, title, language, force=force, as_json=json)


@app.command(short_help="Copy a case that comes with zopa, to try things on.")
def demo(
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="Where to put it; it may end in .xlsx or .yaml.")
    ] = "",
    case: Annotated[
        str, typer.Option("--case", metavar="NAME", help="ukraine-2025-02 or river.")
    ] = "ukraine-2025-02",
    force: Force = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Copy a case that comes with zopa, to look at and to try things on.

    Example: zopa demo
    """
    from zopa.cli import start

    start.demo(folder, case, force=force, as_json=json)


add_to(app)
