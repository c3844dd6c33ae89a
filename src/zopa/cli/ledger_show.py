"""How statements, sources, inventories and moves are printed, and their JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from zopa.between import FindingMove, LineMove, Moves, PositionMove
from zopa.case.case import Case
from zopa.cli.show import print_line, print_table
from zopa.lens import Assessment
from zopa.lenses.lineage.analyse import LineageResult
from zopa.lenses.lineage.speech import Speech as SourceSpeech
from zopa.lenses.positions.speech import Speech, per_cent
from zopa.lenses.positions.timeline import Entry, acts, became
from zopa.messages import say, say_count, series, written_date
from zopa.model.speakers import day_in_words, speaker_in_words, target_in_words

if TYPE_CHECKING:
    from zopa.case.tables import InventoryRow


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return one statement of a timeline."""
    row = entry.row
    return {
        "statement": row.id,
        "asserted_at": row.asserted_at.text if row.asserted_at else None,
        "asserted_at_given": row.asserted_at_given,
        "reported_at": row.reported_at.text if row.reported_at else None,
        "recorded_at": row.recorded_at.text if row.recorded_at else None,
        "voice": row.voice,
        "speaker_given": row.speaker_given,
        "party": row.principal,
        "attribution": row.attribution,
        "act": row.act,
        "stance": entry.stance,
        "certainty": row.certainty,
        "firmness": row.firmness,
        "issue": row.issue,
        "target": list(row.target),
        "target_condition": row.target_condition,
        "utterance": row.utterance,
        "paraphrase": row.paraphrase,
        "source": row.source,
        "root": entry.root or None,
        "hops": entry.hops,
        "reliability": entry.reliability,
        "credibility": entry.credibility,
        "copy_of": entry.copy_of or None,
        "evidence": round(entry.evidence, 6),
        "links": [{"kind": kind, "statement": other} for kind, other in entry.bears_on],
        "linked_by": [{"kind": kind, "statement": other} for kind, other in entry.borne_on_by],
    }


def print_timeline(entries: Sequence[Entry], assessment: Assessment, copies: bool) -> None:
    """Print statements: when, who and what, on what, and what became of it.

    Copies are left out, and counted with what they repeat, unless they are asked for.
    """
    speech = Speech(assessment)
    above = {one.row.id: one.copy_of for one in entries if one.copy_of}
    repeated = Counter() if copies else Counter(_origin(one, above) for one in above)
    shown = [entry for entry in entries if copies or not entry.copy_of]
    if not shown:
        print_line(say("Nobody has said anything that is asked for, as of the day."))
    for entry in shown:
        _print_entry(entry, speech, repeated[entry.row.id])
    if repeated:
        print_line(
            say_count(
                "{number} copy is left out: --copies prints it.",
                "{number} copies are left out: --copies prints them.",
                repeated.total(),
            )
        )


def _origin(statement: str, above: Mapping[str, str]) -> str:
    """Return the report that a copy repeats in the end."""
    while statement in above:
        statement = above[statement]
    return statement


def _print_entry(entry: Entry, speech: Speech, copies: int) -> None:
    """Print one statement in three lines."""
    assessment, row = speech.assessment, entry.row
    ledger = assessment.ledger
    day, who = day_in_words(row), speaker_in_words(row, speech.labels)
    print_line(say("{day}: {who} [{id}]", day=day, who=who, id=row.id))
    print_line(row.paraphrase, "  ")
    on = speech.issue(row.issue) if row.issue else ""
    target = target_in_words(row, entry.stance, assessment.model.words)
    if row.target_condition:
        condition = speech.condition(row.target_condition)
        target = (
            say("{target}, if {condition}", target=target, condition=condition)
            if target
            else say("if {condition}", condition=condition)
        )
    told = [
        say("{issue}: {target}", issue=on, target=target) if on and target else on,
        say(", ").join([*acts(entry), entry.grade]),
        became(entry, ledger.reports.is_taken_back(row.id, ledger.day)),
        say_count("{number} copy", "{number} copies", copies) if copies else "",
    ]
    print_line(series(filter(None, told)), "  ")
    print()


def source_json(assessment: Assessment) -> list[dict[str, Any]]:
    """Return the sources with what the lineage makes of them."""
    lineage, counts = assessment.ledger.lineage, _statements_by_source(assessment)
    return [
        {
            "source": row.id,
            "title": row.title,
            "publisher": row.publisher,
            "published": row.published.text if row.published else None,
            "medium": row.medium,
            "reliability": row.reliability,
            "copied_from": row.copied_from,
            "root": lineage.root_of(row.id),
            "hops": lineage.hops(row.id),
            "statements": counts.get(row.id, 0),
        }
        for row in assessment.case.sources
    ]


def _statements_by_source(assessment: Assessment) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in assessment.ledger.reports.rows.values():
        if row.id in assessment.ledger.statements and row.source is not None:
            counts[row.source] = counts.get(row.source, 0) + 1
    return counts


