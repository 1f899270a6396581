"""Sums carried wherever a page ends: the rows that show them, put in once it is known where that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.building.sums import CARRIED, SumRows, exact
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import replace


def with_carried_sums(document: tree.Document, look: Look) -> tree.Document:
    """The planned paper with carried sums at the end of each page of its tables that ask for them, and again at the
    beginning of the next one; the paper itself where none does.
    """
    widest = [
        widest_row(block)
        for block in walking.every_block((*document.cover, *document.children))
        if isinstance(block, tree.Table) and block.carried
    ]
    if not widest:
        return document
    from vorlagenwerk.basics.typesetting.page_ends import page_ends  # few papers ask for it

    ends = iter(page_ends(document, look, widest))
    cover = _carrying(document.cover, ends)
    return replace(document, cover=cover, children=_carrying(document.children, ends))


def widest_row(table: tree.Table) -> tree.Row:
    """The largest sums that the table may carry, as a row: what its columns must have room for."""
    largest: dict[int, Any] = {one.column: 0 for one in table.carried}
    with exact():
        for sums in _running(table):
            for column, value in sums.items():
                if abs(value) > abs(largest[column]):
                    largest[column] = value
    return _sum_rows(table).row(largest, CARRIED, "uebertrag")


def _carrying(blocks: tuple[tree.Block, ...], ends: Iterator[tuple[int, ...]]) -> tuple[tree.Block, ...]:
    """The blocks with the sums of their tables, whose pages end behind these rows, in the order of reading."""
    return tuple([_with_sums(block, ends) for block in blocks])


def _with_sums(block: tree.Block, ends: Iterator[tuple[int, ...]]) -> tree.Block:
    if not isinstance(block, tree.Table):
        return walking.with_blocks(block, lambda blocks: _carrying(blocks, ends))
    last = set(next(ends)) if block.carried else ()
    if not last:
        return block
    make, rows = _sum_rows(block).row, []
    with exact():
        for at, (row, sums) in enumerate(zip(block.rows, _running(block), strict=True)):
            rows.append(row)
            if at in last:
                rows += [make(sums, CARRIED, "uebertrag")] * 2
    return replace(block, rows=tuple(rows))


def _running(table: tree.Table) -> Iterator[dict[int, Any]]:
    """The sums so far behind each row, by column; always the same mapping, filled anew."""
    columns = [one.column for one in table.carried]
    sums: dict[int, Any] = dict.fromkeys(columns, 0)
    for row in table.rows:
        if row.kind == "zeile":
            for column in columns:
                sums[column] += row.values[column] or 0
        yield sums


def _sum_rows(table: tree.Table) -> SumRows:
    return SumRows(table.carried, len(table.columns), table.row_header or 0)
