"""What the template receives is what it uses, and each field says what it is."""

from __future__ import annotations

import dataclasses
import re

import pytest
from jinja2 import meta, nodes

from zopa.findings import MethodCard
from zopa.report import board, page
from zopa.report.brief import environment
from zopa.report.charts import figure

TEMPLATES = (
    "brief.html",
    "parts.html",
    "board.html",
    "board_annex.html",
    "board_link.html",
    "board_script.html",
)
GIVEN = {"say", "say_count", "listing"}  # the messages, beside the fields of the page
OF_THE_TEMPLATES = {"parts"}  # the name under which one template knows the other
OF_THE_ENGINE = {"first", "last", "index0"}  # of the variable loop
CLASSES = [
    value
    for module in (page, board, figure)
    for name, value in vars(module).items()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
    if value.__module__ == module.__name__ and not name.startswith("_")
]


def trees() -> list[nodes.Template]:
    """Return the templates as syntax trees."""
    engine = environment()
    assert engine.loader is not None
    return [engine.parse(engine.loader.get_source(engine, name)[0]) for name in TEMPLATES]


def macros() -> set[str]:
    return {macro.name for tree in trees() for macro in tree.find_all(nodes.Macro)}


def names_used(kind: type) -> set[str]:
    """Return the fields of a class, and what it works out from them."""
    worked_out = {name for name, value in vars(kind).items() if isinstance(value, property)}
    return worked_out | {field.name for field in dataclasses.fields(kind)}


def test_the_template_uses_every_field_of_the_page_and_no_other() -> None:
    """The names that the templates look up are the fields of the page and the messages."""
    looked_up = set().union(*(meta.find_undeclared_variables(tree) for tree in trees()))
    assert looked_up - GIVEN == names_used(page.Page)


def test_the_template_uses_every_field_of_the_pieces_and_no_other() -> None:
    """The attributes that the templates read are the fields of the pieces of the page."""
    read = {a.attr for tree in trees() for a in tree.find_all(nodes.Getattr)}
    pieces = [kind for kind in CLASSES if kind is not page.Page]
    known = set().union(*(names_used(kind) for kind in [*pieces, MethodCard]))
    assert read - OF_THE_ENGINE - macros() == known


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_field_has_help(kind: type) -> None:
    """Every class is frozen and every field says what it holds."""
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    for field in dataclasses.fields(kind):
        assert field.metadata["help"].strip(), f"{kind.__name__}.{field.name}"


def test_everything_is_escaped() -> None:
    """The engine escapes every text, and no template marks a text as safe."""
    assert environment().autoescape is True
    filters = {f.name for tree in trees() for f in tree.find_all(nodes.Filter)}
    assert "safe" not in filters


def test_fixed_text_goes_through_the_messages() -> None:
    """No template holds words of its own between its tags."""
    engine = environment()
    assert engine.loader is not None
    for name in TEMPLATES:
        source = engine.loader.get_source(engine, name)[0]
        tags = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", source, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", "", tags).replace("zopa why CASE", "")
        assert not [line for line in text.splitlines() if any(map(str.isalpha, line))]
