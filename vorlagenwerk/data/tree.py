"""The document tree: frozen, format-free nodes between templates and writers.

A writer meets nothing but these classes. Blocks stand below each other, inlines stand in a line of text.
Every list of children is a tuple, so a tree can be shared, compared and hashed.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from vorlagenwerk.data.node import Node as _Node
from vorlagenwerk.data.printing import Part as Part
from vorlagenwerk.data.printing import Summed as Summed


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


class PageReference(_Node):
    """A link to the block with this `ident` that shows the page it stands on (“Seite 5”).

    `page` is filled in by the layout pass; the PDF counts its own pages. On screens the children stand there: the
    target's label, filled in by transforms.
    """

    ident: str
    children: tuple[Inline, ...] = ()
    page: str = ""


class Foreign(_Node):
    """Words in another language (BCP 47: “en”), so that screen readers pronounce them and nobody hyphenates them."""

    language: str
    children: tuple[Inline, ...]


class Note(_Node):
    """A footnote at this place; `number` is counted through the paper by transforms."""

    children: tuple[Inline, ...]
    number: str = ""


class Break(_Node):
    """A line break inside a paragraph or cell."""


Inline = Text | Value | Strong | Emphasis | Code | Link | Reference | PageReference | Foreign | Note | Break


class Heading(_Node):
    """A heading below the document's title.

    `level` counts from 1 (HTML h2, Word „Überschrift 1“); levels never jump. `numbered` asks for a number; `number`
    (“4.1”, “§ 3”) and the `counts` that it is made of (4, 1) are filled in by transforms, `page` by the layout pass.
    `label` is what a reference without text shows (“4.1”, “Anlage 1”); "" means that it shows the title.
    """

    level: int
    children: tuple[Inline, ...]
    ident: str = ""
    numbered: bool = False
    number: str = ""
    label: str = ""
    page: str = ""
    counts: tuple[int, ...] = ()


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
    """A block quotation or, in another role, a call-out that holds more than paragraphs; `role` names the style that
    is drawn around all of it (a key of formatvorlagen.yaml).
    """

    children: tuple[Block, ...]
    role: str = "zitat"


class Field(_Node):
    """The blocks of one authored prose field: `pointer` is its JSON Pointer, `title` its name as messages say it."""

    pointer: str
    title: str
    children: tuple[Block, ...]


class Image(NamedTuple):
    """A picture's bytes and size on paper in twips; “svg” are drawings of our own only, `raster` the same as PNG."""

    kind: Literal["png", "jpeg", "svg"]
    data: bytes
    width: int
    height: int
    raster: bytes = b""


class Picture(_Node):
    """A picture on a line of its own, with its caption below.

    `description` is the alternative text and never empty. `share` is the wished width in percent of the text's, 0 for
    the natural size (at most the text's width). `number` and `page` are filled in as those of tables.
    """

    ident: str
    caption: str
    description: str
    image: Image
    share: int = 0
    number: str = ""
    page: str = ""


class Contents(_Node):
    """A list of what stands where: of headings down to `depth`, of tables or of pictures.

    Writers take its entries from `places`; `title` heads the list and is no heading of the paper. Transforms leave
    it out where it would have fewer than `least` entries.
    """

    kind: Literal["inhalt", "tabellen", "abbildungen"]
    title: str
    depth: int = 3
    least: int = 1


class Column(_Node):
    """A column of a table. `letter` is the column's letter in an official form (“A”), or "".

    `is_key` marks what identifies the row: repeated in every part of a split table, sticky in HTML. `merged` makes one
    cell of equal neighbours below each other; `turned` sets the text of the cells upright, `turned_title` that of the
    head (None: the planner decides).
    """

    key: str
    title: str
    letter: str = ""
    align: Literal["links", "rechts", "mitte"] = "links"
    is_key: bool = False
    merged: bool = False
    turned: bool = False
    turned_title: bool | None = None


Cell = str | tuple[Inline, ...]


class Row(NamedTuple):
    """A row: the German text of each cell, the typed values behind them (for spreadsheets), and its kind.

    A “summe” adds up the rows above it, of the table or a group; an “uebertrag” carries a sum to the next page, so two
    stand below each other with a page's end between them.
    """

    cells: tuple[Cell, ...]
    values: tuple[object, ...] = ()
    kind: Literal["zeile", "summe", "uebertrag"] = "zeile"


class Table(_Node):
    """A data table with one head row.

    `row_header` is the index of the column whose cells head their row, or None. `number` (“1”) is filled in by
    transforms for tables with a caption. `pointer` is the JSON Pointer of the list that the rows come from, or "".

    How it may be printed: `paper` is the sheet that somebody wished for, `split` the columns of each part that
    somebody wished for where one sheet is too narrow (key columns stand in every part); the sums of `carried` columns
    stand at each page's end. The planner decides on `parts` and puts these rows in; screens show the undivided table.
    """

    ident: str
    caption: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_header: int | None = 0
    split: tuple[tuple[int, ...], ...] = ()
    number: str = ""
    role: str = "tabelle"
    pointer: str = ""
    paper: Literal["", "hoch", "quer", "a3"] = ""
    parts: tuple[Part, ...] = ()
    carried: tuple[Summed, ...] = ()


class Section(_Node):
    """A run of pages of its own; `is_taken` marks one that holds another paper, checked where it is written."""

    children: tuple[Block, ...]
    landscape: bool = False
    paper: Literal["a4", "a3"] = "a4"
    is_taken: bool = False


Block = Heading | Paragraph | List | Quote | Field | Table | Picture | Contents | Section
Placed = Heading | Table | Picture
"""What contents list and references lead to."""
Node = Inline | Block | ListItem


class Fact(_Node):
    """What a value of the frame consists of: words of the project and fields, told apart; `tag` names the value."""

    tag: str
    children: tuple[Text | Value, ...]


class Document(_Node):
    """A whole paper.

    `title` heads the paper and names it in its properties; `frame` holds the values for letterhead, header and
    footer by the tag of their content control (`dokument.vorlagennummer`), already as German text. `landscape`
    turns the pages that stand in no Section of their own.

    For the way back to the content, `facts` says where the values of `frame` come from (the title's tag is
    `dokument.titel`), and `authored` how the lines that are shown stand in the content, by JSON Pointer.
    """

    title: str
    children: tuple[Block, ...]
    author: str = ""
    subject: str = ""
    language: str = "de-DE"
    frame: tuple[tuple[str, str], ...] = ()
    landscape: bool = False
    cover: tuple[Block, ...] = ()
    pages: int = 0
    facts: tuple[Fact, ...] = ()
    authored: tuple[tuple[str, str], ...] = ()
