"""The page of JSON: every object that the commands print, with its keys, types and an example.

The commands are run on ``cases/river.yaml``; what they print gives keys, types and examples.
Only the meanings stand here.  A key without a meaning, or a meaning without a key, is an error.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zopa.cli import main
from zopa.cli.surroundings import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
# Keys of lists of objects, or of lists, also where one of them is empty.
LISTS = {"problems", "next", "readings", "goals", "settled", "tables", "cards", "checks"}
LISTS |= {"blocking_sets", "concession_sets", "conditions", "issues", "changed", "flaws"}
LISTS |= {"timeline", "links", "linked_by", "positions", "shares", "contradictions"}
LISTS |= {"proposals", "rows", "findings"}
# Objects whose keys are ids of the case, or columns.
MAPS = {"choice", "witness", "example", "before", "after"}
BROKEN = """\
case: {title: A slip, as_of: 2024-06-30}
parties: [{id: ARD, name: Arda, kind: decidng}]
issues: [{id: DAM}]
values: [{issue: DAM, id: none}, {issue: DAM, id: low}]
controls: [{issue: DAM, movers: ARD}]
"""
FLAWED = """\
<!DOCTYPE html>
<html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="zopa:brief" content="1">
</head><body>
<p data-id="redlines/DAM=high/verdict" data-rests-on="">Arda will sign.</p>
</body></html>
"""
CASE = "cases/river.yaml"
# What is added to the tables of the river, so that copies, an element and a number are there.
ADDED = {
    "sources": """\
  - {id: digest, title: Digest of the interview (fictional), published: 2024-04-12, \
language: en, medium: article, reliability: D, copied_from: herald}
""",
    "statements": """\
  - {id: st-11, source: digest, voice: belmar-premier, principal: BEL, attribution: named, \
act: demand, polarity: "+", certainty: PR, issue: MON, target: joint, firmness: 3, \
asserted_at: 2024-04-07, reported_at: 2024-04-12, utterance: interview, \
paraphrase: Belmar is said to ask that both sides measure.}
  - {id: st-12, source: letter, voice: belmar-minister, principal: BEL, attribution: named, \
act: propose, polarity: "+", certainty: PR, issue: MON, target: commission;joint, firmness: 2, \
asserted_at: 2024-05-20, reported_at: 2024-06-02, paraphrase: The gauges would do.}
  - {id: st-13, source: minutes, voice: belmar-minister, principal: BEL, attribution: named, \
act: demand, polarity: "+", certainty: CT, issue: FLO, target: "30", firmness: 4, \
asserted_at: 2024-05-19, reported_at: 2024-05-21, paraphrase: Thirty at the border.}
""",
    "issues": "  - {id: FLO, heading: the flow, kind: numeric, unit: cubic metres a second}\n",
    "values": "".join(f"  - {{issue: FLO, id: '{flow}'}}\n" for flow in (10, 20, 30)),
    "controls": "  - {issue: FLO, movers: ARD}\n",
}
INVENTORY = """\
inventory:
  - {row: 1, element: the upstream party, held_by: parties.ARD, capability: L}
  - {row: 2, element: what the dam would cost}
