"""The commands on sources, statements and positions.

What is slow to import is imported inside the command that needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zopa.cli.options import (
    AsOf,
    CasePath,
    Debug,
    Issues,
    Json,
    Lang,
    Names,
    Parties,
    RecordedBy,
    Tables,
    request_of,
    warn_of_a_later_day,
)

if TYPE_CHECKING:
    from zopa.lens import Assessment

source = typer.Typer(
    name="source",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List the sources of a case, and trace who copied whom.\n\n"
    "Example: zopa source lineage ukraine-2025-02",
)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the others."""
    app.command(short_help="Print the statements in the order in which they were made.")(timeline)
    app.command(short_help="Say what each party has said on each issue, and how firmly.")(positions)
    app.command(short_help="List the elements of the described system, and what holds each.")(
        inventory
    )
    app.add_typer(source, short_help="List the sources, and trace who copied whom.")


def timeline(
    context: typer.Context,
    case: CasePath,
    party: Parties = None,
    issue: Issues = None,
    as_of: AsOf = "",
    recorded_by: RecordedBy = "",
    copies: Annotated[bool, typer.Option("--copies", help="Print copies, too.")] = False,
    lang: Lang = "",
    names: Names = "",
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Print the statements in the order in which they were made, and what became of each.

    Example: zopa timeline ukraine-2025-02 --party USA --issue UST
    """
    from zopa.cli.ledger_show import entry_json, print_timeline
    from zopa.cli.show import print_json
    from zopa.findings import meta_json
    from zopa.lenses.positions.timeline import timeline as read_timeline
    from zopa.messages import speaking
    from zopa.run import assess, meta_of

    assessment = assess(case, request_of(context))
    _refuse_unknown(assessment, party, issue)
    warn_of_a_later_day(assessment)
    entries = read_timeline(assessment, party or (), issue or ())
    if json:
        meta = meta_json("timeline", meta_of(assessment))
        print_json(meta | {"timeline": [entry_json(entry) for entry in entries]})
        return
    with speaking(assessment.choices.language):
        print_timeline(entries, assessment, copies)


def positions(
    context: typer.Context,
    case: CasePath,
    party: Parties = None,
    issue: Issues = None,
    as_of: AsOf = "",
    recorded_by: RecordedBy = "",
    lang: Lang = "",
    names: Names = "",
    tables: Tables = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Say what each party has said on each issue, how firmly, and on which statements that rests.

    Example: zopa positions ukraine-2025-02 --issue UST --party USA --as-of 2025-02-13
    """
    from zopa.cli.show import print_lens
    from zopa.lenses import POSITIONS
    from zopa.run import assess

    assessment = assess(case, request_of(context))
    _refuse_unknown(assessment, party, issue)
    warn_of_a_later_day(assessment)
    options = POSITIONS.options(parties=tuple(party or ()), issues=tuple(issue or ()))
    result = POSITIONS.analyse(assessment, options, {})
    print_lens(POSITIONS, assessment, options, result, json, tables)


def inventory(case: CasePath, json: Json = False, debug: Debug = False) -> None:
    """List the elements of the described system, and what holds each.

    Example: zopa inventory ukraine-2025-02
    """
    from zopa.case.build import load_case
    from zopa.cli.ledger_show import inventory_rows
    from zopa.cli.show import print_json, print_table

    loaded = load_case(case)
    rows = inventory_rows(loaded)
    if json:
        body = {"case": loaded.title, "case_hash": loaded.hash, "rows": rows}
        print_json({"schema": "zopa.inventory/1", **body})
        return
    if not rows:
        print("The case has no inventory: a table 'inventory' with row, element and held_by.")
        return
    empty = sum(not row["held_by"] for row in rows)
    print(f"{len(rows)} elements, {empty} of them held by nothing.\n")
    cells = [[row["row"], row["element"], row["held_by"] or ""] for row in rows]
    print_table("Inventory", ["Row", "Element", "Held by"], cells)


@source.command("list", short_help="List the sources.")
def source_list(
    context: typer.Context,
    case: CasePath,
    as_of: AsOf = "",
    lang: Lang = "",
    names: Names = "",
    json: Json = False,
    debug: Debug = False,
) -> None:
    """List the sources with their root, how many copies away it is, and their statements.

    Example: zopa source list ukraine-2025-02
    """
    from zopa.cli.ledger_show import print_sources, source_json
    from zopa.cli.show import print_json
    from zopa.findings import meta_json
    from zopa.messages import speaking
    from zopa.run import assess, meta_of

    assessment = assess(case, request_of(context))
    warn_of_a_later_day(assessment)
    if json:
        meta = meta_json("sources", meta_of(assessment))
        print_json(meta | {"sources": source_json(assessment)})
        return
    with speaking(assessment.choices.language):
        print_sources(assessment)


@source.command("lineage", short_help="Trace who copied whom, and what copies changed.")
def source_lineage(
    context: typer.Context,
    case: CasePath,
    as_of: AsOf = "",
    recorded_by: RecordedBy = "",
    lang: Lang = "",
    names: Names = "",
    tables: Tables = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Trace who copied whom, what each copy changed, and what may be a copy.

    Example: zopa source lineage ukraine-2025-02
    """
    from zopa.cli.ledger_show import print_trees
    from zopa.cli.show import print_lens
    from zopa.lenses import LINEAGE
    from zopa.messages import speaking
    from zopa.run import assess

    assessment = assess(case, request_of(context))
    warn_of_a_later_day(assessment)
    options = LINEAGE.options()
    result = LINEAGE.analyse(assessment, options, {})
    if not json:
        with speaking(assessment.choices.language):
            print_trees(result, assessment)
    print_lens(LINEAGE, assessment, options, result, json, tables)


def _refuse_unknown(
    assessment: Assessment, parties: list[str] | None, issues: list[str] | None
) -> None:
    """Refuse a party or an issue that the case does not have."""
    from zopa.errors import OptionError, did_you_mean

    case = assessment.case
    for option, given, known in (
        ("--party", parties, [row.id for row in case.parties]),
        ("--issue", issues, [row.id for row in case.issues]),
    ):
        for name in given or ():
            if name not in known:
                what = "parties" if option == "--party" else "issues"
                message = f"{option}: the case has no '{name}'."
                raise OptionError(message, did_you_mean(name, known, f"{what} of the case"))
