"""What the positions lens says: each position with its weightiest statements, and what is at odds.

All of it stands in the annex: a position is a reading of what was said, and its numbers rest
on weights that are judgements.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zopa.findings import Finding
from zopa.lens import Assessment, Contradiction
from zopa.lenses.positions.analyse import PositionsResult
from zopa.lenses.positions.speech import MOST_NAMED, Speech, addresses, per_cent
from zopa.messages import grouped, say, say_count, series

if TYPE_CHECKING:
    from zopa.lens import Position

LEAST_CONFLICT = 0.05  # degree of conflict between voices that is said
MOST_OPENED = 10  # statements that a position opens, the heaviest ones
MOST_SAID = 60  # positions, and statements at odds, that are said one by one


def statements(assessment: Assessment, result: PositionsResult) -> tuple[Finding, ...]:
    """Return the sentences on positions, on what is at odds, and on overruled lines."""
    speech = Speech(assessment)
    told = [] if result.is_part else [_summary(assessment)]
    told += [_position(one, speech) for one in _said(result)]
    told += [_at_odds(one, speech) for one in result.contradictions[:MOST_SAID]]
    told += _left_out(result)
    told += [] if result.is_part else _overruled(assessment)
    return tuple(told)


def _said(result: PositionsResult) -> tuple[Position, ...]:
    """Return the positions that are said: those that are drawn, where any are, else all."""
    drawn = result.series
    wanted = [one for one in result.positions if not drawn or (one.party, one.issue) in drawn]
    return tuple(wanted[:MOST_SAID])


def _summary(assessment: Assessment) -> Finding:
    ledger = assessment.ledger
    copies = sum(map(ledger.is_copy, ledger.statements))
    counting = (ledger.evidence.weights_at(ledger.day, ledger.weights) > 0).sum()
    points = []
    if copies:
        points.append(
            say_count(
                "{number} repeats a report by a source above its own and adds nothing.",
                "{number} repeat a report by a source above their own and add nothing.",
                copies,
            )
        )
    changed = ledger.weights.changed
    if changed:
        told = series(changed)
        points.append(say("The case gives its own weights for {weights}.", weights=told))
    return Finding(
        id="positions/summary",
        text=say_count(
            "{number} statement is confirmed and was made by the day. Evidence for one value over "
            "another: {counting}, by version {version} of the table of weights.",
            "{number} statements are confirmed and were made by the day. Evidence for one value "
            "over another: {counting}, by version {version} of the table of weights.",
            len(ledger.statements),
            counting=grouped(int(counting)),
            version=ledger.weights.version,
        ),
        section="positions",
        derivation=say("Counted over the table of statements as of the day."),
        rests_on=tuple(f"issues/{issue.id}" for issue in assessment.case.issues),
        points=tuple(points),
    )


def _position(position: Position, speech: Speech) -> Finding:
    heading = speech.heading(position)
    id_ = f"positions/{position.party}/{position.issue}"
    if position.condition:
        id_ = f"{id_}/{position.condition}"
    if not position.evidence:
        return Finding(
            id=id_,
            text=say(
                "{heading}: nothing that was said without a condition is evidence for one value "
                "over another.",
                heading=heading,
            ),
            section="positions",
            derivation=say(
                "What was said is uncommitted, repeats another report, or stands under a condition."
            ),
            rests_on=(f"issues/{position.issue}", *_on(position, speech)),
        )
    ranked = speech.weightiest(position)
    points = [
        say(
            "{share} % of it rests on {statement}: {told}",
            share=per_cent(share),
            statement=statement,
            told=speech.told(statement),
        )
        for statement, share in ranked[:MOST_NAMED]
    ]
    if position.conflict is not None and position.conflict.degree >= LEAST_CONFLICT:
        one, other = position.conflict.statements
        points.append(
            say(
                "Furthest apart are {one} ({first}) and {other} ({second}): degree of conflict "
                "{degree} of 100.",
                one=speech.voice(one),
                other=speech.voice(other),
                first=one,
                second=other,
                degree=per_cent(position.conflict.degree),
            )
        )
    return Finding(
        id=id_,
        text=say(
            "{heading}: {distribution}; {vacuity} % of it rests on nothing said.",
            heading=heading,
            distribution=speech.distribution(position),
            vacuity=per_cent(position.vacuity),
        ),
        section="positions",
        derivation=_how(len(ranked)),
        rests_on=addresses([statement for statement, _ in ranked[:MOST_OPENED]]),
        points=tuple(points),
    )


SAME_VOICE = (
    "{party} on {issue}: {later_voice} ({later_day}) took back or softened the same voice's "
    "earlier words ({earlier_day})."
)


def _how(statements: int) -> str:
    """Say how a position is computed, and how many of its statements are opened."""
    told = say(
        "Evidence of the statements by weight and age beside a prior; in brackets the band over "
        "the weights."
    )
    if statements <= MOST_OPENED:
        return told
    more = say_count(
        "{number} lighter statement is in 'zopa positions --json'.",
        "{number} lighter statements are in 'zopa positions --json'.",
        statements - MOST_OPENED,
    )
    return f"{told} {more}"


def _on(position: Position, speech: Speech) -> tuple[str, ...]:
    """Return the addresses of all statements of a party on an issue."""
    ledger = speech.assessment.ledger
    found = [
        row.id
        for row in ledger.reports.rows.values()
        if (row.principal, row.issue) == (position.party, position.issue)
        and row.id in ledger.statements
    ]
    return addresses(found[:MOST_OPENED])


AT_ODDS = {
    "walk_back": "{party} on {issue}: {later_voice} ({later_day}) took back or softened the words "
    "of {earlier_voice} ({earlier_day}).",
    "unacknowledged_shift": "{party} on {issue}: what {later_voice} said later ({later_day}) "
    "cannot stand beside the same voice's earlier words ({earlier_day}), and does not refer to "
    "them.",
    "within_party": "{party} on {issue}: {earlier_voice} ({earlier_day}) and {later_voice} "
    "({later_day}) speak for values that exclude each other.",
    "dispute": "{party} on {issue}: {later_voice} ({later_day}) disputes the report of what "
    "{earlier_voice} said ({earlier_day}).",
    "coded": "{party} on {issue}: the coder reads {later_voice} ({later_day}) as contradicting "
    "{earlier_voice} ({earlier_day}).",
    "reports": "{party} on {issue}: two sources report what {earlier_voice} said ({earlier_day}) "
    "for values that exclude each other.",
}
HOW_FOUND = {
    "walk_back": "A link of the case says so.",
    "unacknowledged_shift": "The values that the two speak for have none in common, the earlier "
    "still stood, and no link joins them.",
    "within_party": "The values that the two speak for have none in common, and the earlier still "
    "stood.",
    "dispute": "A link of the case says so.",
    "coded": "A link of the case says so.",
    "reports": "The two report one utterance, neither copies the other, and the values that they "
    "speak for have none in common; the heavier one counts.",
}


def _at_odds(one: Contradiction, speech: Speech) -> Finding:
    voices = {speech.rows[statement].voice for statement in (one.earlier, one.later)}
    form = AT_ODDS[one.kind]
    if one.kind == "walk_back" and len(voices) == 1 and None not in voices:
        form = SAME_VOICE
    return Finding(
        id=f"positions/{one.kind}/{one.earlier}/{one.later}",
        text=say(
            form,
            party=speech.party(one.party) or say("Outsiders"),
            issue=speech.issue(one.issue),
            later_voice=speech.voice(one.later),
            later_day=speech.day(one.later),
            earlier_voice=speech.voice(one.earlier),
            earlier_day=speech.day(one.earlier),
        ),
        section="contradictions",
        derivation=say(HOW_FOUND[one.kind]),
        rests_on=addresses([one.earlier, one.later]),
        points=tuple(
            say("{statement}: {told}", statement=statement, told=speech.told(statement))
            for statement in (one.earlier, one.later)
        ),
    )


def _left_out(result: PositionsResult) -> Iterator[Finding]:
    """Say how many positions and contradictions are not said one by one."""
    positions = 0 if result.series else len(result.positions) - MOST_SAID
    odds = len(result.contradictions) - MOST_SAID
    if positions > 0 or odds > 0:
        yield Finding(
            id="positions/more",
            text=say(
                "Further positions: {positions}; further pairs at odds: {odds}. All are in 'zopa "
                "positions --json'.",
                positions=grouped(max(positions, 0)),
                odds=grouped(max(odds, 0)),
            ),
            section="positions",
        )


def _overruled(assessment: Assessment) -> Iterator[Finding]:
    """Say which lines the analyst puts otherwise than their statements do by the rule."""
    unseen = {
        line.id for line in assessment.case.red_lines if not assessment.ledger.sees_line(line)
    }
    for line, standing in assessment.ledger.standings.items():
        if not standing.is_overruled or line in unseen:
            continue
        yield Finding(
            id=f"positions/line/{line}",
            text=say(
                "{line} stands as “{strength}, {status}” by the analyst's judgement; by its "
                "statements alone the rule would say “{rule_strength}, {rule_status}”.",
                line=line,
                strength=say(standing.strength),
                status=say(standing.status),
                rule_strength=say(standing.rule_strength or standing.strength),
                rule_status=say(standing.rule_status or standing.status),
            ),
            section="lines",
            derivation=say(
                "Strength and status follow from the statements by a stated rule; the analyst may "
                "overrule it."
            ),
            rests_on=(f"red_lines/{line}", *addresses(standing.counted)),
        )
