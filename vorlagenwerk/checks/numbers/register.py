"""The register of numbers: every number of a finished paper, and whether it was computed, entered once or typed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from vorlagenwerk.checks.figures import Quantity, in_euro
from vorlagenwerk.checks.numbers.forms import Form, Unit, forms
from vorlagenwerk.checks.text.passages import Passage, passages
from vorlagenwerk.data import tree

Kind = Literal["berechnet", "eingetragen", "getippt"]

_AROUND = 40
"""So many letters before and after a number are its context."""
UNITS: Mapping[str, Unit] = {
    "anzahl": "anzahl", "dezimal": "anzahl", "euro": "euro", "tsd_euro": "euro", "prozent": "prozent",
    "datum": "datum", "text": "datum",
}  # fmt: skip
"""What a figure of this unit is in a text."""


class Number(NamedTuple):
    """A number of the finished text, or all numbers of a generated table (`how_many` of them).

    `value` of an amount is in euro, of a day its ISO date, of less than a day its words. `source` is the name of the
    figure, the JSON Pointer of the field, or "" where a number was typed or joined from several fields. It stands in
    `passage` from `start` up to `end`; `digits_end` is where its unit begins.
    """

    text: str
    value: int | Decimal | str
    unit: Unit
    kind: Kind
    source: str
    passage: Passage
    start: int
    end: int
    digits_end: int
    step: Decimal = Decimal(1)
    how_many: int = 1

    @property
    def where(self) -> str:
        """The place as a reader finds it: “Abschnitt 4.1 Kriterien”."""
        return self.passage.where

    @property
    def context(self) -> str:
        """The words around the number, whole ones."""
        text = self.passage.text
        first, last = max(0, self.start - _AROUND), min(len(text), self.end + _AROUND)
        before, after = text[first : self.start], text[self.end : last]
        if first:
            before = "… " + before.partition(" ")[2]
        if last < len(text):
            after = after.rpartition(" ")[0] + " …"
        return " ".join(f"{before}{text[self.start : self.end]}{after}".split())


def register(document: tree.Document, figures: Mapping[str, Quantity]) -> tuple[Number, ...]:
    """Every number of the finished text in reading order, then one entry for the cells of each generated table.

    Numbers of sections, tables and pages are made by the program and not listed; nor are papers taken in as annexes,
    which have their own register, and titles and captions, whose parts no longer know where they came from.
    """
    tables = [number for block in (*document.cover, *document.children) for number in _tables(block)]
    return (*find_numbers(passages(document), figures), *tables)


def find_numbers(text: Iterable[Passage], figures: Mapping[str, Quantity]) -> Iterator[Number]:
    """The numbers of the text in reading order."""
    for passage in text:
        if passage.kind == "titel" or (passage.kind == "beschriftung" and not passage.field):
            continue
        if any(digit in passage.text for digit in "0123456789"):
            yield from _in_passage(passage, figures)


def _in_passage(passage: Passage, figures: Mapping[str, Quantity]) -> list[Number]:
    """The numbers of a passage; what a figure shows is one number, however it is written."""
    found = []
    for one in passage.origins:
        if one.pointer[:1] == "=" and any(map(str.isdigit, passage.text[one.start : one.end])):
            found.append(_figure(passage, one.start, one.end, one.pointer[1:], figures))
    starts = [one.start for one in passage.origins]
    for form in forms(passage.text):
        index = bisect_left(starts, form.digits_end) - 1
        covered = index >= 0 and passage.origins[index].end >= form.digits_end
        pointer = passage.origins[index].pointer if covered else None
        if pointer is None or pointer[:1] not in ("=", "#"):
            found.append(_written(passage, form, pointer))
    return sorted(found, key=lambda number: number.start)


def _figure(passage: Passage, start: int, end: int, name: str, figures: Mapping[str, Quantity]) -> Number:
    figure, text = figures.get(name), passage.text[start:end]
    kind: Kind = "berechnet" if figure is not None and is_computed(figure) else "eingetragen"
    value = text if figure is None else in_euro(figure)
    unit = UNITS[figure.unit] if figure is not None else "anzahl"
    return Number(text, value, unit, kind, name, passage, start, end, end)


def _written(passage: Passage, form: Form, pointer: str | None) -> Number:
    start, end, stop = form.start, form.end, form.digits_end
    kind: Kind = "getippt" if pointer is None else "eingetragen"
    text = passage.text[start:end]
    return Number(text, form.value, form.unit, kind, pointer or "", passage, start, end, stop, form.step)


def is_computed(figure: Quantity) -> bool:
    """Whether a formula gave the figure, rather than somebody who entered it."""
    return not figure.is_entered


def _tables(block: tree.Block) -> Iterator[Number]:
    match block:
        case tree.Section(children, is_taken=False) | tree.Quote(children) | tree.Field(_, _, children):
            for child in children:
                yield from _tables(child)
        case tree.List(items):
            for item in items:
                for child in item.children:
                    yield from _tables(child)
        case tree.Table():
            where = f"Tabelle {block.number}" if block.number else "Tabelle"
            sums = sum(_numeric(row) for row in block.rows if row.kind != "zeile")
            rest = sum(_numeric(row) for row in block.rows if row.kind == "zeile")
            if rest:
                yield _summary(block, rest, "eingetragen", where)
            if sums:
                yield _summary(block, sums, "berechnet", where)


def _numeric(row: tree.Row) -> int:
    return sum(type(value) in (int, Decimal) for value in row.values)


def _summary(table: tree.Table, count: int, kind: Kind, where: str) -> Number:
    word = "Zahl" if count == 1 else "Zahlen"
    text = f"{count} {word}"
    passage = Passage(table.caption, "beschriftung", "", (), where)
    return Number(text, count, "anzahl", kind, table.pointer, passage, 0, 0, 0, how_many=count)
