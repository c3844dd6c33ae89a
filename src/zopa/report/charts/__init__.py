"""Pictures drawn as inline SVG: no script, the same bytes every time, sharp on paper.

One drawing a kind of chart, in two widths: one with its texts for a page, and a narrow one
for a small screen, whose texts may stand beside it; the style sheet shows one of them.  What
is made of pieces no wider than a small screen is drawn once, and its pieces flow.  A drawing
has a title and a description for readers who do not see it, takes its colours from the style
sheet, grows with the size of the text, and tells things apart by place, shape and dash alone,
so that it can be read in grey.  The table behind it stands beside it.
"""

from __future__ import annotations

from zopa.findings import Bars, Chart, PositionPanels, SourceTree
from zopa.report.charts.bars import draw_bars
from zopa.report.charts.figure import Figure, KeyEntry
from zopa.report.charts.matrix import draw_matrix, is_one
from zopa.report.charts.positions import draw_positions
from zopa.report.charts.tree import draw_tree

__all__ = ["Figure", "KeyEntry", "draw", "is_one"]


def draw(chart: Chart) -> Figure:
    """Return a chart as a picture with its table."""
    if isinstance(chart, Bars):
        return draw_bars(chart)
    if isinstance(chart, PositionPanels):
        return draw_positions(chart)
    if isinstance(chart, SourceTree):
        return draw_tree(chart)
    return draw_matrix(chart)