"""
# Types that the examples do not show in full, by the end of the key.
TYPES = {
    "problems[].file": "text or null",
    "problems[].line": "number or null",
    "problems[].table": "text or null",
    "problems[].cell": "text or null",
    "problems[].row": "number or null",
    "problems[].id": "text or null",
    "problems[].column": "text or null",
    "concession_sets[].count": "number or null",
    "as_of": "text or null",
    "recorded_by": "text or null",
    "words": "text or null",
    "flaws[].sentence": "text or null",
    "flaws[].reference": "text or null",
    "view": "text or null",
    "level": "object or null",
    "conflict_between": "object or null",
    "published": "text or null",
    "medium": "text or null",
    "reliability": "text or null",
    "publisher": "text or null",
    "asserted_at": "text or null",
    "asserted_at_given": "text or null",
    "reported_at": "text or null",
    "recorded_at": "text or null",
    "speaker_given": "text or null",
    "voice": "text or null",
    "attribution": "text or null",
    "timeline[].party": "text or null",
    "timeline[].issue": "text or null",
    "timeline[].source": "text or null",
    "timeline[].root": "text or null",
    "timeline[].act": "text or null",
    "certainty": "text or null",
    "firmness": "number or null",
    "target_condition": "text or null",
    "condition": "text or null",
    "utterance": "text or null",
    "copy_of": "text or null",
    "contradictions[].party": "text or null",
    "contradictions[].issue": "text or null",
    "level.unit": "text or null",
    "interval": "list of numbers",
    "vacuity": "number",
    "positions[].before": "object",
    "positions[].after": "object",
    "changed_slots[].before": "text or null",
    "changed_slots[].after": "text or null",
    "held_by": "text or null",
    "capability": "text or null",
    "unscoped": "object or null: the keys of an answer, from `survivors` to `complete`",
    "witness": "object or null",
}
# What is one thing elsewhere, and here one for each of two days.
PAIRS = {
    ("zopa.moves/1", "as_of"): "list of texts",
    ("zopa.moves/1", "positions[].vacuity"): "list of numbers",
}
# Section -> what it is, and the commands whose output is looked at; the first is the example.
SECTIONS: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "zopa.check/1": (
        "Printed by `zopa check`; the exit code is 2 where `ok` is false.",
        (("check", "slip.yaml"), ("check", CASE), ("check", "begun.yaml")),
    ),
    "zopa.timeline/1": (
        "Printed by `zopa timeline`: the statements in the order in which they were made, copies "
        "among them.",
        (("timeline", CASE, "--issue", "MON"), ("timeline", "copied.yaml")),
    ),
    "zopa.positions/1": (
        "Printed by `zopa positions`. `level` and its keys are there for numeric issues. "
        "Probabilities and shares are rounded to millionths such that the shares of a value still "
        "sum to its probability.",
        (("positions", CASE, "--party", "BEL", "--issue", "MON"), ("positions", "copied.yaml")),
    ),
    "zopa.sources/1": (
        "Printed by `zopa source list`.",
        (("source", "list", "copied.yaml"),),
    ),
    "zopa.lineage/1": (
        "Printed by `zopa source lineage`.",
        (("source", "lineage", "copied.yaml"),),
    ),
    "zopa.inventory/1": (
        "Printed by `zopa inventory`.",
        (("inventory", "copied.yaml"),),
    ),
    "zopa.space/1": ("Printed by `zopa space`.", (("space", CASE),)),
    "zopa.redlines/1": (
        "Printed by `zopa redlines`. With one goal the keys from `goal` on stand at the top; with "
        "several they stand in each entry of `goals`.",
        (
            ("redlines", CASE, "--goal", "DAM = high"),
            ("redlines", CASE, "--goal", "share", "--without", "F1"),
            ("redlines", CASE, "--goal", "share", "--view", "talks"),
            ("redlines", "settled.yaml", "--view", "short"),
            ("redlines", CASE),
            ("redlines", CASE, "--unscoped"),
            ("redlines", CASE, "--goal", "share", "--unscoped"),
        ),
    ),
    "zopa.why/1": (
        "Printed by `zopa why`.",
        (("why", CASE, "redlines/SHA!=open/blocking/A3+B2b"),),
    ),
    "zopa.brief/1": ("Printed by `zopa brief`.", (("brief", CASE, "-o", "brief.html"),)),
    "zopa.audit/1": (
        "Printed by `zopa audit`; the exit code is 1 where `ok` is false.",
        (("audit", "flawed.html"), ("audit", "brief.html")),
    ),
    "zopa.convert/1": ("Printed by `zopa convert`.", (("convert", CASE, "river"),)),
    "zopa.diff/1": (
        "Printed by `zopa diff` of two cases.",
        (("diff", CASE, "changed.yaml"),),
    ),
    "zopa.moves/1": (
        "Printed by `zopa diff` of one case as of two days.",
        (
            ("diff", CASE, "--as-of", "2024-04-30", "2024-06-30"),
            ("diff", "copied.yaml", "--as-of", "2024-04-11", "2024-06-30"),
        ),
    ),
    "zopa.doctor/1": (
        "Printed by `zopa doctor`; the exit code is 4 where a check is not ok.",
        (("doctor",),),
    ),
    "zopa.new/1": ("Printed by `zopa new`.", (("new", "talks"),)),
    "zopa.demo/1": ("Printed by `zopa demo`.", (("demo", "--case", "river"),)),
    "zopa.version/1": ("Printed by `zopa --version`.", (("--version",),)),
}
ERRORS: tuple[tuple[str, ...], ...] = (
    ("redlines", CASE, "--goal", "DAM = hihg"),
    ("redlines", "slip.yaml"),
)
EVERY = {
    "schema": "what the object is, and the version of its form",
    "case": "the title of the case",
    "case_schema": "the version of the tables",
    "case_hash": "the SHA-256 sum of the rows: the same in every carrier",
    "as_of": "the day that was looked back from; null where the case names none",
    "recorded_by": "only what was coded by this day counts; null where everything does",
    "view": "the view that was asked for; null for the whole case",
    "scope": "`consent` where a line binds what its owners must act for, else `all`",
    "version": "the version of zopa",
    "seed": "the seed of random draws; 0 where nothing was drawn",
    "changes": "what was changed for this run, in words",
    "language": "the language of sentences: always `en`",
    "redacted": "what was withheld: `sources`, `voices`, `coders`, any of them",
}
PROBLEM = {
    "": "what is wrong, errors first",
    ".severity": "`error` or `warning`",
    ".check": "the name of the check that found it",
    ".path": "the case, where two were read; else null",
    ".file": "the file; null where the case is one file or as a whole is meant",
    ".line": "the line, in carriers that have lines",
    ".table": "the table; also the name of the sheet",
    ".cell": "the cell of a workbook, as C5",
    ".row": "the row as a spreadsheet counts",
    ".id": "the id of the row",
    ".column": "the column",
    ".message": "what is wrong",
    ".remedy": "what to do",
}
ANSWER = {
    "survivors": "how many outcomes of the goal get past the lines",
    "blocking_sets[]": "lines that cannot all stand, none of which can be spared",
    "concession_sets[]": "smallest sets of lines with which set aside some outcome gets past the "
    "others; says nothing of who should yield",
    "concession_sets[].lines": "the lines of the set",
    "concession_sets[].count": "how many outcomes then get past the others; null where not counted",
    "concession_sets[].witness": "the one of them nearest to the status quo: issue to value",
    "witness": "the outcome nearest to the status quo that gets past all lines; null for none",
    "complete": "whether all sets were listed",
}
GOAL = (
    {
        "goal.id": "the id of the goal; null for a rule that was typed",
        "goal.label": "its label",
        "goal.rule": "its rule as findings are named for it",
        "goal.count": "how many feasible outcomes meet it",
        "engine": "how it was counted: `elimination`, `search` or `enumeration`",
        "exact": "whether every set of every reading was found",
    }
    | ANSWER
    | {
        "choice": "the reading that is answered: name of the group to line",
        "lines[]": "the lines that were asked about",
        "lines[].id": "the line",
        "lines[].parties": "whose it is",
        "lines[].blocks_alone": "whether no outcome of the goal gets past this line alone",
        "lines[].idle": "whether it binds no outcome of the goal",
        "lines[].decisive": "whether the answer is another one without it",
        "readings[]": "the answers under the other readings",
        "readings[].choice": "the reading",
        "all_readings": "whether all combinations of readings were answered",
        "unscoped": "the answer if every line bound every outcome; null where scope is `all`",
    }
    | {f"readings[].{key}": text for key, text in ANSWER.items()}
    | {f"unscoped.{key}": text for key, text in ANSWER.items()}
)
MEANINGS: dict[str, dict[str, str]] = {
    "zopa.check/1": {
        "ok": "whether the case can be used",
        **{f"problems[]{key}": text for key, text in PROBLEM.items()},
        "next[]": "what to fill next, in reading order; empty for a case that is whole",
        "next[].table": "the table",
        "next[].state": "`done`, `next`, `then` or `can wait`",
        "next[].text": "what is there, or what is missing",
        "next[].example": "a row to write: column to text; empty where the table has rows",
    },
    "zopa.timeline/1": {
        "timeline[]": "the statements",
        "timeline[].statement": "the statement",
        "timeline[].asserted_at": "when it was said",
        "timeline[].asserted_at_given": "the date in the source's words",
        "timeline[].reported_at": "when it was reported",
        "timeline[].recorded_at": "when it was coded",
        "timeline[].voice": "who said it",
        "timeline[].speaker_given": "the speaker in the source's words",
        "timeline[].party": "the party it was said for",
        "timeline[].attribution": "how the source names the speaker",
        "timeline[].act": "the kind of speech act",
        "timeline[].stance": "`+` for, `-` against, `u` uncommitted; follows from the act where "
        "no polarity is coded",
        "timeline[].certainty": "how certain the wording is",
        "timeline[].firmness": "firmness of the wording, 1 to 5",
        "timeline[].issue": "the issue",
        "timeline[].target": "the values that it speaks to",
        "timeline[].target_condition": "the rule under which it is said to hold",
        "timeline[].utterance": "the name of the speech act",
        "timeline[].paraphrase": "the content in the coder's words",
        "timeline[].source": "the document that reports it",
        "timeline[].root": "the root of that document",
        "timeline[].hops": "the number of copies from the root to it",
        "timeline[].reliability": "Admiralty code of the source; `F` where empty",
        "timeline[].credibility": "Admiralty code of the information, coded or by the rule",
        "timeline[].copy_of": "the report that it copies",
        "timeline[].evidence": "what it counts for on the day; 0 for copies and for what is no "
        "evidence",
        "timeline[].links[]": "the statements that it bears on",
        "timeline[].links[].kind": "how: the kind of link, or what follows by rule",
        "timeline[].links[].statement": "the other statement",
        "timeline[].linked_by[]": "the statements that bear on it",
        "timeline[].linked_by[].kind": "how",
        "timeline[].linked_by[].statement": "the other statement",
    },
    "zopa.positions/1": {
        "weights_version": "the version of the table of weights",
        "positions[]": "one entry for each party, issue and condition",
        "positions[].party": "the party",
        "positions[].issue": "the issue",
        "positions[].condition": "the rule under which it holds; null for what is unconditional",
        "positions[].as_of": "the day",
        "positions[].values[]": "the values of the issue",
        "positions[].values[].value": "the value",
        "positions[].values[].p": "its probability",
        "positions[].values[].low": "lower end of the band over the weights",
        "positions[].values[].high": "upper end of the band over the weights",
        "positions[].values[].interval": "5th and 95th percentile of the probability",
        "positions[].vacuity": "the part that rests on nothing said",
        "positions[].conflict": "how far the two voices furthest apart differ, 0 to 1",
        "positions[].conflict_between": "these voices; null where there are no two",
        "positions[].conflict_between.voices": "the voices",
        "positions[].conflict_between.statements": "of each the statement that weighs most",
        "positions[].level": "the level of a numeric issue, else null",
        "positions[].level.mean": "its mean",
        "positions[].level.low": "its 5th percentile",
        "positions[].level.high": "its 95th percentile",
        "positions[].level.sd": "its standard deviation",
        "positions[].level.unit": "the unit of the issue",
        "positions[].shares[]": "what each probability, or the level, is made of",
        "positions[].shares[].statement": "the statement, or `prior`",
        "positions[].shares[].value": "the value",
        "positions[].shares[].share": "its part of the probability",
        "contradictions[]": "pairs of statements at odds",
        "contradictions[].kind": "`walk_back`, `dispute`, `within_party`, `unacknowledged_shift` "
        "or `coded`",
        "contradictions[].earlier": "the earlier statement",
        "contradictions[].later": "the later statement",
        "contradictions[].party": "the party",
        "contradictions[].issue": "the issue",
        "lines[]": "the red lines",
        "lines[].line": "the line",
        "lines[].strength": "how firmly it was put",
        "lines[].status": "what became of it",
        "lines[].by": "`rule` or `analyst`",
        "lines[].by_rule.strength": "what the rule says of its strength",
        "lines[].by_rule.status": "what the rule says of its status",
        "lines[].statements": "the statements that count for it",
        "lines[].softened_by": "the statements that soften it",
    },
    "zopa.sources/1": {
        "sources[]": "the sources",
        "sources[].source": "the source",
        "sources[].title": "its title",
        "sources[].publisher": "who published it",
        "sources[].published": "when",
        "sources[].medium": "the kind of document",
        "sources[].reliability": "Admiralty code of the source, as coded",
        "sources[].copied_from": "the source that it repeats",
        "sources[].root": "its root; itself where it copies none",
        "sources[].hops": "the number of copies from the root to it",
        "sources[].statements": "how many statements are seen in it as of the day",
    },
    "zopa.lineage/1": {
        "roots": "the sources that copy none",
        "sources[]": "the sources",
        "sources[].source": "the source",
        "sources[].copied_from": "the source that it repeats",
        "sources[].root": "its root",
        "sources[].hops": "the number of copies from the root to it",
        "changed_slots[]": "what copies changed, slot by slot",
        "changed_slots[].source": "the copy",
        "changed_slots[].kind": "how: `inverted`, `strengthened`, `weakened`, `redated`, "
        "`reattributed`, `condition`, `target`, `act`, `quantity`, `quantity_of`, `added` or "
        "`dropped`",
        "changed_slots[].slot": "the column",
        "changed_slots[].earlier": "the report above",
        "changed_slots[].later": "the report of the copy",
        "changed_slots[].before": "what the report above has",
        "changed_slots[].after": "what the copy has",
        "proposals[]": "what may be a copy, or two reports of one speech act",
        "proposals[].kind": "`text`, `claims` or `utterance`",
        "proposals[].earlier": "the earlier source or statement",
        "proposals[].later": "the later source or statement",
        "proposals[].alike": "how much alike they are, 0 to 1",
    },
    "zopa.inventory/1": {
        "rows[]": "the elements",
        "rows[].row": "its number",
        "rows[].element": "the element",
        "rows[].held_by": "the rows that hold it; null for none",
        "rows[].capability": "what it is needed for",
    },
    "zopa.moves/1": {
        "as_of": "the two days",
        "statements[]": "statements that are new, or of which something else became",
        "statements[].statement": "the statement",
        "statements[].kind": "`new`, `taken_back`, `disputed`, `copy` or `credibility`",
        "statements[].why": "why, in words",
        "positions[]": "positions that moved",
        "positions[].party": "the party",
        "positions[].issue": "the issue",
        "positions[].condition": "the rule under which it holds",
        "positions[].before": "value to probability; empty where nothing had been said",
        "positions[].after": "value to probability",
        "positions[].vacuity": "the part that rests on nothing said, before and after",
        "positions[].because[]": "at most three statements whose part of it changed most",
        "positions[].because[].statement": "the statement",
        "positions[].because[].before": "its part before",
        "positions[].because[].after": "its part after",
        "lines[]": "red lines that were stated, or changed",
        "lines[].line": "the line",
        "lines[].kind": "`stated` or `changed`",
        "lines[].before": "strength and status before; empty for a line that is new",
        "lines[].after": "strength and status after, and of a new line its words",
        "lines[].because": "the statements it follows from",
        "findings[]": "findings on red lines that came, went or changed",
        "findings[].finding": "its id",
        "findings[].kind": "`new`, `gone` or `changed`",
        "findings[].before": "the sentence before; empty for none",
        "findings[].after": "the sentence after; empty for none",
    },
    "zopa.space/1": {
        "space.raw": "how many outcomes there are before the conditions",
        "space.feasible": "how many satisfy all conditions",
        "conditions[]": "the conditions",
        "conditions[].id": "the condition",
        "conditions[].excludes_alone": "how many outcomes it excludes by itself",
        "conditions[].excludes_last": "how many it excludes beyond what all the others do",
        "issues[]": "the issues",
        "issues[].id": "the issue",
        "issues[].status_quo": "its value today",
        "issues[].values[]": "its values",
        "issues[].values[].id": "the value",
        "issues[].values[].count": "in how many feasible outcomes it holds",
    },
    "zopa.redlines/1": {
        "space.raw": "how many outcomes there are before the conditions",
        "space.feasible": "how many satisfy all conditions",
        "settled[]": "lines whose issues are all held by the view",
        "settled[].id": "the line",
        "settled[].met": "whether the held values meet it",
        "restricted": "lines that a held value of the view restricts",
        **GOAL,
        "goals[]": "one entry for each goal, where several are asked",
        **{f"goals[].{key}": text for key, text in GOAL.items()},
    },
    "zopa.why/1": {
        "finding.id": "its id, which stays the same while the case does",
        "finding.text": "the sentence",
        "finding.points": "what stands below it",
        "finding.section": "where in the brief it stands",
        "finding.front": "whether it stands on the first two pages",
        "finding.derivation": "how it was found",
        "finding.rests_on": "the rows that it rests on",
        "finding.depends_on": "the groups of readings that it depends on",
        "cards[]": "these rows, and those that they rest on in turn",
        "cards[].address": "table and row",
        "cards[].kind": "what the row is",
        "cards[].title": "the row in words",
        "cards[].entries[]": "its cells",
        "cards[].entries[].label": "the column",
        "cards[].entries[].text": "the text",
        "cards[].opens": "the rows that it rests on",
    },
    "zopa.brief/1": {"file": "the file that was written"},
    "zopa.audit/1": {
        "file": "the file that was read",
        "case_hash": "the hash of the case that the brief names; null where it names none",
        "as_of": "the day that the brief names; null where it names none",
        "language": "the language of the brief",
        "words": "the edition of the lists of words; null where they do not fit the language",
        "statements": "how many statements were read",
        "ok": "whether no flaw was found",
        "flaws[]": "what was found, first what is missing",
        "flaws[].check": "the name of the check that found it",
        "flaws[].message": "what is wrong",
        "flaws[].sentence": "the sentence it stands in; null where something is missing",
        "flaws[].reference": "the statement, by its id, or the place of the page",
        "flaws[].remedy": "what to do",
    },
    "zopa.convert/1": {"file": "what was written"},
    "zopa.diff/1": {
        "case_hash": "of the case before",
        "other_hash": "of the case after",
        "tables[]": "the tables that differ",
        "tables[].table": "the table",
        "tables[].added": "rows that only the second case has",
        "tables[].removed": "rows that only the first case has",
        "tables[].changed[]": "rows that both have, with other cells",
        "tables[].changed[].address": "the row",
        "tables[].changed[].cells[]": "its cells that differ",
        "tables[].changed[].cells[].column": "the column",
        "tables[].changed[].cells[].before": "its text before; empty for no cell",
        "tables[].changed[].cells[].after": "its text after; empty for no cell",
        "tables[].order_changed": "whether the rows that both have stand in another order",
    },
    "zopa.doctor/1": {
        "checks[]": "what was looked at",
        "checks[].what": "what zopa needs",
        "checks[].ok": "whether it is there",
        "checks[].found": "what was found",
    },
    "zopa.new/1": {"file": "what was written", "template": "the template that was used"},
    "zopa.demo/1": {"file": "what was written", "name": "the name of the case"},
    "zopa.version/1": {
        "zopa": "the version of zopa",
        "python": "the version of Python",
        **dict.fromkeys(PACKAGES, "the version of this package, or `missing`"),
    },
    "error": {
        "error.schema": "what the object is, and the version of its form",
        "error.code": "`option`, `case`, `too_large` or `storage`",
        "error.message": "what is wrong",
        "error.hint": "what to do",
        **{f"error.problems[]{key}": text for key, text in PROBLEM.items()},
    },
}
HEAD = """\
# What the commands print as JSON

