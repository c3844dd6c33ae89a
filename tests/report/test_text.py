"""The first two pages as plain text: the wording, line by line."""

from __future__ import annotations

from dataclasses import replace

from tests.report.markup import read, words
from tests.report.sample import BEHIND, empty, sample, what_if
from zopa.findings import Note
from zopa.report import plain_text, render_brief

WORDING = """\
The Sil: sharing a river between Arda and Belmar
As of: 2025-02-14

Background
----------
Arda fills a reservoir on the upper Sil; Belmar, downstream, asks for a guaranteed flow and for \
observers at the dam. Both have said in public what they will not sign. Delegations meet on 3 \
March; no text has been exchanged.
The case holds public statements up to 14 February 2025 and takes no view on who should give way.

Main findings
-------------
1. Under every reading of the lines, no outcome with at least 30 cubic metres of flow and a \
treaty in force meets all stated lines of Arda and Belmar.
2. Two lines on observers cannot both stand:
   - A1: Arda: observers are none
   - B2: Belmar: observers are present
3. Two lines on filling and flow cannot both stand in a dry year:
   - A2: Arda: filling takes three seasons
   - B1: Belmar: flow is 40 or more
4. Arda states three lines and Belmar three; readings of one line count once.

Legal considerations
--------------------
5. Belmar's line that the treaty stands (B3) rests on a treaty in force under its constitution. \
It is part of every set that touches the treaty.

Alternatives considered
-----------------------
6. Whether the lines on the treaty can stand together depends on how B3 is read.
7. The answer is the same where every line binds, whoever has to act.

What would change this judgement
--------------------------------
8. What was asked turns an answer in these ways, each by itself.
   - Observers: if one of these no longer stands as stated: A1 / B2.

What is not known
-----------------
* The length of dry years
* What Arda would accept for observers
* Belmar's view on the filling
* Costs of the dam
* Who speaks for the upper valley

Who is not at the table
-----------------------
* Fishers of the estuary: They are affected by the flow and are no party to the talks; no \
statement of theirs is in the case.
* The upper valley: Its villages would be flooded by the third season.

How to read these findings
--------------------------
* Red lines are stated positions and often moves in bargaining; a party may sign less.
* The sets say what conflicts, not who should yield.
* The findings depend on how statements were coded; the rows name the coder.
* Names follow the scheme “neutral” of the case. No name, term or order of words here takes a \
view on the legal status of a country, a territory or its authorities, or on where a boundary \
runs. What a party claims is given as its claim.
"""


def test_wording() -> None:
    """The first two pages of the sample read as they did."""
    assert plain_text(sample()) == WORDING


def test_changes_are_part_of_the_text() -> None:
    """A run with changed rows names the changes before anything else."""
    head = plain_text(what_if()).partition("Background")[0]
    assert head.endswith(
        "Changes made for this run\n-------------------------\n"
        "* red_lines.B1.rule is flow >= 30\n* red_lines.A3 is left out\n\n"
    )


def test_text_does_not_know_hash_and_version() -> None:
    """Another hash, version or seed changes nothing of what the pages say."""
    meta = replace(sample().meta, case_hash="f" * 64, version="9.9", seed=7)
    assert plain_text(replace(sample(), meta=meta)) == plain_text(sample())


def test_text_leaves_out_the_annex() -> None:
    """Statements, tables and cards of the annex are no part of the text."""
    text = plain_text(sample())
    assert not any(finding.text in text for finding in BEHIND)
    assert "7,680" not in text


def test_text_stands_on_the_first_pages() -> None:
    """Every line of the text is in the page before the page break."""
    page = read(render_brief(sample()))
    shown = "".join(words(e.text) for e in page.elements if e.attributes.get("class") == "front")
    body = plain_text(sample()).partition("Background\n")[2]
    lines = [line for line in body.splitlines() if line and set(line) != {"-"}]
    for line in lines:
        for piece in line.removeprefix("   - ").removeprefix("* ").split(": "):
            assert piece.partition(". ")[2] in shown if piece[0].isdigit() else piece in shown


def test_an_absent_party_without_a_note_is_named() -> None:
    """A party of which nothing is said stands in the text by its name alone."""
    text = plain_text(replace(sample(), absent=(Note("The upper valley", ""),)))
    assert "-\n* The upper valley\n" in text


def test_text_of_nothing() -> None:
    """Findings without content give a title, a date, and that names take no side."""
    head, _, notes = plain_text(empty()).partition("\n\n")
    assert head == "A case without a title\nAs of: all rows, whatever their date"
    assert notes.splitlines()[2].startswith("* No name, term or order of words here takes a view")
