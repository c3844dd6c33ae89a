"""Positions and a lineage for the report's tests, of the two parties of ``sample.py``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from tests.report.sample import sample
from zopa.findings import (
    Change,
    Findings,
    PositionArrow,
    PositionMark,
    PositionPanel,
    PositionPanels,
    PositionSeries,
    SourceTree,
    TreeNode,
)

FIRST, LAST = date(2024, 3, 1), date(2025, 2, 14)
HALF_LIFE = 60  # days after which a statement counts half
VALUES = {
    "flow": ("20 m³/s", "30 m³/s", "40 m³/s", "50 m³/s or more"),
    "observers": ("none", "by day", "day and night"),
    "filling": ("three seasons", "five seasons", "seven or more"),
    "treaty": ("kept", "renewed", "replaced"),
}


class Said(NamedTuple):
    """A statement of the sample: its day, its stance, who made it, what for, and how much."""

    day: str
    stance: Literal["+", "-", "u"]
    voice: str
    value: int
    weight: float = 1.0
    text: str = ""


def panel_of(
    party: str, issue: str, said: tuple[Said, ...], *arrows: tuple[str, int, int], note: str = ""
) -> PositionPanel:
    """Return the panel of a party on an issue: what was said, aged, over an even prior."""
    days = [FIRST + timedelta(weeks=week) for week in range((LAST - FIRST).days // 7)]
    days = sorted({*days, LAST, *(date.fromisoformat(one.day) for one in said)})
    values = VALUES[issue]
    shares = [told(said, day, len(values)) for day in days]
    names = [f"st-{party[0]}{issue[0]}{number}" for number in range(len(said))]
    return PositionPanel(
        title=f"{party} on {issue}",
        party=party,
        issue=issue,
        note=note,
        series=tuple(
            PositionSeries(
                value,
                tuple(day.isoformat() for day in days),
                tuple(round(share[0][number], 3) for share in shares),
                tuple(round(share[0][number] * 0.75, 3) for share in shares),
                tuple(round(min(1, share[0][number] * 1.2 + 0.02), 3) for share in shares),
            )
            for number, value in enumerate(values)
        ),
        vacuity=tuple(round(share[1], 3) for share in shares),
        marks=tuple(
            PositionMark(
                name,
                one.day,
                one.stance,
                one.voice,
                one.text or f"{one.voice} on {issue}: {values[one.value]}",
            )
            for name, one in zip(names, said, strict=True)
        ),
        arrows=tuple(
            PositionArrow(kind, names[later], names[earlier])  # type: ignore[arg-type]
            for kind, later, earlier in arrows
        ),
    )


def told(said: tuple[Said, ...], day: date, count: int) -> tuple[list[float], float]:
    """Return the share of each value on a day, and that of the prior."""
    weights = [0.3 / count] * count
    for one in said:
        age = (day - date.fromisoformat(one.day)).days
        if age < 0 or one.stance == "u":
            continue
        weight = one.weight * 0.5 ** (age / HALF_LIFE)
        for value in range(count):
            if one.stance == "+" and value == one.value:
                weights[value] += weight
            if one.stance == "-" and value != one.value:
                weights[value] += weight / (count - 1)
    return [weight / sum(weights) for weight in weights], 0.3 / sum(weights)


MINISTRY, PRESIDENT, COUNCIL = "Foreign Ministry", "President Arsan", "Water Council"
PANELS = (
    panel_of(
        "Arda",
        "observers",
        (
            Said("2024-04-02", "+", MINISTRY, 1),
            Said("2024-06-20", "+", COUNCIL, 1, 0.5),
            Said("2024-09-11", "+", PRESIDENT, 0, 2),
            Said("2024-09-13", "u", MINISTRY, 1),
            Said("2024-11-30", "-", "M. Tolek, head of the delegation", 2),
            Said("2025-02-02", "+", PRESIDENT, 0, 2),
        ),
        ("walk_back", 2, 0),
        ("contradiction", 4, 1),
        ("dispute", 3, 2),
    ),
    panel_of(
        "Belmar",
        "observers",
        (Said("2024-05-01", "+", MINISTRY, 2), Said("2025-02-09", "+", "Radio Belmar", 2)),
    ),
    panel_of(
        "Arda",
        "flow",
        tuple(
            Said(day, "+" if number % 3 else "-", voice, number % 3, 0.4)
            for number, (day, voice) in enumerate(
                (day, voice)
                for day in ("2024-03-20", "2024-06-01", "2024-06-02", "2024-10-10", "2025-01-15")
                for voice in (MINISTRY, PRESIDENT, COUNCIL, "A. Veld", "Sil Basin Authority")
            )
        ),
        ("walk_back", 12, 3),
        ("walk_back", 24, 12),
        ("contradiction", 16, 15),
    ),
    panel_of("Belmar", "flow", (Said("2025-02-11", "+", MINISTRY, 2),)),
    panel_of("Arda", "filling", (Said("2025-02-02", "+", "The Gazette", 0),)),
    panel_of("Belmar", "filling", ()),
    panel_of(
        "Arda",
        "treaty",
        (Said("2024-07-07", "+", PRESIDENT, 2), Said("2024-07-08", "+", MINISTRY, 1)),
        ("contradiction", 1, 0),
    ),
    panel_of(
        "Belmar",
        "treaty",
        (Said("2024-08-08", "+", MINISTRY, 0), Said("2025-02-11", "+", MINISTRY, 1)),
        ("walk_back", 1, 0),
        note="If the flow is guaranteed at 40 cubic metres or more in every month of the year",
    ),
)


def at_length(panel: PositionPanel) -> PositionPanel:
    """Return a panel whose values have long names."""
    return replace(
        panel,
        series=tuple(
            replace(one, value=f"{one.value}, as the ministers of both sides had put it in writing")
            for one in panel.series
        ),
    )


def alone(panel: PositionPanel) -> PositionPanel:
    """Return a panel as it is told on its last day alone."""
    return replace(
        panel,
        title=f"{panel.title}, today",
        series=tuple(
            replace(one, days=one.days[-1:], p=one.p[-1:], low=one.low[-1:], high=one.high[-1:])
            for one in panel.series
        ),
        vacuity=panel.vacuity[-1:],
    )


def positions(*panels: PositionPanel) -> PositionPanels:
    """Return some panels, those of the sample if none are named, as one picture."""
    return PositionPanels(
        id="positions/over-time",
        title="Positions over time",
        section="positions",
        description="Arda turns from observers by day to none; Belmar holds to day and night.",
        panels=panels or (*PANELS, alone(PANELS[0])),
        caption="A share is what the statements on record say of a value, by their weight and age.",
    )


CHANGES: tuple[Change, ...] = (
    "strengthened",
    "weakened",
    "inverted",
    "redated",
    "reattributed",
    "changed",
)


def lineage(count: int = 24) -> SourceTree:
    """Return a tree of some sources: two roots, each with copies up to five hops away."""
    nodes: list[TreeNode] = []
    for place in range(count):
        is_root = place in (0, count * 2 // 3)
        before = nodes[-1] if nodes else None
        parent = -1
        if not is_root and before is not None:
            parent = place - 1 if before.depth < 5 and place % 3 else max(0, before.parent)
        depth = nodes[parent].depth + 1 if parent >= 0 else 0
        changes = tuple(CHANGES[n] for n in range(6) if parent >= 0 and not (place + n) % 5)
        nodes.append(
            TreeNode(
                name=f"src-{place:02d}",
                text=("Radio Belmar, evening news", "The Arda Gazette: “No foreigner on our dam”")[
                    place % 2
                ],
                day=(LAST - timedelta(days=count - place)).isoformat(),
                depth=depth,
                parent=parent,
                changes=changes,
                more=7 if place == 5 else 0,
            )
        )
    return SourceTree(
        id="lineage/observers",
        title="Who took “no foreign observers” from whom",
        section="lineage",
        description="Two roots: a speech in the Gazette and a note of the ministry.",
        nodes=tuple(nodes),
        caption="What stands beneath a source took the claim from it.",
    )


def with_pictures() -> Findings:
    """Return the sample with positions over time and a lineage."""
    return replace(sample(), charts=(positions(), lineage()))
