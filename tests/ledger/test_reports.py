"""Which reports repeat another, how credible each is, and what takes one back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ledger.handmade import LATE, Link, case_of, said
from tests.ledger.strategies import Cells
from zopa.ledger.reports import ALWAYS, Reports, day_of, read_reports


def reports_of(*statements: Cells, links: tuple[Link, ...] = ()) -> Reports:
    """Return the reports of a case with some statements."""
    return read_reports(case_of(statements, links))


def day(text: str) -> int:
    """Return a day as a number."""
    return date.fromisoformat(text).toordinal()


U = {"utterance": "u"}


# Copies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "utterance", "issue", "is_copy"),
    [
        ("copy", "u", "X", True),
        ("again", "u", "X", True),
        ("other", "u", "X", False),
        ("copy", "", "X", False),
        ("copy", "another", "X", False),
        ("copy", "u", "Y", False),
        ("", "u", "X", False),
    ],
)
def test_a_copy_has_a_report_of_the_same_above_it(
    source: str, utterance: str, issue: str, is_copy: bool
) -> None:
    """A report is a copy if a source above its own reports the same utterance on the issue."""
    reports = reports_of(
        said("s1", **U), said("s2", source, utterance=utterance, issue=issue, target="")
    )
    assert reports.is_copy("s2", LATE) == is_copy
    assert reports.original_of("s2", LATE) == ("s1" if is_copy else None)
    assert not reports.is_copy("s1", LATE)


def test_two_rows_of_one_source_are_no_copies() -> None:
    """What one source tells twice stands on one level of the tree."""
    reports = reports_of(said("s1", **U), said("s2", **U))
    assert not reports.is_copy("s1", LATE)
    assert not reports.is_copy("s2", LATE)


def test_a_copy_is_none_before_what_it_repeats_is_seen() -> None:
    """A report counts as a copy from the day on which the report above it is seen."""
    reports = reports_of(said("s1", reported_at="2025-02-20", **U), said("s2", "copy", **U))
    assert not reports.is_copy("s2", day("2025-02-19"))
    assert reports.is_copy("s2", day("2025-02-20"))


def test_the_nearest_source_above_is_taken() -> None:
    """A copy of a copy is compared with the copy, and with the root where the copy is silent."""
    told = said("s1", **U), said("s2", "copy", **U), said("s3", "again", **U)
    assert reports_of(*told).original_of("s3", LATE) == "s2"
    assert reports_of(told[0], told[2]).original_of("s3", LATE) == "s1"


def test_of_several_rows_above_the_principal_is_asked_first() -> None:
    """The row with the same principal is taken, though another has the same target."""
    reports = reports_of(
        said("s1", principal="B", target="some", **U),
        said("s2", target="none", **U),
        said("s3", "copy", target="some", **U),
    )
    assert reports.original_of("s3", LATE) == "s2"


def test_of_several_rows_above_the_target_is_asked_next() -> None:
    """Of rows with the same principal the one with the same target is taken."""
    above = said("s1", target="none", **U), said("s2", target="some", **U)
    reports = reports_of(*above, said("s3", "copy", target="some", **U))
    assert reports.original_of("s3", LATE) == "s2"


def test_of_several_rows_above_the_first_is_taken_at_last() -> None:
    """Where neither principal nor target tells rows apart, the first in the table is taken."""
    above = said("s1", target="none", **U), said("s2", target="some", **U)
    reports = reports_of(*above, said("s3", "copy", target="all", **U))
    assert reports.original_of("s3", LATE) == "s1"
    strangers = said("s4", principal="B", target="none", **U), said("s5", principal="B", **U)
    reports = reports_of(*strangers, said("s3", "copy", **U))
    assert reports.original_of("s3", LATE) == "s5"


# Roots -----------------------------------------------------------------------------------


def test_further_roots_are_counted_once_each() -> None:
    """Copies, rows for another principal and reports not yet seen add no root."""
    reports = reports_of(
        said("s1", **U),
        said("s2", "copy", **U),
        said("s3", "other", **U),
        said("s4", "third", principal="B", **U),
        said("s5", "other", target="some", **U),
    )
    assert reports.further_roots("s1", day("2025-02-10")) == 1
    assert reports.further_roots("s4", LATE) == 0
    later = reports_of(said("s1", **U), said("s3", "other", reported_at="2025-02-15", **U))
    assert later.further_roots("s1", day("2025-02-14")) == 0
    assert later.further_roots("s1", day("2025-02-15")) == 1


def test_two_copies_of_a_silent_root_are_one_witness() -> None:
    """Two reports by sources with one root are one root, whether or not the root reports it."""
    copies = said("s1", "copy", **U), said("s2", "copy", target="some", **U)
    assert reports_of(*copies).further_roots("s1", LATE) == 0


def test_reports_without_a_source_are_roots_of_their_own() -> None:
    """What has no source has no root in common with anything."""
    reports = reports_of(said("s1", "", **U), said("s2", "", **U), said("s3", **U))
    assert reports.further_roots("s1", LATE) == 2
    assert len({reports.root_of(name) for name in ("s1", "s2", "s3")}) == 3


# Credibility -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "attribution", "code"),
    [
        ("wire", "named", "3"),
        ("wire", "", "3"),
        ("wire", "document", "3"),
        ("", "named", "3"),
        ("record", "named", "2"),
        ("wire", "anonymous", "6"),
        ("wire", "unattributed", "6"),
        ("record", "anonymous", "6"),
    ],
)
def test_where_a_report_starts(source: str, attribution: str, code: str) -> None:
    """A report starts at 3, a record of the act at 2, and one without a named speaker at 6."""
    reports = reports_of(said("s1", source, attribution=attribution))
    assert reports.credibility("s1", LATE) == code


@pytest.mark.parametrize(
    ("medium", "code"),
    [
        *((name, "2") for name in ("transcript", "communique", "treaty", "law", "post", "dataset")),
        *((name, "3") for name in ("article", "report", "")),
    ],
)
def test_records_of_the_act_itself(medium: str, code: str) -> None:
    """Six media are records of the act, unless they are copied from elsewhere."""
    own = {"id": "own", "medium": medium}
    copied = {"id": "copied", "medium": medium, "copied_from": "own"}
    case = case_of([said("s1", "own"), said("s2", "copied")], sources=[own, copied])
    reports = read_reports(case)
    assert reports.credibility("s1", LATE) == code
    assert reports.credibility("s2", LATE) == "3"


@pytest.mark.parametrize(
    ("first", "attribution", "more", "code"),
    [
        ("wire", "named", ["other"], "2"),
        ("wire", "named", ["other", "third"], "1"),
        ("wire", "named", ["other", "third", "record"], "1"),
        ("wire", "named", ["copy"], "3"),
        ("wire", "named", ["copy", "other"], "2"),
        ("record", "named", ["other"], "1"),
        ("wire", "anonymous", ["other"], "3"),
        ("wire", "anonymous", ["other", "third"], "2"),
        ("wire", "anonymous", ["other", "third", "record"], "1"),
    ],
)
def test_each_further_root_raises_by_one_step(
    first: str, attribution: str, more: list[str], code: str
) -> None:
    """Each further independent root raises: 6 to 3, 3 to 2, 2 to 1, and copies raise nothing."""
    others = [said(f"t{number}", source, **U) for number, source in enumerate(more)]
    reports = reports_of(said("s1", first, attribution=attribution, **U), *others)
    assert reports.credibility("s1", LATE) == code


def test_a_root_for_another_principal_raises_nothing() -> None:
    """Only reports for the same principal make a claim more credible."""
    reports = reports_of(said("s1", **U), said("s2", "other", principal="B", **U))
    assert reports.credibility("s1", LATE) == "3"


@pytest.mark.parametrize(
    ("target", "code"), [("all", "2"), ("some;all", "2"), ("some", "3"), ("", "2")]
)
def test_a_root_that_tells_otherwise_raises_nothing(target: str, code: str) -> None:
    """A report that speaks for other values altogether confirms nothing."""
    reports = reports_of(said("s1", **U), said("s2", "other", target=target, **U))
    assert reports.credibility("s1", LATE) == code


def test_a_dispute_reaches_all_reports_of_an_utterance() -> None:
    """Who disputes one report disputes the others for the same principal, once it is seen."""
    reports = reports_of(
        said("s1", **U),
        said("s2", "other", reported_at="2025-02-20", **U),
        said("s3", "third", principal="B", **U),
        said("d", asserted_at="2025-02-12", act="deny"),
        links=(("d", "disputes", "s2"),),
    )
    codes = {name: reports.credibility(name, LATE) for name in ("s1", "s2", "s3")}
    assert codes == {"s1": "4", "s2": "4", "s3": "3"}
    assert reports.credibility("s1", day("2025-02-19")) == "3"


@pytest.mark.parametrize("attribution", ["named", "anonymous"])
@pytest.mark.parametrize("more", [[], ["other"], ["other", "third"]])
def test_a_dispute_by_the_speaker_leaves_a_report_doubtful(
    attribution: str, more: list[str]
) -> None:
    """What the speaker disputes falls to 4 from wherever it stands, 6 included."""
    others = [said(f"t{number}", source, **U) for number, source in enumerate(more)]
    reports = reports_of(
        said("s1", attribution=attribution, **U),
        *others,
        said("d", "record", asserted_at="2025-02-12", act="deny"),
        links=(("d", "disputes", "s1"),),
    )
    assert reports.credibility("s1", LATE) == "4"
    assert reports.disputes_of("s1", LATE) == ("d",)
    assert reports.credibility("s1", day("2025-02-11")) != "4"
    assert reports.disputes_of("s1", day("2025-02-11")) == ()


@pytest.mark.parametrize(
    ("voice", "principal", "counts"),
    [
        ("minister", "A", True),  # the speaker
        ("office", "A", True),  # another voice of the party
        ("envoy", "B", False),
        ("envoy", "A", False),  # of another party, whomever it is said for
        ("", "", False),
    ],
)
def test_only_the_speakers_side_can_dispute(voice: str, principal: str, counts: bool) -> None:
    """A dispute counts if the speaker or a voice of the speaker's party makes it."""
    reports = reports_of(
        said("s1"), said("d", voice=voice, principal=principal), links=(("d", "disputes", "s1"),)
    )
    assert reports.credibility("s1", LATE) == ("4" if counts else "3")


