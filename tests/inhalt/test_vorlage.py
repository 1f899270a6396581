"""The council paper as it was built: its figures, its head and its structure, read back from both formats."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

import docx
import pytest
from lxml import html

from tests.conftest import Workplace
from vorlagenwerk.writers.dump import dump

FOLDER = "bezirksregierung-arnsberg/regionalrat/2009"
PAPER = f"{FOLDER}/10-02-09"

SENTENCES = (
    "betrug landesweit 86.200.000 €.",
    "wurden landesweit 52 Schulen und 17 Kindertagesstätten in das Programm aufgenommen",
    "wurden 16 Schulen mit einem Volumen von 18.060.000 € gefördert",
    "einem Anteil von ca. 21,0 % der landesweit",
    "Von den 16 Projekten wurden 14 Projekte in 2008 bewilligt, 2 Projekte werden in 2009 bewilligt.",
    "dem Erlass des MBV vom 20. November 2008 gelten",
    "zur Bewerbung um Fördermittel erfolgte am 18. Dezember 2008",
    "bis zum 31. März 2009 einzureichen",
    "dem MBV am 18. Mai 2009 vorgelegt (siehe Anlage)",
    "sind für den 26. und 28. Mai 2009 vorgesehen",
    "für voraussichtlich Anfang Juni.",
    "Die nach Ziffer 4.1 priorisierten Anträge",
    "Im Jahr 2009 werden 64.600.000 € Bundesmittel",
    "bis zu 64.600.000 € (der Eigenanteil kann bis auf 10 % durch",
    "Es sind also 129.200.000 € landesweit",
    "59 Anträge mit einem Gesamtkostenvolumen von 84.273.000 € und einem Fördervolumen von 56.191.000 € eingegangen",
    "16 Anträge entsprechen der Priorität 1 (HSK und Gebietskulisse) / Fördervolumen 22.715.000 €",
    "43 Anträge entsprechen der Priorität 2 (HSK oder Gebietskulisse) / Fördervolumen 33.476.000 €",
    "33 Anträge beziehen sich auf Schulen",
    "7 Anträge beziehen sich auf Kindertagesstätten",
    "19 Anträge beziehen sich auf sonstige Gebäude",
    "wird die Förderung von 24 Projekten mit Gesamtkosten in Höhe von 45.002.000 € und einem Fördervolumen in Höhe von "
    "29.990.000 € vorgeschlagen.",
    "sondern auch 8 Maßnahmen der Priorität 2 enthalten",
    "um 5 Maßnahmen an Kindertagesstätten und 3 Maßnahmen an Schulen",
)
"""Every sentence of the paper that holds a figure or a day, as it must be printed."""
OUTLINE = [
    "1 Allgemeines", "1.1 Rückblick auf das Programmjahr 2008",
    "1.2 Investitionspakt – Aufstellung Programmjahr 2009 –", "2 Fördervoraussetzungen", "2.1 Gebäudekulisse",
    "2.2 Gebietskulisse", "3 Förderziel und Fördergegenstand",
    "4 Verfahren und Entscheidung über die Aufnahme in die Förderung", "4.1 Priorisierungskriterien",
    "4.2 Auswahlkriterien", "5 Finanzielle Ausstattung", "6 Programmvorschlag", "6.1 Antragsaufkommen",
    "6.2 Bewertung der Anträge",
]  # fmt: skip
HEAD = {
    "Regionalratssitzung am": "18.06.2009",
    "Vorlage": "10/02/09",
    "Vorberatung in": "Planungskommission (PK): nein; Strukturkommission (SK): ja; Verkehrskommission (VK): nein",
    "Tagesordnungspunkt": "TOP 3b: Investitionspakt 2009 – Beratung",
    "Berichterstattung": "Regierungsvizepräsidentin Geiß-Netthöfel",
    "Bearbeitung": "Regierungsdirektor Roderfeld",
    "Kontakt": "Geschäftsstelle des Regionalrates, E-Mail: geschaeftsstelle.regionalrat@bezreg-arnsberg.nrw.de, "
    "Tel.: 02931 82-2341, 02931 82-2324, 02931 82-2306, Fax: 02931 82-46177",
}


def plain(text: str) -> str:
    """Text with ordinary blanks only."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "").replace("\u200b", "")).strip()


