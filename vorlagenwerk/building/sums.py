"""Sums in a table: below each group, carried from page to page, and at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from decimal import Context, localcontext
from typing import Any, Literal

from vorlagenwerk.building.printers import printer
from vorlagenwerk.data import walking
from vorlagenwerk.data.tree import Row, Summed
from vorlagenwerk.project.tablespec import TableSpec

_DIGITS = 500
"""Sums are exact: no content has figures that long."""
CARRIED = "Übertrag"
"""What names the row of a carried sum."""


def with_sums(body: tuple[Row, ...], spec: TableSpec, summed: Sequence[Summed]) -> tuple[Row, ...]:
    """The rows with those that add them up, where the table has columns with a sum.

    Missing values count nothing. Sums that are carried where the page ends are not among them: see `carrying`.
    """
    if not summed:
        return body
    sums = _Sums(spec, summed)
    with exact():
        if not spec.subtotals and not spec.carry_after:
            total = {one.column: _total(body, one.column) for one in summed}
            return (*body, sums.row(total, "Summe"))
        return tuple(sums.among(body))


class SumRows:
    """Makes the rows of a table that show sums; `header` is the column that names its rows."""

    def __init__(self, summed: Sequence[Summed], columns: int, header: int) -> None:
        self._printers = {one.column: printer(one.format, one.decimals) for one in summed}
        self._columns = columns
        self._header = header

    def row(self, sums: Mapping[int, Any], label: str, kind: Literal["summe", "uebertrag"] = "summe") -> Row:
        """A row with these sums, by the index of their columns, and its label in the column that names rows."""
        cells = [self._printers[i](sums[i]) if i in sums else "" for i in range(self._columns)]
        cells[self._header] = label
        return Row(tuple(cells), tuple(map(sums.get, range(self._columns))), kind)


def exact() -> AbstractContextManager[Context]:
    """Decimal arithmetic that loses no digit, while the context lasts."""
    return localcontext(Context(prec=_DIGITS))


def _total(rows: Sequence[Row], index: int) -> Any:
    values: list[Any] = [row.values[index] for row in rows]
    return sum(value or 0 for value in values)


class _Sums:
    def __init__(self, spec: TableSpec, summed: Sequence[Summed]) -> None:
        self._spec = spec
        self._summed = [one.column for one in summed]
        self.row = SumRows(summed, len(spec.columns), spec.header_index).row
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
                yield self._subtotal(of_group, walking.plain_text(row.cells[self._group]))
                of_group = dict.fromkeys(self._summed, 0)
            if self._spec.carry_after and following is not None and number % self._spec.carry_after == 0:
                yield self.row(so_far, CARRIED, "uebertrag")
                yield self.row(so_far, CARRIED, "uebertrag")
        yield self.row(so_far, "Summe insgesamt" if self._group >= 0 else "Summe")

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
