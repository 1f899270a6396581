"""On which page everything stands: lays a paper out as Word does, with numbers only.

Word files carry their page numbers as results of fields, and nobody should have to update fields to see the right
ones. So the lines of each paragraph are counted and stacked to pages here. `docs/entscheidungen/0009` says why, and
how close it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.boxes import BoxMaker
from vorlagenwerk.basics.typesetting.flow import Box, Pages
from vorlagenwerk.basics.typesetting.letterhead import Logo
from vorlagenwerk.basics.typesetting.look import Look, Stroke
from vorlagenwerk.basics.typesetting.sections import Run, runs
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

_RUNNING_HEAD = "kopfzeile_"
"""How the roles of the lines above the text begin on all pages but the first; their tags end like the roles."""
_SEPARATOR = 117


def paginate(document: Document, look: Look) -> Document:
    """The document with the page of each heading, picture and part of a table, and with the number of its pages."""
    maker = BoxMaker(look, list(places((*document.cover, *document.children))))
    pages = Pages(_SEPARATOR)
    _fill(document, look, maker, pages)
    found, parts = iter([str(page) for page in pages.found]), iter(maker.parts)
    cover = _with_pages(document.cover, found, parts)
    children = _with_pages(document.children, found, parts)
    document = replace(document, cover=cover, children=children, pages=pages.number)
    return _with_references(document) if maker.has_page_references else document


def _fill(document: Document, look: Look, maker: BoxMaker, pages: Pages) -> None:
    """Put everything on pages, in the order of reading."""
    all_runs = runs(document.children, landscape=document.landscape)
    if not all_runs and not document.cover:
        all_runs = [Run(document.landscape, "a4", ())]
    heads = _Heads(maker, look, dict(document.frame))
    if document.cover:
        maker.page = look.page.sheet(landscape=document.landscape)
        pages.begin(heads.first_room(), maker.page.text_height)
        _add_all(pages, [maker.paragraph(document.title, "deckblatt_titel")])
        _add_all(pages, maker.boxes(document.cover))
    for number, (landscape, paper, blocks) in enumerate(all_runs):
        maker.page = look.page.sheet(landscape=landscape, paper=paper)
        running = heads.running_room()
        if number == 0 and not document.cover:
            pages.begin(heads.first_room(), running)
            _add_all(pages, [maker.paragraph(document.title, "titel")])
        else:
            pages.begin(running, running)
        _add_all(pages, maker.boxes(blocks))
    pages.end()


def _add_all(pages: Pages, boxes: Iterable[Box]) -> None:
    for box in boxes:
        pages.add(box)


class _Heads(NamedTuple):
    """Measures the lines above the text: a head that is higher than the top margin pushes the text down."""

    maker: BoxMaker
    look: Look
    values: dict[str, str]

    def first_room(self) -> int:
        """Height of the text on the first page, below the letterhead."""
        head = self.look.letterhead
        heights = []
        for line in head.lines:
            if isinstance(line, Logo):
                heights.append(_Height(0, 0 if line.floats else line.height, 0))
            elif text := line.text(self.values):
                heights.append(self._height(text, line.role))
        return self._room(heights, max((logo.height for logo in head.beside if not logo.floats), default=0))

    def running_room(self) -> int:
        """Height of the text on other pages, below the running header; lines without a value have gone."""
        said = ((self.values.get(f"dokument.{role.removeprefix(_RUNNING_HEAD)}", ""), role)
                for role in self.look.roles if role.startswith(_RUNNING_HEAD))  # fmt: skip
        return self._room((self._height(text, role) for text, role in said if text), 0)

    def _height(self, text: str, role: str) -> _Height:
        line, look = self.maker.paragraph(text, role), self.look.role(role)
        return _Height(line.before, line.whole + _thickness(look.above) + _thickness(look.below), line.after)

    def _room(self, lines: Iterable[_Height], least: int) -> int:
        page = self.maker.page
        if page.top < 0:  # a margin that no head may move
            return page.text_height
        end = after = 0
        for line in lines:
            end += max(after, line.before) + line.whole
            after = line.after
        return page.text_height - max(page.header + max(end + after, least) - page.top, 0)


class _Height(NamedTuple):
    """A line of a head with the room around it."""

    before: int
    whole: int
    after: int


def _thickness(stroke: Stroke) -> int:
    return round((stroke.thickness + stroke.space) * 20) if stroke.thickness else 0


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
