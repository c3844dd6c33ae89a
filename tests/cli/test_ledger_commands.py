"""The commands on statements, sources and positions: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
UKRAINE = str(ROOT / "cases/ukraine-2025-02")
RIVER = str(ROOT / "cases/river.yaml")
NOTE = str(ROOT / "tests/cases/note-13")
REWRITES = str(ROOT / "tests/cases/rewrites")
COMMON = {"schema", "case_hash", "as_of", "view", "scope", "version", "seed"}
TROOPS = ("--party", "USA", "--issue", "UST")

# s1 was corrected by s2 on 20 February, s3 retracted on the 13th, and s5 is only proposed.
CODED = """\
case: {title: T, as_of: "2025-02-14"}
sources: [{id: wire, title: Wire, reliability: B}, {id: copy, title: C, copied_from: wire}]
parties: [{id: A, name: Arda}, {id: B, name: Bosk}]
voices: [{id: min, party: A, name: Minister, mandate: negotiates}]
issues: [{id: X, heading: the pass}]
values: [{issue: X, id: shut}, {issue: X, id: open}]
controls: [{issue: X, movers: A}]
statements:
"""
ROW = (
    "  - {id: %s, source: %s, voice: min, principal: A, issue: X, target: %s, act: %s,"
    ' certainty: CT, asserted_at: "2025-02-%s", utterance: %s, recorded_at: "2025-02-%s",'
    " paraphrase: words of %s%s}\n"
)
LINK = "statement_links: [{from_statement: s4, kind: retracts, to_statement: s3}]\n"


@pytest.fixture
def coded(tmp_path: Path) -> str:
    """Return a case with a correction, a copy, a retraction and a proposed statement."""
    rows = [
        ("s1", "wire", "shut", "commit", "10", "u", "11", "s1", ""),
        ("s2", "wire", "open", "commit", "10", "u", "20", "s2", ", corrects: s1"),
        ("s3", "wire", "open", "commit", "12", "w", "12", "s3", ""),
        ("c3", "copy", "open", "commit", "12", "w", "12", "c3", ""),
        ("s4", "wire", "open", "retract", "13", "r", "13", "s4", ""),
        ("s5", "wire", "shut", "demand", "13", "p", "13", "s5", ", status: proposed"),
    ]
    path = tmp_path / "coded.yaml"
    path.write_text(CODED + "".join(ROW % row for row in rows) + LINK, encoding="utf-8")
    return str(path)


def read(told: tuple[int, str, str]) -> dict[str, Any]:
    """Return the JSON that a command printed and nothing else, ending well."""
    code, out, err = told
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


# All of them -----------------------------------------------------------------------------

COMMANDS = [
    ("timeline",),
    ("positions",),
    ("inventory",),
    ("source", "list"),
    ("source", "lineage"),
]


@pytest.mark.parametrize("case", [UKRAINE, RIVER, NOTE, REWRITES])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_each_command_runs_on_each_case(zopa_cli: Any, words: tuple[str, ...], case: str) -> None:
    """A case with much, little or nothing said is read in words and as JSON."""
    code, out, err = zopa_cli(*words, case)
    assert (code, err) == (0, "")
    assert out.strip()
    found = read(zopa_cli(*words, case, "--json"))
    assert found["schema"].startswith("zopa.")


@pytest.mark.parametrize("words", [*COMMANDS[:2], *COMMANDS[3:]], ids=" ".join)
def test_json_says_of_what_it_is(zopa_cli: Any, words: tuple[str, ...]) -> None:
    """The JSON of a command on a day has the keys that every such JSON has."""
    assert read(zopa_cli(*words, RIVER, "--json")).keys() >= COMMON


@pytest.mark.parametrize("lang", ["fr", "uk", "ru", "ar", "de"])
@pytest.mark.parametrize("words", [*COMMANDS[:2], *COMMANDS[3:]], ids=" ".join)
def test_each_command_speaks_other_languages(
    zopa_cli: Any, words: tuple[str, ...], lang: str
) -> None:
    """In a language with or without a catalogue a command ends well or says what it lacks."""
    code, out, err = zopa_cli(*words, REWRITES, "--lang", lang)
    assert "Traceback" not in err
    assert code in (0, 2)
    assert bool(out) == (code == 0)


@pytest.mark.parametrize("words", [*COMMANDS[:2], *COMMANDS[3:]], ids=" ".join)
def test_french_is_spoken(zopa_cli: Any, words: tuple[str, ...]) -> None:
    """In French dates are French, and JSON is refused."""
    code, out, err = zopa_cli(*words, REWRITES, "--lang", "fr", *TABLES.get(words[-1], ()))
    assert (code, err) == (0, "")
    assert "mars 2025" in out
    code, out, err = zopa_cli(*words, REWRITES, "--lang", "fr", "--json")
    assert (code, out) == (2, "")
    assert json.loads(err)["error"]["message"] == "--json is always in English."


TABLES = {"lineage": ("--tables",)}  # the sentences of this case name no day


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_case_that_is_not_there_ends_with_four(
    zopa_cli: Any, words: tuple[str, ...], tmp_path: Path
) -> None:
    """A case that cannot be found is a matter of storage."""
    code, out, err = zopa_cli(*words, str(tmp_path / "none"))
    assert (code, out) == (4, "")
    assert "There is no case at" in err


@pytest.mark.parametrize("words", [*COMMANDS[:2], *COMMANDS[3:]], ids=" ".join)
def test_a_day_is_a_day(zopa_cli: Any, words: tuple[str, ...]) -> None:
    """A text that is no day is refused."""
    code, out, err = zopa_cli(*words, RIVER, "--as-of", "soon")
    assert (code, out) == (2, "")
    assert "'soon' is not a date" in err


@pytest.mark.parametrize("command", ["timeline", "positions"])
@pytest.mark.parametrize(
    ("option", "name", "meant"),
    [("--party", "USB", "'USA'"), ("--issue", "US", "'UST'"), ("--issue", "ust", "'UST'")],
)
def test_an_unknown_party_or_issue_is_refused(
    zopa_cli: Any, command: str, option: str, name: str, meant: str
) -> None:
    """A party or an issue that the case lacks ends with 2, and the nearest is offered."""
    code, out, err = zopa_cli(command, UKRAINE, option, name)
    assert (code, out) == (2, "")
    assert f"{option}: the case has no '{name}'." in err
    assert f"Did you mean {meant}?" in err
    error = json.loads(zopa_cli(command, UKRAINE, option, name, "--json")[2])["error"]
    assert error["code"] == "option"


@pytest.mark.parametrize("words", [("timeline",), ("positions",), ("source", "lineage")])
def test_a_day_after_the_case_is_warned_of(zopa_cli: Any, words: tuple[str, ...]) -> None:
    """Asked about a later day than the case was coded for, a command says so on stderr."""
    code, _, err = zopa_cli(*words, UKRAINE, "--as-of", "2025-02-15")
    assert code == 0
    assert err.startswith("warning: --as-of 2025-02-15 is later than 2025-02-14")


# Timeline --------------------------------------------------------------------------------


def told_by(zopa_cli: Any, *words: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a timeline by their statement."""
    found = read(zopa_cli("timeline", *words, "--json"))
    return {entry["statement"]: entry for entry in found["timeline"]}


