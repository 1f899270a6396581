"""Page geometry: paper and margins, upright and in landscape, and the mark-up that changes the paper."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.data.tree import Block, Section
from vorlagenwerk.writers.pdf.look import A4, Margins

POINTS = 72 / 2.54
"""Points in a centimetre."""
_NARROWEST = 56.7

Run = tuple[bool, tuple[Block, ...]]
"""Blocks on one kind of paper: whether it is landscape, and the blocks."""


class Page(NamedTuple):
    """The paper of a run of pages."""

    margins: Margins
    landscape: bool

    @classmethod
    def of(cls, margins: Margins, *, landscape: bool) -> Page:
        """The page for a run; `margins` are those of upright paper."""
        return cls(margins.turned() if landscape else margins, landscape)

    @property
    def text_width(self) -> float:
        """Room between left and right margin in points; never nothing."""
        return max((A4[self.landscape] - self.margins.left - self.margins.right) * POINTS, _NARROWEST)

    @property
    def text_height(self) -> float:
        """Room between top and bottom margin in points; never nothing."""
        return max((A4[not self.landscape] - self.margins.top - self.margins.bottom) * POINTS, _NARROWEST)

    def markup(self) -> str:
        """The rule that begins a new page of this kind."""
        top, right, bottom, left, _, _ = self.margins
        turned = "true" if self.landscape else "false"
        sides = f"top:{top:g}cm,right:{right:g}cm,bottom:{bottom:g}cm,left:{left:g}cm"
        return f"#set page(flipped:{turned},margin:({sides}))\n"


def runs(blocks: tuple[Block, ...], *, landscape: bool = False) -> list[Run]:
    """The blocks cut where the paper changes; a section inside a section ends the outer one for its length."""
    found: list[Run] = []
    open_run: list[Block] = []
    for block in blocks:
        if not isinstance(block, Section):
            open_run.append(block)
            continue
        if open_run:
            found.append((landscape, tuple(open_run)))
            open_run = []
        found += runs(block.children, landscape=block.landscape)
    return [*found, (landscape, tuple(open_run))] if open_run else found
