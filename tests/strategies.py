"""Cases at random: small, valid, and full of the texts on which careless carriers break.

The generator goes by the data dictionary, so a column that is added there is generated,
too.  What the dictionary does not say (that a line and a score share no statement, that
no source copies itself) stands in :data:`SPECIAL`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from zopa.case.build import judge
from zopa.case.carriers.raw import RawCase, RawRow, RawTable
from zopa.case.case import SHARED_IDS, Case
from zopa.case.cells import (
    DATE,
    ID,
    IDS,
    NUMBER,
    OUTCOME,
    RULE,
    SHA256,
    TEXT,
    WHOLE,
    clean,
)
from zopa.case.checks.weights import MORE_THAN_NOUGHT
from zopa.case.rows import Column, columns
from zopa.case.rules import And, Changed, Compare, Iff, Implies, Member, Name, Not, Or, Rule, write
from zopa.case.tables import TABLES, WEIGHED

Draw = Callable[[st.SearchStrategy], object]

ODD_TEXTS = (
    *("no", "yes", "null", "~", "1e3", "1.0", "007", "0x1F", "12:30", "2025-02-14", ".inf", "y"),
    *("=SUM(A1)", "+1", "-1", "@here", "- item", "? key", "key: value", "a #b", "#b", "a:", ":a"),
    *("*alias", "&anchor", "!tag", "%directive", "|", ">", "[a, b]", "{a: b}", "`", "---", "..."),
    *("a,b", "a;b", '"quoted"', 'a "quoted" word', "'", "it's", "\\", "\\n", "a\\", '"', '""'),
    *("two\nlines", "two\n\nparagraphs", "an\n indented line", "a line \nwith a space", "a\n- b"),
    *(
        "no\u00a0break",
        "\u2028",
        "a\u2028b",
        "\ufeff",
        "a\ufeffb",
        "\U0010ffff",
        "e\u0301",
    ),
    *(
        "é",
        "Ł",
        "日本",
        "שלום עולם",
        "مرحبا",
        "a\u200fb",
        "🕊",
        "👩‍👩‍👧",
        "</script>",
        "a\u2003b",
        "ﬁ",
    ),
)
TEXTS = st.one_of(
    st.sampled_from(ODD_TEXTS),
    st.text(
        st.characters(
            exclude_categories=("Cs", "Cc"),
            include_characters="\n",
            exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff",
        ),
        max_size=12,
    ),
).map(clean)
CELL_TEXTS = TEXTS.filter(bool)
IDS_OF_ROWS = CELL_TEXTS.filter(lambda text: not set(text) & set(';,="\n/'))
NUMBERS = st.sampled_from(
    ["0", "1", "0.5", "1.0", ".25", "0.2..0.4", "0.1..0.3..0.9", "1e-3", "+1"]
)
DATES = st.sampled_from(["2025-02-14", "2025-02", "2024", "..2025-02-14", "2024-02-29"])
# Dates of which none is certainly after another: what was said was reported on that day, too.
ONE_DAY = st.sampled_from(["2025-02-14", "2025-02", "2025", "..2025-02-14"])
LEGAL_NOTES = st.sampled_from(["charter", "jus_cogens; charter: Art. 2(4)", "constitution: no"])
OPERATORS = st.sampled_from(["=", "!="])


@dataclass
class World:
    """What rows that are generated later may refer to."""

    pool: list[str]
    ids: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)

    def known(self, table: str) -> list[str]:
        """Return the ids of a table that is generated already."""
        return self.ids.get(table, [])


@st.composite
def rules(draw: Draw, world: World, depth: int = 2) -> Rule:
    """Rules on the issues of a case, of any shape."""
    kinds = ["compare", "member", "changed"]
    kind = draw(st.sampled_from(kinds + ["not", "and", "or", "implies", "iff"] * bool(depth)))
    inner = rules(world, depth - 1)
    if kind == "not":
        return Not(draw(inner))
    if kind in ("and", "or"):
        parts = tuple(draw(st.lists(inner, min_size=2, max_size=3)))
        return And(parts) if kind == "and" else Or(parts)
    if kind in ("implies", "iff"):
        left, right = draw(inner), draw(inner)
        return Implies(left, right) if kind == "implies" else Iff(left, right)
    issue = draw(st.sampled_from(sorted(world.values)))
    values = world.values[issue]
    if kind == "changed":
        return Changed(Name(issue))
    if kind == "compare":
        return Compare(Name(issue), draw(OPERATORS), Name(draw(st.sampled_from(values))))
    chosen = draw(st.lists(st.sampled_from(values), min_size=1, unique=True))
    return Member(Name(issue), tuple(map(Name, chosen)), draw(st.booleans()))


def _some(names: list[str]) -> st.SearchStrategy[str]:
    """Return cells with one or several names."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(";".join)


