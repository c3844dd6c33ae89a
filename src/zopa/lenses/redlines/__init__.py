"""Which stated lines cannot all stand?"""

from __future__ import annotations

from zopa.findings import Finding, MethodCard
from zopa.lens import Assessment, Lens, Slots
from zopa.lenses.redlines import alternatives, findings
from zopa.lenses.redlines.analyse import Options, RedlinesResult
from zopa.lenses.redlines.analyse import analyse as ask_goals
from zopa.lenses.redlines.board import board
from zopa.lenses.redlines.charts import charts
from zopa.lenses.redlines.tables import tables
from zopa.lenses.redlines.to_json import as_json
from zopa.messages import say


def _analyse(assessment: Assessment, options: Options, slots: Slots) -> RedlinesResult:
    return ask_goals(assessment.model, options)


def _statements(assessment: Assessment, result: RedlinesResult) -> tuple[Finding, ...]:
    return (
        *findings.statements(assessment, result),
        *alternatives.statements(assessment, result),
    )


def method() -> MethodCard:
    """Return the method card."""
    return MethodCard(
        name=say("Red lines"),
        question=say(LENS.question),
        method=say(
            "All outcomes that satisfy the conditions and the goal are counted at once, exactly, "
            "by eliminating the issues from a network of small tables; one choice for each "
            "line says which reading is active or that it is set aside. Minimal blocking sets "
            "and minimal concession sets are read off the table of counts."
        ),
        limits=(
            say("A red line is a stated position and often a bargaining move."),
            say("The sets say what conflicts, not who should yield."),
            say("Counts depend on how finely the issues are cut."),
            say(
                "A line that nobody coded blocks nothing; an uneven list is a finding about "
                "the coding."
            ),
        ),
        sources=(
            "Dechter 1999, Bucket elimination, Artificial Intelligence 113",
            "Reiter 1987, A theory of diagnosis from first principles, Artificial Intelligence 32",
            "Liffiton and Sakallah 2008, Journal of Automated Reasoning 40",
            "Liffiton, Previti, Malik and Marques-Silva 2016, Constraints 21",
        ),
    )


LENS = Lens(
    name="redlines",
    title="Red lines",
    question="Which stated lines cannot all stand, and with which set aside is something left?",
    gives=(),
    reads=(),
    options=Options,
    analyse=_analyse,
    statements=_statements,
    tables=tables,
    as_json=as_json,
    method=method,
    charts=charts,
    board=board,
)
