"""Findings at the edges: very many statements, and texts that would break out of a page."""

from __future__ import annotations

from dataclasses import replace

from tests.report.sample import sample
from zopa.findings import SECTIONS, Card, Finding, Findings, Meta, Note, Table

HOSTILE = (
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</style><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}{0}{name}",
    '\\"; } body { display: none } /*',
    "</title></head><!-- ",
    "javascript:alert(1)",
    "a\n<b>\tc",
)


def many(count: int) -> Findings:
    """Return findings with many statements that would all be on the first pages."""
    statements = tuple(
        Finding(
            id=f"redlines/flow/{n}",
            text=f"Statement {n:04d} of many.",
            section="answers" if n < 6 else SECTIONS[1 + n % (len(SECTIONS) - 1)],
            front=True,
            order=(n,),
            rests_on=("red_lines/A1",),
        )
        for n in range(count)
    )
    return replace(sample(), statements=statements)


def hostile(text: str) -> Findings:
    """Return findings that say one text wherever a text may stand."""
    meta = Meta(
        **dict.fromkeys(
            (
                "title",
                "summary",
                "as_of",
                "case_hash",
                "schema",
                "version",
                "handling",
                "naming",
                "reviewer",
                "view",
            ),
            text,
        ),
        changes=(text,),
    )
    finding = Finding(text, text, "answers", True, (0,), text, (text,), (text,), (text,))
    card = Card(text, text, f"x {text}", ((text, f"y {text}"),), (text,), text)
    table = Table(text, text, "sets", (text,), ((f"x {text}",),), text, rows_rest_on=((text,),))
    method = replace(
        sample().methods[0], name=text, question=text, method=text, limits=(text,), sources=(text,)
    )
    note = Note(text, text, (text,))
    return Findings(meta, (finding,), (table,), (method,), {text: card}, (note,), (note,), (text,))