def test_the_timeline_of_ground_troops(zopa_cli: Any) -> None:
    """The refusal, what took it back, and the dispute follow one another in three lines each."""
    code, out, err = zopa_cli("timeline", UKRAINE, *TROOPS)
    assert (code, err) == (0, "")
    blocks = [block.splitlines() for block in out.strip().split("\n\n")]
    assert blocks[0] == [
        "2025-02-12 (given as “Wednesday”): Pete Hegseth, Secretary of Defense (United States) "
        "[st-202]",
        *blocks[0][1:],
    ]
    assert all(len(block) >= 3 for block in blocks[:-1])
    told = " ".join(out.split())
    assert "superseded by st-207" in told
    assert "supersedes st-202" in told
    assert out.index("[st-202]") < out.index("[st-207]") < out.index("[st-204]")
    assert "[st-205]" not in out  # reported on the 15th
    assert "C2; superseded by" in told


def test_copies_are_left_out_of_words_and_counted(zopa_cli: Any) -> None:
    """Copies are printed only where they are asked for; else it is said how many there are."""
    plain = zopa_cli("timeline", UKRAINE, *TROOPS)[1]
    full = zopa_cli("timeline", UKRAINE, *TROOPS, "--copies")[1]
    entries = told_by(zopa_cli, UKRAINE, *TROOPS)
    copies = {name for name, entry in entries.items() if entry["copy_of"] is not None}
    assert "st-303" not in copies
    assert {"st-050", "st-049", "st-351"} <= copies
    for name in entries:
        assert f"[{name}]" in full
        assert (f"[{name}]" in plain) == (name not in copies)
    assert f"{len(copies)} copies are left out: --copies prints them." in plain
    assert "left out" not in full


