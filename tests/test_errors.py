"""What every error has in common: how a place is named, and which name is offered for a slip."""

from __future__ import annotations

import pytest

from zopa.errors import Place, choose_from, did_you_mean, nearest


@pytest.mark.parametrize(
    ("name", "known", "close"),
    [
        ("titel", ["title", "as_of"], "title"),
        ("partys", ["parties", "party"], "party"),
        ("decidng", ["deciding", "ratifying"], "deciding"),
        ("RSU", ["UKR", "RUS"], "RUS"),
        ("ukr", ["UKR"], "UKR"),
        ("R66", ["R6", "R7"], "R6"),
        ("redlines", ["red_lines"], "red_lines"),
        ("nope", ["doc"], None),
        ("UKR", ["EUR"], None),
        ("st-999", ["st-239"], None),
        ("CF/3", ["CF/2"], None),
        ("src-papr-02500", ["src-paper-00200"], None),
        ("src-papr-02500", ["src-paper-02500"], "src-paper-02500"),
        ("odd", ["ordered"], None),
        ("A", ["B"], None),
        ("a name far longer than others", ["b"], None),
    ],
)
def test_a_name_is_offered_where_it_is_probably_meant(
    name: str, known: list[str], close: str | None
) -> None:
    """A slip of the pen is seen, and a name that is merely of the same length is not offered."""
    assert nearest(name, known) == close


def test_names_are_listed_where_none_is_near() -> None:
    """Where no name is near, those that there are stand in the message, at most twelve."""
    assert did_you_mean("x", ["ab", "cd"], "its rows") == "Its rows: ab, cd."
    assert did_you_mean("x", []) == "There are none yet."
    many = [f"name{number}" for number in range(13)]
    assert did_you_mean("x", many, "names").endswith("name11, ….")


def test_a_short_closed_list_is_told_in_any_case() -> None:
    """A choice is offered with the whole list where that is short, and a long one by itself."""
    kinds = ["ordered", "nominal", "numeric"]
    assert choose_from("orderd", kinds, "the choices") == (
        "Did you mean 'ordered'? The choices: ordered, nominal, numeric."
    )
    assert choose_from("x", kinds, "choices") == "Choices: ordered, nominal, numeric."
    many = [f"choice {letter}" for letter in "abcdefg"]
    assert choose_from("choice aa", many, "choices") == "Did you mean 'choice a'?"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place("parties", 3, "id", "ARD", "parties.csv"), "parties.csv, row 3 (ARD), column id"),
        (Place("parties", file="parties.csv"), "parties.csv"),
        (
            Place("parties", None, "id", "ARD", "c.xlsx", cell="A4"),
            "c.xlsx, sheet parties, cell A4 (ARD), column id",
        ),
        (Place("parties", file="c.xlsx"), "c.xlsx, sheet parties"),
        (
            Place("parties", None, "id", "ARD", "c.yaml", 4),
            "c.yaml:4, table parties, ARD, column id",
        ),
        (Place("parties", line=4), "line 4, table parties"),
        (Place("parties", 3), "table parties, row 3"),
        (Place(), "the case"),
        (Place(case="mine"), "mine"),
        (Place("parties", file="parties.csv", case="mine"), "mine: parties.csv"),
        (Place("parties", file="c.xlsx", case="a/c.xlsx"), "a/c.xlsx, sheet parties"),
    ],
)
def test_a_place_is_named_as_it_is_looked_up(place: Place, told: str) -> None:
    """By file, sheet and cell, or line, whichever its carrier has."""
    assert str(place) == told
