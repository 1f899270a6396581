"""The tables of a document type, as `tabellen.yaml` declares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from vorlagenwerk.data.positions import Path

RIGHT_ALIGNED = frozenset({"zahl", "euro", "tsd_euro", "mio_euro", "prozent"})


class ColumnSpec(NamedTuple):
    """A column: which field of the row it shows and how. `shown` is a pattern over the field's code entry."""

    key: str
    title: str
    field: str
    shown: str = ""
    format: str = "text"
    is_key: bool = False
    summed: bool = False
    in_legend: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the column is set flush right."""
        return self.format in RIGHT_ALIGNED


class FactSpec(NamedTuple):
    """A line of a table of single facts: its name, its value as a small template, and when it appears."""

    title: str
    value: str
    condition: str
    path: Path


class TableSpec(NamedTuple):
    """A table: rows from a list of the content (`rows`), from a code list, or single facts."""

    name: str
    title: str
    description: str
    columns: tuple[ColumnSpec, ...]
    captioned: bool = True
    rows: str = ""
    codelist: str = ""
    group: str = ""
    facts: tuple[FactSpec, ...] = ()
    lettered: bool = False
    row_header: str = ""
    parts: tuple[tuple[int, ...], ...] = ()


def table_specs(data: Mapping[str, Any]) -> dict[str, TableSpec]:
    """The tables in data that the meta schema accepts, by name."""
    return {name: _table(name, said) for name, said in data["tabellen"].items()}


def _table(name: str, said: Mapping[str, Any]) -> TableSpec:
    columns = tuple(_column(column) for column in said["spalten"])
    facts = tuple(
        FactSpec(fact["titel"], fact["wert"], fact.get("wenn", ""), ("tabellen", name, "angaben", index))
        for index, fact in enumerate(said.get("angaben", ()))
    )
    return TableSpec(
        name,
        said["titel"],
        said["beschreibung"],
        columns,
        captioned=said.get("beschriftung", True),
        rows=said.get("zeilen", ""),
        codelist=said.get("codeliste", ""),
        group=said.get("gruppen", ""),
        facts=facts,
        lettered=said.get("buchstaben", False),
        row_header=said.get("kopfspalte", columns[0].key),
        parts=_parts(said.get("teile", ()), columns),
    )


def _column(said: Mapping[str, Any]) -> ColumnSpec:
    return ColumnSpec(
        said["kennung"],
        said["titel"],
        said.get("feld", said["kennung"]),
        said.get("zeige", ""),
        said.get("format", "text"),
        said.get("schluesselspalte", False),
        said.get("summe", False),
        said.get("legende", False),
    )


def _parts(ranges: list[str], columns: tuple[ColumnSpec, ...]) -> tuple[tuple[int, ...], ...]:
    """Column indexes of each part of a split table: the key columns and the range of letters (`L-R`)."""
    parts = []
    for letters in ranges:
        first, last = (ord(letter) - ord("A") for letter in letters.split("-"))
        parts.append(tuple(i for i, column in enumerate(columns) if column.is_key or first <= i <= last))
    return tuple(parts)
