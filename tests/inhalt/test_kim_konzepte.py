"""Both concepts as their readers get them: cover, headings, lists, notes and drawings in Word, page and PDF."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import docx
import lxml.etree
import lxml.html
import pikepdf
import pytest
import yaml
from docx.oxml.ns import qn

from tests.conftest import ROOT, Workplace
from tests.inhalt.reading import page_tables, plain, word_tables
from vorlagenwerk.writers.pdf.reading import page_count

SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
EMBEDDED = qn("r:embed")
DRAWN = ["Aufbau des Kommunalen Integrationsmanagements", "Zeitschiene der Umsetzung"]
EMU_AN_INCH = 914_400
SHARP = 200
"""Dots an inch below which lines look frayed in print."""
LEAST_WORDS = 25
"""A section that says less than this and shows nothing does not answer an item of the guide."""


class Heading(NamedTuple):
    """A heading of the content: how deep it lies, its number (“” without one), its words."""

    depth: int
    number: str
    title: str


class Paper(NamedTuple):
    """A concept: what its file says, and where it was built, without the ending."""

    said: dict[str, Any]
    built: Path

    def page(self) -> Any:
        """The page."""
        return lxml.html.fromstring(self.built.with_suffix(".html").read_bytes())

    def word(self) -> Any:
        """The body of the Word file."""
        return docx.Document(str(self.built.with_suffix(".docx"))).element.body


@pytest.fixture(params=["musterkreis", "musterstadt"])
def paper(request: pytest.FixtureRequest, shipped: Workplace) -> Paper:
    """Each concept in turn."""
    said = yaml.safe_load((shipped.root / f"content/{request.param}/kim-konzept.yaml").read_text("utf-8"))
    return Paper(said, shipped.output / f"{request.param}/kim-konzept")


def sections(entries: list[Any], depth: int = 1) -> Iterator[tuple[int, dict[str, Any]]]:
    """All sections in the order of printing, with their depth."""
    for entry in entries:
        yield depth, entry
        yield from sections(entry.get("abschnitte", []), depth + 1)


TERMS = {
    "bausteine": "Bausteine",
    "baustein_1": "Baustein I",
    "baustein_2": "Baustein II",
    "baustein_3": "Baustein III",
}
"""What the titles take in, as the two concepts spell it."""


def headings(paper: Paper) -> list[Heading]:
    """The headings that the content asks for."""
    found, counts = [], [0] * 9
    for depth, section in sections(paper.said["gliederung"]):
        numbered = section.get("nummeriert", True)
        if numbered:
            counts[depth - 1 :] = [counts[depth - 1] + 1, *[0] * (9 - depth)]
        number = ".".join(map(str, counts[:depth])) if numbered else ""
        found.append(Heading(depth, number, re.sub(r"\{\{ (\w+) \}\}", lambda name: TERMS[name[1]], section["titel"])))
    return found


def style(paragraph: Any) -> str:
    """The style of a paragraph in Word."""
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def words(node: Any) -> str:
    """The words of a node in Word; tabs are blanks."""
    said = [" " if part.tag == qn("w:tab") else part.text for part in node.iter(qn("w:t"), qn("w:tab"))]
    return plain("".join(said))


def styled(paper: Paper, pattern: str) -> list[Any]:
    """The paragraphs in Word whose style is like this."""
    return [paragraph for paragraph in paper.word().iter(qn("w:p")) if re.fullmatch(pattern, style(paragraph))]


def test_headings_stand_in_the_order_of_the_content_in_word(paper: Paper) -> None:
    """Real headings, each on the level of its section; Word counts them, but for those without a number."""
    found = []
    for paragraph in styled(paper, r"Heading\d"):
        off = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        found.append((int(style(paragraph)[-1]), off is None, words(paragraph)))
    assert found == [(one.depth, bool(one.number), one.title) for one in headings(paper)]


def test_headings_stand_in_the_order_of_the_content_on_the_page(paper: Paper) -> None:
    """One level below the title, with their numbers."""
    page = paper.page()
    (title,) = page.iter("h1")
    assert title.text_content().startswith("Konzept zur Umsetzung des Kommunalen Integrationsmanagements ")
    nodes = page.xpath('//main//*[re:match(name(), "^h[2-6]$")][not(ancestor::section[@class="fussnoten"])]',
                       namespaces={"re": "http://exslt.org/regular-expressions"})  # fmt: skip
    found = [(int(node.tag[1]) - 1, plain(node.text_content())) for node in nodes]
    assert found == [(one.depth, f"{one.number} {one.title}".strip()) for one in headings(paper)]


def test_the_contents_name_every_heading(paper: Paper) -> None:
    """With its number, down to the third level; in Word with a page."""
    wanted = [(one.depth, f"{one.number} {one.title}".strip()) for one in headings(paper)]
    entries = styled(paper, r"TOC\d")
    found = [(int(style(one)[-1]), re.fullmatch(r"(.+) \d+", words(one))) for one in entries]
    assert [(depth, said and said[1]) for depth, said in found] == [one for one in wanted if one[0] <= 3]
    links = paper.page().xpath('//nav[@aria-labelledby="seite-verzeichnis"]//a')
    assert [plain(link.text_content()) for link in links] == [said for depth, said in wanted if depth <= 3]


def test_tables_and_pictures_are_counted_and_listed(paper: Paper) -> None:
    """Captions run from 1 without a gap, and the lists repeat them word for word."""
    page = paper.page()
    captions = {"Tabelle": page.xpath("//caption"), "Abbildung": page.xpath("//figcaption")}
    lists = page.xpath('//nav[starts-with(@aria-labelledby, "verzeichnis:")]')
    written = [words(one) for one in styled(paper, "Caption")]
    for (kind, nodes), listed in zip(captions.items(), lists, strict=True):
        told = [plain(node.text_content()) for node in nodes]
        told = [one for one in told if one.startswith(kind)]
        assert [one.split(":")[0] for one in told] == [f"{kind} {number + 1}" for number in range(len(told))]
        assert [plain(link.text_content()) for link in listed.iter("a")] == told
        assert [one for one in written if one.startswith(kind)] == told
        in_word = [re.sub(r" ?\d+$", "", words(one)) for one in styled(paper, "TableofFigures")]
        assert [one for one in in_word if one.startswith(kind)] == told


def test_every_reference_shows_the_number_of_its_target(paper: Paper) -> None:
    """“siehe Tabelle 3” leads to the table that is called so; as many as the texts ask for."""
    page = paper.page()
    asked = re.findall(r"\[\]\(#([\w-]+)\)", yaml.safe_dump(paper.said, allow_unicode=True, width=10**6))
    links = page.xpath('//main//*[self::p or self::li or self::td]//a[starts-with(@href, "#")][not(@role)]')
    links = [link for link in links if not link.xpath("ancestor::nav")]
    assert sorted(link.get("href")[1:] for link in links) == sorted(asked)
    for link in links:
        target = page.get_element_by_id(link.get("href")[1:])
        named = target.xpath(".//caption|.//figcaption") or [target]
        assert re.match(re.escape(plain(link.text_content())) + r"\b", plain(named[0].text_content()))


def test_notes_stand_in_the_order_of_the_text(paper: Paper) -> None:
    """The same notes in Word and on the page, each said once."""
    texts = []
    for _depth, section in sections(paper.said["gliederung"]):
        texts.append(section.get("text", ""))
        texts += [paper.said["doppelfoerderung"]] * ("doppelfoerderung" in section.get("enthaelt", []))
    wanted = [max(note) for text in texts for note in re.findall(r"(?m)^\[\^\w+\]: (.+)$|\^\[(.+?)\]", text)]
    assert wanted
    parts = zipfile.ZipFile(paper.built.with_suffix(".docx"))
    notes = lxml.etree.fromstring(parts.read("word/footnotes.xml"))
    in_word = [words(note) for note in notes if note.get(qn("w:type")) is None]
    on_page = [plain(note.text_content()).removesuffix("↩︎").strip() for note in paper.page().xpath("//section/ol/li")]
    assert in_word == on_page
    assert len(in_word) == len(wanted)
    for said, note in zip(wanted, in_word, strict=True):
        assert re.fullmatch(re.sub(r"\\{\\{.*?\\}\\}", ".+", re.escape(said)), note), (said, note)


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_the_cover_names_everybody_to_be_asked(ending: str, paper: Paper) -> None:
    """Every field of the guide's cover: who applies, key, people with function, telephone and mail, place, day."""
    read = {"docx": word_tables, "html": page_tables}[ending]
    rows = read(paper.built.with_suffix(f".{ending}"))[0]
    if ending == "html":
        (table,) = paper.page().xpath('//table[@id="deckblatt"]')
        for turn in table.iter("br"):
            turn.tail = f" {turn.tail or ''}"
        rows = [[plain(cell.text_content()) for cell in row] for row in table.iter("tr")]
    told = {title: said for title, said in rows[1:] if title != "Weitere Ansprechperson"}
    more = [said for title, said in rows if title == "Weitere Ansprechperson"]
    people = [f"{one['name']} {one['funktion']} Tel. {one['telefon']} {one['email']}"
              for one in paper.said["ansprechpersonen"]]  # fmt: skip
    assert [told.pop("Ansprechperson"), *more] == people
    applicant = paper.said["antragsteller"]
    assert told["Beantragende Einrichtung"] == applicant["einrichtung"]
    assert (
        told["Amtlicher Gemeindeschlüssel"]
        == {"999001": "05999", "999000": "05999000"}[applicant["gemeindeschluessel"]]
    )
    assert told["Ort, Datum"].startswith(f"{paper.said['ort']}, {paper.said['datum'].day}. ")
    assert told["Ort, Datum"].endswith(str(paper.said["datum"].year))
    assert f"{paper.said['foerderzeitraum']['bis']:%d.%m.%Y}" in told["Förderzeitraum"]
    assert "@ministerium.example" in told["Ansprechperson im Ministerium"]


