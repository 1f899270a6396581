"""The colours of drawings, taken from the look of the pages, dark or light enough to be read."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.basics.typesetting.contrast import contrast
from vorlagenwerk.basics.typesetting.families import family_of
from vorlagenwerk.basics.typesetting.look import BLACK, WHITE, Look

READABLE = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3); strokes, which need 3 (1.4.11), have the same colour as headings."""
_DARK, _LIGHT, _GREY = "1F3A55", "E6ECF2", "6B7280"


class Colors(NamedTuple):
    """Six hexadecimal digits each: headings and strokes, text, fill of boxes, quiet rules."""

    accent: str
    text: str
    fill: str
    rule: str


def colors_of(look: Look | None) -> Colors:
    """The colours of a look; those of the shipped style template where it has none that can be read."""
    if look is None:
        return Colors(_DARK, BLACK, _LIGHT, _GREY)
    text = _dark(look.role("standard").color, BLACK)
    accent = _dark(look.role("ueberschrift_1").color, _DARK)
    fill = look.head_fill
    if fill == WHITE or min(contrast(fill, text), contrast(fill, accent)) < READABLE:
        fill = _LIGHT
    return Colors(accent, text, fill, _GREY)


def _dark(color: str, otherwise: str) -> str:
    is_color = len(color) == 6 and not set(color) - set("0123456789ABCDEFabcdef")
    return color if is_color and contrast(color, WHITE) >= READABLE else otherwise


def fonts_of(look: Look | None) -> tuple[str, float]:
    """The fonts as SVG names them, the wished one first, and how much wider than Arial the widest of them is."""
    wished = look.font if look else "Arial"
    names = dict.fromkeys((wished.replace("'", ""), "Arial", "Liberation Sans", "Helvetica"))
    shown = ", ".join(f"'{name}'" if " " in name else name for name in names)
    return f"{shown}, sans-serif", max(family_of(wished).width, 1.0)
