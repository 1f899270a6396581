"""How the numbers of a table's column and their sums are printed: alike, so that they align."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.checks.figures import FORMATS
from vorlagenwerk.project.columnspec import ColumnSpec

_MOST_DECIMALS = 6
"""More are nothing that a reader compares."""
_UNITS = {
    "zahl": (0, ""),
    "prozent": (0, f"{german.NO_BREAK}%"),
    "euro": (0, f"{german.NO_BREAK}€"),
    "tsd_euro": (3, f"{german.NO_BREAK}Tsd.{german.NO_BREAK}€"),
    "mio_euro": (6, f"{german.NO_BREAK}Mio.{german.NO_BREAK}€"),
}
"""By how many digits the comma moves to the left in each format of numbers, and what stands behind the number."""
Printer = Callable[[Any], str]


def common_decimals(column: ColumnSpec, field: Shape | None, rows: Sequence[Mapping[str, Any]]) -> int:
    """How many decimals all numbers of a column are printed with, 0 where each has its own.

    Amounts in Euro have cents where one of them has.
    """
    if field is None or column.format not in _UNITS:
        return 0
    shift, _ = _UNITS[column.format]
    if not shift and "number" not in field.types:
        return 0
    numbers = {value for row in rows if isinstance(value := row.get(column.field), (int, Decimal))}
    decimals = max((_decimals(value, shift) for value in numbers), default=0)
    if column.format == "euro" and decimals:
        decimals = 2 if any(value != int(value) for value in numbers) else 0
    return decimals if 0 < decimals <= _MOST_DECIMALS else 0


def printer(format: str, decimals: int = 0) -> Printer:
    """What prints the values of a format (a key of `format` in tabellen.yaml)."""
    if decimals:
        return partial(_number_in, *_UNITS[format], decimals)
    return _as_text if format == "text" else FORMATS[format]


def _decimals(value: int | Decimal, shift: int) -> int:
    """How many decimals a number has once its comma has moved so many digits to the left."""
    _, digits, exponent = Decimal(value).as_tuple()
    if not isinstance(exponent, int):
        return 0
    trail = 0  # what is told in thousands has no zeros at its end, as `german.thousand_euro` prints it
    while shift and trail < len(digits) and not digits[-1 - trail]:
        trail += 1
    return shift - exponent - trail if trail < len(digits) else 0


def _number_in(shift: int, unit: str, decimals: int, value: int | Decimal) -> str:
    sign, digits, exponent = Decimal(value).as_tuple()
    return german.number(Decimal((sign, digits, int(exponent) - shift)), decimals=decimals) + unit


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return str(value) if isinstance(value, str) else german.number(value)
