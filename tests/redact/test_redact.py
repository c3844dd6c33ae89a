"""What is withheld is nowhere in what is shared: proved by searching for every value of it."""

from __future__ import annotations

import html
import json
import re
import sys
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from zopa.case.build import load_case, read_case
from zopa.case.carriers import write_case
from zopa.case.case import Case
from zopa.case.overlay import Overlay
from zopa.cli import main
from zopa.errors import OptionError
from zopa.findings import Card, Findings, Note, to_json
from zopa.redact import KINDS, Withheld, read_kinds, redact_case, redact_findings
from zopa.report import render_brief
from zopa.report.audit import audit
from zopa.run import Request, assess, brief_options, run

ROOT = Path(__file__).resolve().parents[2]
FLAGSHIP = ROOT / "cases/ukraine-2025-02"
RIVER = ROOT / "cases/river.yaml"
SUBSETS = [kinds for number in (1, 2, 3) for kinds in combinations(KINDS, number)]
NAMING = {
    "sources": ("id", "title", "publisher", "author", "text_file", "sha256"),
    "voices": ("id", "name", "office"),
}
FEW = 3  # values of so few letters or fewer are searched for as words, not as strings

# Values of withheld columns that stand all the same, since a reader must see them elsewhere.
SHOWN_ANYWAY = {
    "Charter of the United Nations",  # fixed text: the law that a line touches
    "United Nations",  # part of the name of a party, the Security Council
    "Russian Federation",  # the name of a party, which also published its constitution
    "Constitution of Ukraine",  # law that a note on the law cites, as the next
    "Vienna Convention on the Law of Treaties",
}
PERSONS = ("Zelenskyy", "Putin", "Lavrov", "Peskov", "Zakharova", "Nebenzya", "Trump", "Vance")
PERSONS += ("Hegseth", "Bessent", "Starmer", "Lammy", "Macron", "Barrot", "Kallas")
PERSONS += ("Volodymyr", "Vladimir", "Donald", "Emmanuel")
ROLES = ("president", "minister", "secretary", "spokes", "High Representative", "envoy")


@cache
def findings_and_case() -> tuple[Findings, Case]:
    assessment = assess(FLAGSHIP, Request())
    return run(assessment, brief_options()), assessment.case


@cache
def without(kinds: tuple[str, ...]) -> Findings:
    """Return the flagship's findings without some kinds."""
    return redact_findings(*findings_and_case(), kinds)


@pytest.fixture
def flagship() -> tuple[Findings, Case]:
    return findings_and_case()


def values(case: Case, table: str) -> set[str]:
    """Return every value of the columns that name a source or a voice."""
    rows = [row.cells() for row in case.rows(table)]
    return {cells[column] for cells in rows for column in NAMING[table] if column in cells}


def coders(case: Case) -> set[str]:
    return {row.coder for row in case.statements if row.coder} | {case.settings["reviewer"]}


def holds(text: str, value: str) -> bool:
    """Search for a value as a string; for a short or a common word, as a whole word."""
    if len(value) > FEW and not re.fullmatch("[a-z]+", value):
        return value in text
    return re.search(rf"(?<![\w-]){re.escape(value)}(?!\w)", text) is not None


def shared(findings: Findings) -> dict[str, str]:
    """Return what leaves the house: the file as it stands, as it is read, and the JSON."""
    file = render_brief(findings)
    told = json.dumps(to_json(findings), ensure_ascii=False)
    return {"file": file, "text": html.unescape(file), "json": told}


def test_the_flagship_has_enough_to_hide(flagship: tuple[Findings, Case]) -> None:
    """Without redaction the brief holds names of all three kinds: the search can fail."""
    findings, case = flagship
    text = html.unescape(render_brief(findings))
    for table, least in (("sources", 60), ("voices", 40)):
        assert sum(holds(text, value) for value in values(case, table)) > least
    assert any(holds(text, coder) for coder in coders(case))


