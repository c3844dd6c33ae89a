"""The catalogues are whole, and a brief in another language holds no English of ours."""

from __future__ import annotations

import ast
import re
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from tests.report.markup import read, words
from tests.tools import ROOT, tool
from zopa.case.build import load_case
from zopa.case.overlay import Overlay
from zopa.case.rules import IssueWords, in_words, parse
from zopa.case.tables import TABLES
from zopa.cli import main
from zopa.findings import Findings
from zopa.messages import say, speaking
from zopa.report import render_brief
from zopa.report.text import plain_text
from zopa.run import Request, assess, brief_options, meta_of, run

catalogues = tool("catalogues")
FLAGSHIP = ROOT / "cases" / "ukraine-2025-02"
LANGUAGES = ("fr", "uk")
MIRRORED = catalogues.MIRRORED
TEMPLATE = catalogues.template()
SENTENCES = [
    text
    for message in TEMPLATE
    for text in ([message.id] if isinstance(message.id, str) else message.id)
    if text
]


# --- the catalogues ---


def test_every_language_in_the_folder_is_tested() -> None:
    assert tuple(catalogues.languages()) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_whole(language: str) -> None:
    """Each message has its translation, in all plural forms, with the same fields.

    ``make catalogues`` lists what is missing.
    """
    text = catalogues.file_of(language).read_text(encoding="utf-8")
    assert catalogues.wrong_in(text) == []
    there = {message.id for message in catalogues.parsed(text) if message.id}
    assert there == {message.id for message in TEMPLATE if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_up_to_date_and_compiled(language: str) -> None:
    """``make catalogues`` has nothing to change."""
    path = catalogues.file_of(language)
    text = path.read_text(encoding="utf-8")
    assert catalogues.updated(text, TEMPLATE) == text
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(text)


def test_the_plural_forms_are_those_of_the_languages() -> None:
    forms = {
        language: catalogues.parsed(
            catalogues.file_of(language).read_text(encoding="utf-8")
        ).num_plurals
        for language in LANGUAGES
    }
    assert forms == {"fr": 2, "uk": 3}


def entry(message: str, translation: str) -> str:
    return f'{catalogues.HEADER}\nmsgid "{message}"\nmsgstr "{translation}"\n'


@pytest.mark.parametrize(
    ("message", "translation", "found"),
    [
        ("Page {page}", "Page {page}", []),
        ("Page {page}", "", ["not translated: Page {page}"]),
        ("Page {page}", "Page {seite}", ["other fields than its message: Page {seite}"]),
        ("Page {page}", "Page", ["other fields than its message: Page"]),
        ("Page {page}", "{page} {page}", ["other fields than its message: {page} {page}"]),
        ("Page", "Page ", ["blanks at an end: Page "]),
    ],
)
def test_what_is_wrong_in_a_translation_is_told(
    message: str, translation: str, found: list[str]
) -> None:
    assert catalogues.wrong_in(entry(message, translation)) == found


def test_a_translation_is_kept_while_its_message_is_away() -> None:
    """What is no longer said waits at the end of the file, and is taken up again."""
    text = entry("Summary", "Résumé")
    nothing, everything = catalogues.Catalog(), catalogues.Catalog()
    everything.add("Summary")
    away = catalogues.updated(text, nothing)
    assert '#~ msgstr "Résumé"' in away
    assert catalogues.parsed(catalogues.updated(away, everything)).get("Summary").string == "Résumé"


def test_a_new_translation_begins_empty() -> None:
    text = catalogues.begin("de")
    assert '"Language: de\\n"' in text
    assert '"X-Review: unreviewed\\n"' in text
    assert len(catalogues.wrong_in(text)) == len([m for m in catalogues.template() if m.id])


def test_no_message_is_chosen_within_a_call() -> None:
    """Babel would glue both texts of ``say("a" if x else "b")``: each needs a call of its own."""
    for path in (ROOT / "src" / "zopa").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.IfExp):
                called = node.func
                name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
                chosen = node.args[0]
                texts = [chosen.body, chosen.orelse]
                both = all(isinstance(text, ast.Constant) for text in texts)
                assert not (name in catalogues.KEYWORDS and both), f"{path.name}:{node.lineno}"


# --- rules in words ---

