"""A source line for the terminal: what is invisible made visible, what is long clipped, a caret under the value."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

WIDEST = 100
"""Cells of a terminal that an excerpt takes at most, line number not counted."""
TAB = "→   "
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


class Excerpt(NamedTuple):
    """A line as shown, and where the caret goes: cells before it and cells it covers (0: no caret)."""

    text: str
    indent: int
    width: int


def excerpt(line: str, column: int, length: int) -> Excerpt:
    """The line around `length` characters from `column` (from 1) on; column 0 is a line as a whole."""
    start = min(max(column - 1, 0), len(line))
    first = max(0, start - 2 * WIDEST)
    here = line[first : start + 2 * WIDEST]
    shown = [visible(character) for character in here]
    widths = [cells(text) for text in shown]
    begin = start - first
    left, right = _window(widths, begin)
    head = "…" if first or left else ""
    tail = "…" if right < len(shown) or first + len(here) < len(line) else ""
    text = f"{head}{''.join(shown[left:right])}{tail}".rstrip()
    if not column:
        return Excerpt(text, 0, 0)
    covered = sum(widths[begin : min(begin + length, right)])
    return Excerpt(text, len(head) + sum(widths[left:begin]), max(1, covered))


def _window(widths: Sequence[int], start: int) -> tuple[int, int]:
    """Which characters are shown: a third of the room before the caret, the rest behind it, none wasted."""
    if sum(widths) <= WIDEST:
        return 0, len(widths)
    room = WIDEST - 2  # for the signs that say that something is left out
    left = right = start
    used = 0
    while left and used + widths[left - 1] <= room // 3:
        left -= 1
        used += widths[left]
    while right < len(widths) and used + widths[right] <= room:
        used += widths[right]
        right += 1
    while left and used + widths[left - 1] <= room:
        left -= 1
        used += widths[left]
    return left, right


def visible(character: str) -> str:
    """A character as a terminal may get it: a tab as an arrow, an invisible or steering one by its number."""
    if character.isprintable():
        return character
    if character == "\t":
        return TAB
    return f"U+{ord(character):04X}" if unicodedata.category(character) in _HIDDEN else character


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: letters of East Asia and most pictures two, accents none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
