"""The hidden bookmarks that the lists of contents of a document lead to."""

from __future__ import annotations

from vorlagenwerk.data.tree import Contents, Document
from vorlagenwerk.data.walking import every_block

_STEMS = {"inhalt": "_Toc1", "tabellen": "_Toc2", "abbildungen": "_Toc3"}
"""Word calls its own bookmarks so, with nine digits."""


class Outline:
    """Hands out the bookmarks of headings and captions in the order in which they are written."""

    def __init__(self, document: Document) -> None:
        blocks = every_block((*document.cover, *document.children))
        self._kinds = {block.kind for block in blocks if isinstance(block, Contents)}
        self._written = dict.fromkeys(_STEMS, 0)

    def next_mark(self, kind: str) -> str:
        """The bookmark for the heading or caption that is written next; "" where no list leads to it."""
        if kind not in self._kinds:
            return ""
        self._written[kind] += 1
        return mark(kind, self._written[kind])


def mark(kind: str, count: int) -> str:
    """The bookmark of the heading or caption that is written as the `count`th of its kind."""
    return f"{_STEMS[kind]}{count:08d}"
