"""Cards: the rows of a case as a reader opens them, and what each opens in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zopa.case.rows import Row, columns
from zopa.case.rules import RuleSyntaxError
from zopa.case.tables import TABLES
from zopa.findings import Card
from zopa.gists import gist
from zopa.lens import Assessment
from zopa.messages import say, say_count
from zopa.model import Words
from zopa.model.labels import Labels
from zopa.model.sentences import control_in_words, demand_in_words, rule_in_words
from zopa.model.speakers import CERTAINTY, CREDIBILITY, RELIABILITY

KINDS = {
    "red_lines": "Red line",
    "conditions": "Condition",
    "goals": "Goal",
    "statements": "Statement",
    "sources": "Source",
    "issues": "Issue",
    "parties": "Party",
    "voices": "Voice",
    "controls": "Who must act",
}
TITLES = ("label", "title", "name", "heading", "paraphrase", "question")
# Columns whose codes are said in words.
SCALES = {"certainty": CERTAINTY, "reliability": RELIABILITY, "credibility": CREDIBILITY}
# Cells that are the same on nearly every card, and say nothing there.
UNSAID = {"statements": (("status", "confirmed"), ("basis", "statement"))}
LINKS = {"statements": "statements", "sources": "sources", "source": "sources", "voice": "voices"}


def labels_of(assessment: Assessment) -> Labels:
    """Return what the rows of a case are called for its reader."""
    return Labels(assessment.case, assessment.choices.language, assessment.choices.naming)


def cards_of(assessment: Assessment, addresses: Iterable[str]) -> dict[str, Card]:
    """Make a card for each row that is named, and for the rows that these rest on in turn."""
    rows = {f"{table}/{row.address}": row for table in KINDS for row in assessment.case.rows(table)}
    cards: dict[str, Card] = {}
    waiting = list(dict.fromkeys(addresses))
    labels = labels_of(assessment)
    while waiting:
        address = waiting.pop(0)
        if address in cards or address not in rows:
            continue
        cards[address] = _card(address, rows[address], assessment, labels)
        waiting.extend(cards[address].opens)
    order = {table: place for place, table in enumerate(TABLES)}
    places = {address: place for place, address in enumerate(rows)}
    ranked = sorted(cards, key=lambda a: (order[a.split("/", 1)[0]], places[a]))
    return {address: cards[address] for address in ranked}


def _card(address: str, row: Row, assessment: Assessment, labels: Labels) -> Card:
    table = address.split("/", 1)[0]
    words = assessment.model.words
    cells = row.cells()
    opens, told = [], []
    for column, linked in LINKS.items():
        for name in filter(None, cells.get(column, "").split(";")):
            if linked != "statements" or name in assessment.ledger.statements:
                opens.append(f"{linked}/{name}")
                told += opens[-1:] if column == "voice" else []
    entries = [
        (_label(column.name), _entry(column.name, cells[column.name], column.choices))
        for column in columns(type(row))
        if column.name in cells
        and column.name not in LINKS
        and (column.name, cells[column.name]) not in UNSAID.get(table, ())
    ]
    return Card(
        address=address,
        kind=say(KINDS[table]),
        title=_title(row, table, cells, words, labels),
        entries=(*entries, *_standing(table, row, assessment)),
        opens=tuple(opens),
        gist=gist(table, row, words, labels),
        told=tuple(told),
    )


def _standing(table: str, row: Any, assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Say what the ledger makes of a statement, a source or a red line, and by which rule."""
    ledger = assessment.ledger
    if table == "statements" and row.id in ledger.statements:
        if row.credibility is None:
            yield say("credibility"), say(CREDIBILITY[ledger.credibility(row.id)])
        original = ledger.reports.original_of(row.id, ledger.day)
        if original is not None:
            yield say("counts"), say("no: it repeats {statement}", statement=original)
        elif ledger.reports.is_taken_back(row.id, ledger.day):
            yield say("counts"), say("little: it was taken back")
    elif table == "statements" and row.id in ledger.reports.replaced_by:
        yield (
            say("counts"),
            say("no: {statement} corrects it", statement=ledger.reports.current(row.id)),
        )
    elif table == "sources" and row.copied_from:
        lineage = ledger.lineage
        yield (
            say("root"),
            say_count(
                "{root}, {number} copy away",
                "{root}, {number} copies away",
                lineage.hops(row.id),
                root=lineage.root_of(row.id),
            ),
        )
    elif table == "red_lines":
        standing = ledger.standing(row.id)
        if standing.by == "rule":
            yield say("strength and status"), say("follow from the statements as of the day")
        elif standing.is_overruled:
            yield say("strength and status"), say("the analyst's; the rule would say otherwise")
        else:
            yield say("strength and status"), say("the analyst's")


def _entry(column: str, text: str, choices: Iterable[str]) -> str:
    """Say a cell: a word of a closed list in the reader's language, anything else as it is."""
    if text not in choices:
        return text
    if column in SCALES:
        return say(SCALES[column][text])
    return say(text).replace("_", " ")


def _title(row: Row, table: str, cells: Mapping[str, str], words: Words, labels: Labels) -> str:
    """Say a row in words: a rule is printed back, anything else has a name."""
    if table == "red_lines":
        return demand_in_words(row, words)  # type: ignore[arg-type]
    if table == "controls":
        return control_in_words(row, words)  # type: ignore[arg-type]
    named = next((cells[column] for column in TITLES if column in cells), "")
    named = labels.label(table, row.address, named)
    if not named and "rule" in cells:
        try:
            return rule_in_words(cells["rule"], words)
        except RuleSyntaxError:
            return cells["rule"]
    return named or row.address


def _label(column: str) -> str:
    return say(column.replace("_", " "))
