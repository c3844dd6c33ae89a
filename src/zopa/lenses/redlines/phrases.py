"""Lines, goals and outcomes as the lens's sentences name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zopa.lens import Assessment
from zopa.lenses.redlines.analyse import Answer, GoalResult
from zopa.messages import grouped, listing, say, series
from zopa.model import Model, Words
from zopa.model.sentences import (
    date_in_words,
    demand_in_words,
    outcome_in_words,
    party_names,
    rule_in_words,
)

VERDICT, LAW, ROBUST, TALLY = range(4)  # the stated order of the first pages
LAWS = {
    "charter": "the Charter of the United Nations",
    "jus_cogens": "peremptory norms (jus cogens)",
    "constitution": "a constitution",
}


@dataclass(frozen=True, eq=False)
class Phrases:
    """The words of one assessment."""

    assessment: Assessment

    @property
    def model(self) -> Model:
        """The model."""
        return self.assessment.model

    @property
    def words(self) -> Words:
        """The model's words."""
        return self.model.words

    @cached_property
    def rows(self) -> dict[str, Any]:
        """The rows of the red lines by id."""
        return {line.id: line for line in self.assessment.case.red_lines}

    def id(self, goal: int, kind: str, lines: Sequence[int] | None = None) -> str:
        """Return the content id of a finding."""
        parts = ["redlines", self.words.goals[goal].text, kind]
        if lines is not None:
            parts.append("+".join(self.line_id(line) for line in lines))
        return "/".join(parts)

    def goal(self, goal: int) -> str:
        """Name a goal: its label, or its rule in words."""
        words = self.words.goals[goal]
        return words.label or say("“{rule}”", rule=rule_in_words(words.text, self.words))

    def goal_address(self, goal: int) -> tuple[str, ...]:
        """Return the address of a goal's row, if it has one."""
        id_ = self.words.goals[goal].id
        return (f"goals/{id_}",) if id_ else ()

    def line_id(self, line: int) -> str:
        """Return the id of a line."""
        return self.words.lines[line]

    def line_address(self, line: int) -> str:
        """Return the address of a line's row."""
        return f"red_lines/{self.line_id(line)}"

    def group(self, line: int) -> str:
        """Return the name that a line shares with its other readings."""
        return self.rows[self.line_id(line)].reading_of or self.line_id(line)

    def parties(self, line: int) -> list[str]:
        """Return the ids of a line's owners."""
        return list(self.rows[self.line_id(line)].parties)

    def line(self, line: int) -> str:
        """Say whose line it is, how firmly it was put and what it demands."""
        row = self.rows[self.line_id(line)]
        return say(
            "{id} ({parties}, {strength}, {status}) {demands}.",
            id=row.id,
            parties=party_names(row, self.words),
            strength=say(row.strength),
            status=say(row.status),
            demands=demand_in_words(row, self.words),
        )

    @cached_property
    def bits(self) -> dict[int, int]:
        """The bit of each line in play in the masks of the board."""
        lines = sorted(line for group in self.model.in_play for line in group.readings)
        return {line: bit for bit, line in enumerate(lines)}

    def stated(self, line: int) -> str:
        """Say when a line was stated."""
        return date_in_words(self.rows[self.line_id(line)].stated_at)

    def legal_note(self, line: int) -> str:
        """Quote what the case notes on a line and the law."""
        row = self.rows[self.line_id(line)]
        _, _, note = (row.legal_note or "").partition(":")
        law = listing([say(LAWS[kind]) for kind in row.legal_kinds])
        if not note.strip():
            return say("{name} touches {law}.", name=self.group(line), law=law)
        return say(
            "{name} touches {law}: “{note}”.", name=self.group(line), law=law, note=note.strip()
        )

    def lines_of(self, names: Iterable[str]) -> list[int]:
        """Return the default line of each name."""
        return [group.default for group in self.model.groups if group.name in names]

    def in_order(self, names: Iterable[str]) -> list[int]:
        """Return the places of names in declared order."""
        wanted = set(names)
        return [place for place, group in enumerate(self.model.groups) if group.name in wanted]

    def ordered(self, names: Iterable[str]) -> list[str]:
        """Return names of lines, each once, in declared order."""
        return [self.model.groups[place].name for place in self.in_order(names)]

    def is_legal(self, line: int) -> bool:
        """Whether a line carries a note on the Charter, jus cogens or a constitution."""
        return bool(self.rows[self.line_id(line)].legal_kinds)

    def legal(self, names: Iterable[str]) -> bool:
        """Whether any of some lines touches the Charter, jus cogens or a constitution."""
        return bool(self.legal_lines(names))

    def legal_lines(self, names: Iterable[str]) -> list[int]:
        """Return the lines, of all readings of some names, that carry a legal note."""
        return [
            line
            for group in self.model.groups
            if group.name in names
            for line in group.readings
            if self.is_legal(line)
        ]

    def cannot_stand(self, names: Iterable[str]) -> str:
        """Say that some lines cannot all stand, each with its owner and its rule."""
        lines = self.lines_of(names)
        told = series(self.short(line) for line in lines)
        if len(lines) == 1:
            return say("This line alone blocks it: {line}.", line=told)
        if len(lines) == 2:
            return say("These two lines cannot both stand: {lines}.", lines=told)
        return say("These lines cannot all stand: {lines}.", lines=told)

    def cannot_stand_by_name(self, names: Iterable[str], *, owned: bool = False) -> str:
        """Say by their names, and by their owners if wanted, that some lines cannot all stand."""
        return self.named_together(
            [self.owned(name) if owned else name for name in self.ordered(names)]
        )

    def named_together(self, told: Sequence[str]) -> str:
        """Say of lines that are named already that they cannot all stand."""
        if len(told) == 1:
            return say("{line} alone blocks it", line=told[0])
        if len(told) == 2:
            return say("{lines} cannot both stand", lines=listing(told))
        return say("{lines} cannot all stand", lines=listing(told))

    def owned(self, name: str) -> str:
        """Name a line with its owners."""
        (line,) = self.lines_of([name])
        parties = party_names(self.rows[self.line_id(line)], self.words)
        return say("{name} ({parties})", name=name, parties=parties)

    def cannot_stand_again(self, names: Iterable[str]) -> str:
        """Say that some lines cannot all stand where their rules have just been told."""
        lines = [self.group(line) for line in self.lines_of(names)]
        if len(lines) == 1:
            return say("{line} alone blocks it, too.", line=lines[0])
        if len(lines) == 2:
            return say("{lines} cannot both stand here, either.", lines=listing(lines))
        return say("{lines} cannot all stand here, either.", lines=listing(lines))

    def short(self, line: int) -> str:
        """Name a line with its owner and its rule, as a clause."""
        row = self.rows[self.line_id(line)]
        fields = {
            "name": self.group(line),
            "parties": party_names(row, self.words),
            "demands": demand_in_words(row, self.words),
            "reading": row.id,
        }
        if self.readings_in([line]):
            return say("{name} ({parties}), read as {reading}, {demands}", **fields)
        return say("{name} ({parties}) {demands}", **fields)

    @cached_property
    def several_readings(self) -> list[str]:
        """The names of the lines that have more than one reading."""
        return [group.name for group in self.model.in_play if len(group.readings) > 1]

    def the_lines(self) -> str:
        """Name the lines that an answer speaks of: all that count in this run."""
        changed = bool(self.assessment.case.changes or self.model.view)
        return say("the lines that count in this run") if changed else say("the stated lines")

    def broken_as_held(self) -> list[int]:
        """Return the lines that the held values of the view break."""
        return [line for line, found in enumerate(self.model.lines) if found.is_violated_as_held]

    def held(self) -> list[str]:
        """Say the value of each issue that the view holds."""
        return [
            say("{issue} is {value}", issue=issue.heading, value=issue.label(issue.status_quo))
            for issue in self.words.held
        ]

    def control_addresses(self) -> tuple[str, ...]:
        """Return the rows that say who must act."""
        return tuple(f"controls/{row.address}" for row in self.assessment.case.controls)

    def readings_in(self, lines: Iterable[int]) -> list[str]:
        """Return the names of lines among some that have several readings."""
        several = {group.name for group in self.model.groups if len(group.readings) > 1}
        return [self.group(line) for line in lines if self.group(line) in several]

    def softened(self) -> list[int]:
        """Return the lines whose owners have since put them more softly; they count as stated."""
        return [
            group.default
            for group in self.model.groups
            if self.rows[self.line_id(group.default)].status == "softened"
        ]

    def binding_always(self) -> list[int]:
        """Return the lines that bind outcomes for which none of their owners must act."""
        return [
            group.default for group in self.model.groups if self.model.lines[group.default].always
        ]

    def choice(self, answer: Answer) -> dict[str, str]:
        """Return the reading that is active of each line with several."""
        return {
            self.group(line): self.line_id(line)
            for line in answer.active
            if self.readings_in([line])
        }

    def condition_id(self, condition: int) -> str:
        """Return the id of a condition."""
        return self.words.conditions[condition]

    def condition_address(self, condition: int) -> str:
        """Return the address of a condition's row."""
        return f"conditions/{self.condition_id(condition)}"

    def condition_addresses(self, goal: GoalResult) -> list[str]:
        """Return the conditions that a goal's answer rests on: all where something survives."""
        if goal.count == 0 and () in goal.needed:
            needed = sorted(goal.needed[()])
        elif all(answer.is_blocked for answer in goal.answers) and goal.needed:
            needed = sorted({condition for found in goal.needed.values() for condition in found})
        else:
            needed = list(range(len(self.model.conditions)))
        return [self.condition_address(condition) for condition in needed]

    def judged_conditions(self) -> list[int]:
        """Return the conditions that are the coder's judgement."""
        return [
            number for number, condition in enumerate(self.model.conditions) if condition.is_judged
        ]

    def tally(self) -> list[tuple[str, int]]:
        """Count the lines of each party that decides or owns one, in the parties' order."""
        counts = [0] * len(self.words.parties)
        for group in self.model.groups:
            owners = self.model.lines[group.default].owners
            for party in range(len(counts)):
                counts[party] += owners >> party & 1
        return [
            (name, count)
            for party, name, count in zip(
                self.assessment.case.parties, self.words.party_names, counts, strict=True
            )
            if count or party.kind == "deciding"
        ]

    def tally_in_words(self) -> str:
        """Say the tally: party and number, one after the other."""
        told = (say("{party}\u00a0{number}", party=n, number=grouped(c)) for n, c in self.tally())
        return say(", ").join(told)

    def outcome(self, values: Sequence[int]) -> str:
        """Say an outcome in words."""
        return outcome_in_words(values, self.words)

    def outcome_ids(self, values: Sequence[int] | None) -> dict[str, str] | None:
        """Return an outcome as issue id to value id."""
        return None if values is None else self.words.outcome(values)

    def set_ids(self, lines: Iterable[int]) -> str:
        """Write a set of lines."""
        return listing([self.line_id(line) for line in lines])