def test_a_coded_credibility_neither_rises_nor_falls() -> None:
    """What the coder gave stands, whatever other roots say and whoever disputes it."""
    reports = reports_of(
        said("s1", credibility="5", **U),
        said("s2", "other", credibility="1", **U),
        said("d", act="deny"),
        links=(("d", "disputes", "s1"), ("d", "disputes", "s2")),
    )
    assert reports.credibility("s1", LATE) == "5"
    assert reports.credibility("s2", LATE) == "1"


# Corrections -----------------------------------------------------------------------------


def test_a_correction_replaces_what_it_corrects() -> None:
    """The earlier coding no longer counts, and the correction stands in its place."""
    reports = reports_of(said("s1"), said("s2", target="some", corrects="s1"))
    assert set(reports.rows) == {"s2"}
    assert reports.current("s1") == "s2"
    assert reports.current("s2") == "s2"


def test_a_correction_of_a_correction_is_followed() -> None:
    """Of a chain of corrections the last one counts; a circle of them is not gone round twice."""
    reports = reports_of(said("s1"), said("s2", corrects="s1"), said("s3", corrects="s2"))
    assert set(reports.rows) == {"s3"}
    assert reports.current("s1") == "s3"
    circle = reports_of(said("s1", corrects="s2"), said("s2", corrects="s1"))
    assert circle.rows == {}
    assert circle.current("s1") in {"s1", "s2"}


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_only_a_confirmed_correction_counts(status: str) -> None:
    """A correction that nobody confirmed leaves the earlier coding as it is."""
    reports = reports_of(said("s1"), said("s2", corrects="s1", status=status))
    assert set(reports.rows) == {"s1"}


