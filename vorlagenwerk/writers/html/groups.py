"""Writes the rows of a table with merged cells: a group of rows is a body of its own, headed by the cell they share.

A head cell of the scope “rowgroup” heads all the rest of its body, so each cell of the first merged column begins a
body (HTML, 4.9.12.2 “Forming relationships between data cells and header cells”). Merged cells further to the right
head just the rows that they cover, which is what the scope “row” means for a cell of several rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vorlagenwerk.data.tree import (
    Row,
    Table,
)
from vorlagenwerk.data.walking import has_words, plain_text, spans
from vorlagenwerk.writers.html.inlines import InlineWriter


class GroupWriter:
    """Knows the merged cells of a table; `classes` holds the class names of each column's cells."""

    def __init__(self, table: Table, classes: Sequence[str], inlines: InlineWriter) -> None:
        self._rows = table.rows
        self._row_header = table.row_header
        self._classes = classes
        self._inlines = inlines
        self._spans = spans(table)
        self._first = min(self._spans, default=-1)

    def write(self, start: int, end: int) -> Iterator[str]:
        """The bodies of the rows from `start` to `end`, one piece a row; a sum belongs to the group above it."""
        for number in range(start, end):
            begins = self._first >= 0 and self._spans[self._first][number] and self._rows[number].kind == "zeile"
            if begins and number > start:
                yield "</tbody>\n<tbody>\n"
            yield self._row(number) if self._rows[number].kind == "zeile" else self._sum(self._rows[number])

    def _row(self, number: int) -> str:
        cells = self._rows[number].cells
        parts: list[str] = []
        for index, (cell, classes) in enumerate(zip(cells, self._classes, strict=True)):
            covered = self._spans[index][number] if index in self._spans else 1
            if covered:
                rows = f' rowspan="{covered}"' if covered > 1 else ""
                scope = self._scope(index) if has_words(cell) else ""
                parts.append(self._cell(self._inlines.write_cell(cell), scope, rows, classes))
        return f"<tr>{''.join(parts)}</tr>\n"

    def _scope(self, index: int) -> str:
        """What a cell with text heads in its direction; "" for a cell of data."""
        if self._row_header is None or index > self._row_header:
            return ""
        if index == self._row_header:
            return "row"
        if index not in self._spans:
            return ""
        return "rowgroup" if index == self._first else "row"

    def _sum(self, row: Row) -> str:
        """A sum, its words as wide as there is room, since the columns of groups are narrow."""
        texts = [plain_text(cell).strip() for cell in row.cells]
        label = next((index for index, text in enumerate(texts) if text), len(texts))
        end = next((index for index in range(label + 1, len(texts)) if texts[index]), len(texts))
        parts: list[str] = []
        for index, (cell, classes) in enumerate(zip(row.cells, self._classes, strict=True)):
            if index == label:
                columns = f' colspan="{end - label}"' if end - label > 1 else ""
                parts.append(self._cell(self._inlines.write_cell(cell), "row", columns, classes))
            elif not label < index < end:
                parts.append(self._cell(self._inlines.write_cell(cell), "", "", classes))
        return f'<tr class="summe">{"".join(parts)}</tr>\n'

    @staticmethod
    def _cell(inside: str, scope: str, covered: str, classes: str) -> str:
        named = f' class="{classes}"' if classes else ""
        return f'<th scope="{scope}"{covered}{named}>{inside}</th>' if scope else f"<td{covered}{named}>{inside}</td>"
