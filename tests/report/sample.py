"""Findings for the report's tests: two fictional parties on one river, written by hand.

Arda lies upstream of Belmar.  They talk about how the water of the Sil is shared, who may
look at the dam, and whether a treaty of 1962 still binds.
"""

from __future__ import annotations

from dataclasses import replace

from zopa.findings import (
    Bars,
    BlockingMatrix,
    Board,
    BoardExample,
    BoardGoal,
    BoardLine,
    BoardParty,
    BoardReading,
    Card,
    Chart,
    Finding,
    Findings,
    MatrixPanel,
    MatrixRow,
    MatrixSet,
    Meta,
    MethodCard,
    Note,
    PositionArrow,
    PositionMark,
    PositionPanel,
    PositionPanels,
    PositionSeries,
    SourceTree,
    Table,
    TreeNode,
)

META = Meta(
    title="The Sil: sharing a river between Arda and Belmar",
    summary=(
        "Arda fills a reservoir on the upper Sil; Belmar, downstream, asks for a guaranteed "
        "flow and for observers at the dam. Both have said in public what they will not sign. "
        "Delegations meet on 3 March; no text has been exchanged.\n\n"
        "The case holds public statements up to 14 February 2025 and takes no view on who "
        "should give way."
    ),
    as_of="2025-02-14",
    case_hash="5b1e0f6c2a9d4783bb6a1d09f2c7e8544d31a0ce96f57b28e1340aa9d7c6f012",
    schema="1",
    version="0.1.0",
    language="en",
    handling="For the delegation's use only; not for citation",
    naming="neutral",
    reviewer="M. Okafor",
    view="core: flow, observers, filling, treaty (two issues held)",
    scope="consent",
)

SOURCES = {
    "src-gazette": ("The Arda Gazette, 2 February 2025", "B"),
    "src-radio": ("Radio Belmar, evening news, 9 February 2025", "C"),
    "src-note": ("Note of the Foreign Ministry of Belmar, 11 February 2025", "A"),
    "src-treaty": ("Treaty on the waters of the Sil, 1962", "A"),
}
STATEMENTS = {
    "st-001": ("Arda says that no foreign observers will stand on the dam.", "src-gazette"),
    "st-002": ("Arda says that the reservoir will be full within three seasons.", "src-gazette"),
    "st-003": ("Belmar says that it will sign nothing below 40 cubic metres.", "src-note"),
    "st-004": ("Belmar asks for observers at the dam, day and night.", "src-radio"),
    "st-005": ("Belmar says that the treaty of 1962 binds both sides.", "src-note"),
    "st-006": ("Arda says that the treaty lapsed when the old state did.", "src-gazette"),
}
LINES = {
    "A1": ("Arda: observers are none", "observers = none", "insists", ("st-001",)),
    "A2": ("Arda: filling takes three seasons", "filling = three", "demands", ("st-002",)),
    "A3": ("Arda: the treaty is replaced", "treaty = replaced", "expresses", ("st-006",)),
    "B1": ("Belmar: flow is 40 or more", "flow >= 40", "insists", ("st-003",)),
    "B2": ("Belmar: observers are present", "observers != none", "demands", ("st-004",)),
    "B3a": ("Belmar: the treaty stands", "treaty = kept", "insists", ("st-005",)),
    "B3b": (
        "Belmar: the treaty stands or is renewed",
        "treaty != replaced",
        "insists",
        ("st-005",),
    ),
}


