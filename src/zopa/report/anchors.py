"""Names for places within the page, made from content ids.

An anchor is a valid HTML id and a valid address fragment as it stands.  Letters and digits
of ASCII, ``-`` and ``_`` stand for themselves, ``/`` is written as a full stop, and every
other character as ``~`` and two hexadecimal digits for each of its bytes in UTF-8.  Two
ids never share an anchor, and the same id has the same anchor in every brief.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def anchor(kind: str, content_id: str) -> str:
    """Return the anchor of a content id.

    >>> anchor("finding", "redlines/CF>=2/blocking/R4+R6")
    'finding-redlines.CF~3e~3d2.blocking.R4~2bR6'
    """
    return f"{kind}-" + "".join(_written(character) for character in content_id)


def _written(character: str) -> str:
    """Write one character of an id."""
    if character in PLAIN:
        return character
    if character == "/":
        return "."
    return "".join(f"~{byte:02x}" for byte in character.encode("utf-8", "surrogatepass"))


def short_names(addresses: Iterable[str]) -> Mapping[str, str]:
    """Return for each address of a row the id alone, or the address where ids would clash.

    >>> short_names(["red_lines/R6", "sources/A", "voices/A"])
    {'red_lines/R6': 'R6', 'sources/A': 'sources/A', 'voices/A': 'voices/A'}
    """
    ids = {address: address.partition("/")[2] or address for address in addresses}
    times = Counter(ids.values())
    return {address: name if times[name] == 1 else address for address, name in ids.items()}