@pytest.mark.parametrize("kinds", SUBSETS, ids=",".join)
def test_no_value_of_a_withheld_column_is_left(
    kinds: tuple[str, ...], flagship: tuple[Findings, Case]
) -> None:
    """Of each withheld kind no value stands in the file or in the JSON; the rest is there."""
    _, case = flagship
    for where, text in shared(without(kinds)).items():
        for table in NAMING:
            if table in kinds:
                left = {value for value in values(case, table) if holds(text, value)}
                assert left <= SHOWN_ANYWAY, where
        if "coders" in kinds:
            assert not {coder for coder in coders(case) if holds(text, coder)}, where
        if "voices" in kinds:
            assert not [name for name in PERSONS if re.search(rf"\b{name}", text)], where
            assert not [role for role in ROLES if role.casefold() in text.casefold()], where
        elif where == "text":
            assert "Volodymyr Zelenskyy" in text


def test_what_is_shown_anyway_is_what_must_be_seen(flagship: tuple[Findings, Case]) -> None:
    """The exceptions of the search are those that the case itself gives."""
    _, case = flagship
    withheld = Withheld(case, KINDS)
    kept = {v for t in NAMING for v in values(case, t) if withheld.is_shown_anyway(v)}
    assert kept == SHOWN_ANYWAY


@pytest.mark.parametrize("kinds", SUBSETS, ids=",".join)
def test_the_answers_are_the_same(kinds: tuple[str, ...], flagship: tuple[Findings, Case]) -> None:
    """Redaction changes no answer of the flagship: it says the same, of nobody by name."""
    findings, _ = flagship
    redacted = without(kinds)
    assert answers(redacted) == answers(findings)
    assert len(redacted.statements) == len(findings.statements)
    assert [len(table.rows) for table in redacted.tables] == [
        len(table.rows) for table in findings.tables
    ]
    assert len(redacted.cards) == len(findings.cards)


def answers(findings: Findings) -> list[object]:
    """Return the statements and tables that name nobody who spoke and no source."""
    told = [s for s in findings.statements if s.id.startswith(("redlines/", "space/"))]
    tables = [t for t in findings.tables if t.id.startswith(("redlines/", "space/"))]
    return [*((s.id, s.text, s.points) for s in told), *((t.id, t.rows) for t in tables)]


def test_a_redacted_brief_passes_its_audit() -> None:
    assert audit(render_brief(without(KINDS))).flaws == ()


def test_pseudonyms_are_numbers_and_stable(flagship: tuple[Findings, Case]) -> None:
    """One voice has one number wherever it stands, and numbers follow the order of the case."""
    findings, case = flagship
    redacted = redact_findings(findings, case, ("sources", "voices"))
    for old, new in zip(findings.cards.values(), redacted.cards.values(), strict=True):
        table, _, id_ = old.address.partition("/")
        if table in ("sources", "voices"):
            ids = [row.address for row in case.rows(table)]
            assert new.address == f"{table}/{table[:-1]}-{ids.index(id_) + 1}"
        assert len(new.opens) == len(old.opens)
        assert all(address in redacted.cards for address in new.opens)


def test_a_voice_keeps_party_and_mandate_and_a_source_its_grade(
    flagship: tuple[Findings, Case],
) -> None:
    findings, case = flagship
    cards = redact_findings(findings, case, ("sources", "voices")).cards
    voice = cards["voices/voice-4"]
    assert voice.title == "Voice 4 (Russian Federation)"
    assert [label for label, _ in voice.entries] == ["id", "party", "name", "mandate"]
    source = cards["sources/source-3"]
    assert source.title == "Source 3"
    assert dict(source.entries)["reliability"] == "F, cannot be judged"
    assert "publisher" not in dict(source.entries)
    statement = cards["statements/st-060"]
    assert statement.title.startswith("A voice (Russian Federation); coded as: refuse, against, “")


@pytest.mark.parametrize("kinds", SUBSETS, ids=",".join)
def test_the_first_page_says_what_is_withheld(
    kinds: tuple[str, ...],
) -> None:
    text = render_brief(without(kinds))
    top = text[: text.index("<nav")]
    assert "Withheld for sharing" in top
    told = {"sources": "publishers", "voices": "offices", "coders": "who coded and reviewed"}
    assert [kind for kind in KINDS if told[kind] in top] == list(kinds)
    assert f'<meta name="zopa:redacted" content="{" ".join(kinds)}">' in text


