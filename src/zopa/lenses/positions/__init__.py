"""What has each party said, how firmly, and through whom?"""

from __future__ import annotations

from zopa.findings import MethodCard
from zopa.lens import Lens
from zopa.lenses.positions.analyse import Options, analyse
from zopa.lenses.positions.charts import charts
from zopa.lenses.positions.findings import statements
from zopa.lenses.positions.tables import tables
from zopa.lenses.positions.to_json import as_json
from zopa.messages import say


def method() -> MethodCard:
    """Return the method card."""
    return MethodCard(
        name=say("Positions"),
        question=say(LENS.question),
        method=say(
            "Each confirmed statement is evidence for the values that it speaks for, weighed by "
            "who spoke, through which source it reached us, how sure and how binding its words "
            "are, and how old it is; reports of one speech act count once, copies not at all, "
            "and what was taken back counts little. The evidence is added up beside a small "
            "prior, so that every probability splits exactly into shares of statements."
        ),
        limits=(
            say("A position is what was said, not what a party wants or will do."),
            say("The weights are judgements: the band shows how far the answer hangs on them."),
            say("What nobody coded has no share; silence is not withdrawal."),
            say("Statements under a condition are shown apart and not mixed with the others."),
        ),
        sources=(
            "Jøsang 2016, Subjective Logic, chapters 3 and 4",
            "Škorić, de Hoogh and Zannone 2016, Flow-based reputation with uncertainty, "
            "International Journal of Information Security 15",
            "Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter",
            "Jackman 2005, Pooling the polls, Australian Journal of Political Science 40",
        ),
    )


LENS = Lens(
    name="positions",
    title="Positions",
    question="What has each party said on each issue, how firmly, and who could change that most?",
    gives=(),
    reads=(),
    options=Options,
    analyse=analyse,
    statements=statements,
    tables=tables,
    as_json=as_json,
    method=method,
    charts=charts,
)
