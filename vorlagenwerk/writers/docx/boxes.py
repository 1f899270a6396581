"""Quotations and call-outs: paragraphs, list items and pictures that share what one style draws around them.

Word and LibreOffice join the borders and grounds of neighbouring paragraphs only where borders are equal and the
leftmost edges too, that of a hanging first line included. So every paragraph of a box begins at its left edge: what
stands further in hangs by its whole distance, behind its bullet or number, or behind a label without a sign.
"""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.basics.typesetting.metrics import line_width
from vorlagenwerk.writers.docx.appearance import is_on
from vorlagenwerk.writers.docx.inheritance import Properties, whole_number
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.paragraphs import ParagraphMarkup
from vorlagenwerk.writers.docx.stylesheet import StyleSheet

_SIDES = ("top", "left", "bottom", "right")


class Box(NamedTuple):
    """The look of a role as the box that it draws; lengths are twips."""

    role: str
    left: int
    """Where its text begins."""
    right: int
    drawn: str
    """Border and ground for paragraphs in other styles; "" where the style draws nothing."""
    blank: int
    """Width of a blank in its letters."""
    keeps_lines: bool
    """Whether its style wants no page to end inside a paragraph."""
    depth: int = 0
    """How deep the lists are that it stands in."""
    is_kept: bool = False
    """Whether it stays on one page."""

    def indent(self, left: int, hanging: int = 0, *, in_own_style: bool = False) -> str:
        """The `w:ind` of lines that begin at `left`, the first of them at the box's left edge."""
        if self.drawn:
            hanging = max(left - self.left, 0)
        if in_own_style and left == self.left and not hanging and not self.depth:
            return ""
        first = f'w:hanging="{hanging}"' if hanging else 'w:firstLine="0"'
        right = "" if in_own_style else f' w:right="{self.right}"'
        return f'<w:ind w:left="{left}"{right} {first}/>'

    def around(self, piece: ParagraphMarkup) -> ParagraphMarkup:
        """A paragraph in a style of its own, such as a caption, that stands in the box."""
        head, spacing, rest = piece.properties.partition("<w:spacing ")
        return piece._replace(properties=f"{head}{self.drawn}{spacing}{rest}{self.indent(self.left)}")


def box_of(sheet: StyleSheet, role: str, ident: str) -> Box:
    """What a style draws, and where its text stands."""
    said = sheet.properties(ident) if ident else {}
    indents = said.get("w:pPr/w:ind", {})
    left, right = (max(whole_number(indents.get(side, ""), 0), 0) for side in ("w:left", "w:right"))
    size = whole_number(said.get("w:rPr/w:sz", {}).get("w:val", ""), 20)
    blank = max(round(line_width(" ", bold=False) * size / 100), 1)
    return Box(role, left, right, _drawn(said), blank, is_on(said, "w:pPr/w:keepLines"))


def _drawn(said: Properties) -> str:
    borders = "".join(
        _element(f"w:{side}", said[f"w:pPr/w:pBdr/w:{side}"]) for side in _SIDES if f"w:pPr/w:pBdr/w:{side}" in said
    )
    shading = said.get("w:pPr/w:shd", {})
    ground = _element("w:shd", shading) if shading else ""
    return (f"<w:pBdr>{borders}</w:pBdr>" if borders else "") + ground


def _element(name: str, attributes: object) -> str:
    said = "".join(f' {key}="{attribute(value)}"' for key, value in dict(attributes).items())  # type: ignore[call-overload]
    return f"<{name}{said}/>"
