"""Upright text in tables: in how many lines it stands, and how high that makes the rows beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from vorlagenwerk.basics import german
from vorlagenwerk.basics.typesetting.columns import LINE, shortest_length
from vorlagenwerk.basics.typesetting.metrics import line_width
from vorlagenwerk.basics.typesetting.rows import PrintedRows
from vorlagenwerk.data.tree import Column, Part
from vorlagenwerk.data.walking import plain_text

_LINE = LINE / 1000
_SLACK = 1.03
"""Upright lines are a little longer than the text that was measured for them, since fonts differ."""
_UNIT = r"\bin (?:(?:Tsd\.|Mio\.|Mrd\.)[ \u00a0])?\S+$"
_END = 2
"""Points by which the mark-up makes upright cells longer than their lines."""


class UprightCells:
    """The upright cells of a part; `spans` and all places count its columns, `padding` is that of a cell in points."""

    def __init__(
        self,
        columns: Sequence[Column],
        part: Part,
        printed: PrintedRows,
        spans: Mapping[int, Sequence[int]],
        padding: float,
    ) -> None:
        self.places = tuple(place for place, column in enumerate(columns) if column.turned)
        self._part = part
        self._printed = printed
        self._spans = spans
        self._padding = padding
        self._line = part.half_points / 2 * _LINE
        others = (place for place in range(len(columns)) if place not in spans and place not in self.places)
        self._strut = next(others, None)
        """The first column with a cell in each row, which can make the row as high as it must be."""

    def length(self, place: int, count: int, text: str) -> float:
        """The length of a cell's lines in points: as few lines as the rows that it covers are high enough for."""
        words = [line_width(word, bold=False) for word in text.split()]
        whole = sum(words) + (len(words) - 1) * line_width(" ", bold=False)
        shortest, longest = (upright_length(said, self._part, place) for said in (tuple(words), (whole,)))
        room = count * (self._line + self._padding) - self._padding - _END
        return max(shortest, min(int(room), longest))

    def least(self, number: int, place: int) -> float:
        """The least height in points of a cell beside upright ones, 0 where a line is high enough."""
        return self._shares.get(number, 0) if place == self._strut else 0

    @cached_property
    def _shares(self) -> dict[int, float]:
        """As in Word each row has its share of what upright text needs; Typst would give all of it to the last one."""
        shares: dict[int, float] = {}
        for place in self.places:
            for number, count in enumerate(self._spans.get(place, ())):
                row = self._printed.rows[number]
                text = plain_text(row.cells[self._part.columns[place]])
                if count > 1 and row.kind == "zeile" and text.strip():
                    needed = self.length(place, count, text) + _END + self._padding
                    share = round(needed / count - self._padding, 1)
                    if share > self._line:
                        shares |= {at: max(share, shares.get(at, 0)) for at in range(number, number + count)}
        return shares


def whole_unit(title: str, length: float) -> str:
    """The title, whose unit at the end (“in Tsd. €”) stays on one line of this length in font sizes.

    It reads badly in two, and no title takes more lines for it.
    """
    found = re.search(_UNIT, title)
    if not found or line_width(found[0], bold=True) > length * 1000:
        return title
    return title[: found.start()] + found[0].replace(" ", german.NO_BREAK)


def line_room(part: Part, place: int) -> float:
    """The room for a line in a column, in font sizes."""
    return (part.widths[place] - 2 * part.margin) / (part.half_points * 10)


def upright_length(words: tuple[float, ...], part: Part, place: int) -> float:
    """The length in points at which upright text, of words that are so wide, fills its column with lines."""
    lines = max(int(line_room(part, place) / _LINE), 1)
    return round(shortest_length(words, lines) * part.half_points / 2000 * _SLACK + 1, 1)
