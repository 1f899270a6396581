"""Cells that cover several rows, and the room that upright letters need."""

from __future__ import annotations

from typing import ClassVar

from vorlagenwerk.basics.typesetting.metrics import line_width, longest_word
from vorlagenwerk.basics.typesetting.rows import PrintedRows
from vorlagenwerk.data.tree import (
    Cell,
    Column,
    Part,
    Table,
)
from vorlagenwerk.data.walking import plain_text

_LINE, _RAGGED, _PADDING = 1.2, 1.15, 120
"""Height of a line in font sizes, what ragged ends lose, and space at both ends of upright letters in twips."""


class Merging:
    """The merged and the upright cells of a table's part, row by row."""

    BEGIN: ClassVar[str] = '<w:vMerge w:val="restart"/>'
    COVERED: ClassVar[str] = "<w:vMerge/>"

    def __init__(self, table: Table, layout: Part, printed: PrintedRows) -> None:
        self._table = table
        self._layout = layout
        self._rows, self._spans = printed.rows, printed.spans
        self._heights = self._upright_heights()

    def marks(self, row: int) -> tuple[str, ...]:
        """The `w:vMerge` of each printed cell."""
        return tuple(self._mark(index, row) for index in self._layout.columns)

    def height(self, row: int) -> int:
        """The least height of the row in twips, 0 where nothing stands upright."""
        return self._heights.get(row, 0)

    def _mark(self, index: int, row: int) -> str:
        count = self._spans[index][row] if index in self._spans else 1
        return self.COVERED if count == 0 else self.BEGIN if count > 1 else ""

    def _upright_heights(self) -> dict[int, int]:
        heights: dict[int, int] = {}
        for index, width in zip(self._layout.columns, self._layout.widths, strict=True):
            if not self._table.columns[index].turned:
                continue
            counts = self._spans.get(index, [1] * len(self._rows))
            for row, count in enumerate(counts):
                if count and self._rows[row].kind == "zeile":
                    needed = upright_length(self._rows[row].cells[index], width, self._layout, bold=False)
                    for covered in range(row, row + count):
                        heights[covered] = max(heights.get(covered, 0), -(-needed // count))
        return heights


def upright_length(cell: Cell, width: int, layout: Part, *, bold: bool) -> int:
    """The height in twips that a text needs when it stands upright in a column of this width."""
    text = plain_text(cell)
    lines = max(int((width - 2 * layout.margin) / (layout.half_points * 10 * _LINE)), 1)
    longest = max(longest_word([text], bold=bold), line_width(text, bold=bold) * (_RAGGED if lines > 1 else 1) / lines)
    return round(longest * layout.half_points / 100) + _PADDING if text else 0


def head_height(columns: tuple[Column, ...], upright: frozenset[int], layout: Part) -> int:
    """The height of the head row in twips: as planned, or as its upright titles need it."""
    if layout.head_height or not upright:
        return layout.head_height if upright else 0
    widths = zip(layout.columns, layout.widths, strict=True)
    return max(upright_length(columns[i].title, width, layout, bold=True) for i, width in widths if i in upright)
