"""The rows of a table: plain ones travel as data beside the mark-up, the others are written cell by cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.columns import LINE
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.basics.typesetting.rows import PrintedRows
from vorlagenwerk.data.tree import (
    Cell,
    Part,
    Table,
)
from vorlagenwerk.data.walking import plain_text
from vorlagenwerk.writers.pdf.inlines import InlineWriter
from vorlagenwerk.writers.pdf.literals import clean
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.ties import ties
from vorlagenwerk.writers.pdf.upright import UprightCells, line_room

_TALLEST = 0.5
"""A row higher than this part of a page may break; any other moves to the next page as a whole."""
_LONG_ROW = 400
"""Letters from which a row's height is worth an estimate."""
_PLAIN, _HEAD = 0, 1
_KINDS = {"zeile": _PLAIN, "summe": 2, "uebertrag": 3}
"""How cells look, as the mark-up counts it."""


class _Form(NamedTuple):
    """How a cell is set: its look, how many rows it covers, the length of its upright lines and its least height."""

    look: int
    rows: int
    length: float
    least: float


_PLAIN_FORM = _Form(_PLAIN, 1, 0, 0)


class CellWriter:
    """Writes the rows of one part of a table."""

    def __init__(
        self, table: Table, part: Part, printed: PrintedRows, page: Page, inlines: InlineWriter, padding: float
    ) -> None:
        self._table = table
        self._part = part
        self._printed = printed
        self._inlines = inlines
        self._tallest = page.text_height / TWIPS * _TALLEST
        columns = [table.columns[index] for index in part.columns]
        head = part.columns.index(table.row_header) if table.row_header in part.columns else None
        groups = () if head is None else (place for place in range(head) if columns[place].merged)
        self._head = head
        self.heads = () if head is None else (*groups, head)
        """The places of the columns whose cells head their rows; merged ones before that of the rows head groups."""
        self._spans = {place: printed.spans[i] for place, i in enumerate(part.columns) if i in printed.spans}
        self._upright = UprightCells(columns, part, printed, self._spans, padding)
        self._is_plain = not self._spans and not self._upright.places
        self.page_ends = [at - 1 for at in sorted(printed.begins)]
        """The rows behind which a new page begins: a sum carried over that the next row takes up."""

    @cached_property
    def ties(self) -> str:
        """The arguments for the cells that tie rows together, "" for none; a small table is whole without them.

        Of a table whose pages end where it says so, only the first piece can be torn: by the text above it.
        """
        printed, count = self._printed, len(self._printed.rows)
        if printed.is_small or (self.page_ends and not printed.whole):
            return ""
        column = len(self._part.columns)
        if self.page_ends:
            # the last row is broken behind its text, where the page ends
            return ties(frozenset(range(printed.whole - 2)), count, column, lambda start, end: True)
        return ties(printed.kept, count, column, self._fit)

    def rows(self, data: dict[str, str]) -> Iterator[str]:
        """The arguments for the rows; what travels as data is added to `data` under the name that the mark-up uses."""
        pick = _picker(self._part.columns, len(self._table.columns))
        last = ""
        at = 0
        for (kind, in_markup), run in groupby(
            self._printed.rows, lambda row: (row.kind, self._needs_markup(row.cells))
        ):
            rows = [pick(row.cells) for row in run]
            if kind == "summe" != last:
                yield "table.hline(stroke:kraeftig)"
            last = kind
            if in_markup or kind == "uebertrag":
                for number, cells in enumerate(rows, at):
                    if written := self._written(number, cells, kind):
                        yield written
                    if number in self.page_ends:
                        yield "table.hline(stroke:none)"
            else:
                name = f"zeilen-{len(data) + 1}"
                data[name], argument = self._as_data(name, at, rows, kind)
                yield argument
            at += len(rows)

    def _needs_markup(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has marked text, words to be broken, or is too tall to be kept whole."""
        if self._part.overfull or any(type(cells[index]) is not str for index in self._part.columns):
            return True
        if sum(map(len, cells)) <= _LONG_ROW:
            return False
        return self._height([cells[index] for index in self._part.columns]) > self._tallest

    def _as_data(self, name: str, at: int, rows: list[Sequence[Cell]], kind: str) -> tuple[str, str]:
        """Some rows as JSON, and the argument that asks for them."""
        if self._is_plain:
            cleaned: list[object] = [[clean(str(cell)) for cell in cells] for cells in rows]
            head = "none" if self._head is None else str(self._head)
            argument = f'..zeilen("{name}",{head})' if kind == "zeile" else f'..summen("{name}",{_KINDS[kind]})'
        else:
            cleaned = []
            for number, cells in enumerate(rows, at):
                for place in self._starting(number):
                    text = clean(str(cells[place]))
                    form = self._form(number, place, text, kind)
                    cleaned.append(text if form == _PLAIN_FORM else [text, *form])
            argument = f'..zellen("{name}")'
        return json.dumps(cleaned, ensure_ascii=False, separators=(",", ":")), argument

    def _written(self, number: int, cells: Sequence[Cell], kind: str) -> str:
        """The cells of a row as expressions."""
        is_tall = self._height(cells) > self._tallest
        edge = "oben(" if number - 1 in self.page_ends else "unten(innen," if number in self.page_ends else ""
        written = []
        for place in self._starting(number):
            cell = cells[place]
            form = self._form(number, place, plain_text(cell), kind)
            room = form.length / (self._part.half_points / 2) if form.length else line_room(self._part, place)
            content = self._inlines.cell(cell, room)
            if form != _PLAIN_FORM:
                content = f"zelle({content},{form.look},{form.rows},{form.length:g},{form.least:g})"
            if edge:
                content = f"{edge}{content})"
            elif is_tall and form.rows == 1 and not form.length:
                content = f"hoch({content})"
            written.append(content)
        return ",".join(written)

    def _starting(self, number: int) -> Sequence[int]:
        """The places at which the row has a cell of its own."""
        places = range(len(self._part.columns))
        return [p for p in places if p not in self._spans or self._spans[p][number]] if self._spans else places

    def _form(self, number: int, place: int, text: str, kind: str) -> _Form:
        """How a cell is set."""
        look = _KINDS[kind] or (_HEAD if place == self._head else _PLAIN)
        count = self._spans[place][number] if place in self._spans else 1
        is_upright = place in self._upright.places and kind == "zeile" and bool(text.strip())
        length = self._upright.length(place, count, text) if is_upright else 0
        return _Form(look, count, length, self._upright.least(number, place))

    def _fit(self, start: int, end: int) -> bool:
        """Whether these rows together are low enough to move to the next page as a whole."""
        pick = _picker(self._part.columns, len(self._table.columns))
        return sum(self._height(pick(row.cells)) for row in self._printed.rows[start:end]) < self._tallest

    def _height(self, cells: Sequence[Cell]) -> float:
        """Estimated height of a row in points."""
        lines = 1.0
        for place, cell in enumerate(cells):
            text = cell if isinstance(cell, str) else plain_text(cell)
            # half the font size is the mean width of a letter; ragged ends take the rest
            lines = max(lines, len(text) * 0.55 / line_room(self._part, place) + text.count("\n"))
        return lines * self._part.half_points / 2 * LINE / 1000


def _picker(columns: tuple[int, ...], count: int) -> Callable[[Sequence[Cell]], Sequence[Cell]]:
    """Selects a part's cells from a row."""
    if columns == tuple(range(count)):
        return lambda cells: cells
    if len(columns) == 1:
        return lambda cells: (cells[columns[0]],)
    return itemgetter(*columns)
