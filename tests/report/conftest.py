"""What the tests of the report share."""

from __future__ import annotations

import pytest

from tests.report.markup import Markup, read
from tests.report.sample import sample
from zopa.report import render_brief


@pytest.fixture(scope="module")
def page() -> Markup:
    """Return the brief of the sample."""
    return read(render_brief(sample()))
