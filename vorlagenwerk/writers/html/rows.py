"""Writes the rows of a table in batches: rows of plain text through one prepared pattern, others cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import cast

from vorlagenwerk.data.tree import Row
from vorlagenwerk.data.walking import has_words
from vorlagenwerk.writers.html.escaping import escape_lines
from vorlagenwerk.writers.html.inlines import InlineWriter

BATCH = 256
"""Rows that are escaped at once: enough to spread the cost, little to hold."""

SEPARATOR = "\t"
"""Stands between cells while a batch is escaped; a batch with a tab in a cell goes the slow way."""


class RowWriter:
    """Knows the mark-up of a table's rows; `classes` holds the class names of each column's cells."""

    def __init__(self, classes: Sequence[str], row_header: int | None, inlines: InlineWriter) -> None:
        self._classes = [f' class="{names}"' if names else "" for names in classes]
        self._row_header = row_header
        self._inlines = inlines
        self._pattern = self._fill(["%s"] * len(classes), row_header)

    def write(self, rows: Sequence[Row]) -> Iterator[str]:
        """The rows, one piece a batch."""
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            cells = self._plain_cells(batch)
            if cells is None:
                yield "".join(map(self._write_row, batch))
            else:
                yield self._pattern * len(batch) % tuple(cells)

    def _plain_cells(self, batch: Sequence[Row]) -> list[str] | None:
        """The escaped cells of all rows one after the other, or None where a row needs a closer look."""
        width = len(self._classes)
        if any(row.kind != "zeile" or len(row.cells) != width for row in batch):
            return None
        raw = cast("list[str]", list(chain.from_iterable(row.cells for row in batch)))
        try:
            joined = SEPARATOR.join(raw)
        except TypeError:  # a cell of inlines
            return None
        if self._row_header is not None and not all(map(str.strip, raw[self._row_header :: width])):
            return None
        cells = escape_lines(joined).split(SEPARATOR)
        return cells if len(cells) == len(raw) else None

    def _write_row(self, row: Row) -> str:
        cells = [self._inlines.write_cell(cell) for cell in row.cells]
        with_text = [index for index, cell in enumerate(row.cells) if has_words(cell)]
        if row.kind == "summe":
            return self._fill(cells, with_text[0] if with_text else None, ' class="summe"')
        # A head cell without text would head nothing, so an empty one is an ordinary cell.
        return self._fill(cells, self._row_header if self._row_header in with_text else None)

    def _fill(self, cells: Sequence[str], header: int | None, attribute: str = "") -> str:
        parts = [
            f'<th scope="row"{names}>{cell}</th>' if index == header else f"<td{names}>{cell}</td>"
            for index, (names, cell) in enumerate(zip(self._classes, cells, strict=True))
        ]
        return f"<tr{attribute}>{''.join(parts)}</tr>\n"