ISSUES = {
    "A": IssueWords("ALPHA", ("0", "1", "2"), ("a-nought", "a-one", "a-two"), True, 0),
    "B": IssueWords("BETA", ("low", "high"), ("b-low", "b-high"), True, 1),
    "C": IssueWords("GAMMA", tuple("012345"), tuple(f"c{n}" for n in "012345"), True, 2),
    "D": IssueWords("DELTA", tuple("01"), ("with, comma", "without"), False, 0),
    "E": IssueWords("EPSILON", tuple("012"), ("same", "same", "other"), False, 0),
}
# One rule for each construct of rules in words, with what it is in French and Ukrainian.
CONSTRUCTS = {
    "A = 1": ("ALPHA\u00a0: a-one", "ALPHA — a-one"),
    "A != 1": ("ALPHA\u00a0: tout sauf a-one", "ALPHA — не a-one"),
    "C in {0, 2}": ("GAMMA\u00a0: c0 ou c2", "GAMMA — c0 або c2"),
    "C in {0, 2, 4}": ("GAMMA\u00a0: c0, c2 ou c4", "GAMMA — c0, c2 або c4"),
    "C not in {0, 2}": ("GAMMA\u00a0: ni c0 ni c2", "GAMMA — ні c0, ні c2"),
    "C >= 2": ("GAMMA\u00a0: au moins c2", "GAMMA — щонайменше c2"),
    "C <= 3": ("GAMMA\u00a0: au plus c3", "GAMMA — щонайбільше c3"),
    "A >= 0": ("la condition sur «\u00a0ALPHA\u00a0» est toujours remplie", None),
    "A < 0": ("la condition sur «\u00a0ALPHA\u00a0» ne peut être remplie", None),
    "changed(A)": (
        "ALPHA\u00a0: changement par rapport à l’état actuel (a-nought)",
        "ALPHA — зміна порівняно з нинішнім станом (a-nought)",
    ),
    "not changed(A)": (
        "ALPHA\u00a0: pas de changement par rapport à l’état actuel (a-nought)",
        "ALPHA — без змін порівняно з нинішнім станом (a-nought)",
    ),
    "A = 1 and B = low": (
        "ALPHA\u00a0: a-one et BETA\u00a0: b-low",
        "ALPHA — a-one і BETA — b-low",
    ),
    "A = 1 or B = low": ("ALPHA\u00a0: a-one ou BETA\u00a0: b-low", None),
    "A = 1 and C in {0, 2}": ("ALPHA\u00a0: a-one, et GAMMA\u00a0: c0 ou c2", None),
    "A = 1 or C in {0, 2}": ("ALPHA\u00a0: a-one, ou GAMMA\u00a0: c0 ou c2", None),
    "A = 1 and B = low and C = 1": (None, "ALPHA — a-one, BETA — b-low, і GAMMA — c1"),
    "A = 1 implies B = low": (
        "si ALPHA\u00a0: a-one, alors BETA\u00a0: b-low",
        "якщо ALPHA — a-one, то BETA — b-low",
    ),
    "A = 1 iff B = low": (
        "ALPHA\u00a0: a-one exactement quand BETA\u00a0: b-low",
        "ALPHA — a-one тоді й лише тоді, коли BETA — b-low",
    ),
    "(A = 1 and B = low) iff C = 1": (
        "à la fois ALPHA\u00a0: a-one et BETA\u00a0: b-low exact",
        None,
    ),
    "(A = 1 or B = low) iff C = 1": (None, "або ALPHA — a-one, або BETA — b-low тоді й лише тоді"),
    "(A = 1 or C in {0, 2}) and B = low": (
        "soit ALPHA\u00a0: a-one, soit GAMMA\u00a0: c0 ou c2",
        None,
    ),
    "(A = 1 and C in {0, 2}) or B = low": ("à la fois ALPHA\u00a0: a-one, et GAMMA", None),
    "(A = 1 implies B = low) and C = 1": ("(si ALPHA\u00a0: a-one, alors BETA\u00a0: b-low)", None),
    "D = 0 or A = 1": ("DELTA\u00a0: with, comma", None),
    "E = 0": ("EPSILON\u00a0: same (0)", "EPSILON — same (0)"),
}
OUR_ENGLISH = re.compile(
    r"\b(is|not|neither|nor|and|or|if|then|exactly|when|both|either|changes|does|at|least|most"
    r"|from|the|always|holds|cannot|hold)\b"
)


