"""Blocks as paragraphs and tables, in reading order, piece by piece."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from vorlagenwerk.basics.typesetting.callouts import adjoins, is_kept
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
from vorlagenwerk.writers.docx.boxes import Box, Surroundings, box_of
from vorlagenwerk.writers.docx.captions import Captions
from vorlagenwerk.writers.docx.controls import END, Controls, may_name
from vorlagenwerk.writers.docx.inlines import InlineWriter
from vorlagenwerk.writers.docx.notes import Notes
from vorlagenwerk.writers.docx.numbering import DocumentNumbering
from vorlagenwerk.writers.docx.outline import Outline
from vorlagenwerk.writers.docx.paragraphs import (
    BETWEEN_TABLES,
    SLIVER,
    ParagraphMarkup,
    Piece,
    begins_with_paragraph,
)
from vorlagenwerk.writers.docx.relations import Relations
from vorlagenwerk.writers.docx.roles import HEADINGS
from vorlagenwerk.writers.docx.runs import PLAIN, RunLook
from vorlagenwerk.writers.docx.styles_used import StylesUsed
from vorlagenwerk.writers.docx.tables import NO_FRAME, table_markup
from vorlagenwerk.writers.docx.targets import Targets, labelled
from vorlagenwerk.writers.docx.template import StyleTemplate

if TYPE_CHECKING:
    from vorlagenwerk.writers.docx.pictures import Pictures

_SPACE_AFTER_TABLE = '<w:spacing w:before="160"/>'
"""Word's tables have no space below them; the paragraph that follows brings it."""
_CLOSE_BELOW_TABLE = '<w:spacing w:before="0"/>'
"""What parts a box from the space above it would part it from its table too."""
_LISTS = ("aufzaehlung", "nummerierung")


