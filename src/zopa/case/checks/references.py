"""Checks that what a row names is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zopa.case.cells import IDS, shown
from zopa.case.checks.context import FIRST_FEW, Context, and_more, listed
from zopa.case.rows import columns
from zopa.case.tables import LATER_STEPS, TABLES, InventoryRow
from zopa.errors import Problem, choose_from, did_you_mean

# Tables that a case cannot be without, whose own checks tell where they are missing.
TOLD_BY_THEMSELVES = ("parties", "issues", "values", "controls")
MOST_LOOKED_FOR = 20  # missing ids of a table for which the nearest is looked for, which is slow
LATER = "later:"  # begins what waits for a later step of the work
# What one row of a table is called in a message.
NOUNS = {
    "sources": "source",
    "statements": "statement",
    "parties": "party",
    "voices": "voice",
    "issues": "issue",
}


def references_resolve(context: Context) -> Iterator[Problem]:
    """Every id that a cell names is a row of the table that its column refers to."""
    missing = context.missing_ids
    named = _references(context, {target for target, _ in missing})
    number = Counter((target, name) for *_, target, name in named)
    told: Counter[str] = Counter()
    for (target, name), cells in missing.items():
        told[target] += 1
        message = f"there is no {NOUNS[target]} '{name}'."
        if told[target] <= MOST_LOOKED_FOR:
            remedy = context.what_is_meant(target, name, f"{target} of the case")
        else:
            remedy = f"Add it to {context.origin.raw.called(target)}, or name one that is there."
        remedy += and_more(number[target, name], "name")
        yield context.problem(*cells[0], message, remedy)


def named_tables_exist(context: Context) -> Iterator[Problem]:
    """Every table that a cell refers to is there; its absence is told at the first such cell."""
    absent: dict[str, list[tuple[str, int, str, str]]] = {}
    empty = {table for table in TABLES if context.is_absent(table)}.difference(TOLD_BY_THEMSELVES)
    for table, index, column, target, name in _references(context, empty):
        absent.setdefault(target, []).append((table, index, column, name))
    for target, cells in absent.items():
        table, index, column, name = cells[0]
        raw = context.origin.raw
        is_empty = bool(raw.carrier) and target in raw.tables
        lack = f"{raw.called(target)} has no rows" if is_empty else f"the case has no {target}"
        message = f"there is no '{name}': {lack}."
        more = len(cells) - 1
        told = f" {more} more cell{'s name' if more > 1 else ' names'} rows of it." if more else ""
        remedy = f"{'Fill' if is_empty else 'Add'} {raw.called(target)}.{told}"
        yield context.problem(table, index, column, message, remedy)


def _references(context: Context, targets: set[str]) -> Iterator[tuple[str, int, str, str, str]]:
    """Go through the cells that name rows of some tables: table, index, column, target, name."""
    yield from context.referring_cells(targets)
    for index, labelled in enumerate(context.case.names):
        if labelled.table in targets:
            yield "names", index, "row_id", labelled.table, labelled.row_id
    for index, held in enumerate(context.case.inventory):
        for address in _holders(held):
            target, _, key = address.partition(".")
            if key and target in targets:
                yield "inventory", index, "held_by", target, key


def _holders(element: InventoryRow) -> Iterator[str]:
    """Go through what holds an element of the inventory, as it is written."""
    return filter(None, map(str.strip, (element.held_by or "").split(";")))


def value_references_resolve(context: Context) -> Iterator[Problem]:
    """Every value that a cell names is a value of the issue of its row."""
    sound: set[tuple[object, object]] = set()  # issue and values that were found to fit already
    for table, model in TABLES.items():
        for entry in columns(model):
            if entry.refers != "values":
                continue
            issues = context.cells(table, "id" if table == "issues" else "issue")
            cells = zip(issues, context.cells(table, entry.name), strict=True)
            for index, (issue, value) in enumerate(cells):
                if not value or (issue, value) in sound:
                    continue
                told = _troubles_of_values(context, issue, value if entry.kind is IDS else (value,))
                if not told:
                    sound.add((issue, value))
                elif issue is not None or not context.is_refused(table, index):
                    # Of a row that was refused, the issue may be what could not be read.
                    for message, remedy in told:
                        yield context.problem(table, index, entry.name, message, remedy)


def _troubles_of_values(
    context: Context, issue: str | None, names: tuple[str, ...]
) -> list[tuple[str, str]]:
    """Say which values an issue does not have, or that there is no issue to have them."""
    if issue is None:
        return [(f"'{';'.join(names)}' stands without its issue.", "Fill the column issue.")]
    if not context.values_known(issue):
        return []
    known = context.case.values_of.get(issue, ())
    return [
        (f"issue {issue} has no value '{name}'.", did_you_mean(name, known, "its values"))
        for name in names
        if name not in known
    ]


def named_rows_exist(context: Context) -> Iterator[Problem]:
    """Every label in the table ``names`` is the label of a row."""
    missing: dict[tuple[str, str], list[int]] = {}
    for index, name in enumerate(context.case.names):
        if name.table not in TABLES:
            message = f"'{name.table}' is not a table of a case."
            remedy = did_you_mean(name.table, tuple(TABLES), "the tables")
            yield context.problem("names", index, "table", message, remedy)
        elif not context.is_known(name.table, name.row_id) and (
            (name.table, name.row_id) not in context.missing_ids
        ):
            missing.setdefault((name.table, name.row_id), []).append(index)
    for (table, row_id), rows in missing.items():
        message = f"{table} has no row '{row_id}'."
        remedy = context.what_is_meant(table, row_id, "its rows") + and_more(len(rows), "name")
        yield context.problem("names", rows[0], "row_id", message, remedy)


def inventory_rows_exist(context: Context) -> Iterator[Problem]:
    """Every address that the inventory gives leads to a row, or to several by their first key.

    An element that no row holds yet may wait for a later step of the work instead.
    """
    for index, entry in enumerate(context.case.inventory):
        for address in _holders(entry):
            if address.startswith(LATER):
                if told := _trouble_of_step(address):
                    yield context.problem("inventory", index, "held_by", *told)
                continue
            table, _, key = address.partition(".")
            if address in TABLES or context.case.locate(address):
                continue
            known = context.case.addresses(table) if table in TABLES else {}
            if any(each.startswith(f"{key}/") for each in known):
                continue
            if (table, key) in context.missing_ids:
                continue
            if table in TABLES and context.is_known(table, key):
                continue
            if table in TABLES:
                remedy = context.what_is_meant(table, key, "its rows")
                message = f"{table} has no row '{key}'."
            else:
                remedy = "Write an address as TABLE.ROW, and several with ; between them."
                message = f"'{address}' is not the address of a row."
            yield context.problem("inventory", index, "held_by", message, remedy)


def _trouble_of_step(text: str) -> tuple[str, str] | None:
    """Say what is wrong with ``later: NAME step``, if anything is."""
    words = text.removeprefix(LATER).split()
    if len(words) != 2 or words[1] != "step":
        remedy = f"Write it as '{LATER} {LATER_STEPS[0]} step', or give the address of a row."
        return f"'{shown(text)}' names no later step.", remedy
    if words[0] in LATER_STEPS:
        return None
    remedy = choose_from(words[0], LATER_STEPS, "the later steps")
    return f"there is no later step '{shown(words[0])}'.", remedy


def copies_make_no_circle(context: Context) -> Iterator[Problem]:
    """No source is, over whatever detours, a copy of itself."""
    original = {source.id: source.copied_from for source in context.case.sources}
    told: set[str] = set()
    for index, source in enumerate(context.case.sources):
        chain = [source.id]
        while (above := original.get(chain[-1])) is not None and above not in chain:
            chain.append(above)
        if above == source.id and not told & set(chain):
            told.update(chain)
            circle = " -> ".join((*chain, source.id))
            message = f"the copies go round in a circle: {circle}."
            remedy = "Leave 'copied_from' of the original empty."
            yield context.problem("sources", index, "copied_from", message, remedy)


def links_join_two_statements(context: Context) -> Iterator[Problem]:
    """No statement is linked with itself."""
    for index, link in enumerate(context.case.statement_links):
        if link.from_statement == link.to_statement:
            message = f"statement {link.from_statement} is linked with itself."
            remedy = "Name the earlier statement in 'to_statement'."
            yield context.problem("statement_links", index, "to_statement", message, remedy)


def elements_are_held(context: Context) -> Iterator[Problem]:
    """Every element of the inventory is held by a row, or by a later step of the work."""
    empty = [row.row for row in context.case.inventory if not row.held_by]
    if empty:
        message = f"held by nothing: {listed(empty, FIRST_FEW)}."
        remedy = "Name the rows that hold each, as in issues.CF; red_lines.R6."
        yield context.problem("inventory", None, "held_by", message, remedy, "warning")
