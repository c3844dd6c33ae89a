"""Carriers: any valid case survives every round trip, and nothing is overwritten unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from tests.strategies import cases, valid_case
from zopa.case.build import read_case
from zopa.case.carriers import read_raw, write_case, yaml_file, yaml_nodes
from zopa.case.carriers.yaml_text import yaml_text
from zopa.case.case import Case
from zopa.errors import OptionError, StorageError

SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SMALL = {
    "parties": [{"id": "A", "name": "Arda"}],
    "issues": [{"id": "CF"}],
    "values": [{"issue": "CF", "id": "0"}, {"issue": "CF", "id": "1"}],
    "controls": [{"issue": "CF", "movers": "A"}],
}


def read_back(case: Case, name: str) -> Case:
    """Write a case and read it again."""
    with tempfile.TemporaryDirectory() as folder:
        write_case(case, Path(folder) / name)
        loaded = read_case(Path(folder) / name)
    assert not loaded.errors, loaded.errors
    return loaded.case


@SLOW
@given(cases())
def test_a_case_survives_csv_then_yaml_then_csv(case: Case) -> None:
    """A case is the same, and has the same hash, in every carrier."""
    as_csv = read_back(case, "case")
    as_yaml = read_back(as_csv, "case.yaml")
    again = read_back(as_yaml, "again")
    assert as_csv == as_yaml == again == case
    assert as_csv.hash == as_yaml.hash == again.hash == case.hash


@SLOW
@given(cases())
def test_both_parsers_read_the_same_case(case: Case) -> None:
    """The parser in C and the one in Python read the same cells from what is written."""
    text = yaml_text(case)
    fast, _ = yaml_file.read_yaml(text)
    parser = yaml_nodes.LOADER
    yaml_nodes.LOADER = yaml.SafeLoader
    try:
        slow, _ = yaml_file.read_yaml(text)
    finally:
        yaml_nodes.LOADER = parser
    assert fast == slow


@SLOW
@given(cases())
def test_other_programs_read_the_same_texts(case: Case) -> None:
    """A loader that knows YAML's types finds texts where zopa has texts, never `false` for `no`."""
    for name, rows in yaml.safe_load(yaml_text(case)).items():
        for cells in [rows] if name == "case" else rows:
            for column, cell in cells.items():
                numeric = column in ("firmness", "order", "rank", "horizon_months", "weight")
                numeric |= column in ("score", "worth", "probability", "quantity", "half_life")
                assert isinstance(cell, str) or numeric, (name, column, cell)


def test_a_hash_follows_cells_and_order_and_nothing_else() -> None:
    """The hash changes with a cell or with the order of rows, not with an empty table."""
    case = valid_case(SMALL)
    turned = valid_case(SMALL | {"values": SMALL["values"][::-1]})
    renamed = valid_case(SMALL | {"parties": [{"id": "A", "name": "Brin"}]})
    spelled_out = valid_case(SMALL | {"parties": [{"id": "A", "name": "Arda", "kind": "deciding"}]})
    assert len({case.hash, turned.hash, renamed.hash}) == 3
    assert case.hash == spelled_out.hash == valid_case(SMALL | {"gaps": []}).hash


def test_a_missing_path_names_its_neighbour(tmp_path: Path) -> None:
    """A path with a slip of the pen is answered with the entry next to it."""
    (tmp_path / "ukraine").mkdir()
    with pytest.raises(StorageError) as caught:
        read_raw(tmp_path / "ukriane")
    assert str(caught.value) == (
        f"There is no case at '{tmp_path}/ukriane'. Did you mean '{tmp_path}/ukraine'?"
    )
    with pytest.raises(StorageError) as caught:
        read_raw(tmp_path / "zzz")
    assert str(caught.value) == f"There is no case at '{tmp_path}/zzz'. Check the path."


@pytest.mark.parametrize(
    ("missing", "offered"),
    [("rivr.yaml", "river.yaml"), ("rivr.xlsx", "river.xlsx"), ("brieff.yaml", "")],
)
def test_a_neighbour_that_is_offered_is_a_case(tmp_path: Path, missing: str, offered: str) -> None:
    """Of several files with one name the one with the same ending, and never another file."""
    for name in ("river.yaml", "river.xlsx", "river.zip", "brief.html"):
        (tmp_path / name).touch()
    with pytest.raises(StorageError) as caught:
        read_raw(tmp_path / missing)
    assert (caught.value.remedy) == (
        f"Did you mean '{tmp_path}/{offered}'?" if offered else "Check the path."
    )
    with pytest.raises(StorageError) as caught:
        read_raw(tmp_path / "no" / "zzz")
    assert str(caught.value) == (
        f"There is no case at '{tmp_path}/no/zzz'. There is no folder '{tmp_path}/no' either."
    )


