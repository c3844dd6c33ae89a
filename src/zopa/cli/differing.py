"""How two cases, or one case as of two days, differ."""

from __future__ import annotations

from dataclasses import asdict

from zopa.between import between, moves_json
from zopa.case.build import load_both
from zopa.case.difference import difference
from zopa.cli.ledger_show import print_moves
from zopa.cli.options import warn_of_a_later_day
from zopa.cli.show import print_difference, print_json
from zopa.findings import meta_json
from zopa.messages import speaking
from zopa.run import Request, meta_of


def print_case_difference(case: str, other: str, as_json: bool) -> None:
    """Print how two cases differ, row by row."""
    before, after = load_both(case, other)
    found = difference(before, after)
    if as_json:
        body = {"case_hash": before.hash, "other_hash": after.hash, **asdict(found)}
        print_json({"schema": "zopa.diff/1", **body})
        return
    print_difference(found)


def print_what_moved(case: str, request: Request, days: tuple[str, str], as_json: bool) -> None:
    """Print what moved in a case between two days, and why."""
    moves = between(case, request, *days)
    warn_of_a_later_day(moves.after)
    if as_json:
        print_json(meta_json("moves", meta_of(moves.after)) | moves_json(moves))
        return
    with speaking(moves.after.choices.language):
        print_moves(moves)