def word_text(place: Workplace, stem: str) -> str:
    """All paragraphs of a built Word file outside tables."""
    document = docx.Document(BytesIO((place.output / f"{stem}.docx").read_bytes()))
    namespace = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = (p for p in document.element.body.iter(f"{namespace}p") if p.getparent().tag != f"{namespace}tc")
    lines = ("".join(t.text or "" for t in p.iter(f"{namespace}t")) for p in paragraphs)
    return plain(" ".join(lines))


def html_text(place: Workplace, stem: str) -> str:
    """The text of a built page."""
    page = html.fromstring((place.output / f"{stem}.html").read_bytes().decode())
    return plain(" ".join(page.xpath("//main//text()")))


TEXTS: list[Any] = [pytest.param(word_text, id="docx"), pytest.param(html_text, id="html")]


@pytest.mark.parametrize("read", TEXTS)
def test_every_figure_of_the_paper_is_printed(read: Any, shipped: Workplace) -> None:
    """Whether computed from the annex or entered once, each figure stands in its sentence in German form."""
    text = re.sub(r" (?=[.,;)])|(?<=\() ", "", read(shipped, PAPER))
    assert [sentence for sentence in SENTENCES if sentence not in text] == []


def test_the_head_of_the_paper_is_printed(shipped: Workplace) -> None:
    """The table on the first page holds each fact of the session in both formats."""
    document = docx.Document(BytesIO((shipped.output / f"{PAPER}.docx").read_bytes()))
    page = html.fromstring((shipped.output / f"{PAPER}.html").read_bytes().decode())
    table = page.xpath("//table")[0]
    in_html = {plain(r.xpath("string(*[1])")): plain(r.xpath("string(*[2])")) for r in table.xpath(".//tr")}
    namespace = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    in_word = {
        plain(row.cells[0].text): plain("".join(t.text or "" for t in row.cells[1]._tc.iter(f"{namespace}t")))
        for row in document.tables[0].rows
    }
    for name, value in HEAD.items():
        assert in_html[name] == value
        assert in_word[name] == value


def test_the_headings_are_numbered_as_in_the_source(shipped: Workplace) -> None:
    """The numbers are made by the program and agree with those of the source."""
    page = html.fromstring((shipped.output / f"{PAPER}.html").read_bytes().decode())
    titles = [plain(heading.text_content()) for heading in page.xpath("//main//*[self::h2 or self::h3 or self::h4]")]
    assert [title for title in titles if title[0].isdigit()] == OUTLINE


def test_a_draft_without_number_says_so(workplace: Workplace) -> None:
    """Where the number is given later by other hands, title, letterhead and first table say that it is missing."""
    workplace.take("gueltig/regionalrat-vorlage/kurz.yaml", "content/x.yaml", ("vorlagennummer: 01/01/10\n", ""))
    document = workplace.tree("content/x.yaml")
    assert document.title == "Vorlage (noch ohne Nummer): Stadterneuerung"
    frame = dict(document.frame)
    assert frame["dokument.kurztitel"] == "Vorlage (noch ohne Nummer)"
    assert frame["dokument.vorlagennummer"] == "noch ohne Nummer"
    assert "zeile: Vorlage | **⟨noch ohne Nummer⟩**" in dump(document)


def test_figures_in_the_manifest_agree_with_the_paper(shipped: Workplace) -> None:
    """Whoever reads the manifest finds the same figures as in the text."""
    manifest = json.loads((shipped.output / "manifest.json").read_bytes())
    figures = {entry["quelle"].rsplit("/", 1)[1]: entry["kennzahlen"] for entry in manifest["dokumente"]}
    computed = figures["erhebungsbogen-investitionspakt-2009.yaml"]
    assert {name: plain(value) for name, value in computed.items()} == {
        "anzahl": "24", "gesamtkosten": "45.002 Tsd. €", "zuwendung": "29.990 Tsd. €", "anzahl_prioritaet_1": "16",
        "zuwendung_prioritaet_1": "22.715 Tsd. €", "anzahl_prioritaet_2": "8", "anzahl_prioritaet_2_kita": "5",
        "anzahl_prioritaet_2_schule": "3", "zuwendung_prioritaet_2": "7.275 Tsd. €", "anzahl_schule": "13",
        "anzahl_kita": "6", "anzahl_sonstige": "5", "vorgelegt_am": "18.05.2009",
    }  # fmt: skip
