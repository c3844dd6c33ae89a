"""Stored texts: files within the folder of a case, and the spans that point into them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from zopa.case import stored_texts
from zopa.case.build import read_case
from zopa.case.carriers import write_case
from zopa.case.stored_texts import LARGEST, look_at, markup_in, read_text
from zopa.errors import StorageError

WORDS = "Київ: «ми згодні».\r\nThe second line.\n"  # 36 characters, more bytes


def case(folder: Path, name: str, *, sha256: str = "", span: str = "") -> Path:
    """Write a case with one source, whose stored text has a name, and one statement."""
    path = folder / "case.yaml"
    path.write_text(
        f"""\
case: {{title: T, as_of: 2025-02-14}}
sources: [{{id: p, title: P, text_file: '{name}', sha256: '{sha256}'}}]
statements: [{{id: s1, paraphrase: x, asserted_at: 2025-01, source: p, span: '{span}'}}]
parties: [{{id: A, name: A}}]
issues: [{{id: X}}]
values: [{{issue: X, id: none}}]
controls: [{{issue: X, movers: A}}]
""",
        encoding="utf-8",
    )
    return path


def told(path: Path) -> list[str]:
    """Return the problems of a case, each without the name of its file."""
    return [
        str(problem).removeprefix("case.yaml:2, table ") for problem in read_case(path).problems
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a stored text, and another text outside of it."""
    folder = tmp_path / "case"
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "a.txt").write_bytes(WORDS.encode())
    (tmp_path / "outside.txt").write_text("secret", encoding="utf-8")
    return folder


def test_a_stored_text_is_counted_in_characters(folder: Path) -> None:
    """Code points from 0, line ends as they stand; the sum is that of the bytes."""
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    assert told(case(folder, "texts/a.txt", sha256=digest, span=f"0-{len(WORDS)}")) == []
    assert look_at(folder, "texts/a.txt").length == len(WORDS) == 37
    assert read_text(folder, "texts/a.txt") == WORDS
    (folder / "texts" / "a.txt").write_bytes(b"\xef\xbb\xbf" + WORDS.encode())
    assert read_text(folder, "texts/a.txt") == WORDS  # a byte-order mark is no character


def test_a_span_ends_within_its_text(folder: Path) -> None:
    """A span beyond the text is told with the length of the text."""
    assert told(case(folder, "texts/a.txt", span="30-38")) == [
        "case.yaml:3, table statements, s1, column span: the span 30-38 ends beyond its text: the "
        "text has 37 characters. Correct the span, or the text_file of the source."
    ]


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        (
            "texts/b.txt",
            "there is no file 'texts/b.txt' in the folder of the case. Put it there, or mend the "
            "name.",
        ),
        ("texts", "'texts' is a folder, not a file. Name the file with the text."),
        *(
            (
                name,
                f"'{name}' leads out of the folder of the case. Put the file into that folder and "
                "name it from there, as in texts/speech.txt.",
            )
            for name in ("../outside.txt", "texts/../../outside.txt", "/etc/hostname", "link.txt")
        ),
        (
            r"C:\texts\a.txt",
            r"'C:\texts\a.txt' leads out of the folder of the case. Put the file into that folder "
            "and name it from there, as in texts/speech.txt.",
        ),
        ("latin.txt", "'latin.txt' is not stored as UTF-8. Save it as UTF-8, with an editor."),
        (
            "page.txt",
            "'page.txt' holds HTML (<p class=\"x\">). Paste it as plain text, and mend its spans "
            "and sum.",
        ),
        (
            "large.txt",
            "'large.txt' has 5.0 MB, and a text may have 5. Keep the part that the statements "
            "rest on.",
        ),
    ],
)
def test_a_stored_text_that_cannot_be_used_is_told(folder: Path, name: str, trouble: str) -> None:
    """With its name, why, and what to do."""
    (folder / "link.txt").symlink_to(folder.parent / "outside.txt")
    (folder / "latin.txt").write_bytes("façade".encode("latin-1"))
    (folder / "page.txt").write_text('<p class="x">He said so.</p>', encoding="utf-8")
    (folder / "large.txt").write_bytes(b"x" * (LARGEST + 1))
    assert told(case(folder, name)) == [f"sources, p, column text_file: {trouble}"]


def test_a_file_with_another_sum_is_told(folder: Path) -> None:
    """With the sum that it has now; its spans are checked all the same."""
    found = told(case(folder, "texts/a.txt", sha256="0" * 64, span="0-99"))
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    assert found[0] == (
        "sources, p, column sha256: 'texts/a.txt' is not the file that was stored: its sum is "
        f"another. Bring the stored file back, or write {digest} where the change is meant."
    )
    assert len(found) == 2


def test_a_text_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many checks ask about it."""
    read: list[Path] = []

    def counted(path: Path) -> bytes:
        read.append(path)
        return path.read_bytes()

    monkeypatch.setattr(stored_texts, "read_bytes", counted)
    read_case(case(folder, "texts/a.txt", sha256="0" * 64, span="0-99"))
    assert read == [folder / "texts" / "a.txt"]


def test_every_carrier_has_its_folder(folder: Path) -> None:
    """The folder of CSV files itself; the folder in which a YAML file or a workbook lies."""
    found = read_case(case(folder, "texts/a.txt", span="0-38")).case
    write_case(found, folder, force=True)
    write_case(found, folder / "case.xlsx")
    for path in (folder, folder / "case.xlsx"):
        assert [problem.check for problem in read_case(path).errors] == [
            "spans_lie_within_their_texts"
        ]


def test_a_text_that_cannot_be_used_cannot_be_read(folder: Path) -> None:
    """Whoever asks for its words is told why there are none."""
    with pytest.raises(StorageError, match="leads out of the folder of the case"):
        read_text(folder, "../outside.txt")
    with pytest.raises(StorageError, match="leads out"):
        read_text(folder, "a\0b")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one<br/>two", "<br/>"),
        ("<DIV id=x>", "<DIV id=x>"),
        ("he said</span>", "</span>"),
        ('<a href="x">', '<a href="x">'),
        ("two&nbsp;words", "&nbsp;"),
        ("it&#39;s", "&#39;"),
        ("it&#x27;s", "&#x27;"),
        ("Q&A; R&D", ""),
        ("x < y and y > z", ""),
        ("<name of the speaker>", ""),
        ("<- and ->", ""),
    ],
)
def test_html_is_told_from_signs(text: str, found: str) -> None:
    """Tags and entities that are known, and nothing else between angle brackets."""
    assert markup_in(text) == found
