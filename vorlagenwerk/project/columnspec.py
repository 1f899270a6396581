"""The columns of a table, as `tabellen.yaml` declares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

RIGHT_ALIGNED = frozenset({"zahl", "euro", "tsd_euro", "mio_euro", "prozent"})


class ColumnSpec(NamedTuple):
    """A column: which field of the row it shows and how. `shown` is a pattern over the field's code entry.

    `merged` makes one cell of equal neighbours below each other, `turned` sets the text of the cells upright; about
    the title the planner decides where `turned_title` is None.
    """

    key: str
    title: str
    field: str
    shown: str = ""
    format: str = "text"
    is_key: bool = False
    summed: bool = False
    in_legend: bool = False
    merged: bool = False
    turned: bool = False
    turned_title: bool | None = None

    @property
    def is_number(self) -> bool:
        """Whether the column is set flush right."""
        return self.format in RIGHT_ALIGNED


def column_spec(said: Mapping[str, Any]) -> ColumnSpec:
    """A column in data that the meta schema accepts."""
    return ColumnSpec(
        said["kennung"],
        said["titel"],
        said.get("feld", said["kennung"]),
        said.get("zeige", ""),
        said.get("format", "text"),
        said.get("schluesselspalte", False),
        said.get("summe", False),
        said.get("legende", False),
        said.get("verbinden", False),
        said.get("hochkant", False),
        said.get("titel_hochkant"),
    )


def letter_of(index: int) -> str:
    """The letter over the column with this index, as spreadsheets count: A to Z, then AA."""
    first, last = divmod(index, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def index_of(letters: str) -> int:
    """The index of the column with these letters."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
