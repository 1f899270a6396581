"""Blocks as paragraphs and tables, in reading order, piece by piece."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from vorlagenwerk.basics.typesetting.layout import plan_parts
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import (
    Block,
    Contents,
    Document,
    Field,
    Heading,
    Inline,
    List,
    Paragraph,
    Picture,
    Quote,
    Section,
    Table,
)
from vorlagenwerk.writers.docx.bars import Bar, bar_of
from vorlagenwerk.writers.docx.captions import Captions
from vorlagenwerk.writers.docx.controls import END, may_name
from vorlagenwerk.writers.docx.inlines import InlineWriter
from vorlagenwerk.writers.docx.notes import Notes
from vorlagenwerk.writers.docx.numbering import DocumentNumbering
from vorlagenwerk.writers.docx.outline import Outline
from vorlagenwerk.writers.docx.paragraphs import SLIVER, ParagraphMarkup, Piece, Surroundings, begins_with_paragraph
from vorlagenwerk.writers.docx.relations import Relations
from vorlagenwerk.writers.docx.roles import HEADINGS
from vorlagenwerk.writers.docx.runs import run
from vorlagenwerk.writers.docx.styles_used import StylesUsed
from vorlagenwerk.writers.docx.tables import table_markup
from vorlagenwerk.writers.docx.targets import Targets, labelled
from vorlagenwerk.writers.docx.template import StyleTemplate

if TYPE_CHECKING:
    from vorlagenwerk.writers.docx.pictures import Pictures

_SPACE_AFTER_TABLE = '<w:spacing w:before="160"/>'
"""Word's tables have no space below them; the paragraph that follows brings it."""


