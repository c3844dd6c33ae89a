"""What moved between two days: statements, positions, lines and findings, and why.

The same case is read as of both days.  A statement moves where it is new, or where what
became of it changed; a position where a probability did; a line where somebody stated it, or
its strength or status changed; a finding where it holds on one day and not on the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from zopa.errors import OptionError
from zopa.lens import Assessment
from zopa.lenses import POSITIONS, REDLINES
from zopa.messages import listing, say, speaking, written_date
from zopa.model.sentences import demand_in_words
from zopa.run import Request, assess, brief_options, read_day, run

if TYPE_CHECKING:
    from zopa.lens import Position

LEAST = 0.005  # by which a probability must change to be told
# What is compared: sets of lines to set aside follow from the others and are left out.
COMPARED = ("answers", "law", "parties", "sets", "contradictions")
MOST_NAMED = 3  # statements that are named as the reason of a move


@dataclass(frozen=True)
class StatementMove:
    """A statement that is new, or of which something else became."""

    statement: str
    kind: Literal["new", "superseded", "retracted", "disputed", "copy", "credibility"]
    why: str


@dataclass(frozen=True)
class PositionMove:
    """A position before and after: probabilities by value, and the statements that moved it.

    Attributes
    ----------
    before
        Probabilities by value; empty where nothing had been said.
    because
        Statement, its part of the position before, and after; those that changed most first.
    """

    party: str
    issue: str
    condition: str
    before: Mapping[str, float]
    after: Mapping[str, float]
    vacuity: tuple[float, float]
    because: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class LineMove:
    """A line that was stated, or whose strength or status changed."""

    line: str
    kind: Literal["stated", "changed"]
    before: str
    after: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class FindingMove:
    """A finding that holds on one of the days, or says something else."""

    finding: str
    kind: Literal["new", "gone", "changed"]
    before: str
    after: str


@dataclass(frozen=True, eq=False)
class Moves:
    """All that moved between two days."""

    before: Assessment
    after: Assessment
    statements: tuple[StatementMove, ...]
    positions: tuple[PositionMove, ...]
    lines: tuple[LineMove, ...]
    findings: tuple[FindingMove, ...]


def between(path: Path | str, request: Request, first: str, second: str) -> Moves:
    """Compare a case as of two days.

    Parameters
    ----------
    path
        The case.
    request
        What is asked of it; its own day is not used.
    first, second
        The days, as 2025-02-12; the first before the second.

    Raises
    ------
    OptionError
        If a text is no full day, or the days are not in order.
    CaseError
        With every error of the case.
    """
    days = read_day(first), read_day(second)
    if days[0] is None or days[1] is None or days[0] >= days[1]:
        raise OptionError(
            f"--as-of {first} {second}: the first day is not before the second.",
            "Write the earlier day first, as in --as-of 2025-02-12 2025-02-14.",
        )
    before = assess(path, replace(request, as_of=first))
    after = assess(path, replace(request, as_of=second))
    with speaking(after.choices.language):
        return Moves(
            before,
            after,
            tuple(_statements(before, after)),
            tuple(_positions(before, after)),
            tuple(_lines(before, after)),
            tuple(_findings(before, after)),
        )


def _statements(before: Assessment, after: Assessment) -> Iterator[StatementMove]:
    earlier, later = before.ledger, after.ledger
    for statement in later.reports.rows:
        if statement not in later.statements:
            continue
        if statement not in earlier.statements:
            since = later.reports.seen_from[statement]
            told = written_date(date.fromordinal(since).isoformat()) if since else say("undated")
            why = say("new, reported {day}", day=told)
            if later.is_copy(statement):
                original = later.reports.original_of(statement, later.day) or ""
                why = say("new, a copy of {statement}", statement=original)
            yield StatementMove(statement, "new", why)
            continue
        yield from _turns(statement, before, after)


def _turns(statement: str, before: Assessment, after: Assessment) -> Iterator[StatementMove]:
    """Say what became of a statement that was seen on both days."""
    earlier, later = before.ledger, after.ledger
    reports = later.reports
    since = reports.taken_back_from(statement)
    if since is not None and earlier.day < since <= later.day:
        links = [
            link
            for other in reports.cluster_of(statement)
            for link in reports.bearing_on(other, ("supersedes", "retracts"), later.day)
        ]
        kind: Literal["superseded", "retracted"] = (
            "retracted" if any(link.kind == "retracts" for link in links) else "superseded"
        )
        by = dict.fromkeys(link.from_statement for link in links)
        form = "retracted by {statements}" if kind == "retracted" else "superseded by {statements}"
        yield StatementMove(statement, kind, say(form, statements=listing(by)))
    disputed = set(reports.disputes_of(statement, later.day))
    disputed -= set(reports.disputes_of(statement, earlier.day))
    if disputed:
        told = say("disputed by {statements}", statements=listing(sorted(disputed)))
        yield StatementMove(statement, "disputed", told)
    if later.is_copy(statement) and not earlier.is_copy(statement):
        original = reports.original_of(statement, later.day) or ""
        yield StatementMove(statement, "copy", say("now a copy of {statement}", statement=original))
    grades = earlier.credibility(statement), later.credibility(statement)
    if grades[0] != grades[1] and not disputed:
        told = say("credibility from {before} to {after}", before=grades[0], after=grades[1])
        yield StatementMove(statement, "credibility", told)


def _positions(before: Assessment, after: Assessment) -> Iterator[PositionMove]:
    earlier = {_key(one): one for one in before.positions(band=False)}
    for position in after.positions(band=False):
        was = earlier.get(_key(position))
        p = {value.value: value.p for value in position.values}
        old = {value.value: value.p for value in was.values} if was else {}
        moved = max((abs(p[value] - old.get(value, 0.0)) for value in p), default=0.0)
        if was is None and not position.evidence:
            continue
        if was is not None and moved < LEAST:
            continue
        yield PositionMove(
            position.party,
            position.issue,
            position.condition,
            old,
            p,
            (was.vacuity if was else 1.0, position.vacuity),
            tuple(_because(was, position)),
        )


def _key(position: Position) -> tuple[str, str, str]:
    return position.party, position.issue, position.condition


def _because(was: Position | None, now: Position) -> list[tuple[str, float, float]]:
    """Return the statements whose part of the position changed most."""
    parts = [_parts(one) if one else {} for one in (was, now)]
    names = dict.fromkeys((*parts[0], *parts[1]))
    found = [(name, parts[0].get(name, 0.0), parts[1].get(name, 0.0)) for name in names]
    found = [one for one in found if abs(one[2] - one[1]) >= LEAST]
    return sorted(found, key=lambda one: -abs(one[2] - one[1]))[:MOST_NAMED]


def _parts(position: Position) -> dict[str, float]:
    """Return the part of a position that each statement has, over all values."""
    found: dict[str, float] = {}
    for share in position.shares:
        if share.statement != "prior":
            found[share.statement] = found.get(share.statement, 0.0) + share.share
    return found


def _lines(before: Assessment, after: Assessment) -> Iterator[LineMove]:
    for line in after.case.red_lines:
        if not after.ledger.sees_line(line):
            continue
        was, now = before.ledger.standing(line.id), after.ledger.standing(line.id)
        words = demand_in_words(line, after.model.words)
        stands = say(", ").join((say(now.strength), say(now.status)))
        if not before.ledger.sees_line(line):
            told = say("{standing}: {words}", standing=stands, words=words)
            yield LineMove(line.id, "stated", "", told, now.counted)
        elif (was.strength, was.status) != (now.strength, now.status):
            stood = say(", ").join((say(was.strength), say(was.status)))
            new = [one for one in (*now.softened_by, *now.counted) if one not in was.counted]
            yield LineMove(line.id, "changed", stood, stands, tuple(new))


def _findings(before: Assessment, after: Assessment) -> Iterator[FindingMove]:
    """Compare what red lines and statements at odds give on both days, by content ids."""
    options = brief_options(board=False)
    told: list[dict[str, str]] = []
    for assessment in (before, after):
        findings = run(assessment, options, [REDLINES, POSITIONS])
        told.append(
            {
                one.id: one.text
                for one in findings.statements
                if one.section in COMPARED and "/concession/" not in one.id
            }
        )
    for id_ in dict.fromkeys((*told[0], *told[1])):
        was, now = (each.get(id_, "") for each in told)
        if was and now and (was.startswith(now) or now.startswith(was)):
            continue  # the same, but for what it depends on
        kind: Literal["new", "gone", "changed"] = "changed" if was and now else "new"
        yield FindingMove(id_, "gone" if not now else kind, was, now)


def moves_json(moves: Moves) -> dict[str, Any]:
    """Return the keys of ``zopa diff --as-of --json``."""
    return {
        "as_of": [day.isoformat() for day in (_day(moves.before), _day(moves.after))],
        "statements": [vars(one) for one in moves.statements],
        "positions": [
            {
                "party": one.party,
                "issue": one.issue,
                "condition": one.condition or None,
                "before": {value: round(p, 6) for value, p in one.before.items()},
                "after": {value: round(p, 6) for value, p in one.after.items()},
                "vacuity": [round(part, 6) for part in one.vacuity],
                "because": [
                    {"statement": name, "before": round(was, 6), "after": round(now, 6)}
                    for name, was, now in one.because
                ],
            }
            for one in moves.positions
        ],
        "lines": [vars(one) | {"because": list(one.because)} for one in moves.lines],
        "findings": [vars(one) for one in moves.findings],
    }


def _day(assessment: Assessment) -> Any:
    return assessment.ledger.as_of
