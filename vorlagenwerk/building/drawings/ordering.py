"""The nets of a structure, and the order of boxes and lines within each row.

A net is what leaves one box in one kind of line: a trunk and its branches. Where it passes a row, it takes a place in
that row like a very narrow box, so that no line ever crosses a box.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vorlagenwerk.building.drawings.entries import Structure
from vorlagenwerk.building.drawings.kinds import LineKind

_SWEEPS = 6
_MOST_SWAPPED = 80
"""Items above which neighbours are not tried out in both orders: it takes long and helps little."""


class Branch(NamedTuple):
    """A branch of a net to a box, and what the lines there say."""

    box: int
    texts: tuple[str, ...]


class Net(NamedTuple):
    """Lines of one kind from box `upper` to boxes in rows below; heads at the upper or the lower ends."""

    upper: int
    kind: str
    head_above: bool
    head_below: bool
    branches: tuple[Branch, ...]


class Level(NamedTuple):
    """A line between two boxes of one row."""

    start: int
    end: int
    kind: str
    arrows: int
    text: str


class Rows(NamedTuple):
    """Rows of items: boxes by index, passing nets as `Pass`."""

    items: tuple[tuple[Item, ...], ...]
    nets: tuple[Net, ...]
    levels: tuple[Level, ...]

    def row_of(self) -> dict[int, int]:
        """The row of each box."""
        return {item: row for row, items in enumerate(self.items) for item in items if isinstance(item, int)}


class Pass(NamedTuple):
    """A net that passes a row."""

    net: int
    row: int


Item = int | Pass


def order(structure: Structure, kinds: Mapping[str, LineKind], boxes: list[list[int]]) -> Rows:
    """The items of each row in an order with few crossings; the same structure gives the same order."""
    row_of = {number: row for row, numbers in enumerate(boxes) for number in numbers}
    nets, levels = _nets(structure, kinds, row_of)
    rows: list[list[Item]] = [list(numbers) for numbers in boxes]
    for number, net in enumerate(nets):
        last = max(row_of[branch.box] for branch in net.branches)
        for row in range(row_of[net.upper] + 1, last):
            rows[row].append(Pass(number, row))
    pairs = _pairs(nets, row_of, len(rows))
    best = _copy(rows)
    cost = _cost(rows, pairs, levels)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for row in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            _by_neighbours(rows, row, pairs, down=down)
        if (now := _cost(rows, pairs, levels)) < cost:
            best, cost = _copy(rows), now
    if sum(map(len, best)) <= _MOST_SWAPPED:
        _swap(best, pairs, levels, cost)
    return Rows(tuple(map(tuple, best)), tuple(nets), tuple(levels))


def _copy(rows: list[list[Item]]) -> list[list[Item]]:
    return [list(row) for row in rows]


def _nets(
    structure: Structure, kinds: Mapping[str, LineKind], row_of: Mapping[int, int]
) -> tuple[list[Net], list[Level]]:
    found: dict[tuple[int, str, bool, bool], dict[int, list[str]]] = {}
    levels: dict[tuple[int, int, str], Level] = {}
    for link in structure.links:
        arrows = kinds[link.kind].arrows
        start, end = row_of[link.start], row_of[link.end]
        if start == end:
            pair = (link.start, link.end) if arrows == 1 else tuple(sorted((link.start, link.end)))
            levels.setdefault((pair[0], pair[1], link.kind), Level(link.start, link.end, link.kind, arrows, link.text))
            continue
        upper, lower = (link.start, link.end) if start < end else (link.end, link.start)
        heads = arrows == 2 or (arrows == 1 and end < start), arrows == 2 or (arrows == 1 and end > start)
        key = (upper, link.kind, *heads)
        texts = found.setdefault(key, {}).setdefault(lower, [])
        if link.text and link.text not in texts:
            texts.append(link.text)
    nets = [
        Net(*key, tuple(Branch(box, tuple(texts)) for box, texts in branches.items()))
        for key, branches in found.items()
    ]
    return nets, list(levels.values())


def tops_and_bottoms(net: Net, number: int, row_of: Mapping[int, int], row: int) -> tuple[Item | None, list[Item]]:
    """Where the net enters the space below `row` from above, and where it leaves it; None where it is not there."""
    last = max(row_of[branch.box] for branch in net.branches)
    if not row_of[net.upper] <= row < last:
        return None, []
    top: Item = net.upper if row == row_of[net.upper] else Pass(number, row)
    bottoms: list[Item] = [branch.box for branch in net.branches if row_of[branch.box] == row + 1]
    if last > row + 1:
        bottoms.append(Pass(number, row + 1))
    return top, bottoms


_Pairs = list[list[tuple[Item, Item]]]


def _pairs(nets: list[Net], row_of: Mapping[int, int], rows: int) -> _Pairs:
    """What is connected across the space below each row."""
    found: _Pairs = [[] for _ in range(rows)]
    for number, net in enumerate(nets):
        for row in range(rows - 1):
            top, bottoms = tops_and_bottoms(net, number, row_of, row)
            if top is not None:
                found[row] += [(top, bottom) for bottom in bottoms]
    return found


def _by_neighbours(rows: list[list[Item]], row: int, pairs: _Pairs, *, down: bool) -> None:
    """Order a row by the mean place of what its items are connected with, above or below."""
    other = row - 1 if down else row + 1
    place = {item: (index + 0.5) / len(rows[other]) for index, item in enumerate(rows[other])}
    near: dict[Item, list[float]] = {}
    for top, bottom in pairs[min(row, other)]:
        one, two = (bottom, top) if down else (top, bottom)
        near.setdefault(one, []).append(place[two])
    own = {item: (index + 0.5) / len(rows[row]) for index, item in enumerate(rows[row])}
    rows[row].sort(key=lambda item: sum(near[item]) / len(near[item]) if item in near else own[item])


def _cost(rows: list[list[Item]], pairs: _Pairs, levels: list[Level]) -> float:
    """Crossings, and how far apart boxes are that a line within the row connects."""
    return sum(_crossings(rows, pairs, row) for row in range(len(rows) - 1)) + sum(
        _apart(items, levels) for items in rows
    )


def _crossings(rows: list[list[Item]], pairs: _Pairs, row: int) -> int:
    upper = {item: index for index, item in enumerate(rows[row])}
    lower = {item: index for index, item in enumerate(rows[row + 1])}
    ends = sorted((upper[top], lower[bottom]) for top, bottom in pairs[row])
    return sum(a < c and b > d for index, (a, b) in enumerate(ends) for c, d in ends[index + 1 :])


def _apart(items: list[Item], levels: list[Level]) -> float:
    place = {item: index for index, item in enumerate(items)}
    return sum(
        1.5 * (abs(place[level.start] - place[level.end]) - 1)
        for level in levels
        if level.start in place and level.end in place
    )


def _swap(rows: list[list[Item]], pairs: _Pairs, levels: list[Level], cost: float) -> None:
    """Swap neighbours wherever that makes things better, until nothing does."""
    for _ in range(_SWEEPS):
        before = cost
        for row in rows:
            for index in range(len(row) - 1):
                row[index], row[index + 1] = row[index + 1], row[index]
                now = _cost(rows, pairs, levels)
                if now < cost:
                    cost = now
                else:
                    row[index], row[index + 1] = row[index + 1], row[index]
        if cost == before:
            return
