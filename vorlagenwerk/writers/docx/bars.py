"""What is drawn beside and behind quotations and boxes, kept in its place where a list in them stands further in."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.stylesheet import StyleSheet

_BORDER = "w:pPr/w:pBdr/w:left"
_FARTHEST = 31
"""Points that Word allows between text and border."""


class Bar(NamedTuple):
    """The left border of a style, and the indents of its paragraphs in twips."""

    border: dict[str, str]
    left: int
    right: int

    def beside(self, left: int) -> str:
        """The `w:pBdr` that leaves the border where it is beside lines that begin at `left`; "" where it is there."""
        if not self.border or left <= self.left:
            return ""
        space = whole_number(self.border.get("w:space", ""), 0) + (left - self.left) // 20
        said = self.border | {"w:space": str(min(space, _FARTHEST))}
        attributes = " ".join(f'{name}="{attribute(value)}"' for name, value in said.items())
        return f"<w:pBdr><w:left {attributes}/></w:pBdr>"


def bar_of(sheet: StyleSheet, ident: str) -> Bar:
    """What the style of a quotation says of its border and its indents."""
    said = sheet.properties(ident)
    indents = said.get("w:pPr/w:ind", {})
    left, right = (whole_number(indents.get(side, ""), 0) for side in ("w:left", "w:right"))
    return Bar(dict(said.get(_BORDER, {})), max(left, 0), max(right, 0))
