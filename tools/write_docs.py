"""Write the generated pages: the data dictionary, the command line, the message catalogue.

Each file is written only where it changes, so that a second run leaves everything as it is.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from zopa.case.rows import columns
from zopa.case.tables import SCHEMA, TABLES
from zopa.run import KINDS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "zopa"
COMMANDS = ("check", "space", "redlines", "why", "brief", "convert", "diff", "doctor")
EXIT_CODES = (
    ("0", "done"),
    ("1", "a `--fail-if` gate was met"),
    ("2", "wrong usage or an invalid case"),
    ("3", "a run is incomplete"),
    ("4", "a file cannot be read or written"),
    ("70", "a bug of zopa"),
    ("130", "interrupted"),
)
MADE = "<!-- Written by tools/write_docs.py; change the code, not this page. -->\n"


def tables_page() -> str:
    """Return the page of the data dictionary."""
    parts = [
        MADE,
        "# The tables of a case\n",
        f"Schema version {SCHEMA}. A case is a folder with one CSV file a table, or one YAML "
        "file: a mapping from table name to rows with the same columns (`case` may be a plain "
        "mapping). An empty cell is a missing value; several ids in one cell are separated by "
        "`;`; the order of the rows is the declared order.\n",
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


def help_of(*command: str) -> str:
    """Return what a command prints when asked for help."""
    environment = os.environ | {"COLUMNS": "88", "NO_COLOR": "1", "TERM": "dumb"}
    environment["PYTHONPATH"] = str(SOURCE.parent)
    done = subprocess.run(
        [sys.executable, "-m", "zopa.cli", *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    lines = [line.rstrip() for line in done.stdout.strip().splitlines()]
    return "\n".join(lines).replace("python -m zopa.cli", "zopa")


def messages() -> dict[tuple[str, str], set[str]]:
    """Return every message (and its plural, if it has one) with the files that use it."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py":
            said = _said_in_code(path.read_text(encoding="utf-8"))
        elif path.suffix == ".html":
            said = _said_in_template(path.read_text(encoding="utf-8"))
        else:
            continue
        for message in said:
            found.setdefault(message, set()).add(path.relative_to(SOURCE).as_posix())
    for message in looked_up():
        found.setdefault((message, ""), set()).add("case/tables.py")
    return found


def _said_in_code(text: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        texts = [text for argument in node.args for text in _texts(argument)]
        if name in ("say", "tell", "_say", "gettext"):
            yield from ((text, "") for text in _texts(node.args[0]))
        elif name == "say_count" and len(texts) > 1:
            yield texts[0], texts[1]


def _texts(node: ast.expr) -> list[str]:
    """Return the texts that an argument can be: one, or either of two."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [text for part in node.values for text in _texts(part)]
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return [str(node.value)] if is_text else []


def looked_up() -> Iterator[str]:
    """Go through what is looked up by variable: closed lists, columns, kinds of row."""
    for table in TABLES.values():
        for entry in columns(table):
            yield entry.name.replace("_", " ")
            yield from entry.choices
    yield from KINDS.values()


def _said_in_template(text: str) -> Iterator[tuple[str, str]]:
    for quote, message in re.findall(r"""\bsay\(\s*(["'])(.*?)\1""", text):
        del quote
        yield message, ""


def catalogue_text() -> str:
    """Return the template of the message catalogue, without dates and line numbers."""
    parts = [
        'msgid ""\nmsgstr ""\n"Project-Id-Version: zopa\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
    ]
    for (one, many), files in sorted(messages().items()):
        lines = [f"#: {' '.join(sorted(files))}", f"msgid {_quoted(one)}"]
        if many:
            lines += [f"msgid_plural {_quoted(many)}", 'msgstr[0] ""', 'msgstr[1] ""']
        else:
            lines.append('msgstr ""')
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


PAGES = {
    ROOT / "docs" / "reference" / "tables.md": tables_page,
    ROOT / "docs" / "reference" / "cli.md": cli_page,
    SOURCE / "locale" / "zopa.pot": catalogue_text,
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
