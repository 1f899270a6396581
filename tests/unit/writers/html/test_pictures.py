"""Pictures, and the lists of pictures and tables."""

from __future__ import annotations

import base64
from collections.abc import Callable

from lxml import html

from vorlagenwerk.data.tree import Column, Contents, Heading, Image, Picture, Row, Table, Text

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