def cards() -> dict[str, Card]:
    """Return the rows of the case, lines first, then statements, then sources."""
    lines = {
        f"red_lines/{line}": Card(
            address=f"red_lines/{line}",
            kind="red line",
            title=title,
            entries=(
                ("Rule", rule),
                ("Strength", strength),
                ("Status", "stated"),
                ("Basis", "statement"),
                ("Stated", "2025-02-09"),
                ("Coder", "JR"),
            ),
            opens=tuple(f"statements/{statement}" for statement in statements),
            gist=f"basis: statement · {strength} · 2025-02-09 · coder JR",
        )
        for line, (title, rule, strength, statements) in LINES.items()
    }
    statements = {
        f"statements/{statement}": Card(
            address=f"statements/{statement}",
            kind="statement",
            title=text,
            entries=(("Voice", "Foreign Ministry"), ("Certainty", "CT"), ("Coder", "JR")),
            opens=(f"sources/{source}",),
        )
        for statement, (text, source) in STATEMENTS.items()
    }
    sources = {
        f"sources/{source}": Card(
            address=f"sources/{source}",
            kind="source",
            title=title,
            entries=(
                ("Reliability", reliability),
                ("Retrieved", "2025-02-12"),
                ("Address", f"https://example.org/{source}"),
            ),
        )
        for source, (title, reliability) in SOURCES.items()
    }
    return lines | statements | sources


def lines_of(*names: str) -> tuple[str, ...]:
    """Return the addresses of lines."""
    return tuple(f"red_lines/{name}" for name in names)


def points_of(*names: str) -> tuple[str, ...]:
    """Return lines as the points of a statement."""
    return tuple(f"{name}: {LINES[name][0]}" for name in names)


FRONT = (
    Finding(
        id="redlines/agreement/survivors",
        text=(
            "Under every reading of the lines, no outcome with at least 30 cubic metres of flow "
            "and a treaty in force meets all stated lines of Arda and Belmar."
        ),
        section="answers",
        front=True,
        order=(0,),
        derivation="All outcomes of the goal were counted by the lines that they violate.",
        rests_on=lines_of("A1", "B2", "A3", "B3a", "B3b"),
    ),
    Finding(
        id="redlines/flow>=30/blocking/A1+B2",
        text="Two lines on observers cannot both stand:",
        section="answers",
        front=True,
        order=(1, 1),
        derivation="No outcome meets both, and each alone is met by some outcome.",
        rests_on=lines_of("A1", "B2"),
        points=points_of("A1", "B2"),
    ),
    Finding(
        id="redlines/flow>=30/blocking/A2+B1",
        text="Two lines on filling and flow cannot both stand in a dry year:",
        section="answers",
        front=True,
        order=(1, 2),
        derivation="No outcome meets both, and each alone is met by some outcome.",
        rests_on=lines_of("A2", "B1"),
        points=points_of("A2", "B1"),
    ),
    Finding(
        id="redlines/treaty/blocking/A3+B3",
        text="Whether the lines on the treaty can stand together depends on how B3 is read.",
        section="robustness",
        front=True,
        order=(2,),
        derivation="The answer was computed for both readings of B3, and differs.",
        rests_on=lines_of("A3", "B3a", "B3b"),
        depends_on=("B3",),
    ),
    Finding(
        id="redlines/flow>=30/unscoped",
        text="The answer is the same where every line binds, whoever has to act.",
        section="robustness",
        front=True,
        order=(3,),
        derivation="The analysis was run again without the scope of the lines.",
    ),
    Finding(
        id="redlines/turning",
        text="What was asked turns an answer in these ways, each by itself.",
        section="turning",
        front=True,
        order=(3, 1),
        derivation="The answers were compared.",
        rests_on=lines_of("A1", "B2"),
        points=("Observers: if one of these no longer stands as stated: A1 / B2.",),
    ),
    Finding(
        id="redlines/parties/tally",
        text="Arda states three lines and Belmar three; readings of one line count once.",
        section="parties",
        front=True,
        order=(4,),
        derivation="Lines were counted by owner.",
        rests_on=lines_of(*LINES),
    ),
    Finding(
        id="redlines/law/B3",
        text=(
            "Belmar's line that the treaty stands (B3) rests on a treaty in force under its "
            "constitution. It is part of every set that touches the treaty."
        ),
        section="law",
        front=True,
        order=(5,),
        derivation="The legal note of the line begins with the word constitution.",
        rests_on=lines_of("B3a", "B3b"),
    ),
)

