"""The shipped papers, read again: every field of the source stands in the built Word file and in the page."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import lxml.html
import pytest
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn

from tests.conftest import ROOT, Workplace, lay_out
from tests.inhalt.reading import FOLDER, Rows, bogen, keys, page_tables, page_text, source, word_tables, word_text

CORRECTED = {
    ("8", "D"): "Förderschule „Alleestraße“",
    ("10", "P"): "PCB/Asbest-Beseitigung; ca. 5.374 Tsd. € nicht förderfähig",
    ("12", "D"): "Kindertagesstätte „Rappelkiste“",
    ("14", "D"): "Kindergarten „Zwergenland“",
    ("17", "D"): "Grundschule „Arnoldstraße“",
    ("19", "D"): "Grundschule „An der Maarbrücke“",
}
"""The fields in which we differ from the source, as abweichungen.md lists them (numbers 9 and 21 to 25)."""
CORRECTED_NAMES = {"362020": "Erftstadt", "954012": "Gevelsberg", "170036": "Schermbeck", "974048": "Welver"}
DISTRICTS = ["Düsseldorf", "Köln", "Münster", "Detmold", "Arnsberg"]
FIGURES = (
    "die Förderung von 24 Projekten", "45.002.000 €", "29.990.000 €",
    "8 Maßnahmen der Priorität 2", "5 Maßnahmen an Kindertagesstätten", "3 Maßnahmen an Schulen",
    "16 Anträge entsprechen der Priorität 1", "Fördervolumen 22.715.000 €",
    "59 Anträge", "84.273.000 €", "56.191.000 €",
    "43 Anträge entsprechen der Priorität 2", "Fördervolumen 33.476.000 €",
    "86.200.000 €", "18.060.000 €", "21,0 %",
)  # fmt: skip
PAPERS = ("10-02-09", "erhebungsbogen-investitionspakt-2009")
Read = Callable[[Path], list[Rows]]
READERS: dict[str, Read] = {"docx": word_tables, "html": page_tables}


@pytest.fixture(params=sorted(READERS))
def format_name(request: pytest.FixtureRequest) -> str:
    """Each format in turn."""
    return str(request.param)


def built(place: Workplace, paper: str, format_name: str) -> Path:
    """A built file."""
    return place.output / FOLDER / f"{paper}.{format_name}"


def words(place: Workplace, paper: str, format_name: str) -> str:
    """All words of a built file."""
    return (word_text if format_name == "docx" else page_text)(built(place, paper, format_name))


def expected_rows() -> dict[str, dict[str, str]]:
    """The rows of the source as they must be printed: with German thousands, and corrected in six fields."""
    rows = {row["A"]: row for row in source("erhebungsbogen")}
    for row in rows.values():
        for letter in ("N", "O"):
            row[letter] = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", row[letter])
    for (number, letter), text in CORRECTED.items():
        assert rows[number][letter] != text, "no correction any more"
        rows[number][letter] = text
    return rows


@pytest.mark.parametrize("paper", PAPERS)
def test_every_field_of_the_erhebungsbogen_is_printed(shipped: Workplace, paper: str, format_name: str) -> None:
    """24 rows with 18 fields, on its own and as an annex, in both halves of the Word table together."""
    printed = bogen(READERS[format_name](built(shipped, paper, format_name)))
    assert printed.pop("Summe")
    expected = expected_rows()
    assert (len(expected), {len(row) for row in expected.values()}) == (24, {18})
    assert printed == expected


def test_the_corrections_are_documented() -> None:
    """A reader who compares with the source finds each difference in abweichungen.md."""
    documented = (ROOT / "content" / FOLDER / "abweichungen.md").read_text(encoding="utf-8")
    for text in (*CORRECTED.values(), *CORRECTED_NAMES.values()):
        assert f"`{text}`" in documented


def test_every_key_is_printed_with_district_name_and_ags(shipped: Workplace, format_name: str) -> None:
    """All 427 of them, in the order of the source, four names corrected."""
    expected = []
    for row in source("schluesseltabelle"):
        key = row["schluessel"]
        ags = "05" + (key[:3] if "Kreisverwaltung" in row["name"] else key)
        expected.append((row["bezirk"], CORRECTED_NAMES.get(key, row["name"]), key, ags))
    assert len(expected) == 427
    file = built(shipped, PAPERS[0], format_name)
    headings = [text for text in headings_of(file, format_name) if text in DISTRICTS]
    printed = list(keys(READERS[format_name](file), headings))
    assert headings == DISTRICTS
    assert printed == sorted(expected, key=lambda entry: DISTRICTS.index(entry[0]))


def headings_of(file: Path, format_name: str) -> list[str]:
    """The texts of all headings, in reading order."""
    if format_name == "html":
        page = lxml.html.fromstring(file.read_bytes()).find(".//main")
        return [node.text_content().strip() for node in page.iter("h2", "h3", "h4", "h5", "h6")]
    document = docx.Document(str(file))
    return [p.text.strip() for p in document.paragraphs if (p.style.name or "").lower().startswith(("heading", "über"))]


@pytest.mark.parametrize("figure", FIGURES)
def test_the_figures_of_the_source_stand_in_the_text(shipped: Workplace, figure: str, format_name: str) -> None:
    """Computed or entered, they come out as the council read them in 2009."""
    assert figure in words(shipped, PAPERS[0], format_name)


def test_sums_stand_below_the_columns_of_money(shipped: Workplace, format_name: str) -> None:
    """In thousands of Euro, and nowhere else in that row."""
    total = bogen(READERS[format_name](built(shipped, PAPERS[1], format_name)))["Summe"]
    assert {letter: text for letter, text in total.items() if text} == {"A": "Summe", "N": "45.002", "O": "29.990"}


def test_one_changed_row_changes_sum_text_and_figure_together(tmp_path: Path) -> None:
    """A number in the text that the annex contradicts cannot come about."""
    place = lay_out(tmp_path / "projekt")
    shutil.copytree(ROOT / "content", place.root / "content", dirs_exist_ok=True)
    row = (("gesamtkosten: 6298", "gesamtkosten: 6448"), ("zuwendung: 4199", "zuwendung: 4299"))
    place.change(f"content/{FOLDER}/{PAPERS[1]}.yaml", *row)
    refused = place.call("build")
    assert refused.code == 1 and "ZAH-401" in refused.out  # the sum that somebody entered is proved by the annex
    place.change(f"content/{FOLDER}/{PAPERS[0]}.yaml", ("wert: 56191000", "wert: 56291000"))
    assert place.call("build").code == 0
    for name, read in READERS.items():
        for paper in PAPERS:
            assert bogen(read(built(place, paper, name)))["Summe"]["O"] == "30.090"
        text = words(place, PAPERS[0], name)
        assert "30.090.000 €" in text
        assert "22.815.000 €" in text
        assert "29.990.000" not in text
    manifest = (place.output / "manifest.json").read_text(encoding="utf-8")
    assert "30.090\u00a0Tsd." in manifest
    assert "29.990" not in manifest


def test_word_knows_title_author_and_language(shipped: Workplace) -> None:
    """What a file manager shows and a screen reader needs to pronounce the text."""
    document = docx.Document(str(built(shipped, PAPERS[0], "docx")))
    properties = document.core_properties
    assert properties.title == "Vorlage 10/02/09: Investitionspakt 2009"
    assert properties.author == "Bezirksregierung Arnsberg"
    assert properties.subject == "Investitionspakt 2009"
    assert properties.language == "de-DE"
    default = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert default is not None
    assert default.get(qn("w:val")) == "de-DE"


def test_the_wide_annex_lies_in_landscape_with_header_and_footer(shipped: Workplace) -> None:
    """Turned pages keep the letterhead of the others, so that a single sheet can be told where it belongs."""
    sections = docx.Document(str(built(shipped, PAPERS[0], "docx"))).sections
    assert [s.orientation == WD_ORIENTATION.LANDSCAPE for s in sections] == [False, True, False]
    for section in sections:
        wide = section.orientation == WD_ORIENTATION.LANDSCAPE
        assert (section.page_width > section.page_height) is wide
        for part in (section.header, section.footer):
            assert "".join(node.text or "" for node in part._element.iter(qn("w:t"))).strip()
        references = {child.tag for child in section._sectPr if child.tag.endswith("Reference")}
        assert references == {qn("w:headerReference"), qn("w:footerReference")}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_table_has_its_head_row_marked(shipped: Workplace, paper: str) -> None:
    """In Word it is repeated on each page, on the page its cells say that they head a column or a row."""
    document = docx.Document(str(built(shipped, paper, "docx")))
    tables = list(document.element.body.iter(qn("w:tbl")))
    assert tables
    for table in tables:
        marked = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))]
        assert marked == [True] + [False] * (len(marked) - 1)
    page = lxml.html.fromstring(built(shipped, paper, "html").read_bytes())
    for table in page.iter("table"):
        head = table.xpath("./thead/tr/*")
        assert head
        assert all(cell.tag == "th" and cell.get("scope") == "col" for cell in head)
        body = table.xpath("./tbody/tr")
        assert all(row.xpath('count(./th[@scope="row"])') == 1 for row in body)


def test_no_value_is_left_as_a_mark_or_a_brace(shipped: Workplace) -> None:
    """Nothing of the machinery between template and paper comes out, in no part of any file."""
    for name, raw in shipped.files().items():
        texts = [] if name.endswith(".pdf") else [raw]  # packed bytes may look like anything
        if name.endswith(".docx"):
            package = zipfile.ZipFile(shipped.output / name)
            texts = [package.read(part) for part in package.namelist() if part.endswith((".xml", ".rels"))]
        for text in texts:
            assert not re.search("[\ue000-\ue002]|\\{\\{|\\}\\}|\\{%", text.decode("utf-8", "replace"))
