"""Sums that are carried where a page ends, held against LibreOffice and the PDF, where the former is installed."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.looks import STYLE, printed_look, shipped_look
from vorlagenwerk.basics import german
from vorlagenwerk.building.planning import plan_pages
from vorlagenwerk.building.sums import with_sums
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import Column, Document, Heading, Paragraph, Row, Summed, Table, Text
from vorlagenwerk.data.walking import every_block
from vorlagenwerk.project.columnspec import ColumnSpec
from vorlagenwerk.project.tablespec import TableSpec
from vorlagenwerk.writers.docx import load_style_template, write_docx
from vorlagenwerk.writers.pdf import write_pdf

SPECS = (
    ColumnSpec("amt", "Amt", "amt", merged=True),
    ColumnSpec("nr", "Nr.", "nr", format="zahl", is_key=True),
    ColumnSpec("zweck", "Zweck", "zweck", is_key=True),
    ColumnSpec("bemerkung", "Bemerkung", "bemerkung"),
    ColumnSpec("betrag", "Betrag", "betrag", format="euro", summed=True),
)
COLUMNS = tuple(Column(one.key, one.title, is_key=one.is_key, merged=one.merged) for one in SPECS)
WORDS = ["Dach", "Fenster", "Heizung", "Brandschutz", "der", "Grundschule", "am", "Mühlbach", "und", "Rathaus"]
PAPERS = {
    "hoch-30": (30, 12, "", ""),
    "hoch-200-gruppen": (200, 25, "amt", ""),
    "quer-200": (200, 8, "", "quer"),
    "hoch-1000": (1000, 18, "", ""),
}
"""Rows, lines of text above the table, the column with subtotals, and the sheet."""

pytestmark = [
    pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice"),
    pytest.mark.slow,
]


def paper(rows: int, lines: int, subtotals: str, sheet: str) -> Document:
    """A text with a list of rows of one to nine lines, the same at every call."""
    chance = random.Random(rows + lines)

    def words(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    body = []
    for number in range(1, rows + 1):
        amount = chance.randint(-20_000, 900_000)
        long = 40 if chance.random() < 0.2 else 4
        values = (f"Amt {number // 9}", number, words(long), words(6), amount)
        body.append(Row((*map(str, values[:4]), german.euro(amount)), values))
    spec = TableSpec("t", "T", "T", SPECS, rows="liste", row_header="zweck", subtotals=subtotals, carry="seite")
    summed = (Summed(4, "euro"),)
    table = Table("t", "Haushaltsliste", "Eine Zeile je Vorhaben.", COLUMNS, with_sums(tuple(body), spec, summed), 2,
                  number="1", paper=sheet, carried=summed)  # type: ignore[arg-type]  # fmt: skip
    text = Paragraph((Text(" ".join(chance.choices(WORDS, k=lines * 9)) + "."),))
    return Document("Haushalt", (Heading(1, (Text("Liste"),), "liste"), text, table))


def test_each_page_ends_and_begins_with_the_carried_sum(tmp_path: Path) -> None:
    """In Word's format as LibreOffice prints it and in the PDF, on every page of each list, and nowhere else."""
    roles = yaml.safe_load((STYLE / "formatvorlagen.yaml").read_text(encoding="utf-8"))["formatvorlagen"]
    style, _ = load_style_template((STYLE / "standard.docx").read_bytes(), roles, Place("templates/_stil"))
    assert style is not None
    carried: dict[str, list[str]] = {}
    for name, wishes in PAPERS.items():
        planned, _ = plan_pages(paper(*wishes), shipped_look(), Place("x"))
        (table,) = (block for block in every_block(planned.children) if isinstance(block, Table))
        carried[name] = [" ".join(str(row.cells[4]).split()) for row in table.rows if row.kind == "uebertrag"]
        with (tmp_path / f"{name}.docx").open("wb") as out:
            write_docx(planned, style, out)
        with (tmp_path / f"{name}-typst.pdf").open("w+b") as out:
            write_pdf(planned, printed_look(), out)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=300)
    for name, sums in carried.items():
        for file in (f"{name}.pdf", f"{name}-typst.pdf"):
            pages = [page for page in read(tmp_path / file) if any("Betrag" in line for line in page)]
            ends = [page[-1].removeprefix("Übertrag ") for page in pages[:-1]]
            begins = [line.removeprefix("Übertrag ") for page in pages[1:] for line in page[1:2]]
            assert ends == sums[0::2] and begins == sums[1::2] and len(ends) > 0, file
            assert sum("Übertrag" in line for page in pages for line in page) == len(sums), file


def read(file: Path) -> list[list[str]]:
    """The lines of each page with single blanks, without the number of the page."""
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True).stdout.decode()
    pages = text.replace(german.NO_BREAK, " ").removesuffix("\f").split("\f")
    lines = [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in pages]
    return [[line for line in page if not line.startswith("Seite ")] for page in lines]
