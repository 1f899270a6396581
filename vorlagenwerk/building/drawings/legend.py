"""The legend below a drawing: what boxes, lines and numbers mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vorlagenwerk.building.drawings.shapes import Badge, Head, Rect, Stroke, head
from vorlagenwerk.building.drawings.structure import badge
from vorlagenwerk.building.drawings.text import LEADING, LEAST_SIZE, Font, Line, set_lines

_SAMPLE, _AFTER, _BETWEEN = 26.0, 5.0, 16.0
_ROW = LEAST_SIZE * LEADING + 5


class Legend(NamedTuple):
    """The samples, the words beside them, and how far down they reach."""

    rects: tuple[Rect, ...]
    strokes: tuple[Stroke, ...]
    heads: tuple[Head, ...]
    badges: tuple[Badge, ...]
    lines: tuple[Line, ...]
    height: float


class Sample(NamedTuple):
    """A box (`arrows` is None) or a line in the legend, with what it means."""

    pattern: int
    text: str
    arrows: int | None = None


def legend(
    samples: Sequence[Sample], numbered: Sequence[str], left: float, width: float, top: float, font: Font
) -> Legend:
    """The samples one after the other, the texts of numbers below, from `top` on."""
    rects, strokes, heads, badges, lines = list[Rect](), list[Stroke](), list[Head](), list[Badge](), list[Line]()
    x, y = left, top
    for sample in samples:
        words = font.wrap(sample.text, width - _SAMPLE - _AFTER, LEAST_SIZE)
        needed = _SAMPLE + _AFTER + max(font.measure(line, LEAST_SIZE) for line in words)
        if x > left and x + needed > left + width:
            x, y = left, y + _ROW
        middle = y + LEAST_SIZE * LEADING / 2
        if sample.arrows is None:
            rects.append(Rect(x, middle - 5, _SAMPLE, 10, sample.pattern))
        else:
            ends = x + 6 * (sample.arrows == 2), x + _SAMPLE - 6 * (sample.arrows > 0)
            strokes.append(Stroke(((ends[0], middle), (ends[1], middle)), sample.pattern))
            heads += [head(x + _SAMPLE, middle, (1, 0))] if sample.arrows else []
            heads += [head(x, middle, (-1, 0))] if sample.arrows == 2 else []
        lines += set_lines(words, x + _SAMPLE + _AFTER, y, LEAST_SIZE, anchor="start")
        y += (len(words) - 1) * LEAST_SIZE * LEADING
        x += needed + _BETWEEN
    y += _ROW if samples else 0
    for number, text in enumerate(numbered, 1):
        sign = badge(left + 9, y + LEAST_SIZE * LEADING / 2, str(number), font)
        words = font.wrap(text, width - 24, LEAST_SIZE)
        badges.append(sign)
        lines += set_lines(words, left + 22, y, LEAST_SIZE, anchor="start")
        y += max(len(words) * LEAST_SIZE * LEADING + 3, _ROW)
    return Legend(tuple(rects), tuple(strokes), tuple(heads), tuple(badges), tuple(lines), y - top)
