"""Negation pushed down to the conditions (negation normal form)."""

from __future__ import annotations

from zopa.case.rules.ast import And, Iff, Implies, Not, Or, Rule, issues_of


def push_negation(rule: Rule) -> Rule:
    """Return an equivalent rule in which ``not`` stands only before rules on one issue.

    By De Morgan's laws; ``not (A implies B)`` is ``A and not B``, and ``not (A iff B)`` is
    ``A iff not B``.

    >>> from zopa.case.rules.parse import parse
    >>> from zopa.case.rules.text import write
    >>> write(push_negation(parse("not (CF = 1 and not TER = 0)")))
    'not CF = 1 or TER = 0'
    """
    return _pushed(rule, negated=False)


def _pushed(rule: Rule, negated: bool) -> Rule:
    if isinstance(rule, Not):
        return _pushed(rule.rule, not negated)
    if len(issues_of(rule)) == 1:
        return Not(rule) if negated else rule
    match rule:
        case And(rules) | Or(rules):
            parts = tuple(_pushed(part, negated) for part in rules)
            return And(parts) if isinstance(rule, And) is not negated else Or(parts)
        case Implies(left, right) if negated:
            return And((_pushed(left, False), _pushed(right, True)))
        case Implies(left, right):
            return Implies(_pushed(left, False), _pushed(right, False))
        case Iff(left, right):
            return Iff(_pushed(left, False), _pushed(right, negated))
        case _:
            raise AssertionError("a condition names one issue")
