"""The error of a rule that cannot be read."""

from __future__ import annotations

from zopa.errors import ZopaError


class RuleSyntaxError(ZopaError):
    """Raised when a text is not a rule: says at which character, what is wrong, how to mend it.

    ``column`` counts the characters of ``text`` from 1; one past the end where something
    is missing there.  ``message`` and ``hint`` are whole sentences.
    """

    code = "rule"

    def __init__(self, text: str, column: int, message: str, hint: str) -> None:
        self.text = text
        self.column = column
        self.message = message
        self.hint = hint
        super().__init__(text, column, message, hint)

    def __str__(self) -> str:
        """Write the error on one line."""
        return f"at character {self.column}: {self.message} {self.hint}"
