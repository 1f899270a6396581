"""On which page everything stands: lays a paper out as Word does, with numbers only.

Word files carry their page numbers as results of fields, and nobody should have to update fields to see the right
ones. So the lines of each paragraph are counted and stacked to pages here. `docs/entscheidungen/0009` says why, and
how close it comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from vorlagenwerk.basics.typesetting.boxes import BoxMaker
from vorlagenwerk.basics.typesetting.filling import boxes_on
from vorlagenwerk.basics.typesetting.flow import Pages
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.tree import (
    Block,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Note,
    PageReference,
    Paragraph,
    Part,
    Picture,
    Row,
    Strong,
    Table,
)
from vorlagenwerk.data.walking import places, with_blocks


def paginate(document: Document, look: Look) -> Document:
    """The document with the page of each heading, picture and part of a table, as it is numbered, and their total."""
    maker = BoxMaker(look, list(places((*document.cover, *document.children))))
    pages = Pages()
    for box in boxes_on(pages, document, look, maker):
        pages.add(box)
    pages.end()
    found, parts = iter([look.page_numbers.shown(page) for page in pages.found]), iter(maker.parts)
    cover = _with_pages(document.cover, found, parts)
    children = _with_pages(document.children, found, parts)
    document = replace(document, cover=cover, children=children, pages=pages.number)
    return _with_references(document) if maker.has_page_references else document


def _with_pages(
    blocks: tuple[Block, ...], found: Iterator[str], parts: Iterator[tuple[Part, ...]]
) -> tuple[Block, ...]:
    """The blocks with the pages of their places, taken one by one in the order of reading."""
    changed: list[Block] = []
    for block in blocks:
        match block:
            case Heading() | Picture():
                changed.append(replace(block, page=next(found)))
            case Table():
                printed = tuple(part._replace(page=next(found)) for part in next(parts))
                changed.append(replace(block, parts=printed))
            case _:
                changed.append(with_blocks(block, partial(_with_pages, found=found, parts=parts)))
    return tuple(changed)


def _with_references(document: Document) -> Document:
    """The document with the page numbers that its references show."""
    pages: dict[str, str] = {}
    for place in places((*document.cover, *document.children)):
        page = place.parts[0].page if isinstance(place, Table) else place.page
        pages.setdefault(place.ident, page)
    return replace(document, cover=_referring(document.cover, pages), children=_referring(document.children, pages))


def _referring(blocks: tuple[Block, ...], pages: Mapping[str, str]) -> tuple[Block, ...]:
    changed: list[Block] = []
    for block in blocks:
        match block:
            case Heading(_, children) | Paragraph(children):
                changed.append(replace(block, children=_shown(children, pages)))
            case Table(rows=rows):
                changed.append(replace(block, rows=tuple(_row(row, pages) for row in rows)))
            case _:
                changed.append(with_blocks(block, partial(_referring, pages=pages)))
    return tuple(changed)


def _row(row: Row, pages: Mapping[str, str]) -> Row:
    if all(type(cell) is str for cell in row.cells):
        return row
    return row._replace(cells=tuple(cell if isinstance(cell, str) else _shown(cell, pages) for cell in row.cells))


def _shown(inlines: tuple[Inline, ...], pages: Mapping[str, str]) -> tuple[Inline, ...]:
    return tuple(_shown_one(inline, pages) for inline in inlines)


def _shown_one(inline: Inline, pages: Mapping[str, str]) -> Inline:
    match inline:
        case PageReference(ident):
            return replace(inline, page=pages.get(ident, ""))
        case Strong(children) | Emphasis(children) | Foreign(_, children) | Note(children):
            return replace(inline, children=_shown(children, pages))
        case _:
            return inline
