"""YAML files: the shape of YAML, none of its types, and nothing lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from zopa.case.carriers import yaml_nodes
from zopa.case.carriers.yaml_file import read_yaml
from zopa.case.carriers.yaml_text import scalar


def rows_of(text: str, table: str = "goals") -> list[dict[str, str]]:
    """Return the cells of a table of a YAML text without problems."""
    raw, problems = read_yaml(text)
    assert not problems
    return [dict(row.cells) for row in raw.tables[table].rows]


def test_scalars_are_text_as_written() -> None:
    """No scalar turns into a number, a date, a truth value or nothing."""
    text = "goals: [{id: no, label: 1.0, rule: 2025-02-14, coder: 'null', note: 0x1F}]"
    assert rows_of(text) == [
        {"id": "no", "label": "1.0", "rule": "2025-02-14", "coder": "null", "note": "0x1F"}
    ]


def test_empty_scalars_are_empty_cells() -> None:
    """Nothing, a tilde and an unquoted null are missing values."""
    assert rows_of("goals: [{id: G, label: , note: ~, coder: null, rule: ''}]") == [{"id": "G"}]


def test_lists_in_cells_are_joined() -> None:
    """A list of texts is a cell of several ids."""
    text = "goals: [{id: G, statements: [s1, s2], sources: []}]"
    assert rows_of(text) == [{"id": "G", "statements": "s1;s2"}]


def test_case_may_be_a_plain_mapping() -> None:
    """The table `case` is read from a mapping as from rows."""
    rows = [{"key": "title", "value": "T"}, {"key": "language", "value": "en"}]
    assert rows_of("case: {title: T, summary: , language: en}", "case") == rows
    listed = "case: [{key: title, value: T}, {key: language, value: en}]"
    assert rows_of(listed, "case") == rows


def test_aliases_repeat_texts() -> None:
    """An alias repeats a text or a list of texts."""
    text = "goals: [{id: &i G, statements: &s [a, b]}, {label: *i, statements: *s}]"
    assert rows_of(text)[1] == {"label": "G", "statements": "a;b"}


def test_lines_are_remembered(tmp_path: Path) -> None:
    """A row knows the line on which it starts, and the file's name."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf# words\ngoals:\n  - id: G1\n    rule: x\n  - id: G2\n")
    table = read_yaml(path)[0].tables["goals"]
    assert [row.line for row in table.rows] == [3, 5]
    assert str(table.place(table.rows[1], "rule")) == "a.yaml:5, table goals, G2, column rule"


