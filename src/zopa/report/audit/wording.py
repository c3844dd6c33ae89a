"""Words that a brief does not use in its own sentences, each with the reason.

All lists stand here and nowhere else; :data:`EDITION` changes whenever one of them does, and
every audit names it.  They hold for English.  What is not in our words is not judged by them:
text between quotation marks, titles of sources, rows of the case.

Left out on purpose: *may*, *might* and *could*, which say that something is not ruled out
and not how likely it is; *must*, which in a brief says what a rule demands; *always* and
*never*, which define; *possible* before a noun, as in "a possible agreement".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

EDITION = "1"


@dataclass(frozen=True)
class Unwanted:
    """A list of words: what is wrong with them, what to do, and where they are in order."""

    check: str
    trouble: str
    remedy: str
    pattern: re.Pattern[str]
    except_in: re.Pattern[str] | None = None

    def found_in(self, sentence: str) -> str | None:
        """Return the first such words of a sentence that no exception covers."""
        covered = [m.span() for m in self.except_in.finditer(sentence)] if self.except_in else []
        for match in self.pattern.finditer(sentence):
            if not any(low <= match.start() and match.end() <= high for low, high in covered):
                return match.group()
        return None


def _any(*parts: str) -> re.Pattern[str]:
    """Compile alternatives between word boundaries, whatever their case."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?![\w-])", re.IGNORECASE)


CERTAINTY = Unwanted(
    "certainty",
    "It claims certainty that no analysis of stated positions has",
    "Say what was computed and under which rows it holds.",
    _any(
        r"certainly|undoubtedly|unquestionably|indisputably|surely|definitely",
        r"without (?:a |any )?doubt|beyond (?:any )?doubt|no doubt|undeniably",
        r"clearly|obviously|evidently|plainly|of course",
        r"prove[sdn]?|proving",
        r"will|won['’]t|shall",  # a forecast as if it were a fact
        r"impossible|inevitabl[ey]|unavoidabl[ey]|(?:bound|certain|guaranteed|sure) to",
        r"guarantee[sd]? (?:peace|security|safety|stability|success|that)",
    ),
    _any(
        r"(?:almost|nearly) certain(?:ly)?(?: to)?",  # terms of the scale
        r"(?:political|free|good|own|the|last) will|will of",  # the noun
        # What a party says that it does is reported, not forecast.
        r"(?:sa(?:id|ys?)|state[sd]?|announce[sd]?|declare[sd]?)\b[^.;]*? (?:will|shall|won['’]t)",
    ),
)

OUTSIDE_THE_SCALE = Unwanted(
    "likelihood",
    "It says how likely something is outside the fixed scale",
    "Use a term of the scale in docs/explanation/likelihood-and-confidence.md.",
    _any(
        r"possibly|perhaps|maybe|presumably|conceivabl[ey]|plausibl[ey]|doubtful|arguably",
        r"in all (?:likelihood|probability)|the odds|chances are|odds are|odds-on|toss-up",
        r"(?:highly|extremely|quite|fairly|rather|most|more|less|somewhat|reasonably"
        r"|increasingly) (?:un)?likely",
        r"(?:very|extremely|quite|fairly|rather|most|more|less) (?:im)?probabl[ey]",
        r"(?:good|fair|slim|small|strong|high|low|real|serious|realistic|little|better|great"
        r"|some|even|fifty-fifty) (?:chance|chances|odds|probability|likelihood|possibility)",
        r"virtually certain|as good as certain",
        r"it is possible that|there is (?:a|every|some) (?:chance|possibility)",
    ),
    _any(r"roughly even (?:chance|odds)"),
)

_SHOULD = (
    r"(?:should|must|ought to|ha(?:s|ve) to|needs? to|had better|would do well to"
    r"|(?:is|are) (?:well )?advised to)"
)
_YIELD = (
    r"(?:concede|yield|give (?:up|way|in|ground)|back down|surrender|capitulate|relent"
    r"|make (?:\w+ )?concessions?|compromise|accept|drop|abandon|cede|relinquish|withdraw"
    r"|be (?:dropped|abandoned|given up|conceded|ceded))"
)
ADVICE = Unwanted(
    "advice",
    "It advises who should yield",
    "Say which lines cannot all stand, and leave to the parties what follows.",
    _any(
        rf"{_SHOULD}(?: \w+)? {_YIELD}",
        r"(?:we|it is) (?:recommend|advise|suggest)(?:ed)?(?: that)?",
        r"time for \w+(?: \w+)? to (?:concede|yield|give|compromise|accept)",
    ),
    _any(r"(?:not|nor|never|no view on) who (?:should|must|ought to) [\w ]+"),
)

_WATCHED = r"(?:coverage|covered|monitor(?:ed|ing)|observ(?:ed|ation)|surveillance|watched)"
_SAFE = r"(?:secure[sd]?|security|safe|safety|protect(?:ed|ion|s)?)"
COVERAGE = Unwanted(
    "coverage",
    "It calls coverage security: what is watched is not therefore safe",
    "Say what share is watched, by what, and nothing of safety.",
    re.compile(
        rf"\b{_WATCHED}\b[^.;]{{0,40}}?\b(?:is|are|means?|gives?|provides?|ensures?|makes?"
        rf"|guarantees?|amounts? to|and (?:so|thus|therefore|hence))\b[^.;]{{0,30}}?\b{_SAFE}\b"
        rf"|\b{_SAFE} coverage\b"
        rf"|\b{_SAFE}\b[^.;]{{0,20}}?\b(?:because|since|as|by|through|thanks to)\b"
        rf"[^.;]{{0,30}}?\b{_WATCHED}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WATCHED}\b[^.;]{{0,40}}?\b(?:is|are|does|do) (?:not|never)\b[^.;]*", re.IGNORECASE
    ),
)

LOADED = Unwanted(
    "loaded",
    "It takes a side by its choice of words",
    "Use the office, the name in the naming scheme, or what was done; quote a party's own word.",
    _any(
        r"regimes?|junta|puppets?|stooges?|lackeys?|henchm[ae]n|cron(?:y|ies)|thugs?",
        r"terrorists?|terrorism|warmongers?|bandits?",
        r"illusions?|illusory|delusions?|delusional",
        r"surrender(?:s|ed|ing)?|capitulat(?:e|es|ed|ing|ion)",
        r"so-called|heroic|barbaric|evil|cowardly",
    ),
    _any(
        r"(?:legal|inspection|monitoring|sanctions|treaty|visa|tax|verification|licensing"
        r"|customs|governance) regimes?"
    ),
)

ALL: tuple[Unwanted, ...] = (CERTAINTY, OUTSIDE_THE_SCALE, ADVICE, COVERAGE, LOADED)
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"|‘[^’]*’(?!\w)")


def without_quotations(text: str) -> str:
    """Return a text without what stands between quotation marks.

    >>> without_quotations("They say “it will stand” and leave.")
    'They say “” and leave.'
    """
    return QUOTED.sub("“”", text)
