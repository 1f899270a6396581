"""Paragraphs: the pieces that the text of a document is made of."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.data.tree import Block, Field, Paragraph, Quote


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
BETWEEN_TABLES = SLIVER._replace(properties=SLIVER.properties.replace('w:before="0"', 'w:before="160"'))
"""The same with the space that stands below tables."""


def begins_with_paragraph(blocks: tuple[Block, ...]) -> bool:
    """Whether the first thing in a list item can carry its bullet."""
    first = blocks[0] if blocks else None
    if isinstance(first, (Quote, Field)):
        return begins_with_paragraph(first.children)
    return isinstance(first, Paragraph)
