"""Text in drawings: how wide it is, and where its lines end."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.hyphens import break_points
from vorlagenwerk.basics.typesetting.metrics import letter_widths

LEAST_SIZE = 8.0
"""Size of the smallest text in points: what is read in print without effort."""
LEADING = 1.2
"""Distance of lines in font sizes."""
_ASCENT = 0.76
"""How far the first line stands below the upper edge of its text, in font sizes."""
_LEAST_TAIL = 7
"""Letters of the second part of a word: a shorter one seldom is a word of its own."""
_SPARE = 1.02
"""Programs place letters on whole pixels; text that just fits would touch the edge."""


class Font(NamedTuple):
    """How text runs: `width` says how wide it is compared with Arial."""

    width: float = 1.0

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """Width of the text on one line in points."""
        return sum(letter_widths(text, bold=bold)) / 1000 * size * self.width * _SPARE

    def wrap(self, text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
        """The lines of the text, none wider than `room` unless a single letter is."""
        lines = [""]
        for piece in _gaps().split(text.strip()):
            while True:
                if self.measure((lines[-1] + piece).rstrip(), size, bold=bold) <= room:
                    lines[-1] += piece
                    break
                if lines[-1]:
                    lines.append("")
                    continue
                head, piece = self._divided(piece, room, size, bold)
                lines[-1] = head
                if not piece.strip():
                    break
                lines.append("")
        return [line.strip() for line in lines if line.strip()]

    def _divided(self, word: str, room: float, size: float, bold: bool) -> tuple[str, str]:
        """A word that is longer than a line, in two: with a hyphen between syllables, or else anywhere."""
        letters = re.match(r"[^\W\d_]*", word)
        points = [
            point
            for point in break_points(letters[0] if letters else "")
            if self.measure(word[:point] + "-", size, bold=bold) <= room
        ]
        if points:  # rather at the seam of a compound than just before its last syllable
            point = next((point for point in reversed(points) if len(word) - point >= _LEAST_TAIL), points[-1])
            return word[:point] + "-", word[point:]
        fitting = 1
        while fitting < len(word) and self.measure(word[: fitting + 1], size, bold=bold) <= room:
            fitting += 1
        return word[:fitting], word[fitting:]


@cache
def _gaps() -> re.Pattern[str]:
    """Where a line may end: behind blanks, and behind a dash or slash within a word, unless a figure follows."""
    return re.compile(r"(?<=\s)(?=\S)|(?<=\w[/–-])(?=[^\W\d])")


class Line(NamedTuple):
    """A line of text; `x` is its middle or, where `anchor` says so, its start or end, `y` its base line."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    anchor: str = "middle"

    def left(self, font: Font) -> float:
        """Where the line begins."""
        width = font.measure(self.text, self.size, bold=self.bold)
        return {"start": self.x, "end": self.x - width}.get(self.anchor, self.x - width / 2)


def height_of(count: int, size: float) -> float:
    """How high so many lines of text are."""
    return count * size * LEADING


def set_lines(
    texts: list[str], x: float, top: float, size: float, *, bold: bool = False, anchor: str = "middle"
) -> list[Line]:
    """The lines below each other from `top` on."""
    return [
        Line(x, top + (number * LEADING + (LEADING - 1) / 2 + _ASCENT) * size, text, size, bold, anchor)
        for number, text in enumerate(texts)
    ]