class BlockWriter:
    """Writes the blocks of one document; holds what is counted across it."""

    def __init__(self, document: Document, template: StyleTemplate) -> None:
        self.styles = StylesUsed(template)
        self.numbering = DocumentNumbering(template.numbering, template.roles, template.sheet)
        self.relations = Relations(frozenset(relation.ident for relation in template.relations))
        self.notes = Notes(template.notes, self.styles)
        self.pictures: Pictures | None = None
        """The pictures of the document, once there is one."""
        targets, controls = Targets(document, self.numbering.numbers), Controls(dict(document.authored))
        self._inlines = InlineWriter(self.styles, targets, self.notes, self.relations, controls)
        self._bookmarks, self._controls = self._inlines.bookmarks, self._inlines.controls
        self._outline = Outline(document)
        self._captions = Captions(self.styles, self._bookmarks, self._outline)
        self._document, self._template = document, template
        self._is_after_table = False
        self._boxes: dict[str, Box] = {}
        self._is_apart = False
        """Whether the last box was kept from joining the one above it."""

    @property
    def problems(self) -> list[Problem]:
        """What came up while writing."""
        return self.styles.problems

    def title(self, line: tuple[Inline, ...], role: str) -> ParagraphMarkup:
        """The document's title at its head."""
        return ParagraphMarkup(self.styles.paragraph(role), self.runs(line))

    def runs(self, line: tuple[Inline, ...], look: RunLook = PLAIN) -> str:
        """The runs of a line, also of one outside the text, as in the letterhead."""
        return self._inlines.write(line, look)

    def blocks(self, blocks: tuple[Block, ...], page: Page, *, ends_document: bool) -> Iterator[Piece]:
        """The paragraphs and tables of a section; the last one never ends in a table, as Word wants it."""
        self._is_after_table = False
        yield from self._blocks(blocks, page, Surroundings())
        if self._is_after_table and ends_document:
            yield SLIVER

    def _blocks(self, blocks: tuple[Block, ...], page: Page, around: Surroundings) -> Iterator[Piece]:
        ends_box, above = around.ends_box, None
        for number, block in enumerate(blocks, 1):
            if ends_box:
                around = around._replace(ends_box=number == len(blocks))
            match block:
                case Heading():
                    yield self._heading(block, around)
                case Paragraph(children, role):
                    yield self._paragraph(children, role, around)
                case List():
                    yield from self._list(block, page, around)
                case Quote():
                    self._is_apart = adjoins(above, block) and not self._is_apart
                    yield from self._quote(block, page, around)
                case Field():
                    yield from self._field(block, page, around)
                case Table():
                    yield from self._table(block, page, around)
                case Picture():
                    yield from self._picture(block, page, around)
                case Contents():
                    yield from self._contents(block, page)
                case Section(children):
                    yield from self._blocks(children, page, around)
            above = block
            # bullet or number belong to the first paragraph alone
            around = around._replace(is_item_head=False, label="", begins_box=False)

    def _heading(self, heading: Heading, around: Surroundings) -> ParagraphMarkup:
        style = self.styles.paragraph(HEADINGS[min(heading.level, len(HEADINGS)) - 1])
        number = (
            self.numbering.heading(heading.level, heading.counts) if heading.numbered else self.numbering.no_number()
        )
        label, rest = labelled(heading)
        content = self._bookmarks.around(heading.ident, self._inlines.write(label)) + self._inlines.write(rest)
        self._is_after_table = False
        piece = ParagraphMarkup(style + number, self._bookmarks.listed(self._outline.next_mark("inhalt"), content))
        return around.box.around(piece) if around.box and not heading.numbered else piece

    def _paragraph(self, children: tuple[Inline, ...], role: str, around: Surroundings) -> ParagraphMarkup:
        if around.box and role in ("standard", around.role):
            return self._boxed(children, around, around.box)
        indent, label = "", around.label
        if role == "standard":
            role = around.role
            if around.depth and not around.is_item_head:
                role = "listenfortsetzung" if role in _LISTS else role
                indent = f'<w:ind w:left="{around.indent}" w:firstLine="0"/>'
        elif around.indent and not around.is_item_head:
            indent = f'<w:ind w:left="{around.indent + self._box(role).left}"/>'
        if around.is_item_head and (role not in _LISTS or around.is_wider):
            label = label or self.numbering.bulleted_list(0, by_style=False)
            indent = f'<w:ind w:left="{around.indent}" w:hanging="{around.hanging}"/>'
        properties = self.styles.paragraph(role) + label + self._spacing() + indent
        return ParagraphMarkup(properties, self._inlines.write(children))

    def _boxed(self, children: tuple[Inline, ...], around: Surroundings, box: Box) -> ParagraphMarkup:
        """A paragraph or list item of a quotation or call-out."""
        is_own = around.role == box.role
        kept = "<w:keepNext/>" if box.is_kept and not around.ends_box else ""
        before, indent = self._placed(around, box, is_own=is_own)
        spacing = self._spacing(_CLOSE_BELOW_TABLE)
        spacing = box.list_spacing(around) if around.depth > box.depth else spacing
        return ParagraphMarkup(
            self.styles.paragraph(around.role) + kept + before + spacing + indent, self._inlines.write(children)
        )

    def _placed(self, around: Surroundings, box: Box, *, is_own: bool) -> tuple[str, str]:
        """Label, border and ground of a paragraph in a box, and its `w:ind`."""
        label = around.label
        if not label and box.drawn and around.indent > box.left:
            label = self.numbering.blank_label()
        hanging = around.hanging if around.is_item_head else 0
        return label + ("" if is_own else box.drawn), box.indent(around.indent, hanging, in_own_style=is_own)

    def _box(self, role: str) -> Box:
        """What the style of a role draws."""
        if role not in self._boxes:
            # imported here because many papers have no quotation and every start would pay for it
            self._boxes[role] = box_of(self._template.sheet, role, self._template.roles)
        return self._boxes[role]

    def _quote(self, quote: Quote, page: Page, around: Surroundings) -> Iterator[Piece]:
        box = self._box(quote.role)
        if around.is_item_head:
            inside = around._replace(role=quote.role)
        elif around.box and quote.role == "zitat":
            inside = around._replace(role=quote.role, indent=around.indent + box.left)
        else:
            kept = is_kept(quote, box.keeps_lines)
            box = box.entered(around.indent, around.depth, is_kept=kept, is_apart=self._is_apart)
            inside = Surroundings(quote.role, box.left, around.depth, box=box, begins_box=True, ends_box=True)
        yield from self._blocks(quote.children, page, inside)

    def _spacing(self, below_table: str = _SPACE_AFTER_TABLE) -> str:
        spacing = below_table if self._is_after_table else ""
        self._is_after_table = False
        return spacing

    def _list(self, block: List, page: Page, around: Surroundings) -> Iterator[Piece]:
        depth, box = around.depth, around.box
        role, blanks = "nummerierung" if block.ordered else "aufzaehlung", 0
        left, hanging = self.numbering.position(depth, ordered=block.ordered)
        wider = self.numbering.wider(depth, block.start, len(block.items)) if block.ordered else 0
        left, hanging = left + wider, hanging + wider
        if box:
            role, step = around.role, left - self._outside(box.depth, ordered=block.ordered)
            left = box.left + max(step, hanging)
            blanks = round((left - hanging - box.left) / box.blank) if box.drawn else 0
        if block.ordered:
            label = self.numbering.ordered_list(depth, block.start, blanks)
        else:
            label = self.numbering.bulleted_list(depth, blanks, by_style=not box)
        inside = Surroundings(role, left, depth + 1, True, label, hanging, wider > 0, box)
        for number, item in enumerate(block.items, 1):
            if box:
                begins, ends = around.begins_box and number == 1, around.ends_box and number == len(block.items)
                inside = inside._replace(begins_box=begins, ends_box=ends)
            here = inside
            if not begins_with_paragraph(item.children):
                yield self._paragraph((), "standard", inside._replace(ends_box=False))
                here = inside._replace(is_item_head=False, label="", begins_box=False)
            yield from self._blocks(item.children, page, here)

    def _outside(self, depth: int, *, ordered: bool) -> int:
        """Where the text of the list begins that a box stands in, so many levels deep."""
        return self.numbering.position(depth - 1, ordered=ordered)[0] if depth else 0

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

    def _table(self, table: Table, page: Page, around: Surroundings) -> Iterator[Piece]:
        indent, box = around.indent, around.box
        room = page.text_width - indent - (box.right if box else 0)
        parts = plan_parts(table, room, self.styles.half_points("tabellentext"))
        is_long = sum(part.height for part in parts) > page.text_height * 0.9
        for number, layout in enumerate(parts):
            title, caption = self._captions.caption(table, parts, number, is_long=is_long)
            if caption:
                yield box.around(caption, is_above_table=True) if box else caption
            elif self._is_after_table:
                yield BETWEEN_TABLES
            if not caption and table.ident:
                yield self._bookmarks.around(table.ident, "")
            frame = NO_FRAME
            if box and around.depth == box.depth:
                has_above, has_below = bool(number or caption), number + 1 < len(parts)
                fills = not self.styles.fills_head(table.role)
                frame = box.frame(around, has_above=has_above, has_below=has_below, fills_head=fills)
            yield from table_markup(table, layout, title, self.styles, self._inlines, indent, frame)
            self._is_after_table = True

    def _contents(self, contents: Contents, page: Page) -> Iterator[Piece]:
        # imported here because few papers have one and every start would pay for it
        from vorlagenwerk.writers.docx.contents import ContentsWriter

        # a list without entries does not keep two tables apart
        for piece in ContentsWriter(self._document, self.styles, self.numbering, self._controls).write(contents, page):
            self._is_after_table = False
            yield piece

    def _picture(self, picture: Picture, page: Page, around: Surroundings) -> Iterator[Piece]:
        box = around.box
        kept = "<w:keepNext/>" if picture.caption or (box and box.is_kept and not around.ends_box) else ""
        before, indent = "", f'<w:ind w:left="{around.indent}" w:firstLine="0"/>' if around.depth else ""
        if box:
            before, indent = self._placed(around, box, is_own=False)
        properties = self.styles.paragraph("abbildung") + kept + before + self._spacing() + indent
        content = self._drawing(picture, page, around)
        if not picture.caption or not picture.number:
            content = self._bookmarks.around(picture.ident, content)
        yield ParagraphMarkup(properties, content)
        if picture.caption:
            caption = self._captions.below(picture)
            yield box.around(caption) if box else caption

    def _drawing(self, picture: Picture, page: Page, around: Surroundings) -> str:
        if self.pictures is None:
            from vorlagenwerk.writers.docx.pictures import Pictures

            folder, taken = posixpath.dirname(self._template.main), (part.name for part in self._template.kept)
            self.pictures = Pictures(folder, taken, self.relations)
        return self.pictures.run(picture, page, around.indent + (around.box.right if around.box else 0))
