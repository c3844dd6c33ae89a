"""What is withheld of a case, and how each text is rid of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from zopa.case.case import Case
from zopa.case.rows import Row
from zopa.case.tables import NOT_IN_CORPUS, TABLES, Name, Source, Statement, Voice
from zopa.errors import OptionError, did_you_mean
from zopa.messages import current_language, say
from zopa.model.labels import Labels

KINDS = ("sources", "voices", "coders")
# What may be said of a source or a voice all the same; every other column of theirs is emptied.
SHOWN = {
    "sources": ("published", "retrieved", "language", "medium", "reliability"),
    "voices": ("party", "mandate"),
}
# Columns of any row in which a coder quotes a source or remarks on it.
REMARKS = (
    "note",
    "speaker_given",
    "asserted_at_given",
    "stated_at_given",
    "span",
    "text_file",
    "sha256",
)
NAMED = ("sources", "voices")  # tables whose rows bear names that can be withheld
STANCES = {"+": "for", "-": "against", "u": "uncommitted on"}
# The law that a line touches is public, whoever coded it.
FIXED = ("Charter of the United Nations",)
MOST_WORDS_OF_A_PERSON = 4
# What a source may call a speaker that tells nothing.
PRONOUNS = frozenset({"", "he", "she", "they", "it", "we", "i", "who", "him", "her", "them", "us"})
LEAST_LETTERS = 3  # of a part of a person's name that is looked for alone


def read_kinds(text: str) -> tuple[str, ...]:
    """Read the kinds to withhold, as ``sources,voices``; each once, in their fixed order.

    Raises
    ------
    OptionError
        If a kind is unknown, or none is named.
    """
    named = [part.strip() for part in text.split(",") if part.strip()]
    for name in named:
        if name not in KINDS:
            raise OptionError(f"--redact cannot be '{name}'.", did_you_mean(name, KINDS, "kinds"))
    if text and not named:
        raise OptionError("--redact names nothing.", f"Kinds: {', '.join(KINDS)}.")
    return tuple(kind for kind in KINDS if kind in named)


@dataclass(frozen=True)
class Sweep:
    """One search through a text, and what takes the place of each thing found."""

    pattern: re.Pattern[str]
    instead: Mapping[str, str]
    case_matters: bool


@dataclass(frozen=True, eq=False)
class Withheld:
    """The kinds that are withheld of a case."""

    case: Case
    kinds: tuple[str, ...]

    def has(self, kind: str) -> bool:
        """Say whether a kind is withheld."""
        return kind in self.kinds

    @property
    def speaks(self) -> bool:
        """Whether sources or voices are withheld, and with them what quotes them."""
        return self.has("sources") or self.has("voices")

    # Pseudonyms -----------------------------------------------------------------------

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, str]]:
        """The pseudonym of each id, by table; ids that may be shown are left out."""
        if not self.speaks:
            return {}
        found = {"sources": _numbered("source", (row.id for row in self.case.sources))}
        if self.has("voices"):
            found["voices"] = _numbered("voice", (row.id for row in self.case.voices))
        told = _numbered("statement", (row.id for row in self.case.statements))
        found["statements"] = {id_: new for id_, new in told.items() if self._tells(id_)}
        return found

    @cached_property
    def utterances(self) -> Mapping[str, str]:
        """The pseudonym of each utterance: its name may be made of a speaker or a publisher."""
        if not self.speaks:
            return {}
        return _numbered("utterance", (row.utterance or "" for row in self.case.statements))

    @cached_property
    def coders(self) -> Mapping[str, str]:
        """The pseudonym of each coder."""
        if not self.has("coders"):
            return {}
        rows = (row for table in TABLES for row in self.case.rows(table))
        return _numbered("coder", (getattr(row, "coder", None) or "" for row in rows))

    def _tells(self, id_: str) -> bool:
        """Say whether an id holds a part of a withheld name or id."""
        parts = {part for part in re.split(r"[\W_]+", id_.casefold()) if len(part) > LEAST_LETTERS}
        return bool(parts & self._parts_of_names)

    @cached_property
    def _parts_of_names(self) -> frozenset[str]:
        named = [row.id for row in self.case.sources]
        if self.has("voices"):
            named += [text for row in self.case.voices for text in (row.id, row.name)]
        return frozenset(p for text in named for p in re.split(r"[\W_\d]+", text.casefold()))

    def name_of(self, row: Source | Voice) -> str:
        """Return what stands for the name of a source or a voice."""
        if isinstance(row, Source):
            return say("Source {number}", number=_number(self.ids["sources"][row.id]))
        number = _number(self.ids["voices"][row.id])
        party = self.parties.get(row.party or "")
        if party is None:
            return say("Voice {number}", number=number)
        return say("Voice {number} ({party})", number=number, party=party)

    def retold(self, row: Statement) -> str:
        """Say a statement by what was coded of it, without the coder's prose."""
        told = self.speaker_of(row)
        issue = next((issue for issue in self.case.issues if issue.id == row.issue), None)
        own = {value.id: value.label for value in self.case.values if value.issue == row.issue}
        label = self._labels.label
        what = (
            [label("issues", issue.id, issue.heading or issue.question or issue.id)]
            if issue
            else []
        )
        values = [label("values", f"{row.issue}/{id_}", own.get(id_) or id_) for id_ in row.target]
        what += [" / ".join(values)] if values else []
        coded = [say(row.act.replace("_", " "))] if row.act else []
        coded += [say(STANCES[row.polarity])] if row.polarity else []
        coded += [f"“{': '.join(what)}”"] if what else []
        return say(
            "{voice}; coded as: {coded}", voice=told[:1].upper() + told[1:], coded=", ".join(coded)
        )

    def speaker_of(self, row: Statement) -> str:
        """Name who made a statement by the party alone."""
        voice = self._voices.get(row.voice or "")
        return self._a_voice(voice.party if voice else None)

    @cached_property
    def _voices(self) -> Mapping[str, Voice]:
        return {voice.id: voice for voice in self.case.voices}

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """The names of the parties by id."""
        return {p.id: self._labels.label("parties", p.id, p.name) for p in self.case.parties}

    @cached_property
    def _labels(self) -> Labels:
        return Labels(self.case, current_language(), self.case.settings.get("naming", ""))

    def _a_voice(self, party: str | None) -> str:
        """Name a speaker by the party alone: party names stand in brackets, as they are."""
        name = self.parties.get(party or "")
        return say("a voice") if name is None else say("a voice ({party})", party=name)

    # Cells ----------------------------------------------------------------------------

    def cell(self, row: Row, column: str, text: str) -> str:
        """Return what is shown of a cell; empty where it is withheld."""
        table = row.table_name
        if column == "coder":
            return self.coders.get(text, text)
        if table == "case" and self.has("coders") and row.address == "reviewer":
            return say("withheld") if column == "value" else text
        if not self.speaks:
            return self.swept(text)
        if column in REMARKS and table != "parties":
            is_needed = isinstance(row, Statement) and column == "note" and row.takes_back_uncoded
            return NOT_IN_CORPUS if is_needed else ""
        if isinstance(row, Source | Voice):
            return self._of_a_name(row, column, text)
        if column == "utterance":
            return self.utterances.get(text, text)
        if isinstance(row, Statement) and column == "paraphrase" and self.has("voices"):
            return self.retold(row)
        return self.swept(text)

    def _of_a_name(self, row: Source | Voice, column: str, text: str) -> str:
        """Return what is shown of a source or of a voice."""
        table = row.table_name
        if column in ("id", "copied_from"):
            return self.ids.get(table, {}).get(text, text)
        if column == "title" or (column == "name" and self.has("voices")):
            return self.name_of(row)  # a title says who spoke: it goes with either kind
        if self.has(table) and column not in SHOWN[table]:
            return ""
        return self.swept(text)

    # Texts ----------------------------------------------------------------------------

    def address(self, address: str) -> str:
        """Return the address of a row, as ``sources/source-3``."""
        table, slash, key = address.partition("/")
        return f"{table}{slash}{self.ids.get(table, {}).get(key, key)}"

    def swept(self, text: str) -> str:
        """Return a text without names, titles and ids that are withheld."""
        for sweep in self._sweeps:
            text = sweep.pattern.sub(lambda match, by=sweep: self._instead(match, by), text)  # type: ignore[misc]
        return text

    def _instead(self, match: re.Match[str], sweep: Sweep) -> str:
        """Return what stands in the place of something withheld."""
        if "office" in match.groupdict():
            return _as_begun(match, self._by_role(match))
        key = match.group() if sweep.case_matters else match.group().casefold()
        return _as_begun(match, sweep.instead[key])

    def left_in(self, text: str) -> str | None:
        """Return the first name, title or id in a text that should not be there.

        What a case calls by a pseudonym already, as a case that was redacted before does, is
        no name.
        """
        found = (match.group() for sweep in self._sweeps for match in sweep.pattern.finditer(text))
        return next((name for name in found if name.casefold() not in self._given), None)

    @cached_property
    def _given(self) -> frozenset[str]:
        """Every pseudonym that is given out, and what takes the place of names."""
        given = [new for ids in self.ids.values() for new in ids.values()]
        given += [*self.utterances.values(), *self.coders.values()]
        given += self._prose.values()
        given += [self.name_of(row) for row in self.case.sources if "sources" in self.ids]
        given += [self.name_of(row) for row in self.case.voices if "voices" in self.ids]
        return frozenset(text.casefold() for text in given)

    @cached_property
    def _sweeps(self) -> tuple[Sweep, ...]:
        """What each text is swept for, in order: whole titles and ids before the names in them."""
        ids: dict[str, str] = {}
        for table in ("statements", "voices", "sources"):
            ids |= self.ids.get(table, {})
        ids |= {**self.utterances, **self.coders}
        if self.has("sources"):
            ids |= self._names_of_sources
        elif self.speaks:  # a title says who spoke: it goes with either kind
            for source in self.case.sources:
                instead = self.name_of(source)
                ids.setdefault(source.title, instead[:1].lower() + instead[1:])
        names: dict[str, str] = {}
        parts: dict[str, str] = {}
        for row in self.case.voices if self.has("voices") else ():
            names.setdefault(row.name.casefold(), self._a_voice(row.party))
            for part in _parts_of_a_person(row.name, self.parties.values()):
                parts.setdefault(part, self._a_voice(row.party))
        for name in self.case.names:  # in other languages and schemes
            if name.table in NAMED and self.has(name.table):
                names.setdefault(name.text.casefold(), self._named(name))
                for part in _parts_of_a_person(name.text, self.parties.values()):
                    parts.setdefault(part, self._named(name))
        found = [self._sweep(self._prose, True), self._sweep(ids, True)]
        found.append(self._sweep(names, False, of_law=False))
        found += [self._offices, self._sweep(parts, True, of_law=False)]
        return tuple(sweep for sweep in found if sweep is not None)

    @cached_property
    def _prose(self) -> dict[str, str]:
        """What a coder wrote of a statement, and what a source calls its speaker."""
        found: dict[str, str] = {}
        for row in self.case.statements if self.has("voices") else ():
            found[row.paraphrase] = self.retold(row)
        for row in self.case.statements if self.speaks else ():
            if (row.speaker_given or "").casefold() not in PRONOUNS:
                found.setdefault(row.speaker_given or "", say("withheld"))
            if row.asserted_at_given:
                given = say("{date} (given as “{words}”)", date="", words=row.asserted_at_given)
                found.setdefault(given.strip(), say("(as the source gives it)"))
        return found

    def _named(self, name: Name) -> str:
        """Return what stands for another name of a source or of a voice."""
        voice = self._voices.get(name.row_id)
        if name.table == "voices" and voice is not None:
            return self._a_voice(voice.party)
        return say("a source") if name.table == "sources" else say("a voice")

    def _sweep(
        self, instead: Mapping[str, str], case_matters: bool, of_law: bool = True
    ) -> Sweep | None:
        """Return a search for texts, the longest first; none where there is nothing to find."""
        kept = {t: new for t, new in instead.items() if not self.is_shown_anyway(t, of_law)}
        if not kept:
            return None
        texts = sorted(kept, key=lambda text: (-len(text), text))
        return Sweep(_whole(texts, case_matters), kept, case_matters)

    @property
    def _names_of_sources(self) -> dict[str, str]:
        """Titles, publishers, authors and files of the sources; one that several share is any."""
        found: dict[str, str] = {}
        for row in self.case.sources:
            name = self.name_of(row)
            name = name[:1].lower() + name[1:]
            for text in (row.title, row.publisher, row.author, row.text_file, row.sha256):
                if text:
                    found[text] = name if found.get(text, name) == name else say("a source")
        return found

    @property
    def _offices(self) -> Sweep | None:
        """The offices of the voices, with the article and the party around them."""
        offices = {row.office for row in self.case.voices if row.office}
        offices = {office for office in offices if not self.is_shown_anyway(office, of_law=False)}
        if not offices or not self.has("voices"):
            return None
        named, parties = _either(offices), _either(self.parties.values())
        pattern = (
            rf"(?<![\w-])(?:(?:the|an?) )?(?P<office>{named})"
            rf"(?: of (?:the )?(?P<party>{parties}))?(?![\w-])"
        )
        return Sweep(re.compile(pattern, re.IGNORECASE), {}, False)

    def _by_role(self, match: re.Match[str]) -> str:
        """Say an office as a voice of the party, where it is clear of which one."""
        office = match["office"].casefold()
        by_name = {name.casefold(): id_ for id_, name in self.parties.items()}
        holders = {v.party for v in self.case.voices if (v.office or "").casefold() == office}
        party = by_name.get((match["party"] or "").casefold())
        if party is None and len(holders) == 1:
            party = next(iter(holders))
        return self._a_voice(party)

    def is_shown_anyway(self, text: str, of_law: bool = True) -> bool:
        """Say whether a text stands in what a reader must see in any case.

        ``of_law`` counts notes on the law: they cite what may be the title of a source, and are
        no place for the name of a voice.
        """
        seen = (*self._must_be_seen, *self._law) if of_law else self._must_be_seen
        return _whole([text], False).search("\n".join(seen)) is not None

    @cached_property
    def _must_be_seen(self) -> tuple[str, ...]:
        """Names of parties, headings, questions, labels, and ids of what is analysed."""
        case = self.case
        seen: list[str | None] = [text for row in case.parties for text in (row.name, row.id)]
        seen += [text for row in case.issues for text in (row.heading, row.question, row.id)]
        seen += [text for row in case.values for text in (row.label, row.id)]
        seen += [text for row in case.goals for text in (row.label, row.id)]
        seen += [name.text for name in case.names if name.table not in (*NAMED, "case")]
        seen += [row.address for t in ("red_lines", "conditions", "views") for row in case.rows(t)]
        return tuple(filter(None, seen))

    @cached_property
    def _law(self) -> tuple[str, ...]:
        notes = [row.legal_note for row in self.case.red_lines]
        notes += [row.legal_note for row in self.case.values]
        return (*filter(None, notes), *FIXED)