def drawings(paper: Paper) -> dict[str, tuple[str, str]]:
    """The drawn figures of the page by caption: their format and what a screen reader says."""
    found = {}
    for figure in paper.page().iter("figure"):
        caption = plain("".join(one.text_content() for one in figure.iter("figcaption"))).split(": ")[-1]
        if caption in DRAWN:
            (image,) = figure.iter("img")
            kind, _, _data = image.get("src").partition(";base64,")
            found[caption] = (kind, image.get("alt"))
    return found


def test_drawings_are_vectors_everywhere(paper: Paper) -> None:
    """On the page, and in Word beside a picture that is sharp in print; said in the same words, in the PDF too."""
    drawn = drawings(paper)
    assert list(drawn) == DRAWN
    assert {kind for kind, _said in drawn.values()} == {"data:image/svg+xml"}
    package = docx.Document(str(paper.built.with_suffix(".docx"))).part
    vectors = {}
    for frame in package.element.body.iter(qn("w:drawing")):
        (blip,) = frame.iter(qn("a:blip"))
        for vector in blip.iter(SVG):
            assert package.related_parts[vector.get(EMBEDDED)].blob.lstrip().startswith(b"<svg")
            wide = int(next(frame.iter(qn("wp:extent"))).get("cx")) / EMU_AN_INCH
            pixels = struct.unpack(">I", package.related_parts[blip.get(EMBEDDED)].blob[16:20])[0]
            vectors[next(frame.iter(qn("wp:docPr"))).get("descr")] = pixels / wide
    assert list(vectors) == [said for _kind, said in drawn.values()]
    assert min(vectors.values()) >= SHARP
    assert {said for _kind, said in drawn.values()} <= set(pdf_figures(paper))


