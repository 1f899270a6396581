"""Sums in a table: below each group, carried from page to page, and at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import localcontext
from typing import Any

from vorlagenwerk.data.tree import Row
from vorlagenwerk.project.tablespec import TableSpec

_DIGITS = 500
"""Sums are exact: no content has figures that long."""


def with_sums(body: tuple[Row, ...], spec: TableSpec, shows: Sequence[Callable[[Any], str]]) -> tuple[Row, ...]:
    """The rows with those that add them up, where the table has columns with a sum.

    Missing values count nothing. `shows` prints a column's sum.
    """
    summed = [index for index, column in enumerate(spec.columns) if column.summed]
    if not summed:
        return body
    sums = _Sums(spec, summed, shows)
    with localcontext() as context:
        context.prec = _DIGITS
        if not spec.subtotals and not spec.carry:
            return (*body, sums.row({index: _total(body, index) for index in summed}, "Summe"))
        return tuple(sums.among(body))


def _total(rows: Sequence[Row], index: int) -> Any:
    values: list[Any] = [row.values[index] for row in rows]
    return sum(value or 0 for value in values)


class _Sums:
    def __init__(self, spec: TableSpec, summed: list[int], shows: Sequence[Callable[[Any], str]]) -> None:
        self._spec = spec
        self._summed = summed
        self._shows = shows
        keys = [column.key for column in spec.columns]
        self._group = keys.index(spec.subtotals) if spec.subtotals in keys else -1
        # a group ends with itself and with every group around it
        self._outer = [i for i, column in enumerate(spec.columns) if column.merged and i <= self._group]

    def among(self, body: tuple[Row, ...]) -> Iterator[Row]:
        """The rows with the sums of groups, sums carried to the next page, and the sum of all at the end."""
        so_far = dict.fromkeys(self._summed, 0)
        of_group = dict(so_far)
        for number, row in enumerate(body, 1):
            yield row
            for index in self._summed:
                value: Any = row.values[index] or 0
                so_far[index] += value
                of_group[index] += value
            following = body[number] if number < len(body) else None
            if self._group >= 0 and (following is None or self._name(following) != self._name(row)):
                yield self._subtotal(of_group, str(row.cells[self._group]))
                of_group = dict.fromkeys(self._summed, 0)
            if self._spec.carry and following is not None and number % self._spec.carry == 0:
                yield self.row(so_far, "Übertrag", "uebertrag")
                yield self.row(so_far, "Übertrag", "uebertrag")
        yield self.row(so_far, "Summe insgesamt" if self._group >= 0 else "Summe")

    def row(self, sums: dict[int, Any], label: str, kind: Any = "summe") -> Row:
        """A row that shows these sums and has its label in the column that names rows."""
        cells = [self._shows[i](sums[i]) if i in sums else "" for i in range(len(self._spec.columns))]
        cells[self._spec.header_index] = label
        return Row(tuple(cells), tuple(sums.get(i) for i in range(len(cells))), kind)

    def _name(self, row: Row) -> tuple[object, ...]:
        return tuple(row.cells[index] for index in self._outer)

    def _subtotal(self, sums: dict[int, Any], name: str) -> Row:
        """The sum of a group, which it names; a column of running numbers is too narrow for that."""
        columns, header = self._spec.columns, self._spec.header_index
        if not columns[header].is_number:
            return self.row(sums, f"Summe {name}".strip())
        row = self.row(sums, "Summe")
        cells = list(row.cells)
        texts = [i for i, column in enumerate(columns) if not (column.is_number or column.turned or i == header)]
        cells[self._group if self._group in texts else min(texts, default=header)] = name
        return row._replace(cells=tuple(cells))
