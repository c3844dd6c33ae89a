"""Slips that are alike, told as one: a column of dates in another form is one mistake."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from zopa.errors import Place, Problem

MOST_APART = 3  # slips that are told one by one
MOST_LISTED = 3  # further places that are named where slips are told as one


class Slip(NamedTuple):
    """A problem of one cell, and what it shares with others of its column."""

    problem: Problem
    alike: str = ""


def gather(slips: Iterable[Slip]) -> list[Problem]:
    """Return one problem for all slips of a column that are alike, where they are many."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem, alike in slips:
        shared = alike or f"{problem.message} {problem.remedy}"
        groups.setdefault((problem.place.column, shared), []).append(problem)
    found: list[Problem] = []
    for group in groups.values():
        found += [told_once(group)] if len(group) > MOST_APART else group
    return found


def told_once(group: Sequence[Problem]) -> Problem:
    """Return the first of several problems, which says where the others stand."""
    first, *others = group
    places = [_where(problem.place) for problem in others]
    kind = "" if first.place.cell else "lines " if first.place.line is not None else "rows "
    told = f"{kind}{', '.join(places[:MOST_LISTED])}"
    left = len(places) - MOST_LISTED
    more = f" and {left} more" if left > 0 else ""
    remedy = f"{first.remedy} {len(others)} more cells of the column are alike: {told}{more}."
    return replace(first, remedy=remedy.strip())


def _where(place: Place) -> str:
    """Return the number or address by which a row or cell is found."""
    return place.cell or str(place.row if place.line is None else place.line)
