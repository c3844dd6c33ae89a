"""The one-file carrier: YAML, a mapping from table names to rows.

Only the shape of YAML is used, none of its types: a scalar is the text as it is written, so
``no`` stays "no" and ``1.0`` stays "1.0"; an empty scalar, ``~`` and an unquoted ``null``
are empty cells.  A list in a cell is its texts joined by ``;``.  Tags are refused, nothing
is executed, and an alias repeats a text or a list of texts but no row, so that a small file
cannot grow large while it is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from zopa.case.carriers.decoding import decode
from zopa.case.carriers.files import read_bytes, refuse_to_overwrite, write_whole
from zopa.case.carriers.raw import (
    RawCase,
    RawRow,
    RawTable,
    in_dictionary_order,
    meant_table,
    unknown_table,
)
from zopa.case.carriers.yaml_text import yaml_text
from zopa.case.case import Case
from zopa.case.cells import clean
from zopa.case.tables import TABLES
from zopa.errors import Place, Problem

# The parser in C is many times faster; both read the same language.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ALIASED_CHARACTERS = 10_000_000  # no honest case repeats more text than this
DEEPEST = 20  # a cell of a row of a table of the file is 4 deep
# What no YAML file may hold unescaped (YAML 1.1, section 5.1).
UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PLAIN_TAGS = ("!", "tag:yaml.org,2002:str")
QUOTE = "Put the text in quotation marks."
ROWS = "Write a table as a list of rows, each '- {id: A, name: …}'."


class _Refused(Exception):
    """Raised while the file is walked, at the first thing that cannot be read."""

    def __init__(self, message: str, remedy: str, line: int) -> None:
        super().__init__(message)
        self.message, self.remedy, self.line = message, remedy, line


@dataclass(slots=True)
class _Text:
    """A scalar."""

    text: str
    line: int


@dataclass(slots=True)
class _Listing:
    """A sequence."""

    items: list[_Node]
    line: int


@dataclass(slots=True)
class _Mapping:
    """A mapping, its keys as texts and in the order of the file."""

    entries: list[tuple[_Text, _Node]]
    line: int


_Node = _Text | _Listing | _Mapping


def read_yaml(source: Path | str) -> tuple[RawCase, list[Problem]]:
    """Read a case from a YAML file (a ``Path``) or from YAML text (a ``str``)."""
    origin = str(source) if isinstance(source, Path) else "the text"
    file = source.name if isinstance(source, Path) else ""
    text = decode(read_bytes(source), file) if isinstance(source, Path) else source
    if isinstance(text, Problem):
        return RawCase({}, origin, frozenset(TABLES)), [text]
    try:
        _refuse_unprintable(text)
        root = _Walk(text).document()
    except _Refused as refused:
        place = Place(file=file, line=refused.line)
        problem = Problem(place, refused.message, refused.remedy, check="files_are_readable")
        return RawCase({}, origin, frozenset(TABLES)), [problem]
    reading = _Reading(file)
    tables = in_dictionary_order(reading.tables(root))
    return RawCase(tables, origin, frozenset(reading.unreadable)), reading.problems


class _Walk:
    """One walk over the parser's events, which builds the nodes of the only document."""

    def __init__(self, text: str) -> None:
        self.next: Callable[[], Any] = iter(yaml.parse(text, Loader=LOADER)).__next__
        self.anchors: dict[str, _Node] = {}
        self.open_anchors: set[str] = set()
        self.aliased = 0
        self.depth = 0

    def document(self) -> _Node:
        """Return the root of the document."""
        try:
            return self.only_document()
        except yaml.YAMLError as error:
            raise _syntax(error) from None

    def only_document(self) -> _Node:
        """Return the root of the document, and see that no other follows."""
        self.next()  # the stream starts
        if isinstance(self.next(), yaml.StreamEndEvent):
            raise _Refused("the file is empty.", "Write at least parties and issues.", 1)
        root = self.node(self.next())
        self.next()  # the document ends
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            line = after.start_mark.line + 1
            raise _Refused("a second document starts here.", "Keep one case in a file.", line)
        return root

    def node(self, event: Any) -> _Node:
        """Build the node that starts with an event."""
        line: int = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            return self.alias(str(event.anchor), line)
        if event.tag is not None and event.tag not in PLAIN_TAGS:
            raise _Refused(f"the tag '{event.tag}' is not read.", "Remove it.", line)
        if event.anchor is None:
            return self.content(event, line)
        self.open_anchors.add(event.anchor)
        node = self.anchors[event.anchor] = self.content(event, line)
        self.open_anchors.discard(event.anchor)
        return node

    def content(self, event: Any, line: int) -> _Node:
        """Build a scalar, a sequence or a mapping."""
        if isinstance(event, yaml.ScalarEvent):
            return _text(event)
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Refused("lists or mappings stand too deep in each other.", ROWS, line)
        node: _Node
        if isinstance(event, yaml.SequenceStartEvent):
            node = _Listing(list(self.until(yaml.SequenceEndEvent)), line)
        else:
            nodes = self.until(yaml.MappingEndEvent)
            node = _Mapping([(self.name(key, line), next(nodes)) for key in nodes], line)
        self.depth -= 1
        return node

    def until(self, end: type[Any]) -> Iterator[_Node]:
        """Go through the nodes up to the end of their list or mapping."""
        while not isinstance(event := self.next(), end):
            # Nearly all nodes are bare scalars, and a case has tens of thousands of them.
            is_bare = isinstance(event, yaml.ScalarEvent) and event.anchor is event.tag is None
            yield _text(event) if is_bare else self.node(event)

    def name(self, key: _Node, line: int) -> _Text:
        """Return the key of an entry, which is the name of a table or column."""
        if not isinstance(key, _Text):
            raise _Refused("a list or mapping stands where a name is expected.", QUOTE, line)
        return key

    def alias(self, anchor: str, line: int) -> _Node:
        """Return the node that an alias repeats, if it may be repeated."""
        if anchor in self.open_anchors:
            raise _Refused(f"'*{anchor}' stands within what it repeats.", "Write it out.", line)
        node = self.anchors.get(anchor)
        if node is None:
            remedy = f"If a text begins with *, put it in quotation marks: '*{anchor}'."
            raise _Refused(f"'*{anchor}' repeats what is not named.", remedy, line)
        texts = node.items if isinstance(node, _Listing) else [node]
        if not all(isinstance(text, _Text) for text in texts):
            message = f"'*{anchor}' repeats more than a text or a list of texts."
            raise _Refused(message, "Write the rows out.", line)
        self.aliased += 1 + sum(len(text.text) for text in texts if isinstance(text, _Text))
        if self.aliased > ALIASED_CHARACTERS:
            raise _Refused("aliases repeat too much text.", "Write the texts out.", line)
        return node


