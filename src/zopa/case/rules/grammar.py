"""The LALR parser of ``grammar.lark``, which builds the rule while it reads.

The only module of the package that imports lark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from lark import Lark, Token, Transformer, UnexpectedToken, v_args
from lark.lexer import Lexer

from zopa.case.rules.ast import (
    And,
    Changed,
    Compare,
    Iff,
    Implies,
    Member,
    Name,
    Not,
    Operator,
    Or,
    Rule,
)
from zopa.case.rules.tokens import RuleToken


class Unexpected(Exception):
    """Raised at the first token that no rule can have in its place.

    ``position`` is its number, or the number of tokens where the rule ends too early;
    ``expected`` holds the kinds of token that could follow what was read.
    """

    def __init__(self, position: int, expected: frozenset[str]) -> None:
        super().__init__(position, expected)
        self.position = position
        self.expected = expected


class _TokenLexer(Lexer):
    """Hands the tokens of a rule to lark; ``start_pos`` is a token's number."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: object) -> None:
        """Take lark's configuration, of which nothing is needed."""

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Token]:
        for position, token in enumerate(lexer_state.text):
            yield Token(token.kind, token.text, position, 1, token.column)


def _name(token: Token) -> Name:
    return Name(str(token), token.column or 0)


@v_args(inline=True)
class _Builder(Transformer[Token, Rule]):
    """Makes a node of the rule for each alternative of the grammar."""

    def comparison(self, issue: Token, operator: Token, value: Token) -> Rule:
        return Compare(_name(issue), cast(Operator, str(operator)), _name(value))

    def member(self, issue: Token, *values: Token) -> Rule:
        return Member(_name(issue), tuple(map(_name, values)), negated=False)

    def no_member(self, issue: Token, *values: Token) -> Rule:
        return Member(_name(issue), tuple(map(_name, values)), negated=True)

    def change(self, issue: Token) -> Rule:
        return Changed(_name(issue))

    def negation(self, rule: Rule) -> Rule:
        return Not(rule)

    def requirements(self, *rules: Rule) -> Rule:
        return And(rules)

    def alternatives(self, *rules: Rule) -> Rule:
        return Or(rules)

    def implies(self, left: Rule, right: Rule) -> Rule:
        return Implies(left, right)

    def iff(self, left: Rule, right: Rule) -> Rule:
        return Iff(left, right)


@cache
def _parser() -> Lark:
    grammar = files("zopa.case.rules").joinpath("grammar.lark").read_text(encoding="utf-8")
    kind: Literal["lalr"] = "lalr"
    return Lark(grammar, parser=kind, lexer=_TokenLexer, start="rule", transformer=_Builder())


def build(tokens: Sequence[RuleToken]) -> Rule:
    """Return the rule that the tokens spell; raises :class:`Unexpected`."""
    try:
        return cast(Rule, _parser().parse(cast(str, tokens)))
    except UnexpectedToken as error:
        ended = error.token.type == "$END"
        position = len(tokens) if ended else error.token.start_pos
        raise Unexpected(position, frozenset(error.expected)) from None
