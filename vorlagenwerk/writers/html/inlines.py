"""Writes a line of inlines as HTML."""

from __future__ import annotations

from collections.abc import Mapping

from vorlagenwerk.data.tree import (
    Break,
    Cell,
    Code,
    Emphasis,
    Inline,
    Link,
    Reference,
    Strong,
    Text,
    Value,
    plain_text,
)
from vorlagenwerk.writers.html.escaping import escape, escape_attribute, escape_lines

Targets = Mapping[str, str]
"""From the ident that a reference names to the id of the element on the page."""


def write_inlines(inlines: tuple[Inline, ...], targets: Targets) -> str:
    """The inlines one after the other."""
    return "".join([_write_inline(inline, targets) for inline in inlines])


def write_cell(cell: Cell, targets: Targets) -> str:
    """The inside of a table cell."""
    return escape_lines(cell) if isinstance(cell, str) else write_inlines(cell, targets)


def _write_inline(inline: Inline, targets: Targets) -> str:
    match inline:
        case Text(text) | Value(text):
            return escape(text)
        case Strong(children):
            return f"<strong>{write_inlines(children, targets)}</strong>"
        case Emphasis(children):
            return f"<em>{write_inlines(children, targets)}</em>"
        case Code(text):
            return f"<code>{escape(text)}</code>"
        case Link():
            return _write_link(inline, targets)
        case Reference(ident, children):
            inside = write_inlines(children, targets)
            # A target that is not on the page leaves the words and no dead link; transforms report it.
            return f'<a href="#{targets[ident]}">{inside}</a>' if ident in targets else inside
        case Break():
            return "<br>"


def _write_link(link: Link, targets: Targets) -> str:
    """A link out of the document; where its text hides the address, paper gets the address beside it."""
    address = link.target.removeprefix("mailto:").removeprefix("tel:")
    bare = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    on_paper = "" if bare in plain_text(link.children) else f' data-ziel="{escape_attribute(address)}"'
    inside = write_inlines(link.children, targets)
    return f'<a href="{escape_attribute(link.target)}" rel="noopener"{on_paper}>{inside}</a>'
