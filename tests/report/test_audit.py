"""An audit finds each defect of a brief, one by one, and nothing in a sound one."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.sample import FRONT, META, sample
from zopa.errors import OptionError, StorageError
from zopa.findings import Finding, Findings
from zopa.report import render_brief
from zopa.report.audit import Flaw, audit, audit_file
from zopa.report.audit.reading import read_page
from zopa.report.audit.wording import ALL, EDITION
from zopa.run import Request, assess, brief_options, run

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("cases/ukraine-2025-02", "cases/river.yaml", "tests/cases/note-13")
# In the sample some statements and lines of tables rest on no row; here each rests on this one.
GROUNDED = ("red_lines/A1",)


def sound() -> Findings:
    """Return the sample with a row under each statement and each line of its tables."""
    whole = sample()
    return replace(
        whole,
        statements=tuple(replace(s, rests_on=s.rests_on or GROUNDED) for s in whole.statements),
        tables=tuple(replace(t, rows_rest_on=(GROUNDED,) * len(t.rows)) for t in whole.tables),
    )


def saying(text: str) -> Findings:
    """Return sound findings with one sentence more."""
    spoken = Finding(
        id="redlines/more", text=text, section="answers", front=True, order=(9,), rests_on=GROUNDED
    )
    return replace(sound(), statements=(*sound().statements, spoken))


def flaws_of(findings: Findings) -> tuple[Flaw, ...]:
    return audit(render_brief(findings)).flaws


@pytest.mark.parametrize("case", SHIPPED)
def test_the_shipped_briefs_are_clean(case: str) -> None:
    """What the rules ask of others they ask of our own briefs."""
    text = render_brief(run(assess(ROOT / case, Request()), brief_options()))
    found = audit(text)
    assert found.flaws == ()
    assert found.words_checked
    assert found.statements > 5
    assert found.edition == EDITION


def test_a_sound_brief_is_clean() -> None:
    assert flaws_of(sound()) == ()


def test_a_flaw_says_sentence_reference_and_remedy() -> None:
    """A flaw holds the sentence, the id of the statement and what to do."""
    assert flaws_of(saying("This stands. Arda will sign in March.")) == (
        Flaw(
            check="certainty",
            message="It claims certainty that no analysis of stated positions has: “will”.",
            sentence="Arda will sign in March.",
            reference="redlines/more",
            remedy="Say what was computed and under which rows it holds.",
        ),
    )


SAID_WRONGLY = (
    ("certainty", "The talks will certainly fail."),
    ("certainty", "The lines undoubtedly conflict."),
    ("certainty", "Clearly, no outcome is left."),
    ("certainty", "The table proves that no deal exists."),
    ("certainty", "A deal is impossible."),
    ("certainty", "The force guarantees security."),
    ("certainty", "Arda won’t sign."),
    ("certainty", "War is bound to return."),
    ("likelihood", "A truce is highly likely."),
    ("likelihood", "Perhaps Arda signs."),
    ("likelihood", "There is a good chance of a truce."),
    ("likelihood", "A truce is more likely than not."),
    ("likelihood", "It is virtually certain that the dam stands."),
    ("likelihood", "There is an even chance of rain."),
    ("advice", "Belmar should concede the flow."),
    ("advice", "Arda must give up its line on observers."),
    ("advice", "Arda ought to make further concessions."),
    ("advice", "We recommend that Belmar signs."),
    ("advice", "The line on observers has to be dropped."),
    ("coverage", "Coverage of the line gives security to both."),
    ("coverage", "The border is safe because it is monitored."),
    ("coverage", "Nine tenths are watched and therefore secure."),
    ("loaded", "The regime in Arda states three lines."),
    ("loaded", "Belmar asks for the surrender of the dam."),
    ("loaded", "The so-called treaty binds both."),
    ("loaded", "The treaty is an illusion."),
    ("loaded", "The council is a puppet of Arda."),
    ("loaded", "The villages are held by terrorists."),
)


@pytest.mark.parametrize(("check", "text"), SAID_WRONGLY, ids=[t for _, t in SAID_WRONGLY])
def test_a_sentence_that_says_too_much_is_found(check: str, text: str) -> None:
    """Each list of words finds what it is for, and no other list does."""
    assert {(flaw.check, flaw.sentence) for flaw in flaws_of(saying(text))} == {(check, text)}


SAID_RIGHTLY = (
    "It is almost certain that the dam stands.",
    "A truce is very likely.",
    "There is a roughly even chance of a truce.",
    "Arda says: “The regime of Belmar will surrender, certainly”.",
    "The sets say what conflicts, not who should yield.",
    "The legal regime of the river is that of 1962.",
    "The villages stated it of their own will.",
    "Security guarantees are an issue of the case.",
    "Coverage is not security.",
    "The two lines may both change.",
    "A possible agreement leaves both lines standing.",
)


@pytest.mark.parametrize("text", SAID_RIGHTLY)
def test_a_sentence_in_order_is_left_alone(text: str) -> None:
    """Terms of the scale, quotations and the exceptions of the lists are no flaws."""
    assert flaws_of(saying(text)) == ()


def test_words_of_case_and_sources_are_not_judged() -> None:
    """A row of the case and a title of a source keep their words."""
    whole = sound()
    address = "red_lines/A1"
    loaded = replace(
        whole.cards[address],
        title="Arda: the regime of Belmar will certainly surrender",
        entries=(("Note", "an illusion, undoubtedly"),),
    )
    method = replace(whole.methods[0], sources=("Clearly, A. (1999). The inevitable war.",))
    quoting = replace(whole, cards={**whole.cards, address: loaded}, methods=(method,))
    text = render_brief(quoting)
    assert "certainly surrender" in text
    assert audit(text).flaws == ()


def test_likelihood_and_confidence_in_one_sentence_are_found() -> None:
    """A finding cannot hold such a sentence; a file that was changed by hand can."""
    text = render_brief(saying("This stands."))
    mixed = "With high confidence it is likely that the dam stands."
    found = audit(text.replace("This stands.", mixed)).flaws
    assert [(flaw.check, flaw.sentence) for flaw in found] == [("mixture", mixed)]


def test_the_rows_of_the_scale_are_not_mixed() -> None:
    """One brief keeps to one row of the scale, as the directive asks; either row will do."""
    assert flaws_of(saying("A truce is highly probable. A remote chance is left.")) == ()
    (flaw,) = flaws_of(saying("A truce is likely. A remote chance is left."))
    assert (flaw.check, flaw.sentence) == ("rows", "A remote chance is left.")


def test_a_statement_without_rows_is_found() -> None:
    bare = replace(FRONT[0], rests_on=())
    (flaw,) = flaws_of(replace(sound(), statements=(replace(bare, text="A line stands."),)))
    assert (flaw.check, flaw.sentence, flaw.reference) == ("unsourced", "A line stands.", bare.id)


def test_a_number_without_rows_is_found() -> None:
    """A quantity in a statement that rests on nothing has no source; a day or an id is none."""
    bare = replace(FRONT[0], rests_on=(), text="Without A1, 1,248 outcomes are left.")
    (flaw,) = flaws_of(replace(sound(), statements=(bare,)))
    assert (flaw.check, flaw.sentence) == ("number", bare.text)
    dated = replace(bare, text="On 3 March 2025, under Article 5 of 1962, A1 stands.")
    (flaw,) = flaws_of(replace(sound(), statements=(dated,)))
    assert flaw.check == "unsourced"


def test_a_number_of_the_summary_is_found() -> None:
    told = replace(META, summary="They met on 3 March. The dam costs 40 million.")
    (flaw,) = flaws_of(replace(sound(), meta=told))
    assert (flaw.check, flaw.sentence) == ("number", "The dam costs 40 million.")


def test_a_table_of_numbers_without_rows_is_found() -> None:
    bare = replace(sound().tables[1], rows_rest_on=())
    (flaw,) = flaws_of(replace(sound(), tables=(sound().tables[0], bare)))
    assert flaw.check == "number"
    assert flaw.sentence.startswith("Issues and their values")


def test_a_row_that_the_file_lacks_is_found() -> None:
    """A statement that rests on a row without a card leads nowhere, and so does a cut card."""
    lost = replace(FRONT[0], rests_on=("red_lines/Z9",))
    (flaw,) = flaws_of(replace(sound(), statements=(lost,)))
    assert (flaw.check, flaw.reference) == ("dangling", lost.id)
    text = render_brief(sound()).replace('id="card-red_lines.A3"', 'id="card-gone"')
    assert {flaw.check for flaw in audit(text).flaws} == {"dangling"}


@pytest.mark.parametrize(
    ("check", "changed"),
    [
        ("as-of", {"as_of": ""}),
        ("case-hash", {"case_hash": ""}),
        ("handling", {"handling": ""}),
    ],
)
def test_what_identifies_a_brief_must_be_there(check: str, changed: dict[str, str]) -> None:
    findings = replace(sound(), meta=replace(META, **changed))
    assert [flaw.check for flaw in flaws_of(findings)] == [check]


def test_a_brief_without_its_method_is_found() -> None:
    assert [flaw.check for flaw in flaws_of(replace(sound(), methods=()))] == ["method"]


def test_a_label_that_was_cut_away_is_found() -> None:
    """The label stands at the top and at the foot; one of them is not enough."""
    text = render_brief(sound())
    before, mark, after = text.rpartition('<p class="handling" data-handling>')
    assert mark
    cut = before + after.partition("</p>")[2]
    assert [flaw.check for flaw in audit(cut).flaws] == ["handling"]


def in_body(markup: str) -> Callable[[str], str]:
    return lambda text: text.replace("</main>", f"{markup}</main>")


BROKEN = (
    ("network", in_body('<img src="https://example.org/x.png" alt="">')),
    ("network", in_body('<img src="picture.png" alt="">')),
    ("network", in_body('<a href="#main" ping="https://example.org">A link</a>')),
    ("network", in_body("<iframe></iframe>")),
    ("network", in_body('<p style="background: url(https://example.org/x)">A text.</p>')),
    ("network", in_body('<svg><use xlink:href="https://example.org/x#y"/></svg>')),
    ("network", in_body('<form action="https://example.org"></form>')),
    ("network", lambda t: t.replace("<title>", '<link rel="icon" href="x.ico"><title>')),
    ("network", lambda t: t.replace("<title>", '<meta http-equiv="refresh" content="1"><title>')),
    ("script", in_body("<script>alert(1)</script>")),
    ("script", in_body('<script type="module">let a</script>')),
    ("script", in_body('<p onclick="x()">A text.</p>')),
    ("script", in_body('<a href="javascript:x()">A link</a>')),
    ("script", in_body("<style>p { color: red }</style>")),
    ("policy", lambda t: t.replace("default-src &#39;none&#39;", "default-src &#39;self&#39;")),
    ("policy", lambda t: t.replace("img-src data:", "img-src https:")),
    ("policy", lambda t: t.replace("style-src", "script-src 'unsafe-inline'; style-src")),
)


@pytest.mark.parametrize(("check", "change"), BROKEN)
def test_what_reaches_out_or_runs_is_found(check: str, change: Callable[[str], str]) -> None:
    text = render_brief(sound())
    broken = change(text)
    assert broken != text
    assert [flaw.check for flaw in audit(broken).flaws] == [check]


def test_a_page_without_a_policy_is_found() -> None:
    """Without a policy nothing names the style sheet, either."""
    text = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", render_brief(sound()))
    assert [flaw.check for flaw in audit(text).flaws] == ["policy", "script"]


def test_what_the_policy_names_and_what_is_data_is_in_order() -> None:
    """A script whose hash the policy names, data in a script element and links are allowed."""
    script = "let shown = 1"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = render_brief(sound()).replace("style-src", f"script-src 'sha256-{digest}'; style-src")
    text = in_body(
        f'<script>{script}</script><script type="application/json">{{"a": "https://b"}}</script>'
        '<a href="https://example.org">A source</a><img src="data:image/png;base64,AA" alt="">'
    )(text)
    assert audit(text).flaws == ()


def test_words_are_not_judged_in_another_language() -> None:
    """The lists are for English; what does not depend on words is checked in any language."""
    findings = saying("Arda will sign.")
    french = replace(findings, meta=replace(META, language="fr", handling=""))
    found = audit(render_brief(french))
    assert not found.words_checked
    assert [flaw.check for flaw in found.flaws] == ["handling"]


@pytest.mark.parametrize("text", ["", "plain", "<html><body><p>Hello</p></body></html>"])
def test_another_file_is_no_brief(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError) as refused:
        audit_file(path)
    assert str(refused.value) == (
        f"'{path}' is no brief of zopa. Write one with zopa brief CASE -o FILE."
    )


def test_bytes_that_are_no_text_are_no_brief(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(b"\xff\xfe\x00zopa")
    with pytest.raises(OptionError, match="is no brief of zopa"):
        audit_file(path)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(StorageError, match="There is no file"):
        audit_file("no/such/brief.html")


def test_marks_of_another_version_are_refused() -> None:
    text = render_brief(sound()).replace('"zopa:brief" content="1"', '"zopa:brief" content="2"')
    with pytest.raises(OptionError, match="marks of version '2'; this zopa reads '1'"):
        audit(text)


def test_a_page_that_is_cut_off_is_still_read() -> None:
    """Elements left open, or closed twice, do not stop the audit."""
    page = read_page("<html lang=en><body><p>One</i></div><p>Two <b>three<p>Four")
    assert [block.text for block in page.blocks] == ["One", "Two three", "Four"]
    assert page.language == "en"


def test_every_list_of_words_has_a_remedy() -> None:
    assert len({unwanted.check for unwanted in ALL}) == len(ALL)
    assert all(u.remedy.endswith(".") and u.trouble[0].isupper() for u in ALL)
