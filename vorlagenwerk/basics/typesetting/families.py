"""Fonts that offices use, compared with Arial: how wide their text runs and how high their lines are.

On German running text, from the fonts themselves or from fonts made to the same widths (Times New Roman, Courier New,
Arial Narrow, Palatino, Bookman, Century Schoolbook, DejaVu), from published widths for Calibri, Verdana and Segoe UI,
and estimated for the rest: close enough to count lines, not to place letters.
"""

from __future__ import annotations

from typing import NamedTuple


class Family(NamedTuple):
    """Text is `width` times as wide as in Arial; a line is `line` times the font size high."""

    width: float
    line: float


ARIAL = Family(1.0, 1.1499)

CODE_DEPTH = 0.088
"""How much further Courier New reaches below the line than Arial, in font sizes: lines with code are higher by it."""

_FAMILIES = {
    "aptos": Family(1.01, 1.277),
    "arial narrow": Family(0.82, 1.1475),
    "book antiqua": Family(1.006, 1.25),
    "bookman old style": Family(1.11, 1.172),
    "calibri": Family(0.919, 1.2207),
    "cambria": Family(0.95, 1.1724),
    "candara": Family(0.95, 1.2207),
    "carlito": Family(0.919, 1.2207),
    "caladea": Family(0.95, 1.1724),
    "century schoolbook": Family(1.054, 1.2),
    "corbel": Family(0.94, 1.2207),
    "courier new": Family(1.318, 1.1328),
    "dejavu sans": Family(1.137, 1.1641),
    "dejavu serif": Family(1.16, 1.1641),
    "franklin gothic book": Family(0.96, 1.1328),
    "garamond": Family(0.84, 1.125),
    "georgia": Family(1.0, 1.1362),
    "liberation mono": Family(1.318, 1.1328),
    "liberation serif": Family(0.909, 1.1499),
    "open sans": Family(1.05, 1.3618),
    "palatino linotype": Family(1.006, 1.3496),
    "roboto": Family(0.99, 1.1719),
    "segoe ui": Family(1.0, 1.3301),
    "tahoma": Family(0.985, 1.207),
    "times new roman": Family(0.909, 1.1499),
    "trebuchet ms": Family(0.975, 1.1611),
    "verdana": Family(1.14, 1.2153),
}


def family_of(font: str) -> Family:
    """The family by its name in Word; Arial where it is unknown."""
    return _FAMILIES.get(font.lower(), ARIAL)