def _outcome(world: World) -> st.SearchStrategy[str]:
    """Return outcomes that name some issues."""
    issues = st.lists(st.sampled_from(sorted(world.values)), min_size=1, max_size=2, unique=True)
    return issues.flatmap(
        lambda names: st.tuples(*(st.sampled_from(world.values[name]) for name in names)).map(
            lambda values: ",".join(f"{n}={v}" for n, v in zip(names, values, strict=True))
        )
    )


def _cell(entry: Column, world: World) -> st.SearchStrategy[str] | None:
    """Return what may stand in a cell, by the dictionary; ``None`` where nothing may."""
    if entry.refers:
        names = world.known(entry.refers)
        if not names:
            return None
        return _some(names) if entry.kind is IDS else st.sampled_from(names)
    if entry.choices:
        return st.sampled_from(entry.choices)
    plain = {
        TEXT: CELL_TEXTS,
        ID: st.just("Group 1"),
        NUMBER: NUMBERS,
        WHOLE: st.integers(int(entry.low or 0), int(entry.high or 9)).map(str),
        DATE: DATES,
        SHA256: st.just("0" * 64),
        OUTCOME: _outcome(world),
        RULE: rules(world).map(write),
    }
    return plain[entry.kind]


SPECIAL: dict[tuple[str, str], Callable[[World], st.SearchStrategy[str] | None]] = {
    ("sources", "copied_from"): lambda world: None,
    ("names", "table"): lambda world: st.just("parties"),
    ("names", "row_id"): lambda world: st.sampled_from(world.known("parties")),
    ("inventory", "held_by"): lambda world: st.sampled_from(world.known("issues")).map(
        lambda name: f"issues.{name}"
    ),
    ("red_lines", "legal_note"): lambda world: LEGAL_NOTES,
    # A text needs a file, and a span a text.
    ("sources", "text_file"): lambda world: None,
    ("statements", "span"): lambda world: None,
    # A party takes back its own words alone.
    ("statements", "principal"): lambda world: st.just(world.known("parties")[0]),
    ("weights", "weight"): lambda world: st.sampled_from(["0", ".25", "1.0"]),
    # A half-life of nought days would let nothing count a day later.
    ("issues", "half_life"): lambda world: NUMBERS.filter(lambda text: text != "0"),
    **{
        (table, column): lambda world: ONE_DAY
        for table, column in (
            ("sources", "published"),
            ("sources", "retrieved"),
            ("statements", "asserted_at"),
            ("statements", "reported_at"),
            ("statements", "recorded_at"),
            ("voices", "valid_from"),
            ("voices", "valid_to"),
        )
    },
}
SCORING = ("scores", "saliences", "interactions")


@st.composite
def _row(draw: Draw, table: str, world: World) -> dict[str, str] | None:
    """Return the cells of a row; nothing where it would refer to what is not there."""
    cells: dict[str, str] = {}
    for entry in columns(TABLES[table]):
        if entry.refers == "values" or (table in SHARED_IDS and entry.name == "id"):
            continue
        make = SPECIAL.get((table, entry.name))
        strategy = make(world) if make else _cell(entry, world)
        if entry.required and strategy is None:
            return None
        if strategy is not None and (entry.required or draw(st.booleans())):
            cells[entry.name] = draw(strategy)
    if "id" in {entry.name for entry in columns(TABLES[table])}:
        cells["id"] = world.pool.pop()
    if "issue" in cells:
        _add_values(draw, table, cells, world.values[cells["issue"]])
    if "statements" in cells and table in SCORING:
        del cells["statements"]
    _make_sound(draw, table, cells)
    return cells


def _make_sound(draw: Draw, table: str, cells: dict[str, str]) -> None:
    """Change the cells that do not go together."""
    if table == "weights":
        cells["key"] = draw(st.sampled_from(WEIGHED[cells["factor"]]))
        if cells["factor"] == "scale" and cells["key"] in MORE_THAN_NOUGHT:
            # Half-lives are drawn from 7 to 120 days, where the case does not say otherwise.
            drawn = cells["key"] in ("half_life_low", "half_life_high")
            cells["weight"] = "30" if drawn else draw(st.sampled_from([".25", "1.0"]))
    if table == "red_lines" and "statements" in cells:
        cells["basis"] = "judgement"  # or the line would be a hint, where nobody speaks by name
    if table == "statements":
        if "quantity" in cells or "quantity_of" in cells:
            cells["quantity_of"] = "per cent of the water"
        if cells.get("act") == "retract":
            cells["note"] = "not in corpus"


