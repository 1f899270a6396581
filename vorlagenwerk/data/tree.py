"""The document tree: frozen, format-free nodes between templates and writers.

A writer meets nothing but these classes. Blocks stand below each other, inlines stand in a line of text.
Every list of children is a tuple, so a tree can be shared, compared and hashed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from vorlagenwerk.data.node import Node as _Node
from vorlagenwerk.data.node import fields_of as _fields

# --- inlines -------------------------------------------------------------------------------------------------


class Text(_Node):
    """Literal text; never markup."""

    text: str


class Value(_Node):
    """Text that came from a field or a figure rather than from the template or from prose.

    `pointer` is the JSON Pointer of the authored field (`/vorlagennummer`), or the figure's dotted name behind
    `=` (`=erhebungsbogen.gesamtkosten`). Writers may wrap it (content control) or treat it as text.
    """

    text: str
    pointer: str = ""


class Strong(_Node):
    """Strong importance (bold)."""

    children: tuple[Inline, ...]


class Emphasis(_Node):
    """Stress (italic)."""

    children: tuple[Inline, ...]


class Code(_Node):
    """Text to be shown letter by letter (monospaced)."""

    text: str


class Link(_Node):
    """A link out of the document; `target` has passed the allow-list (https, http, mailto, tel)."""

    target: str
    children: tuple[Inline, ...]


class Reference(_Node):
    """A link inside the document to the block with this `ident`.

    Without children it stands for the target's own label (“4.1”, “Anlage 1”); transforms fill it in, so that
    writers always find children.
    """

    ident: str
    children: tuple[Inline, ...] = ()


class Break(_Node):
    """A line break inside a paragraph or cell."""


Inline = Text | Value | Strong | Emphasis | Code | Link | Reference | Break

# --- blocks --------------------------------------------------------------------------------------------------


class Heading(_Node):
    """A heading below the document's title.

    `level` counts from 1 (HTML h2, Word „Überschrift 1“); levels never jump. `numbered` asks for a number;
    `number` is filled in by transforms (“4.1”), starting at the level at which numbering begins in this document.
    `label` is what a reference without text shows (“4.1”, “Anlage 1”); "" means that it shows the title.
    """

    level: int
    children: tuple[Inline, ...]
    ident: str = ""
    numbered: bool = False
    number: str = ""
    label: str = ""


class Paragraph(_Node):
    """A paragraph; `role` names its style (a key of formatvorlagen.yaml)."""

    children: tuple[Inline, ...]
    role: str = "standard"


class ListItem(_Node):
    """One item of a list; holds blocks, so lists nest."""

    children: tuple[Block, ...]


class List(_Node):
    """A bulleted or, where `ordered`, a numbered list that begins at `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


class Quote(_Node):
    """A block quotation."""

    children: tuple[Block, ...]


class Column(_Node):
    """A column of a table. `letter` is the column's letter in an official form (“A”), or ""."""

    key: str
    title: str
    letter: str = ""
    align: Literal["links", "rechts", "mitte"] = "links"
    is_key: bool = False
    """Whether the column identifies the row: repeated in every part of a split table, sticky in HTML."""


Cell = str | tuple[Inline, ...]


class Row(NamedTuple):
    """A row: the German text of each cell, the typed values behind them (for spreadsheets), and its kind."""

    cells: tuple[Cell, ...]
    values: tuple[object, ...] = ()
    kind: Literal["zeile", "summe"] = "zeile"


class Table(_Node):
    """A data table with one head row.

    `row_header` is the index of the column whose cells head their row, or None. `parts` lists the columns of
    each printed part where a table is too wide for paper (key columns stand in every part); () means undivided.
    Screens show the undivided table. `number` (“1”) is filled in by transforms for tables with a caption.
    """

    ident: str
    caption: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_header: int | None = 0
    parts: tuple[tuple[int, ...], ...] = ()
    number: str = ""
    role: str = "tabelle"


class Section(_Node):
    """A run of pages of its own, for instance an annex in landscape; begins on a new page."""

    children: tuple[Block, ...]
    landscape: bool = False


Block = Heading | Paragraph | List | Quote | Table | Section
Node = Inline | Block | ListItem


class Document(_Node):
    """A whole paper.

    `title` heads the paper and names it in its properties; `frame` holds the values for letterhead, header and
    footer by the tag of their content control (`dokument.vorlagennummer`), already as German text. `landscape`
    turns the pages that stand in no Section of their own.
    """

    title: str
    children: tuple[Block, ...]
    author: str = ""
    subject: str = ""
    language: str = "de-DE"
    frame: tuple[tuple[str, str], ...] = ()
    landscape: bool = False


# --- walking -------------------------------------------------------------------------------------------------


def walk(node: Document | Node) -> Iterator[Node]:
    """Every node below `node` in reading order; table cells that are plain strings are no nodes."""
    for value in _fields(node):
        if isinstance(value, tuple) and value:
            yield from _walk_tuple(value)


def _walk_tuple(values: tuple[object, ...]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, _Node):
            yield value  # type: ignore[misc]  # every class here is a node
            yield from walk(value)  # type: ignore[arg-type]
        elif isinstance(value, Row):
            for cell in value.cells:
                if type(cell) is not str:
                    yield from _walk_tuple(cell)  # type: ignore[arg-type]


def plain_text(inlines: Cell) -> str:
    """The letters that a reader sees in a line of inlines or a cell."""
    if isinstance(inlines, str):
        return inlines
    return "".join(_letters(inline) for inline in inlines)


def _letters(inline: Inline) -> str:
    match inline:
        case Text(text) | Value(text) | Code(text):
            return text
        case Break():
            return "\n"
        case Strong(children) | Emphasis(children) | Link(_, children) | Reference(_, children):
            return plain_text(children)