def test_one_copy_is_one(zopa_cli: Any, coded: str) -> None:
    """A single copy is left out in the singular."""
    out = zopa_cli("timeline", coded)[1]
    assert "1 copy is left out: --copies prints it." in out
    assert "[c3]" not in out
    assert "[c3]" in zopa_cli("timeline", coded, "--copies")[1]


def test_the_timeline_as_json(zopa_cli: Any) -> None:
    """Each entry has the cells of its statement, its grades, its root and its links."""
    entries = told_by(zopa_cli, UKRAINE, *TROOPS)
    refusal = entries["st-202"]
    assert refusal["asserted_at"] == "2025-02-12"
    assert (refusal["voice"], refusal["party"], refusal["issue"]) == ("v-hegseth", "USA", "UST")
    assert (refusal["act"], refusal["stance"], refusal["target"]) == ("refuse", "-", ["1", "2"])
    assert (refusal["reliability"], refusal["credibility"]) == ("C", "2")
    assert (refusal["root"], refusal["hops"], refusal["copy_of"]) == (
        "src-voz-2025-02-12",
        0,
        None,
    )
    assert {"kind": "supersedes", "statement": "st-207"} in refusal["linked_by"]
    assert {"kind": "supersedes", "statement": "st-202"} in entries["st-207"]["links"]
    assert refusal["evidence"] > 0
    assert entries["st-207"]["evidence"] == 0
    copy = entries["st-351"]
    assert (copy["root"], copy["hops"], copy["copy_of"]) == ("src-times", 2, "st-303")
    assert copy["target_condition"] == "CF >= 1"
    days = [entry["asserted_at"].removeprefix("..") for entry in entries.values()]
    assert days == sorted(days)


def test_the_timeline_is_of_whom_and_what_is_asked(zopa_cli: Any) -> None:
    """Parties and issues keep their statements, several options of one kind add up."""
    everything = told_by(zopa_cli, UKRAINE)
    american = told_by(zopa_cli, UKRAINE, "--party", "USA")
    both = told_by(zopa_cli, UKRAINE, "--party", "USA", "--party", "RUS")
    troops = told_by(zopa_cli, UKRAINE, "--issue", "UST")
    assert {entry["issue"] for entry in troops.values()} == {"UST"}
    assert "st-045" in troops  # of Ukraine
    assert set(american) < set(both) < set(everything)
    assert set(told_by(zopa_cli, UKRAINE, *TROOPS)) == set(american) & set(troops)


