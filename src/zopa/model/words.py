"""Labels, and the only place where they meet indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zopa.case.rules import IssueNames, Rule, write
from zopa.case.rules import IssueWords as Spoken


@dataclass(frozen=True)
class IssueWords:
    """The words of one issue.

    Attributes
    ----------
    declared
        Ids of all its values in declared order, those not yet named by anybody included.
    visible
        Positions in ``declared`` of the values that an outcome can have, by value index.
    status_quo
        Value index of the status quo; of a held issue the index of the held value.
    held_from
        Of a held issue the position in ``declared`` of its status quo.
    """

    id: str
    heading: str
    kind: str
    declared: tuple[str, ...]
    labels: tuple[str, ...]
    visible: tuple[int, ...]
    status_quo: int
    held_from: int | None = None

    @property
    def now(self) -> int:
        """Position in ``declared`` of the value that holds now, whatever a view holds."""
        return self.visible[self.status_quo] if self.held_from is None else self.held_from

    def value(self, index: int) -> str:
        """Return the id of a value."""
        return self.declared[self.visible[index]]

    def label(self, index: int) -> str:
        """Return a value in words."""
        return self.labels[self.visible[index]]


@dataclass(frozen=True)
class GoalWords:
    """The words of one goal; ``id`` and ``label`` are empty where a rule was asked."""

    id: str
    label: str
    rule: Rule

    @property
    def text(self) -> str:
        """The rule as it is written shortest: the goal's part in a finding's id."""
        return write(self.rule, compact=True)


@dataclass(frozen=True)
class Words:
    """All labels of a model.

    Attributes
    ----------
    issues
        The issues that are open, by issue index.
    held
        The issues that the view holds, with their held value.
    parties, party_names
        Ids and names of the parties, by party index.
    lines, conditions
        Ids by index.
    goals
        The goals that are asked, by goal index.
    """

    issues: tuple[IssueWords, ...]
    held: tuple[IssueWords, ...]
    parties: tuple[str, ...]
    party_names: tuple[str, ...]
    lines: tuple[str, ...]
    conditions: tuple[str, ...]
    goals: tuple[GoalWords, ...] = ()

    @cached_property
    def issue_index(self) -> Mapping[str, int]:
        """Index of each open issue by its id."""
        return {issue.id: index for index, issue in enumerate(self.issues)}

    @cached_property
    def by_id(self) -> Mapping[str, IssueWords]:
        """The words of every issue, held ones too, by its id."""
        return {issue.id: issue for issue in (*self.issues, *self.held)}

    @cached_property
    def names(self) -> Mapping[str, IssueNames]:
        """The names that a rule may use."""
        return {
            id_: IssueNames(
                id=id_,
                ordered=issue.kind != "nominal",
                values=issue.declared,
                value_labels=issue.labels,
                heading=issue.heading,
            )
            for id_, issue in self.by_id.items()
        }

    @cached_property
    def for_rules(self) -> Mapping[str, Spoken]:
        """The words with which rules are printed back."""
        return {
            id_: Spoken(
                heading=issue.heading,
                values=issue.declared,
                labels=issue.labels,
                ordered=issue.kind != "nominal",
                status_quo=issue.now,
            )
            for id_, issue in self.by_id.items()
        }

    def outcome(self, values: Sequence[int]) -> dict[str, str]:
        """Return an outcome as issue id to value id, held issues included."""
        outcome = {
            issue.id: issue.value(value) for issue, value in zip(self.issues, values, strict=True)
        }
        return outcome | {issue.id: issue.value(issue.status_quo) for issue in self.held}

    def changes(self, values: Sequence[int]) -> list[tuple[IssueWords, int]]:
        """Return the issues that an outcome changes, with the value it gives them."""
        return [
            (issue, value)
            for issue, value in zip(self.issues, values, strict=True)
            if value != issue.status_quo
        ]
