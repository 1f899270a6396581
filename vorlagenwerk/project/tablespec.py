"""The tables of a document type, as `tabellen.yaml` declares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from vorlagenwerk.basics.german import nearest
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.data.positions import Path
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.columnspec import ColumnSpec, column_spec, index_of, letter_of

_NUMBERS = frozenset({"number", "integer"})
_DAYS = frozenset({"datum", "datum_lang", "wochentag"})
"""Formats that print a day."""
_PAPERS: Mapping[str, Literal["hoch", "quer", "a3"]] = {"hochformat": "hoch", "querformat": "quer", "a3": "a3"}

BY_PAGE: Literal["seite"] = "seite"
"""What `uebertrag` says where sums are carried wherever a page ends."""
NEXT_CELL = "\ue003"
"""Parts the values of a line that fills several columns; a private-use character, as those of marks."""


class FactSpec(NamedTuple):
    """A line of a table of single facts: its name, its value as a small template, and when it appears.

    The value of a line with several is all of them, parted by `NEXT_CELL`.
    `entries` is an expression for a list; then there is a line for each of its entries.
    """

    title: str
    value: str
    condition: str
    path: Path
    entries: str = ""


class TableSpec(NamedTuple):
    """A table: rows from a list of the content (`rows`), from a code list, or single facts.

    `subtotals` is the merged column whose groups are summed up. The sums so far are carried to the next page after
    every `carry` rows, or wherever a page ends (`BY_PAGE`), or never (0). `only` holds the values that the fields of a
    row must have for it to be shown.
    """

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
    paper: Literal["", "hoch", "quer", "a3"] = ""
    subtotals: str = ""
    carry: int | Literal["seite"] = 0
    only: Mapping[str, Any] = {}

    @property
    def carry_after(self) -> int:
        """The number of rows after which sums are carried, wherever that is on a page; 0 for none."""
        return 0 if self.carry == BY_PAGE else self.carry

    @property
    def header_index(self) -> int:
        """The index of the column that names the row."""
        keys = [column.key for column in self.columns]
        return keys.index(self.row_header) if self.row_header in keys else 0


def table_specs(data: Mapping[str, Any]) -> dict[str, TableSpec]:
    """The tables in data that the meta schema accepts, by name."""
    return {name: _table(name, said) for name, said in data["tabellen"].items()}


def _table(name: str, said: Mapping[str, Any]) -> TableSpec:
    columns = tuple(column_spec(column) for column in said["spalten"])
    facts = tuple(
        FactSpec(
            fact["titel"],
            fact["wert"] if isinstance(fact["wert"], str) else NEXT_CELL.join(fact["wert"]),
            fact.get("wenn", ""),
            ("tabellen", name, "angaben", index),
            fact.get("je", ""),
        )
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
        paper=_PAPERS[said["papier"]] if "papier" in said else "",
        subtotals=said.get("zwischensummen", ""),
        carry=said.get("uebertrag", 0),
        only=said.get("wo", {}),
    )


def _split(ranges: list[str], columns: tuple[ColumnSpec, ...]) -> tuple[tuple[int, ...], ...]:
    """Column indexes of each part of a split table: the key columns and the range of letters (`L-R`)."""
    parts = []
    for letters in ranges:
        first, last = map(index_of, letters.split("-"))
        parts.append(tuple(i for i, column in enumerate(columns) if column.is_key or first <= i <= last))
    return tuple(parts)


def check_tables(tables: Mapping[str, TableSpec], source: Source, shape: Shape) -> list[Problem]:
    """What is wrong with the tables of a type whose content has this shape (codes TYP-205 to TYP-214)."""
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
        problems += _check_facts(spec, source)
        problems += _check_parts(spec, path, source)
        problems += _check_groups(spec, path, source)
        problems += _check_fields(spec, path, source, shape) if spec.rows else []
    return problems


def _check_facts(spec: TableSpec, source: Source) -> list[Problem]:
    """Lines with more or fewer values than the table has columns."""
    problems = []
    for fact in spec.facts:
        count = len(spec.columns) - 1
        if (values := fact.value.count(NEXT_CELL) + 1) != count:
            text = f"In der Tabelle „{spec.name}“ hat die Zeile {quote(fact.title)} nicht so viele Werte wie erwartet: "
            text += f"{values} statt {count}."
            place = source.place((*fact.path, "wert"))
            problems.append(
                error("TYP-215", place, text, "Links steht der Titel der Zeile, dahinter je Spalte ein Wert.")
            )
    return problems


def _check_parts(spec: TableSpec, path: Path, source: Source) -> list[Problem]:
    if not spec.split:
        return []
    place = source.place((*path, "teile"))
    keys = [column.key for column in spec.columns]
    last = letter_of(len(keys) - 1)
    for said in source.data["tabellen"][spec.name]["teile"]:  # type: ignore[index]
        start, end = map(index_of, said.split("-"))
        if not start <= end < len(keys):
            text = f"Der Bereich {quote(said)} passt nicht zu den Spalten A bis {last} der Tabelle „{spec.name}“."
            return [error("TYP-207", place, text, f"Möglich sind Buchstaben von A bis {last}, zum Beispiel A-{last}.")]
    missing = set(range(len(keys))) - {index for part in spec.split for index in part}
    if missing:
        text = f"In keinem Teil der Tabelle „{spec.name}“ stehen: {', '.join(keys[i] for i in sorted(missing))}."
        return [error("TYP-207", place, text, "Jede Spalte gehört in mindestens einen Teil.")]
    return []


def _check_groups(spec: TableSpec, path: Path, source: Source) -> list[Problem]:
    """Merged columns, and the sums of their groups."""
    problems = []
    for index, column in enumerate(spec.columns):
        place = (*path, "spalten", index)
        if column.merged and (column.summed or index == spec.header_index):
            why = "sie wird summiert" if column.summed else "sie benennt als Kopfspalte jede Zeile"
            text = f"Die Zellen der Spalte „{column.key}“ lassen sich nicht verbinden: {why}."
            remedy = "Bitte „verbinden“ entfernen"
            remedy += "." if column.summed else " oder mit „kopfspalte“ eine andere Spalte zur Kopfspalte machen."
            problems.append(error("TYP-211", source.place((*place, "verbinden")), text, remedy))
        if column.turned and not column.merged:
            text = f"Die Spalte „{column.key}“ steht hochkant, ihre Zellen werden aber nicht verbunden."
            remedy = "„hochkant“ braucht „verbinden: true“; für den Titel der Spalte gibt es titel_hochkant."
            problems.append(error("TYP-212", source.place((*place, "hochkant")), text, remedy))
    merged = [column.key for column in spec.columns if column.merged]
    if spec.subtotals and spec.subtotals not in merged:
        text = f"Zwischensummen soll es nach {quote(spec.subtotals)} geben; das ist keine verbundene Spalte."
        known = ", ".join(merged) or "keine; eine Gruppenspalte bekommt „verbinden: true“"
        problems.append(error("TYP-209", source.place((*path, "zwischensummen")), text, f"Möglich sind: {known}."))
    for name, wanted in (("zwischensummen", spec.subtotals), ("uebertrag", spec.carry)):
        if wanted and not (spec.rows and any(column.summed for column in spec.columns)):
            text = f"In der Tabelle „{spec.name}“ steht „{name}“, aber es gibt nichts zu summieren."
            remedy = "Nötig sind Zeilen aus dem Inhalt (zeilen) und mindestens eine Spalte mit „summe: true“."
            problems.append(error("TYP-210", source.place((*path, name)), text, remedy))
    return problems


def _check_fields(spec: TableSpec, path: Path, source: Source, shape: Shape) -> list[Problem]:
    rows = shape.at((*spec.rows.split("."), 0))
    if rows is None or not rows.fields:
        lists = [name for name, field in shape.fields.items() if field.entry and field.entry.fields]
        text = f"Die Zeilen der Tabelle „{spec.name}“ sollen aus {quote(spec.rows)} kommen; eine Liste dieses Namens "
        text += "gibt es im Schema nicht."
        near = nearest(spec.rows, lists)
        meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
        remedy = f"{meant}Möglich sind: {', '.join(lists)}." if lists else "Bitte die Liste im Schema ergänzen."
        return [error("TYP-205", source.place((*path, "zeilen")), text, remedy)]
    problems = []
    for name in spec.only.keys() - rows.fields.keys():
        text = f"Das Feld {quote(name)} unter „wo“ gibt es in „{spec.rows}“ nicht."
        problems.append(error("TYP-205", source.place((*path, "wo", name), key=True), text, _meant(name, rows)))
    for index, column in enumerate(spec.columns):
        place = (*path, "spalten", index)
        field = rows.fields.get(column.field)
        if field is None:
            text = f"Das Feld {quote(column.field)} der Spalte „{column.key}“ gibt es in „{spec.rows}“ nicht."
            problems.append(error("TYP-205", source.place(place), text, _meant(column.field, rows)))
        elif field.fields or (field.entry and field.entry.fields):
            text = f"Die Spalte „{column.key}“ zeigt das Feld „{column.field}“; darin stehen wieder Felder."
            remedy = "In eine Zelle passt ein einzelner Wert oder eine Liste einzelner Werte."
            problems.append(error("TYP-214", source.place(place), text, remedy))
        elif (column.summed or column.is_number) and field.types and not field.types & _NUMBERS:
            text = f"Die Spalte „{column.key}“ soll Zahlen zeigen, aber „{column.field}“ ist im Schema keine Zahl."
            remedy = "Bitte „format“ und „summe“ der Spalte oder den Typ des Feldes berichtigen."
            problems.append(error("TYP-213", source.place(place), text, remedy))
        elif column.format in _DAYS and (column.summed or (field.types and field.types <= _NUMBERS)):
            text = f"Die Spalte „{column.key}“ zeigt Zahlen; das „format: {column.format}“ gibt es nur für Tage."
            remedy = "Bitte „format“ der Spalte berichtigen, zum Beispiel zahl oder euro."
            problems.append(error("TYP-213", source.place((*place, "format")), text, remedy))
    return problems


def _meant(name: str, rows: Shape) -> str:
    near = nearest(name, rows.fields)
    meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
    return f"{meant}Möglich sind: {', '.join(rows.fields)}."
