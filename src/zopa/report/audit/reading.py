"""A brief as an audit reads it: its blocks of text, its elements and its marks.

The file is read with the parser of the standard library, which neither runs nor loads
anything.  A block is the text of one paragraph, cell or heading; text that is not in our
words - of the case, of a source, a quotation, code - is left out of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
INLINE = frozenset(
    "a abbr b bdi bdo br cite code data em i kbd mark q s samp small span strong sub sup time "  # noqa: SIM905
    "tspan u var wbr".split()
)
NOT_OURS = frozenset({"blockquote", "cite", "code", "kbd", "q", "samp"})
NO_TEXT = frozenset({"script", "style", "template", "noscript"})
SPOKEN = ("aria-label", "alt", "title")  # attributes whose text a reader hears or sees


@dataclass
class Element:
    """An element of the page, with the text that stands right in it."""

    tag: str
    attributes: Mapping[str, str]
    parent: Element | None = field(repr=False, default=None)
    text: str = ""  # of scripts and styles
    is_ours: bool = True  # whether its text is in the brief's own words

    def chain(self) -> Iterator[Element]:
        """Go from the element outwards."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def within(self, attribute: str) -> Element | None:
        """Return the nearest element, this one or around it, that has an attribute."""
        return next((e for e in self.chain() if attribute in e.attributes), None)


@dataclass
class Block:
    """The text of one block, without what is not in our words."""

    element: Element
    text: str = ""
    whole: str = ""  # with what is not in our words


@dataclass
class PageRead:
    """A page as it was read: elements and blocks in their order."""

    elements: list[Element]
    blocks: list[Block]

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of some tags."""
        return [element for element in self.elements if element.tag in tags]

    def having(self, attribute: str) -> list[Element]:
        """Return the elements that have an attribute."""
        return [element for element in self.elements if attribute in element.attributes]

    @property
    def ids(self) -> frozenset[str]:
        """The places of the page that a link can lead to."""
        return frozenset(element.attributes["id"] for element in self.having("id"))

    @property
    def marks(self) -> dict[str, str]:
        """The marks in the head of a brief."""
        return {
            meta.attributes["name"].removeprefix("zopa:"): meta.attributes.get("content", "")
            for meta in self.all("meta")
            if meta.attributes.get("name", "").startswith("zopa:")
        }

    @property
    def language(self) -> str:
        """The language that the page says it is in."""
        html = next(iter(self.all("html")), None)
        return html.attributes.get("lang", "") if html else ""


def read_page(text: str) -> PageRead:
    """Read the text of an HTML file."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return PageRead(reader.elements, [b for b in reader.blocks if b.text.strip()])


class _Reader(HTMLParser):
    """Gathers elements and blocks; what closes nothing is passed over, as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.blocks: list[Block] = []
        self._open: list[Element] = []
        self._blocks: list[Block] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value or "")
        parent = self._open[-1] if self._open else None
        is_ours = "data-from" not in attributes and tag not in NOT_OURS | NO_TEXT
        is_ours = is_ours and (parent is None or parent.is_ours)
        element = Element(tag, attributes, parent, is_ours=is_ours)
        self.elements.append(element)
        for name in SPOKEN:
            if attributes.get(name) and element.is_ours:
                self.blocks.append(Block(element, attributes[name], attributes[name]))
        if tag == "br":
            self.handle_data("\n")
        if tag not in VOID:
            self._open.append(element)
            if tag not in INLINE:
                block = Block(element)
                self.blocks.append(block)
                self._blocks.append(block)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not any(element.tag == tag for element in reversed(self._open)):
            return
        while self._open:
            element = self._open.pop()
            if element.tag not in INLINE:
                self._blocks.pop()
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        element = self._open[-1]
        if element.tag in NO_TEXT:
            element.text += data
        elif self._blocks:
            self._blocks[-1].whole += data
            self._blocks[-1].text += data if element.is_ours else "…"
