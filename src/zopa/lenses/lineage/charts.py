"""The trees of copies as a picture: who took a claim from whom, and what each hop did."""

from __future__ import annotations

from zopa.findings import Chart, SourceTree, TreeNode
from zopa.findings.charts import Change as ChangeMark
from zopa.lens import Assessment
from zopa.lenses.lineage.analyse import LineageResult
from zopa.lenses.lineage.speech import Speech
from zopa.messages import say, say_count

MOST_NODES = 60  # sources that the picture shows
MARKS: dict[str, ChangeMark] = {
    "inverted": "inverted",
    "strengthened": "strengthened",
    "weakened": "weakened",
    "redated": "redated",
    "reattributed": "reattributed",
}


def charts(assessment: Assessment, result: LineageResult) -> tuple[Chart, ...]:
    """Return the picture of the trees; none where nothing was copied."""
    nodes = _nodes(assessment, result)
    if not nodes:
        return ()
    return (
        SourceTree(
            id="lineage/tree",
            title=say("Who copied whom"),
            section="lineage",
            description=say_count(
                "{number} source in trees: each copy below what it copies, with marks for what it "
                "changed.",
                "{number} sources in trees: each copy below what it copies, with marks for what "
                "it changed.",
                len(nodes),
            ),
            nodes=nodes,
            caption=say("Sources that copy none and that none copies are left out."),
        ),
    )


def _nodes(assessment: Assessment, result: LineageResult) -> tuple[TreeNode, ...]:
    speech, lineage = Speech(assessment), assessment.ledger.lineage
    nodes: list[TreeNode] = []
    places: dict[str, int] = {}
    shown = [member for tree in result.trees for member in tree.members][:MOST_NODES]
    kept = {source for source, _ in shown}
    for source, depth in shown:
        places[source] = len(nodes)
        row = speech.sources[source]
        above = lineage.above.get(source)
        nodes.append(
            TreeNode(
                name=source,
                text=speech.title(source),
                day=row.published.text if row.published else "",
                depth=depth,
                parent=places[above] if above is not None else -1,
                changes=_marks(source, result),
                more=sum(copy not in kept for copy in lineage.copies.get(source, ())),
            )
        )
    return tuple(nodes)


def _marks(source: str, result: LineageResult) -> tuple[ChangeMark, ...]:
    """Return the marks of what a source changed, each once, the gravest first."""
    kinds = [MARKS.get(change.kind, "changed") for change in result.changes.get(source, ())]
    order: tuple[ChangeMark, ...] = (*MARKS.values(), "changed")
    return tuple(mark for mark in order if mark in kinds)