def test_a_name_is_needed(tmp_path: Path) -> None:
    """An empty name is not the current folder."""
    with pytest.raises(OptionError) as caught:
        read_raw("")
    assert str(caught.value) == (
        "no case was named. A case is a folder of CSV files, a workbook (.xlsx) or a file that "
        "ends in .yaml; '.' is this folder."
    )
    with pytest.raises(OptionError, match="no file name was given"):
        write_case(valid_case(SMALL), "")


def test_a_link_that_leads_nowhere_is_told_as_one(tmp_path: Path) -> None:
    """A link is not offered in the place of itself."""
    link = tmp_path / "link"
    link.symlink_to("nothing")
    with pytest.raises(StorageError) as caught:
        read_raw(link)
    assert str(caught.value) == (
        f"'{link}' is a link to 'nothing', where there is nothing. Mend the link."
    )
    link.unlink()
    link.symlink_to("link")
    with pytest.raises(StorageError) as caught:
        read_raw(link)
    assert str(caught.value) == f"'{link}' cannot be opened: too many levels of symbolic links."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe into which nobody writes would never be read to its end."""
    os.mkfifo(tmp_path / "case.yaml")
    with pytest.raises(StorageError) as caught:
        read_raw(tmp_path / "case.yaml")
    assert str(caught.value) == (
        f"'{tmp_path}/case.yaml' is a named pipe, not a file. A case is a folder of CSV files, "
        "a workbook (.xlsx) or a file that ends in .yaml."
    )


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    """A name that the system refuses is the user's slip and no bug."""
    for name in ("x" * 300, "x" * 300 + ".yaml"):
        with pytest.raises(StorageError, match=r"cannot be opened: file name too long\."):
            read_raw(tmp_path / name)
        with pytest.raises(StorageError, match=r"cannot be opened: file name too long\."):
            write_case(valid_case(SMALL), tmp_path / name)
    with pytest.raises(StorageError, match="null character"):
        read_raw(tmp_path / "a\0b")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "case.xlsx",
            "case.xlsx: this is not a workbook, whatever its name says. Save it as .xlsx.",
        ),
        (
            "case.ods",
            "case.ods: zopa does not read .ods workbooks. Save it as .xlsx in the spreadsheet.",
        ),
        (
            "parties.csv",
            "parties.csv: one CSV file is one table, not a case. Name its folder instead: '{0}'.",
        ),
        (
            "case.json",
            "case.json: zopa reads no case from a file of this kind. A case is a folder of CSV "
            "files, a workbook (.xlsx) or a file that ends in .yaml.",
        ),
        (
            "~$case.xlsx",
            "~$case.xlsx: this is the lock file of an open workbook. Name the workbook itself: "
            "'{0}/case.xlsx'.",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused_once(tmp_path: Path, name: str, message: str) -> None:
    """A file that is no case is told as one problem, with the way out."""
    (tmp_path / name).write_text("id,name\n")
    problems = read_case(tmp_path / name).problems
    assert [str(problem) for problem in problems] == [message.format(tmp_path)]


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    """What stands at a path stays, unless the user forces it."""
    case = valid_case(SMALL)
    write_case(case, tmp_path / "case.yaml")
    with pytest.raises(StorageError) as caught:
        write_case(case, tmp_path / "case.yaml")
    assert str(caught.value) == (
        f"'{tmp_path}/case.yaml' is there already. Use --force to replace it."
    )
    write_case(case, tmp_path / "case.yaml", force=True)
    with pytest.raises(StorageError) as caught:
        write_case(case, tmp_path)
    assert str(caught.value) == (
        f"The folder '{tmp_path}' is not empty. Use --force to replace the tables in it."
    )


def test_the_case_itself_is_never_replaced(tmp_path: Path) -> None:
    """Not even with force does a case take the place of the one that was read."""
    case = valid_case(SMALL)
    for name in ("case", "case.yaml", "case.xlsx"):
        path = tmp_path / name
        write_case(case, path)
        with pytest.raises(StorageError) as caught:
            write_case(case, path, force=True, source=path)
        assert str(caught.value) == (
            f"'{path}' is the case itself. Choose another place: what was read is never "
            "replaced, even with --force."
        )


def test_a_table_that_is_a_link_is_not_replaced(tmp_path: Path) -> None:
    """A folder is written only where each of its tables may be."""
    folder = tmp_path / "case"
    folder.mkdir()
    (tmp_path / "precious").write_text("precious")
    (folder / "issues.csv").symlink_to("../precious")
    with pytest.raises(StorageError) as caught:
        write_case(valid_case(SMALL), folder, force=True)
    assert str(caught.value) == (
        f"'{folder}/issues.csv' is a link to '../precious'. Name the file itself: zopa does not "
        "write through links."
    )
    assert [path.name for path in folder.iterdir()] == ["issues.csv"]
    assert (tmp_path / "precious").read_text() == "precious"


def test_only_the_folder_of_the_case_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder above it that is missing is named; one that was made in vain is taken away."""
    case = valid_case(SMALL)
    with pytest.raises(StorageError) as caught:
        write_case(case, tmp_path / "a" / "case")
    assert str(caught.value) == (
        f"There is no folder '{tmp_path}/a'. Make it first, or choose another place."
    )
    (tmp_path / "nowhere").symlink_to("nothing")
    with pytest.raises(StorageError, match="nowhere' is a link that leads nowhere"):
        write_case(case, tmp_path / "nowhere")
    (tmp_path / "nowhere").unlink()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError):
        write_case(case, tmp_path / "case")
    assert list(tmp_path.iterdir()) == []


def test_force_removes_tables_that_are_gone_and_nothing_else(tmp_path: Path) -> None:
    """Old table files go, so that the folder is the case; a README and texts stay."""
    for name in ("goals.csv", "README.md", "other.csv"):
        (tmp_path / name).write_text("id,rule\n")
    write_case(valid_case(SMALL), tmp_path, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("README.md", "controls.csv", "issues.csv", "other.csv", "parties.csv", "values.csv")
    ]


def test_a_case_is_written_by_its_suffix(tmp_path: Path) -> None:
    """A suffix that zopa does not write is refused; so is a folder where a file stands."""
    case = valid_case(SMALL)
    with pytest.raises(StorageError) as caught:
        write_case(case, tmp_path / "case.json")
    assert str(caught.value) == (
        "zopa does not write a case as '.json'. Give a folder without a suffix (CSV files), or "
        "a name in .xlsx or .yaml."
    )
    (tmp_path / "case").write_text("")
    with pytest.raises(StorageError) as caught:
        write_case(case, tmp_path / "case", force=True)
    assert str(caught.value) == f"'{tmp_path}/case' is a file. Give the name of a folder."


def test_a_failed_write_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a disk fills up, the old case is whole and no half file is left."""
    case = valid_case(SMALL)
    write_case(case, tmp_path / "case")
    before = {path.name: path.read_text() for path in (tmp_path / "case").iterdir()}

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="cannot be written: no space left on device"):
        write_case(valid_case(SMALL | {"goals": []}), tmp_path / "case", force=True)
    assert {path.name: path.read_text() for path in (tmp_path / "case").iterdir()} == before


