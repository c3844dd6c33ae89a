r"""The rule language: what an outcome must satisfy, as text, as a tree and in words.

A rule compares issues with their values::

    ISSUE = VALUE        ISSUE != VALUE
    ISSUE < VALUE        and <=, >, >=: only on issues whose values have an order
    ISSUE in {a, b}      ISSUE not in {a, b}
    changed(ISSUE)       the issue is not at its status quo

and joins such conditions, from tight to loose::

    not X
    X and Y
    X or Y
    A implies B          A iff B: one level, grouping to the right

Brackets group otherwise.  The orderings go by the declared order of values, also where
their ids are digits.  A name is a plain word of letters, digits, ``_``, and ``-`` or ``.``
between them, in any script; any other name stands in double quotes, and so does one that is
a word of the language (``and or not in implies iff changed``).  In quotes, ``\"`` is a
double quote and ``\\`` a backslash.  ``≤ ≥ ≠`` are read as ``<= >= !=``.

>>> rule = parse("CF=3 implies (NAT = 0 or FRC ≥ 2)")
>>> write(rule)
'CF = 3 implies NAT = 0 or FRC >= 2'
>>> issues_of(rule)
('CF', 'NAT', 'FRC')
>>> parse("CF=1 and NAT=0 or not FRC=2") == parse("(CF=1 and NAT=0) or (not FRC=2)")
True
>>> parse("CF >= ")  # doctest: +ELLIPSIS
Traceback (most recent call last):
    ...
zopa.case.rules.errors.RuleSyntaxError: at character 6: 'CF >=' ends where a value is expected...

Whether the names exist is a question for the case:

>>> fighting = IssueNames("CF", True, ("0", "1"), ("none", "truce"), "End of fighting")
>>> [problem.hint for problem in check_names(parse("CFF = 1"), {"CF": fighting})]
['Did you mean CF?']

And a rule can be said in words:

>>> words = {"CF": IssueWords("the end of fighting", ("0", "1"), ("none", "a truce"), True)}
>>> sentence(in_words(parse("CF > 0"), words))
'The end of fighting is a truce.'
"""

from zopa.case.rules.ast import (
    And,
    Changed,
    Compare,
    Condition,
    Iff,
    Implies,
    Member,
    Name,
    Not,
    Operator,
    Or,
    Rule,
    conditions_of,
    issues_of,
    names_of,
    parts_of,
)
from zopa.case.rules.errors import RuleSyntaxError
from zopa.case.rules.evaluate import satisfying_values
from zopa.case.rules.names import IssueNames, NameProblem, check_names
from zopa.case.rules.parse import parse
from zopa.case.rules.text import write, write_name
from zopa.case.rules.words import IssueWords, RuleWords, in_words, sentence

__all__ = [
    "And",
    "Changed",
    "Compare",
    "Condition",
    "Iff",
    "Implies",
    "IssueNames",
    "IssueWords",
    "Member",
    "Name",
    "NameProblem",
    "Not",
    "Operator",
    "Or",
    "Rule",
    "RuleSyntaxError",
    "RuleWords",
    "check_names",
    "conditions_of",
    "in_words",
    "issues_of",
    "names_of",
    "parse",
    "parts_of",
    "satisfying_values",
    "sentence",
    "write",
    "write_name",
]