def test_nothing_is_said_where_nothing_is_withheld(flagship: tuple[Findings, Case]) -> None:
    findings, case = flagship
    assert redact_findings(findings, case, ()) is findings
    assert "Withheld for sharing" not in render_brief(findings)


# --- names where they do not belong ---

CLUTTERED = """\
case: {title: A case with Greta Holm in its title, as_of: 2024-01-31, reviewer: Q. Q.,
  summary: "Holm met the chair of Northland in the Holm-era hall, as Хольм. The Daily Gull
    reported it. QX coded it."}
sources:
  - {id: gull-holm, title: Interview with Greta Holm, publisher: The Daily Gull,
     author: Otto Quill, text_file: texts/holm.txt, medium: article}
  - {id: gull-2, title: Second report, publisher: The Daily Gull, copied_from: gull-holm}
statements:
  - {id: st-holm-1, source: gull-holm, voice: holm, issue: fish, act: refuse, polarity: "-",
     target: some, paraphrase: "Greta Holm, the chair, declines.", coder: QX,
     note: see gull-2, asserted_at_given: the day after Holm spoke, utterance: u-holm}
  - {id: st-2, source: gull-2, voice: south, act: demand, paraphrase: Southland asks for some.}
statement_links: [{from_statement: st-2, kind: disputes, to_statement: st-holm-1}]
parties: [{id: N, name: Northland}, {id: S, name: Southland}]
voices:
  - {id: holm, party: N, name: Greta Holm, office: chair, mandate: decides, valid_from: 2020}
  - {id: south, party: S, name: Southland, office: envoy}
names: [{table: voices, row_id: holm, scheme: own, language: no, text: Хольм}]
issues: [{id: fish, heading: fish for Southland}]
values: [{issue: fish, id: none, label: none}, {issue: fish, id: some, label: some}]
controls: [{issue: fish, movers: N}]
conditions: [{id: K, rule: fish = none or fish = some, reason: "Holm's own view, in gull-2."}]
red_lines: [{id: R1, parties: N, rule: fish = none, statements: st-holm-1, sources: gull-holm,
  coder: QX, note: Otto Quill says so, stated_at_given: on the chair's last day}]
goals: [{id: g, label: some fish, rule: fish = some}]
inventory: [{row: 1, element: Greta Holm, held_by: voices.holm}]
gaps: [{topic: "What Holm meant", note: "The chair did not say."}]
"""
NAMES = ("Хольм", "Holm", "Greta", "holm", "chair", "envoy")
PAPERS = ("Gull", "gull", "Quill", "Interview", "texts/")


@pytest.fixture
def cluttered(tmp_path: Path) -> Path:
    path = tmp_path / "cluttered.yaml"
    path.write_text(CLUTTERED, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "holm.txt").write_text("Some words.", encoding="utf-8")
    assert [str(p) for p in read_case(path).errors] == []
    return path


def test_names_are_found_wherever_they_stand(cluttered: Path) -> None:
    """Titles, summaries, reasons, ids of statements and gaps lose the names in them, too."""
    assessment = assess(cluttered, Request())
    findings = run(assessment, brief_options())
    redacted = redact_findings(findings, assessment.case, KINDS)
    for text in shared(redacted).values():
        assert not [name for name in (*NAMES, *PAPERS, "QX", "Q. Q.") if name in text]
    assert redacted.meta.title == "A case with a voice (Northland) in its title"
    assert redacted.meta.summary == (
        "A voice (Northland) met a voice (Northland) in the a voice (Northland)-era hall, "
        "as a voice (Northland). A source reported it. Coder-1 coded it."
    )
    assert redacted.unknowns == (Note("What a voice (Northland) meant", ""),)
    assert redacted.cards["conditions/K"].entries[3] == (
        "reason",
        "A voice (Northland)'s own view, in source-2.",
    )
    assert "statements/statement-1" in redacted.cards
    # The party's own name stays, though a voice bears it.
    assert "Southland" in render_brief(redacted)


