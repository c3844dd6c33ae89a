"""What the project says about itself agrees with what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "zopa"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
PINS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[A-Za-z0-9.]+)(?: ; [a-z_]+ .*)?")


def folders_in_the_table() -> dict[str, bool]:
    """Return the names in the first column of the folder table, and whether each is for later."""
    rows = [
        line.split("|")[1]
        for line in ARCHITECTURE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    return {
        name.removesuffix("/").removesuffix("/<name>"): "later" in cell
        for cell in rows
        for name in re.findall(r"`([^`]+)`", cell)
    }


def folders_in_the_package() -> set[str]:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.name for path in PACKAGE.glob("*.py") if path.name != "__init__.py"}
    return packages | modules


def test_every_folder_is_in_the_architecture() -> None:
    """Every package and module of zopa stands in the folder table of the architecture page."""
    assert folders_in_the_package() <= folders_in_the_table().keys()


def test_architecture_promises_only_what_is_marked_as_later() -> None:
    """A name in the folder table is there, or is marked as coming later, and never both."""
    later = {name for name, is_later in folders_in_the_table().items() if is_later}
    assert folders_in_the_table().keys() - folders_in_the_package() == later


def pins_of(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    matches = [PIN.fullmatch(line) for line in lines if line and not line.startswith("#")]
    assert None not in matches, f"{path.name} holds a line that is no pin of the form name==version"
    return {match["name"].lower(): match["version"] for match in matches if match}


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.stem)
def test_requirements_are_pins_without_addresses(path: Path) -> None:
    """Each line of the requirements names one package and one version, and nothing else."""
    assert pins_of(path)


def test_requirements_agree() -> None:
    """A package that several requirements files name has one version in all of them."""
    versions: dict[str, set[str]] = {}
    for path in PINS:
        for name, version in pins_of(path).items():
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
