"""The plain twin of what statements do to each other: copies that change, contradictions, lines."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations, product

from tests.reference.ledger import (
    LONG_AGO,
    TAKES_BACK,
    UNNAMED,
    PlainLedger,
    cluster,
    day_said,
    polarity,
)
from tests.reference.rules import holds
from zopa.case.rules import issues_of, parse
from zopa.case.tables import RedLine, Statement

CERTAINTIES = ("U", "PS", "PR", "CT")
STRENGTHS = ("insists", "refuses", "demands", "expresses", "objects", "hints")
ACKNOWLEDGES = ("supersedes", "retracts", "qualifies", "clarifies")

Difference = tuple[str, str, str, str]  # kind, slot, earlier, later
Found = tuple[str, str, str, str, str]  # kind, earlier, later, party, issue

# What the conditions of two statements have to do with each other -----------------------


def truths(ledger: PlainLedger, one: str | None, other: str | None) -> list[tuple[bool, bool]]:
    """Return of every outcome whether each of two rules holds; no rule always holds.

    The issues that neither rule names make no difference and are left out.
    """
    rules = [None if text is None else parse(text) for text in (one, other)]
    named = {issue for rule in rules if rule is not None for issue in issues_of(rule)}
    orders = {issue: values for issue, values in ledger.case.values_of.items() if issue in named}
    now = {issue: values.index(ledger.case.status_quo[issue]) for issue, values in orders.items()}
    found = []
    for numbers in product(*(range(len(values)) for values in orders.values())):
        outcome = dict(zip(orders, numbers, strict=True))
        first, second = (rule is None or holds(rule, outcome, orders, now) for rule in rules)
        found.append((first, second))
    return found


def can_hold_together(ledger: PlainLedger, one: str | None, other: str | None) -> bool:
    """Whether some outcome satisfies both conditions."""
    return any(first and second for first, second in truths(ledger, one, other))


def are_opposite(ledger: PlainLedger, one: str, other: str) -> bool:
    """Whether no outcome satisfies both conditions, and every outcome satisfies one."""
    return all(first != second for first, second in truths(ledger, one, other))


# Hops that change a claim ---------------------------------------------------------------


def changes(ledger: PlainLedger) -> set[Difference]:
    """Return where each copy differs from the report that it repeats."""
    found = set()
    for later in ledger.seen:
        if ledger.is_copy(later):
            earlier = ledger.original(later)
            for kind, slot in _differences(ledger, earlier, later):
                found.add((kind, slot, earlier.id, later.id))
    return found


def _differences(
    ledger: PlainLedger, earlier: Statement, later: Statement
) -> list[tuple[str, str]]:
    found = []
    for slot, kind in (
        ("firmness", ""),
        ("asserted_at", ""),
        ("voice", "reattributed"),
        ("principal", "reattributed"),
        ("speaker_given", "reattributed"),
        ("target_condition", "condition"),
        ("target", "target"),
        ("act", "act"),
        ("quantity", "quantity"),
        ("quantity_of", "quantity_of"),
    ):
        before, after = getattr(earlier, slot) or None, getattr(later, slot) or None
        if before is None and after is None:
            continue
        if before is None or after is None:
            found.append(("added" if before is None else "dropped", slot))
        elif slot == "target":
            if set(before) != set(after):
                found.append((kind, slot))
        elif slot == "quantity":
            if (before.low, before.mode, before.high) != (after.low, after.mode, after.high):
                found.append((kind, slot))
        elif slot == "target_condition":
            if are_opposite(ledger, before, after):
                found.append(("inverted", slot))
            elif any(first != second for first, second in truths(ledger, before, after)):
                found.append((kind, slot))
        elif slot == "asserted_at":
            if before.latest < after.earliest or after.latest < before.earliest:
                found.append(("redated", slot))
        elif kind and before != after:
            found.append((kind, slot))
    return found + _force(earlier, later) + _sign(earlier, later)


def _force(earlier: Statement, later: Statement) -> list[tuple[str, str]]:
    """Compare the certainty, possible where empty; at equal certainty, the firmness."""
    before, after = (CERTAINTIES.index(row.certainty or "PS") for row in (earlier, later))
    if before != after:
        return [("strengthened" if after > before else "weakened", "certainty")]
    if not earlier.firmness or not later.firmness:
        return []
    if earlier.firmness == later.firmness:
        return []
    return [("strengthened" if later.firmness > earlier.firmness else "weakened", "firmness")]


def _sign(earlier: Statement, later: Statement) -> list[tuple[str, str]]:
    """See whether one speaks for and the other against a value that both name."""
    if not set(earlier.target) & set(later.target):
        return []
    if {polarity(earlier), polarity(later)} == {"+", "-"}:
        return [("inverted", "polarity")]
    return []


# Contradictions, walk-backs, disputes ---------------------------------------------------


def contradictions(ledger: PlainLedger) -> dict[frozenset[str], set[Found]]:
    """Return the pairs of reports that are at odds, and as what each pair may be listed.

    A pair is listed once; where several pairs of reports of the same two utterances are at
    odds, any of them may be the one that is told.
    """
    linked, coded, acknowledged = [], [], set()
    for kind, one, other in ledger.links:
        later, earlier = ledger.statement(one), ledger.statement(other)
        if not (ledger.sees(later) and ledger.sees(earlier)):
            continue
        if kind in ACKNOWLEDGES:
            acknowledged.add(_pair(ledger, earlier, later))
        if kind == "disputes":
            if ledger.is_same_side(later, earlier):
                linked.append(("dispute", earlier, later))
            else:
                coded.append(("coded", earlier, later))
        if kind == "contradicts":
            coded.append(("coded", earlier, later))
        own = earlier.principal is not None and earlier.principal == later.principal
        if own and (kind in TAKES_BACK or (kind in ACKNOWLEDGES and is_less(later, earlier))):
            linked.append(("walk_back", earlier, later))
    order = [row.id for row in ledger.case.statements]
    rows = sorted(ledger.seen, key=lambda row: (day_said(row), order.index(row.id)))
    disjoint = []
    for earlier, later in combinations(rows, 2):
        if _pair(ledger, earlier, later) not in acknowledged and _contradict(
            ledger, earlier, later
        ):
            one_voice = earlier.voice is not None and earlier.voice == later.voice
            kind = "unacknowledged_shift" if one_voice else "within_party"
            disjoint.append((kind, earlier, later))
    found: dict[frozenset[str], set[Found]] = {}
    for several in (linked, disjoint, coded):
        listed = set(found)
        for kind, earlier, later in several:
            pair = _pair(ledger, earlier, later)
            if len(pair) == 2 and pair not in listed:
                ends = ledger.stands_for(earlier).id, ledger.stands_for(later).id
                about = (earlier.principal or "", earlier.issue or later.issue or "")
                own = kind not in ("dispute", "coded")  # these two may be between parties
                found.setdefault(pair, set()).add((kind, *ends, *(about if own else ("", ""))))
    for earlier, later in combinations(rows, 2):
        if (
            cluster(earlier) == cluster(later)
            and earlier.principal is not None
            and earlier.principal == later.principal
            and (earlier.source is None or earlier.source != later.source)
            and not ledger.is_copy(earlier)
            and not ledger.is_copy(later)
            and ledger.tells_otherwise(earlier, later)
        ):
            about = (earlier.principal, earlier.issue or "")
            pair = frozenset((earlier.id, later.id))
            found.setdefault(pair, set()).add(("reports", earlier.id, later.id, *about))
    return found


def _pair(ledger: PlainLedger, one: Statement, other: Statement) -> frozenset[str]:
    """Return the reports that stand for two."""
    return frozenset((ledger.stands_for(one).id, ledger.stands_for(other).id))


def _are_of_a_kind(earlier: Statement, later: Statement) -> bool:
    """Whether two statements are of one party on one issue."""
    return (
        earlier.principal is not None
        and earlier.issue is not None
        and (earlier.principal, earlier.issue) == (later.principal, later.issue)
    )


def _contradict(ledger: PlainLedger, earlier: Statement, later: Statement) -> bool:
    """Whether two statements cannot both be meant, and the earlier still stood at the later."""
    if not _are_of_a_kind(earlier, later) or cluster(earlier) == cluster(later):
        return False
    if any(ledger.is_copy(row) or not ledger.is_evidence(row) for row in (earlier, later)):
        return False
    if ledger.support(earlier) & ledger.support(later):
        return False
    if not can_hold_together(ledger, earlier.target_condition, later.target_condition):
        return False
    day = day_said(later)
    if day > LONG_AGO and ledger.is_taken_back(earlier, day=day - timedelta(days=1)):
        return False
    two_lives = 2 * ledger.half_life(earlier.issue or "")
    return not ledger.ages(earlier) or (day - day_said(earlier)).days <= two_lives


# Red lines ------------------------------------------------------------------------------


def strength(statement: Statement) -> str | None:
    """Return how firmly a statement supports or opposes; nothing where it does neither."""
    if polarity(statement) == "u":
        return None
    if statement.act in ("hint", "decline_to_confirm") or statement.attribution in UNNAMED:
        return "hints"
    if (statement.certainty or "PS") in ("PS", "U"):
        return "hints"
    if statement.certainty == "CT" and statement.act in ("demand", "threaten"):
        if statement.firmness == 5:
            return "insists"
        if statement.firmness == 4:
            return "demands"
    if statement.certainty == "CT" and statement.act == "refuse" and statement.firmness in (4, 5):
        return "refuses"
    return "objects" if polarity(statement) == "-" else "expresses"


def is_less(one: Statement, other: Statement) -> bool:
    """Whether a statement is uncommitted, or of lower strength, or less firm at the same.

    Where a firmness was not coded there is nothing to compare.
    """
    mine, theirs = strength(one), strength(other)
    if mine is None or theirs is None:
        return mine is None and theirs is not None
    if mine != theirs:
        return STRENGTHS.index(mine) > STRENGTHS.index(theirs)
    return bool(one.firmness and other.firmness and one.firmness < other.firmness)


def softeners(ledger: PlainLedger, statement: Statement) -> list[Statement]:
    """Return the statements that soften one, by a link to it or to another report of it."""
    same = [row.id for row in ledger.reports(statement) if row.principal == statement.principal]
    found = []
    for kind, later, earlier in ledger.links:
        if earlier in same and kind in ACKNOWLEDGES:
            row = ledger.statement(later)
            if not ledger.sees(row) or row.principal != statement.principal:
                continue
            if kind == "retracts" or is_less(row, statement):
                found.append(row)
    return found


def standing(ledger: PlainLedger, line: RedLine) -> tuple[str, str, str]:
    """Return the strength and the status of a red line, and who says so."""
    if line.basis == "judgement" or not line.statements:
        return line.strength, line.status, "analyst"
    names = {ledger.current(name).id for name in line.statements}
    named = [
        row
        for row in ledger.seen
        if row.id in names
        and not ledger.is_copy(row)
        and row.principal in line.parties
        and ledger.is_evidence(row)
    ]
    softening = {row.id for statement in named for row in softeners(ledger, statement)}
    counting = [row for row in named if row.id not in softening]
    if not counting:
        return line.strength, "inferred", "rule"
    standing_ones = [row for row in counting if not ledger.is_taken_back(row)] or counting
    strongest = min((strength(row) or "hints" for row in standing_ones), key=STRENGTHS.index)
    return strongest, _status(ledger, counting), "rule"


def _status(ledger: PlainLedger, counting: list[Statement]) -> str:
    if all(ledger.is_taken_back(row, ("retracts",)) for row in counting):
        return "withdrawn"
    for softened in counting:
        for softener in softeners(ledger, softened):
            if not any(_is_later(row, softener) and not is_less(row, softened) for row in counting):
                return "softened"
    said = {
        (row.utterance or f"alone: {row.id}", day_said(row))
        for row in counting
        if row.asserted_at is not None
    }
    if any(one != other and a != b for (one, a), (other, b) in combinations(said, 2)):
        return "repeated"
    return "stated"


def _is_later(one: Statement, other: Statement) -> bool:
    """Whether a statement was certainly made on a later day than another."""
    if one.asserted_at is None or other.asserted_at is None:
        return False
    return one.asserted_at.earliest > other.asserted_at.latest