def pdf_figures(paper: Paper) -> Iterator[str]:
    """What stands in for each figure of the PDF."""
    with pikepdf.open(paper.built.with_suffix(".pdf")) as pdf:
        waiting: list[Any] = list(pdf.Root.StructTreeRoot.K)
        while waiting:
            node = waiting.pop()
            if not isinstance(node, pikepdf.Dictionary):
                continue
            if node.get("/S") == "/Figure":
                yield str(node.Alt)
            kids: Any = node.get("/K", [])
            waiting += list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_drawings_are_told_in_words(paper: Paper) -> None:
    """Who does not see the picture hears every box, every phase and every milestone with its day."""
    (_, structure), (_, timeline) = drawings(paper).values()
    assert [one["name"] for one in paper.said["struktur"]["elemente"] if one["name"] not in structure] == []
    for phase in paper.said["phasen"]:
        assert f"„{phase['titel']}“: {phase['von']:%d.%m.%Y} bis {phase['bis']:%d.%m.%Y}" in timeline
    for stone in paper.said["meilensteine"]:
        assert f"{stone['datum']:%d.%m.%Y}: {stone['titel']}" in timeline


def test_every_item_of_the_guide_has_an_answer_or_a_reason(paper: Paper) -> None:
    """No item is left open or has both, and none is claimed by a section that says nothing."""
    guide = yaml.safe_load((ROOT / "schemas/kim-konzept/leitfragen.yaml").read_text("utf-8"))
    found = list(sections(paper.said["gliederung"]))
    claimed = [item for _depth, section in found for item in section.get("beantwortet", [])]
    excused = [one["leitfrage"] for one in paper.said.get("nicht_zutreffend", [])]
    asked = set(re.findall(r"'kennung': '(\d(?:\.\w+)*\.[a-z]|3\.A)'", str(guide)))
    assert len(asked) == 58
    if paper.said["antragsteller"]["kommunentyp"] == "kreisfreie_stadt":
        asked -= {item for item in asked if item.startswith("4.K.")}
    assert sorted([*claimed, *excused]) == sorted(asked)
    silent = [section["titel"] for _depth, section in found if section.get("beantwortet")
              and not section.get("enthaelt") and len(section.get("text", "").split()) < LEAST_WORDS]  # fmt: skip
    assert silent == []


def test_the_concepts_show_what_authors_may_use(paper: Paper) -> None:
    """Nested lists, a quote, a picture of their own, tables of their own, a note and a call-out."""
    page = paper.page()
    for path in ("//li/ul/li|//li/ol/li", "//blockquote", "//main//img[contains(@src, 'image/png')]",
                 "//main//table[not(caption)]", "//main//sup", "//main//*[@class='hinweis']"):  # fmt: skip
        assert page.xpath(path), path


def test_the_length_is_what_the_ministry_asks_for(paper: Paper) -> None:
    """10 to 20 pages, all of them counted."""
    assert 10 <= page_count(paper.built.with_suffix(".pdf").read_bytes()) <= 20
