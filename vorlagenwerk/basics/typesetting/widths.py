"""Shares the width of a sheet among the columns of a table, so that no word breaks and rows stay low."""

from __future__ import annotations

from collections.abc import Sequence
from operator import truediv

from vorlagenwerk.basics.typesetting.columns import LINE, SAMPLE, Measured, shortest_length
from vorlagenwerk.basics.typesetting.sharing import cut, share
from vorlagenwerk.data.tree import Part

LARGEST, SMALLEST = 18, 14
"""Sizes of table text in half points: 9 pt where it fits, never below 7 pt."""
PADDING = 60
"""Space above and below the text of a row, with its rule, in twips."""
UPRIGHT_PADDING = 120
"""Space at both ends of upright titles."""

Groups = tuple[tuple[int, ...], ...]
"""The columns of each printed part."""

_WIDE_MARGIN, _NARROW_MARGIN = 80, 40
_WIDE_TABLE = 8
"""From this number of columns on, every twip of margin is missing somewhere."""
_SLACK = 24
"""Twips kept free in each column for rules and for the rounding of the program that sets the text."""
_HEAD_LINES = (1, 2, 3, 4, 5, 6, 8, 10, 14)
"""Heights of the head row that are tried: low heads need wide columns, and then the rows below grow."""
_COMPARED = 40
"""Rows whose height decides between them."""
_RAGGED = 1.1
"""Ragged line ends lose about a tenth of the room."""
_LONGEST_TITLE = 16_000
"""Upright titles are at most sixteen font sizes long, unless a word is longer."""
_TITLE_LINES = (1, 2, 3)


def fit(
    columns: Sequence[Measured], groups: Groups, room: int, sizes: range, turned: frozenset[int] = frozenset()
) -> tuple[Part, ...] | None:
    """The parts in the largest of the sizes (falling half points) in which no word breaks, or None.

    The titles of the columns in `turned` stand upright, in one to three lines: as it makes the table lowest.
    """
    found: list[tuple[Part, ...]] = []
    for lines in _TITLE_LINES if turned else (1,):
        length = _title_length(columns, turned, lines)
        parts = _fit([_set(column, i in turned, length) for i, column in enumerate(columns)], groups, room, sizes)
        if parts is not None:
            found.append(tuple(_with_turned(part, turned, columns) for part in parts))
    if not found:
        return None
    return min(found, key=lambda parts: (-parts[0].half_points, sum(part.height for part in parts)))


def squeeze(
    columns: Sequence[Measured], groups: Groups, room: int, turned: frozenset[int] = frozenset()
) -> tuple[Part, ...]:
    """The parts in the smallest size although words break: only in the widest columns, as far as that is possible."""
    length = _title_length(columns, turned, _TITLE_LINES[-1])
    columns = [_set(column, i in turned, length) for i, column in enumerate(columns)]
    parts = []
    for group in groups:
        chosen = [columns[index] for index in group]
        widths = cut([_least(column, SMALLEST, _NARROW_MARGIN) for column in chosen], room)
        parts.append(_with_turned(_part(group, chosen, widths, SMALLEST, _NARROW_MARGIN), turned, columns))
    return tuple(parts)


def breaking(part: Part, columns: Sequence[Measured]) -> tuple[int, ...]:
    """The columns of a part in which a word is longer than a line."""
    found = []
    for index, width in zip(part.columns, part.widths, strict=True):
        column = columns[index]
        longest = column.body if index in part.turned_titles else max(column.body, column.title)
        if longest * part.half_points / 100 > width - 2 * part.margin:
            found.append(index)
    return tuple(found)


def least_width(column: Measured) -> int:
    """The narrowest width in twips that a column may ever have without breaking a word."""
    return _least(column, SMALLEST, _NARROW_MARGIN)


def _set(column: Measured, is_turned: bool, length: float) -> Measured:
    return column.turned(length) if is_turned else column