def _add_values(draw: Draw, table: str, cells: dict[str, str], values: list[str]) -> None:
    """Fill the columns that name values of the row's issue."""
    for entry in columns(TABLES[table]):
        if entry.refers == "values" and (entry.required or draw(st.booleans())):
            one = st.sampled_from(values)
            cells[entry.name] = draw(_some(values) if entry.kind is IDS else one)


def _may_stand(table: str, cells: dict[str, str]) -> bool:
    """Whether a row keeps the rules that the dictionary does not state."""
    if table == "statement_links":
        return cells["from_statement"] != cells["to_statement"]
    if table == "views":
        held = [pair.partition("=")[0] for pair in cells.get("held", "").split(",")]
        return not set(held) & set(cells["keep"].split(";"))
    return True


@st.composite
def _negotiated(draw: Draw, world: World) -> dict[str, list[dict[str, str]]]:
    """Return issues with their values and controls, each value within somebody's reach."""
    tables: dict[str, list[dict[str, str]]] = {"issues": [], "values": [], "controls": []}
    for _ in range(draw(st.integers(1, 3))):
        cells = draw(_row("issues", world)) or {}
        values = draw(st.lists(IDS_OF_ROWS, min_size=1, max_size=3, unique=True))
        if draw(st.booleans()):
            cells["status_quo"] = draw(st.sampled_from(values))
        world.values[cells["id"]] = values
        tables["issues"].append(cells)
        tables["controls"].append(
            {"issue": cells["id"], "movers": draw(_some(world.ids["parties"]))}
        )
        for value in values:
            label = draw(st.one_of(st.just({}), CELL_TEXTS.map(lambda text: {"label": text})))
            tables["values"].append({"issue": cells["id"], "id": value, **label})
    return tables


SETTINGS = {"as_of": st.just("2025-02-14"), "schema": st.just("1"), "language": st.just("en")}


@st.composite
def tables(draw: Draw) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a valid case, by table."""
    pool = draw(st.lists(IDS_OF_ROWS, min_size=36, max_size=36, unique=True))
    world = World(pool)
    made: dict[str, list[dict[str, str]]] = {"case": []}
    about = columns(TABLES["case"])[0].choices
    for key in draw(st.lists(st.sampled_from(about), unique=True)):
        made["case"].append({"key": key, "value": draw(SETTINGS.get(key, CELL_TEXTS))})
    first = ("parties", "sources", "voices")
    later = [name for name in TABLES if name not in (*made, *first, "issues", "values", "controls")]
    for table in (*first, "issues", *later):
        if table == "issues":
            made |= draw(_negotiated(world))
            world.ids["issues"] = list(world.values)
            continue
        rows = []
        for _ in range(draw(st.integers(int(table == "parties"), 2))):
            cells = draw(_row(table, world))
            if cells is not None and _may_stand(table, cells):
                rows.append(cells)
        made[table] = _unique(table, rows)
        world.ids[table] = [cells["id"] for cells in made[table] if "id" in cells]
    return {table: rows for table, rows in made.items() if rows}


def _unique(table: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Leave out rows whose key stands already."""
    keys = TABLES[table].key_columns
    found = {tuple(cells.get(key, "") for key in keys): cells for cells in rows}
    return list(found.values())


def raw_case(rows: dict[str, list[dict[str, str]]]) -> RawCase:
    """Return rows as a carrier would have read them."""
    made = {}
    for name, listed in rows.items():
        raw_rows = tuple(RawRow(cells, number) for number, cells in enumerate(listed, start=2))
        names = tuple(dict.fromkeys(column for cells in listed for column in cells))
        made[name] = RawTable(name, names, raw_rows, f"{name}.csv")
    return RawCase({name: made[name] for name in TABLES if name in made}, "memory")


def valid_case(rows: dict[str, list[dict[str, str]]]) -> Case:
    """Build a case that has no errors."""
    loaded = judge(raw_case(rows), [])
    assert not loaded.errors, "\n".join(map(str, loaded.errors))
    return loaded.case


def cases() -> st.SearchStrategy[Case]:
    """Return small valid cases."""
    return tables().map(valid_case)
