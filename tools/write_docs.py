"""Write the generated pages: the data dictionary, the command line, the message catalogue.

Each file is written only where it changes, so that a second run leaves everything as it is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from zopa.case.build import load_case
from zopa.case.rows import columns
from zopa.case.rules import IssueWords, in_words, parse, sentence, write
from zopa.case.tables import SCHEMA, TABLES

sys.path.insert(0, str(Path(__file__).parent))  # tools are scripts, not a package
import catalogues

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "zopa"
COMMANDS = (
    "check",
    "timeline",
    "positions",
    "source list",
    "source lineage",
    "inventory",
    "space",
    "redlines",
    "why",
    "brief",
    "audit",
    "convert",
    "diff",
    "doctor",
    "new",
    "demo",
)
EXIT_CODES = (
    ("0", "done"),
    ("1", "a gate was met: `--fail-if`, or a flaw that `audit` found"),
    ("2", "wrong usage or an invalid case"),
    ("3", "not used: kept for long runs that end incomplete, of which there are none yet"),
    ("4", "a file cannot be read or written, or `doctor` found something that zopa lacks"),
    ("70", "a bug of zopa"),
    ("130", "interrupted"),
)
MADE = "<!-- Written by tools/write_docs.py; change the code, not this page. -->\n"

# What every cell of a case has in common; the tables themselves follow from the code.
CELLS = """
A case is a folder of CSV files, a workbook or one YAML file, and all hold the same tables. `zopa
convert` turns one into another and keeps the case's hash. The order of the rows is the declared
order: of values, of lines, of readings. A case needs `parties` and `issues`, and each issue its
`values` and `controls` (or the case its `moves`); every other table may be missing. A table or a
column that is not on this page is an error.

```console
$ zopa check cases/river.yaml
$ zopa convert cases/river.yaml river
$ zopa convert river river-again.yaml
$ zopa diff cases/river.yaml river-again.yaml
```

**Empty cells.** An empty cell is a missing value. It takes the default of its column where the
column has one; in a required column it is an error. Spaces around a text are dropped. A cell may
hold line breaks, but no tab or other control character.

**Ids.** An id is any text without `;` `,` `=` `"` and without a line break; it may hold spaces
and letters of any script, and capitals count. Several ids stand in one cell with `;` between
them, as in `ARD;BEL`; none may be empty or stand twice. An id is unique in its table; a value's
id within its issue. Red lines, conditions, goals and statements share no id.

**Dates.** A date is as exact as it is known: `2024-05-19`, the month `2024-05`, the year `2024`,
or `..2024-05-19` for "not later than". A statement, a red line or a value is seen as of a day once
its last possible day has come, so `2024-05` is seen from 31 May 2024; without a date it is seen on
every day. The `as_of` of a case is one full day. The coder works out the day that words such as
"last Sunday" mean, and keeps them in `asserted_at_given` or `stated_at_given`; `zopa check` offers
the day where it is missing, and says where the two differ.

**Texts.** `text_file` names a file in UTF-8 within the folder of the case (beside a workbook or a
YAML file), and `sha256` its sum. A `span` such as `120-188` is the characters of that file from the
first number up to, not including, the second, counted from 0.

**Numbers.** A number has a decimal point and no comma: `0.3`. A range is written with `..`: two
numbers are the ends of an even range (`0.2..0.4`), three are low, most likely and high
(`0.2..0.3..0.5`), the lowest first. Where a column has limits, both ends keep them. A whole
number is written in digits.

**Outcomes.** An outcome is `issue=value,issue=value`. Issues that are left out stay at the status
quo.
"""

RULE_FORMS = """
**Rules.** A rule says which outcomes are meant. It compares an issue with a value, by their ids,
and joins such comparisons. The right column is what messages and briefs say. A rule on one issue
is said as the values that it allows, so two ways to write the same thing read the same.

{table}

