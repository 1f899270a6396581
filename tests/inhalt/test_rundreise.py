"""The shipped papers survive another word processor: what LibreOffice saves again still has their structure."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import Workplace

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPERS = ("bezirksregierung-arnsberg/regionalrat/2009/10-02-09", "musterstadt/musterseiten")

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


@pytest.fixture(scope="module")
def saved_again(shipped: Workplace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the papers as LibreOffice saves them after opening them as its own documents."""
    folder = tmp_path_factory.mktemp("rundreise")
    files = [str(shipped.output / f"{paper}.docx") for paper in PAPERS]
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    for kind, names in (("odt", files), ("docx", [str(folder / f"{Path(paper).name}.odt") for paper in PAPERS])):
        command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder), *names]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def part(file: Path, name: str) -> etree._Element:
    """A part of a Word file."""
    return etree.fromstring(zipfile.ZipFile(file).read(name))


def text(element: etree._Element) -> str:
    """The words of an element without blanks."""
    return "".join("".join(t.text or "" for t in element.iter(f"{W}t")).split())


def outline(file: Path) -> list[tuple[str, str]]:
    """The headings with their level, as the styles' outline levels give it."""
    styles = {style.get(f"{W}styleId"): style for style in part(file, "word/styles.xml").iter(f"{W}style")}
    found = []
    for paragraph in part(file, "word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        known = styles.get(style.get(f"{W}val")) if style is not None else None
        level = known.find(f"{W}pPr/{W}outlineLvl") if known is not None else None
        if level is not None and text(paragraph) and int(level.get(f"{W}val", "9")) < 6:
            found.append((level.get(f"{W}val", ""), text(paragraph)))
    return found


def fields(file: Path) -> Counter[str]:
    """How often each kind of field occurs."""
    found: Counter[str] = Counter()
    body = part(file, "word/document.xml")
    for code in (*(i.text or "" for i in body.iter(f"{W}instrText")), *_simple(body)):
        words = code.split()
        found[words[0] if words else ""] += 1
    return found


def _simple(body: etree._Element) -> Iterator[str]:
    return (field.get(f"{W}instr", "") for field in body.iter(f"{W}fldSimple"))


def tables(file: Path) -> list[list[list[str]]]:
    """The words of all cells."""
    body = part(file, "word/document.xml")
    return [
        [[text(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")] for table in body.iter(f"{W}tbl")
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_structure_survives_another_word_processor(paper: str, shipped: Workplace, saved_again: Path) -> None:
    """Headings, tables, repeated heads, fields, footnotes and pictures."""
    ours, theirs = shipped.output / f"{paper}.docx", saved_again / f"{Path(paper).name}.docx"
    assert outline(theirs) == outline(ours)
    assert tables(theirs) == tables(ours)
    for mark in ("tblHeader", "footnoteReference", "drawing"):
        counts = [len(list(part(file, "word/document.xml").iter(f"{W}{mark}"))) for file in (ours, theirs)]
        assert counts[0] == counts[1], mark
    before, after = fields(ours), fields(theirs)
    assert after["TOC"] == before["TOC"]
    assert after["SEQ"] == before["SEQ"]
    assert after["REF"] >= before["REF"]
