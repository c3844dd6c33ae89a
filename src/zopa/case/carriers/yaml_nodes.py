"""YAML as nodes: texts, lists and mappings with their lines, and nothing else of YAML.

The nodes are built from the parser's events, which is faster than PyYAML's own tree, keeps
the lines, and lets tags, circles and endless repetition be refused as they are met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from zopa.case.cells import clean

# The parser in C is many times faster; both read the same language.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ALIASED_CHARACTERS = 10_000_000  # no honest case repeats more text than this
DEEPEST = 20  # a cell of a row of a table of the file is 4 deep
# What no YAML file may hold unescaped (YAML 1.1, section 5.1).
UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PLAIN_TAGS = ("!", "tag:yaml.org,2002:str")
# How the parser begins to say what is wrong -> the same in plain words.
PLAIN = (
    ("found character that cannot start", "a tab or a sign stands where a text begins"),
    ("found a tab character", "a tab stands where there should be spaces"),
    ("mapping values are not allowed", "': ' stands a second time in a text"),
    ("block sequence entries are not allowed", "'- ' stands where no row can begin"),
    ("did not find expected key", "a row or a column does not begin where the others do"),
    ("did not find expected '-' indicator", "a row or a column does not begin where the others do"),
    ("found unexpected end of stream", "a quotation mark is not closed"),
    ("could not find expected ':'", "a name has no ':' after it"),
    ("found undefined tag handle", "a text begins with '!'"),
)
QUOTE = "Put the text in quotation marks."
ROWS = "Write a table as a list of rows, each '- {id: A, name: …}'."


class Refused(Exception):
    """Raised while the file is walked, at the first thing that cannot be read."""

    def __init__(self, message: str, remedy: str, line: int) -> None:
        super().__init__(message)
        self.message, self.remedy, self.line = message, remedy, line


@dataclass(slots=True)
class Text:
    """A scalar."""

    text: str
    line: int


@dataclass(slots=True)
class Listing:
    """A sequence."""

    items: list[Node]
    line: int


@dataclass(slots=True)
class Mapping:
    """A mapping, its keys as texts and in the order of the file."""

    entries: list[tuple[Text, Node]]
    line: int


Node: TypeAlias = Text | Listing | Mapping


def read_nodes(text: str) -> Node:
    """Return the root of the only document of a YAML text; raises :class:`Refused`."""
    _refuse_unprintable(text)
    return _Walk(text).document()


class _Walk:
    """One walk over the parser's events, which builds the nodes of the only document."""

    def __init__(self, text: str) -> None:
        self.next: Callable[[], Any] = iter(yaml.parse(text, Loader=LOADER)).__next__
        self.anchors: dict[str, Node] = {}
        self.open_anchors: set[str] = set()
        self.aliased = 0
        self.depth = 0

    def document(self) -> Node:
        """Return the root of the document."""
        try:
            return self.only_document()
        except yaml.YAMLError as error:
            raise _syntax(error) from None

    def only_document(self) -> Node:
        """Return the root of the document, and see that no other follows."""
        self.next()  # the stream starts
        if isinstance(self.next(), yaml.StreamEndEvent):
            raise Refused("the file is empty.", "Write at least parties and issues.", 1)
        root = self.node(self.next())
        self.next()  # the document ends
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            line = after.start_mark.line + 1
            raise Refused("a second document starts here.", "Keep one case in a file.", line)
        return root

    def node(self, event: Any) -> Node:
        """Build the node that starts with an event."""
        line: int = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            return self.alias(str(event.anchor), line)
        if event.tag is not None and event.tag not in PLAIN_TAGS:
            raise Refused(f"the tag '{event.tag}' is not read.", "Remove it.", line)
        if event.anchor is None:
            return self.content(event, line)
        self.open_anchors.add(event.anchor)
        node = self.anchors[event.anchor] = self.content(event, line)
        self.open_anchors.discard(event.anchor)
        return node

    def content(self, event: Any, line: int) -> Node:
        """Build a scalar, a sequence or a mapping."""
        if isinstance(event, yaml.ScalarEvent):
            return _text(event)
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("lists or rows stand too deep in each other.", ROWS, line)
        node: Node
        if isinstance(event, yaml.SequenceStartEvent):
            node = Listing(list(self.until(yaml.SequenceEndEvent)), line)
        else:
            nodes = self.until(yaml.MappingEndEvent)
            node = Mapping([(self.name(key, line), next(nodes)) for key in nodes], line)
        self.depth -= 1
        return node

    def until(self, end: type[Any]) -> Iterator[Node]:
        """Go through the nodes up to the end of their list or mapping."""
        while not isinstance(event := self.next(), end):
            # Nearly all nodes are bare scalars, and a case has tens of thousands of them.
            is_bare = isinstance(event, yaml.ScalarEvent) and event.anchor is event.tag is None
            yield _text(event) if is_bare else self.node(event)

    def name(self, key: Node, line: int) -> Text:
        """Return the key of an entry, which is the name of a table or column."""
        if not isinstance(key, Text):
            raise Refused("a list or a row stands where a name is expected.", QUOTE, line)
        return key

    def alias(self, anchor: str, line: int) -> Node:
        """Return the node that an alias repeats, if it may be repeated."""
        if anchor in self.open_anchors:
            raise Refused(f"'*{anchor}' stands within what it repeats.", "Write it out.", line)
        node = self.anchors.get(anchor)
        if node is None:
            remedy = f"If a text begins with *, put it in quotation marks: '*{anchor}'."
            raise Refused(f"'*{anchor}' repeats what is not named.", remedy, line)
        texts = node.items if isinstance(node, Listing) else [node]
        if not all(isinstance(text, Text) for text in texts):
            message = f"'*{anchor}' repeats more than a text or a list of texts."
            raise Refused(message, "Write the rows out.", line)
        self.aliased += 1 + sum(len(text.text) for text in texts if isinstance(text, Text))
        if self.aliased > ALIASED_CHARACTERS:
            raise Refused("aliases repeat too much text.", "Write the texts out.", line)
        return node


def _text(event: Any) -> Text:
    """Return the text of a scalar, cleaned as every cell is."""
    missing = event.value in ("~", "null") and not event.style
    return Text("" if missing else clean(event.value), event.start_mark.line + 1)


def _refuse_unprintable(text: str) -> None:
    """Refuse a character that YAML does not allow, before the parser trips over it."""
    found = UNPRINTABLE.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found.group()):04X}"
        raise Refused(f"the line holds the control character {code}.", "Remove it.", line)


def _syntax(error: yaml.YAMLError) -> Refused:
    """Put an error of the YAML parser into words."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 1
    trouble = str(getattr(error, "problem", "") or "").strip()
    trouble = next((plain for start, plain in PLAIN if trouble.startswith(start)), trouble)
    if "tab" in trouble:
        remedy = "Indent with spaces, not tabs; put a text that begins with a sign in quotes."
    else:
        remedy = (
            "Put a text that holds ': ' or ' #', or begins with a sign, in quotes; start the "
            "columns of one row at the same place."
        )
    column = f" at character {mark.column + 1}" if mark is not None else ""
    return Refused(f"this is not YAML{column}: {trouble or 'it cannot be read'}.", remedy, line)