@pytest.mark.parametrize("rule", CONSTRUCTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_said_in_each_language(language: str, rule: str) -> None:
    """Every construct is said without a word of English, and as the reader would write it."""
    expected = CONSTRUCTS[rule][LANGUAGES.index(language)]
    with speaking(language):
        told = in_words(parse(rule), ISSUES, say)
    assert not OUR_ENGLISH.search(told)
    if expected is not None:
        assert expected in told


def test_the_constructs_use_every_message_of_rules_in_words() -> None:
    """No phrase of the module is left out of the constructs above."""
    used: set[str] = set()

    def note(message: str) -> str:
        used.add(message)
        return message

    for rule in CONSTRUCTS:
        in_words(parse(rule), ISSUES, note)
    in_words(parse("D = 0 or D = 1 and E = 2 or A = 1"), ISSUES, note)
    of_module = {
        message.id
        for message in catalogues.template()
        if any(file == "case/rules/words.py" for file, _ in message.locations)
    }
    # Said by the sentence, and of names that hold a comma.
    assert of_module - used <= {"{clause}.", "“{value}”"}


# --- the brief ---


@cache
def findings_in(language: str) -> Findings:
    """Return the findings of the flagship in a language."""
    return run(assess(FLAGSHIP, Request(language=language)), brief_options())


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the made-up language."""
    folder = tmp_path_factory.mktemp("locale")
    assert catalogues.main(["mirrored", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module", params=[*LANGUAGES, MIRRORED])
def found(request: pytest.FixtureRequest, trial: Path) -> Findings:
    """The findings of the flagship in a language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZOPA_LOCALE", str(trial))
        return findings_in(request.param)


@pytest.fixture(scope="module")
def page(found: Findings, trial: Path) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZOPA_LOCALE", str(trial))
        return render_brief(found)


DIRECTION = re.compile("[\u200e\u200f\u2066-\u2069]")  # signs that order letters and are not seen


def visible(page: str) -> str:
    """Return what a reader sees or hears of a page; the table of a picture says what it shows."""
    body = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    spoken = " ".join(re.findall(r'aria-label="([^"]*)"', body))
    text = unescape(re.sub(r"<[^>]*>", " ", body) + " " + spoken)
    return words(DIRECTION.sub("", text))


def texts_of_the_case() -> list[str]:
    """Return every text of the flagship's own, the longest first, and the parts of legal notes."""
    case = load_case(FLAGSHIP)
    cells = {text for table in TABLES for row in case.rows(table) for text in row.cells().values()}
    parts = {part.strip() for cell in cells for part in re.split("[;:]", cell)}
    return sorted({words(text) for text in cells | parts if len(text) > 3}, key=len, reverse=True)


def pieces(message: str) -> list[str]:
    """Return the fixed parts of a message that hold more than a few words."""
    parts = (part.strip() for part in re.split(r"\{\w*\}", message))
    return [part for part in parts if len(part.split()) > 3]


def test_no_english_sentence_is_left(page: str) -> None:
    """No fixed part of any message stands in a page of another language."""
    text = visible(page)
    for own in texts_of_the_case():
        text = text.replace(own, "∎")
    left = [piece for message in SENTENCES for piece in pieces(message) if piece in text]
    assert left == []


def test_what_the_search_would_find() -> None:
    """The search finds every sentence of an English page that it looks for in the others."""
    english = visible(render_brief(findings_in("en")))
    seen = [piece for message in SENTENCES for piece in pieces(message) if piece in english]
    assert len(seen) > 100


@pytest.mark.parametrize("found", [MIRRORED], indirect=True)
def test_the_made_up_language_shows_no_text_that_skips_the_messages(
    found: Findings, page: str
) -> None:
    """Whatever is written in plain letters is of the case, a reference to literature, or an id."""
    text = visible(page)
    literature = [source for method in found.methods for source in method.sources]
    known = [*texts_of_the_case(), *literature, "zopa why CASE"]
    for own in known:
        text = text.replace(words(own), "∎")
    plain = re.findall(r"[A-Za-z]{3,}(?: [a-z]{2,}){2,}", text)
    # A picture breaks a long label into lines, and shows each as a text of its own.
    assert [run for run in plain if not any(run in own for own in known)] == []


@pytest.mark.parametrize("found", [MIRRORED], indirect=True)
def test_a_right_to_left_page(found: Findings, page: str) -> None:
    """The page runs from right to left, keeps every field, and marks the case's own language."""
    markup = read(page)
    html = markup.all("html")[0]
    assert (html.attributes["lang"], html.attributes["dir"]) == (MIRRORED, "rtl")
    assert markup.all("h1")[0].attributes["lang"] == "en"
    handling = [e for e in markup.of_class("handling") if e.tag == "p"]
    assert {element.attributes["lang"] for element in handling} == {"en"}
    imprint, counter = re.findall(r"@bottom-(\w+) \{ content", page)
    assert (imprint, counter) == ("right", "left")


def test_the_style_sheet_names_no_side() -> None:
    """Margins, borders and places go by the direction of the text."""
    css = (ROOT / "src/zopa/report/templates/brief.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    sided = re.compile(
        r"(?:^|[;{\s])((?:margin|padding|border|inset)-(?:left|right)[\w-]*|left|right|float)\s*:"
        r"|text-align:\s*(?:left|right)"
    )
    assert [found.group() for found in sided.finditer(css)] == []
    four = re.findall(r"(?:margin|padding):((?:\s+[\w.%-]+){4})\s*[;}]", css)
    assert [values for values in four if values.split()[1] != values.split()[3]] == []


@pytest.mark.parametrize("found", LANGUAGES, indirect=True)
def test_the_brief_says_that_its_translation_is_unreviewed(found: Findings, page: str) -> None:
    language = found.meta.language
    with speaking(language):
        told = say(
            "The fixed text was translated and nobody has reviewed the translation; where it "
            "matters, compare the English brief."
        )
    assert not told.startswith("The fixed")
    assert words(told) in visible(page)
    assert f'<html lang="{language}" dir="ltr">' in page


def test_the_first_pages_in_french_and_ukrainian() -> None:
    """The plain text of the first pages begins with the same things in each language."""
    begins = {
        "fr": (
            "Ukraine, février 2025\u00a0: couverture aérienne",
            "Date retenue\u00a0: 14 février 2025",
        ),
        "uk": ("Україна, лютий 2025 року: повітряне прикриття", "Станом на: 14 лютого 2025"),
    }
    for language, (title, date) in begins.items():
        text = plain_text(findings_in(language))
        first, second = text.splitlines()[:2]
        assert first.startswith(title)
        assert second.startswith(date)


def test_ids_and_rows_are_the_same_in_every_language() -> None:
    """A language changes words and nothing else."""
    runs = [findings_in(language) for language in ("en", *LANGUAGES)]
    for before, after in pairwise(runs):
        assert [s.id for s in before.statements] == [s.id for s in after.statements]
        assert [s.rests_on for s in before.statements] == [s.rests_on for s in after.statements]
        assert [t.id for t in before.tables] == [t.id for t in after.tables]
        assert list(before.cards) == list(after.cards)
        assert before.meta.case_hash == after.meta.case_hash
        assert [s.text for s in before.statements] != [s.text for s in after.statements]


# --- the command line ---


def run_zopa(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["zopa", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_an_unknown_language_is_told_with_the_known_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_zopa(monkeypatch, "brief", str(FLAGSHIP), "-o", "-", "--lang", "xx")
    assert code == 2
    assert capsys.readouterr().err == (
        "error: --lang: zopa does not speak 'xx'. It speaks en (English), fr (French) and uk "
        "(Ukrainian); the project's docs say how to add a language.\n"
    )


def test_json_is_in_english_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Programs read English, whatever the language of the case; another wish is refused."""
    goal = ("redlines", str(FLAGSHIP), "--goal", "truce", "--json")
    assert run_zopa(monkeypatch, *goal) == 0
    assert '"language": "en"' in capsys.readouterr().out
    assert run_zopa(monkeypatch, *goal, "--lang", "fr") == 2
    assert '"message": "--json is always in English."' in capsys.readouterr().err
    french = ("why", str(FLAGSHIP), "redlines/CF=1/verdict", "--json")
    assert run_zopa(monkeypatch, *french) == 0
    assert "No outcome with a truce that nobody watches" in capsys.readouterr().out


def test_why_opens_a_finding_in_the_language_of_the_reader(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ("why", str(FLAGSHIP), "redlines/CF=1/verdict", "--lang", "uk", "--no-progress")
    assert run_zopa(monkeypatch, *told) == 0
    out = capsys.readouterr().out
    assert "За мети «перемир’я без нагляду» заявлені лінії блокують кожен результат." in out
    assert "Це спирається на:" in out
    assert "It rests on" not in out


CASE = """
case: {title: Un cas, language: LANGUAGE}
parties: [{id: P, name: Partie}]
issues: [{id: I, heading: la question}]
values: [{issue: I, id: a, label: laissée}, {issue: I, id: b, label: réglée}]
controls: [{issue: I, movers: [P]}]
red_lines: [{id: R, parties: P, rule: I = a, strength: insists}]
goals: [{id: G, rule: I = b}]
"""


@pytest.mark.parametrize(
    ("language", "spoken", "lang", "marked"),
    [("fr", "bloqué par", "fr", None), ("de", "gets past", "en", "de")],
)
def test_a_case_is_told_in_its_own_language_where_zopa_speaks_it(
    tmp_path: Path, language: str, spoken: str, lang: str, marked: str | None
) -> None:
    """Else the page is in English, and what the case says is marked with its language."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE.replace("LANGUAGE", language), encoding="utf-8")
    page = render_brief(run(assess(path, Request()), brief_options()))
    assert spoken in page
    html, title = read(page).all("html", "h1")
    assert html.attributes["lang"] == lang
    assert title.attributes.get("lang") == marked


def test_the_changes_of_a_run_are_told_in_its_language() -> None:
    request = Request(overlay=Overlay(without=("R7",)), language="fr")
    assert meta_of(assess(FLAGSHIP, request)).changes == ("sans R7",)
