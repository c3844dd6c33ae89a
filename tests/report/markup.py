"""The brief as a test reads it: its elements, their attributes and their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "img", "br", "hr", "input", "base", "wbr"})


@dataclass
class Element:
    """An element, the text in it without its style, and where it stands."""

    tag: str
    attributes: dict[str, str]
    path: tuple[Element, ...] = field(repr=False)
    text: str = ""

    def inside(self, css_class: str) -> bool:
        """Say whether the element stands in one of a class, or is one."""
        chain = (*self.path, self)
        return any(css_class in element.attributes.get("class", "").split() for element in chain)

    def inside_tag(self, tag: str) -> bool:
        """Say whether the element stands in one of a tag."""
        return any(element.tag == tag for element in self.path)


class Markup(HTMLParser):
    """Reads a page into a flat list of elements, strictly: what opens must close."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(page)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in {tag}"
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes {self._open[-1]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of some tags, in order."""
        return [element for element in self.elements if element.tag in tags]

    def of_class(self, css_class: str) -> list[Element]:
        """Return the elements of a class, in order."""
        return [e for e in self.elements if css_class in e.attributes.get("class", "").split()]

    def ids(self) -> list[str]:
        """Return all ids."""
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]


def read(page: str) -> Markup:
    """Read a page."""
    return Markup(page)


def words(text: str) -> str:
    """Return a text with its white space evened out."""
    return " ".join(text.split())


def policy_of(page: Markup) -> dict[str, str]:
    """Return the directives of the content security policy."""
    (meta,) = [e for e in page.all("meta") if "http-equiv" in e.attributes]
    assert meta.attributes["http-equiv"] == "Content-Security-Policy"
    pairs = (part.strip().partition(" ") for part in meta.attributes["content"].split(";"))
    return {name: value for name, _, value in pairs}