def test_the_timeline_as_of_a_day(zopa_cli: Any) -> None:
    """As of a day only what was said and reported by then is told, as it stood then."""
    earlier = told_by(zopa_cli, UKRAINE, *TROOPS, "--as-of", "2025-02-12")
    assert list(earlier) == ["st-202"]
    assert earlier["st-202"]["linked_by"] == []
    assert earlier["st-202"]["credibility"] == "3"
    code, out, _ = zopa_cli("timeline", UKRAINE, *TROOPS, "--as-of", "2025-02-11")
    assert (code, out) == (0, "Nobody has said anything that is asked for, as of the day.\n")


@pytest.mark.parametrize(
    ("by", "statements"),
    [
        ("2025-02-10", []),
        ("2025-02-11", ["s1"]),
        ("2025-02-12", ["s1", "s3", "c3"]),
        ("2025-02-19", ["s1", "s3", "c3", "s4"]),
        ("2025-02-20", ["s2", "s3", "c3", "s4"]),
    ],
)
def test_the_timeline_as_it_had_been_coded(
    zopa_cli: Any, coded: str, by: str, statements: list[str]
) -> None:
    """By a day before a correction was coded, what it corrects is told in its place."""
    assert list(told_by(zopa_cli, coded, "--recorded-by", by)) == statements


def test_a_retraction_takes_back_the_copy_as_well(zopa_cli: Any, coded: str) -> None:
    """What is retracted says so, and its copy counts for nothing in any case."""
    entries = told_by(zopa_cli, coded)
    assert list(entries) == ["s2", "s3", "c3", "s4"]
    assert entries["s3"]["linked_by"] == [{"kind": "retracts", "statement": "s4"}]
    assert entries["c3"]["evidence"] == 0
    before = told_by(zopa_cli, coded, "--as-of", "2025-02-12")["s3"]["evidence"]
    assert entries["s3"]["evidence"] < 0.3 * before
    out = zopa_cli("timeline", coded, "--copies")[1]
    assert "retracted by s4" in out
    assert "taken back with another report of the same words" in out


# Positions -------------------------------------------------------------------------------


