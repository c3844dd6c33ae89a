"""The case itself: its tables, its settings, and how rows are found."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from datetime import date

from tests.strategies import raw_case
from zopa.case.build import build
from zopa.case.case import Case, attribute
from zopa.case.cells import IDS, TEXT
from zopa.case.rows import columns
from zopa.case.tables import TABLES

CASE = build(
    raw_case(
        {
            "case": [
                {"key": "title", "value": "Two sides"},
                {"key": "as_of", "value": "2025-02-14"},
            ],
            "issues": [{"id": "CF"}, {"id": "FRC", "status_quo": "no"}, {"id": "NAT"}],
            "values": [
                {"issue": "FRC", "id": "yes"},
                {"issue": "CF", "id": "0"},
                {"issue": "FRC", "id": "no"},
                {"issue": "CF", "id": "2"},
            ],
            "red_lines": [{"id": "R1", "parties": "A", "rule": "x"}],
            "goals": [{"id": "R1", "rule": "x"}, {"id": "goals.R1", "rule": "y"}],
            "parties": [{"id": "A", "name": "Arda"}],
        }
    )
)[0]


def test_every_table_is_an_attribute() -> None:
    """The attributes of a case are the tables of the dictionary, in its order."""
    names = [field.name for field in fields(Case)]
    assert names == [*map(attribute, TABLES), "selection", "changes"]


def test_settings() -> None:
    """The table `case` is read by key, with defaults."""
    assert (CASE.title, CASE.language, CASE.as_of) == ("Two sides", "en", date(2025, 2, 14))
    assert CASE.settings == {"title": "Two sides", "as_of": "2025-02-14"}
    assert (Case().title, Case().as_of) == ("", None)


def test_values_keep_their_order_and_one_is_the_status_quo() -> None:
    """Values stand in declared order; the first is the status quo where none is named."""
    assert CASE.values_of == {"CF": ("0", "2"), "FRC": ("yes", "no"), "NAT": ()}
    assert CASE.status_quo == {"CF": "0", "FRC": "no"}


def test_rows_are_found_by_address() -> None:
    """An address names a table and a key; an id alone is enough where ids are shared."""
    assert CASE.find("R1") is CASE.red_lines[0]
    assert CASE.find("goals.R1") is CASE.goals[0]
    assert CASE.find("goals.goals.R1") is CASE.goals[1]
    assert CASE.find("values.CF/2") is CASE.values[3]
    assert CASE.locate("values.CF/2") == ("values", 3)
    assert CASE.find("A") is CASE.find("R9") is CASE.find("values.CF/9") is None


def test_columns_know_their_kind() -> None:
    """The dictionary says of each column whether it holds ids or free text."""
    entries = {entry.name: entry for entry in columns(TABLES["red_lines"])}
    assert entries["parties"].kind is IDS
    assert entries["note"].kind is TEXT
    assert entries["rule"].kind not in (IDS, TEXT)


def test_reading_a_case_loads_no_arrays() -> None:
    """The case layer is words only: it imports neither numpy nor numba nor scipy."""
    code = (
        "import sys, zopa.case.build, zopa.case.difference, zopa.case.carriers.yaml_file;"
        "print({'numpy', 'numba', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
