"""The one-file carrier: YAML, a mapping from table names to rows.

Only the shape of YAML is used, none of its types: a scalar is the text as it is written, so
``no`` stays "no" and ``1.0`` stays "1.0"; an empty scalar, ``~`` and an unquoted ``null``
are empty cells.  A list in a cell is its texts joined by ``;``.  Tags are refused, nothing
is executed, and an alias repeats a text or a list of texts but no row, so that a small file
cannot grow large while it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from zopa.case.carriers.decoding import decode
from zopa.case.carriers.raw import (
    RawCase,
    RawRow,
    RawTable,
    in_dictionary_order,
    meant_table,
    unknown_table,
)
from zopa.case.carriers.yaml_nodes import (
    QUOTE,
    ROWS,
    Listing,
    Mapping,
    Node,
    Refused,
    Text,
    read_nodes,
)
from zopa.case.carriers.yaml_text import yaml_text
from zopa.case.case import Case
from zopa.case.rows import columns
from zopa.case.tables import TABLES
from zopa.errors import Place, Problem
from zopa.files import read_bytes, refuse_to_write, write_whole

SETTINGS = columns(TABLES["case"])[0].choices


def read_yaml(source: Path | str) -> tuple[RawCase, list[Problem]]:
    """Read a case from a YAML file (a ``Path``) or from YAML text (a ``str``)."""
    origin = str(source) if isinstance(source, Path) else "the text"
    file = source.name if isinstance(source, Path) else ""
    text = decode(read_bytes(source), file) if isinstance(source, Path) else source
    if isinstance(text, Problem):
        return RawCase({}, origin, frozenset(TABLES)), [text]
    try:
        root = read_nodes(text)
    except Refused as refused:
        place = Place(file=file, line=refused.line)
        problem = Problem(place, refused.message, refused.remedy, check="files_are_readable")
        return RawCase({}, origin, frozenset(TABLES)), [problem]
    reading = _Reading(file)
    tables = in_dictionary_order(reading.tables(root))
    return RawCase(tables, origin, frozenset(reading.unreadable), "file"), reading.problems


@dataclass
class _Reading:
    """What has been read of one file so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def tell(self, message: str, remedy: str, place: Place) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, message, remedy, check="files_are_readable"))

    def tables(self, root: Node) -> list[RawTable]:
        """Read every table of the document."""
        if not isinstance(root, Mapping) or not root.entries:
            self.unreadable |= set(TABLES)
            place = Place(file=self.file, line=root.line)
            self.tell("the file names no table with rows below it.", ROWS, place)
            return []
        tables: dict[str, RawTable] = {}
        for key, node in root.entries:
            name = key.text
            if name not in TABLES:
                self.problems.append(unknown_table("file", name, self.file, key.line))
                self.unreadable |= meant_table(name)
            elif name in tables or name in self.unreadable:
                place = Place(name, file=self.file, line=key.line)
                self.tell(f"table '{name}' stands twice.", "Write its rows in one place.", place)
                tables.pop(name, None)
                self.unreadable.add(name)
            else:
                self.table(name, node, tables)
        return list(tables.values())

    def table(self, name: str, node: Node, tables: dict[str, RawTable]) -> None:
        """Read one table."""
        if name == "case" and isinstance(node, Mapping):
            node = self.settings(node)
        if isinstance(node, Text) and not node.text:
            tables[name] = RawTable(name, (), (), self.file)
            return
        if not isinstance(node, Listing):
            self.unreadable.add(name)
            place = Place(name, file=self.file, line=node.line)
            self.tell("the table is not a list of rows.", ROWS, place)
            return
        rows: list[RawRow] = []
        broken: list[RawRow] = []
        for index, item in enumerate(node.items):
            cells, unread = self.row(name, item)
            row = RawRow(cells, index + 2, item.line, unread=unread or frozenset())
            (rows if unread is not None else broken).append(row)
        names = dict.fromkeys(column for row in rows for column in row.cells)
        tables[name] = RawTable(name, tuple(names), tuple(rows), self.file, tuple(broken))

    def tell_stray(self, name: str, place: Place) -> None:
        """Tell the rest of a text that a comma cut in two, as in ``{rule: CF in {0, 1}}``."""
        message = f"'{name[:40]}' is not a column, and nothing stands after it."
        self.tell(message, "Within { }, put a text that holds a comma in quotes.", place)

    def settings(self, node: Mapping) -> Listing:
        """Turn the plain mapping of ``case`` into its rows."""
        items: list[Node] = []
        for key, value in node.entries:
            entries: list[tuple[Text, Node]] = [
                (Text("key", key.line), key),
                (Text("value", key.line), value),
            ]
            is_empty = isinstance(value, Text) and not value.text
            if is_empty and key.text not in SETTINGS:
                place = Place("case", column=key.text, file=self.file, line=key.line)
                self.tell_stray(key.text, place)
            elif not is_empty:
                items.append(Mapping(entries, key.line))
        return Listing(items, node.line)

    def row(self, table: str, node: Node) -> tuple[dict[str, str], frozenset[str] | None]:
        """Return the cells of a row, and the columns that could not be read; ``None`` for all."""
        place = Place(table, file=self.file, line=node.line)
        if not isinstance(node, Mapping):
            message = "the row does not say which text belongs to which column."
            self.tell(message, "Write it as '- {id: A, name: …}'.", place)
            return {}, None
        known = TABLES[table].model_fields
        cells: dict[str, str] = {}
        seen: set[str] = set()
        unread: set[str] = set()
        is_cut = False  # a text before it is not all there
        for key, value in node.entries:
            text = self.cell(value)
            place = Place(table, None, key.text, file=self.file, line=key.line)
            if key.text in seen:
                self.tell(f"column '{key.text}' stands twice in the row.", "Keep one.", place)
                unread.add(key.text)
            elif text is None:
                self.tell("the cell holds more than a text or a list of texts.", QUOTE, place)
                unread.add(key.text)
            elif text:
                cells[key.text] = text
            elif key.text not in known:
                self.tell_stray(key.text, place)
                is_cut = True
            seen.add(key.text)
        return cells, None if is_cut else frozenset(unread)

    def cell(self, node: Node) -> str | None:
        """Return the text of a cell; texts of a list are joined by semicolons."""
        if isinstance(node, Text):
            return node.text
        if isinstance(node, Mapping):
            return None
        texts = [item.text for item in node.items if isinstance(item, Text)]
        return ";".join(texts) if len(texts) == len(node.items) else None


def write_yaml(case: Case, path: Path, *, force: bool = False, source: Path | str = "") -> None:
    """Write a case as one YAML file; refuses to replace one unless ``force`` is given."""
    refuse_to_write(path, force=force, source=source)
    write_whole({path: yaml_text(case)})