def test_recorded_by_goes_back_before_a_correction() -> None:
    """By a day before the correction was coded the earlier coding stands, links and all."""
    case = case_of(
        [
            said("s1", recorded_at="2025-02-11"),
            said("s2", recorded_at="2025-02-20", target="some", corrects="s1"),
            said("s3", asserted_at="2025-02-12", recorded_at="2025-02-12"),
        ],
        [("s3", "retracts", "s1")],
    )
    for by, rows in [
        ("2025-02-10", set()),
        ("2025-02-11", {"s1"}),
        ("2025-02-19", {"s1", "s3"}),
        ("2025-02-20", {"s2", "s3"}),
    ]:
        assert set(read_reports(case, date.fromisoformat(by)).rows) == rows
    before, after = (read_reports(case, date(2025, 2, day)) for day in (19, 20))
    assert before.is_retracted("s1", LATE)
    assert after.is_retracted("s2", LATE)


def test_links_follow_both_ends_to_their_corrections() -> None:
    """A link of a corrected statement is one of its correction, at either end."""
    reports = reports_of(
        said("s1"),
        said("s2", asserted_at="2025-02-12"),
        said("c1", corrects="s1"),
        said("c2", asserted_at="2025-02-13", corrects="s2"),
        links=(("s2", "supersedes", "s1"),),
    )
    (link,) = reports.links
    assert (link.from_statement, link.kind, link.to_statement) == ("c2", "supersedes", "c1")
    assert reports.is_taken_back("c1", day("2025-02-13"))
    assert not reports.is_taken_back("c1", day("2025-02-12"))


