"""Single sentences of the definitions, each on the smallest case that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from tests.ledger.strategies import LAST_DAY, Cells, replace_rows, row, spoken_cases
from zopa.case.case import Case
from zopa.case.tables import Issue, Party, RedLine, Source, Statement, StatementLink, Value, Voice
from zopa.ledger import Ledger, read_ledger
from zopa.ledger.contradictions import contradictions
from zopa.ledger.positions import Position, read_positions
from zopa.ledger.slots import changes

DAY = date(2025, 2, 14)
Link = tuple[str, str, str]  # later statement, kind, earlier statement

FIRM = {
    "source": "daily",
    "voice": "leader",
    "principal": "P",
    "issue": "X",
    "target": "x1",
    "act": "demand",
    "certainty": "CT",
    "firmness": "5",
    "asserted_at": "2025-02-01",
}
MADE = {"strength": "hints", "status": "stated"}  # what the analyst gave the line


def case_of(
    statements: dict[str, Cells], links: Sequence[Link] = (), line: Cells | None = None
) -> Case:
    """Return a case of two parties and three issues, Z numeric; statements are firm demands."""
    sources = [{"id": "daily"}, {"id": "wire"}, {"id": "rewrite", "copied_from": "daily"}]
    voices = [
        {"id": "leader", "party": "P", "mandate": "decides"},
        {"id": "office", "party": "P", "mandate": "speaks_for"},
        {"id": "outsider"},
        {"id": "rival", "party": "Q", "mandate": "decides"},
    ]
    values = {"X": ("x1", "x2", "x3"), "Y": ("y1", "y2"), "Z": ("0", "20", "40")}
    numeric = {"kind": "numeric", "unit": "percent"}
    known = {"x3": {"known_from": "2025-03-01"}}
    lines = [
        {"id": "L", "parties": "P", "rule": "X = x1", "basis": "statement"} | MADE | (line or {})
    ]
    return Case(
        sources=tuple(row(Source, {"title": "x", "reliability": "B"} | one) for one in sources),
        parties=(Party(id="P", name="P"), Party(id="Q", name="Q")),
        voices=tuple(row(Voice, {"name": "x"} | one) for one in voices),
        issues=tuple(row(Issue, {"id": one} | (numeric if one == "Z" else {})) for one in values),
        values=tuple(
            row(Value, {"issue": issue, "id": value} | known.get(value, {}))
            for issue, listed in values.items()
            for value in listed
        ),
        statements=tuple(
            row(Statement, FIRM | {"id": name, "paraphrase": "x"} | cells)
            for name, cells in statements.items()
        ),
        statement_links=tuple(
            row(StatementLink, {"from_statement": later, "kind": kind, "to_statement": earlier})
            for later, kind, earlier in links
        ),
        red_lines=tuple(row(RedLine, cells) for cells in lines if line is not None),
    )


def ledger_of(
    statements: dict[str, Cells], links: Sequence[Link] = (), line: Cells | None = None
) -> Ledger:
    """Return the ledger of such a case."""
    return read_ledger(case_of(statements, links, line), DAY)


def standing_of(statements: dict[str, Cells], links: Sequence[Link] = ()) -> tuple[str, ...]:
    """Return strength, status and author of a line that names a, b and c where they are there."""
    named = ";".join(name for name in statements if name in ("a", "b", "c"))
    found = ledger_of(statements, links, {"statements": named}).standing("L")
    return found.strength, found.status, found.by


# Red lines ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "strength"),
    [
        ({}, "insists"),
        ({"firmness": "4"}, "demands"),
        ({"firmness": "3"}, "expresses"),
        ({"firmness": ""}, "expresses"),
        ({"certainty": "PR"}, "expresses"),
        ({"act": "threaten"}, "insists"),
        ({"act": "refuse", "firmness": "4"}, "refuses"),
        ({"act": "refuse", "firmness": "5"}, "refuses"),
        ({"act": "refuse", "firmness": "3"}, "objects"),
        ({"act": "deny"}, "objects"),
        ({"act": "assert"}, "expresses"),
        ({"act": "commit", "polarity": "-"}, "objects"),
        ({"act": "hint"}, "hints"),
        ({"certainty": "PS"}, "hints"),
        ({"certainty": "U"}, "hints"),
        ({"certainty": ""}, "hints"),
        ({"attribution": "anonymous"}, "hints"),
        ({"attribution": "unattributed"}, "hints"),
        ({"attribution": "institutional"}, "insists"),
    ],
    ids=str,
)
def test_strength_follows_from_act_and_wording(cells: Cells, strength: str) -> None:
    """The table of strengths, row by row."""
    assert standing_of({"a": cells}) == (strength, "stated", "rule")


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "proposed"},
        {"status": "rejected"},
        {"asserted_at": "2025-02-15"},
        {"principal": "Q"},
        {"polarity": "u"},
        {"target": ""},
        {"target": "x3"},  # not named before March
        {"target": "x1;x2"},  # every value that is named
    ],
    ids=str,
)
def test_a_line_without_statements_that_count_is_inferred(cells: Cells) -> None:
    """What is not seen, not the owner's, or no evidence does not count for a line."""
    assert standing_of({"a": cells})[1:] == ("inferred", "rule")


