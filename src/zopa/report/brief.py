"""The brief as one HTML file.

The page may load nothing: its content security policy allows the one style sheet that it
carries and, where the red-line board moves, one script, each named by its hash.  Nothing in
it depends on the clock or on the machine, so the same findings give the same bytes.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from zopa.findings import Findings
from zopa.messages import listing, say, say_count, speaking
from zopa.report.bidi import settled
from zopa.report.board import script_of
from zopa.report.compose import compose
from zopa.report.style import policy_for, style_sheet

TEMPLATE = "brief.html"


@cache
def environment(direction: str = "ltr") -> Environment:
    """Return the template engine: everything is escaped, and nothing may be undefined.

    Every text that it writes is settled for the direction of the page.
    """

    def finalize(value: object) -> object:
        return settled(value, direction) if type(value) is str else value

    engine = Environment(
        loader=PackageLoader("zopa.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=finalize,
    )
    engine.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    return engine


def render_brief(findings: Findings) -> str:
    """Return the brief as the text of an HTML file.

    Parameters
    ----------
    findings
        Everything that the brief is made of; may be empty.

    Returns
    -------
    str
        One page that needs nothing beside it.
    """
    with speaking(findings.meta.language):
        return _rendered(findings)


def _rendered(findings: Findings) -> str:
    style = style_sheet(findings.meta)
    page = compose(findings, policy_for(style, script_of(findings)), style)
    return (
        environment(page.direction)
        .get_template(TEMPLATE)
        .render(
            {field.name: getattr(page, field.name) for field in fields(page)},
            say=say,
            say_count=say_count,
            listing=listing,
        )
    )