def test_yaml_is_nice_to_read() -> None:
    """A case in YAML is what a person would have typed."""
    rows = SMALL | {
        "case": [{"key": "title", "value": "Two sides"}, {"key": "as_of", "value": "2025-02-14"}],
        "red_lines": [{"id": "R1", "parties": "A", "rule": "CF = 1", "note": "First.\nSecond."}],
        "saliences": [{"party": "A", "issue": "CF", "weight": "0.5"}],
    }
    assert yaml_text(valid_case(rows)) == (
        "case:\n"
        "  title: Two sides\n"
        '  as_of: "2025-02-14"\n'
        "\n"
        "parties:\n"
        "  - id: A\n"
        "    name: Arda\n"
        "\n"
        "issues:\n"
        "  - id: CF\n"
        "\n"
        "values:\n"
        "  - issue: CF\n"
        '    id: "0"\n'
        "  - issue: CF\n"
        '    id: "1"\n'
        "\n"
        "controls:\n"
        "  - issue: CF\n"
        "    movers: A\n"
        "\n"
        "red_lines:\n"
        "  - id: R1\n"
        "    parties: A\n"
        "    rule: CF = 1\n"
        "    note: |-\n"
        "      First.\n"
        "      Second.\n"
        "\n"
        "saliences:\n"
        "  - party: A\n"
        "    issue: CF\n"
        "    weight: 0.5\n"
    )


def test_csv_has_only_the_columns_that_hold_something(tmp_path: Path) -> None:
    """A table is written with commas, LF, few quotes, and no column without a cell."""
    rows = SMALL | {"goals": [{"id": "G", "rule": "CF in {0, 1}", "label": 'the "goal"'}]}
    write_case(valid_case(rows), tmp_path / "case")
    assert (tmp_path / "case" / "goals.csv").read_bytes() == (
        b'id,label,rule\nG,"the ""goal""","CF in {0, 1}"\n'
    )