def test_a_judgement_is_the_analysts() -> None:
    """A line of basis judgement, or that names no statement, keeps what the analyst gave it."""
    for line in ({"basis": "judgement", "statements": "a"}, {"statements": ""}):
        found = ledger_of({"a": {}}, line=line).standing("L")
        assert (found.strength, found.status, found.by) == ("hints", "stated", "analyst")


@pytest.mark.parametrize(
    ("statements", "links", "status"),
    [
        ({"a": {}, "b": {"asserted_at": "2025-02-02"}}, [], "repeated"),
        ({"a": {}, "b": {}}, [], "stated"),
        ({"a": {"utterance": "u"}, "b": {"utterance": "u", "source": "wire"}}, [], "stated"),
        ({"a": {"asserted_at": "2025-01"}, "b": {"asserted_at": "2025-01-31"}}, [], "stated"),
        ({"a": {}, "b": {"asserted_at": ""}}, [], "stated"),  # no day is not another day
        ({"a": {}, "s": {"act": "retract"}}, [("s", "retracts", "a")], "withdrawn"),
        ({"a": {}, "s": {"act": "retract"}}, [("s", "clarifies", "a")], "softened"),
        ({"a": {}, "s": {"act": "hint"}}, [("s", "qualifies", "a")], "softened"),
        ({"a": {}, "s": {"firmness": "4"}}, [("s", "supersedes", "a")], "softened"),
        ({"a": {}, "s": {}}, [("s", "supersedes", "a")], "stated"),
        ({"a": {}, "s": {"act": "hint"}}, [("s", "repeats", "a")], "stated"),
        ({"a": {}, "s": {"act": "hint", "principal": "Q"}}, [("s", "qualifies", "a")], "stated"),
        # A firmness that nobody coded is not a lower one.
        (
            {"a": {"act": "assert"}, "s": {"act": "assert", "firmness": ""}},
            [("s", "clarifies", "a")],
            "stated",
        ),
        # What was said again later, as firmly, is not softened any more.
        (
            {
                "a": {},
                "b": {"asserted_at": "2025-02-03"},
                "s": {"act": "hint", "asserted_at": "2025-02-02"},
            },
            [("s", "qualifies", "a")],
            "repeated",
        ),
        (
            {
                "a": {},
                "b": {"asserted_at": "2025-02-03", "firmness": "4"},
                "s": {"act": "hint", "asserted_at": "2025-02-02"},
            },
            [("s", "qualifies", "a")],
            "softened",
        ),
        (
            {
                "a": {},
                "b": {"asserted_at": "..2025-02-03"},  # perhaps before it was softened
                "s": {"act": "hint", "asserted_at": "2025-02-02"},
            },
            [("s", "qualifies", "a")],
            "softened",
        ),
    ],
)
def test_status_follows_from_what_was_said_since(
    statements: dict[str, Cells], links: list[Link], status: str
) -> None:
    """Stated, repeated, softened or withdrawn: each by the rule."""
    assert standing_of(statements, links)[1:] == (status, "rule")


def test_a_line_has_the_strength_of_what_still_stands() -> None:
    """What was superseded counts for the strength only where nothing else is left."""
    later = {"s": {"asserted_at": "2025-02-02"}}
    links = [("s", "supersedes", "a")]
    assert standing_of({"a": {}, "b": {"act": "assert"}} | later, links)[0] == "expresses"
    assert standing_of({"a": {}} | later, links)[0] == "insists"


# What a day does not know ---------------------------------------------------------------


