"""How high the rows of a table are: every cell is measured, most of them at the speed of bytes."""

from __future__ import annotations

from collections.abc import Sequence

from vorlagenwerk.basics.typesetting.families import Family
from vorlagenwerk.basics.typesetting.lines import line_starts, strip_of
from vorlagenwerk.basics.typesetting.look import ParagraphLook
from vorlagenwerk.basics.typesetting.metrics import beyond_a_line, letter_widths, line_width, longest_word
from vorlagenwerk.basics.typesetting.rows import PrintedRows
from vorlagenwerk.data.tree import (
    Cell,
    Column,
    Part,
    Table,
)
from vorlagenwerk.data.walking import plain_text

THIN_RULE, STRONG_RULE = 10, 20
"""Rules between rows, and those around head and sums, in twips."""
_UPRIGHT_LINE, _UPRIGHT_PADDING = 1.2, 120
"""Width of an upright line in font sizes, and the room at both ends of it in twips."""


class Measure:
    """Measures the rows of one printed part of a table, with the rules above them; heights are twips."""

    def __init__(self, table: Table, part: Part, cell: ParagraphLook, family: Family) -> None:
        self._table = table
        self._part = part
        self.line = int(round(part.half_points * 10 * family.line) * cell.line)
        """Height of a line of text."""
        self._padding = round((cell.before + cell.after) * 20)
        # thousandths of the font size as if the text stood in Arial
        scale = part.half_points * family.width / 100
        self._rooms = [(width - 2 * part.margin) / scale for width in part.widths]
        self._regular, self._bold = _WordWidths(bold=False), _WordWidths(bold=True)

    def head(self) -> int:
        """The height of the head row."""
        lines, upright = 1, 0
        for index, width, room in self._columns():
            column = self._table.columns[index]
            if index in self._part.turned_titles or column.turned_title:
                upright = max(upright, self._upright(column.title, width, bold=True))
            else:
                lines = max(lines, _count(_title(column), room, self._bold))
        upright = (self._part.head_height or upright) if upright else 0
        return max(lines * self.line + self._padding, upright) + STRONG_RULE

    def rows(self, printed: PrintedRows) -> list[int]:
        """The height of each row."""
        rows = printed.rows
        counts = [1] * len(rows)
        least = [0] * len(rows)
        for index, width, room in self._columns():
            cells = [row.cells[index] for row in rows]
            alone = printed.spans.get(index)
            if self._table.columns[index].turned:
                needed = [self._upright(cell, width, bold=False) for cell in cells]
                least = list(map(max, least, _shared(needed, alone)))
            else:
                found = _counts(cells, room, self._bold if index == self._table.row_header else self._regular)
                counts = list(map(max, counts, _shared(found, alone)))
        for number, row in enumerate(rows):
            if row.kind != "zeile":
                bold = [_count(row.cells[index], room, self._bold) for index, _, room in self._columns()]
                counts[number] = max(counts[number], *bold)
        padding = self._padding + THIN_RULE
        heights = [max(count * self.line + padding, room) for count, room in zip(counts, least, strict=True)]
        return _with_strong_rules(heights, [row.kind == "summe" for row in rows])

    def _columns(self) -> list[tuple[int, int, float]]:
        return list(zip(self._part.columns, self._part.widths, self._rooms, strict=True))

    def _upright(self, cell: Cell, width: int, *, bold: bool) -> int:
        """The height of a cell whose text is read from below."""
        text = plain_text(cell)
        if not text:
            return 0
        lines = max(int((width - 2 * self._part.margin) / (self._part.half_points * 10 * _UPRIGHT_LINE)), 1)
        longest = max(longest_word([text], bold=bold), line_width(text, bold=bold) / lines)
        return round(longest * self._part.half_points / 100) + _UPRIGHT_PADDING


def _title(column: Column) -> str:
    return f"{column.letter}\n{column.title}" if column.letter else column.title


def _with_strong_rules(heights: list[int], sums: list[bool]) -> list[int]:
    """The heights with the rules below the head, above sums and below the last row."""
    more = STRONG_RULE - THIN_RULE
    heights = [height + more if is_sum else height for height, is_sum in zip(heights, sums, strict=True)]
    if heights:
        heights[0] += more
        heights[-1] += THIN_RULE
    return heights


def _shared(needed: list[int], alone: list[int] | None) -> list[int]:
    """What each row needs, where a cell that covers several rows finds its room in all of them."""
    if alone is None:
        return needed
    shared = list(needed)
    for number, count in enumerate(alone):
        for covered in range(number, number + count):
            shared[covered] = -(-needed[number] // count)
    return shared


class _WordWidths(dict[str, int]):
    """The width of each word in thousandths of the font size, measured when it first occurs in a table."""

    def __init__(self, *, bold: bool) -> None:
        self.bold = bold

    def __missing__(self, word: str) -> int:
        width = self[word] = sum(letter_widths(word, bold=self.bold))
        return width


def _counts(cells: Sequence[Cell], room: float, words: _WordWidths) -> list[int]:
    """The number of lines of each cell of a column."""
    texts = [cell if isinstance(cell, str) else plain_text(cell) for cell in cells]
    counts = [1] * len(texts)
    for index in beyond_a_line(texts, room, bold=words.bold):
        counts[index] = _count(cells[index], room, words)
    return counts


def _count(cell: Cell, room: float, words: _WordWidths) -> int:
    """The number of lines of a cell; tables are not hyphenated."""
    if not isinstance(cell, str):
        strip = strip_of(cell, bold=words.bold)
        return len(line_starts(strip.text, strip.widths, room))
    if "\n" in cell:
        return len(line_starts(cell, letter_widths(cell, bold=words.bold), room))
    blank = words[" "]
    lines, left = 1, room
    for word in cell.split(" "):
        width = words[word]
        if width > left:
            if width > room or "-" in word or "–" in word:
                return len(line_starts(cell, letter_widths(cell, bold=words.bold), room))
            lines += 1
            left = room
        left -= width + blank
    return lines
