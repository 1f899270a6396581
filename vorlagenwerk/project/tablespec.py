"""The tables of a document type, as `tabellen.yaml` declares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from vorlagenwerk.basics.german import nearest
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.data.positions import Path
from vorlagenwerk.data.problems import Problem, error, quote

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
    split: tuple[tuple[int, ...], ...] = ()


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
        split=_split(said.get("teile", ()), columns),
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


def _split(ranges: list[str], columns: tuple[ColumnSpec, ...]) -> tuple[tuple[int, ...], ...]:
    """Column indexes of each part of a split table: the key columns and the range of letters (`L-R`)."""
    parts = []
    for letters in ranges:
        first, last = (ord(letter) - ord("A") for letter in letters.split("-"))
        parts.append(tuple(i for i, column in enumerate(columns) if column.is_key or first <= i <= last))
    return tuple(parts)


def check_tables(tables: Mapping[str, TableSpec], source: Source, shape: Shape) -> list[Problem]:
    """What is wrong with the tables of a type whose content has this shape (codes TYP-205 to TYP-208)."""
    problems: list[Problem] = []
    for name, spec in tables.items():
        path: Path = ("tabellen", name)
        keys = [column.key for column in spec.columns]
        if sum(map(bool, (spec.rows, spec.codelist, spec.facts))) != 1:
            text = f"Die Tabelle „{name}“ braucht genau eine Quelle."
            problems.append(error("TYP-208", source.place(path), text, "Möglich sind zeilen, codeliste oder angaben."))
        if spec.row_header not in keys:
            text = f"Die Kopfspalte {quote(spec.row_header)} ist keine Spalte der Tabelle „{name}“."
            remedy = f"Möglich sind: {', '.join(keys)}."
            problems.append(error("TYP-206", source.place((*path, "kopfspalte")), text, remedy))
        letters = source.data["tabellen"][name].get("teile", ()) if spec.split else ()  # type: ignore[index]
        last = chr(ord("A") + len(keys) - 1)
        if wrong := [said for said in letters if not said[0] <= said[-1] <= last]:
            text = f"Der Bereich {quote(wrong[0])} passt nicht zu den Spalten A bis {last} der Tabelle „{name}“."
            problems.append(error("TYP-207", source.place((*path, "teile")), text, "Bitte den Bereich berichtigen."))
        elif spec.split and (missing := set(range(len(keys))) - {index for part in spec.split for index in part}):
            text = f"In keinem Teil der Tabelle „{name}“ stehen: {', '.join(keys[index] for index in sorted(missing))}."
            remedy = "Jede Spalte gehört in mindestens einen Teil."
            problems.append(error("TYP-207", source.place((*path, "teile")), text, remedy))
        problems += _check_fields(spec, path, source, shape) if spec.rows else []
    return problems


def _check_fields(spec: TableSpec, path: Path, source: Source, shape: Shape) -> list[Problem]:
    rows = shape.at((*spec.rows.split("."), 0))
    if rows is None or not rows.fields:
        text = f"Das Feld {quote(spec.rows)} ist keine Liste im Schema dieses Dokumenttyps."
        return [error("TYP-205", source.place((*path, "zeilen")), text, "Bitte den Namen prüfen.")]
    problems = []
    for index, column in enumerate(spec.columns):
        if column.field not in rows.fields:
            place = source.place((*path, "spalten", index))
            near = nearest(column.field, rows.fields)
            meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
            text = f"Das Feld {quote(column.field)} der Spalte „{column.key}“ gibt es in „{spec.rows}“ nicht."
            problems.append(error("TYP-205", place, text, f"{meant}Möglich sind: {', '.join(rows.fields)}."))
    return problems