class BlockWriter:
    """Writes the blocks of one document; holds what is counted across it."""

    def __init__(self, document: Document, template: StyleTemplate) -> None:
        self.styles = StylesUsed(template)
        self.numbering = DocumentNumbering(template.numbering, template.roles)
        self.relations = Relations(frozenset(relation.ident for relation in template.relations))
        self.notes = Notes(template.notes, self.styles)
        self.pictures: Pictures | None = None
        """The pictures of the document, once there is one."""
        self._inlines = InlineWriter(self.styles, Targets(document, self.numbering.numbers), self.notes, self.relations)
        self._bookmarks, self._controls = self._inlines.bookmarks, self._inlines.controls
        self._outline = Outline(document)
        self._captions = Captions(self.styles, self._bookmarks, self._outline)
        self._document, self._template = document, template
        self._is_after_table = False

    @property
    def problems(self) -> list[Problem]:
        """What came up while writing."""
        return self.styles.problems

    def title(self, title: str, role: str) -> ParagraphMarkup:
        """The document's title at its head."""
        return ParagraphMarkup(self.styles.paragraph(role), run(title))

    def blocks(self, blocks: tuple[Block, ...], page: Page, *, ends_document: bool) -> Iterator[Piece]:
        """The paragraphs and tables of a section; the last one never ends in a table, as Word wants it."""
        self._is_after_table = False
        yield from self._blocks(blocks, page, Surroundings())
        if self._is_after_table and ends_document:
            yield SLIVER

    def _blocks(self, blocks: tuple[Block, ...], page: Page, around: Surroundings) -> Iterator[Piece]:
        for block in blocks:
            match block:
                case Heading():
                    yield self._heading(block)
                case Paragraph(children, role):
                    yield self._paragraph(children, role, around)
                case List():
                    yield from self._list(block, page, around)
                case Quote(children):
                    left = around.indent if around.depth else self._bar.left
                    yield from self._blocks(children, page, around._replace(role="zitat", indent=left))
                case Field():
                    yield from self._field(block, page, around)
                case Table():
                    yield from self._table(block, page, around.indent)
                case Picture():
                    yield from self._picture(block, page, around)
                case Contents():
                    yield from self._contents(block, page)
                case Section(children):
                    yield from self._blocks(children, page, around)
            # bullet or number belong to the first paragraph alone
            around = around._replace(is_item_head=False, label="")

    def _heading(self, heading: Heading) -> ParagraphMarkup:
        style = self.styles.paragraph(HEADINGS[min(heading.level, len(HEADINGS)) - 1])
        number = (
            self.numbering.heading(heading.level, heading.counts) if heading.numbered else self.numbering.no_number()
        )
        label, rest = labelled(heading)
        content = self._bookmarks.around(heading.ident, self._inlines.write(label)) + self._inlines.write(rest)
        self._is_after_table = False
        return ParagraphMarkup(style + number, self._bookmarks.listed(self._outline.next_mark("inhalt"), content))

    def _paragraph(self, children: tuple[Inline, ...], role: str, around: Surroundings) -> ParagraphMarkup:
        indent = bar = ""
        if role == "standard":
            role = around.role
            if around.depth and not around.is_item_head:
                role = "listenfortsetzung" if role in ("aufzaehlung", "nummerierung") else role
                indent = f'<w:ind w:left="{around.indent}" w:firstLine="0"/>'
            elif around.depth and role == "zitat":
                indent = f'<w:ind w:left="{around.indent}" w:hanging="{self._step}"/>'
            if around.depth and role == "zitat":
                bar = self._bar.beside(around.indent - (self._step if around.is_item_head else 0))
        properties = self.styles.paragraph(role) + around.label + bar + self._spacing() + indent
        return ParagraphMarkup(properties, self._inlines.write(children))

    @cached_property
    def _bar(self) -> Bar:
        style = self._template.roles.get("zitat")
        return bar_of(self._template.sheet, style.ident if style else "")

    @cached_property
    def _own_bullet(self) -> str:
        """The `w:numPr` that the style of bulleted lists brings along, for paragraphs in another style."""
        style = self._template.roles.get("aufzaehlung")
        own = style.numbering if style else None
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{own[0]}"/></w:numPr>' if own else ""

    @cached_property
    def _step(self) -> int:
        """How far a list stands in, in twips."""
        return self.numbering.indent(0, ordered=False)

    def _spacing(self) -> str:
        spacing = _SPACE_AFTER_TABLE if self._is_after_table else ""
        self._is_after_table = False
        return spacing

    def _list(self, block: List, page: Page, around: Surroundings) -> Iterator[Piece]:
        role = "nummerierung" if block.ordered else "aufzaehlung"
        depth = around.depth
        label = (
            self.numbering.ordered_list(depth, block.start) if block.ordered else self.numbering.bulleted_list(depth)
        )
        indent = self.numbering.indent(depth, ordered=block.ordered)
        if around.role == "zitat":
            role, indent = "zitat", around.indent + self._step
            label = label or self._own_bullet
        for item in block.items:
            inside = Surroundings(role, indent, depth + 1, True, label)
            if not begins_with_paragraph(item.children):
                yield self._paragraph((), "standard", inside)
                inside = inside._replace(is_item_head=False, label="")
            yield from self._blocks(item.children, page, inside)

    def _field(self, field: Field, page: Page, around: Surroundings) -> Iterator[Piece]:
        """The blocks of an authored field in a control that says where they come from."""
        pieces = self._blocks(field.children, page, around)
        # Word repairs files with controls around nothing
        first = next(pieces, None)
        if first is None:
            return
        if not may_name(field.pointer):
            yield from chain((first,), pieces)
            return
        yield self._controls.opening(field.title, field.pointer)
        yield from chain((first,), pieces)
        yield END

    def _table(self, table: Table, page: Page, indent: int) -> Iterator[Piece]:
        parts = plan_parts(table, page.text_width - indent, self.styles.half_points("tabellentext"))
        is_long = sum(part.height for part in parts) > page.text_height * 0.9
        for number, layout in enumerate(parts):
            title, caption = self._captions.caption(table, parts, number, is_long=is_long)
            if caption:
                yield caption
            elif self._is_after_table:
                yield SLIVER
            if not caption and table.ident:
                yield self._bookmarks.around(table.ident, "")
            yield from table_markup(table, layout, title, self.styles, self._inlines, indent)
            self._is_after_table = True

    def _contents(self, contents: Contents, page: Page) -> Iterator[Piece]:
        # imported here because few papers have one and every start would pay for it
        from vorlagenwerk.writers.docx.contents import ContentsWriter

        # a list without entries does not keep two tables apart
        for piece in ContentsWriter(self._document, self.styles, self.numbering, self._controls).write(contents, page):
            self._is_after_table = False
            yield piece

    def _picture(self, picture: Picture, page: Page, around: Surroundings) -> Iterator[Piece]:
        kept = "<w:keepNext/>" if picture.caption else ""
        indent = f'<w:ind w:left="{around.indent}" w:firstLine="0"/>' if around.depth else ""
        properties = self.styles.paragraph("abbildung") + kept + self._spacing() + indent
        content = self._drawing(picture, page, around)
        if not picture.caption or not picture.number:
            content = self._bookmarks.around(picture.ident, content)
        yield ParagraphMarkup(properties, content)
        if picture.caption:
            yield self._captions.below(picture)

    def _drawing(self, picture: Picture, page: Page, around: Surroundings) -> str:
        if self.pictures is None:
            from vorlagenwerk.writers.docx.pictures import Pictures

            folder, taken = posixpath.dirname(self._template.main), (part.name for part in self._template.kept)
            self.pictures = Pictures(folder, taken, self.relations)
        return self.pictures.run(picture, page, around.indent)