def print_sources(assessment: Assessment) -> None:
    """Print the sources as a table."""
    speech, lineage = SourceSpeech(assessment), assessment.ledger.lineage
    counts = _statements_by_source(assessment)
    columns = [
        *(say("Id"), say("Title"), say("Published"), say("Reliability"), say("Root")),
        *(say("Hops"), say("Statements")),
    ]
    rows = [
        [
            row.id,
            speech.title(row.id),
            speech.published(row.id),
            row.reliability or "",
            lineage.root_of(row.id),
            str(lineage.hops(row.id)),
            str(counts.get(row.id, 0)),
        ]
        for row in assessment.case.sources
    ]
    print_table(say("Sources"), columns, rows)


def print_trees(result: LineageResult, assessment: Assessment) -> None:
    """Print the trees of copies: each copy below what it copies."""
    speech = SourceSpeech(assessment)
    for tree in result.trees:
        for source, hops in tree.members:
            changed = len(result.changes.get(source, ()))
            told = say("{source}: {title}", source=source, title=speech.title(source))
            if changed:
                told = say_count(
                    "{told} ({number} slot changed)",
                    "{told} ({number} slots changed)",
                    changed,
                    told=told,
                )
            print_line(told, "  " * hops)
        print()


def inventory_rows(case: Case) -> list[dict[str, Any]]:
    """Return the inventory: what holds each element."""
    return [_inventory_row(row) for row in case.inventory]


def _inventory_row(row: InventoryRow) -> dict[str, Any]:
    return {
        "row": row.row,
        "element": row.element,
        "held_by": row.held_by,
        "capability": row.capability,
    }


# What moved between two days ------------------------------------------------------------


def print_moves(moves: Moves) -> None:
    """Print what moved between two days, and why."""
    speech = Speech(moves.after)
    days = [written_date(str(each.ledger.as_of)) for each in (moves.before, moves.after)]
    print_line(say("From {first} to {second}", first=days[0], second=days[1]))
    print()
    _print_part(say("Statements"), _statement_lines(moves, speech))
    _print_part(say("Positions"), [_position_line(one, speech) for one in moves.positions])
    _print_part(say("Red lines"), [_line_line(one) for one in moves.lines])
    _print_part(say("Findings"), [_finding_line(one) for one in moves.findings])


def _statement_lines(moves: Moves, speech: Speech) -> Iterator[str]:
    """Say which statements moved; new copies are counted."""
    copies = 0
    for one in moves.statements:
        if one.kind == "new" and moves.after.ledger.is_copy(one.statement):
            copies += 1
            continue
        yield say(
            "{statement}: {why}. {told}",
            statement=one.statement,
            why=one.why,
            told=speech.told(one.statement),
        )
    if copies:
        yield say_count("{number} new copy", "{number} new copies", copies)


def _print_part(heading: str, lines: Iterable[str]) -> None:
    print_line(heading)
    told = list(lines)
    for line in told or [say("nothing moved")]:
        print_line(f"- {line}", "  ")
    print()


def _position_line(move: PositionMove, speech: Speech) -> str:
    party, issue = speech.party(move.party), speech.issue(move.issue)
    heading = say("{party} on {issue}", party=party, issue=issue)
    if move.condition:
        heading = say(
            "{heading}, if {condition}",
            heading=heading,
            condition=speech.condition(move.condition),
        )
    values = [
        _from_to(speech.value(move.issue, value), move.before.get(value), p)
        for value, p in move.after.items()
    ]
    values.append(
        _from_to(say("nothing said"), *(move.vacuity if move.before else (None, move.vacuity[1])))
    )
    because = series(
        say(
            "{statement} {before} to {after} %",
            statement=name,
            before=per_cent(was),
            after=per_cent(now),
        )
        for name, was, now in move.because
    )
    if not because:
        return say("{heading}: {values}; by age alone", heading=heading, values=series(values))
    return say(
        "{heading}: {values}; because of these shares: {because}",
        heading=heading,
        values=series(values),
        because=because,
    )


def _from_to(value: str, before: float | None, after: float) -> str:
    """Say how a part moved; of what is new only what it is."""
    if before is None:
        return say("{value} {after} %", value=value, after=per_cent(after))
    return say(
        "{value} {before} to {after} %",
        value=value,
        before=per_cent(before),
        after=per_cent(after),
    )


def _line_line(move: LineMove) -> str:
    because = say(", ").join(move.because)
    if move.kind == "stated":
        told = say("{line} is new: {after}", line=move.line, after=move.after)
    else:
        told = say(
            "{line}: {after}, was {before}", line=move.line, before=move.before, after=move.after
        )
    return say("{told} ({statements})", told=told, statements=because) if because else told


def _finding_line(move: FindingMove) -> str:
    if move.kind == "gone":
        return say("No longer: {statement}", statement=move.before)
    if move.kind == "new":
        return say("Now: {statement}", statement=move.after)
    return say("Was: {before} Is: {after}", before=move.before, after=move.after)