def test_a_case_loses_them_as_well_and_stays_a_case(cluttered: Path, tmp_path: Path) -> None:
    """A redacted case is free of errors, holds no name, and gives the same answers."""
    case = load_case(cluttered)
    path = tmp_path / "shared.yaml"
    write_case(redact_case(case, KINDS), path)
    text = path.read_text(encoding="utf-8")
    assert not [name for name in (*NAMES, *PAPERS, "QX", "Q. Q.") if name in text]
    again = read_case(path)
    assert again.errors == ()
    assert again.case.inventory == ()
    assert again.case.names == ()
    assert again.case.statement_links[0].to_statement == "statement-1"
    assert again.case.sources[1].copied_from == "source-1"
    assert again.case.hash != case.hash


@pytest.mark.parametrize("kinds", [("sources",), ("voices",), KINDS], ids=",".join)
def test_the_flagship_is_shared_as_a_case(kinds: tuple[str, ...], tmp_path: Path) -> None:
    _, case = findings_and_case()
    path = tmp_path / "shared.yaml"
    write_case(redact_case(case, kinds), path)
    text = path.read_text(encoding="utf-8")
    for table in NAMING:
        if table in kinds:
            left = {value for value in values(case, table) if holds(text, value)}
            assert left <= SHOWN_ANYWAY
    if "voices" in kinds:
        assert not [name for name in PERSONS if re.search(rf"\b{name}", text)]
    if "coders" in kinds:
        assert not {coder for coder in coders(case) if holds(text, coder)}
    assert read_case(path).errors == ()


def test_a_redacted_case_gives_the_same_statements(
    flagship: tuple[Findings, Case], tmp_path: Path
) -> None:
    findings, case = flagship
    path = tmp_path / "shared.yaml"
    write_case(redact_case(case, KINDS), path)
    again = run(assess(path, Request()), brief_options())
    assert answers(again) == answers(findings)
    shares = [s.text for s in again.statements if s.id.startswith("positions/UKR/")]
    assert shares == [s.text for s in findings.statements if s.id.startswith("positions/UKR/")]


def test_what_was_redacted_can_be_redacted_again(cluttered: Path, tmp_path: Path) -> None:
    """Pseudonyms are no names: a brief of a redacted case may be redacted as well."""
    path = tmp_path / "shared.yaml"
    write_case(redact_case(load_case(cluttered), KINDS), path)
    assessment = assess(path, Request())
    findings = run(assessment, brief_options())
    redacted = redact_findings(findings, assessment.case, KINDS)
    assert redacted.cards["sources/source-1"].title == "Source 1"
    assert redacted.cards["voices/voice-1"].title == "Voice 1 (Northland)"


def test_what_would_still_be_shown_is_refused(cluttered: Path) -> None:
    """Where a name stands in a place that redaction cannot change, nothing is given out."""
    assessment = assess(cluttered, Request())
    findings = run(assessment, brief_options())
    odd = Card("memos/Holm", "Memo", "A memo", ())
    with_memo = replace(findings, cards={**findings.cards, odd.address: odd})
    with pytest.raises(OptionError) as refused:
        redact_findings(with_memo, assessment.case, ("voices",))
    assert str(refused.value) == (
        "'Holm' would still be shown, in: memos/Holm. "
        "Change that text in the case, or share it without this --redact."
    )


def test_what_a_what_if_replaced_is_not_told(cluttered: Path) -> None:
    """A name that a change took out of the case is in no row, and is not shown either."""
    changes = (
        "voices.holm.name=Nobody",
        "sources.gull-2.title=Another",
        "case.title=Some title",
        "red_lines.R1.rule=fish != some",
    )
    assessment = assess(cluttered, Request(overlay=Overlay(set=changes)))
    findings = run(assessment, brief_options())
    assert any("Greta Holm" in change for change in findings.meta.changes)
    redacted = redact_findings(findings, assessment.case, KINDS)
    assert redacted.meta.changes == (
        "voices.voice-1.name was changed",
        "sources.source-2.title was changed",
        "case.title was changed",
        "red_lines.R1.rule is 'fish != some' instead of 'fish = none'",
    )