def positions_of(zopa_cli: Any, *words: str) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the positions by party, issue and condition."""
    found = read(zopa_cli("positions", *words, "--json"))
    return {(one["party"], one["issue"], one["condition"] or ""): one for one in found["positions"]}


def test_positions_are_of_whom_and_what_is_asked(zopa_cli: Any) -> None:
    """Parties and issues keep their positions, which are the same as among all others."""
    everything = positions_of(zopa_cli, UKRAINE)
    american = positions_of(zopa_cli, UKRAINE, "--party", "USA")
    troops = positions_of(zopa_cli, UKRAINE, "--issue", "UST")
    assert {party for party, *_ in american} == {"USA"}
    assert {issue for _, issue, _ in troops} == {"UST"}
    for part in (american, troops):
        assert part.items() <= everything.items()
    both = positions_of(zopa_cli, UKRAINE, *TROOPS)
    assert list(both) == [("USA", "UST", ""), ("USA", "UST", "CF = 0")]


@pytest.mark.parametrize("day", ["2025-02-12", "2025-02-13", "2025-02-14"])
def test_a_position_in_words(zopa_cli: Any, day: str) -> None:
    """A position names its values with their bands, and the statements that it rests on."""
    code, out, err = zopa_cli("positions", UKRAINE, *TROOPS, "--as-of", day)
    assert (code, err) == (0, "")
    assert f", as of {day} (case " in out
    assert "United States on a United States ground deployment: ruled out " in out
    assert " of it rests on st-202: Pete Hegseth" in out
    assert ("took back or softened" in out) == (day > "2025-02-12")
    assert ("disputes the report" in out) == (day == "2025-02-14")


def test_the_tables_of_positions_are_printed(zopa_cli: Any) -> None:
    """With --tables the values stand in columns as well."""
    out = zopa_cli("positions", UKRAINE, *TROOPS, "--tables")[1]
    assert "# Positions by value" in out
    assert "# Statements in the order in which they were made" in out


def test_a_proposed_statement_changes_nothing(zopa_cli: Any, coded: str, tmp_path: Path) -> None:
    """With and without a statement that is only proposed, positions are the same."""
    text = Path(coded).read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    without = tmp_path / "without.yaml"
    without.write_text("".join(one for one in lines if "id: s5" not in one), encoding="utf-8")
    confirmed = tmp_path / "confirmed.yaml"
    confirmed.write_text(text.replace(", status: proposed", ""), encoding="utf-8")
    found = [positions_of(zopa_cli, str(path)) for path in (coded, without, confirmed)]
    assert found[0] == found[1]
    assert found[0] != found[2]


def test_a_correction_moves_a_position(zopa_cli: Any, coded: str) -> None:
    """As it had been coded before the correction, the position was the other way round."""
    chances = {}
    for by in ("2025-02-11", "2025-02-20"):
        (position,) = positions_of(zopa_cli, coded, "--recorded-by", by).values()
        chances[by] = {one["value"]: one["p"] for one in position["values"]}
    assert chances["2025-02-11"]["shut"] > 0.5 > chances["2025-02-20"]["shut"]


def test_a_retraction_moves_a_position(zopa_cli: Any, coded: str) -> None:
    """From the day of the retraction, what was retracted counts a fifth of what it did."""
    vacuities = [
        positions_of(zopa_cli, coded, "--as-of", day)["A", "X", ""]["vacuity"]
        for day in ("2025-02-12", "2025-02-13")
    ]
    assert vacuities[0] < vacuities[1]


# Inventory -------------------------------------------------------------------------------


def test_the_inventory_of_the_flagship(zopa_cli: Any) -> None:
    """All 141 elements are held by something; what waits for a later step names it."""
    found = read(zopa_cli("inventory", UKRAINE, "--json"))
    assert found.keys() == {"schema", "case", "case_hash", "rows"}
    assert len(found["rows"]) == 141
    assert [row["row"] for row in found["rows"]] == [str(number) for number in range(1, 142)]
    for row in found["rows"]:
        assert row.keys() >= {"row", "element", "held_by"}
        assert row["element"]
        assert row["held_by"]
    later = {
        part.strip()
        for row in found["rows"]
        for part in row["held_by"].split(";")
        if part.strip().startswith("later:")
    }
    assert later
    assert all(part.endswith(" step") for part in later)


def test_the_inventory_in_words(zopa_cli: Any) -> None:
    """The table is printed below the number of elements that nothing holds."""
    out = zopa_cli("inventory", UKRAINE)[1]
    assert out.startswith("141 elements, 0 of them held by nothing.\n")
    assert "1\tUnited States as party\tparties.USA\n" in out


def test_elements_that_nothing_holds_are_counted(zopa_cli: Any, tmp_path: Path) -> None:
    """An element without a place in the case is empty, and null as JSON."""
    path = tmp_path / "case.yaml"
    rows = 'inventory: [{row: "1", element: a dam, held_by: issues.X}, {row: "2", element: fish}]\n'
    path.write_text(CODED.replace("statements:\n", rows), encoding="utf-8")
    assert zopa_cli("inventory", str(path))[1].startswith("2 elements, 1 of them held by nothing.")
    found = read(zopa_cli("inventory", str(path), "--json"))
    assert [row["held_by"] for row in found["rows"]] == ["issues.X", None]


@pytest.mark.parametrize("case", [RIVER, NOTE])
def test_a_case_without_an_inventory_says_so(zopa_cli: Any, case: str) -> None:
    """Where there is no inventory it is said how one is written, and JSON has no rows."""
    code, out, _ = zopa_cli("inventory", case)
    assert code == 0
    assert out.startswith("The case has no inventory: a table 'inventory' with row,")
    assert read(zopa_cli("inventory", case, "--json"))["rows"] == []


# Sources ---------------------------------------------------------------------------------


def test_the_list_of_sources(zopa_cli: Any) -> None:
    """Each source has its root, its hops and the number of its statements that are seen."""
    found = read(zopa_cli("source", "list", UKRAINE, "--json"))
    sources = {one["source"]: one for one in found["sources"]}
    assert len(sources) == 65
    sibling = sources["src-sibling-e"]
    assert (sibling["root"], sibling["hops"], sibling["copied_from"]) == (
        "src-times",
        2,
        "src-copy",
    )
    assert sibling["publisher"] is None
    assert sources["src-up-2025-02-15"]["statements"] == 0  # reported after the day
    earlier = read(zopa_cli("source", "list", UKRAINE, "--as-of", "2025-02-12", "--json"))
    counts = {one["source"]: one["statements"] for one in earlier["sources"]}
    assert counts["src-article"] == 0 < sources["src-article"]["statements"]
    assert counts["src-voz-2025-02-12"] > 0


def test_the_table_of_sources(zopa_cli: Any) -> None:
    """In words the sources are one table, a row each."""
    lines = zopa_cli("source", "list", REWRITES)[1].splitlines()
    assert lines[:2] == [
        "# Sources",
        "Id\tTitle\tPublished\tReliability\tRoot\tHops\tStatements",
    ]
    assert lines[3] == (
        "src-a\tRewritten report, text A (fictional)\t2025-03-05\tF\tsrc-root\t1\t3"
    )


def test_the_lineage_in_words(zopa_cli: Any) -> None:
    """The tree comes first, copies indented below what they copy, then what they changed."""
    out = zopa_cli("source", "lineage", UKRAINE)[1]
    lines = out.splitlines()
    assert lines[0].startswith("src-times: ")
    assert lines[1].startswith("  src-copy: ")
    assert [line.split(":")[0] for line in lines[2:11]] == [
        "    src-article",
        *(f"    src-sibling-{letter}" for letter in "abcdefgh"),
    ]
    told = " ".join(out.split())
    assert "and 10 copies of it are one witness." in told
    assert "inverted: condition; above “the fighting is ongoing”" in told
    assert "wktv" not in out
    assert "# What copies changed" in zopa_cli("source", "lineage", UKRAINE, "--tables")[1]


def test_the_lineage_as_json(zopa_cli: Any) -> None:
    """Roots, sources, changes and proposals have the keys that are promised."""
    found = read(zopa_cli("source", "lineage", REWRITES, "--json"))
    assert found.keys() >= COMMON | {"roots", "sources", "changed_slots", "proposals"}
    assert found["sources"][1] == {
        "source": "src-a",
        "copied_from": "src-root",
        "root": "src-root",
        "hops": 1,
    }
    copies = [one for one in found["proposals"] if one["kind"] != "utterance"]
    assert [(one["earlier"], one["later"]) for one in copies] == [
        ("src-root", "src-c"),
        ("src-root", "src-d"),
    ]
    kinds = {(one["source"], one["kind"]) for one in found["changed_slots"]}
    assert {("src-a", "strengthened"), ("src-b", "inverted")} <= kinds


def test_the_lineage_as_it_had_been_coded(zopa_cli: Any) -> None:
    """Before anything was coded no copy changed anything, and the tree is there all the same."""
    found = read(zopa_cli("source", "lineage", REWRITES, "--recorded-by", "2025-03-01", "--json"))
    assert found["changed_slots"] == []
    assert found["sources"][1]["root"] == "src-root"


@pytest.mark.parametrize("words", [("source",), ("source", "lis", RIVER), ("source", "list")])
def test_a_group_without_its_command_is_no_use(zopa_cli: Any, words: tuple[str, ...]) -> None:
    """Without a subcommand, with an unknown one, or without a case, the end is 2."""
    code, out, err = zopa_cli(*words)
    assert code == 2
    assert "lineage" in out + err or "CASE" in out + err


# What moved between two days -------------------------------------------------------------

DAYS = ("--as-of", "2025-02-12", "2025-02-14")


def test_what_moved_between_two_days(zopa_cli: Any) -> None:
    """Statements, positions, lines and findings are told in this order, with their reasons."""
    code, out, err = zopa_cli("diff", UKRAINE, *DAYS)
    assert (code, err) == (0, "")
    assert out.startswith("From 2025-02-12 to 2025-02-14\n")
    headings = [line for line in out.splitlines() if line and not line.startswith((" ", "From"))]
    assert headings == ["Statements", "Positions", "Red lines", "Findings"]
    told = " ".join(out.split())
    assert "st-202: superseded by st-207." in told
    assert "United States on a United States ground deployment: ruled out 73 to 61 %" in told
    assert "because of these shares:" in told
    assert "A1: objects, softened, was refuses, stated (st-207" in told
    assert "Now: " in told


def test_what_moved_as_json(zopa_cli: Any) -> None:
    """The JSON of moves names both days, and is as of the second."""
    found = read(zopa_cli("diff", UKRAINE, *DAYS, "--json"))
    assert found["schema"] == "zopa.moves/1"
    assert found["as_of"] == ["2025-02-12", "2025-02-14"]
    assert {one["kind"] for one in found["statements"]} >= {"new", "superseded"}
    assert any(one["line"] == "A1" for one in found["lines"])
    assert found["positions"]
    assert found["findings"]


def test_nothing_moved(zopa_cli: Any) -> None:
    """Where nothing was said between the days, each part says so."""
    code, out, _ = zopa_cli("diff", RIVER, "--as-of", "2024-06-29", "2024-06-30")
    assert code == 0
    assert out.count("- nothing moved") == 4


def test_moves_as_they_had_been_coded(zopa_cli: Any, coded: str) -> None:
    """What was coded later moved nothing as it had been coded before."""
    days = ("--as-of", "2025-02-11", "2025-02-14")
    told = {
        by: {
            (one["statement"], one["kind"])
            for one in read(zopa_cli("diff", coded, *days, "--recorded-by", by, "--json"))[
                "statements"
            ]
        }
        for by in ("2025-02-12", "2025-02-20")
    }
    assert told["2025-02-12"] == {("s3", "new"), ("c3", "new")}
    assert told["2025-02-20"] == {("s3", "new"), ("c3", "new"), ("s4", "new")}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            (NOTE, "--as-of", "2025-02-14", "2025-02-12"),
            "the first day is not before the second",
        ),
        (
            (NOTE, "--as-of", "2025-02-14", "2025-02-14"),
            "the first day is not before the second",
        ),
        ((NOTE, "--as-of", "2025-02-12", "soon"), "'soon' is not a date"),
        ((NOTE,), "there is nothing to compare the case with"),
        ((NOTE, RIVER, *DAYS), "compares one case as of two days, and two cases were given"),
    ],
)
def test_days_and_cases_that_do_not_go_together(
    zopa_cli: Any, words: tuple[str, ...], message: str
) -> None:
    """Reversed days, one case without days, and two cases with days are refused."""
    code, out, err = zopa_cli("diff", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert json.loads(zopa_cli("diff", *words, "--json")[2])["error"]["code"] == "option"


@pytest.mark.parametrize("lang", ["fr", "uk"])
def test_what_moved_in_another_language(zopa_cli: Any, lang: str) -> None:
    """Moves are told in other languages, and as JSON in English alone."""
    code, out, err = zopa_cli("diff", UKRAINE, *DAYS, "--lang", lang)
    assert (code, err) == (0, "")
    assert "2025-02-12: " not in out
    code, out, err = zopa_cli("diff", UKRAINE, *DAYS, "--lang", lang, "--json")
    assert (code, out) == (2, "")
