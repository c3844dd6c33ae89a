"""The JSON of ``zopa positions``: rounded such that shares still sum exactly."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import TYPE_CHECKING, Any

from zopa.lens import Assessment
from zopa.lenses.positions.analyse import PositionsResult

if TYPE_CHECKING:
    from zopa.lens import Position

UNITS = 1_000_000  # probabilities and shares are whole millionths


def as_json(assessment: Assessment, result: PositionsResult) -> dict[str, Any]:
    """Return the keys that the lens adds to the JSON of its command."""
    return {
        "weights_version": assessment.ledger.weights.version,
        "positions": [position_json(position) for position in result.positions],
        "contradictions": [
            {
                "kind": one.kind,
                "earlier": one.earlier,
                "later": one.later,
                "party": one.party or None,
                "issue": one.issue or None,
            }
            for one in result.contradictions
        ],
        "lines": [
            {
                "line": line,
                "strength": standing.strength,
                "status": standing.status,
                "by": standing.by,
                "by_rule": {
                    "strength": standing.rule_strength or standing.strength,
                    "status": standing.rule_status or standing.status,
                },
                "statements": list(standing.counted),
                "softened_by": list(standing.softened_by),
            }
            for line, standing in assessment.ledger.standings.items()
        ],
    }


def position_json(position: Position) -> dict[str, Any]:
    """Return one position; a share's ``statement`` is an id or ``prior``."""
    chances, shares = exact_shares(position)
    conflict = position.conflict
    return {
        "party": position.party,
        "issue": position.issue,
        "condition": position.condition or None,
        "as_of": position.as_of.isoformat(),
        "values": [
            {
                "value": value.value,
                "p": chances[value.value],
                "low": min(rounded(value.low), chances[value.value]),
                "high": max(rounded(value.high), chances[value.value]),
                "interval": [rounded(end) for end in value.interval],
            }
            for value in position.values
        ],
        "vacuity": rounded(position.vacuity),
        "conflict": rounded(conflict.degree) if conflict else 0.0,
        "conflict_between": None
        if conflict is None
        else {"voices": list(conflict.voices), "statements": list(conflict.statements)},
        "level": None
        if position.level is None
        else {
            "mean": rounded(position.level.mean),
            "low": rounded(position.level.low),
            "high": rounded(position.level.high),
            "sd": rounded(position.level.sd),
            "unit": position.level.unit or None,
        },
        "shares": shares,
    }


def exact_shares(position: Position) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Return p of each value and every share in millionths, such that the shares sum to p."""
    chances = [value.p for value in position.values]
    units = apportioned(chances, UNITS)
    p = {value.value: number / UNITS for value, number in zip(position.values, units, strict=True)}
    whole = {value.value: number for value, number in zip(position.values, units, strict=True)}
    found: list[dict[str, Any]] = []
    for name in dict.fromkeys(share.value for share in position.shares):
        mine = [share for share in position.shares if share.value == name]
        numbers = apportioned([share.share for share in mine], whole.get(name, UNITS))
        found += [
            {"statement": share.statement, "value": name, "share": number / UNITS}
            for share, number in zip(mine, numbers, strict=True)
        ]
    return p, found


def apportioned(parts: Sequence[float], total: int) -> list[int]:
    """Round parts to whole numbers that sum to a total: largest remainders first (Hamilton).

    >>> apportioned([0.333, 0.333, 0.333], 100)
    [34, 33, 33]
    """
    whole = sum(parts)
    if not parts or whole <= 0:
        return [0 for _ in parts]
    exact = [part / whole * total for part in parts]
    found = [floor(number) for number in exact]  # a share of a level may be below nought
    rest = total - sum(found)
    order = sorted(range(len(parts)), key=lambda place: (found[place] - exact[place], place))
    for place in order[:rest]:
        found[place] += 1
    return found


def rounded(number: float) -> float:
    """Round a number at the border of findings."""
    return round(number, 6)
