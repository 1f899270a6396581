"""The lines of a structure: where they leave and enter boxes, and on which track they run between two rows.

All lines run straight down, across, straight down. No two of them lie on each other; where they cross, no dot stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vorlagenwerk.building.drawings.ordering import Item, Level, Rows, tops_and_bottoms
from vorlagenwerk.building.drawings.placing import Places, nearest_free, spread

_INSET = 9.0
"""From the corner of a box to the first line."""
_APART, _APART_WITH_NUMBERS = 11.0, 17.0
_APART_OF_NUMBERS = 14.0
_CLOSE = 4.5
"""Lines nearer than this to each other look like one."""


class Pin(NamedTuple):
    """Where a line meets a row: the box (None for a line that passes), a head at this end, and the texts there."""

    x: float
    box: int | None
    has_head: bool
    texts: tuple[str, ...] = ()


class Run(NamedTuple):
    """A line in the space below a row: from `tops` across to `bottoms`."""

    kind: str
    tops: tuple[Pin, ...]
    bottoms: tuple[Pin, ...]
    track: int
    """Counted from 0, or -1 for a line that runs straight down."""

    @property
    def span(self) -> tuple[float, float]:
        """How far it runs across."""
        xs = [pin.x for pin in (*self.tops, *self.bottoms)]
        return min(xs), max(xs)


Key = int | Level
"""A net by its number, or a line within a row."""


def route(rows: Rows, places: Places) -> list[list[Run]]:
    """The lines in the space below each row."""
    return _Router(rows, places).channels()


class _Router:
    def __init__(self, rows: Rows, places: Places) -> None:
        self._rows, self._places = rows, places
        self._row_of = rows.row_of()
        self._middle = dict(places.middle)
        self._has_texts = any(branch.texts for net in rows.nets for branch in net.branches) or any(
            level.text for level in rows.levels
        )

    def channels(self) -> list[list[Run]]:
        found = []
        for row in range(len(self._rows.items)):
            tops = self._ports_below(row)
            bottoms = self._ports_above(row, tops)
            self._straighten(row, tops, bottoms)
            found.append(_on_tracks(self._runs(row, tops, bottoms)))
        return found

    def _ports_below(self, row: int) -> dict[tuple[Key, Item], float]:
        """Where lines enter the space below a row from above."""
        wished: dict[Item, list[tuple[float, Key]]] = {}
        found: dict[tuple[Key, Item], float] = {}
        for number, net in enumerate(self._rows.nets):
            top, bottoms = tops_and_bottoms(net, number, self._row_of, row)
            if isinstance(top, int):
                xs = [self._middle[bottom] for bottom in bottoms]
                wished.setdefault(top, []).append((sum(xs) / len(xs) if len(xs) == 1 else self._middle[top], number))
            elif top is not None:
                found[number, top] = self._middle[top]
        for level in self._rows.levels:
            if self._row_of[level.start] == row and level not in self._places.straight:
                for one, other in ((level.start, level.end), (level.end, level.start)):
                    wished.setdefault(one, []).append((self._middle[other], level))
        for box, ports in wished.items():
            found |= self._spread(box, ports)
        return found

    def _ports_above(self, row: int, tops: Mapping[tuple[Key, Item], float]) -> dict[tuple[Key, Item], float]:
        """Where they enter the row below it."""
        wished: dict[Item, list[tuple[float, Key]]] = {}
        found: dict[tuple[Key, Item], float] = {}
        for number, net in enumerate(self._rows.nets):
            top, bottoms = tops_and_bottoms(net, number, self._row_of, row)
            for bottom in bottoms:
                at = tops[number, top] if top is not None else 0
                if isinstance(bottom, int):
                    aim = at if len(bottoms) == 1 else self._middle[bottom]
                    wished.setdefault(bottom, []).append((aim, number))
                else:
                    self._middle[bottom] = found[number, bottom] = self._straightened(bottom, at, row + 1)
        for box, ports in wished.items():
            placed = self._spread(box, ports)
            low, high = self._side(box)
            for (key, _), x in placed.items():
                taken = [other for (who, _), other in (*tops.items(), *found.items()) if who != key]
                taken += [other for (who, _), other in placed.items() if who != key]
                wanted = (_APART_OF_NUMBERS, _CLOSE) if self._has_texts else (_CLOSE,)
                found_free = (nearest_free(x, low, high, taken, apart) for apart in wanted)
                placed[key, box] = next((free for free in found_free if free is not None), x)
            found |= placed
        return found

    def _straighten(
        self, row: int, tops: dict[tuple[Key, Item], float], bottoms: Mapping[tuple[Key, Item], float]
    ) -> None:
        """Begin a line right above its end where nothing stands in the way, so that it has no small bend."""
        for number, net in enumerate(self._rows.nets):
            top, below = tops_and_bottoms(net, number, self._row_of, row)
            if not isinstance(top, int) or len(below) != 1:
                continue
            wish, (low, high) = bottoms[number, below[0]], self._side(top)
            near = [x for (key, item), x in tops.items() if item == top and key != number]
            others = [x for (key, _), x in (*tops.items(), *bottoms.items()) if key != number]
            close = _APART_OF_NUMBERS if self._has_texts else _CLOSE
            is_free = all(abs(x - wish) >= _APART - 2 for x in near) and all(abs(x - wish) >= close for x in others)
            if low <= wish <= high and is_free:
                tops[number, top] = wish

    def _straightened(self, item: Item, wish: float, row: int) -> float:
        """A passing line as straight below its beginning as its neighbours in the row allow."""
        items = self._rows.items[row]
        at = items.index(item)
        low, high = 2.0, self._places.width - 2.0
        if at:
            low = self._middle[items[at - 1]] + self._half(items[at - 1]) + 8
        if at + 1 < len(items):
            high = self._middle[items[at + 1]] - self._half(items[at + 1]) - 8
        return min(max(wish, low), high) if low <= high else self._middle[item]

    def _half(self, item: Item) -> float:
        return self._places.box / 2 if isinstance(item, int) else 0

    def _side(self, box: Item) -> tuple[float, float]:
        half = self._places.box / 2 - _INSET
        return self._middle[box] - half, self._middle[box] + half

    def _spread(self, box: Item, ports: list[tuple[float, Key]]) -> dict[tuple[Key, Item], float]:
        low, high = self._side(box)
        ordered = sorted(ports, key=lambda port: port[0])
        apart = _APART_WITH_NUMBERS if self._has_texts else _APART
        xs = spread([min(max(x, low), high) for x, _ in ordered], [apart] * (len(ordered) - 1), low, high)
        return {(key, box): x for (_, key), x in zip(ordered, xs, strict=True)}

    def _runs(
        self, row: int, tops: Mapping[tuple[Key, Item], float], bottoms: Mapping[tuple[Key, Item], float]
    ) -> list[Run]:
        runs = []
        for number, net in enumerate(self._rows.nets):
            top, below = tops_and_bottoms(net, number, self._row_of, row)
            if top is None:
                continue
            texts = {branch.box: branch.texts for branch in net.branches}
            upper = Pin(tops[number, top], net.upper, net.head_above) if isinstance(top, int) else Pin(
                tops[number, top], None, False)  # fmt: skip
            lower = [
                Pin(bottoms[number, item], item, net.head_below, texts[item])
                if isinstance(item, int)
                else Pin(bottoms[number, item], None, False)
                for item in below
            ]
            runs.append(Run(net.kind, (upper,), tuple(sorted(lower, key=lambda pin: pin.x)), -1))
        for level in self._rows.levels:
            if (level, level.start) in tops:
                texts_there = (level.text,) if level.text else ()
                start = Pin(tops[level, level.start], level.start, level.arrows == 2)
                end = Pin(tops[level, level.end], level.end, level.arrows > 0, texts_there)
                runs.append(Run(level.kind, (start, end), (), -1))
        return runs


def _on_tracks(runs: list[Run]) -> list[Run]:
    """Each line on a track of its own wherever it would lie on another one.

    Where one line comes from above at the place where another one goes down, it must turn off first.
    """
    turning = [number for number, run in enumerate(runs) if len(run.tops) > 1 or run.span[1] - run.span[0] > 0.5]
    before = {number: _those_above(runs, turning, number) for number in turning}
    tracks: dict[int, int] = {}
    waiting = sorted(turning, key=lambda number: (len(runs[number].bottoms) > 0, runs[number].span))
    while waiting:
        ready = [number for number in waiting if not before[number] & set(waiting)]
        number = ready[0] if ready else waiting[0]
        waiting.remove(number)
        low, high = runs[number].span
        track = max([tracks[other] + 1 for other in before[number] if other in tracks], default=0)
        while any(
            tracks[other] == track and runs[other].span[0] - 6 < high and low < runs[other].span[1] + 6
            for other in tracks
        ):
            track += 1
        tracks[number] = track
    return [run._replace(track=tracks.get(number, -1)) for number, run in enumerate(runs)]


def _those_above(runs: list[Run], turning: list[int], number: int) -> set[int]:
    """The lines that come from above where this one goes down."""
    downs = [pin.x for pin in runs[number].bottoms]
    return {
        other
        for other in turning
        if other != number and any(abs(pin.x - x) < _CLOSE for pin in runs[other].tops for x in downs)
    }
