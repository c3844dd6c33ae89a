"""Checks of statements: what they take back, and what their numbers measure.

Statements that were rejected are left out: they stay as a record, and need not be sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zopa.case.cells import shown
from zopa.case.checks.context import Context
from zopa.case.tables import NOT_IN_CORPUS
from zopa.errors import Problem

# Words for a share, in the languages that zopa speaks, and what must follow for its whole.
_SHARE = re.compile(
    r"%|\b(?:per cent|percent|percentage(?! points?\b)|share|fraction|proportion|pour cent|"
    r"pourcentage)\b|(?<![\w-])part(?![\w-])|\bвідсот\w*|\bчастк\w*",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:of|de|des|du)\s+\w|\bd['’]\w", re.IGNORECASE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_FURTHER_WORDS = 2  # a share of what, in Ukrainian, which says it by its cases


def retractions_name_what_they_take_back(context: Context) -> Iterator[Problem]:
    """Every statement that retracts is linked to what it retracts, where that was coded."""
    if context.origin.is_unreadable("statement_links") or context.origin.refused_places(
        "statement_links"
    ):
        return  # the link may be among those that could not be read
    linked = {
        link.from_statement for link in context.case.statement_links if link.kind == "retracts"
    }
    for index, statement in enumerate(context.case.statements):
        is_retraction = statement.act == "retract" and statement.status == "confirmed"
        if is_retraction and statement.id not in linked and not statement.takes_back_uncoded:
            message = f"{statement.id} retracts, and nothing says what it takes back."
            remedy = (
                f"Add a row to statement_links, from {statement.id}, of kind retracts, to what is "
                f"taken back; where that is not coded, write '{NOT_IN_CORPUS}' in the note."
            )
            yield context.problem("statements", index, "act", message, remedy)


def quantities_say_what_they_measure(context: Context) -> Iterator[Problem]:
    """Every number that a statement gives is the number of something."""
    for index, statement in context.statements:
        if statement.quantity is not None and not statement.quantity_of:
            message = f"the quantity {shown(statement.quantity.text)} is of nothing that is named."
            remedy = "Write in quantity_of what it measures, and of what whole."
            yield context.problem("statements", index, "quantity_of", message, remedy)


def quantities_are_given(context: Context) -> Iterator[Problem]:
    """Nothing is said to be measured without the number."""
    for index, statement in context.statements:
        if statement.quantity_of and statement.quantity is None:
            message = f"'{shown(statement.quantity_of)}' is measured, and no quantity is given."
            remedy = "Write the number in quantity, or leave quantity_of empty."
            yield context.problem("statements", index, "quantity_of", message, remedy, "warning")


def shares_name_their_whole(context: Context) -> Iterator[Problem]:
    """Every share is a share of something: 40 per cent of what?"""
    for index, statement in context.statements:
        text = statement.quantity_of
        if text and not names_whole(text):
            number = f"{statement.quantity.text} " if statement.quantity else ""
            message = f"'{shown(number + text)}' does not say of what whole."
            remedy = "Name the whole, as in 'per cent of the deposits that were reviewed'."
            yield context.problem("statements", index, "quantity_of", message, remedy)


def names_whole(text: str) -> bool:
    """Whether a text that speaks of a share says of what; one that speaks of none does, too.

    >>> names_whole("per cent of the deposits"), names_whole("per cent"), names_whole("mines")
    (True, False, True)
    >>> names_whole("відсотків родовищ країни"), names_whole("частка родовищ")
    (True, False)
    """
    found = _SHARE.search(text)
    if found is None:
        return True
    if _CYRILLIC.search(text):
        return len(re.findall(r"\w+", text[found.end() :])) >= _FURTHER_WORDS
    return _WHOLE.search(text) is not None
