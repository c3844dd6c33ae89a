"""A case to begin with: the rows that every case has, and room for the others.

What nobody can know beforehand stays empty and waits: a key of the table ``case`` without a
value counts as not there, and :mod:`zopa.case.checks.next_steps` says what to fill next.
"""

from __future__ import annotations

from pathlib import Path

from zopa.case.carriers import YAML_SUFFIXES, write_case
from zopa.case.carriers.csv_folder import table_text
from zopa.case.carriers.yaml_text import scalar
from zopa.case.case import Case
from zopa.case.checks.next_steps import PLAN
from zopa.case.rows import columns
from zopa.case.tables import SCHEMA, TABLES, About
from zopa.files import write_whole

TRUE_OF_A_DRAFT = {
    "handling": "Draft, for the people who write it",
    "naming": "descriptive",
    "reviewer": "not yet reviewed",
    "schema": SCHEMA,
}
_YAML_HEAD = """\
# A case for zopa. Fill the tables from top to bottom; 'zopa check {file}' says what comes next.
# Every table and column is described in docs/reference/tables.md. Remove the # before a row.
"""


def blank_case(title: str, language: str = "en") -> Case:
    """Return a case that says what it is called and holds nothing else yet."""
    settings = {"title": title, "language": language} | TRUE_OF_A_DRAFT
    rows = [About.model_validate({"key": key, "value": text}) for key, text in settings.items()]
    return Case(about=tuple(rows))


def title_of(path: Path) -> str:
    """Return the title that a file name suggests.

    >>> title_of(Path("river-talks.xlsx"))
    'River talks'
    """
    words = path.stem.replace("-", " ").replace("_", " ").strip() or "A new case"
    return words[:1].upper() + words[1:]


def write_blank(case: Case, path: Path, *, force: bool = False) -> None:
    """Write a blank case; a folder and a YAML file get the heads of the tables to fill.

    A workbook has a sheet for every table, filled or not.  Raises
    :class:`~zopa.errors.StorageError` where something is there already, unless ``force``.
    """
    write_case(case, path, force=force)
    if path.is_dir():
        texts = {path / f"{step.table}.csv": _header(step.table) for step in PLAN[1:]}
        write_whole(
            {path / "case.csv": table_text(case.about) + _waiting(case, "{key},\n")} | texts
        )
    elif path.suffix.casefold() in YAML_SUFFIXES:
        write_whole({path: _yaml(case, path)})


def _waiting(case: Case, form: str) -> str:
    """Return the keys of ``case`` that have no value yet, each as a line."""
    keys = columns(About)[0].choices
    return "".join(form.format(key=key) for key in keys if key not in case.settings)


def _header(table: str) -> str:
    return ",".join(entry.name for entry in columns(TABLES[table])) + "\n"


def _yaml(case: Case, path: Path) -> str:
    """Return the text of a blank YAML case: what is known, and a sketch of a row of each table."""
    parts = [_YAML_HEAD.format(file=path.name), "case:\n"]
    parts += [f"  {key}: {scalar(text, 2)}\n" for key, text in case.settings.items()]
    parts.append(_waiting(case, "  {key}:\n"))
    for step in PLAN[1:]:
        cells = ", ".join(f"{name}: {text}" for name, text in step.example.items())
        meaning = TABLES[step.table].table_meaning
        parts.append(f"\n# {meaning[:1].upper()}{meaning[1:]}.\n{step.table}:\n#  - {{{cells}}}\n")
    return "".join(parts)
