"""The register of numbers: every number of a finished paper, and whether it was computed, entered once or typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Literal, NamedTuple

from vorlagenwerk.checks.figures import Quantity, in_euro
from vorlagenwerk.checks.numbers.forms import FRACTIONS, Form, Unit, forms
from vorlagenwerk.checks.text.passages import Origin, Passage, passages
from vorlagenwerk.data import tree, walking

Kind = Literal["berechnet", "eingetragen", "getippt"]

_AROUND = 40
"""So many letters before and after a number are its context."""
_CELLS = 2_000
"""So many numbers in text cells of a table are listed one by one."""
UNITS: Mapping[str, Unit] = {
    "anzahl": "anzahl", "dezimal": "anzahl", "euro": "euro", "tsd_euro": "euro", "prozent": "prozent",
    "datum": "datum", "text": "datum",
}  # fmt: skip
"""What a figure of this unit is in a text."""


class Number(NamedTuple):
    """A number of the finished text, or all numbers of a generated table (`how_many` of them).

    `value` of an amount is in euro, of a day its ISO date, of less than a day its words. `source` is the name of the
    figure, the JSON Pointer of the field (of a text in which the number was typed, too), or "" where a number was
    typed in prose or joined from several fields. It stands in `passage` from `start` up to `end`; `digits_end` is
    where its unit begins.
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
    """Every number of the finished text in reading order, then those of each generated table.

    The values of a table are one entry, its sums another; a number typed in a cell of text has its own.

    Numbers of sections, tables and pages are made by the program and not listed; nor are papers taken in as annexes,
    which have their own register, and titles and captions, whose parts no longer know where they came from.
    """
    tables = [number for block in (*document.cover, *document.children) for number in _tables(block)]
    return (*find_numbers(passages(document), figures), *tables)


def find_numbers(text: Iterable[Passage], figures: Mapping[str, Quantity]) -> Iterator[Number]:
    """The numbers of the text in reading order."""
    for passage in text:
        if _is_read(passage) and _has_digit(passage.text):
            yield from _in_passage(passage, figures)


def typed_units(text: Iterable[Passage]) -> Iterator[Unit]:
    """The units of the typed numbers of the text alone; quick to say that nothing was typed, as in most papers."""
    for passage in text:
        if _is_read(passage) and _has_typed_digit(passage):
            yield from (form.unit for form in forms(passage.text) if _is_typed(passage, form))


def _is_read(passage: Passage) -> bool:
    return passage.kind != "titel" and (passage.kind != "beschriftung" or passage.field != "")


def _has_typed_digit(passage: Passage) -> bool:
    """Whether a digit stands there outside of values, or in the words of a value."""
    typed, text = 0, passage.text
    for one in passage.origins:
        if _has_digit(text[typed : one.start]):
            return True
        typed = one.end
        if one.pointer[:1] == "/" and _has_digit(value := text[one.start : typed]) and not _bare().fullmatch(value):
            return True
    return _has_digit(text[typed:])


@cache
def _digit() -> re.Pattern[str]:
    return re.compile(rf"[0-9{''.join(FRACTIONS)}]")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"[0-9.,:/\s–-]+(?:(?:Tsd\.|Mio\.|Mrd\.)?\s?[€%])?")


def _has_digit(text: str) -> bool:
    return _digit().search(text) is not None


def _origin_at(passage: Passage, end: int) -> Origin | None:
    """The value in which a number ends, None where it was typed in prose."""
    index = bisect_left(passage.origins, end, key=_start) - 1
    return passage.origins[index] if index >= 0 and passage.origins[index].end >= end else None


def _is_typed(passage: Passage, form: Form) -> bool:
    """Whether the number was typed, in prose or among the words of a text field: a field for a number holds no more."""
    origin = _origin_at(passage, form.digits_end)
    if origin is None or origin.pointer[:1] != "/":
        return origin is None
    before, after = passage.text[origin.start : form.start], passage.text[form.end : origin.end]
    return not (before.isspace() or not before) or not (after.isspace() or not after)


_start = attrgetter("start")


def _in_passage(passage: Passage, figures: Mapping[str, Quantity]) -> list[Number]:
    """The numbers of a passage; what a figure shows is one number, however it is written."""
    found = []
    for one in passage.origins:
        if one.pointer[:1] == "=" and any(map(str.isdigit, passage.text[one.start : one.end])):
            found.append(_figure(passage, one.start, one.end, one.pointer[1:], figures))
    for form in forms(passage.text):
        origin = _origin_at(passage, form.digits_end)
        if origin is None or origin.pointer[:1] not in ("=", "#"):
            found.append(_written(passage, form, origin.pointer if origin else ""))
    return sorted(found, key=_start)


def _figure(passage: Passage, start: int, end: int, name: str, figures: Mapping[str, Quantity]) -> Number:
    figure, text = figures.get(name), passage.text[start:end]
    kind: Kind = "berechnet" if figure is not None and is_computed(figure) else "eingetragen"
    value = text if figure is None else in_euro(figure)
    unit = UNITS[figure.unit] if figure is not None else "anzahl"
    return Number(text, value, unit, kind, name, passage, start, end, end)


def _written(passage: Passage, form: Form, pointer: str) -> Number:
    start, end, stop = form.start, form.end, form.digits_end
    kind: Kind = "getippt" if _is_typed(passage, form) else "eingetragen"
    text = passage.text[start:end]
    return Number(text, form.value, form.unit, kind, pointer, passage, start, end, stop, form.step)


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
            yield from _typed_in_cells(block, where)


def _typed_in_cells(table: tree.Table, where: str) -> Iterator[Number]:
    """The numbers in the text of a table's cells, each in its row and column; those beyond a bound as one entry."""
    found = _cells(table, where)
    yield from islice(found, _CELLS)
    if rest := sum(1 for _number in found):
        yield _summary(table, rest, "getippt", where)


def _cells(table: tree.Table, where: str) -> Iterator[Number]:
    rows = [row for row in table.rows if row.kind == "zeile" and row.values]
    for line, row in enumerate(rows, 1):
        for column, cell, value in zip(table.columns, row.cells, row.values, strict=False):
            if not isinstance(value, str) or value.isdecimal() or not _has_digit(value):
                continue  # a key is no number
            shown = cell if isinstance(cell, str) else walking.plain_text(cell)
            title = " ".join(column.title.split())
            passage = Passage(shown, "zelle", "", (), f"{where}, Zeile {line}, Spalte „{title}“")
            for form in forms(shown):
                if shown == value or (form.start, form.end) != (0, len(shown)):
                    yield _written(passage, form, "")


def _numeric(row: tree.Row) -> int:
    return sum(type(value) in (int, Decimal) for value in row.values)


def _summary(table: tree.Table, count: int, kind: Kind, where: str) -> Number:
    word = "Zahl" if count == 1 else "Zahlen"
    text = f"{count} {word}"
    passage = Passage(table.caption, "beschriftung", "", (), where)
    return Number(text, count, "anzahl", kind, table.pointer, passage, 0, 0, 0, how_many=count)