Every command takes `--json` and then prints one object on standard output: the result and nothing
else. Keys stay as they are within a version of `schema`. A whole number is a number, and a text
past 2^53, where some readers of JSON lose digits. What is not there is `null`. In the tables,
`lines[]` is a list and `lines[].id` a key of each of its entries; keys that some results lack are
marked with *. Examples are of the fictional case `cases/river.yaml`; of a list they show the
first entry.

A brief itself is the HTML file; `zopa why` gives its sentences one by one.

**Exit codes.** {codes}.

"""
ERROR_HEAD = """\
## Errors

What keeps a command from its work is told as one object on standard error, and standard output
stays empty. `problems` is there where the case cannot be used; `zopa check` tells the same
problems on standard output, since there they are the result.

"""


def run(*words: str) -> tuple[Any, bool]:
    """Run a command with ``--json``; return what it prints, and whether that is an error."""
    out, err = io.StringIO(), io.StringIO()
    kept = sys.argv
    sys.argv = ["zopa", *words, "--json"]
    try:
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            contextlib.suppress(SystemExit),
        ):
            main()
    finally:
        sys.argv = kept
    is_error = not out.getvalue()
    return json.loads(err.getvalue() if is_error else out.getvalue()), is_error


@contextlib.contextmanager
def in_a_folder_with_cases() -> Iterator[None]:
    """Work in a folder of its own that holds the cases which the commands name."""
    river = (ROOT / CASE).read_text(encoding="utf-8")
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            Path("cases").mkdir()
            Path(CASE).write_text(river, encoding="utf-8")
            Path("slip.yaml").write_text(BROKEN, encoding="utf-8")
            Path("flawed.html").write_text(FLAWED, encoding="utf-8")
            Path("begun.yaml").write_text("case: {title: Talks}\n", encoding="utf-8")
            day = "asserted_at: 2024-04-07"
            copied = river.replace(day, f"utterance: interview, {day}")
            for table, rows in ADDED.items():
                copied = copied.replace(f"\n{table}:\n", f"\n{table}:\n{rows}")
            Path("copied.yaml").write_text(copied + INVENTORY, encoding="utf-8")
            changed = river.replace("Is the dam built and how high?", "Is the dam built?")
            Path("changed.yaml").write_text(changed, encoding="utf-8")
            view = "views:\n  - {id: short, keep: DAM;PAY, held: 'SHA=half,MON=commission'}"
            settled = river.replace("views:", view)
            Path("settled.yaml").write_text(settled, encoding="utf-8")
            run("brief", CASE, "-o", "sound.html")
            sound = Path("sound.html").read_text(encoding="utf-8")
            flawed = sound.replace("some get past them.", "some will certainly get past them.")
            Path("flawed.html").write_text(flawed, encoding="utf-8")
            yield
        finally:
            os.chdir(before)


def keys_of(value: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Go through the keys of an object, nested ones by their path, each with its value."""
    for key, inner in value.items():
        path = f"{prefix}{key}"
        if isinstance(inner, dict) and key not in MAPS:
            yield from keys_of(inner, f"{path}.")
        elif isinstance(inner, list) and (key in LISTS or any(isinstance(x, dict) for x in inner)):
            yield f"{path}[]", inner
            for entry in inner:
                if isinstance(entry, dict):
                    yield from keys_of(entry, f"{path}[].")
        else:
            yield path, inner


