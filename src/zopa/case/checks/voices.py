"""Checks of voices: who speaks for whom, in which office, and how firm a line they can make."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.alike import Slip, gather
from zopa.case.checks.context import FIRST_FEW, Context, listed
from zopa.case.checks.days import is_after, when
from zopa.case.tables import RedLine, Statement, Voice
from zopa.errors import Problem

UNNAMED = ("anonymous", "unattributed")  # attributions behind which nobody stands
HINTS = "hints"


def offices_begin_before_they_end(context: Context) -> Iterator[Problem]:
    """No office ends before it begins."""
    for index, voice in enumerate(context.case.voices):
        if _is_upside_down(voice) and voice.valid_from and voice.valid_to:
            begins, ends = when(voice.valid_from), when(voice.valid_to)
            message = f"the office ends {ends}, and begins only {begins}."
            yield context.problem(
                "voices", index, "valid_to", message, "Correct one of the two dates."
            )


def _is_upside_down(voice: Voice) -> bool:
    begins, ends = voice.valid_from, voice.valid_to
    return begins is not None and ends is not None and is_after(begins, ends)


def voices_speak_while_in_office(context: Context) -> Iterator[Problem]:
    """Nobody speaks certainly before or after the office that the table ``voices`` gives."""
    voices = {voice.id: voice for voice in context.case.voices if not _is_upside_down(voice)}
    for index, statement in context.statements:
        voice = voices.get(statement.voice or "")
        outside = None if voice is None else _outside(voice, statement)
        if outside is not None:
            message = f"{statement.voice} spoke {outside}."
            remedy = "Correct a date, or add a voice for the person without that office."
            yield context.problem("statements", index, "voice", message, remedy)


def _outside(voice: Voice, statement: Statement) -> str | None:
    """Say how far outside an office a statement was made, if it certainly was."""
    said = statement.asserted_at
    if said is None:
        return None
    if voice.valid_from and is_after(voice.valid_from, said):
        return f"{when(said)}, before the office that 'voices' gives from {voice.valid_from.text}"
    if voice.valid_to and is_after(said, voice.valid_to):
        return f"{when(said)}, after the office that 'voices' gives to {voice.valid_to.text}"
    return None


def voices_speak_for_their_party(context: Context) -> Iterator[Problem]:
    """No voice of one party speaks for another; outsiders, who have none, may be quoted for any."""
    parties = {voice.id: voice.party for voice in context.case.voices}
    slips = []
    for index, statement in context.statements:
        party = parties.get(statement.voice or "")
        if party and statement.principal and party != statement.principal:
            message = (
                f"{statement.voice} is a voice of {party}, and the statement is made for "
                f"{statement.principal}."
            )
            remedy = "It counts as an outsider's word; if that is not meant, correct one of them."
            found = context.problem("statements", index, "principal", message, remedy, "warning")
            slips.append(Slip(found, f"for another party, {party}"))
    yield from gather(slips)


def unnamed_voices_only_hint(context: Context) -> Iterator[Problem]:
    """A line for which nobody speaks by name is a hint, unless the analyst judges otherwise."""
    replaced = {
        statement.corrects
        for statement in context.case.statements
        if statement.corrects and statement.status == "confirmed"
    }
    for index, line in enumerate(context.case.red_lines):
        if line.strength == HINTS or line.basis == "judgement":
            continue
        support = _support(context, line, replaced)
        if support and all(statement.attribution in UNNAMED for statement in support):
            names = listed([statement.id for statement in support], FIRST_FEW)
            message = f"the strength is '{line.strength}', and nobody speaks by name ({names})."
            remedy = f"Write {HINTS}, name a statement with a speaker, or write judgement in basis."
            yield context.problem("red_lines", index, "strength", message, remedy)


def _support(context: Context, line: RedLine, replaced: set[str]) -> list[Statement]:
    """Return the statements of a line that are confirmed and that no correction replaces."""
    found = (context.statement(name) for name in line.statements)
    return [
        statement
        for statement in found
        if statement and statement.status == "confirmed" and statement.id not in replaced
    ]
