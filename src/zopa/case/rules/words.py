"""A rule in plain words, for those who do not read rules.

A rule on one issue is said as the set of values that it allows, in declared order, by
their labels.  Values that share a label are said once, so splitting a value into copies
changes no sentence.  Rules on several issues keep their shape; where a reader could group
them wrongly, ``either ... or``, ``both ... and`` or brackets say how they belong together.

Every phrase is a whole message with named fields, so that it can be translated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from zopa.case.rules.ast import And, Changed, Iff, Implies, Not, Or, Rule, issues_of
from zopa.case.rules.evaluate import satisfying_values
from zopa.case.rules.normal import push_negation

_LONG_SIDE = 4  # so many values in a row are said by their end: "at least", "at most"

Say: TypeAlias = Callable[[str], str]


@dataclass(frozen=True)
class IssueWords:
    """The words for an issue; ``labels`` runs beside ``values``, both in declared order.

    ``status_quo`` is the number of its value, from 0.  An issue without heading and a
    value without label are called by their ids.
    """

    heading: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    ordered: bool
    status_quo: int = 0


RuleWords: TypeAlias = Mapping[str, IssueWords]


def as_written(message: str) -> str:
    """Return a message untranslated."""
    return message


def in_words(rule: Rule, words: RuleWords, say: Say = as_written) -> str:
    """Say a rule in plain words, as a clause without capital and full stop.

    Parameters
    ----------
    rule
        A rule whose names all exist.
    words
        The words for each issue that it names, by id.
    say
        Finds the translation of a message.

    >>> from zopa.case.rules.parse import parse
    >>> grades = ("membership", "open", "under moratorium", "ruled out")
    >>> nat = IssueWords("Ukraine's NATO membership", tuple("0123"), grades, ordered=True)
    >>> in_words(parse("NAT >= 2"), {"NAT": nat})
    "Ukraine's NATO membership is under moratorium or ruled out"
    """
    return _Speaker(words, say).clause(push_negation(rule)).text


def sentence(text: str, say: Say = as_written) -> str:
    """Make a clause a sentence: a capital at its first letter, a full stop at its end.

    >>> sentence("if it rains, then we stay")
    'If it rains, then we stay.'
    """
    # The title form, since some letters have a capital for the start of a word only.
    start = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    capital = text[:start] + text[start : start + 1].title() + text[start + 1 :]
    return capital if capital.endswith((".", "!", "?")) else say("{clause}.").format(clause=capital)


class _Shape(Enum):
    """How a clause may stand beside others."""

    PLAIN = "one condition, no list"
    LISTED = "holds a list of its own, so a comma sets it off"
    JOINED = "clauses joined by and, or"
    LINKED = "if ... then, or exactly when"


@dataclass(frozen=True)
class _Clause:
    text: str
    shape: _Shape


@dataclass(frozen=True)
class _Speaker:
    words: RuleWords
    say: Say

    def clause(self, rule: Rule) -> _Clause:
        """Say a rule that stands on its own."""
        issues = issues_of(rule)
        if len(issues) == 1:
            return self.one_issue(rule, issues[0])
        match rule:
            case And() | Or():
                return _Clause(self.joined(rule), _Shape.JOINED)
            case Implies(left, right):
                condition, consequence = self.clause(left), self.clause(right)
                if condition.shape is _Shape.LINKED:
                    condition = self.bracketed(condition)
                if isinstance(right, Iff) and consequence.shape is _Shape.LINKED:
                    consequence = self.bracketed(consequence)
                text = self.say("if {condition}, then {consequence}").format(
                    condition=condition.text, consequence=consequence.text
                )
                return _Clause(text, _Shape.LINKED)
            case Iff(left, right):
                text = self.say("{first} exactly when {second}").format(
                    first=self.enclosed(left).text, second=self.enclosed(right).text
                )
                return _Clause(text, _Shape.LINKED)
            case _:
                raise AssertionError("negation stands only before rules on one issue")

    def enclosed(self, rule: Rule) -> _Clause:
        """Say a rule within another, such that it is seen where it begins and ends."""
        if isinstance(rule, And | Or):
            terms = _gathered(rule)
            if len(terms) == 2 and all(len(issues_of(term)) == 1 for term in terms):
                return _Clause(self.pair(rule, terms), _Shape.LISTED)
        clause = self.clause(rule)
        return self.bracketed(clause) if clause.shape in _LOOSE else clause

    def pair(self, rule: And | Or, terms: Sequence[Rule]) -> str:
        first, second = (self.clause(term) for term in terms)
        apart = _Shape.LISTED in (first.shape, second.shape)
        match rule, apart:
            case And(), True:
                text = self.say("both {first}, and {second}")
            case And(), False:
                text = self.say("both {first} and {second}")
            case _, True:
                text = self.say("either {first}, or {second}")
            case _:
                text = self.say("either {first} or {second}")
        return text.format(first=first.text, second=second.text)

    def bracketed(self, clause: _Clause) -> _Clause:
        return _Clause(self.say("({clause})").format(clause=clause.text), _Shape.LISTED)

    def joined(self, rule: And | Or) -> str:
        parts = [self.enclosed(term) for term in _gathered(rule)]
        texts = [part.text for part in parts]
        apart = len(parts) > 2 or any(part.shape is not _Shape.PLAIN for part in parts)
        match rule, apart:
            case And(), True:
                last = self.say("{first}, and {second}")
            case And(), False:
                last = self.say("{first} and {second}")
            case _, True:
                last = self.say("{first}, or {second}")
            case _:
                last = self.say("{first} or {second}")
        most = _chain(texts[:-1], self.say("{first}, {second}"))
        return last.format(first=most, second=texts[-1])

    def one_issue(self, rule: Rule, issue: str) -> _Clause:
        """Say a rule on one issue: whether it has changed, or which values it allows."""
        words = self.words[issue]
        heading = words.heading or issue
        status_quo = words.labels[words.status_quo] or words.values[words.status_quo]
        match rule:
            case Changed():
                text = self.say("{issue} changes from {value}")
                return _Clause(text.format(issue=heading, value=status_quo), _Shape.PLAIN)
            case Not(Changed()):
                text = self.say("{issue} does not change from {value}")
                return _Clause(text.format(issue=heading, value=status_quo), _Shape.PLAIN)
        allowed = satisfying_values(rule, issue, words.values, words.status_quo)
        return self.value_set(heading, words, allowed)

    def value_set(self, heading: str, words: IssueWords, allowed: frozenset[int]) -> _Clause:
        names = self.told_apart(words, allowed)
        inside = list(dict.fromkeys(names[n] for n in range(len(names)) if n in allowed))
        outside = list(dict.fromkeys(names[n] for n in range(len(names)) if n not in allowed))
        shape = _Shape.PLAIN
        fields: dict[str, str] = {}
        if not outside:
            text = self.say("the condition on {issue} always holds")
        elif not inside:
            text = self.say("the condition on {issue} cannot hold")
        elif len(inside) == 1:
            text, fields = self.say("{issue} is {value}"), {"value": inside[0]}
        elif len(outside) == 1:
            text, fields = self.say("{issue} is not {value}"), {"value": outside[0]}
        elif words.ordered and len(inside) >= _LONG_SIDE and _is_top(allowed, len(names)):
            text, fields = self.say("{issue} is at least {value}"), {"value": names[min(allowed)]}
        elif words.ordered and len(inside) >= _LONG_SIDE and _is_bottom(allowed):
            text, fields = self.say("{issue} is at most {value}"), {"value": names[max(allowed)]}
        elif len(outside) == 2 < len(inside):
            value, other = self.listable(outside)
            text = self.say("{issue} is neither {value} nor {other}")
            fields, shape = {"value": value, "other": other}, _Shape.LISTED
        else:
            *most, last = self.listable(inside)
            chain = _chain(most, self.say("{value}, {other}"), ("value", "other"))
            values = self.say("{value} or {other}").format(value=chain, other=last)
            text, fields = self.say("{issue} is {values}"), {"values": values}
            shape = _Shape.LISTED
        return _Clause(text.format(issue=heading, **fields), shape)

    def told_apart(self, words: IssueWords, allowed: frozenset[int]) -> list[str]:
        """Return what to call each value: its label, with its id if the rule splits the label."""
        labels = [label or value for label, value in zip(words.labels, words.values, strict=True)]
        inside = {label for number, label in enumerate(labels) if number in allowed}
        outside = {label for number, label in enumerate(labels) if number not in allowed}
        split = inside & outside
        with_id = self.say("{label} ({id})")
        return [
            with_id.format(label=label, id=value) if label in split else label
            for label, value in zip(labels, words.values, strict=True)
        ]

    def listable(self, names: Sequence[str]) -> list[str]:
        """Put a name that holds a comma in quotes, since commas separate a list."""
        quoted = self.say("“{value}”")
        return [quoted.format(value=name) if "," in name else name for name in names]


_LOOSE = (_Shape.JOINED, _Shape.LINKED)


def _gathered(rule: And | Or) -> list[Rule]:
    """Return the terms of a rule, those on one issue taken together at their first place."""
    terms: dict[object, list[Rule]] = {}
    for number, term in enumerate(rule.rules):
        issues = issues_of(term)
        terms.setdefault(issues[0] if len(issues) == 1 else number, []).append(term)
    kind = type(rule)
    return [group[0] if len(group) == 1 else kind(tuple(group)) for group in terms.values()]


def _chain(
    parts: Sequence[str], pattern: str, fields: tuple[str, str] = ("first", "second")
) -> str:
    """Join parts by a pattern of two fields, in halves: long lists cost n log n."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    first, second = (_chain(half, pattern, fields) for half in (parts[:middle], parts[middle:]))
    return pattern.format(**dict(zip(fields, (first, second), strict=True)))


def _is_top(allowed: frozenset[int], count: int) -> bool:
    return min(allowed) == count - len(allowed)


def _is_bottom(allowed: frozenset[int]) -> bool:
    return max(allowed) == len(allowed) - 1
