"""What a page may load and run: nothing but what it carries, by a policy that says so."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

from zopa.report.audit.reading import Element, PageRead

LOADING = frozenset(
    "src srcset poster data background ping manifest action formaction codebase archive".split()  # noqa: SIM905
)
LINKING = frozenset({"a", "area"})  # elements whose href is followed by the reader only
EMBEDDING = frozenset({"iframe", "frame", "object", "embed", "applet", "portal"})
RUN = re.compile(r"(?:text|application)/(?:x-)?(?:java|ecma|live)script|module|importmap|^$")
FETCHED = re.compile(r"""url\(\s*["']?(?!data:|#)([^)"']+)|(@import[^;]*)""", re.IGNORECASE)
ALLOWED = re.compile(r"'none'|data:|blob:|'sha(?:256|384|512)-[A-Za-z0-9+/=_-]+'")
SHA = {"sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}


def fetched(page: PageRead) -> Iterator[str]:
    """Yield every reference that would load something from beside the page."""
    for element in page.elements:
        if element.tag in EMBEDDING:
            yield f"<{element.tag}>"
            continue
        for name, value in element.attributes.items():
            local = name.rpartition(":")[2]
            loads = local in LOADING or (local == "href" and element.tag not in LINKING)
            if loads and not _is_inside(value):
                yield f'<{element.tag} {name}="{value}">'
        if element.attributes.get("http-equiv", "").casefold() == "refresh":
            yield "<meta http-equiv=refresh>"
        style = element.attributes.get("style", "") + (
            element.text if element.tag == "style" else ""
        )
        yield from ((match.group(1) or match.group(2)).strip() for match in FETCHED.finditer(style))


def _is_inside(value: str) -> bool:
    return not value.strip() or value.strip().casefold().startswith(("#", "data:"))


def policy_of(page: PageRead) -> dict[str, list[str]] | None:
    """Return the content security policy, directive by directive; None where there is none."""
    found = None
    for meta in page.all("meta"):
        if meta.attributes.get("http-equiv", "").casefold() == "content-security-policy":
            found = meta
            break
    if found is None:
        return None
    policy: dict[str, list[str]] = {}
    for part in found.attributes.get("content", "").split(";"):
        words = part.split()
        if words:
            policy.setdefault(words[0].casefold(), words[1:])
    return policy


def wide(policy: dict[str, list[str]]) -> Iterator[str]:
    """Yield what a policy allows beyond what the page carries."""
    if policy.get("default-src") != ["'none'"]:
        yield "default-src is not 'none'"
    for directive, sources in policy.items():
        if directive != "default-src":
            yield from (f"{directive} {s}" for s in sources if not ALLOWED.fullmatch(s))


def uncovered(page: PageRead, policy: dict[str, list[str]]) -> Iterator[str]:
    """Yield scripts, and what runs like one, that the policy does not name by their hash."""
    for element in page.elements:
        if element.tag == "script" and RUN.fullmatch(_type(element)):
            told = element.attributes.get("src") or _beginning(element.text)
            if not _is_named(element.text, _sources(policy, "script-src")):
                yield f"<script> {told}"
        if element.tag == "style" and not _is_named(element.text, _sources(policy, "style-src")):
            yield f"<style> {_beginning(element.text)}"
        for name, value in element.attributes.items():
            if name.startswith("on"):
                yield f"<{element.tag} {name}>"
            elif value.strip().casefold().startswith(("javascript:", "vbscript:")):
                yield f'<{element.tag} {name}="{value}">'


def _type(script: Element) -> str:
    return script.attributes.get("type", "").strip().casefold()


def _sources(policy: dict[str, list[str]], directive: str) -> list[str]:
    return policy.get(directive, policy.get("default-src", []))


def _is_named(text: str, sources: list[str]) -> bool:
    """Say whether one of the hashes of a policy is that of a text."""
    for source in sources:
        name, dash, written = source.strip("'").partition("-")
        if dash and name in SHA:
            digest = base64.b64encode(SHA[name](text.encode("utf-8")).digest()).decode("ascii")
            if written.replace("-", "+").replace("_", "/") == digest:
                return True
    return False


def _beginning(text: str) -> str:
    return " ".join(text.split())[:60]
