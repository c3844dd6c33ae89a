"""Where does each claim come from, and what did copies make of it?"""

from __future__ import annotations

from zopa.findings import MethodCard
from zopa.lens import Lens
from zopa.lenses.lineage.analyse import Options, analyse
from zopa.lenses.lineage.charts import charts
from zopa.lenses.lineage.findings import as_json, statements
from zopa.lenses.lineage.tables import tables
from zopa.messages import say


def method() -> MethodCard:
    """Return the method card."""
    return MethodCard(
        name=say("Lineage"),
        question=say(LENS.question),
        method=say(
            "Copies form trees. Reports of one speech act count once; only reports with different "
            "roots make it more credible. A copy is compared, slot by slot, with the report above "
            "it: who said it, in which words, for or against what, on which condition, when, and "
            "with which figure."
        ),
        limits=(
            say("Who copied whom is coded; zopa proposes and never decides."),
            say("Two texts that differ are shown side by side; no publisher is judged."),
            say("A root is the earliest document that the case knows, not the origin of a claim."),
        ),
        sources=(
            "NATO AJP-2.1, Admiralty code of source and information",
            "Broder 1997, On the resemblance and containment of documents",
        ),
    )


LENS = Lens(
    name="lineage",
    title="Lineage",
    question="Where does each claim come from, and what did copies make of it?",
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
