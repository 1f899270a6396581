"""Writes the lists of tables and of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vorlagenwerk.basics.typesetting.captions import caption_of, caption_of_picture
from vorlagenwerk.data.tree import Contents, Heading, Picture, Placed, Table
from vorlagenwerk.writers.html.anchors import Anchor
from vorlagenwerk.writers.html.escaping import escape


def write_contents(contents: Contents, ident: str, anchors: Iterable[Anchor]) -> Iterator[str]:
    """The list of tables or of pictures; that of headings is left to the page's frame, which always has one.

    Its lines lead to the table or picture as a whole: led to the caption below it, readers would miss the picture.
    """
    kind = {"tabellen": Table, "abbildungen": Picture}.get(contents.kind)
    entries = [(anchor.ident, _caption(anchor.node)) for anchor in anchors if kind and isinstance(anchor.node, kind)]
    lines = [f'<li><a href="#{target}">{escape(caption)}</a></li>\n' for target, caption in entries if caption]
    if not lines:
        return
    title = escape(contents.title or "Verzeichnis")
    yield f'<nav aria-labelledby="{ident}">\n<p class="verzeichnistitel" id="{ident}">{title}</p>\n'
    yield from ("<ul>\n", *lines, "</ul>\n</nav>\n")


def _caption(node: Placed) -> str:
    match node:
        case Table():
            return caption_of(node, (), 0)
        case Picture():
            return caption_of_picture(node)
        case Heading():
            return ""
