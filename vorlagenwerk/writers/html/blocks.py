"""Writes blocks as HTML, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vorlagenwerk.data.tree import Block, Heading, List, ListItem, Paragraph, Quote, Section, Table, plain_text
from vorlagenwerk.writers.html.anchors import Anchor, list_targets, safe_name
from vorlagenwerk.writers.html.escaping import escape
from vorlagenwerk.writers.html.inlines import write_inlines
from vorlagenwerk.writers.html.tables import write_table

DEEPEST_HEADING = 6


class BlockWriter:
    """Writes the blocks of one document once; hands out the ids of headings and tables in reading order.

    The order stands for the node, because one node may stand in a tree twice.
    """

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self._idents = iter([anchor.ident for anchor in anchors])
        self._targets = list_targets(anchors)

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
                    yield from write_table(block, next(self._idents), self._targets)
                case Quote(children):
                    yield from self._wrapped("blockquote", "", children)
                case Section(children, landscape):
                    # Without a heading there is nothing that a section element would announce.
                    tag = "section" if any(isinstance(child, Heading) for child in children) else "div"
                    yield from self._wrapped(tag, "querformat" if landscape else "neue-seite", children)

    def _wrapped(self, tag: str, name: str, children: Sequence[Block]) -> Iterator[str]:
        yield f'<{tag} class="{name}">\n' if name else f"<{tag}>\n"
        yield from self.write(children)
        yield f"</{tag}>\n"

    def _heading(self, heading: Heading) -> str:
        tag = f"h{min(heading.level + 1, DEEPEST_HEADING)}"
        number = f'<span class="nummer">{escape(heading.number)}</span> ' if heading.number else ""
        inside = write_inlines(heading.children, self._targets)
        return f'<{tag} id="{next(self._idents)}">{number}{inside}</{tag}>\n'

    def _paragraph(self, paragraph: Paragraph) -> str:
        # An empty paragraph would be an empty line that a screen reader announces.
        if not plain_text(paragraph.children).strip():
            return ""
        role = "" if paragraph.role == "standard" else f' class="{safe_name(paragraph.role)}"'
        return f"<p{role}>{write_inlines(paragraph.children, self._targets)}</p>\n"

    def _list(self, node: List) -> Iterator[str]:
        tag = "ol" if node.ordered else "ul"
        start = f' start="{node.start}"' if node.ordered and node.start != 1 else ""
        yield f"<{tag}{start}>\n"
        for item in node.items:
            yield "<li>"
            yield from self._item(item)
            yield "</li>\n"
        yield f"</{tag}>\n"

    def _item(self, item: ListItem) -> Iterator[str]:
        """An item of one paragraph and perhaps lists below it stands close; any other item keeps its paragraphs."""
        match item.children:
            case (Paragraph(children, "standard"), *rest) if all(isinstance(block, List) for block in rest):
                yield write_inlines(children, self._targets)
                if rest:
                    yield "\n"
                yield from self.write(rest)
            case children:
                yield "\n"
                yield from self.write(children)
