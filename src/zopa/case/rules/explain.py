"""What to tell an analyst about a text that is not a rule.

The parser stops at the first token that cannot stand where it stands.  What it could have
read instead tells in which *place* of a rule it was; for each place, one function looks
at the token that was found and at its neighbours, and says what is wrong and how to mend
it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zopa.case.rules.errors import RuleSyntaxError
from zopa.case.rules.text import write_name
from zopa.case.rules.tokens import KEYWORDS, OPERATORS, RuleToken

_SHOWN = 30  # characters of the rule that a message repeats
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_EXAMPLE = "ISSUE = VALUE"  # in capitals, since no name would be in every case

# Words that people write in rules but the language does not have -> the remedy.
_FOREIGN = {
    "if": "For 'if A then B' write A implies B.",
    "then": "For 'if A then B' write A implies B.",
    "unless": "For 'A unless B' write A or B.",
    "but": "Write 'and'.",
    "nor": "Write 'and not'.",
    "xor": "For 'one of A and B, but not both' write A iff not B.",
    "is": "Write '='.",
    "equals": "Write '='.",
}


@dataclass(frozen=True)
class _Stop:
    """Where reading stopped: the token found, and those on both sides of it."""

    text: str
    tokens: Sequence[RuleToken]
    position: int

    @property
    def found(self) -> RuleToken | None:
        return self.at(0)

    def at(self, offset: int) -> RuleToken | None:
        place = self.position + offset
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def kind(self, offset: int = 0) -> str:
        token = self.at(offset)
        return "" if token is None else token.kind

    def written(self, offset: int = 0) -> str:
        """Return a token as it stands in the rule."""
        token = self.at(offset)
        return "" if token is None else self.text[token.start : token.end]

    @property
    def before(self) -> str:
        """The rule up to the stop, its end where it is long."""
        text = self.text if self.found is None else self.text[: self.found.start]
        text = " ".join(text.split())
        return text if len(text) <= _SHOWN else "…" + text[-_SHOWN:]

    def error(self, message: str, hint: str, offset: int = 0) -> RuleSyntaxError:
        token = self.at(offset)
        column = len(self.text.rstrip()) + 1 if token is None else token.column
        return RuleSyntaxError(self.text, column, message, hint)

    def begins_condition(self) -> bool:
        """Whether the token found could be the issue of a condition."""
        return self.kind() == "NAME" and self.kind(1) in ("OPERATOR", "_IN", "_NOT")

    def run_of_words(self) -> str:
        """Return the names that stand side by side here as one name in quotes."""
        end = self.position
        while end < len(self.tokens) and self.tokens[end].kind == "NAME":
            end += 1
        return write_name(" ".join(token.text for token in self.tokens[self.position - 1 : end]))

    def opened_by(self, kind: str, closed_by: str) -> RuleToken | None:
        """Return the last bracket before the stop that is still open."""
        waiting: list[RuleToken] = []
        for token in self.tokens[: self.position]:
            if token.kind == kind:
                waiting.append(token)
            elif token.kind == closed_by and waiting:
                waiting.pop()
        return waiting[-1] if waiting else None


def explain(
    text: str, tokens: Sequence[RuleToken], position: int, expected: frozenset[str]
) -> RuleSyntaxError:
    """Return the error for a token out of place.

    Parameters
    ----------
    text
        The rule.
    tokens
        Its tokens.
    position
        The number of the token out of place; their count where the rule ends too early.
    expected
        The kinds of token that could stand there.
    """
    stop = _Stop(text, tokens, position)
    return _wrong_word(stop) or _place(stop, expected)(stop)


def _place(stop: _Stop, expected: frozenset[str]) -> Callable[[_Stop], RuleSyntaxError]:
    """Tell from what could have followed in which place of a rule the reading stopped."""
    if "_CHANGED" in expected:
        return _condition_expected
    if "OPERATOR" in expected:
        return _comparison_expected
    if "_IN" in expected:
        return _in_expected
    if "_OPEN_SET" in expected:
        return _set_expected
    if "_CLOSE_SET" in expected:
        return _end_of_set_expected
    if "_AND" in expected:
        return _joint_expected
    if "NAME" in expected:
        return {
            "OPERATOR": _value_expected,
            "_OPEN": _changed_issue_expected,
        }.get(stop.kind(-1), _set_value_expected)
    if stop.kind(-1) == "_CHANGED":
        return _after_changed
    if (stop.kind(-3), stop.kind(-2), stop.kind(-1)) == ("_CHANGED", "_OPEN", "NAME"):
        return _end_of_changed_expected
    return _joint_expected


def _wrong_word(stop: _Stop) -> RuleSyntaxError | None:
    """Recognise a keyword in capitals or a word of ordinary English, here or just before."""
    for offset in (-1, 0):
        token = stop.at(offset)
        if token is None or token.kind != "NAME" or token.quoted:
            continue
        word = token.text.lower()
        if word in KEYWORDS:
            return stop.error(
                f"'{token.text}' is a word of the rule language only in lower case.",
                f"Write '{word}'.",
                offset,
            )
        if word in _FOREIGN:
            return stop.error(f"'{token.text}' is not used.", _FOREIGN[word], offset)
    return None


def _condition_expected(stop: _Stop) -> RuleSyntaxError:
    found, previous = stop.written(), stop.written(-1)
    match stop.kind():
        case "" if not previous:
            return stop.error("The rule is empty.", f"Write for example {_EXAMPLE}.")
        case "":
            return stop.error(
                f"'{stop.before}' ends where a condition is expected.",
                f"Write a condition after '{previous}', for example {_EXAMPLE}.",
            )
        case "_CLOSE" if previous == "(":
            return stop.error(
                "The brackets hold nothing.", f"Write a condition in them, for example {_EXAMPLE}."
            )
        case "_CLOSE" if previous:
            return stop.error(
                f"A condition is expected between '{previous}' and ')'.",
                f"Write for example {previous} {_EXAMPLE}.",
            )
        case "OPERATOR" if found == "=" and not previous and stop.kind(2) in ("OPERATOR", "_IN"):
            return stop.error("A rule does not begin with '='.", "Leave out this '='.")
        case "OPERATOR":
            return stop.error(
                f"'{found}' has no issue before it.", f"Write for example ISSUE {found} VALUE."
            )
        case "_IN":
            return stop.error(
                "'in' has no issue before it.",
                'Write for example ISSUE in {A, B}; an issue called in is written "in".',
            )
        case "_OPEN_SET":
            return stop.error("A set has no issue before it.", "Write for example ISSUE in {A, B}.")
        case "_AND" | "_OR" | "_IMPLIES" | "_IFF" if stop.kind(1) == "OPERATOR":
            return stop.error(
                f"'{found}' is a word of the rule language where an issue is expected.",
                f'Write the issue first; an issue called {found} is written "{found}".',
            )
        case "_AND" | "_OR" | "_IMPLIES" | "_IFF" if previous:
            return stop.error(
                f"'{found}' follows '{previous}' where a condition is expected.",
                "Write a condition between them, or delete one of them.",
            )
        case "_AND" | "_OR" | "_IMPLIES" | "_IFF":
            return stop.error(
                f"'{found}' has no condition before it.",
                f"Write for example {_EXAMPLE} {found} OTHER = VALUE.",
            )
    return _out_of_place(stop)


def _comparison_expected(stop: _Stop) -> RuleSyntaxError:
    issue, found = stop.written(-1), stop.written()
    match stop.kind():
        case "NAME":
            return stop.error(
                f"A comparison is expected between '{issue}' and '{found}'.",
                f"Write for example {issue} = {found}; a name of several words stands in "
                f"double quotes, as in {stop.run_of_words()}.",
            )
        case "_OPEN_SET":
            return stop.error(
                f"'in' is missing between '{issue}' and the set.",
                f"Write {issue} in {{...}}.",
            )
        case "":
            return stop.error(
                f"'{stop.before}' ends where a comparison is expected.",
                f"Write for example {issue} = VALUE.",
            )
    return stop.error(
        f"A comparison is expected after '{issue}', not '{found}'.",
        f"Write for example {issue} = VALUE.",
    )


def _in_expected(stop: _Stop) -> RuleSyntaxError:
    issue = stop.written(-2)
    remedies = {
        "NAME": f"Write {issue} != {stop.written()}.",
        "OPERATOR": f"Write 'not' before the condition: not {issue} {stop.written()} "
        f"{stop.written(1) or 'VALUE'}.",
    }
    return stop.error(
        f"'in' and a set are expected after '{issue} not'.",
        remedies.get(stop.kind(), f"Write for example {issue} not in {{A, B}}."),
    )


def _set_expected(stop: _Stop) -> RuleSyntaxError:
    start = " ".join(stop.before.split()[-3:] if stop.kind(-2) == "_NOT" else [stop.written(-2)])
    condition = start if start.endswith(" in") else f"{start} in"
    if stop.kind() == "NAME":
        hint = f"Write {condition} {{{stop.written()}}}."
    elif stop.kind() == "_OPEN":
        hint = "Write '{' and '}' round the values."
    else:
        hint = f"Write for example {condition} {{A, B}}."
    return stop.error("A set of values is expected after 'in'.", hint)


def _value_expected(stop: _Stop) -> RuleSyntaxError:
    issue, operator, found = stop.written(-2), stop.written(-1), stop.written()
    if stop.kind() == "":
        return stop.error(
            f"'{stop.before}' ends where a value is expected.",
            f"Write for example {issue} {operator} VALUE.",
        )
    if stop.kind() == "OPERATOR":
        together = operator + found
        if together in OPERATORS:
            return stop.error(
                f"'{operator}' and '{found}' stand apart.", f"Write '{together}'.", -1
            )
    if stop.kind() == "_OPEN_SET":
        return stop.error(
            f"A set follows '{operator}', which compares with one value.",
            f"Write '{issue} {'not in' if operator == '!=' else 'in'}' before the set.",
        )
    return _reserved(stop) or stop.error(
        f"A value is expected after '{operator}', not '{found}'.",
        f"Write for example {issue} {operator} VALUE.",
    )


def _set_value_expected(stop: _Stop) -> RuleSyntaxError:
    match stop.kind(), stop.kind(-1):
        case "", _:
            return stop.error(
                f"'{stop.before}' ends where a value is expected.",
                "Write values with commas between them, and '}' at the end.",
            )
        case "_CLOSE_SET", "_OPEN_SET":
            return stop.error(
                "The set is empty.", "Write at least one value in it, for example {A, B}."
            )
        case "_CLOSE_SET" | "_COMMA", "_COMMA":
            return stop.error(
                "A value is expected after the comma.", "Write a value, or delete the comma.", -1
            )
    return _reserved(stop) or stop.error(
        f"A value is expected after '{stop.written(-1)}', not '{stop.written()}'.",
        "Write values with commas between them, for example {A, B}.",
    )


def _end_of_set_expected(stop: _Stop) -> RuleSyntaxError:
    value, found = stop.written(-1), stop.written()
    if stop.kind() == "NAME":
        return stop.error(
            f"A comma is missing between '{value}' and '{found}'.",
            f"Write {value}, {found}; a name of several words stands in double quotes, "
            f"as in {stop.run_of_words()}.",
        )
    if stop.kind() in ("_AND", "_OR"):
        return stop.error(f"'{found}' stands in a set.", "Separate the values with commas.")
    opening = stop.opened_by("_OPEN_SET", "_CLOSE_SET")
    assert opening is not None, "only an open set expects its end"
    return RuleSyntaxError(
        stop.text,
        opening.column,
        "The set that opens here is not closed.",
        f"Write '}}' after '{value}'.",
    )


def _after_changed(stop: _Stop) -> RuleSyntaxError:
    issue = stop.written() if stop.kind() == "NAME" else "ISSUE"
    return stop.error(
        "An issue in brackets is expected after 'changed'.",
        f'Write changed({issue}); an issue called changed is written "changed".',
    )


def _changed_issue_expected(stop: _Stop) -> RuleSyntaxError:
    return _reserved(stop) or stop.error(
        "An issue is expected in the brackets of 'changed'.", "Write for example changed(ISSUE)."
    )


def _end_of_changed_expected(stop: _Stop) -> RuleSyntaxError:
    issue = stop.written(-1)
    if stop.kind() == "":
        return stop.error(
            f"'{stop.before}' ends where ')' is expected.", f"Write changed({issue})."
        )
    return stop.error(
        f"'changed' takes one issue, and '{stop.written()}' follows it.",
        f"Write changed({issue}), and join further conditions with 'and' or 'or'.",
    )


def _joint_expected(stop: _Stop) -> RuleSyntaxError:
    """A condition is complete: ``and``, ``or`` and the like, ``)`` or the end may follow."""
    found, previous = stop.written(), stop.written(-1)
    match stop.kind():
        case "":
            opening = stop.opened_by("_OPEN", "_CLOSE")
            assert opening is not None, "a complete condition may end unless a bracket is open"
            return RuleSyntaxError(
                stop.text,
                opening.column,
                "The bracket that opens here is not closed.",
                "Write ')' where it ends.",
            )
        case "_CLOSE":
            return stop.error("This ')' closes nothing.", "Delete it, or write '(' before it.")
        case "_CLOSE_SET":
            return stop.error("This '}' closes nothing.", "Delete it, or write '{' before it.")
        case "OPERATOR" if stop.kind(-1) == "NAME" and stop.kind(-2) == "OPERATOR":
            return _chained(stop)
        case "_COMMA":
            return stop.error(
                "A comma does not join conditions.",
                "Write 'and' or 'or'; several values of an issue stand in a set, "
                "as in ISSUE in {A, B}.",
            )
        case "NAME" if stop.kind(-1) == "NAME" and not stop.begins_condition():
            return stop.error(
                f"'{found}' follows '{previous}' with nothing to join them.",
                f"A name of several words stands in double quotes: write {stop.run_of_words()}.",
            )
    return stop.error(
        f"'and' or 'or' is expected between '{previous}' and '{found}'.",
        "Join two conditions with 'and', 'or', 'implies' or 'iff'.",
    )


def _chained(stop: _Stop) -> RuleSyntaxError:
    first, operator, middle = stop.written(-3), stop.written(-2), stop.written(-1)
    second, last = stop.written(), stop.written(1)
    if operator in _MIRRORED and second in _MIRRORED and last:
        hint = f"Write {middle} {_MIRRORED[operator]} {first} and {middle} {second} {last}."
    else:
        hint = "Compare one issue with one value at a time, and join the parts with 'and'."
    return stop.error("Comparisons cannot be chained.", hint)


def _reserved(stop: _Stop) -> RuleSyntaxError | None:
    """Recognise a name that is also a word of the language."""
    word = stop.written()
    if stop.found is None or word not in KEYWORDS:
        return None
    return stop.error(
        f"'{word}' is a word of the rule language where a name is expected.",
        f"Write the name first, or, where it is called so, {write_name(word)}.",
    )


def _out_of_place(stop: _Stop) -> RuleSyntaxError:
    return stop.error(
        f"'{stop.written()}' stands where a condition is expected.",
        f"Write a condition there, for example {_EXAMPLE}.",
    )
