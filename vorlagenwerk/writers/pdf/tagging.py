"""Completes the tags of tables in a file that Typst wrote: row heads and summaries; takes its dates out.

Typst marks heads of columns only, and asks for a date. What is missing is spliced into the bytes: to read the whole
file into objects and to write it anew would cost as much as setting it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vorlagenwerk.writers.pdf.objects import PdfFile

_HEADERS = b"/A[<</O/Table/Headers["
_TABLE = re.compile(rb"^(\d+) 0 obj\n<</Type/StructElem/S/Table/", re.MULTILINE)
_IDS = re.compile(rb"/IDTree<</Names\[[^]]*")
_DATES = (
    ("Info", re.compile(rb"/(?:CreationDate|ModDate)\(D:[^)]*\)")),
    ("Metadata", re.compile(rb"<xmp:(?:CreateDate|ModifyDate)>[^<]*</xmp:(?:CreateDate|ModifyDate)>")),
)


class TableTags(NamedTuple):
    """What a table's tags lack: the column whose cells head their rows, and a summary."""

    row_header: int | None
    summary: str


def complete_tags(data: bytes, tables: Sequence[TableTags]) -> Iterator[bytes]:
    """The file with complete tables, in pieces; `tables` stand in reading order."""
    pdf = PdfFile(data)
    ids: list[bytes] = []
    for number, tags in zip(_table_numbers(pdf), tables, strict=True):
        if tags.row_header is not None:
            _mark_row_heads(pdf, number, tags.row_header, ids)
        if tags.summary:
            _add_summary(pdf, number, tags.summary)
    if ids:
        _list_ids(pdf, ids)
    for name, pattern in _DATES:
        _blank(pdf, pdf.referenced(name), pattern)
    return pdf.pieces()


def _table_numbers(pdf: PdfFile) -> list[int]:
    """The object numbers of the tables; Typst numbers tags in reading order."""
    found = (int(match[1]) for match in _TABLE.finditer(pdf.data) if pdf.starts_at(int(match[1]), match.start()))
    return sorted(found)


def _mark_row_heads(pdf: PdfFile, table: int, column: int, ids: list[bytes]) -> None:
    """Make one cell of each body row a head, and name it in the other cells of its row."""
    for part in pdf.kids(table):
        if not pdf.is_tag(part, b"TBody"):
            continue
        for row in pdf.kids(part):
            # names in the tree must be sorted: Typst's own begin with U
            ident = b"(Z%07d)" % (len(ids) + 1)
            for place, cell in enumerate(pdf.kids(row)):
                tag = pdf.object(cell)
                if place == column:
                    tag = tag.replace(b"/S/TD/", b"/S/TH/ID" + ident + b"/", 1)
                    tag = tag.replace(_HEADERS, b"/A[<</O/Table/Scope/Row/Headers[", 1)
                    ids.append(ident + b" %d 0 R" % cell)
                else:
                    tag = tag.replace(_HEADERS, _HEADERS + ident, 1)
                pdf.change(cell, tag)


def _add_summary(pdf: PdfFile, table: int, summary: str) -> None:
    text = b"\xfe\xff" + " ".join(summary.split()).encode("utf-16-be", "replace")
    attribute = b"<</O/Table/Summary<" + text.hex().encode() + b">>>"
    tag = pdf.object(table)
    pdf.change(table, tag.replace(b"/A[", b"/A[" + attribute, 1))


def _list_ids(pdf: PdfFile, ids: list[bytes]) -> None:
    root = pdf.referenced("StructTreeRoot")
    tag, count = _IDS.subn(lambda match: match[0] + b"".join(ids), pdf.object(root))
    if count != 1:
        raise ValueError("the tags have no tree of ids")
    pdf.change(root, tag)


def _blank(pdf: PdfFile, number: int, pattern: re.Pattern[bytes]) -> None:
    """Blanks for what the pattern finds, so that a stream keeps its length."""
    pdf.change(number, pattern.sub(lambda match: b" " * len(match[0]), pdf.object(number)))
