"""What the columns of a table need: their longest words, their lines, their titles, measured once for every plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.look import FACTS
from vorlagenwerk.basics.typesetting.metrics import line_width, longest_word
from vorlagenwerk.data.tree import (
    Cell,
    Column,
    Row,
    Table,
)
from vorlagenwerk.data.walking import plain_text, spans

LINE = 1150
"""Height of a line in thousandths of the font size."""
SAMPLE = 200
"""Rows that decide how the room beyond the longest words is shared out; the longest words come from all rows."""
_LONGEST_LABEL = 16_000
"""In a table of single facts the names on the left stand on one line, if they are no longer than this."""
_MOST_UPRIGHT_LINES = 3
_UPRIGHT_SPACE = 270
"""Space above and below the lines of an upright title, which then stand side by side."""
_UPRIGHT_ROWS = 2
"""Lines of a row that upright text beside it is reckoned to have for its length."""
_SLANT = 90
"""Room beside words in italics, which LibreOffice breaks otherwise: a twelfth of the font size."""
_BLANK, _EM = 278, 1000
"""Widths of blanks: between words, and between a column's letter and its upright title."""


class Measured(NamedTuple):
    """A column's text in thousandths of the font size."""

    body: float
    """The longest word in the cells; for upright cells the height of their lines side by side."""
    title: float
    """The longest word in the head, or the height of its lines side by side where it stands upright."""
    head: float
    """The title on one line; 0 where it stands upright."""
    lines: tuple[float, ...]
    """The sampled cells on one line; a merged cell lends each of its rows a share."""
    widest_line: float
    """Beyond this width the column's rows gain nothing."""
    demand: float
    """What the column asks of the shared room: its mean text and a little of its longest."""
    words: tuple[float, ...]
    """What `title_words` says."""
    is_lettered: bool
    rows: int
    """How many rows the table has."""
    is_upright: bool
    """Whether the cells' text stands upright, so that `lines` are heights."""

    @property
    def gains_by_turning(self) -> bool:
        """Whether the title alone makes the column wide: its longest word is wider than everything in the cells."""
        return self.title > self.widest_line

    def turned(self, length: float) -> Measured:
        """The column with its title upright in lines of this length."""
        height = float(lines_within(self.words, length) * LINE + _UPRIGHT_SPACE)
        return self._replace(title=height, head=0.0, is_lettered=False)

    def broken(self, longest: float) -> Measured:
        """The column as if no word were longer than this: longer ones are going to be broken."""
        return self._replace(body=min(self.body, longest), title=min(self.title, longest))


def measure(table: Table) -> tuple[Measured, ...]:
    """All columns of a table."""
    texts = list(zip(*(row.cells for row in table.rows), strict=True)) or [()] * len(table.columns)
    covered = spans(table) if any(column.merged for column in table.columns) else {}
    sums = [row for row in table.rows if row.kind != "zeile"]
    return tuple(
        _measure(table, index, cells, _longest_sum(sums, index), covered.get(index))
        for index, cells in enumerate(texts)
    )


def _longest_sum(sums: Sequence[Row], index: int) -> float:
    """The longest word in a column's sums, which stand in bold, or in italics where they are carried."""
    carried = [row.cells[index] for row in sums if row.kind == "uebertrag"]
    slanted = longest_word(texts_of(carried), bold=True) + _SLANT if carried else 0.0
    return max(longest_word(texts_of(row.cells[index] for row in sums), bold=True), slanted)


def _measure(
    table: Table, index: int, cells: Sequence[Cell], longest_sum: float, covered: list[int] | None
) -> Measured:
    column = table.columns[index]
    title = longest_word([column.letter, column.title], bold=True)
    body = max(longest_word(texts_of(set(cells)), bold=index == table.row_header), longest_sum)
    if table.role == FACTS and index == table.row_header:
        labels = max((line_width(text, bold=True) for text in texts_of(cells)), default=0.0)
        body = max(body, min(labels, _LONGEST_LABEL))
    lines = [line_width(text, bold=False) for text in texts_of(cells[:SAMPLE])]
    widest = max(lines, default=0.0)
    if column.turned:
        side_by_side = _upright_lines(lines, covered)
        lines, body = [width / side_by_side for width in lines], float(side_by_side * LINE)
        widest = body
    if covered:
        lines = _shared(lines, covered)
    mean = sum(lines) / max(len(lines), 1)
    demand = 0.0 if column.turned else 0.75 * mean + 0.25 * widest + 1
    head = line_width(column.title, bold=True)
    words, is_lettered = title_words(column), bool(column.letter)
    return Measured(body, title, head, tuple(lines), widest, demand, words, is_lettered, len(cells), column.turned)


def title_words(column: Column) -> tuple[float, ...]:
    """The widths of the words of a title; where it stands upright, the column's letter comes first in its line."""
    first, *others = (line_width(word, bold=True) for word in column.title.split(" "))
    letter = line_width(column.letter, bold=True) + _EM if column.letter else 0
    return (letter + first, *others)


def texts_of(cells: Iterable[Cell]) -> list[str]:
    """The cells as a reader sees them."""
    return [cell if isinstance(cell, str) else plain_text(cell) for cell in cells]


def _upright_lines(lines: list[float], covered: list[int] | None) -> int:
    """How many lines upright text needs side by side to be no longer than its rows are high; at most three."""
    rows = covered or [1] * len(lines)
    needed = [width / (max(count, 1) * _UPRIGHT_ROWS * LINE) for width, count in zip(lines, rows, strict=False)]
    return max(1, min(_MOST_UPRIGHT_LINES, -int(-max(needed, default=0.0) // 1)))


def _shared(lines: list[float], covered: list[int]) -> list[float]:
    """Each row's share in the text of a cell that covers several rows."""
    shared: list[float] = []
    share = 0.0
    for width, count in zip(lines, covered, strict=False):
        share = width / count if count else share
        shared.append(share)
    return shared


def lines_within(words: Sequence[float], length: float) -> int:
    """How many lines of this length the words take, each line filled before the next begins."""
    lines, used = 1, 0.0
    for width in words:
        if used and used + _BLANK + width > length:
            lines, used = lines + 1, width
        else:
            used += width + (_BLANK if used else 0)
    return lines


@lru_cache(maxsize=1024)
def shortest_length(words: tuple[float, ...], lines: int) -> float:
    """The least length, in whole thousandths, at which the words stand in so many lines."""
    low, high = int(max(words)), int(sum(words)) + _BLANK * len(words)
    while low < high:
        middle = (low + high) // 2
        if lines_within(words, middle) > lines:
            low = middle + 1
        else:
            high = middle
    return low