def _text(event: Any) -> _Text:
    """Return the text of a scalar, cleaned as every cell is."""
    missing = event.value in ("~", "null") and not event.style
    return _Text("" if missing else clean(event.value), event.start_mark.line + 1)


def _refuse_unprintable(text: str) -> None:
    """Refuse a character that YAML does not allow, before the parser trips over it."""
    found = UNPRINTABLE.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found.group()):04X}"
        raise _Refused(f"the line holds the control character {code}.", "Remove it.", line)


def _syntax(error: yaml.YAMLError) -> _Refused:
    """Put an error of the YAML parser into words."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 1
    trouble = str(getattr(error, "problem", "") or "").strip()
    if "character" in trouble and "start any token" in trouble:
        remedy = "Indent with spaces, not tabs, and put texts that begin with @ ` or % in quotes."
    else:
        remedy = (
            "Put a text that holds ': ' or ' #', or begins with one of [ { * & ! | > ' \", in "
            "quotation marks, and let the columns of one row start at the same place."
        )
    column = f" at character {mark.column + 1}" if mark is not None else ""
    return _Refused(f"this is not YAML{column}: {trouble or 'it cannot be read'}.", remedy, line)


@dataclass
class _Reading:
    """What has been read of one file so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def tell(self, message: str, remedy: str, place: Place) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, message, remedy, check="files_are_readable"))

    def tables(self, root: _Node) -> list[RawTable]:
        """Read every table of the document."""
        if not isinstance(root, _Mapping) or not root.entries:
            self.unreadable |= set(TABLES)
            place = Place(file=self.file, line=root.line)
            self.tell("a case is a mapping from table names to rows.", ROWS, place)
            return []
        tables: dict[str, RawTable] = {}
        for key, node in root.entries:
            name = key.text
            if name not in TABLES:
                self.problems.append(unknown_table(name, self.file, key.line))
                self.unreadable |= meant_table(name)
            elif name in tables or name in self.unreadable:
                place = Place(name, file=self.file, line=key.line)
                self.tell(f"table '{name}' stands twice.", "Write its rows in one place.", place)
            else:
                self.table(name, node, tables)
        return list(tables.values())

    def table(self, name: str, node: _Node, tables: dict[str, RawTable]) -> None:
        """Read one table."""
        if name == "case" and isinstance(node, _Mapping):
            node = self.settings(node)
        if isinstance(node, _Text) and not node.text:
            tables[name] = RawTable(name, (), (), self.file)
            return
        if not isinstance(node, _Listing):
            self.unreadable.add(name)
            place = Place(name, file=self.file, line=node.line)
            self.tell("the table is not a list of rows.", ROWS, place)
            return
        rows: list[RawRow] = []
        broken: list[RawRow] = []
        for index, item in enumerate(node.items):
            cells, whole = self.row(name, item)
            (rows if whole else broken).append(RawRow(cells, index + 2, item.line))
        names = dict.fromkeys(column for row in rows for column in row.cells)
        tables[name] = RawTable(name, tuple(names), tuple(rows), self.file, tuple(broken))

    def settings(self, node: _Mapping) -> _Listing:
        """Turn the plain mapping of ``case`` into its rows."""
        items: list[_Node] = []
        for key, value in node.entries:
            entries: list[tuple[_Text, _Node]] = [
                (_Text("key", key.line), key),
                (_Text("value", key.line), value),
            ]
            if not (isinstance(value, _Text) and not value.text):
                items.append(_Mapping(entries, key.line))
        return _Listing(items, node.line)

    def row(self, table: str, node: _Node) -> tuple[dict[str, str], bool]:
        """Return the cells of a row, and whether all of it could be read."""
        place = Place(table, file=self.file, line=node.line)
        if not isinstance(node, _Mapping):
            message = "the row is not a mapping from columns to texts."
            self.tell(message, "Write it as '- {id: A, name: …}'.", place)
            return {}, False
        cells: dict[str, str] = {}
        seen: set[str] = set()
        whole = True
        for key, value in node.entries:
            text = self.cell(value)
            place = Place(table, None, key.text, file=self.file, line=key.line)
            if key.text in seen:
                self.tell(f"column '{key.text}' stands twice in the row.", "Keep one.", place)
                whole = False
            elif text is None:
                self.tell("the cell holds more than a text or a list of texts.", QUOTE, place)
                whole = False
            elif text:
                cells[key.text] = text
            seen.add(key.text)
        return cells, whole

    def cell(self, node: _Node) -> str | None:
        """Return the text of a cell; texts of a list are joined by semicolons."""
        if isinstance(node, _Text):
            return node.text
        if isinstance(node, _Mapping):
            return None
        texts = [item.text for item in node.items if isinstance(item, _Text)]
        return ";".join(texts) if len(texts) == len(node.items) else None


def write_yaml(case: Case, path: Path, *, force: bool = False) -> None:
    """Write a case as one YAML file; refuses to replace one unless ``force`` is given."""
    if not force:
        refuse_to_overwrite(path)
    write_whole({path: yaml_text(case)})
