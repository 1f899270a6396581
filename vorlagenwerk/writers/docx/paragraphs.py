"""Paragraphs: the pieces that the text of a document is made of, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vorlagenwerk.data.tree import Block, Field, Paragraph, Quote

if TYPE_CHECKING:
    from vorlagenwerk.writers.docx.boxes import Box


class ParagraphMarkup(NamedTuple):
    """A paragraph that can still take up the properties of the section that it ends."""

    properties: str
    content: str
    mark: str = ""
    """The `w:rPr` of its end."""

    def render(self, section: str = "") -> str:
        """The `w:p`."""
        inner = self.properties + self.mark + section
        head = f"<w:pPr>{inner}</w:pPr>" if inner else ""
        return f"<w:p>{head}{self.content}</w:p>"


Piece = str | bytes | ParagraphMarkup

SLIVER = ParagraphMarkup(
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
    "",
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>',
)
"""A paragraph without height: Word needs one between two tables, behind the last one, and where a list ends."""


class Surroundings(NamedTuple):
    """Where a block stands: the role of plain paragraphs, their indent in twips, how deep lists nest, in which box."""

    role: str = "standard"
    indent: int = 0
    depth: int = 0
    is_item_head: bool = False
    """Whether the next paragraph is the first of a list item and carries its bullet or number."""
    label: str = ""
    """The `w:numPr` of that paragraph; "" where its style brings the bullet along."""
    hanging: int = 0
    """How far the bullet or number stands out, in twips."""
    is_wider: bool = False
    """Whether that is further than the list says."""
    box: Box | None = None
    begins_box: bool = False
    ends_box: bool = False


def begins_with_paragraph(blocks: tuple[Block, ...]) -> bool:
    """Whether the first thing in a list item can carry its bullet."""
    first = blocks[0] if blocks else None
    if isinstance(first, (Quote, Field)):
        return begins_with_paragraph(first.children)
    return isinstance(first, Paragraph)
