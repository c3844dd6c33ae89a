"""How large is the space of outcomes, and which conditions bite?"""

from __future__ import annotations

from zopa.findings import MethodCard
from zopa.lens import Lens
from zopa.lenses.space.analyse import Options
from zopa.lenses.space.analyse import analyse as count_space
from zopa.lenses.space.findings import as_json, statements, tables
from zopa.messages import say


def method() -> MethodCard:
    """Return the method card."""
    return MethodCard(
        name=say("Outcome space"),
        question=say(LENS.question),
        method=say(
            "Outcomes are combinations of one value for each issue. Those that satisfy every "
            "condition are counted exactly by elimination; each condition is counted alone and "
            "left out once."
        ),
        limits=(
            say("How many outcomes there are depends on how finely the issues are cut."),
            say("An outcome that no row describes cannot be found."),
        ),
        sources=("Dechter 1999, Bucket elimination, Artificial Intelligence 113",),
    )


LENS = Lens(
    name="space",
    title="Outcome space",
    question="How large is the space of outcomes, and which conditions bite?",
    gives=(),
    reads=(),
    options=Options,
    analyse=count_space,
    statements=statements,
    tables=tables,
    as_json=as_json,
    method=method,
)