def test_a_report_that_is_not_seen_yet_takes_nothing_with_it() -> None:
    """What supersedes a report that comes out later supersedes the others from then on."""
    statements = {
        "a": {"utterance": "u"},
        "late": {"utterance": "u", "source": "wire", "reported_at": "2025-02-15"},
        "s": {"polarity": "u"},
    }
    links = [("s", "supersedes", "late")]
    linked, apart = ledger_of(statements, links), ledger_of(statements)
    assert vacuity(linked) == vacuity(apart)
    later = read_ledger(linked.stated, date(2025, 2, 15))
    assert vacuity(later) > vacuity(linked)


def vacuity(ledger: Ledger) -> float:
    """Return the vacuity of the first position."""
    return read_positions(ledger, band=False)[0].vacuity


# Credibility ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "credibility"),
    [
        ({"voice": "leader"}, "4"),
        ({"voice": "office"}, "4"),
        ({"voice": "rival"}, "3"),
        ({"voice": "outsider"}, "3"),  # speaks for the party and is no voice of it
        ({"voice": ""}, "3"),
        ({"voice": "office", "status": "proposed"}, "3"),
        ({"voice": "office", "asserted_at": "2025-02-15"}, "3"),
        ({"voice": "office", "principal": "", "issue": ""}, "4"),
    ],
    ids=str,
)
def test_only_the_speakers_side_makes_a_report_doubtful(cells: Cells, credibility: str) -> None:
    """A dispute counts from the speaker, or another voice of the speaker's own party."""
    ledger = ledger_of({"a": {}, "b": cells | {"act": "deny"}}, [("b", "disputes", "a")])
    assert ledger.credibility("a") == credibility


def test_what_cannot_be_judged_falls_to_doubtful() -> None:
    """A disputed report of a nameless speaker is doubtful; a coded credibility stays."""
    links = [("b", "disputes", "a")]
    assert ledger_of({"a": {"attribution": "anonymous"}, "b": {}}, links).credibility("a") == "4"
    assert ledger_of({"a": {"credibility": "1"}, "b": {}}, links).credibility("a") == "1"


def test_roots_are_counted_for_one_principal() -> None:
    """A witness of the same for another party raises nothing; a copy rises with the others."""
    told = {"a": {"utterance": "u"}, "b": {"utterance": "u", "source": "wire"}}
    assert ledger_of(told).credibility("a") == "2"
    assert ledger_of(told | {"b": told["b"] | {"principal": "Q"}}).credibility("a") == "3"
    # The rewrite says that the daily's statement was made for the other party, as the wire does.
    rewrite = {"c": {"utterance": "u", "source": "rewrite", "principal": "Q"}}
    ledger = ledger_of(told | {"b": told["b"] | {"principal": "Q"}} | rewrite)
    assert ledger.is_copy("c")
    assert ledger.credibility("c") == "2"


# Positions ------------------------------------------------------------------------------


def distance(one: Position, other: Position) -> float:
    """Return the degree of conflict of two positions."""
    pairs = zip(one.values, other.values, strict=True)
    distance = sum(abs(mine.p - theirs.p) for mine, theirs in pairs) / 2
    return distance * (1 - one.vacuity) * (1 - other.vacuity)


@pytest.mark.parametrize("issue", ["X", "Z"])
def test_conflict_is_between_the_positions_of_each_voice_alone(issue: str) -> None:
    """On any issue, numeric or not, conflict compares what each voice alone would stand for."""
    targets = {"X": ("x1", "x2"), "Z": ("0", "40")}[issue]
    statements = {
        name: {"issue": issue, "voice": voice, "target": target, "act": "assert"}
        for name, voice, target in zip("ab", ("leader", "office"), targets, strict=True)
    }
    (together,) = read_positions(ledger_of(statements), band=False)
    one, other = (
        read_positions(ledger_of({name: cells}), band=False)[0]
        for name, cells in statements.items()
    )
    assert together.conflict is not None
    assert together.conflict.degree == pytest.approx(distance(one, other))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(spoken_cases(numeric=False))
