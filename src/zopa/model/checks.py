"""Checks of a case that need its outcome space: does it leave anything, and does it bite?

They run after the checks of words have found no error, so that every rule can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from zopa.case.build import Loaded, read_case
from zopa.case.checks.context import FIRST_FEW, listed
from zopa.case.overlay import Overlay
from zopa.case.tables import RedLine
from zopa.errors import Place, Problem, SpaceTooLargeError
from zopa.factors import Factor, Network, Possible, choose_order, eliminate
from zopa.factors.algebras import EVERYWHERE
from zopa.factors.counting import count_outcomes
from zopa.ledger import Ledger, read_ledger
from zopa.model.build import Choices, build_model
from zopa.model.model import Model
from zopa.model.sentences import line_in_words

TOO_LARGE = "outcomes_can_be_counted"
MOST_AT_ONCE = 32  # lines that 64 worlds can tell apart
QUICK = 1 << 20  # cells up to which one elimination for many lines is the faster way


def check(path: Path | str, overlay: Overlay | None = None) -> tuple[Loaded, tuple[Problem, ...]]:
    """Read a case and find everything that is wrong with it, its outcome space included.

    A space that is too large to look at is one more error, of the check
    :data:`TOO_LARGE`; a view of the case may still be small enough.
    """
    loaded = read_case(path, overlay)
    if loaded.errors:
        return loaded, loaded.problems
    try:
        found = check_space(loaded)
    except SpaceTooLargeError as error:
        remedy = "Leave issues out of the case, or cut them less finely; all else was checked."
        found = [Problem(Place(), error.message, remedy, check=TOO_LARGE)]
    return loaded, (*found, *loaded.problems, *_unfounded_lines(loaded))


def _unfounded_lines(loaded: Loaded) -> Iterator[Problem]:
    """Warn of lines of basis ``statement`` none of whose statements the ledger sees."""
    seen = read_ledger(loaded.case).statements
    without = [
        line.id
        for line in loaded.case.red_lines
        if line.basis == "statement" and not seen & set(line.statements)
    ]
    if without:
        yield Problem(
            loaded.origin.place("red_lines", None, "statements"),
            "of basis statement, but no statement of theirs is confirmed and made by the day of "
            f"the case: {listed(without, FIRST_FEW)}.",
            "They count all the same: name the statement, or say what else they rest on.",
            severity="warning",
            check="lines_rest_on_statements_that_count",
        )


def check_space(loaded: Loaded) -> list[Problem]:
    """Return what is wrong with the outcome space of a case without other errors."""
    case = loaded.case
    ledger = read_ledger(case)
    everything = frozenset(line.id for line in case.red_lines if ledger.sees_line(line))
    model = build_model(ledger, Choices(with_lines=everything))
    if not count_outcomes(model.space):
        return [*_contradiction(model, loaded)]
    return [
        *_status_quo(model, loaded),
        *_held_values(ledger, loaded),
        *_vacuous_lines(model, loaded),
    ]


def _place(loaded: Loaded, table: str, index: int, column: str = "rule") -> Place:
    return loaded.origin.place(table, index, column)


def _contradiction(model: Model, loaded: Loaded) -> Iterator[Problem]:
    """Name a smallest set of conditions that together exclude everything."""
    least = _least(model)
    yield Problem(
        _place(loaded, "conditions", _row(loaded, least[-1])),
        f"the conditions {', '.join(least)} together exclude every outcome."
        if len(least) > 1
        else f"the condition {least[0]} excludes every outcome.",
        "Loosen one of them, or add the value that is missing.",
        check="conditions_exclude_everything",
    )


def _least(model: Model) -> list[str]:
    """Return the ids of a smallest set of conditions that leaves no outcome."""
    kept = list(range(len(model.conditions)))
    for number in list(kept):
        fewer = [other for other in kept if other != number]
        if not count_outcomes(_network(model, fewer)):
            kept = fewer
    return [model.words.conditions[number] for number in kept]


def _row(loaded: Loaded, condition: str) -> int:
    return next(i for i, row in enumerate(loaded.case.conditions) if row.id == condition)


def _network(model: Model, conditions: list[int]) -> Network:
    factors = [factor for number in conditions for factor in model.conditions[number].factors]
    return Network(model.sizes, tuple(factors))


def _status_quo(model: Model, loaded: Loaded) -> Iterator[Problem]:
    """Find the conditions that the status quo breaks."""
    for number, condition in enumerate(model.conditions):
        if not all(_holds(factor, model.status_quo) for factor in condition.factors):
            id_ = model.words.conditions[number]
            yield Problem(
                _place(loaded, "conditions", _row(loaded, id_)),
                f"the status quo breaks condition {id_}, so it is not one of the outcomes.",
                "Mend the condition, or the status_quo of an issue that it names.",
                check="infeasible_status_quo",
            )


def _held_values(ledger: Ledger, loaded: Loaded) -> Iterator[Problem]:
    """Find the views whose held values leave no outcome."""
    for index, view in enumerate(loaded.case.views):
        model = build_model(ledger, Choices(view=view.id))
        if not count_outcomes(model.space):
            needed = ", ".join(_least(model))
            yield Problem(
                _place(loaded, "views", index, "held"),
                f"with the values that the view {view.id} holds, the conditions {needed} exclude "
                "every outcome.",
                "Hold other values, or keep the issue open.",
                check="view_excludes_everything",
            )


def _holds(factor: Factor, outcome: tuple[int, ...]) -> bool:
    return bool(factor.table[tuple(outcome[issue] for issue in factor.scope)])


def _vacuous_lines(model: Model, loaded: Loaded) -> Iterator[Problem]:
    """Find the lines that no feasible outcome, or every feasible outcome, meets."""
    rows = {line.id: index for index, line in enumerate(loaded.case.red_lines)}
    for number, (violable, meetable) in enumerate(_what_can_be(model, range(len(model.lines)))):
        if violable and meetable:
            continue
        id_ = model.words.lines[number]
        index = rows[id_]
        row: RedLine = loaded.case.red_lines[index]
        meaning = line_in_words(row, model.words)
        if violable:
            message = f"no outcome meets line {id_} ({meaning})."
            remedy = "Mend its rule, or the condition that contradicts it."
        else:
            message = f"every outcome meets line {id_} ({meaning}), so it says nothing."
            remedy = "Mend its rule, or leave the line out."
        yield Problem(_place(loaded, "red_lines", index), message, remedy, check="vacuous_line")


def _what_can_be(model: Model, lines: Sequence[int]) -> Iterator[tuple[bool, bool]]:
    """Say of each line whether some feasible outcome violates it, and whether some meets it.

    Two of the 64 worlds of :class:`~zopa.factors.Possible` are a line's own: in one it is
    violated, in the other met.  One elimination thus answers for many lines; where they hang
    together too widely for that, they are asked in smaller parts.
    """
    if len(lines) > MOST_AT_ONCE:
        yield from _what_can_be(model, lines[:MOST_AT_ONCE])
        yield from _what_can_be(model, lines[MOST_AT_ONCE:])
        return
    asked = [_in_worlds(model.lines[line].violated, 2 * at) for at, line in enumerate(lines)]
    network = model.space.join(asked)
    plan = choose_order([f.scope for f in network.factors], model.sizes, range(len(model.sizes)))
    if len(lines) > 1 and plan.visited > QUICK:
        yield from _what_can_be(model, lines[: len(lines) // 2])
        yield from _what_can_be(model, lines[len(lines) // 2 :])
        return
    worlds = int(eliminate(network.factors, plan.order, Possible(), model.sizes).table)
    for at in range(len(lines)):
        yield bool(worlds >> 2 * at & 1), bool(worlds >> 2 * at + 1 & 1)


def _in_worlds(violated: Factor, first: int) -> Factor:
    """Rule out where the line is met in one world, and where it is violated in the next."""
    ruled_out = np.where(violated.table, np.uint64(2 << first), np.uint64(1 << first))
    return Factor(violated.scope, EVERYWHERE ^ ruled_out)
