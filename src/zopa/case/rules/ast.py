"""What a rule is: a tree of conditions on issues.

A *condition* speaks of one issue: it compares it with a value, asks whether it is one of
several values, or asks whether it has changed from the status quo.  A *rule* is a
condition, or rules joined by ``not``, ``and``, ``or``, ``implies`` and ``iff``.

Names stay the text that the analyst wrote: whether an issue or a value exists is asked by
:mod:`zopa.case.rules.names`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]
ORDERINGS: tuple[Operator, ...] = ("<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Name:
    """The id of an issue or a value as a rule names it, in NFC.

    ``column`` is where it stands in the rule's text, counted from 1; 0 where the rule was
    built by hand.  It has no part in equality.
    """

    text: str
    column: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        """Bring the text into the form in which cases hold their ids."""
        if not self.text:
            raise ValueError("a name has at least one character")
        object.__setattr__(self, "text", unicodedata.normalize("NFC", self.text))


@dataclass(frozen=True, slots=True)
class Compare:
    """``ISSUE = VALUE`` and its like; the orderings go by the declared order of values."""

    issue: Name
    operator: Operator
    value: Name


@dataclass(frozen=True, slots=True)
class Member:
    """``ISSUE in {a, b}``, or ``ISSUE not in {a, b}`` where negated."""

    issue: Name
    values: tuple[Name, ...]
    negated: bool = False

    def __post_init__(self) -> None:
        """Refuse the empty set, which has no text."""
        if not self.values:
            raise ValueError("a set has at least one value")


@dataclass(frozen=True, slots=True)
class Changed:
    """``changed(ISSUE)``: the issue is no longer at its status quo."""

    issue: Name


@dataclass(frozen=True, slots=True)
class Not:
    """``not X``."""

    rule: Rule


@dataclass(frozen=True, slots=True)
class And:
    """``X and Y and Z``: one node however many terms; an And among the terms is dissolved."""

    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        """Dissolve terms of the same kind, so that brackets without meaning leave no trace."""
        object.__setattr__(self, "rules", _dissolved(self.rules, And))


@dataclass(frozen=True, slots=True)
class Or:
    """``X or Y or Z``: one node however many terms; an Or among the terms is dissolved."""

    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        """Dissolve terms of the same kind, so that brackets without meaning leave no trace."""
        object.__setattr__(self, "rules", _dissolved(self.rules, Or))


@dataclass(frozen=True, slots=True)
class Implies:
    """``A implies B``."""

    left: Rule
    right: Rule


@dataclass(frozen=True, slots=True)
class Iff:
    """``A iff B``."""

    left: Rule
    right: Rule


Condition: TypeAlias = Compare | Member | Changed
Rule: TypeAlias = Compare | Member | Changed | Not | And | Or | Implies | Iff


def _dissolved(rules: tuple[Rule, ...], kind: type[And] | type[Or]) -> tuple[Rule, ...]:
    flat: list[Rule] = []
    for rule in rules:
        if isinstance(rule, kind):
            flat.extend(rule.rules)
        else:
            flat.append(rule)
    if len(flat) < 2:
        raise ValueError(f"{kind.__name__} joins at least two rules")
    return tuple(flat)


def parts_of(rule: Rule) -> tuple[Rule, ...]:
    """Return the rules directly inside a rule; none inside a condition."""
    match rule:
        case Not(inner):
            return (inner,)
        case And(rules) | Or(rules):
            return rules
        case Implies(left, right) | Iff(left, right):
            return (left, right)
        case _:
            return ()


def conditions_of(rule: Rule) -> Iterator[Condition]:
    """Go through the conditions of a rule in the order of its text."""
    waiting = [rule]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Compare | Member | Changed):
            yield current
        else:
            waiting.extend(reversed(parts_of(current)))


@lru_cache(maxsize=4096)
def issues_of(rule: Rule) -> tuple[str, ...]:
    """Return the ids of the issues that a rule names, each once, in order of first mention."""
    return tuple(dict.fromkeys(condition.issue.text for condition in conditions_of(rule)))


def names_of(rule: Rule) -> Iterator[tuple[Name, Name | None]]:
    """Go through the pairs of issue and value that a rule names; ``changed`` has no value."""
    for condition in conditions_of(rule):
        match condition:
            case Compare(issue, _, value):
                yield issue, value
            case Member(issue, values):
                for value in values:
                    yield issue, value
            case Changed(issue):
                yield issue, None


def nesting_of(rule: Rule) -> tuple[int, Name]:
    """Return how deep a rule nests, and the first name at that depth; a condition is 1 deep."""
    deepest, where = 0, next(conditions_of(rule)).issue
    waiting = [(rule, 1)]
    while waiting:
        current, depth = waiting.pop()
        if isinstance(current, Compare | Member | Changed):
            if depth > deepest:
                deepest, where = depth, current.issue
        else:
            waiting.extend((part, depth + 1) for part in reversed(parts_of(current)))
    return deepest, where