def test_conflict_is_what_the_voices_alone_have(case: Case) -> None:
    """With the statements of all other voices gone, each of the two stands where it is said to.

    Reports of one utterance are told apart first: which of them counts hangs on the others.
    """
    apart = {"utterance": None, "corrects": None}
    statements = [told.model_copy(update=apart) for told in case.statements]
    case = replace_rows(case, statements=statements, statement_links=[])
    for position in read_positions(read_ledger(case, LAST_DAY), band=False):
        if position.conflict is None or position.condition:
            continue
        alone = []
        for voice in position.conflict.voices:
            own = [told for told in case.statements if told.voice == voice]
            found = read_positions(
                read_ledger(replace_rows(case, statements=own), LAST_DAY),
                parties=[position.party],
                issues=[position.issue],
                band=False,
            )
            alone.append(next(one for one in found if not one.condition))
        assert position.conflict.degree == pytest.approx(distance(*alone), abs=1e-12)


@pytest.mark.parametrize(
    ("quantity", "target", "mean"),
    [("30", "", 30), ("20..30", "", 25), ("10..30..40", "", 30), ("30", "0", 30)],
)
def test_a_number_in_the_unit_of_the_issue_is_the_observation(
    quantity: str, target: str, mean: float
) -> None:
    """The middle of a quantity, or the mode of three numbers, goes before the named values."""
    cells = {"issue": "Z", "quantity": quantity, "quantity_of": "percent", "target": target}
    (position,) = read_positions(ledger_of({"a": cells}), band=False)
    share = next(one.share for one in position.shares if one.statement == "a")
    assert position.level is not None
    assert position.level.mean == pytest.approx(share * mean + (1 - share) * 20)


# Hops -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ({}, {}, set()),
        ({"certainty": "PR"}, {}, {("strengthened", "certainty")}),
        ({}, {"certainty": "U", "firmness": "5"}, {("weakened", "certainty")}),
        ({"firmness": "3"}, {}, {("strengthened", "firmness")}),
        ({}, {"firmness": ""}, {("dropped", "firmness")}),
        ({}, {"act": ""}, {("dropped", "act")}),
        ({}, {"polarity": "-"}, {("inverted", "polarity")}),
        # For x1, and against x2: with two values that is the same claim.
        ({}, {"polarity": "-", "target": "x2"}, {("target", "target")}),
        ({"target": "x1;x2"}, {"target": "x2;x1"}, set()),
        ({}, {"target": ""}, {("dropped", "target")}),
        ({}, {"asserted_at": "2025-02"}, set()),
        ({}, {"asserted_at": "..2025-02-10"}, set()),
        ({}, {"asserted_at": "2025-02-02"}, {("redated", "asserted_at")}),
        ({}, {"asserted_at": ""}, {("dropped", "asserted_at")}),
        ({}, {"voice": "office"}, {("reattributed", "voice")}),
        ({}, {"voice": ""}, {("dropped", "voice")}),
        ({}, {"principal": "Q"}, {("reattributed", "principal")}),
        ({"principal": ""}, {}, {("added", "principal")}),
        (
            {"speaker_given": "he"},
            {"speaker_given": "an aide"},
            {("reattributed", "speaker_given")},
        ),
        ({}, {"speaker_given": "an aide"}, {("added", "speaker_given")}),
        ({}, {"target_condition": "Y = y1"}, {("added", "target_condition")}),
        (
            {"target_condition": "Y = y1"},
            {"target_condition": "Y != y1"},
            {("inverted", "target_condition")},
        ),
        (
            {"target_condition": "X = x1"},
            {"target_condition": "Y = y1"},
            {("condition", "target_condition")},
        ),
        ({}, {"act": "commit"}, {("act", "act")}),
        ({"quantity": "3"}, {"quantity": "4"}, {("quantity", "quantity")}),
        ({"quantity_of": "km"}, {"quantity_of": "miles"}, {("quantity_of", "quantity_of")}),
    ],
    ids=str,
)
def test_a_hop_changes_what_differs(
    earlier: Cells, later: Cells, expected: set[tuple[str, str]]
) -> None:
    """A copy is compared with its original slot by slot."""
    told = {"utterance": "u"}
    ledger = ledger_of({"a": told | earlier, "b": told | {"source": "rewrite"} | later})
    assert ledger.is_copy("b")
    found = changes(ledger)
    assert {(one.kind, one.slot) for one in found} == expected
    assert {(one.earlier, one.later) for one in found} <= {("a", "b")}


# Contradictions -------------------------------------------------------------------------


