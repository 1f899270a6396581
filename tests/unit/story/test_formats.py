"""Formats: what a paper's tree has to become before a writer gets it."""

from __future__ import annotations

import re
import zipfile

from tests.conftest import Workplace
from vorlagenwerk.story.building import Wishes, build

DOCUMENT = "content/konzept.yaml"
STYLE = "templates/_stil/standard.docx"
COVER = "templates/kim-konzept/deckblatt.md.j2"
WORD_COVER = (
    '<w:sdt><w:sdtPr><w:tag w:val="dokument.titel"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'
)


def shown_pages(place: Workplace) -> list[str]:
    """The page numbers in the list of contents of the Word file."""
    outcome = build(place.project, Wishes(formats=("docx",)), "1", lambda _entry: None)
    assert outcome.built == 1
    data = zipfile.ZipFile(place.output / "konzept.docx").read("word/document.xml").decode()
    return re.findall(r"PAGEREF .*?<w:t[^>]*>(\d+)</w:t>", data)


def test_a_cover_of_words_own_is_one_page(workplace: Workplace) -> None:
    """It takes the place of the paper's cover, however much that would have said."""
    workplace.take("gueltig/kim-konzept/kurz.yaml", DOCUMENT)
    pages = shown_pages(workplace)
    workplace.change(COVER, ("{% if vermerk %}", "Ein Satz, der auf einer Zeile steht.\n\n" * 80 + "{% if vermerk %}"))
    longer = shown_pages(workplace)
    assert pages and longer != pages
    workplace.change_part(STYLE, "word/document.xml", ("<w:body>", f"<w:body>{WORD_COVER}"))
    assert shown_pages(workplace) == pages
