"""Pictures, and the lists of pictures and tables."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from vorlagenwerk.data.tree import Column, Contents, Heading, Image, Picture, Row, Table, Text

CSS = (Path(__file__).parents[4] / "templates" / "_stil" / "stil.css").read_text("utf-8")

Write = Callable[..., html.HtmlElement]

IMAGE = Image("png", b"\x89PNG und so weiter", 3000, 1500)
PICTURE = Picture("bild", "Aufbau", "Drei Kästen mit Pfeilen.", IMAGE, number="1")
TABLE = Table("kosten", "Kosten & Mittel", "", (Column("a", "Art"),), (Row(("Bau",)),), number="1")


def test_picture_travels_inside_the_page(body: Write) -> None:
    """A page is one file."""
    shown = body(PICTURE).find("figure/img")
    start, data = shown.get("src").split(",")
    assert start == "data:image/png;base64" and base64.b64decode(data) == IMAGE.data


def test_a_drawing_stays_sharp_on_every_screen(body: Write) -> None:
    """It travels as the vectors that it is."""
    shown = body(Picture("b", "", "Ein Plan.", Image("svg", b"<svg/>", 3000, 1500))).find("figure/img")
    assert shown.get("src") == "data:image/svg+xml;base64," + base64.b64encode(b"<svg/>").decode()


def drawing(letters: bytes, width: int = 9000, caption: str = "Plan") -> Picture:
    image = Image("svg", b'<svg><text font-size="9"/><text ' + letters + b"/></svg>", width, 1500)
    return Picture("plan", caption, "Ein Plan.", image, number="2" if caption else "")


def test_letters_of_a_drawing_stay_large_enough_on_a_phone(body: Write) -> None:
    """Letters of 8 points in a drawing of 450 are 12 pixels high where it is 675 wide; narrower screens scroll it."""
    figure = body(drawing(b'font-size="8"')).find("figure")
    assert figure.get("style") == "--lesbar:675px"
    region = figure.find("div")
    assert (region.get("class"), region.get("role"), region.get("tabindex")) == (
        "rollbereich zeichnung", "region", "0",
    )  # fmt: skip
    assert figure.get_element_by_id(region.get("aria-labelledby")).text == "Abbildung 2: Plan"
    assert re.search(r"@media screen \{\s*\.zeichnung img \{ min-width: var\(--lesbar\); max-width: none;", CSS)


def test_scrolling_drawing_without_a_caption_has_a_name(body: Write) -> None:
    """A region without a name is none."""
    assert body(drawing(b'font-size="8"', caption="")).find("figure/div").get("aria-label") == "Abbildung"


@pytest.mark.parametrize(("letters", "width"), [(b'font-size="0"', 9), (b'font-size="9"', 4000), (b"", 4000)])
def test_drawing_that_can_be_read_on_a_phone_never_scrolls(body: Write, letters: bytes, width: int) -> None:
    """A region that never scrolls would be an idle stop for the keyboard."""
    assert body(drawing(letters, width)).find("figure/img") is not None


def test_tiny_letters_do_not_blow_a_drawing_up(body: Write) -> None:
    """An SVG template may say anything."""
    assert body(drawing(b'font-size="0.1"')).find("figure").get("style") == "--lesbar:1200px"


def test_picture_has_its_words_its_size_and_its_caption(body: Write) -> None:
    """Twips on paper become pixels: fifteen are one."""
    figure = body(PICTURE).find("figure")
    shown = figure.find("img")
    assert (shown.get("alt"), shown.get("width"), shown.get("height")) == ("Drei Kästen mit Pfeilen.", "200", "100")
    assert figure.findtext("figcaption") == "Abbildung 1: Aufbau" and figure.get("style") is None


def test_share_of_the_text_width_reaches_the_style_sheet(body: Write) -> None:
    """How a share looks on a phone is for the style sheet to say."""
    figure = body(Picture("b", "", 'Ein "Plan".', IMAGE, share=40)).find("figure")
    assert figure.get("style") == "--anteil:40%" and figure.find("figcaption") is None
    assert figure.find("img").get("alt") == 'Ein "Plan".'


def test_lists_lead_to_tables_and_pictures(body: Write) -> None:
    """Each list names its kind and leads to the whole block."""
    main = body(Contents("tabellen", "Tabellen"), Contents("abbildungen", "Bilder"), TABLE, PICTURE)
    tables, pictures = main.findall("nav")
    assert main.get_element_by_id(tables.get("aria-labelledby")).text == "Tabellen"
    assert (tables.findtext(".//a"), tables.find(".//a").get("href")) == ("Tabelle 1: Kosten & Mittel", "#kosten")
    assert (pictures.findtext(".//a"), pictures.find(".//a").get("href")) == ("Abbildung 1: Aufbau", "#bild")


def test_list_without_entries_is_left_out(body: Write) -> None:
    """A list of nothing would be announced for nothing."""
    assert body(Contents("tabellen", "Tabellen"), Picture("b", "", "Ein Plan.", IMAGE)).find("nav") is None


def test_contents_of_headings_are_left_to_the_frame(body: Write) -> None:
    """The frame has them at the top of every page."""
    assert len(body(Contents("inhalt", "Inhalt"), Heading(1, (Text("Lage"),)))) == 1
