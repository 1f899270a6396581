"""The mark-up that changes the paper."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.pages import Page

TWIPS = 20
"""Twips in a point."""


def page_rule(page: Page) -> str:
    """The rule that begins a new page of this kind; sizes in points."""
    sides = ",".join(
        f"{side}:{length / TWIPS:g}pt"
        for side, length in zip(("top", "right", "bottom", "left"), page[2:6], strict=True)
    )
    return f"#set page(width:{page.width / TWIPS:g}pt,height:{page.height / TWIPS:g}pt,margin:({sides}))\n"
