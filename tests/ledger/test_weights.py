"""The table of weights: whole, and changed by a case row by row."""

from __future__ import annotations

import pytest

from tests.ledger.handmade import case_of, said
from zopa.case.rows import columns
from zopa.case.tables import Source, Statement, Voice
from zopa.ledger import read_ledger
from zopa.ledger.weights import VERSION, WHERE_EMPTY, read_weights, shipped_weights

CODES = {
    "mandate": (Voice, "mandate"),
    "reliability": (Source, "reliability"),
    "credibility": (Statement, "credibility"),
    "certainty": (Statement, "certainty"),
    "act": (Statement, "act"),
}
SCALES = ("kappa", "prior", "half_life", "superseded", "sigma", "half_life_low", "half_life_high")


@pytest.mark.parametrize("factor", CODES)
def test_every_code_of_the_dictionary_has_a_weight(factor: str) -> None:
    """The table has a weight for each code of the column, and for no other."""
    table, name = CODES[factor]
    (column,) = (one for one in columns(table) if one.name == name)
    weighed = [key for of, key in shipped_weights() if of == factor]
    assert sorted(weighed) == sorted(column.choices)
    assert len(weighed) > 1


def test_what_is_not_in_the_dictionary_has_its_weights_as_well() -> None:
    """Nameless speakers and the scale have their rows, and there are no further factors."""
    keys = set(shipped_weights())
    named = {key for key in keys if key[0] not in CODES}
    assert named == {
        ("attribution", "anonymous"),
        ("attribution", "unattributed"),
        *(("scale", key) for key in SCALES),
    }


def test_an_empty_cell_counts_as_a_code_of_the_table() -> None:
    """What stands for an empty cell has a weight of its own."""
    for factor, code in WHERE_EMPTY.items():
        assert (factor, code) in shipped_weights()


def test_weights_are_parts_and_the_better_weighs_no_less() -> None:
    """Each weight is a part of 1, and a better grade weighs more than a worse one."""
    table = shipped_weights()
    assert all(0 < weight <= 1 for (factor, _), weight in table.items() if factor != "scale")
    for factor, codes in (
        ("reliability", "ABCDE"),
        ("credibility", "12345"),
        ("certainty", ("CT", "PR", "PS", "U")),
    ):
        weights = [table[factor, code] for code in codes]
        assert weights == sorted(weights, reverse=True)
        assert len(set(weights)) == len(weights)
    assert table["scale", "half_life_low"] < table["scale", "half_life"]
    assert table["scale", "half_life"] < table["scale", "half_life_high"]


def test_unknown_is_not_worst() -> None:
    """F and 6 weigh more than the worst grade and less than the best."""
    table = shipped_weights()
    assert table["reliability", "E"] < table["reliability", "F"] < table["reliability", "A"]
    assert table["credibility", "5"] < table["credibility", "6"] < table["credibility", "1"]


def test_a_case_without_weights_uses_the_shipped_ones() -> None:
    """Without rows of its own a case has zopa's table, under its version."""
    weights = read_weights(case_of())
    assert dict(weights.table) == dict(shipped_weights())
    assert (weights.version, weights.changed) == (VERSION, ())


def test_a_case_changes_single_rows() -> None:
    """A row of the case goes before zopa's, all others stay, and the version is marked."""
    weights = read_weights(case_of(weights={("act", "hint"): "0.9", ("scale", "kappa"): "2..4"}))
    assert weights.of("act", "hint") == 0.9
    assert weights.scale("kappa") == 3  # the middle of its range
    others = set(shipped_weights()) - {("act", "hint"), ("scale", "kappa")}
    assert all(weights.table[key] == shipped_weights()[key] for key in others)
    assert weights.version == f"{VERSION}+case"
    assert weights.changed == ("act/hint", "scale/kappa")
    assert shipped_weights()["act", "hint"] == 0.3  # the shipped table is left alone


def test_a_weight_that_no_table_has_is_an_error() -> None:
    """There is no weight for a code that is not in the dictionary."""
    with pytest.raises(KeyError):
        read_weights(case_of()).of("act", "whisper")


def test_a_row_of_the_case_weighs_what_is_said() -> None:
    """Evidence is in proportion to the weight of the act that the case gives."""
    told = [said("s1", act="offer")]
    found = []
    for weights in ({}, {("act", "offer"): "0.25"}):
        ledger = read_ledger(case_of(told, weights=weights))
        found.append(float(ledger.evidence.weights_at(ledger.day, ledger.weights)[0]))
    assert found[0] == pytest.approx(2 * found[1])  # shipped: 0.5
    # kappa 6, negotiates 0.8, source B 0.85, credibility 3 0.55, certain 1, offer 0.5
    assert found[0] == pytest.approx(6 * 0.8 * 0.85 * 0.55 * 1 * 0.5)
