"""The short glossary of the brief, and where its words are first used.

Each word has its forms, written in the message with ``|`` between them, so that a
translation names the forms of its own language.  The first use of a word on the first
pages is a link to what it means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from zopa.messages import say
from zopa.report.anchors import anchor
from zopa.report.page import Piece, Term


def terms() -> tuple[Term, ...]:
    """Return the words without which the brief cannot be read, as the glossary has them."""
    return tuple(
        Term(_anchor(number), word, meaning) for number, (word, meaning, _) in enumerate(_entries())
    )


def forms() -> Mapping[str, str]:
    """Return every form of these words, and where in the page its word is explained."""
    return {
        form: _anchor(number)
        for number, (_, _, written) in enumerate(_entries())
        for form in filter(None, written.split("|"))
    }


def _anchor(number: int) -> str:
    return anchor("term", str(number + 1))


def _entries() -> tuple[tuple[str, str, str], ...]:
    """Return each word with its meaning and its forms."""
    return (
        (
            say("issue, value"),
            say("A question that an outcome answers, and one answer to it."),
            "",
        ),
        (
            say("outcome"),
            say("One value for each issue: a complete arrangement."),
            say("outcome|outcomes"),
        ),
        (
            say("goal"),
            say("A rule that the outcomes asked about must satisfy."),
            say("goal|goals"),
        ),
        (
            say("condition"),
            say(
                "A rule that every outcome must satisfy: because it cannot be otherwise, or "
                "because nobody would sign otherwise."
            ),
            say("condition|conditions"),
        ),
        (
            say("red line"),
            say(
                "A rule that a party has said an outcome must satisfy for it to consent. It is "
                "a stated position and may be a move in bargaining."
            ),
            say("red line|red lines|stated lines"),
        ),
        (
            say("to get past the lines"),
            say("Of an outcome: to break no line that binds it."),
            say("gets past|get past"),
        ),
        (
            say("to bind"),
            say(
                "Of a line: to count for an outcome. A line of scope consent binds only outcomes "
                "for which one of its owners must act."
            ),
            say("to bind|binds|bound"),
        ),
        (
            say("reading"),
            say(
                "One of several ways to put a line into a rule; one is active at a time, and the "
                "first that the case lists is the default."
            ),
            say("reading|readings|is read"),
        ),
        (
            say("how a line was put"),
            say(
                "How firmly: it insists, refuses, demands, expresses, objects or hints; and what "
                "became of it: it was stated, repeated, softened, withdrawn, or only inferred."
            ),
            "",
        ),
        (
            say("to touch the law"),
            say(
                "Of a line: to carry a note on the Charter of the United Nations, peremptory norms "
                "(jus cogens) or a constitution."
            ),
            "",
        ),
        (
            say("status quo"),
            say("The value that each issue has now; what changes is counted from it."),
            "",
        ),
        (
            say("lines that cannot all stand (blocking set)"),
            say(
                "Lines that no outcome of the goal gets past together, none of which can be "
                "spared. It says what conflicts and not who should yield."
            ),
            say("cannot all stand|alone blocks"),
        ),
        (
            say("concession set"),
            say("Lines without which some outcome of the goal is left, none of which could stay."),
            "",
        ),
        (
            say("witness"),
            say("One outcome shown as proof that there is one. It is no proposal."),
            "",
        ),
        (
            say("basis"),
            say("What a row rests on: a statement, public knowledge, a judgement or a derivation."),
            "",
        ),
        (
            say("certainty of the wording"),
            say("How certain the wording of the source is; not how certain anybody is of it."),
            "",
        ),
        (
            say("reliability"),
            say(
                "The coder's grade of a source on the Admiralty scale, from A, completely "
                "reliable, to E, unreliable; F, cannot be judged. It speaks of the source and "
                "not of what it says."
            ),
            "",
        ),
    )


class FirstUses:
    """Cuts texts into pieces, in the order of reading: a word's first use leads to its meaning."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """Watch for forms of words, each with the place where its word is explained."""
        self._waiting = {form.casefold(): place for form, place in places.items()}

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return a text in pieces; joined they are the text."""
        cut: list[Piece] = []
        while self._waiting:
            longest_first = sorted(self._waiting, key=len, reverse=True)
            pattern = rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"
            found = re.search(pattern, text, re.IGNORECASE)
            if found is None:
                break
            place = self._waiting[found.group().casefold()]
            self._waiting = {form: at for form, at in self._waiting.items() if at != place}
            if found.start():
                cut.append(Piece(text[: found.start()], ""))
            cut.append(Piece(found.group(), place))
            text = text[found.end() :]
        return (*cut, Piece(text, "")) if text or not cut else tuple(cut)
