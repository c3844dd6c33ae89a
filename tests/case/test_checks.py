"""Checks: each tells what it is named for, and a sound case is told nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.strategies import raw_case
from zopa.case.build import build, judge
from zopa.case.case import Case
from zopa.case.checks import CHECKS, Context, run_checks
from zopa.errors import Problem

Tables = dict[str, list[dict[str, str]]]

SOUND: Tables = {
    "case": [{"key": "title", "value": "T"}, {"key": "as_of", "value": "2025-02-14"}],
    "sources": [{"id": "p", "title": "P"}, {"id": "q", "title": "Q", "copied_from": "p"}],
    "statements": [{"id": "s1", "paraphrase": "x", "asserted_at": "2025-01", "source": "p"}],
    "parties": [{"id": "UKR", "name": "Ukraine"}, {"id": "RUS", "name": "Russia"}],
    "issues": [{"id": "CF", "kind": "ordered"}, {"id": "FRC", "status_quo": "none"}],
    "values": [
        *({"issue": "CF", "id": id_} for id_ in "012"),
        *({"issue": "FRC", "id": id_} for id_ in ("sent", "none")),
    ],
    "controls": [{"issue": "CF", "movers": "UKR;RUS"}, {"issue": "FRC", "movers": "UKR"}],
    "conditions": [{"id": "C1", "rule": "FRC = sent implies CF >= 1"}],
    "red_lines": [
        {"id": "R1", "parties": "RUS", "rule": "FRC = none", "stated_at": "2024"},
        {"id": "U1", "parties": "UKR", "rule": "CF <= 1", "stated_at": "..2025-02-14"},
    ],
    "goals": [{"id": "G1", "rule": "CF = 2"}],
    "views": [{"id": "core", "keep": "CF", "held": "FRC=none"}],
}


def problems(changed: Tables) -> list[Problem]:
    """Return the problems of the sound case with other tables in the place of its own."""
    return list(judge(raw_case(SOUND | changed), []).problems)


def test_a_sound_case_is_told_nothing() -> None:
    """The case that the other tests spoil has no problem, so each problem is of their making."""
    assert problems({}) == []


def line(id_: str, **cells: str) -> dict[str, str]:
    """Return a sound red line with some cells changed."""
    return {"id": id_, "parties": "RUS", "rule": "CF = 0", "stated_at": "2024"} | cells


def said(id_: str, **cells: str) -> dict[str, str]:
    """Return a sound statement with some cells changed."""
    return {"id": id_, "paraphrase": "x", "asserted_at": "2025-01", "source": "p"} | cells


def correction(id_: str, of: str, **cells: str) -> dict[str, str]:
    """Return a statement that corrects another, coded on the day of the case."""
    return said(id_, corrects=of, recorded_at="2025-02-14", **cells)


def weights(**numbers: str) -> list[dict[str, str]]:
    """Return weights of the scale."""
    return [{"factor": "scale", "key": key, "weight": text} for key, text in numbers.items()]


def link(from_: str, kind: str, to: str) -> dict[str, str]:
    """Return a link between two statements."""
    return {"from_statement": from_, "kind": kind, "to_statement": to}


def dated(**cells: str) -> list[dict[str, str]]:
    """Return the sources of the sound case, the first of them with some dates."""
    return [{"id": "p", "title": "P"} | cells, SOUND["sources"][1]]


U1 = SOUND["red_lines"][1]
IN_OFFICE = {"id": "v", "party": "UKR", "name": "V", "valid_from": "2025-01-20"}

TOLD: list[tuple[str, Tables, str]] = [
    (
        "language_is_spoken",
        {"case": [*SOUND["case"], {"key": "language", "value": "klingon"}]},
        "case.csv, row 4 (language), column value: the language is 'klingon'. zopa speaks en, fr, "
        "uk; the fixed text will be English.",
    ),
    (
        "goals_ask_different_things",
        {"goals": [*SOUND["goals"], {"id": "G2", "rule": "CF=2"}, {"id": "G3", "rule": "CF >= 1"}]},
        "goals.csv, row 3 (G2), column rule: the goals G1 and G2 have the same rule. Only G1 is "
        "asked: leave G2 out, or mend its rule.",
    ),
    (
        "case_has_parties_and_issues",
        {"parties": []},
        "parties.csv: the case has no parties. Add at least one party: id, name.",
    ),
    (
        "tables_have_rows",
        {"gaps": []},
        "gaps.csv: the table has no rows. Fill it, or delete it.",
    ),
    (
        "rows_are_unique",
        {"goals": [{"id": "G1", "rule": "CF = 2"}, {"id": "G1", "rule": "CF = 1"}]},
        "goals.csv, row 3 (G1), column id: 'G1' stands in row 2 already. Give one of them "
        "another id, or remove it.",
    ),
    (
        "rows_are_unique",
        {"values": [*SOUND["values"], {"issue": "CF", "id": "1"}]},
        "values.csv, row 7 (CF/1), column id: the same issue and id stand in row 3 already. "
        "Change one of them, or remove it.",
    ),
    (
        "rows_are_unique",
        {"case": [*SOUND["case"], {"key": "as_of", "value": "2025-02-14"}]},
        "case.csv, row 4 (as_of), column key: 'as_of' stands in row 3 already. Give one of "
        "them another key, or remove it.",
    ),
    (
        "ids_are_unique_across_tables",
        {"goals": [{"id": "R1", "rule": "CF = 2"}]},
        "goals.csv, row 2 (R1), column id: 'R1' is the id of a row of red_lines, too. Ids are "
        "unique across red_lines, conditions, goals and statements.",
    ),
    (
        "readings_have_a_name_of_their_own",
        {"red_lines": [*SOUND["red_lines"], line("Ra", reading_of="R1")]},
        "red_lines.csv, row 4 (Ra), column reading_of: 'R1' names a group of readings and is "
        "the id of a row of red_lines. Give the row another id, such as R1a, and make it a "
        "reading of R1.",
    ),
    (
        "references_resolve",
        {"controls": [SOUND["controls"][0], {"issue": "FRC", "movers": "UKR;RSU"}]},
        "controls.csv, row 3 (FRC///UKR;RSU), column movers: there is no party 'RSU'. Did you "
        "mean 'RUS'?",
    ),
    (
        "references_resolve",
        {"goals": [{"id": "G1", "rule": "CF = 2", "sources": "reuters"}]},
        "goals.csv, row 2 (G1), column sources: there is no source 'reuters'. Sources of the "
        "case: p, q.",
    ),
    (
        "named_tables_exist",
        {
            "statements": [
                {"id": "s1", "paraphrase": "x", "asserted_at": "2025-01", "voice": "tass"},
                {"id": "s2", "paraphrase": "y", "asserted_at": "2025-01", "voice": "afp"},
            ]
        },
        "statements.csv, row 2 (s1), column voice: there is no 'tass': the case has no voices. "
        "Add the table voices. 1 more cell names rows of it.",
    ),
    (
        "named_tables_exist",
        {"inventory": [{"row": "1", "element": "e", "held_by": "gaps.water"}]},
        "inventory.csv, row 2 (1), column held_by: there is no 'water': the case has no gaps. "
        "Add the table gaps.",
    ),
    (
        "issues_have_tables_of_their_own",
        {"values": []},
        "values.csv: the case has no values. Add the values of each issue, the status quo "
        "first: issue, id.",
    ),
    (
        "issues_have_tables_of_their_own",
        {"controls": []},
        "controls.csv: the case has no controls. Add who can change each issue: issue, movers.",
    ),
    (
        "case_has_title_and_day",
        {"case": [{"key": "language", "value": "en"}]},
        "case.csv: the case has no title and no as_of. Add to the table case: key title, value "
        "the name of the case and key as_of, value its day, as in 2025-02-14.",
    ),
    (
        "case_has_title_and_day",
        {"case": [{"key": "as_of", "value": "2025-02-14"}]},
        "case.csv: the case has no title. Add to the table case: key title, value the name of "
        "the case.",
    ),
    (
        "value_references_resolve",
        {
            "statements": [
                {
                    "id": "s1",
                    "paraphrase": "x",
                    "asserted_at": "2025-01",
                    "issue": "FRC",
                    "target": "none;sendt",
                }
            ]
        },
        "statements.csv, row 2 (s1), column target: issue FRC has no value 'sendt'. Did you "
        "mean 'sent'?",
    ),
    (
        "value_references_resolve",
        {
            "statements": [
                {"id": "s1", "paraphrase": "x", "asserted_at": "2025-01", "target": "none"}
            ]
        },
        "statements.csv, row 2 (s1), column target: 'none' stands without its issue. Fill the "
        "column issue.",
    ),
    (
        "value_references_resolve",
        {"issues": [{"id": "CF", "kind": "ordered", "status_quo": "9"}, SOUND["issues"][1]]},
        "issues.csv, row 2 (CF), column status_quo: issue CF has no value '9'. Its values: 0, "
        "1, 2.",
    ),
    (
        "named_rows_exist",
        {
            "names": [
                {
                    "table": "partys",
                    "row_id": "UKR",
                    "scheme": "un",
                    "language": "fr",
                    "text": "Ukraine",
                }
            ]
        },
        "names.csv, row 2 (partys/UKR/un/fr), column table: 'partys' is not a table of a case. "
        "Did you mean 'parties'?",
    ),
    (
        "named_rows_exist",
        {
            "names": [
                {
                    "table": "values",
                    "row_id": "CF/3",
                    "scheme": "un",
                    "language": "fr",
                    "text": "paix",
                }
            ]
        },
        "names.csv, row 2 (values/CF/3/un/fr), column row_id: values has no row 'CF/3'. Its "
        "rows: CF/0, CF/1, CF/2, FRC/sent, FRC/none.",
    ),
    (
        "inventory_rows_exist",
        {"inventory": [{"row": "1", "element": "e", "held_by": "issues.CF; issues.FRX; gaps"}]},
        "inventory.csv, row 2 (1), column held_by: issues has no row 'FRX'. Did you mean 'FRC'?",
    ),
    (
        "inventory_rows_exist",
        {"inventory": [{"row": "1", "element": "e", "held_by": "controls.CF; the text"}]},
        "inventory.csv, row 2 (1), column held_by: 'the text' is not the address of a row. "
        "Write an address as TABLE.ROW, and several with ; between them.",
    ),
    (
        "inventory_rows_exist",
        {"inventory": [{"row": "1", "element": "e", "held_by": "issues.CF; later: deal step"}]},
        "inventory.csv, row 2 (1), column held_by: there is no later step 'deal'. Did you mean "
        "'deals'? The later steps: deals, stability, durability, stakes, oversight, forecast.",
    ),
    (
        "inventory_rows_exist",
        {"inventory": [{"row": "1", "element": "e", "held_by": "later: deals"}]},
        "inventory.csv, row 2 (1), column held_by: 'later: deals' names no later step. Write it "
        "as 'later: deals step', or give the address of a row.",
    ),
    (
        "copies_make_no_circle",
        {
            "sources": [
                {"id": "p", "title": "P", "copied_from": "r"},
                {"id": "q", "title": "Q", "copied_from": "p"},
                {"id": "r", "title": "R", "copied_from": "q"},
                {"id": "t", "title": "T", "copied_from": "r"},
            ]
        },
        "sources.csv, row 2 (p), column copied_from: the copies go round in a circle: p -> r -> "
        "q -> p. Leave 'copied_from' of the original empty.",
    ),
    (
        "links_join_two_statements",
        {"statement_links": [{"from_statement": "s1", "to_statement": "s1", "kind": "supersedes"}]},
        "statement_links.csv, row 2 (s1/supersedes/s1), column to_statement: statement s1 is "
        "linked with itself. Name the earlier statement in 'to_statement'.",
    ),
    (
        "issues_have_values",
        {
            "issues": [*SOUND["issues"], {"id": "NAT"}],
            "controls": [*SOUND["controls"], {"issue": "NAT", "movers": "UKR"}],
        },
        "issues.csv, row 4 (NAT): issue NAT has no values. Add its values to the table values, "
        "the status quo first.",
    ),
    (
        "issues_are_controlled",
        {"controls": [SOUND["controls"][0]]},
        "issues.csv, row 3 (FRC): nobody controls issue FRC. Add a row to controls, such as "
        "issue FRC with its movers.",
    ),
    (
        "values_can_be_reached",
        {
            "controls": [
                SOUND["controls"][1],
                {"issue": "CF", "to_values": "1", "movers": "UKR"},
                {"issue": "CF", "from_values": "1", "to_values": "2", "movers": "UKR"},
            ]
        },
        "values.csv, row 4 (CF/2), column id: nobody can bring CF from 0 to 2. Add a row to "
        "controls that leads to 2, or remove the value.",
    ),
    (
        "rules_can_be_read",
        {"goals": [{"id": "G1", "rule": "CF = 2 and"}]},
        "goals.csv, row 2 (G1), column rule: at character 11: 'CF = 2 and' ends where a "
        "condition is expected. Write a condition after 'and', for example ISSUE = VALUE.",
    ),
    (
        "rules_name_what_is_there",
        {"conditions": [{"id": "C1", "rule": "FRC = sent implies CFF >= 1"}]},
        "conditions.csv, row 2 (C1), column rule: at character 20: There is no issue 'CFF'. Did "
        "you mean CF?",
    ),
    (
        "rules_name_what_is_there",
        {"red_lines": [line("R1", unless="FRC > none"), U1]},
        "red_lines.csv, row 2 (R1), column unless: at character 1: '>' needs an order, and the "
        "values of FRC have none. Write FRC in {...} with the values that are meant, or declare "
        "FRC as ordered.",
    ),
    (
        "outcomes_name_what_is_there",
        {"views": [{"id": "core", "keep": "CF", "held": "FRX=none"}]},
        "views.csv, row 2 (core), column held: there is no issue 'FRX'. Did you mean 'FRC'?",
    ),
    (
        "outcomes_name_what_is_there",
        {"ranks": [{"party": "UKR", "outcome": "CF=1,FRC=maybe", "rank": "1"}]},
        "ranks.csv, row 2 (UKR/CF=1,FRC=maybe), column outcome: issue FRC has no value 'maybe'. "
        "Its values: sent, none.",
    ),
    (
        "views_keep_or_hold",
        {"views": [{"id": "core", "keep": "CF;FRC", "held": "FRC=none"}]},
        "views.csv, row 2 (core), column held: FRC is both kept open and held. Name an issue in "
        "'keep' or in 'held'; one named in neither is held as it is.",
    ),
    (
        "legal_notes_name_their_kind",
        {"red_lines": [line("R1", legal_note="article 2(4) of the charter"), U1]},
        "red_lines.csv, row 2 (R1), column legal_note: the note starts with none of charter, "
        "jus_cogens, constitution. Write it as 'charter: Article 2(4)' or 'charter; jus_cogens'.",
    ),
    (
        "statements_feed_lines_or_scores",
        {
            "red_lines": [line("R1", statements="s1"), U1],
            "saliences": [{"party": "RUS", "issue": "CF", "weight": "1", "statements": "s1"}],
        },
        "saliences.csv, row 2 (RUS/CF), column statements: statement s1 feeds red line R1 as "
        "well. A statement counts once: rest the score on other rows.",
    ),
    (
        "readings_have_the_same_parties",
        {
            "red_lines": [
                line("Ra", reading_of="R"),
                line("Rb", reading_of="R", parties="RUS;UKR"),
            ]
        },
        "red_lines.csv, row 3 (Rb), column parties: Rb is a line of RUS, UKR, Ra one of RUS, "
        "and both are readings of R. Readings of one line have the same parties.",
    ),
    (
        "deciding_parties_have_lines",
        {"red_lines": [line("R1")]},
        "red_lines.csv: no red line is recorded for UKR. An uneven list of lines may say more "
        "of its coder than of the parties.",
    ),
    (
        "rows_are_not_past_the_day_of_the_case",
        {"red_lines": [line("R1", stated_at="2025-02-15"), line("R2", stated_at="2025-02"), U1]},
        "red_lines.csv, column stated_at: later than 2025-02-14, the day of the case: R1 "
        "(2025-02-15), R2 (2025-02). They are left out of everything as of that day.",
    ),
    (
        "rows_are_dated",
        {"statements": [{"id": f"s{number}", "paraphrase": "x"} for number in (1, 2)]},
        "statements.csv, column asserted_at: without a date: s1, s2. They count as standing, "
        "from the day of their source where it has one; '..2025-02-14' says 'not later than'.",
    ),
    (
        "gaps_are_told",
        {"gaps": [{"topic": "water"}, {"topic": "oil"}]},
        "gaps.csv, column topic: the case does not know: water, oil.",
    ),
    (
        "parties_take_back_their_own_words",
        {
            "statements": [said("s1", principal="UKR"), said("s2", principal="RUS")],
            "statement_links": [link("s2", "supersedes", "s1")],
        },
        "statement_links.csv, row 2 (s2/supersedes/s1), column kind: a party takes back only its "
        "own words, and s2 is of RUS, s1 of UKR. Write disputes or contradicts, or correct a "
        "principal.",
    ),
    (
        "links_lead_back_in_time",
        {
            "statements": [said("s1", asserted_at="2025-02-03"), said("s2")],
            "statement_links": [link("s2", "clarifies", "s1")],
        },
        "statement_links.csv, row 2 (s2/clarifies/s1), column from_statement: s2 was said in "
        "2025-01, and s1 only after it, on 2025-02-03. Put the later one into from_statement, or "
        "correct a date.",
    ),
    (
        "retractions_name_what_they_take_back",
        {
            "statements": [said("s1"), said("s2", act="retract")],
            "statement_links": [link("s2", "qualifies", "s1")],
        },
        "statements.csv, row 3 (s2), column act: s2 retracts, and nothing says what it takes "
        "back. Add a row to statement_links, from s2, of kind retracts, to what is taken back; "
        "where that is not coded, write 'not in corpus' in the note.",
    ),
    (
        "corrections_make_no_circle",
        {"statements": [said("s1"), correction("s2", "s2")]},
        "statements.csv, row 3 (s2), column corrects: s2 corrects itself. Name in 'corrects' the "
        "row that was coded first, and nothing in that row.",
    ),
    (
        "corrections_make_no_circle",
        {
            "statements": [
                correction("s1", "s2"),
                correction("s2", "s3"),
                correction("s3", "s2", status="proposed"),
            ]
        },
        "statements.csv, row 3 (s2), column corrects: the corrections go round in a circle: s2 "
        "-> s3 -> s2. Name in 'corrects' the row that was coded first, and nothing in that row.",
    ),
    (
        "corrections_are_coded_later",
        {
            "statements": [
                said("s1", recorded_at="2025-03-02"),
                said("s2", recorded_at="2025-03-01", corrects="s1"),
            ]
        },
        "statements.csv, row 3 (s2), column recorded_at: s2 was coded on 2025-03-01, and what it "
        "corrects, s1, only on 2025-03-02. Correct one of the two dates, or let the later row "
        "correct the earlier.",
    ),
    (
        "rows_are_corrected_once",
        {"statements": [said("s1"), correction("s2", "s1"), correction("s3", "s1")]},
        "statements.csv, row 4 (s3), column corrects: s1 is corrected by s2 already. Let s3 "
        "correct s2, or reject one of the two.",
    ),
    (
        "unnamed_voices_only_hint",
        {
            "statements": [
                said("s1", attribution="anonymous"),
                said("s2", attribution="unattributed"),
                said("s3", attribution="named", status="proposed"),
            ],
            "red_lines": [line("R1", statements="s1;s2;s3"), U1],
        },
        "red_lines.csv, row 2 (R1), column strength: the strength is 'expresses', and nobody "
        "speaks by name (s1, s2). Write hints, name a statement with a speaker, or write "
        "judgement in basis.",
    ),
    (
        "offices_begin_before_they_end",
        {"voices": [IN_OFFICE | {"valid_to": "2024"}], "statements": [said("s1", voice="v")]},
        "voices.csv, row 2 (v), column valid_to: the office ends in 2024, and begins only on "
        "2025-01-20. Correct one of the two dates.",
    ),
    (
        "voices_speak_while_in_office",
        {
            "voices": [IN_OFFICE],
            "statements": [said("s1", voice="v", asserted_at="2025-01-02")],
        },
        "statements.csv, row 2 (s1), column voice: v spoke on 2025-01-02, before the office that "
        "'voices' gives from 2025-01-20. Correct a date, or add a voice for the person without "
        "that office.",
    ),
    (
        "voices_speak_while_in_office",
        {
            "voices": [{"id": "v", "name": "V", "valid_to": "2024-06"}],
            "statements": [said("s1", voice="v")],
        },
        "statements.csv, row 2 (s1), column voice: v spoke in 2025-01, after the office that "
        "'voices' gives to 2024-06. Correct a date, or add a voice for the person without that "
        "office.",
    ),
    (
        "voices_speak_for_their_party",
        {"voices": [IN_OFFICE], "statements": [said("s1", voice="v", principal="RUS")]},
        "statements.csv, row 2 (s1), column principal: v is a voice of UKR, and the statement is "
        "made for RUS. It counts as an outsider's word; if that is not meant, correct one of "
        "them.",
    ),
    (
        "quantities_say_what_they_measure",
        {"statements": [said("s1", quantity="40")]},
        "statements.csv, row 2 (s1), column quantity_of: the quantity 40 is of nothing that is "
        "named. Write in quantity_of what it measures, and of what whole.",
    ),
    (
        "quantities_are_given",
        {"statements": [said("s1", quantity_of="mines at work")]},
        "statements.csv, row 2 (s1), column quantity_of: 'mines at work' is measured, and no "
        "quantity is given. Write the number in quantity, or leave quantity_of empty.",
    ),
    (
        "shares_name_their_whole",
        {"statements": [said("s1", quantity="40", quantity_of="per cent under occupation")]},
        "statements.csv, row 2 (s1), column quantity_of: '40 per cent under occupation' does not "
        "say of what whole. Name the whole, as in 'per cent of the deposits that were reviewed'.",
    ),
    (
        "spans_lie_within_their_texts",
        {"statements": [said("s1", span="12-40")]},
        "statements.csv, row 2 (s1), column span: a statement without a stored text has no span. "
        "Name the file in text_file of its source, or leave the span empty.",
    ),
    (
        "spans_lie_within_their_texts",
        {"statements": [said("s1", span="from 12")]},
        "statements.csv, row 2 (s1), column span: 'from 12' is not a span of characters. Write "
        "where it begins and ends in the text, counted from 0, as in 120-188.",
    ),
    (
        "spans_lie_within_their_texts",
        {"statements": [said("s1", span="40-12")]},
        "statements.csv, row 2 (s1), column span: the span 40-12 is upside down or empty. Write "
        "the lower number first.",
    ),
    (
        "cells_are_plain",
        {"goals": [{"id": "G1", "rule": "CF = 2", "note": "as <b>he</b> says"}]},
        "goals.csv, row 2 (G1), column note: the text holds HTML (<b>). Paste it as plain text.",
    ),
    (
        "weights_weigh_known_codes",
        {"weights": [{"factor": "mandate", "key": "decide", "weight": "1"}]},
        "weights.csv, row 2 (mandate/decide), column key: mandate has no 'decide'. Did you mean "
        "'decides'?",
    ),
    (
        "weights_weigh_known_codes",
        {"weights": [{"factor": "attribution", "key": "named", "weight": "1"}]},
        "weights.csv, row 2 (attribution/named), column key: attribution has no 'named'. The "
        "keys of attribution: anonymous, unattributed.",
    ),
    (
        "weights_are_one_number",
        {"weights": [{"factor": "reliability", "key": "B", "weight": "0.5..2"}]},
        "weights.csv, row 2 (reliability/B), column weight: '0.5..2' is a range, and a weight is "
        "one number. Write one number, as in 0.3.",
    ),
    (
        "weights_are_at_most_one",
        {
            "weights": [
                {"factor": "scale", "key": "half_life", "weight": "30"},
                {"factor": "act", "key": "demand", "weight": "1.5"},
            ]
        },
        "weights.csv, row 3 (act/demand), column weight: the weight is 1.5, and 1 is full weight. "
        "Write a number from 0 to 1, unless more is meant.",
    ),
    (
        "dates_in_words_agree",
        {
            "sources": dated(published="2025-02-14"),
            "statements": [said("s1", asserted_at="2025-02-05", asserted_at_given="Wednesday")],
        },
        "statements.csv, row 2 (s1), column asserted_at: 'Wednesday' in a source of 2025-02-14 is "
        "2025-02-12, and asserted_at says 2025-02-05. Correct asserted_at, or say in the note why "
        "it differs.",
    ),
    (
        "dates_in_words_agree",
        {
            "sources": dated(published="2025-02-14"),
            "statements": [said("s1", asserted_at="2021-03", asserted_at_given="late 2021")],
        },
        "statements.csv, row 2 (s1), column asserted_at: 'late 2021' in a source of 2025-02-14 is "
        "2021-09-01 to 2021-12-31, and asserted_at says 2021-03. Correct asserted_at, or say in "
        "the note why it differs.",
    ),
    (
        "dates_in_words_are_worked_out",
        {
            "sources": dated(published="2025-02-14"),
            "statements": [
                {"id": "s1", "paraphrase": "x", "source": "p", "asserted_at_given": "Wednesday"}
            ],
        },
        "statements.csv, row 2 (s1), column asserted_at: 'Wednesday' in a source of 2025-02-14 is "
        "2025-02-12. It counts from then; write 2025-02-12 in asserted_at if that is right.",
    ),
    (
        "dates_have_come",
        {"sources": dated(retrieved="2999-02-14")},
        "sources.csv, row 2 (p), column retrieved: 2999-02-14 has not come yet. Correct the date.",
    ),
    (
        "sources_are_published_before_they_are_read",
        {"sources": dated(published="2025-02-03", retrieved="2025-02-02")},
        "sources.csv, row 2 (p), column retrieved: it was read on 2025-02-02, and published only "
        "on 2025-02-03. Correct one of the two dates.",
    ),
    (
        "statements_are_said_before_they_are_told",
        {"statements": [said("s1", reported_at="2024-12-31", recorded_at="2024-12-31")]},
        "statements.csv, row 2 (s1), column asserted_at: it was said in 2025-01, and reported "
        "before, on 2024-12-31. Correct one of the two dates.",
    ),
    (
        "statements_are_said_before_they_are_told",
        {"sources": dated(published="2024"), "statements": [said("s1")]},
        "statements.csv, row 2 (s1), column asserted_at: it was said in 2025-01, and published in "
        "p before, in 2024. Correct one of the two dates.",
    ),
    (
        "statements_are_said_before_they_are_told",
        {"sources": dated(retrieved="2024-12-30"), "statements": [said("s1")]},
        "statements.csv, row 2 (s1), column asserted_at: it was said in 2025-01, and read in p "
        "before, on 2024-12-30. Correct one of the two dates.",
    ),
    (
        "statements_are_said_before_they_are_told",
        {"statements": [said("s1", recorded_at="..2024-12-31")]},
        "statements.csv, row 2 (s1), column asserted_at: it was said in 2025-01, and coded "
        "before, by 2024-12-31. Correct one of the two dates.",
    ),
    (
        "corrections_are_dated",
        {"statements": [said("s1"), said("s2", corrects="s1")]},
        "statements.csv, row 3 (s2), column recorded_at: it corrects s1, and does not say when "
        "it was coded. Write the day in 'recorded_at'; --recorded-by shows what stood before.",
    ),
    (
        "copies_are_published_after_their_originals",
        {
            "sources": [
                {"id": "p", "title": "P", "published": "2025-02-14"},
                {"id": "q", "title": "Q", "copied_from": "p", "published": "2025-02-13"},
            ]
        },
        "sources.csv, row 3 (q), column published: it was published on 2025-02-13, and p, which "
        "it copies, only on 2025-02-14. Correct a date, or name what it copies.",
    ),
    (
        "elements_are_held",
        {
            "inventory": [
                {"row": "1", "element": "e"},
                {"row": "2", "element": "f", "held_by": "issues.CF"},
            ]
        },
        "inventory.csv, column held_by: held by nothing: 1. Name the rows that hold each, as in "
        "issues.CF; red_lines.R6.",
    ),
    (
        "scales_can_be_divided_by",
        {"weights": weights(kappa="0")},
        "weights.csv, row 2 (scale/kappa), column weight: kappa is 0, and others are divided by "
        "it. Write 0.000001 or more.",
    ),
    (
        "scales_can_be_divided_by",
        {"weights": weights(sigma="6")},
        "weights.csv, row 2 (scale/sigma), column weight: sigma is 6. Write at most 5.",
    ),
    (
        "scales_can_be_divided_by",
        {"weights": weights(half_life="1e7")},
        "weights.csv, row 2 (scale/half_life), column weight: half_life is 1e7. Write at most "
        "1,000,000.",
    ),
    (
        "half_lives_are_drawn_upwards",
        {"weights": weights(half_life_low="30", half_life_high="20")},
        "weights.csv, row 2 (scale/half_life_low), column weight: half-lives would be drawn "
        "from 30 to 20 days. Set half_life_low below half_life_high; where one is left out it is "
        "7, or 120.",
    ),
    (
        "half_lives_are_drawn_upwards",
        {"weights": weights(half_life_high="3")},
        "weights.csv, row 2 (scale/half_life_high), column weight: half-lives would be drawn "
        "from 7 to 3 days. Set half_life_low below half_life_high; where one is left out it is "
        "7, or 120.",
    ),
    (
        "half_lives_are_some_time",
        {"issues": [SOUND["issues"][0], SOUND["issues"][1] | {"half_life": "0"}]},
        "issues.csv, row 3 (FRC), column half_life: the half-life is 0 days, so that nothing "
        "counts a day after it was said. Write more than 0, or leave it empty for the half-life "
        "of the weights.",
    ),
]
# Checks of files, which tests/case/test_stored_texts.py tests.
IN_A_FOLDER = {"stored_texts_can_be_used", "stored_texts_are_plain"}
WARNINGS = {
    "voices_speak_for_their_party",
    "quantities_are_given",
    "cells_are_plain",
    "weights_are_at_most_one",
    "dates_in_words_agree",
    "dates_in_words_are_worked_out",
    "language_is_spoken",
    "goals_ask_different_things",
    "case_has_title_and_day",
    "tables_have_rows",
    "readings_have_the_same_parties",
    "deciding_parties_have_lines",
    "rows_are_not_past_the_day_of_the_case",
    "rows_are_dated",
    "gaps_are_told",
    "copies_are_published_after_their_originals",
    "elements_are_held",
}


@pytest.mark.parametrize(("check", "changed", "message"), TOLD)
def test_a_check_tells_what_it_is_named_for(check: str, changed: Tables, message: str) -> None:
    """The message names table, row and column, what is wrong, and the remedy."""
    found = [problem for problem in problems(changed) if problem.check == check]
    assert [str(problem) for problem in found] == [message]
    assert found[0].severity == ("warning" if check in WARNINGS else "error")


@pytest.mark.parametrize(
    ("check", "changed"),
    [(check, changed) for check, changed, _ in TOLD if check != "gaps_are_told"],
)
def test_one_slip_is_one_problem(check: str, changed: Tables) -> None:
    """No other check tells the same slip again."""
    assert [problem.check for problem in problems(changed)] == [check]


ANONYMOUS = said("s1", attribution="anonymous")
BARE = {"id": "s1", "paraphrase": "x", "source": "p"}
SOUND_TOO: list[tuple[str, Tables]] = [
    (
        "retractions_name_what_they_take_back",
        {
            "statements": [
                said("s1"),
                said("s2", act="retract"),
                said("s3", act="retract", note="The words of 2019, not in corpus"),
                said("s4", act="retract", status="proposed"),
            ],
            "statement_links": [link("s2", "retracts", "s1")],
        },
    ),
    (
        "parties_take_back_their_own_words",
        {
            "statements": [said("s1", principal="UKR"), said("s2", principal="RUS"), said("s3")],
            "statement_links": [link("s2", "disputes", "s1"), link("s3", "supersedes", "s1")],
        },
    ),
    (
        "links_lead_back_in_time",
        {
            "statements": [
                said("s1", asserted_at="2025-02-03", utterance="u"),
                said("s2", utterance="u"),
                said("s3", asserted_at="2025"),
            ],
            "statement_links": [link("s2", "repeats", "s1"), link("s3", "qualifies", "s1")],
        },
    ),
    (
        "corrections_make_no_circle",
        {
            "statements": [
                said("s1", recorded_at="2025-01-31"),
                said("s2", recorded_at="2025-01-31", corrects="s1"),
                correction("s3", "s2"),
                said("s4", corrects="s1", status="rejected", recorded_at="2024"),
                correction("s5", "s1", status="proposed"),
            ]
        },
    ),
    (
        "unnamed_voices_only_hint",
        {
            "statements": [ANONYMOUS, said("s2", attribution="named"), said("s3")],
            "red_lines": [
                line("R1", statements="s1", strength="hints"),
                line("R2", statements="s1", basis="judgement"),
                line("R3", statements="s1;s2"),
                line("R4", statements="s1;s3"),
                U1,
            ],
        },
    ),
    (
        "voices_speak_while_in_office",
        {
            "voices": [IN_OFFICE | {"valid_to": "2025-01-31"}, {"id": "w", "name": "W"}],
            "statements": [
                said("s1", voice="v", principal="UKR"),
                said("s2", voice="v", asserted_at="..2025-02-14"),
                said("s3", voice="w", principal="RUS", asserted_at="2019"),
                said("s4", voice="v", asserted_at="2019", status="rejected"),
            ],
        },
    ),
    (
        "shares_name_their_whole",
        {
            "statements": [
                said(f"s{number}", quantity="40", quantity_of=text)
                for number, text in enumerate(
                    (
                        "per cent of Ukraine's metal resources; the base is not stated",
                        "share of the deposits",
                        "% of the water",
                        "missiles",
                        "parties that took part-time measures",
                        "percentage points",
                        "pour cent des gisements",
                        "part de l'eau",
                        "pour cent d'eau",
                        "відсотків родовищ країни",
                        "частка води в річці",
                    )
                )
            ]
        },
    ),
    (
        "dates_in_words_agree",
        {
            "sources": dated(published="2025-02-14"),
            "statements": [
                said("s1", asserted_at="2025-02-12", asserted_at_given="Wednesday"),
                said("s2", asserted_at="2025-02-13", asserted_at_given="later"),
                said("s3", asserted_at="2021-12-17", asserted_at_given="late 2021"),
                said("s4", source="q", asserted_at_given="Wednesday"),
                said("s5", asserted_at_given="in the past"),
            ],
        },
    ),
    (
        "statements_are_said_before_they_are_told",
        {
            "sources": dated(published="2025-02", retrieved="2025-02-14"),
            "statements": [
                said("s1", asserted_at="2025-02-14", reported_at="..2025-02-14"),
                said("s2", asserted_at="2025-02", reported_at="2025-02-01", recorded_at="2025-02"),
            ],
        },
    ),
    (
        "cells_are_plain",
        {"goals": [{"id": "G1", "rule": "CF = 2", "note": "R&D: a < b, <he> says; Q&A;"}]},
    ),
    (
        "weights_weigh_known_codes",
        {
            "weights": [
                {"factor": "credibility", "key": "6", "weight": "0"},
                {"factor": "certainty", "key": "PR", "weight": ".5"},
                {"factor": "scale", "key": "half_life_high", "weight": "120"},
                {"factor": "act", "key": "decline_to_confirm", "weight": "1.0"},
            ]
        },
    ),
    (
        "inventory_rows_exist",
        {
            "inventory": [
                {"row": "1", "element": "e", "held_by": "issues.CF; later: deals step"},
                {"row": "2", "element": "f", "held_by": "later: forecast step;later: stakes step"},
            ]
        },
    ),
    (
        "corrections_are_dated",
        {
            "statements": [
                said("s1"),
                correction("s2", "s1"),
                said("s3", corrects="s1", status="rejected"),
            ]
        },
    ),
    (
        "copies_are_published_after_their_originals",
        {
            "sources": [
                {"id": "p", "title": "P", "published": "2025-02-14"},
                {"id": "q", "title": "Q", "copied_from": "p", "published": "2025-02-14"},
                {"id": "r", "title": "R", "copied_from": "p", "published": "2025-02"},
                {"id": "t", "title": "T", "copied_from": "p"},
                {"id": "u", "title": "U", "copied_from": "t", "published": "2024"},
            ]
        },
    ),
    (
        "elements_are_held",
        {
            "inventory": [
                {"row": "1", "element": "e", "held_by": "red_lines.R1"},
                {"row": "2", "element": "f", "held_by": "later: deals step"},
            ]
        },
    ),
    (
        "scales_can_be_divided_by",
        {
            "weights": [
                *weights(kappa="0.000001", half_life="1e6", sigma="5", superseded="0"),
                {"factor": "certainty", "key": "PR", "weight": "0"},
            ]
        },
    ),
    (
        "half_lives_are_drawn_upwards",
        {"weights": weights(half_life_low="20", half_life_high="20", half_life="3")},
    ),
    (
        "half_lives_are_some_time",
        {
            "issues": [
                SOUND["issues"][0] | {"half_life": "0..30"},
                SOUND["issues"][1] | {"half_life": "0.5"},
            ]
        },
    ),
]


@pytest.mark.parametrize(("check", "changed"), SOUND_TOO, ids=[name for name, _ in SOUND_TOO])
def test_a_check_lets_pass_what_is_sound(check: str, changed: Tables) -> None:
    """What is allowed is not told, by this check or any other."""
    past = "rows_are_not_past_the_day_of_the_case"
    assert [str(problem) for problem in problems(changed) if problem.check != past] == []


@pytest.mark.parametrize(
    "text",
    [
        "per cent",
        "percent under occupation",
        "share under occupation",
        "%",
        "fraction",
        "pour cent",
        "відсотків родовищ",
        "частка",
        "per cent of",
    ],
)
def test_a_share_without_its_whole_is_told(text: str) -> None:
    """In each language that zopa speaks."""
    found = problems({"statements": [said("s1", quantity="40", quantity_of=text)]})
    assert [problem.check for problem in found] == ["shares_name_their_whole"]


def test_a_link_that_cannot_be_read_may_say_what_is_taken_back() -> None:
    """Where a link could not be read, no statement is told that it lacks one."""
    found = problems(
        {
            "statements": [said("s1"), said("s2", act="retract")],
            "statement_links": [link("s2", "takes back", "s1")],
        }
    )
    assert [problem.check for problem in found] == ["cells"]


def test_a_correction_that_replaces_a_statement_decides_who_speaks() -> None:
    """A statement that was corrected is no support any more."""
    changed: Tables = {
        "statements": [
            said("s1", attribution="named"),
            correction("s2", "s1", attribution="anonymous"),
        ],
        "red_lines": [line("R1", statements="s1;s2"), U1],
    }
    assert [problem.check for problem in problems(changed)] == ["unnamed_voices_only_hint"]
    changed["statements"][1]["status"] = "proposed"
    assert problems(changed) == []


def test_today_comes_from_outside() -> None:
    """The same case is sound on the day itself and told the day before; 2025-02 may be today."""
    rows = [said("s1", asserted_at="2025-02-14"), said("s2", asserted_at="2025-02")]
    day = [SOUND["case"][0], {"key": "as_of", "value": "2025-02-28"}]
    case, origin, _ = build(raw_case(SOUND | {"case": day, "statements": rows}))
    context = Context(case, origin, today=lambda: date(2025, 2, 14))
    assert run_checks(context) == []
    context = Context(case, origin, today=lambda: date(2025, 2, 13))
    assert [str(problem) for problem in run_checks(context)] == [
        "statements.csv, row 2 (s1), column asserted_at: 2025-02-14 has not come yet. Correct the "
        "date."
    ]


def test_what_is_worked_out_can_be_written() -> None:
    """Days that are a range, or have no beginning, are offered as a date that holds them."""
    rows = [BARE | {"asserted_at_given": "in the past"}]
    rows.append(BARE | {"id": "s2", "asserted_at_given": "late January"})
    rows.append(BARE | {"id": "s3", "asserted_at_given": "later"})
    found = problems({"sources": dated(published="2025-02-14"), "statements": rows})
    assert [str(problem) for problem in found] == [
        "statements.csv, column asserted_at: without a date: s3. They count as standing, from "
        "the day of their source where it has one; '..2025-02-14' says 'not later than'.",
        "statements.csv, row 2 (s1), column asserted_at: 'in the past' in a source of "
        "2025-02-14 is not later than 2025-02-14. It counts from then; write ..2025-02-14 in "
        "asserted_at if that is right.",
        "statements.csv, row 3 (s2), column asserted_at: 'late January' in a source of "
        "2025-02-14 is 2025-01-21 to 2025-01-31. It counts from then; write 2025-01 in "
        "asserted_at if that is right.",
    ]


def test_of_two_sources_with_one_id_the_first_is_meant() -> None:
    """The id is told as standing twice, and whatever else is said rests on one of them."""
    rows = [{"id": "p", "title": "P"}, {"id": "p", "title": "Q", "published": "2024"}]
    found = problems({"sources": rows, "statements": [said("s1")]})
    assert [problem.check for problem in found] == ["rows_are_unique"]


def test_the_same_warning_is_told_once_for_a_column() -> None:
    """A thousand rows of a column that all lack the same are one problem."""
    rows = [{"id": f"s{n}", "paraphrase": "x", "source": "p"} for n in range(9)]
    for row in rows:
        row["asserted_at_given"] = "yesterday"
    found = problems({"sources": dated(published="2025-02-14"), "statements": rows})
    assert [str(problem) for problem in found] == [
        "statements.csv, row 2 (s0), column asserted_at: 'yesterday' in a source of 2025-02-14 is "
        "2025-02-13. It counts from then; write 2025-02-13 in asserted_at if that is right. 8 "
        "more cells of the column are alike: rows 3, 4, 5 and 5 more."
    ]


def test_every_check_has_a_test() -> None:
    """A check that is added to the list needs a message here."""
    told = {check for check, _, _ in TOLD} | IN_A_FOLDER
    assert {check.__name__ for check in CHECKS} == told


def test_an_empty_case_is_told_what_it_needs() -> None:
    """A case with nothing in it is told where to begin, and no more."""
    loaded = judge(raw_case({"case": SOUND["case"]}), [])
    assert [str(problem) for problem in loaded.problems] == [
        "table parties: the case has no parties. Add at least one party: id, name.",
        "table issues: the case has no issues. Add what is negotiated: id, question; then its "
        "values and controls.",
    ]


def test_a_case_in_graph_form_needs_no_controls() -> None:
    """Where moves are listed, nobody need control an issue."""
    move = {"party": "UKR", "from_outcome": "CF=0", "to_outcome": "CF=1"}
    tables = {name: rows for name, rows in SOUND.items() if name != "controls"}
    assert judge(raw_case(tables | {"moves": [move]}), []).problems == ()


@pytest.mark.parametrize(
    ("note", "kinds"),
    [
        ("charter", ("charter",)),
        ("charter; jus_cogens: Article 2(4)", ("charter", "jus_cogens")),
        ("charter, jus_cogens", ("charter", "jus_cogens")),
        ("charter and constitution: both; of them", ("charter", "constitution")),
        ("charters", ()),
        ("the charter", ()),
        ("charter and more", ()),
    ],
)
def test_a_legal_note_starts_with_its_kinds(note: str, kinds: tuple[str, ...]) -> None:
    """One or several kinds of law, then a colon and words, or nothing."""
    case = build(raw_case({"red_lines": [line("R1", legal_note=note)]}))[0]
    assert case.red_lines[0].legal_kinds == kinds


def test_further_checks_are_run_with_the_others() -> None:
    """A check that is given runs as well, and its problems carry its name."""

    def nothing_is_right(context: Context) -> Iterator[Problem]:
        yield context.problem("goals", 0, "rule", "it is wrong.")

    case, origin, _ = build(raw_case(SOUND))
    found = run_checks(Context(case, origin), [nothing_is_right])
    assert [str(problem) for problem in found] == [
        "goals.csv, row 2 (G1), column rule: it is wrong."
    ]
    assert found[0].check == "nothing_is_right"


def test_a_case_made_in_memory_can_be_checked() -> None:
    """A case that no carrier has read is checked, too, its rows counted from 2."""
    case: Case = build(raw_case(SOUND | {"controls": [SOUND["controls"][0]]}))[0]
    assert [str(problem.place) for problem in run_checks(Context(case))] == ["table issues, row 3"]
