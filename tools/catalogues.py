"""Message catalogues: gather the fixed text, bring the translations up to date, compile them.

    python tools/catalogues.py             gather, update, compile; say what is missing
    python tools/catalogues.py new CODE    begin a translation
    python tools/catalogues.py mirrored FOLDER
                                           write a made-up right-to-left language for tests

A translation that is no longer used is kept at the end of its file, and is taken up again
when its message comes back.  Each file is written only where it changes, without dates and
line numbers, so that a second run leaves everything as it is.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from zopa.cards import KINDS
from zopa.case.rows import columns
from zopa.case.tables import TABLES
from zopa.findings.likelihood import LEVELS, SCALE
from zopa.lenses import LENSES
from zopa.lenses.lineage.findings import PROPOSALS
from zopa.lenses.lineage.speech import KINDS as CHANGE_KINDS
from zopa.lenses.lineage.speech import POLARITIES, SLOTS
from zopa.lenses.positions.findings import AT_ODDS, HOW_FOUND, SAME_VOICE
from zopa.lenses.positions.timeline import BEARS_ON, BORNE_ON
from zopa.lenses.redlines.phrases import LAWS
from zopa.model.sentences import REQUIRES, SPEAKS_AGAINST
from zopa.model.speakers import CERTAINTY, CREDIBILITY, RELIABILITY
from zopa.model.speakers import STANCES as SPEAKING
from zopa.redact.withheld import STANCES

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "zopa"
LOCALE = SOURCE / "locale"
TEMPLATE = LOCALE / "zopa.pot"

# What Babel reads, the first pattern that fits; errors and the command line speak English.
MAPPING = [
    ("case/carriers/**", "ignore"),
    ("cli/__init__.py", "ignore"),
    ("progress.py", "ignore"),
    ("report/templates/**.html", "jinja2"),
    ("**.py", "python"),
]
OPTIONS = {"report/templates/**.html": {"silent": "false"}}
ENGINES = ("elimination", "search", "enumeration")
KEYWORDS = {"say": None, "Phrase": None, "say_count": (1, 2)}

HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: zopa\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
NEW_HEADER = """\
# The fixed text of zopa in {name}.
#
# Unreviewed: nobody who knows the language and the field has read this translation yet.  Once
# somebody has, put their name here and let the last line of the header say "reviewed".
{header}"Language: {code}\\n"
"Plural-Forms: {plurals}\\n"
"X-Review: unreviewed\\n"
"""
PLACEHOLDER = re.compile(r"\{(\w*)\}")


def template() -> Catalog:
    """Return every message of the code and the templates, with the files that use it."""
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(SOURCE, MAPPING, OPTIONS, keywords=KEYWORDS, comment_tags=())
    for file, _, message, _, _ in found:
        if message:
            catalog.add(message, locations=[(Path(file).as_posix(), 0)])
    for message in looked_up():
        catalog.add(message, locations=[("case/tables.py", 0)])
    return catalog


def looked_up() -> Iterator[str]:
    """Go through what is looked up by variable: closed lists, columns, kinds of row, demands."""
    for table in TABLES.values():
        for entry in columns(table):
            yield entry.name.replace("_", " ")
            yield from entry.choices
    yield from KINDS.values()
    yield from ENGINES
    yield from LAWS.values()
    yield from RELIABILITY.values()
    yield from CERTAINTY.values()
    yield from (band.term for band in SCALE)
    yield from LEVELS
    yield from STANCES.values()
    for lens in LENSES:
        yield from (lens.title, lens.question)
    for said in (
        *(AT_ODDS, HOW_FOUND, BEARS_ON, BORNE_ON, PROPOSALS, CHANGE_KINDS, SLOTS, POLARITIES),
        *(SPEAKING, CREDIBILITY),
    ):
        yield from said.values()
    yield SAME_VOICE
    for forms in (REQUIRES, *SPEAKS_AGAINST.values()):
        yield from forms


def template_text() -> str:
    """Return the text of the template, without dates and line numbers."""
    return f"{HEADER}\n{_messages(template())}"


def _messages(catalog: Catalog) -> str:
    """Write the messages of a catalogue, sorted, one line for each text."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return stream.getvalue().decode("utf-8").rstrip("\n") + "\n"


def languages() -> list[str]:
    """Return the codes of the languages that have a translation."""
    return sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/zopa.po"))


def file_of(language: str, folder: Path = LOCALE) -> Path:
    """Return where the translation of a language stands."""
    return folder / language / "LC_MESSAGES" / "zopa.po"


def parsed(text: str) -> Catalog:
    """Read the text of a translation."""
    return read_po(io.StringIO(text), abort_invalid=True)


