"""Near-duplicates: sources that may be copies, reports that may be of one speech act.

zopa proposes and never decides: a proposal changes nothing until somebody codes it.  Texts
are compared by the containment of their shingles (Broder 1997, On the resemblance and
containment of documents), sources without texts by the claims that are coded from them.
Definitions: ``docs/explanation/method-lineage.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from zopa.case.tables import Statement
from zopa.ledger.as_of import Ledger
from zopa.ledger.reports import day_of

SHINGLE = 5  # words in a row
LEAST_CONTAINED = 0.5  # of the shingles of the shorter text
LEAST_CLAIMS, LEAST_ALIKE = 3, 0.8  # claims that two sources share, and their part of all
MOST_SHARING = 50  # sources that share a shingle or a claim; what more share tells none apart
DAYS_APART = 1

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Proposal:
    """Two rows that may be more alike than they are coded.

    Attributes
    ----------
    kind
        ``text`` and ``claims``: one source may be a copy of the other; ``utterance``: two
        reports may be of one speech act.
    earlier, later
        Ids of two sources, or of two statements.
    alike
        Which part is alike, 0 to 1.
    """

    kind: Literal["text", "claims", "utterance"]
    earlier: str
    later: str
    alike: float


def proposals(ledger: Ledger, texts: Mapping[str, str] | None = None) -> tuple[Proposal, ...]:
    """Return what may be a copy, or one speech act, and is not coded so.

    Parameters
    ----------
    ledger
        The case on a day.
    texts
        Stored texts by source.
    """
    by_text = {
        pair: alike
        for pair, alike in _pairs_of_texts(texts or {}).items()
        if _are_apart(*pair, ledger)
    }
    found = [Proposal("text", *_in_order(*pair, ledger), alike) for pair, alike in by_text.items()]
    found += [
        Proposal("claims", *_in_order(*pair, ledger), alike)
        for pair, alike in _pairs_of_claims(ledger).items()
        if _are_apart(*pair, ledger) and pair not in by_text and pair[::-1] not in by_text
    ]
    return (*_best(found), *_pairs_of_reports(ledger))


def _best(found: Iterable[Proposal]) -> list[Proposal]:
    """Return for each source the one that it is most alike; the first of equals."""
    best: dict[str, Proposal] = {}
    for one in found:
        if one.later not in best or one.alike > best[one.later].alike:
            best[one.later] = one
    return list(best.values())


def _are_apart(one: str, other: str, ledger: Ledger) -> bool:
    """Whether two sources are not coded as having one root."""
    return ledger.lineage.root_of(one) != ledger.lineage.root_of(other)


def _in_order(one: str, other: str, ledger: Ledger) -> tuple[str, str]:
    """Return two sources, that published earlier first; the first in the table among equals."""
    sources = ledger.reports.sources
    return (other, one) if _published(sources[other]) < _published(sources[one]) else (one, other)


def _published(source: object) -> int:
    return day_of(getattr(source, "published", None))


# Texts ---------------------------------------------------------------------------------


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of five words of a text, in small letters.

    >>> len(shingles("The ministers agreed to meet again in May"))
    4
    """
    words = _WORD.findall(text.casefold())
    return frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _pairs_of_texts(texts: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Return which part of the shorter of two texts stands in the other, where it is enough."""
    found = {source: shingles(text) for source, text in texts.items()}
    shared = _shared(found)
    return {
        (one, other): number / min(len(found[one]), len(found[other]))
        for (one, other), number in shared.items()
        if number >= LEAST_CONTAINED * min(len(found[one]), len(found[other]))
    }


def _shared(sets: Mapping[str, Iterable[Hashable]]) -> dict[tuple[str, str], int]:
    """Count what each two sets have in common, in the order in which they are given."""
    holders: dict[Hashable, list[str]] = {}
    for name, members in sets.items():
        for member in members:
            holders.setdefault(member, []).append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if 1 < len(names) <= MOST_SHARING:
            shared.update(combinations(names, 2))
    place = {name: number for number, name in enumerate(sets)}  # a set has an order of its own
    ranked = sorted(shared, key=lambda pair: (place[pair[0]], place[pair[1]]))
    return {pair: shared[pair] for pair in ranked}


# Claims --------------------------------------------------------------------------------

Claim = tuple[str, str, tuple[str, ...], str | None]


def _claim(row: Statement) -> Claim | None:
    if row.voice is None or row.issue is None or not row.target:
        return None
    return row.voice, row.issue, tuple(sorted(row.target)), row.act


def _pairs_of_claims(ledger: Ledger) -> dict[tuple[str, str], float]:
    """Return which part of what two sources both code they tell alike, where it is enough."""
    claims: dict[str, set[Claim]] = {}
    subjects: dict[str, set[tuple[str, str]]] = {}
    for row in _seen(ledger):
        claim = _claim(row)
        if claim is not None and row.source is not None:
            claims.setdefault(row.source, set()).add(claim)
            subjects.setdefault(row.source, set()).add(claim[:2])
    found = {}
    for (one, other), number in _shared(claims).items():
        both = len(subjects[one] & subjects[other])
        if number >= LEAST_CLAIMS and number >= LEAST_ALIKE * both:
            found[one, other] = min(number / both, 1.0)
    return found


def _pairs_of_reports(ledger: Ledger) -> Iterator[Proposal]:
    """Go through reports that may be of one speech act: one voice, issue, target and day."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Statement]] = {}
    for row in _seen(ledger):
        if row.voice and row.issue and row.target and row.source and row.asserted_at:
            key = (row.voice, row.issue, tuple(sorted(row.target)))
            groups.setdefault(key, []).append(row)
    for rows in groups.values():
        ranked = sorted(rows, key=lambda row: day_of(row.asserted_at))
        for one, other in pairwise(ranked):
            apart = day_of(other.asserted_at) - day_of(one.asserted_at)
            is_named_apart = one.utterance is None or one.utterance != other.utterance
            if apart <= DAYS_APART and one.source != other.source and is_named_apart:
                yield Proposal("utterance", one.id, other.id, 1.0)


def _seen(ledger: Ledger) -> Iterator[Statement]:
    rows = ledger.reports.rows
    return (row for row in rows.values() if row.id in ledger.statements)
