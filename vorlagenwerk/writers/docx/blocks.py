"""Blocks as paragraphs and tables, in reading order, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.layout import plan_parts
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Block, Heading, Inline, List, ListItem, Paragraph, Quote, Section, Table
from vorlagenwerk.writers.docx.captions import Captions
from vorlagenwerk.writers.docx.inlines import Bookmarks, InlineWriter
from vorlagenwerk.writers.docx.markup import run_content
from vorlagenwerk.writers.docx.numbering import DocumentNumbering
from vorlagenwerk.writers.docx.roles import HEADINGS
from vorlagenwerk.writers.docx.styles_used import StylesUsed
from vorlagenwerk.writers.docx.tables import table_markup, too_wide
from vorlagenwerk.writers.docx.template import StyleTemplate

_SPACE_AFTER_TABLE = '<w:spacing w:before="160"/>'
"""Word's tables have no space below them; the paragraph that follows brings it."""

_SLIVER = (
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
)
"""Properties of a paragraph without height: Word needs one between two tables and behind the last one."""


class ParagraphMarkup(NamedTuple):
    """A paragraph that can still take up the properties of the section that it ends."""

    properties: str
    content: str

    def render(self, section: str = "") -> str:
        """The `w:p`."""
        inner = self.properties + section
        head = f"<w:pPr>{inner}</w:pPr>" if inner else ""
        return f"<w:p>{head}{self.content}</w:p>"


Piece = str | bytes | ParagraphMarkup
SLIVER = ParagraphMarkup(_SLIVER, "")


class _Surroundings(NamedTuple):
    """Where a block stands: the role of plain paragraphs, the indent of a list item, how deep lists nest."""

    role: str = "standard"
    indent: int = 0
    depth: int = 0
    is_item_head: bool = False
    """Whether the next paragraph is the first of a list item and carries its bullet or number."""
    label: str = ""
    """The `w:numPr` of that paragraph; "" where its style brings the bullet along."""


class BlockWriter:
    """Writes the blocks of one document; holds what is counted across it."""

    def __init__(self, template: StyleTemplate) -> None:
        self.styles = StylesUsed(template.roles, template.styles, template.place)
        self.numbering = DocumentNumbering(template.numbering, template.roles)
        self.bookmarks = Bookmarks()
        taken = frozenset(relation.ident for relation in template.relations)
        self.inlines = InlineWriter(template.roles, self.bookmarks, taken)
        self._captions = Captions(self.styles, self.bookmarks)
        self._place = template.place
        self._too_wide: list[Problem] = []
        self._is_after_table = False

    @property
    def problems(self) -> list[Problem]:
        """What came up while writing."""
        return [*self.styles.problems, *self._too_wide]

    def title(self, title: str) -> ParagraphMarkup:
        """The document's title at its head."""
        return ParagraphMarkup(self.styles.paragraph("titel"), f"<w:r>{run_content(title)}</w:r>")

    def blocks(self, blocks: tuple[Block, ...], page: Page) -> Iterator[Piece]:
        """The paragraphs and tables of a section."""
        self._is_after_table = False
        yield from self._blocks(blocks, page, _Surroundings())
        if self._is_after_table:
            yield SLIVER

    def _blocks(self, blocks: tuple[Block, ...], page: Page, around: _Surroundings) -> Iterator[Piece]:
        for block in blocks:
            match block:
                case Heading():
                    yield self._heading(block)
                case Paragraph(children, role):
                    yield self._paragraph(children, role, around)
                case List():
                    yield from self._list(block, page, around)
                case Quote(children):
                    yield from self._blocks(children, page, around._replace(role="zitat"))
                case Table():
                    yield from self._table(block, page)
                case Section(children):
                    yield from self._blocks(children, page, around)
            # bullet or number belong to the first paragraph alone
            around = around._replace(is_item_head=False, label="")

    def _heading(self, heading: Heading) -> ParagraphMarkup:
        style = self.styles.paragraph(HEADINGS[min(heading.level, len(HEADINGS)) - 1])
        number = (
            self.numbering.heading(heading.level, heading.number) if heading.numbered else self.numbering.no_number()
        )
        content = self.bookmarks.around(heading.ident, self.inlines.write(heading.children))
        self._is_after_table = False
        return ParagraphMarkup(style + number, content)

    def _paragraph(self, children: tuple[Inline, ...], role: str, around: _Surroundings) -> ParagraphMarkup:
        indent = ""
        if role == "standard":
            role = around.role
            if around.depth and not around.is_item_head:
                role = "listenfortsetzung" if role in ("aufzaehlung", "nummerierung") else role
                indent = f'<w:ind w:left="{around.indent}" w:firstLine="0"/>'
        properties = self.styles.paragraph(role) + around.label + self._spacing() + indent
        return ParagraphMarkup(properties, self.inlines.write(children))

    def _spacing(self) -> str:
        spacing = _SPACE_AFTER_TABLE if self._is_after_table else ""
        self._is_after_table = False
        return spacing

    def _list(self, block: List, page: Page, around: _Surroundings) -> Iterator[Piece]:
        role = "nummerierung" if block.ordered else "aufzaehlung"
        depth = around.depth
        label = (
            self.numbering.ordered_list(depth, block.start) if block.ordered else self.numbering.bulleted_list(depth)
        )
        indent = self.numbering.indent(depth, ordered=block.ordered)
        for item in block.items:
            inside = _Surroundings(role, indent, depth + 1, True, label)
            if not _begins_with_paragraph(item):
                yield self._paragraph((), "standard", inside)
                inside = inside._replace(is_item_head=False, label="")
            yield from self._blocks(item.children, page, inside)

    def _table(self, table: Table, page: Page) -> Iterator[Piece]:
        parts = plan_parts(table, page.text_width, self.styles.half_points("tabellentext"))
        is_long = sum(part.height for part in parts) > page.text_height * 0.9
        for number, layout in enumerate(parts):
            if layout.overfull:
                self._too_wide.append(too_wide(table, layout, self._place))
            title, caption = self._captions.caption(table, parts, number, is_long=is_long)
            if caption:
                yield ParagraphMarkup(*caption)
            elif self._is_after_table:
                yield SLIVER
            if not caption and table.ident:
                yield self.bookmarks.around(table.ident, "")
            yield from table_markup(table, layout, title, self.styles, self.inlines)
            self._is_after_table = True


def _begins_with_paragraph(item: ListItem) -> bool:
    first = item.children[0] if item.children else None
    if isinstance(first, Quote):
        first = first.children[0] if first.children else None
    return isinstance(first, Paragraph)