BEHIND = (
    Finding(
        id="redlines/flow>=30/concession/A1",
        text="Without A1, 1,248 outcomes of the goal are left; without B2, 936.",
        section="sets",
        derivation="Counts depend on how finely issues are cut.",
        rests_on=lines_of("A1", "B2"),
    ),
    Finding(
        id="redlines/lines/A2/idle",
        text="A2 is idle under the goal of observers: no outcome of that goal violates it.",
        section="lines",
        derivation="No mask of the goal holds the bit of A2.",
        rests_on=lines_of("A2"),
    ),
    Finding(
        id="space/raw",
        text="The case has 18,432 outcomes, of which 11,520 satisfy the conditions.",
        section="space",
        derivation="Counted exactly by elimination.",
    ),
)

TABLES = (
    Table(
        id="redlines/lines",
        title="The red lines",
        section="lines",
        columns=("Line", "In words", "Strength", "Status", "Stated", "Outcomes that violate it"),
        rows=tuple(
            (line, title, strength, "stated", "2025-02-09", f"{count:,}")
            for count, (line, (title, _, strength, _)) in zip(
                (7680, 5760, 6144, 2304, 3840, 7680, 6144), LINES.items(), strict=True
            )
        ),
        caption="Counts depend on how finely issues are cut; they rank nothing.",
        numeric=frozenset({5}),
        rows_rest_on=tuple(lines_of(line) for line in LINES),
    ),
    Table(
        id="space/issues",
        title="Issues and their values",
        section="space",
        columns=("Issue", "Values", "Number of values"),
        rows=(
            ("flow", "20; 30; 40; 50", "4"),
            ("observers", "none; by day; always", "3"),
            ("treaty", "kept; renewed; replaced", "3"),
        ),
        numeric=frozenset({2}),
    ),
)

METHOD = MethodCard(
    name="Red lines",
    question="Which stated lines cannot all stand, and which sets stand in the way?",
    method=(
        "Every outcome of the goal is counted by the set of lines that it violates. The minimal "
        "sets of lines that no outcome meets together follow from the counts."
    ),
    limits=(
        "A line is what a party has said; it may be tactical.",
        "Counts depend on how finely issues are cut.",
    ),
    sources=(
        "Reiter, R. (1987). A theory of diagnosis from first principles.",
        "Liffiton, M. H. and Sakallah, K. A. (2008). Minimal unsatisfiable subsets.",
    ),
)

UNKNOWNS = (
    Note("The length of dry years", "The hydrologists of the two sides use different records."),
    Note("What Arda would accept for observers", "It has spoken of who may not come only."),
    Note("Belmar's view on the filling", "No statement is on record.", lines_of("A2")),
    Note("Costs of the dam", "No figure is public."),
    Note("Who speaks for the upper valley", "Two councils each claim to."),
)
ABSENT = (
    Note(
        "Fishers of the estuary",
        "They are affected by the flow and are no party to the talks; no statement of theirs "
        "is in the case.",
    ),
    Note("The upper valley", "Its villages would be flooded by the third season."),
)
CAUTIONS = (
    "Red lines are stated positions and often moves in bargaining; a party may sign less.",
    "The sets say what conflicts, not who should yield.",
    "The findings depend on how statements were coded; the rows name the coder.",
)


def sample() -> Findings:
    """Return findings with something under every heading."""
    return Findings(
        meta=META,
        statements=FRONT + BEHIND,
        tables=TABLES,
        methods=(METHOD,),
        cards=cards(),
        unknowns=UNKNOWNS,
        absent=ABSENT,
        cautions=CAUTIONS,
    )


def what_if() -> Findings:
    """Return the sample as a run with changed rows would give it."""
    changes = ("red_lines.B1.rule is flow >= 30", "red_lines.A3 is left out")
    return replace(sample(), meta=replace(META, changes=changes))


def empty() -> Findings:
    """Return findings of a case that holds nothing yet."""
    meta = Meta(title="", summary="", as_of="", case_hash="0" * 64, schema="1", version="0.1.0")
    return Findings(meta=meta, statements=(), tables=(), methods=(), cards={})


