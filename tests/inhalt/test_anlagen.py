"""The annexes as they were built: heads of columns, districts of keys, and a legend for every code in use."""

from __future__ import annotations

import csv
import re

from lxml import html

from tests.conftest import ROOT, Workplace
from tests.inhalt import reading

KEYS = ROOT / "tests" / "daten" / "schluesseltabelle-quelle.tsv"
FOLDER = "bezirksregierung-arnsberg/regionalrat/2009"
FORM = f"{FOLDER}/erhebungsbogen-investitionspakt-2009"
PAPER = f"{FOLDER}/10-02-09"

Rows = list[list[str]]


def plain(text: str) -> str:
    """Text with ordinary blanks only, as the source has it."""
    return re.sub(r"[\s\u00ad]+", " ", text.replace("\u200b", "")).strip()


def word_tables(place: Workplace, stem: str) -> list[Rows]:
    """All tables of a built Word file as text."""
    return reading.word_tables(place.output / f"{stem}.docx")


def html_tables(place: Workplace, stem: str) -> list[Rows]:
    """All tables of a built page as text."""
    return reading.page_tables(place.output / f"{stem}.html")


def form_in_html(place: Workplace, stem: str) -> Rows:
    """The rows of the form on the page, which shows the table undivided, with the sums at the end."""
    (table,) = [table for table in html_tables(place, stem) if len(table[0]) == 18]
    return table[1:]


def test_the_heads_of_all_columns_are_printed(shipped: Workplace) -> None:
    """Each column has its letter and its title in both formats."""
    (sheet,) = [table[0] for table in word_tables(shipped, FORM) if len(table[0]) == 18]
    (page,) = [table[0] for table in html_tables(shipped, FORM) if len(table[0]) == 18]
    assert [title[0] for title in page] == list("ABCDEFGHIJKLMNOPQR")
    assert sheet == page


def test_the_keys_stand_in_the_table_of_their_district(shipped: Workplace) -> None:
    """The first digit of a key names the district under whose heading it stands."""
    page = html.fromstring((shipped.output / f"{PAPER}.html").read_bytes().decode())
    digits = {"1": "Düsseldorf", "3": "Köln", "5": "Münster", "7": "Detmold", "9": "Arnsberg"}
    with open(KEYS, encoding="utf-8", newline="") as stream:
        districts = {row["schluessel"]: row["bezirk"] for row in csv.DictReader(stream, delimiter="\t")}
    for table in page.xpath("//table[.//th[normalize-space()='AGS']]"):
        caption = plain(table.findtext("caption") or table.xpath("string(caption)"))
        for row in table.xpath(".//tbody/tr"):
            key = plain(row.xpath("string(*[2])"))
            assert caption.endswith(digits[key[0]]) and caption.endswith(districts[key]), (caption, key)


def test_the_legend_names_every_code_in_use(shipped: Workplace) -> None:
    """No code stands in the form without a meaning in the legend, not even 2A and 2B, which the source leaves out."""
    (legend,) = [table for table in html_tables(shipped, FORM) if table[0][0] == "Spalte"]
    meanings = {letter: {part.split(" = ")[0] for part in said.split("; ")} for letter, _title, said in legend[1:]}
    for row in form_in_html(shipped, FORM)[:-1]:
        for letter, codes in meanings.items():
            value = row["ABCDEFGHIJKLMNOPQR".index(letter)]
            assert not value or value in codes, (letter, value)
