"""The brief: findings to one HTML file that opens from disk.

The report knows kinds of finding and no lens.  A brief has two pages for a reader in a
hurry and an annex for a reader who wants to know where each sentence comes from; both are
in the one file, which asks nothing of a network and holds one script at
most, that of the red-line board.
"""

from zopa.report.brief import render_brief
from zopa.report.store import write_brief
from zopa.report.text import plain_text, whole_text

__all__ = ["plain_text", "render_brief", "whole_text", "write_brief"]