def updated(text: str, messages: Catalog) -> str:
    """Return the text of a translation with the messages of a template."""
    head = text.partition("\n\n")[0]
    before = parsed(text)
    known: dict[object, Message] = {}
    for message in (*before.obsolete.values(), *before):
        if message.id and (_strings(message) or message.id not in known):
            known[message.id] = message
    after = Catalog(charset="utf-8")
    after.mime_headers = before.mime_headers  # for the number of plural forms
    for message in messages:
        if message.id:
            old = known.pop(message.id, None)
            after.add(
                message.id,
                old.string if old else "",
                message.locations,
                user_comments=old.user_comments if old else (),
            )
    after.obsolete.update({key: m for key, m in known.items() if _strings(m)})
    return f"{head}\n\n{_messages(after)}"


def _strings(message: Message) -> list[str]:
    """Return the texts of a translation, one for each plural form; empty where one is missing."""
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    return strings if all(strings) else []


def compiled(text: str) -> bytes:
    """Return the compiled form of a translation, with the header of its file."""
    head = text.partition("\n\n")[0]
    header = "".join(f"{line}\n" for line in re.findall(r'^"(.*)\\n"$', head, re.MULTILINE))
    stream = io.BytesIO()
    write_mo(stream, _Compiled(header, [m for m in parsed(text) if m.id and _strings(m)]))
    return stream.getvalue()


class _Compiled:
    """What Babel needs to know of a catalogue to compile it."""

    charset = "utf-8"

    def __init__(self, header: str, messages: list[Message]) -> None:
        self.messages = [Message("", header), *messages]

    def __iter__(self) -> Iterator[Message]:
        return iter(self.messages)


def wrong_in(text: str) -> list[str]:
    """Say what a translation lacks, or has otherwise than its message."""
    catalog = parsed(text)
    found = []
    for message in catalog:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = _strings(message)
        if not strings or (len(ids) > 1 and len(strings) != catalog.num_plurals):
            found.append(f"not translated: {ids[0]}")
            continue
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        for string in strings:
            fields = PLACEHOLDER.findall(string)
            # "{number} gap" may be said without its number in a language with a form for one.
            if set(fields) != wanted or len(fields) != len(set(fields)):
                found.append(f"other fields than its message: {string}")
            elif ids[0] == ids[0].strip() != "" and string != string.strip():
                found.append(f"blanks at an end: {string}")
    return found


# --- a made-up language ---

MIRRORED = "qps-plocm"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LOOK_ALIKES = "àƀćđéƒĝħíĵķļɱñóþɋŕšţúṽŵẋýž"
MARK = "\u200f"  # says right-to-left, and leaves the direction of what follows alone
LONGER = 0.3  # other languages need about so much more room than English


def mirrored(text: str) -> str:
    """Return a text in a made-up language: letters that look alike, brackets, a third longer.

    >>> mirrored("Line {line} counts")
    '\u200f⟦Ļíñé {line} ćóúñţš ···⟧'
    """
    pieces = re.split(r"(\{\w*\})", text)
    said = "".join(piece if piece.startswith("{") else piece.translate(_ALIKE) for piece in pieces)
    if said == text:  # signs alone
        return text
    letters = sum(len(piece) for piece in pieces if not piece.startswith("{"))
    return f"{MARK}⟦{said} {'·' * round(letters * LONGER)}⟧"


_ALIKE = str.maketrans(LETTERS + LETTERS.upper(), LOOK_ALIKES + LOOK_ALIKES.upper())


def mirrored_text() -> str:
    """Return the translation into the made-up language."""
    catalog = Catalog(charset="utf-8")
    for message in template():
        if isinstance(message.id, str):
            catalog.add(message.id, mirrored(message.id), message.locations)
        else:
            catalog.add(message.id, tuple(map(mirrored, message.id)), message.locations)
    head = NEW_HEADER.format(
        name="a made-up language that is written from right to left, for tests",
        header=HEADER,
        code=MIRRORED,
        plurals="nplurals=2; plural=(n != 1);",
    )
    return f"{head}\n{_messages(catalog)}"


# --- the command ---


def write(path: Path, text: str | bytes) -> None:
    """Write a file where it changes, and say so."""
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(content)
    beside.replace(path)
    print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def put(text: str, path: Path) -> None:
    """Write a translation and its compiled form."""
    write(path, text)
    write(path.with_suffix(".mo"), compiled(text))


def begin(language: str) -> str:
    """Return the text of a new translation."""
    plain = Catalog(locale=language, charset="utf-8")
    head = NEW_HEADER.format(
        name=plain.locale.english_name, header=HEADER, code=language, plurals=plain.plural_forms
    )
    return updated(head, template())


def main(arguments: list[str]) -> int:
    """Do what is asked for; 1 where a translation is not whole."""
    match arguments:
        case ["new", language]:
            if file_of(language).exists():
                print(f"There is a translation already: {file_of(language)}", file=sys.stderr)
                return 2
            put(begin(language), file_of(language))
        case ["mirrored", folder]:
            put(mirrored_text(), file_of(MIRRORED, Path(folder)))
        case []:
            messages = template()
            write(TEMPLATE, template_text())
            wrong = 0
            for language in languages():
                text = updated(file_of(language).read_text(encoding="utf-8"), messages)
                put(text, file_of(language))
                for what in wrong_in(text):
                    wrong += 1
                    print(f"{language}: {what}")
            return 1 if wrong else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
