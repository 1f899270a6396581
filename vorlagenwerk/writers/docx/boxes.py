"""Quotations and call-outs: paragraphs, list items and pictures that share what one style draws around them.

Word and LibreOffice join the borders and grounds of neighbouring paragraphs only where borders are equal and the
leftmost edges too, that of a hanging first line included. So every paragraph of a box begins at its left edge: what
stands further in hangs by its whole distance, behind its bullet or number, or behind a label without a sign. A table
in a box brings the box's lines and ground along in its cells, which reach out to where paragraphs have them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.metrics import line_width
from vorlagenwerk.writers.docx.appearance import is_on
from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.paragraphs import ParagraphMarkup
from vorlagenwerk.writers.docx.stylesheet import RoleStyle, StyleSheet
from vorlagenwerk.writers.docx.tables import TableFrame

_SIDES = ("top", "left", "bottom", "right")
_APART = 4
"""Twips that keep a box from joining the one above: paragraphs share their borders (ECMA-376, 17.3.1.24) only where
they begin at the same place.
"""


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
    edges: Mapping[str, Mapping[str, str]] = {}
    """What the style says of the border at each side that has one."""
    ground: str = ""
    """The `w:shd` of paragraphs and cells."""
    below_items: str = "0"
    """The space below the items of lists, in twips."""
    is_apart: bool = False
    """Whether it begins some twips further in than its style says, because a box of the same role stands above."""

    def indent(self, left: int, hanging: int = 0, *, in_own_style: bool = False) -> str:
        """The `w:ind` of lines that begin at `left`, the first of them at the box's left edge."""
        if self.drawn:
            hanging = max(left - self.left, 0)
        if in_own_style and left == self.left and not hanging and not self.depth and not self.is_apart:
            return ""
        first = f'w:hanging="{hanging}"' if hanging else 'w:firstLine="0"'
        right = "" if in_own_style else f' w:right="{self.right}"'
        return f'<w:ind w:left="{left}"{right} {first}/>'

    def entered(self, indent: int, depth: int, *, is_kept: bool, is_apart: bool) -> Box:
        """The box where it stands: so many twips further in, in so many lists."""
        left = indent + self.left + (_APART if is_apart else 0)
        return self._replace(left=left, depth=depth, is_kept=is_kept, is_apart=is_apart)

    def frame(self, around: Surroundings, *, has_above: bool, has_below: bool, fills_head: bool) -> TableFrame:
        """The lines and the ground for a table in the box; a caption or another part of it may stand above or below."""
        begins, ends = around.begins_box and not has_above, around.ends_box and not has_below
        shown = {"top": begins, "left": True, "bottom": ends, "right": True}
        borders = "".join(
            _element(f"w:{side}", {**said, "w:space": "0"}) for side, said in self.edges.items() if shown[side]
        )
        left, right = (_reach(self.edges.get(side, {})) for side in ("left", "right"))
        return TableFrame(
            f"<w:tblBorders>{borders}</w:tblBorders>" if borders else "", self.ground, left, right, fills_head
        )

    def list_spacing(self, around: Surroundings) -> str:
        """The spacing of a list in the middle of the box, whose own is meant for its ends."""
        before = "" if around.begins_box else ' w:before="0"'
        after = "" if around.ends_box else f' w:after="{self.below_items}"'
        return f"<w:spacing{before}{after}/>" if before or after else ""

    def around(self, piece: ParagraphMarkup, *, is_above_table: bool = False) -> ParagraphMarkup:
        """A paragraph in a style of its own, such as a caption, that stands in the box."""
        if is_above_table:
            piece = piece._replace(properties=f'{piece.properties}<w:spacing w:after="0"/>')
        head, spacing, rest = piece.properties.partition("<w:spacing ")
        return piece._replace(properties=f"{head}{self.drawn}{spacing}{rest}{self.indent(self.left)}")


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


def box_of(sheet: StyleSheet, role: str, styles: Mapping[str, RoleStyle]) -> Box:
    """What the style of a role draws, and where its text stands."""
    said, items = (sheet.properties(styles[name].ident) if name in styles else {} for name in (role, "aufzaehlung"))
    after = items.get("w:pPr/w:spacing", {}).get("w:after", "")
    indents = said.get("w:pPr/w:ind", {})
    left, right = (max(whole_number(indents.get(side, ""), 0), 0) for side in ("w:left", "w:right"))
    size = whole_number(said.get("w:rPr/w:sz", {}).get("w:val", ""), 20)
    blank = max(round(line_width(" ", bold=False) * size / 100), 1)
    edges = {side: said[f"w:pPr/w:pBdr/w:{side}"] for side in _SIDES if f"w:pPr/w:pBdr/w:{side}" in said}
    shading = said.get("w:pPr/w:shd", {})
    ground = _element("w:shd", shading) if shading else ""
    borders = "".join(_element(f"w:{side}", edge) for side, edge in edges.items())
    drawn = (f"<w:pBdr>{borders}</w:pBdr>" if borders else "") + ground
    return Box(
        role,
        left,
        right,
        drawn,
        blank,
        is_on(said, "w:pPr/w:keepLines"),
        edges=edges,
        ground=ground,
        below_items=after if after.isdecimal() else "0",
    )


def _reach(edge: Mapping[str, str]) -> int:
    """How far the middle of a border stands out from the text, in twips: cells have theirs on their edges."""
    return whole_number(edge.get("w:space", ""), 0) * 20 + whole_number(edge.get("w:sz", ""), 0) * 5 // 4


def _element(name: str, attributes: Mapping[str, str]) -> str:
    said = "".join(f' {key}="{attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{said}/>"
