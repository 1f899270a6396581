"""Names the places that links can jump to and lists the headings as nested contents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from vorlagenwerk.data.tree import (
    Contents,
    Document,
    Heading,
    Placed,
)
from vorlagenwerk.data.walking import every_block, places, plain_text
from vorlagenwerk.writers.html.escaping import clean

CAPTION = "-titel"
DESCRIPTION = "-beschreibung"
NOTES = "seite-fussnoten"
"""The heading of the list of footnotes."""
FRAME_ANCHORS = frozenset({"seite-anfang", "seite-inhalt", "seite-verzeichnis", NOTES})
"""Ids that the page around the content uses; no heading, table or picture gets one of them."""
USUAL_DEPTH = 2
"""Levels of headings that the page lists where the paper has no contents of its own."""

_LONGEST = 60
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"})
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


class Anchor(NamedTuple):
    """A heading, table or picture and the id that it gets on the page."""

    node: Placed
    ident: str


class Entry(TypedDict):
    """A line of the contents as the frame sees it; `unter` holds the lines below it."""

    ebene: int
    nummer: str
    titel: str
    anker: str
    unter: list[Entry]


def name_anchors(document: Document) -> list[Anchor]:
    """An id for every heading, table and picture in reading order, unique on the page and safe in a link.

    Places that somebody named keep their name; the others take what is left.
    """
    taken = set(FRAME_ANCHORS)
    nodes = [*places(document.cover), *places(document.children)]
    idents = [""] * len(nodes)
    for index in sorted(range(len(nodes)), key=lambda index: not nodes[index].ident):
        node = nodes[index]
        wished = safe_name(node.ident or _own_name(node))
        suffixes = ("",) if isinstance(node, Heading) else ("", CAPTION, DESCRIPTION)
        idents[index] = _first_free(wished, suffixes, taken)
        taken.update(idents[index] + suffix for suffix in suffixes)
    return [Anchor(node, ident) for node, ident in zip(nodes, idents, strict=True)]


def safe_name(text: str) -> str:
    """The text with nothing but letters without accents, digits, `_`, `.` and `-`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(_UMLAUTS))
    return _UNSAFE.sub("-", plain.encode("ascii", "ignore").decode()).strip("-.")[:_LONGEST]


def list_targets(anchors: Iterable[Anchor]) -> dict[str, str]:
    """From the ident that a reference names to the id on the page; of two equal idents the first one counts."""
    targets: dict[str, str] = {}
    for node, ident in anchors:
        if node.ident:
            targets.setdefault(node.ident, ident)
    return targets


def contents_depth(document: Document) -> int:
    """How many levels of headings the page lists: as many as the paper's own contents, which stand on paper only."""
    lists = (block for block in every_block(document.children) if isinstance(block, Contents))
    return next((contents.depth for contents in lists if contents.kind == "inhalt"), USUAL_DEPTH)


def list_contents(anchors: Iterable[Anchor], depth: int) -> list[Entry]:
    """The headings down to the level `depth`, each below the next higher one."""
    contents: list[Entry] = []
    open_entries: list[Entry] = []
    for node, ident in anchors:
        if not isinstance(node, Heading) or node.level > depth:
            continue
        title = clean(" ".join(plain_text(node.children).split()))
        entry = Entry(ebene=node.level, nummer=clean(node.number), titel=title, anker=ident, unter=[])
        while open_entries and open_entries[-1]["ebene"] >= node.level:
            open_entries.pop()
        (open_entries[-1]["unter"] if open_entries else contents).append(entry)
        open_entries.append(entry)
    return contents


def _own_name(node: Placed) -> str:
    """What names a place that has no ident: a heading's title stays the same when sections are moved."""
    return plain_text(node.children).lower() if isinstance(node, Heading) else node.caption.lower()


def _first_free(wished: str, suffixes: tuple[str, ...], taken: set[str]) -> str:
    base = candidate = wished or "abschnitt"
    count = 1
    while any(candidate + suffix in taken for suffix in suffixes):
        count += 1
        candidate = f"{base}-{count}"
    return candidate
