"""Logos and fixed lines of the letterhead on the page."""

from __future__ import annotations

import io

from lxml import html

from tests.looks import shipped_look
from tests.unit.basics.test_images import png
from tests.unit.writers.html.conftest import CSS
from vorlagenwerk.basics.typesetting.letterhead import HeadLine, Letterhead, Logo
from vorlagenwerk.data.tree import Document, Image
from vorlagenwerk.writers.html import PageFrame, write_html

LOGO = Logo(Image("png", png(30, 30), 1500, 1500), "Wappen <1>", 750, 1500, "rechts")
LINES = (
    HeadLine("briefkopf_absender", ("", "dokument.absender", "")),
    HeadLine("briefkopf_2", ("Der <Bürgermeister>",)),
    HeadLine("briefkopf_3", ("Az. ", "dokument.nr", "")),
    HeadLine("briefkopf_ort", ("", "dokument.ort", "")),
)


def page_with(letterhead: Letterhead, frame: PageFrame) -> html.HtmlElement:
    out = io.BytesIO()
    values = (("dokument.absender", "Kreis"), ("dokument.nr", "7"))
    look = shipped_look()._replace(letterhead=letterhead)
    assert write_html(Document("Titel", (), author="Kreis", frame=values), frame, CSS, out, look) == []
    return html.document_fromstring(out.getvalue(), parser=html.HTMLParser(encoding="utf-8"))


def test_a_logo_stands_in_the_head_with_size_side_and_words(frame: PageFrame) -> None:
    """Inside the page; one that only decorates has empty words."""
    page = page_with(Letterhead((LOGO._replace(side="mitte", description=""),), (LOGO,)), frame)
    first, second = page.xpath("//header//img")
    assert second.get("src").startswith("data:image/png;base64,iVBOR") and second.get("alt") == "Wappen <1>"
    assert (second.get("width"), second.get("height"), second.get("class")) == ("50", "100", "rechts")
    assert (first.get("alt"), first.get("class")) == ("", "mitte")


def test_fixed_lines_are_shown_beside_the_sender(frame: PageFrame) -> None:
    """The sender has a place of its own on the page, a line whose values are empty none."""
    page = page_with(Letterhead(LINES), frame)
    assert page.xpath("//*[@class='briefkopf']//p/text()") == ["Der <Bürgermeister>", "Az. 7"]
    assert page.find(".//header").text_content().count("Kreis") == 1


def test_a_page_without_logo_and_fixed_lines_is_as_before(frame: PageFrame) -> None:
    """As all pages of the shipped style template."""
    assert page_with(shipped_look().letterhead, frame).xpath("//*[@class='briefkopf']") == []
