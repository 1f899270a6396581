"""Behind which rows the pages of a table end that carries its sums: decided here, so that the sums can stand there.

Nobody breaks a page exactly as the next program does. So pages end a little early, and whoever prints the table keeps
the rows of a page together: what finds no room after all moves as a whole, and no carried sum stands elsewhere than at
the end of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise, repeat
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.boxes import BoxMaker
from vorlagenwerk.basics.typesetting.families import family_of
from vorlagenwerk.basics.typesetting.filling import boxes_on
from vorlagenwerk.basics.typesetting.flow import Pages, Rows
from vorlagenwerk.basics.typesetting.fonts import printable
from vorlagenwerk.basics.typesetting.heights import Measure
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.basics.typesetting.rows import PrintedRows
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.tree import Block, Document, Part, Row, Table
from vorlagenwerk.data.walking import every_block, places, spans, with_blocks

_LEAST_ROWS = 3
"""Rows that a table shows on its first page at least; with less room it begins on the next one."""
_SPARE_LINES = 2
"""Lines of table text that stay free on each page: a cell may take one more elsewhere."""
_SPARE, _SPARE_ABOVE = 0.01, 0.03
"""Share of a page that stays free as well, and share of what stands above the table on its first one."""

_LEAST_PADDING = 1
"""Points above and below the text of a cell that the PDF leaves in any case."""


def page_ends(document: Document, look: Look, carried: Sequence[Row]) -> list[tuple[int, ...]]:
    """For each table that carries its sums the indexes of the rows behind which a page ends, in Word and in the PDF.

    `carried` holds for each of these tables, in the order of reading, the row of sums that takes the most room.
    """
    blocks = (*document.cover, *document.children)
    looks = _looks(look)
    rows = iter(carried)
    printed = (
        (columns, part)
        for table in every_block(blocks)
        if isinstance(table, Table)
        for columns in [_Columns(table, looks, next(rows)) if table.carried else None]
        for part in range(len(table.parts))
    )
    makers = [BoxMaker(look, list(places(blocks))) for look in looks]
    pages = [Pages() for _ in looks]
    outline = replace(document, cover=_without_rows(document.cover), children=_without_rows(document.children))
    flows = map(boxes_on, pages, repeat(outline), looks, makers)
    found: list[tuple[int, ...]] = []
    for boxes in zip(*flows, strict=True):
        columns, part = next(printed) if isinstance(boxes[0], Rows) else (None, 0)
        if columns and not part:
            rooms = [one.rooms_for(box) for one, box in zip(pages, boxes, strict=True)]
            found.append(columns.cut(rooms, min(one.further_room for one in pages)))
            if len(found) == len(carried):
                break
        for number, (one, box) in enumerate(zip(pages, boxes, strict=True)):
            one.add(columns.box(box, number, part, found[-1]) if columns and isinstance(box, Rows) else box)
    return found


def _looks(look: Look) -> tuple[Look, ...]:
    """The look in Word, and that in the PDF where it needs other room: other fonts may run wider."""
    cell = look.role("tabellentext")
    roomy = cell._replace(before=max(cell.before, _LEAST_PADDING), after=max(cell.after, _LEAST_PADDING))
    printed, replaced = printable(look._replace(roles={**look.roles, "tabellentext": roomy}))
    return (look, printed) if replaced or roomy != cell else (look,)


def _without_rows(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the rows of tables that carry sums: these are measured for all parts together."""
    return tuple([_without_rows_of(block) for block in blocks])


def _without_rows_of(block: Block) -> Block:
    if isinstance(block, Table):
        return replace(block, rows=()) if block.carried else block
    return with_blocks(block, _without_rows)


class Stack(NamedTuple):
    """The rows of a table as heights in twips: of its head, of each row, of a row of carried sums.

    No page ends behind the rows in `kept`, if a page can hold them with those below, and none begins with `sums`.
    """

    head: int
    heights: Sequence[int]
    kept: frozenset[int]
    sums: frozenset[int]
    carried: int


def cut(stack: Stack, first: int, fresh: int, further: int) -> tuple[int, ...]:
    """The rows behind which a page ends, for a table with this room on its first page, on the next one if it rather
    begins there, and on further pages.
    """
    head, heights, _, _, carried = stack
    rest = [*accumulate(reversed(heights), initial=0)][::-1]
    if head + rest[0] <= first:
        return ()
    units = list(_units(stack, further - head - 2 * carried))
    begun = next((end for _, end in units if end >= _LEAST_ROWS), len(heights))
    room = first if head + rest[0] - rest[begun] + carried <= first else fresh
    ends: list[int] = []
    page, used = 0, head
    for start, end in units:
        height = rest[start] - rest[end]
        if start > page and used + height + carried > room and used + rest[start] > room:
            ends.append(start - 1)
            page, used, room = start, head + carried, further
        used += height
        while used > room:  # one row is higher than a page
            used -= max(room - head, 1)
            room = further
    return tuple(ends)


def _units(stack: Stack, most: int) -> Iterator[tuple[int, int]]:
    """The rows that stay together, each from its first to before its end; loosened where no page holds them."""
    start, count = 0, len(stack.heights)
    while start < count:
        end = start + 1
        while end < count and end - 1 in stack.kept:
            end += 1
        if end - start > 1 and sum(stack.heights[start:end]) > most:
            yield from pairwise([start, *(row for row in range(start + 1, end) if row not in stack.sums), end])
        else:
            yield start, end
        start = end


class _Columns:
    """The parts of a table, measured in each look."""

    def __init__(self, table: Table, looks: Sequence[Look], carried: Row) -> None:
        rows = PrintedRows(table.rows, spans(table))
        measures = [[_measure(table, part, look) for part in table.parts] for look in looks]
        every = [*chain.from_iterable(measures)]
        self._heights = [[measure.rows(rows) for measure in parts] for parts in measures]
        together = [*chain.from_iterable(self._heights)]
        self._stack = Stack(
            max(measure.head() for measure in every),
            list(map(max, *together)) if len(together) > 1 else together[0],
            rows.kept,
            frozenset(at for at, row in enumerate(table.rows) if row.kind == "summe"),
            max(measure.rows(PrintedRows((carried,), {}))[0] for measure in every),
        )
        self._spare = _SPARE_LINES * max(measure.line for measure in every)

    def cut(self, rooms: Sequence[tuple[int, int]], further: int) -> tuple[int, ...]:
        """Where the table's pages end, alike in all parts, if it has this room on its first page or on a new one."""
        spare = self._spare + round(further * _SPARE)
        first = min(first - round(max(fresh - first, 0) * _SPARE_ABOVE) for first, fresh in rooms)
        return cut(self._stack, first - spare, min(fresh for _, fresh in rooms) - spare, further - spare)

    def box(self, box: Rows, look: int, part: int, ends: tuple[int, ...]) -> Rows:
        """The rows of a part with those that carry sums."""
        last, carried = set(ends), self._stack.carried
        heights: list[int] = []
        breaks: list[int] = []
        for at, height in enumerate(self._heights[look][part]):
            heights.append(height)
            if at in last:
                heights += (carried, carried)
                breaks.append(len(heights) - 1)
        whole = breaks[0] if breaks else len(heights)
        return box._replace(heights=heights, breaks=frozenset(breaks), kept=frozenset(range(whole - 1)))


def _measure(table: Table, part: Part, look: Look) -> Measure:
    cell = look.role("tabellentext")
    return Measure(table, part, cell, family_of(cell.font or look.font))