ROWS = "Write a table as a list of rows, each '- {id: A, name: …}'."
QUOTE = "Put the text in quotation marks."
SYNTAX = (
    "Put a text that holds ': ' or ' #', or begins with a sign, in quotes; start the columns of "
    "one row at the same place."
)
SIGNS = "Indent with spaces, not tabs; put a text that begins with a sign in quotes."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# words\n", "line 1: the file is empty. Write at least parties and issues."),
        ("- a\n", f"line 1: the file names no table with rows below it. {ROWS}"),
        ("{}\n", f"line 1: the file names no table with rows below it. {ROWS}"),
        (
            "goals:\n---\ngoals:\n",
            "line 2: a second document starts here. Keep one case in a file.",
        ),
        (
            "goals: &x [*x]\n",
            "line 1: '*x' stands within what it repeats. Write it out.",
        ),
        (
            "goals: [{id: *y}]\n",
            "line 1: '*y' repeats what is not named. If a text begins with *, put it in "
            "quotation marks: '*y'.",
        ),
        (
            "goals:\n- &r {id: x, rule: y}\n- *r\n",
            "line 3: '*r' repeats more than a text or a list of texts. Write the rows out.",
        ),
        (
            "goals: [{id: !!python/name:os.system x}]\n",
            "line 1: the tag 'tag:yaml.org,2002:python/name:os.system' is not read. Remove it.",
        ),
        ("goals: {id: G}\n", f"line 1, table goals: the table is not a list of rows. {ROWS}"),
        (
            "goals: [G]\n",
            "line 1, table goals: the row does not say which text belongs to which column. "
            "Write it as '- {id: A, name: …}'.",
        ),
        (
            "goals:\n- id: G\n  id: H\n",
            "line 3, table goals, column id: column 'id' stands twice in the row. Keep one.",
        ),
        (
            "goals: [{id: G, rule: {a: b}}]\n",
            "line 1, table goals, column rule: the cell holds more than a text or a list of "
            f"texts. {QUOTE}",
        ),
        (
            "goals: [{id: G, sources: [a, [b]]}]\n",
            "line 1, table goals, column sources: the cell holds more than a text or a list of "
            f"texts. {QUOTE}",
        ),
        (
            "goals: [{[a]: b}]\n",
            f"line 1: a list or a row stands where a name is expected. {QUOTE}",
        ),
        (
            "my notes: []\n",
            "line 1: 'my notes' is not a table of a case. A table is named parties, issues, "
            "red_lines or the like; to keep notes, put # before each of their lines.",
        ),
        ("gaols: []\n", "line 1: 'gaols' is not a table of a case. Did you mean 'goals'?"),
        (
            "goals: []\ngoals: []\n",
            "line 2, table goals: table 'goals' stands twice. Write its rows in one place.",
        ),
        ("goals:\n- id: \x07\n", "line 2: the line holds the control character U+0007. Remove it."),
        ("[" * 50, f"line 1: lists or rows stand too deep in each other. {ROWS}"),
        (
            "case: {title: Hello, world}\n",
            "line 1, table case, column world: 'world' is not a column, and nothing stands after "
            "it. Within { }, put a text that holds a comma in quotes.",
        ),
        (
            "ranks: [{party: A, outcome: r=a,c=b, rank: 4}]\n",
            "line 1, table ranks, column c=b: 'c=b' is not a column, and nothing stands after "
            "it. Within { }, put a text that holds a comma in quotes.",
        ),
        (
            "goals:\n  - id: G\n   rule: x\n",
            "line 3: this is not YAML at character 4: a row or a column does not begin where the "
            f"others do. {SYNTAX}",
        ),
        (
            "goals:\n  - id: 'G\n",
            f"line 3: this is not YAML at character 1: a quotation mark is not closed. {SYNTAX}",
        ),
        (
            "goals:\n  - id: G: H\n",
            "line 2: this is not YAML at character 10: ': ' stands a second time in a text. "
            f"{SYNTAX}",
        ),
        (
            "goals:\n  - id: G\n\trule: x\n",
            "line 3: this is not YAML at character 1: a tab stands where there should be spaces. "
            f"{SIGNS}",
        ),
        (
            "goals: [{id: @x}]\n",
            "line 1: this is not YAML at character 14: a tab or a sign stands where a text begins. "
            f"{SIGNS}",
        ),
    ],
)
def test_what_is_no_case_is_told_with_its_line(text: str, message: str) -> None:
    """A file of another shape is one problem with line and remedy."""
    assert yaml_nodes.LOADER is yaml.CSafeLoader, "the texts below are those of the parser in C"
    assert [str(problem) for problem in read_yaml(text)[1]] == [message]


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    """A YAML file is UTF-8, too."""
    path = tmp_path / "a.yaml"
    path.write_bytes("goals:\n  - id: é\n".encode("cp1252"))
    assert [str(problem) for problem in read_yaml(path)[1]] == [
        "a.yaml:2: a letter (probably 'é') is not stored as UTF-8. Save the file as UTF-8: an "
        "editor asks for the encoding when it saves under a name."
    ]
    path.write_bytes(b"PK\x03\x04")
    assert [str(problem) for problem in read_yaml(path)[1]] == [
        "a.yaml: this is a workbook or an archive, whatever its name says. Let its name end in "
        ".xlsx."
    ]


def test_aliases_cannot_make_a_small_file_large() -> None:
    """A file whose aliases repeat more text than any case holds is refused."""
    text = f"goals:\n- id: &a {'x' * 100_000}\n" + "- id: *a\n" * 200
    problems = read_yaml(text)[1]
    assert [str(problem) for problem in problems] == [
        "line 102: aliases repeat too much text. Write the texts out."
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Arda", "Arda"),
        ("it's a, b: [c]", '"it\'s a, b: [c]"'),
        ("it's a, b [c]", "it's a, b [c]"),
        ("http://a.b/c#d", "http://a.b/c#d"),
        ("CF in {0, 1}", "CF in {0, 1}"),
        ("2-3", "2-3"),
        ('"no deal" = X', "'\"no deal\" = X'"),
        ("no", '"no"'),
        ("1e3", '"1e3"'),
        ("2025-02-14", '"2025-02-14"'),
        ("a #b", '"a #b"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("a\nb", "|-\n    a\n    b"),
        ("a\n\nb", "|-\n    a\n\n    b"),
        ("a\n b", '"a\\n b"'),
    ],
)
def test_texts_are_quoted_only_where_needed(text: str, written: str) -> None:
    """Plain where YAML would read the same text; a block for several lines; else quoted."""
    assert scalar(text, 2) == written