def _with_turned(part: Part, turned: frozenset[int], columns: Sequence[Measured]) -> Part:
    """The part with a head row as high as its upright titles are long in the lines that their columns have room for."""
    length = 0.0
    for index, width in zip(part.columns, part.widths, strict=True):
        if index in turned:
            lines = int((width - 2 * part.margin) * 100 / part.half_points / LINE)
            length = max(length, shortest_length(columns[index].words, max(lines, 1)))
    if not length:
        return part
    head = max(part.head_height, int(length * part.half_points / 100) + UPRIGHT_PADDING)
    upright = tuple(index for index in part.columns if index in turned)
    return part._replace(turned_titles=upright, head_height=head, height=part.height - part.head_height + head)


def _title_length(columns: Sequence[Measured], turned: frozenset[int], lines: int) -> float:
    lengths = [shortest_length(columns[index].words, lines) for index in turned]
    words = [max(columns[index].words) for index in turned]
    return max(min(max(lengths, default=0.0), _LONGEST_TITLE), max(words, default=0.0))


def _fit(columns: Sequence[Measured], groups: Groups, room: int, sizes: range) -> list[Part] | None:
    margins = (_NARROW_MARGIN,) if max(map(len, groups)) >= _WIDE_TABLE else (_WIDE_MARGIN, _NARROW_MARGIN)
    for margin in margins:
        for size in sizes:
            if all(sum(_least(columns[index], size, margin) for index in group) <= room for group in groups):
                chosen = [[columns[index] for index in group] for group in groups]
                widths = [_widths(some, size, margin, room) for some in chosen]
                return [_part(*plan, size, margin) for plan in zip(groups, chosen, widths, strict=True)]
    return None


def _part(group: tuple[int, ...], columns: list[Measured], widths: list[int], size: int, margin: int) -> Part:
    head, sampled = _heights(columns, widths, size, margin, SAMPLE)
    rows = sampled * max(1.0, columns[0].rows / SAMPLE)
    return Part(group, tuple(widths), size, margin, height=round(head + rows), head_height=round(head))


def _least(column: Measured, size: int, margin: int) -> int:
    """The narrowest width at which no word breaks."""
    return _twips(max(column.body, column.title), size, margin)


def _twips(width: float, size: int, margin: int) -> int:
    """The width of a column that holds this text: a half point is ten twips."""
    return int(width * size / 100) + 2 * margin + _SLACK


def _widths(columns: list[Measured], size: int, margin: int, room: int) -> list[int]:
    """The widths that make the part lowest."""
    least = [_least(column, size, margin) for column in columns]
    most = [_twips(column.widest_line, size, margin) for column in columns]
    demand = [column.demand for column in columns]
    best, best_height = share(least, most, demand, room), float("inf")
    tried: list[int] = []
    for lines in _HEAD_LINES:
        heads = [_twips(column.head * _RAGGED / lines, size, margin) for column in columns]
        wanted = [max(pair) for pair in zip(least, heads, strict=True)]
        if sum(wanted) <= room and wanted != tried:
            tried = wanted
            widths = share(wanted, most, demand, room)
            height = sum(_heights(columns, widths, size, margin, _COMPARED))
            if height < best_height:
                best, best_height = widths, height
    return best


def _heights(columns: list[Measured], widths: list[int], size: int, margin: int, sample: int) -> tuple[float, float]:
    """Estimated height of the head row and of the sampled rows, in twips."""
    line = size * LINE / 100
    rooms = [max(width - 2 * margin, 1) * 100 / size for width in widths]
    head = max(column.is_lettered + _lines(column.head / room) for column, room in zip(columns, rooms, strict=True))
    rooms = [LINE if column.is_upright else room for column, room in zip(columns, rooms, strict=True)]
    rows = zip(*(column.lines[:sample] for column in columns), strict=True)
    lines = [_lines(max(map(truediv, row, rooms))) for row in rows]
    return line * head + PADDING, line * sum(lines) + PADDING * len(lines)


def _lines(filled: float) -> int:
    """How many lines a text takes that would fill so many without ragged ends."""
    return 1 if filled <= 1 else 1 + int(filled * _RAGGED)