def pairs(statements: dict[str, Cells], *links: Link) -> list[tuple[str, str, str]]:
    """Return the kind of each pair at odds, the earlier and the later statement."""
    ledger = ledger_of(statements, links)
    return [(one.kind, one.earlier, one.later) for one in contradictions(ledger)]


OTHER = {"target": "x2", "asserted_at": "2025-02-03"}


def test_who_says_the_opposite() -> None:
    """Two voices are at odds within the party; one voice shifts; another party is free to."""
    assert pairs({"a": {}, "b": OTHER}) == [("unacknowledged_shift", "a", "b")]
    assert pairs({"b": OTHER, "a": {}}) == [("unacknowledged_shift", "a", "b")]
    assert pairs({"a": {}, "b": OTHER | {"voice": "office"}}) == [("within_party", "a", "b")]
    assert pairs({"a": {}, "b": OTHER | {"principal": "Q"}}) == []
    assert pairs({"a": {}, "b": {"issue": "Y", "target": "y1"}}) == []
    assert pairs({"a": {}, "b": OTHER | {"target_condition": "Y = y1"}}) != []
    given = {"target_condition": "Y = y2"}
    assert pairs({"a": given, "b": OTHER | {"target_condition": "Y = y1"}}) == []


def test_what_had_lapsed_is_not_contradicted() -> None:
    """After two half-lives, or after it was taken back, an earlier statement does not stand."""
    voiced = {"voice": "office", "asserted_at": "2024-12-05"}  # 60 days before, twice 30
    assert pairs({"a": voiced, "b": OTHER}) == [("within_party", "a", "b")]
    assert pairs({"a": voiced | {"asserted_at": "2024-12-04"}, "b": OTHER}) == []
    lasting = {"asserted_at": "2024-12-04"}  # a demand of who decides
    assert pairs({"a": lasting, "b": OTHER}) == [("unacknowledged_shift", "a", "b")]
    taking = {"polarity": "u", "asserted_at": "2025-02-02"}
    link = ("s", "supersedes", "a")
    assert pairs({"a": {}, "b": OTHER, "s": taking}, link) == [("walk_back", "a", "s")]


@pytest.mark.parametrize(
    ("cells", "kind", "expected"),
    [
        ({"polarity": "u"}, "retracts", "walk_back"),
        ({}, "supersedes", "walk_back"),
        ({"act": "hint"}, "clarifies", "walk_back"),
        ({"firmness": "4"}, "qualifies", "walk_back"),
        (OTHER, "qualifies", None),  # acknowledged, and not softer
        (OTHER, "supersedes", "walk_back"),
        (OTHER, "disputes", "dispute"),
        (OTHER, "contradicts", "unacknowledged_shift"),  # as a rule finds it
        ({}, "contradicts", "coded"),
        (OTHER, "repeats", "unacknowledged_shift"),
        ({"polarity": "u", "principal": "Q"}, "supersedes", None),
        ({"polarity": "u", "issue": "Y", "target": "y1"}, "supersedes", "walk_back"),
    ],
    ids=str,
)
def test_a_link_says_what_a_pair_is(cells: Cells, kind: str, expected: str | None) -> None:
    """A pair that is linked is a walk-back, a dispute, or as the coder saw it."""
    later = {"asserted_at": "2025-02-03"} | cells
    found = pairs({"a": {}, "b": later}, ("b", kind, "a"))
    assert found == ([(expected, "a", "b")] if expected else [])


def test_of_nobody_there_is_no_walk_back() -> None:
    """Two statements that were made for no party are no walk-back of a party."""
    own = {"principal": ""}
    assert pairs({"a": own, "b": own | {"polarity": "u"}}, ("b", "supersedes", "a")) == []


def test_reports_of_one_utterance_stand_for_each_other() -> None:
    """A pair is listed once however many report it, and acknowledged once for all."""
    told = {"utterance": "u"}
    statements = {
        "a": told,
        "copy": told | {"source": "rewrite"},
        "also": told | {"source": "wire", "certainty": "PR"},
        "b": OTHER,
    }
    assert pairs(statements) == [("unacknowledged_shift", "a", "b")]
    assert pairs(statements, ("b", "qualifies", "a")) == []
    assert pairs(statements, ("b", "qualifies", "also")) == []
    assert pairs(statements, ("b", "supersedes", "copy")) == [("walk_back", "a", "b")]
    assert pairs(statements, ("copy", "contradicts", "a")) == pairs(statements)
