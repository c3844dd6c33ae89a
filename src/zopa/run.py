"""Order the lenses by the slots they give and read, run them, gather what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from zopa import __version__
from zopa.cards import cards_of, labels_of
from zopa.case.case import Case
from zopa.case.cells import read_moment
from zopa.case.overlay import Overlay
from zopa.case.tables import SCHEMA
from zopa.errors import CaseError, OptionError, did_you_mean
from zopa.findings import (
    Board,
    Chart,
    Finding,
    Findings,
    Meta,
    MethodCard,
    Note,
    Table,
)
from zopa.ledger import read_ledger
from zopa.lens import Assessment, Lens
from zopa.lenses import LENSES, POSITIONS, REDLINES
from zopa.messages import (
    SOURCE_LANGUAGE,
    again,
    known_language,
    languages,
    listing,
    say,
    say_count,
    speaking,
)
from zopa.model import Choices, build_model
from zopa.model.checks import TOO_LARGE, check
from zopa.model.labels import schemes_of

WHAT_IF = "what-if"  # the id of the statement that compares a run with the case as it stands
MOST_COMPARED = 6  # statements that a what-if run says hold no longer, or now


@dataclass(frozen=True)
class Request:
    """What a user asks for, whichever lens answers.

    Attributes
    ----------
    overlay
        What-if changes to the case.
    goals
        Ids or rules of goals; all goals of the case where empty.
    view
        Id of a view; empty for the whole case.
    as_of
        A day as text; the case's own as-of date where empty.
    recorded_by
        A day as text: only what was coded by then counts; everything where empty.
    language
        Code of the language to speak; that of the case where empty.
    naming
        Naming scheme of the labels; that of the case where empty.
    """

    overlay: Overlay = field(default_factory=Overlay)
    goals: tuple[str, ...] = ()
    view: str = ""
    as_of: str = ""
    recorded_by: str = ""
    language: str = ""
    naming: str = ""


def assess(path: Path | str, request: Request) -> Assessment:
    """Read a case without errors and build its model.

    Raises
    ------
    CaseError
        With every error of the case.
    OptionError
        If the request names a view, goal, reading or line that does not exist.
    """
    loaded, problems = check(path, request.overlay)
    errors = [
        problem
        for problem in problems
        if problem.severity == "error" and not (request.view and problem.check == TOO_LARGE)
    ]
    if errors:
        raise CaseError(errors, loaded.path)
    case = loaded.case
    choices = Choices(
        view=request.view,
        readings=dict(case.selection.readings),
        with_lines=frozenset(case.selection.with_ids),
        goals=request.goals,
        language=language_for(case, request.language),
        naming=_scheme(case, request.naming),
    )
    ledger = read_ledger(
        case, read_day(request.as_of), read_day(request.recorded_by, "--recorded-by")
    )
    model = build_model(ledger, choices)
    return Assessment(ledger.case, ledger, model, choices, loaded.origin.raw.folder)


def language_for(case: Case, wanted: str = "") -> str:
    """Return the language to speak: the wanted one, or that of the case where zopa speaks it.

    Raises
    ------
    OptionError
        If a language is wanted that zopa does not speak.
    """
    found = known_language(wanted or case.language)
    if found is None and wanted:
        known = listing(map(_named, languages()))
        raise OptionError(
            f"--lang: zopa does not speak '{wanted}'.",
            f"It speaks {known}; the project's docs say how to add a language.",
        )
    return found or SOURCE_LANGUAGE


def _named(code: str) -> str:
    """Return a language by its code, and by its English name where it has one."""
    from babel import Locale, UnknownLocaleError  # put off: slow to import

    try:
        return f"{code} ({Locale.parse(code, sep='-').get_display_name('en')})"
    except (UnknownLocaleError, ValueError):
        return code


def _scheme(case: Case, wanted: str) -> str:
    """Return the naming scheme to use, which the case must know."""
    known = schemes_of(case)
    if wanted and wanted not in known:
        raise OptionError(
            f"--names: the case has no naming scheme '{wanted}'.",
            did_you_mean(wanted, known, "naming schemes of the case"),
        )
    return wanted or case.settings.get("naming", "")


def read_day(text: str, option: str = "--as-of") -> date | None:
    """Read an as-of date, which is one full day; None where the text is empty."""
    if not text:
        return None
    try:
        moment = read_moment(text)
        if moment.earliest != moment.latest:
            raise OptionError(
                f"{option}: '{text}' is not one full day.", f"Write a day, as {moment.latest}."
            )
        return moment.latest
    except PydanticCustomError as error:
        told = error.context or {}
        raise OptionError(f"{option}: {told['message']}", "Write a day, as 2025-02-14.") from None


def in_order(lenses: Iterable[Lens]) -> list[Lens]:
    """Order lenses so that each runs after those whose slots it reads."""
    waiting = list(lenses)
    ordered: list[Lens] = []
    given: set[str] = set()
    while waiting:
        ready = next((lens for lens in waiting if given >= set(lens.reads)), None)
        if ready is None:
            names = ", ".join(lens.name for lens in waiting)
            raise ValueError(f"these lenses wait for slots that none gives: {names}")
        waiting.remove(ready)
        ordered.append(ready)
        given |= set(ready.gives)
    return ordered


def run(
    assessment: Assessment,
    options: Mapping[str, Any] | None = None,
    lenses: Iterable[Lens] = LENSES,
) -> Findings:
    """Run the lenses and gather their findings, with a card for each row they rest on.

    What the findings say is in the language of the assessment.
    """
    with speaking(assessment.choices.language):
        return _run(assessment, options or {}, lenses)


def _run(assessment: Assessment, chosen: Mapping[str, Any], lenses: Iterable[Lens]) -> Findings:
    slots: dict[str, Any] = {}
    statements: list[Finding] = []
    tables: list[Table] = []
    charts: list[Chart] = []
    boards: list[Board | None] = []
    methods: list[MethodCard] = []
    for lens in in_order(lenses):
        result = lens.analyse(assessment, chosen.get(lens.name, lens.options()), slots)
        slots.update(getattr(result, "slots", {}))
        statements.extend(lens.statements(assessment, result))
        tables.extend(lens.tables(assessment, result))
        charts.extend(lens.charts(assessment, result))
        boards.append(lens.board(assessment, result))
        methods.append(lens.method())
    named = [address for statement in statements for address in statement.rests_on]
    named += [a for table in tables for row in table.rows_rest_on for a in row]
    scoped = all(getattr(found, "scoped", True) for found in chosen.values())
    return Findings(
        meta=meta_of(assessment, "consent" if scoped else "all"),
        statements=tuple(statements),
        tables=tuple(tables),
        methods=tuple(methods),
        cards=cards_of(assessment, named),
        unknowns=tuple(Note(gap.topic, gap.note or "") for gap in assessment.case.gaps),
        absent=tuple(_absent(assessment)),
        cautions=cautions(),
        charts=tuple(charts),
        board=next((board for board in boards if board is not None), None),
    )


def brief_findings(
    path: Path | str,
    request: Request,
    scoped: bool = True,
    assessment: Assessment | None = None,
    board: bool = True,
) -> Findings:
    """Return everything that a brief is made of; what was assessed already may be handed on.

    Where the request changes the case, the case as it stands is asked as well, and a statement
    says what the changes make of the answers.
    """
    assessment = assessment or assess(path, request)
    findings = run(assessment, brief_options(scoped=scoped, board=board))
    if request.overlay == Overlay():
        return findings
    try:
        unchanged = assess(path, replace(request, overlay=Overlay()))
    except CaseError:  # only with the changes is it a case without errors
        return findings
    before = run(unchanged, brief_options(scoped=scoped, board=False))
    with speaking(assessment.choices.language):
        told = what_if(findings, before)
        cards = cards_of(assessment, [*findings.cards, *told.rests_on])
    # A line that was set aside is named among the changes; the case of this run holds no row of it.
    told = replace(told, rests_on=tuple(row for row in told.rests_on if row in cards))
    return replace(findings, statements=(*findings.statements, told), cards=cards)


def what_if(changed: Findings, unchanged: Findings) -> Finding:
    """Say what holds of the sets of lines with the changes of a run, and no longer or not yet.

    Statements are compared by their content ids, which are the same in every run.  Sets of
    lines to set aside follow from the others and are left out.
    """

    def told(findings: Findings) -> dict[str, Finding]:
        return {
            found.id: found
            for found in findings.statements
            if found.section == "sets" and "/concession/" not in found.id
        }

    before, after = told(unchanged), told(changed)
    gone = [found for id_, found in before.items() if id_ not in after]
    come = [found for id_, found in after.items() if id_ not in before]
    points = [say("No longer: {statement}", statement=found.text) for found in gone]
    points += [say("Now: {statement}", statement=found.text) for found in come]
    if points:
        text = say("With the changes made for this run, the case gives other answers than without.")
    else:
        text = say("With the changes made for this run, the same lines block the same goals.")
    if len(points) > MOST_COMPARED:
        rest = say_count("{number} more.", "{number} more.", len(points) - MOST_COMPARED)
        points = [*points[:MOST_COMPARED], rest]
    told_of = [*gone, *come] or list(after.values())  # what differs, else all that stays the same
    rests_on = [a for found in told_of for a in found.rests_on]
    return Finding(
        id=WHAT_IF,
        text=text,
        section="robustness",
        front=True,
        order=(2, -1),  # before the other alternatives
        derivation=say(
            "The case was asked with the changes and as it stands; compared are the statements "
            "on sets of lines."
        ),
        rests_on=tuple(dict.fromkeys(rests_on)),
        points=tuple(points),
    )


def brief_options(scoped: bool = True, board: bool = True) -> dict[str, Any]:
    """Return the options with which a brief asks its lenses."""
    return {
        REDLINES.name: REDLINES.options(scoped=scoped, judged_too=True, board=board),
        POSITIONS.name: POSITIONS.options(over_time=board),
    }


def cautions() -> tuple[str, ...]:
    """Return what must stand beside every result on red lines."""
    return (
        say("A red line is a stated position and often a bargaining move, not a truth."),
        say("The sets show what conflicts, not who should yield."),
        say("Findings depend on coded judgements: publish them with the case file or not at all."),
    )


def meta_of(assessment: Assessment, scope: str = "consent") -> Meta:
    """Return what identifies a result."""
    case = assessment.case
    as_of = assessment.ledger.as_of
    labels = labels_of(assessment)
    with speaking(assessment.choices.language):
        changes = tuple(map(again, case.changes))
    return Meta(
        title=labels.label("case", "title", case.title),
        summary=labels.label("case", "summary", case.settings.get("summary", "")),
        as_of=as_of.isoformat() if as_of else "",
        recorded_by=str(assessment.ledger.recorded_by or ""),
        coded_until=str(assessment.coded_until or ""),
        case_hash=assessment.ledger.stated.hash,
        schema=case.settings.get("schema", SCHEMA),
        version=__version__,
        language=assessment.choices.language,
        case_language=case.language,
        handling=labels.label("case", "handling", case.settings.get("handling", "")),
        translated=frozenset(key for key in SPOKEN if labels.is_translated("case", key)),
        naming=assessment.choices.naming,
        reviewer=case.settings.get("reviewer", ""),
        view=assessment.choices.view,
        scope=scope,
        changes=changes,
    )


def _absent(assessment: Assessment) -> Iterator[Note]:
    """Name those whom the case records and who do not decide: first those who are affected."""
    case, labels = assessment.case, labels_of(assessment)
    for kind in ("affected", "ratifying", "body"):
        for party in (party for party in case.parties if party.kind == kind):
            name = labels.label("parties", party.id, party.name)
            if kind != "affected":
                name = say("{name} ({kind})", name=name, kind=say(kind))
            yield Note(name, party.note or "", (f"parties/{party.id}",))


SPOKEN = ("title", "summary", "handling")  # settings of a case that a reader reads
