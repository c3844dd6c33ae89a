"""What the space lens says: annex only, since counts depend on how issues are cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zopa.findings import Finding, Table, number
from zopa.lens import Assessment
from zopa.lenses.space.analyse import SpaceResult
from zopa.messages import grouped, listing, say
from zopa.model import Words
from zopa.model.sentences import rule_in_words


def statements(assessment: Assessment, result: SpaceResult) -> tuple[Finding, ...]:
    """Return the sizes of the space."""
    words = assessment.model.words
    return (
        Finding(
            id="space/size",
            text=say(
                "Of {raw} combinations of values, {feasible} satisfy every condition.",
                raw=grouped(result.raw),
                feasible=grouped(result.feasible),
            ),
            section="space",
            derivation=say("Counted exactly by eliminating the issues one by one."),
            rests_on=(
                *(f"issues/{issue.id}" for issue in words.issues),
                *(f"conditions/{condition}" for condition in words.conditions),
            ),
        ),
    )


def tables(assessment: Assessment, result: SpaceResult) -> tuple[Table, ...]:
    """Return the issues with their values, and the conditions in words."""
    return (_issues(assessment, result), _conditions(assessment, result))


def _issues(assessment: Assessment, result: SpaceResult) -> Table:
    words = assessment.model.words
    rows, grounds = [], []
    for index, issue in enumerate(words.issues):
        for value in range(len(issue.visible)):
            rows.append(
                (
                    issue.id if value == 0 else "",
                    issue.heading if value == 0 else "",
                    issue.value(value),
                    issue.label(value),
                    say("nobody: it is so now")
                    if value == issue.status_quo
                    else _movers(assessment, index, value),
                    grouped(result.occurrences[index][value]),
                )
            )
            grounds.append((f"issues/{issue.id}",))
    return Table(
        id="space/issues",
        title=say("Issues, their values, and who must act for each"),
        section="space",
        columns=(
            say("Issue"),
            say("Heading"),
            say("Value"),
            say("In words"),
            say("Who must act"),
            say("Outcomes"),
        ),
        rows=tuple(rows),
        numeric=frozenset({5}),
        caption=" ".join(_how_to_read(words)),
        rows_rest_on=tuple(grounds),
    )


def _how_to_read(words: Words) -> Iterator[str]:
    """Say what the counts depend on, and whether there are values that nobody knew of."""
    yield say("Counts depend on how finely the issues are cut.")
    if any(len(issue.visible) < len(issue.declared) for issue in words.issues):
        yield say("Values that nobody had yet named on the day are left out.")


def _movers(assessment: Assessment, issue: int, value: int) -> str:
    mask = int(assessment.model.touched[issue][value])
    names = assessment.model.words.party_names
    return listing([name for bit, name in enumerate(names) if mask >> bit & 1])


def _conditions(assessment: Assessment, result: SpaceResult) -> Table:
    words = assessment.model.words
    rows = {condition.id: condition for condition in assessment.case.conditions}
    return Table(
        id="space/conditions",
        title=say("What every outcome must satisfy"),
        section="space",
        columns=(
            say("Condition"),
            say("In words"),
            say("Kind"),
            say("Basis"),
            say("Excludes alone"),
            say("Excludes beside the others"),
        ),
        rows=tuple(
            (
                id_,
                rule_in_words(rows[id_].rule, words),
                say(rows[id_].kind),
                say(rows[id_].basis or "not given"),
                grouped(facts.excludes_alone),
                grouped(facts.excludes_last),
            )
            for id_, facts in zip(words.conditions, result.conditions, strict=True)
        ),
        numeric=frozenset({4, 5}),
        caption=say("Logic: it cannot be otherwise. Terms: nobody would sign it otherwise."),
        rows_rest_on=tuple((f"conditions/{id_}",) for id_ in words.conditions),
    )


def as_json(assessment: Assessment, result: SpaceResult) -> dict[str, Any]:
    """Return the keys of ``zopa space --json``."""
    words = assessment.model.words
    return {
        "space": {"raw": number(result.raw), "feasible": number(result.feasible)},
        "conditions": [
            {
                "id": id_,
                "excludes_alone": number(facts.excludes_alone),
                "excludes_last": number(facts.excludes_last),
            }
            for id_, facts in zip(words.conditions, result.conditions, strict=True)
        ],
        "issues": [
            {
                "id": issue.id,
                "status_quo": issue.value(issue.status_quo),
                "values": [
                    {"id": issue.value(value), "count": number(found)}
                    for value, found in enumerate(counts)
                ],
            }
            for issue, counts in zip(words.issues, result.occurrences, strict=True)
        ],
    }
