"""Built files opened again the way a recipient would: tables as rows of text, and all words of a page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import docx.table
import lxml.html
from docx.oxml.ns import qn

DATA = Path(__file__).resolve().parents[1] / "daten"
FOLDER = "bezirksregierung-arnsberg/regionalrat/2009"
Rows = list[list[str]]
KEYS = ("A", "C", "D")
"""The columns that identify a Maßnahme and stand in both printed halves of the table."""


def source(name: str) -> list[dict[str, str]]:
    """The rows of a table of the source, word for word, by column."""
    with open(DATA / f"{name}-quelle.tsv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(text: str | None) -> str:
    """A text as its reader sees it: unbreakable blanks look like blanks."""
    return " ".join((text or "").replace("\u00a0", " ").split())


@cache
def word_tables(file: Path) -> list[Rows]:
    """All tables of a Word file."""
    return [
        [[plain(_cell_text(cell)) for cell in row.iterchildren(qn("w:tc"))] for row in table.iterchildren(qn("w:tr"))]
        for table in docx.Document(str(file)).element.body.iter(qn("w:tbl"))
    ]


def _cell_text(cell: Any) -> str:
    marks = {qn("w:t"): lambda node: node.text or "", qn("w:br"): lambda _: " ", qn("w:p"): lambda _: " "}
    return "".join(marks[node.tag](node) for node in cell.iter(*marks))


@cache
def page_tables(file: Path) -> list[Rows]:
    """All tables of a page."""
    page = lxml.html.fromstring(file.read_bytes())
    return [
        [[plain(cell.text_content()) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
        for table in page.iter("table")
    ]


@cache
def page_text(file: Path) -> str:
    """What a browser shows in a page's main part."""
    return plain(lxml.html.fromstring(file.read_bytes()).find(".//main").text_content())


@cache
def word_text(file: Path) -> str:
    """All words in the body of a Word file."""
    return plain(_cell_text(docx.Document(str(file)).element.body))


def bogen(tables: list[Rows]) -> dict[str, dict[str, str]]:
    """The Erhebungsbogen by number and column letter, its printed halves joined by their key columns."""
    joined: dict[str, dict[str, str]] = {}
    halves = [table for table in tables if [cell[:2] for cell in table[0][:2]] in (["A ", "B "], ["A ", "C "])]
    assert halves, "no table with lettered columns"
    for head, *rows in halves:
        letters = [title.split()[0] for title in head]
        for row in rows:
            cells = dict(zip(letters, row, strict=True))
            known = joined.setdefault(cells["A"], cells)
            assert all(known[key] == cells[key] for key in KEYS), (known, cells)
            known.update(cells)
    return joined


def keys(tables: list[Rows], headings: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """District, name, key and AGS of every line of the tables of keys."""
    found = [table for table in tables if table[0][-1] == "AGS"]
    for district, (_head, *rows) in zip(headings, found, strict=True):
        for name, key, ags in rows:
            yield district, name, key, ags
