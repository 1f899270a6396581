"""Splits a table that is too wide for its sheet into parts of about the same width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vorlagenwerk.basics.typesetting.columns import Measured
from vorlagenwerk.basics.typesetting.widths import SMALLEST, Groups, least_width

_MOST_OF_KEYS = 0.6
"""Share of the sheet beyond which repeated columns leave too little for the others."""
_WIDEST = 0.3
"""Share of the sheet that a column of long text counts for, however much it could fill."""


def split(
    columns: Sequence[Measured], keys: frozenset[int], row_header: int | None, room: int, most: int
) -> Iterator[Groups]:
    """The columns in two parts, in three …, up to `most`, as evenly filled as their order allows.

    Each part begins with the key columns or, without any, with the column that names the row. Whether words break is
    for the caller to find out; parts that cannot but be too narrow are left out.
    """
    head = frozenset() if row_header is None else frozenset({row_header})
    repeated = keys | head
    if sum(least_width(columns[index]) for index in repeated) > room * _MOST_OF_KEYS:
        repeated = head
    others = [index for index in range(len(columns)) if index not in repeated]
    left = room - sum(least_width(columns[index]) for index in repeated)
    least = [least_width(columns[index]) for index in others]
    if left <= 0 or max(least, default=0) > left:
        return
    weights = [max(width, _wanted(columns[index], room)) for index, width in zip(others, least, strict=True)]
    seen: list[list[int]] = []
    for parts in range(max(2, -(-sum(least) // left)), min(most, len(others)) + 1):
        for filled in (weights, least):  # what columns would like to have, or else what they cannot do without
            cuts = _cuts(filled, parts)
            if cuts not in seen:
                seen.append(cuts)
                chunks = [others[start:end] for start, end in zip([0, *cuts], [*cuts, len(others)], strict=True)]
                yield tuple(tuple(sorted((*repeated, *chunk))) for chunk in chunks)


def _wanted(column: Measured, room: int) -> int:
    return min(int(column.demand * SMALLEST / 100), int(room * _WIDEST))


def _cuts(weights: list[int], parts: int) -> list[int]:
    """Where to cut the columns into so many parts that the fullest is as empty as possible."""
    low, high = max(weights), sum(weights)
    while low < high:
        middle = (low + high) // 2
        if len(_filled(weights, middle)) < parts:
            high = middle
        else:
            low = middle + 1
    return _filled(weights, low)


def _filled(weights: list[int], capacity: int) -> list[int]:
    """The beginnings of all parts but the first, each filled up to the capacity."""
    cuts, used = [], 0
    for place, weight in enumerate(weights):
        if used + weight > capacity:
            cuts.append(place)
            used = 0
        used += weight
    return cuts
