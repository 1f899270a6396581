"""The hidden bookmarks that the lists of contents of a document lead to."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.data.tree import Block, Contents, Document, Field, List, Quote, Section

_STEMS = {"inhalt": "_Toc1", "tabellen": "_Toc2", "abbildungen": "_Toc3"}
"""Word calls its own bookmarks so, with nine digits."""


class Outline:
    """Hands out the bookmarks of headings and captions in the order in which they are written."""

    def __init__(self, document: Document) -> None:
        self._kinds = {contents.kind for contents in _contents((*document.cover, *document.children))}
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


def _contents(blocks: tuple[Block, ...]) -> Iterator[Contents]:
    for block in blocks:
        match block:
            case Contents():
                yield block
            case List(items):
                for item in items:
                    yield from _contents(item.children)
            case Quote(children) | Section(children) | Field(_, _, children):
                yield from _contents(children)
            case _:
                pass