From tight to loose: `not`, `and`, `or`, then `implies` and `iff`, which group to the right;
brackets group otherwise. The words of the language are in small letters. `<` `<=` `>` `>=` go by
the declared order of the values, also where their ids are numbers, and only where the issue's
kind is `ordered` or `numeric`. `≤` `≥` `≠` are read as `<=` `>=` `!=`. An id that is no plain
word (letters, digits, `_`, with `-` or `.` inside), or is a word of the language, stands in
double quotes: `DAM = "not yet"`. A rule nests at most 100 deep.

```python
from zopa.case.rules import parse, write

assert write(parse("DAM=high implies (SHA=more)")) == "DAM = high implies SHA = more"
assert parse("A=1 or B=1 and C=1") == parse("A=1 or (B=1 and C=1)")
```
"""

CARRIERS = '''
**CSV.** Each table is a file named for it, such as `parties.csv`, with the column names in its
first row, in any order. Files are UTF-8, with or without a byte-order mark; other encodings are
refused. `,` or `;` separates the cells, as the first row shows; tabs are refused. A cell that
holds the separator, a quotation mark or a line break stands in double quotes, and a quotation
mark in it is doubled. Each row has a cell for every column. Rows of blank cells are skipped.
Files that do not end in `.csv` are left alone, and so are those whose names begin with `.` or
`~`.

**Workbooks.** The file ends in `.xlsx` or `.xlsm`. Each table is a sheet named for it; sheets whose
names begin with `_` are left alone, so notes go there. In a workbook that zopa writes, row 1 says
what the sheet holds, row 2 what each column holds and row 3 names the columns; your rows begin in
row 4. When a sheet is read, the row among the first ten that has the most column names is the
header, and what stands above it is help. Texts and numbers are read as typed, numbers with 15
digits at most. A date counts in a column of dates and as the `as_of` of the case, as exact as the
cell shows it: a day, a month or a year. Refused are formulas (a rule has no `=` before it), errors
such as `#N/A`, merged cells from the header down, times of day, truth values, dates in columns of
other things, dates stored as plain numbers, and hidden sheets. Hidden rows and columns are read,
and comments are not; of both you are warned. Rows of blank cells are skipped.

**YAML.** The file ends in `.yaml` or `.yml` and is UTF-8. It maps table names to lists of rows,
and a row maps column names to texts; `case` may also be a plain mapping. Every scalar is the text
that stands there: `no` and `1.0` stay as they are. An empty scalar, `~` and `null` without quotes
are empty cells. A list in a cell is the same as its texts joined by `;`. In a row in `{ }`, a
text that holds a comma or a bracket needs quotes. An anchor may repeat a text or a list of texts,
but no row. Tags other than that of plain text, and a second document, are refused.

```python
from pathlib import Path

from zopa.case.build import load_case

Path("small.yaml").write_text("""
case: {title: A small case, as_of: 2024-06-30}
parties:
  - {id: ARD, name: Arda}
issues:
  - {id: DAM, heading: the dam, kind: ordered}
values:
  - {issue: DAM, id: none, label: left unbuilt}
  - {issue: DAM, id: low}
  - {issue: DAM, id: high}
controls:
  - {issue: DAM, movers: [ARD]}
red_lines:
  - {id: A1, parties: ARD, rule: "DAM in {none, low}", stated_at: 2024-05}