def test_a_link_to_what_does_not_count_is_none() -> None:
    """A link with an end that is proposed, or whose ends are one row by now, is left out."""
    links = (("s2", "supersedes", "s1"),)
    assert reports_of(said("s1"), said("s2", status="proposed"), links=links).links == ()
    assert reports_of(said("s1"), said("s2", corrects="s1"), links=links).links == ()


# What takes a statement back -------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "taken_back", "retracted"),
    [
        ("supersedes", True, False),
        ("retracts", True, True),
        ("qualifies", False, False),
        ("clarifies", False, False),
        ("disputes", False, False),
        ("contradicts", False, False),
        ("repeats", False, False),
    ],
)
def test_two_kinds_of_links_take_back(kind: str, taken_back: bool, retracted: bool) -> None:
    """To supersede and to retract takes back, from the day on which it is seen and not before."""
    told = said("s1"), said("s2", asserted_at="2025-02-12")
    reports = reports_of(*told, links=(("s2", kind, "s1"),))
    assert reports.is_taken_back("s1", LATE) == taken_back
    assert reports.is_retracted("s1", LATE) == retracted
    assert reports.is_taken_back("s1", day("2025-02-12")) == taken_back
    assert not reports.is_taken_back("s1", day("2025-02-11"))


def test_one_report_taken_back_takes_back_all() -> None:
    """All reports of the utterance for the same principal go with it, and no other."""
    reports = reports_of(
        said("s1", **U),
        said("s2", "other", **U),
        said("s3", "third", principal="B", **U),
        said("s4", issue="Y", target="yes", **U),
        said("r", asserted_at="2025-02-12"),
        links=(("r", "retracts", "s1"),),
    )
    taken = [name for name in ("s1", "s2", "s3", "s4") if reports.is_taken_back(name, LATE)]
    assert taken == ["s1", "s2"]
    assert reports.is_retracted("s2", LATE)
    assert not reports.is_retracted("s3", LATE)


def test_nobody_takes_back_for_another_principal() -> None:
    """A link from a statement made for somebody else takes nothing back."""
    told = said("s1"), said("s2", principal="B", voice="envoy")
    reports = reports_of(*told, links=(("s2", "retracts", "s1"),))
    assert not reports.is_taken_back("s1", LATE)
    assert reports.bearing_on("s1", ["retracts"], LATE) == ()


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ({"asserted_at": "2025-02-10"}, "2025-02-10"),
        ({"asserted_at": "2025-02"}, "2025-02-28"),
        ({"asserted_at": "2025-02-10", "reported_at": "2025-02-14"}, "2025-02-14"),
        ({"asserted_at": "2025-02-10", "reported_at": "2025-01"}, "2025-02-10"),
        ({"asserted_at": "", "reported_at": "2025-02-14"}, "2025-02-14"),
    ],
    ids=str,
)
def test_a_statement_is_seen_once_it_was_said_and_reported(cells: Cells, seen: str) -> None:
    """The later of the latest days of both dates is the first on which a statement is seen."""
    reports = reports_of(said("s1", **cells))
    assert reports.seen_from["s1"] == day(seen)
    assert reports.is_seen("s1", day(seen))
    assert not reports.is_seen("s1", day(seen) - 1)


def test_a_report_without_a_day_came_out_with_its_source() -> None:
    """Where it was not noted when a report came out, the day of its source stands in for it."""
    sources = [{"id": "wire", "published": "2025-02-14"}]
    told = [said("s1"), said("s2", reported_at="2025-02-12")]
    reports = read_reports(case_of(told, sources=sources))
    assert [reports.seen_from[name] for name in ("s1", "s2")] == [
        day("2025-02-14"),
        day("2025-02-12"),
    ]


def test_what_has_no_date_is_always_seen() -> None:
    """A statement without dates is seen on every day; one that the case lacks on none."""
    reports = reports_of(said("s1", asserted_at=""))
    assert reports.seen_from["s1"] == ALWAYS == day_of(None)
    assert reports.is_seen("s1", 1)
    assert not reports.is_seen("unknown", LATE)