def board(name: str = "Arda") -> Board:
    """Return a small board that says one text wherever a text may stand.

    Its two lines cannot both stand, its third has two readings; the counts are past 2^53.
    """

    def line(line_name: str, *bits: int) -> BoardLine:
        readings = tuple(
            BoardReading(
                f"{name}{bit}",
                bit,
                f"demands {name}",
                f"{name} (A) demands {name}",
                (name,),
                False,
                name,
            )
            for bit in bits
        )
        return BoardLine(line_name, readings, len(bits) - 1)

    return Board(
        id="redlines/board",
        title=name,
        parties=(
            BoardParty(name, (line(name, 0), line(f"{name} 2", 1))),
            BoardParty(f"{name} and others", (line(f"{name} 3", 2, 3),)),
        ),
        goals=(
            BoardGoal(
                id=name,
                label=name,
                masks=((0b0001, 2**60 + 1), (0b0010, 5), (0b0111, 2**53 - 1)),
                examples=(BoardExample(0b0001, 3, name), BoardExample(0b0010, 1, f"{name} 2")),
            ),
            BoardGoal(id=f"{name} 2", label=f"{name} 2", masks=(), examples=()),
        ),
        caution=name,
    )


def charts(name: str = "Arda") -> tuple[Chart, ...]:
    """Return one chart of each kind that says one text wherever a text may stand."""
    return (
        BlockingMatrix(
            id=f"matrix/{name}",
            title=name,
            section="sets",
            description=name,
            rows=(
                MatrixRow(name, name, name),
                MatrixRow(f"{name} 2b", name, f"{name} " * 60, f"{name} 2", f"{name} 2b"),
            ),
            panels=(
                MatrixPanel(name, (MatrixSet((0, 1)), MatrixSet((1,), always=False, law=True))),
            ),
            caption=name,
        ),
        Bars(
            id=f"bars/{name}",
            title=name,
            section="parties",
            description=name,
            heads=(name, name),
            bars=((name, 3), (f"{name} 2", 0)),
            caption=name,
        ),
        PositionPanels(
            id=f"positions/{name}",
            title=name,
            section="positions",
            description=name,
            panels=(
                PositionPanel(
                    title=f"{name} " * 60,
                    party=name,
                    issue=name,
                    note=name,
                    series=(
                        PositionSeries(
                            name, ("2025-01-01", "2025-02-14"), (0.5, 0.8), (0.4, 0.7), (0.6, 0.9)
                        ),
                        PositionSeries(
                            f"{name} 2 " * 30,
                            ("2025-01-01", "2025-02-14"),
                            (0.5, 0.2),
                            (0.4, 0.1),
                            (0.6, 0.3),
                        ),
                    ),
                    vacuity=(1, 0.25),
                    marks=(
                        PositionMark(f"{name} a", "2025-01-01", "+", name, name),
                        PositionMark(f"{name} b", "2025-02-01", "-", f"{name} " * 60, name),
                        PositionMark(f"{name} c", "2025-02-14", "u", name, f"{name} " * 60),
                    ),
                    arrows=(
                        PositionArrow("walk_back", f"{name} b", f"{name} a"),
                        PositionArrow("dispute", f"{name} c", f"{name} a"),
                        PositionArrow("contradiction", f"{name} c", f"{name} b"),
                        PositionArrow("walk_back", f"{name} a", name),
                    ),
                ),
            ),
            caption=name,
        ),
        SourceTree(
            id=f"lineage/{name}",
            title=name,
            section="lineage",
            description=name,
            nodes=(
                TreeNode(name, name, "2025-01-01", 0, -1, ()),
                TreeNode(f"{name} " * 30, f"{name} " * 60, "", 1, 0, ("strengthened",), more=2),
                TreeNode(f"{name} 3", "", "2025-02", 2, 1, ("redated", "inverted", "changed")),
            ),
            caption=name,
        ),
    )
