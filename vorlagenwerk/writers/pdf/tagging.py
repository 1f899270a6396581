"""Completes the tags of tables in a file that Typst wrote: row heads and summaries; takes its dates out.

Typst marks heads of columns only, and asks for a date. What is missing is spliced into the bytes: to read the whole
file into objects and to write it anew would cost as much as setting it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from vorlagenwerk.writers.pdf.objects import PdfFile

_HEADERS = b"/A[<</O/Table/Headers["
_ROW_HEADERS = b"/A[<</O/Table/Scope/Row/Headers["
_TABLE = b" 0 obj\n<</Type/StructElem/S/Table/"
_IDS = b"/IDTree<</Names["
_DATES = (
    ("Info", b"/CreationDate(", b")"),
    ("Info", b"/ModDate(", b")"),
    ("Metadata", b"<xmp:CreateDate>", b"</xmp:CreateDate>"),
    ("Metadata", b"<xmp:ModifyDate>", b"</xmp:ModifyDate>"),
)


class TableTags(NamedTuple):
    """What a table's tags lack: the columns whose cells head their rows, and a summary.

    `spans` says for merged columns how many rows each cell covers, 0 for one that the cell above covers.
    """

    heads: tuple[int, ...]
    summary: str
    columns: int
    spans: Mapping[int, Sequence[int]] = MappingProxyType({})
    has_ties: bool = False
    """Whether it has one more column, which only ties rows together."""


def complete_tags(data: bytes, tables: Sequence[TableTags]) -> Iterator[bytes]:
    """The file with complete tables, in pieces; `tables` stand in reading order."""
    pdf = PdfFile(data)
    ids: list[bytes] = []
    for number, tags in zip(_table_numbers(pdf), tables, strict=True):
        if tags.has_ties:
            _drop_ties(pdf, number, tags)
        if tags.heads:
            _mark_row_heads(pdf, number, tags, ids)
        if tags.summary:
            _add_summary(pdf, number, tags.summary)
    if ids:
        _list_ids(pdf, ids)
    for name, start, end in _DATES:
        _blank(pdf, pdf.referenced(name), start, end)
    return pdf.pieces()


def _table_numbers(pdf: PdfFile) -> list[int]:
    """The object numbers of the tables; Typst numbers tags in reading order."""
    found = []
    at = pdf.data.find(_TABLE)
    while at >= 0:
        start = pdf.data.rfind(b"\n", 0, at) + 1
        number = pdf.data[start:at]
        if number.isdigit() and pdf.starts_at(int(number), start):
            found.append(int(number))
        at = pdf.data.find(_TABLE, at + 1)
    return sorted(found)


def _mark_row_heads(pdf: PdfFile, table: int, tags: TableTags, ids: list[bytes]) -> None:
    """Make the cells of some columns heads, and name them in the other cells of the rows that they cover."""
    rows = [row for part in pdf.kids(table) if pdf.is_tag(part, b"TBody") for row in pdf.kids(part)]
    names = _names(tags, len(rows), len(ids))
    places = tuple(range(tags.columns))
    for number, row in enumerate(rows):
        own = names[number]
        begun = tuple(place for place in places if _covered(tags, place, number)) if tags.spans else places
        for place, cell in zip(begun, pdf.kids(row), strict=True):
            tag = pdf.object(cell)
            if place in tags.heads:
                level = tags.heads.index(place)
                tag = tag.replace(b"/S/TD/", b"/S/TH/ID" + own[level] + b"/", 1)
                tag = tag.replace(_HEADERS, _ROW_HEADERS + b"".join(own[:level]), 1)
                ids.append(own[level] + b" %d 0 R" % cell)
            else:
                beside = names[number : number + _covered(tags, place, number)]
                tag = tag.replace(_HEADERS, _HEADERS + b"".join(dict.fromkeys(chain.from_iterable(beside))), 1)
            pdf.change(cell, tag)


def _drop_ties(pdf: PdfFile, table: int, tags: TableTags) -> None:
    """Take the cells of the column that ties rows out of the tags, and its place out of the last title's."""
    for part in pdf.kids(table):
        rows = pdf.kids(part)
        if pdf.is_tag(part, b"THead"):
            title = pdf.kids(rows[0])[-1]
            pdf.change(title, pdf.object(title).replace(b"/ColSpan 2", b"", 1))
        elif pdf.is_tag(part, b"TBody"):
            for number, row in enumerate(rows):
                count = sum(1 for place in range(tags.columns) if _covered(tags, place, number))
                pdf.keep_kids(row, count)


def _names(tags: TableTags, rows: int, taken: int) -> list[tuple[bytes, ...]]:
    """The names of the heads of each row; a head that covers several rows has one."""
    names: list[tuple[bytes, ...]] = []
    for row in range(rows):
        own = []
        for level, place in enumerate(tags.heads):
            if _covered(tags, place, row):
                # names in the tree of ids must be sorted: Typst's own begin with U
                taken += 1
                own.append(b"(Z%07d)" % taken)
            else:
                own.append(names[-1][level])
        names.append(tuple(own))
    return names


def _covered(tags: TableTags, place: int, row: int) -> int:
    """How many rows the cell at this place covers."""
    return tags.spans[place][row] if place in tags.spans else 1


def _add_summary(pdf: PdfFile, table: int, summary: str) -> None:
    text = b"\xfe\xff" + " ".join(summary.split()).encode("utf-16-be", "replace")
    attribute = b"<</O/Table/Summary<" + text.hex().encode() + b">>>"
    tag = pdf.object(table)
    pdf.change(table, tag.replace(b"/A[", b"/A[" + attribute, 1))


def _list_ids(pdf: PdfFile, ids: list[bytes]) -> None:
    root = pdf.referenced("StructTreeRoot")
    head, mark, rest = pdf.object(root).partition(_IDS)
    if not mark:
        raise ValueError("the tags have no tree of ids")
    known, end, tail = rest.partition(b"]")
    pdf.change(root, b"".join([head, mark, known, *ids, end, tail]))


def _blank(pdf: PdfFile, number: int, start: bytes, end: bytes) -> None:
    """Blanks from `start` to `end`, so that a stream keeps its length."""
    value = pdf.object(number)
    at = value.find(start)
    if at >= 0:
        stop = value.index(end, at) + len(end)
        pdf.change(number, value[:at] + b" " * (stop - at) + value[stop:])
