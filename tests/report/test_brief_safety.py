"""The brief opens from disk and fetches nothing; hostile and foreign texts stay texts."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from tests.report.extremes import HOSTILE, hostile
from tests.report.markup import Markup, policy_of, read, words
from tests.report.sample import cards, empty, sample, what_if
from zopa.findings import Findings
from zopa.report import render_brief

# --- opens from disk, and nothing else ---


@pytest.mark.parametrize("findings", [sample(), what_if(), empty()])
def test_policy_allows_the_style_sheet_and_nothing_else(findings: Findings) -> None:
    """The policy names the hash of the one style sheet; there is no script and no other style."""
    text = render_brief(findings)
    page = read(text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
    assert policy_of(page) == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not any("style" in e.attributes for e in page.elements)
    assert text.index("Content-Security-Policy") < text.index("<style>")


def test_nothing_is_fetched(page: Markup) -> None:
    """No element loads anything, and addresses occur as text only."""
    loading = {"script", "link", "img", "iframe", "object", "embed", "base", "form", "video"}
    assert not page.all(*loading)
    assert not any({"src", "srcset", "action", "ping"} & e.attributes.keys() for e in page.elements)
    text = render_brief(sample())
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert "url(" not in style
    assert "@import" not in style
    assert "https://example.org/src-note" in text  # a source's address, to be read


def test_same_findings_same_bytes() -> None:
    """Rendering twice gives the same text."""
    assert render_brief(what_if()) == render_brief(what_if())


# --- hostile and foreign texts ---


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    """A text with tags, quotes or braces adds no element and no attribute, and is shown as is."""
    page, harmless = read(render_brief(hostile(text))), read(render_brief(hostile("Arda")))
    assert [e.tag for e in page.elements] == [e.tag for e in harmless.elements]
    assert [e.attributes.keys() - {"class"} for e in page.elements] == [
        e.attributes.keys() - {"class"} for e in harmless.elements
    ]
    (title,) = page.all("h1")
    assert words(title.text) == words(text)
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert {e.attributes["href"][1:] for e in page.all("a")} <= set(ids)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9._~-]*", name) for name in ids)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_label_stays_a_string_of_the_style_sheet(text: str) -> None:
    """The handling label cannot end the string in which it stands in the page's margin."""
    page = render_brief(hostile(text))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    margins = style[style.rindex("@page") :]
    assert re.fullmatch(
        r'@page \{\n  @top-center \{ content: "(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*"; \}\n'
        r'  @bottom-left \{ content: "(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*"; \}\n'
        r'  @bottom-right \{ content: "Page " counter\(page\) " of " counter\(pages\) ""; \}\n\}\n',
        margins,
    )


def test_names_written_from_right_to_left_are_set_apart() -> None:
    """A card's title in another direction stands in an element that keeps it to itself."""
    name = "\u0623\u0631\u062f\u0627"
    card = replace(cards()["red_lines/A1"], title=name)
    page = read(render_brief(replace(sample(), cards={**cards(), "red_lines/A1": card})))
    assert f"\u2068{name}\u2069" in page.of_class("rows")[0].text
    assert f"\u2068{name}\u2069" in page.of_class("cards")[0].text


def test_signs_that_turn_text_about_do_not_reach_the_page() -> None:
    """Signs that order a text's surroundings are dropped wherever a case's text stands."""
    name = "Arda\u202e \u0623\u0631\u062f\u0627 \u2066(x)\u200f\u2069\u2069"
    text = render_brief(hostile(name))
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]", text)
    assert text.count("\u2068") == text.count("\u2069") > 10
    assert "Arda \u2068\u0623\u0631\u062f\u0627\u2069 (x)" in text


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fr-CA", "ltr")]
)
def test_the_page_names_its_language_and_direction(language: str, direction: str) -> None:
    """The root element carries the language tag and the direction of writing."""
    meta = replace(sample().meta, language=language)
    (root,) = read(render_brief(replace(sample(), meta=meta))).all("html")
    assert root.attributes == {"lang": language, "dir": direction}
