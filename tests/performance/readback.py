"""Outputs read back: how many rows the annex's table has, and what its cost columns come to; a concept's headings.

Run as `python -m tests.performance.readback WORKLOAD OUTPUT ENDINGS`; prints one line for each fault.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tests.performance.plan import Expected, load_expected

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COSTS, _GRANT = "Gesamtkosten", "Zuwendung"
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+")

Cells = list[str]
EVERY = 40
"""Of the many papers of W4 every so-manieth is read back."""


def faults(file: Path, expected: Expected) -> list[str]:
    """What is wrong with a written file; an empty list where it holds what it must."""
    if not file.exists():
        return [f"{file.name} is missing"]
    tables = _word_tables(file) if file.suffix == ".docx" else _html_tables(file)
    if expected.headings:
        return list(_concept_faults(file, [row for _, body in tables for row in body], expected))
    for head, body in tables:
        columns = [next((i for i, cell in enumerate(head) if word in cell), -1) for word in (_COSTS, _GRANT)]
        if -1 not in columns:
            return [f"{file.name}: {fault}" for fault in _compared(body, columns, expected)]
    return [f"{file.name}: no table with the costs"]


def _concept_faults(file: Path, rows: list[Cells], expected: Expected) -> Iterator[str]:
    if len(rows) < expected.rows:  # the table of facts on the cover counts as well
        yield f"{file.name}: {len(rows)} rows instead of {expected.rows}"
    read = _word_text(file) if file.suffix == ".docx" else _html_text(file)
    yield from (f"{file.name}: no {title!r}" for title in expected.headings if _letters(title) not in read)


def _letters(text: str) -> str:
    """Without blanks, which formats are free to set, and without numbers, which Word counts itself."""
    return re.sub(r"^[0-9.]+ |[\s\xad]", "", text)


def _word_text(file: Path) -> str:
    with zipfile.ZipFile(file) as package, package.open("word/document.xml") as part:
        return _letters("".join(text.text or "" for _, text in etree.iterparse(part, tag=f"{_W}t", huge_tree=True)))


def _html_text(file: Path) -> str:
    return _letters(
        "".join(etree.parse(str(file), etree.HTMLParser(huge_tree=True, encoding="utf-8")).getroot().itertext())
    )


def _compared(body: list[Cells], columns: list[int], expected: Expected) -> Iterator[str]:
    rows, totals = body[:-1], body[-1]
    numbers = [_integer(row[0]) for row in rows]
    if numbers != list(range(1, expected.rows + 1)):
        yield f"{len(rows)} rows instead of {expected.rows}"
    for column, wanted in zip(columns, (expected.costs, expected.grant), strict=True):
        if sum(_integer(row[column]) for row in rows) != wanted or _integer(totals[column]) != wanted:
            yield f"column {column + 1}: total {totals[column]} instead of {wanted}"


def _integer(text: str) -> int:
    return int(text.replace(".", "")) if _NUMBER.fullmatch(text) else -1


def _word_tables(file: Path) -> Iterator[tuple[Cells, list[Cells]]]:
    """Tables with their last header row and their body; the file is never held as a whole."""
    with zipfile.ZipFile(file) as package, package.open("word/document.xml") as part:
        head: Cells = []
        body: list[Cells] = []
        for _, element in etree.iterparse(part, tag=(f"{_W}tr", f"{_W}tbl"), huge_tree=True):
            if element.tag == f"{_W}tbl":
                yield head, body
                head, body = [], []
            else:
                cells = ["".join(text.text or "" for text in cell.iter(f"{_W}t")) for cell in element.iter(f"{_W}tc")]
                if element.find(f"{_W}trPr/{_W}tblHeader") is not None:
                    head = cells
                else:
                    body.append(cells)
                element.clear(keep_tail=False)


def _html_tables(file: Path) -> Iterator[tuple[Cells, list[Cells]]]:
    page = etree.parse(str(file), etree.HTMLParser(huge_tree=True, encoding="utf-8"))
    for table in page.iter("table"):
        head: Cells = []
        body: list[Cells] = []
        for row in table.iter("tr"):
            cells = ["".join(cell.itertext()) for cell in row.iter("td", "th")]
            if row.getparent().tag == "thead":
                head = cells
            else:
                body.append(cells)
        yield head, body


def main(workload: str, output: str, endings: str) -> None:
    """Read back some papers of a workload from an output folder, in which they may lie flat."""
    for paper, wanted in list(load_expected(Path(workload)).items())[::EVERY]:
        stem = Path(output, paper) if Path(output, paper).parent.is_dir() else Path(output, Path(paper).name)
        for ending in endings.split(","):
            for fault in faults(stem.with_suffix(f".{ending}"), wanted):
                print(fault)


if __name__ == "__main__":
    main(*sys.argv[1:])
