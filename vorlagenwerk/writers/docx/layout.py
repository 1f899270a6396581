"""Plans a table: font size and column widths from the measured text, so that no word breaks and rows stay low."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from vorlagenwerk.data.tree import Cell, Column, Row, Table, plain_text
from vorlagenwerk.writers.docx.metrics import line_width, longest_word

LARGEST, SMALLEST = 18, 14
"""Sizes of table text in half points: 9 pt where it fits, never below 7 pt."""

_WIDE_MARGIN, _NARROW_MARGIN = 80, 40
_WIDE_TABLE = 8
"""From this number of columns on, every twip of margin is missing somewhere."""
_SLACK = 24
"""Twips kept free in each column for rules and for the rounding of the program that sets the text."""
_SAMPLE = 400
"""Rows that decide how the room beyond the longest words is shared out; the longest words come from all rows."""
_LINE = 1.25
"""Height of a line in font sizes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a printed part of a table is set."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    half_points: int
    margin: int
    overfull: tuple[int, ...]
    """Columns whose longest word is wider than the column even in the smallest size."""
    height: int
    """Estimated height in twips, exact up to the sample's size and extrapolated beyond."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A column's text in thousandths of the font size."""

    longest: float
    lines: tuple[float, ...]
    head: float

    @property
    def widest_line(self) -> float:
        return max(self.lines, default=0.0)

    @property
    def demand(self) -> float:
        """What the column asks of the shared room: its mean text, and its title as far as it is longer."""
        mean = sum(self.lines) / max(len(self.lines), 1)
        peak = self.widest_line
        return 0.6 * mean + 0.4 * peak + 0.15 * self.head


def plan_layouts(table: Table, text_width: int, style_half_points: int) -> list[Layout]:
    """A layout for each printed part, all in one font size."""
    parts = table.parts or (tuple(range(len(table.columns))),)
    measured = [_measure(column, index, table) for index, column in enumerate(table.columns)]
    largest = max(min(LARGEST, style_half_points), SMALLEST)
    margin = _NARROW_MARGIN if max(map(len, parts)) >= _WIDE_TABLE else _WIDE_MARGIN
    sizes = [size for size in range(largest, SMALLEST - 1, -1) if _all_fit(measured, parts, size, margin, text_width)]
    if not sizes and margin == _WIDE_MARGIN:
        margin = _NARROW_MARGIN
        sizes = [size for size in range(largest, SMALLEST - 1, -1) if _all_fit(measured, parts, size, margin, text_width)]
    size = sizes[0] if sizes else SMALLEST
    return [_plan_part(part, [measured[i] for i in part], size, margin, text_width, len(table.rows)) for part in parts]


def _measure(column: Column, index: int, table: Table) -> _Measured:
    texts = _column_texts(table.rows, index)
    title = f"{column.letter}\n{column.title}"
    longest = max(longest_word(texts, bold=index == table.row_header), longest_word([title], bold=True))
    summed = [_text(row.cells[index]) for row in table.rows[-1:] if row.kind == "summe"]
    longest = max(longest, longest_word(summed, bold=True))
    lines = tuple(line_width(text, bold=False) for text in islice(texts, _SAMPLE))
    return _Measured(longest, lines, line_width(column.title, bold=True))


def _column_texts(rows: Sequence[Row], index: int) -> list[str]:
    return [cell if isinstance(cell := row.cells[index], str) else plain_text(cell) for row in rows]


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else plain_text(cell)


def _all_fit(
    measured: list[_Measured], parts: tuple[tuple[int, ...], ...], size: int, margin: int, text_width: int
) -> bool:
    return all(sum(_least(measured[i], size, margin) for i in part) <= text_width for part in parts)


def _least(column: _Measured, size: int, margin: int) -> int:
    """The narrowest width in twips at which no word breaks: a half point is ten twips."""
    return int(column.longest * size / 100) + 2 * margin + _SLACK


def _plan_part(
    part: tuple[int, ...], measured: list[_Measured], size: int, margin: int, text_width: int, rows: int
) -> Layout:
    least = [_least(column, size, margin) for column in measured]
    overfull: tuple[int, ...] = ()
    if sum(least) > text_width:
        needed = sum(least)
        overfull = tuple(index for index, width in zip(part, least, strict=True) if width * len(part) > needed)
        widths = [width * text_width // needed for width in least]
    else:
        most = [max(low, int(c.widest_line * size / 100) + 2 * margin + _SLACK) for low, c in zip(least, measured, strict=True)]
        demand = [column.demand for column in measured]
        widths = _share(least, most, demand, text_width)
    height = _height(measured, widths, size, margin, rows)
    return Layout(part, tuple(widths), size, margin, overfull, height)


def _share(least: list[int], most: list[int], demand: list[float], total: int) -> list[int]:
    """Widths that fill `total`: in proportion to the demand, never below `least`, beyond `most` only at the end."""
    fixed: dict[int, int] = {}
    while True:
        free = [i for i in range(len(least)) if i not in fixed]
        room = total - sum(fixed.values())
        asked = sum(demand[i] for i in free) or 1.0
        wanted = {i: room * demand[i] / asked for i in free}
        # too narrow columns first: only what they leave over can be given away
        clamped = {i: least[i] for i in free if wanted[i] < least[i]} or {i: most[i] for i in free if wanted[i] > most[i]}
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


def _height(measured: list[_Measured], widths: list[int], size: int, margin: int, rows: int) -> int:
    line = size * 10 * _LINE
    rooms = [max(width - 2 * margin, 1) * 100 / size for width in widths]
    heads = max(_lines(column.head, room) for column, room in zip(measured, rooms, strict=True)) + 1
    sampled = list(zip(*(column.lines for column in measured), strict=True))
    total = sum(max(map(_lines, row, rooms)) * line + margin for row in sampled)
    return round(heads * line + total * rows / max(len(sampled), 1))


def _lines(width: float, room: float) -> int:
    # ragged line ends lose about a tenth of the room
    return 1 + int(width * 1.1 / room)
