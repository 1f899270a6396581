"""The mark-up that changes the paper."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.pages import Page

TWIPS = 20
"""Twips in a point."""


def page_rule(page: Page) -> str:
    """The rule that begins a new page of this kind; sizes in points."""
    # a negative margin is one that the header may not move; the gutter is for binding
    left, right = ("inside", "outside") if page.is_mirrored else ("left", "right")
    margins = {"top": page.top, right: page.right, "bottom": page.bottom, left: page.left + page.gutter}
    sides = ",".join(f"{side}:{abs(length) / TWIPS:g}pt" for side, length in margins.items())
    return f"#set page(width:{page.width / TWIPS:g}pt,height:{page.height / TWIPS:g}pt,margin:({sides}))\n"
