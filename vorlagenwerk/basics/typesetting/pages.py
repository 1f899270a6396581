"""Sheets of paper and the room for text on them, in twips (a twentieth of a point)."""

from __future__ import annotations

from typing import NamedTuple

A4 = (11906, 16838)
A3 = (16838, 23811)
_TOLERANCE = 30
_NARROWEST = 1134


class Page(NamedTuple):
    """The paper of a section and the room for text on it, in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    gutter: int
    is_mirrored: bool = False
    """Whether even pages have left and right margin the other way round, for printing on both sides."""

    @property
    def text_width(self) -> int:
        """Room between left and right margin; never nothing, whatever margins someone has set."""
        return max(self.width - self.left - self.right - self.gutter, _NARROWEST)

    @property
    def text_height(self) -> int:
        """Room between top and bottom margin; a negative margin is one that the header may not move."""
        return self.height - abs(self.top) - abs(self.bottom)

    @property
    def is_a4(self) -> bool:
        """Whether the paper is A4, in either direction."""
        short, long = sorted((self.width, self.height))
        return abs(short - A4[0]) < _TOLERANCE and abs(long - A4[1]) < _TOLERANCE

    def turned(self) -> Page:
        """The same sheet in landscape: the binding edge goes to the top, the sides take the smaller margin."""
        if self.width > self.height:
            return self
        side = min(self.left, self.right)
        top = self.top if self.top < 0 else max(self.top, self.left)
        return Page(self.height, self.width, top, side, self.bottom, side, self.header, self.footer, self.gutter)

    def sheet(self, *, landscape: bool, paper: str = "a4") -> Page:
        """The sheet for a section: turned where it lies in landscape, larger where it is to be A3."""
        page = self._replace(width=A3[0], height=A3[1]) if paper == "a3" else self
        return page.turned() if landscape else page