def _numbered(kind: str, ids: Iterable[str]) -> dict[str, str]:
    """Number ids in their order, each once."""
    each = dict.fromkeys(id_ for id_ in ids if id_)
    return {id_: f"{kind}-{number}" for number, id_ in enumerate(each, 1)}


def _number(pseudonym: str) -> str:
    return pseudonym.rpartition("-")[2]


def _either(texts: Iterable[str]) -> str:
    """Return the pattern of any of some texts, the longest first; of nothing, if there is none."""
    return "|".join(map(re.escape, sorted(texts, key=lambda text: (-len(text), text)))) or "(?!)"


def _whole(texts: Iterable[str], case_matters: bool) -> re.Pattern[str]:
    """Return the pattern of texts that stand for themselves and are no part of a longer word.

    An id written with a hyphen ends where no further part follows; a name is found within a
    word with a hyphen, as in *the Holm-era report*.
    """
    flags = re.NOFLAG if case_matters else re.IGNORECASE
    each = list(texts)
    ids = _either(text for text in each if _is_like_an_id(text))
    others = _either(text for text in each if not _is_like_an_id(text))
    return re.compile(rf"(?<![\w-])(?:{ids})(?!\w|-\w)|(?<!\w)(?:{others})(?!\w)", flags)


def _is_like_an_id(text: str) -> bool:
    return " " not in text and any(sign in text for sign in "-_0123456789")


def _as_begun(match: re.Match[str], new: str) -> str:
    """Begin a replacement as a sentence begins, where it begins one."""
    before = match.string[: match.start()].rstrip()
    begins = not before or before[-1] in ".!?“\n"
    capital = match.group()[:1].isupper()
    return new[:1].upper() + new[1:] if begins and capital else new


def _parts_of_a_person(name: str, parties: Iterable[str]) -> list[str]:
    """Return the parts of a name that name a person alone; none for an institution.

    A person's name is taken to be a few words, none but particles written small, without a
    comma, an article or the name of a party.
    """
    words = name.split()
    small = {"al", "bin", "da", "de", "der", "den", "di", "dos", "la", "le", "van", "von", "y"}
    is_person = (
        2 <= len(words) <= MOST_WORDS_OF_A_PERSON
        and "," not in name
        and words[0] != "The"
        and all(not word[0].islower() or word in small for word in words)
        and not any(party in name for party in parties)
    )
    return [w for w in words if is_person and len(w) >= LEAST_LETTERS and not w[0].islower()]