""")
case = load_case("small.yaml")
assert case.issues[0].kind == "ordered"
assert case.red_lines[0].stated_at.latest.day == 31
```
'''

# One rule of each form, on the issues of cases/river.yaml.
RULES = (
    ("is", "DAM = high"),
    ("is not", "DAM != none"),
    ("at least, and `>` `<` `<=`", "DAM >= low"),
    ("one of", "MON in {commission, joint}"),
    ("none of", "DAM not in {none, low}"),
    ("has left the status quo", "changed(SHA)"),
    ("not", "not MON = joint"),
    ("and", "DAM != none and REL = spring"),
    ("or", "SHA = more or PAY = arda"),
    ("if ... then", "DAM = high implies SHA = more"),
    ("exactly when", "REL = spring iff DAM != none"),
    ("brackets", "DAM = high implies (SHA = more or PAY = arda) and REL = spring"),
)


def tables_page() -> str:
    """Return the page of the data dictionary."""
    parts = [
        MADE,
        "# The tables of a case\n",
        f"Schema version {SCHEMA}.\n{CELLS}{RULE_FORMS.format(table=rule_table())}{CARRIERS}",
    ]
    for name, table in TABLES.items():
        keys = " / ".join(f"`{key}`" for key in table.key_columns)
        parts.append(f"## {name}\n\n{_capital(table.table_meaning)}. Key: {keys}.\n")
        rows = ["| column | kind | required | default | meaning |", "|---|---|---|---|---|"]
        for entry in columns(table):
            kind = " \\| ".join(f"`{c}`" for c in entry.choices) or entry.kind.name
            if entry.refers:
                kind += f" of {entry.refers}"
            limits = [f"from {entry.low:g}"] if entry.low is not None else []
            limits += [f"to {entry.high:g}"] if entry.high is not None else []
            meaning = entry.meaning + (f" ({', '.join(limits)})" if limits else "")
            meaning += f" [{entry.unit}]" if entry.unit else ""
            default = "" if entry.default in (None, ()) else f"`{entry.default}`"
            required = "yes" if entry.required else ""
            meaning = meaning.replace("|", "\\|")
            rows.append(f"| `{entry.name}` | {kind} | {required} | {default} | {meaning} |")
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def rule_table() -> str:
    """Return the forms of a rule, each with an example and the words it is said back in."""
    case = load_case(ROOT / "cases" / "river.yaml")
    words = {}
    for issue in case.issues:
        ids = case.values_of[issue.id]
        labels = tuple(value.label for value in case.values if value.issue == issue.id)
        words[issue.id] = IssueWords(issue.heading, ids, labels, issue.kind != "nominal")
    rows = ["| form | rule | in plain words |", "|---|---|---|"]
    for form, text in RULES:
        rule = parse(text)
        rows.append(f"| {form} | `{write(rule)}` | {sentence(in_words(rule, words))} |")
    return "\n".join(rows)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def cli_page() -> str:
    """Return the page of the command line, from each command's own help."""
    codes = "\n".join(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES)
    parts = [MADE, "# The command line\n", f"```text\n{help_of()}\n```\n"]
    for command in COMMANDS:
        parts.append(f"## zopa {command}\n\n```text\n{help_of(command)}\n```\n")
    parts.append(f"## Exit codes\n\n| code | meaning |\n|---|---|\n{codes}\n")
    return "\n".join(parts)


def json_text() -> str:
    """Return the page of JSON."""
    sys.path.insert(0, str(Path(__file__).parent))
    from json_page import json_page  # a page of its own, beside this file

    return MADE + "\n" + json_page(EXIT_CODES)


def help_of(*command: str) -> str:
    """Return what a command prints when asked for help."""
    environment = os.environ | {"COLUMNS": "88", "NO_COLOR": "1", "TERM": "dumb"}
    environment["PYTHONPATH"] = str(SOURCE.parent)
    done = subprocess.run(
        [sys.executable, "-m", "zopa.cli", *" ".join(command).split(), "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    lines = [line.rstrip() for line in done.stdout.strip().splitlines()]
    return "\n".join(lines).replace("python -m zopa.cli", "zopa")


PAGES = {
    ROOT / "docs" / "reference" / "tables.md": tables_page,
    ROOT / "docs" / "reference" / "cli.md": cli_page,
    SOURCE / "locale" / "zopa.pot": catalogues.template_text,
    ROOT / "docs" / "reference" / "json.md": json_text,
}


def main() -> None:
    """Write each page that has changed."""
    for path, page in PAGES.items():
        text = page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
