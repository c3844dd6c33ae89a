"""From text to rule."""

from __future__ import annotations

from functools import lru_cache

from zopa.case.rules.ast import Rule, nesting_of
from zopa.case.rules.errors import RuleSyntaxError
from zopa.case.rules.explain import explain
from zopa.case.rules.tokens import RuleToken, tokenise

MOST_NESTED = 100
KEPT = 4096  # rules that are not read again: a run meets each of its rules several times


@lru_cache(maxsize=KEPT)
def parse(text: str) -> Rule:
    """Read a rule.

    Parameters
    ----------
    text
        The rule, as ``CF = 3 implies TER >= 3``; :mod:`zopa.case.rules` states the grammar.

    Raises
    ------
    RuleSyntaxError
        If the text is not a rule, or nests more than 100 deep.

    >>> parse("CF >= 2")
    Compare(issue=Name(text='CF', column=1), operator='>=', value=Name(text='2', column=7))
    """
    # Put off: lark takes longer to import than all else that `zopa --help` needs.
    from zopa.case.rules.grammar import Unexpected, build

    tokens = tokenise(text)
    _refuse_many_brackets(text, tokens)
    try:
        rule = build(tokens)
    except Unexpected as unexpected:
        raise explain(text, tokens, unexpected.position, unexpected.expected) from None
    depth, where = nesting_of(rule)
    if depth > MOST_NESTED:
        raise _too_deep(text, where.column)
    return rule


def _refuse_many_brackets(text: str, tokens: list[RuleToken]) -> None:
    depth = 0
    for token in tokens:
        depth += (token.kind == "_OPEN") - (token.kind == "_CLOSE")
        if depth > MOST_NESTED:
            raise _too_deep(text, token.column)


def _too_deep(text: str, column: int) -> RuleSyntaxError:
    return RuleSyntaxError(
        text,
        column,
        f"The rule nests more than {MOST_NESTED} deep here.",
        "Split it into several rules.",
    )
