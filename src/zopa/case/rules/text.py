"""From rule to text: the canonical spelling, which reads back as an equal rule."""

from __future__ import annotations

from zopa.case.rules.ast import And, Changed, Compare, Iff, Implies, Member, Not, Or, Rule
from zopa.case.rules.tokens import is_plain

# How tightly each kind of rule holds together; brackets go round what is looser.
_LOOSE, _OR, _AND, _TIGHT = range(4)


def write_name(name: str) -> str:
    r"""Write an id as a rule names it: plain where that can be read back, else in quotes.

    >>> print(write_name("CF"), write_name("no date"), write_name("in"))
    CF "no date" "in"
    """
    if is_plain(name):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def write(rule: Rule, compact: bool = False) -> str:
    """Write a rule with no more brackets than it needs.

    Parameters
    ----------
    rule
        The rule.
    compact
        Leave out the spaces round comparisons and within sets.

    Returns
    -------
    The text; ``parse(write(rule)) == rule`` for a rule no deeper than ``parse`` allows.

    >>> from zopa.case.rules.parse import parse
    >>> write(parse("(CF>=1) implies ((NAT = 0) or FRC not in {0,1})"))
    'CF >= 1 implies NAT = 0 or FRC not in {0, 1}'
    >>> write(parse("AIR >= 1 and MIN in {1, 2}"), compact=True)
    'AIR>=1 and MIN in {1,2}'
    """
    return _written(rule, _LOOSE, compact)


def _written(rule: Rule, tightness: int, compact: bool) -> str:
    """Write a rule for a place that asks for a tightness."""
    match rule:
        case Compare(issue, operator, value):
            space = "" if compact else " "
            return space.join((write_name(issue.text), operator, write_name(value.text)))
        case Member(issue, values, negated):
            listed = ("," if compact else ", ").join(write_name(value.text) for value in values)
            return f"{write_name(issue.text)} {'not in' if negated else 'in'} {{{listed}}}"
        case Changed(issue):
            return f"changed({write_name(issue.text)})"
        case Not(inner):
            return f"not {_written(inner, _TIGHT, compact)}"
        case And(rules):
            own, text = _AND, " and ".join(_written(part, _TIGHT, compact) for part in rules)
        case Or(rules):
            own, text = _OR, " or ".join(_written(part, _AND, compact) for part in rules)
        case Implies(left, right) | Iff(left, right):
            word = "implies" if isinstance(rule, Implies) else "iff"
            own = _LOOSE
            text = f"{_written(left, _OR, compact)} {word} {_written(right, _LOOSE, compact)}"
    return text if own >= tightness else f"({text})"
