"""The layout of a structure: boxes in rows, lines between them, numbers on lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vorlagenwerk.building.drawings.entries import Box, Structure
from vorlagenwerk.building.drawings.kinds import LineKind
from vorlagenwerk.building.drawings.ordering import Level, Rows, order
from vorlagenwerk.building.drawings.placing import Places, place, place_anyhow
from vorlagenwerk.building.drawings.ranks import rows_of
from vorlagenwerk.building.drawings.routing import Pin, Run, route
from vorlagenwerk.building.drawings.shapes import HEAD, Badge, Dot, Rect, Sketch, Stroke, head
from vorlagenwerk.building.drawings.text import LEAST_SIZE, Font, Line, height_of, set_lines

_TITLE_SIZES = (9.0, 8.5, 8.0)
"""Of a title in points: the first in which no word has to be divided."""
_PAD_X, _PAD_Y, _BETWEEN = 6.0, 7.0, 2.0
_SPACE, _SPACE_OF_NUMBERS, _TRACK = 11.0, 20.0, 9.0
"""Above and below the tracks between two rows, with heads only and with numbers too; from track to track."""
BADGE_HEIGHT = 12.0
_MOST_IN_A_ROW = 4
_PLAIN = 3
"""The look of boxes of no kind."""


class Drawn(NamedTuple):
    """A sketch, and the texts behind the numbers on its lines."""

    sketch: Sketch
    texts: tuple[str, ...]


def draw(structure: Structure, kinds: Mapping[str, LineKind], patterns: Mapping[str, int], font: Font) -> Drawn:
    """The sketch of a structure; `patterns` says which look boxes of each kind have."""
    rows, places = _fitting(structure, kinds)
    return _Sketcher(structure, kinds, patterns, font, rows, places).drawn()


def _fitting(structure: Structure, kinds: Mapping[str, LineKind]) -> tuple[Rows, Places]:
    for most in range(_MOST_IN_A_ROW, 1, -1):
        rows = order(structure, kinds, rows_of(structure, kinds, most))
        if places := place(rows):
            return rows, places
    return rows, place_anyhow(rows)


class _Sketcher:
    """Draws row by row from the top; `y` is how far it has come."""

    def __init__(
        self,
        structure: Structure,
        kinds: Mapping[str, LineKind],
        patterns: Mapping[str, int],
        font: Font,
        rows: Rows,
        places: Places,
    ) -> None:
        self._structure, self._kinds, self._patterns, self._font = structure, kinds, patterns, font
        self._rows, self._places = rows, places
        self._sketch = Sketch([], [], [], [], [], 0)
        self._texts: dict[str, int] = {}
        self._room = places.box - 2 * _PAD_X
        self._title_size = self._fitting_size()

    def drawn(self) -> Drawn:
        y = 1.0
        channels = route(self._rows, self._places)
        entered: list[Run] = []
        for items, runs in zip(self._rows.items, channels, strict=True):
            boxes = [item for item in items if isinstance(item, int)]
            height = self._row(boxes, y)
            for run in entered:  # what passes the row runs on to its lower edge
                for pin in run.bottoms:
                    if pin.box is None:
                        self._stroke(run.kind, (pin.x, y), (pin.x, y + height))
            self._side_by_side(set(boxes), y + height / 2)
            y += height
            y += self._channel(runs, y)
            entered = runs
        return Drawn(self._sketch._replace(height=y + 1), tuple(self._texts))

    def _fitting_size(self) -> float:
        words = {word for box in self._structure.boxes for word in box.title.split()}
        return next(
            (
                size
                for size in _TITLE_SIZES
                if all(self._font.measure(word, size, bold=True) <= self._room for word in words)
            ),
            _TITLE_SIZES[0],
        )

    def _row(self, boxes: list[int], y: float) -> float:
        texts = {number: self._wrapped(self._structure.boxes[number]) for number in boxes}
        heights = {number: self._text_height(*texts[number]) for number in boxes}
        height, width = max(heights.values()) + 2 * _PAD_Y, self._places.box
        for number in boxes:
            title, note = texts[number]
            x, top = self._places.middle[number], y + (height - heights[number]) / 2
            below = top + heights[number] - height_of(len(note), LEAST_SIZE)
            lines = [*set_lines(title, x, top, self._title_size, bold=True), *set_lines(note, x, below, LEAST_SIZE)]
            pattern = self._patterns.get(self._structure.boxes[number].kind, _PLAIN)
            self._sketch.rects.append(Rect(x - width / 2, y, width, height, pattern, tuple(lines)))
        return height

    def _wrapped(self, box: Box) -> tuple[list[str], list[str]]:
        title = self._font.wrap(box.title, self._room, self._title_size, bold=True)
        return title, self._font.wrap(box.note, self._room, LEAST_SIZE) if box.note else []

    def _text_height(self, title: list[str], note: list[str]) -> float:
        return height_of(len(title), self._title_size) + height_of(len(note), LEAST_SIZE) + _BETWEEN * bool(note)

    def _channel(self, runs: list[Run], top: float) -> float:
        """Draw the lines in the space below a row; its height."""
        if not runs:
            return 0 if len(self._sketch.rects) == len(self._structure.boxes) else _SPACE * 2
        above = _SPACE_OF_NUMBERS + 6 if any(pin.texts for run in runs for pin in run.tops) else _SPACE
        below = 0.0
        if any(run.bottoms for run in runs):
            below = _SPACE_OF_NUMBERS + 6 if any(pin.texts for run in runs for pin in run.bottoms) else _SPACE + 3
        tracks = max(run.track for run in runs) + 1
        height = above + max(tracks - 1, 0) * _TRACK + max(below, 2)
        for run in runs:
            self._run(run, top, top + above + run.track * _TRACK, top + height)
        return height

    def _run(self, run: Run, top: float, track: float, bottom: float) -> None:
        pins = [*((pin, top, 1) for pin in run.tops), *((pin, bottom, -1) for pin in run.bottoms)]
        ends = [self._end(run.kind, pin, y, inwards) for pin, y, inwards in pins]
        if len(ends) == 2:
            between = () if run.track < 0 else tuple((x, track) for x, _ in ends)
            self._stroke(run.kind, ends[0], *between, ends[1])
            return
        low, high = run.span
        self._stroke(run.kind, (low, track), (high, track))
        for x, y in ends:
            self._stroke(run.kind, (x, track), (x, y))
            if low + 0.5 < x < high - 0.5:
                self._sketch.dots.append(Dot(x, track))

    def _end(self, kind: str, pin: Pin, y: float, inwards: int) -> tuple[float, float]:
        """Draw the end of a line at a row, with head and number; where the rest of the line goes on.

        The line ends below its head, so that the head stays pointed, and stops at a number, which stands in it.
        """
        tip = y + inwards * (HEAD - 1 if pin.has_head else 0)
        if pin.has_head:
            self._sketch.heads.append(head(pin.x, y, (0, -inwards)))
        if not pin.texts:
            return pin.x, tip
        middle = y + inwards * (HEAD + 3 + BADGE_HEIGHT / 2)
        self._badge(pin.x, middle, pin.texts)
        self._stroke(kind, (pin.x, middle - inwards * BADGE_HEIGHT / 2), (pin.x, tip))
        return pin.x, middle + inwards * BADGE_HEIGHT / 2

    def _side_by_side(self, boxes: set[int], y: float) -> None:
        """The lines between neighbours of a row."""
        for level in self._rows.levels:
            if level in self._places.straight and level.start in boxes:
                self._straight(level, y)

    def _straight(self, level: Level, y: float) -> None:
        towards = 1 if self._places.middle[level.end] > self._places.middle[level.start] else -1
        half = towards * self._places.box / 2
        start, end = self._places.middle[level.start] + half, self._places.middle[level.end] - half
        arrows = level.arrows
        tail, tip = start + towards * (HEAD - 1) * (arrows == 2), end - towards * (HEAD - 1) * (arrows > 0)
        if arrows:
            self._sketch.heads.append(head(end, y, (towards, 0)))
        if arrows == 2:
            self._sketch.heads.append(head(start, y, (-towards, 0)))
        if not level.text:
            self._stroke(level.kind, (tail, y), (tip, y))
            return
        sign = self._badge((start + end) / 2, y, (level.text,))
        half = towards * sign.width / 2
        self._stroke(level.kind, (tail, y), (sign.x - half, y))
        self._stroke(level.kind, (sign.x + half, y), (tip, y))

    def _stroke(self, kind: str, *points: tuple[float, float]) -> None:
        self._sketch.strokes.append(Stroke(points, self._kinds[kind].pattern))

    def _badge(self, x: float, y: float, texts: tuple[str, ...]) -> Badge:
        shown = ", ".join(str(self._texts.setdefault(text, len(self._texts) + 1)) for text in texts)
        sign = badge(x, y, shown, self._font)
        self._sketch.badges.append(sign)
        return sign


def badge(x: float, y: float, shown: str, font: Font) -> Badge:
    """A number in its frame."""
    width = max(BADGE_HEIGHT, font.measure(shown, LEAST_SIZE, bold=True) + 6)
    line = Line(x, y + 0.36 * LEAST_SIZE, shown, LEAST_SIZE, True)
    return Badge(x, y, width, BADGE_HEIGHT, line)
