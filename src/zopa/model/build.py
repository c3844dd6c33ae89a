"""From case and ledger to model: the only place where a model is made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from zopa.case.case import Case
from zopa.case.rules import (
    And,
    Compare,
    Name,
    Not,
    Rule,
    RuleSyntaxError,
    check_names,
    issues_of,
    parse,
    write,
)
from zopa.case.tables import Condition as ConditionRow
from zopa.case.tables import Control, Goal, RedLine
from zopa.errors import LISTED, OptionError, TooLargeError, did_you_mean, listed_as, nearest
from zopa.ledger import Ledger
from zopa.messages import SOURCE_LANGUAGE, listing
from zopa.model.labels import Labels
from zopa.model.model import Condition, Line, LineGroup, Model
from zopa.model.rules import factors_of, truth
from zopa.model.words import GoalWords, IssueWords, Words

PARTY_BITS = 64
ONE_WORD = re.compile(r'[^\s=<>!≤≥≠(){}"]+')  # a text without a sign of the rule language


@dataclass(frozen=True)
class Choices:
    """What the user chose beside the rows of the case.

    Attributes
    ----------
    view
        Id of a view.
    readings
        Reading to take as the default, by the name of its line.
    with_lines
        Ids of lines outside the default set that are to count.
    without_conditions
        Ids of conditions that are not to count.
    goals
        Ids or rules of the goals to ask; all goals of the case where empty.
    language
        Code of the language in which rows are called and things are said.
    naming
        Naming scheme of the labels; the scheme of the case where empty.
    """

    view: str = ""
    readings: Mapping[str, str] = field(default_factory=dict)
    with_lines: frozenset[str] = frozenset()
    without_conditions: frozenset[str] = frozenset()
    goals: tuple[str, ...] = ()
    language: str = SOURCE_LANGUAGE
    naming: str = ""


def build_model(ledger: Ledger, choices: Choices | None = None) -> Model:
    """Build the model of a case as its ledger sees it.

    Parameters
    ----------
    ledger
        The case as it stood on a date.
    choices
        View, readings, lines, conditions and goals.

    Raises
    ------
    OptionError
        If the view, a reading or a goal does not exist, or a goal's rule is wrong.
    """
    chosen = choices or Choices()
    case = ledger.case
    held = _held_values(case, chosen.view)
    _refuse_unseen(ledger, chosen)
    rows = [line for line in case.red_lines if _counts(line, ledger, chosen)]
    kept = [row for row in case.conditions if row.id not in chosen.without_conditions]
    labels = Labels(case, chosen.language, chosen.naming)
    words = _words(ledger, labels, held, [line.id for line in rows], [row.id for row in kept])
    words = replace(words, goals=tuple(_goals(case, words, labels, chosen.goals)))
    parties = _party_bits(case, words)
    moved = _moved_by_holding(case, words, parties)
    lines = tuple(_line(row, words, parties, moved) for row in rows)
    return Model(
        words=words,
        sizes=tuple(len(issue.visible) for issue in words.issues),
        status_quo=tuple(issue.status_quo for issue in words.issues),
        conditions=tuple(_condition(row, words) for row in kept),
        touched=tuple(_touched(issue, case.controls, parties) for issue in words.issues),
        lines=lines,
        groups=_groups(rows, chosen.readings),
        goals=tuple(
            tuple(factors_of(goal.rule, words, f"Goal {goal.text}")) for goal in words.goals
        ),
        view=chosen.view,
    )


def _party_bits(case: Case, words: Words) -> dict[str, int]:
    """Return the bit of each party: its index, which a 64-bit word must hold."""
    bits = {party: number for number, party in enumerate(words.parties)}
    acting = {party for row in case.controls for party in row.movers}
    acting |= {party for line in case.red_lines for party in line.parties}
    beyond = sorted(party for party in acting if bits[party] >= PARTY_BITS)
    if beyond:
        raise TooLargeError(
            f"The case has {len(bits)} parties, and {listing(beyond[:5])} move or own lines "
            f"beyond the first {PARTY_BITS}.",
            "Put the parties that move or own lines first in the table parties.",
        )
    return bits


def _held_values(case: Case, view_id: str) -> dict[str, str]:
    """Return the held value of each issue that the view does not keep."""
    if not view_id:
        return {}
    found = [view for view in case.views if view.id == view_id]
    if not found:
        known = [view.id for view in case.views]
        raise OptionError(f"There is no view '{view_id}'.", did_you_mean(view_id, known, "views"))
    view = found[0]
    given = dict(view.held)
    return {
        issue.id: given.get(issue.id, case.status_quo[issue.id])
        for issue in case.issues
        if issue.id not in view.keep
    }


def _goals(case: Case, words: Words, labels: Labels, asked: Sequence[str]) -> Iterator[GoalWords]:
    """Find each goal by its id, or read it as a rule."""
    known = {goal.id: goal for goal in case.goals}
    seen: set[str] = set()
    for text in asked or known:
        if text in known:
            goal = known[text]
            found = GoalWords(goal.id, _goal_label(goal, labels), parse(goal.rule))
        else:
            found = _asked_rule(text, words, labels, known)
        if found.text not in seen:  # a goal that is asked twice is answered once
            seen.add(found.text)
            yield found


def _goal_label(goal: Goal, labels: Labels) -> str:
    return labels.label("goals", goal.id, goal.label or "")


def _asked_rule(text: str, words: Words, labels: Labels, known: Mapping[str, Goal]) -> GoalWords:
    """Read a goal that is asked as a rule."""
    try:
        rule = parse(text)
    except RuleSyntaxError as error:
        raise _no_goal(text, words, list(known), error) from None
    problems = check_names(rule, words.names)
    if problems:
        told = " At".join(f" character {p.column}: {p.message} {p.hint}" for p in problems)
        raise OptionError(f"The goal '{text}' cannot be asked: at{told}")
    same = next((goal for goal in known.values() if parse(goal.rule) == rule), None)
    return GoalWords(same.id, _goal_label(same, labels), rule) if same else GoalWords("", "", rule)


def _no_goal(text: str, words: Words, known: Sequence[str], error: RuleSyntaxError) -> OptionError:
    """Say what a text is that names no goal and is no rule; one word is not meant as a rule."""
    if text.strip() in words.by_id:
        issue = words.by_id[text.strip()]
        rule = write(Compare(Name(issue.id), "=", Name(issue.declared[-1])))
        return OptionError(
            f"The goal '{text}' is an issue and no rule.",
            f"Write a rule, as in {rule}; if you wrote > or <, put the rule in quotation marks.",
        )
    if not ONE_WORD.fullmatch(text):
        offer = did_you_mean(text, known, "goals") if known else ""
        return OptionError(
            f"The goal '{text}' is neither a goal of the case nor a rule: "
            f"at character {error.column}: {error.message}",
            f"{error.hint} {offer}".strip(),
        )
    if not known:
        return OptionError(
            f"There is no goal '{text}': the case has none.", "Ask with a rule, as ISSUE = VALUE."
        )
    close = nearest(text, known)
    offer = f"Did you mean '{close}'? " if close else ""
    goals = listed_as(known[:LISTED], "the goals", more=len(known) > LISTED)
    return OptionError(f"There is no goal '{text}'.", f"{offer}{goals}")


def _refuse_unseen(ledger: Ledger, chosen: Choices) -> None:
    """Refuse to count a line that nobody had stated on the day that is asked about."""
    for line in ledger.case.red_lines:
        if line.id in chosen.with_lines and not ledger.sees_line(line):
            raise OptionError(
                f"Line '{line.id}' was not yet stated on {ledger.as_of}.",
                "Leave it out of --with, or ask as of a later day.",
            )


def _counts(line: RedLine, ledger: Ledger, chosen: Choices) -> bool:
    """Whether a line is in the set that is asked: the default set and what was added to it."""
    if not ledger.sees_line(line):
        return False
    if line.id in chosen.with_lines or (line.reading_of or "") in chosen.with_lines:
        return True
    if line.id in chosen.readings.values():
        return True
    return line.strength != "hints" and line.status != "withdrawn"


def _words(
    ledger: Ledger,
    labels: Labels,
    held: Mapping[str, str],
    lines: list[str],
    conditions: list[str],
) -> Words:
    case = ledger.case
    opened: list[IssueWords] = []
    closed: list[IssueWords] = []
    for issue in case.issues:
        values = [value for value in case.values if value.issue == issue.id]
        declared = tuple(value.id for value in values)
        now = held.get(issue.id, case.status_quo[issue.id])
        if issue.id in held:
            visible: tuple[int, ...] = (declared.index(now),)
        else:
            visible = tuple(
                position
                for position, value in enumerate(values)
                if value.id == now or ledger.sees_value(value)
            )
        words = IssueWords(
            id=issue.id,
            heading=labels.label("issues", issue.id, issue.heading or issue.question or issue.id),
            kind=issue.kind,
            declared=declared,
            labels=tuple(
                labels.label("values", value.address, value.label or value.id) for value in values
            ),
            visible=visible,
            status_quo=visible.index(declared.index(now)),
            held_from=declared.index(case.status_quo[issue.id]) if issue.id in held else None,
        )
        (closed if issue.id in held else opened).append(words)
    return Words(
        issues=tuple(opened),
        held=tuple(closed),
        parties=tuple(party.id for party in case.parties),
        party_names=tuple(labels.label("parties", party.id, party.name) for party in case.parties),
        lines=tuple(lines),
        conditions=tuple(conditions),
    )


def violation(line: RedLine) -> Rule:
    """Return the rule of what violates a line: its stage holds, its rule and exception do not."""
    parts: list[Rule] = [parse(line.stage)] if line.stage else []
    parts.append(Not(parse(line.rule)))
    if line.unless:
        parts.append(Not(parse(line.unless)))
    return And(tuple(parts)) if len(parts) > 1 else parts[0]


def _condition(row: ConditionRow, words: Words) -> Condition:
    return Condition(
        factors=tuple(factors_of(parse(row.rule), words, f"Condition {row.id}")),
        is_logic=row.kind == "logic",
        is_judged=row.basis == "judgement",
    )


def _moved_by_holding(case: Case, words: Words, parties: Mapping[str, int]) -> int:
    """Return one bit a party that must act for the values that the view holds."""
    bits = 0
    for issue in words.held:
        rows = [row for row in case.controls if row.issue == issue.id]
        now, held = issue.declared[issue.now], issue.value(issue.status_quo)
        row = first_control(rows, now, held) if held != now else None
        bits |= sum(1 << parties[party] for party in row.movers) if row else 0
    return bits


def _line(row: RedLine, words: Words, parties: Mapping[str, int], moved: int) -> Line:
    rule = violation(row)
    table = truth(rule, words, f"Red line {row.id}")
    named = set(issues_of(rule))
    closed = [issue for issue in words.held if issue.id in named]
    owners = sum(1 << parties[party] for party in row.parties)
    return Line(
        violated=table,
        owners=owners,
        always=row.scope == "always" or bool(owners & moved),
        settled=bool(closed) and len(closed) == len(named),
        restricted=bool(closed) and len(closed) < len(named),
    )


def _touched(
    issue: IssueWords, controls: Iterable[Control], parties: Mapping[str, int]
) -> npt.NDArray[np.uint64]:
    """Return who must act for each value: the movers of the first row that leads there."""
    masks = np.zeros(len(issue.visible), dtype=np.uint64)
    now = issue.value(issue.status_quo)
    rows = [row for row in controls if row.issue == issue.id]
    for index in range(len(issue.visible)):
        row = first_control(rows, now, issue.value(index))
        if index != issue.status_quo and row is not None:
            masks[index] = sum(1 << parties[party] for party in row.movers)
    return masks


def first_control(rows: Sequence[Control], from_value: str, to_value: str) -> Control | None:
    """Return the first row that leads from one value to another, if there is one."""
    for row in rows:
        if (not row.from_values or from_value in row.from_values) and (
            not row.to_values or to_value in row.to_values
        ):
            return row
    return None


def _groups(rows: Sequence[RedLine], readings: Mapping[str, str]) -> tuple[LineGroup, ...]:
    """Group the lines by reading, in declared order; check the readings asked for."""
    members: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        members.setdefault(row.reading_of or row.id, []).append(index)
    for name, reading in readings.items():
        ids = [rows[index].id for index in members.get(name, [])]
        if not ids:
            known = [group for group, found in members.items() if len(found) > 1]
            raise OptionError(
                f"No line '{name}' with readings is in play.", did_you_mean(name, known, "lines")
            )
        if reading not in ids:
            raise OptionError(
                f"'{reading}' is not a reading of {name}.", did_you_mean(reading, ids, "readings")
            )
    return tuple(
        LineGroup(
            name=name,
            readings=tuple(found),
            default=next(
                (index for index in found if rows[index].id == readings.get(name)), found[0]
            ),
        )
        for name, found in members.items()
    )
