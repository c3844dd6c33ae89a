"""Checks: one function for each thing that must be so, all of them run, nothing raised.

A check takes a :class:`Context` and yields a problem for each place where what its name
says is not so.  To add one, write the function, name it for what it checks, and put it in
:data:`CHECKS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zopa.case.checks.completeness import (
    case_has_parties_and_issues,
    case_has_title_and_day,
    gaps_are_told,
    issues_have_tables_of_their_own,
    language_is_spoken,
    tables_have_rows,
)
from zopa.case.checks.context import Check, Context
from zopa.case.checks.dates import (
    dates_in_words_agree,
    dates_in_words_are_worked_out,
    rows_are_dated,
    rows_are_not_past_the_day_of_the_case,
)
from zopa.case.checks.days import (
    copies_are_published_after_their_originals,
    dates_have_come,
    sources_are_published_before_they_are_read,
    statements_are_said_before_they_are_told,
)
from zopa.case.checks.duplicates import (
    ids_are_unique_across_tables,
    readings_have_a_name_of_their_own,
    rows_are_unique,
)
from zopa.case.checks.goals import goals_ask_different_things
from zopa.case.checks.issues import (
    issues_are_controlled,
    issues_have_values,
    values_can_be_reached,
)
from zopa.case.checks.lines import (
    deciding_parties_have_lines,
    legal_notes_name_their_kind,
    readings_have_the_same_parties,
    statements_feed_lines_or_scores,
)
from zopa.case.checks.links import (
    corrections_are_coded_later,
    corrections_are_dated,
    corrections_make_no_circle,
    links_lead_back_in_time,
    parties_take_back_their_own_words,
    rows_are_corrected_once,
)
from zopa.case.checks.references import (
    copies_make_no_circle,
    elements_are_held,
    inventory_rows_exist,
    links_join_two_statements,
    named_rows_exist,
    named_tables_exist,
    references_resolve,
    value_references_resolve,
)
from zopa.case.checks.rules import (
    outcomes_name_what_is_there,
    rules_can_be_read,
    rules_name_what_is_there,
    views_keep_or_hold,
)
from zopa.case.checks.statements import (
    quantities_are_given,
    quantities_say_what_they_measure,
    retractions_name_what_they_take_back,
    shares_name_their_whole,
)
from zopa.case.checks.texts import (
    cells_are_plain,
    spans_lie_within_their_texts,
    stored_texts_are_plain,
    stored_texts_can_be_used,
)
from zopa.case.checks.voices import (
    offices_begin_before_they_end,
    unnamed_voices_only_hint,
    voices_speak_for_their_party,
    voices_speak_while_in_office,
)
from zopa.case.checks.weights import (
    half_lives_are_drawn_upwards,
    half_lives_are_some_time,
    scales_can_be_divided_by,
    weights_are_at_most_one,
    weights_are_one_number,
    weights_weigh_known_codes,
)
from zopa.errors import Problem

__all__ = ["CHECKS", "Check", "Context", "run_checks"]

CHECKS: tuple[Check, ...] = (
    case_has_parties_and_issues,
    case_has_title_and_day,
    language_is_spoken,
    issues_have_tables_of_their_own,
    tables_have_rows,
    rows_are_unique,
    ids_are_unique_across_tables,
    readings_have_a_name_of_their_own,
    references_resolve,
    named_tables_exist,
    value_references_resolve,
    named_rows_exist,
    inventory_rows_exist,
    elements_are_held,
    copies_make_no_circle,
    links_join_two_statements,
    parties_take_back_their_own_words,
    links_lead_back_in_time,
    retractions_name_what_they_take_back,
    corrections_make_no_circle,
    corrections_are_dated,
    corrections_are_coded_later,
    rows_are_corrected_once,
    issues_have_values,
    issues_are_controlled,
    values_can_be_reached,
    rules_can_be_read,
    rules_name_what_is_there,
    outcomes_name_what_is_there,
    views_keep_or_hold,
    legal_notes_name_their_kind,
    statements_feed_lines_or_scores,
    readings_have_the_same_parties,
    deciding_parties_have_lines,
    unnamed_voices_only_hint,
    offices_begin_before_they_end,
    voices_speak_while_in_office,
    voices_speak_for_their_party,
    quantities_say_what_they_measure,
    quantities_are_given,
    shares_name_their_whole,
    stored_texts_can_be_used,
    stored_texts_are_plain,
    spans_lie_within_their_texts,
    cells_are_plain,
    weights_weigh_known_codes,
    weights_are_one_number,
    weights_are_at_most_one,
    scales_can_be_divided_by,
    half_lives_are_drawn_upwards,
    half_lives_are_some_time,
    goals_ask_different_things,
    rows_are_not_past_the_day_of_the_case,
    rows_are_dated,
    dates_in_words_agree,
    dates_in_words_are_worked_out,
    dates_have_come,
    sources_are_published_before_they_are_read,
    copies_are_published_after_their_originals,
    statements_are_said_before_they_are_told,
    gaps_are_told,
)


def run_checks(context: Context, extra: Sequence[Check] = ()) -> list[Problem]:
    """Run every check, and further ones that are given; each problem carries its check's name."""
    return [
        replace(problem, check=check.__name__)
        for check in (*CHECKS, *extra)
        for problem in check(context)
    ]
