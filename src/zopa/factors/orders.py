"""Elimination orders, and what an elimination will cost before it runs.

Finding the best order is hard (Arnborg, Corneil and Proskurowski 1987), so three greedy
rules are tried - fewest cells, fewest new links ("min-fill"), fewest neighbours
(Kjaerulff 1990) - and the one whose plan visits the fewest cells is kept.  Variables that
are not to be eliminated stay in the tables and are counted in their cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import prod


@dataclass(frozen=True)
class Plan:
    """What eliminating in an order will do.

    Attributes
    ----------
    order
        The variables, first eliminated first.
    width
        The most variables that one table has beside the one being summed out.
    visited
        Cells visited in all: the measure of time.
    largest
        Cells of the largest table before summing: the measure of memory.
    """

    order: tuple[int, ...]
    width: int
    visited: int
    largest: int


KEPT = 256  # plans that are not made again: a changed rule mostly leaves every scope as it was
Links = dict[int, set[int]]
Rule = Callable[[int, Links, Sequence[int]], tuple[int, ...]]


def _by_cells(variable: int, links: Links, sizes: Sequence[int]) -> tuple[int, ...]:
    return (prod(sizes[other] for other in links[variable]), len(links[variable]), variable)


def _by_fill(variable: int, links: Links, sizes: Sequence[int]) -> tuple[int, ...]:
    around = links[variable]
    missing = sum(len(around - links[other]) - 1 for other in around)
    return (missing, prod(sizes[other] for other in around), variable)


def _by_neighbours(variable: int, links: Links, sizes: Sequence[int]) -> tuple[int, ...]:
    return (len(links[variable]), prod(sizes[other] for other in links[variable]), variable)


RULES: tuple[Rule, ...] = (_by_cells, _by_fill, _by_neighbours)


def _links(scopes: Iterable[Sequence[int]], variables: Iterable[int]) -> Links:
    links: Links = {variable: set() for variable in variables}
    for scope in scopes:
        for variable in scope:
            links.setdefault(variable, set())
        for first, second in combinations(scope, 2):
            links[first].add(second)
            links[second].add(first)
    return links


def _greedy(links: Links, sizes: Sequence[int], eliminated: Iterable[int], rule: Rule) -> Plan:
    links = {variable: set(around) for variable, around in links.items()}
    keys = {variable: rule(variable, links, sizes) for variable in eliminated}
    order, width, visited, largest = [], 0, 0, 0
    while keys:
        variable = min(keys, key=keys.__getitem__)
        del keys[variable]
        around = links.pop(variable)
        cells = sizes[variable] * prod(sizes[other] for other in around)
        order.append(variable)
        width, visited, largest = max(width, len(around)), visited + cells, max(largest, cells)
        for other in around:
            links[other] |= around
            links[other] -= {other, variable}
        touched = set(around)
        if rule is _by_fill:
            for other in around:
                touched |= links[other]
        for other in touched & keys.keys():
            keys[other] = rule(other, links, sizes)
    kept = prod(sizes[variable] for variable in links)
    return Plan(tuple(order), width, visited + kept, max(largest, kept))


def choose_order(
    scopes: Iterable[Sequence[int]], sizes: Sequence[int], eliminated: Iterable[int]
) -> Plan:
    """Choose an order in which to eliminate some variables, and say what it costs.

    Parameters
    ----------
    scopes
        The scopes of the factors.
    sizes
        Number of values of each variable.
    eliminated
        The variables to sum out; all others that a scope names are kept.
    """
    return _choose(tuple(map(tuple, scopes)), tuple(sizes), tuple(eliminated))


def make_plan(scopes: Iterable[Sequence[int]], sizes: Sequence[int], order: Sequence[int]) -> Plan:
    """Say what a given order will cost."""
    return _cost(tuple(map(tuple, scopes)), tuple(sizes), tuple(order))


Scopes = tuple[tuple[int, ...], ...]


@lru_cache(maxsize=KEPT)
def _choose(scopes: Scopes, sizes: tuple[int, ...], eliminated: tuple[int, ...]) -> Plan:
    links = _links(scopes, eliminated)
    plans = [_greedy(links, sizes, eliminated, rule) for rule in RULES]
    return min(plans, key=lambda plan: (plan.visited, plan.largest, plan.order))


@lru_cache(maxsize=KEPT)
def _cost(scopes: Scopes, sizes: tuple[int, ...], order: tuple[int, ...]) -> Plan:
    links = _links(scopes, order)
    place = {variable: position for position, variable in enumerate(order)}
    return _greedy(links, sizes, order, lambda variable, _links, _sizes: (place[variable],))
