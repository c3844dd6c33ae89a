"""The generated pages are what ``tools/write_docs.py`` makes of the code today."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.tools import tool
from zopa.case.rows import columns
from zopa.case.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    return tool("write_docs")


def test_the_page_of_tables_is_up_to_date(generator: ModuleType) -> None:
    assert (REFERENCE / "tables.md").read_text(encoding="utf-8") == generator.tables_page()


def test_every_table_and_column_has_its_place() -> None:
    sections = (REFERENCE / "tables.md").read_text(encoding="utf-8").split("\n## ")[1:]
    assert [section.split("\n")[0] for section in sections] == list(TABLES)
    for section, table in zip(sections, TABLES.values(), strict=True):
        named = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        assert named == [entry.name for entry in columns(table)]


def test_every_command_has_a_section(generator: ModuleType) -> None:
    listed = generator.help_of().partition("Commands:\n")[2].partition("\n\n")[0]
    commands = re.findall(r"^ {2}([a-z]+) ", listed, re.MULTILINE)
    page = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    assert commands
    sections = re.findall(r"^## zopa (\w+)(?: \w+)?$", page, re.MULTILINE)
    assert sorted(set(sections)) == sorted(commands)


def test_the_page_of_json_is_up_to_date(generator: ModuleType) -> None:
    """Its keys are those that the commands print, each with a meaning, and its examples real."""
    page = (REFERENCE / "json.md").read_text(encoding="utf-8")
    assert page == generator.json_text()
    listed = generator.help_of().partition("Commands:\n")[2].partition("\n\n")[0]
    commands = re.findall(r"^ {2}([a-z]+) ", listed, re.MULTILINE)
    told = set(re.findall(r"^## zopa\.(\w+)/\d+$", page, re.MULTILINE))
    other = {"version", "moves", "sources", "lineage"}  # of diff --as-of, and of the two of source
    assert told == {*commands, *other} - {"source"}


def test_a_key_without_a_meaning_is_told(generator: ModuleType) -> None:
    """A key that a command begins to print, or no longer prints, stops the page from being made."""
    generator.json_text()
    module = sys.modules["json_page"]
    brief = dict.fromkeys((*module.EVERY, "file"), "")
    assert module.documented("zopa.brief/1", [brief]).keys() == brief.keys()
    with pytest.raises(KeyError, match=r"without a meaning .'pages'"):
        module.documented("zopa.brief/1", [brief | {"pages": 2}])
    with pytest.raises(KeyError, match=r"never printed .'file'"):
        module.documented("zopa.brief/1", [{"case": ""}])


def test_the_message_catalogue_is_up_to_date(generator: ModuleType) -> None:
    catalogue = ROOT / "src" / "zopa" / "locale" / "zopa.pot"
    assert catalogue.read_text(encoding="utf-8") == generator.catalogues.template_text()
