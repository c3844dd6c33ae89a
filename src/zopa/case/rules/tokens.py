"""A rule's text, cut into words and signs.

A name is a plain word, or any text in double quotes.  A plain word holds letters, digits
and ``_`` of any script, with ``-`` and ``.`` between them; a number may begin with ``-``.
Signs that other languages, keyboards and text editors use are recognised, so that the
error can name the spelling that is meant.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from zopa.case.rules.errors import RuleSyntaxError

KEYWORDS = ("and", "or", "not", "in", "implies", "iff", "changed")
OPERATORS = ("<=", ">=", "!=", "=", "<", ">")
ACCEPTED_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!="}
BRACKETS = {"(": "_OPEN", ")": "_CLOSE", "{": "_OPEN_SET", "}": "_CLOSE_SET", ",": "_COMMA"}

# Sign that is not used -> the remedy.  Looked up longest first.
_INSTEAD = {
    "===": "Write '='.",
    "==>": "Write 'implies'.",
    "-->": "Write 'implies'.",
    "<->": "Write 'iff'.",
    "<=>": "Write 'iff'.",
    "!==": "Write '!='.",
    "==": "Write '='.",
    "=<": "Write '<='.",
    "=>": "Write '>=' for 'at least', or 'implies' for 'if ... then'.",
    "<>": "Write '!='.",
    "->": "Write 'implies'.",
    "&&": "Write 'and'.",
    "||": "Write 'or'.",
    "&": "Write 'and'.",
    "|": "Write 'or'.",
    "=!": "Write '!='.",
    "~=": "Write '!='.",
    "/=": "Write '!='.",
    ":=": "Write '='.",
    "!<": "Write '>='.",
    "!>": "Write '<='.",
    "!": "Write 'not' before a condition, or '!=' between an issue and a value.",
    "~": "Write 'not'.",
    "¬": "Write 'not'.",
    "∧": "Write 'and'.",
    "∨": "Write 'or'.",
    "∈": "Write 'in'.",
    "∉": "Write 'not in'.",
    "→": "Write 'implies'.",
    "⇒": "Write 'implies'.",
    "⟹": "Write 'implies'.",
    "↔": "Write 'iff'.",
    "⇔": "Write 'iff'.",
    "⟺": "Write 'iff'.",
    "⩾": "Write '>='.",
    "⩽": "Write '<='.",
    "[": "Write '{' to open a set of values.",
    "]": "Write '}' to close a set of values.",
    ";": "Separate the values of a set with commas.",
    "،": "Write ','.",
    "、": "Write ','.",
    ".": "Leave it out, or put a name that begins or ends with it in double quotes.",
    "-": "Put a name that begins or ends with it in double quotes.",
}
_QUOTES = "'`´‘’‚“”„‟«»‹›「」＂"
_DASHES = "‐‑‒–—―−"
_LONGEST = max(len(sign) for sign in _INSTEAD)
_JOINERS = "\u200c\u200d"  # inside words of Persian, Hindi and others


@dataclass(frozen=True, slots=True)
class RuleToken:
    """A word or a sign of a rule; ``start`` and ``end`` are places in its text, from 0."""

    kind: str
    text: str
    start: int
    end: int
    quoted: bool = False

    @property
    def column(self) -> int:
        """Where the token begins, counted from 1."""
        return self.start + 1


def _is_letter(character: str) -> bool:
    return (
        character == "_" or character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")
    )


def _end_of_word(text: str, start: int) -> int:
    """Return where the plain word that begins at ``start`` ends; ``start`` if none does."""
    end = start
    place = start
    if text[place] == "-" and text[place + 1 : place + 2].isdigit():
        place += 1
    while place < len(text):
        character = text[place]
        if _is_letter(character):
            end = place + 1
        elif end == start or (character not in "-." and character not in _JOINERS):
            break
        place += 1
    return end


def is_plain(name: str) -> bool:
    """Whether a name can stand in a rule without quotes.

    >>> is_plain("CF"), is_plain("-2"), is_plain("under moratorium"), is_plain("and")
    (True, True, False, False)
    """
    return bool(name) and _end_of_word(name, 0) == len(name) and name not in KEYWORDS


def tokenise(text: str) -> list[RuleToken]:
    """Cut a rule into tokens; raises :class:`RuleSyntaxError` at a sign that is not used."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[RuleToken]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        token = _token_at(text, place)
        yield token
        place = token.end


def _token_at(text: str, place: int) -> RuleToken:
    character = text[place]
    if character == '"':
        return _quoted(text, place)
    if character in BRACKETS:
        return RuleToken(BRACKETS[character], character, place, place + 1)
    if character in ACCEPTED_SIGNS:
        return RuleToken("OPERATOR", ACCEPTED_SIGNS[character], place, place + 1)
    end = _end_of_word(text, place)
    if end > place:
        word = text[place:end]
        return RuleToken(f"_{word.upper()}" if word in KEYWORDS else "NAME", word, place, end)
    for length in range(_LONGEST, 0, -1):
        sign = text[place : place + length]
        if sign in OPERATORS:
            return RuleToken("OPERATOR", sign, place, place + length)
        if len(sign) == length and sign in _INSTEAD:
            raise RuleSyntaxError(text, place + 1, f"'{sign}' is not used.", _INSTEAD[sign])
    raise _strange(text, place)


def _quoted(text: str, start: int) -> RuleToken:
    letters: list[str] = []
    place = start + 1
    while place < len(text):
        character = text[place]
        if character == '"':
            if not letters:
                raise RuleSyntaxError(
                    text,
                    start + 1,
                    "The name in double quotes is empty.",
                    "Write the id of an issue or a value between them.",
                )
            return RuleToken("NAME", "".join(letters), start, place + 1, quoted=True)
        if character == "\\":
            place += 1
            character = text[place : place + 1]
            if character not in ('"', "\\"):
                raise RuleSyntaxError(
                    text,
                    place,
                    "A single backslash is not used in a name.",
                    r"Write \\ for a backslash and \" for a double quote.",
                )
        letters.append(character)
        place += 1
    raise RuleSyntaxError(
        text,
        start + 1,
        "The double quote that opens here is not closed.",
        'Write " after the name.',
    )


def _strange(text: str, place: int) -> RuleSyntaxError:
    """Return the error of a character that is no part of the language."""
    character = text[place]
    plain = unicodedata.normalize("NFKC", character)
    if character in _QUOTES:
        return RuleSyntaxError(
            text,
            place + 1,
            f"The quotation mark {character} is not used.",
            'Write names of several words in straight double quotes, as in "no date".',
        )
    if character in _DASHES:
        hint = "Write the plain hyphen '-'."
    elif plain in BRACKETS or plain in OPERATORS:
        hint = f"Write '{plain}'."
    elif not character.isprintable():
        return RuleSyntaxError(
            text,
            place + 1,
            f"An invisible character (U+{ord(character):04X}) stands here.",
            "Delete it, or type this part of the rule again.",
        )
    else:
        hint = "Put a name that holds it in double quotes."
    return RuleSyntaxError(text, place + 1, f"'{character}' is not used.", hint)