def test_what_a_what_if_replaced_is_not_told_in_another_language_either(cluttered: Path) -> None:
    """Whether a change is shown goes by what it changed, not by the words that tell it."""
    changes = ("voices.holm.name=Nobody", "red_lines.R1.rule=fish != some")
    assessment = assess(cluttered, Request(overlay=Overlay(set=changes), language="fr"))
    findings = run(assessment, brief_options())
    assert any("Greta Holm" in change for change in findings.meta.changes)
    redacted = redact_findings(findings, assessment.case, KINDS)
    assert redacted.meta.changes == (
        "voices.voice-1.name\u00a0: modifié",
        "red_lines.R1.rule\u00a0: 'fish != some' au lieu de 'fish = none'",
    )


@pytest.mark.parametrize("language", ["fr", "uk"])
def test_cards_in_another_language_keep_no_more(language: str) -> None:
    """A card holds the same columns whatever the language, and names of persons in none."""
    assessment = assess(FLAGSHIP, Request(language=language))
    redacted = redact_findings(run(assessment, brief_options()), assessment.case, KINDS)
    english = without(KINDS)
    assert {a: len(card.entries) for a, card in redacted.cards.items()} == {
        a: len(card.entries) for a, card in english.cards.items()
    }
    text = json.dumps(to_json(redacted), ensure_ascii=False)
    assert [person for person in PERSONS if person in text] == []


def test_sources_alone_leave_the_voices(cluttered: Path) -> None:
    assessment = assess(cluttered, Request())
    redacted = redact_findings(run(assessment, brief_options()), assessment.case, ("sources",))
    cards = redacted.cards
    assert cards["voices/holm"].title == "Greta Holm"
    assert cards["statements/statement-1"].title == "Greta Holm, the chair, declines."
    assert [label for label, _ in cards["sources/source-1"].entries] == ["id", "title", "medium"]


def test_kinds_are_read_in_any_order() -> None:
    assert read_kinds("coders, sources") == ("sources", "coders")
    assert read_kinds("") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("voice", "--redact cannot be 'voice'. Did you mean 'voices'?"),
        ("sources,xyz", "--redact cannot be 'xyz'. Kinds: sources, voices, coders."),
        (" , ", "--redact names nothing. Kinds: sources, voices, coders."),
    ],
)
def test_an_unknown_kind_is_refused(text: str, told: str) -> None:
    with pytest.raises(OptionError) as refused:
        read_kinds(text)
    assert str(refused.value) == told


# --- the command line ---


def zopa(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["zopa", *words])
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def test_brief_and_convert_redact(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The commands withhold what they are asked to, and say so in their JSON."""
    brief, case = tmp_path / "brief.html", tmp_path / "case.yaml"
    kinds = "sources,voices,coders"
    assert (
        zopa(monkeypatch, "brief", str(RIVER), "-o", str(brief), "--redact", kinds, "--json") == 0
    )
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["redacted"] == list(KINDS)
    assert zopa(monkeypatch, "convert", str(RIVER), str(case), "--redact", kinds) == 0
    river = load_case(RIVER)
    for path in (brief, case):
        text = html.unescape(path.read_text(encoding="utf-8"))
        hidden = {value for table in NAMING for value in values(river, table)}
        # A party is called the fishing villages, and one of its voices has the id villages.
        assert {value for value in hidden if holds(text, value)} == {"villages"}
        assert not holds(text, "CD")
    capsys.readouterr()
    assert zopa(monkeypatch, "brief", str(RIVER), "-o", str(brief), "--redact", "names") == 2
    assert "--redact cannot be 'names'." in capsys.readouterr().err


# --- other languages ---


@pytest.mark.parametrize("language", ["fr", "uk"])
def test_a_brief_in_another_language_withholds_as_much(language: str) -> None:
    """Columns are found by their labels, in whatever language these are."""
    assessment = assess(FLAGSHIP, Request(language=language))
    redacted = redact_findings(run(assessment, brief_options()), assessment.case, KINDS)
    english = without(KINDS)
    assert list(redacted.cards) == list(english.cards)
    for one, other in zip(redacted.cards.values(), english.cards.values(), strict=True):
        assert len(one.entries) == len(other.entries), one.address
    for where, text in shared(redacted).items():
        for table in NAMING:
            left = {v for v in values(assessment.case, table) if holds(text, v)}
            assert left <= SHOWN_ANYWAY, where
        assert not [name for name in PERSONS if re.search(rf"\b{name}", text)], where
