"""Writes blocks as HTML, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vorlagenwerk.data.tree import (
    Block,
    Contents,
    Field,
    Heading,
    List,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Quote,
    Section,
    Table,
)
from vorlagenwerk.data.walking import has_words, places, walk
from vorlagenwerk.writers.html.anchors import Anchor, list_targets, safe_name
from vorlagenwerk.writers.html.contents import write_contents
from vorlagenwerk.writers.html.escaping import escape
from vorlagenwerk.writers.html.inlines import InlineWriter
from vorlagenwerk.writers.html.notes import write_notes
from vorlagenwerk.writers.html.pictures import write_picture
from vorlagenwerk.writers.html.tables import write_table

DEEPEST_HEADING = 6
PAGES = {
    (False, "a4"): "neue-seite",
    (True, "a4"): "querformat",
    (False, "a3"): "hochformat-a3",
    (True, "a3"): "querformat-a3",
}
"""The class that gives a section its pages in print, by landscape and paper."""


class BlockWriter:
    """Writes the blocks of one document once; hands out the ids of headings, tables and pictures in reading order.

    The order stands for the node, because one node may stand in a tree twice.
    """

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self._anchors = anchors
        self._idents = iter([anchor.ident for anchor in anchors])
        self._inlines = InlineWriter(list_targets(anchors))
        self._lists = 0

    def write(self, blocks: Sequence[Block]) -> Iterator[str]:
        """The mark-up of the blocks in pieces; long tables are never held as a whole."""
        for block in blocks:
            match block:
                case Paragraph():
                    yield self._paragraph(block)
                case Heading():
                    yield self._heading(block)
                case List():
                    yield from self._list(block)
                case Table():
                    yield from write_table(block, next(self._idents), self._inlines)
                case Picture():
                    yield from write_picture(block, next(self._idents))
                case Contents():
                    self._lists += 1
                    yield from write_contents(block, f"verzeichnis:{self._lists}", self._anchors)
                case Field(_, _, children):
                    yield from self.write(children)
                case Quote(children, "zitat"):
                    yield from self._wrapped("blockquote", "", children)
                case Quote(children, role):
                    yield from self._wrapped("div", f"kasten {safe_name(role)}", children)
                case Section(children, landscape, paper):
                    # Without a heading there is nothing that a section element would announce.
                    tag = "section" if any(isinstance(place, Heading) for place in places(children)) else "div"
                    yield from self._wrapped(tag, PAGES[landscape, paper], children)

    def write_cover(self, blocks: Sequence[Block]) -> Iterator[str]:
        """What stands between the title and the contents; a page of its own on paper."""
        if blocks:
            yield from self._wrapped("div", "deckblatt", blocks)

    def write_notes(self) -> Iterator[str]:
        """The list of the footnotes whose signs stand in what was written so far."""
        return write_notes(self._inlines)

    def _wrapped(self, tag: str, name: str, children: Sequence[Block]) -> Iterator[str]:
        yield f'<{tag} class="{name}">\n' if name else f"<{tag}>\n"
        yield from self.write(children)
        yield f"</{tag}>\n"

    def _heading(self, heading: Heading) -> str:
        tag = f"h{min(heading.level + 1, DEEPEST_HEADING)}"
        number = f'<span class="nummer">{escape(heading.number)}</span> ' if heading.number else ""
        inside = self._inlines.write(heading.children)
        return f'<{tag} id="{next(self._idents)}">{number}{inside}</{tag}>\n'

    def _paragraph(self, paragraph: Paragraph) -> str:
        # An empty paragraph would be an empty line that a screen reader announces.
        if not has_words(paragraph.children) and not any(isinstance(node, Note) for node in walk(paragraph)):
            return ""
        role = "" if paragraph.role == "standard" else f' class="{safe_name(paragraph.role)}"'
        return f"<p{role}>{self._inlines.write(paragraph.children)}</p>\n"

    def _list(self, node: List) -> Iterator[str]:
        tag = "ol" if node.ordered else "ul"
        start = f' start="{node.start}"' if node.ordered and node.start != 1 else ""
        digits = len(str(node.start + len(node.items) - 1)) if node.ordered else 0
        wide = f' style="--stellen:{digits}"' if digits > 2 else ""
        yield f"<{tag}{start}{wide}>\n"
        for item in node.items:
            yield "<li>"
            yield from self._item(item)
            yield "</li>\n"
        yield f"</{tag}>\n"

    def _item(self, item: ListItem) -> Iterator[str]:
        """An item of one paragraph and perhaps lists below it stands close; any other item keeps its paragraphs."""
        match item.children:
            case (Paragraph(children, "standard"), *rest) if all(isinstance(block, List) for block in rest):
                yield self._inlines.write(children)
                if rest:
                    yield "\n"
                yield from self.write(rest)
            case children:
                yield "\n"
                yield from self.write(children)
