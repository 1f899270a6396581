"""Which rows a printed part of a table shows, what its merged cells cover, and which rows share a page."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from vorlagenwerk.data.tree import Part, Row, Table
from vorlagenwerk.data.walking import has_words, spans

_SMALL_TABLE, _SMALL_ROWS = 5700, 20
"""A table no higher than this (about 10 cm, in twips), with at most so many rows, stays on one page."""
_SMALL_GROUP = 12
"""Rows of a group that still go to the next page as a whole."""


class PrintedRows(NamedTuple):
    """The rows of a part; `spans` says for each merged column, by its index in the table, what `walking.spans` says.

    The first `whole` rows stay together.
    """

    rows: tuple[Row, ...]
    spans: dict[int, list[int]]
    whole: int = 0

    @property
    def is_small(self) -> bool:
        """Whether all rows share a page."""
        return self.whole >= len(self.rows)

    @property
    def kept(self) -> frozenset[int]:
        """Rows that no page ends behind: before a sum, in small groups and tables, behind the first, before the last.

        Neither a sum nor a single row of a long table stands alone on a page.
        """
        if self.is_small:
            return frozenset(range(len(self.rows) - 1))
        kinds = [row.kind for row in self.rows]
        kept = {at for at, kind in enumerate(kinds[:-1]) if kinds[at + 1] != "zeile" and kind != "uebertrag"}
        ends = {0, len(kinds) - 2} if len(kinds) > 2 else ()
        kept |= {at for at in ends if kinds[at] == kinds[at + 1] == "zeile"}
        for counts in self.spans.values():
            for at, count in enumerate(counts):
                if 1 < count <= _SMALL_GROUP:
                    kept |= set(range(at, at + count - 1))
        kept |= set(range(self.whole - 1))
        return frozenset(kept)

    @property
    def begins(self) -> frozenset[int]:
        """Rows that begin a page: carried sums that repeat the one above them."""
        return frozenset(_begins(self.rows))


def printed_rows(table: Table, part: Part) -> PrintedRows:
    """The rows without sums whose figures all stand in other parts: here they would say nothing.

    Carried sums stand in every part, so that the pages of all parts end behind the same rows.
    """
    shown = set(part.columns)
    covered = {index: counts for index, counts in spans(table).items() if index in shown}
    hidden = {at for at, row in enumerate(table.rows) if row.kind == "summe" and _is_hidden(table, row, shown)}
    if not hidden:
        return PrintedRows(table.rows, covered, _whole(table, part, table.rows))
    left = [number for number in range(len(table.rows)) if number not in hidden]
    rows = tuple(table.rows[number] for number in left)
    left_spans = {index: [counts[number] for number in left] for index, counts in covered.items()}
    return PrintedRows(rows, left_spans, _whole(table, part, rows))


def _begins(rows: tuple[Row, ...]) -> list[int]:
    """The carried sums that repeat the one above them on a new page."""
    kinds = [row.kind for row in rows]
    if "uebertrag" not in kinds:
        return []
    return [at for at, pair in enumerate(pairwise(kinds), 1) if pair == ("uebertrag", "uebertrag")]


def _whole(table: Table, part: Part, rows: tuple[Row, ...]) -> int:
    """How many rows from the first on share a page.

    Where sums are carried wherever a page ends, the rows before the first end do: if they find no room after all,
    they move to the next page together, and none is parted from the carried sum below it.
    """
    begins = _begins(rows)
    if table.carried:
        return begins[0] if begins else len(rows)
    is_small = len(rows) <= _SMALL_ROWS and 0 < part.height <= _SMALL_TABLE and not begins
    return len(rows) if is_small else 0


def _is_hidden(table: Table, row: Row, shown: set[int]) -> bool:
    """Whether the row has figures, but none in these columns."""
    if row.values:
        figures = {index for index, value in enumerate(row.values) if value is not None}
    else:  # a row without values behind its texts: the row's head and key columns hold its name
        names = {table.row_header, *(index for index, column in enumerate(table.columns) if column.is_key)}
        figures = {index for index, cell in enumerate(row.cells) if has_words(cell)} - names
    return bool(figures) and not figures & shown
