"""Plans a table: font size and column widths from the measured text, so that no word breaks and rows stay low."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import truediv
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.metrics import line_width, longest_word
from vorlagenwerk.data.tree import Cell, Part, Table, plain_text

LARGEST, SMALLEST = 18, 14
"""Sizes of table text in half points: 9 pt where it fits, never below 7 pt."""

_WIDE_MARGIN, _NARROW_MARGIN = 80, 40
_WIDE_TABLE = 8
"""From this number of columns on, every twip of margin is missing somewhere."""
_SLACK = 24
"""Twips kept free in each column for rules and for the rounding of the program that sets the text."""
_SAMPLE = 200
"""Rows that decide how the room beyond the longest words is shared out; the longest words come from all rows."""
_HEAD_LINES = (1, 2, 3, 4, 5, 6, 8, 10, 14)
"""Heights of the head row that are tried: low heads need wide columns, and then the rows below grow."""
_COMPARED = 40
"""Rows whose height decides between them."""
_LINE = 1.15
"""Height of a line in font sizes."""
_RAGGED = 1.1
"""Ragged line ends lose about a tenth of the room."""
_PADDING = 60
"""Space above and below the text of a row, in twips."""

_Plan = tuple[list[int], tuple[int, ...]]


class _Measured(NamedTuple):
    """A column's text in thousandths of the font size."""

    longest: float
    lines: tuple[float, ...]
    head: float
    widest_line: float
    """Beyond this width the column's rows gain nothing."""
    demand: float
    """What the column asks of the shared room: its mean text and a little of its longest."""


def plan_parts(table: Table, text_width: int, style_half_points: int) -> tuple[Part, ...]:
    """The printed parts of a table as the planner decided, or, for a table that no planner has seen, as it is asked
    to be split; all in one font size.
    """
    if table.parts:
        return table.parts
    wished = table.split or (tuple(range(len(table.columns))),)
    texts = list(zip(*(row.cells for row in table.rows), strict=True)) or [()] * len(table.columns)
    measured = [_measure(table, index, cells) for index, cells in enumerate(texts)]
    largest = max(min(LARGEST, style_half_points), SMALLEST)
    margin = _NARROW_MARGIN if max(map(len, wished)) >= _WIDE_TABLE else _WIDE_MARGIN
    sizes = [size for size in range(largest, SMALLEST - 1, -1) if _all_fit(measured, wished, size, margin, text_width)]
    if not sizes and margin == _WIDE_MARGIN:
        margin = _NARROW_MARGIN
        sizes = [
            size for size in range(largest, SMALLEST - 1, -1) if _all_fit(measured, wished, size, margin, text_width)
        ]
    size = sizes[0] if sizes else SMALLEST
    parts = []
    for columns in wished:
        chosen = [measured[index] for index in columns]
        widths, overfull = _plan_part(columns, chosen, size, margin, text_width)
        sampled = _height(chosen, widths, size, margin, _SAMPLE)
        height = round(sampled * max(1.0, len(table.rows) / _SAMPLE))
        parts.append(Part(columns, tuple(widths), size, margin, overfull=overfull, height=height))
    return tuple(parts)


def _measure(table: Table, index: int, cells: Sequence[Cell]) -> _Measured:
    column = table.columns[index]
    bold = [column.letter, column.title]
    bold += _texts(row.cells[index] for row in table.rows[-1:] if row.kind == "summe")
    is_head = index == table.row_header
    longest = max(longest_word(_texts(set(cells)), bold=is_head), longest_word(bold, bold=True))
    lines = tuple(line_width(text, bold=False) for text in _texts(cells[:_SAMPLE]))
    widest = max(lines, default=0.0)
    demand = 0.75 * sum(lines) / max(len(lines), 1) + 0.25 * widest + 1
    return _Measured(longest, lines, line_width(column.title, bold=True), widest, demand)


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [cell if isinstance(cell, str) else plain_text(cell) for cell in cells]


def _all_fit(
    measured: list[_Measured], parts: tuple[tuple[int, ...], ...], size: int, margin: int, text_width: int
) -> bool:
    return all(sum(_least(measured[i], size, margin) for i in part) <= text_width for part in parts)


def _least(column: _Measured, size: int, margin: int) -> int:
    """The narrowest width at which no word breaks."""
    return _twips(column.longest, size, margin)


def _twips(width: float, size: int, margin: int) -> int:
    """The width of a column that holds this text: a half point is ten twips."""
    return int(width * size / 100) + 2 * margin + _SLACK


def _plan_part(part: tuple[int, ...], columns: list[_Measured], size: int, margin: int, room: int) -> _Plan:
    """The widths that make the part lowest, and the columns in which a word breaks nevertheless."""
    least = [_least(column, size, margin) for column in columns]
    needed = sum(least)
    if needed > room:
        overfull = tuple(index for index, width in zip(part, least, strict=True) if width * len(part) >= needed)
        return [width * room // needed for width in least], overfull
    most = [_twips(column.widest_line, size, margin) for column in columns]
    demand = [column.demand for column in columns]
    best, best_height = _share(least, most, demand, room), float("inf")
    tried: list[int] = []
    for lines in _HEAD_LINES:
        heads = [_twips(column.head * _RAGGED / lines, size, margin) for column in columns]
        wanted = [max(pair) for pair in zip(least, heads, strict=True)]
        if sum(wanted) <= room and wanted != tried:
            tried = wanted
            widths = _share(wanted, most, demand, room)
            height = _height(columns, widths, size, margin, _COMPARED)
            if height < best_height:
                best, best_height = widths, height
    return best, ()


def _share(least: list[int], most: list[int], demand: list[float], total: int) -> list[int]:
    """Widths that fill `total` by demand: never below `least`, and beyond `most` only if all have theirs."""
    most = [max(pair) for pair in zip(least, most, strict=True)]
    fixed: dict[int, int] = {}
    while True:
        free = [i for i in range(len(least)) if i not in fixed]
        room = total - sum(fixed.values())
        asked = sum(demand[i] for i in free) or 1.0
        wanted = {i: room * demand[i] / asked for i in free}
        # too narrow columns first: only what they leave over can be given away
        clamped = {i: least[i] for i in free if wanted[i] < least[i]} or {
            i: most[i] for i in free if wanted[i] > most[i]
        }
        if not clamped:
            widths = [fixed[i] if i in fixed else int(wanted[i]) for i in range(len(least))]
            return _stretch(widths, total)
        fixed |= clamped


def _stretch(widths: list[int], total: int) -> list[int]:
    """Give away what is left, so that all tables of a paper are as wide as its text."""
    left = total - sum(widths)
    given = [left * width // max(sum(widths), 1) for width in widths]
    stretched = [width + more for width, more in zip(widths, given, strict=True)]
    stretched[-1] += total - sum(stretched)
    return stretched


def _height(columns: list[_Measured], widths: list[int], size: int, margin: int, sample: int) -> float:
    """Estimated height of the head row and of the sampled rows, in twips."""
    line = size * 10 * _LINE
    rooms = [max(width - 2 * margin, 1) * 100 / (size * _RAGGED) for width in widths]
    head = max(1 + int(column.head / room) for column, room in zip(columns, rooms, strict=True)) + 1
    rows = zip(*(column.lines[:sample] for column in columns), strict=True)
    lines = [1 + int(max(map(truediv, row, rooms))) for row in rows]
    return line * (head + sum(lines)) + _PADDING * len(lines)