def kind(value: Any) -> str:
    """Name the type of a value."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list):
        if any(isinstance(entry, list) for entry in value):
            return "list of lists"
        return "list of objects" if any(isinstance(x, dict) for x in value) else "list of texts"
    return "null" if value is None else "object" if isinstance(value, dict) else "text"


def documented(schema: str, samples: list[Any]) -> dict[str, tuple[str, str]]:
    """Return type and meaning of each key; raises where a key and the meanings do not agree."""
    kinds: dict[str, list[str]] = {}
    for sample in samples:
        for path, value in keys_of(sample):
            found = kinds.setdefault(path, [])
            if kind(value) not in found and not (value == [] and found):
                found.append(kind(value))
    meanings = MEANINGS[schema]
    if schema != "error":
        meanings = {key: text for key, text in EVERY.items() if key in kinds} | meanings
    lost = sorted(set(kinds) - set(meanings)), sorted(set(meanings) - set(kinds))
    optional = {"error.schema"}
    if lost[0] or set(lost[1]) - optional:
        raise KeyError(f"{schema}: without a meaning {lost[0]}, never printed {lost[1]}")
    told = {}
    for path, text in meanings.items():
        if path not in kinds:
            continue
        known = [each for each in kinds[path] if each != "null"]
        if "list of objects" in known or "list of lists" in known:
            known = [each for each in known if each != "list of texts"]
        declared = PAIRS.get((schema, path)) or next(
            (types for end, types in TYPES.items() if path == end or path.endswith(end)), ""
        )
        if declared:
            told[path] = (declared, text)
            continue
        null = " or null" if "null" in kinds[path] and known else ""
        told[path] = (" or ".join(known) + null or "null", text)
    return told


def sometimes(samples: list[Any], path: str) -> bool:
    """Whether some result lacks a key of the outermost object."""
    top = path.split(".")[0].removesuffix("[]")
    return any(top not in sample for sample in samples)


def shortened(value: Any) -> Any:
    """Return a value with one entry of each list."""
    if isinstance(value, dict):
        return {key: shortened(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shortened(inner) for inner in value[:1]]
    return value


def example(schema: str, sample: Any) -> str:
    """Return the example of an object, the same on every machine."""
    value = shortened(sample)
    if schema == "zopa.doctor/1":
        value["checks"][0]["found"] = "3.11.9"
    if schema == "zopa.version/1":
        pins = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()
        versions = dict(pin.split("==") for pin in pins if "==" in pin)
        value |= {"python": "3.11.9"} | {name: versions[name] for name in PACKAGES}
    return json.dumps(value, ensure_ascii=False, indent=2)


def section(schema: str, samples: list[Any], command: tuple[str, ...]) -> str:
    """Return the table of keys and the example of one object."""
    rows = ["| key | type | meaning |", "|---|---|---|"]
    for path, (types, meaning) in documented(schema, samples).items():
        if schema == "zopa.redlines/1" and path.startswith("goals[]."):
            continue  # the same keys as at the top
        if schema == "zopa.redlines/1" and path.startswith("unscoped."):
            continue  # the same keys as those of an answer
        mark = " *" if sometimes(samples, path) else ""
        rows.append(f"| `{path}`{mark} | {types} | {meaning} |")
    words = " ".join(f'"{word}"' if " " in word else word for word in command)
    text = "\n".join(rows)
    return f"{text}\n\n`zopa {words} --json`:\n\n```json\n{example(schema, samples[0])}\n```\n"


def json_page(codes: tuple[tuple[str, str], ...]) -> str:
    """Return the page."""
    parts = [HEAD.format(codes="; ".join(f"{code}: {meaning}" for code, meaning in codes))]
    with in_a_folder_with_cases():
        for schema, (meaning, commands) in SECTIONS.items():
            samples = []
            for command in commands:
                found, is_error = run(*command)
                if is_error or found["schema"] != schema:
                    raise ValueError(f"zopa {' '.join(command)} --json printed {found}")
                samples.append(found)
            parts.append(f"## {schema}\n\n{meaning}\n\n{section(schema, samples, commands[0])}\n")
        told = [run(*command)[0] for command in ERRORS]
        parts.append(ERROR_HEAD + section("error", told, ERRORS[0]))
    return "".join(parts)
