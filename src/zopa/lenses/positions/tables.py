"""The tables of the positions lens: every position by value, and the ledger of statements."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.findings import Table
from zopa.lens import Assessment
from zopa.lenses.positions.analyse import PositionsResult
from zopa.lenses.positions.speech import MOST_NAMED, Speech, addresses, per_cent
from zopa.lenses.positions.timeline import Entry, acts, became, timeline
from zopa.messages import say, say_count, series
from zopa.model.speakers import SHORT_LABEL, day_in_words, target_in_words, voice_and_party

MOST_ROWS = 150  # statements of the ledger that a brief holds
MOST_POSITIONS = 100  # positions that it holds


def tables(assessment: Assessment, result: PositionsResult) -> tuple[Table, ...]:
    """Return the positions by value, and the ledger."""
    every = (_positions(assessment, result),) if result.series else ()
    return (_values(assessment, result), *every, ledger_table(assessment))


def _values(assessment: Assessment, result: PositionsResult) -> Table:
    speech = Speech(assessment)
    rows, rests_on = [], []
    for position in result.positions:
        named = [statement for statement, _ in speech.weightiest(position)[:MOST_NAMED]]
        for place, value in enumerate(position.values):
            rows.append(
                (
                    speech.heading(position) if place == 0 else "",
                    speech.value(position.issue, value.value),
                    f"{per_cent(value.p)}",
                    f"{per_cent(value.low)}-{per_cent(value.high)}",
                    f"{per_cent(position.vacuity)}" if place == 0 else "",
                    series(named) if place == 0 else "",
                )
            )
            rests_on.append(addresses(named))
    return Table(
        id="positions/values",
        title=say("Positions by value"),
        section="positions",
        columns=(
            say("Position"),
            say("Value"),
            say("Per cent"),
            say("Band"),
            say("Nothing said"),
            say("Weightiest statements"),
        ),
        rows=tuple(rows),
        numeric=frozenset({2, 3, 4}),
        caption=say("The band runs from the 5th to the 95th percentile over the weights."),
        rows_rest_on=tuple(rests_on),
        in_brief=False,  # the pictures and sentences say the same
    )


def _positions(assessment: Assessment, result: PositionsResult) -> Table:
    """Return all positions in a line each, for the brief, whose sentences say only some."""
    speech = Speech(assessment)
    named = [
        [statement for statement, _ in speech.weightiest(position)[:MOST_NAMED]]
        for position in result.positions[:MOST_POSITIONS]
    ]
    left_out = len(result.positions) - len(named)
    caption = [
        say(
            "In brackets the band, from the 5th to the 95th percentile over the weights. Nothing "
            "said: the part, in per cent, that rests on no statement."
        )
    ]
    if left_out:
        caption.append(
            say_count(
                "{number} more is left out: 'zopa positions' prints it.",
                "{number} more are left out: 'zopa positions' prints them.",
                left_out,
            )
        )
    return Table(
        id="positions/all",
        title=say("All positions"),
        section="positions",
        columns=(
            say("Position"),
            say("By what was said"),
            say("Nothing said"),
        ),
        rows=tuple(
            (
                speech.heading(position),
                speech.distribution(position) if position.evidence else say("no evidence"),
                f"{per_cent(position.vacuity)}",
            )
            for position in result.positions[:MOST_POSITIONS]
        ),
        numeric=frozenset({2}),
        caption=" ".join(caption),
        rows_rest_on=tuple(
            addresses(statements) or (f"issues/{position.issue}",)
            for position, statements in zip(result.positions, named, strict=False)
        ),
    )


def ledger_table(assessment: Assessment) -> Table:
    """Return the statements as of the day, in the order in which they were made."""
    speech, entries = Speech(assessment), timeline(assessment)
    shown = entries[-MOST_ROWS:]
    left_out = len(entries) - len(shown)
    caption = [
        say(
            "Grade: the letter is the reliability of the source, A to E, F unknown; the digit is "
            "the credibility of the information, 1 to 5, 6 unknown. Evidence: the weight with "
            "which the statement counts on the day."
        )
    ]
    if left_out:
        caption.append(
            say_count(
                "{number} earlier statement is left out: 'zopa timeline' prints it.",
                "{number} earlier statements are left out: 'zopa timeline' prints them.",
                left_out,
            )
        )
    return Table(
        id="positions/ledger",
        title=say("Statements in the order in which they were made"),
        section="ledger",
        columns=(
            say("Id"),
            say("Said"),
            say("Who"),
            say("On"),
            say("Act"),
            say("Grade"),
            say("Evidence"),
            say("What became of it"),
        ),
        rows=tuple(_row(entry, assessment, speech) for entry in shown),
        numeric=frozenset({6}),
        caption=" ".join(caption),
        rows_rest_on=tuple((f"statements/{entry.row.id}",) for entry in shown),
    )


def _row(entry: Entry, assessment: Assessment, speech: Speech) -> tuple[str, ...]:
    row = entry.row
    taken_back = assessment.ledger.reports.is_taken_back(row.id, assessment.ledger.day)
    return (
        row.id,
        day_in_words(row),
        voice_and_party(row, speech.labels),
        "".join(_on(entry, assessment, speech)),
        say(", ").join(acts(entry)),
        entry.grade,
        f"{entry.evidence:.2f}" if entry.evidence else "",
        became(entry, taken_back),
    )


def _on(entry: Entry, assessment: Assessment, speech: Speech) -> Iterator[str]:
    """Say on which issue a statement speaks, for or against what, under which condition."""
    row = entry.row
    if row.issue is None:
        return
    words = assessment.model.words
    issue = speech.issue(row.issue)
    target = target_in_words(row, entry.stance, words, SHORT_LABEL)
    yield say("{issue}: {target}", issue=issue, target=target) if target else issue
    if row.target_condition:
        yield say(", if {condition}", condition=speech.condition(row.target_condition))
