"""What a drawing consists of, in points, before the SVG template gives it strokes and colours."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.building.drawings.text import Line

HEAD = 7.0
"""Length of an arrow head."""
_HALF_HEAD = 3.0


class Rect(NamedTuple):
    """A box or bar with its lines of text; `pattern` is the number of its look in the SVG template."""

    x: float
    y: float
    width: float
    height: float
    pattern: int
    lines: tuple[Line, ...] = ()


class Stroke(NamedTuple):
    """A line through these points."""

    points: tuple[tuple[float, float], ...]
    pattern: int


class Head(NamedTuple):
    """An arrow head: a triangle."""

    points: tuple[tuple[float, float], ...]


class Dot(NamedTuple):
    """Where branches of one line meet."""

    x: float
    y: float


class Badge(NamedTuple):
    """A number on a line, in a frame of this width and height around its middle."""

    x: float
    y: float
    width: float
    height: float
    line: Line


class Sketch(NamedTuple):
    """A drawing without its legend."""

    rects: list[Rect]
    strokes: list[Stroke]
    heads: list[Head]
    dots: list[Dot]
    badges: list[Badge]
    height: float

    def sides(self) -> tuple[float, float]:
        """How far it reaches to the left and to the right."""
        xs = [x for rect in self.rects for x in (rect.x, rect.x + rect.width)]
        xs += [x for stroke in self.strokes for x, _ in stroke.points]
        xs += [x for badge in self.badges for x in (badge.x - badge.width / 2, badge.x + badge.width / 2)]
        return min(xs), max(xs)


def head(x: float, y: float, towards: tuple[int, int]) -> Head:
    """The head of an arrow that ends at a point, coming in a direction along one of the axes."""
    right, down = towards
    left, top = x - right * HEAD, y - down * HEAD
    across, along = down * _HALF_HEAD, right * _HALF_HEAD
    return Head(((x, y), (left - across, top - along), (left + across, top + along)))
