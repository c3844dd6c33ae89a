"""What ``zopa why`` is asked to open: a finding by its id, or a row by its address."""

from __future__ import annotations

import re

from zopa.cards import KINDS
from zopa.case.case import Case
from zopa.case.rules import RuleSyntaxError, parse, write
from zopa.case.tables import TABLES
from zopa.errors import OptionError, did_you_mean

# A rule may hold a stroke within quotation marks only.
_OF_A_GOAL = re.compile(r'redlines/((?:"(?:[^"\\]|\\.)*"|[^/"])+)/(.+)')


def read_id(finding: str) -> tuple[str, str]:
    """Return the goal that an id of a finding names, if it names one, and the id as we write it.

    >>> read_id("redlines/CF >= 2/blocking/R4+R6")
    ('CF>=2', 'redlines/CF>=2/blocking/R4+R6')
    >>> read_id("redlines/view/R6")
    ('', 'redlines/view/R6')
    """
    found = _OF_A_GOAL.fullmatch(finding)
    if found is None:
        return "", finding
    try:
        goal = write(parse(found.group(1)), compact=True)
    except RuleSyntaxError:
        return "", finding
    return goal, f"redlines/{goal}/{found.group(2)}"


def find_row(case: Case, text: str) -> str | None:
    """Return the address of the row that a text names; ``None`` where it names no table.

    ``red_lines/R7``, ``red_lines.R7`` and ``R7`` all name one row.  Raises
    :class:`OptionError` where the table has no such row, or a row that nothing rests on.
    """
    found = case.locate(text)
    if found is not None:
        table, index = found
        key = case.rows(table)[index].address
    else:
        table, mark, key = text.partition("/" if "/" in text else ".")
        if table not in TABLES:
            return None
        known = list(case.addresses(table))
        if not mark or not key:
            example = f", as in {table}/{known[0]}" if known else ""
            raise OptionError(f"'{text}' is a table and not a finding.", f"Name a row{example}.")
        if key not in known:
            raise OptionError(
                f"The table {table} has no row '{key}'.", did_you_mean(key, known, "its rows")
            )
    if table not in KINDS:
        raise OptionError(
            f"'{text}' is a row of the case, and no finding rests on rows of {table}.",
            "Look it up in its table.",
        )
    return f"{table}/{key}"
