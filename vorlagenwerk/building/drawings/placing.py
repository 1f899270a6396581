"""Where the items of each row stand from left to right, and how wide boxes are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from vorlagenwerk.building.drawings.ordering import Item, Level, Rows, tops_and_bottoms

ROOM = 453.0
"""Width of a drawing in points: 16 cm, the text of an A4 page in portrait."""
NARROWEST, WIDEST = 92.0, 136.0
"""Width of boxes."""
_GAP, _GAP_AT_PASS, _GAP_OF_PASSES = 15.0, 9.0, 8.0
_GAP_WITH_LINE, _GAP_WITH_NUMBER = 26.0, 40.0
"""Room between boxes that a line connects: two heads and some line between them, and a number on it."""
_SWEEPS = 8


class Places(NamedTuple):
    """The middle of each item, the width of boxes and of the drawing, and the lines straight from box to box."""

    middle: dict[Item, float]
    box: float
    width: float
    straight: frozenset[Level]


def place(rows: Rows) -> Places | None:
    """The places of all items; None where boxes would have to be narrower than `NARROWEST`."""
    straight = _straight(rows)
    gaps = [_gaps(items, straight) for items in rows.items]
    rooms = [
        (ROOM - sum(between)) / count
        for items, between in zip(rows.items, gaps, strict=True)
        if (count := sum(isinstance(item, int) for item in items))
    ]
    box = min([WIDEST, *rooms])
    return None if box < NARROWEST else _placed(rows, gaps, box, straight)


def place_anyhow(rows: Rows) -> Places:
    """The same with the narrowest boxes, in a drawing that may become wider than the page."""
    straight = _straight(rows)
    return _placed(rows, [_gaps(items, straight) for items in rows.items], NARROWEST, straight)


def _straight(rows: Rows) -> frozenset[Level]:
    """The lines between two boxes that stand side by side, one for each pair."""
    found: dict[tuple[int, int], Level] = {}
    for items in rows.items:
        index = {item: at for at, item in enumerate(items)}
        for level in rows.levels:
            if level.start in index and abs(index[level.start] - index[level.end]) == 1:
                found.setdefault((min(level.start, level.end), max(level.start, level.end)), level)
    return frozenset(found.values())


def _gaps(items: Sequence[Item], straight: frozenset[Level]) -> list[float]:
    """The room between each item and the next."""
    numbered = {frozenset((level.start, level.end)): bool(level.text) for level in straight}
    gaps = []
    for one, other in pairwise(items):
        if isinstance(one, int) and isinstance(other, int):
            line = numbered.get(frozenset((one, other)))
            gaps.append(_GAP if line is None else _GAP_WITH_NUMBER if line else _GAP_WITH_LINE)
        else:
            gaps.append(_GAP_AT_PASS if isinstance(one, int) or isinstance(other, int) else _GAP_OF_PASSES)
    return gaps


def _placed(rows: Rows, gaps: list[list[float]], box: float, straight: frozenset[Level]) -> Places:
    steps = [
        [
            gap + box * (isinstance(one, int) + isinstance(other, int)) / 2
            for gap, (one, other) in zip(between, pairwise(items), strict=True)
        ]
        for items, between in zip(rows.items, gaps, strict=True)
    ]
    edges = [[box / 2 if isinstance(item, int) else 2.0 for item in (items[0], items[-1])] for items in rows.items]
    width = max(ROOM, *(sum(step) + sum(edge) for step, edge in zip(steps, edges, strict=True)))
    middle: dict[Item, float] = {}
    for items, step in zip(rows.items, steps, strict=True):
        middle |= zip(items, spread([width / 2] * len(items), step, 0, width), strict=True)
    near = _neighbours(rows)
    for sweep in range(_SWEEPS):
        order = range(len(rows.items)) if sweep % 2 else range(len(rows.items) - 1, -1, -1)
        for row in order:
            items = rows.items[row]
            wished = [_mean([middle[other] for other in near.get(item, ())], middle[item]) for item in items]
            low, high = edges[row][0], width - edges[row][1]
            middle |= zip(items, spread(wished, steps[row], low, high), strict=True)
    return Places(middle, box, width, straight)


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _neighbours(rows: Rows) -> dict[Item, list[Item]]:
    """What each item is connected with in the rows above and below."""
    row_of, near = rows.row_of(), dict[Item, list[Item]]()
    for number, net in enumerate(rows.nets):
        for row in range(len(rows.items)):
            top, bottoms = tops_and_bottoms(net, number, row_of, row)
            for bottom in bottoms if top is not None else ():
                near.setdefault(top, []).append(bottom)  # type: ignore[arg-type]
                near.setdefault(bottom, []).append(top)  # type: ignore[arg-type]
    return near


def spread(wished: Sequence[float], steps: Sequence[float], low: float, high: float) -> list[float]:
    """Places as near to those wished for as possible, in the same order, `steps` apart, all between `low` and `high`.

    Where there is too little room, the steps become smaller. (Least squares under an order: pooling of neighbours that
    violate it.)
    """
    if not wished:
        return []
    total = sum(steps)
    if total > high - low:
        shrink = max(high - low, 0) / total
        steps, total = [step * shrink for step in steps], max(high - low, 0)
    offsets = [0.0]
    for step in steps:
        offsets.append(offsets[-1] + step)
    pools: list[tuple[float, int]] = []  # sum and count of what stands together
    for wish, offset in zip(wished, offsets, strict=True):
        value, count = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > value / count:
            more, several = pools.pop()
            value, count = value + more, count + several
        pools.append((value, count))
    bases = [value / count for value, count in pools for _ in range(count)]
    return [min(max(base, low), high - total) + offset for base, offset in zip(bases, offsets, strict=True)]


def nearest_free(wish: float, low: float, high: float, taken: Collection[float], apart: float) -> float | None:
    """The place from `low` to `high` nearest to `wish` and `apart` from all taken ones; None if there is none."""
    places = [wish, low, high, *(place + side for place in taken for side in (apart, -apart))]
    free = [place for place in places if low <= place <= high and all(abs(place - x) >= apart - 0.001 for x in taken)]
    return min(free, key=lambda place: (abs(place - wish), place), default=None)
